//! The records by day: what was accepted, reviewed and superseded, and what is due.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use tandem_core::record::LogStep;
use tandem_core::text::Language;
use tandem_core::workbook::RecordStatus;

use super::reading::{Entries, Entry};
use crate::i18n::{fill, t, use_language};
use crate::route::{Route, View};
use crate::session::use_session;

/// What happened or is to happen on a day.
type Day = (String, Vec<(Arc<Entry>, LogStep)>);

/// The days, the earliest first, with today among them.
#[component]
pub(super) fn Timeline(entries: Signal<Entries>) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let days = Memo::new(move |_| {
        let mut days: BTreeMap<String, Vec<(Arc<Entry>, LogStep)>> = BTreeMap::new();
        entries.with(|entries| {
            for entry in entries {
                for event in &entry.record.events {
                    days.entry(event.day.clone()).or_default().push((entry.clone(), event.step));
                }
            }
        });
        days.into_iter().collect::<Vec<Day>>()
    });
    let list = move || {
        let today = session.day().get();
        let mut days = days.get();
        // Today stands where it belongs, also when nothing happens on it.
        if let Err(place) = days.binary_search_by(|(day, _)| day.cmp(&today)) {
            days.insert(place, (today.clone(), Vec::new()));
        }
        let language = language.get();
        days.into_iter().map(|day| one_day(day, &today, language)).collect_view()
    };
    view! {
        <Show
            when=move || days.with(|days| !days.is_empty())
            fallback=move || view! { <p class="log__muted">{t(|m| m.log.no_days)}</p> }
        >
            <ol class="log__timeline" aria-label=t(|m| m.log.timeline)>{list}</ol>
        </Show>
    }
}

fn one_day((day, steps): Day, today: &str, language: Language) -> impl IntoView + use<> {
    let when = match day.as_str().cmp(today) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "today",
        std::cmp::Ordering::Greater => "ahead",
    };
    let word = (when == "today").then(|| view! { <span class="log__today">{t(|m| m.log.today)}</span> });
    let lines = steps.into_iter().map(|(entry, step)| line(&entry, step, when == "past", language)).collect_view();
    view! {
        <li class="log__day" data-when=when>
            <p class="log__date">
                <time datetime=day.clone()>{day.clone()}</time>
                {word}
            </p>
            <ul class="log__steps">{lines}</ul>
        </li>
    }
}

fn line(entry: &Entry, step: LogStep, is_past: bool, language: Language) -> impl IntoView + use<> {
    let record = &entry.record;
    let address = Route::page(&entry.workbook, Some(record.page.as_str()), View::Workbook).to_string();
    let title = format!("{} {}", record.number, record.title.get(language));
    let (state, words) = match step {
        LogStep::Accepted => ("accepted", RecordStatus::Accepted.text().get(language).to_owned()),
        LogStep::Superseded => ("superseded", RecordStatus::Superseded.text().get(language).to_owned()),
        LogStep::Reviewed(verdict) => {
            ("reviewed", fill(t(|m| m.log.reviewed)(), &[("verdict", verdict.text().get(language))]))
        }
        LogStep::Due if is_past => ("overdue", t(|m| m.log.review_overdue)().to_owned()),
        LogStep::Due => ("due", t(|m| m.log.review_due)().to_owned()),
    };
    view! {
        <li class="log__step" data-step=state>
            <span class="log__mark" aria-hidden="true"></span>
            <span class="log__word">{words}</span>
            <a href=address>{title.trim().to_owned()}</a>
            <span class="log__muted">{entry.workbook_title.clone()}</span>
        </li>
    }
}
