//! F6 goes around the parts of the page: Tab stays within the sheet, so that a keyboard leaves it by this key.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::element::{Element, HtmlElement, all_within, edges, focus_in_place};
use crate::browser::keys::press;
use crate::browser::page;
use crate::ui::grid::GridState;

/// The parts, in the order of the page. The sheet itself is named by its value.
const PARTS: &str = "header.header, [data-part]";
/// What can take the keyboard within a part.
const TAKES_KEYS: &str = "a[href], button:not([disabled]):not([tabindex='-1']), input:not([disabled]), select:not([disabled]), textarea, summary, [tabindex='0']";

/// Has F6 and Shift+F6 go around the parts for as long as the page is shown.
pub fn go_around(grid: GridState) {
    let keys = window_event_listener(leptos::ev::keydown, move |event| key(grid, &event));
    on_cleanup(move || keys.remove());
}

fn key(grid: GridState, event: &KeyboardEvent) {
    let Some(press) = press(event).filter(|press| press.key == "F6" && !press.command && !press.alt) else { return };
    // A dialog keeps the keyboard until it is closed.
    if event.default_prevented() || page::is_behind_dialog() {
        return;
    }
    let Some(root) = document().document_element() else { return };
    event.prevent_default();
    let parts = all_within(&root, PARTS);
    let active = document().active_element();
    let here = parts.iter().position(|part| part.contains(active.as_deref()));
    let count = parts.len();
    let first = match (here, press.shift) {
        (Some(here), false) => here.saturating_add(1),
        (Some(here), true) => here.saturating_add(count).saturating_sub(1),
        (None, _) => 0,
    };
    for step in 0..count {
        let place =
            if press.shift { first.saturating_add(count).saturating_sub(step) } else { first.saturating_add(step) };
        let part = place.checked_rem(count).and_then(|place| parts.get(place));
        if part.is_some_and(|part| enter(grid, part)) {
            return;
        }
    }
}

/// Gives a part the keyboard, and says whether it took it.
fn enter(grid: GridState, part: &Element) -> bool {
    if part.get_attribute("data-part").as_deref() == Some("sheet") {
        grid.focus();
        return true;
    }
    let is_seen = |element: &Element| edges(element).bottom_px > edges(element).top_px;
    let takes_keys = part.matches(TAKES_KEYS).unwrap_or(false);
    let itself = takes_keys.then(|| part.clone());
    let first = itself.or_else(|| all_within(part, TAKES_KEYS).into_iter().find(is_seen));
    match first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        Some(first) => {
            focus_in_place(&first);
            true
        }
        None => false,
    }
}
