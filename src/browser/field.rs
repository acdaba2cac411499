//! Fields of text that a view fills itself.

use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlInputElement};

/// Puts a text in the field that got the focus, before anything can be typed, and selects all of it, so that typing
/// replaces it.
pub fn begin_with(event: &FocusEvent, text: &str) {
    refill(event, text);
}

/// Puts a text back in the field of an event and selects all of it, as when what was typed is dropped.
pub fn refill(event: &Event, text: &str) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(text);
        field.select();
    }
}
