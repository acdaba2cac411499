//! A calculator alone, within a page of somebody else: inputs, outcomes and a way back to where it began, without the frame of
//! the app around them.
//!
//! Fields and cards are those of Present. Nothing here may store anything, move the focus without being asked (it would be taken
//! from the page around), or depend on the height of the window (the page around makes the window as high as this view). Start
//! reading at [`EmbedView`]; `bridge.rs` talks to the page around, in the words of `message.rs`.

mod bridge;
mod inputs;
mod look;
mod message;

use leptos::html;
use leptos::prelude::*;
use tandem_core::edit::Edit;

use crate::browser::page;
use crate::i18n::{t, use_language};
use crate::session::{Command, Framed, Opened, Session, use_session};
use crate::ui::present::{InputGroups, Outcomes};
use crate::ui::shell::TroublePage;
use crate::ui::standing::StandingStrip;

use inputs::{Fault, entry};

/// The button that gets the focus back after it was pressed.
const RESET: &str = "embed-reset";

/// What stands in the frame, for this view and the page around it.
#[derive(Clone, Copy)]
struct Calculator {
    session: Session,
    framed: Memo<Framed>,
    /// What the address asked for in vain.
    faults: RwSignal<Vec<Fault>>,
}

impl Calculator {
    /// Enters what the address asks for. What can't be entered is told; the rest holds.
    fn prefill(self) {
        let framed = self.framed.get_untracked();
        let mistakes = framed.mistakes.into_iter();
        let mut faults: Vec<Fault> = mistakes.map(|(name, reason)| Fault { name, reason }).collect();
        for (name, text) in &framed.inputs {
            let made = self.session.with(|workbook| entry(workbook, name, text));
            match made {
                Some(Ok(edit)) => {
                    if let Err(reason) = self.session.try_dispatch(Command::Edit(Edit::SetCells(vec![edit]))) {
                        faults.push(Fault { name: name.clone(), reason });
                    }
                }
                Some(Err(fault)) => faults.push(fault),
                None => {}
            }
        }
        self.session.dispatch(Command::Accept);
        self.faults.set(faults);
    }

    /// Enters several inputs as one step; the first that can't be entered keeps all of them out.
    fn enter(self, inputs: &[(String, String)]) -> Result<(), Fault> {
        let edits = self.session.with(|workbook| {
            inputs.iter().map(|(name, text)| entry(workbook, name, text)).collect::<Result<Vec<_>, _>>()
        });
        let edits = edits.transpose()?.unwrap_or_default();
        let refused = |reason| Fault { name: String::new(), reason };
        self.session.try_dispatch(Command::Edit(Edit::SetCells(edits))).map_err(refused)
    }

    /// Begins again, as the address says.
    fn reset(self) {
        // The page around may have chosen another theme than the address since.
        let theme = self.session.theme().get_untracked();
        self.session.dispatch(Command::Retry);
        self.session.dress(theme);
        self.prefill();
    }
}

/// A calculator alone.
#[component]
pub fn EmbedView() -> impl IntoView {
    let session = use_session();
    let calculator = Calculator { session, framed: session.framing(), faults: RwSignal::new(Vec::new()) };
    let framed = calculator.framed;
    calculator.prefill();
    // The page around may change the address of the frame without loading it anew.
    let route = session.route();
    Effect::new(move |before: Option<()>| {
        // Another template may come with the same wishes.
        route.track();
        if before.is_some() {
            calculator.prefill();
        }
    });
    let main = NodeRef::<html::Main>::new();
    bridge::attend(calculator, main);
    let trouble = Memo::new(move |_| match session.opened().get() {
        Opened::Trouble(trouble) => Some(trouble),
        _ => None,
    });
    view! {
        <main
            id="content"
            tabindex="-1"
            class="embed"
            class:embed--plain=move || framed.with(|framed| !framed.shows("definitions"))
            node_ref=main
        >
            {move || match trouble.get() {
                Some(trouble) => view! { <TroublePage trouble /> }.into_any(),
                None => view! { <Parts calculator /> }.into_any(),
            }}
        </main>
    }
}

/// Title, inputs, outcomes and the way back.
#[component]
fn Parts(calculator: Calculator) -> impl IntoView {
    let Calculator { session, framed, .. } = calculator;
    let title = session.title();
    let shows = move |part: &'static str| framed.with(|framed| framed.shows(part));
    let outcomes = Memo::new(move |_| {
        let names = session.read(|workbook| workbook.outcomes().iter().map(|it| it.name.clone()).collect::<Vec<_>>());
        let mut names = names.unwrap_or_default();
        framed.with(|framed| names.retain(|name| framed.shows("outcomes") && framed.shows(name)));
        names
    });
    let controls = Memo::new(move |_| {
        let is_shown = |name: &str| framed.with(|framed| framed.shows("inputs") && framed.shows(name));
        session.read(|workbook| workbook.controls().iter().any(|control| is_shown(&control.name))).unwrap_or_default()
    });
    let is_empty = move || !controls.get() && outcomes.with(Vec::is_empty);
    let without = Signal::derive(move || framed.with(|framed| framed.hidden.clone()));
    let note = if session.could_store() { t(|m| m.embed.not_kept) } else { t(|m| m.embed.not_keepable) };
    let reset = move |_| {
        calculator.reset();
        page::focus(RESET);
    };
    let is_read_only = move || framed.with(|framed| framed.is_read_only);
    view! {
        <h1 class="embed__title" class:visually-hidden=move || !shows("title")>{title}</h1>
        <Faults calculator />
        <StandingStrip />
        <p hidden=move || !is_empty()>{t(|m| m.embed.nothing_there)}</p>
        <div class="embed__columns" hidden=is_empty>
            <section class="embed__inputs" aria-labelledby="embed-inputs" hidden=move || !controls.get()>
                <h2 id="embed-inputs" class="embed__heading">{t(|m| m.embed.inputs)}</h2>
                <p class="embed__note" hidden=move || !is_read_only()>{t(|m| m.embed.read_only)}</p>
                <fieldset class="embed__set" disabled=is_read_only>
                    <InputGroups without />
                </fieldset>
            </section>
            <div class="embed__results" hidden=move || outcomes.with(Vec::is_empty)>
                <h2 class="visually-hidden">{t(|m| m.embed.outcomes)}</h2>
                <Outcomes id="embed-outcomes" names=outcomes label=|m| m.embed.outcomes />
            </div>
        </div>
        <footer class="embed__foot">
            <p class="embed__note">{note}</p>
            <button
                id=RESET
                type="button"
                class="button"
                hidden=move || is_read_only() || !shows("reset") || is_empty()
                on:click=reset
            >
                {t(|m| m.embed.reset)}
            </button>
        </footer>
    }
}

/// What the address asked for in vain.
#[component]
fn Faults(calculator: Calculator) -> impl IntoView {
    let language = use_language();
    let faults = calculator.faults;
    let lines = move || {
        let line = |fault: &Fault| view! { <li>{fault.reason.get(language.get()).to_owned()}</li> };
        faults.with(|faults| faults.iter().map(line).collect_view())
    };
    view! {
        <div class="embed__faults" role="alert" hidden=move || faults.with(Vec::is_empty)>
            <p>{t(|m| m.embed.not_entered)}</p>
            <ul>{lines}</ul>
        </div>
    }
}
