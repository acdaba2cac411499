//! The lists and statements of the workbook, as links.

use leptos::prelude::*;

use crate::i18n::{t, use_language};
use crate::session::use_session;
use crate::ui::workbook::{ToolLink, tool_links};

/// The lists and statements of the workbook, as links.
#[component]
pub(super) fn Tools() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let links = Memo::new(move |_| {
        let language = language.get();
        session.read(|workbook| tool_links(workbook, None, language)).unwrap_or_default()
    });
    let link = |link: ToolLink| view! { <li><a class="button" href=link.route.to_string()>{link.words}</a></li> };
    view! {
        <Show when=move || !links.with(Vec::is_empty)>
            <nav aria-label=t(|m| m.tools.actions)>
                <ul class="present__links">{move || links.get().into_iter().map(link).collect_view()}</ul>
            </nav>
        </Show>
    }
}
