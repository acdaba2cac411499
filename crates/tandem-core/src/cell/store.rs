//! Dense storage of cells: per sheet a list of columns, per column chunks of slots that exist once something is there.

use std::rc::Rc;

use super::index::{Indexes, KeyIndex};
use super::{Area, CellAddress, SheetId, Value};

/// Rows of one chunk. A chunk is the unit of allocation, so a lone cell costs one of these.
pub(super) const CHUNK_ROWS: usize = 64;
pub(super) const CHUNK_SHIFT: u32 = 6;
/// Areas of more columns are gone through by the columns that hold something.
const MANY_COLUMNS: u32 = 64;

/// How a slot came to its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link(u32);

impl Link {
    const SPILLED: u32 = 1 << 31;
    const SUBTOTAL: u32 = 1 << 30;
    /// The slot holds what was typed, or nothing.
    pub const LITERAL: Self = Self(0);

    /// The slot holds a formula; `index` is the engine's count of it, from 1, below 2^30.
    #[must_use]
    pub const fn formula(index: u32) -> Self {
        Self(index & !(Self::SPILLED | Self::SUBTOTAL))
    }

    /// The slot holds a formula that sums up others, which sums over it pass over.
    #[must_use]
    pub const fn subtotal(index: u32) -> Self {
        Self(Self::formula(index).0 | Self::SUBTOTAL)
    }

    /// Whether the slot holds a formula that sums up others.
    #[must_use]
    pub const fn is_subtotal(self) -> bool {
        self.0 & (Self::SPILLED | Self::SUBTOTAL) == Self::SUBTOTAL
    }

    /// The slot shows part of the array that formula cell `index` spilled.
    #[must_use]
    pub const fn spilled(index: u32) -> Self {
        Self(index | Self::SPILLED)
    }

    /// The formula cell in this slot.
    #[must_use]
    pub const fn as_formula(self) -> Option<u32> {
        if self.0 == 0 || self.0 & Self::SPILLED != 0 { None } else { Some(self.0 & !Self::SUBTOTAL) }
    }

    /// The formula cell whose array covers this slot.
    #[must_use]
    pub const fn as_spilled(self) -> Option<u32> {
        if self.0 & Self::SPILLED == 0 { None } else { Some(self.0 & !Self::SPILLED) }
    }
}

/// One cell's storage.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// Its current value.
    pub value: Value,
    /// How it came to it.
    pub link: Link,
    /// Head of the engine's list of what reads this cell; 0 is an empty list.
    pub readers: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) slots: [Slot; CHUNK_ROWS],
}

impl Chunk {
    pub(super) fn new() -> Box<Self> {
        Box::new(Self { slots: std::array::from_fn(|_| Slot::default()) })
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) chunks: Vec<Option<Box<Chunk>>>,
    /// Counts how often a slot was given out for change, so that an index knows whether its values are the present ones.
    pub(super) changes: u64,
}

impl Column {
    #[inline]
    fn slot(&self, row: u32) -> Option<&Slot> {
        let chunk = self.chunks.get((row >> CHUNK_SHIFT) as usize)?.as_deref()?;
        chunk.slots.get(row as usize % CHUNK_ROWS)
    }

    fn rows(&self) -> u32 {
        u32::try_from(self.chunks.len() * CHUNK_ROWS).unwrap_or(u32::MAX)
    }

    /// Rows up to the last slot that holds something. It looks from the end, so a filled column costs one look.
    fn used_rows(&self) -> Option<u32> {
        self.chunks.iter().enumerate().rev().find_map(|(chunk_index, chunk)| {
            let holds = |slot: &Slot| !slot.value.is_blank() || slot.link != Link::LITERAL;
            let offset = chunk.as_deref()?.slots.iter().rposition(holds)?;
            u32::try_from(chunk_index * CHUNK_ROWS + offset + 1).ok()
        })
    }
}

/// The cells of one sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetCells {
    pub(super) columns: Vec<Column>,
}

impl SheetCells {
    /// The slot at a row and column, when its chunk exists.
    #[inline]
    #[must_use]
    pub fn slot(&self, row: u32, column: u32) -> Option<&Slot> {
        self.columns.get(column as usize)?.slot(row)
    }

    /// The slot at a row and column, made when it is not there yet.
    pub fn slot_mut(&mut self, row: u32, column: u32) -> &mut Slot {
        if self.columns.len() <= column as usize {
            self.columns.resize_with(column as usize + 1, Column::default);
        }
        #[expect(clippy::indexing_slicing, reason = "the columns were just extended past this index")]
        let Column { chunks, changes } = &mut self.columns[column as usize];
        *changes += 1;
        let index = (row >> CHUNK_SHIFT) as usize;
        if chunks.len() <= index {
            chunks.resize_with(index + 1, || None);
        }
        #[expect(
            clippy::indexing_slicing,
            reason = "the chunks were just extended past this index, and a row's remainder is below a chunk's rows"
        )]
        let slot = &mut chunks[index].get_or_insert_with(Chunk::new).slots[row as usize % CHUNK_ROWS];
        slot
    }

    /// The slot at a row and column for change, when its chunk exists.
    #[inline]
    pub fn slot_if_there(&mut self, row: u32, column: u32) -> Option<&mut Slot> {
        let column = self.columns.get_mut(column as usize)?;
        column.changes += 1;
        let chunk = column.chunks.get_mut((row >> CHUNK_SHIFT) as usize)?.as_deref_mut()?;
        chunk.slots.get_mut(row as usize % CHUNK_ROWS)
    }

    /// The value at a row and column; blank where nothing is.
    #[inline]
    #[must_use]
    pub fn value(&self, row: u32, column: u32) -> &Value {
        self.slot(row, column).map_or(&Value::Blank, |slot| &slot.value)
    }

    /// Rows and columns up to which storage exists: everything beyond is blank.
    #[must_use]
    pub fn extent(&self) -> (u32, u32) {
        let rows = self.columns.iter().map(Column::rows).max().unwrap_or(0);
        (rows, u32::try_from(self.columns.len()).unwrap_or(u32::MAX))
    }

    /// Rows and columns up to the last cell that holds something; (0, 0) for an empty sheet.
    #[must_use]
    pub fn used(&self) -> (u32, u32) {
        let mut used = (0, 0);
        for (index, column) in (0u32..).zip(&self.columns) {
            if let Some(rows) = column.used_rows() {
                used = (used.0.max(rows), index + 1);
            }
        }
        used
    }

    /// Calls a closure with every slot that exists, column by column.
    pub fn for_each(&self, mut visit: impl FnMut(u32, u32, &Slot)) {
        for (column_index, column) in (0u32..).zip(&self.columns) {
            for (chunk_index, chunk) in (0u32..).zip(&column.chunks) {
                let Some(chunk) = chunk else { continue };
                for (offset, slot) in (0u32..).zip(&chunk.slots) {
                    visit((chunk_index << CHUNK_SHIFT) + offset, column_index, slot);
                }
            }
        }
    }

    /// Calls a closure with every slot that exists, for change, column by column.
    pub fn for_each_mut(&mut self, mut visit: impl FnMut(u32, u32, &mut Slot)) {
        for (column_index, column) in (0u32..).zip(&mut self.columns) {
            column.changes += 1;
            for (chunk_index, chunk) in (0u32..).zip(&mut column.chunks) {
                let Some(chunk) = chunk else { continue };
                for (offset, slot) in (0u32..).zip(&mut chunk.slots) {
                    visit((chunk_index << CHUNK_SHIFT) + offset, column_index, slot);
                }
            }
        }
    }
}

/// The cells of all sheets of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Store {
    sheets: Vec<SheetCells>,
    pub(super) indexes: Indexes,
}

impl Store {
    /// A sheet's cells, when the sheet has any storage.
    #[inline]
    #[must_use]
    pub fn sheet(&self, sheet: SheetId) -> Option<&SheetCells> {
        self.sheets.get(sheet.index())
    }

    /// A sheet's cells for change, made when they are not there yet.
    pub fn sheet_mut(&mut self, sheet: SheetId) -> &mut SheetCells {
        if self.sheets.len() <= sheet.index() {
            self.sheets.resize_with(sheet.index() + 1, SheetCells::default);
        }
        #[expect(clippy::indexing_slicing, reason = "the sheets were just extended past this index")]
        let cells = &mut self.sheets[sheet.index()];
        cells
    }

    /// The value of a cell; blank where nothing is.
    #[inline]
    #[must_use]
    pub fn value(&self, at: CellAddress) -> &Value {
        self.sheet(at.sheet).map_or(&Value::Blank, |cells| cells.value(at.row, at.column))
    }

    /// The slot of a cell, when it exists.
    #[inline]
    #[must_use]
    pub fn slot(&self, at: CellAddress) -> Option<&Slot> {
        self.sheet(at.sheet)?.slot(at.row, at.column)
    }

    /// The slot of a cell for change, made when it is not there yet.
    pub fn slot_mut(&mut self, at: CellAddress) -> &mut Slot {
        self.sheet_mut(at.sheet).slot_mut(at.row, at.column)
    }

    /// The slot of a cell for change, when it exists.
    #[inline]
    pub fn slot_if_there(&mut self, at: CellAddress) -> Option<&mut Slot> {
        self.sheets.get_mut(at.sheet.index())?.slot_if_there(at.row, at.column)
    }

    /// Calls a closure with every slot that exists on any sheet, for change.
    pub fn for_each_slot_mut(&mut self, mut visit: impl FnMut(&mut Slot)) {
        for cells in &mut self.sheets {
            cells.for_each_mut(|_, _, slot| visit(slot));
        }
    }

    /// The part of an area in which storage exists; nothing when all of it is blank.
    #[must_use]
    pub fn clip(&self, area: Area) -> Option<Area> {
        let cells = self.sheet(area.sheet)?;
        let last = area.right.min(u32::try_from(cells.columns.len()).ok()?.checked_sub(1)?);
        // Only the area's own columns count: a long column elsewhere must not make this one long.
        let columns = cells.columns.get(area.left as usize..=last as usize)?;
        let rows = columns.iter().map(Column::rows).max().unwrap_or(0);
        (rows > area.top).then(|| Area { bottom: area.bottom.min(rows - 1), right: last, ..area })
    }

    /// The index of an area's values. There is none for small areas, nor before an unchanged one has been asked for so
    /// often that sorting it pays: callers then look at every cell, and must find the same.
    #[must_use]
    pub fn index(&self, area: Area) -> Option<Rc<KeyIndex>> {
        self.indexes.get(self, area)
    }

    /// A number that is another one once a slot in the columns of an area was given out for change.
    pub(super) fn changes(&self, area: Area) -> u64 {
        let Some(cells) = self.sheet(area.sheet) else { return 0 };
        let columns = cells.columns.iter().skip(area.left as usize).take(area.columns() as usize);
        columns.map(|column| column.changes).sum()
    }

    /// Whether any formula in an area sums up others.
    #[must_use]
    pub fn has_subtotal(&self, area: Area) -> bool {
        self.for_each_slot_in(area, |_, _, slot| if slot.link.is_subtotal() { Err(()) } else { Ok(()) }).is_err()
    }

    /// Calls a closure with row, column and every slot of an area that exists, row by row, until the closure gives an error.
    /// Storage that is not there costs nothing, so one far cell does not make it a walk over the whole sheet.
    ///
    /// # Errors
    /// What the closure gave.
    pub fn for_each_slot_in<E>(
        &self,
        area: Area,
        mut visit: impl FnMut(u32, u32, &Slot) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((area, cells)) = self.clip(area).zip(self.sheet(area.sheet)) else { return Ok(()) };
        let columns = (area.left..=area.right).zip(cells.columns.get(area.left as usize..).unwrap_or(&[]));
        let columns: Vec<(u32, &Column)> = columns.filter(|(_, column)| !column.chunks.is_empty()).collect();
        let mut chunks: Vec<(u32, &Chunk)> = Vec::with_capacity(columns.len());
        for place in area.top >> CHUNK_SHIFT..=area.bottom >> CHUNK_SHIFT {
            chunks.clear();
            chunks.extend(
                columns
                    .iter()
                    .filter_map(|(index, column)| Some((*index, column.chunks.get(place as usize)?.as_deref()?))),
            );
            if chunks.is_empty() {
                continue;
            }
            let first = place << CHUNK_SHIFT;
            for row in area.top.max(first)..=area.bottom.min(first + CHUNK_ROWS as u32 - 1) {
                for (column, chunk) in &chunks {
                    if let Some(slot) = chunk.slots.get(row as usize % CHUNK_ROWS) {
                        visit(row, *column, slot)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Calls a closure with row, column and value of every cell of an area that is not blank, row by row, until the
    /// closure gives an error.
    ///
    /// # Errors
    /// What the closure gave.
    #[inline]
    pub fn for_each_in<E>(
        &self,
        area: Area,
        mut visit: impl FnMut(u32, u32, &Value) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(area) = self.clip(area) else { return Ok(()) };
        if area.columns() > MANY_COLUMNS {
            return self.for_each_slot_in(area, |row, column, slot| match &slot.value {
                Value::Blank => Ok(()),
                value => visit(row, column, value),
            });
        }
        let Some(cells) = self.sheet(area.sheet) else { return Ok(()) };
        let Some(columns) = cells.columns.get(area.left as usize..=area.right as usize) else { return Ok(()) };
        let mut row = area.top;
        while row <= area.bottom {
            let chunk = (row >> CHUNK_SHIFT) as usize;
            let end = (((row >> CHUNK_SHIFT) + 1) << CHUNK_SHIFT).min(area.bottom + 1);
            if columns.iter().any(|column| matches!(column.chunks.get(chunk), Some(Some(_)))) {
                visit_rows(cells, Area { top: row, bottom: end - 1, ..area }, &mut visit)?;
            }
            row = end;
        }
        Ok(())
    }
}

/// Calls a closure with every cell of an area that is not blank, row by row.
#[inline]
fn visit_rows<E>(
    cells: &SheetCells,
    area: Area,
    visit: &mut impl FnMut(u32, u32, &Value) -> Result<(), E>,
) -> Result<(), E> {
    for row in area.top..=area.bottom {
        for column in area.left..=area.right {
            if let Some(slot) = cells.slot(row, column)
                && !slot.value.is_blank()
            {
                visit(row, column, &slot.value)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_cell_is_kept_and_the_rest_is_blank() {
        let mut store = Store::default();
        let far = CellAddress::new(SheetId(2), 1_048_575, 16_383);
        store.slot_mut(far).value = Value::Bool(true);
        assert!(matches!(store.value(far), Value::Bool(true)));
        assert!(store.value(CellAddress::new(SheetId(2), 0, 0)).is_blank());
        assert!(store.value(CellAddress::new(SheetId(9), 0, 0)).is_blank());
        assert_eq!(store.sheet(SheetId(2)).unwrap().used(), (1_048_576, 16_384));
    }

    #[test]
    fn an_area_is_visited_row_by_row() {
        let mut store = Store::default();
        for (row, column) in [(0, 0), (0, 1), (70, 0)] {
            store.slot_mut(CellAddress::new(SheetId(0), row, column)).value = Value::from("x");
        }
        let mut seen = Vec::new();
        let area = Area { sheet: SheetId(0), top: 0, left: 0, bottom: 1_048_575, right: 16_383 };
        store
            .for_each_in::<()>(area, |row, column, _| {
                seen.push((row, column));
                Ok(())
            })
            .unwrap();
        assert_eq!(seen, [(0, 0), (0, 1), (70, 0)]);
    }

    #[test]
    fn a_wide_area_is_visited_where_something_is() {
        let mut store = Store::default();
        // One far cell gives the sheet its full size, of which nearly nothing is stored.
        for (row, column) in [(0, 3), (0, 900), (63, 3), (64, 3), (70, 0), (1_048_575, 16_383)] {
            store.slot_mut(CellAddress::new(SheetId(0), row, column)).value = Value::from("x");
        }
        let visited = |top, left| {
            let mut seen = Vec::new();
            let area = Area { sheet: SheetId(0), top, left, bottom: 1_048_575, right: 16_383 };
            let Ok(()) = store.for_each_in(area, |row, column, _| {
                seen.push((row, column));
                Ok::<(), std::convert::Infallible>(())
            });
            seen
        };
        assert_eq!(visited(0, 0), [(0, 3), (0, 900), (63, 3), (64, 3), (70, 0), (1_048_575, 16_383)]);
        assert_eq!(visited(64, 1), [(64, 3), (1_048_575, 16_383)]);
        assert!(!store.has_subtotal(Area { sheet: SheetId(0), top: 0, left: 0, bottom: 1_048_575, right: 16_383 }));
    }

    #[test]
    fn an_area_is_clipped_to_its_own_columns() {
        let mut store = Store::default();
        store.slot_mut(CellAddress::new(SheetId(0), 3, 1)).value = Value::from("short");
        store.slot_mut(CellAddress::new(SheetId(0), 9_000, 4)).value = Value::from("long");
        let columns = |left, right| Area { sheet: SheetId(0), top: 0, left, bottom: 1_048_575, right };
        let short = store.clip(columns(0, 2)).unwrap();
        assert!((3..9_000).contains(&short.bottom) && short.right == 2, "{short:?}");
        assert!(store.clip(columns(3, 9)).unwrap().bottom >= 9_000);
        assert_eq!(store.clip(columns(3, 9)).unwrap().right, 4);
        assert_eq!(store.clip(columns(5, 9)), None);
        assert_eq!(store.clip(columns(0, 0)), None);
    }
}
