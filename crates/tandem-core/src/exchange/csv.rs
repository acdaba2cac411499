//! Sheets as CSV, out and in.

use crate::cell::{CellAddress, SheetId, Value};
use crate::csv::{CsvError, parse_csv, write_csv};
use crate::edit::{CellEdit, Edit, EditError};
use crate::engine::Content;
use crate::text::Language;
use crate::workbook::{Workbook, typed};

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether the text begins with a byte order mark, by which Excel knows UTF-8.
    pub has_bom: bool,
    /// Whether texts that another program would run as a formula (they begin with `=`, `+`, `-`, `@`, a tab or a line
    /// end) get an apostrophe in front. Numbers never do.
    pub guards_formulas: bool,
}

/// Why a CSV text makes no workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The text is no CSV.
    Csv(CsvError),
    /// The sheet can't be made or filled.
    Refused(EditError),
}

impl ImportError {
    /// A sentence that says what is wrong and where.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Csv(error) => error.text(language),
            Self::Refused(error) => error.text(language),
        }
    }
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for ImportError {}

/// A sheet's values as CSV: numbers exact and unformatted, dates as `2026-03-31`, from A1 to the last used cell.
#[must_use]
pub fn sheet_to_csv(workbook: &Workbook, sheet: SheetId, options: CsvOptions) -> String {
    let (rows, columns) = workbook.engine().store().sheet(sheet).map_or((0, 0), |cells| cells.used());
    let lines = (0..rows)
        .map(|row| (0..columns).map(move |column| field_of(workbook, CellAddress::new(sheet, row, column), options)));
    write_csv(lines, options.has_bom)
}

fn field_of(workbook: &Workbook, at: CellAddress, options: CsvOptions) -> String {
    let text = workbook.value_input_text(at);
    let is_risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_text = matches!(workbook.value(at), Value::Text(_));
    if options.guards_formulas && is_risky && is_text { format!("'{text}") } else { text }
}

/// A workbook with one sheet whose cells hold the fields, each as a person would type it.
///
/// # Errors
/// Where the text is not CSV, or why the sheet can't have the name. A field that begins like a formula but is none
/// becomes a text.
pub fn workbook_from_csv(id: &str, name: &str, text: &str) -> Result<Workbook, ImportError> {
    let rows = parse_csv(text).map_err(ImportError::Csv)?;
    let mut workbook = Workbook::new(id);
    let page = workbook.pages().first().map(|page| page.id.clone()).unwrap_or_else(|| workbook.fresh_page_id());
    Edit::RenameSheet { page, name: name.to_owned() }.apply(&mut workbook).map_err(ImportError::Refused)?;
    let Some(sheet) = workbook.sheet_id(name) else { return Ok(workbook) };
    let cells = field_edits(&workbook, CellAddress::new(sheet, 0, 0), rows);
    Edit::SetCells(cells).apply(&mut workbook).map_err(ImportError::Refused)?;
    Ok(workbook)
}

/// Edits that type rows of fields from a first cell on; empty fields are passed over.
pub(super) fn field_edits(workbook: &Workbook, first: CellAddress, rows: Vec<Vec<String>>) -> Vec<CellEdit> {
    let mut cells = Vec::new();
    let today = workbook.today();
    for (row, fields) in (first.row..).zip(rows) {
        for (column, field) in (first.column..).zip(fields) {
            if field.is_empty() {
                continue;
            }
            // What another program wrote as text may look like a formula and be none: it stays text.
            let is_broken = field.trim_start().starts_with(['=', '＝', '+', '＋'])
                && matches!(typed::read(&field, today).content, Content::Formula(formula) if workbook.engine().check(&formula).is_err());
            let input = if is_broken { format!("'{field}") } else { field };
            cells.push(CellEdit::typed(CellAddress::new(first.sheet, row, column), input));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_goes_out_and_comes_in() {
        let text = "item,amount\r\n\"a \"\"b\"\", c\",0.1\r\n=1+,=B2*3\r\n+ more;\r\n";
        let workbook = workbook_from_csv("x", "Data", text).unwrap();
        let sheet = workbook.sheet_id("Data").unwrap();
        let out = sheet_to_csv(&workbook, sheet, CsvOptions { has_bom: true, guards_formulas: true });
        assert_eq!(out, "\u{feff}item,amount\r\n\"a \"\"b\"\", c\",0.1\r\n'=1+,0.3\r\n'+ more;,\r\n");
        assert!(matches!(workbook_from_csv("x", "a/b", ""), Err(ImportError::Refused(_))));
    }
}
