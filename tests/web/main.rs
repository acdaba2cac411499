//! Parts of the app inside a real browser, as one binary: `cargo xtask test web`.
#![cfg(target_arch = "wasm32")]

mod start;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
