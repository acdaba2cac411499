//! The log: the decision records of all workbooks of this browser, with what has tripped and what is due today.
//!
//! Each workbook is read and computed as it is stored, one after the other, so that nothing shown here can be out of date.
//! This folder must not know how a record is computed. Start reading at [`LogView`].

mod calibration;
mod table;

use leptos::prelude::*;
use tandem_core::record::{Logged, logged};
use tandem_core::workbook::RecordStatus;

use self::calibration::Calibration;
use self::table::Table;
use crate::i18n::{fill, t, use_language};
use crate::session::{Looked, use_session};
use crate::ui::search;

/// A record with the workbook that it stands in.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    workbook: String,
    workbook_title: String,
    record: Logged,
}

/// Which records are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Every,
    Pressing,
    In(RecordStatus),
}

impl Shown {
    fn holds(self, record: &Logged) -> bool {
        match self {
            Self::Every => true,
            Self::Pressing => record.is_pressing(),
            Self::In(status) => record.status == status,
        }
    }
}

/// The log.
#[component]
pub fn LogView() -> impl IntoView {
    let session = use_session();
    let entries = RwSignal::new(Vec::<Entry>::new());
    let read = RwSignal::new((0_usize, 0_usize));
    let wanted = RwSignal::new(String::new());
    let shown = RwSignal::new(Shown::default());
    let language = use_language();
    session.look_through(
        move |looked| {
            let Looked::Read { id, title, workbook } = looked else { return };
            let found = logged(workbook).into_iter().map(|record| Entry {
                workbook: id.to_owned(),
                workbook_title: title.to_owned(),
                record,
            });
            let found: Vec<Entry> = found.collect();
            // Whoever left the log in the meantime has taken its signals along.
            let _ = entries.try_update(|entries| {
                entries.extend(found);
                entries.sort_by(by_urgency);
            });
        },
        move |done, count| {
            // Whoever has left the log has taken its signals along, which ends the reading.
            read.try_set((done, count)).is_none()
        },
    );
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        let shown = shown.get();
        entries.with(|entries| {
            let answers = |entry: &&Entry| {
                shown.holds(&entry.record)
                    && (wanted.trim().is_empty()
                        || search::finds(&wanted, entry.record.words.iter().map(String::as_str)))
            };
            entries.iter().filter(answers).cloned().collect::<Vec<_>>()
        })
    });
    let is_reading = move || read.with(|(done, count)| done < count);
    let told = move || {
        let (done, count) = read.get();
        if done < count {
            return fill(t(|m| m.log.reading)(), &[("done", &done.to_string()), ("count", &count.to_string())]);
        }
        let (all, hits) = (entries.with(Vec::len), found.with(Vec::len));
        if all == 0 {
            return String::new();
        }
        let search = wanted.get();
        match (search.trim().is_empty(), hits) {
            (false, 0) => fill(t(|m| m.log.nothing_found)(), &[("search", &search)]),
            (false, _) => fill(t(|m| m.log.found)(), &[("count", &hits.to_string())]),
            (true, _) => {
                let pressing =
                    entries.with(|entries| entries.iter().filter(|entry| entry.record.is_pressing()).count());
                fill(t(|m| m.log.counted)(), &[("count", &all.to_string()), ("pressing", &pressing.to_string())])
            }
        }
    };
    let nothing = move || {
        view! {
            <div class="log__empty">
                <p>{t(|m| m.shell.log)}</p>
                <p class="log__muted">{t(|m| m.shell.log_detail)}</p>
                <a class="button button--primary" href="#/new/record-blank">{t(|m| m.log.begin)}</a>
            </div>
        }
    };
    let filter = move |event| {
        let value = event_target_value(&event);
        let status = value.parse::<usize>().ok().and_then(|place| RecordStatus::ALL.get(place).copied());
        shown.set(match (value.as_str(), status) {
            ("pressing", _) => Shown::Pressing,
            (_, Some(status)) => Shown::In(status),
            _ => Shown::Every,
        });
    };
    let statuses = move || {
        let item = |(place, status): (usize, RecordStatus)| {
            view! { <option value=place.to_string()>{status.text().get(language.get())}</option> }
        };
        RecordStatus::ALL.into_iter().enumerate().map(item).collect_view()
    };
    view! {
        <main id="content" class="log" tabindex="-1">
            <header class="log__head">
                <h1 class="log__title">{t(|m| m.log.heading)}</h1>
                <p class="log__muted">{t(|m| m.log.lead)}</p>
            </header>
            <div class="log__tools">
                <input
                    class="input log__search"
                    type="search"
                    aria-label=t(|m| m.log.search)
                    placeholder=t(|m| m.log.search)
                    on:input=move |event| wanted.set(event_target_value(&event))
                />
                <label class="log__filter">
                    <span>{t(|m| m.log.shown)}</span>
                    <select class="input" on:change=filter>
                        <option value="">{t(|m| m.log.every)}</option>
                        <option value="pressing">{t(|m| m.log.pressing)}</option>
                        {statuses}
                    </select>
                </label>
                <p class="log__told" role="status">{told}</p>
            </div>
            <Show when=move || !is_reading() && entries.with(Vec::is_empty)>{nothing}</Show>
            <Show when=move || found.with(|found| !found.is_empty())>
                <Table entries=Signal::derive(move || found.get()) />
            </Show>
            <Calibration entries=Signal::derive(move || entries.get()) />
        </main>
    }
}

/// What somebody has to look at comes first: the gravest trigger, then overdue reviews, then the day of the next review.
fn by_urgency(a: &Entry, b: &Entry) -> std::cmp::Ordering {
    let gravest = |entry: &Entry| entry.record.tripped.first().map(|(meaning, _)| *meaning);
    let due = |entry: &Entry| (entry.record.next_review.is_none(), entry.record.next_review.clone());
    gravest(b)
        .cmp(&gravest(a))
        .then_with(|| b.record.is_overdue.cmp(&a.record.is_overdue))
        .then_with(|| due(a).cmp(&due(b)))
        .then_with(|| a.record.number.cmp(&b.record.number))
}
