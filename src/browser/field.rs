//! Fields of text that a view fills itself.

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlInputElement};

/// Puts a text in the field that got the focus, before anything can be typed, and selects all of it, so that typing
/// replaces it.
pub fn begin_with(event: &FocusEvent, text: &str) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(text);
        field.select();
    }
}
