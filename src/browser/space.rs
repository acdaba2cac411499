//! How much room the browser gives the page, how much of it is used, and the wish that it is kept.

use js_sys::{Array, JsString, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the browser says of its storage for this origin, the database among it: bytes that are used, and bytes in all. Nothing
/// where it says nothing, as on a page that is no secure context.
pub async fn estimate() -> Option<(u64, u64)> {
    let told = ask("estimate").await?;
    let figure = |name: &str| Reflect::get(&told, &JsValue::from_str(name)).ok()?.as_f64().map(whole);
    Some((figure("usage")?, figure("quota")?))
}

/// Asks the browser to keep what is stored here also where it needs room, without a question to the person: browsers that ask
/// are asked only where `may_ask`.
pub async fn ask_to_keep(may_ask: bool) {
    // Only browsers that decide by themselves tell of themselves in this way.
    let decides_alone = get(window().navigator().as_ref(), "userAgentData").is_some();
    let is_kept = ask("persisted").await.is_some_and(|told| told.is_truthy());
    if !is_kept && (decides_alone || may_ask) {
        // Where it is refused, everything goes on as before.
        let _ = ask("persist").await;
    }
}

/// Characters that all entries of the page's origin take in local storage, keys included; nothing where there is none. No
/// entry comes into this program for it, but the browser makes a text of each, which takes a while where there is much.
#[must_use]
pub fn local_chars() -> Option<u64> {
    let storage = window().local_storage().ok()??;
    let entries = Object::entries(storage.unchecked_ref());
    let chars =
        |entry: JsValue| entry.unchecked_into::<Array>().iter().map(|part| length(&part)).fold(0, u64::saturating_add);
    Some(entries.iter().map(chars).fold(0, u64::saturating_add))
}

/// Characters of what local storage holds under a key.
#[must_use]
pub fn local_chars_of(key: &str) -> u64 {
    let storage = window().local_storage().ok().flatten();
    storage.and_then(|storage| Reflect::get(&storage, &JsValue::from_str(key)).ok()).map_or(0, |text| length(&text))
}

fn length(text: &JsValue) -> u64 {
    text.dyn_ref::<JsString>().map_or(0, |text| u64::from(text.length()))
}

/// What a question to the storage of this origin is answered with.
async fn ask(question: &str) -> Option<JsValue> {
    let storage = get(window().navigator().as_ref(), "storage")?;
    let asked = get(&storage, question)?.dyn_into::<js_sys::Function>().ok()?.call0(&storage).ok()?;
    JsFuture::from(asked.dyn_into::<Promise>().ok()?).await.ok()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok().filter(|found| !found.is_undefined() && !found.is_null())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion saturates, and sizes are whole and below 2^53"
)]
const fn whole(number: f64) -> u64 {
    number as u64
}
