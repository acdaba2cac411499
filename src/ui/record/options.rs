//! Options: what each is, what it is worth under each criterion, and its weighted score.

use leptos::prelude::*;
use tandem_core::number::Decimal;
use tandem_core::record::{LineKind, add_option};
use tandem_core::text::Localized;
use tandem_core::workbook::{DecisionOption, Line, RecordColumn};

use super::Desk;
use super::cell_field::CellField;
use super::figures::{Add, Remove, name_of};
use super::trade_off::TradeOffLine;
use crate::i18n::{Messages, fill, t, use_language};

/// The options and their comparison.
#[component]
pub fn Options(desk: Desk) -> impl IntoView {
    let options = Memo::new(move |_| desk.read(|_, record| record.text.options.clone()).unwrap_or_default());
    let add = move |_| {
        let title = untrack(t(|m| m.record.new_option));
        desk.make(|workbook, page| add_option(workbook, page, title));
    };
    view! {
        <Show when=move || desk.is_edited() || options.with(|options| !options.is_empty())>
            <section class="record__section" aria-labelledby="record-options">
                <h2 id="record-options">{t(|m| m.record.options)}</h2>
                <ul class="record__options">
                    <For each=move || options.get() key=|option| option.id.clone() let:option>
                        <OptionCard desk option />
                    </For>
                </ul>
                <Show when=move || desk.is_edited()>
                    <button type="button" class="button record__add" on:click=add>{t(|m| m.record.add_option)}</button>
                </Show>
                <Comparison desk options=Signal::derive(move || options.get()) />
                <TradeOffLine desk />
            </section>
        </Show>
    }
}

/// One option with its text; the chosen one is marked by word, shape and colour.
#[component]
fn OptionCard(desk: Desk, option: DecisionOption) -> impl IntoView {
    let language = use_language();
    let id = StoredValue::new(option.id.clone());
    let row = Memo::new(move |_| {
        let found = desk.read(|_, record| record.text.option(&id.get_value()).map(|option| option.row));
        found.flatten().unwrap_or(option.row)
    });
    let is_chosen = Memo::new(move |_| {
        desk.read(|_, record| record.text.chosen.as_deref() == Some(&*id.get_value())).unwrap_or(false)
    });
    let leads = move || desk.report().leading.is_some_and(|leading| leading == id.get_value());
    let text = Memo::new(move |_| {
        let read =
            desk.read(|_, record| Some(record.text.option(&id.get_value())?.text.get(language.get()).to_owned()));
        read.flatten().unwrap_or_default()
    });
    let write = move |event| {
        let typed = event_target_value(&event).trim().to_owned();
        if typed != text.get_untracked() {
            desk.change_text(|words| {
                if let Some(own) = words.options.iter_mut().find(|other| other.id == id.get_value()) {
                    own.text = Localized::same(typed);
                }
            });
        }
    };
    let choose = move |_| {
        desk.change_text(|words| words.chosen = Some(id.get_value()));
    };
    let score = move || {
        let id = id.get_value();
        let score = desk.report().options.into_iter().find(|option| option.id == id).and_then(|option| option.score);
        score.map(shown_score)
    };
    view! {
        <li class="record__option" class:record__option--chosen=move || is_chosen.get()>
            <p class="record__option-head">
                <span class="record__mark" aria-hidden="true">{option.id}</span>
                <strong class="record__what">
                    {move || {
                        let row = row.get();
                        let label = Signal::derive(move || format!("{} {}", id.get_value(), t(|m| m.record.name)()));
                        view! { <CellField desk at=desk.cell(row, RecordColumn::Name) label is_text=true /> }
                    }}
                </strong>
                <Show when=move || is_chosen.get()>
                    <span class="record__chosen">{t(|m| m.record.chosen)}</span>
                </Show>
                <Show when=leads>
                    <span class="record__muted">{t(|m| m.record.leads)}</span>
                </Show>
                <span class="record__score">{score}</span>
            </p>
            <Show when=move || desk.is_edited() fallback=move || view! { <p>{move || text.get()}</p> }>
                <textarea
                    class="input record__words"
                    rows="2"
                    aria-label=move || format!("{} {}", id.get_value(), t(|m| m.record.options)())
                    prop:value=move || text.get()
                    on:change=write
                ></textarea>
                <p class="record__option-foot">
                    <button type="button" class="button" disabled=move || is_chosen.get() on:click=choose>
                        {move || fill(t(|m| m.record.choose)(), &[("option", &id.get_value())])}
                    </button>
                    {move || {
                        let row = row.get();
                        view! { <Remove desk row name=name_of(desk, row) /> }
                    }}
                </p>
            </Show>
        </li>
    }
}

/// Two decimals say enough about a weighted score; every digit stands in the sheet.
fn shown_score(score: Decimal) -> String {
    score.round_dp(2).normalize().to_string()
}

/// Criteria against options.
#[component]
fn Comparison(desk: Desk, options: Signal<Vec<DecisionOption>>) -> impl IntoView {
    let criteria = Memo::new(move |_| desk.read(|_, record| record.text.criteria.clone()).unwrap_or_default());
    let heads = move || {
        options
            .get()
            .into_iter()
            .map(|option| view! { <th scope="col" class="record__number-cell">{option.id}</th> })
            .collect_view()
    };
    let scores = move || {
        let report = desk.report();
        let score = |option: DecisionOption| {
            let found = report.options.iter().find(|other| other.id == option.id).and_then(|other| other.score);
            view! { <td class="record__number-cell">{found.map(shown_score)}</td> }
        };
        options.get().into_iter().map(score).collect_view()
    };
    view! {
        <Show when=move || desk.is_edited() || criteria.with(|criteria| !criteria.is_empty())>
            <div class="figures-scroll record__scroll" tabindex="0" role="group" aria-label=t(|m| m.record.criterion)>
                <table class="figures-table record__table">
                    <thead>
                        <tr>
                            <th scope="col">{t(|m| m.record.criterion)}</th>
                            <th scope="col" class="record__number-cell">{t(|m| m.record.weight)}</th>
                            {heads}
                            <Show when=move || desk.is_edited()>
                                <td></td>
                            </Show>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || criteria.get() key=|line| line.row let:line>
                            <CriterionRow desk line options />
                        </For>
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t(|m| m.record.score)}</th>
                            <td></td>
                            {scores}
                            <Show when=move || desk.is_edited()>
                                <td></td>
                            </Show>
                        </tr>
                    </tfoot>
                </table>
            </div>
            <Add desk kind=LineKind::Criterion word=|m| m.record.add_criterion name=|m| m.record.new_criterion />
        </Show>
    }
}

#[component]
fn CriterionRow(desk: Desk, line: Line, options: Signal<Vec<DecisionOption>>) -> impl IntoView {
    let name = name_of(desk, line.row);
    let label =
        move |word: fn(&Messages) -> &'static str| Signal::derive(move || format!("{}: {}", name.get(), t(word)()));
    let worth = move |option: DecisionOption| {
        let id = option.id;
        let label = Signal::derive(move || format!("{}: {id}", name.get()));
        view! { <td class="record__number-cell"><CellField desk at=desk.at(line.row, option.column) label /></td> }
    };
    view! {
        <tr>
            <th scope="row">
                <CellField desk at=desk.cell(line.row, RecordColumn::Name) label=label(|m| m.record.name) is_text=true />
            </th>
            <td class="record__number-cell">
                <CellField desk at=desk.cell(line.row, RecordColumn::Baseline) label=label(|m| m.record.weight) />
            </td>
            {move || options.get().into_iter().map(worth).collect_view()}
            <Show when=move || desk.is_edited()>
                <td class="record__tools"><Remove desk row=line.row name /></td>
            </Show>
        </tr>
    }
}
