//! What the browser throws, as text.

use wasm_bindgen::{JsCast, JsValue};

/// The words of something that was thrown.
#[must_use]
pub fn words(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}

/// The name of the kind of error, such as `QuotaExceededError`; empty where what was thrown has none.
#[must_use]
pub fn name(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())).unwrap_or_default()
}
