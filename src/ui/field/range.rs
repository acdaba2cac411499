//! What is plausible for a number: the low and the high end between which questions vary an input.

use leptos::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::Edit;
use tandem_core::number;
use tandem_core::workbook::{Control, ControlKind, Workbook};

use super::entry::refusal;
use crate::browser::keys;
use crate::i18n::{Language, Messages, fill, t, use_language};
use crate::session::{Command, use_session};

/// What both ends are, or nothing.
type Ends = Option<(Decimal, Decimal)>;

/// The two ends of a control that holds a number, closed until somebody asks.
#[component]
pub(super) fn PlausibleRange(
    /// The control; its ends are followed.
    control: Control,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let drafts = [RwSignal::new(None::<String>), RwSignal::new(None::<String>)];
    let problem = RwSignal::new(None::<String>);
    let id = format!("control-{}-range-problem", control.name);
    let control = StoredValue::new(control);
    let (cell, name) = control.with_value(|control| (control.cell, control.name.clone()));
    let ends = Memo::new(move |_| session.read(|workbook| ends_of(workbook, &name)).flatten());
    let summary = move || {
        let language = language.get();
        let messages = &Messages::of(language).field;
        let text = |number| session.with(|workbook| shown(workbook, cell, number, language)).unwrap_or_default();
        ends.get().map_or_else(
            || messages.range_none.to_owned(),
            |(low, high)| fill(messages.range, &[("low", &text(low)), ("high", &text(high))]),
        )
    };
    let stated = move || {
        let text = |number| session.with(|workbook| typed(workbook, cell, number)).unwrap_or_default();
        ends.get().map(|(low, high)| [text(low), text(high)]).unwrap_or_default()
    };
    let forget = move || {
        drafts.iter().for_each(|draft| draft.set(None));
        problem.set(None);
    };
    let commit = move || {
        let [low, high] = stated();
        let low = drafts[0].get_untracked().unwrap_or(low);
        let high = drafts[1].get_untracked().unwrap_or(high);
        let messages = Messages::of(language.get_untracked());
        let read = session.with(|workbook| {
            let ends = control.with_value(|control| ends_meant(workbook, control, [&low, &high], messages))?;
            Ok(control.with_value(|control| set_ends(workbook, &control.name, ends)))
        });
        match read {
            Some(Ok(edit)) => {
                forget();
                session.dispatch(Command::Edit(edit));
            }
            Some(Err(refused)) => problem.set(Some(refused)),
            None => {}
        }
    };
    let field = move |draft: RwSignal<Option<String>>, end: usize| {
        let id = id.clone();
        let label = move || {
            let language = language.get();
            let messages = &Messages::of(language).field;
            let sentence = if end == 0 { messages.range_low } else { messages.range_high };
            control.with_value(|control| fill(sentence, &[("label", control.label.get(language))]))
        };
        view! {
            <input
                class="input field__end"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-label=label
                aria-invalid=move || problem.with(Option::is_some).to_string()
                aria-describedby=id
                prop:value=move || draft.get().unwrap_or_else(|| { let [low, high] = stated(); if end == 0 { low } else { high } })
                on:input=move |event| draft.set(Some(event_target_value(&event)))
                on:change=move |_| commit()
                on:keydown=move |event| {
                    if keys::press(&event).is_some_and(|press| press.key == "Escape") {
                        forget();
                    }
                }
            />
        }
    };
    let problem_id = control.with_value(|control| format!("control-{}-range-problem", control.name));
    let [low, high] = drafts;
    view! {
        <details class="field__range">
            <summary>{summary}</summary>
            <div class="field__ends">{field(low, 0)}<span aria-hidden="true">"–"</span>{field(high, 1)}</div>
            <p class="field__problem" id=problem_id role="alert">{move || problem.get()}</p>
            <p class="field__source">{t(|m| m.field.range_hint)}</p>
        </details>
    }
}

fn ends_of(workbook: &Workbook, name: &str) -> Ends {
    let control = workbook.control(name)?;
    control.low.zip(control.high)
}

/// The edit after which a control has these ends.
fn set_ends(workbook: &Workbook, name: &str, ends: Ends) -> Edit {
    let mut controls = workbook.controls().to_vec();
    if let Some(control) = controls.iter_mut().find(|control| control.name == name) {
        (control.low, control.high) = ends.unzip();
    }
    Edit::SetControls(controls)
}

/// A number as the input's cell shows it.
fn shown(workbook: &Workbook, cell: CellAddress, number: Decimal, language: Language) -> String {
    workbook.value_text(&Value::Number(number), workbook.shown_format(cell).as_deref(), language)
}

/// A number as a person types it in the input's cell.
fn typed(workbook: &Workbook, cell: CellAddress, number: Decimal) -> String {
    workbook.format_at(cell).map_or_else(|| number::plain(number), |format| number::edit_text(number, format))
}

/// The ends that two texts mean for a control, or why they can't be its ends. Two empty texts mean that it has none.
fn ends_meant(workbook: &Workbook, control: &Control, texts: [&str; 2], messages: &Messages) -> Result<Ends, String> {
    let [low, high] = texts.map(str::trim);
    if low.is_empty() && high.is_empty() {
        return Ok(None);
    }
    if low.is_empty() || high.is_empty() {
        return Err(messages.field.range_half.to_owned());
    }
    let bounds = match control.kind {
        ControlKind::Slider { min, max, .. } => (Some(min), Some(max)),
        ControlKind::Number { min, max, .. } => (min, max),
        _ => (None, None),
    };
    let read = |text: &str| {
        let text = workbook.entered(control.cell, text);
        let unread = || fill(messages.field.not_a_number, &[("text", &text)]);
        let number = number::parse_number(&text).ok_or_else(unread)?;
        refusal(&text, false, bounds, messages).map_or(Ok(number), Err)
    };
    let (low, high) = (read(low)?, read(high)?);
    if low > high {
        return Err(messages.field.range_reversed.to_owned());
    }
    match workbook.value(control.cell) {
        Value::Number(now) if !(low..=high).contains(now) => {
            Err(fill(messages.field.range_misses, &[("value", &typed(workbook, control.cell, *now))]))
        }
        _ => Ok(Some((low, high))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{EN, JA};
    use tandem_core::template::instantiate;

    #[test]
    fn the_ends_of_a_range_enclose_the_present_value() {
        let mut workbook = instantiate("joint-value", Language::English).unwrap();
        let control = workbook.control("benefitsAchieved").unwrap().clone();
        for (low, high, part) in [
            ("80%", "120", None),
            ("100%", "100%", None),
            ("", "", None),
            ("80%", "", Some("both ends")),
            ("x", "120%", Some("“x” is not a number")),
            ("=A1", "120%", Some("is not a number")),
            ("120%", "80%", Some("above the high end")),
            ("110%", "120%", Some("present value, 100%")),
            ("-900000%", "120%", Some("least value")),
        ] {
            let meant = ends_meant(&workbook, &control, [low, high], &EN);
            assert_eq!(meant.is_err(), part.is_some(), "{low} to {high}: {meant:?}");
            assert!(
                meant.clone().err().unwrap_or_default().contains(part.unwrap_or_default()),
                "{low} to {high}: {meant:?}"
            );
            assert_eq!(ends_meant(&workbook, &control, [low, high], &JA).is_err(), part.is_some(), "{low} to {high}");
        }
        let ends = ends_meant(&workbook, &control, ["80%", "120"], &EN).unwrap();
        assert_eq!(ends, Some((Decimal::new(8, 1), Decimal::new(12, 1))));
        let before = workbook.controls().to_vec();
        let undo = set_ends(&workbook, &control.name, ends).apply(&mut workbook).unwrap().inverse;
        assert_eq!(ends_of(&workbook, &control.name), ends);
        undo.apply(&mut workbook).unwrap();
        assert_eq!(workbook.controls(), before);
    }
}
