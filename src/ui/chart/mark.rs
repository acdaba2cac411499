//! What one mark of a chart is: something to point at, to hear and to reach by keyboard.

use leptos::prelude::*;

use super::SeriesData;

/// What a mark says: its category, its series where there are several, and its figure.
pub(super) fn words(category: Option<&String>, series: &SeriesData, figure: &str) -> String {
    let category = category.map(String::as_str).unwrap_or_default();
    match (category.is_empty(), series.label.is_empty()) {
        (true, true) => figure.to_owned(),
        (true, false) => format!("{}: {figure}", series.label),
        (false, true) => format!("{category}: {figure}"),
        (false, false) => format!("{category}, {}: {figure}", series.label),
    }
}

/// A bar that speaks.
pub(super) fn bar(class: &'static str, x: f64, y: f64, width: f64, height: f64, words: String) -> impl IntoView {
    let title = words.clone();
    view! {
        <rect class=class x=x y=y width=width height=height data-mark="" role="img" tabindex="-1" aria-label=words>
            <title>{title}</title>
        </rect>
    }
}
