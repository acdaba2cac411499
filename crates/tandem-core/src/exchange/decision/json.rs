//! Decision records as JSON, for programs: what each says, and its cells with what was typed and what they compute to.
//!
//! This form goes out only. Every figure is a text with all its digits, so that no reader rounds it.

use serde::Serialize;

use crate::cell::{CellAddress, Value, parse_cell};
use crate::text::Localized;
use crate::workbook::{Page, PageId, Record, Workbook};

/// What tells the form of one record from files of whole workbooks.
const FORM: &str = "tandem-decision-record";
/// What tells the form of several records.
const LOG_FORM: &str = "tandem-decision-log";
const VERSION: u32 = 1;

/// One record alone.
#[derive(Serialize)]
struct Alone<'a> {
    form: &'static str,
    version: u32,
    #[serde(flatten)]
    record: Written<'a>,
}

/// Records of one or several workbooks.
#[derive(Serialize)]
struct Log<'a> {
    form: &'static str,
    version: u32,
    records: Vec<Listed<'a>>,
}

/// A record with where it stands.
#[derive(Serialize)]
struct Listed<'a> {
    workbook: Whose<'a>,
    page: &'a PageId,
    #[serde(flatten)]
    record: Written<'a>,
}

#[derive(Serialize)]
struct Whose<'a> {
    id: &'a str,
    title: &'a Localized,
}

#[derive(Serialize)]
struct Written<'a> {
    title: &'a Localized,
    record: &'a Record,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    place: String,
    typed: String,
    value: String,
}

/// The record on a page as JSON; nothing where there is none.
///
/// # Errors
/// As the writer of JSON refuses.
pub fn to_decision_json(workbook: &Workbook, page: &PageId) -> Result<Option<String>, serde_json::Error> {
    let record = workbook.page(page).and_then(|page| written(workbook, page));
    record.map(|record| serde_json::to_string_pretty(&Alone { form: FORM, version: VERSION, record })).transpose()
}

/// Records of one or several workbooks as JSON. Pages without a record are left out.
///
/// # Errors
/// As the writer of JSON refuses.
pub fn to_decision_log_json(records: &[(&Workbook, &PageId)]) -> Result<String, serde_json::Error> {
    let listed = records.iter().filter_map(|(workbook, page)| {
        let record = written(workbook, workbook.page(page)?)?;
        Some(Listed { workbook: Whose { id: workbook.id(), title: workbook.title() }, page, record })
    });
    serde_json::to_string_pretty(&Log { form: LOG_FORM, version: VERSION, records: listed.collect() })
}

fn written<'a>(workbook: &Workbook, page: &'a Page) -> Option<Written<'a>> {
    let (record, sheet) = (page.record()?, page.sheet()?.id);
    let cell = |(place, typed): (String, String)| {
        let value = parse_cell(&place).map(|(row, column)| workbook.value(CellAddress::new(sheet, row, column)));
        Cell { place, typed, value: value.map(Value::plain).unwrap_or_default() }
    };
    let cells = workbook.typed_cells(sheet).into_iter().map(cell).collect();
    Some(Written { title: &page.title, record, cells })
}
