//! Rows, columns and blocks of cells that come and go: cells move, and every reference is rewritten as Excel does.

use std::convert::Infallible;

use super::{Content, Engine};
use crate::cell::{CellAddress, Link, SheetId, Value};
use crate::formula::{self, Axis, Formula, Library, ReferenceKind, Shift};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Why rows, columns or cells can't come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructureError {
    /// Cells that hold something would be pushed off the sheet.
    PushedOff,
    /// The place or the count lies outside the sheet.
    OutsideSheet,
}

/// What a deletion or insertion took that the opposite one does not bring back. All places are those before it.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// The contents that were deleted.
    pub removed: Vec<(CellAddress, Content)>,
    /// Formulas elsewhere that referred to lost cells, with their text before.
    pub changed: Vec<(CellAddress, String)>,
    /// Names that referred to lost cells, with their text before.
    pub names: Vec<(String, String)>,
}

impl Engine {
    /// Inserts blank rows or columns before a place, counted from zero.
    ///
    /// # Errors
    /// When cells would be pushed off the sheet; nothing is changed then.
    pub fn insert(&mut self, sheet: SheetId, axis: Axis, at: u32, count: u32) -> Result<Rewritten, StructureError> {
        self.shift(Shift::whole(sheet, axis, at, count, false))
    }

    /// Deletes rows or columns from a place on, counted from zero.
    ///
    /// # Errors
    /// When the place lies outside the sheet; nothing is changed then.
    pub fn delete(&mut self, sheet: SheetId, axis: Axis, at: u32, count: u32) -> Result<Rewritten, StructureError> {
        self.shift(Shift::whole(sheet, axis, at, count, true))
    }

    /// Lets rows, columns or cells come or go.
    ///
    /// # Errors
    /// When the place lies outside the sheet or cells would be pushed off it; nothing is changed then.
    pub fn shift(&mut self, shift: Shift) -> Result<Rewritten, StructureError> {
        let limit = shift.limit();
        if shift.count == 0 || shift.at >= limit || shift.count > limit - shift.at {
            return Err(StructureError::OutsideSheet);
        }
        if !shift.is_deletion && self.pushes_off(&shift) {
            return Err(StructureError::PushedOff);
        }
        let mut rewritten = Rewritten::default();
        self.drop_spills(shift.sheet);
        if shift.is_deletion {
            self.delete_cells(&shift, &mut rewritten);
        }
        self.rewrite_names(&shift, &mut rewritten);
        self.rewrite_formulas(&shift, &mut rewritten);
        self.move_cells(&shift);
        // What was read through computed references is read anew, from where the cells are now.
        self.dynamic_reads.clear();
        self.knots.note_upheaval();
        self.rebuild_graph();
        // Every formula is evaluated again: ROW, OFFSET and their like see another place without any reference changed.
        self.seeds = self.users(|_| true);
        Ok(rewritten)
    }

    /// Whether an insertion would push content off the sheet. What a formula spilled is none: it spills again from where the
    /// formula is then, if it can.
    fn pushes_off(&self, shift: &Shift) -> bool {
        struct Found;
        let looked = self.store.for_each_slot_in(shift.pushed_off(), |_, _, slot| {
            let is_held = slot.link.as_formula().is_some() || slot.link == Link::LITERAL && !slot.value.is_blank();
            if is_held { Err(Found) } else { Ok(()) }
        });
        looked.is_err()
    }

    /// Clears what the formulas of a sheet spilled; they spill again when they are evaluated.
    fn drop_spills(&mut self, sheet: SheetId) {
        let anchors: Vec<u32> =
            self.spills.iter().filter(|(_, area)| area.sheet == sheet).map(|(index, _)| *index).collect();
        for index in anchors {
            self.clear_spill(index);
        }
        self.blocked.retain(|_, area| area.sheet != sheet);
    }

    fn delete_cells(&mut self, shift: &Shift, rewritten: &mut Rewritten) {
        let mut places = Vec::new();
        let Ok(()) = self.store.for_each_slot_in(shift.block(), |row, column, slot| {
            if !slot.value.is_blank() || slot.link != Link::LITERAL {
                places.push(CellAddress::new(shift.sheet, row, column));
            }
            Ok::<(), Infallible>(())
        });
        for at in places {
            rewritten.removed.push((at, self.content(at)));
            if let Some(slot) = self.store.slot_if_there(at) {
                slot.value = Value::Blank;
                let link = std::mem::replace(&mut slot.link, Link::LITERAL);
                if let Some(index) = link.as_formula() {
                    self.drop_formula(index);
                }
            }
        }
    }

    fn rewrite_formulas(&mut self, shift: &Shift, rewritten: &mut Rewritten) {
        for index in self.users(|_| true) {
            let Some(host) = self.cells.get(index as usize).map(|cell| cell.at) else { continue };
            let Some(host_after) = shift.cell(host) else { continue };
            let Some(formula) = self.formula_of(index) else { continue };
            let moved: Vec<_> = formula.references().iter().map(|r| r.shifted(host, host_after, shift)).collect();
            if loses_cells(formula, host, shift) {
                rewritten.changed.push((host, formula::print(formula, host, &self.symbols)));
            }
            if moved != formula.references() {
                self.exchange_references(index, &moved);
            }
        }
    }

    fn rewrite_names(&mut self, shift: &Shift, rewritten: &mut Rewritten) {
        let host = Self::NAME_HOST;
        let ids: Vec<_> = self.symbols.definitions().map(|(id, _)| id).collect();
        for id in ids {
            let Some(formula) = self.definition(id) else { continue };
            let moved: Vec<_> = formula.references().iter().map(|r| r.shifted(host, host, shift)).collect();
            if loses_cells(formula, host, shift) {
                use formula::Symbols;
                let name = self.symbols.name_text(id).to_owned();
                rewritten.names.push((name, formula::print(formula, host, &self.symbols)));
            }
            self.exchange_definition(id, &moved);
        }
    }

    fn move_cells(&mut self, shift: &Shift) {
        let Shift { sheet, at, count, .. } = *shift;
        let strip = shift.strip();
        match (shift.axis, shift.is_deletion) {
            (Axis::Row, false) => self.store.insert_rows(sheet, at, count, (strip.left, strip.right)),
            (Axis::Row, true) => self.store.delete_rows(sheet, at, count, (strip.left, strip.right)),
            (Axis::Column, false) if shift.is_whole() => self.store.insert_columns(sheet, at, count),
            (Axis::Column, true) if shift.is_whole() => self.store.delete_columns(sheet, at, count),
            (Axis::Column, _) => {
                let to = |column: u32| shift.place(column).filter(|column| *column < MAX_COLUMNS);
                self.store.move_along_rows(shift.from_here_on(), to);
            }
        }
        for cell in &mut self.cells {
            if cell.formula != Library::NONE
                && let Some(to) = shift.cell(cell.at)
            {
                cell.at = to;
            }
        }
    }
}

/// Whether a formula refers to cells that a deletion takes, or that an insertion pushes off the sheet.
fn loses_cells(formula: Formula<'_>, host: CellAddress, shift: &Shift) -> bool {
    formula.references().iter().any(|reference| {
        reference.area(host).is_some_and(|area| {
            let (first, last, limit, whole) = match shift.axis {
                Axis::Row => (area.top, area.bottom, MAX_ROWS, ReferenceKind::Columns),
                Axis::Column => (area.left, area.right, MAX_COLUMNS, ReferenceKind::Rows),
            };
            let is_lost = if shift.is_deletion {
                first < shift.at + shift.count && last >= shift.at
            } else {
                // Whole rows and columns stay whole.
                last >= shift.at && last + shift.count >= limit && reference.kind != whole
            };
            shift.carries(area) && is_lost
        })
    })
}
