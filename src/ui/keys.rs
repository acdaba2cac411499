//! The list of keys over every view. It comes with the views of a workbook, because it names every command of a sheet.

use leptos::html;
use leptos::prelude::*;

use super::dialog::follow;
use super::shell::{IconButton, Shape};
use crate::browser::page;
use crate::i18n::{Text, t, words};
use crate::session::{ACTIONS, Chord, GRID_KEYS, Group, PRESENT_KEYS, sheet_actions, use_session};

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
