//! Files of the reader's machine: saving a copy and reading one.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Hands a text to the browser as a file to keep. Nothing leaves the machine.
///
/// # Errors
/// Where the browser refuses to make the file, its own words.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|error| words(&error))?;
    let address = Url::create_object_url_with_blob(&blob).map_err(|error| words(&error))?;
    let link = document().create_element("a").map_err(|error| words(&error))?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| "no link element".to_owned())?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The click has started the download with its own hold on the bytes; the address itself is not needed again.
    let _ = Url::revoke_object_url(&address);
    Ok(())
}

/// Reads a file that a person chose or dropped, as text.
///
/// # Errors
/// Where it cannot be read, the browser's own words.
pub async fn read_text(file: &File) -> Result<String, String> {
    let text = JsFuture::from(file.text()).await.map_err(|error| words(&error))?;
    text.as_string().ok_or_else(|| "the file is no text".to_owned())
}

/// The words of something that was thrown.
#[must_use]
pub fn words(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}

/// The name of something that was thrown, such as `QuotaExceededError`; empty when it has none.
#[must_use]
pub fn error_name(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name())).unwrap_or_default()
}
