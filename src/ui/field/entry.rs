//! A field that is typed in. It shows the value as its cell does; while it has the focus, it shows what was entered.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::number;
use tandem_core::workbook::{Control, ControlKind};

use super::control::enter;
use crate::browser::{field, keys};
use crate::i18n::{Messages, fill, use_language};
use crate::session::use_session;

/// A field for a number or a date.
#[component]
pub(super) fn Entry(
    /// The control whose cell it enters.
    control: Control,
    /// The value as the cell shows it.
    text: Signal<String>,
    /// The identity that its label names.
    id: String,
    /// Least and greatest value.
    bounds: (Option<Decimal>, Option<Decimal>),
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let draft = RwSignal::new(None::<String>);
    // What the draft was before anything was typed. In Firefox and WebKit, a press on the slider moves the cell before this field loses
    // the focus; a draft that nobody changed must not take that back.
    let begun = StoredValue::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let cell = control.cell;
    let rest = move || {
        let text = session.with(|workbook| workbook.input_text(cell)).unwrap_or_default();
        begun.set_value(text.clone());
        draft.set(Some(text.clone()));
        text
    };
    let shown = move || draft.get().unwrap_or_else(|| text.get());
    let begin = move |event: FocusEvent| {
        if draft.get_untracked().is_some() {
            return;
        }
        // What was entered stands in place of what is shown, as the cell's own editor has it.
        field::begin_with(&event, &rest());
    };
    let is_date = matches!(control.kind, ControlKind::Date);
    let commit = move || {
        let Some(typed) = draft.get_untracked() else { return };
        if begun.with_value(|begun| typed.trim() != begun) {
            let meant = session.with(|workbook| workbook.entered(cell, typed.trim()).into_owned()).unwrap_or_default();
            let refused = refusal(&meant, is_date, bounds, Messages::of(language.get_untracked()));
            if refused.is_some() {
                problem.set(refused);
                return;
            }
            enter(session, &control, typed.trim());
        }
        problem.set(None);
        draft.set(None);
    };
    let on_key = {
        let commit = commit.clone();
        move |event: leptos::ev::KeyboardEvent| {
            let Some(press) = keys::press(&event) else { return };
            match press.key.as_str() {
                "Enter" => {
                    commit();
                    // The field keeps the focus, so what was entered stays there for the next change.
                    if problem.with_untracked(Option::is_none) {
                        rest();
                    }
                }
                "Escape" => {
                    problem.set(None);
                    rest();
                }
                _ => {}
            }
        }
    };
    let problem_id = format!("{id}-problem");
    view! {
        <input
            class="input field__value"
            id=id
            type="text"
            inputmode=if is_date { "numeric" } else { "decimal" }
            autocomplete="off"
            prop:value=shown
            aria-invalid=move || problem.with(Option::is_some).to_string()
            aria-describedby=problem_id.clone()
            on:focus=begin
            on:input=move |event| draft.set(Some(event_target_value(&event)))
            on:blur=move |_| commit()
            on:keydown=on_key
        />
        <p class="field__problem" id=problem_id role="alert">{move || problem.get()}</p>
    }
}

/// Why a text can't be entered; nothing when it can.
pub fn refusal(
    typed: &str,
    is_date: bool,
    (min, max): (Option<Decimal>, Option<Decimal>),
    messages: &Messages,
) -> Option<String> {
    let typed = typed.trim();
    // A formula may stand in any cell; what it gives is the sheet's affair.
    if typed.starts_with('=') {
        return None;
    }
    let Some(value) = number::parse_number(typed) else {
        let sentence = if is_date { messages.field.not_a_date } else { messages.field.not_a_number };
        return Some(fill(sentence, &[("text", typed)]));
    };
    match (min, max) {
        (Some(min), _) if value < min => Some(fill(messages.field.below, &[("bound", bound(min, typed).as_str())])),
        (_, Some(max)) if value > max => Some(fill(messages.field.above, &[("bound", bound(max, typed).as_str())])),
        _ => None,
    }
}

/// A bound in the form in which the person typed: in percent when they did.
fn bound(value: Decimal, typed: &str) -> String {
    if typed.contains(['%', '％']) {
        return format!("{}%", number::plain(value.saturating_mul(Decimal::ONE_HUNDRED)));
    }
    number::plain(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_value_within_the_bounds_is_refused_with_a_reason() {
        let bounds = (Some(Decimal::ZERO), Some(Decimal::ONE));
        for (typed, part) in [
            ("0.5", None),
            ("=A1", None),
            ("abc", Some("“abc” is not a number")),
            ("2", Some("greatest value here is 1.")),
            ("-1", Some("least value here is 0.")),
        ] {
            let said = refusal(typed, false, bounds, &crate::i18n::EN);
            assert_eq!(said.is_some(), part.is_some(), "{typed}");
            assert!(said.unwrap_or_default().contains(part.unwrap_or_default()), "{typed}");
        }
    }
}
