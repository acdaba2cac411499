//! Home: the gallery of templates and the recent workbooks.

use leptos::prelude::*;

use crate::i18n::t;

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <main id="content" class="home">
            <h1>{t(|m| m.home.heading)}</h1>
            <p>{t(|m| m.home.lead)}</p>
        </main>
    }
}
