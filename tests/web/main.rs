//! Parts of the app inside a real browser, as one binary: `cargo xtask test web`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::unreachable,
    clippy::string_slice,
    reason = "what fails in a test fails the test"
)]

mod autosave;
mod deep;
mod host;
mod session;
mod start;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
