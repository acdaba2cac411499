//! The clipboard's plain text: cells separated by tabs, rows by line ends, as every spreadsheet writes and reads it.

use super::csv::field_edits;
use crate::cell::{Area, CellAddress};
use crate::csv::{CsvError, parse_separated, push_field};
use crate::edit::{CellEdit, Edit};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::text::Language;
use crate::workbook::Workbook;

/// The text of an area as its cells show it, in a language. Rows and columns past the last used cell are left out.
#[must_use]
pub fn copy_text(workbook: &Workbook, area: Area, language: Language) -> String {
    let mut text = String::new();
    let Some(area) = workbook.engine().store().clip(area) else { return text };
    for row in area.top..=area.bottom {
        if row > area.top {
            text.push_str("\r\n");
        }
        for column in area.left..=area.right {
            if column > area.left {
                text.push('\t');
            }
            let shown = workbook.display_text(CellAddress::new(area.sheet, row, column), language);
            push_field(&mut text, &shown, '\t');
        }
    }
    text
}

/// The fields of a pasted text, row by row. A text that only looks quoted is taken as it stands.
///
/// # Errors
/// When it has more rows, columns or bytes than a sheet takes.
pub fn parse_clipboard(text: &str) -> Result<Vec<Vec<String>>, CsvError> {
    match parse_separated(text, '\t') {
        Err(CsvError::Unclosed { .. } | CsvError::AfterQuote { .. }) => {
            let lines = text.lines().map(|line| line.split('\t').map(str::to_owned).collect());
            Ok(lines.collect())
        }
        result => result,
    }
}

/// The edit that pastes a text with its first field in a cell; a lone field fills the whole selection. Empty fields
/// empty their cells. What would lie outside the sheet is left out.
///
/// # Errors
/// When the text has more rows, columns or bytes than a sheet takes.
pub fn paste_edits(workbook: &Workbook, selection: Area, text: &str) -> Result<Edit, CsvError> {
    let rows = parse_clipboard(text)?;
    let first = selection.first();
    if let [row] = rows.as_slice()
        && let [field] = row.as_slice()
        && !selection.is_single()
        && selection.cells() <= u64::from(MAX_ROWS)
    {
        let places = (selection.top..=selection.bottom)
            .flat_map(|row| (selection.left..=selection.right).map(move |column| (row, column)));
        let cells = places.flat_map(|(row, column)| {
            field_edits(workbook, CellAddress::new(first.sheet, row, column), vec![vec![field.clone()]])
        });
        return Ok(Edit::SetCells(cells.collect()));
    }
    let mut cells = Vec::new();
    for (row, fields) in (first.row..MAX_ROWS).zip(rows) {
        for (column, field) in (first.column..MAX_COLUMNS).zip(fields) {
            let at = CellAddress::new(first.sheet, row, column);
            if field.is_empty() {
                cells.push(CellEdit::content(at, crate::engine::Content::Blank));
            } else {
                cells.append(&mut field_edits(workbook, at, vec![vec![field]]));
            }
        }
    }
    Ok(Edit::SetCells(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_copied_and_pasted() {
        let mut workbook = Workbook::new("x");
        let selection = workbook.area("Sheet1!B2").unwrap();
        let edit = paste_edits(&workbook, selection, "price\t0.1\r\n\"two\nlines\"\t=C2*3\r\n").unwrap();
        edit.apply(&mut workbook).unwrap();
        let text = copy_text(&workbook, workbook.area("Sheet1!B2:C3").unwrap(), Language::English);
        assert_eq!(text, "price\t0.1\r\n\"two\nlines\"\t0.3");
    }

    #[test]
    fn a_lone_field_fills_the_selection_and_empty_fields_empty_cells() {
        let mut workbook = Workbook::new("x");
        let area = workbook.area("Sheet1!A1:B2").unwrap();
        paste_edits(&workbook, area, "7").unwrap().apply(&mut workbook).unwrap();
        assert_eq!(copy_text(&workbook, area, Language::English), "7\t7\r\n7\t7");
        let first = workbook.area("Sheet1!A1").unwrap();
        paste_edits(&workbook, first, "1\t\n\t2").unwrap().apply(&mut workbook).unwrap();
        assert_eq!(copy_text(&workbook, area, Language::English), "1\t\r\n\t2");
    }

    #[test]
    fn a_text_that_only_looks_quoted_is_taken_as_it_stands() {
        assert_eq!(parse_clipboard("\"5 inch\tx").unwrap(), [["\"5 inch", "x"]]);
    }

    #[test]
    fn what_lies_outside_the_sheet_is_left_out() {
        let mut workbook = Workbook::new("x");
        let last = workbook.area("Sheet1!XFD1048576").unwrap();
        paste_edits(&workbook, last, "1\t2\n3\t4").unwrap().apply(&mut workbook).unwrap();
        assert_eq!(copy_text(&workbook, last, Language::English), "1");
    }
}
