//! The form of a review: when and by whom it was held, how the decision turned out, and what was learned.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use tandem_core::record::{hold_review, iso_date};
use tandem_core::text::Localized;
use tandem_core::workbook::{Held, Verdict};

use super::Desk;
use crate::i18n::{t, use_language};
use crate::session::Room;
use crate::ui::dialog::follow;

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
    let verdict = RwSignal::new(Verdict::Validated);
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
        if lacks_day.get_untracked() {
            if let Some(day) = day.get_untracked() {
                // A field that is shown takes the focus.
                let _ = day.focus();
            }
            return;
        }
        desk.session.catch_up();
        let held = Held {
            date: date.get_untracked(),
            by: by.get_untracked().trim().to_owned(),
            verdict: verdict.get_untracked(),
            lesson: Localized::same(lesson.get_untracked().trim()),
            revision: None,
        };
        let next = Some(next.get_untracked()).filter(|due| !due.is_empty());
        if desk.make(|workbook, page| hold_review(workbook, page, held, next)) {
            close();
        }
    };
    let choice = move |choice: Verdict| {
        view! {
            <label class="record__verdict">
                <input
                    type="radio"
                    name="record-verdict"
                    prop:checked=move || verdict.get() == choice
                    on:change=move |_| verdict.set(choice)
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
                    <label class="record__fact">
                        <span class="record__label">{t(|m| m.record.held_by)}</span>
                        <input class="input" maxlength="200" bind:value=by />
                    </label>
                    <fieldset class="record__verdicts">
                        <legend class="record__label">{t(|m| m.record.verdict)}</legend>
                        {Verdict::ALL.into_iter().map(choice).collect_view()}
                    </fieldset>
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
