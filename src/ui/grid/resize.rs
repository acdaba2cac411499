//! The edge of a heading: dragging it sets the width of the column or the height of the row, a double click fits it to its texts.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use tandem_core::grid::{Block, Selection};

use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};

/// The least and the greatest size that dragging gives, in pixels.
const LEAST_PX: i32 = 18;
const GREATEST_PX: i32 = 900;
/// Room beside the longest text, in pixels.
const PADDING_PX: u32 = 22;

/// What an edge belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// A column, from 0.
    Column(u32),
    /// A row, from 0.
    Row(u32),
}

/// Where dragging began: the pointer's place, and the size of the track, in pixels.
type Begun = Option<(i32, i32)>;

/// The edge at the end of a heading.
#[component]
pub fn TrackEdge(
    /// The grid.
    grid: GridState,
    /// The column or row.
    track: Heading,
) -> impl IntoView {
    let begun = RwSignal::new(Begun::None);
    let edge = NodeRef::<leptos::html::Span>::new();
    let (start_px, size_px) = grid.viewport.with_untracked(|viewport| match track {
        Heading::Column(column) => (viewport.columns.start_px(column), viewport.columns.size_px(column)),
        Heading::Row(row) => (viewport.rows.start_px(row), viewport.rows.size_px(row)),
    });
    let place = move |event: &PointerEvent| match track {
        Heading::Column(_) => event.client_x(),
        Heading::Row(_) => event.client_y(),
    };
    let size_at = move |event: &PointerEvent| {
        let (from_px, size_px) = begun.get_untracked()?;
        let wanted_px = size_px.saturating_add(place(event)).saturating_sub(from_px);
        Some(px::to_u32(wanted_px.clamp(LEAST_PX, GREATEST_PX)))
    };
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        begun.set(Some((place(&event), px::to_i32(u64::from(size_px)))));
        if let Some(edge) = edge.get_untracked() {
            // Without the capture, dragging ends where the pointer leaves the edge, which is no harm.
            let _ = edge.set_pointer_capture(event.pointer_id());
        }
    };
    let moved = move |event: PointerEvent| {
        event.stop_propagation();
        let end_px = size_at(&event).map(|size_px| start_px.saturating_add(u64::from(size_px)));
        grid.guide_px.set(end_px.map(|end_px| match track {
            Heading::Column(_) => (true, end_px.saturating_add(u64::from(HEADINGS_WIDTH_PX))),
            Heading::Row(_) => (false, end_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX))),
        }));
    };
    let up = move |event: PointerEvent| {
        event.stop_propagation();
        let wanted = size_at(&event).filter(|wanted_px| *wanted_px != size_px);
        begun.set(None);
        grid.guide_px.set(None);
        if let Some(wanted_px) = wanted {
            set_size(grid, track, wanted_px);
        }
    };
    let class = match track {
        Heading::Column(_) => "grid__column-edge",
        Heading::Row(_) => "grid__row-edge",
    };
    view! {
        <span
            class=class
            node_ref=edge
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| {
                begun.set(None);
                grid.guide_px.set(None);
            }
            on:click=move |event| event.stop_propagation()
            on:dblclick=move |event| {
                event.stop_propagation();
                match track {
                    Heading::Column(column) => set_size(grid, track, fitting_width_px(grid, column)),
                    Heading::Row(row) => grid.sheet.fit_rows(Block { top: row, left: 0, bottom: row, right: 0 }),
                }
            }
        ></span>
    }
}

/// The width in which the texts of a column fit.
fn fitting_width_px(grid: GridState, column: u32) -> u32 {
    let (_, bold) = grid.digit_tenths_px.get_untracked();
    let text_px = grid.sheet.widest_text_tenths(column).saturating_mul(bold).div_ceil(100);
    let wanted_px = text_px.saturating_add(PADDING_PX).min(px::to_u32(GREATEST_PX));
    wanted_px.max(px::to_u32(LEAST_PX))
}

impl GridState {
    /// Gives the columns of a block the widths in which their texts fit.
    pub fn fit_columns(self, block: Block) {
        let block = self.sheet.bounded(block);
        let widths = (block.left..=block.right).map(|column| (column, fitting_width_px(self, column)));
        self.sheet.resize_columns(widths);
    }
}

/// Sets the size of a column or row, and of all wholly selected ones where it is one of them.
fn set_size(grid: GridState, track: Heading, size_px: u32) {
    let block = grid.selection.with_untracked(Selection::block);
    let (columns, rows) = (block.is_whole_columns(), block.is_whole_rows());
    match track {
        Heading::Column(column) => {
            let is_one_of_them = columns && !rows && (block.left..=block.right).contains(&column);
            let all = if is_one_of_them { block.left..=block.right } else { column..=column };
            grid.sheet.resize_columns(all.map(|column| (column, size_px)));
        }
        Heading::Row(row) => {
            let is_one_of_them = rows && !columns && (block.top..=block.bottom).contains(&row);
            let all = if is_one_of_them { block.top..=block.bottom } else { row..=row };
            grid.sheet.resize_rows(all, size_px);
        }
    }
}
