//! The controls, in the groups that the workbook gives them.

use leptos::prelude::*;
use tandem_core::workbook::{Agreement, Control};

use super::room::{MovedLog, Speaker};
use crate::i18n::{Localized, fill, t, use_language};
use crate::session::use_session;
use crate::ui::field::ControlField;

/// A group's heading and the controls under it.
type Group = (Localized, Vec<String>);

/// All controls.
#[component]
pub(super) fn Inputs() -> impl IntoView {
    let session = use_session();
    let progress = move || {
        let counts = session.read(|workbook| {
            let agreed = workbook.controls().iter().filter(|control| control.status == Agreement::Agreed).count();
            (agreed, workbook.controls().len())
        });
        let (agreed, total) = counts.unwrap_or_default();
        fill(t(|m| m.present.progress)(), &[("agreed", &agreed.to_string()), ("total", &total.to_string())])
    };
    view! {
        <section id="present-agree" tabindex="-1" class="present__inputs" aria-labelledby="present-inputs">
            <div class="present__section-head">
                <h2 id="present-inputs">{t(|m| m.present.inputs)}</h2>
                <p class="present__progress">{progress}</p>
            </div>
            <Speaker />
            <InputGroups ranges=true />
            <MovedLog />
        </section>
    }
}

/// The fields of the controls, in their groups and nothing else.
#[component]
pub fn InputGroups(
    /// The names of controls that are left out.
    #[prop(optional, into)]
    without: Signal<Vec<String>>,
    /// Whether people say here what is plausible for each number.
    #[prop(optional)]
    ranges: bool,
) -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let groups = Memo::new(move |_| {
        let kept = |name: &String| without.with(|without| !without.contains(name));
        let mut groups = session.read(|workbook| grouped(workbook.controls())).unwrap_or_default();
        groups.iter_mut().for_each(|(_, names)| names.retain(kept));
        groups.retain(|(_, names)| !names.is_empty());
        groups
    });
    let field = move |name: String| {
        session
            .with(|workbook| workbook.control(&name).cloned())
            .flatten()
            .map(|control| view! { <ControlField control asks_range=ranges /> })
    };
    view! {
        <For each=move || groups.get() key=|group| group.clone() let:group>
            <fieldset class="present__group">
                <legend hidden=group.0.en.is_empty()>{let heading = group.0.clone(); move || heading.get(language.get()).to_owned()}</legend>
                {group.1.into_iter().map(field).collect::<Vec<_>>()}
            </fieldset>
        </For>
    }
}

/// Controls by their group, in the order in which groups first appear.
fn grouped(controls: &[Control]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for control in controls {
        match groups.iter_mut().find(|(heading, _)| *heading == control.group) {
            Some((_, names)) => names.push(control.name.clone()),
            None => groups.push((control.group.clone(), vec![control.name.clone()])),
        }
    }
    groups
}
