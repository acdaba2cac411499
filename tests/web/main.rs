//! Parts of the app inside a real browser, as one binary: `cargo xtask test web`.
#![cfg(target_arch = "wasm32")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
