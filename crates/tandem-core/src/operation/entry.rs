//! Completing what is typed in a cell from the texts that stand around it in its column.

use crate::cell::{CellAddress, Link, SheetId, Value};
use crate::engine::Content;
use crate::limits::{MAX_COLUMN_ENTRIES, MAX_ROWS};
use crate::names::lowered;
use crate::workbook::{Workbook, typed};

/// Characters of a text that is offered at most: nobody types the beginning of an essay to have it a second time.
const MOST_CHARS: usize = 255;

/// A text of the column that begins with what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnEntry {
    /// The text as it stands in the column, with its own capitals.
    pub text: String,
    /// What it says after the letters that are typed.
    pub rest: String,
}

/// The one text of the cells around a cell that begins with what is typed in it, in any case. The cells are those of its column
/// that follow each other upwards and downwards without a gap. Nothing is offered for numbers, dates and formulas, from
/// formulas and hidden rows, or where several texts begin so.
#[must_use]
pub fn column_entry(workbook: &Workbook, at: CellAddress, text: &str) -> Option<ColumnEntry> {
    if text.trim().is_empty() || !is_text(workbook, text) {
        return None;
    }
    let wanted: Vec<char> = text.chars().map(lowered).collect();
    let above = (0..at.row).rev().take(MAX_COLUMN_ENTRIES);
    let below = (at.row.saturating_add(1)..MAX_ROWS).take(MAX_COLUMN_ENTRIES);
    let mut found: Option<&str> = None;
    for entry in entries(workbook, at, above).chain(entries(workbook, at, below)) {
        if !begins(entry, &wanted) {
            continue;
        }
        match found {
            Some(before) if !before.chars().map(lowered).eq(entry.chars().map(lowered)) => return None,
            Some(_) => {}
            None => found = Some(entry),
        }
    }
    let text = found.filter(|entry| entry.chars().count() <= MOST_CHARS && is_text(workbook, entry))?;
    let rest: String = text.chars().skip(wanted.len()).collect();
    (!rest.is_empty()).then(|| ColumnEntry { text: text.to_owned(), rest })
}

/// Whether a typed text is taken over as it stands, as a text.
fn is_text(workbook: &Workbook, text: &str) -> bool {
    match typed::read(text, workbook.today()).content {
        Content::Literal(Value::Text(read)) => &*read == text,
        _ => false,
    }
}

/// The texts typed in the rows of a column, up to the first blank cell.
fn entries(workbook: &Workbook, at: CellAddress, rows: impl Iterator<Item = u32>) -> impl Iterator<Item = &str> {
    let store = workbook.engine().store();
    let filled = rows
        .map_while(move |row| store.slot(CellAddress { row, ..at }).map(|slot| (row, slot)))
        .take_while(|(_, slot)| !slot.value.is_blank());
    filled.filter_map(move |(row, slot)| match &slot.value {
        Value::Text(text) if slot.link == Link::LITERAL && !is_hidden(workbook, at.sheet, row) => Some(&**text),
        _ => None,
    })
}

fn is_hidden(workbook: &Workbook, sheet: SheetId, row: u32) -> bool {
    workbook.sheet(sheet).is_some_and(|sheet| sheet.is_row_hidden(row))
}

fn begins(text: &str, wanted: &[char]) -> bool {
    let mut characters = text.chars().map(lowered);
    wanted.iter().all(|letter| characters.next() == Some(*letter))
}
