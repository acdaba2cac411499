//! The window onto a sheet: how much of it is shown, and how wide its columns may be.

use std::collections::BTreeMap;

use tandem_core::grid::{Place, Tracks, Viewport, shown_extent};

use super::sheet::SheetView;
use super::state::{HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};

/// Rows and columns that are shown of a sheet that uses so many.
pub fn shown_extent_of(used: (u32, u32), active: Place) -> (u32, u32) {
    shown_extent(used.0, used.1, active)
}

/// The window onto a sheet of which so many rows and columns are shown, with its size in pixels, headings included. Formulas
/// get columns of twice the width.
pub fn window_onto(
    sheet: SheetView,
    (rows, columns): (u32, u32),
    (width_px, height_px): (u32, u32),
    widest_px: u32,
    shows_formulas: bool,
) -> Viewport {
    let layout = sheet.layout();
    let times = if shows_formulas { 2 } else { 1 };
    let widths = capped(layout.column_widths, times, widest_px);
    Viewport {
        rows: Tracks::new(rows, layout.row_height_px, layout.row_heights),
        columns: Tracks::new(columns, layout.column_width_px.saturating_mul(times), widths),
        frozen_rows: layout.frozen_rows.min(rows),
        frozen_columns: layout.frozen_columns.min(columns),
        width_px: width_px.saturating_sub(HEADINGS_WIDTH_PX),
        height_px: height_px.saturating_sub(HEADINGS_HEIGHT_PX),
    }
}

/// The greatest width of a column, in pixels: on a phone, a label must leave room for the figures beside it.
pub const fn widest_column_px(window_px: u32) -> u32 {
    const NARROW_PX: u32 = 640;
    if window_px == 0 || window_px > NARROW_PX { u32::MAX } else { window_px / 2 }
}

fn capped(widths: BTreeMap<u32, u32>, times: u32, widest_px: u32) -> impl Iterator<Item = (u32, u32)> {
    widths.into_iter().map(move |(column, width_px)| (column, width_px.saturating_mul(times).min(widest_px)))
}
