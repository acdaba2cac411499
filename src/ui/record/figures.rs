//! Metrics, drivers and conditions: their figures, how far they came, and their triggers.

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::record::{LineKind, TriggerState, add_line, progress, remove_line};
use tandem_core::text::Language;
use tandem_core::workbook::{Figure, Record, RecordColumn, TriggerMeaning, Workbook};

use super::Desk;
use super::cell_field::CellField;
use super::head::meaning_word;
use super::watching::Watching;
use crate::i18n::{Messages, fill, t, use_language};

/// One of the sentences of this view.
type Sentence = fn(&Messages) -> &'static str;

/// The metrics, or the drivers, as a table.
#[component]
pub fn Figures(
    desk: Desk,
    /// Whether it is the drivers.
    is_driver: bool,
) -> impl IntoView {
    let list = move |record: &Record| if is_driver { record.text.drivers.clone() } else { record.text.metrics.clone() };
    let figures = Memo::new(move |_| desk.read(|_, record| list(record)).unwrap_or_default());
    let heading = if is_driver { t(|m| m.record.drivers) } else { t(|m| m.record.metrics) };
    let (kind, add, new): (LineKind, Sentence, Sentence) = if is_driver {
        (LineKind::Driver, |m| m.record.add_driver, |m| m.record.new_driver)
    } else {
        (LineKind::Metric, |m| m.record.add_metric, |m| m.record.new_metric)
    };
    let accepted = move || desk.read(|_, record| record.snapshot.is_some()).unwrap_or(false);
    let id = if is_driver { "record-drivers" } else { "record-metrics" };
    view! {
        <Show when=move || desk.is_edited() || figures.with(|figures| !figures.is_empty())>
            <section class="record__section" aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <div class="figures-scroll record__scroll" tabindex="0" role="group" aria-labelledby=id>
                    <table class="figures-table record__table">
                        <thead>
                            <tr>
                                <th scope="col">{t(|m| m.record.name)}</th>
                                <th scope="col">{t(|m| m.record.owner)}</th>
                                <th scope="col">{t(|m| m.record.unit)}</th>
                                <th scope="col" class="record__number-cell">{t(|m| m.record.baseline)}</th>
                                <th scope="col" class="record__number-cell">{t(|m| m.record.target)}</th>
                                <Show when=accepted>
                                    <th scope="col" class="record__number-cell">{t(|m| m.record.then)}</th>
                                </Show>
                                <th scope="col" class="record__number-cell">{t(|m| m.record.current)}</th>
                                <th scope="col">{t(|m| m.record.progress)}</th>
                                <th scope="col">{t(|m| m.record.trigger)}</th>
                                <Show when=move || desk.is_edited()>
                                    <th scope="col"><span class="visually-hidden">{t(|m| m.record.meaning)}</span></th>
                                </Show>
                            </tr>
                        </thead>
                        <tbody>
                            <For each=move || figures.get() key=|figure| figure.row let:figure>
                                <FigureRow desk figure accepted=Signal::derive(accepted) />
                            </For>
                        </tbody>
                    </table>
                </div>
                <Add desk kind word=add name=new />
            </section>
        </Show>
    }
}

/// A button that adds a line of a kind.
#[component]
pub fn Add(desk: Desk, kind: LineKind, word: Sentence, name: Sentence) -> impl IntoView {
    let name = t(name);
    let add = move |_| {
        let name = untrack(name);
        desk.make(|workbook, page| add_line(workbook, page, kind, name));
    };
    view! {
        <Show when=move || desk.is_edited()>
            <button type="button" class="button record__add" on:click=add>{t(word)}</button>
        </Show>
    }
}

#[component]
fn FigureRow(desk: Desk, figure: Figure, accepted: Signal<bool>) -> impl IntoView {
    let row = figure.row;
    let name = name_of(desk, row);
    let cell = move |column, word: Sentence, is_text| {
        let label = Signal::derive(move || format!("{}: {}", name.get(), t(word)()));
        view! { <CellField desk at=desk.cell(row, column) label is_text /> }
    };
    let then = move || desk.cell(row, RecordColumn::Current).and_then(|at| then_of(desk, at)).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{cell(RecordColumn::Name, |m| m.record.name, true)}</th>
            <td>{cell(RecordColumn::Owner, |m| m.record.owner, true)}</td>
            <td>{cell(RecordColumn::Unit, |m| m.record.unit, true)}</td>
            <td class="record__number-cell">{cell(RecordColumn::Baseline, |m| m.record.baseline, false)}</td>
            <td class="record__number-cell">{cell(RecordColumn::Target, |m| m.record.target, false)}</td>
            <Show when=move || accepted.get()>
                <td class="record__number-cell record__muted">{then}</td>
            </Show>
            <td class="record__number-cell record__current">{cell(RecordColumn::Current, |m| m.record.current, false)}</td>
            <td><Progress desk row /></td>
            <td class="record__trigger-cell">
                <Trigger desk row />
                <Watching desk row beside_row=true />
                <Show when=move || desk.is_edited()>{cell(RecordColumn::Trigger, |m| m.record.trigger, false)}</Show>
            </td>
            <Show when=move || desk.is_edited()>
                <td class="record__tools">
                    <Meaning desk row name />
                    <Remove desk row name />
                </td>
            </Show>
        </tr>
    }
}

/// What the line of a row is called.
pub fn name_of(desk: Desk, row: u32) -> Signal<String> {
    let language = use_language();
    Signal::derive(move || {
        let Some(at) = desk.cell(row, RecordColumn::Name) else { return String::new() };
        desk.read(|workbook, _| workbook.display_text(at, language.get())).unwrap_or_default()
    })
}

/// What a cell was when the decision was accepted, as it would be shown today.
fn then_of(desk: Desk, at: CellAddress) -> Option<String> {
    let language = use_language();
    let read = desk.read(|workbook, record| {
        let kept =
            record.snapshot.as_ref()?.figures.iter().find(|kept| (kept.row, kept.column) == (at.row, at.column))?;
        Some(as_shown(workbook, at, &kept.value, language.get()))
    });
    read.flatten()
}

/// A value with every digit as a cell would show it.
pub fn as_shown(workbook: &Workbook, at: CellAddress, plain: &str, language: Language) -> String {
    let Some(number) = tandem_core::number::parse_decimal(plain) else { return plain.to_owned() };
    workbook.value_text(&number.into(), workbook.shown_format(at).as_deref(), language)
}

/// How much of the way from baseline to target is done.
#[component]
fn Progress(desk: Desk, row: u32) -> impl IntoView {
    let percent = Memo::new(move |_| {
        let page = desk.page();
        desk.read(|workbook, _| progress(workbook, &page, row)).flatten()
    });
    move || {
        percent.get().map(|percent| {
            let words = format!("{percent}%");
            let filled = percent.clamp(0, 100).to_string();
            view! {
                <span class="record__progress">
                    <meter min="0" max="100" value=filled aria-hidden="true"></meter>
                    <span>{words}</span>
                </span>
            }
        })
    }
}

/// What a trigger says: a shape and a word.
#[component]
fn Trigger(desk: Desk, row: u32) -> impl IntoView {
    let language = use_language();
    move || {
        let report = desk.report();
        let language = language.get();
        let (state, words) = report.trigger(row).map_or_else(
            || ("unset", t(|m| m.record.no_trigger)().to_owned()),
            |trigger| said(desk, &trigger.state, trigger.meaning, language),
        );
        view! {
            <span class="record__trigger" data-state=state>
                <span class="record__sign" aria-hidden="true"></span>
                {words}
            </span>
        }
    }
}

fn said(desk: Desk, state: &TriggerState, meaning: TriggerMeaning, language: Language) -> (&'static str, String) {
    match state {
        TriggerState::Unset => ("unset", t(|m| m.record.no_trigger)().to_owned()),
        TriggerState::Quiet => ("quiet", t(|m| m.record.quiet)().to_owned()),
        TriggerState::Tripped => {
            (meaning_word(meaning), fill(t(|m| m.record.tripped)(), &[("meaning", meaning.text().get(language))]))
        }
        TriggerState::NotBoolean => ("broken", t(|m| m.record.not_boolean)().to_owned()),
        TriggerState::Broken(error) => {
            let reason = desk.read(|workbook, _| workbook.engine().reason(*error, language)).unwrap_or_default();
            ("broken", fill(t(|m| m.record.broken)(), &[("reason", &reason)]))
        }
    }
}

/// What the trigger of a row means.
fn meaning_of(desk: Desk, row: u32) -> Memo<TriggerMeaning> {
    Memo::new(move |_| {
        let found =
            desk.read(|_, record| record.text.figures().find(|figure| figure.row == row).map(|own| own.meaning));
        found.flatten().unwrap_or_default()
    })
}

/// Chooses what a trigger means.
#[component]
fn Meaning(desk: Desk, row: u32, name: Signal<String>) -> impl IntoView {
    let language = use_language();
    let present = meaning_of(desk, row);
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let Some(meaning) = place.and_then(|place| TriggerMeaning::ALL.get(place).copied()) else { return };
        desk.change_text(|text| {
            let lists = [&mut text.metrics, &mut text.drivers, &mut text.conditions];
            let own = lists.into_iter().flatten().find(|other| other.row == row);
            if let Some(own) = own {
                own.meaning = meaning;
            }
        });
    };
    let item = move |(place, meaning): (usize, TriggerMeaning)| {
        view! {
            <option value=place.to_string() selected=move || present.get() == meaning>{move || meaning.text().get(language.get())}</option>
        }
    };
    let label = move || format!("{}: {}", name.get(), t(|m| m.record.meaning)());
    view! {
        <select class="input" aria-label=label on:change=choose>
            {TriggerMeaning::ALL.into_iter().enumerate().map(item).collect_view()}
        </select>
    }
}

/// Takes a line away; undo brings it back.
#[component]
pub fn Remove(desk: Desk, row: u32, name: Signal<String>) -> impl IntoView {
    let label = move || fill(t(|m| m.record.remove)(), &[("name", &name.get())]);
    view! {
        <button
            type="button"
            class="button button--quiet button--icon"
            aria-label=label
            title=label
            on:click=move |_| { desk.make(|workbook, page| remove_line(workbook, page, row)); }
        >
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg>
        </button>
    }
}

/// Conditions of their own.
#[component]
pub fn Conditions(desk: Desk) -> impl IntoView {
    let figures = Memo::new(move |_| desk.read(|_, record| record.text.conditions.clone()).unwrap_or_default());
    view! {
        <Show when=move || desk.is_edited() || figures.with(|figures| !figures.is_empty())>
            <section class="record__section" aria-labelledby="record-conditions">
                <h2 id="record-conditions">{t(|m| m.record.conditions)}</h2>
                <ul class="record__conditions">
                    <For each=move || figures.get() key=|figure| figure.row let:figure>
                        <ConditionLine desk figure />
                    </For>
                </ul>
                <Add
                    desk
                    kind=LineKind::Condition(TriggerMeaning::Stop)
                    word=|m| m.record.add_condition
                    name=|m| m.record.new_condition
                />
            </section>
        </Show>
    }
}

#[component]
fn ConditionLine(desk: Desk, figure: Figure) -> impl IntoView {
    let language = use_language();
    let row = figure.row;
    let meaning = meaning_of(desk, row);
    let name = name_of(desk, row);
    let label = move |word: Sentence| Signal::derive(move || format!("{}: {}", name.get(), t(word)()));
    view! {
        <li class="record__condition">
            <span class="record__means">{move || meaning.get().text().get(language.get())}</span>
            <span class="record__what">
                <CellField desk at=desk.cell(row, RecordColumn::Name) label=label(|m| m.record.name) is_text=true />
            </span>
            <span class="record__muted">
                <CellField desk at=desk.cell(row, RecordColumn::Owner) label=label(|m| m.record.owner) is_text=true />
            </span>
            <Trigger desk row />
            <Watching desk row />
            <Show when=move || desk.is_edited()>
                <CellField desk at=desk.cell(row, RecordColumn::Trigger) label=label(|m| m.record.trigger) />
                <Meaning desk row name />
                <Remove desk row name />
            </Show>
        </li>
    }
}
