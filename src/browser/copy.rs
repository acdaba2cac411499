//! Stored texts that don't come into this program as a whole: copied letter for letter, or looked at by their ends.

use js_sys::{Function, JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Copies what a storage holds under one key to another. The text never becomes one of this program, whose texts are
/// Unicode: a damaged one may hold halves of characters, which would be lost.
///
/// # Errors
/// What the storage throws, as where it has no room.
pub fn item(storage: &JsValue, from: &str, to: &str) -> Result<(), JsValue> {
    let method = |name: &str| Reflect::get(storage, &JsValue::from_str(name))?.dyn_into::<Function>();
    let text = method("getItem")?.call1(storage, &JsValue::from_str(from))?;
    method("setItem")?.call2(storage, &JsValue::from_str(to), &text)?;
    Ok(())
}

/// The first characters, and the last, of what a storage holds under a key; nothing where that is no text.
#[must_use]
pub fn ends(storage: &JsValue, key: &str, most: u32) -> Option<(String, String)> {
    let text: JsString = Reflect::get(storage, &JsValue::from_str(key)).ok()?.dyn_into().ok()?;
    let last = text.length().saturating_sub(1);
    Some((text.slice(0, most).into(), text.slice(last, text.length()).into()))
}
