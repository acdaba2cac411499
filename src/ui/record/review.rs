//! The form of a review: when and by whom it was held, how the decision turned out, and what was learned.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use tandem_core::record::{hold_review, iso_date, review_due_by};
use tandem_core::text::Localized;
use tandem_core::workbook::{Held, Review, Verdict};

use super::Desk;
use crate::browser::page;
use crate::i18n::{fill, t, use_language};
use crate::session::Room;
use crate::ui::dialog::follow;

/// The first of the verdicts, which gets the focus when none is chosen.
const FIRST_VERDICT: &str = "record-first-verdict";

/// A dialog that is open from the moment it is made.
#[component]
pub fn ReviewForm(desk: Desk, shown: RwSignal<bool>) -> impl IntoView {
    let language = use_language();
    let room = expect_context::<Room>();
    let dialog = NodeRef::<Dialog>::new();
    follow(dialog, || true, || {});
    let today = desk.with(|workbook, _| iso_date(workbook.today())).unwrap_or_default();
    let date = RwSignal::new(today);
    let by = RwSignal::new(room.speaker.get_untracked());
    // Nothing is chosen at first: who records a review says how it turned out.
    let verdict = RwSignal::new(None::<Verdict>);
    let lacks_verdict = RwSignal::new(false);
    let which = Which::new(desk, date);
    let lesson = RwSignal::new(String::new());
    let next = RwSignal::new(String::new());
    let lacks_day = RwSignal::new(false);
    let day = NodeRef::<Input>::new();
    // Closed by the browser, which gives the focus back to what opened it.
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let record = move || {
        lacks_day.set(date.with_untracked(String::is_empty));
        lacks_verdict.set(verdict.get_untracked().is_none());
        // A field that is shown takes the focus.
        if lacks_day.get_untracked() {
            if let Some(day) = day.get_untracked() {
                let _ = day.focus();
            }
            return;
        }
        let Some(verdict) = verdict.get_untracked() else {
            page::focus(FIRST_VERDICT);
            return;
        };
        desk.session.catch_up();
        let held = Held {
            date: date.get_untracked(),
            by: by.get_untracked().trim().to_owned(),
            verdict,
            lesson: Localized::same(lesson.get_untracked().trim()),
            revision: None,
        };
        let planned = untrack(|| which.number());
        let next = Some(next.get_untracked()).filter(|due| !due.is_empty());
        if desk.make(|workbook, page| hold_review(workbook, page, held, planned, next)) {
            close();
        }
    };
    let choice = move |choice: Verdict| {
        view! {
            <label class="record__verdict">
                <input
                    type="radio"
                    id=(choice == Verdict::Validated).then_some(FIRST_VERDICT)
                    name="record-verdict"
                    required
                    aria-describedby="record-verdict-problem"
                    prop:checked=move || verdict.get() == Some(choice)
                    on:change=move |_| {
                        verdict.set(Some(choice));
                        lacks_verdict.set(false);
                    }
                />
                {move || choice.text().get(language.get())}
            </label>
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby="record-review-heading" node_ref=dialog on:close=move |_| shown.set(false)>
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    record();
                }
            >
                <div class="dialog__head"><h2 id="record-review-heading">{t(|m| m.record.review)}</h2></div>
                <div class="record__form">
                    <label class="record__fact">
                        <span class="record__label">{t(|m| m.record.held_on)}</span>
                        <input
                            class="input"
                            type="date"
                            node_ref=day
                            aria-invalid=move || lacks_day.get().then_some("true")
                            aria-describedby="record-held-problem"
                            bind:value=date
                        />
                    </label>
                    <p id="record-held-problem" class="field__problem" role="alert">
                        {move || lacks_day.get().then(|| t(|m| m.record.no_day)())}
                    </p>
                    <WhichReview which />
                    <label class="record__fact">
                        <span class="record__label">{t(|m| m.record.held_by)}</span>
                        <input class="input" maxlength="200" bind:value=by />
                    </label>
                    <fieldset class="record__verdicts">
                        <legend class="record__label">{t(|m| m.record.verdict)}</legend>
                        {Verdict::ALL.into_iter().map(choice).collect_view()}
                    </fieldset>
                    <p id="record-verdict-problem" class="field__problem" role="alert">
                        {move || lacks_verdict.get().then(|| t(|m| m.record.no_verdict)())}
                    </p>
                    <label class="record__fact">
                        <span class="record__label">{t(|m| m.record.lesson)}</span>
                        <textarea class="input record__words" rows="3" bind:value=lesson></textarea>
                    </label>
                    <label class="record__fact">
                        <span class="record__label">{t(|m| m.record.next_due)}</span>
                        <input class="input" type="date" bind:value=next />
                    </label>
                </div>
                <div class="dialog__foot">
                    <button type="button" class="button" on:click=move |_| close()>{t(|m| m.record.cancel)}</button>
                    <button type="submit" class="button button--primary">{t(|m| m.record.record_review)}</button>
                </div>
            </form>
        </dialog>
    }
}

/// Which planned review it is that was held. A handle: copy it freely.
#[derive(Clone, Copy)]
struct Which {
    /// Planned reviews that wait, the earliest first.
    waiting: Memo<Vec<Review>>,
    /// What the person chose, else what the day says.
    chosen: RwSignal<Option<Option<u32>>>,
    /// The planned review that is due by the day that was entered.
    due: Memo<Option<u32>>,
}

impl Which {
    fn new(desk: Desk, date: RwSignal<String>) -> Self {
        let waiting = Memo::new(move |_| {
            let mut waiting = desk.read(|_, record| record.reviews.clone()).unwrap_or_default();
            waiting.retain(|review| review.held.is_none());
            waiting.sort_by(|a, b| a.due.cmp(&b.due));
            waiting
        });
        let due = Memo::new(move |_| date.with(|day| desk.read(|_, record| review_due_by(record, day))).flatten());
        Self { waiting, chosen: RwSignal::new(None), due }
    }

    /// The number of the planned review; nothing for one that nobody had planned.
    fn number(self) -> Option<u32> {
        self.chosen.get().unwrap_or_else(|| self.due.get())
    }
}

/// Chooses which planned review it is, where one waits.
#[component]
fn WhichReview(which: Which) -> impl IntoView {
    let choose = move |event| which.chosen.set(Some(event_target_value(&event).parse().ok()));
    let item = move |review: Review| {
        let words = move || fill(t(|m| m.record.which_planned)(), &[("date", &review.due)]);
        let is_chosen = move || which.number() == Some(review.number);
        view! { <option value=review.number.to_string() prop:selected=is_chosen>{words}</option> }
    };
    view! {
        <Show when=move || which.waiting.with(|waiting| !waiting.is_empty())>
            <label class="record__fact">
                <span class="record__label">{t(|m| m.record.which)}</span>
                <select class="input" on:change=choose>
                    {move || which.waiting.get().into_iter().map(item).collect_view()}
                    <option value="" prop:selected=move || which.number().is_none()>{t(|m| m.record.which_unplanned)}</option>
                </select>
            </label>
        </Show>
    }
}
