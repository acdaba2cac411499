//! A formula step by step: each part with what it gave, in the order of evaluation.

use leptos::prelude::*;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::engine::{Explanation, PartResult};
use tandem_core::workbook::Workbook;
use wasm_bindgen::JsCast as _;

use crate::browser::element::Element;
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::Session;

/// Steps that are listed; longer formulas are told by their beginning and the whole.
const MOST: usize = 40;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    text: String,
    result: String,
    depth: u32,
    is_evaluated: bool,
}

/// The steps, which are evaluated only while a person has them open.
#[component]
pub fn Steps(
    /// The session.
    session: Session,
    /// The cell, and the count of changes when it was looked at.
    looked_at: RwSignal<(CellAddress, u64)>,
) -> impl IntoView {
    let language = use_language();
    let is_open = RwSignal::new(false);
    let steps = Memo::new(move |_| {
        if !is_open.get() {
            return Vec::new();
        }
        let ((at, _), language) = (looked_at.get(), language.get());
        let read = |workbook: &Workbook| {
            let explanation = workbook.engine().explain(at)?;
            let format = workbook.style(at).format.clone();
            Some(steps_of(workbook, &explanation, format.as_deref(), language))
        };
        session.with(read).flatten().unwrap_or_default()
    });
    let line = move |step: Step| {
        let depth = step.depth.min(6).to_string();
        view! {
            <li class="steps__line" class:steps__line--left-out=!step.is_evaluated data-depth=depth>
                <code class="steps__text">{step.text}</code>
                <span class="steps__result figures">{step.result}</span>
            </li>
        }
    };
    let most = t(|m| m.workbook.steps_most);
    view! {
        <details class="steps" on:toggle=move |event| is_open.set(is_unfolded(&event))>
            <summary class="inspector__heading">{t(|m| m.workbook.steps)}</summary>
            <ol class="steps__list">{move || steps.get().into_iter().map(line).collect_view()}</ol>
            <Show when=move || steps.with(|steps| steps.len() > MOST)>
                <p class="inspector__hint">{move || fill(most(), &[("count", &MOST.to_string())])}</p>
            </Show>
        </details>
    }
}

/// Whether the list stands open now: two presses in quick succession are told of once.
fn is_unfolded(event: &leptos::ev::Event) -> bool {
    event.target().is_some_and(|details| details.unchecked_into::<Element>().has_attribute("open"))
}

fn steps_of(workbook: &Workbook, explanation: &Explanation, format: Option<&str>, language: Language) -> Vec<Step> {
    let texts = &Messages::of(language).workbook;
    let count = explanation.parts.len();
    let parts = explanation.parts.iter().enumerate();
    // The whole formula is last, and is always told.
    let told = parts.filter(|(place, _)| *place < MOST || place.saturating_add(1) == count);
    told.map(|(_, part)| {
        let result = match &part.result {
            PartResult::Value(value) => value_text(workbook, value, format.filter(|_| part.depth == 0), language),
            PartResult::Cells(area) => fill(texts.cells_of, &[("count", &area.cells().to_string())]),
            PartResult::NotEvaluated => texts.not_evaluated.to_owned(),
        };
        let times = (part.times > 1).then(|| fill(texts.steps_times, &[("count", &part.times.to_string())]));
        Step {
            text: explanation.text_at(&part.place).to_owned(),
            result: times.into_iter().chain([result]).collect::<Vec<_>>().join(" "),
            depth: part.depth,
            is_evaluated: !matches!(part.result, PartResult::NotEvaluated),
        }
    })
    .collect()
}

fn value_text(workbook: &Workbook, value: &Value, format: Option<&str>, language: Language) -> String {
    match value {
        Value::Array(_) => value.plain().chars().take(120).collect(),
        value => workbook.value_text(value, format, language).into_owned(),
    }
}
