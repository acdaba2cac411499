//! The log: the decision records of all workbooks of this browser, with what has tripped and what is due today.
//!
//! Each workbook is read and computed as it is stored, one after the other, so that nothing shown here can be out of date.
//! This folder must not know how a record is computed. Start reading at [`LogView`].

mod calibration;
mod exports;
mod reading;
mod table;
mod timeline;
mod wanted;

use leptos::prelude::*;

use self::calibration::Calibration;
use self::exports::Exports;
pub use self::exports::log_entries;
use self::reading::{Reading, Unread};
use self::table::Table;
use self::timeline::Timeline;
use self::wanted::{Filters, Wanted};
use crate::i18n::{fill, t, use_language};
use crate::route::{Route, View};
use crate::session::use_session;

/// The log.
#[component]
pub fn LogView() -> impl IntoView {
    let reading = Reading::follow(use_session());
    let entries = reading.entries;
    let wanted = Wanted::new();
    let by_day = RwSignal::new(false);
    let language = use_language();
    let found = Memo::new(move |_| entries.with(|entries| wanted.find(entries, language.get())));
    let shown = Signal::derive(move || found.with(|found| found.entries.clone()));
    let is_reading = move || reading.progress.with(|(done, count)| done < count);
    let told = move || {
        let (done, count) = reading.progress.get();
        let all = entries.with(Vec::len);
        // Who sees records already is not told that they are read once more.
        if done < count && all == 0 {
            return fill(t(|m| m.log.reading)(), &[("done", &done.to_string()), ("count", &count.to_string())]);
        }
        if all == 0 {
            return String::new();
        }
        let search = wanted.search.get();
        found.with(|found| {
            let pressing = found.entries.iter().filter(|entry| entry.record.is_pressing()).count().to_string();
            let (shown, all) = (found.entries.len().to_string(), all.to_string());
            let places = [("shown", &*shown), ("count", &*all), ("pressing", &*pressing), ("search", search.trim())];
            let sentence = match (found.entries.is_empty(), search.trim().is_empty()) {
                (true, true) => t(|m| m.log.nothing_shown)(),
                (true, false) => t(|m| m.log.nothing_found)(),
                _ if found.is_near => t(|m| m.log.found_near)(),
                _ if wanted.is_all() => t(|m| m.log.counted)(),
                _ => t(|m| m.log.found)(),
            };
            fill(sentence, &places)
        })
    };
    let day = use_session().day();
    let printed = move || fill(t(|m| m.log.printed)(), &[("date", &day.get())]);
    let is_empty = Memo::new(move |_| entries.with(Vec::is_empty));
    view! {
        <main id="content" class="log" tabindex="-1">
            <header class="log__head">
                <div>
                    <h1 class="log__title">{t(|m| m.log.heading)}</h1>
                    <p class="log__muted log__lead">{t(|m| m.log.lead)}</p>
                    <p class="log__printed">{printed}</p>
                </div>
                <Show when=move || !is_empty.get()><Exports /></Show>
            </header>
            <Show when=move || !is_empty.get()>
                <div class="log__tools">
                    <Filters wanted entries />
                    <Switch by_day />
                </div>
            </Show>
            <p class="log__told" role="status">{told}</p>
            <NotRead unread=reading.unread />
            <Show when=move || !is_reading() && is_empty.get()><Nothing /></Show>
            <Show when=move || !by_day.get() && found.with(|found| !found.entries.is_empty())>
                <Table entries=shown />
            </Show>
            <Show when=move || by_day.get() && found.with(|found| !found.entries.is_empty())>
                <Timeline entries=shown />
            </Show>
            <Calibration entries />
        </main>
    }
}

/// Chooses between table and timeline.
#[component]
fn Switch(by_day: RwSignal<bool>) -> impl IntoView {
    let item = move |word: fn(&'static crate::i18n::Messages) -> &'static str, days: bool| {
        view! {
            <button
                type="button"
                class="segments__item"
                aria-pressed=move || (by_day.get() == days).to_string()
                on:click=move |_| by_day.set(days)
            >
                {t(word)}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label=t(|m| m.log.layout)>
            {item(|m| m.log.table, false)}
            {item(|m| m.log.timeline, true)}
        </div>
    }
}

/// The workbooks whose records are missing here because they can't be read; each leads to where it is told why.
#[component]
fn NotRead(unread: RwSignal<Vec<Unread>>) -> impl IntoView {
    let item = |(id, title): Unread| {
        let address = Route::page(&id, None, View::Workbook).to_string();
        let title = move || if title.is_empty() { t(|m| m.shell.untitled)().to_owned() } else { title.clone() };
        view! { <li><a href=address>{title}</a></li> }
    };
    let words = move || fill(t(|m| m.log.not_read)(), &[("count", &unread.with(Vec::len).to_string())]);
    view! {
        <Show when=move || unread.with(|unread| !unread.is_empty())>
            <div class="log__unread">
                <p>{words}</p>
                <ul>{move || unread.get().into_iter().map(item).collect_view()}</ul>
            </div>
        </Show>
    }
}

/// What stands here before the first record.
#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="log__empty">
            <p>{t(|m| m.shell.log)}</p>
            <p class="log__muted">{t(|m| m.shell.log_detail)}</p>
            <a class="button button--primary" href="#/new/record-blank">{t(|m| m.log.begin)}</a>
        </div>
    }
}
