//! Taking out rows that stand there twice.

use std::collections::HashSet;

use super::OperationError;
use super::rows::{moved, table, value_at};
use super::sort::without_header;
use crate::cell::{Area, Value};
use crate::edit::Edit;
use crate::number;
use crate::workbook::Workbook;

/// What taking out duplicates does.
#[derive(Clone, Debug)]
pub struct Deduplicated {
    /// The edit that does it.
    pub edit: Edit,
    /// How many rows go.
    pub removed: u32,
    /// How many stay.
    pub kept: u32,
}

/// Takes out the rows of an area that equal an earlier one in some columns, which are counted on the sheet from 0; what
/// follows moves up within the area. Texts are compared in any case, numbers by their amount.
///
/// # Errors
/// When there is nothing, no column is chosen, or merged or spilled cells stand in the way.
pub fn remove_duplicates(
    workbook: &Workbook,
    area: Area,
    columns: &[u32],
    has_header: bool,
) -> Result<Deduplicated, OperationError> {
    if columns.is_empty() || columns.iter().any(|column| !(area.left..=area.right).contains(column)) {
        return Err(OperationError::NoColumn);
    }
    let area = table(workbook, without_header(area, has_header)?)?;
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    let mut next = area.top;
    for row in area.top..=area.bottom {
        let key: Vec<Key> = columns.iter().map(|column| Key::of(value_at(workbook, row, *column, area))).collect();
        // Rows without anything to compare are no duplicates of each other.
        if key.iter().all(|key| *key == Key::Blank) || seen.insert(key) {
            pairs.push((row, next));
            next += 1;
        }
    }
    let emptied: Vec<u32> = (next..=area.bottom).collect();
    Ok(Deduplicated {
        edit: moved(workbook, area, &pairs, &emptied),
        removed: area.bottom + 1 - next,
        kept: next - area.top,
    })
}

/// What makes two values the same one.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Blank,
    Number(number::Decimal),
    Text(String),
    Other(String),
}

impl Key {
    fn of(value: &Value) -> Self {
        match value {
            Value::Blank => Self::Blank,
            Value::Number(number) => Self::Number(number::canonical(*number).normalize()),
            Value::Text(text) => Self::Text(text.to_lowercase()),
            other => Self::Other(other.plain()),
        }
    }
}
