//! What moves an outcome most: each input on its own from its low to its high end.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::analysis::{Bar, plausible_inputs, tornado};
use tandem_core::cell::Value;
use tandem_core::workbook::{ChartKind, Workbook};

use super::asked::{Asked, input_label, input_text};
use crate::i18n::{Language, Messages, fill, t};
use crate::ui::chart::{ChartData, ChartFigure, Point, SeriesData};
use crate::ui::present::late::Late;

/// Inputs that are drawn: those that come after them hardly matter.
const MOST: usize = 12;

/// The tornado of an outcome.
#[component]
pub(super) fn Drivers(
    /// What it is about.
    asked: Asked,
) -> impl IntoView {
    let answer = Late::new(move || asked.clone(), |workbook, asked, language| drawn(workbook, &asked, language));
    let data = Signal::derive(move || answer.get().and_then(Result::ok).unwrap_or_else(ChartData::nothing));
    let problem = move || answer.get().and_then(Result::err);
    view! {
        <div class="explore__answer" class:explore__answer--old=move || answer.is_old() aria-busy=move || answer.is_old().to_string()>
            <p class="explore__hint">{t(|m| m.explore.drivers_hint)}</p>
            <p class="explore__problem" role="alert">{problem}</p>
            <Show when=move || answer.get().is_some_and(|answer| answer.is_ok())>
                <ChartFigure data />
            </Show>
        </div>
    }
}

fn drawn(workbook: &Workbook, asked: &Asked, language: Language) -> Result<ChartData, String> {
    let messages = &Messages::of(language).explore;
    let inputs = plausible_inputs(workbook);
    if inputs.is_empty() {
        return Err(messages.no_ranges.to_owned());
    }
    let outcome = asked.of(workbook).ok_or_else(String::new)?;
    let found = tornado(workbook, outcome.shown_cell(), &inputs).map_err(|error| error.text(language))?;
    let Value::Number(base) = found.base else { return Err(messages.no_number.to_owned()) };
    let bars: Vec<&Bar> =
        found.bars.iter().filter(|bar| bar.effect.is_some_and(|effect| !effect.is_zero())).take(MOST).collect();
    let point = |value: &Value| match value {
        Value::Number(number) => Some(asked.change(workbook, number.checked_sub(base)?, language)),
        _ => None,
    };
    let series = |label: &str, value: fn(&Bar) -> &Value| SeriesData {
        label: label.to_owned(),
        points: bars.iter().map(|bar| point(value(bar))).collect::<Vec<Option<Point>>>(),
        color: None,
    };
    let name = |bar: &&Bar| {
        let end = |number: Decimal| input_text(workbook, bar.input.cell, number, language);
        let label = input_label(workbook, &bar.input.name, language);
        format!("{label} ({} – {})", end(bar.input.low), end(bar.input.high))
    };
    Ok(ChartData {
        id: "drivers".to_owned(),
        kind: ChartKind::Tornado,
        title: fill(
            messages.drivers_title,
            &[("outcome", &asked.label(workbook, language)), ("now", &asked.text(workbook, base, language))],
        ),
        categories: bars.iter().map(name).collect(),
        series: vec![series(messages.at_low, |bar| &bar.at_low), series(messages.at_high, |bar| &bar.at_high)],
        ..ChartData::nothing()
    })
}
