//! The border of the selection, by which its cells are moved with the mouse, or copied with Ctrl.

use leptos::prelude::*;
use tandem_core::exchange::{PasteOptions, Picked};
use tandem_core::grid::{Block, Place, Selection};

use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};

/// How near the pointer must be to the border, within and without, in pixels. Within, less: there, a click selects a cell.
const WITHIN_PX: i32 = 2;
const WITHOUT_PX: i32 = 3;

/// The cell of the selection by which the pointer at a place of the window of cells holds its border; nothing elsewhere.
#[must_use]
pub fn grabbed(grid: GridState, (x_px, y_px): (i32, i32), under: Place) -> Option<Place> {
    if grid.is_editing() {
        return None;
    }
    let block =
        grid.selection.with_untracked(|selection| (selection.blocks().count() == 1).then(|| selection.block()))?;
    if block.is_whole_columns() || block.is_whole_rows() {
        return None;
    }
    let block = grid.sheet.merge_now(block.first()).filter(|_| block.is_single()).unwrap_or(block);
    let offset = grid.offset.get_untracked();
    let ((left, right), (top, bottom)) = grid.viewport.with_untracked(|viewport| {
        let x = |at_px: u64, is_frozen: bool| {
            let at_px = at_px.saturating_add(u64::from(HEADINGS_WIDTH_PX));
            px::to_i32(if is_frozen { at_px } else { at_px.saturating_sub(offset.x_px) })
        };
        let y = |at_px: u64, is_frozen: bool| {
            let at_px = at_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX));
            px::to_i32(if is_frozen { at_px } else { at_px.saturating_sub(offset.y_px) })
        };
        let (columns, rows) = (&viewport.columns, &viewport.rows);
        let sides = (
            x(columns.start_px(block.left), block.left < viewport.frozen_columns),
            x(columns.end_px(block.right), block.right < viewport.frozen_columns),
        );
        let ends = (
            y(rows.start_px(block.top), block.top < viewport.frozen_rows),
            y(rows.end_px(block.bottom), block.bottom < viewport.frozen_rows),
        );
        (sides, ends)
    });
    let is_between =
        |at: i32, from: i32, to: i32| at >= from.saturating_sub(WITHOUT_PX) && at <= to.saturating_add(WITHOUT_PX);
    let is_inside =
        |at: i32, from: i32, to: i32| at > from.saturating_add(WITHIN_PX) && at < to.saturating_sub(WITHIN_PX);
    let is_near = is_between(x_px, left, right) && is_between(y_px, top, bottom);
    let is_deep = is_inside(x_px, left, right) && is_inside(y_px, top, bottom);
    (is_near && !is_deep)
        .then(|| Place::new(under.row.clamp(block.top, block.bottom), under.column.clamp(block.left, block.right)))
}

impl GridState {
    /// Where the selected block comes to when the cell by which it is held is put on another one; it stays on the sheet.
    #[must_use]
    pub fn carried_to(self, held: Place, at: Place) -> Block {
        let block = self.carried();
        let top = at.row.saturating_sub(held.row.saturating_sub(block.top));
        let left = at.column.saturating_sub(held.column.saturating_sub(block.left));
        Block {
            top,
            left,
            bottom: top.saturating_add(block.rows()).saturating_sub(1),
            right: left.saturating_add(block.columns()).saturating_sub(1),
        }
    }

    /// The cells that are carried: the selected ones, and all of a merged one.
    fn carried(self) -> Block {
        let block = self.selection.with_untracked(Selection::block);
        self.sheet.merge_now(block.first()).filter(|_| block.is_single()).unwrap_or(block)
    }

    /// Moves the selected cells with references to them, or copies them; one step of undo.
    pub fn carry(self, target: Block, is_copy: bool) {
        let (sheet, source) = (self.sheet, self.carried());
        if source == target {
            return;
        }
        let is_filled = sheet.holds_something(target, Some(source).filter(|_| !is_copy));
        let done = if is_copy {
            sheet.copy_cells(&Picked::of(sheet.area(source)), target, PasteOptions::default())
        } else {
            sheet.move_cells(&Picked::of(sheet.area(source)), target)
        };
        if let Some(done) = done {
            self.select_in_place(Selection::of(done));
            if is_filled {
                sheet.say_replaced(done);
            }
        }
    }
}
