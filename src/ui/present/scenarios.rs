//! The switch between scenarios.

use leptos::prelude::*;
use tandem_core::template::tools::apply_in_view;

use super::scenario_desk::ScenarioDesk;
use crate::i18n::{Localized, t, use_language};
use crate::session::{Command, use_session};

/// One button per scenario, the one that keeps the present inputs as another, and the one that opens the comparison.
#[component]
pub(super) fn Scenarios(
    /// Whether the comparison is shown.
    compares: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let scenarios = Memo::new(move |_| {
        session
            .read(|workbook| {
                workbook
                    .scenarios()
                    .iter()
                    .map(|scenario| (scenario.id.clone(), scenario.name.clone()))
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let keeps = RwSignal::new(false);
    let has_inputs = Memo::new(move |_| session.read(|workbook| !workbook.controls().is_empty()).unwrap_or_default());
    let active = Memo::new(move |_| {
        session
            .read(|workbook| {
                let id = workbook.active_scenario().map(|scenario| scenario.id.clone());
                (id, workbook.is_scenario_changed())
            })
            .unwrap_or_default()
    });
    let button = move |(id, name): (String, Localized)| {
        let is_active = {
            let id = id.clone();
            Memo::new(move |_| active.with(|(active, _)| active.as_deref() == Some(id.as_str())))
        };
        let apply = move |_| {
            if let Some(edit) = session.with(|workbook| apply_in_view(workbook, id.clone())) {
                session.dispatch(Command::Edit(edit));
            }
        };
        view! {
            <button type="button" class="segments__item" aria-pressed=move || is_active.get().to_string() on:click=apply>
                {move || name.get(language.get()).to_owned()}
                <span class="segments__note">
                    {move || (is_active.get() && active.with(|(_, changed)| *changed)).then(t(|m| m.present.scenario_changed))}
                </span>
            </button>
        }
    };
    let is_bare = move || scenarios.with(Vec::is_empty);
    view! {
        <div class="present__scenarios" hidden=move || is_bare() && !has_inputs.get()>
            <span class="present__scenarios-label" id="present-scenarios" hidden=is_bare>{t(|m| m.present.scenarios)}</span>
            <div class="segments" role="group" aria-labelledby="present-scenarios" hidden=is_bare>
                <For each=move || scenarios.get() key=Clone::clone let:scenario>{button(scenario)}</For>
            </div>
            <button
                type="button"
                class="button button--quiet present__keep"
                aria-expanded=move || keeps.get().to_string()
                on:click=move |_| keeps.update(|keeps| *keeps = !*keeps)
            >
                {t(|m| m.present.keep)}
            </button>
            <button
                type="button"
                class="button button--quiet present__compare"
                hidden=is_bare
                aria-expanded=move || compares.get().to_string()
                on:click=move |_| compares.update(|compares| *compares = !*compares)
            >
                {move || if compares.get() { t(|m| m.present.compare_close)() } else { t(|m| m.present.compare)() }}
            </button>
            <Show when=move || keeps.get()>
                <ScenarioDesk />
            </Show>
        </div>
    }
}
