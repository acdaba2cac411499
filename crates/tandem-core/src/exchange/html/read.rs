//! Puts a table together from the tags and texts of a page.

use std::collections::HashMap;

use super::super::table::{Entry, MAX_MERGES, Merge, Styles, Table, TableCell, TableError};
use super::attribute::Attributes;
use super::cell::Said;
use super::css::Rules;
use super::look::Look;
use super::scan::{Scanner, Token};
use super::{entity, proof};
use crate::limits::{MAX_COLUMNS, MAX_PASTED_CELLS, MAX_ROWS, MAX_TEXT_CHARS};

/// Looks that are remembered by how they are written.
const MAX_KNOWN_LOOKS: usize = 4096;
/// Steps that merged cells of earlier rows may cost in all, so that no page of them takes long.
const MAX_SPAN_STEPS: usize = 20_000_000;
/// Formulas of Excel that are proved at most.
const MAX_PROVED: usize = 20_000;
/// The attribute under which this program marks what it has copied.
pub(super) const MARK: &str = "data-tandem-copy";

/// Columns of a row that a cell of an earlier row covers, and the first row that it does not.
#[derive(Clone, Copy, Debug)]
struct Covered {
    first: u32,
    end: u32,
    until_row: u32,
}

/// A cell whose end has not been met.
#[derive(Debug)]
struct OpenCell {
    column: u32,
    columns: u32,
    rows: u32,
    said: Said,
    look: Look,
    text: String,
    /// A space that counts once another character follows.
    has_space: bool,
    /// Spaces count as they are, as Office asks for runs of them.
    keeps_spaces: bool,
}

/// Reads a page piece by piece and puts the table together.
#[derive(Debug, Default)]
pub(crate) struct TableReader {
    rules: Rules,
    looks: HashMap<String, Look>,
    styles: Styles,
    table: Table,
    /// Tables within a cell are part of its text.
    depth: u32,
    /// The row that is read; nothing before the first one.
    row: Option<u32>,
    column: u32,
    covered: Vec<Covered>,
    span_steps: usize,
    cell: Option<OpenCell>,
    /// Office ends its tables with a row that only gives widths.
    skips: bool,
    excel_formulas: Vec<(usize, String)>,
}

impl TableReader {
    /// Reads on from a byte for about as many bytes, and gives the byte at which it stopped.
    ///
    /// # Errors
    /// When the table is larger than can be pasted.
    pub(crate) fn advance(&mut self, page: &str, from: usize, bytes: usize) -> Result<usize, TableError> {
        let mut scanner = Scanner::at(page, from);
        while scanner.position() < from.saturating_add(bytes) {
            match scanner.next() {
                Some(token) => self.take(token)?,
                None => break,
            }
        }
        Ok(scanner.position())
    }

    /// The table; nothing where the page holds none.
    ///
    /// # Errors
    /// When it is larger than can be pasted.
    pub(crate) fn finish(mut self) -> Result<Option<Table>, TableError> {
        self.end_cell()?;
        if self.table.rows == 0 || self.table.columns == 0 {
            return Ok(None);
        }
        self.settle_merges();
        self.table.styles = self.styles.all;
        proof::keep_proved(&mut self.table, self.excel_formulas);
        Ok(Some(self.table))
    }

    /// Merged areas end with the page, and where a page lays one over another, the earlier one holds.
    fn settle_merges(&mut self) {
        let rows = self.table.rows;
        let mut kept: Vec<Merge> = Vec::new();
        for mut merge in self.table.merges.drain(..) {
            merge.rows = merge.rows.min(rows - merge.row);
            if merge.rows * merge.columns > 1 && kept.iter().all(|other| !other.meets(merge)) {
                kept.push(merge);
            }
        }
        self.table.merges = kept;
    }

    fn take(&mut self, token: Token<'_>) -> Result<(), TableError> {
        match token {
            Token::Style(style) => self.rules.add(style),
            Token::Declaration(text) if text.contains("supportMisalignedColumns") => self.skips = true,
            Token::Declaration(text) if text.starts_with("endif") => self.skips = false,
            Token::Declaration(_) => {}
            Token::Text(text) => {
                if let Some(cell) = &mut self.cell {
                    cell.push_text(text);
                }
            }
            Token::Open(name, attributes) if !self.skips => {
                let mut lower = [0; 32];
                return self.open(lowered(name, &mut lower), Attributes::new(attributes));
            }
            Token::Close(name) if !self.skips => {
                let mut lower = [0; 32];
                return self.close(lowered(name, &mut lower));
            }
            Token::Open(..) | Token::Close(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), TableError> {
        match name {
            "google-sheets-html-origin" => self.table.has_styles = true,
            "meta" if attributes.get("content").is_some_and(|content| is_spreadsheet(&content)) => {
                self.table.has_styles = true;
            }
            "table" => {
                self.depth = self.depth.saturating_add(1);
                if self.depth == 1 {
                    self.end_cell()?;
                    self.table.mark =
                        self.table.mark.take().or_else(|| attributes.get(MARK).map(|mark| mark.into_owned()));
                }
            }
            "tr" if self.depth <= 1 => {
                self.end_cell()?;
                self.begin_row()?;
            }
            "td" | "th" if self.depth <= 1 => {
                self.end_cell()?;
                self.begin_cell(name, attributes)?;
            }
            // A lone cell of Google Sheets stands in no table.
            "span" if self.depth == 0 && self.cell.is_none() && attributes.get("data-sheets-value").is_some() => {
                self.begin_cell(name, attributes)?;
            }
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.open_element(name, attributes);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), TableError> {
        match name {
            "table" => {
                if self.depth == 1 {
                    self.end_cell()?;
                    self.covered.clear();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            "td" | "th" | "tr" if self.depth <= 1 => self.end_cell()?,
            "span" if self.depth == 0 => self.end_cell()?,
            "p" | "div" | "li" => {
                if let Some(cell) = &mut self.cell {
                    cell.end_block();
                }
            }
            "span" => {
                if let Some(cell) = &mut self.cell {
                    cell.keeps_spaces = false;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_row(&mut self) -> Result<(), TableError> {
        let row = self.row.map_or(0, |row| row + 1);
        if row >= MAX_ROWS {
            return Err(TableError::TooManyCells { most: MAX_PASTED_CELLS });
        }
        self.span_steps += self.covered.len();
        if self.span_steps > MAX_SPAN_STEPS {
            return Err(TableError::TooManyCells { most: MAX_PASTED_CELLS });
        }
        self.covered.retain(|covered| covered.until_row > row);
        self.row = Some(row);
        self.column = 0;
        Ok(())
    }

    fn begin_cell(&mut self, name: &str, attributes: Attributes<'_>) -> Result<(), TableError> {
        if self.row.is_none() {
            self.begin_row()?;
        }
        let row = self.row.unwrap_or(0);
        // Those that cover this row move the cell to the first free place.
        while let Some(covered) =
            self.covered.iter().find(|covered| (covered.first..covered.end).contains(&self.column))
        {
            self.column = covered.end;
            self.span_steps += self.covered.len();
            if self.span_steps > MAX_SPAN_STEPS {
                return Err(TableError::TooManyCells { most: MAX_PASTED_CELLS });
            }
        }
        let mut look = self.known_look(attributes);
        if name == "th" && !self.table.has_styles {
            look.element("b", None);
        }
        let said = Said::read(attributes, &mut look);
        let (columns, rows) = if look.ignores_span {
            (attributes.whole("colspan", MAX_COLUMNS), 1)
        } else {
            (attributes.whole("colspan", MAX_COLUMNS), attributes.whole("rowspan", MAX_ROWS))
        };
        if self.column + columns > MAX_COLUMNS {
            return Err(TableError::TooManyCells { most: MAX_PASTED_CELLS });
        }
        if rows > 1 {
            self.covered.push(Covered {
                first: self.column,
                end: self.column + columns,
                until_row: row.saturating_add(rows),
            });
        }
        let column = self.column;
        self.column += columns;
        let (text, has_space, keeps_spaces) = (String::new(), false, false);
        self.cell = Some(OpenCell { column, columns, rows, said, look, text, has_space, keeps_spaces });
        Ok(())
    }

    /// The look that rules, class and `style` give a cell; it is worked out once for each way of writing it.
    fn known_look(&mut self, attributes: Attributes<'_>) -> Look {
        let mut written = String::new();
        for (name, value) in attributes {
            if name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("style") {
                written.push_str(name);
                written.push('=');
                written.push_str(value);
                written.push('\n');
            }
        }
        if let Some(look) = self.looks.get(&written) {
            return look.clone();
        }
        let mut look = Look::default();
        look.declare(self.rules.of_cells());
        look.forget_lines();
        for class in attributes.get("class").as_deref().unwrap_or("").split_ascii_whitespace() {
            if let Some(rule) = self.rules.of_class(class) {
                look.declare(rule);
            }
        }
        look.declare(attributes.get("style").as_deref().unwrap_or(""));
        if self.looks.len() < MAX_KNOWN_LOOKS {
            self.looks.insert(written, look.clone());
        }
        look
    }

    fn end_cell(&mut self) -> Result<(), TableError> {
        let (Some(mut cell), Some(row)) = (self.cell.take(), self.row) else { return Ok(()) };
        self.table.rows = self.table.rows.max(row + 1);
        self.table.columns = self.table.columns.max(cell.column + cell.columns);
        self.table.check_size(MAX_PASTED_CELLS)?;
        let text = cell.shown();
        let style = cell.said.style.take();
        let excel_formula = cell.said.excel_formula.take();
        if (cell.rows > 1 || cell.columns > 1) && !cell.look.ignores_span && self.table.merges.len() < MAX_MERGES {
            self.table.merges.push(Merge { row, column: cell.column, rows: cell.rows, columns: cell.columns });
        }
        let entry = cell.said.entry(text, &cell.look, self.table.has_styles);
        let is_number = match &entry {
            Entry::Literal(crate::cell::Value::Number(_)) => true,
            Entry::Typed(text) => crate::number::parse_number(text).is_some(),
            Entry::Formula { value, .. } => matches!(**value, Entry::Literal(crate::cell::Value::Number(_))),
            _ => false,
        };
        let style = self.styles.number(&style.unwrap_or_else(|| cell.look.style(is_number)));
        if style == 0 && matches!(entry, Entry::Blank) {
            return Ok(());
        }
        if let Some(formula) = excel_formula.filter(|_| self.excel_formulas.len() < MAX_PROVED) {
            self.excel_formulas.push((self.table.cells.len(), formula));
        }
        self.table.cells.push(TableCell { row, column: cell.column, entry, style });
        Ok(())
    }
}

impl OpenCell {
    fn push_text(&mut self, text: &str) {
        for character in entity::read(text).chars() {
            let is_space = matches!(character, ' ' | '\t' | '\r' | '\n');
            if is_space && !self.keeps_spaces {
                self.has_space = true;
                continue;
            }
            // A cell's text has an end, however long the page is.
            if self.text.len() > MAX_TEXT_CHARS * 4 {
                return;
            }
            if self.has_space && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.has_space = false;
            self.text.push(if character == '\u{a0}' { ' ' } else { character });
        }
    }

    fn open_element(&mut self, name: &str, attributes: Attributes<'_>) {
        match name {
            "br" => {
                self.has_space = false;
                self.text.push('\n');
            }
            "p" | "div" | "li" => self.end_block(),
            "span" => self.keeps_spaces = attributes.get("style").is_some_and(|style| style.contains("mso-spacerun")),
            // What begins before the text is taken for the look of all of it.
            _ if self.text.is_empty() => self.look.element(name, attributes.get("color").as_deref()),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.has_space = false;
    }

    /// The text that the cell shows; a line break at its end only gives it height.
    fn shown(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        match text.trim_end_matches('\n') {
            "" => String::new(),
            blank if blank.trim().is_empty() => String::new(),
            text => text.to_owned(),
        }
    }
}

/// Whether a page says that a spreadsheet has written it.
fn is_spreadsheet(generator: &str) -> bool {
    ["Excel", "LibreOffice", "OpenOffice"].iter().any(|name| generator.contains(name))
}

/// A name in lower case; longer names are of no interest.
fn lowered<'a>(name: &str, room: &'a mut [u8; 32]) -> &'a str {
    let Some(lower) = room.get_mut(..name.len()) else { return "" };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).unwrap_or("")
}
