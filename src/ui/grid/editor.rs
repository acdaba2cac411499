//! The one text area: transparent over the active cell at rest, the cell's editor while editing.
//!
//! It always has the focus and is always empty at rest, so the first key or the first character of a composition lands
//! in it by itself; what lands there begins the draft.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Textarea;
use leptos::prelude::*;

use super::cells::cell_id;
use super::clipboard;
use super::draft::width_in_tenths;
use super::keys::{self, EditAction, Mode};
use super::marks::Pane;
use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::browser::element::{Element, HtmlTextAreaElement};
use crate::browser::keys::{Press, press};
use crate::i18n::t;

/// Marks the elements that show the draft: going from one to the other does not end editing.
pub const EDITOR_MARK: &str = "data-edits-cell";

/// Where the text area lies, in pixels of the space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    pane: Option<Pane>,
    left_px: u64,
    top_px: u64,
    width_px: u64,
    height_px: u64,
}

/// The text area.
#[component]
pub fn Editor(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let is_editing = Memo::new(move |_| grid.draft.with(Option::is_some));
    let place = Memo::new(move |_| place(grid));
    let active = Memo::new(move |_| grid.selection.with(tandem_core::grid::Selection::active));
    follow_draft(grid, grid.editor);
    let wanted_px = Memo::new(move |_| {
        let tenths = grid.draft.with(|draft| draft.as_ref().map_or(0, |draft| longest_line(&draft.text)));
        u64::from(tenths.saturating_mul(8) / 10).saturating_add(24)
    });
    let lines =
        Memo::new(move |_| grid.draft.with(|draft| draft.as_ref().map_or(1, |draft| draft.text.split('\n').count())));
    let top_layer = move || matches!(place.get().pane, Some(Pane::Top | Pane::Corner));
    view! {
        <textarea
            class="grid__editor"
            class:grid__editor--open=move || is_editing.get()
            class:grid__editor--over-head=top_layer
            class:grid__editor--over-left=move || place.get().pane == Some(Pane::Left)
            node_ref=grid.editor
            rows="1"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            data-edits-cell="true"
            inputmode=move || if grid.by_touch.get() && !is_editing.get() { "none" } else { "text" }
            aria-label=t(|m| m.workbook.cell_editor)
            aria-controls="grid"
            aria-activedescendant=move || cell_id(active.get())
            style:left=move || px::css(place.get().left_px)
            style:top=move || px::css(place.get().top_px)
            style:width=move || {
                let width_px = place.get().width_px;
                px::css(if is_editing.get() { width_px.max(wanted_px.get()) } else { width_px })
            }
            style:height=move || {
                let more_px = 19 * u64::try_from(lines.get().saturating_sub(1)).unwrap_or(0);
                px::css(place.get().height_px.saturating_add(more_px))
            }
            on:keydown=move |event| key(grid, &event)
            on:input=move |_| typed(grid)
            on:compositionstart=move |_| begin_if_at_rest(grid)
            on:compositionend=move |_| typed(grid)
            on:blur=move |event| left(grid, &event)
            on:copy=move |event| clipboard::copy(grid, &event)
            on:cut=move |event| clipboard::cut(grid, &event)
            on:paste=move |event| clipboard::paste(grid, &event)
        ></textarea>
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
        if redo { grid.sheet.redo() } else { grid.sheet.undo() }
    } else if let Some(action) = keys::at_rest(&press) {
        event.prevent_default();
        event.stop_propagation();
        grid.act(action);
    }
}

/// Keys while a draft is edited, in the cell as in the formula bar.
pub fn editing_keys(grid: GridState, press: &Press, event: &KeyboardEvent) {
    let Some(mode) = grid.draft.with_untracked(|draft| draft.as_ref().map(|draft| draft.mode)) else { return };
    let Some(action) = keys::while_editing(press, mode) else { return };
    event.prevent_default();
    event.stop_propagation();
    if action == EditAction::LineBreak {
        insert_line_break(grid);
    } else {
        grid.edit(action);
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
    let Some(editor) = grid.editor.get_untracked() else { return };
    let (start, end) = caret(&editor);
    // A range within the element's own text is always accepted.
    let _ = editor.set_range_text_with_start_and_end_and_mode("\n", start, end, "end");
    grid.type_text(editor.value());
}

fn caret(editor: &HtmlTextAreaElement) -> (u32, u32) {
    let start = editor.selection_start().ok().flatten().unwrap_or(0);
    (start, editor.selection_end().ok().flatten().unwrap_or(start))
}

/// The text area's text changed by typing, by an input method or by a paste.
fn typed(grid: GridState) {
    let Some(editor) = grid.editor.get_untracked() else { return };
    let text = editor.value();
    if grid.is_editing() {
        grid.type_text(text);
    } else if !text.is_empty() {
        grid.begin(Mode::Enter, Some(text));
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
    let at = grid.draft.with(|draft| draft.as_ref().map(|draft| draft.at));
    let at = at.unwrap_or_else(|| grid.selection.with(tandem_core::grid::Selection::active));
    grid.viewport.with(|viewport| {
        let pane = Pane::of(at, viewport);
        let mut left_px = viewport.columns.start_px(at.column).saturating_add(u64::from(HEADINGS_WIDTH_PX));
        let mut top_px = viewport.rows.start_px(at.row).saturating_add(u64::from(HEADINGS_HEIGHT_PX));
        if pane != Pane::Body {
            let offset = grid.offset.get();
            if at.column < viewport.frozen_columns {
                left_px = left_px.saturating_add(offset.x_px);
            }
            if at.row < viewport.frozen_rows {
                top_px = top_px.saturating_add(offset.y_px);
            }
        }
        Place {
            pane: Some(pane),
            left_px,
            top_px,
            width_px: u64::from(viewport.columns.size_px(at.column)),
            height_px: u64::from(viewport.rows.size_px(at.row)),
        }
    })
}

fn longest_line(text: &str) -> u32 {
    text.split('\n').map(width_in_tenths).max().unwrap_or(0)
}
