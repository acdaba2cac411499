//! Arrays that spill: laid over the cells from their formula's on, where these are free.
//!
//! Of two arrays that want the same cell, the one whose formula stands first, row by row, gets it: a rule that knows nothing
//! of the order of edits. So an array gives way to one before it, and tries again when that one is gone.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::Engine;
use super::recalculate::cells_of;
use crate::cell::{Area, Array, Cause, CellAddress, ErrorValue, Link, Value};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

impl Engine {
    /// Clears the cells that a formula spilled into.
    pub(super) fn clear_spill(&mut self, index: u32) {
        let Some(area) = self.spills.remove(&index) else { return };
        self.knots.note_change(area);
        // What wanted to spill over these cells may now do so.
        let waiting = self.blocked.iter().filter(|(_, wanted)| wanted.intersection(area).is_some());
        self.seeds.extend(waiting.map(|(index, _)| *index));
        for at in cells_of(area) {
            if let Some(slot) = self.store.slot_if_there(at)
                && slot.link.as_spilled() == Some(index)
            {
                slot.link = Link::LITERAL;
                slot.value = Value::Blank;
                self.touched.push(at);
            }
        }
    }

    /// Lays an array over the cells from its formula's on; gives the formula cell's own value and whether another cell
    /// changed.
    pub(super) fn spill(
        &mut self,
        index: u32,
        at: CellAddress,
        array: &Rc<Array>,
        changed: &mut Vec<CellAddress>,
    ) -> (Value, bool) {
        let (bottom, right) = (at.row + array.rows() - 1, at.column + array.columns() - 1);
        if bottom >= MAX_ROWS || right >= MAX_COLUMNS {
            self.clear_spill(index);
            return (error_at(index, Cause::SpillOutside), false);
        }
        let area = Area { sheet: at.sheet, top: at.row, left: at.column, bottom, right };
        if !self.make_way(index, at, area) {
            self.clear_spill(index);
            self.blocked.insert(index, area);
            return (error_at(index, Cause::SpillBlocked), false);
        }
        let before = self.spills.get(&index).copied();
        if before != Some(area) {
            self.clear_spill(index);
            self.knots.note_change(area);
        }
        self.spills.insert(index, area);
        let mut is_changed = false;
        for (place, item) in cells_of(area).zip(array.items()) {
            if place == at {
                continue;
            }
            let item = shown(index, item);
            let slot = self.store.slot_mut(place);
            slot.link = Link::spilled(index);
            if slot.value.is_same(&item) {
                continue;
            }
            slot.value = item;
            is_changed = true;
            if before == Some(area) {
                changed.push(place);
                self.mark_readers_due(place);
            } else {
                // Readers of cells that were not covered before are not in this pass's order.
                self.touched.push(place);
            }
        }
        (shown(index, array.first()), is_changed)
    }

    /// Makes arrays that begin further on give way to one that wants an area; gives whether all of it is free then. Where it
    /// can't be, nothing is changed.
    fn make_way(&mut self, index: u32, at: CellAddress, area: Area) -> bool {
        let Some(area) = self.store.clip(area) else { return true };
        let mut later: Vec<u32> = Vec::new();
        for place in cells_of(area).filter(|place| *place != at) {
            let Some(slot) = self.store.slot(place) else { continue };
            match slot.link.as_spilled() {
                Some(other) if other == index || later.last() == Some(&other) => {}
                Some(other) if self.cells.get(other as usize).is_some_and(|other| other.at > at) => later.push(other),
                None if slot.link == Link::LITERAL && slot.value.is_blank() => {}
                _ => return false,
            }
        }
        for other in later {
            if let Some(area) = self.spills.get(&other).copied() {
                self.clear_spill(other);
                // It says so itself, and its readers hear of it, when it is evaluated once more.
                self.blocked.insert(other, area);
                self.seeds.push(other);
            }
        }
        true
    }
}

/// What a cell shows of an array's item.
fn shown(index: u32, item: &Value) -> Value {
    match item {
        Value::Error(error) if error.origin.is_none() => {
            Value::Error(ErrorValue { origin: NonZeroU32::new(index), ..*error })
        }
        Value::Blank => Value::Number(rust_decimal::Decimal::ZERO),
        other => other.clone(),
    }
}

fn error_at(index: u32, cause: Cause) -> Value {
    Value::Error(ErrorValue { origin: NonZeroU32::new(index), ..ErrorValue::new(cause) })
}
