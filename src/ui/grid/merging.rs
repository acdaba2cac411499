//! Merged cells, which count as one for keys and drawing.

use leptos::prelude::*;
use tandem_core::grid::{Block, Direction, Move, Place, Selection};

use super::state::GridState;

impl GridState {
    /// The selection after a move, where merged cells count as one: it goes into one at its first cell and leaves it beyond its
    /// edge.
    #[must_use]
    pub fn moved_over_merges(self, selection: &Selection, step: Move) -> Selection {
        let next = self.on_ground(|ground| selection.moved(step, ground));
        let Some(merge) = self.sheet.merge_now(next.active()) else { return next };
        let Move::Step(direction) = step else { return Selection::at(merge.first()) };
        if !merge.contains(selection.active()) {
            return Selection::at(merge.first());
        }
        let from = selection.active();
        let edge = match direction {
            Direction::Up => Place::new(merge.top, from.column),
            Direction::Down => Place::new(merge.bottom, from.column),
            Direction::Left => Place::new(from.row, merge.left),
            Direction::Right => Place::new(from.row, merge.right),
        };
        let beyond = self.on_ground(|ground| Selection::at(edge).moved(step, ground));
        let first = self.sheet.merge_now(beyond.active()).map(Block::first);
        first.map_or(beyond, Selection::at)
    }

    /// Width and height of a block that is drawn as one cell, in pixels.
    #[must_use]
    pub fn size_of(self, block: Block) -> (u32, Option<u32>) {
        let size = |size_px: u64| u32::try_from(size_px).unwrap_or(u32::MAX);
        self.viewport.with_untracked(|viewport| {
            let (columns, rows) = (&viewport.columns, &viewport.rows);
            let width_px = columns.end_px(block.right).saturating_sub(columns.start_px(block.left));
            let height_px = rows.end_px(block.bottom).saturating_sub(rows.start_px(block.top));
            (size(width_px), Some(size(height_px)))
        })
    }
}
