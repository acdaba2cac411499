//! Whether the work that formulas are charged for is the work they do.
//!
//! A formula that asks for too much ends by counted units (`function/work.rs`), which only helps where what is counted keeps
//! up with what is done. Here every function is called many times as its examples call it, then with ranges and texts as
//! long as they may be, and then come formulas written to cost much; the time of each is divided by its units, and that by
//! the time of a unit of the plainest repetition. The ratio holds on any machine. `cargo bench -p tandem-core --bench work`
//! fails where a formula takes more time for its units than allowed; `... -- IRR` runs what names a function only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    reason = "a measurement that can't be made ends the run, and times are no amounts"
)]

#[path = "work/shapes.rs"]
mod shapes;

use std::time::Instant;

use tandem_core::cell::{CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::number::Decimal;

/// Times of the reference's unit that a unit of any formula may take.
const MOST_RATIO: f64 = 3.0;
/// A formula that takes less time than this is no danger, whatever it counts.
const LEAST_NS: f64 = 2e6;
/// What the time of a unit is compared with: a LAMBDA that is called for every item and adds.
const REFERENCE: &str = "=REDUCE(0,SEQUENCE(200000),LAMBDA(a,x,a+x))";

/// Rows of numbers in each of the first columns; the fifth holds texts.
const ROWS: u32 = 20_000;

fn engine() -> (Engine, CellAddress) {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    let at = |row, column| CellAddress::new(sheet, row, column);
    for row in 0..ROWS {
        // No order and few repetitions: what sorts or counts distinct values has to work.
        let mixed = (u64::from(row) * 7919 + 13) % 20_011;
        let values = [
            Decimal::from(row + 1),
            Decimal::new(i64::try_from(mixed).unwrap() - 10_000, 2),
            Decimal::from(mixed) / Decimal::from(7),
            Decimal::from(40_000 + mixed % 9000),
        ];
        for (column, value) in (0..).zip(values) {
            engine.set(at(row, column), Content::Literal(Value::Number(value))).unwrap();
        }
        engine.set(at(row, 4), Content::Literal(Value::Text(format!("text {mixed}").as_str().into()))).unwrap();
    }
    engine.recalculate();
    let host = CellAddress::new(SheetId(sheet.0), 5, 100);
    (engine, host)
}

/// Nanoseconds on a processor, units and the beginning of the value of a formula. The system counts time on a processor in
/// steps of milliseconds, so that what is dear is repeated for a while; what is cheap is no danger, and run once.
fn measure(engine: &Engine, host: CellAddress, formula: &str) -> Option<(f64, u64, String)> {
    const WHILE_NS: f64 = 6e7;
    let begin = Instant::now();
    let (value, units) = engine.evaluate_counted(host, formula).ok()?;
    let plain: String = value.plain().chars().take(24).collect();
    let first_ns = begin.elapsed().as_nanos() as f64;
    if first_ns < LEAST_NS {
        return Some((first_ns, units, plain));
    }
    let (begin, on_processor) = (Instant::now(), on_processor_ns());
    let mut runs = 0.0;
    loop {
        engine.evaluate_counted(host, formula).ok()?;
        runs += 1.0;
        let by_clock = begin.elapsed().as_nanos() as f64;
        if by_clock > WHILE_NS {
            let spent = on_processor.and_then(|before| Some(on_processor_ns()? - before)).unwrap_or(by_clock);
            return Some((spent / runs, units, plain));
        }
    }
}

fn on_processor_ns() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_ascii_whitespace().next()?.parse().ok()
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let (engine, host) = engine();
    let (ns, units, _) = measure(&engine, host, REFERENCE).unwrap();
    let unit_ns = ns / units as f64;
    println!("a unit of the reference takes {unit_ns:.2} ns\n{:>7}{:>10}{:>13}  formula", "ratio", "ms", "units");
    let mut found: Vec<(f64, String)> = Vec::new();
    let formulas = shapes::all();
    let chosen = formulas.iter().filter(|f| wanted.is_empty() || wanted.iter().any(|name| f.contains(name.as_str())));
    let mut count = 0;
    for formula in chosen {
        let Some((ns, units, value)) = measure(&engine, host, formula) else {
            println!("can't be read: {formula}");
            continue;
        };
        count += 1;
        let ratio = ns / units.max(1) as f64 / unit_ns;
        if ns < LEAST_NS && wanted.is_empty() {
            continue;
        }
        found.push((ratio, format!("{ratio:>7.2}{:>10.2}{units:>13}  {formula} -> {value}", ns / 1e6)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let over = found.iter().filter(|(ratio, _)| *ratio > MOST_RATIO).count();
    for (_, line) in found.iter().take(over.max(25)) {
        println!("{line}");
    }
    println!("{count} formulas, {} of them above {} ms", found.len(), LEAST_NS / 1e6);
    assert!(over == 0 || !wanted.is_empty(), "{over} formulas take more time than they are charged for");
}
