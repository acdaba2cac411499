//! Moving rows: by dragging, by buttons, by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Ol;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::bench::{Bench, grip_id, title};
use crate::browser::element;
use crate::browser::keys::press;
use crate::i18n::{Messages, fill};
use crate::session::Command;
use crate::ui::dialog::focus_once_made;

/// Brings a row to a place and says so.
pub(super) fn move_to(bench: Bench, row: u32, place: usize) {
    let language = bench.session.language().get_untracked();
    let made = bench.with(|workbook, list| {
        let items = list.items(workbook);
        let place = place.min(items.len().saturating_sub(1));
        let edit = list.move_to(workbook, row, place);
        (edit, title(workbook, list, row, language), place, items.len())
    });
    let Some((edit, title, place, count)) = made else { return };
    let messages = &Messages::of(language).tools;
    let sentence = if edit.is_some() { messages.moved } else { messages.stays };
    if let Some(edit) = edit {
        bench.session.dispatch(Command::Edit(edit));
    }
    let place = place.saturating_add(1).to_string();
    bench.say(fill(sentence, &[("title", &title), ("place", &place), ("count", &count.to_string())]));
    // An element that changes its place in the page loses the focus.
    focus_once_made(grip_id(row));
}

/// Brings a row one place up or down.
pub(super) fn step(bench: Bench, row: u32, is_down: bool) {
    let at = bench.with(|workbook, list| list.items(workbook).iter().position(|item| *item == row)).flatten();
    let Some(at) = at else { return };
    move_to(bench, row, if is_down { at.saturating_add(1) } else { at.saturating_sub(1) });
}

/// Alt with an arrow moves the row that has the focus.
pub(super) fn by_key(bench: Bench, row: u32, event: &KeyboardEvent) {
    let Some(press) = press(event).filter(|press| press.alt && !press.command) else { return };
    let is_down = match press.key.as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    step(bench, row, is_down);
}

/// Takes a row by its handle.
pub(super) fn take(bench: Bench, row: u32, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let at = bench.with(|workbook, list| list.items(workbook).iter().position(|item| *item == row)).flatten();
    let Some(at) = at else { return };
    if let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<element::Element>().ok()) {
        // Without the capture, dragging ends where the pointer leaves the handle, which is no harm.
        let _ = grip.set_pointer_capture(event.pointer_id());
    }
    bench.dragged.set(Some((row, at)));
}

/// Follows the pointer with the row that was taken.
pub(super) fn drag(bench: Bench, list: NodeRef<Ol>, rows: &[u32], event: &PointerEvent) {
    let (Some((row, before)), Some(list)) = (bench.dragged.get_untracked(), list.get_untracked()) else { return };
    let own = rows.iter().position(|item| *item == row).and_then(|at| u32::try_from(at).ok());
    let place = element::children_above(&list, event.client_y(), own.unwrap_or(u32::MAX));
    if place != before {
        bench.dragged.set(Some((row, place)));
    }
}

/// Lets the row go where it is, or back where it was.
pub(super) fn release(bench: Bench, is_kept: bool) {
    let Some((row, place)) = bench.dragged.get_untracked() else { return };
    bench.dragged.set(None);
    let at = bench.with(|workbook, list| list.items(workbook).iter().position(|item| *item == row)).flatten();
    if is_kept && at != Some(place) {
        move_to(bench, row, place);
    }
}
