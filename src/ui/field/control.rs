//! One control: its label, its field, where the value comes from, and what the room thinks of it.

use leptos::prelude::*;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::workbook::{Agreement, Confidence, Control, ControlKind};

use super::agreement::Agreements;
use super::chosen::Chosen;
use super::entry::Entry;
use super::range::PlausibleRange;
use super::slider::Slider;
use crate::i18n::{self, Language, fill, t, use_language};
use crate::session::{Command, Session, use_session};

/// A control with everything that belongs to it.
#[component]
pub fn ControlField(
    /// The control as it is when the field is made; its value and agreement are followed.
    control: Control,
    /// Whether people say here what is plausible for a number.
    #[prop(optional)]
    asks_range: bool,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let id = format!("control-{}", control.name);
    let label = control.label.clone();
    let unit = control.unit.clone();
    let (name, cell) = (control.name.clone(), control.cell);
    let data_name = name.clone();
    let trigger = session.cell(cell);
    let text = Signal::derive(move || {
        trigger.track();
        let language = language.get();
        session.with(|workbook| workbook.display_text(cell, language)).unwrap_or_default()
    });
    let formula = move || {
        trigger.track();
        let input = session.with(|workbook| workbook.input_text(cell)).unwrap_or_default();
        input.starts_with('=').then(|| fill(t(|m| m.field.is_formula)(), &[("formula", input.as_str())]))
    };
    let field = match control.kind.clone() {
        ControlKind::Slider { min, max, step } => view! {
            <Slider control=control.clone() min max step id=id.clone() />
            <Entry control=control.clone() text id=id.clone() bounds=(Some(min), Some(max)) />
        }
        .into_any(),
        ControlKind::Number { min, max, .. } => {
            view! { <Entry control=control.clone() text id=id.clone() bounds=(min, max) /> }.into_any()
        }
        ControlKind::Date => {
            view! { <Entry control=control.clone() text id=id.clone() bounds=(None, None) /> }.into_any()
        }
        ControlKind::Choice { .. } => view! { <Chosen control=control.clone() id=id.clone() /> }.into_any(),
        ControlKind::Switch => {
            let is_on = move || {
                trigger.track();
                session.with(|workbook| workbook.value(cell).plain()) == Some("TRUE".to_owned())
            };
            let control = control.clone();
            view! {
                <label class="field__switch">
                    <input
                        type="checkbox"
                        id=id.clone()
                        prop:checked=is_on
                        on:change=move |event| {
                            let text = if event_target_checked(&event) { "TRUE" } else { "FALSE" };
                            enter(session, &control, text);
                        }
                    />
                    <span>{move || if is_on() { t(|m| m.field.yes)() } else { t(|m| m.field.no)() }}</span>
                </label>
            }
            .into_any()
        }
    };
    let is_number = matches!(control.kind, ControlKind::Slider { .. } | ControlKind::Number { .. });
    let ranged = (asks_range && is_number).then(|| control.clone());
    view! {
        <div class="field" data-control=data_name>
            <div class="field__head">
                <label class="field__label" for=id>{let label = label.clone(); move || label.get(language.get()).to_owned()}</label>
                <Agreements name label />
            </div>
            <div class="field__entry">
                {field}
                <span class="field__unit">{move || unit.get(language.get()).to_owned()}</span>
            </div>
            <p class="field__note" hidden=move || formula().is_none()>{formula}</p>
            {ranged.map(|control| view! { <PlausibleRange control /> })}
            <Evidence control=control.clone() />
            <SaidBy name=control.name />
        </div>
    }
}

/// Where the value comes from and how sure its owner is.
#[component]
fn Evidence(control: Control) -> impl IntoView {
    let language = use_language();
    let words = move || evidence(&control, language.get());
    let shown = words.clone();
    view! { <p class="field__source" hidden=move || shown().is_empty()>{words}</p> }
}

/// Who last said what the room thinks of the value, and when.
#[component]
fn SaidBy(name: String) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let words = Memo::new(move |_| {
        let messages = &i18n::Messages::of(language.get()).field;
        let said = session.read(|workbook| {
            let control = workbook.control(&name)?;
            let said = control.said.clone()?;
            let sentence = match control.status {
                Agreement::Open => return None,
                Agreement::Agreed if said.by.is_empty() => messages.agreed_on,
                Agreement::Agreed => messages.agreed_by,
                Agreement::Challenged if said.by.is_empty() => messages.challenged_on,
                Agreement::Challenged => messages.challenged_by,
            };
            Some(fill(sentence, &[("name", &said.by), ("date", &said.date)]))
        });
        said.flatten().unwrap_or_default()
    });
    view! { <p class="field__source" hidden=move || words.with(String::is_empty)>{words}</p> }
}

fn evidence(control: &Control, language: Language) -> String {
    let messages = &i18n::Messages::of(language).field;
    let mut parts = Vec::new();
    let source = control.source.get(language);
    if !source.is_empty() {
        parts.push(fill(messages.source, &[("source", source)]));
    }
    if let Some(date) = &control.date {
        parts.push(date.clone());
    }
    if let Some(confidence) = control.confidence {
        parts.push(
            match confidence {
                Confidence::High => messages.confidence_high,
                Confidence::Medium => messages.confidence_medium,
                Confidence::Low => messages.confidence_low,
            }
            .to_owned(),
        );
    }
    parts.join(" · ")
}

/// Enters a text in a control's cell, as a person would type it.
pub(super) fn enter(session: Session, control: &Control, text: &str) {
    let text = session.with(|workbook| workbook.entered(control.cell, text).into_owned()).unwrap_or_default();
    let edit = Edit::SetCells(vec![CellEdit::typed(control.cell, text)]);
    session.dispatch(Command::Edit(edit));
}
