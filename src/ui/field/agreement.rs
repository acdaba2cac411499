//! Whether the room agrees with a value: three choices, told apart by word and sign.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::workbook::{Agreement, Said};

use crate::browser::clock;
use crate::i18n::{Localized, Messages, fill, t, use_language};
use crate::session::{Command, Room, use_session};

const CHOICES: [Agreement; 3] = [Agreement::Open, Agreement::Agreed, Agreement::Challenged];

fn word(status: Agreement, messages: &Messages) -> &'static str {
    match status {
        Agreement::Open => messages.field.open,
        Agreement::Agreed => messages.field.agreed,
        Agreement::Challenged => messages.field.challenged,
    }
}

const fn sign(status: Agreement) -> &'static str {
    match status {
        Agreement::Open => "○",
        Agreement::Agreed => "✓",
        Agreement::Challenged => "?",
    }
}

const fn class(status: Agreement) -> &'static str {
    match status {
        Agreement::Open => "agreement agreement--open",
        Agreement::Agreed => "agreement agreement--agreed",
        Agreement::Challenged => "agreement agreement--challenged",
    }
}

/// The agreement on a control, as a small choice.
#[component]
pub(super) fn Agreements(
    /// The control's name.
    name: String,
    /// The control's label.
    label: Localized,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let status = {
        let name = name.clone();
        Memo::new(move |_| {
            session.read(|workbook| workbook.control(&name).map(|control| control.status)).flatten().unwrap_or_default()
        })
    };
    let room = use_context::<Room>();
    let speaker = move || room.map(|room| room.speaker.get().trim().to_owned()).unwrap_or_default();
    let described = move || fill(t(|m| m.field.agreement)(), &[("label", label.get(language.get()))]);
    let options: Vec<_> = CHOICES
        .into_iter()
        .map(|choice| {
            view! {
                <option value=sign(choice) selected=move || status.get() == choice>
                    {move || format!("{} {}", sign(choice), word(choice, Messages::of(language.get())))}
                </option>
            }
        })
        .collect();
    let choose = move |event| {
        let picked = event_target_value(&event);
        let Some(status) = CHOICES.into_iter().find(|choice| sign(*choice) == picked) else { return };
        let said = Some(Said { by: untrack(speaker), date: clock::today_text() });
        session.dispatch(Command::Edit(Edit::SetControlStatus { name: name.clone(), status, said }));
    };
    view! { <select class=move || class(status.get()) aria-label=described on:change=choose>{options}</select> }
}
