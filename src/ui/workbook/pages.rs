//! The tabs of the pages.

use leptos::prelude::*;
use tandem_core::record::report;
use tandem_core::template::tools::is_in_view;
use tandem_core::workbook::{Page, PageId, TriggerMeaning, Workbook};

use super::menu::OpenMenu;
use super::sheets;
use crate::i18n::{t, use_language};
use crate::route::{Route, View};
use crate::session::{Session, SheetCommand};
use crate::ui::record::{RecordFile, meaning_word};

/// A page's identity, title and address, and what its record alarms with.
type Tab = (PageId, String, String, Vec<Alarm>);

/// What the tab of a record alarms with.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Alarm {
    /// A trigger has tripped; this is what the gravest one means.
    Tripped(TriggerMeaning),
    /// A condition of a decision in force can't be computed.
    Broken,
}

/// The alarms of a page's record, as long as its decision holds or is prepared.
fn alarms_of(workbook: &Workbook, page: &Page) -> Vec<Alarm> {
    // Pages without a record are many and cost nothing.
    let Some(report) = page.record().and_then(|_| report(workbook, &page.id)) else { return Vec::new() };
    let broken = report.broken().next().map(|_| Alarm::Broken);
    report.alarm().map(Alarm::Tripped).into_iter().chain(broken).collect()
}

/// A tab for each page. They are links, so that a page can be opened in another tab of the browser and "back" works.
#[component]
pub fn Pages(
    /// The session.
    session: Session,
    /// The page that is shown.
    page: PageId,
    /// Opens the menu of the page that is shown, where there is one.
    menu: Option<RwSignal<Option<OpenMenu>>>,
    /// The page whose sheet gets another name.
    renamed: RwSignal<Option<PageId>>,
) -> impl IntoView {
    let (shown, here, before) = (page.clone(), page.clone(), page.clone());
    let language = use_language();
    let tabs = Memo::new(move |_| {
        let language = language.get();
        let read = session.read(|workbook| {
            let tab = |page: &Page| {
                let address = Route::page(workbook.id(), Some(page.id.as_str()), View::Workbook).to_string();
                (page.id.clone(), page.title.get(language).to_owned(), address, alarms_of(workbook, page))
            };
            // A link may lead to a page whose tab is hidden; then its tab is there for as long.
            let is_open = |other: &Page| other.id == here || other.sheet().is_none_or(|sheet| !sheet.hidden);
            let is_shown = |other: &&Page| is_open(other) && is_in_view(workbook, other);
            workbook.pages().iter().filter(is_shown).map(tab).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let tab = move |(id, title, address, alarms): Tab| {
        let is_current = id == page;
        let current = is_current.then_some("page");
        view! {
            <li class="pages__item">
                <a
                    class="pages__tab"
                    href=address
                    aria-current=current
                    aria-haspopup=(is_current && menu.is_some()).then_some("menu")
                    on:contextmenu=move |event| {
                        if let (true, Some(menu)) = (is_current, menu) {
                            event.prevent_default();
                            menu.set(Some(OpenMenu::of_tab((event.client_x(), event.client_y()))));
                        }
                    }
                    on:dblclick=move |_| renamed.set(Some(id.clone()))
                >
                    {title}
                    {alarms.into_iter().map(|alarm| view! { <Mark alarm /> }).collect_view()}
                </a>
            </li>
        }
    };
    view! {
        <nav class="pages" aria-label=t(|m| m.workbook.pages)>
            <ul class="pages__list">
                <For each=move || tabs.get() key=|tab| tab.clone() children=tab />
            </ul>
            <button
                type="button"
                class="button button--quiet button--icon pages__add"
                aria-label=t(|m| m.workbook.add_sheet)
                title=t(|m| m.workbook.add_sheet)
                on:click=move |_| sheets::run(session, &shown, renamed, SheetCommand::AddSheet)
            >
                <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M10 4v12M4 10h12" />
                </svg>
            </button>
            <RecordFile session=session page=before has_buttons=menu.is_none() />
        </nav>
    }
}

/// An alarm on a tab: a shape, and a word for those who do not see it.
#[component]
fn Mark(alarm: Alarm) -> impl IntoView {
    let language = use_language();
    let word = move || match alarm {
        Alarm::Tripped(meaning) => meaning.text().get(language.get()),
        Alarm::Broken => t(|m| m.record.broken_tab)(),
    };
    let state = match alarm {
        Alarm::Tripped(meaning) => meaning_word(meaning),
        Alarm::Broken => "broken",
    };
    view! {
        <span class="pages__alarm" data-meaning=state title=word>
            <span class="visually-hidden">{word}</span>
        </span>
    }
}
