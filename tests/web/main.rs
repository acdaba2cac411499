//! Parts of the app inside a real browser, as one binary: `cargo xtask test web`.
#![cfg(target_arch = "wasm32")]

mod autosave;
mod session;
mod start;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
