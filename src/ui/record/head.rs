//! The head of a record: what it is called, where it stands, what is wrong with it, and what can be done.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::record::TriggerReport;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{RecordColumn, RecordStatus, TriggerMeaning, Workbook};

use super::Desk;
use super::actions::Actions;
use super::gaps::Gaps;
use crate::browser::field;
use crate::i18n::{fill, t, use_language};

/// The head.
#[component]
pub fn Head(desk: Desk) -> impl IntoView {
    let language = use_language();
    let title = move || {
        let page = desk.page();
        let read = desk.read(|workbook, _| workbook.page(&page).map(|page| page.title.get(language.get()).to_owned()));
        read.flatten().unwrap_or_default()
    };
    let number = move || desk.read(|_, record| record.number.clone()).unwrap_or_default();
    let revision = move || {
        let number = desk.read(|_, record| record.revision).unwrap_or(1);
        fill(t(|m| m.record.revision)(), &[("number", &number.to_string())])
    };
    let accepted = move || {
        let date = desk.read(|_, record| Some(record.snapshot.as_ref()?.date.clone())).flatten()?;
        Some(fill(t(|m| m.record.accepted_on)(), &[("date", &date)]))
    };
    // While a new revision is not accepted, people go by the one before.
    let in_force = move || {
        let earlier = desk.read(|_, record| {
            let revision = record.in_force().filter(|revision| *revision != record.revision)?;
            Some((revision, record.accepted_on(revision).unwrap_or_default().to_owned()))
        });
        let (revision, date) = earlier.flatten()?;
        Some(in_force_words(revision, &date))
    };
    view! {
        <header class="record__head">
            <div class="record__names">
                <p class="record__line">
                    <span class="record__number">{number}</span>
                    <Status desk />
                    <span class="record__muted">{revision}</span>
                    <span class="record__muted">{accepted}</span>
                    <strong class="record__in-force">{in_force}</strong>
                </p>
                <Show when=move || desk.is_edited() fallback=move || view! { <h1 class="record__title">{title}</h1> }>
                    <Names desk />
                </Show>
            </div>
            <Actions desk />
        </header>
        <Alarms desk />
        <Gaps desk />
    }
}

/// Which earlier revision people go by, in words; its day may not have been kept.
pub fn in_force_words(revision: u32, date: &str) -> String {
    let number = revision.to_string();
    if date.is_empty() {
        return fill(t(|m| m.record.in_force)(), &[("number", &number)]);
    }
    fill(t(|m| m.record.in_force_since)(), &[("number", &number), ("date", date)])
}

/// Number and title as fields.
#[component]
fn Names(desk: Desk) -> impl IntoView {
    let language = use_language();
    let page = StoredValue::new(desk.page());
    // Memos, because undo changes both while their fields stand.
    let title = Memo::new(move |_| {
        let title = |workbook: &Workbook| Some(workbook.page(&page.get_value())?.title.get(language.get()).to_owned());
        desk.read(|workbook, _| title(workbook)).flatten().unwrap_or_default()
    });
    let number = Memo::new(move |_| desk.read(|_, record| record.number.clone()).unwrap_or_default());
    let rename = move |event| {
        let typed = event_target_value(&event);
        if typed.trim().is_empty() {
            // A page keeps a title.
            field::refill(&event, &title.get_untracked());
        } else if typed.trim() != title.get_untracked() {
            desk.run(Some(Edit::SetPageTitle { page: desk.page(), title: Localized::same(typed.trim()) }));
        }
    };
    let renumber = move |event| {
        let number = event_target_value(&event).trim().to_owned();
        desk.change(|record| record.number = number);
    };
    view! {
        <h1 class="visually-hidden">{move || title.get()}</h1>
        <div class="record__pair">
            <label class="record__field">
                <span class="record__label">{t(|m| m.record.number)}</span>
                <input class="input" maxlength="64" prop:value=move || number.get() on:change=renumber />
            </label>
            <label class="record__field record__field--wide">
                <span class="record__label">{t(|m| m.record.title)}</span>
                <input class="input" maxlength="400" prop:value=move || title.get() on:change=rename />
            </label>
        </div>
    }
}

/// The identity of the status line.
pub const STATUS: &str = "record-status";

/// Where the decision stands: a shape and a word.
#[component]
fn Status(desk: Desk) -> impl IntoView {
    let language = use_language();
    let status = move || desk.read(|_, record| record.status).unwrap_or_default();
    view! {
        // The focus comes here when the button of a step has gone with its step.
        <span id=STATUS class="record__status" role="status" tabindex="-1" data-status=move || status_word(status())>
            <span class="visually-hidden">{t(|m| m.record.status)} ": "</span>
            <span class="record__dot" aria-hidden="true"></span>
            {move || status().text().get(language.get())}
        </span>
    }
}

const fn status_word(status: RecordStatus) -> &'static str {
    match status {
        RecordStatus::Draft => "draft",
        RecordStatus::Proposed => "proposed",
        RecordStatus::Accepted => "accepted",
        RecordStatus::Rejected => "rejected",
        RecordStatus::Deprecated => "deprecated",
        RecordStatus::Superseded => "superseded",
    }
}

/// Triggers that have tripped, the gravest first, those that can't be computed, and a review that is overdue.
#[component]
fn Alarms(desk: Desk) -> impl IntoView {
    let language = use_language();
    let tripped = move |meaning: TriggerMeaning| {
        let report = desk.report();
        let language = language.get();
        let names = names(desk, report.tripped().filter(|trigger| trigger.meaning == meaning), language);
        (!names.is_empty()).then(|| {
            let word = meaning.text().get(language);
            let words = fill(t(|m| m.record.alarm)(), &[("meaning", word), ("names", &names.join(comma(language)))]);
            let class = format!("record__alarm record__alarm--{}", meaning_word(meaning));
            view! { <p class=class><span class="record__sign" aria-hidden="true"></span>{words}</p> }
        })
    };
    let broken = move || {
        let (report, language) = (desk.report(), language.get());
        let names = names(desk, report.broken(), language);
        (!names.is_empty()).then(|| {
            let words = fill(t(|m| m.record.broken_alarm)(), &[("names", &names.join(comma(language)))]);
            view! { <p class="record__alarm record__alarm--broken"><span class="record__sign" aria-hidden="true"></span>{words}</p> }
        })
    };
    let overdue = move || {
        let report = desk.report();
        report.next_review.filter(|_| report.is_overdue).map(|date| {
            let words = fill(t(|m| m.record.overdue)(), &[("date", &date)]);
            view! { <p class="record__alarm record__alarm--review"><span class="record__sign" aria-hidden="true"></span>{words}</p> }
        })
    };
    view! {
        <div class="record__alarms" role="status">
            {move || tripped(TriggerMeaning::Stop)}
            {move || tripped(TriggerMeaning::Escalate)}
            {move || tripped(TriggerMeaning::Review)}
            {broken}
            {overdue}
        </div>
    }
}

const fn comma(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Japanese => "、",
    }
}

/// What the lines of triggers are called.
fn names<'a>(desk: Desk, triggers: impl Iterator<Item = &'a TriggerReport>, language: Language) -> Vec<String> {
    let cells: Vec<_> = triggers.filter_map(|trigger| desk.cell(trigger.row, RecordColumn::Name)).collect();
    desk.read(|workbook, _| cells.iter().map(|at| workbook.display_text(*at, language)).collect()).unwrap_or_default()
}

/// The word of a meaning in class names.
pub const fn meaning_word(meaning: TriggerMeaning) -> &'static str {
    match meaning {
        TriggerMeaning::Review => "review",
        TriggerMeaning::Escalate => "escalate",
        TriggerMeaning::Stop => "stop",
    }
}
