//! How the open workbook stands with the store, in words.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::browser::{clock, page};
use crate::i18n::{Language, Messages, fill, t};
use crate::session::{Command, SaveState, StoreError, use_session};

/// The line under the title: saved, saving, or what is wrong and what to do.
#[component]
pub fn SaveStateLine() -> impl IntoView {
    let session = use_session();
    let (state, language) = (session.save_state(), session.language());
    let line = move || state.get().map(|state| (shape(&state), words(&state, language.get()), is_wrong(&state)));
    let class = move || {
        if line().is_some_and(|(_, _, wrong)| wrong) { "save-state save-state--wrong" } else { "save-state" }
    };
    let in_conflict = Memo::new(move |_| matches!(state.get(), Some(SaveState::Conflict { .. })));
    let is_party = move || {
        // Who looks is a cell of the workbook, so that any change may change it.
        session.read(|_| ());
        session.viewer().is_some()
    };
    let is_refused = Memo::new(move |_| matches!(state.get(), Some(SaveState::Failed(_))));
    view! {
        <div class=class>
            <p class="save-state__line" role="status">
                {move || line().map(|(shape, words, _)| view! { <Icon shape /> <span>{words}</span> })}
            </p>
            // The dialog can be closed without a choice; this opens it again.
            <Show when=move || in_conflict.get()>
                <button type="button" class="save-state__choose" on:click=move |_| page::open_dialog("conflict")>
                    {t(|m| m.shell.choose)}
                </button>
            </Show>
            <Show when=move || is_refused.get()>
                <button type="button" class="save-state__choose" on:click=move |_| session.dispatch(Command::DownloadWhole)>
                    // What was refused is the whole workbook, so that this is what is rescued, whoever looks.
                    {move || if is_party() { t(|m| m.tools.download_everything)() } else { t(|m| m.shell.download)() }}
                </button>
            </Show>
        </div>
    }
}

const fn shape(state: &SaveState) -> Shape {
    match state {
        SaveState::Saved { .. } => Shape::Check,
        SaveState::Pending => Shape::Clock,
        SaveState::Failed(_) | SaveState::TabOnly | SaveState::Conflict { .. } => Shape::Warning,
    }
}

const fn is_wrong(state: &SaveState) -> bool {
    matches!(state, SaveState::Failed(_) | SaveState::TabOnly | SaveState::Conflict { .. })
}

fn words(state: &SaveState, language: Language) -> String {
    let m = Messages::of(language);
    match state {
        SaveState::Saved { at_ms } => fill(m.shell.saved, &[("time", &clock::moment_text(*at_ms, language))]),
        SaveState::Pending => m.shell.saving.to_owned(),
        SaveState::Failed(error) => error.text().get(language).to_owned(),
        SaveState::TabOnly => StoreError::Blocked.text().get(language).to_owned(),
        SaveState::Conflict { .. } => m.shell.conflict.to_owned(),
    }
}
