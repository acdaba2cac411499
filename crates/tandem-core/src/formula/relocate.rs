//! References when cells are moved to another place.

use super::reference::{Coordinate, HomeSheet, Reference, ReferenceKind};
use crate::cell::{Area, CellAddress};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Cells that are moved: an area, the first cell of which comes to another cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// The cells that move.
    pub from: Area,
    /// Where the first of them comes to.
    pub to: CellAddress,
    /// Whether whole rows or columns come into blank ones between others, so that what they leave will close: ranges hold what they
    /// held, and their ends don't go along.
    pub is_between: bool,
}

impl Relocation {
    /// The cells that are overwritten.
    #[must_use]
    pub const fn target(&self) -> Area {
        let Self { from, to, .. } = self;
        let (bottom, right) = (to.row + (from.bottom - from.top), to.column + (from.right - from.left));
        Area { sheet: to.sheet, top: to.row, left: to.column, bottom, right }
    }

    const fn moves_whole_columns(&self) -> bool {
        self.from.top == 0 && self.from.bottom == MAX_ROWS - 1
    }

    const fn moves_whole_rows(&self) -> bool {
        self.from.left == 0 && self.from.right == MAX_COLUMNS - 1
    }

    /// Where a cell that moves comes to; other cells stay.
    #[must_use]
    pub fn cell(&self, at: CellAddress) -> CellAddress {
        if !self.from.contains(at) {
            return at;
        }
        let (row, column) = (self.to.row + (at.row - self.from.top), self.to.column + (at.column - self.from.left));
        CellAddress { sheet: self.to.sheet, row, column }
    }

    /// Where the cells of an area are afterwards; nothing when all of them are overwritten.
    #[must_use]
    pub fn area(&self, area: Area) -> Option<Area> {
        let (first, last) = (area.first(), CellAddress { row: area.bottom, column: area.right, ..area.first() });
        if self.from.contains(first) && self.from.contains(last) {
            let (first, last) = (self.cell(first), self.cell(last));
            return Some(Area {
                bottom: last.row,
                right: last.column,
                ..Area::between(first.sheet, (first.row, first.column), (first.row, first.column))
            });
        }
        if self.is_between {
            return Some(self.joined(area));
        }
        if let Some(stretched) = self.stretched(area) {
            return Some(stretched);
        }
        let target = self.target();
        (!(target.contains(first) && target.contains(last))).then_some(area)
    }

    /// A range of which some rows or columns come to stand right before it or behind it: it still holds them.
    fn joined(&self, area: Area) -> Area {
        let (from, target) = (self.from, self.target());
        if area.intersection(from).is_none() || area.sheet != target.sheet {
            return area;
        }
        if self.moves_whole_rows() {
            if target.bottom + 1 == area.top {
                return Area { top: target.top, ..area };
            }
            if area.bottom + 1 == target.top {
                return Area { bottom: target.bottom, ..area };
            }
        } else {
            if target.right + 1 == area.left {
                return Area { left: target.left, ..area };
            }
            if area.right + 1 == target.left {
                return Area { right: target.right, ..area };
            }
        }
        area
    }

    /// A range of which a whole end moves along the range: the end goes with it.
    fn stretched(&self, area: Area) -> Option<Area> {
        let Self { from, to, .. } = *self;
        if from.sheet != area.sheet || to.sheet != area.sheet {
            return None;
        }
        let mut stretched = area;
        if to.column == from.left && from.left <= area.left && area.right <= from.right {
            // Up or down: the moved rows hold the range's first or last one.
            let place = |row: u32| to.row + (row - from.top);
            if (from.top..=from.bottom).contains(&area.bottom) {
                stretched.bottom = place(area.bottom);
            } else if (from.top..=from.bottom).contains(&area.top) {
                stretched.top = place(area.top);
            }
        } else if to.row == from.top && from.top <= area.top && area.bottom <= from.bottom {
            let place = |column: u32| to.column + (column - from.left);
            if (from.left..=from.right).contains(&area.right) {
                stretched.right = place(area.right);
            } else if (from.left..=from.right).contains(&area.left) {
                stretched.left = place(area.left);
            }
        }
        (stretched != area && stretched.top <= stretched.bottom && stretched.left <= stretched.right)
            .then_some(stretched)
    }
}

impl Reference {
    /// The reference after cells have moved, seen from where its host is then. `host` is where it was.
    #[must_use]
    pub fn relocated(&self, host: CellAddress, after: CellAddress, relocation: &Relocation) -> Self {
        let Some(area) = self.area(host) else { return *self };
        // Whole rows and columns follow when whole ones move; where only a part of them does, they stay.
        let follows = match self.kind {
            ReferenceKind::Columns => relocation.moves_whole_columns(),
            ReferenceKind::Rows => relocation.moves_whole_rows(),
            ReferenceKind::Cell | ReferenceKind::Area | ReferenceKind::Deleted => true,
        };
        let moved = if follows { relocation.area(area) } else { Some(area) };
        let Some(moved) = moved else { return Self { kind: ReferenceKind::Deleted, ..*self } };
        let sheet = if moved.sheet == after.sheet && (self.sheet == HomeSheet::OWN || moved.sheet != area.sheet) {
            HomeSheet::OWN
        } else {
            Some(moved.sheet).into()
        };
        let rows = placed(self.rows, (area.top, area.bottom), (moved.top, moved.bottom), host.row, after.row);
        let columns =
            placed(self.columns, (area.left, area.right), (moved.left, moved.right), host.column, after.column);
        Self { sheet, rows, columns, ..*self }
    }
}

/// Two coordinates at other places; the one that was written first keeps its side and its `$`.
fn placed(pair: [Coordinate; 2], from: (u32, u32), to: (u32, u32), host: u32, after: u32) -> [Coordinate; 2] {
    let [a, b] = pair;
    let (first, last) = if a.place(host, u32::MAX) == Some(from.0) { to } else { (to.1, to.0) };
    [Coordinate::new(first, after, a.is_absolute()), Coordinate::new(last, after, b.is_absolute())]
}
