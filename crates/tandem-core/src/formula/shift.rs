//! Rows, columns and blocks of cells that come and go, and where everything else is then.

use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Rows or columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Rows.
    Row,
    /// Columns.
    Column,
}

/// Rows, columns or cells coming in or going out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The sheet.
    pub sheet: SheetId,
    /// Whether what comes after it moves by rows or by columns.
    pub axis: Axis,
    /// The first row or column that moves (insertion) or goes (deletion), from zero.
    pub at: u32,
    /// How many.
    pub count: u32,
    /// Whether they go.
    pub is_deletion: bool,
    /// First and last place across the axis of the strip in which cells move.
    strip: (u32, u32),
}

impl Shift {
    /// A strip as wide as the sheet.
    const WHOLE: (u32, u32) = (0, u32::MAX);

    /// Whole rows or columns that come, or go.
    #[must_use]
    pub const fn whole(sheet: SheetId, axis: Axis, at: u32, count: u32, is_deletion: bool) -> Self {
        Self { sheet, axis, at, count, is_deletion, strip: Self::WHOLE }
    }

    /// Cells that come in or go out; those below them or to the right of them move. Cells over the whole width or height
    /// of the sheet are its rows or columns.
    #[must_use]
    pub const fn of_cells(area: Area, axis: Axis, is_deletion: bool) -> Self {
        let (at, count, strip, limit) = match axis {
            Axis::Row => (area.top, area.rows(), (area.left, area.right), MAX_COLUMNS),
            Axis::Column => (area.left, area.columns(), (area.top, area.bottom), MAX_ROWS),
        };
        let strip = if strip.0 == 0 && strip.1 >= limit - 1 { Self::WHOLE } else { strip };
        Self { sheet: area.sheet, axis, at, count, is_deletion, strip }
    }

    /// First and last place across the axis of the strip in which cells move; the last may lie beyond the sheet.
    #[must_use]
    pub const fn across(&self) -> (u32, u32) {
        self.strip
    }

    /// Whether whole rows or columns come or go.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.strip.0 == Self::WHOLE.0 && self.strip.1 == Self::WHOLE.1
    }

    /// The shift that turns this one round.
    #[must_use]
    pub const fn reversed(&self) -> Self {
        Self { is_deletion: !self.is_deletion, ..*self }
    }

    /// Whether an area lies in the strip, so that it moves, grows and shrinks: one that reaches beside it stays as it is.
    #[must_use]
    pub fn carries(&self, area: Area) -> bool {
        let (first, last) = match self.axis {
            Axis::Row => (area.left, area.right),
            Axis::Column => (area.top, area.bottom),
        };
        area.sheet == self.sheet && self.strip.0 <= first && last <= self.strip.1
    }

    /// The strip from one of its rows or columns to another one.
    const fn part(&self, first: u32, last: u32) -> Area {
        let Self { sheet, strip: (from, to), .. } = *self;
        match self.axis {
            Axis::Row => Area {
                sheet,
                top: first,
                bottom: last,
                left: from,
                right: if to < MAX_COLUMNS { to } else { MAX_COLUMNS - 1 },
            },
            Axis::Column => Area {
                sheet,
                top: from,
                bottom: if to < MAX_ROWS { to } else { MAX_ROWS - 1 },
                left: first,
                right: last,
            },
        }
    }

    /// The rows or columns that a sheet has along the axis.
    #[must_use]
    pub const fn limit(&self) -> u32 {
        match self.axis {
            Axis::Row => MAX_ROWS,
            Axis::Column => MAX_COLUMNS,
        }
    }

    /// The strip over the whole length of the sheet.
    #[must_use]
    pub const fn strip(&self) -> Area {
        self.part(0, self.limit() - 1)
    }

    /// The cells that move or go.
    #[must_use]
    pub const fn from_here_on(&self) -> Area {
        self.part(self.at, self.limit() - 1)
    }

    /// The cells that come or go.
    #[must_use]
    pub const fn block(&self) -> Area {
        self.part(self.at, self.at.saturating_add(self.count).saturating_sub(1))
    }

    /// The cells next to the block, on the side that stays; nothing at the beginning of the sheet.
    #[must_use]
    pub fn before(&self) -> Option<Area> {
        self.at.checked_sub(1).map(|before| self.part(before, before))
    }

    /// The last cells of the strip, as many as come: an insertion pushes them off the sheet.
    #[must_use]
    pub const fn pushed_off(&self) -> Area {
        self.part(self.limit().saturating_sub(self.count), self.limit() - 1)
    }

    /// Where a single place along the axis is after the shift; nothing when it was deleted.
    #[must_use]
    pub const fn place(&self, place: u32) -> Option<u32> {
        if place < self.at {
            Some(place)
        } else if !self.is_deletion {
            Some(place.saturating_add(self.count))
        } else if place >= self.at + self.count {
            Some(place - self.count)
        } else {
            None
        }
    }

    /// First and last place of a span after the shift; nothing when all of it was deleted.
    #[must_use]
    pub fn span(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        if !self.is_deletion {
            return Some((self.place(first)?, self.place(last)?));
        }
        let end = self.at + self.count;
        let new_first = if first < self.at { first } else { first.max(end) - self.count };
        let new_last = if last < self.at {
            last
        } else if last >= end {
            last - self.count
        } else {
            self.at.checked_sub(1)?
        };
        (new_first <= new_last).then_some((new_first, new_last))
    }

    /// Where a cell is after the shift; nothing when it was deleted or pushed off the sheet.
    #[must_use]
    pub fn cell(&self, at: CellAddress) -> Option<CellAddress> {
        if !self.carries(Area::of(at)) {
            return Some(at);
        }
        let (row, column) = match self.axis {
            Axis::Row => (self.place(at.row)?, at.column),
            Axis::Column => (at.row, self.place(at.column)?),
        };
        (row < MAX_ROWS && column < MAX_COLUMNS).then_some(CellAddress { row, column, ..at })
    }

    /// Where an area is after the shift; nothing when all of it was deleted or pushed off the sheet.
    #[must_use]
    pub fn area(&self, area: Area) -> Option<Area> {
        if !self.carries(area) {
            return Some(area);
        }
        match self.axis {
            Axis::Row => {
                let (top, bottom) = self.span(area.top, area.bottom)?;
                (top < MAX_ROWS).then_some(Area { top, bottom: bottom.min(MAX_ROWS - 1), ..area })
            }
            Axis::Column => {
                let (left, right) = self.span(area.left, area.right)?;
                (left < MAX_COLUMNS).then_some(Area { left, right: right.min(MAX_COLUMNS - 1), ..area })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: SheetId = SheetId(0);

    fn rows(at: u32, count: u32, is_deletion: bool) -> Shift {
        Shift::whole(SHEET, Axis::Row, at, count, is_deletion)
    }

    #[test]
    fn spans_shrink_and_vanish_as_in_excel() {
        for (first, last, shift, expected) in [
            (2, 5, rows(0, 2, false), Some((4, 7))),
            (2, 5, rows(3, 2, false), Some((2, 7))),
            (2, 5, rows(6, 2, false), Some((2, 5))),
            (2, 5, rows(0, 1, true), Some((1, 4))),
            (2, 5, rows(3, 1, true), Some((2, 4))),
            (2, 5, rows(1, 3, true), Some((1, 2))),
            (2, 5, rows(4, 9, true), Some((2, 3))),
            (2, 5, rows(2, 4, true), None),
            (0, 1, rows(0, 2, true), None),
        ] {
            assert_eq!(shift.span(first, last), expected, "{first}..{last} {shift:?}");
        }
    }

    #[test]
    fn only_what_lies_in_the_strip_moves() {
        let area = |top, left, bottom, right| Area { sheet: SHEET, top, left, bottom, right };
        let shift = Shift::of_cells(area(3, 1, 4, 2), Axis::Row, true);
        assert_eq!(shift.cell(CellAddress::new(SHEET, 9, 2)), Some(CellAddress::new(SHEET, 7, 2)));
        assert_eq!(shift.cell(CellAddress::new(SHEET, 9, 3)), Some(CellAddress::new(SHEET, 9, 3)));
        assert_eq!(shift.cell(CellAddress::new(SHEET, 4, 1)), None);
        assert_eq!(shift.area(area(0, 1, 9, 2)), Some(area(0, 1, 7, 2)));
        assert_eq!(shift.area(area(0, 1, 9, 3)), Some(area(0, 1, 9, 3)));
        assert_eq!(shift.area(area(3, 2, 4, 2)), None);
        let across = Shift::of_cells(area(3, 1, 4, 2), Axis::Column, false);
        assert_eq!(across.cell(CellAddress::new(SHEET, 4, 1)), Some(CellAddress::new(SHEET, 4, 3)));
        assert_eq!(across.cell(CellAddress::new(SHEET, 5, 1)), Some(CellAddress::new(SHEET, 5, 1)));
        assert_eq!(across.block(), area(3, 1, 4, 2));
    }

    #[test]
    fn cells_over_the_whole_width_are_rows() {
        let area = Area { sheet: SHEET, top: 3, left: 0, bottom: 4, right: MAX_COLUMNS - 1 };
        assert_eq!(Shift::of_cells(area, Axis::Row, true), rows(3, 2, true));
        assert!(!Shift::of_cells(area, Axis::Column, true).is_whole());
    }
}
