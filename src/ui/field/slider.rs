//! A slider over decimal steps. The browser's range input counts steps in integers, so no amount passes through a float.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::engine::Content;
use tandem_core::number;
use tandem_core::workbook::Control;

use crate::i18n::{fill, t, use_language};
use crate::session::{Command, use_session};

/// A slider for a control's cell; the field beside it has the same label.
#[component]
pub(super) fn Slider(
    /// The control whose cell it moves.
    control: Control,
    /// Least value.
    min: Decimal,
    /// Greatest value.
    max: Decimal,
    /// Distance of two steps.
    step: Decimal,
    /// The identity of the field beside it.
    id: String,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let cell = control.cell;
    let trigger = session.cell(cell);
    let steps = steps_to(max, min, step);
    let place = move || {
        trigger.track();
        let value = session.with(|workbook| match workbook.value(cell) {
            Value::Number(number) => *number,
            _ => min,
        });
        steps_to(value.unwrap_or(min), min, step).min(steps)
    };
    let text = move || {
        trigger.track();
        session.with(|workbook| workbook.display_text(cell, language.get())).unwrap_or_default()
    };
    let label = control.label.clone();
    let slide = move |event| {
        let place = event_target_value(&event).parse::<i64>().unwrap_or(0);
        let value = step.checked_mul(place.into()).and_then(|way| min.checked_add(way)).unwrap_or(min);
        let content = Content::Literal(Value::Number(value.min(max)));
        let edit = Edit::SetCells(vec![CellEdit::content(cell, content)]);
        // The moves of one slider are one step of undo.
        session.dispatch(Command::EditMerged(edit, format!("slide {}", control.name)));
    };
    view! {
        <input
            class="field__slider"
            type="range"
            id=format!("{id}-slider")
            min="0"
            max=steps
            step="1"
            prop:value=move || place().to_string()
            aria-label=move || fill(t(|m| m.field.slider)(), &[("label", label.get(language.get()))])
            aria-valuetext=text
            on:input=slide
            on:change=move |_| session.dispatch(Command::Seal)
        />
    }
}

/// Whole steps from the least value to a value.
fn steps_to(value: Decimal, min: Decimal, step: Decimal) -> i64 {
    value
        .checked_sub(min)
        .and_then(|way| way.checked_div(step))
        .and_then(|steps| number::round(steps, 0))
        .and_then(|steps| steps.to_i64())
        .unwrap_or(0)
        .max(0)
}
