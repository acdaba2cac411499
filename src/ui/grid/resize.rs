//! The edge of a column heading: dragging it sets the width of the column, a double click fits it to its texts.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use tandem_core::grid::Selection;

use super::px;
use super::state::{GridState, HEADINGS_WIDTH_PX};

/// The least and the greatest width that dragging gives, in pixels.
const NARROWEST_PX: i32 = 24;
const WIDEST_PX: i32 = 900;
/// Room beside the longest text, in pixels.
const PADDING_PX: u32 = 22;

/// Where dragging began: the pointer's place, and the width of the column, in pixels.
type Begun = Option<(i32, i32)>;

/// The edge at the right of a column heading.
#[component]
pub fn ColumnEdge(
    /// The grid.
    grid: GridState,
    /// The column.
    column: u32,
) -> impl IntoView {
    let begun = RwSignal::new(Begun::None);
    let edge = NodeRef::<leptos::html::Span>::new();
    let (start_px, width_px) =
        grid.viewport.with_untracked(|viewport| (viewport.columns.start_px(column), viewport.columns.size_px(column)));
    let width_at = move |event: &PointerEvent| {
        let (x_px, width_px) = begun.get_untracked()?;
        let wanted_px = width_px.saturating_add(event.client_x()).saturating_sub(x_px);
        Some(px::to_u32(wanted_px.clamp(NARROWEST_PX, WIDEST_PX)))
    };
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        begun.set(Some((event.client_x(), px::to_i32(u64::from(width_px)))));
        if let Some(edge) = edge.get_untracked() {
            // Without the capture, dragging ends where the pointer leaves the edge, which is no harm.
            let _ = edge.set_pointer_capture(event.pointer_id());
        }
    };
    let moved = move |event: PointerEvent| {
        event.stop_propagation();
        let guide = width_at(&event).map(|width_px| start_px.saturating_add(u64::from(width_px)));
        grid.guide_px.set(guide.map(|guide_px| guide_px.saturating_add(u64::from(HEADINGS_WIDTH_PX))));
    };
    let up = move |event: PointerEvent| {
        event.stop_propagation();
        let wanted = width_at(&event).filter(|wanted_px| *wanted_px != width_px);
        begun.set(None);
        grid.guide_px.set(None);
        if let Some(wanted_px) = wanted {
            set_width(grid, column, wanted_px);
        }
    };
    let fit = move || {
        let (_, bold) = grid.digit_tenths_px.get_untracked();
        let text_px = grid.sheet.widest_text_tenths(column).saturating_mul(bold).div_ceil(100);
        let wanted_px = text_px.saturating_add(PADDING_PX).min(px::to_u32(WIDEST_PX));
        set_width(grid, column, wanted_px.max(px::to_u32(NARROWEST_PX)));
    };
    view! {
        <span
            class="grid__column-edge"
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
                fit();
            }
        ></span>
    }
}

/// Sets the width of a column, and of all wholly selected ones where it is one of them.
fn set_width(grid: GridState, column: u32, width_px: u32) {
    let block = grid.selection.with_untracked(Selection::block);
    let is_one_of_them =
        block.is_whole_columns() && !block.is_whole_rows() && (block.left..=block.right).contains(&column);
    if is_one_of_them {
        grid.sheet.resize_columns(block.left..=block.right, width_px);
    } else {
        grid.sheet.resize_columns(std::iter::once(column), width_px);
    }
}
