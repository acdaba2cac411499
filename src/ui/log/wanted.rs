//! Which records are shown: by status, by owner and by words.

use std::collections::BTreeSet;

use leptos::prelude::*;
use tandem_core::record::Logged;
use tandem_core::text::Language;
use tandem_core::workbook::RecordStatus;

use super::reading::Entries;
use crate::i18n::{t, use_language};
use crate::ui::search::words_of;

/// Which records are shown by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Every,
    Pressing,
    In(RecordStatus),
}

impl Standing {
    fn holds(self, record: &Logged) -> bool {
        match self {
            Self::Every => true,
            Self::Pressing => record.is_pressing(),
            Self::In(status) => record.status == status,
        }
    }
}

/// What was asked for. A handle: copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub search: RwSignal<String>,
    standing: RwSignal<Standing>,
    owner: RwSignal<String>,
}

/// What answers to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub entries: Entries,
    /// Whether a word was found nowhere as it was typed, so that it was looked for with one mistake.
    pub is_near: bool,
}

impl Wanted {
    pub fn new() -> Self {
        Self {
            search: RwSignal::new(String::new()),
            standing: RwSignal::new(Standing::default()),
            owner: RwSignal::new(String::new()),
        }
    }

    /// Whether every record is shown.
    pub fn is_all(self) -> bool {
        self.search.with(|search| search.trim().is_empty())
            && self.standing.get() == Standing::Every
            && self.owner.with(String::is_empty)
    }

    pub fn find(self, entries: &Entries, language: Language) -> Found {
        let (standing, owner) = (self.standing.get(), self.owner.get());
        let words = self.search.with(|search| words_of(search));
        let is_unknown = |word: &String| !entries.iter().any(|entry| entry.texts.hold(word));
        let words: Vec<(String, bool)> =
            words.into_iter().map(|word| (is_unknown(&word), word)).map(|(u, w)| (w, u)).collect();
        let answers =
            |entry: &&std::sync::Arc<super::reading::Entry>| {
                standing.holds(&entry.record)
                    && (owner.is_empty() || owners(&entry.record, language).any(|name| name == owner))
                    && words.iter().all(|(word, is_unknown)| {
                        if *is_unknown { entry.texts.nearly_hold(word) } else { entry.texts.hold(word) }
                    })
            };
        let entries: Entries = entries.iter().filter(answers).cloned().collect();
        let is_near = !entries.is_empty() && words.iter().any(|(_, is_unknown)| *is_unknown);
        Found { entries, is_near }
    }
}

/// Who takes a decision and who answers for its figures.
fn owners(record: &Logged, language: Language) -> impl Iterator<Item = &str> {
    let names = std::iter::once(&record.decider).chain(&record.owners);
    names.map(move |name| name.get(language)).filter(|name| !name.is_empty())
}

/// The field of words and the lists of statuses and owners.
#[component]
pub(super) fn Filters(wanted: Wanted, entries: RwSignal<Entries>) -> impl IntoView {
    let language = use_language();
    let choose = move |event| {
        let value = event_target_value(&event);
        let status = value.parse::<usize>().ok().and_then(|place| RecordStatus::ALL.get(place).copied());
        wanted.standing.set(match (value.as_str(), status) {
            ("pressing", _) => Standing::Pressing,
            (_, Some(status)) => Standing::In(status),
            _ => Standing::Every,
        });
    };
    let statuses = move || {
        let item = |(place, status): (usize, RecordStatus)| {
            view! { <option value=place.to_string()>{status.text().get(language.get())}</option> }
        };
        RecordStatus::ALL.into_iter().enumerate().map(item).collect_view()
    };
    let names = Memo::new(move |_| {
        let language = language.get();
        entries.with(|entries| {
            let names = entries.iter().flat_map(|entry| owners(&entry.record, language)).map(str::to_owned);
            names.collect::<BTreeSet<String>>()
        })
    });
    // A name may have another form in the other language, or go with its record.
    Effect::new(move |_| {
        let is_gone =
            names.with(|names| !wanted.owner.with_untracked(|owner| owner.is_empty() || names.contains(owner)));
        if is_gone {
            wanted.owner.set(String::new());
        }
    });
    let name = move |name: String| {
        let (value, own) = (name.clone(), name.clone());
        let is_chosen = move || wanted.owner.with(|owner| *owner == own);
        view! { <option value=value selected=is_chosen>{name}</option> }
    };
    view! {
        <input
            class="input log__search"
            type="search"
            aria-label=t(|m| m.log.search)
            placeholder=t(|m| m.log.search)
            on:input=move |event| wanted.search.set(event_target_value(&event))
        />
        <label class="log__filter">
            <span>{t(|m| m.log.shown)}</span>
            <select class="input" on:change=choose>
                <option value="">{t(|m| m.log.every)}</option>
                <option value="pressing">{t(|m| m.log.pressing)}</option>
                {statuses}
            </select>
        </label>
        <label class="log__filter">
            <span>{t(|m| m.log.whose)}</span>
            <select class="input log__owners" on:change=move |event| wanted.owner.set(event_target_value(&event))>
                <option value="" selected=move || wanted.owner.with(String::is_empty)>{t(|m| m.log.anyone)}</option>
                {move || names.get().into_iter().map(name).collect_view()}
            </select>
        </label>
    }
}
