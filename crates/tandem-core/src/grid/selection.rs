//! What is selected, and how keys and the pointer change it.

use super::{Block, Direction, Ground, Move, Place};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Where Tab and Enter lead, with and without Shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advance {
    /// Tab.
    Right,
    /// Shift+Tab.
    Left,
    /// Enter.
    Down,
    /// Shift+Enter.
    Up,
}

/// The selected cells: a block that is being worked on and any blocks that were selected before it.
///
/// The active cell is where typing goes. The block spans from the anchor (where it was begun) to the extent (where Shift
/// or dragging has brought it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    active: Place,
    anchor: Place,
    extent: Place,
    others: Vec<Block>,
    /// The column where a run of Tabs began: Enter goes back to it, as a person who types row by row expects.
    tabbed_from: Option<u32>,
}

impl Default for Selection {
    fn default() -> Self {
        Self::at(Place::default())
    }
}

impl Selection {
    /// One cell.
    #[must_use]
    pub const fn at(place: Place) -> Self {
        Self { active: place, anchor: place, extent: place, others: Vec::new(), tabbed_from: None }
    }

    /// A block with its first cell active.
    #[must_use]
    pub const fn of(block: Block) -> Self {
        Self {
            active: block.first(),
            anchor: block.first(),
            extent: block.last(),
            others: Vec::new(),
            tabbed_from: None,
        }
    }

    /// Whole rows, from the first one clicked to the one the pointer is on now.
    #[must_use]
    pub const fn rows(from: u32, to: u32) -> Self {
        let anchor = Place::new(from, 0);
        Self { active: anchor, anchor, extent: Place::new(to, MAX_COLUMNS - 1), others: Vec::new(), tabbed_from: None }
    }

    /// Whole columns, from the first one clicked to the one the pointer is on now.
    #[must_use]
    pub const fn columns(from: u32, to: u32) -> Self {
        let anchor = Place::new(0, from);
        Self { active: anchor, anchor, extent: Place::new(MAX_ROWS - 1, to), others: Vec::new(), tabbed_from: None }
    }

    /// Every cell of the sheet, with the active cell where it was.
    #[must_use]
    pub fn everything(&self) -> Self {
        Self {
            active: self.active,
            anchor: Place::default(),
            extent: Place::new(MAX_ROWS - 1, MAX_COLUMNS - 1),
            others: Vec::new(),
            tabbed_from: None,
        }
    }

    /// Where typing goes.
    #[must_use]
    pub const fn active(&self) -> Place {
        self.active
    }

    /// The corner that Shift moves; it is the one to keep in sight.
    #[must_use]
    pub const fn extent(&self) -> Place {
        self.extent
    }

    /// The block that is being worked on.
    #[must_use]
    pub fn block(&self) -> Block {
        Block::between(self.anchor, self.extent)
    }

    /// Every selected block, the one being worked on last.
    pub fn blocks(&self) -> impl Iterator<Item = Block> + '_ {
        self.others.iter().copied().chain(std::iter::once(self.block()))
    }

    /// Whether just one cell is selected.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.others.is_empty() && self.anchor == self.extent
    }

    /// Whether a cell is selected.
    #[must_use]
    pub fn contains(&self, at: Place) -> bool {
        self.blocks().any(|block| block.contains(at))
    }

    /// The selection after an arrow, Home, End or Page key.
    #[must_use]
    pub fn moved(&self, step: Move, ground: &Ground<'_>) -> Self {
        Self::at(ground.target(self.active, step))
    }

    /// The selection after the same key with Shift: the block grows or shrinks, the active cell stays.
    #[must_use]
    pub fn extended(&self, step: Move, ground: &Ground<'_>) -> Self {
        let block = self.block();
        let mut extent = ground.target(self.extent, step);
        // Whole rows and columns stay whole.
        if block.is_whole_columns() {
            extent.row = self.extent.row;
        }
        if block.is_whole_rows() {
            extent.column = self.extent.column;
        }
        Self { extent, tabbed_from: None, ..self.clone() }
    }

    /// The selection after a click with Shift, or while dragging.
    #[must_use]
    pub fn extended_to(&self, at: Place) -> Self {
        Self { extent: at, tabbed_from: None, ..self.clone() }
    }

    /// The selection after a click with Ctrl or Cmd: a new block begins and the others stay.
    #[must_use]
    pub fn with_another(&self, at: Place) -> Self {
        Self { active: at, anchor: at, extent: at, others: self.blocks().collect(), tabbed_from: None }
    }

    /// The same beside another block, as after a click on a heading with Ctrl or Cmd.
    #[must_use]
    pub fn with_another_block(&self, block: Block) -> Self {
        Self { others: self.blocks().collect(), ..Self::of(block) }
    }

    /// The same with another active cell; a cell that is not selected changes nothing.
    #[must_use]
    pub fn with_active(&self, active: Place) -> Self {
        let active = if self.contains(active) { active } else { self.active };
        Self { active, tabbed_from: None, ..self.clone() }
    }

    /// The selection after Tab or Enter: within several cells the active one goes round, otherwise it moves on.
    #[must_use]
    pub fn advanced(&self, way: Advance, ground: &Ground<'_>) -> Self {
        if self.is_single() { self.stepped(way, ground) } else { self.cycled(way, ground) }
    }

    fn stepped(&self, way: Advance, ground: &Ground<'_>) -> Self {
        let direction = match way {
            Advance::Right => Direction::Right,
            Advance::Left => Direction::Left,
            Advance::Down => Direction::Down,
            Advance::Up => Direction::Up,
        };
        let mut next = ground.target(self.active, Move::Step(direction));
        let tabbed_from = match way {
            Advance::Right => self.tabbed_from.or(Some(self.active.column)),
            Advance::Left => self.tabbed_from,
            Advance::Down | Advance::Up => {
                next.column = self.tabbed_from.unwrap_or(next.column);
                None
            }
        };
        Self { tabbed_from, ..Self::at(next) }
    }

    fn cycled(&self, way: Advance, ground: &Ground<'_>) -> Self {
        let shown = Block::between(Place::default(), ground.clamp(Place::new(u32::MAX, u32::MAX)));
        let blocks: Vec<Block> = self.blocks().filter_map(|block| block.intersection(shown)).collect();
        let position = blocks.iter().rposition(|block| block.contains(self.active));
        let Some((position, block)) = position.and_then(|at| blocks.get(at).map(|block| (at, *block))) else {
            return self.stepped(way, ground);
        };
        let forward = matches!(way, Advance::Right | Advance::Down);
        let (mut position, mut block, mut active) = (position, block, self.active);
        // Around the blocks until a cell is shown; where all are hidden, it ends where it began.
        loop {
            active = within(block, active, way).unwrap_or_else(|| {
                let count = blocks.len();
                position = if forward { position + 1 } else { position + count - 1 } % count.max(1);
                block = blocks.get(position).copied().unwrap_or(block);
                if forward { block.first() } else { block.last() }
            });
            if active == self.active || !ground.is_hidden(active) {
                break;
            }
        }
        Self { active, tabbed_from: None, ..self.clone() }
    }
}

/// The next cell within a block, or nothing where the block ends.
fn within(block: Block, at: Place, way: Advance) -> Option<Place> {
    let (row, column) = (at.row, at.column);
    match way {
        Advance::Right if column < block.right => Some(Place::new(row, column + 1)),
        Advance::Right if row < block.bottom => Some(Place::new(row + 1, block.left)),
        Advance::Left if column > block.left => Some(Place::new(row, column - 1)),
        Advance::Left if row > block.top => Some(Place::new(row - 1, block.right)),
        Advance::Down if row < block.bottom => Some(Place::new(row + 1, column)),
        Advance::Down if column < block.right => Some(Place::new(block.top, column + 1)),
        Advance::Up if row > block.top => Some(Place::new(row - 1, column)),
        Advance::Up if column > block.left => Some(Place::new(block.bottom, column - 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Advance::{Down, Left, Right, Up};

    fn ground() -> Ground<'static> {
        Ground {
            rows: 20,
            columns: 10,
            used_rows: 0,
            used_columns: 0,
            frozen_rows: 0,
            frozen_columns: 0,
            page_rows: 5,
            page_columns: 4,
            is_filled: &|_| false,
            is_row_hidden: &|_| false,
            is_column_hidden: &|_| false,
        }
    }

    fn block(top: u32, left: u32, bottom: u32, right: u32) -> Block {
        Block { top, left, bottom, right }
    }

    /// Follows Tab and Enter keys and compares the active cell after each.
    fn check_path(start: Selection, ways: &[Advance], expect: &[(u32, u32)]) {
        let mut selection = start;
        let mut path = Vec::new();
        for way in ways {
            selection = selection.advanced(*way, &ground());
            path.push((selection.active().row, selection.active().column));
        }
        assert_eq!(path, expect);
    }

    #[test]
    fn tab_and_enter_go_round_within_a_block() {
        let square = Selection::of(block(1, 1, 2, 2));
        check_path(square.clone(), &[Right; 4], &[(1, 2), (2, 1), (2, 2), (1, 1)]);
        check_path(square.clone(), &[Down; 4], &[(2, 1), (1, 2), (2, 2), (1, 1)]);
        check_path(square.clone(), &[Left; 4], &[(2, 2), (2, 1), (1, 2), (1, 1)]);
        check_path(square, &[Up; 4], &[(2, 2), (1, 2), (2, 1), (1, 1)]);
    }

    #[test]
    fn they_go_on_to_the_next_block() {
        let two = Selection::of(block(0, 0, 0, 1)).with_another(Place::new(5, 5));
        check_path(two.clone(), &[Right; 3], &[(0, 0), (0, 1), (5, 5)]);
        check_path(two, &[Left; 3], &[(0, 1), (0, 0), (5, 5)]);
    }

    #[test]
    fn hidden_cells_of_a_selection_are_passed_over() {
        let ground = Ground { is_row_hidden: &|row| row == 2, ..ground() };
        let start = Selection::of(block(1, 1, 3, 2));
        let next = start.advanced(Down, &ground);
        assert_eq!(next.active(), Place::new(3, 1));
        assert_eq!(next.advanced(Down, &ground).active(), Place::new(1, 2));
        let lone = Selection::of(block(2, 1, 2, 2));
        assert_eq!(lone.advanced(Right, &ground).active(), lone.active(), "where all are hidden, it stays");
    }

    #[test]
    fn enter_returns_to_the_column_where_tabbing_began() {
        check_path(
            Selection::at(Place::new(3, 2)),
            &[Right, Right, Down, Right, Down, Down],
            &[(3, 3), (3, 4), (4, 2), (4, 3), (5, 2), (6, 2)],
        );
        check_path(Selection::at(Place::new(0, 0)), &[Left, Up, Down], &[(0, 0), (0, 0), (1, 0)]);
    }

    #[test]
    fn whole_rows_go_round_within_what_is_shown() {
        check_path(Selection::rows(2, 2), &[Left, Right], &[(2, 9), (2, 0)]);
    }

    #[test]
    fn shift_moves_the_extent_and_leaves_the_active_cell() {
        let start = Selection::at(Place::new(5, 5));
        let step = |selection: &Selection, direction| selection.extended(Move::Step(direction), &ground());
        let grown = step(&step(&start, Direction::Down), Direction::Right);
        assert_eq!((grown.active(), grown.block()), (Place::new(5, 5), block(5, 5, 6, 6)));
        let over = step(&step(&grown, Direction::Up), Direction::Up);
        assert_eq!((over.active(), over.block()), (Place::new(5, 5), block(4, 5, 5, 6)));
        assert_eq!(over.moved(Move::Step(Direction::Left), &ground()), Selection::at(Place::new(5, 4)));
    }

    #[test]
    fn whole_columns_stay_whole_when_they_grow() {
        let columns = Selection::columns(2, 2).extended(Move::Step(Direction::Right), &ground());
        assert_eq!(columns.block(), block(0, 2, MAX_ROWS - 1, 3));
        let columns = columns.extended(Move::Step(Direction::Down), &ground());
        assert!(columns.block().is_whole_columns());
        let rows = Selection::rows(4, 2).extended(Move::Step(Direction::Up), &ground());
        assert_eq!(rows.block(), block(1, 0, 4, MAX_COLUMNS - 1));
    }

    #[test]
    fn everything_keeps_the_active_cell() {
        let all = Selection::at(Place::new(7, 3)).everything();
        assert_eq!(all.active(), Place::new(7, 3));
        assert!(all.block().is_whole_rows() && all.block().is_whole_columns());
    }

    #[test]
    fn several_blocks_hold_their_cells() {
        let selection = Selection::of(block(0, 0, 1, 1)).with_another(Place::new(4, 4)).extended_to(Place::new(5, 4));
        for (at, expect) in [((0, 1), true), ((4, 4), true), ((5, 4), true), ((2, 2), false), ((4, 5), false)] {
            assert_eq!(selection.contains(Place::new(at.0, at.1)), expect, "{at:?}");
        }
        assert_eq!(selection.blocks().count(), 2);
        assert!(!selection.is_single());
        let three = selection.with_another_block(block(0, 3, MAX_ROWS - 1, 3));
        assert_eq!((three.blocks().count(), three.active()), (3, Place::new(0, 3)));
        assert_eq!(three.with_active(Place::new(0, 1)).active(), Place::new(0, 1));
        assert_eq!(three.with_active(Place::new(9, 9)).active(), Place::new(0, 3));
    }
}
