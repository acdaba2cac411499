//! Which charts go on paper: the leading ones, until somebody chooses.

use leptos::prelude::*;

use super::LEADING_CHARTS;
use crate::i18n::{fill, t, use_language};
use crate::session::{Room, use_session};

/// Whether a chart is printed.
pub(super) fn prints(room: Room, charts: Memo<Vec<String>>, id: &str) -> bool {
    room.printed.with(|printed| match printed {
        Some(printed) => printed.iter().any(|known| known == id),
        None => charts.with(|charts| charts.iter().take(LEADING_CHARTS).any(|known| known == id)),
    })
}

/// The choice, folded away beside the button that prints.
#[component]
pub(super) fn PaperChoice() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let room = expect_context::<Room>();
    let charts = Memo::new(move |_| {
        let named = session.read(|workbook| {
            let title = |chart: &tandem_core::workbook::Chart| chart.title.get(language.get()).to_owned();
            workbook.charts().iter().map(|chart| (chart.id.clone(), title(chart))).collect::<Vec<_>>()
        });
        named.unwrap_or_default()
    });
    let ids = Memo::new(move |_| charts.with(|charts| charts.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()));
    let sentence = t(|m| m.present.charts_on_paper);
    let count = move || {
        let all = ids.get();
        let printed = all.iter().filter(|id| prints(room, ids, id)).count();
        fill(sentence(), &[("count", &printed.to_string()), ("total", &all.len().to_string())])
    };
    let choose = move |id: &str, is_on: bool| {
        let all = ids.get_untracked();
        let printed = untrack(|| {
            all.iter().filter(|known| if *known == id { is_on } else { prints(room, ids, known) }).cloned().collect()
        });
        room.printed.set(Some(printed));
    };
    let line = move |(id, title): (String, String)| {
        let known = id.clone();
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || prints(room, ids, &known)
                    on:change=move |event| choose(&id, event_target_checked(&event))
                />
                {title}
            </label>
        }
    };
    view! {
        <details class="paper-choice" hidden=move || ids.with(Vec::is_empty)>
            <summary class="button button--quiet">{count}</summary>
            <div class="paper-choice__list" role="group" aria-label=count>
                <button type="button" class="button" on:click=move |_| room.printed.set(Some(ids.get_untracked()))>
                    {t(|m| m.present.all_charts)}
                </button>
                {move || charts.get().into_iter().map(line).collect_view()}
            </div>
        </details>
    }
}
