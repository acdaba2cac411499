//! Stored texts that are copied letter for letter.

use js_sys::{Function, Reflect};
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
