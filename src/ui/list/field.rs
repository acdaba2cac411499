//! One field of the form of a row. What is typed is entered on Enter, Tab or blur; Escape leaves the cell as it was.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use tandem_core::template::tools::FieldKind;
use tandem_core::text::Language;

use super::bench::Bench;
use crate::browser::{field, keys};
use crate::i18n::{fill, t, use_language};
use crate::session::Command;

/// One field.
#[component]
pub(super) fn Field(
    /// What the view needs.
    bench: Bench,
    /// The row of the sheet.
    row: u32,
    /// The place of the field in the list's entry.
    place: usize,
) -> impl IntoView {
    let language = use_language();
    let problem = RwSignal::new(None::<String>);
    let id = format!("rule-{row}-field-{place}");
    let label = move || {
        let language = language.get();
        let words = bench.read(|workbook, list| {
            let entry = list.entry().fields.get(place)?;
            let own = entry.label.as_ref().map(|label| label.get(language));
            Some(own.unwrap_or_else(|| workbook.glossary().translate(&entry.heading, language)).to_owned())
        });
        words.flatten().unwrap_or_default()
    };
    // Says whether the text was taken; where not, the reason stands below.
    let enter = move |text: &str| {
        let made = bench.with(|workbook, list| list.enter(workbook, row, place, text));
        let told = match made {
            Some(Ok(edit)) => {
                let done = bench.session.try_dispatch(Command::Edit(edit));
                done.err().map(|reason| reason.get(language.get_untracked()).to_owned())
            }
            Some(Err(error)) => Some(error.text(language.get_untracked())),
            None => None,
        };
        let is_taken = told.is_none();
        problem.set(told);
        is_taken
    };
    let kind = bench.with(|_, list| list.entry().fields.get(place).map(|field| field.kind.clone())).flatten();
    let is_choice = matches!(kind, Some(FieldKind::Choice(_) | FieldKind::ChoiceFrom(_)));
    let entry = if is_choice {
        view! { <Choice bench row place id=id.clone() enter=Callback::new(move |text: String| enter(&text)) /> }
            .into_any()
    } else {
        let is_number = matches!(kind, Some(FieldKind::Number(_)));
        let is_date = matches!(kind, Some(FieldKind::Date));
        view! {
            <Typed
                bench row place id=id.clone() is_number is_date problem
                enter=Callback::new(move |text: String| enter(&text))
            />
        }
        .into_any()
    };
    view! {
        <div class="rule-card__field" class:rule-card__field--wide=matches!(kind, Some(FieldKind::Title | FieldKind::Text))>
            <label class="rule-card__label" for=id.clone()>{label}</label>
            {entry}
            <p class="field__problem" id=format!("{id}-problem") role="alert">{move || problem.get()}</p>
        </div>
    }
}

#[component]
fn Choice(bench: Bench, row: u32, place: usize, id: String, enter: Callback<String, bool>) -> impl IntoView {
    let language = use_language();
    let chosen = Memo::new(move |_| bench.read(|workbook, list| list.word(workbook, row, place)).unwrap_or_default());
    let options = Memo::new(move |_| {
        let language = language.get();
        let read = bench.read(|workbook, list| {
            let own = list.word(workbook, row, place);
            let mut words = list.options(workbook, place);
            // What stands in the cell can be kept, even where nobody offers it.
            if !own.is_empty() && !words.contains(&own) {
                words.push(own);
            }
            let shown = |word: String| {
                let text = workbook.glossary().translate(&word, language).to_owned();
                (word, text)
            };
            words.into_iter().map(shown).collect::<Vec<_>>()
        });
        read.unwrap_or_default()
    });
    let unchosen = t(|m| m.tools.unchosen);
    let item = move |(word, text): (String, String)| {
        let value = word.clone();
        view! { <option value=value selected=move || chosen.with(|chosen| *chosen == word)>{text}</option> }
    };
    view! {
        <select class="input" id=id on:change=move |event| { enter.run(event_target_value(&event)); }>
            <option value="" selected=move || chosen.with(String::is_empty)>{unchosen}</option>
            {move || options.get().into_iter().map(item).collect_view()}
        </select>
    }
}

#[component]
fn Typed(
    bench: Bench,
    row: u32,
    place: usize,
    id: String,
    is_number: bool,
    is_date: bool,
    problem: RwSignal<Option<String>>,
    enter: Callback<String, bool>,
) -> impl IntoView {
    let language = use_language();
    let draft = RwSignal::new(None::<String>);
    let text = move |language: Language| {
        let read = bench.read(|workbook, list| Some(workbook.display_text(list.cell(row, place)?, language)));
        read.flatten().unwrap_or_default()
    };
    let input = move || {
        let language = language.get_untracked();
        let read = bench.with(|workbook, list| {
            let at = list.cell(row, place)?;
            let text = workbook.input_text(at);
            // A text of the template is edited as it is read.
            Some(if is_number || is_date { text } else { workbook.glossary().translate(&text, language).to_owned() })
        });
        read.flatten().unwrap_or_default()
    };
    let formula = move || {
        let read = bench.read(|workbook, list| Some(workbook.input_text(list.cell(row, place)?)));
        let formula = read.flatten().filter(|text| text.starts_with('='))?;
        Some(fill(t(|m| m.tools.formula)(), &[("formula", &formula)]))
    };
    let begin = move |event: FocusEvent| {
        if draft.get_untracked().is_none() {
            let text = input();
            field::begin_with(&event, &text);
            draft.set(Some(text));
        }
    };
    let commit = move || {
        let Some(typed) = draft.get_untracked() else { return };
        if typed.trim() == input() || enter.run(typed) {
            problem.set(None);
            draft.set(None);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let Some(press) = keys::press(&event) else { return };
        match press.key.as_str() {
            "Enter" => {
                commit();
                if problem.with_untracked(Option::is_none) {
                    draft.set(Some(input()));
                }
            }
            "Escape" => {
                problem.set(None);
                draft.set(Some(input()));
            }
            _ => {}
        }
    };
    let described = format!("{id}-problem");
    view! {
        <input
            class="input"
            class:rule-card__value=is_number || is_date
            id=id
            type="text"
            autocomplete="off"
            spellcheck="false"
            inputmode=if is_number { "decimal" } else { "text" }
            placeholder=if is_date { "2026-03-31" } else { "" }
            aria-invalid=move || problem.with(Option::is_some).to_string()
            aria-describedby=described
            prop:value=move || draft.get().unwrap_or_else(|| text(language.get()))
            on:focus=begin
            on:input=move |event| draft.set(Some(event_target_value(&event)))
            on:blur=move |_| commit()
            on:keydown=on_key
        />
        <p class="field__note" hidden=move || formula().is_none()>{formula}</p>
    }
}
