//! Dialogs over every view: the list of keys, and the choice between two versions of one workbook.

use leptos::html;
use leptos::prelude::*;

use super::{IconButton, Shape};
use crate::browser::{clock, page};
use crate::i18n::{Messages, Text, fill, t, words};
use crate::session::{
    ACTIONS, Chord, Command, GRID_KEYS, Group, MergeWish, PRESENT_KEYS, SaveState, Settlement, sheet_actions,
    use_session,
};
use crate::ui::dialog::follow;

/// The list of keys.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let session = use_session();
    let shown = session.shows_keys();
    let dialog = NodeRef::<html::Dialog>::new();
    follow(dialog, move || shown.get(), || {});
    let app = move || {
        ACTIONS
            .iter()
            .filter(|action| !action.keys.is_empty())
            .map(|action| view! { <KeyLine label=action.label keys=action.keys /> })
            .collect_view()
    };
    let moves = move || GRID_KEYS.iter().map(|(label, keys)| view! { <KeyLine label=*label keys /> }).collect_view();
    let shown_keys =
        move || PRESENT_KEYS.iter().map(|(label, keys)| view! { <KeyLine label=*label keys /> }).collect_view();
    let group = move |group: Group| {
        let actions = sheet_actions().filter(|action| action.group == group && !action.keys.is_empty());
        let lines = actions.map(|action| view! { <KeyLine label=action.label keys=action.keys /> }).collect_view();
        view! {
            <h3>{move || group.label().get(session.language().get())}</h3>
            <dl class="keys">{lines}</dl>
        }
    };
    view! {
        <dialog class="dialog" aria-labelledby="keys-heading" node_ref=dialog on:close=move |_| shown.set(false)>
            <div class="dialog__head">
                <h2 id="keys-heading">{t(|m| m.shell.keys)}</h2>
                <IconButton label=words(|m| m.shell.close) shape=Shape::Close press=move || shown.set(false) />
            </div>
            <h3>{t(|m| m.shell.keys_app)}</h3>
            <dl class="keys">{app}</dl>
            <h3>{t(|m| m.shell.keys_present)}</h3>
            <dl class="keys">{shown_keys}</dl>
            <h3>{t(|m| m.shell.keys_grid)}</h3>
            <dl class="keys">{moves}</dl>
            {Group::ALL.into_iter().map(group).collect_view()}
        </dialog>
    }
}

#[component]
fn KeyLine(label: Text, keys: &'static [Chord]) -> impl IntoView {
    let language = use_session().language();
    let apple = page::is_apple();
    let chords = keys.iter().map(|chord| {
        let parts = chord.label(apple).into_iter().map(|part| view! { <kbd>{part}</kbd> }).collect_view();
        view! { <span class="keys__chord">{parts}</span> }
    });
    view! {
        <div class="keys__line">
            <dt>{move || label.get(language.get())}</dt>
            <dd>{chords.collect_view()}</dd>
        </div>
    }
}

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
