//! The JavaScript module: a thin skin over core. `api.d.ts` is the contract; whatever is decided here is how its words
//! become calls of core and how core's refusals become errors that a caller can read.
//!
//! This crate must not compute anything itself and needs no DOM. Start reading at `workbook.rs`.

mod argument;
mod bulk;
mod catalog;
mod clock;
mod trace;
mod value;
mod workbook;

use wasm_bindgen::prelude::*;

pub use catalog::{calculate, templates};
pub use workbook::JsWorkbook;

/// The version of the module.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// An error as JavaScript throws it.
fn error(message: &str) -> JsValue {
    js_sys::Error::new(message).into()
}

/// Plain objects in place of maps, as JSON would have them.
const PLAIN: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();

/// A value as a plain JavaScript object.
fn plain<T: serde::Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&PLAIN).map_err(|reason| error(&reason.to_string()))
}
