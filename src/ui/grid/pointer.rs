//! The pointer on the grid: clicks, dragging over cells and headings, double clicks, fingers.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent, TouchEvent};
use leptos::prelude::*;
use tandem_core::grid::{Block, Fill, Place, Selection};
use tandem_core::operation::SeriesKind;
use wasm_bindgen::JsCast;

use super::border::grabbed;
use super::keys::Mode;
use super::px;
use super::state::{Asked, GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use super::touch::Press;
use crate::browser::element::Element;
use crate::session::SheetCommand;

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hit {
    Corner,
    Column(u32),
    Row(u32),
    Cell(Place),
    /// The handle at the lower right of the selection.
    Handle,
    /// One of the two handles for fingers; the first or the last cell of the selection.
    End {
        is_first: bool,
    },
    /// The border of the selection, held by one of its cells.
    Border(Place),
}

/// What is being drawn with the pointer: a selection, or how far a fill goes.
#[derive(Clone, Copy, Debug)]
pub struct Drag {
    from: RwSignal<Option<Hit>>,
    /// The latest place of the pointer in the window, for scrolling on while it rests beyond the edge.
    at_px: RwSignal<Option<(i32, i32)>>,
    /// A finger that may rest.
    press: Press,
    /// Counts drags, so that a scroll that was begun for one does not go on in the next.
    count: RwSignal<u32>,
}

impl Default for Drag {
    fn default() -> Self {
        Self { from: RwSignal::new(None), at_px: RwSignal::new(None), press: Press::default(), count: RwSignal::new(0) }
    }
}

impl Drag {
    fn begin(self, from: Hit) {
        self.count.update(|count| *count = count.wrapping_add(1));
        self.from.set(Some(from));
    }

    /// Ends it; what is selected stays, a fill is done, and what was carried is put down.
    pub fn end(self, grid: GridState, event: &PointerEvent) {
        if self.press.end() {
            // The browser closes a menu that opened under the finger when that goes up, so it is asked for once more.
            let at_px = (event.client_x(), event.client_y());
            request_animation_frame(move || ask_for_menu(grid, at_px));
        }
        let is_copy = event.ctrl_key() || event.alt_key();
        self.drop(grid, Some(is_copy));
    }

    /// Ends it; what is selected stays, and nothing is filled or moved.
    pub fn cancel(self, grid: GridState) {
        self.press.end();
        self.drop(grid, None);
    }

    fn drop(self, grid: GridState, done: Option<bool>) {
        let from = self.from.get_untracked();
        self.from.set(None);
        self.at_px.set(None);
        let target = grid.filling.get_untracked();
        grid.filling.set(None);
        if from == Some(Hit::Handle) {
            grid.fills_by_finger.set(false);
        }
        match (from, target, done) {
            // With Ctrl, what would be copied goes on, and what would go on is copied.
            (Some(Hit::Handle), Some(target), Some(true)) => grid.fill_to(target, SeriesKind::Opposite),
            (Some(Hit::Handle), Some(target), Some(false)) => grid.fill_to(target, SeriesKind::Automatic),
            (Some(Hit::Border(_)), Some(target), Some(is_copy)) => grid.carry(target, is_copy),
            (Some(Hit::End { .. }), ..) => grid.let_end_go(),
            _ => {}
        }
    }
}

/// The button or finger goes down.
pub fn down(grid: GridState, drag: Drag, event: &PointerEvent) {
    let is_touch = event.pointer_type() == "touch";
    grid.by_touch.set(is_touch);
    drag.press.forget();
    let Some(hit) = hit(grid, event) else { return };
    let at_px = (event.client_x(), event.client_y());
    if is_touch {
        let is_cell = !matches!(hit, Hit::Handle);
        drag.press.begin(at_px, move || {
            drag.drop(grid, None);
            if is_cell {
                open_menu(grid, at_px);
            }
        });
    }
    // A finger that goes down may be about to scroll; it selects when it comes up again, as a click. Only the handles are
    // there for nothing else.
    let is_handle = matches!(hit, Hit::Handle | Hit::End { .. });
    if (is_touch && !is_handle) || event.button() != 0 {
        return;
    }
    let border = if is_touch || event.shift_key() { None } else { border(grid, hit, at_px) };
    if let Some(border) = border {
        drag.begin(border);
        return;
    }
    if !leave_editing(grid) {
        return;
    }
    match hit {
        Hit::Handle => {}
        Hit::End { is_first } => grid.hold_end(is_first),
        hit => select(grid, hit, event),
    }
    drag.begin(hit);
}

/// The pointer moves.
pub fn moved(grid: GridState, drag: Drag, event: &PointerEvent) {
    let at_px = (event.client_x(), event.client_y());
    drag.press.moved(at_px);
    if drag.from.get_untracked().is_none() {
        // The cursor tells where cells can be moved by their border.
        let is_mouse = event.pointer_type() == "mouse" && event.buttons() == 0;
        let held = is_mouse.then(|| hit(grid, event).and_then(|hit| border(grid, hit, at_px))).flatten();
        if held.is_some() != grid.on_border.get_untracked() {
            grid.on_border.set(held.is_some());
        }
        return;
    }
    // The pointer is only captured once it moves: before, clicks would be told of the grid and no more of what lies under them.
    if drag.at_px.get_untracked().is_none()
        && let Some(scroller) = grid.scroller.get_untracked()
    {
        // Without the capture, dragging ends at the edge of the grid, which is no harm.
        let _ = scroller.set_pointer_capture(event.pointer_id());
    }
    let was_beyond = drag.at_px.get_untracked().is_some_and(|at_px| beyond(grid, at_px).is_some());
    drag.at_px.set(Some(at_px));
    draw(grid, drag, at_px);
    if !was_beyond && beyond(grid, at_px).is_some() {
        scroll_on(grid, drag, drag.count.get_untracked());
    }
}

/// Escape drops what is filled or carried where it came from, and nothing happens to it.
pub fn key(grid: GridState, drag: Drag, event: &KeyboardEvent) {
    let is_held = matches!(drag.from.get_untracked(), Some(Hit::Handle | Hit::Border(_)));
    if is_held && event.key() == "Escape" {
        event.prevent_default();
        event.stop_propagation();
        drag.cancel(grid);
    }
}

/// Draws the selection, or what will be filled, up to the pointer.
fn draw(grid: GridState, drag: Drag, at_px: (i32, i32)) {
    let (Some(from), Some(to)) = (drag.from.get_untracked(), under(grid, at_px)) else { return };
    let selection = grid.pointed();
    match (from, to) {
        (Hit::Handle, Hit::Cell(at)) => grid.filling.set(Fill::towards(selection.block(), at)),
        (Hit::Border(held), Hit::Cell(at)) => grid.filling.set(Some(grid.carried_to(held, at))),
        (Hit::Cell(_) | Hit::End { .. }, Hit::Cell(at)) if at != selection.extent() => {
            grid.select(selection.extended_to(at));
        }
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
pub fn click(grid: GridState, drag: Drag, event: &MouseEvent) {
    if !grid.by_touch.get_untracked() || drag.press.is_spent() {
        return;
    }
    let Some(hit) = hit(grid, event).filter(|hit| *hit != Hit::Handle) else { return };
    // A handle that is only tapped lies over a cell that is meant.
    let hit = match hit {
        Hit::End { .. } => under(grid, (event.client_x(), event.client_y())).unwrap_or(hit),
        hit => hit,
    };
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

/// A double click edits the cell; on the handle, it fills down as far as the neighbouring column is filled.
pub fn double_click(grid: GridState, event: &MouseEvent) {
    if grid.is_editing() {
        return;
    }
    match hit(grid, event) {
        Some(Hit::Cell(_)) => grid.begin(Mode::Edit, None),
        Some(Hit::Handle) => grid.fill_beside(),
        _ => {}
    }
}

/// The right button, or a long press: the menu of what is selected. What lies under the pointer is selected first, unless it
/// is part of the selection.
pub fn menu(grid: GridState, drag: Drag, event: &MouseEvent) {
    if hit(grid, event).is_none() {
        return;
    }
    event.prevent_default();
    if grid.by_touch.get_untracked() {
        drag.press.done();
    }
    open_menu(grid, (event.client_x(), event.client_y()));
}

/// The finger is gone. After a long press nothing follows: a click would go to the line of the menu that came to lie under it.
pub fn lift(drag: Drag, event: &TouchEvent) {
    if drag.press.is_spent() && event.cancelable() {
        event.prevent_default();
    }
}

/// Opens the menu for what lies at a place of the window.
fn open_menu(grid: GridState, at_px: (i32, i32)) {
    let Some(hit) = under(grid, at_px) else { return };
    if !leave_editing(grid) || grid.is_editing() {
        return;
    }
    let block = grid.selection.with_untracked(Selection::block);
    let is_selected = match hit {
        Hit::Cell(at) => grid.selection.with_untracked(|selection| selection.contains(at)),
        Hit::Column(column) => block.is_whole_columns() && (block.left..=block.right).contains(&column),
        Hit::Row(row) => block.is_whole_rows() && (block.top..=block.bottom).contains(&row),
        Hit::Handle | Hit::End { .. } | Hit::Border(_) => true,
        Hit::Corner => false,
    };
    if !is_selected {
        select_plainly(grid, hit);
    }
    ask_for_menu(grid, at_px);
}

fn ask_for_menu(grid: GridState, at_px: (i32, i32)) {
    if grid.selection.try_get_untracked().is_some() {
        grid.asked.set(Some(Asked { command: SheetCommand::Menu, at_px: Some(at_px) }));
    }
}

/// The border of the selection at a place of the window.
fn border(grid: GridState, hit: Hit, at_px: (i32, i32)) -> Option<Hit> {
    let Hit::Cell(at) = hit else { return None };
    let (inside_px, _) = inside(grid, at_px)?;
    grabbed(grid, inside_px, at).map(Hit::Border)
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
        Hit::Column(column) if event.shift_key() => {
            grid.select_in_place(Selection::columns(selection.active().column, column));
        }
        Hit::Column(column) if adds => grid.add_track(None, Some(column)),
        Hit::Row(row) if event.shift_key() => grid.select_in_place(Selection::rows(selection.active().row, row)),
        Hit::Row(row) if adds => grid.add_track(Some(row), None),
        Hit::Cell(at) if event.shift_key() => grid.select(selection.extended_to(at)),
        Hit::Cell(at) if adds => grid.select(selection.with_another(at)),
        hit => select_plainly(grid, hit),
    }
}

/// Selects what lies under the pointer, whatever keys are held.
fn select_plainly(grid: GridState, hit: Hit) {
    match hit {
        Hit::Corner => grid.select_in_place(grid.pointed().everything()),
        Hit::Column(column) => grid.select_in_place(Selection::columns(column, column)),
        Hit::Row(row) => grid.select_in_place(Selection::rows(row, row)),
        Hit::Cell(at) => grid.select(Selection::at(grid.sheet.merge_now(at).map_or(at, Block::first))),
        Hit::Handle | Hit::End { .. } | Hit::Border(_) => {}
    }
}

/// What lies under the pointer; nothing where that is the open editor or a scroll bar.
fn hit(grid: GridState, event: &MouseEvent) -> Option<Hit> {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    match target {
        Some(target) if target.tag_name() == "TEXTAREA" => None,
        Some(target) if target.class_list().contains("grid__handle") => Some(Hit::Handle),
        Some(target) if target.class_list().contains("grid__end--fills") => Some(Hit::Handle),
        Some(target) if target.class_list().contains("grid__end") => {
            Some(Hit::End { is_first: target.class_list().contains("grid__end--first") })
        }
        _ => under(grid, (event.client_x(), event.client_y())),
    }
}

/// The place of the pointer in the grid, and the grid's own size, in pixels.
fn inside(grid: GridState, at_px: (i32, i32)) -> Option<((i32, i32), (i32, i32))> {
    let scroller = grid.scroller.get_untracked()?;
    let corner = scroller.get_bounding_client_rect();
    let x_px = at_px.0.saturating_sub(round(corner.left())).saturating_sub(scroller.client_left());
    let y_px = at_px.1.saturating_sub(round(corner.top())).saturating_sub(scroller.client_top());
    Some(((x_px, y_px), (scroller.client_width(), scroller.client_height())))
}

/// How far the pointer is beyond the window of cells, each way, in pixels; nothing while it is over it.
fn beyond(grid: GridState, at_px: (i32, i32)) -> Option<(i32, i32)> {
    let ((x_px, y_px), (width_px, height_px)) = inside(grid, at_px)?;
    let over =
        |at: i32, from: i32, to: i32| at.saturating_sub(to).max(0).saturating_sub(from.saturating_sub(at).max(0));
    let over_x = over(x_px, px_i32(HEADINGS_WIDTH_PX), width_px);
    let over_y = over(y_px, px_i32(HEADINGS_HEIGHT_PX), height_px);
    (over_x != 0 || over_y != 0).then_some((over_x, over_y))
}

/// Scrolls on for as long as a drag rests beyond the edge, the faster the farther.
fn scroll_on(grid: GridState, drag: Drag, count: u32) {
    const MOST_PX: i32 = 60;
    request_animation_frame(move || {
        let now = drag.count.try_get_untracked();
        let (Some(at_px), true) = (drag.at_px.try_get_untracked().flatten(), now == Some(count)) else { return };
        let (Some((x_px, y_px)), Some(scroller)) = (beyond(grid, at_px), grid.scroller.get_untracked()) else { return };
        scroller.set_scroll_left(scroller.scroll_left().saturating_add(x_px.clamp(-MOST_PX, MOST_PX)));
        scroller.set_scroll_top(scroller.scroll_top().saturating_add(y_px.clamp(-MOST_PX, MOST_PX)));
        grid.read_offset();
        draw(grid, drag, at_px);
        scroll_on(grid, drag, count);
    });
}

/// What lies at a place of the window.
fn under(grid: GridState, at_px: (i32, i32)) -> Option<Hit> {
    let scroller = grid.scroller.get_untracked()?;
    let ((x_px, y_px), _) = inside(grid, at_px)?;
    if x_px >= scroller.client_width() && x_px < scroller.offset_width()
        || y_px >= scroller.client_height() && y_px < scroller.offset_height()
    {
        return None;
    }
    // The browser tells of scrolling only before its next frame; what the pointer is over counts from where the cells are now.
    grid.read_offset();
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
