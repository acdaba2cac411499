//! Elements of the page as views need them beyond what a view can declare: following a size, taking the focus.

use leptos::prelude::{StoredValue, WithValue, on_cleanup};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// Calls back whenever the element's size has changed, until the owner of the calling effect is gone.
pub fn on_resize(element: &Element, callback: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(callback);
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// Whether an element has the focus.
#[must_use]
pub fn is_focused(element: &HtmlElement) -> bool {
    leptos::prelude::document().active_element().is_some_and(|active| active.is_same_node(Some(element)))
}

/// Gives an element the focus without scrolling to it.
pub fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that left the page cannot take the focus, and then nobody misses it.
    let _ = element.focus_with_options(&options);
}
