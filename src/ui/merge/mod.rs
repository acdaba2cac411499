//! Merging another version of the open workbook into it: what joins by itself, what is asked, and the merge as one edit.
//!
//! What a merge is stands in core's `compare`; this folder shows it, collects the answers and hands the edit to the session. It
//! must not know where versions are stored. Start reading at [`MergeDialog`]; `desk.rs` holds what it knows while it is open,
//! `question.rs` is one difference with its two answers.

mod desk;
mod question;

use leptos::html;
use leptos::prelude::*;
use tandem_core::compare::Difference;

use crate::browser::page;
use crate::i18n::{fill, t, use_language, words};
use crate::session::{SaveState, Session, use_session};
use crate::ui::dialog::follow;
use crate::ui::shell::{IconButton, Shape};
use crate::ui::versions::Changes;
use desk::{Desk, Stage, Told};
use question::Questions;

/// The dialog of a merge.
#[component]
pub fn MergeDialog() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let desk = Desk::new(session);
    let dialog = NodeRef::<html::Dialog>::new();
    let is_shown = Memo::new(move |_| session.merge_here().is_some());
    follow(dialog, move || is_shown.get(), move || desk.begin());
    look_again_when_theirs_changes(session, desk);
    let heading = move || match desk.from_copy.get() {
        true => fill(t(|m| m.merge.heading_copy)(), &[("title", &desk.title.get())]),
        false => t(|m| m.merge.heading_tab)().to_owned(),
    };
    let body = move || match desk.stage.get() {
        Stage::Comparing => view! { <p role="status">{t(|m| m.merge.comparing)}</p> }.into_any(),
        Stage::Failed(reason) => {
            view! { <p role="alert">{move || reason.get(language.get()).to_owned()}</p> }.into_any()
        }
        Stage::Told(told) => view! { <Looked desk told /> }.into_any(),
    };
    let is_ready = Memo::new(move |_| desk.stage.with(Stage::can_merge));
    let refused = move || desk.refused.get().map(|reason| reason.get(language.get()).to_owned());
    view! {
        <dialog
            id="merge"
            class="dialog dialog--wide merge"
            aria-labelledby="merge-heading"
            node_ref=dialog
            // Keys of a dialog are not those of the view below.
            on:keydown=|event| event.stop_propagation()
            on:close=move |_| {
                desk.close();
                page::keep_focus("content");
            }
        >
            <div class="dialog__head">
                <h2 id="merge-heading" tabindex="-1">{heading}</h2>
                <IconButton label=words(|m| m.shell.close) shape=Shape::Close press=move || desk.close() />
            </div>
            <div class="merge__body">{body}</div>
            <p class="form__refused" role="alert">{refused}</p>
            <div class="dialog__foot merge__foot">
                <p class="merge__chosen" role="status">{move || desk.chosen_words(language.get())}</p>
                <button type="button" class="button" on:click=move |_| desk.close()>
                    {t(|m| m.shell.report_cancel)}
                </button>
                <button
                    type="button"
                    class="button button--primary"
                    disabled=move || !is_ready.get() || desk.is_busy.get()
                    on:click=move |_| desk.merge()
                >
                    {t(|m| m.merge.merge)}
                </button>
            </div>
        </dialog>
    }
}

/// The other tab may go on writing while its version is looked at: then the newer one is what is shown, with the same answers
/// where the questions are the same.
fn look_again_when_theirs_changes(session: Session, desk: Desk) {
    let state = session.save_state();
    Effect::new(move || {
        if let Some(SaveState::Conflict { theirs }) = state.get()
            && desk.shows_other_than(&theirs)
        {
            desk.look_again();
        }
    });
}

/// What both versions hold, once they are compared.
#[component]
fn Looked(
    /// What the dialog knows.
    desk: Desk,
    /// What would come of the merge.
    told: Told,
) -> impl IntoView {
    let language = use_language();
    let session = desk.session;
    let is_copy = desk.from_copy.get_untracked();
    let Told { questions, from_mine, from_theirs, base_ms, refused, is_same } = told;
    let basis = move || match base_ms {
        _ if is_same => t(|m| m.merge.same)().to_owned(),
        Some(at_ms) => {
            let time = crate::browser::clock::moment_text(at_ms, language.get());
            fill(t(|m| m.merge.base)(), &[("time", &time)])
        }
        None => t(|m| m.merge.no_base)().to_owned(),
    };
    let count = from_mine.count().saturating_add(from_theirs.count());
    let joins = move || fill(t(|m| m.merge.joins)(), &[("count", &count.to_string())]);
    let (mine, theirs) = if is_copy {
        (t(|m| m.merge.of_here), t(|m| m.merge.of_copy))
    } else {
        (t(|m| m.merge.of_tab), t(|m| m.merge.of_other_tab))
    };
    let side = move |heading: &dyn Fn() -> &'static str, found: Difference| {
        let heading = heading();
        (!found.is_empty()).then(|| {
            view! {
                <h3>{heading}</h3>
                <Changes session found heads=[|m| m.merge.before, |m| m.merge.after] />
            }
        })
    };
    let has_questions = !questions.is_empty();
    let has_refused = !refused.is_empty();
    let lines =
        move || refused.iter().map(|line| view! { <li>{line.get(language.get()).to_owned()}</li> }).collect_view();
    view! {
        <p class="versions__hint">{basis}</p>
        {(count > 0)
            .then(|| {
                view! {
                    <details class="merge__joined">
                        <summary>{joins}</summary>
                        {move || side(&mine, from_mine.clone())}
                        {move || side(&theirs, from_theirs.clone())}
                    </details>
                }
            })}
        {(!has_questions && !is_same).then(|| view! { <p>{t(|m| m.merge.nothing_to_decide)}</p> })}
        {has_questions.then(|| view! { <Questions desk questions /> })}
        {has_refused
            .then(|| {
                view! {
                    <h3>{t(|m| m.merge.refused)}</h3>
                    <ul class="versions__parts">{lines}</ul>
                }
            })}
    }
}
