//! One record as JSON, for programs: its page's title, what it says, and its cells with what was typed and what they show.

use serde::Serialize;
use tandem_core::cell::{CellAddress, parse_cell};
use tandem_core::text::Localized;
use tandem_core::workbook::{Page, PageId, Record, Workbook};

/// The record of a page.
#[derive(Serialize)]
struct Written<'a> {
    /// What tells this form from files of whole workbooks.
    form: &'static str,
    version: u32,
    title: &'a Localized,
    record: &'a Record,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    place: String,
    typed: String,
    /// What it computes to, with every digit.
    value: String,
}

/// The text of the file; `null` for a page without a record.
///
/// # Errors
/// As the writer of JSON refuses.
pub(super) fn of(workbook: &Workbook, page: &PageId) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&workbook.page(page).and_then(|page| written(workbook, page)))
}

fn written<'a>(workbook: &Workbook, page: &'a Page) -> Option<Written<'a>> {
    let (record, sheet) = (page.record()?, page.sheet()?.id);
    let cell = |(place, typed): (String, String)| {
        let value = parse_cell(&place)
            .map(|(row, column)| workbook.value(CellAddress::new(sheet, row, column)).plain())
            .unwrap_or_default();
        Cell { place, typed, value }
    };
    let cells = workbook.typed_cells(sheet).into_iter().map(cell).collect();
    Some(Written { form: "tandem-decision-record", version: 1, title: &page.title, record, cells })
}
