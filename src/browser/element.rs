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

/// Calls back whenever the element is scrolled, until the owner of the calling effect is gone.
pub fn on_scroll(element: &Element, callback: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(callback);
    if element.add_event_listener_with_callback("scroll", callback.as_ref().unchecked_ref()).is_err() {
        return;
    }
    let kept = StoredValue::new_local((element.clone(), callback));
    on_cleanup(move || {
        kept.try_with_value(|(element, callback)| {
            // What was added can be removed.
            let _ = element.remove_event_listener_with_callback("scroll", callback.as_ref().unchecked_ref());
        });
    });
}

/// Where an element stands in the window, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// Its left edge.
    pub left_px: i32,
    /// Its upper edge.
    pub top_px: i32,
    /// Its lower edge.
    pub bottom_px: i32,
}

/// Where an element stands in the window.
#[must_use]
pub fn edges(element: &Element) -> Edges {
    let corner = element.get_bounding_client_rect();
    Edges { left_px: whole(corner.left()), top_px: whole(corner.top()), bottom_px: whole(corner.bottom()) }
}

#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates, and places in a window are small")]
const fn whole(px: f64) -> i32 {
    px.round() as i32
}

/// Gives an element the focus without scrolling to it.
pub fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that left the page cannot take the focus, and then nobody misses it.
    let _ = element.focus_with_options(&options);
}
