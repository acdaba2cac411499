//! What came of a decision: its reviews, its earlier revisions, and the pages that belong to it.

use leptos::prelude::*;
use tandem_core::record::{Difference, differences};
use tandem_core::workbook::{PageId, Record, Review, Workbook};

use super::Desk;
use crate::i18n::{Language, fill, t, use_language};
use crate::route::{Route, View};

/// Reviews that are planned and those that were held.
#[component]
pub fn Reviews(desk: Desk) -> impl IntoView {
    let language = use_language();
    let reviews = Memo::new(move |_| desk.read(|_, record| record.reviews.clone()).unwrap_or_default());
    let item = move |(place, review): (usize, Review)| {
        let words = match &review.held {
            None => fill(t(|m| m.record.review_due)(), &[("date", &review.due)]),
            Some(held) => {
                let verdict = held.verdict.text().get(language.get());
                fill(t(|m| m.record.review_held)(), &[("date", &held.date), ("by", &held.by), ("verdict", verdict)])
            }
        };
        let lesson = review.held.as_ref().map(|held| held.lesson.get(language.get()).to_owned());
        let is_planned = review.held.is_none();
        let remove = move |_| {
            desk.change(|record| {
                if place < record.reviews.len() {
                    record.reviews.remove(place);
                }
            });
        };
        let label = fill(t(|m| m.record.remove)(), &[("name", &words)]);
        view! {
            <li>
                <span>{words}</span>
                {lesson.filter(|lesson| !lesson.is_empty()).map(|lesson| view! { <span class="record__lesson">{lesson}</span> })}
                <Show when=move || is_planned && desk.is_edited()>
                    <button type="button" class="button button--quiet button--icon" aria-label=label.clone() on:click=remove>
                        <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
                    </button>
                </Show>
            </li>
        }
    };
    let plan = move |event| {
        let due = event_target_value(&event);
        if !due.is_empty() {
            desk.change(|record| record.reviews.push(Review { due, held: None }));
        }
    };
    view! {
        <section class="record__section">
            <h2>{t(|m| m.record.reviews)}</h2>
            <Show when=move || reviews.with(Vec::is_empty)>
                <p class="record__muted">{t(|m| m.record.no_reviews)}</p>
            </Show>
            <ul class="record__list">{move || reviews.get().into_iter().enumerate().map(item).collect_view()}</ul>
            <Show when=move || desk.is_edited()>
                <label class="record__fact">
                    <span class="record__label">{t(|m| m.record.add_review)}</span>
                    <input class="input" type="date" prop:value="" on:change=plan />
                </label>
            </Show>
        </section>
    }
}

/// Pages that belong to the record, and records whose place it took or that took its own.
#[component]
pub fn Links(desk: Desk) -> impl IntoView {
    let language = use_language();
    let links = move |pick: fn(&Record) -> Vec<PageId>| {
        let language = language.get();
        desk.read(|workbook, record| pick(record).iter().map(|id| link(workbook, id, language)).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let list = move |heading: fn(&crate::i18n::Messages) -> &'static str, pick: fn(&Record) -> Vec<PageId>| {
        let links = links(pick);
        (!links.is_empty()).then(|| {
            let item = |(title, address): (String, Option<String>)| view! { <li><a href=address>{title}</a></li> };
            view! {
                <h2>{t(heading)}</h2>
                <ul class="record__list">{links.into_iter().map(item).collect_view()}</ul>
            }
        })
    };
    view! {
        <section class="record__section record__links">
            {move || list(|m| m.record.links, |record| record.linked.clone())}
            {move || list(|m| m.record.supersedes, |record| record.supersedes.clone())}
            {move || list(|m| m.record.superseded_by, |record| record.superseded_by.iter().cloned().collect())}
        </section>
    }
}

fn link(workbook: &Workbook, id: &PageId, language: Language) -> (String, Option<String>) {
    let Some(page) = workbook.page(id) else { return (t(|m| m.record.gone_page)().to_owned(), None) };
    let number = page.record().map(|record| record.number.as_str()).unwrap_or_default();
    let title = format!("{number} {}", page.title.get(language));
    (title.trim().to_owned(), Some(Route::page(workbook.id(), Some(id.as_str()), View::Workbook).to_string()))
}

/// Earlier revisions, each with what differs from what stands here now.
#[component]
pub fn Revisions(desk: Desk) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        let read = desk.read(|_, record| {
            record
                .earlier
                .iter()
                .rev()
                .map(|kept| (kept.number, kept.date.clone(), kept.by.clone()))
                .collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    view! {
        <Show when=move || numbers.with(|numbers| !numbers.is_empty())>
            <section class="record__section">
                <h2>{t(|m| m.record.history)}</h2>
                <For each=move || numbers.get() key=Clone::clone let:kept>
                    <RevisionDiff desk number=kept.0 date=kept.1 by=kept.2 />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn RevisionDiff(desk: Desk, number: u32, date: String, by: String) -> impl IntoView {
    let language = use_language();
    let (id, spoken) = (desk.page(), number.to_string());
    let found =
        Memo::new(move |_| desk.read(|workbook, _| differences(workbook, &id, number)).flatten().unwrap_or_default());
    let words = move || {
        let parts = [("number", spoken.as_str()), ("date", date.as_str()), ("by", by.as_str())];
        let sentence = if by.is_empty() { t(|m| m.record.revised)() } else { t(|m| m.record.revised_by)() };
        fill(sentence, &parts)
    };
    let row = move |difference: Difference| {
        let language = language.get();
        let text = |text: &tandem_core::text::Localized| text.get(language).to_owned();
        view! {
            <div class="record__difference">
                <dt>{text(&difference.what)}</dt>
                <dd><span class="visually-hidden">{t(|m| m.record.before)} ": "</span><del>{text(&difference.before)}</del></dd>
                <dd><span class="visually-hidden">{t(|m| m.record.after)} ": "</span><ins>{text(&difference.after)}</ins></dd>
            </div>
        }
    };
    view! {
        <details class="record__revision">
            <summary>{words}</summary>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="record__muted">{t(|m| m.record.same)}</p>
            </Show>
            <dl>{move || found.get().into_iter().map(row).collect_view()}</dl>
        </details>
    }
}
