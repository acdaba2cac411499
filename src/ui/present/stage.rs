//! The stage: the parts of a workshop in their order, full screen, paper, and the presenter's keys.

use leptos::prelude::*;
use tandem_core::template::tools::apply_in_view;

use super::paper::PaperChoice;
use crate::browser::keys::press;
use crate::browser::{keys, page};
use crate::i18n::{Messages, t, use_language};
use crate::session::{Command, Session, use_session};

/// A part of the workshop.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// The identity of its element.
    id: &'static str,
    words: fn(&Messages) -> &'static str,
}

/// The agenda: what a workshop goes through.
const AGENDA: [Part; 4] = [
    Part { id: "present-agree", words: |m| m.present.step_agree },
    Part { id: "present-outcomes", words: |m| m.present.step_outcome },
    Part { id: "present-charts", words: |m| m.present.step_charts },
    Part { id: "present-explore", words: |m| m.present.step_explore },
];

/// The part that is shown, by its place.
#[derive(Clone, Copy)]
struct Place(RwSignal<usize>);

/// The agenda and the buttons of the stage.
#[component]
pub(super) fn Stage() -> impl IntoView {
    let language = use_language();
    let Place(place) = expect_context::<Place>();
    let step = move |(at, part): (usize, Part)| {
        view! {
            <li>
                <button
                    type="button"
                    class="agenda__step"
                    aria-current=move || (place.get() == at).then_some("step")
                    on:click=move |_| go(Place(place), at)
                >
                    <span class="agenda__number" aria-hidden="true">{at.saturating_add(1)}</span>
                    {move || (part.words)(Messages::of(language.get()))}
                </button>
            </li>
        }
    };
    view! {
        <div class="stage">
            <nav aria-label=t(|m| m.present.agenda)>
                <ol class="agenda">{AGENDA.into_iter().enumerate().map(step).collect_view()}</ol>
            </nav>
            <div class="stage__tools">
                <button type="button" class="button button--quiet" on:click=|_| page::toggle_full_screen()>
                    {t(|m| m.present.full_screen)}
                </button>
                <PaperChoice />
                <button type="button" class="button button--quiet" on:click=|_| page::print()>
                    {t(|m| m.present.print)}
                </button>
            </div>
        </div>
    }
}

fn go(Place(place): Place, at: usize) {
    if let Some(part) = AGENDA.get(at) {
        place.set(at);
        page::go_to_part(part.id);
    }
}

/// Listens to the presenter's keys while Present is shown.
pub(super) fn attend_keys(compares: RwSignal<bool>) {
    let session = use_session();
    let place = Place(RwSignal::new(0));
    provide_context(place);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let Some(press) = press(&event) else { return };
        if press.command || press.alt || event.default_prevented() || keys::is_typing(&event) {
            return;
        }
        let at = place.0.get_untracked();
        match press.key.as_str() {
            "f" | "F" => page::toggle_full_screen(),
            "c" | "C" => compares.update(|compares| *compares = !*compares),
            "n" | "N" => go(place, at.saturating_add(1).min(AGENDA.len().saturating_sub(1))),
            "p" | "P" => go(place, at.saturating_sub(1)),
            digit => {
                let Some(number) = digit.parse::<usize>().ok().filter(|number| *number > 0) else { return };
                apply_scenario(session, number.saturating_sub(1));
            }
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

fn apply_scenario(session: Session, place: usize) {
    let edit = session.with(|workbook| {
        let scenario = workbook.scenarios().get(place)?;
        Some(apply_in_view(workbook, scenario.id.clone()))
    });
    if let Some(edit) = edit.flatten() {
        session.dispatch(Command::Edit(edit));
    }
}
