//! Where storage exists within areas, so that walks over whole columns cost what is filled.

use std::ops::Range;

use super::store::{CHUNK_ROWS, CHUNK_SHIFT};
use super::{Area, Store};

/// Rows and columns, counted from the first of an area, where storage exists.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    rows: Vec<Range<u32>>,
    columns: Vec<u32>,
}

impl Stored {
    /// The rows in order and without overlap, and the columns in order and each once.
    #[must_use]
    pub fn merged(mut self) -> (Vec<Range<u32>>, Vec<u32>) {
        self.columns.sort_unstable();
        self.columns.dedup();
        self.rows.sort_unstable_by_key(|rows| rows.start);
        let mut merged: Vec<Range<u32>> = Vec::with_capacity(self.rows.len());
        for rows in self.rows {
            match merged.last_mut() {
                Some(last) if rows.start <= last.end => last.end = last.end.max(rows.end),
                _ => merged.push(rows),
            }
        }
        (merged, self.columns)
    }
}

impl Store {
    /// How many cells of an area have storage, whether they hold something or not: what a walk over it looks at.
    #[must_use]
    pub fn stored_cells(&self, area: Area) -> u64 {
        let mut cells = 0;
        self.for_each_chunk(area, |_, rows| cells += u64::from(rows.end - rows.start));
        cells
    }

    /// Adds the rows and columns of an area where storage exists, counted from its first cell.
    pub fn add_stored(&self, area: Area, stored: &mut Stored) {
        // Columns of the same rows add them once.
        let mut seen: Vec<bool> = Vec::new();
        self.for_each_chunk(area, |column, rows| {
            if stored.columns.last() != Some(&column) {
                stored.columns.push(column);
            }
            let place = rows.end as usize / CHUNK_ROWS;
            if seen.len() <= place {
                seen.resize(place + 1, false);
            }
            if let Some(seen) = seen.get_mut(place)
                && !std::mem::replace(seen, true)
            {
                stored.rows.push(rows);
            }
        });
    }

    /// Calls a closure with the column and the rows of every chunk of storage in an area, counted from its first cell.
    fn for_each_chunk(&self, area: Area, mut visit: impl FnMut(u32, Range<u32>)) {
        let Some((area, sheet)) = self.clip(area).zip(self.sheet(area.sheet)) else { return };
        let columns = sheet.columns.get(area.left as usize..=area.right as usize).unwrap_or(&[]);
        let (first, last) = (area.top >> CHUNK_SHIFT, area.bottom >> CHUNK_SHIFT);
        for (index, column) in (0u32..).zip(columns) {
            let chunks = (first..=last).zip(column.chunks.get(first as usize..).unwrap_or(&[]));
            for (place, chunk) in chunks {
                if chunk.is_some() {
                    visit(index, chunk_rows(place, area));
                }
            }
        }
    }
}

/// The rows of an area in one chunk, counted from the area's first.
fn chunk_rows(place: u32, area: Area) -> Range<u32> {
    let first = place << CHUNK_SHIFT;
    let end = first.saturating_add(CHUNK_ROWS as u32).min(area.bottom.saturating_add(1));
    first.max(area.top) - area.top..end - area.top
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{CellAddress, SheetId, Value};

    #[test]
    fn far_cells_are_all_there_is_between_them() {
        let mut store = Store::default();
        for (row, column) in [(0, 3), (70, 3), (128, 3), (1_048_575, 16_383)] {
            store.slot_mut(CellAddress::new(SheetId(0), row, column)).value = Value::from("x");
        }
        let area = |top, left| Area { sheet: SheetId(0), top, left, bottom: 1_048_575, right: 16_383 };
        let found = |area| {
            let mut stored = Stored::default();
            store.add_stored(area, &mut stored);
            stored.merged()
        };
        let last = 1_048_575 / 64 * 64;
        assert_eq!(found(area(0, 0)), (vec![0..192, last..last + 64], vec![3, 16_383]));
        assert_eq!(store.stored_cells(area(0, 0)), 256);
        assert_eq!(found(area(66, 2)), (vec![0..126, last - 66..last - 2], vec![1, 16_381]));
        assert_eq!(store.stored_cells(area(66, 2)), 126 + 64);
        assert_eq!(found(Area { right: 2, ..area(0, 0) }), (vec![], vec![]));
        assert_eq!(store.stored_cells(Area { right: 2, ..area(0, 0) }), 0);
    }
}
