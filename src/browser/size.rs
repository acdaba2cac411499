//! How wide an element is drawn, for views that lay out by pixels.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The width of an element in pixels, followed while it changes; zero before the element is on the page.
#[must_use]
pub fn width_of(node: NodeRef<Div>) -> Signal<f64> {
    let (width, set_width) = signal(0.0);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: web_sys::Element = element.unchecked_into();
        set_width.set(element.get_bounding_client_rect().width());
        let measured = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            // The observer may report once more after the view is gone.
            set_width.try_set(measured.get_bounding_client_rect().width());
        });
        let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new_local(Some((observer, callback)));
        on_cleanup(move || {
            kept.try_update_value(|kept| {
                if let Some((observer, _)) = kept.take() {
                    observer.disconnect();
                }
            });
        });
    });
    width.into()
}
