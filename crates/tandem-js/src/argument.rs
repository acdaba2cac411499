//! What callers pass, checked before anything happens: a wrong kind of argument is an error with its name.

use js_sys::{BigInt, Number};
use tandem_core::limits::MAX_FILE_BYTES;
use wasm_bindgen::{JsCast, JsValue};

use crate::error;

/// What kind of thing a JavaScript value is, for messages.
pub(crate) fn kind(value: &JsValue) -> String {
    if value.is_null() {
        "null".to_owned()
    } else if js_sys::Array::is_array(value) {
        "an array".to_owned()
    } else {
        let name = value.js_typeof().as_string().unwrap_or_default();
        let article = if name.starts_with('o') { "an" } else { "a" };
        if value.is_undefined() { name } else { format!("{article} {name}") }
    }
}

/// A text argument.
pub(crate) fn text(value: &JsValue, name: &str) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| error(&format!("{name}: a string is expected, not {}.", kind(value))))
}

/// The text of a whole file, within the limit.
pub(crate) fn file_text(value: &JsValue, name: &str) -> Result<String, JsValue> {
    let text = text(value, name)?;
    if text.len() > MAX_FILE_BYTES {
        return Err(error(&format!("{name}: the text is larger than {} MB.", MAX_FILE_BYTES / (1024 * 1024))));
    }
    Ok(text)
}

/// The bytes of a whole file, within the limit.
pub(crate) fn bytes(value: &JsValue, name: &str) -> Result<Vec<u8>, JsValue> {
    let bytes = value
        .dyn_ref::<js_sys::Uint8Array>()
        .ok_or_else(|| error(&format!("{name}: a Uint8Array is expected, not {}.", kind(value))))?;
    // What is too large is not even copied.
    if bytes.length() as usize > MAX_FILE_BYTES {
        return Err(error(&format!("{name}: the file is larger than {} MB.", MAX_FILE_BYTES / (1024 * 1024))));
    }
    Ok(bytes.to_vec())
}

/// A whole number from 1.
pub(crate) fn count(value: &JsValue, name: &str) -> Result<u32, JsValue> {
    whole(value)
        .filter(|count| *count >= 1)
        .ok_or_else(|| error(&format!("{name}: a whole number from 1 is expected.")))
}

/// A whole number from 0.
pub(crate) fn whole(value: &JsValue) -> Option<u32> {
    if Number::is_safe_integer(value) { decimal_text(value)?.parse().ok() } else { None }
}

/// The decimal text of a number, as JavaScript itself writes it: the shortest that reads back as the same number.
fn decimal_text(value: &JsValue) -> Option<String> {
    let number = value.dyn_ref::<Number>()?;
    if !Number::is_finite(value) {
        return None;
    }
    number.to_string_with_radix(10).ok().and_then(|text| text.as_string())
}

/// A calculator's input: a text as a person would type it, a number or a truth.
pub(crate) fn input(value: &JsValue, name: &str) -> Result<String, JsValue> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    if let Some(truth) = value.as_bool() {
        return Ok(if truth { "TRUE" } else { "FALSE" }.to_owned());
    }
    if let Some(whole) = value.dyn_ref::<BigInt>() {
        return whole.to_string(10).map(String::from).map_err(JsValue::from);
    }
    decimal_text(value).ok_or_else(|| {
        error(&format!("{name}: a string, a finite number or a boolean is expected, not {}.", kind(value)))
    })
}
