//! The app: the only place that may touch a browser.
