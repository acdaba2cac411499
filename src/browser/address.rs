//! The fragment of the page's address.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The fragment, with its `#`; empty where the page has none.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address of this page with another fragment.
#[must_use]
pub fn of_fragment(fragment: &str) -> String {
    let whole = window().location().href().unwrap_or_default();
    let page = whole.split('#').next().unwrap_or_default();
    format!("{page}{fragment}")
}

/// Goes to a fragment and leaves the present one in the history.
pub fn go(fragment: &str) {
    // Setting a fragment cannot fail in a page; where a host forbids it, the page simply stays.
    let _ = window().location().set_hash(fragment);
}

/// Goes to a fragment in place of the present one, so that "back" does not return to it.
pub fn replace(fragment: &str) {
    let _ = window().location().replace(fragment);
}

/// Gives the present page another fragment, so that "back" does not return to the former one. Nothing is called back.
pub fn rename(fragment: &str) {
    let named = window().history().and_then(|history| {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&of_fragment(fragment)))
    });
    if named.is_err() {
        // Pages without an origin of their own may forbid it, but not this.
        replace(fragment);
    }
}

/// Calls back whenever the fragment changes, for as long as the page lives.
pub fn on_change(mut callback: impl FnMut(String) + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || callback(fragment()));
    let added = window().add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    if added.is_ok() {
        listener.forget();
    }
}
