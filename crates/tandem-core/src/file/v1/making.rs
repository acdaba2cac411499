//! The text of a version 1 file, made in parts, so that a page of a browser that writes a long one goes on meanwhile.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write as _;

use super::cells::Cell;
use super::write::{after_pages, before_styles, json, push_entry, push_list, push_record, sheet, style};
use super::{Both, Style};
use crate::cell::{Area, CellAddress, Link, Slot, Value, column_name};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::number;
use crate::workbook::{self, Page, StyleId, Workbook};

/// Styles in the order of their first use, and their numbers in the file.
#[derive(Default)]
struct UsedStyles {
    numbers: HashMap<StyleId, u16>,
    styles: Vec<Style>,
}

impl UsedStyles {
    fn number(&mut self, id: StyleId, workbook: &Workbook) -> Option<u16> {
        if id == StyleId::NONE {
            return None;
        }
        let next = u16::try_from(self.styles.len() + 1).unwrap_or(u16::MAX);
        Some(*self.numbers.entry(id).or_insert_with(|| {
            self.styles.push(style(workbook.styles.get(id)));
            next
        }))
    }
}

/// The text of a workbook's file.
pub(in crate::file) fn write(workbook: &Workbook) -> String {
    let mut making = Making::default();
    let mut pages = String::new();
    while making.go_on(workbook, MAX_ROWS, &mut pages) {}
    let [before, after] = making.ends(workbook);
    [before, pages, after].concat()
}

/// The text of a workbook's file, made in parts: first that of the pages, as much at a time as the caller has time for, then what stands
/// before and after it. Cells come first, because they tell which styles are used. The workbook stays the same meanwhile.
#[derive(Default)]
pub(in crate::file) struct Making {
    used: UsedStyles,
    /// The page that is written.
    page: usize,
    /// Its cells, if its text is begun.
    cells: Option<CellsLeft>,
    /// The letters of the first columns, so that they are not made anew for each cell.
    columns: Vec<String>,
}

/// The cells of a page that are not written yet.
struct CellsLeft {
    /// The first row of them.
    row: u32,
    /// The row after the last one that may hold something typed.
    end: u32,
    /// Those that have a style, from the last to the first.
    styled: Vec<(u32, u32)>,
    /// What stands before the next cell.
    separator: &'static str,
}

impl CellsLeft {
    fn of(workbook: &Workbook, sheet: &workbook::Sheet) -> Self {
        let mut styled: Vec<(u32, u32)> = sheet.styles.iter().map(|(row, column, _)| (row, column)).collect();
        styled.sort_unstable_by(|one, other| other.cmp(one));
        styled.dedup();
        let end = workbook.engine.store().clip(whole(sheet)).map_or(0, |area| area.bottom + 1);
        Self { row: 0, end, styled, separator: "\n" }
    }
}

impl Making {
    /// Adds the text of the next so many rows of cells. Says whether more is to come.
    pub(in crate::file) fn go_on(&mut self, workbook: &Workbook, rows: u32, text: &mut String) -> bool {
        let Some(page) = workbook.pages.get(self.page) else { return false };
        if self.cells.is_none() {
            text.push_str(if self.page == 0 { "\n {\n" } else { ",\n {\n" });
            push_entry(text, "  ", "id", &page.id.0);
            push_entry(text, "  ", "title", &Both::from(&page.title));
            if let Some(record) = page.record() {
                push_record(text, record);
            }
            if let Some(layout) = page.sheet() {
                push_entry(text, "  ", "sheet", &sheet(workbook, layout));
                text.push_str("  \"cells\": {");
            }
        }
        if let Some(layout) = page.sheet() {
            let mut left = self.cells.take().unwrap_or_else(|| CellsLeft::of(workbook, layout));
            self.push_cells(&mut left, rows, layout, workbook, text);
            if left.row < left.end {
                self.cells = Some(left);
                return true;
            }
            text.push_str("\n  }\n }");
        }
        self.page += 1;
        self.page < workbook.pages.len()
    }

    /// Writes the cells of the next rows that hold something or have a style, row by row.
    fn push_cells(
        &mut self,
        left: &mut CellsLeft,
        rows: u32,
        sheet: &workbook::Sheet,
        workbook: &Workbook,
        text: &mut String,
    ) {
        let end = left.row.saturating_add(rows).min(left.end);
        let area = Area { top: left.row, bottom: end.saturating_sub(1), ..whole(sheet) };
        let (used, columns, separator) = (&mut self.used, &mut self.columns, &mut left.separator);
        let mut cells = CellWriter { text, workbook, sheet, used, columns, separator };
        let styled = &mut left.styled;
        if left.row < end {
            let Ok(()) = workbook.engine.store().for_each_slot_in(area, |row, column, slot| {
                if is_typed(slot) {
                    while let Some((row, column)) = styled.pop_if(|place| *place < (row, column)) {
                        cells.push(row, column, &Value::Blank);
                    }
                    styled.pop_if(|place| *place == (row, column));
                    let is_literal = slot.link == Link::LITERAL;
                    cells.push(row, column, if is_literal { &slot.value } else { &Value::Blank });
                }
                Ok::<(), Infallible>(())
            });
        }
        left.row = end;
        while let Some((row, column)) = styled.pop_if(|(row, _)| *row < end || end == left.end) {
            cells.push(row, column, &Value::Blank);
        }
    }

    /// What stands before the pages and after them, when all of these are written.
    pub(in crate::file) fn ends(self, workbook: &Workbook) -> [String; 2] {
        let mut before = before_styles(workbook);
        push_list(&mut before, "styles", self.used.styles.iter().map(json));
        before.push_str("\"pages\": [");
        [before, after_pages(workbook)]
    }
}

/// Whether the cells alone take more bytes. As many cells as would be too many are counted, and no more.
pub(in crate::file) fn is_longer_than(workbook: &Workbook, bytes: usize) -> bool {
    /// The entry of the shortest cell that holds something, with its line: `   "A1": {"text":"."},`.
    const SHORTEST_BYTES: usize = 23;
    let mut room = bytes;
    let mut take = |slot: &Slot| {
        if is_typed(slot) {
            room = room.checked_sub(SHORTEST_BYTES).ok_or(())?;
        }
        Ok::<(), ()>(())
    };
    let store = workbook.engine.store();
    workbook
        .pages
        .iter()
        .filter_map(Page::sheet)
        .any(|sheet| store.for_each_slot_in(whole(sheet), |_, _, slot| take(slot)).is_err())
}

/// All cells of a sheet.
const fn whole(sheet: &workbook::Sheet) -> Area {
    Area { sheet: sheet.id, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 }
}

/// Whether something was typed in a cell.
fn is_typed(slot: &Slot) -> bool {
    slot.link == Link::LITERAL && !slot.value.is_blank() || slot.link.as_formula().is_some()
}

/// Writes one cell after the other.
struct CellWriter<'a> {
    text: &'a mut String,
    workbook: &'a Workbook,
    sheet: &'a workbook::Sheet,
    used: &'a mut UsedStyles,
    /// The letters of the first columns.
    columns: &'a mut Vec<String>,
    separator: &'a mut &'static str,
}

impl CellWriter<'_> {
    /// Writes a cell with the value that was typed in it; a blank one may hold a formula.
    fn push(&mut self, row: u32, column: u32, value: &Value) {
        let style = self.used.number(self.sheet.styles.get(row, column), self.workbook);
        while self.columns.len() <= column as usize {
            self.columns.push(column_name(u32::try_from(self.columns.len()).unwrap_or(u32::MAX)));
        }
        let letters = self.columns.get(column as usize).map_or("", String::as_str);
        // Writing to a text cannot fail.
        let _ = write!(self.text, "{}   \"{letters}{}\": ", self.separator, row + 1);
        *self.separator = ",\n";
        // Of millions of cells most are plain numbers.
        if let (Value::Number(amount), None) = (value, style) {
            let _ = write!(self.text, "{{\"number\":\"{}\"}}", number::plain(*amount));
            return;
        }
        let cell = if value.is_blank() {
            let formula = self.workbook.engine.formula_text(CellAddress::new(self.sheet.id, row, column));
            Cell { formula, style, ..Cell::default() }
        } else {
            literal(value, style)
        };
        self.text.push_str(&json(&cell));
    }
}

fn literal(value: &Value, style: Option<u16>) -> Cell {
    let mut cell = Cell { style, ..Cell::default() };
    match value {
        Value::Blank => {}
        Value::Number(amount) => cell.number = Some(number::plain(*amount)),
        Value::Text(text) => cell.text = Some(text.to_string()),
        Value::Bool(truth) => cell.bool = Some(*truth),
        Value::Error(error) => cell.error = Some(error.kind.code().to_owned()),
        // Only formulas give arrays; what a cell shows of one stands in for it.
        Value::Array(array) => return literal(array.first(), style),
    }
    cell
}
