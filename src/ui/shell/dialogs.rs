//! The dialog over every view that asks for a choice between two versions of one workbook.

use leptos::html;
use leptos::prelude::*;

use crate::browser::clock;
use crate::i18n::{Messages, fill, t};
use crate::session::{Command, MergeWish, SaveState, Settlement, use_session};
use crate::ui::dialog::follow;

/// The choice between this tab's version and another's. It can be put off: nothing is written until it is made.
#[component]
pub fn ConflictDialog() -> impl IntoView {
    let session = use_session();
    let (state, language) = (session.save_state(), session.language());
    let theirs = Memo::new(move |_| match state.get() {
        Some(SaveState::Conflict { theirs }) => Some(theirs),
        _ => None,
    });
    let dialog = NodeRef::<html::Dialog>::new();
    // While a merge is looked at, the choice waits behind it.
    let is_asked = move || theirs.get().is_some() && session.merge_wish().with(Option::is_none);
    follow(dialog, is_asked, || {});
    let merge = move |_| {
        if let Some(into) = session.open_id() {
            session.dispatch(Command::ShowMerge(MergeWish { into, from: None }));
        }
    };
    let detail = move || {
        let time = theirs.get().map(|stamp| clock::moment_text(stamp.saved_ms, language.get())).unwrap_or_default();
        fill(Messages::of(language.get()).shell.conflict_detail, &[("time", &time)])
    };
    let choose = move |settlement| {
        move |_| {
            if let Some(dialog) = dialog.get_untracked() {
                dialog.close();
            }
            session.dispatch(Command::Settle(settlement));
        }
    };
    view! {
        <dialog id="conflict" class="dialog" aria-labelledby="conflict-heading" node_ref=dialog>
            <div class="dialog__head">
                <h2 id="conflict-heading">{t(|m| m.shell.conflict_heading)}</h2>
            </div>
            <p>{detail}</p>
            <div class="options">
                <button type="button" class="button option" on:click=choose(Settlement::Both)>
                    <strong>{t(|m| m.shell.keep_both)}</strong>
                    <span>{t(|m| m.shell.keep_both_detail)}</span>
                </button>
                <button type="button" class="button option" on:click=merge>
                    <strong>{t(|m| m.merge.offer)}</strong>
                    <span>{t(|m| m.merge.offer_detail)}</span>
                </button>
                <button type="button" class="button option" on:click=choose(Settlement::Mine)>
                    <strong>{t(|m| m.shell.keep_mine)}</strong>
                    <span>{t(|m| m.shell.keep_mine_detail)}</span>
                </button>
                <button type="button" class="button option" on:click=choose(Settlement::Theirs)>
                    <strong>{t(|m| m.shell.keep_theirs)}</strong>
                    <span>{t(|m| m.shell.keep_theirs_detail)}</span>
                </button>
            </div>
        </dialog>
    }
}
