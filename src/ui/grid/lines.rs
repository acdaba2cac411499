//! Whole rows and columns that pass their neighbours, and the selection that goes with them.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::formula::Axis;
use tandem_core::grid::{Block, Place, Selection};
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};

use super::state::GridState;

/// Where rows or columns go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up or to the left.
    Back,
    /// Down or to the right.
    On,
}

impl GridState {
    /// Moves the selection's rows or columns past the next one that is in sight.
    pub fn move_lines(self, axis: Axis, way: Way) {
        let block = self.selection.with_untracked(Selection::block);
        let (first, last, limit) = match axis {
            Axis::Row => (block.top, block.bottom, MAX_ROWS),
            Axis::Column => (block.left, block.right, MAX_COLUMNS),
        };
        let Some(passed) = self.neighbour(axis, way, first, last, limit) else { return };
        let count = last.saturating_sub(first).saturating_add(1);
        let to = match way {
            Way::Back => passed,
            Way::On => passed.saturating_add(1),
        };
        let sheet = self.sheet.id();
        let edit = match axis {
            Axis::Row => Edit::MoveRows { sheet, at: first, count, to },
            Axis::Column => Edit::MoveColumns { sheet, at: first, count, to },
        };
        if !self.sheet.try_apply(edit) {
            return;
        }
        let distance = match way {
            Way::Back => first.saturating_sub(passed),
            Way::On => passed.saturating_sub(last),
        };
        let placed = |line: u32| match way {
            Way::Back => line.saturating_sub(distance),
            Way::On => line.saturating_add(distance),
        };
        let active = self.active();
        let (block, active) = match axis {
            Axis::Row => (
                Block { top: placed(block.top), bottom: placed(block.bottom), ..block },
                Place { row: placed(active.row), ..active },
            ),
            Axis::Column => (
                Block { left: placed(block.left), right: placed(block.right), ..block },
                Place { column: placed(active.column), ..active },
            ),
        };
        self.select_in_place(Selection::of(block).with_active(active));
        self.reveal(active);
    }

    /// The row or column beside some, the first that is not hidden.
    fn neighbour(self, axis: Axis, way: Way, first: u32, last: u32, limit: u32) -> Option<u32> {
        let is_hidden = |line: u32| {
            let hidden = self.sheet.overlay(|overlay| match axis {
                Axis::Row => overlay.is_row_hidden(line),
                Axis::Column => overlay.hidden_columns.contains(&line),
            });
            hidden.unwrap_or(false)
        };
        match way {
            Way::Back => (0..first).rev().find(|line| !is_hidden(*line)),
            // What comes after the last row of a sheet would leave it.
            Way::On => (last.saturating_add(1)..limit.saturating_sub(1)).find(|line| !is_hidden(*line)),
        }
    }
}
