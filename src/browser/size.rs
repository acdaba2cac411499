//! How wide an element is drawn, for views that lay out by pixels.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::element::{Element, on_resize};

/// The width of an element in pixels, followed while it changes; zero before the element is on the page.
#[must_use]
pub fn width_of(node: NodeRef<Div>) -> Signal<f64> {
    let (width, set_width) = signal(0.0);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: Element = element.unchecked_into();
        set_width.set(element.get_bounding_client_rect().width());
        let measured = element.clone();
        // The observer may report once more after the view is gone.
        on_resize(&element, move || {
            set_width.try_set(measured.get_bounding_client_rect().width());
        });
    });
    width.into()
}
