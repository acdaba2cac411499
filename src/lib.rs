//! The app: the only place that may touch a browser.
//!
//! Start reading at `app.rs` (which view stands at which address), then `session/mod.rs` (the one writer of a workbook).
//! What may import what: `browser` and `i18n` stand alone; `storage` uses `browser`; `session` uses `storage` through its
//! trait; `ui` uses `session` and never storage.

// A component's properties are documented where they are declared; the functions that the macro makes need no second text.
#![recursion_limit = "256"]

pub mod app;
pub mod browser;
pub mod i18n;
pub mod route;
pub mod session;
pub mod storage;
pub mod ui;
pub mod views;

/// Puts the app on the page.
pub fn start() {
    browser::panic::report_panics();
    leptos::mount::mount_to_body(app::App);
}
