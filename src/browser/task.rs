//! Work in pieces, between which the page is drawn and hears its reader.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
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

/// Waits until the browser has nothing better to do, but not for ever.
pub async fn idle() {
    const MOST_MS: f64 = 5_000.0;
    const INSTEAD_MS: u64 = 500;
    let over = |resolve: &Function| {
        let asked: Function = Reflect::get(&window(), &JsValue::from_str("requestIdleCallback"))?.dyn_into()?;
        let options = Object::new();
        Reflect::set(&options, &JsValue::from_str("timeout"), &JsValue::from_f64(MOST_MS))?;
        asked.call2(&window(), resolve, &options)
    };
    let mut is_told = true;
    let told = Promise::new(&mut |resolve, _| is_told = over(&resolve).is_ok());
    if is_told {
        // A promise that only waits can't fail.
        let _ = JsFuture::from(told).await;
    } else {
        // Not every browser tells.
        wait(INSTEAD_MS).await;
    }
}
