//! How long edits take, as ratios that hold on any machine: each workload at three sizes, in units of one addition of two
//! decimals measured in the same run, with the power of the size that the time follows.
//!
//! `cargo bench -p tandem-core` runs all and fails where a limit is passed; `... -- W4` runs the named ones only.
//! Absolute times through the JavaScript module are in `bench/` at the root of the repository.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a measurement that can't be made ends the run, and times are no amounts"
)]

mod sheets;

use std::hint::black_box;
use std::time::Instant;

use sheets::Sheet;
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::number::Decimal;
use tandem_core::workbook::Workbook;

/// A workload: its sheets from small to large, and the most that it may cost.
struct Workload {
    name: &'static str,
    make: fn(u32) -> Sheet,
    sizes: [u32; 3],
    /// What the cost is divided by: the formulas that are computed, or 1 where an edit must not feel the sheet.
    per: Per,
    /// Additions that loading one cell, and one computed formula (or one edit), may cost.
    most_load: f64,
    most_edit: f64,
    /// The power of the size that an edit may follow.
    most_growth: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Per {
    Formula,
    Edit,
}

/// The limits are about twice what was measured when they were set, so that they catch another order of growth or a lost
/// shortcut, and not the machine's mood.
const WORKLOADS: &[Workload] = &[
    Workload {
        name: "W1",
        make: sheets::chain,
        sizes: [10_000, 30_000, 100_000],
        per: Per::Formula,
        most_load: 25.0,
        most_edit: 7.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W1r",
        make: sheets::reversed_chain,
        sizes: [10_000, 30_000, 100_000],
        per: Per::Formula,
        most_load: 25.0,
        most_edit: 7.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W1l",
        make: sheets::beside_chain,
        sizes: [10_000, 30_000, 100_000],
        per: Per::Edit,
        most_load: 25.0,
        most_edit: 60.0,
        most_growth: 0.3,
    },
    Workload {
        name: "W2",
        make: sheets::scorecard,
        sizes: [1000, 3000, 10_000],
        per: Per::Formula,
        most_load: 25.0,
        most_edit: 32.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W2rank",
        make: sheets::ranked_scorecard,
        sizes: [1000, 3000, 10_000],
        per: Per::Formula,
        most_load: 30.0,
        most_edit: 60.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W3fill",
        make: sheets::copied_down,
        sizes: [1000, 3000, 10_000],
        per: Per::Formula,
        most_load: 36.0,
        most_edit: 0.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W3distinct",
        make: sheets::distinct,
        sizes: [1000, 3000, 10_000],
        per: Per::Formula,
        most_load: 110.0,
        most_edit: 0.0,
        most_growth: 1.3,
    },
    Workload {
        name: "W4",
        make: sheets::return_model,
        sizes: [60, 180, 600],
        per: Per::Formula,
        most_load: 45.0,
        most_edit: 32.0,
        most_growth: 1.3,
    },
];

/// Nanoseconds of one addition of two decimals.
fn addition_ns() -> f64 {
    const COUNT: u32 = 200_000;
    let step = Decimal::new(125, 2);
    let additions = cost_ns(|| {
        let mut sum = Decimal::ZERO;
        for _ in 0..COUNT {
            sum = black_box(sum).checked_add(black_box(step)).unwrap();
        }
        black_box(sum);
    });
    additions / f64::from(COUNT)
}

/// Nanoseconds that some work takes on average when it is repeated for a while: by the time that this thread has spent on a
/// processor, where the system tells, so that a busy machine doesn't count.
fn cost_ns(mut work: impl FnMut()) -> f64 {
    const WHILE_NS: f64 = 2e8;
    work();
    let (begin, on_processor) = (Instant::now(), on_processor_ns());
    let mut runs = 0.0;
    loop {
        work();
        runs += 1.0;
        let by_clock = begin.elapsed().as_nanos() as f64;
        if by_clock > WHILE_NS {
            let spent = on_processor.and_then(|before| Some(on_processor_ns()? - before));
            return spent.unwrap_or(by_clock) / runs;
        }
    }
}

fn on_processor_ns() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_ascii_whitespace().next()?.parse().ok()
}

struct Measured {
    cells: f64,
    formulas: f64,
    load_ns: f64,
    edit_ns: f64,
}

fn load(sheet: &Sheet) -> Workbook {
    let mut workbook = Workbook::new("bench");
    let page = workbook.pages()[0].sheet().unwrap().id;
    let cells = sheet
        .cells
        .iter()
        .map(|((row, column), text)| (tandem_core::cell::CellAddress::new(page, *row, *column), text.as_str()));
    Edit::TypeCells(cells.collect()).apply(&mut workbook).unwrap();
    workbook
}

fn measure(sheet: &Sheet) -> Measured {
    let load_ns = cost_ns(|| drop(black_box(load(sheet))));
    let mut workbook = load(sheet);
    let page = workbook.pages()[0].sheet().unwrap().id;
    let mut history = History::new();
    let mut turn = 0;
    let edit_ns = match sheet.edited {
        None => 0.0,
        Some((row, column)) => cost_ns(|| {
            let text = &sheet.inputs[turn % sheet.inputs.len()];
            turn += 1;
            let at = tandem_core::cell::CellAddress::new(page, row, column);
            let edit = Edit::SetCells(vec![CellEdit::typed(at, text.as_str())]);
            black_box(history.apply(&mut workbook, edit, None).unwrap());
        }),
    };
    let formulas = sheet.cells.iter().filter(|(_, text)| text.starts_with('=')).count();
    Measured { cells: sheet.cells.len() as f64, formulas: formulas as f64, load_ns, edit_ns }
}

/// The power of the size that a cost follows between the first and the last size.
fn growth(first: (f64, f64), last: (f64, f64)) -> f64 {
    (last.1 / first.1).ln() / (last.0 / first.0).ln()
}

/// Runs the edits of one workload at one size, for a profiler: `profile W1 100000 20`.
fn profile(name: &str, size: u32, turns: usize) {
    let make = WORKLOADS.iter().find(|workload| workload.name == name).expect("a workload").make;
    let sheet = make(size);
    let mut workbook = load(&sheet);
    let page = workbook.pages()[0].sheet().unwrap().id;
    if let Some((row, column)) = sheet.edited {
        for turn in 0..turns {
            let at = tandem_core::cell::CellAddress::new(page, row, column);
            let edit = Edit::SetCells(vec![CellEdit::typed(at, sheet.inputs[turn % sheet.inputs.len()].as_str())]);
            black_box(edit.apply(&mut workbook).unwrap());
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, mode, name, size, turns, ..] = arguments.as_slice()
        && mode == "profile"
    {
        return profile(name, size.parse().expect("a size"), turns.parse().expect("a number of turns"));
    }
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let addition = addition_ns();
    println!("one addition of two decimals: {addition:.2} ns; costs below in additions per cell and per formula\n");
    println!(
        "{:<11}{:>9}{:>12}{:>12}{:>12}{:>12}",
        "workload", "formulas", "load ms", "per cell", "edit ms", "per formula"
    );
    let mut over = Vec::new();
    for workload in WORKLOADS.iter().filter(|w| wanted.is_empty() || wanted.iter().any(|name| name == w.name)) {
        let results: Vec<Measured> = workload.sizes.iter().map(|size| measure(&(workload.make)(*size))).collect();
        for result in &results {
            let per = if workload.per == Per::Formula { result.formulas } else { 1.0 };
            println!(
                "{:<11}{:>9}{:>12.3}{:>12.1}{:>12.4}{:>12.1}",
                workload.name,
                result.formulas,
                result.load_ns / 1e6,
                result.load_ns / result.cells / addition,
                result.edit_ns / 1e6,
                result.edit_ns / per / addition,
            );
        }
        let (first, last) = (&results[0], &results[2]);
        let loads = growth((first.cells, first.load_ns), (last.cells, last.load_ns));
        let edits = growth((first.formulas, first.edit_ns), (last.formulas, last.edit_ns));
        let told = if edits.is_nan() { String::new() } else { format!(", an edit with n^{edits:.2}") };
        println!("{:<11}load grows with n^{loads:.2}{told}\n", "");
        let per = if workload.per == Per::Formula { last.formulas } else { 1.0 };
        let mut check = |what: &str, cost: f64, most: f64| {
            if cost > most {
                over.push(format!("{}: {what} is {cost:.2}, over {most}", workload.name));
            }
        };
        check("a loaded cell", last.load_ns / last.cells / addition, workload.most_load);
        check("an edit", last.edit_ns / per / addition, workload.most_edit);
        check("the growth of an edit", edits, workload.most_growth);
        check("the growth of loading", loads, 1.35);
    }
    for line in &over {
        println!("{line}");
    }
    assert!(over.is_empty(), "{} limits are passed", over.len());
}
