//! References, kept relative to the cell that holds them, and how they move when rows or columns do.

use super::shift::{Axis, Shift};
use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// A row or a column of a reference: a place counted from zero when it was written with `$`, else its distance from the
/// host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Coordinate(
    /// Twice the place or distance, and one more when it is absolute: places stay below 2^20.
    i32,
);

impl Coordinate {
    /// The coordinate of a place, seen from a host.
    #[inline]
    #[must_use]
    pub const fn new(place: u32, host: u32, is_absolute: bool) -> Self {
        if is_absolute { Self::absolute(place) } else { Self((place.cast_signed() - host.cast_signed()) << 1) }
    }

    /// The coordinate of a place that stays where it is.
    #[inline]
    #[must_use]
    pub const fn absolute(place: u32) -> Self {
        Self((place.cast_signed() << 1) | 1)
    }

    /// Whether it was written with `$`.
    #[inline]
    #[must_use]
    pub const fn is_absolute(self) -> bool {
        self.0 & 1 == 1
    }

    /// The place that it means, seen from a host; nothing when that lies before the first or past the limit.
    #[inline]
    #[must_use]
    pub const fn place(self, host: u32, limit: u32) -> Option<u32> {
        let value = self.0 >> 1;
        let place = if self.is_absolute() { value } else { value + host.cast_signed() };
        if place < 0 || place.cast_unsigned() >= limit { None } else { Some(place.cast_unsigned()) }
    }
}

/// What a reference covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// One cell.
    Cell,
    /// A rectangle.
    Area,
    /// Whole rows, `1:3`.
    Rows,
    /// Whole columns, `A:C`.
    Columns,
    /// Its cells were deleted; it prints and evaluates as `#REF!`.
    Deleted,
}

/// The sheet of a reference, if one was written: as small as a sheet's identity alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HomeSheet(u32);

impl HomeSheet {
    /// No sheet was written: the one of the formula's cell is meant. Sheets are numbered as they come, so none has this number.
    pub const OWN: Self = Self(u32::MAX);

    /// The sheet that was written.
    #[inline]
    #[must_use]
    pub const fn get(self) -> Option<SheetId> {
        if self.0 == Self::OWN.0 { None } else { Some(SheetId(self.0)) }
    }
}

impl From<Option<SheetId>> for HomeSheet {
    #[inline]
    fn from(sheet: Option<SheetId>) -> Self {
        sheet.map_or(Self::OWN, |sheet| Self(sheet.0))
    }
}

/// A reference as written in a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// What it covers.
    pub kind: ReferenceKind,
    /// The sheet that was written, or the host's own.
    pub sheet: HomeSheet,
    /// First and last row.
    pub rows: [Coordinate; 2],
    /// First and last column.
    pub columns: [Coordinate; 2],
}

impl Reference {
    /// Whether it stays the same wherever its formula is copied.
    #[must_use]
    pub fn is_absolute(&self) -> bool {
        self.rows.iter().chain(&self.columns).all(|coordinate| coordinate.is_absolute())
    }

    /// Whether it stays the same when its formula is copied down, or when it is copied across.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        [self.rows, self.columns].iter().any(|axis| axis.iter().all(|coordinate| coordinate.is_absolute()))
    }

    /// The cells that it means, seen from a host; nothing when they were deleted or lie outside the sheet.
    #[inline]
    #[must_use]
    pub fn area(&self, host: CellAddress) -> Option<Area> {
        let sheet = self.sheet.get().unwrap_or(host.sheet);
        let [first_row, last_row] = self.rows;
        let [first_column, last_column] = self.columns;
        match self.kind {
            ReferenceKind::Cell => {
                let row = first_row.place(host.row, MAX_ROWS)?;
                let column = first_column.place(host.column, MAX_COLUMNS)?;
                Some(Area { sheet, top: row, left: column, bottom: row, right: column })
            }
            ReferenceKind::Deleted => None,
            ReferenceKind::Area | ReferenceKind::Rows | ReferenceKind::Columns => {
                let a = (first_row.place(host.row, MAX_ROWS)?, first_column.place(host.column, MAX_COLUMNS)?);
                let b = (last_row.place(host.row, MAX_ROWS)?, last_column.place(host.column, MAX_COLUMNS)?);
                Some(Area::between(sheet, a, b))
            }
        }
    }

    /// The reference after rows or columns moved, seen from where its host is then. `host` is where it was.
    #[must_use]
    pub fn shifted(&self, host: CellAddress, host_after: CellAddress, shift: &Shift) -> Self {
        let Some(area) = self.area(host) else { return *self };
        let (mut rows, mut columns) = ((area.top, area.bottom), (area.left, area.right));
        if shift.carries(area) {
            let moved = match shift.axis {
                // Whole columns stay whole when rows come and go, and whole rows likewise.
                Axis::Row if self.kind == ReferenceKind::Columns => Some(rows),
                Axis::Column if self.kind == ReferenceKind::Rows => Some(columns),
                Axis::Row => shift.span(rows.0, rows.1.min(MAX_ROWS - 1)),
                Axis::Column => shift.span(columns.0, columns.1.min(MAX_COLUMNS - 1)),
            };
            let Some(moved) = moved else { return Self { kind: ReferenceKind::Deleted, ..*self } };
            match shift.axis {
                Axis::Row => rows = (moved.0, moved.1.min(MAX_ROWS - 1)),
                Axis::Column => columns = (moved.0, moved.1.min(MAX_COLUMNS - 1)),
            }
            if rows.0 >= MAX_ROWS || columns.0 >= MAX_COLUMNS {
                return Self { kind: ReferenceKind::Deleted, ..*self };
            }
        }
        let sorted = |pair: [Coordinate; 2], host: u32, limit: u32| {
            // The corner that was written first may be the larger; it keeps its `$` with its own place.
            let [a, b] = pair;
            a.place(host, limit) <= b.place(host, limit)
        };
        let place = |pair: [Coordinate; 2], in_order: bool, span: (u32, u32), host: u32| {
            let [a, b] = pair;
            let (first, last) = if in_order { span } else { (span.1, span.0) };
            [Coordinate::new(first, host, a.is_absolute()), Coordinate::new(last, host, b.is_absolute())]
        };
        Self {
            rows: place(self.rows, sorted(self.rows, host.row, MAX_ROWS), rows, host_after.row),
            columns: place(self.columns, sorted(self.columns, host.column, MAX_COLUMNS), columns, host_after.column),
            ..*self
        }
    }
}
