//! Sorting the rows of an area.

use std::cmp::Ordering;

use super::OperationError;
use super::rows::{moved, table, value_at};
use crate::cell::{Area, CellAddress, Value};
use crate::edit::Edit;
use crate::function::sorted_order;
use crate::sort::sorted_places;
use crate::workbook::{Role, Workbook};

/// One column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The column of the sheet, from 0.
    pub column: u32,
    /// Whether the largest comes first.
    pub descending: bool,
}

/// The edit that sorts the rows of an area by one column, and those that are equal there by the next one. The order is
/// Excel's: numbers, texts in any case, FALSE, TRUE, errors, and blank cells last in both directions; equal rows keep
/// theirs. Relative references of formulas move along as in copies; hidden rows stay where they are.
///
/// # Errors
/// When there is nothing to sort, or merged or spilled cells stand in the way.
pub fn sort(workbook: &Workbook, area: Area, keys: &[SortKey], has_header: bool) -> Result<Edit, OperationError> {
    if keys.is_empty() || keys.iter().any(|key| !(area.left..=area.right).contains(&key.column)) {
        return Err(OperationError::NoColumn);
    }
    let area = table(workbook, without_header(area, has_header)?)?;
    let is_hidden = |row: u32| workbook.sheet(area.sheet).is_some_and(|sheet| sheet.is_row_hidden(row));
    let rows: Vec<u32> = (area.top..=area.bottom).filter(|row| !is_hidden(*row)).collect();
    let columns: Vec<(Vec<&Value>, bool)> = keys
        .iter()
        .map(|key| (rows.iter().map(|row| value_at(workbook, *row, key.column, area)).collect(), key.descending))
        .collect();
    let order = sorted_places(rows.len(), &|a, b| {
        let orders = columns.iter().map(|(values, descending)| match (values.get(a), values.get(b)) {
            (Some(a), Some(b)) => sorted_order(a, b, *descending),
            _ => Ordering::Equal,
        });
        orders.fold(Ordering::Equal, Ordering::then)
    });
    let from = order.iter().filter_map(|place| rows.get(*place as usize).copied());
    let pairs: Vec<(u32, u32)> = from.zip(rows.iter().copied()).collect();
    Ok(moved(workbook, area, &pairs, &[]))
}

/// The area below its heads.
pub(super) fn without_header(area: Area, has_header: bool) -> Result<Area, OperationError> {
    if !has_header {
        return Ok(area);
    }
    if area.rows() < 2 {
        return Err(OperationError::NothingThere);
    }
    Ok(Area { top: area.top + 1, ..area })
}

/// Whether the first row of an area looks like the heads of its columns: it holds texts only, and looks otherwise than the
/// row below, or stands above a column that begins with something else than a text.
#[must_use]
pub fn has_header(workbook: &Workbook, area: Area) -> bool {
    if area.rows() < 2 {
        return false;
    }
    let columns = workbook.engine().store().clip(area).map_or(area.left..=area.left, |area| area.left..=area.right);
    let (mut texts, mut others) = (0u32, false);
    for column in columns {
        let (head, below) =
            (value_at(workbook, area.top, column, area), value_at(workbook, area.top + 1, column, area));
        match head {
            Value::Text(_) => texts += 1,
            Value::Blank => continue,
            _ => return false,
        }
        let style = |row: u32| workbook.style(CellAddress::new(area.sheet, row, column));
        let (first, second) = (style(area.top), style(area.top + 1));
        let is_marked = first.bold && !second.bold || first.role == Role::Heading && second.role != Role::Heading;
        others |= is_marked || matches!(below, Value::Number(_) | Value::Bool(_) | Value::Error(_));
    }
    texts > 0 && others
}
