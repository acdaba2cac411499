//! How far each input may go on its own until an outcome meets a threshold.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::analysis::{AnalysisError, BreakEven, break_even, searchable_inputs};
use tandem_core::cell::{CellAddress, Value};
use tandem_core::number::parse_number;
use tandem_core::workbook::Workbook;

use super::asked::{Asked, input_label, input_text};
use crate::i18n::{Language, Messages, fill, t};
use crate::ui::present::late::Late;

/// One input's line.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    label: String,
    now: String,
    /// Where it meets the threshold and how far that is; or why it does not.
    found: Result<(String, String), String>,
}

/// The table of all inputs.
#[component]
pub(super) fn BreakEvens(
    /// What it is about.
    asked: Asked,
) -> impl IntoView {
    let typed = RwSignal::new("0".to_owned());
    let answer = Late::new(
        move || (asked.clone(), typed.get()),
        |workbook, (asked, typed), language| {
            let threshold = parse_number(&typed).ok_or(())?;
            Ok::<_, ()>(lines(workbook, &asked, threshold, language))
        },
    );
    let is_refused = move || answer.get().is_some_and(|answer| answer.is_err());
    let no_number = t(|m| m.explore.not_a_number);
    let rows = move || {
        let line = |line: Line| {
            let found = match line.found {
                Ok((at, margin)) => view! { <td>{at}</td><td>{margin}</td> }.into_any(),
                Err(reason) => view! { <td class="explore__reason" colspan="2">{reason}</td> }.into_any(),
            };
            view! { <tr><th scope="row">{line.label}</th><td>{line.now}</td>{found}</tr> }
        };
        answer.get().and_then(Result::ok).unwrap_or_default().into_iter().map(line).collect_view()
    };
    view! {
        <div class="explore__answer" class:explore__answer--old=move || answer.is_old() aria-busy=move || answer.is_old().to_string()>
            <p class="explore__hint">{t(|m| m.explore.break_even_hint)}</p>
            <label class="explore__field">
                <span>{t(|m| m.explore.threshold)}</span>
                <input class="input" type="text" inputmode="decimal" autocomplete="off" aria-invalid=move || is_refused().then_some("true") bind:value=typed />
            </label>
            <p class="explore__problem" role="alert">{move || is_refused().then(no_number)}</p>
            <div class="comparison__scroll" tabindex="0" role="region" aria-label=t(|m| m.explore.break_even)>
                <table class="comparison__table">
                    <thead>
                        <tr>
                            <th scope="col">{t(|m| m.explore.input)}</th>
                            <th scope="col">{t(|m| m.present.now)}</th>
                            <th scope="col">{t(|m| m.explore.at)}</th>
                            <th scope="col">{t(|m| m.explore.margin)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

/// Why there is no break-even, with figures as the room knows them.
fn reason(workbook: &Workbook, asked: &Asked, input: CellAddress, error: &AnalysisError, language: Language) -> String {
    let messages = &Messages::of(language).explore;
    let text = |number: &Decimal| asked.text(workbook, *number, language);
    match error {
        AnalysisError::NeverReached { least, greatest, .. } => {
            fill(messages.never_met, &[("least", &text(least)), ("greatest", &text(greatest))])
        }
        AnalysisError::Jumps { at, before, after, .. } => fill(
            messages.jumps,
            &[
                ("input", &input_text(workbook, input, *at, language)),
                ("before", &text(before)),
                ("after", &text(after)),
            ],
        ),
        AnalysisError::Unrelated { .. } => messages.unrelated.to_owned(),
        other => other.text(language),
    }
}

fn lines(workbook: &Workbook, asked: &Asked, threshold: Decimal, language: Language) -> Vec<Line> {
    let Some(outcome) = asked.of(workbook) else { return Vec::new() };
    let found = break_even(workbook, outcome.shown_cell(), threshold, &searchable_inputs(workbook));
    let percent = |part: Decimal| {
        let text = workbook.value_text(&Value::Number(part), Some("0.0%"), language);
        if part.is_sign_negative() || part.is_zero() { text } else { format!("+{text}") }
    };
    let line = |one: BreakEven| Line {
        label: input_label(workbook, &one.name, language),
        now: input_text(workbook, one.cell, one.current, language),
        found: match &one.found {
            Ok(goal) => {
                let margin = one.margin().map_or_else(|| "–".to_owned(), percent);
                Ok((input_text(workbook, one.cell, goal.input, language), margin))
            }
            Err(error) => Err(reason(workbook, asked, one.cell, error, language)),
        },
    };
    found.into_iter().map(line).collect()
}
