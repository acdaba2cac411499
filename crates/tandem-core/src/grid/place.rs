//! A cell and a rectangle of cells, without a sheet.

use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// One cell of whichever sheet is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl Place {
    /// The cell at a row and a column.
    #[must_use]
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Block {
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u32,
    /// Last row, included; never before `top`.
    pub bottom: u32,
    /// Last column, included; never before `left`.
    pub right: u32,
}

impl Block {
    /// The smallest block that has both cells in it.
    #[must_use]
    pub fn between(a: Place, b: Place) -> Self {
        Self {
            top: a.row.min(b.row),
            left: a.column.min(b.column),
            bottom: a.row.max(b.row),
            right: a.column.max(b.column),
        }
    }

    /// The block of one cell.
    #[must_use]
    pub const fn of(at: Place) -> Self {
        Self { top: at.row, left: at.column, bottom: at.row, right: at.column }
    }

    /// Number of rows, at least 1.
    #[must_use]
    pub const fn rows(self) -> u32 {
        self.bottom.saturating_sub(self.top).saturating_add(1)
    }

    /// Number of columns, at least 1.
    #[must_use]
    pub const fn columns(self) -> u32 {
        self.right.saturating_sub(self.left).saturating_add(1)
    }

    /// Number of cells.
    #[must_use]
    pub const fn cells(self) -> u64 {
        self.rows() as u64 * self.columns() as u64
    }

    /// Whether the block is a single cell.
    #[must_use]
    pub const fn is_single(self) -> bool {
        self.top == self.bottom && self.left == self.right
    }

    /// Whether the block holds every row of its columns.
    #[must_use]
    pub const fn is_whole_columns(self) -> bool {
        self.top == 0 && self.bottom == MAX_ROWS - 1
    }

    /// Whether the block holds every column of its rows.
    #[must_use]
    pub const fn is_whole_rows(self) -> bool {
        self.left == 0 && self.right == MAX_COLUMNS - 1
    }

    /// The first cell.
    #[must_use]
    pub const fn first(self) -> Place {
        Place { row: self.top, column: self.left }
    }

    /// The last cell.
    #[must_use]
    pub const fn last(self) -> Place {
        Place { row: self.bottom, column: self.right }
    }

    /// Whether a cell lies in the block.
    #[must_use]
    pub const fn contains(self, at: Place) -> bool {
        self.top <= at.row && at.row <= self.bottom && self.left <= at.column && at.column <= self.right
    }

    /// The cells both blocks share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let block = Self {
            top: self.top.max(other.top),
            left: self.left.max(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.min(other.right),
        };
        (block.top <= block.bottom && block.left <= block.right).then_some(block)
    }

    /// Every cell, row by row.
    pub fn places(self) -> impl Iterator<Item = Place> {
        (self.top..=self.bottom)
            .flat_map(move |row| (self.left..=self.right).map(move |column| Place::new(row, column)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_come_in_any_order() {
        let expect = Block { top: 1, left: 2, bottom: 5, right: 7 };
        for (a, b) in [((1, 2), (5, 7)), ((5, 7), (1, 2)), ((1, 7), (5, 2)), ((5, 2), (1, 7))] {
            assert_eq!(Block::between(Place::new(a.0, a.1), Place::new(b.0, b.1)), expect);
        }
        assert_eq!((expect.rows(), expect.columns(), expect.cells()), (5, 6, 30));
    }

    #[test]
    fn blocks_share_what_lies_in_both() {
        let block = |top, left, bottom, right| Block { top, left, bottom, right };
        for (a, b, expect) in [
            (block(0, 0, 4, 4), block(2, 3, 9, 9), Some(block(2, 3, 4, 4))),
            (block(0, 0, 4, 4), block(4, 4, 9, 9), Some(block(4, 4, 4, 4))),
            (block(0, 0, 4, 4), block(5, 0, 9, 9), None),
            (block(0, 0, 4, 4), block(0, 5, 9, 9), None),
        ] {
            assert_eq!(a.intersection(b), expect);
            assert_eq!(b.intersection(a), expect);
        }
    }

    #[test]
    fn places_run_row_by_row() {
        let places: Vec<_> =
            Block { top: 3, left: 1, bottom: 4, right: 2 }.places().map(|p| (p.row, p.column)).collect();
        assert_eq!(places, [(3, 1), (3, 2), (4, 1), (4, 2)]);
    }
}
