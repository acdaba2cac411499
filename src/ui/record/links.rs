//! Pages that belong to a record, and records whose place it took or that took its own.

use leptos::prelude::*;
use tandem_core::workbook::{PageId, Record, Workbook};

use super::Desk;
use crate::browser::page;
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::route::{Route, View};

/// The lists of links.
#[component]
pub fn Links(desk: Desk) -> impl IntoView {
    let list = move |heading: fn(&'static Messages) -> &'static str, pick: fn(&Record) -> Vec<PageId>| {
        let language = use_language();
        let links = Memo::new(move |_| {
            let language = language.get();
            let read = |workbook: &Workbook, record: &Record| -> Vec<Link> {
                pick(record).into_iter().map(|id| link(workbook, id, language)).collect()
            };
            desk.read(read).unwrap_or_default()
        });
        (links, t(heading))
    };
    let shown = move |(links, heading): (Memo<Vec<Link>>, _)| {
        let item = |(_, title, address): Link| view! { <li><a href=address>{title}</a></li> };
        view! {
            <Show when=move || links.with(|links| !links.is_empty())>
                <h2>{heading}</h2>
                <ul class="record__list">{move || links.get().into_iter().map(item).collect_view()}</ul>
            </Show>
        }
    };
    view! {
        <section class="record__section record__links">
            <Linked desk />
            {shown(list(|m| m.record.supersedes, |record| record.supersedes.clone()))}
            {shown(list(|m| m.record.superseded_by, |record| record.superseded_by.iter().cloned().collect()))}
        </section>
    }
}

/// A page with its title; with its address where it is still there.
type Link = (PageId, String, Option<String>);

fn link(workbook: &Workbook, id: PageId, language: Language) -> Link {
    let Some(page) = workbook.page(&id) else { return (id, t(|m| m.record.gone_page)().to_owned(), None) };
    let number = page.record().map(|record| record.number.as_str()).unwrap_or_default();
    let title = format!("{number} {}", page.title.get(language));
    let address = Route::page(workbook.id(), Some(id.as_str()), View::Workbook).to_string();
    (id, title.trim().to_owned(), Some(address))
}

/// The field that links a page, which gets the focus when one is taken off.
const LINK_PAGE: &str = "record-link-page";

/// The pages that a person linked, and ways to link another one and to take one off.
#[component]
fn Linked(desk: Desk) -> impl IntoView {
    let language = use_language();
    let own = StoredValue::new(desk.page());
    let links = Memo::new(move |_| {
        let language = language.get();
        let read = |workbook: &Workbook, record: &Record| -> Vec<Link> {
            record.linked.iter().map(|id| link(workbook, id.clone(), language)).collect()
        };
        desk.read(read).unwrap_or_default()
    });
    let others = Memo::new(move |_| {
        let language = language.get();
        let read = |workbook: &Workbook, record: &Record| -> Vec<(PageId, String)> {
            let is_free = |id: &PageId| *id != own.get_value() && !record.linked.contains(id);
            let free = workbook.pages().iter().filter(|page| is_free(&page.id));
            free.map(|page| (page.id.clone(), link(workbook, page.id.clone(), language).1)).collect()
        };
        desk.read(read).unwrap_or_default()
    });
    let take_off = move |id: &PageId| desk.change(|record| record.linked.retain(|other| other != id));
    let item = move |(id, title, address): Link| {
        let label = fill(t(|m| m.record.remove)(), &[("name", &title)]);
        let id = StoredValue::new(id);
        view! {
            <li class="record__line">
                <a href=address>{title}</a>
                <Show when=move || desk.is_arranged()>
                    <button
                        type="button"
                        class="button button--quiet button--icon"
                        aria-label=label.clone()
                        on:click=move |_| {
                            take_off(&id.get_value());
                            page::keep_focus(LINK_PAGE);
                        }
                    >
                        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
                    </button>
                </Show>
            </li>
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let known = others.with_untracked(|others| others.iter().find(|(id, _)| id.as_str() == chosen).cloned());
        if let Some((id, _)) = known {
            desk.change(|record| record.linked.push(id));
        }
    };
    let choices = move || {
        let choice = |(id, title): (PageId, String)| view! { <option value=id.as_str().to_owned()>{title}</option> };
        others.get().into_iter().map(choice).collect_view()
    };
    view! {
        <Show when=move || desk.is_arranged() || links.with(|links| !links.is_empty())>
            <h2>{t(|m| m.record.links)}</h2>
            <ul class="record__list">{move || links.get().into_iter().map(item).collect_view()}</ul>
        </Show>
        <Show when=move || desk.is_arranged() && others.with(|others| !others.is_empty())>
            <label class="record__fact">
                <span class="record__label">{t(|m| m.record.link_page)}</span>
                <select id=LINK_PAGE class="input" on:change=choose>
                    <option value="">{t(|m| m.record.no_page)}</option>
                    {choices}
                </select>
            </label>
        </Show>
    }
}
