//! The pointer on the grid: clicks, dragging over cells and headings, double clicks, fingers.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use tandem_core::grid::{Place, Selection};
use wasm_bindgen::JsCast;

use super::keys::Mode;
use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::browser::element::Element;

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hit {
    Corner,
    Column(u32),
    Row(u32),
    Cell(Place),
}

/// A selection that is being drawn with the pointer.
#[derive(Clone, Copy, Debug)]
pub struct Drag(RwSignal<Option<Hit>>);

impl Default for Drag {
    fn default() -> Self {
        Self(RwSignal::new(None))
    }
}

impl Drag {
    /// Ends it; what is selected stays.
    pub fn end(self) {
        self.0.set(None);
    }
}

/// The button or finger goes down.
pub fn down(grid: GridState, drag: Drag, event: &PointerEvent) {
    let is_touch = event.pointer_type() == "touch";
    grid.by_touch.set(is_touch);
    // A finger that goes down may be about to scroll; it selects when it comes up again, as a click.
    if is_touch || event.button() != 0 {
        return;
    }
    let Some(hit) = hit(grid, event) else { return };
    if !leave_editing(grid) {
        return;
    }
    select(grid, hit, event);
    drag.0.set(Some(hit));
    if let Some(scroller) = grid.scroller.get_untracked() {
        // Without the capture, dragging ends at the edge of the grid, which is no harm.
        let _ = scroller.set_pointer_capture(event.pointer_id());
    }
}

/// The pointer moves.
pub fn moved(grid: GridState, drag: Drag, event: &PointerEvent) {
    let Some(from) = drag.0.get_untracked() else { return };
    let Some(to) = hit(grid, event) else { return };
    let selection = grid.pointed();
    match (from, to) {
        (Hit::Cell(_), Hit::Cell(at)) if at != selection.extent() => grid.select(selection.extended_to(at)),
        (Hit::Column(from), Hit::Column(to) | Hit::Cell(Place { column: to, .. })) => {
            grid.select_in_place(Selection::columns(from, to));
        }
        (Hit::Row(from), Hit::Row(to) | Hit::Cell(Place { row: to, .. })) => {
            grid.select_in_place(Selection::rows(from, to));
        }
        _ => {}
    }
}

/// The mouse goes down: the browser would take the focus away from the editor.
pub fn keep_focus(grid: GridState, event: &MouseEvent) {
    if hit(grid, event).is_some() {
        event.prevent_default();
        grid.focus();
    }
}

/// A click: fingers select by it, the mouse has done so before.
pub fn click(grid: GridState, event: &MouseEvent) {
    if !grid.by_touch.get_untracked() {
        return;
    }
    let Some(hit) = hit(grid, event) else { return };
    if leave_editing(grid) {
        let again = hit == Hit::Cell(grid.active()) && grid.selection.with_untracked(Selection::is_single);
        select(grid, hit, event);
        grid.focus();
        // A second tap on the same cell opens it, and with it the keyboard.
        if again && !grid.is_editing() {
            grid.begin(Mode::Edit, None);
        }
    }
}

/// A double click edits the cell.
pub fn double_click(grid: GridState, event: &MouseEvent) {
    if matches!(hit(grid, event), Some(Hit::Cell(_))) && !grid.is_editing() {
        grid.begin(Mode::Edit, None);
    }
}

/// Takes over what is being typed before the pointer does something else; not where it holds a mistake. A formula that
/// waits for a reference goes on, and the pointer picks it.
fn leave_editing(grid: GridState) -> bool {
    !grid.is_editing() || grid.begin_pointing() || grid.commit()
}

fn select(grid: GridState, hit: Hit, event: &MouseEvent) {
    let selection = grid.pointed();
    let adds = event.ctrl_key() || event.meta_key();
    match hit {
        Hit::Corner => grid.select_in_place(selection.everything()),
        Hit::Column(column) if event.shift_key() => {
            grid.select_in_place(Selection::columns(selection.active().column, column));
        }
        Hit::Column(column) => grid.select_in_place(Selection::columns(column, column)),
        Hit::Row(row) if event.shift_key() => grid.select_in_place(Selection::rows(selection.active().row, row)),
        Hit::Row(row) => grid.select_in_place(Selection::rows(row, row)),
        Hit::Cell(at) if event.shift_key() => grid.select(selection.extended_to(at)),
        Hit::Cell(at) if adds => grid.select(selection.with_another(at)),
        Hit::Cell(at) => grid.select(Selection::at(at)),
    }
}

/// What lies under the pointer; nothing where that is the open editor or a scroll bar.
fn hit(grid: GridState, event: &MouseEvent) -> Option<Hit> {
    let scroller = grid.scroller.get_untracked()?;
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    if target.is_some_and(|target| target.tag_name() == "TEXTAREA") {
        return None;
    }
    let corner = scroller.get_bounding_client_rect();
    let x_px = event.client_x().saturating_sub(round(corner.left())).saturating_sub(scroller.client_left());
    let y_px = event.client_y().saturating_sub(round(corner.top())).saturating_sub(scroller.client_top());
    if x_px >= scroller.client_width() && x_px < scroller.offset_width()
        || y_px >= scroller.client_height() && y_px < scroller.offset_height()
    {
        return None;
    }
    let offset = grid.offset.get_untracked();
    let (headings_x, headings_y) = (px_i32(HEADINGS_WIDTH_PX), px_i32(HEADINGS_HEIGHT_PX));
    let in_headings = (x_px < headings_x, y_px < headings_y);
    let place = grid.viewport.with_untracked(|viewport| {
        let x_px = px::to_u64(x_px.saturating_sub(headings_x));
        let y_px = px::to_u64(y_px.saturating_sub(headings_y));
        viewport.place_at(x_px, y_px, offset)
    });
    Some(match in_headings {
        (true, true) => Hit::Corner,
        (true, false) => Hit::Row(place.row),
        (false, true) => Hit::Column(place.column),
        (false, false) => Hit::Cell(place),
    })
}

fn px_i32(px: u32) -> i32 {
    px::to_i32(u64::from(px))
}

#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates, and positions on a page are small")]
const fn round(px: f64) -> i32 {
    px.round() as i32
}
