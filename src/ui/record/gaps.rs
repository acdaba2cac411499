//! What a record lacks: told at its head, and asked about before it is accepted all the same.

use leptos::html::Dialog;
use leptos::prelude::*;
use tandem_core::record::lint;

use super::Desk;
use crate::i18n::{fill, t, use_language};
use crate::ui::dialog::follow;

/// A sentence for each gap, as long as the decision is prepared or holds.
pub fn gaps_of(desk: Desk) -> Memo<Vec<String>> {
    let language = use_language();
    let page = StoredValue::new(desk.page());
    Memo::new(move |_| {
        let language = language.get();
        let read = desk.read(|workbook, record| {
            let page = page.get_value();
            let found = if record.status.holds() { lint(workbook, &page) } else { Vec::new() };
            found.iter().map(|finding| finding.text(workbook, &page, language)).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    })
}

fn list(gaps: Memo<Vec<String>>) -> impl IntoView {
    view! { <ul>{move || gaps.get().into_iter().map(|gap| view! { <li>{gap}</li> }).collect_view()}</ul> }
}

/// What is missing. What was taken says that it takes a new revision to mend that.
#[component]
pub fn Gaps(desk: Desk) -> impl IntoView {
    let gaps = gaps_of(desk);
    let count = move || fill(t(|m| m.record.gaps)(), &[("count", &gaps.with(Vec::len).to_string())]);
    view! {
        <Show
            when=move || gaps.with(|gaps| !gaps.is_empty())
            fallback=move || {
                view! {
                    <Show when=move || desk.is_open()>
                        <p class="record__muted record__no-gaps">{t(|m| m.record.no_gaps)}</p>
                    </Show>
                }
            }
        >
            <details class="record__gaps">
                <summary>{count}</summary>
                {list(gaps)}
                <Show when=move || !desk.is_open()>
                    <p class="record__muted">{t(|m| m.record.closed_hint)}</p>
                </Show>
            </details>
        </Show>
    }
}

/// Asks whether a record with gaps is accepted; open from the moment it is made.
#[component]
pub fn AcceptAnyway(desk: Desk, shown: RwSignal<bool>, accepted: Callback<()>) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, || true, || {});
    let gaps = gaps_of(desk);
    let heading = move || fill(t(|m| m.record.accept_gaps)(), &[("count", &gaps.with(Vec::len).to_string())]);
    // Closed by the browser, which gives the focus back to what opened it.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby="record-accept-heading" node_ref=dialog on:close=move |_| shown.set(false)>
            <div class="form">
                <div class="dialog__head"><h2 id="record-accept-heading">{heading}</h2></div>
                <div class="record__form record__lacking">
                    {list(gaps)}
                    <p>{t(|m| m.record.accept_hint)}</p>
                </div>
                <div class="dialog__foot">
                    <button type="button" class="button" on:click=move |_| close()>{t(|m| m.record.cancel)}</button>
                    <button
                        type="button"
                        class="button button--primary"
                        on:click=move |_| {
                            close();
                            accepted.run(());
                        }
                    >
                        {t(|m| m.record.accept_anyway)}
                    </button>
                </div>
            </div>
        </dialog>
    }
}
