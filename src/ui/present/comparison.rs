//! Scenarios side by side: every outcome as it is now and as it would be under each scenario.

use leptos::prelude::*;
use tandem_core::analysis::compare_scenarios;
use tandem_core::workbook::Workbook;

use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::use_session;

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq)]
struct Table {
    heads: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    problem: Option<String>,
}

/// The table of all scenarios.
#[component]
pub(super) fn Comparison() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let table = Memo::new(move |_| session.read(|workbook| table(workbook, language.get())).unwrap_or_default());
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
                .map(|(name, texts)| {
                    let cells: Vec<_> = texts.iter().map(|text| view! { <td>{text.clone()}</td> }).collect();
                    view! { <tr><th scope="row">{name.clone()}</th>{cells}</tr> }
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section class="comparison" aria-labelledby="comparison-title">
            <h2 class="comparison__title" id="comparison-title">{t(|m| m.present.comparison)}</h2>
            <p class="comparison__problem" role="alert">{move || table.with(|table| table.problem.clone())}</p>
            <div class="comparison__scroll" tabindex="0" role="region" aria-labelledby="comparison-title">
                <table class="comparison__table">
                    <thead><tr><th scope="col">{t(|m| m.present.outcome)}</th><th scope="col">{t(|m| m.present.now)}</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn table(workbook: &Workbook, language: Language) -> Table {
    let now = workbook.outcomes().iter().map(|outcome| workbook.outcome_text(outcome, language));
    let mut rows: Vec<(String, Vec<String>)> = workbook
        .outcomes()
        .iter()
        .zip(now)
        .map(|(outcome, text)| (outcome.shown_label().get(language).to_owned(), vec![text]))
        .collect();
    match compare_scenarios(workbook, language) {
        Ok(scenarios) => {
            for scenario in &scenarios {
                for ((_, texts), text) in rows.iter_mut().zip(&scenario.texts) {
                    texts.push(text.clone());
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
