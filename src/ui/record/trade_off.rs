//! The trade-off: what more of one thing costs of another, and at which weights the choice would be another one.

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::number::Decimal;
use tandem_core::record::{Between, ChoiceByWeight, ChoiceStanding, choice_by_weight};
use tandem_core::workbook::{Line, Page, PageId, Prose, RecordColumn, Workbook};

use super::Desk;
use super::cell_field::CellField;
use super::words::{read_part, write_part};
use crate::browser::page;
use crate::i18n::{fill, t, use_language};

/// The trade-off in words, or its fields while the record is edited, and what the weights say of the choice.
#[component]
pub fn TradeOffLine(desk: Desk) -> impl IntoView {
    let language = use_language();
    let page = StoredValue::new(desk.page());
    let sides = Memo::new(move |_| {
        let language = language.get();
        (read_part(desk, Prose::Gain, language), read_part(desk, Prose::Cost, language))
    });
    let row = Memo::new(move |_| desk.read(|_, record| record.text.trade_off.line).flatten().map(|line| line.row));
    let words = move || {
        let (gain, cost) = sides.get();
        (!gain.is_empty() || !cost.is_empty())
            .then(|| fill(t(|m| m.record.against)(), &[("gain", &gain), ("cost", &cost)]))
    };
    let flips = move || {
        let found = desk.read(|workbook, _| choice_by_weight(workbook, &page.get_value())).flatten()?;
        let (gain, _) = sides.get();
        let gain = if gain.is_empty() { t(|m| m.record.the_gain)() } else { &gain };
        Some(match found {
            Ok(found) => sentence(&found, gain),
            Err(error) => fill(t(|m| m.record.flips_unknown)(), &[("reason", &error.text(language.get()))]),
        })
    };
    view! {
        <div class="record__trade-off">
            <Show
                when=move || desk.is_edited()
                fallback=move || {
                    words().map(|words| view! { <p><span class="record__label">{t(|m| m.record.trade_off)}</span> " " {words}</p> })
                }
            >
                <div class="record__pair">
                    <Side desk part=Prose::Gain />
                    <Side desk part=Prose::Cost />
                    {move || row.get().map(|row| view! { <Weight desk row /> })}
                </div>
                <Show when=move || row.get().is_none()>
                    <button
                        type="button"
                        class="button record__add"
                        on:click=move |_| {
                            desk.make(add_weight);
                            page::keep_focus(WEIGHT);
                        }
                    >
                        {t(|m| m.record.add_weight)}
                    </button>
                </Show>
            </Show>
            <p class="record__flip">{flips}</p>
        </div>
    }
}

fn share_text(share: Decimal) -> String {
    let number = share.checked_mul(Decimal::ONE_HUNDRED).map(|number| number.round_dp(1).normalize());
    number.map(|number| format!("{number}%")).unwrap_or_default()
}

/// What the weights say of the choice.
fn sentence(found: &ChoiceByWeight, gain: &str) -> String {
    let now = share_text(found.weight);
    let mut places = vec![("chosen", found.chosen.clone()), ("gain", gain.to_owned()), ("now", now)];
    let words = match &found.standing {
        ChoiceStanding::AlwaysLeads => t(|m| m.record.leads_always)(),
        ChoiceStanding::NeverLeads => t(|m| m.record.leads_never)(),
        ChoiceStanding::Leads { below, above } => {
            for (at, to, turn) in [("below", "below_to", below), ("above", "above_to", above)] {
                if let Some(turn) = turn {
                    places.extend([(at, share_text(turn.at)), (to, turn.to.clone())]);
                }
            }
            match (below, above) {
                (Some(_), Some(_)) => t(|m| m.record.leads_between)(),
                (Some(_), None) => t(|m| m.record.leads_from)(),
                (None, _) => t(|m| m.record.leads_until)(),
            }
        }
        ChoiceStanding::WouldLead { below, above } => {
            let range = |low: Decimal, high: Decimal| {
                fill(t(|m| m.record.range)(), &[("low", &share_text(low)), ("high", &share_text(high))])
            };
            let below = below.map(|Between { from, until }| range(until.unwrap_or(Decimal::ZERO), from));
            let above = above.map(|Between { from, until }| range(from, until.unwrap_or(Decimal::ONE)));
            let ranges: Vec<String> = below.into_iter().chain(above).collect();
            places.push(("ranges", ranges.join(t(|m| m.record.or)())));
            t(|m| m.record.would_lead)()
        }
    };
    let places: Vec<(&str, &str)> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fill(words, &places)
}

/// Adds a weight of one half to a record that has none, in a row under all others.
fn add_weight(workbook: &Workbook, page: &PageId) -> Option<Edit> {
    let sheet = workbook.page(page).and_then(Page::sheet)?.id;
    let mut record = workbook.page(page)?.record()?.clone();
    let row = record.text.rows().max().map_or(1, |row| row.saturating_add(1));
    record.text.trade_off.line = Some(Line { row });
    let typed = |column: RecordColumn, text: &str| {
        CellEdit::typed(CellAddress::new(sheet, row, column.index()), text.to_owned())
    };
    Some(Edit::Batch(vec![
        Edit::InsertRows { sheet, at: row, count: 1 },
        Edit::SetCells(vec![
            typed(RecordColumn::Name, t(|m| m.record.weight_name)()),
            typed(RecordColumn::Baseline, "50%"),
        ]),
        Edit::SetRecord { page: page.clone(), record: Box::new(record) },
    ]))
}

/// What gets the focus when the weight was added, because the button that adds it goes.
const WEIGHT: &str = "record-weight";

/// The weight of what is gained, while it is edited, and how the criteria come to follow it.
#[component]
fn Weight(desk: Desk, row: u32) -> impl IntoView {
    let at = desk.cell(row, RecordColumn::Baseline);
    let cell = at.map(CellAddress::a1).unwrap_or_default();
    let hint = move || fill(t(|m| m.record.weight_hint)(), &[("cell", &cell)]);
    view! {
        <div id=WEIGHT class="record__field" role="group" aria-label=t(|m| m.record.weight_of_gain) tabindex="-1">
            <span class="record__label">{t(|m| m.record.weight_of_gain)}</span>
            <CellField desk at label=Signal::derive(move || t(|m| m.record.weight_of_gain)().to_owned()) />
            <span class="record__muted record__hint">{hint}</span>
        </div>
    }
}

/// One side of the trade-off, while it is edited.
#[component]
fn Side(desk: Desk, part: Prose) -> impl IntoView {
    let language = use_language();
    let text = Memo::new(move |_| read_part(desk, part, language.get()));
    view! {
        <label class="record__field">
            <span class="record__label">{move || part.label().get(language.get())}</span>
            <input
                class="input"
                prop:value=move || text.get()
                on:change=move |event| write_part(desk, part, &event_target_value(&event), &text.get_untracked())
            />
        </label>
    }
}
