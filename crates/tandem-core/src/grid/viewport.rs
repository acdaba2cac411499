//! The part of a sheet that a window shows.

use std::ops::Range;

use super::{Place, Tracks};

/// How far a window is scrolled, in pixels of the part that scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// To the right.
    pub x_px: u64,
    /// Down.
    pub y_px: u64,
}

/// A window onto a sheet whose first rows and columns may be frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// The sheet's rows.
    pub rows: Tracks,
    /// The sheet's columns.
    pub columns: Tracks,
    /// Rows at the top that do not scroll.
    pub frozen_rows: u32,
    /// Columns at the left that do not scroll.
    pub frozen_columns: u32,
    /// Width for cells, in pixels, frozen columns included and headings not.
    pub width_px: u32,
    /// Height for cells, in pixels, frozen rows included and headings not.
    pub height_px: u32,
}

/// The rows and columns that are in sight at one offset, apart from the frozen ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The rows, of which the first and the last may be cut.
    pub rows: Range<u32>,
    /// The columns, of which the first and the last may be cut.
    pub columns: Range<u32>,
}

impl Viewport {
    /// What is in sight, with some more rows and columns on each side so that a small scroll finds them ready.
    #[must_use]
    pub fn window(&self, offset: Offset, margin_rows: u32, margin_columns: u32) -> Window {
        Window {
            rows: seen(&self.rows, self.frozen_rows, offset.y_px, self.height_px, margin_rows),
            columns: seen(&self.columns, self.frozen_columns, offset.x_px, self.width_px, margin_columns),
        }
    }

    /// The offset nearest to `offset` at which a cell is wholly in sight; for a cell larger than the window, its start.
    #[must_use]
    pub fn reveal(&self, at: Place, offset: Offset) -> Offset {
        Offset {
            x_px: revealed(&self.columns, self.frozen_columns, offset.x_px, self.width_px, at.column),
            y_px: revealed(&self.rows, self.frozen_rows, offset.y_px, self.height_px, at.row),
        }
    }

    /// The cell at a point of the window, in pixels from the corner of its cells.
    #[must_use]
    pub fn place_at(&self, x_px: u64, y_px: u64, offset: Offset) -> Place {
        Place::new(
            hit(&self.rows, self.frozen_rows, y_px, offset.y_px),
            hit(&self.columns, self.frozen_columns, x_px, offset.x_px),
        )
    }

    /// Whole rows of one window, at least 1: how far a Page key goes.
    #[must_use]
    pub fn page_rows(&self, offset: Offset) -> u32 {
        page(&self.rows, self.frozen_rows, offset.y_px, self.height_px)
    }

    /// Whole columns of one window, at least 1.
    #[must_use]
    pub fn page_columns(&self, offset: Offset) -> u32 {
        page(&self.columns, self.frozen_columns, offset.x_px, self.width_px)
    }
}

fn seen(tracks: &Tracks, frozen: u32, scroll_px: u64, size_px: u32, margin: u32) -> Range<u32> {
    let frozen = frozen.min(tracks.count());
    let frozen_px = tracks.start_px(frozen);
    let room_px = u64::from(size_px).saturating_sub(frozen_px);
    if room_px == 0 || frozen == tracks.count() {
        return frozen..frozen;
    }
    let start_px = frozen_px.saturating_add(scroll_px);
    let first = tracks.at_px(start_px).saturating_sub(margin).max(frozen);
    let last = tracks.at_px(start_px.saturating_add(room_px - 1)).saturating_add(margin);
    first..last.saturating_add(1).min(tracks.count())
}

fn revealed(tracks: &Tracks, frozen: u32, scroll_px: u64, size_px: u32, index: u32) -> u64 {
    let frozen_px = tracks.start_px(frozen);
    let room_px = u64::from(size_px).saturating_sub(frozen_px);
    if index < frozen {
        return scroll_px;
    }
    let start_px = tracks.start_px(index).saturating_sub(frozen_px);
    let end_px = tracks.end_px(index).saturating_sub(frozen_px);
    if start_px < scroll_px || end_px - start_px > room_px {
        return start_px;
    }
    scroll_px.max(end_px.saturating_sub(room_px))
}

fn hit(tracks: &Tracks, frozen: u32, px: u64, scroll_px: u64) -> u32 {
    if px < tracks.start_px(frozen) { tracks.at_px(px) } else { tracks.at_px(px.saturating_add(scroll_px)) }
}

fn page(tracks: &Tracks, frozen: u32, scroll_px: u64, size_px: u32) -> u32 {
    let frozen_px = tracks.start_px(frozen);
    let start_px = frozen_px.saturating_add(scroll_px);
    let end_px = scroll_px.saturating_add(u64::from(size_px));
    let first = tracks.at_px(start_px);
    // The track that is cut at the window's end is the first of the next page.
    tracks.at_px(end_px).saturating_sub(first).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 rows of 20 px of which two are frozen, 20 columns of 50 px except a frozen first one of 200 px.
    fn viewport() -> Viewport {
        Viewport {
            rows: Tracks::new(100, 20, []),
            columns: Tracks::new(20, 50, [(0, 200)]),
            frozen_rows: 2,
            frozen_columns: 1,
            width_px: 400,
            height_px: 200,
        }
    }

    #[test]
    fn windows_begin_after_the_frozen_part() {
        for (x_px, y_px, margin, rows, columns) in [
            (0, 0, 0, 2..10, 1..5),
            (0, 0, 3, 2..13, 1..8),
            (10, 5, 0, 2..11, 1..6),
            (50, 20, 0, 3..11, 2..6),
            (50, 20, 2, 2..13, 1..8),
            (750, 1_800, 0, 92..100, 16..20),
            (9_999, 9_999, 0, 99..100, 19..20),
        ] {
            let window = viewport().window(Offset { x_px, y_px }, margin, margin);
            assert_eq!((window.rows, window.columns), (rows, columns), "at {x_px}, {y_px}");
        }
    }

    #[test]
    fn a_window_that_is_all_frozen_shows_nothing_else() {
        let small = Viewport { width_px: 200, height_px: 30, ..viewport() };
        assert_eq!(small.window(Offset::default(), 0, 0), Window { rows: 2..2, columns: 1..1 });
        let frozen = Viewport { frozen_rows: 500, ..viewport() };
        assert!(frozen.window(Offset::default(), 2, 2).rows.is_empty());
    }

    #[test]
    fn revealing_scrolls_no_further_than_it_must() {
        for (row, column, from, expect) in [
            (5, 2, (0, 0), (0, 0)),
            (10, 1, (0, 0), (0, 20)),
            (20, 6, (0, 0), (100, 220)),
            (3, 1, (100, 220), (0, 20)),
            (0, 0, (100, 220), (100, 220)),
            (99, 19, (0, 0), (750, 1_800)),
        ] {
            let offset = viewport().reveal(Place::new(row, column), Offset { x_px: from.0, y_px: from.1 });
            assert_eq!((offset.x_px, offset.y_px), expect, "row {row}, column {column} from {from:?}");
        }
    }

    #[test]
    fn a_cell_larger_than_the_window_shows_its_start() {
        let viewport = Viewport { columns: Tracks::new(20, 50, [(3, 900)]), frozen_columns: 0, ..viewport() };
        assert_eq!(viewport.reveal(Place::new(0, 3), Offset::default()).x_px, 150);
    }

    #[test]
    fn points_find_their_cells_on_both_sides_of_the_frozen_edge() {
        let offset = Offset { x_px: 100, y_px: 40 };
        for (x_px, y_px, expect) in
            [(0, 0, (0, 0)), (199, 39, (1, 0)), (200, 40, (4, 3)), (249, 59, (4, 3)), (250, 60, (5, 4))]
        {
            let place = viewport().place_at(x_px, y_px, offset);
            assert_eq!((place.row, place.column), expect, "at {x_px}, {y_px}");
        }
    }

    #[test]
    fn a_page_is_what_fits_wholly() {
        assert_eq!(viewport().page_rows(Offset::default()), 8);
        assert_eq!(viewport().page_columns(Offset::default()), 4);
        let small = Viewport { width_px: 10, height_px: 10, ..viewport() };
        assert_eq!((small.page_rows(Offset::default()), small.page_columns(Offset::default())), (1, 1));
    }
}
