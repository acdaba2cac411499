//! The workshop: who speaks, and what has moved since it began.

use std::collections::HashMap;

use leptos::prelude::*;
use tandem_core::text::Localized;
use tandem_core::workbook::{Control, Workbook};

use crate::browser::clock;
use crate::i18n::{fill, t, use_language};
use crate::session::{Moved, Room, use_session};

/// Follows the inputs while Present is shown and notes what moves. Changes of the sheets behind it are noted on return.
pub(super) fn follow_inputs() {
    let session = use_session();
    let room = expect_context::<Room>();
    if let Some(id) = session.with(|workbook| workbook.id().to_owned()) {
        room.enter(&id);
    }
    Effect::new(move |before: Option<HashMap<String, Localized>>| {
        let now = session.read(texts).unwrap_or_default();
        for (control, to) in &now {
            let from = before.as_ref().and_then(|before| before.get(control));
            let Some(from) = from.filter(|from| *from != to) else { continue };
            let label =
                session.with(|workbook| workbook.control(control).map(|control| control.label.clone())).flatten();
            room.note(Moved {
                control: control.clone(),
                label: label.unwrap_or_default(),
                from: from.clone(),
                to: to.clone(),
                at_ms: clock::now_ms(),
                by: room.speaker.get_untracked(),
            });
        }
        now
    });
}

/// What each input shows in every language: going from one to another is no change of an input.
fn texts(workbook: &Workbook) -> HashMap<String, Localized> {
    let text = |control: &Control| Localized::of(|language| workbook.display_text(control.cell, language));
    workbook.controls().iter().map(|control| (control.name.clone(), text(control))).collect()
}

/// Who speaks: a party, or any name.
#[component]
pub(super) fn Speaker() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let room = expect_context::<Room>();
    let parties = move || {
        let language = language.get();
        let names = session.read(|workbook| {
            workbook.parties().iter().map(|party| party.name.get(language).to_owned()).collect::<Vec<_>>()
        });
        names.unwrap_or_default().into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! {
        <label class="speaker">
            <span>{t(|m| m.present.speaker)}</span>
            <input
                class="input speaker__field"
                type="text"
                maxlength="100"
                autocomplete="off"
                list="speakers"
                placeholder=t(|m| m.present.speaker_hint)
                bind:value=room.speaker
            />
            <datalist id="speakers">{parties}</datalist>
        </label>
    }
}

/// What has moved, the latest first.
#[component]
pub(super) fn MovedLog() -> impl IntoView {
    let language = use_language();
    let room = expect_context::<Room>();
    let heading = t(|m| m.present.moved);
    let by = t(|m| m.present.moved_by);
    let line = move |line: Moved| {
        let language = language.get();
        let time = clock::time_text(line.at_ms, language);
        let who = (!line.by.is_empty()).then(|| fill(by(), &[("name", &line.by)]));
        view! {
            <li class="moved__line">
                <time class="moved__time">{time}</time>
                <span class="moved__label">{line.label.get(language).to_owned()}</span>
                <span class="moved__values figures">
                    {line.from.get(language).to_owned()}" → "<strong>{line.to.get(language).to_owned()}</strong>
                </span>
                <span class="moved__by">{who}</span>
            </li>
        }
    };
    view! {
        <details class="moved">
            <summary>
                {move || fill(heading(), &[("count", &room.moved.with(Vec::len).to_string())])}
            </summary>
            <p class="moved__none" hidden=move || !room.moved.with(Vec::is_empty)>{t(|m| m.present.moved_none)}</p>
            <ol class="moved__lines">{move || room.moved.get().into_iter().rev().map(line).collect_view()}</ol>
        </details>
    }
}
