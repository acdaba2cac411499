//! What a decision was before: its earlier revisions.

use leptos::prelude::*;
use tandem_core::record::{Difference, differences};

use super::Desk;
use crate::i18n::{fill, t, use_language};

/// Earlier revisions, each with what differs from what stands here now.
#[component]
pub fn Revisions(desk: Desk) -> impl IntoView {
    let numbers = Memo::new(move |_| {
        let read = desk.read(|_, record| {
            record
                .earlier
                .iter()
                .rev()
                .map(|kept| (kept.number, kept.date.clone(), kept.by.clone()))
                .collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    view! {
        <Show when=move || numbers.with(|numbers| !numbers.is_empty())>
            <section class="record__section">
                <h2>{t(|m| m.record.history)}</h2>
                <For each=move || numbers.get() key=Clone::clone let:kept>
                    <RevisionDiff desk number=kept.0 date=kept.1 by=kept.2 />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn RevisionDiff(desk: Desk, number: u32, date: String, by: String) -> impl IntoView {
    let language = use_language();
    let (id, spoken) = (desk.page(), number.to_string());
    let found =
        Memo::new(move |_| desk.read(|workbook, _| differences(workbook, &id, number)).flatten().unwrap_or_default());
    let words = move || {
        let parts = [("number", spoken.as_str()), ("date", date.as_str()), ("by", by.as_str())];
        let sentence = if by.is_empty() { t(|m| m.record.revised)() } else { t(|m| m.record.revised_by)() };
        fill(sentence, &parts)
    };
    let row = move |difference: Difference| {
        let language = language.get();
        let text = |text: &tandem_core::text::Localized| text.get(language).to_owned();
        view! {
            <div class="record__difference">
                <dt>{text(&difference.what)}</dt>
                <dd><span class="visually-hidden">{t(|m| m.record.before)} ": "</span><del>{text(&difference.before)}</del></dd>
                <dd><span class="visually-hidden">{t(|m| m.record.after)} ": "</span><ins>{text(&difference.after)}</ins></dd>
            </div>
        }
    };
    view! {
        <details class="record__revision">
            <summary>{words}</summary>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="record__muted">{t(|m| m.record.same)}</p>
            </Show>
            <dl>{move || found.get().into_iter().map(row).collect_view()}</dl>
        </details>
    }
}
