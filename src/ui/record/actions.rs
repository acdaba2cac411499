//! What can be done with a record in its status.

use leptos::prelude::*;
use tandem_core::record::{accept, iso_date, propose, revise, supersede};
use tandem_core::workbook::{Page, PageId, Record, RecordStatus};

use super::Desk;
use super::review::ReviewForm;
use crate::browser::page;
use crate::i18n::{Messages, t, use_language};
use crate::session::Room;

/// The buttons.
#[component]
pub fn Actions(desk: Desk) -> impl IntoView {
    let room = expect_context::<Room>();
    let reviews = RwSignal::new(false);
    let supersedes = RwSignal::new(false);
    let status = Memo::new(move |_| desk.read(|_, record| record.status).unwrap_or_default());
    let today = move || desk.with(|workbook, _| iso_date(workbook.today())).unwrap_or_default();
    let button = move |word: fn(&Messages) -> &'static str, is_primary: bool, run: Callback<()>| {
        view! {
            <button type="button" class="button" class:button--primary=is_primary on:click=move |_| run.run(())>
                {t(word)}
            </button>
        }
        .into_any()
    };
    let set = move |status: RecordStatus| {
        Callback::new(move |()| {
            desk.change(|record| record.status = status);
        })
    };
    let revised = Callback::new(move |()| {
        let by = room.speaker.get_untracked();
        if desk.make(|workbook, page| revise(workbook, page, &today(), &by)) {
            desk.edits().set(true);
        }
    });
    let proposed = Callback::new(move |()| {
        desk.make(propose);
    });
    let accepted = Callback::new(move |()| {
        if desk.make(|workbook, page| accept(workbook, page, &today())) {
            desk.edits().set(false);
        }
    });
    let steps = move || match status.get() {
        RecordStatus::Draft => {
            vec![button(|m| m.record.propose, false, proposed), button(|m| m.record.accept, true, accepted)]
        }
        RecordStatus::Proposed => vec![
            button(|m| m.record.back_to_draft, false, set(RecordStatus::Draft)),
            button(|m| m.record.reject, false, set(RecordStatus::Rejected)),
            button(|m| m.record.accept, true, accepted),
        ],
        RecordStatus::Accepted => vec![
            button(|m| m.record.review, true, Callback::new(move |()| reviews.set(true))),
            button(|m| m.record.revise, false, revised),
            button(|m| m.record.supersede, false, Callback::new(move |()| supersedes.update(|shown| *shown = !*shown))),
            button(|m| m.record.deprecate, false, set(RecordStatus::Deprecated)),
        ],
        RecordStatus::Rejected => vec![button(|m| m.record.revise, false, revised)],
        RecordStatus::Deprecated => {
            vec![
                button(|m| m.record.reinstate, false, set(RecordStatus::Accepted)),
                button(|m| m.record.revise, false, revised),
            ]
        }
        RecordStatus::Superseded => vec![button(|m| m.record.revise, false, revised)],
    };
    let edit_word = move || if desk.edits().get() { t(|m| m.record.done)() } else { t(|m| m.record.edit)() };
    view! {
        <div class="record__actions">
            <Show when=move || desk.is_open()>
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || desk.edits().get().to_string()
                    on:click=move |_| desk.edits().update(|edits| *edits = !*edits)
                >
                    {edit_word}
                </button>
            </Show>
            {steps}
            <button
                type="button"
                class="button button--quiet"
                on:click=move |_| {
                    if let Some(at) = desk.at(0, 0) {
                        desk.go_to(at);
                    }
                }
            >
                {t(|m| m.record.figures)}
            </button>
            <button type="button" class="button button--quiet" on:click=|_| page::print()>
                {t(|m| m.record.print)}
            </button>
        </div>
        <Show when=move || supersedes.get() && status.get() == RecordStatus::Accepted>
            <Successor desk shown=supersedes />
        </Show>
        <Show when=move || reviews.get()>
            <ReviewForm desk shown=reviews />
        </Show>
    }
}

/// Chooses the record that takes the place of this one.
#[component]
fn Successor(desk: Desk, shown: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let own = desk.page();
    let others = move || {
        let language = language.get();
        let listed = |page: &Page| {
            let record =
                page.record().filter(|record: &&Record| page.id != own && record.status != RecordStatus::Superseded)?;
            Some((page.id.clone(), format!("{} {}", record.number, page.title.get(language)).trim().to_owned()))
        };
        desk.session.read(|workbook| workbook.pages().iter().filter_map(listed).collect::<Vec<_>>()).unwrap_or_default()
    };
    let choose = move |new: &PageId| {
        if desk.make(|workbook, page| supersede(workbook, page, new)) {
            shown.set(false);
        }
    };
    view! {
        <div class="record__choice" role="group" aria-label=t(|m| m.record.supersede_with)>
            <p class="record__label">{t(|m| m.record.supersede_with)}</p>
            {move || {
                let others = others();
                if others.is_empty() {
                    return view! { <p class="record__muted">{t(|m| m.record.no_successor)}</p> }.into_any();
                }
                let item = |(id, name): (PageId, String)| {
                    view! { <button type="button" class="button" on:click=move |_| choose(&id)>{name}</button> }
                };
                others.into_iter().map(item).collect_view().into_any()
            }}
        </div>
    }
}
