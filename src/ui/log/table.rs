//! The records as a table; on a narrow screen each is a card.

use std::sync::Arc;

use leptos::prelude::*;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::TriggerMeaning;

use super::reading::{Entries, Entry};
use crate::i18n::{fill, t, use_language};
use crate::route::{Route, View};
use crate::ui::record::{in_force_words, meaning_word};

/// The records.
#[component]
pub(super) fn Table(entries: Signal<Entries>) -> impl IntoView {
    view! {
        <table class="log__table">
            <caption class="visually-hidden">{t(|m| m.log.heading)}</caption>
            <thead>
                <tr>
                    <th scope="col">{t(|m| m.log.record)}</th>
                    <th scope="col">{t(|m| m.log.status)}</th>
                    <th scope="col">{t(|m| m.log.alarms)}</th>
                    <th scope="col">{t(|m| m.log.next_review)}</th>
                    <th scope="col">{t(|m| m.log.owner)}</th>
                    <th scope="col">{t(|m| m.log.workbook)}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || entries.get() key=|entry| entry.key let:entry>
                    <Row entry />
                </For>
            </tbody>
        </table>
    }
}

#[component]
fn Row(entry: Arc<Entry>) -> impl IntoView {
    let language = use_language();
    let record = &entry.record;
    let address = Route::page(&entry.workbook, Some(record.page.as_str()), View::Workbook).to_string();
    let (number, title, decider) = (record.number.clone(), record.title.clone(), record.decider.clone());
    let status = record.status;
    let in_force = record.earlier_in_force.clone();
    let in_force = move || {
        let (revision, date) = in_force.clone()?;
        let words = in_force_words(revision, &date.unwrap_or_default());
        Some(view! { <span class="log__in-force">{words}</span> })
    };
    let due = record.next_review.clone();
    let is_overdue = record.is_overdue;
    let review = move || match &due {
        None => view! { <span class="log__muted">{t(|m| m.log.no_review)}</span> }.into_any(),
        Some(date) if is_overdue => {
            let words = fill(t(|m| m.log.overdue)(), &[("date", date)]);
            view! { <strong class="log__overdue"><span class="record__sign" aria-hidden="true"></span>{words}</strong> }
                .into_any()
        }
        Some(date) => view! { <span>{date.clone()}</span> }.into_any(),
    };
    let (tripped, broken) = (record.tripped.clone(), record.broken.clone());
    let alarms = move || {
        if tripped.is_empty() && broken.is_empty() {
            return view! { <span class="log__muted">{t(|m| m.log.quiet)}</span> }.into_any();
        }
        let language = language.get();
        let tripped = tripped.iter().map(|(meaning, name)| tripped_alarm(*meaning, name, language));
        let broken = broken
            .iter()
            .map(|(_, name)| alarm("broken", fill(t(|m| m.log.broken)(), &[("name", name.get(language))])));
        view! { <ul class="log__alarms">{tripped.collect_view()}{broken.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">
                <a href=address>
                    <span class="log__number">{number}</span>
                    {move || title.get(language.get()).to_owned()}
                </a>
            </th>
            <td data-label=t(|m| m.log.status)>
                <span>{move || status.text().get(language.get())}</span>
                {in_force}
            </td>
            <td data-label=t(|m| m.log.alarms)>{alarms}</td>
            <td data-label=t(|m| m.log.next_review)>{review}</td>
            <td data-label=t(|m| m.log.owner)>{move || decider.get(language.get()).to_owned()}</td>
            <td data-label=t(|m| m.log.workbook)>{entry.workbook_title.clone()}</td>
        </tr>
    }
}

/// A trigger that has tripped: a shape, its meaning as a word, and its name.
fn tripped_alarm(meaning: TriggerMeaning, name: &Localized, language: Language) -> impl IntoView + use<> {
    let colon = if language == Language::Japanese { "：" } else { ": " };
    alarm(meaning_word(meaning), format!("{}{colon}{}", meaning.text().get(language), name.get(language)))
}

fn alarm(state: &'static str, words: String) -> impl IntoView {
    view! {
        <li class="record__trigger" data-state=state>
            <span class="record__sign" aria-hidden="true"></span>
            {words}
        </li>
    }
}
