//! The clipboard as a menu reaches it, without a key of the reader's.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlTextAreaElement};

/// Has the browser copy or cut from a text area, which gets the event that a key would have brought. It works on every
/// page, but only while a person's click or key is being answered. Says whether the browser did.
pub fn take_from(editor: &HtmlTextAreaElement, is_cut: bool) -> bool {
    // Browsers copy only where something is selected.
    editor.set_value(" ");
    editor.select();
    let command = if is_cut { "cut" } else { "copy" };
    let done = method(&document(), "execCommand").and_then(|run| run.call1(&document(), &command.into()));
    editor.set_value("");
    done.is_ok_and(|done| done.is_truthy())
}

/// Selects all of a text area and copies it, on every page, while a person's click or key is being answered. Says whether the
/// browser did; the text stays selected either way.
pub fn copy_field(field: &HtmlTextAreaElement) -> bool {
    // A field that stands on the page can take the focus.
    let _ = field.focus();
    field.select();
    let done = method(&document(), "execCommand").and_then(|run| run.call1(&document(), &"copy".into()));
    done.is_ok_and(|done| done.is_truthy())
}

/// What the clipboard holds as a page and as text. Nothing where the browser or its reader does not allow it, as on pages
/// that are not secure.
pub async fn read() -> Option<(String, String)> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok().filter(|it| it.is_object())?;
    let items = result_of(method(&clipboard, "read").ok()?.call0(&clipboard)).await?;
    let (mut html, mut text) = (String::new(), String::new());
    for item in items.dyn_into::<Array>().ok()?.iter() {
        for (kind, found) in [("text/html", &mut html), ("text/plain", &mut text)] {
            let get = method(&item, "getType").ok()?;
            if let Some(blob) = result_of(get.call1(&item, &kind.into())).await
                && let Ok(blob) = blob.dyn_into::<Blob>()
                && let Ok(content) = JsFuture::from(blob.text()).await
            {
                *found = content.as_string().unwrap_or_default();
            }
        }
    }
    Some((html, text))
}

fn method(of: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(of, &name.into())?.dyn_into::<Function>()
}

async fn result_of(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?.dyn_into::<Promise>().ok()?).await.ok()
}
