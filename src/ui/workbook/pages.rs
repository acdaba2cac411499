//! The tabs of the pages.

use leptos::prelude::*;
use tandem_core::workbook::{Page, PageId};

use crate::i18n::{t, use_language};
use crate::route::{Route, View};
use crate::session::Session;

/// A tab for each page. They are links, so that a page can be opened in another tab of the browser and "back" works.
#[component]
pub fn Pages(
    /// The session.
    session: Session,
    /// The page that is shown.
    page: PageId,
) -> impl IntoView {
    let language = use_language();
    let tabs = Memo::new(move |_| {
        let language = language.get();
        let read = session.read(|workbook| {
            let tab = |page: &Page| {
                let address = Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook).to_string();
                (page.id.clone(), page.title.get(language).to_owned(), address)
            };
            workbook.pages().iter().map(tab).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let tab = move |(id, title, address): (PageId, String, String)| {
        let current = (id == page).then_some("page");
        view! {
            <li class="pages__item">
                <a class="pages__tab" href=address aria-current=current>
                    {title}
                </a>
            </li>
        }
    };
    view! {
        <nav class="pages" aria-label=t(|m| m.workbook.pages)>
            <ul class="pages__list">
                <For each=move || tabs.get() key=|tab| tab.clone() children=tab />
            </ul>
        </nav>
    }
}
