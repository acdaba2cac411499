//! The template `joint-value`: published cash flows, closed forms of its lines in every unit, and what it says about odd
//! entries.

use std::str::FromStr;

use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::template::{input_cells, instantiate, output_cells};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

mod alternatives;
mod flows;
mod lines;
mod messages;
mod shown;

thread_local! {
    static SAMPLE: Workbook = instantiate("joint-value", Language::English).unwrap();
    static BARE: Workbook = emptied();
}

/// The template as a workbook, with texts typed into cells.
fn workbook(entries: &[(&str, &str)]) -> Workbook {
    let mut workbook = SAMPLE.with(Clone::clone);
    enter(&mut workbook, entries);
    workbook
}

fn enter(workbook: &mut Workbook, entries: &[(&str, &str)]) {
    let cells = entries.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), *text)).collect();
    Edit::SetCells(cells).apply(workbook).unwrap();
}

/// The template without a line, without prices that rise and without discounting: what a test types is all there is.
fn bare(entries: &[(&str, &str)]) -> Workbook {
    let mut workbook = BARE.with(Clone::clone);
    enter(&mut workbook, entries);
    workbook
}

fn emptied() -> Workbook {
    let mut workbook = workbook(&[("Inputs!B8", "0%"), ("Inputs!B11", "0%"), ("Inputs!B6", "All parties")]);
    for page in ["Benefits", "Costs"] {
        let last = if page == "Benefits" { 20 } else { 18 };
        let empty: Vec<CellEdit> = (5..=last)
            .flat_map(|row| "ABCDEFGHIJKLMN".chars().map(move |column| format!("{page}!{column}{row}")))
            .map(|place| CellEdit::typed(workbook.cell(&place).unwrap(), ""))
            .collect();
        Edit::SetCells(empty).apply(&mut workbook).unwrap();
    }
    workbook
}

/// Types a line: amount, kind, growth, first and last month, ramp and its months.
fn line(page: &str, row: u32, words: [&str; 7]) -> Vec<(String, String)> {
    let mut cells =
        vec![(format!("{page}!A{row}"), "A line".to_owned()), (format!("{page}!C{row}"), "Customer".to_owned())];
    for (column, text) in "BEFGHIJ".chars().zip(words) {
        cells.push((format!("{page}!{column}{row}"), text.to_owned()));
    }
    cells
}

fn with_lines(lines: Vec<Vec<(String, String)>>, entries: &[(&str, &str)]) -> Workbook {
    let mut workbook = BARE.with(Clone::clone);
    let cells = lines.iter().flatten().map(|(place, text)| (place.as_str(), text.as_str()));
    let cells: Vec<(&str, &str)> = entries.iter().copied().chain(cells).collect();
    enter(&mut workbook, &cells);
    workbook
}

fn value(workbook: &Workbook, place: &str) -> Value {
    workbook.value(workbook.cell(place).unwrap()).clone()
}

#[track_caller]
fn number(workbook: &Workbook, place: &str) -> Decimal {
    match value(workbook, place) {
        Value::Number(number) => number,
        other => panic!("{place} is {}", other.plain()),
    }
}

/// An outcome or output by its name.
#[track_caller]
fn output(workbook: &Workbook, name: &str) -> Value {
    let outputs = output_cells("joint-value", workbook);
    let (_, at) = outputs.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    workbook.value(*at).clone()
}

#[track_caller]
fn near(actual: Decimal, expected: &str, tolerance: &str, what: &str) {
    let gap = (actual - decimal(expected)).abs();
    assert!(gap <= decimal(tolerance), "{what} is {actual}, not {expected}");
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

/// Cells of the workbook that hold an error.
fn errors(workbook: &Workbook) -> Vec<String> {
    let sheets = workbook.pages().iter().filter_map(|page| page.sheet());
    let mut wrong = Vec::new();
    for sheet in sheets {
        let Some(stored) = workbook.engine().store().sheet(sheet.id) else { continue };
        stored.for_each(|row, column, slot| {
            if matches!(slot.value, Value::Error(_)) {
                wrong.push(workbook.reference(tandem_core::cell::CellAddress::new(sheet.id, row, column)));
            }
        });
    }
    wrong
}
