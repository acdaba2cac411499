//! The end of a printed page: what was assumed, by whom it was agreed, and what each figure means. It is seen on paper only.

use leptos::prelude::*;
use tandem_core::template::tools::seen_by;
use tandem_core::workbook::{Agreement, Confidence, Control, Workbook};

use crate::browser::clock;
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::use_session;

/// A line of the table of assumptions.
#[derive(Clone, Debug, PartialEq)]
struct Assumption {
    label: String,
    value: String,
    source: String,
    agreed: String,
}

/// What a leave-behind says besides its figures.
#[derive(Clone, Debug, Default, PartialEq)]
struct Notes {
    assumptions: Vec<Assumption>,
    definitions: Vec<(String, String)>,
    scenario: Option<String>,
}

/// Assumptions with their sources, and definitions.
#[component]
pub(super) fn Appendix() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let notes = Memo::new(move |_| session.read(|workbook| notes(workbook, language.get())).unwrap_or_default());
    let line = |line: Assumption| {
        view! {
            <tr>
                <th scope="row">{line.label}</th>
                <td class="figures">{line.value}</td>
                <td>{line.source}</td>
                <td>{line.agreed}</td>
            </tr>
        }
    };
    let meaning = |(label, definition): (String, String)| view! { <div><dt>{label}</dt><dd>{definition}</dd></div> };
    let scenario = t(|m| m.present.printed_scenario);
    let printed = t(|m| m.present.printed);
    view! {
        <section class="appendix" aria-hidden="true">
            <p class="appendix__head">
                {move || fill(printed(), &[("date", &clock::today_text())])}
                {move || {
                    notes
                        .with(|notes| notes.scenario.clone())
                        .map(|name| format!(" · {}", fill(scenario(), &[("name", &name)])))
                }}
            </p>
            <h2>{t(|m| m.present.assumptions)}</h2>
            <table class="appendix__table">
                <thead>
                    <tr>
                        <th scope="col">{t(|m| m.explore.input)}</th>
                        <th scope="col">{t(|m| m.present.value)}</th>
                        <th scope="col">{t(|m| m.present.evidence)}</th>
                        <th scope="col">{t(|m| m.present.agreement)}</th>
                    </tr>
                </thead>
                <tbody>{move || notes.with(|notes| notes.assumptions.clone()).into_iter().map(line).collect_view()}</tbody>
            </table>
            <h2>{t(|m| m.present.definitions)}</h2>
            <dl class="appendix__definitions">
                {move || notes.with(|notes| notes.definitions.clone()).into_iter().map(meaning).collect_view()}
            </dl>
        </section>
    }
}

fn notes(workbook: &Workbook, language: Language) -> Notes {
    let definition = |outcome: &tandem_core::workbook::Outcome| {
        (outcome.shown_label().get(language).to_owned(), outcome.shown_definition().get(language).to_owned())
    };
    // A party's copy holds no inputs, because they would tell how figures come about: nor does its paper.
    let assumed = workbook.controls().iter().filter(|_| seen_by(workbook).is_none());
    Notes {
        assumptions: assumed.map(|control| assumption(workbook, control, language)).collect(),
        definitions: workbook.outcomes().iter().map(definition).filter(|(_, words)| !words.is_empty()).collect(),
        scenario: workbook.active_scenario().map(|scenario| scenario.name.get(language).to_owned()),
    }
}

fn assumption(workbook: &Workbook, control: &Control, language: Language) -> Assumption {
    let messages = Messages::of(language);
    let confidence = control.confidence.map(|confidence| match confidence {
        Confidence::High => messages.field.confidence_high,
        Confidence::Medium => messages.field.confidence_medium,
        Confidence::Low => messages.field.confidence_low,
    });
    let source = control.source.get(language);
    let parts = [Some(source), control.date.as_deref(), confidence];
    let source: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let unit = control.unit.get(language);
    let value = workbook.display_text(control.cell, language);
    let word = match control.status {
        Agreement::Open => messages.field.open,
        Agreement::Agreed => messages.field.agreed,
        Agreement::Challenged => messages.field.challenged,
    };
    let said = control.said.as_ref().filter(|_| control.status != Agreement::Open);
    let agreed = match said {
        Some(said) if !said.by.is_empty() => format!("{word} · {} · {}", said.by, said.date),
        Some(said) => format!("{word} · {}", said.date),
        None => word.to_owned(),
    };
    Assumption {
        label: control.label.get(language).to_owned(),
        value: if unit.is_empty() { value } else { format!("{value} {unit}") },
        source: source.join(" · "),
        agreed,
    }
}
