//! Sizes of rows and columns, frozen parts, and cells that make room for others or close a gap.

use tandem_core::edit::Edit;
use tandem_core::formula::Axis;
use tandem_core::grid::{Block, Place};

use super::draft::width_in_tenths;
use super::sheet::SheetView;

impl SheetView {
    /// The width of the longest text of a column, in tenths of a digit. Far down, the texts are not looked at any more.
    #[must_use]
    pub fn widest_text_tenths(self, column: u32) -> u32 {
        const MOST_ROWS: u32 = 5_000;
        let rows = self.used_now().0.min(MOST_ROWS);
        (0..rows).map(|row| width_in_tenths(&self.shown(Place::new(row, column)))).max().unwrap_or(0)
    }

    /// Sets the widths of columns, in pixels.
    pub fn resize_columns(self, columns: impl Iterator<Item = (u32, u32)>) {
        let edit = |(column, width_px)| Edit::SetColumnWidth { sheet: self.id(), column, width_px: Some(width_px) };
        let edits = columns.map(edit).collect();
        self.change_or_say(0, || Edit::Batch(edits));
    }

    /// Sets the height of rows, in pixels.
    pub fn resize_rows(self, rows: impl Iterator<Item = u32>, height_px: u32) {
        let edit = |row| Edit::SetRowHeight { sheet: self.id(), row, height_px: Some(height_px) };
        let edits = rows.map(edit).collect();
        self.change_or_say(0, || Edit::Batch(edits));
    }

    /// Has some rows and columns stay in sight, counted from the first.
    pub fn freeze(self, rows: u32, columns: u32) {
        self.change_or_say(0, || Edit::SetFrozen { sheet: self.id(), rows, columns });
    }

    /// Moves the cells of a block and what lies beyond them, so that the block is blank.
    pub fn make_room(self, block: Block, axis: Axis) {
        self.change_or_say(0, || Edit::InsertCells { area: self.area(block), axis });
    }

    /// Takes the cells of a block out and has what lies beyond them come nearer.
    pub fn close_gap(self, block: Block, axis: Axis) {
        self.change_or_say(0, || Edit::DeleteCells { area: self.area(block), axis });
    }
}
