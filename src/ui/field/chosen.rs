//! A choice: what can be chosen follows the cells in which it stands, such as the partners of a table.

use leptos::prelude::*;
use tandem_core::text::Localized;
use tandem_core::workbook::{Choice, Control, Workbook};

use super::control::enter;
use crate::i18n::use_language;
use crate::session::use_session;

/// The field of a choice.
#[component]
pub(super) fn Chosen(
    /// The control.
    control: Control,
    /// The field's identity on the page.
    id: String,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let trigger = session.cell(control.cell);
    let cell = control.cell;
    let chosen = Memo::new(move |_| {
        trigger.track();
        session.with(|workbook| workbook.value(cell).plain()).unwrap_or_default()
    });
    let asked = control.clone();
    let choices = Memo::new(move |_| {
        let chosen = chosen.get();
        session.read(|workbook| offered(workbook, &asked, &chosen)).unwrap_or_default()
    });
    let option = move |choice: Choice| {
        let Choice { value, label } = choice;
        let own = value.clone();
        view! {
            <option value=value selected=move || chosen.with(|chosen| *chosen == own)>
                {move || label.get(language.get()).to_owned()}
            </option>
        }
    };
    view! {
        <select class="input field__choice" id=id on:change=move |event| enter(session, &control, &event_target_value(&event))>
            {move || choices.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// What can be chosen, and what is chosen now, though it may no longer be among it.
fn offered(workbook: &Workbook, control: &Control, chosen: &str) -> Vec<Choice> {
    let mut choices = workbook.choices(control);
    if !choices.iter().any(|choice| choice.value == chosen) {
        choices.insert(0, Choice { value: chosen.to_owned(), label: Localized::same(chosen) });
    }
    choices
}
