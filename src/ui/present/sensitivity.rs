//! What moves each outcome most: a line on its card, found while nobody waits for it.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::analysis::{Bar, StrongestInputs, plausible_inputs};
use tandem_core::cell::Value;
use tandem_core::workbook::{Outcome, Workbook};

use super::explore::{input_label, input_text};
use crate::browser::{clock, task};
use crate::i18n::{Language, Messages, fill, use_language};
use crate::session::{Session, use_session};

/// Quiet after the last change before it is looked for again.
const QUIET: Duration = Duration::from_millis(300);
/// Work between two turns of the browser.
const SLICE_MS: u64 = 6;

/// The lines of all outcomes, by name.
#[derive(Clone, Copy)]
pub(super) struct Sensitivities {
    lines: RwSignal<BTreeMap<String, String>>,
    is_old: RwSignal<bool>,
    /// The search whose answer is awaited; one of another number has been overtaken.
    current: StoredValue<u32>,
}

impl Sensitivities {
    /// Follows the workbook, a moment after its last change.
    pub(super) fn follow() -> Self {
        let session = use_session();
        let language = use_language();
        let found =
            Self { lines: RwSignal::new(BTreeMap::new()), is_old: RwSignal::new(false), current: StoredValue::new(0) };
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        on_cleanup(stop);
        Effect::new(move |_| {
            session.revision().track();
            let language = language.get();
            stop();
            let number = found.current.with_value(|number| number.wrapping_add(1));
            found.current.set_value(number);
            found.is_old.set(true);
            let search = move || leptos::task::spawn_local(found.search(session, number, language));
            waiting.set_value(set_timeout_with_handle(search, QUIET).ok());
        });
        found
    }

    async fn search(self, session: Session, number: u32, language: Language) {
        let begun = session.with_last_good(|workbook, good| begun(good.unwrap_or(workbook)));
        let Some(mut search) = begun else { return };
        loop {
            let start = clock::steady_ms();
            let mut has_more = true;
            while has_more && clock::steady_ms().saturating_sub(start) < SLICE_MS {
                has_more = search.step();
            }
            if !has_more {
                break;
            }
            task::next_frame().await;
            // The view may have gone meanwhile, and its signals with it.
            if self.current.try_get_value() != Some(number) {
                return;
            }
        }
        let found = search.into_found();
        let lines = session.with_last_good(|workbook, good| lines(good.unwrap_or(workbook), &found, language));
        if let Some(lines) = lines {
            self.lines.set(lines);
            self.is_old.set(false);
        }
    }
}

fn begun(workbook: &Workbook) -> StrongestInputs {
    let outcomes: Vec<_> = workbook.outcomes().iter().map(Outcome::shown_cell).collect();
    StrongestInputs::new(workbook, &outcomes, plausible_inputs(workbook))
}

fn lines(workbook: &Workbook, found: &[Option<Bar>], language: Language) -> BTreeMap<String, String> {
    let line = |(outcome, bar): (&Outcome, &Option<Bar>)| {
        Some((outcome.name.clone(), line(workbook, outcome, bar.as_ref()?, language)))
    };
    workbook.outcomes().iter().zip(found).filter_map(line).collect()
}

fn line(workbook: &Workbook, outcome: &Outcome, bar: &Bar, language: Language) -> String {
    let end = |number: Decimal| input_text(workbook, bar.input.cell, number, language);
    let figure = |value: &Value| workbook.outcome_value_text(outcome, value, language);
    fill(
        Messages::of(language).present.moves_most,
        &[
            ("input", &input_label(workbook, &bar.input.name, language)),
            ("low", &end(bar.input.low)),
            ("high", &end(bar.input.high)),
            ("at_low", &figure(&bar.at_low)),
            ("at_high", &figure(&bar.at_high)),
        ],
    )
}

/// What moves an outcome most, where a page looks for it.
#[component]
pub(super) fn SensitivityLine(
    /// The outcome.
    name: String,
) -> impl IntoView {
    let found = use_context::<Sensitivities>();
    let text = move || found.and_then(|found| found.lines.with(|lines| lines.get(&name).cloned()));
    let is_old = move || found.is_some_and(|found| found.is_old.get());
    view! {
        <p class="outcome__sensitivity" class:outcome__sensitivity--old=is_old>
            {text}
        </p>
    }
}
