//! The one text area: transparent over the active cell at rest, the cell's editor while editing.
//!
//! It always has the focus and is always empty at rest, so the first key or the first character of a composition lands
//! in it by itself; what lands there begins the draft.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Textarea;
use leptos::prelude::*;

use super::assist::{active_option, completion_keys};
use super::cell_element::cell_id;
use super::clipboard;
use super::editing::{Field, Wanted};
use super::keys::{self, EditAction, Mode};
use super::marks::Pane;
use super::mirror::{Mirror, is_coloured};
use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use super::text_place::{replaced, units_of};
use crate::browser::element::Element;
use crate::browser::keys::{Press, is_typed_on, press};
use crate::i18n::t;

/// Marks the elements that show the draft: going from one to the other does not end editing.
pub const EDITOR_MARK: &str = "data-edits-cell";

/// The greatest width of the editor, unless its cell is wider, in pixels.
const WIDEST_PX: u64 = 640;
/// What stays free between the editor and the edge of the window, in pixels.
const EDGE_PX: u64 = 3;

/// Where the text area lies, in pixels of the space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    pane: Option<Pane>,
    left_px: u64,
    top_px: u64,
    width_px: u64,
    height_px: u64,
    /// The greatest width of the editor: it ends where the window does, and longer texts go on below.
    most_px: u64,
}

/// The text area, with the coloured copy of a formula beneath it.
#[component]
pub fn Editor(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let editing = grid.editing;
    let own = grid.sheet.id();
    // A draft of another page is shown in the formula bar alone.
    let is_open = Memo::new(move |_| grid.draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.sheet == own)));
    let place = Memo::new(move |_| place(grid));
    let active = Memo::new(move |_| grid.selection.with(tandem_core::grid::Selection::active));
    follow_draft(grid, grid.editor);
    let top_layer = move || matches!(place.get().pane, Some(Pane::Top | Pane::Corner));
    view! {
        <div
            class="grid__edit"
            class:grid__edit--open=move || is_open.get()
            class:grid__edit--over-head=top_layer
            class:grid__edit--over-left=move || place.get().pane == Some(Pane::Left)
            style:left=move || px::css(place.get().left_px)
            style:top=move || px::css(place.get().top_px)
            style:max-width=move || px::css(place.get().most_px)
            style:min-width=move || px::css(place.get().width_px)
            style:min-height=move || px::css(place.get().height_px)
        >
            <Mirror grid=grid field=Field::Cell />
            <textarea
                class="grid__editor"
                class:mirrored=move || is_coloured(grid, Field::Cell)
                node_ref=grid.editor
                rows="1"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                data-edits-cell="true"
                inputmode=move || if grid.by_touch.get() && !is_open.get() { "none" } else { "text" }
                aria-label=t(|m| m.workbook.cell_editor)
                aria-autocomplete="both"
                aria-controls=move || {
                    if active_option(grid, Field::Cell).is_some() { "completion" } else { "grid" }
                }
                aria-activedescendant=move || {
                    active_option(grid, Field::Cell).unwrap_or_else(|| cell_id(active.get()))
                }
                aria-describedby="mistake slip"
                on:keydown=move |event| key(grid, &event)
                on:keyup=move |_| grid.read_caret(Field::Cell)
                on:select=move |_| grid.read_caret(Field::Cell)
                on:click=move |_| grid.read_caret(Field::Cell)
                on:focus=move |_| editing.field.set(Field::Cell)
                on:input=move |event| {
                    typed(grid);
                    if is_typed_on(&event) {
                        grid.complete_from_column();
                    }
                }
                on:compositionstart=move |_| {
                    editing.is_composing.set(true);
                    begin_if_at_rest(grid);
                }
                on:compositionend=move |_| {
                    editing.is_composing.set(false);
                    typed(grid);
                    grid.complete_after_composition();
                }
                on:blur=move |event| left(grid, &event)
                on:copy=move |event| clipboard::copy(grid, &event)
                on:cut=move |event| clipboard::cut(grid, &event)
                on:paste=move |event| clipboard::paste(grid, &event)
            ></textarea>
        </div>
    }
}

/// A key in the text area.
fn key(grid: GridState, event: &KeyboardEvent) {
    let Some(press) = press(event) else { return };
    if grid.is_editing() {
        editing_keys(grid, &press, event);
        return;
    }
    if let Some(redo) = undo_key(&press) {
        event.prevent_default();
        event.stop_propagation();
        match (redo, grid.sheet.session().steps().get_untracked().redo) {
            (false, _) => grid.sheet.undo(),
            (true, true) => grid.sheet.redo(),
            // Where nothing can be done again that was taken back, the last action is done again.
            (true, false) => grid.repeat(),
        }
    } else if let Some(action) = keys::at_rest(&press) {
        event.prevent_default();
        event.stop_propagation();
        grid.act(action);
    }
}

/// Keys while a draft is edited, in the cell as in the formula bar.
pub fn editing_keys(grid: GridState, press: &Press, event: &KeyboardEvent) {
    let Some(mode) = grid.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.mode)) else { return };
    // The caret may have gone elsewhere since the last key.
    let field = grid.editing.field.get_untracked();
    grid.read_caret(field);
    if completion_keys(grid, press) || formula_keys(grid, press, mode) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    let Some(action) = keys::while_editing(press, mode) else { return };
    event.prevent_default();
    event.stop_propagation();
    if action == EditAction::LineBreak {
        insert_line_break(grid);
    } else {
        grid.edit(action);
    }
}

/// Keys that mean something in a formula only: pointing at cells, `$`, other pages. Whether this is one of them.
fn formula_keys(grid: GridState, press: &Press, mode: Mode) -> bool {
    if grid.editing.reading.with_untracked(Option::is_none) {
        return false;
    }
    match (press.key.as_str(), press.command, press.shift, press.alt) {
        ("F4", false, false, false) => grid.cycle_dollars(),
        ("PageUp" | "PageDown", true, false, false) if grid.can_point() => {
            let way = if press.key == "PageUp" { Wanted::Previous } else { Wanted::Next };
            grid.editing.wanted.set(Some(way));
            true
        }
        _ if mode == Mode::Enter => keys::movement(press).is_some_and(|step| grid.point_by_key(step, press.shift)),
        _ => false,
    }
}

/// Whether the keys mean "redo" (true) or "undo" (false).
fn undo_key(press: &Press) -> Option<bool> {
    match (press.key.as_str(), press.command, press.alt) {
        ("z", true, false) => Some(press.shift),
        ("y", true, false) => Some(true),
        _ => None,
    }
}

fn insert_line_break(grid: GridState) {
    let Some(text) = grid.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.text.clone())) else { return };
    let selected = untrack(|| grid.editing.selected_bytes());
    let (text, span) = replaced(&text, selected, "\n");
    let caret = units_of(&text, span.end);
    grid.editing.pick.set(None);
    grid.put_text(text, (caret, caret));
}

/// The text area's text changed by typing, by an input method or by a paste.
fn typed(grid: GridState) {
    let Some(editor) = grid.editor.get_untracked() else { return };
    let text = editor.value();
    if grid.is_editing() || !text.is_empty() {
        grid.typed_in(Field::Cell, text);
    }
}

/// A composition begins: the cell opens before its first character, so that the candidates appear in the right place.
fn begin_if_at_rest(grid: GridState) {
    if !grid.is_editing() {
        grid.begin(Mode::Enter, Some(String::new()));
    }
}

/// The focus goes elsewhere.
fn left(grid: GridState, event: &FocusEvent) {
    if !goes_to_editor(event) {
        grid.commit_on_leaving();
    }
}

/// Whether the focus goes to another element that shows the draft.
#[must_use]
pub fn goes_to_editor(event: &FocusEvent) -> bool {
    use wasm_bindgen::JsCast as _;
    let next = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
    next.is_some_and(|next| next.has_attribute(EDITOR_MARK))
}

/// Keeps the text area's text in step with the draft, and puts the caret at the end when editing begins.
///
/// The text is written only where it differs: writing it during a composition would end the composition.
fn follow_draft(grid: GridState, editor: NodeRef<Textarea>) {
    Effect::new(move |was_editing: Option<bool>| {
        let text = grid.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone()));
        let is_editing = text.is_some();
        let text = text.unwrap_or_default();
        let Some(editor) = editor.get() else { return is_editing };
        if editor.value() != text {
            editor.set_value(&text);
            if is_editing && was_editing != Some(true) {
                let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
                // The end of the element's own text is always a place for the caret.
                let _ = editor.set_selection_range(end, end);
            }
        }
        is_editing
    });
}

/// Where the active cell lies in the space. In frozen rows and columns it stays in the window, so its place in the space
/// moves with the window.
fn place(grid: GridState) -> Place {
    let own = grid.sheet.id();
    let at = grid.draft.with(|draft| draft.as_ref().filter(|draft| draft.sheet == own).map(|draft| draft.at));
    let at = at.unwrap_or_else(|| grid.selection.with(tandem_core::grid::Selection::active));
    let (offset, (window_px, _)) = (grid.offset.get(), grid.size_px.get());
    grid.viewport.with(|viewport| {
        let pane = Pane::of(at, viewport);
        let mut left_px = viewport.columns.start_px(at.column).saturating_add(u64::from(HEADINGS_WIDTH_PX));
        let mut top_px = viewport.rows.start_px(at.row).saturating_add(u64::from(HEADINGS_HEIGHT_PX));
        if pane != Pane::Body {
            if at.column < viewport.frozen_columns {
                left_px = left_px.saturating_add(offset.x_px);
            }
            if at.row < viewport.frozen_rows {
                top_px = top_px.saturating_add(offset.y_px);
            }
        }
        let end_px = offset.x_px.saturating_add(u64::from(window_px)).saturating_sub(EDGE_PX);
        Place {
            pane: Some(pane),
            most_px: end_px.saturating_sub(left_px).min(WIDEST_PX),
            left_px,
            top_px,
            width_px: u64::from(viewport.columns.size_px(at.column)),
            height_px: u64::from(viewport.rows.size_px(at.row)),
        }
    })
}
