//! Where a key leads on a sheet.

use super::{Block, Place};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// One of the four ways on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To lower row numbers.
    Up,
    /// To higher row numbers.
    Down,
    /// To lower columns.
    Left,
    /// To higher columns.
    Right,
}

/// A way from one cell to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the neighbour.
    Step(Direction),
    /// To the edge of the data: the last filled cell before a gap, or the first one after it, or the sheet's end.
    Edge(Direction),
    /// One window further.
    Page(Direction),
    /// To the first column that scrolls.
    RowStart,
    /// To the last filled column of the row.
    RowEnd,
    /// To the first cell that scrolls.
    SheetStart,
    /// To the last row and column that hold data.
    SheetEnd,
}

/// What navigation needs to know of a sheet.
pub struct Ground<'a> {
    /// Rows that are shown, at least 1.
    pub rows: u32,
    /// Columns that are shown, at least 1.
    pub columns: u32,
    /// Rows up to the last one that holds data; 0 on an empty sheet.
    pub used_rows: u32,
    /// Columns up to the last one that holds data; 0 on an empty sheet.
    pub used_columns: u32,
    /// Rows that stay in sight while scrolling.
    pub frozen_rows: u32,
    /// Columns that stay in sight while scrolling.
    pub frozen_columns: u32,
    /// Rows of one window.
    pub page_rows: u32,
    /// Columns of one window.
    pub page_columns: u32,
    /// Whether a cell holds something.
    pub is_filled: &'a dyn Fn(Place) -> bool,
    /// Whether a row is hidden; nothing stops there.
    pub is_row_hidden: &'a dyn Fn(u32) -> bool,
    /// Whether a column is hidden.
    pub is_column_hidden: &'a dyn Fn(u32) -> bool,
}

impl Ground<'_> {
    /// The cell where a move from `from` ends; always one that is shown.
    #[must_use]
    pub fn target(&self, from: Place, step: Move) -> Place {
        let from = self.clamp(from);
        let target = match step {
            Move::Step(direction) => shift(from, direction, 1),
            Move::Page(direction @ (Direction::Up | Direction::Down)) => shift(from, direction, self.page_rows.max(1)),
            Move::Page(direction) => shift(from, direction, self.page_columns.max(1)),
            Move::Edge(direction) => self.edge(from, direction),
            Move::RowStart => Place::new(from.row, self.frozen_columns),
            Move::RowEnd => Place::new(from.row, self.last_filled_column(from.row)),
            Move::SheetStart => Place::new(self.frozen_rows, self.frozen_columns),
            Move::SheetEnd => Place::new(self.used_rows.saturating_sub(1), self.used_columns.saturating_sub(1)),
        };
        self.shown_on_way(from, target)
    }

    /// The filled cells around a cell, up to the blank rows and columns that border them, as Ctrl+Shift+8 selects them.
    #[must_use]
    pub fn region(&self, around: Place) -> Block {
        let mut block = Block::of(self.clamp(around));
        loop {
            let wider = self.grown(block);
            if wider == block {
                return block;
            }
            block = wider;
        }
    }

    /// The block grown over rows that hold something beside it, corners included, then over such columns.
    fn grown(&self, mut block: Block) -> Block {
        let row_holds = |row: u32, block: Block| {
            let columns = block.left.saturating_sub(1)..=block.right.saturating_add(1);
            columns.into_iter().any(|column| self.filled(Place::new(row, column)))
        };
        while block.top > 0 && row_holds(block.top - 1, block) {
            block.top -= 1;
        }
        while row_holds(block.bottom.saturating_add(1), block) {
            block.bottom += 1;
        }
        let column_holds = |column: u32| {
            let rows = block.top.saturating_sub(1)..=block.bottom.saturating_add(1);
            rows.into_iter().any(|row| self.filled(Place::new(row, column)))
        };
        let (mut left, mut right) = (block.left, block.right);
        while left > 0 && column_holds(left - 1) {
            left -= 1;
        }
        while column_holds(right.saturating_add(1)) {
            right += 1;
        }
        Block { left, right, ..block }
    }

    /// The nearest cell that is shown.
    #[must_use]
    pub fn clamp(&self, at: Place) -> Place {
        Place::new(at.row.min(self.rows.saturating_sub(1)), at.column.min(self.columns.saturating_sub(1)))
    }

    /// Whether a cell is hidden with its row or column.
    #[must_use]
    pub fn is_hidden(&self, at: Place) -> bool {
        (self.is_row_hidden)(at.row) || (self.is_column_hidden)(at.column)
    }

    /// Where a way from one cell to another ends when nothing stops at hidden rows and columns: at the next one that is
    /// shown, or where there is none, at the last one before.
    #[must_use]
    pub fn shown_on_way(&self, from: Place, to: Place) -> Place {
        let to = self.clamp(to);
        Place::new(
            shown_track(from.row, to.row, self.rows, self.is_row_hidden),
            shown_track(from.column, to.column, self.columns, self.is_column_hidden),
        )
    }

    fn filled(&self, at: Place) -> bool {
        // Nothing beyond the used part is filled, so a long empty column costs no questions.
        at.row < self.used_rows && at.column < self.used_columns && (self.is_filled)(at)
    }

    fn edge(&self, from: Place, direction: Direction) -> Place {
        let Some(next) = self.neighbour(from, direction) else { return from };
        if self.filled(from) && self.filled(next) {
            let mut last = next;
            while let Some(next) = self.neighbour(last, direction).filter(|next| self.filled(*next)) {
                last = next;
            }
            return last;
        }
        let mut at = self.nearer(next, direction);
        while !self.filled(at) {
            match self.neighbour(at, direction) {
                Some(next) if !self.is_past_data(next, direction) => at = next,
                _ => return self.end(from, direction),
            }
        }
        at
    }

    /// The first cell from `at` on that may hold data, so that coming back from far outside takes one step.
    fn nearer(&self, at: Place, direction: Direction) -> Place {
        match direction {
            Direction::Up => Place::new(at.row.min(self.used_rows.saturating_sub(1)), at.column),
            Direction::Left => Place::new(at.row, at.column.min(self.used_columns.saturating_sub(1))),
            Direction::Down | Direction::Right => at,
        }
    }

    fn is_past_data(&self, at: Place, direction: Direction) -> bool {
        match direction {
            Direction::Down => at.row >= self.used_rows,
            Direction::Right => at.column >= self.used_columns,
            Direction::Up => at.column >= self.used_columns,
            Direction::Left => at.row >= self.used_rows,
        }
    }

    fn neighbour(&self, at: Place, direction: Direction) -> Option<Place> {
        let next = self.shown_on_way(at, shift(at, direction, 1));
        (next != at).then_some(next)
    }

    fn end(&self, from: Place, direction: Direction) -> Place {
        match direction {
            Direction::Up => Place::new(0, from.column),
            Direction::Down => Place::new(self.rows.saturating_sub(1), from.column),
            Direction::Left => Place::new(from.row, 0),
            Direction::Right => Place::new(from.row, self.columns.saturating_sub(1)),
        }
    }

    fn last_filled_column(&self, row: u32) -> u32 {
        (0..self.used_columns).rev().find(|column| self.filled(Place::new(row, *column))).unwrap_or(0)
    }
}

fn shown_track(from: u32, to: u32, count: u32, is_hidden: &dyn Fn(u32) -> bool) -> u32 {
    // A key that goes along a hidden row stays in it.
    if from == to || !is_hidden(to) {
        return to;
    }
    let after = || (to..count).find(|track| !is_hidden(*track));
    let before = || (0..to).rev().find(|track| !is_hidden(*track));
    if to > from { after().or_else(before) } else { before().or_else(after) }.unwrap_or(to)
}

fn shift(at: Place, direction: Direction, by: u32) -> Place {
    match direction {
        Direction::Up => Place::new(at.row.saturating_sub(by), at.column),
        Direction::Down => Place::new(at.row.saturating_add(by), at.column),
        Direction::Left => Place::new(at.row, at.column.saturating_sub(by)),
        Direction::Right => Place::new(at.row, at.column.saturating_add(by)),
    }
}

/// Rows and columns that are worth showing: all that hold data and some empty ones beyond them and beyond the active
/// cell, so that a person never meets an end while typing. They grow in steps, so that the scroll bar stays calm.
#[must_use]
pub fn shown_extent(used_rows: u32, used_columns: u32, active: Place) -> (u32, u32) {
    let grow = |used: u32, at: u32, room: u32, most: u32| {
        used.max(at).saturating_add(room).div_ceil(room).saturating_mul(room).min(most)
    };
    let rows = grow(used_rows, active.row, 50, MAX_ROWS);
    let columns = grow(used_columns, active.column, 13, MAX_COLUMNS);
    (rows.max(100), columns.max(26))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Down, Left, Right, Up};

    /// A sheet as a drawing: `x` is filled. Two rows and one column are frozen, a window holds 3 rows and 2 columns.
    const SHEET: [&str; 6] = ["xx.x....", "x.......", "x..xx...", ".....x..", "x.......", "........"];

    /// From a row and column, a move, to a row and column.
    type Case = ((u32, u32), Move, (u32, u32));

    fn check(cases: &[Case]) {
        let is_filled = |at: Place| {
            SHEET.get(at.row as usize).and_then(|row| row.as_bytes().get(at.column as usize)) == Some(&b'x')
        };
        let ground = Ground {
            rows: 10,
            columns: 8,
            used_rows: 5,
            used_columns: 6,
            frozen_rows: 2,
            frozen_columns: 1,
            page_rows: 3,
            page_columns: 2,
            is_filled: &is_filled,
            is_row_hidden: &|_| false,
            is_column_hidden: &|_| false,
        };
        for (from, step, expect) in cases {
            let target = ground.target(Place::new(from.0, from.1), *step);
            assert_eq!((target.row, target.column), *expect, "{step:?} from {from:?}");
        }
    }

    #[test]
    fn a_region_ends_at_blank_rows_and_columns() {
        let filled = ["11.1", "1..1", "..1.", ".1..", "....", "1..."];
        let is_filled = |at: Place| {
            let row = filled.get(at.row as usize).map_or(&[][..], |row| row.as_bytes());
            row.get(at.column as usize) == Some(&b'1')
        };
        let ground = Ground {
            rows: 20,
            columns: 10,
            used_rows: 6,
            used_columns: 4,
            frozen_rows: 0,
            frozen_columns: 0,
            page_rows: 5,
            page_columns: 4,
            is_filled: &is_filled,
            is_row_hidden: &|_| false,
            is_column_hidden: &|_| false,
        };
        for (around, expect) in [
            ((0, 0), (0, 0, 3, 3)),
            ((3, 1), (0, 0, 3, 3)),
            ((5, 0), (5, 0, 5, 0)),
            ((9, 9), (9, 9, 9, 9)),
            ((4, 3), (4, 3, 4, 3)),
        ] {
            let block = ground.region(Place::new(around.0, around.1));
            assert_eq!((block.top, block.left, block.bottom, block.right), expect, "{around:?}");
        }
    }

    #[test]
    fn steps_stay_on_the_sheet() {
        check(&[
            ((0, 0), Move::Step(Up), (0, 0)),
            ((0, 0), Move::Step(Left), (0, 0)),
            ((0, 0), Move::Step(Down), (1, 0)),
            ((9, 7), Move::Step(Down), (9, 7)),
            ((9, 7), Move::Step(Right), (9, 7)),
            ((40, 40), Move::Step(Up), (8, 7)),
        ]);
    }

    #[test]
    fn edges_are_those_of_the_data() {
        check(&[
            ((0, 0), Move::Edge(Down), (2, 0)),
            ((2, 0), Move::Edge(Down), (4, 0)),
            ((4, 0), Move::Edge(Down), (9, 0)),
            ((9, 0), Move::Edge(Up), (4, 0)),
            ((4, 0), Move::Edge(Up), (2, 0)),
            ((2, 0), Move::Edge(Up), (0, 0)),
            ((0, 0), Move::Edge(Right), (0, 1)),
            ((0, 1), Move::Edge(Right), (0, 3)),
            ((0, 3), Move::Edge(Right), (0, 7)),
            ((0, 7), Move::Edge(Left), (0, 3)),
            ((0, 3), Move::Edge(Left), (0, 1)),
            ((1, 7), Move::Edge(Left), (1, 0)),
            ((2, 5), Move::Edge(Down), (3, 5)),
            ((0, 7), Move::Edge(Down), (9, 7)),
            ((9, 7), Move::Edge(Up), (0, 7)),
            ((9, 7), Move::Edge(Left), (9, 0)),
            ((5, 2), Move::Edge(Up), (0, 2)),
            ((0, 0), Move::Edge(Up), (0, 0)),
        ]);
    }

    #[test]
    fn hidden_rows_and_columns_are_passed_over() {
        let ground = Ground {
            rows: 10,
            columns: 8,
            used_rows: 10,
            used_columns: 8,
            frozen_rows: 0,
            frozen_columns: 0,
            page_rows: 3,
            page_columns: 2,
            // Rows 3, 4 and 9, and columns 0 and 6.
            is_filled: &|_| true,
            is_row_hidden: &|row| [3, 4, 9].contains(&row),
            is_column_hidden: &|column| [0, 6].contains(&column),
        };
        for (from, step, expect) in [
            ((2, 2), Move::Step(Down), (5, 2)),
            ((5, 2), Move::Step(Up), (2, 2)),
            ((8, 2), Move::Step(Down), (8, 2)),
            ((2, 1), Move::Step(Left), (2, 1)),
            ((2, 5), Move::Step(Right), (2, 7)),
            ((2, 2), Move::Edge(Down), (8, 2)),
            ((8, 7), Move::Edge(Left), (8, 1)),
            ((1, 2), Move::Page(Down), (5, 2)),
            ((1, 2), Move::RowStart, (1, 1)),
            ((1, 2), Move::SheetEnd, (8, 7)),
            // Along a hidden row, as after typing its name.
            ((3, 2), Move::Step(Right), (3, 3)),
        ] {
            let target = ground.target(Place::new(from.0, from.1), step);
            assert_eq!((target.row, target.column), expect, "{step:?} from {from:?}");
        }
    }

    #[test]
    fn home_end_and_pages() {
        check(&[
            ((2, 4), Move::RowStart, (2, 1)),
            ((2, 0), Move::RowEnd, (2, 4)),
            ((8, 5), Move::RowEnd, (8, 0)),
            ((4, 4), Move::SheetStart, (2, 1)),
            ((0, 0), Move::SheetEnd, (4, 5)),
            ((1, 1), Move::Page(Down), (4, 1)),
            ((8, 1), Move::Page(Down), (9, 1)),
            ((4, 1), Move::Page(Up), (1, 1)),
            ((1, 1), Move::Page(Right), (1, 3)),
            ((1, 1), Move::Page(Left), (1, 0)),
        ]);
    }

    #[test]
    fn an_empty_sheet_has_an_end_too() {
        let ground = Ground {
            rows: 4,
            columns: 3,
            used_rows: 0,
            used_columns: 0,
            frozen_rows: 0,
            frozen_columns: 0,
            page_rows: 0,
            page_columns: 0,
            is_filled: &|_| false,
            is_row_hidden: &|_| false,
            is_column_hidden: &|_| false,
        };
        for (from, step, expect) in [
            ((0, 0), Move::Edge(Down), (3, 0)),
            ((3, 2), Move::Edge(Up), (0, 2)),
            ((3, 2), Move::Edge(Left), (3, 0)),
            ((1, 1), Move::SheetEnd, (0, 0)),
            ((1, 1), Move::Page(Down), (2, 1)),
        ] {
            let target = ground.target(Place::new(from.0, from.1), step);
            assert_eq!((target.row, target.column), expect, "{step:?} from {from:?}");
        }
    }

    #[test]
    fn the_shown_part_grows_with_the_data_and_the_active_cell() {
        for (rows, columns, active, expect) in [
            (0, 0, (0, 0), (100, 26)),
            (60, 3, (0, 0), (150, 26)),
            (100, 26, (0, 0), (150, 39)),
            (3, 3, (99, 25), (150, 39)),
            (MAX_ROWS, MAX_COLUMNS, (0, 0), (MAX_ROWS, MAX_COLUMNS)),
        ] {
            assert_eq!(shown_extent(rows, columns, Place::new(active.0, active.1)), expect);
        }
    }
}
