//! Merged cells, which count as one for keys and drawing.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::ops::Range;

use leptos::prelude::*;
use tandem_core::cell::Value;
use tandem_core::edit::Edit;
use tandem_core::grid::{Block, Direction, Move, Place, Selection};
use tandem_core::text::{Localized, Text};

use super::sheet::SheetView;
use super::state::GridState;
use crate::i18n::fill;
use crate::session::Weight;

impl SheetView {
    /// Merges the cells of a block, and says so where more than one of them held something: only the first content stays.
    pub fn merge(self, block: Block) {
        const LOST: Text = Text::new(
            "{area} keeps its first content; what stood in {count} other {count|cell|cells} is gone. Undo brings it back.",
            "{area}には先頭の内容だけを残し、ほかの{count}個のセルの内容を削除しました。「元に戻す」で復元できます。",
        );
        let (area, mut filled) = (self.area(block), 0u64);
        let count = |_: u32, _: u32, _: &Value| -> Result<(), Infallible> {
            filled = filled.saturating_add(1);
            Ok(())
        };
        let Some(Ok(())) = self.session().with(|workbook| workbook.engine().store().for_each_in(area, count)) else {
            return;
        };
        if self.applied(Edit::Merge(area)).is_some() && filled > 1 {
            let (area, count) = (area.a1(), filled.saturating_sub(1).to_string());
            let words = |language| fill(LOST.get(language), &[("area", &area), ("count", &count)]);
            self.session().say(Weight::Attention, Localized::of(words), None);
        }
    }
}

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

/// The rows and columns before those in sight that hold the first cells of merged areas which reach into sight: what is merged
/// is drawn as its first cell. What is frozen is drawn anyway.
#[must_use]
pub fn begun_before(
    merges: &[Block],
    rows: &Range<u32>,
    columns: &Range<u32>,
    (frozen_rows, frozen_columns): (u32, u32),
) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let reaches_into = |merge: &&Block| {
        let in_rows = merge.top < rows.end && merge.bottom >= rows.start;
        in_rows && merge.left < columns.end && (merge.right >= columns.start || merge.left < frozen_columns)
    };
    let (mut first_rows, mut first_columns) = (BTreeSet::new(), BTreeSet::new());
    for merge in merges.iter().filter(reaches_into) {
        if (frozen_rows..rows.start).contains(&merge.top) {
            first_rows.insert(merge.top);
        }
        if (frozen_columns..columns.start).contains(&merge.left) {
            first_columns.insert(merge.left);
        }
    }
    (first_rows, first_columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_areas_that_reach_into_sight_are_found_by_their_first_cells() {
        let block = |top, left, bottom, right| Block { top, left, bottom, right };
        let merges =
            [block(2, 5, 12, 6), block(3, 1, 20, 9), block(0, 6, 11, 7), block(9, 7, 9, 8), block(4, 4, 8, 30)];
        for (rows, columns, frozen, expected) in [
            (0..10, 0..10, (0, 0), (vec![], vec![])),
            (10..30, 0..10, (0, 0), (vec![0, 2, 3], vec![])),
            (10..30, 7..10, (0, 0), (vec![0, 3], vec![1, 6])),
            (12..30, 7..10, (0, 0), (vec![3], vec![1])),
            (5..30, 20..40, (1, 0), (vec![4], vec![4])),
            // What is frozen is in sight.
            (10..30, 7..10, (1, 2), (vec![3], vec![6])),
            (10..30, 12..15, (1, 2), (vec![3], vec![])),
            (21..30, 0..10, (0, 0), (vec![], vec![])),
        ] {
            let (found_rows, found_columns) = begun_before(&merges, &rows, &columns, frozen);
            let found = (found_rows.into_iter().collect::<Vec<_>>(), found_columns.into_iter().collect::<Vec<_>>());
            assert_eq!(found, expected, "{rows:?} {columns:?} {frozen:?}");
        }
    }
}
