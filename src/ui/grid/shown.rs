//! What a command concerns while a filter hides rows of the selection: the rows that it shows. Nobody who empties, fills,
//! copies or deletes what is in sight means the rows that are not. Rows that a person hid by hand belong to the selection.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::formula::Axis;
use tandem_core::grid::{Block, Fill, Selection, Tile};
use tandem_core::text::Text;

use super::sheet::SheetView;
use super::state::GridState;

/// Said where nothing of the selection is in sight.
pub const NOTHING_SHOWN: Text = Text::new(
    "The filter hides every row of the selection. Nothing was done.",
    "選択範囲の行はすべてフィルターで隠れています。操作は行われていません。",
);

impl SheetView {
    /// The parts of a block without the rows that the filter hides, from top to bottom.
    #[must_use]
    pub fn unfiltered(self, block: Block) -> Vec<Block> {
        let rows = self.overlay(|overlay| overlay.unfiltered_rows(block.top, block.bottom));
        let rows = rows.unwrap_or_else(|| vec![(block.top, block.bottom)]);
        rows.into_iter().map(|(top, bottom)| Block { top, bottom, ..block }).collect()
    }
}

impl GridState {
    /// The selected blocks without the rows that the filter hides, cut to what the sheet uses.
    #[must_use]
    pub fn shown_blocks(self) -> Vec<Block> {
        self.blocks().into_iter().flat_map(|block| self.sheet.unfiltered(block)).collect()
    }

    /// The same, or nothing after that was said.
    fn shown_or_told(self) -> Option<Vec<Block>> {
        let blocks = self.shown_blocks();
        if blocks.is_empty() {
            self.sheet.tell(NOTHING_SHOWN);
            return None;
        }
        Some(blocks)
    }

    /// Empties the selected cells.
    pub fn clear(self) {
        if let Some(blocks) = self.shown_or_told() {
            self.sheet.clear(&blocks);
        }
    }

    /// Fills the selected cells from the first row or column of them.
    pub fn fill(self, fill: Fill) {
        let block = self.selection.with_untracked(Selection::block);
        let parts = self.sheet.unfiltered(self.sheet.bounded(block));
        if parts.is_empty() {
            self.sheet.tell(NOTHING_SHOWN);
            return;
        }
        let is_filtered = |row| self.sheet.overlay(|overlay| overlay.is_row_filtered(row)).unwrap_or(false);
        self.sheet.fill(&tiles(fill, &parts, is_filtered));
    }

    /// Deletes the rows of the selected cells, as one step.
    pub fn delete_rows(self) {
        let Some(blocks) = self.shown_or_told() else { return };
        let sheet = self.sheet.id();
        // From below, so that the rows above keep their numbers.
        let mut edits: Vec<Edit> = rows_of(&blocks)
            .into_iter()
            .rev()
            .map(|(top, bottom)| Edit::DeleteRows {
                sheet,
                at: top,
                count: bottom.saturating_sub(top).saturating_add(1),
            })
            .collect();
        let last = edits.pop();
        match last {
            Some(only) if edits.is_empty() => self.sheet.apply(only),
            last => self.sheet.apply(Edit::Batch(edits.into_iter().chain(last).collect())),
        }
        self.leave_hidden();
    }

    /// Takes the cells of a block out and has what lies beyond them come nearer; not where the filter hides some of them.
    pub fn delete_cells(self, block: Block, axis: Axis) {
        const FILTERED: Text = Text::new(
            "The filter hides rows among the selected ones. Delete whole rows, or take the filter away first. Nothing was deleted.",
            "選択範囲にフィルターで隠れた行があります。行全体を削除するか、先にフィルターを解除してください。削除は行われていません。",
        );
        if self.sheet.unfiltered(block) == [block] {
            self.sheet.close_gap(block, axis);
        } else {
            self.sheet.tell(FILTERED);
        }
    }
}

/// The rows of some blocks, each once, as first and last, from top to bottom.
fn rows_of(blocks: &[Block]) -> Vec<(u32, u32)> {
    let mut rows: Vec<(u32, u32)> = blocks.iter().map(|block| (block.top, block.bottom)).collect();
    rows.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
    for (top, bottom) in rows {
        match joined.last_mut() {
            Some(last) if top <= last.1.saturating_add(1) => last.1 = last.1.max(bottom),
            _ => joined.push((top, bottom)),
        }
    }
    joined
}

/// The copies that a fill makes within the parts of a block that are in sight: down from the first row of them all.
fn tiles(fill: Fill, parts: &[Block], is_filtered: impl Fn(u32) -> bool) -> Vec<Tile> {
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    if fill == Fill::Right {
        return parts.iter().filter_map(|part| fill.tile(*part)).collect();
    }
    let source = Block { bottom: first.top, ..*first };
    let below = (first.rows() > 1).then(|| Block { top: first.top.saturating_add(1), ..*first });
    let targets: Vec<Block> = below.into_iter().chain(rest.iter().copied()).collect();
    if targets.is_empty() {
        // A single row has its copy from the one above it that is in sight.
        let above = (0..first.top).rev().find(|row| !is_filtered(*row));
        let source = above.map(|row| Block { top: row, bottom: row, ..*first });
        return source.map(|source| Tile { source, target: *first }).into_iter().collect();
    }
    targets.into_iter().map(|target| Tile { source, target }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn rows(top: u32, bottom: u32) -> Block {
        Block { top, left: 1, bottom, right: 2 }
    }

    #[test]
    fn a_fill_goes_down_over_the_rows_in_sight() {
        let filtered = |row: u32| [3, 4, 7].contains(&row);
        let found = |parts: &[Block]| {
            tiles(Fill::Down, parts, filtered)
                .into_iter()
                .map(|tile| (tile.source.top, tile.source.bottom, tile.target.top, tile.target.bottom))
                .collect::<Vec<_>>()
        };
        assert_eq!(found(&[rows(1, 2), rows(5, 6), rows(8, 8)]), [(1, 1, 2, 2), (1, 1, 5, 6), (1, 1, 8, 8)]);
        assert_eq!(found(&[rows(2, 2), rows(5, 6)]), [(2, 2, 5, 6)]);
        assert_eq!(found(&[rows(5, 5)]), [(2, 2, 5, 5)]);
        assert!(found(&[rows(0, 0)]).is_empty());
        assert_eq!(tiles(Fill::Right, &[rows(2, 2), rows(5, 6)], filtered).len(), 2);
    }

    #[test]
    fn rows_are_deleted_once() {
        assert_eq!(rows_of(&[rows(5, 6), rows(1, 2), rows(3, 3), rows(6, 8)]), [(1, 3), (5, 8)]);
    }
}
