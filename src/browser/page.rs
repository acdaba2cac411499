//! The page as a whole: its language, theme and title.

use leptos::prelude::{document, window};

/// Tells the browser and screen readers which language the page is written in.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        // Writing a plain attribute of an element that exists cannot fail.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Overrides the system's theme with `light` or `dark`, or follows it again.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Sets the title that the tab shows.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The language that the browser prefers, as a BCP 47 tag.
#[must_use]
pub fn preferred_language() -> String {
    window().navigator().language().unwrap_or_default()
}
