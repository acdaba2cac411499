//! Sheets as CSV, out and in.

use super::separated::SeparatedReader;
use super::table::TableError;
use crate::cell::{CellAddress, SheetId, Value};
use crate::csv::{CsvError, parse_csv, write_csv};
use crate::edit::{CellEdit, Edit, EditError};
use crate::engine::Content;
use crate::limits::MAX_SHEET_NAME_CHARS;
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
    /// It is larger than is taken in at once.
    TooLarge(TableError),
}

impl ImportError {
    /// A sentence that says what is wrong and where.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Csv(error) => error.text(language),
            Self::Refused(error) => error.text(language),
            Self::TooLarge(error) => error.text(language),
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
    if matches!(workbook.value(at), Value::Text(_)) { safe_field(text, options) } else { text }
}

/// What a field begins with that another program may run.
const RISKY: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// A text as a field that no other program runs as a formula, where that is asked for.
#[must_use]
pub fn safe_field(text: String, options: CsvOptions) -> String {
    let is_risky = text.starts_with(RISKY);
    if options.guards_formulas && is_risky { format!("'{text}") } else { text }
}

/// A field without the apostrophe that [`safe_field`] or another program put before what looks like a formula.
#[must_use]
pub fn unguarded_field(field: &str) -> &str {
    let guarded = field.strip_prefix('\'').filter(|rest| rest.starts_with(RISKY));
    guarded.unwrap_or(field)
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

/// Separators that a file may have.
pub const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];

/// The separator that a text is most likely to have: one that splits nearly all of its first lines into the same number of
/// fields, or else the one that splits them into the most. A comma where none does.
#[must_use]
pub fn likely_separator(text: &str) -> char {
    /// Bytes and lines that are looked at.
    const SAMPLE_BYTES: usize = 100_000;
    const SAMPLE_ROWS: usize = 50;
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or(text);
    let score = |separator: char| {
        let mut rows = preview(sample, separator, SAMPLE_ROWS);
        if sample.len() < text.len() {
            rows.pop();
        }
        let alike_to = |width: usize| rows.iter().filter(|row| row.len() == width).count();
        let width = rows.iter().map(Vec::len).max_by_key(|width| (alike_to(*width), *width)).unwrap_or(0);
        // A separator that tears quoted fields apart is none.
        let is_torn = rows.iter().flatten().any(|field| field.starts_with('"'));
        let is_even = alike_to(width) * 10 >= rows.len() * 9 && !is_torn;
        (width > 1).then_some((is_even, width))
    };
    // Commas stand in figures and sentences too, so they are taken last.
    let by_evidence = || ['\t', ';', '|', ','].into_iter();
    let even = by_evidence().find(|separator| score(*separator).is_some_and(|(is_even, _)| is_even));
    let widest = || by_evidence().rev().max_by_key(|separator| score(*separator).map(|(_, width)| width));
    even.or_else(widest).filter(|separator| score(*separator).is_some()).unwrap_or(',')
}

/// The first rows of a text with separators. A text that only looks quoted is taken as it stands.
#[must_use]
pub fn preview(text: &str, separator: char, rows: usize) -> Vec<Vec<String>> {
    super::separated::rows(text, separator, rows)
}

/// A workbook with one sheet, whose cells hold the fields of a text with separators, each as a person would type it. It is
/// read and entered piece by piece, so that a file of millions of cells does not stand in memory several times.
///
/// # Errors
/// When it has more cells than one that is opened can have, or why the sheet can't have the name or be filled.
pub fn workbook_from_separated(id: &str, name: &str, text: &str, separator: char) -> Result<Workbook, ImportError> {
    /// Bytes that are read before what they hold is entered.
    const PIECE_BYTES: usize = 4 * 1024 * 1024;
    let mut workbook = Workbook::new(id);
    let page = workbook.pages().first().map(|page| page.id.clone()).unwrap_or_else(|| workbook.fresh_page_id());
    Edit::RenameSheet { page, name: name.to_owned() }.apply(&mut workbook).map_err(ImportError::Refused)?;
    let Some(sheet) = workbook.sheet_id(name) else { return Ok(workbook) };
    let mut reader = SeparatedReader::of_file(separator);
    let mut at = 0;
    while at < text.len() {
        at = reader.advance(text, at, PIECE_BYTES).map_err(ImportError::TooLarge)?;
        let today = workbook.today();
        let cells = reader.take_fields().map(|(row, column, field)| {
            CellEdit::typed(CellAddress::new(sheet, row, column), entered(&workbook, field, today))
        });
        let cells: Vec<CellEdit> = cells.collect();
        Edit::SetCells(cells).apply(&mut workbook).map_err(ImportError::Refused)?;
    }
    Ok(workbook)
}

/// A name for the sheet of a file: its own, without what a sheet's name can't have.
#[must_use]
pub fn sheet_name_of_file(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let kept = stem.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c });
    let name: String = kept.take(MAX_SHEET_NAME_CHARS).collect();
    let name = name.trim();
    if name.is_empty() { "Sheet1".to_owned() } else { name.to_owned() }
}

/// Edits that type rows of fields from a first cell on; empty fields are passed over.
fn field_edits(workbook: &Workbook, first: CellAddress, rows: Vec<Vec<String>>) -> Vec<CellEdit> {
    let today = workbook.today();
    let mut cells = Vec::new();
    for (row, fields) in (first.row..).zip(rows) {
        for (column, field) in (first.column..).zip(fields).filter(|(_, field)| !field.is_empty()) {
            let at = CellAddress::new(first.sheet, row, column);
            cells.push(CellEdit::typed(at, entered(workbook, field, today)));
        }
    }
    cells
}

/// A field as it is typed. What another program wrote as text may look like a formula and be none: it stays text.
fn entered(workbook: &Workbook, field: String, today: i32) -> String {
    let is_broken = field.trim_start().starts_with(['=', '＝', '+', '＋'])
        && matches!(typed::read(&field, today).content, Content::Formula(formula) if workbook.engine().check(&formula).is_err());
    if is_broken { format!("'{field}") } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_entered_piece_by_piece_as_it_would_be_at_once() {
        let line = |row: u32| format!("{row};\"a;b \"\"{row}\"\"\";;=A{}*2;2026-03-31\r\n", row + 1);
        let text: String = (0..150_000).map(line).collect();
        assert!(text.len() > 5_000_000, "the text has more than one piece");
        let workbook = workbook_from_separated("id", "Rows", &text, ';').unwrap();
        let shown = |at: &str| workbook.value(workbook.cell(at).unwrap()).plain();
        for row in [0, 99_999, 149_999] {
            let number = row + 1;
            assert_eq!(shown(&format!("Rows!A{number}")), row.to_string());
            assert_eq!(shown(&format!("Rows!B{number}")), format!("a;b \"{row}\""));
            assert_eq!(shown(&format!("Rows!D{number}")), (row * 2).to_string());
        }
        assert_eq!(workbook.input_text(workbook.cell("Rows!E2").unwrap()), "2026-03-31");
    }

    #[test]
    fn a_file_of_too_many_cells_is_refused_in_words() {
        // Sixteen thousand fields in the first line make a table of as many columns, whatever stands below.
        let wide = ",".repeat(16_000);
        let text = format!("{wide}\n{}", "1\n".repeat(700));
        let error = workbook_from_separated("id", "Rows", &text, ',').unwrap_err();
        assert!(error.text(Language::English).starts_with("The file has more than 10000000 cells"), "{error}");
        assert!(error.text(Language::Japanese).contains("10000000"));
    }

    #[test]
    fn the_separator_is_found() {
        for (text, expect) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2,5\n", ';'),
            ("1,5;2,5\n3,5;4,5\n", ';'),
            ("a\tb, c\n1\t2, 3\n", '\t'),
            ("\"a;b\",c\n\"d;e\",f\n", ','),
            ("name|value\nx|1\n", '|'),
            ("one\ntwo\n", ','),
            ("", ','),
            ("title\na;b;c\nd;e;f\n", ';'),
            ("a,b,\n1,,\n", ','),
        ] {
            assert_eq!(likely_separator(text), expect, "{text:?}");
        }
    }

    #[test]
    fn files_name_sheets() {
        for (file, expect) in [("a/b: Q1.csv", "a b  Q1"), (".csv", "Sheet1"), ("売上.tsv", "売上"), ("x", "x")] {
            assert_eq!(sheet_name_of_file(file), expect);
        }
        assert_eq!(sheet_name_of_file(&"x".repeat(99)).len(), 31);
    }

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
