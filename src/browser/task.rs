//! Work in pieces, between which the page is drawn and hears its reader.

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Waits until the browser has had its turn. A page that is hidden draws nothing, so this is a task and not a frame.
pub async fn next_frame() {
    let turn = Promise::new(&mut |resolve, _| {
        if window().set_timeout_with_callback(&resolve).is_err() {
            // A page that gives no time goes on at once.
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    // A promise that only waits can't fail.
    let _ = JsFuture::from(turn).await;
}

/// Waits for a time.
pub async fn wait(wait_ms: u64) {
    let wait_ms = i32::try_from(wait_ms).unwrap_or(i32::MAX);
    let over = Promise::new(&mut |resolve, _| {
        if window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait_ms).is_err() {
            // A page that gives no time goes on at once.
            let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
        }
    });
    // A promise that only waits can't fail.
    let _ = JsFuture::from(over).await;
}
