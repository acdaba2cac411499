//! Scenarios side by side: every outcome as it is now and as it would be under each scenario.

use leptos::prelude::*;
use tandem_core::analysis::compare_scenarios;
use tandem_core::template::tools::scenarios_in_view;
use tandem_core::workbook::Workbook;

use super::late::Late;
use crate::i18n::{Language, Messages, fill, t};

/// A figure, and by how much it differs from now.
type Figure = (String, Option<String>);

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq)]
struct Table {
    heads: Vec<String>,
    rows: Vec<(String, Vec<Figure>)>,
    problem: Option<String>,
}

/// The table of all scenarios.
#[component]
pub(super) fn Comparison() -> impl IntoView {
    // Each scenario is a copy of the workbook that is computed anew: too much for every frame of a slider.
    let late = Late::new(|| (), |workbook, (), language| table(workbook, language));
    let table = Memo::new(move |_| late.get().unwrap_or_default());
    let heads = move || {
        table.with(|table| {
            table.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect::<Vec<_>>()
        })
    };
    let rows = move || {
        table.with(|table| {
            table
                .rows
                .iter()
                .map(|(name, figures)| {
                    let cell = |(text, change): &Figure| {
                        let change =
                            change.clone().map(|change| view! { <span class="comparison__change">{change}</span> });
                        view! { <td>{text.clone()}{change}</td> }
                    };
                    let cells: Vec<_> = figures.iter().map(cell).collect();
                    view! { <tr><th scope="row">{name.clone()}</th>{cells}</tr> }
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div
            class="comparison"
            class:comparison--old=move || late.is_old()
            aria-busy=move || late.is_old().to_string()
        >
            <h2 class="comparison__title" id="comparison-title">{t(|m| m.present.comparison)}</h2>
            <p class="comparison__hint">{t(|m| m.present.comparison_hint)}</p>
            <p class="comparison__problem" role="alert">{move || table.with(|table| table.problem.clone())}</p>
            <div class="comparison__scroll" tabindex="0" role="region" aria-labelledby="comparison-title">
                <table class="comparison__table">
                    <thead><tr><th scope="col">{t(|m| m.present.outcome)}</th><th scope="col">{t(|m| m.present.now)}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}

fn table(workbook: &Workbook, language: Language) -> Table {
    let now = workbook.outcomes().iter().map(|outcome| workbook.outcome_text(outcome, language));
    let mut rows: Vec<(String, Vec<Figure>)> = workbook
        .outcomes()
        .iter()
        .zip(now)
        .map(|(outcome, text)| (outcome.shown_label().get(language).to_owned(), vec![(text, None)]))
        .collect();
    match compare_scenarios(&scenarios_in_view(workbook), language) {
        Ok(scenarios) => {
            for scenario in &scenarios {
                let figures = scenario.texts.iter().zip(&scenario.changes);
                for ((_, row), (text, change)) in rows.iter_mut().zip(figures) {
                    row.push((text.clone(), change.clone()));
                }
            }
            let heads = workbook.scenarios().iter().map(|scenario| scenario.name.get(language).to_owned()).collect();
            Table { heads, rows, problem: None }
        }
        Err(error) => {
            let reason = error.text(language);
            let sentence = Messages::of(language).present.comparison_failed;
            Table { heads: Vec::new(), rows, problem: Some(fill(sentence, &[("reason", reason.as_str())])) }
        }
    }
}
