//! A list of a sheet with a form for each row, such as the rules of a split.
//!
//! What a list is stands in the template of the workbook (`tandem_core::template::tools`). Every action here is one edit of
//! the sheet's cells, so that one undo takes it back and the sheet shows the same at once. This folder must not know what
//! any particular list means. Start reading at [`ListView`]; `row.rs` is one row, `picture.rs` what stands beside them.

mod bench;
mod field;
mod order;
mod picture;
mod row;

use leptos::html::Ol;
use leptos::prelude::*;
use tandem_core::template::tools::lists;
use tandem_core::workbook::{PageId, Workbook};

use self::bench::Bench;
use self::picture::Picture;
use self::row::Row;
use crate::browser::page;
use crate::i18n::{fill, t, use_language};
use crate::route::{Route, View};
use crate::session::{Command, use_session};

/// The list on the page that the address names, or the first one of the workbook.
#[component]
pub fn ListView() -> impl IntoView {
    let session = use_session();
    let route = session.route();
    let list = Memo::new(move |_| {
        let named = match route.get() {
            Route::Workbook { page, .. } => page,
            _ => None,
        };
        session.read(|workbook| shown(workbook, named.as_deref())).flatten()
    });
    let bench = Bench::new(session, list);
    view! {
        <main id="content" tabindex="-1" class="list" aria-labelledby="list-title">
            <Show when=move || list.with(Option::is_some) fallback=move || view! { <p id="list-title">{t(|m| m.tools.none)}</p> }>
                <Head bench />
                <div class="list__columns">
                    <section class="list__rows" aria-labelledby="list-title">
                        <Checks bench />
                        <Rows bench />
                        <Add bench />
                    </section>
                    <Picture bench />
                </div>
                <p class="visually-hidden" role="status">{move || bench.said.get()}</p>
            </Show>
        </main>
    }
}

fn shown(workbook: &Workbook, named: Option<&str>) -> Option<tandem_core::template::tools::List> {
    let sheet = named.and_then(|id| workbook.page(&PageId::from(id))?.sheet()).map(|sheet| sheet.id);
    let mut lists = lists(workbook);
    let place = lists.iter().position(|list| Some(list.sheet()) == sheet).unwrap_or(0);
    (place < lists.len()).then(|| lists.swap_remove(place))
}

/// The address of the page of a list, in a view.
fn address(bench: Bench, view: View) -> Option<Route> {
    bench.read(|workbook, list| {
        let page = workbook.page_of(list.sheet())?;
        Some(Route::page(workbook.id(), Some(page.id.as_str()), view))
    })?
}

#[component]
fn Head(bench: Bench) -> impl IntoView {
    let language = use_language();
    let title = move || bench.read(|_, list| list.entry().title.get(language.get()).to_owned()).unwrap_or_default();
    let sentence = t(|m| m.tools.count);
    let count = move || {
        let language = language.get();
        let counts = bench.read(|workbook, list| {
            let items = list.items(workbook);
            let problems = items.iter().filter(|row| list.problem(workbook, **row, language).is_some()).count();
            (items.len().to_string(), problems.to_string())
        });
        let (count, problems) = counts.unwrap_or_default();
        fill(sentence(), &[("count", &count), ("problems", &problems)])
    };
    let href = move |view| address(bench, view).map(|route| route.to_string());
    view! {
        <header class="list__head">
            <div>
                <h1 id="list-title" class="list__title">{title}</h1>
                <p class="list__count">{count}</p>
            </div>
            <nav class="list__links" aria-label=t(|m| m.tools.actions)>
                <a class="button" href=move || href(View::Workbook)>{t(|m| m.tools.to_sheet)}</a>
                <a class="button" href=move || href(View::Present)>{t(|m| m.tools.to_present)}</a>
            </nav>
            <p class="list__hint">{t(|m| m.tools.hint)}</p>
        </header>
    }
}

/// What is wrong with more than one row.
#[component]
fn Checks(bench: Bench) -> impl IntoView {
    let language = use_language();
    let told =
        Memo::new(move |_| bench.read(|workbook, list| list.checks(workbook, language.get())).unwrap_or_default());
    let line = |text: String| view! { <p class="rule-card__message rule-card__message--problem">{text}</p> };
    move || told.get().into_iter().map(line).collect_view()
}

#[component]
fn Rows(bench: Bench) -> impl IntoView {
    let node = NodeRef::<Ol>::new();
    let rows = Memo::new(move |_| bench.read(|workbook, list| list.items(workbook)).unwrap_or_default());
    view! {
        <ol class="rule-cards" node_ref=node>
            <For each=move || rows.get() key=|row| *row let:row>
                <Row bench rows row node />
            </For>
        </ol>
    }
}

#[component]
fn Add(bench: Bench) -> impl IntoView {
    let language = use_language();
    let refused = RwSignal::new(None::<String>);
    let sentence = t(|m| m.tools.add);
    let added = t(|m| m.tools.added);
    let label = move || {
        let item = bench.read(|_, list| list.entry().item.get(language.get()).to_owned()).unwrap_or_default();
        fill(sentence(), &[("item", &item)])
    };
    let add = move |_| {
        let made = bench.with(|workbook, list| list.add(workbook));
        match made {
            Some(Ok((edit, row))) => {
                refused.set(None);
                bench.session.dispatch(Command::Edit(edit));
                bench.open.set(Some(row));
                bench.say(added().to_owned());
                request_animation_frame(move || page::go_to_part(&bench::open_id(row)));
            }
            Some(Err(error)) => refused.set(Some(error.text(language.get_untracked()))),
            None => {}
        }
    };
    view! {
        <button id="list-add" type="button" class="button button--primary list__add" on:click=add>
            {label}
        </button>
        <p class="field__problem" role="alert">{move || refused.get()}</p>
    }
}
