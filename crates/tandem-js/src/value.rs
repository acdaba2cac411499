//! Cells as JavaScript sees them.

use serde::Serialize;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

/// `CellValue` of the contract.
#[derive(Debug, Serialize)]
pub(crate) struct CellValue {
    kind: &'static str,
    value: String,
    text: String,
    formula: Option<String>,
}

/// What one cell holds and shows.
pub(crate) fn cell_value(workbook: &Workbook, at: CellAddress) -> CellValue {
    let value = workbook.value(at);
    let kind = match value {
        Value::Blank => "blank",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Bool(_) => "bool",
        Value::Error(_) => "error",
        // A cell never holds an array: it spills, and its first value stays.
        Value::Array(_) => "text",
    };
    CellValue {
        kind,
        value: value.plain(),
        text: workbook.display_text(at, Language::English),
        formula: workbook.engine().formula_text(at),
    }
}
