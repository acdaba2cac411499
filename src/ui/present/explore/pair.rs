//! What two inputs do together: an outcome over a table of their values.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::analysis::{InputRange, searchable_inputs, steps, two_way};
use tandem_core::cell::Value;
use tandem_core::number::round;
use tandem_core::workbook::{ChartKind, ControlKind, Workbook};

use super::asked::{Asked, input_label, input_text};
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::use_session;
use crate::ui::chart::{ChartData, ChartFigure, Point, SeriesData};
use crate::ui::present::late::Late;

/// Values of the input down the side.
const ROWS: u32 = 6;
/// Values of the input along the top.
const COLUMNS: u32 = 7;

/// The table, with the choice of both inputs.
#[component]
pub(super) fn Pair(
    /// What it is about.
    asked: Asked,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let inputs = Memo::new(move |_| {
        let language = language.get();
        let label =
            |input: InputRange, workbook: &Workbook| (input.name.clone(), input_label(workbook, &input.name, language));
        session
            .read(|workbook| {
                searchable_inputs(workbook).into_iter().map(|input| label(input, workbook)).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let first = RwSignal::new(inputs.with_untracked(|inputs| inputs.first().map(|(name, _)| name.clone())));
    let second = RwSignal::new(inputs.with_untracked(|inputs| inputs.get(1).map(|(name, _)| name.clone())));
    let chosen = move || (asked.clone(), first.get(), second.get());
    let answer = Late::new(chosen, |workbook, (asked, first, second), language| {
        drawn(workbook, &asked, (first.as_deref(), second.as_deref()), language)
    });
    let data = Signal::derive(move || answer.get().and_then(Result::ok).unwrap_or_else(ChartData::nothing));
    let field = move |words: &'static str, chosen: RwSignal<Option<String>>| {
        let options = move || {
            let now = chosen.get();
            let option = |(name, label): (String, String)| {
                let is_chosen = now.as_deref() == Some(name.as_str());
                view! { <option value=name selected=is_chosen>{label}</option> }
            };
            inputs.get().into_iter().map(option).collect_view()
        };
        view! {
            <label class="explore__field">
                <span>{words}</span>
                <select class="input" on:change=move |event| chosen.set(Some(event_target_value(&event)))>{options}</select>
            </label>
        }
    };
    let fields = move || {
        let messages = &Messages::of(language.get()).explore;
        view! {
            {field(messages.down, first)}
            {field(messages.across, second)}
        }
    };
    view! {
        <div class="explore__answer" class:explore__answer--old=move || answer.is_old() aria-busy=move || answer.is_old().to_string()>
            <p class="explore__hint">{t(|m| m.explore.pair_hint)}</p>
            <div class="explore__fields">{fields}</div>
            <p class="explore__problem" role="alert">{move || answer.get().and_then(Result::err)}</p>
            <Show when=move || answer.get().is_some_and(|answer| answer.is_ok())>
                <ChartFigure data />
            </Show>
        </div>
    }
}

/// Values over a range at about equal distances, such as people can enter: on the steps of the control's slider.
fn values(workbook: &Workbook, input: &InputRange, count: u32) -> Vec<Decimal> {
    let step = match workbook.control(&input.name).map(|control| &control.kind) {
        Some(ControlKind::Slider { step, .. } | ControlKind::Number { step: Some(step), .. }) => *step,
        _ => Decimal::ZERO,
    };
    let on_step = |value: Decimal| {
        let whole = value.checked_sub(input.low)?.checked_div(step)?;
        input.low.checked_add(round(whole, 0)?.checked_mul(step)?).map(|value| value.normalize())
    };
    let mut values = steps(input.low, input.high, count).unwrap_or_default();
    for value in &mut values {
        *value = on_step(*value).unwrap_or(*value);
    }
    values.dedup();
    values
}

fn drawn(
    workbook: &Workbook,
    asked: &Asked,
    (first, second): (Option<&str>, Option<&str>),
    language: Language,
) -> Result<ChartData, String> {
    let messages = &Messages::of(language).explore;
    let inputs = searchable_inputs(workbook);
    let find = |name: Option<&str>| inputs.iter().find(|input| Some(input.name.as_str()) == name);
    let (Some(down), Some(across)) = (find(first), find(second)) else { return Err(messages.needs_two.to_owned()) };
    let outcome = asked.of(workbook).ok_or_else(String::new)?;
    let values = |input: &InputRange, count: u32| values(workbook, input, count);
    let (rows, columns) = (values(down, ROWS), values(across, COLUMNS));
    let table = two_way(workbook, outcome.shown_cell(), (down.cell, &rows), (across.cell, &columns))
        .map_err(|error| error.text(language))?;
    let point = |value: &Value| match value {
        Value::Number(number) => Some(Point { value: *number, text: asked.text(workbook, *number, language) }),
        _ => None,
    };
    let series = |(row, values): (&Decimal, &Vec<Value>)| SeriesData {
        label: input_text(workbook, down.cell, *row, language),
        points: values.iter().map(point).collect(),
        color: None,
    };
    Ok(ChartData {
        id: "pair".to_owned(),
        kind: ChartKind::Heat,
        title: fill(
            messages.pair_title,
            &[
                ("outcome", &asked.label(workbook, language)),
                ("down", &input_label(workbook, &down.name, language)),
                ("across", &input_label(workbook, &across.name, language)),
            ],
        ),
        categories: columns.iter().map(|column| input_text(workbook, across.cell, *column, language)).collect(),
        series: table.rows.iter().zip(&table.outcomes).map(series).collect(),
        ..ChartData::nothing()
    })
}
