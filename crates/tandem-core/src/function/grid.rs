//! Rectangles of values as functions see them, and walks over them that cost what is filled.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::cell::{Area, Array, CellAddress, ErrorValue, KeyIndex, Store, Stored, Value};

/// A rectangle of values, whether cells, an array or a single value.
#[derive(Clone, Copy)]
pub enum Grid<'a> {
    /// Cells.
    Area(&'a Store, Area),
    /// An array.
    Array(&'a Store, &'a Array),
    /// One value.
    Single(&'a Store, &'a Value),
}

impl<'a> Grid<'a> {
    /// Number of rows, at least 1. For a whole column this is the sheet's limit: use [`Self::used_rows`] for loops.
    #[must_use]
    pub fn rows(&self) -> u32 {
        match self {
            Self::Area(_, area) => area.rows(),
            Self::Array(_, array) => array.rows(),
            Self::Single(..) => 1,
        }
    }

    /// Number of columns, at least 1.
    #[must_use]
    pub fn columns(&self) -> u32 {
        match self {
            Self::Area(_, area) => area.columns(),
            Self::Array(_, array) => array.columns(),
            Self::Single(..) => 1,
        }
    }

    /// Rows after which all values are blank, so that loops over whole columns end early; may be 0.
    #[must_use]
    pub fn used_rows(&self) -> u32 {
        match self {
            Self::Area(store, area) => store.clip(*area).map_or(0, Area::rows),
            _ => self.rows(),
        }
    }

    /// Columns after which all values are blank; may be 0.
    #[must_use]
    pub fn used_columns(&self) -> u32 {
        match self {
            Self::Area(store, area) => store.clip(*area).map_or(0, Area::columns),
            _ => self.columns(),
        }
    }

    /// The value at a row and column of the rectangle, from zero; blank where nothing is.
    #[inline]
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> &'a Value {
        match self {
            Self::Area(store, area) => store.value(CellAddress::new(
                area.sheet,
                area.top.saturating_add(row),
                area.left.saturating_add(column),
            )),
            Self::Array(_, array) => array.get(row, column).unwrap_or(&Value::Blank),
            Self::Single(_, value) => value,
        }
    }

    /// The index of its values, where the rectangle is one of cells that many formulas ask for. What is found with it is
    /// what looking at every cell would find.
    #[must_use]
    pub fn index(&self) -> Option<Rc<KeyIndex>> {
        match self {
            Self::Area(store, area) => store.index(*area),
            _ => None,
        }
    }

    /// One of its columns or rows as a rectangle.
    #[must_use]
    pub fn line(&self, index: u32, is_row: bool) -> Option<Self> {
        match self {
            Self::Area(store, area) => {
                let (row, column) = if is_row {
                    (area.top.checked_add(index)?, area.left)
                } else {
                    (area.top, area.left.checked_add(index)?)
                };
                let (bottom, right) = if is_row { (row, area.right) } else { (area.bottom, column) };
                Some(Self::Area(store, Area { top: row, left: column, bottom, right, ..*area }))
            }
            _ => None,
        }
    }

    /// Whether it is a single value.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.rows() == 1 && self.columns() == 1
    }

    /// Whether it is one row or one column.
    #[must_use]
    pub fn is_vector(&self) -> bool {
        self.rows() == 1 || self.columns() == 1
    }

    /// Number of values of a vector.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.rows().max(self.columns())
    }

    /// A rectangle is never empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// The value at a place of a vector, counted along its longer side.
    #[must_use]
    pub fn at(&self, index: u32) -> &'a Value {
        if self.rows() == 1 { self.get(0, index) } else { self.get(index, 0) }
    }

    /// All values row by row, up to the last that is not blank.
    pub fn used(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let grid = *self;
        let (rows, columns) = (grid.used_rows(), grid.used_columns());
        (0..rows).flat_map(move |row| (0..columns).map(move |column| grid.get(row, column)))
    }

    /// Calls a closure with every value that is not blank, row by row, until the closure gives an error. Cells that were
    /// never filled cost nothing, however far apart the filled ones are.
    ///
    /// # Errors
    /// What the closure gave.
    pub fn for_each_filled<E>(&self, mut visit: impl FnMut(&Value) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Area(store, area) => store.for_each_in(*area, |_, _, value| visit(value)),
            Self::Array(_, array) => array.items().iter().filter(|item| !item.is_blank()).try_for_each(visit),
            Self::Single(_, value) if value.is_blank() => Ok(()),
            Self::Single(_, value) => visit(value),
        }
    }

    /// Every number row by row; texts, truths and blanks are skipped.
    ///
    /// # Errors
    /// The first error value met.
    pub fn numbers(&self) -> Result<Vec<Decimal>, ErrorValue> {
        let mut numbers = Vec::new();
        self.for_each_filled(|value| {
            match value {
                Value::Number(number) => numbers.push(*number),
                Value::Error(error) => return Err(*error),
                _ => {}
            }
            Ok(())
        })?;
        Ok(numbers)
    }

    /// How many cells a walk over what it may hold looks at: all of an array, and of an area what is stored.
    #[must_use]
    pub fn stored_cells(&self) -> u64 {
        match self {
            Self::Area(store, area) => store.stored_cells(*area),
            _ => u64::from(self.rows()) * u64::from(self.columns()),
        }
    }
}

/// Rectangles of fewer cells than this are gone through as they are.
const FEW_CELLS: u64 = 1024;
/// Rectangles of at most so many cells are gone through to their ends.
const VERY_FEW_CELLS: u64 = 64;

/// Calls a closure with the row and the column of every place where any of some equally large rectangles may hold
/// something, row by row, until the closure gives an error. Of whole columns that is far less than all.
///
/// # Errors
/// What the closure gave.
#[inline]
pub fn for_each_place<E>(grids: &[Grid<'_>], mut visit: impl FnMut(u32, u32) -> Result<(), E>) -> Result<(), E> {
    if let Some(first) = grids.first() {
        let (rows, columns) = (first.rows(), first.columns());
        // To find out what is stored takes longer than a look at a few cells.
        if u64::from(rows) * u64::from(columns) <= VERY_FEW_CELLS {
            return (0..rows).try_for_each(|row| (0..columns).try_for_each(|column| visit(row, column)));
        }
    }
    let rows = grids.iter().map(Grid::used_rows).max().unwrap_or(0);
    let columns = grids.iter().map(Grid::used_columns).max().unwrap_or(0);
    let is_all = |grid: &Grid<'_>| !matches!(grid, Grid::Area(..));
    if u64::from(rows) * u64::from(columns) < FEW_CELLS || grids.iter().any(is_all) {
        return (0..rows).try_for_each(|row| (0..columns).try_for_each(|column| visit(row, column)));
    }
    let mut stored = Stored::default();
    for grid in grids {
        if let Grid::Area(store, area) = grid {
            store.add_stored(*area, &mut stored);
        }
    }
    let (rows, columns) = stored.merged();
    rows.into_iter().flatten().try_for_each(|row| columns.iter().try_for_each(|column| visit(row, *column)))
}
