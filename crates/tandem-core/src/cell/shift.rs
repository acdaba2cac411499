//! Rows, columns and blocks of cells that come and go. Whole chunks change their places and the slots within them are turned, so that a row
//! that comes above five million cells costs some moves of memory and not a step for each cell.

use std::convert::Infallible;

use super::store::{CHUNK_ROWS, CHUNK_SHIFT, Chunk, Column};
use super::{Area, SheetCells, SheetId, Slot, Store};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Chunks of a column that reaches the last row.
const MOST_CHUNKS: usize = (MAX_ROWS as usize).div_ceil(CHUNK_ROWS);

/// How far rows move: by whole chunks, and by slots within a chunk.
#[derive(Clone, Copy)]
struct Distance {
    chunks: usize,
    slots: usize,
}

impl Distance {
    const fn of(rows: u32) -> Self {
        Self { chunks: (rows >> CHUNK_SHIFT) as usize, slots: rows as usize % CHUNK_ROWS }
    }
}

impl Store {
    /// Makes room for blank rows before a row of a sheet. What is pushed off the end of the sheet is dropped, and what the
    /// slots know of readers is no longer right afterwards. Only the columns from one to another change.
    pub fn insert_rows(&mut self, sheet: SheetId, at: u32, count: u32, columns: (u32, u32)) {
        self.each_column(sheet, columns, |column| column.insert_rows(at, count));
    }

    /// Takes rows of a sheet away with what is in them; those after them move up. What the slots know of readers is no
    /// longer right afterwards. Only the columns from one to another change.
    pub fn delete_rows(&mut self, sheet: SheetId, at: u32, count: u32, columns: (u32, u32)) {
        self.each_column(sheet, columns, |column| column.delete_rows(at, count));
    }

    /// As [`Self::insert_rows`], for columns.
    pub fn insert_columns(&mut self, sheet: SheetId, at: u32, count: u32) {
        let columns = self.columns_to_move(sheet);
        if (at as usize) < columns.len() {
            columns.splice(at as usize..at as usize, (0..count).map(|_| Column::default()));
            columns.truncate(MAX_COLUMNS as usize);
        }
    }

    /// As [`Self::delete_rows`], for columns.
    pub fn delete_columns(&mut self, sheet: SheetId, at: u32, count: u32) {
        let columns = self.columns_to_move(sheet);
        let end = (at as usize).saturating_add(count as usize).min(columns.len());
        if (at as usize) < end {
            columns.drain(at as usize..end);
        }
    }

    /// The columns of a sheet. An index knows its columns by how often they changed, which says nothing once another column
    /// stands in a place.
    fn columns_to_move(&mut self, sheet: SheetId) -> &mut Vec<Column> {
        self.indexes.clear();
        let cells: &mut SheetCells = self.sheet_mut(sheet);
        &mut cells.columns
    }

    /// Moves the cells of an area to other columns; those for which there is none are gone. What the slots know of readers is
    /// no longer right afterwards.
    pub fn move_along_rows(&mut self, area: Area, to: impl Fn(u32) -> Option<u32>) {
        let mut held = Vec::new();
        let Ok(()) = self.for_each_slot_in(area, |row, column, slot| {
            if holds(slot) {
                held.push((row, column));
            }
            Ok::<(), Infallible>(())
        });
        let cells = self.sheet_mut(area.sheet);
        // Everything is taken before anything is put, for places are both left and taken.
        let taken: Vec<(u32, u32, Slot)> = held
            .into_iter()
            .filter_map(|(row, column)| Some((row, column, std::mem::take(cells.slot_if_there(row, column)?))))
            .collect();
        for (row, column, slot) in taken {
            if let Some(column) = to(column) {
                *cells.slot_mut(row, column) = slot;
            }
        }
    }

    fn each_column(&mut self, sheet: SheetId, (first, last): (u32, u32), mut change: impl FnMut(&mut Column)) {
        let columns = self.sheet_mut(sheet).columns.iter_mut();
        for column in columns.take(last as usize + 1).skip(first as usize) {
            column.changes += 1;
            change(column);
        }
    }
}

impl Column {
    fn insert_rows(&mut self, at: u32, count: u32) {
        let (by, place) = (Distance::of(count), Distance::of(at));
        // From the end, so that a chunk finds its new place empty.
        let first_whole = if place.slots == 0 { place.chunks } else { place.chunks + 1 };
        for index in (first_whole..self.chunks.len()).rev() {
            let Some(mut chunk) = self.chunks.get_mut(index).and_then(Option::take) else { continue };
            let to = index + by.chunks;
            let (_, high) = chunk.slots.split_at_mut(CHUNK_ROWS - by.slots);
            if high.iter().any(holds) {
                self.hand_over(to + 1, 0, high);
            }
            chunk.slots.rotate_right(by.slots);
            self.put(to, chunk);
        }
        if place.slots != 0 {
            self.move_slots(place.chunks, place.slots, i64::from(count));
        }
    }

    fn delete_rows(&mut self, at: u32, count: u32) {
        let by = Distance::of(count);
        let end = Distance::of(at + count);
        self.empty_rows(at, at + count);
        let first_whole = if end.slots == 0 { end.chunks } else { end.chunks + 1 };
        if end.slots != 0 {
            self.move_slots(end.chunks, end.slots, -i64::from(count));
        }
        for index in first_whole..self.chunks.len() {
            let Some(mut chunk) = self.chunks.get_mut(index).and_then(Option::take) else { continue };
            let to = index - by.chunks;
            let (low, _) = chunk.slots.split_at_mut(by.slots);
            if low.iter().any(holds) {
                self.hand_over(to - 1, CHUNK_ROWS - by.slots, low);
            }
            chunk.slots.rotate_left(by.slots);
            self.put(to, chunk);
        }
        while self.chunks.last().is_some_and(Option::is_none) {
            self.chunks.pop();
        }
    }

    /// Empties the rows from one up to another.
    fn empty_rows(&mut self, from: u32, end: u32) {
        let mut row = from;
        while row < end {
            let chunk_end = (((row >> CHUNK_SHIFT) + 1) << CHUNK_SHIFT).min(end);
            if let Some(Some(chunk)) = self.chunks.get_mut((row >> CHUNK_SHIFT) as usize) {
                let start = row as usize % CHUNK_ROWS;
                for slot in chunk.slots.iter_mut().skip(start).take((chunk_end - row) as usize) {
                    *slot = Slot::default();
                }
            }
            row = chunk_end;
        }
    }

    /// Moves the slots of one chunk from an offset on, one by one: the chunk is cut where rows come or go.
    fn move_slots(&mut self, index: usize, from: usize, by: i64) {
        let Some(Some(chunk)) = self.chunks.get_mut(index) else { return };
        let mut moved: Vec<(usize, Slot)> = Vec::with_capacity(CHUNK_ROWS);
        for (offset, slot) in chunk.slots.iter_mut().enumerate().skip(from) {
            if holds(slot) {
                moved.push((index * CHUNK_ROWS + offset, std::mem::take(slot)));
            }
        }
        for (row, slot) in moved {
            let to = i64::try_from(row).unwrap_or(i64::MAX).saturating_add(by);
            let Ok(to) = usize::try_from(to) else { continue };
            if let Some(chunk) = self.chunk_at(to / CHUNK_ROWS)
                && let Some(place) = chunk.slots.get_mut(to % CHUNK_ROWS)
            {
                *place = slot;
            }
        }
    }

    /// Moves slots to the empty ones of another chunk, from an offset on; beyond the end of the sheet they are gone.
    fn hand_over(&mut self, index: usize, offset: usize, slots: &mut [Slot]) {
        let Some(chunk) = self.chunk_at(index) else { return slots.fill_with(Slot::default) };
        for (place, slot) in chunk.slots.iter_mut().skip(offset).zip(slots) {
            *place = std::mem::take(slot);
        }
    }

    /// Puts a chunk where none is that holds anything.
    fn put(&mut self, index: usize, chunk: Box<Chunk>) {
        if index >= MOST_CHUNKS {
            return;
        }
        if self.chunks.len() <= index {
            self.chunks.resize_with(index + 1, || None);
        }
        if let Some(place) = self.chunks.get_mut(index) {
            *place = Some(chunk);
        }
    }

    /// A chunk, made when it is not there yet; nothing beyond the end of the sheet.
    fn chunk_at(&mut self, index: usize) -> Option<&mut Chunk> {
        if index >= MOST_CHUNKS {
            return None;
        }
        if self.chunks.len() <= index {
            self.chunks.resize_with(index + 1, || None);
        }
        self.chunks.get_mut(index).map(|chunk| &mut **chunk.get_or_insert_with(Chunk::new))
    }
}

/// Whether a slot has something to take along. What it knows of readers is made anew after a move.
fn holds(slot: &Slot) -> bool {
    !slot.value.is_blank() || slot.link != super::Link::LITERAL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{CellAddress, Link};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const SHEET: SheetId = SheetId(0);

    /// What a sheet holds, by place; the number of its formula stands for a cell's content.
    type Cells = BTreeMap<(u32, u32), u32>;

    fn filled(cells: &Cells) -> Store {
        let mut store = Store::default();
        for ((row, column), number) in cells {
            store.slot_mut(CellAddress::new(SHEET, *row, *column)).link = Link::formula(*number);
        }
        store
    }

    fn held(store: &Store) -> Cells {
        let mut cells = Cells::new();
        store.sheet(SHEET).unwrap().for_each(|row, column, slot| {
            if let Some(number) = slot.link.as_formula() {
                assert!(cells.insert((row, column), number).is_none());
            }
        });
        cells
    }

    /// Where a place comes to by the definition of the four operations.
    fn moved(place: u32, at: u32, count: u32, is_deletion: bool, limit: u32) -> Option<u32> {
        match (place < at, is_deletion) {
            (true, _) => Some(place),
            (false, false) => Some(place + count).filter(|place| *place < limit),
            (false, true) => place.checked_sub(count).filter(|place| *place >= at),
        }
    }

    const ALL: (u32, u32) = (0, u32::MAX - 1);

    fn check(cells: &Cells, rows: bool, is_deletion: bool, at: u32, count: u32) {
        let mut store = filled(cells);
        match (rows, is_deletion) {
            (true, false) => store.insert_rows(SHEET, at, count, ALL),
            (true, true) => store.delete_rows(SHEET, at, count, ALL),
            (false, false) => store.insert_columns(SHEET, at, count),
            (false, true) => store.delete_columns(SHEET, at, count),
        }
        expect_moved(&store, cells, rows, is_deletion, at, count, ALL);
    }

    /// The same for the cells of a strip: columns whose rows move, or rows whose columns move.
    fn check_strip(cells: &Cells, rows: bool, is_deletion: bool, at: u32, count: u32, strip: (u32, u32)) {
        let mut store = filled(cells);
        match (rows, is_deletion) {
            (true, false) => store.insert_rows(SHEET, at, count, strip),
            (true, true) => store.delete_rows(SHEET, at, count, strip),
            (false, _) => {
                let area = Area { sheet: SHEET, top: strip.0, left: at, bottom: strip.1, right: MAX_COLUMNS - 1 };
                store.move_along_rows(area, |column| moved(column, at, count, is_deletion, MAX_COLUMNS));
            }
        }
        expect_moved(&store, cells, rows, is_deletion, at, count, strip);
    }

    fn expect_moved(
        store: &Store,
        cells: &Cells,
        rows: bool,
        is_deletion: bool,
        at: u32,
        count: u32,
        strip: (u32, u32),
    ) {
        let expect: Cells = cells
            .iter()
            .filter_map(|((row, column), number)| {
                let across = if rows { *column } else { *row };
                let (row, column) = if !(strip.0..=strip.1).contains(&across) {
                    (*row, *column)
                } else if rows {
                    (moved(*row, at, count, is_deletion, MAX_ROWS)?, *column)
                } else {
                    (*row, moved(*column, at, count, is_deletion, MAX_COLUMNS)?)
                };
                Some(((row, column), *number))
            })
            .collect();
        assert_eq!(held(store), expect, "rows {rows}, deletion {is_deletion}, at {at}, {count}, strip {strip:?}");
    }

    proptest! {
        #[test]
        fn every_cell_comes_where_it_belongs(
            places in prop::collection::btree_set((0u32..400, 0u32..5), 0..200),
            at in 0u32..420,
            count in 1u32..300,
            rows: bool,
            is_deletion: bool,
        ) {
            let cells = places.into_iter().zip(1u32..).collect();
            check(&cells, rows, is_deletion, at, count);
        }

        #[test]
        fn every_cell_of_a_strip_comes_where_it_belongs_and_the_others_stay(
            places in prop::collection::btree_set((0u32..140, 0u32..9), 0..200),
            at in 0u32..12,
            count in 1u32..70,
            rows: bool,
            is_deletion: bool,
            first in 0u32..70,
            more in 0u32..70,
        ) {
            let cells = places.into_iter().zip(1u32..).collect();
            let first = if rows { first % 9 } else { first };
            check_strip(&cells, rows, is_deletion, at, count, (first, first + more));
        }
    }

    #[test]
    fn a_filled_column_moves_over_the_edges_of_chunks() {
        let cells: Cells = (0..300u32).map(|row| ((row, 0), row + 1)).collect();
        for at in [0, 1, 63, 64, 65, 128, 299, 300, 500] {
            for count in [1, 2, 63, 64, 65, 128, 200] {
                check(&cells, true, false, at, count);
                check(&cells, true, true, at, count);
            }
        }
    }

    #[test]
    fn what_is_pushed_off_the_sheet_is_gone() {
        let cells: Cells = [((0, 0), 1), ((MAX_ROWS - 1, 0), 2), ((MAX_ROWS - 70, 0), 3)].into();
        for count in [1, 64, 69, 70, 1000] {
            check(&cells, true, false, 0, count);
        }
        check(&[((0, MAX_COLUMNS - 1), 1)].into(), false, false, 0, 1);
        check_strip(&[((0, MAX_COLUMNS - 1), 1), ((1, MAX_COLUMNS - 1), 2)].into(), false, false, 0, 1, (1, 3));
        check(&cells, true, true, MAX_ROWS - 1, 1);
    }
}
