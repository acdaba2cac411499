//! How decisions turned out, by how sure those who decided were.

use leptos::prelude::*;
use tandem_core::workbook::{Confidence, Verdict};

use super::reading::Entries;
use crate::i18n::{t, use_language};

/// From the surest to those of whom nobody said how sure they were.
const SURENESS: [Option<Confidence>; 4] =
    [Some(Confidence::High), Some(Confidence::Medium), Some(Confidence::Low), None];

/// Counts of verdicts by confidence, once a review was held.
#[component]
pub(super) fn Calibration(entries: RwSignal<Entries>) -> impl IntoView {
    let language = use_language();
    let count = move |confidence: Option<Confidence>, verdict: Verdict| {
        entries.with(|entries| {
            let verdicts = entries.iter().flat_map(|entry| &entry.record.verdicts);
            verdicts.filter(|known| **known == (confidence, verdict)).count()
        })
    };
    let is_reviewed = move || entries.with(|entries| entries.iter().any(|entry| !entry.record.verdicts.is_empty()));
    let heads = move || {
        let head = |verdict: Verdict| view! { <th scope="col">{verdict.text().get(language.get())}</th> };
        Verdict::ALL.into_iter().map(head).collect_view()
    };
    let row = move |confidence: Option<Confidence>| {
        let counts = Verdict::ALL.map(|verdict| count(confidence, verdict));
        (counts.iter().any(|count| *count > 0)).then(|| {
            let word =
                confidence.map_or_else(|| t(|m| m.log.unsaid)(), |confidence| confidence.text().get(language.get()));
            let cells = counts.into_iter().map(|count| view! { <td>{count}</td> }).collect_view();
            view! { <tr><th scope="row">{word}</th>{cells}</tr> }
        })
    };
    view! {
        <Show when=is_reviewed>
            <section class="log__calibration" aria-labelledby="log-calibration">
                <h2 id="log-calibration">{t(|m| m.log.calibration)}</h2>
                <p class="log__muted">{t(|m| m.log.calibration_hint)}</p>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t(|m| m.log.confidence)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{move || SURENESS.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        </Show>
    }
}
