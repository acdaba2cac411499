//! Text with separators, read piece by piece: the clipboard's plain text, and CSV files of any separator.

use super::table::{Entry, Styles, Table, TableCell, TableError};
use crate::limits::{MAX_COLUMNS, MAX_OPENED_CELLS, MAX_PASTED_CELLS, MAX_ROWS};

/// Reads rows of fields. A field in quotation marks may hold separators and line ends; one that only looks quoted is taken
/// as it stands.
#[derive(Debug)]
pub(super) struct SeparatedReader {
    separator: char,
    table: Table,
    column: u32,
    row: u32,
    /// A quotation mark that nothing closes was met: from there on, they are characters like others.
    is_unquoted: bool,
    /// Whether a whole workbook is made of it, not a part of one.
    is_file: bool,
}

/// A field with its row and column, counted from zero.
pub(super) type PlacedField = (u32, u32, String);

impl SeparatedReader {
    /// A reader for a separator.
    pub(super) fn new(separator: char) -> Self {
        Self { separator, table: Table::default(), column: 0, row: 0, is_unquoted: false, is_file: false }
    }

    /// A reader of a file that becomes a workbook.
    pub(super) fn of_file(separator: char) -> Self {
        Self { is_file: true, ..Self::new(separator) }
    }

    /// Takes out what was read since it was last taken: every field that is not blank.
    pub(super) fn take_fields(&mut self) -> impl Iterator<Item = PlacedField> {
        std::mem::take(&mut self.table.cells).into_iter().filter_map(|cell| match cell.entry {
            Entry::Typed(text) => Some((cell.row, cell.column, text)),
            _ => None,
        })
    }

    /// Reads on from a byte for about as many bytes, and gives the byte at which it stopped.
    ///
    /// # Errors
    /// When the table is larger than can be pasted.
    pub(super) fn advance(&mut self, text: &str, from: usize, bytes: usize) -> Result<usize, TableError> {
        let mut at = from;
        if at == 0 && text.starts_with('\u{feff}') {
            at = '\u{feff}'.len_utf8();
        }
        while at < text.len() && at < from.saturating_add(bytes) {
            at = self.field(text, at)?;
        }
        Ok(at)
    }

    /// The table that was read.
    pub(super) fn finish(mut self) -> Table {
        self.table.styles = Styles::default().all;
        self.table
    }

    fn field(&mut self, text: &str, at: usize) -> Result<usize, TableError> {
        let rest = text.get(at..).unwrap_or("");
        let quoted = if self.is_unquoted { None } else { self.quoted(rest) };
        let (field, length) = quoted.unwrap_or_else(|| {
            let length = rest.find([self.separator, '\r', '\n']).unwrap_or(rest.len());
            (rest.get(..length).unwrap_or("").to_owned(), length)
        });
        self.table.rows = self.table.rows.max(self.row + 1);
        self.table.columns = self.table.columns.max(self.column + 1);
        let most = if self.is_file { MAX_OPENED_CELLS } else { MAX_PASTED_CELLS };
        let is_outside = self.row >= MAX_ROWS || self.column >= MAX_COLUMNS;
        if is_outside || self.table.check_size(most).is_err() {
            return Err(if self.is_file {
                TableError::FileTooLarge { most }
            } else {
                TableError::TooManyCells { most }
            });
        }
        if !field.is_empty() {
            let entry = Entry::Typed(field);
            self.table.cells.push(TableCell { row: self.row, column: self.column, entry, style: 0 });
        }
        let after = rest.get(length..).unwrap_or("");
        let end = at + length;
        if after.starts_with(self.separator) {
            self.column += 1;
            // A text that ends with a separator has a blank field after it.
            if after.len() == self.separator.len_utf8() {
                self.table.columns = self.table.columns.max(self.column + 1);
            }
            return Ok(end + self.separator.len_utf8());
        }
        self.column = 0;
        self.row += 1;
        Ok(end + if after.starts_with("\r\n") { 2 } else { after.len().min(1) })
    }

    /// The field in quotation marks at the beginning of a text, and its length with the marks.
    fn quoted(&mut self, rest: &str) -> Option<(String, usize)> {
        let inner = rest.strip_prefix('"')?;
        let mut at = 0;
        loop {
            let Some(found) = inner.get(at..).and_then(|rest| rest.find('"')) else {
                self.is_unquoted = true;
                return None;
            };
            at += found;
            let after = inner.get(at + 1..).unwrap_or("");
            if after.starts_with('"') {
                at += 2;
                continue;
            }
            let is_end = after.is_empty() || after.starts_with([self.separator, '\r', '\n']);
            let field = inner.get(..at).filter(|_| is_end)?;
            return Some((field.replace("\"\"", "\""), at + 2));
        }
    }
}

/// The first rows of a text.
pub(super) fn rows(text: &str, separator: char, most: usize) -> Vec<Vec<String>> {
    let mut reader = SeparatedReader::new(separator);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (row, column) = (reader.row as usize, reader.column as usize);
        if row >= most {
            break;
        }
        // Asked for one byte, it reads one field.
        match reader.advance(text, at, 1) {
            Ok(next) => at = next,
            Err(_) => break,
        }
        if rows.len() <= row {
            rows.push(Vec::new());
        }
        let field = match reader.table.cells.pop().map(|cell| cell.entry) {
            Some(Entry::Typed(text)) => text,
            _ => String::new(),
        };
        if let Some(fields) = rows.get_mut(row) {
            fields.resize(column, String::new());
            fields.push(field);
        }
    }
    rows
}
