//! The switch between scenarios.

use leptos::prelude::*;
use tandem_core::template::tools::apply_in_view;

use crate::i18n::{Localized, t, use_language};
use crate::session::{Command, use_session};

/// One button per scenario, and the one that opens the comparison.
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
    view! {
        <div class="present__scenarios" hidden=move || scenarios.with(Vec::is_empty)>
            <span class="present__scenarios-label" id="present-scenarios">{t(|m| m.present.scenarios)}</span>
            <div class="segments" role="group" aria-labelledby="present-scenarios">
                <For each=move || scenarios.get() key=Clone::clone let:scenario>{button(scenario)}</For>
            </div>
            <button
                type="button"
                class="button button--quiet present__compare"
                aria-expanded=move || compares.get().to_string()
                on:click=move |_| compares.update(|compares| *compares = !*compares)
            >
                {move || if compares.get() { t(|m| m.present.compare_close)() } else { t(|m| m.present.compare)() }}
            </button>
        </div>
    }
}
