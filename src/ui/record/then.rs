//! Every figure of the day of acceptance beside that of today, with the cells that it was reached from.

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::record::{ThenAndNow as Pair, then_and_now};
use tandem_core::text::Language;
use tandem_core::workbook::{Record, RecordColumn, SnapshotSource, Workbook};

use super::Desk;
use super::figures::as_shown;
use crate::i18n::{fill, t, use_language};

/// A figure as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    at: CellAddress,
    name: String,
    then: String,
    now: String,
    is_changed: bool,
    sources: Vec<Source>,
    /// Cells of the acceptance that have no counterpart today, in words.
    unpaired: Vec<String>,
}

/// A cell that a figure is reached from.
#[derive(Clone, PartialEq)]
struct Source {
    at: CellAddress,
    words: String,
    is_changed: bool,
}

/// The panel; nothing before the decision was accepted.
#[component]
pub fn ThenAndNow(desk: Desk) -> impl IntoView {
    let language = use_language();
    let all = RwSignal::new(false);
    let page = StoredValue::new(desk.page());
    let date = Memo::new(move |_| desk.read(|_, record| Some(record.snapshot.as_ref()?.date.clone())).flatten());
    let lines = Memo::new(move |_| {
        let language = language.get();
        let read = |workbook: &Workbook, record: &Record| {
            let pairs = then_and_now(workbook, &page.get_value()).unwrap_or_default();
            pairs.into_iter().map(|pair| line(workbook, record, pair, language)).collect::<Vec<Line>>()
        };
        desk.read(read).unwrap_or_default()
    });
    let changed = move || lines.with(|lines| lines.iter().filter(|line| line.is_changed).count());
    let told = move || {
        let (changed, count) = (changed(), lines.with(Vec::len).to_string());
        let date = date.get().unwrap_or_default();
        let sentence = if changed == 0 { t(|m| m.record.then_same)() } else { t(|m| m.record.then_told)() };
        fill(sentence, &[("changed", &changed.to_string()), ("count", &count), ("date", &date)])
    };
    let shown = move || lines.get().into_iter().filter(|line| all.get() || line.is_changed).collect::<Vec<_>>();
    let is_empty = move || !all.get() && changed() == 0;
    view! {
        <Show when=move || date.with(Option::is_some) && lines.with(|lines| !lines.is_empty())>
            <section class="record__section" aria-labelledby="record-then">
                <h2 id="record-then">{t(|m| m.record.then_and_now)}</h2>
                <p>{told}</p>
                <label class="record__verdict record__every">
                    <input type="checkbox" prop:checked=move || all.get() on:change=move |_| all.update(|all| *all = !*all) />
                    {t(|m| m.record.then_all)}
                </label>
                <Show when=move || !is_empty()>
                    <div class="figures-scroll record__scroll" tabindex="0" role="group" aria-labelledby="record-then">
                        <table class="figures-table record__table record__then">
                            <thead>
                                <tr>
                                    <th scope="col">{t(|m| m.record.figure)}</th>
                                    <th scope="col" class="record__number-cell">{t(|m| m.record.then)}</th>
                                    <th scope="col" class="record__number-cell">{t(|m| m.record.today)}</th>
                                    <th scope="col">{t(|m| m.record.change)}</th>
                                </tr>
                            </thead>
                            <tbody>{move || shown().into_iter().map(|line| row(desk, line)).collect_view()}</tbody>
                        </table>
                    </div>
                </Show>
            </section>
        </Show>
    }
}

fn row(desk: Desk, line: Line) -> impl IntoView {
    let Line { at, name, then, now, is_changed, sources, unpaired } = line;
    let title = fill(t(|m| m.record.show_figure)(), &[("name", &name)]);
    let (state, word) =
        if is_changed { ("changed", t(|m| m.record.changed)()) } else { ("same", t(|m| m.record.unchanged)()) };
    let source = move |Source { at, words, is_changed }: Source| {
        view! {
            <li class:record__source--changed=is_changed>
                <button type="button" class="record__figure" on:click=move |_| desk.go_to(at)>{words}</button>
                {is_changed.then(|| view! { <span class="visually-hidden">" " {t(|m| m.record.changed)}</span> })}
            </li>
        }
    };
    let from = (!sources.is_empty() || !unpaired.is_empty()).then(|| {
        let gone = unpaired.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! { <ul class="record__sources">{sources.into_iter().map(source).collect_view()} {gone}</ul> }
    });
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="record__figure" title=title on:click=move |_| desk.go_to(at)>{name}</button>
                {from}
            </th>
            <td class="record__number-cell">{then}</td>
            <td class="record__number-cell record__current">{now}</td>
            <td>
                <span class="record__trigger" data-state=state>
                    <span class="record__sign" aria-hidden="true"></span>
                    {word}
                </span>
            </td>
        </tr>
    }
}

fn line(workbook: &Workbook, record: &Record, pair: Pair, language: Language) -> Line {
    let Pair { at, then, now, sources, unpaired } = pair;
    let before = |kept: SnapshotSource| {
        let cell = format!("{} {}", kept.reference, kept.value);
        fill(t(|m| m.record.reached_then)(), &[("cell", cell.trim())])
    };
    let arrow = |pair: &Pair| {
        let (then, now) = (as_shown(workbook, pair.at, &pair.then, language), workbook.display_text(pair.at, language));
        let reference = workbook.reference(pair.at);
        if pair.then == pair.now { format!("{reference} {now}") } else { format!("{reference} {then} → {now}") }
    };
    let source = |pair: &Pair| Source { at: pair.at, words: arrow(pair), is_changed: pair.then != pair.now };
    Line {
        at,
        name: name(workbook, record, at, language),
        then: as_shown(workbook, at, &then, language),
        now: workbook.display_text(at, language),
        is_changed: then != now,
        sources: sources.iter().map(source).collect(),
        unpaired: unpaired.into_iter().map(before).collect(),
    }
}

/// What a figure is called: the name of its line, and what its column means there.
fn name(workbook: &Workbook, record: &Record, at: CellAddress, language: Language) -> String {
    let text = &record.text;
    let shown = workbook.display_text(CellAddress::new(at.sheet, at.row, RecordColumn::Name.index()), language);
    let is_option = text.options.iter().any(|option| option.row == at.row);
    let is_weighed = text.criteria.iter().chain(&text.trade_off.line).any(|line| line.row == at.row);
    let option = text.options.iter().find(|option| option.column == at.column).map(|option| option.id.clone());
    let column = match at.column {
        column if column == RecordColumn::Baseline.index() && is_weighed => t(|m| m.record.weight)().to_owned(),
        column if column == RecordColumn::Baseline.index() => t(|m| m.record.baseline)().to_owned(),
        column if column == RecordColumn::Target.index() => t(|m| m.record.target)().to_owned(),
        column if column == RecordColumn::Current.index() && is_option => t(|m| m.record.score)().to_owned(),
        column if column == RecordColumn::Current.index() => t(|m| m.record.current)().to_owned(),
        column if column == RecordColumn::Trigger.index() => t(|m| m.record.trigger)().to_owned(),
        // A cell that stands beside the record's own columns is told by its place.
        _ => option.unwrap_or_else(|| workbook.reference(at)),
    };
    let colon = if language == Language::Japanese { "：" } else { ": " };
    if shown.is_empty() { column } else { format!("{shown}{colon}{column}") }
}
