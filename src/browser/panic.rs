//! What happens when the program stops: `boot.js` shows a readable page with a copy of the work to download.
//!
//! The page is drawn outside of the program, because after a panic nothing inside can be relied on.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Tells the page about every panic from now on.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| send("tandem-stopped", &[("message", &info.to_string())])));
}

/// Leaves the newest copy of a workbook with the page, to be offered when the program stops.
pub fn keep_rescue_copy(file_name: &str, text: &str) {
    send("tandem-rescue", &[("name", file_name), ("text", text)]);
}

/// Takes that copy back, because what is stored is newer.
pub fn drop_rescue_copy() {
    send("tandem-rescue", &[]);
}

fn send(kind: &str, details: &[(&str, &str)]) {
    let detail = js_sys::Object::new();
    for (key, value) in details {
        // Setting a field of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&detail, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let options = CustomEventInit::new();
    options.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(kind, &options) {
        // An event that nobody listens to is no fault of the sender.
        let _ = window().dispatch_event(&event);
    }
}
