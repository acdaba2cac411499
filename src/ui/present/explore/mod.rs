//! Questions of the room about one outcome: what moves it most, what two inputs do together, how likely it is, and how far each
//! input may go.
//!
//! Core answers them on a copy, so that asking changes nothing. Start reading at [`Explore`]; each question is one file.

mod asked;
mod break_even;
mod chance;
mod drivers;
mod pair;

use leptos::prelude::*;

use asked::{Asked, outcomes};
pub(super) use asked::{input_label, input_text};
use break_even::BreakEvens;
use chance::Chance;
use drivers::Drivers;
use pair::Pair;

use crate::i18n::{Messages, t, use_language};
use crate::session::use_session;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Drivers,
    Pair,
    Chance,
    BreakEven,
}

impl Question {
    const ALL: [Self; 4] = [Self::Drivers, Self::Pair, Self::Chance, Self::BreakEven];

    const fn words(self, messages: &Messages) -> &'static str {
        match self {
            Self::Drivers => messages.explore.drivers,
            Self::Pair => messages.explore.pair,
            Self::Chance => messages.explore.chance,
            Self::BreakEven => messages.explore.break_even,
        }
    }
}

/// The questions, with the outcome that they are about. Only the one that is open is computed.
#[component]
pub(super) fn Explore() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let question = RwSignal::new(None::<Question>);
    let wanted = RwSignal::new(String::new());
    let all = Memo::new(move |_| session.read(|workbook| outcomes(workbook, language.get())).unwrap_or_default());
    // What was chosen may have gone since; then the first outcome takes its place.
    let outcome = Memo::new(move |_| {
        let wanted = wanted.get();
        all.with(|all| {
            let chosen = all.iter().find(|(name, _)| *name == wanted).or_else(|| all.first());
            chosen.map(|(name, _)| Asked { outcome: name.clone() })
        })
    });
    let options = move || {
        let chosen = outcome.get().map(|asked| asked.outcome).unwrap_or_default();
        let option = |(name, label): (String, String)| {
            let is_chosen = name == chosen;
            view! { <option value=name selected=is_chosen>{label}</option> }
        };
        all.get().into_iter().map(option).collect_view()
    };
    let button = move |one: Question| {
        view! {
            <button
                type="button"
                class="segments__item"
                aria-pressed=move || (question.get() == Some(one)).to_string()
                on:click=move |_| question.update(|shown| *shown = if *shown == Some(one) { None } else { Some(one) })
            >
                {move || one.words(Messages::of(language.get()))}
            </button>
        }
    };
    let answer = move || {
        let asked = outcome.get()?;
        Some(match question.get()? {
            Question::Drivers => view! { <Drivers asked /> }.into_any(),
            Question::Pair => view! { <Pair asked /> }.into_any(),
            Question::Chance => view! { <Chance asked /> }.into_any(),
            Question::BreakEven => view! { <BreakEvens asked /> }.into_any(),
        })
    };
    view! {
        <section id="present-explore" tabindex="-1" class="explore" aria-labelledby="explore-title" hidden=move || all.with(Vec::is_empty)>
            <div class="explore__head">
                <h2 class="explore__title" id="explore-title">{t(|m| m.explore.heading)}</h2>
                <label class="explore__outcome">
                    <span>{t(|m| m.explore.of)}</span>
                    <select class="input" on:change=move |event| wanted.set(event_target_value(&event))>
                        {options}
                    </select>
                </label>
                <div class="segments" role="group" aria-labelledby="explore-title">
                    {Question::ALL.into_iter().map(button).collect_view()}
                </div>
            </div>
            {answer}
        </section>
    }
}
