//! What can be done with a record in its status.

use leptos::prelude::*;
use tandem_core::exchange::{review_events_of, to_decision_json, to_ics, to_madr};
use tandem_core::record::{accept, iso_date, propose, revise, supersede};
use tandem_core::text::Localized;
use tandem_core::workbook::{Page, PageId, Record, RecordStatus};

use super::Desk;
use super::gaps::{AcceptAnyway, gaps_of};
use super::head::STATUS;
use super::review::ReviewForm;
use crate::browser::{clock, page};
use crate::i18n::{Messages, t, use_language};
use crate::session::{Command, Room, Weight, file_name_with};

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
            if desk.change(|record| record.status = status) {
                page::focus(STATUS);
            }
        })
    };
    let revised = Callback::new(move |()| {
        let by = room.speaker.get_untracked();
        if desk.make(|workbook, page| revise(workbook, page, &today(), &by)) {
            desk.edits().set(true);
            page::focus(STATUS);
        }
    });
    let proposed = Callback::new(move |()| {
        if desk.make(propose) {
            page::focus(STATUS);
        }
    });
    let accepted = Callback::new(move |()| {
        // The figures kept are those of today, also in a tab that stood open over night.
        desk.session.catch_up();
        if desk.make(|workbook, page| accept(workbook, page, &today())) {
            desk.edits().set(false);
            page::focus(STATUS);
        }
    });
    let gaps = gaps_of(desk);
    let lacking = RwSignal::new(false);
    let accept_if_whole = Callback::new(move |()| {
        if gaps.with_untracked(Vec::is_empty) {
            accepted.run(());
        } else {
            lacking.set(true);
        }
    });
    let accept_button = move || {
        view! {
            <button
                type="button"
                class="button button--primary"
                title=t(|m| m.record.accept_hint)
                on:click=move |_| accept_if_whole.run(())
            >
                {t(|m| m.record.accept)}
            </button>
        }
        .into_any()
    };
    let steps = move || match status.get() {
        RecordStatus::Draft => {
            vec![button(|m| m.record.propose, false, proposed), accept_button()]
        }
        RecordStatus::Proposed => vec![
            button(|m| m.record.back_to_draft, false, set(RecordStatus::Draft)),
            button(|m| m.record.reject, false, set(RecordStatus::Rejected)),
            accept_button(),
        ],
        RecordStatus::Accepted => vec![
            button(
                |m| m.record.review,
                true,
                Callback::new(move |()| {
                    desk.session.catch_up();
                    reviews.set(true);
                }),
            ),
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
        RecordStatus::Superseded => Vec::new(),
    };
    let edit_word = move || if desk.edits().get() { t(|m| m.record.done)() } else { t(|m| m.record.edit)() };
    view! {
        <div class="record__actions">
            <Show when=move || desk.is_open()>
                <button
                    type="button"
                    class="button"
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
            <button type="button" class="button button--quiet" title=t(|m| m.record.markdown_hint) on:click=move |_| give_markdown(desk)>
                {t(|m| m.record.markdown)}
            </button>
            <button type="button" class="button button--quiet" title=t(|m| m.record.json_hint) on:click=move |_| give_json(desk)>
                "JSON"
            </button>
            <Show when=move || desk.report().next_review.is_some()>
                <button type="button" class="button button--quiet" title=t(|m| m.record.calendar_hint) on:click=move |_| give_calendar(desk)>
                    {t(|m| m.record.calendar)}
                </button>
            </Show>
            <button type="button" class="button button--quiet" on:click=|_| page::print()>
                {t(|m| m.record.print)}
            </button>
        </div>
        <Show when=move || supersedes.get() && status.get() == RecordStatus::Accepted>
            <Successor desk shown=supersedes />
        </Show>
        <Show when=move || lacking.get()>
            <AcceptAnyway desk shown=lacking accepted />
        </Show>
        <Show when=move || reviews.get()>
            <ReviewForm desk shown=reviews />
        </Show>
    }
}

/// The record as Markdown, in the language of the app.
fn give_markdown(desk: Desk) {
    let language = desk.session.language().get_untracked();
    let page = desk.page();
    let made = desk.with(|workbook, record| {
        let title = workbook.page(&page).map(|page| page.title.get(language)).unwrap_or_default();
        let name = file_name_with(&format!("{} {title}", record.number), "md");
        Some((name, to_madr(workbook, &page, language)?))
    });
    if let Some((name, text)) = made.flatten() {
        desk.session.dispatch(Command::SaveText { name, media_type: "text/markdown;charset=utf-8", text });
    }
}

/// The record with its cells as JSON.
fn give_json(desk: Desk) {
    let page = desk.page();
    let made =
        desk.with(|workbook, record| (file_name_with(&record.number, "json"), to_decision_json(workbook, &page)));
    match made {
        Some((name, Ok(Some(text)))) => {
            desk.session.dispatch(Command::SaveText { name, media_type: "application/json", text });
        }
        Some((_, Err(error))) => desk.session.say(Weight::Attention, Localized::same(error.to_string()), None),
        Some((_, Ok(None))) | None => {}
    }
}

/// The days of review of this record as a calendar.
fn give_calendar(desk: Desk) {
    let language = desk.session.language().get_untracked();
    let page = desk.page();
    let made = desk.with(|workbook, record| {
        let events = review_events_of(workbook, &page, language);
        (file_name_with(&record.number, "ics"), to_ics(&events, clock::now_s()))
    });
    if let Some((name, text)) = made {
        desk.session.dispatch(Command::SaveText { name, media_type: "text/calendar;charset=utf-8", text });
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
            let record = page.record().filter(|record: &&Record| page.id != own && record.status.holds())?;
            Some((page.id.clone(), format!("{} {}", record.number, page.title.get(language)).trim().to_owned()))
        };
        desk.session.read(|workbook| workbook.pages().iter().filter_map(listed).collect::<Vec<_>>()).unwrap_or_default()
    };
    let choose = move |new: &PageId| {
        if desk.make(|workbook, page| supersede(workbook, page, new)) {
            shown.set(false);
            page::focus(STATUS);
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
