//! Rows and columns that come and go: cells move, and every reference is rewritten as Excel does.

use std::convert::Infallible;

use super::{Content, Engine};
use crate::cell::{Area, CellAddress, Link, SheetId, Value};
use crate::formula::{self, Axis, Formula, Library, ReferenceKind, Shift};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Why rows or columns can't come or go.
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
        self.shift(Shift { sheet, axis, at, count, is_deletion: false })
    }

    /// Deletes rows or columns from a place on, counted from zero.
    ///
    /// # Errors
    /// When the place lies outside the sheet; nothing is changed then.
    pub fn delete(&mut self, sheet: SheetId, axis: Axis, at: u32, count: u32) -> Result<Rewritten, StructureError> {
        self.shift(Shift { sheet, axis, at, count, is_deletion: true })
    }

    fn shift(&mut self, shift: Shift) -> Result<Rewritten, StructureError> {
        let limit = match shift.axis {
            Axis::Row => MAX_ROWS,
            Axis::Column => MAX_COLUMNS,
        };
        if shift.count == 0 || shift.at >= limit || shift.count > limit - shift.at {
            return Err(StructureError::OutsideSheet);
        }
        if !shift.is_deletion && self.pushes_off(&shift, limit) {
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

    fn pushes_off(&self, shift: &Shift, limit: u32) -> bool {
        let Some(cells) = self.store.sheet(shift.sheet) else { return false };
        let (rows, columns) = cells.used();
        let used = match shift.axis {
            Axis::Row => rows,
            Axis::Column => columns,
        };
        if used <= shift.at || used + shift.count <= limit {
            return false;
        }
        // What a formula spilled is no content: it spills again from where the formula is then, if it can.
        let mut is_content = false;
        cells.for_each(|row, column, slot| {
            let place = match shift.axis {
                Axis::Row => row,
                Axis::Column => column,
            };
            let is_held = slot.link.as_formula().is_some() || slot.link == Link::LITERAL && !slot.value.is_blank();
            is_content |= is_held && place >= shift.at && place + shift.count >= limit;
        });
        is_content
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
        let last = shift.at + shift.count - 1;
        let whole = Area { sheet: shift.sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
        let area = match shift.axis {
            Axis::Row => Area { top: shift.at, bottom: last, ..whole },
            Axis::Column => Area { left: shift.at, right: last, ..whole },
        };
        let Ok(()) = self.store.for_each_slot_in(area, |row, column, slot| {
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
        match (shift.axis, shift.is_deletion) {
            (Axis::Row, false) => self.store.insert_rows(sheet, at, count),
            (Axis::Row, true) => self.store.delete_rows(sheet, at, count),
            (Axis::Column, false) => self.store.insert_columns(sheet, at, count),
            (Axis::Column, true) => self.store.delete_columns(sheet, at, count),
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
            area.sheet == shift.sheet && is_lost
        })
    })
}
