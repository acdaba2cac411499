//! Functions that take arrays apart, put them together, sort and filter them.
//!
//! This folder must not know the engine: results are arrays, and whether they have room on a sheet is not asked here.

pub mod order;
pub mod reshape;
pub mod select;

use crate::cell::{Area, Array, ErrorValue, Value};
use crate::function::{Argument, Grid};

/// A rectangle cut out of another; one of a single cell gives its value itself.
///
/// # Errors
/// `#CALC!` when it is empty or larger than an array may be.
pub(super) fn block(grid: Grid<'_>, top: u32, left: u32, rows: u32, columns: u32) -> Result<Value, ErrorValue> {
    shaped(rows, columns, |row, column| grid.get(top + row, left + column).clone())
}

/// A rectangle cut out of another; of cells it is a reference to them.
///
/// # Errors
/// As [`block`].
pub(super) fn cut(grid: Grid<'_>, top: u32, left: u32, rows: u32, columns: u32) -> Result<Argument, ErrorValue> {
    match grid {
        Grid::Area(_, area) if rows > 0 && columns > 0 => Ok(Argument::Area(Area {
            sheet: area.sheet,
            top: area.top + top,
            left: area.left + left,
            bottom: area.top + top + rows - 1,
            right: area.left + left + columns - 1,
        })),
        _ => block(grid, top, left, rows, columns).map(Argument::Value),
    }
}

/// An array from a closure; one of a single cell gives its value itself.
///
/// # Errors
/// As [`block`].
pub(super) fn shaped(rows: u32, columns: u32, mut value: impl FnMut(u32, u32) -> Value) -> Result<Value, ErrorValue> {
    if rows == 1 && columns == 1 {
        return Ok(value(0, 0));
    }
    Ok(Array::build(rows, columns, |row, column| Ok(value(row, column)))?.into())
}
