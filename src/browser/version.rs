//! A new version of the program: `boot.js` hears of it from the browser, and a person decides when it takes over.

use leptos::prelude::{window, window_event_listener_untyped};

/// Calls back whenever a new version is complete and waits, for as long as the page lives.
pub fn on_ready(callback: impl Fn() + 'static) {
    window_event_listener_untyped("tandem-update", move |_| callback());
}

/// Lets the newest version take over and reloads the page. The browser asks first where that would lose something.
pub fn take_over() {
    if let Ok(event) = web_sys::Event::new("tandem-reload") {
        // An event that nobody listens to is no fault of the sender.
        let _ = window().dispatch_event(&event);
    }
}
