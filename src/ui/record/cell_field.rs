//! A cell of the record's sheet: read as it is shown, and leading to where it is reached from; a field while the record is
//! edited. What is typed is entered on Enter or when the field is left; Escape leaves the cell as it was.

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::text::{Language, Localized};

use super::Desk;
use crate::browser::{field, keys};
use crate::i18n::{fill, t, use_language};

/// One cell.
#[component]
pub fn CellField(
    desk: Desk,
    /// The cell; nothing when its sheet is gone.
    at: Option<CellAddress>,
    /// What the field is called for those who don't see the table around it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it holds words, which are edited as they are read.
    #[prop(optional)]
    is_text: bool,
) -> impl IntoView {
    let Some(at) = at else { return ().into_any() };
    let language = use_language();
    let text = move || shown(desk, at, language.get());
    let read = move || {
        let is_formula = desk.read(|workbook, _| workbook.input_text(at).starts_with('=')).unwrap_or(false);
        if is_text || !is_formula {
            return view! { <span class="record__value">{text}</span> }.into_any();
        }
        let name = move || fill(t(|m| m.record.show_figure)(), &[("name", &label.get())]);
        view! {
            <button type="button" class="record__figure" title=name on:click=move |_| desk.go_to(at)>
                {text}
                <span class="visually-hidden">{name}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <Show when=move || desk.is_edited() fallback=read>
            <Typed desk at label is_text />
        </Show>
    }
    .into_any()
}

fn shown(desk: Desk, at: CellAddress, language: Language) -> String {
    desk.read(|workbook, _| workbook.display_text(at, language)).unwrap_or_default()
}

#[component]
fn Typed(desk: Desk, at: CellAddress, label: Signal<String>, is_text: bool) -> impl IntoView {
    let language = use_language();
    let problem = RwSignal::new(None::<Localized>);
    let present = move || {
        let language = language.get();
        let read = desk.read(|workbook, _| {
            let text = workbook.input_text(at);
            // A text of the template is edited as it is read.
            if is_text { workbook.glossary().translate(&text, language).to_owned() } else { text }
        });
        read.unwrap_or_default()
    };
    let commit = move |typed: String| {
        if typed.trim() == untrack(present) {
            problem.set(None);
            return;
        }
        problem.set(desk.type_in(at, typed).err());
    };
    let id = format!("record-{}-{}", at.row, at.column);
    let told = format!("{id}-problem");
    let described = told.clone();
    view! {
        <input
            id=id
            class="input record__input"
            class:record__input--text=is_text
            autocomplete="off"
            spellcheck=if is_text { "true" } else { "false" }
            aria-label=move || label.get()
            aria-invalid=move || problem.with(Option::is_some).then_some("true")
            aria-describedby=move || problem.with(Option::is_some).then(|| described.clone())
            prop:value=present
            on:change=move |event| commit(event_target_value(&event))
            on:keydown=move |event| {
                let Some(press) = keys::press(&event) else { return };
                if press.key == "Escape" {
                    event.prevent_default();
                    problem.set(None);
                    field::refill(&event, &untrack(present));
                }
            }
        />
        <p class="field__problem" id=told role="alert">
            {move || problem.get().map(|reason| reason.get(language.get()).to_owned())}
        </p>
    }
}
