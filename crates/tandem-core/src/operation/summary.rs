//! The figures of a selection, as a status bar shows them.

use crate::cell::{Area, Value};
use crate::number::{Arithmetic as _, Decimal};
use crate::workbook::{Workbook, all_without};

/// What the cells of a selection hold. Hidden rows and columns do not count, and a cell that several areas share counts
/// once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Cells that hold something.
    pub filled: u64,
    /// Cells that hold a number.
    pub numbers: u64,
    /// Cells that hold an error.
    pub errors: u64,
    /// The exact sum of the numbers; nothing when there is none, and when it is too large for a decimal.
    pub sum: Option<Decimal>,
    /// The sum over the number of numbers.
    pub average: Option<Decimal>,
    /// The smallest number.
    pub min: Option<Decimal>,
    /// The largest number.
    pub max: Option<Decimal>,
}

/// The figures of some areas. It costs what they hold, not how large they are.
#[must_use]
pub fn summarize(workbook: &Workbook, areas: &[Area]) -> Summary {
    let mut summary = Summary::default();
    let mut sum = Some(Decimal::ZERO);
    for area in apart(areas) {
        let overlay = workbook.sheet(area.sheet).map(|sheet| &sheet.overlay);
        let (mut row_asked, mut is_hidden) = (None, false);
        let has_columns = overlay.is_some_and(|overlay| !overlay.hidden_columns.is_empty());
        let result: Result<(), ()> = workbook.engine().store().for_each_in(area, |row, column, value| {
            if row_asked != Some(row) {
                row_asked = Some(row);
                is_hidden = overlay.is_some_and(|overlay| overlay.is_row_hidden(row));
            }
            if is_hidden || has_columns && overlay.is_some_and(|overlay| overlay.is_column_hidden(column)) {
                return Ok(());
            }
            let value = if let Value::Array(array) = value { array.first() } else { value };
            summary.filled += 1;
            match value {
                Value::Number(number) => {
                    summary.numbers += 1;
                    sum = sum.and_then(|sum| sum.checked_add(*number));
                    summary.min = Some(summary.min.map_or(*number, |min| min.min(*number)));
                    summary.max = Some(summary.max.map_or(*number, |max| max.max(*number)));
                }
                Value::Error(_) => summary.errors += 1,
                _ => {}
            }
            Ok(())
        });
        debug_assert!(result.is_ok(), "the closure gives no error");
    }
    if summary.numbers > 0 {
        summary.sum = sum;
        summary.average = sum.and_then(|sum| sum.over(Decimal::from(summary.numbers)));
    }
    summary
}

/// The same cells as areas of which none shares a cell with another.
fn apart(areas: &[Area]) -> Vec<Area> {
    let mut found: Vec<Area> = Vec::new();
    for area in areas {
        let left = found.iter().fold(vec![*area], |left, taken| all_without(&left, *taken));
        found.extend(left);
    }
    found
}
