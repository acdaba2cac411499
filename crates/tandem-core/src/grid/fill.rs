//! Which cell a copied or filled cell comes from.

use super::{Block, Place};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// A fill by key: the first row or column of the selection is copied into the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// The first row goes down (Ctrl+D).
    Down,
    /// The first column goes right (Ctrl+R).
    Right,
}

/// A source block laid over a target block as often as it fits, from the target's first cell on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Where contents come from.
    pub source: Block,
    /// Where they go; no cell of it is left out.
    pub target: Block,
}

impl Fill {
    /// What dragging the handle of a selected block to a cell fills: the block extended towards the cell, one way only, the
    /// way that is farther. Nothing while the cell lies within the block.
    #[must_use]
    pub fn towards(selected: Block, at: Place) -> Option<Block> {
        let beyond = |at: u32, first: u32, last: u32| at.saturating_sub(last).max(first.saturating_sub(at));
        let rows = beyond(at.row, selected.top, selected.bottom);
        let columns = beyond(at.column, selected.left, selected.right);
        match (rows, columns) {
            (0, 0) => None,
            (rows, columns) if rows >= columns => {
                Some(Block { top: selected.top.min(at.row), bottom: selected.bottom.max(at.row), ..selected })
            }
            _ => Some(Block { left: selected.left.min(at.column), right: selected.right.max(at.column), ..selected }),
        }
    }

    /// The copy that this fill makes within a selected block. In a single row or column there is nothing to copy from
    /// within it, so the neighbour before it is the source; at the sheet's edge there is none.
    #[must_use]
    pub fn tile(self, block: Block) -> Option<Tile> {
        match self {
            Self::Down if block.rows() > 1 => Some(Tile {
                source: Block { bottom: block.top, ..block },
                target: Block { top: block.top.saturating_add(1), ..block },
            }),
            Self::Down => {
                let above = block.top.checked_sub(1)?;
                Some(Tile { source: Block { top: above, bottom: above, ..block }, target: block })
            }
            Self::Right if block.columns() > 1 => Some(Tile {
                source: Block { right: block.left, ..block },
                target: Block { left: block.left.saturating_add(1), ..block },
            }),
            Self::Right => {
                let before = block.left.checked_sub(1)?;
                Some(Tile { source: Block { left: before, right: before, ..block }, target: block })
            }
        }
    }
}

impl Tile {
    /// Every target cell with the cell it comes from, row by row.
    pub fn pairs(self) -> impl Iterator<Item = (Place, Place)> {
        let Self { source, target } = self;
        target.places().map(move |to| {
            let row = source.top.saturating_add(to.row.saturating_sub(target.top) % source.rows());
            let column = source.left.saturating_add(to.column.saturating_sub(target.left) % source.columns());
            (to, Place::new(row, column))
        })
    }
}

/// Where a copied block of `rows` by `columns` goes when it is pasted on a selection.
///
/// It fills the selection where that is a whole number of copies each way, and otherwise lands once with its first cell
/// on the selection's first. Nothing when it would reach beyond the sheet.
#[must_use]
pub fn paste_target(rows: u32, columns: u32, selected: Block) -> Option<Block> {
    let (rows, columns) = (rows.max(1), columns.max(1));
    let fits = selected.rows().is_multiple_of(rows) && selected.columns().is_multiple_of(columns);
    // A whole row or column is no wish for thousands of copies along it.
    let bounded = !selected.is_whole_rows() && !selected.is_whole_columns();
    if fits && bounded {
        return Some(selected);
    }
    let bottom = selected.top.checked_add(rows - 1).filter(|row| *row < MAX_ROWS)?;
    let right = selected.left.checked_add(columns - 1).filter(|column| *column < MAX_COLUMNS)?;
    Some(Block { top: selected.top, left: selected.left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(top: u32, left: u32, bottom: u32, right: u32) -> Block {
        Block { top, left, bottom, right }
    }

    #[test]
    fn fills_copy_from_the_first_row_or_column() {
        for (fill, selected, expect) in [
            (Fill::Down, block(1, 1, 3, 2), Some((block(1, 1, 1, 2), block(2, 1, 3, 2)))),
            (Fill::Down, block(4, 1, 4, 2), Some((block(3, 1, 3, 2), block(4, 1, 4, 2)))),
            (Fill::Down, block(0, 1, 0, 2), None),
            (Fill::Right, block(1, 1, 3, 4), Some((block(1, 1, 3, 1), block(1, 2, 3, 4)))),
            (Fill::Right, block(1, 5, 3, 5), Some((block(1, 4, 3, 4), block(1, 5, 3, 5)))),
            (Fill::Right, block(1, 0, 3, 0), None),
        ] {
            let tile = fill.tile(selected).map(|tile| (tile.source, tile.target));
            assert_eq!(tile, expect, "{fill:?} in {selected:?}");
        }
    }

    #[test]
    fn the_handle_fills_one_way() {
        let selected = block(2, 2, 3, 3);
        for (at, expect) in [
            ((3, 3), None),
            ((7, 4), Some(block(2, 2, 7, 3))),
            ((3, 9), Some(block(2, 2, 3, 9))),
            ((0, 2), Some(block(0, 2, 3, 3))),
            ((2, 0), Some(block(2, 0, 3, 3))),
            ((5, 5), Some(block(2, 2, 5, 3))),
        ] {
            assert_eq!(Fill::towards(selected, Place::new(at.0, at.1)), expect, "{at:?}");
        }
    }

    #[test]
    fn tiles_repeat_their_source() {
        let tile = Tile { source: block(0, 0, 1, 0), target: block(5, 3, 7, 4) };
        let pairs: Vec<_> = tile.pairs().map(|(to, from)| ((to.row, to.column), (from.row, from.column))).collect();
        assert_eq!(
            pairs,
            [
                ((5, 3), (0, 0)),
                ((5, 4), (0, 0)),
                ((6, 3), (1, 0)),
                ((6, 4), (1, 0)),
                ((7, 3), (0, 0)),
                ((7, 4), (0, 0)),
            ]
        );
    }

    #[test]
    fn a_paste_fills_whole_copies_or_lands_once() {
        for (rows, columns, selected, expect) in [
            (2, 2, block(1, 1, 1, 1), Some(block(1, 1, 2, 2))),
            (1, 1, block(1, 1, 4, 4), Some(block(1, 1, 4, 4))),
            (2, 1, block(0, 0, 3, 2), Some(block(0, 0, 3, 2))),
            (2, 1, block(0, 0, 2, 2), Some(block(0, 0, 1, 0))),
            (1, 1, block(0, 3, MAX_ROWS - 1, 3), Some(block(0, 3, 0, 3))),
            (2, 1, block(MAX_ROWS - 1, 0, MAX_ROWS - 1, 0), None),
            (1, 3, block(0, MAX_COLUMNS - 2, 0, MAX_COLUMNS - 2), None),
            (0, 0, block(2, 2, 2, 2), Some(block(2, 2, 2, 2))),
        ] {
            assert_eq!(paste_target(rows, columns, selected), expect, "{rows} x {columns} on {selected:?}");
        }
    }
}
