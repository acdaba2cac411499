//! One's own scenarios: the present inputs under a name, and what can be done with the chosen one.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::template::tools::keep_in_view;
use tandem_core::workbook::Workbook;

use crate::i18n::{Localized, sentence, t, use_language};
use crate::session::{Command, Weight, use_session};

/// Characters of a name: what a button of a phone shows in two lines.
const NAME_CHARS: &str = "60";

/// The desk on which the present inputs become a scenario, and the chosen scenario is renamed, brought up to date or deleted.
#[component]
pub(super) fn ScenarioDesk() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let (fresh, renamed) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let problem = RwSignal::new(None::<Localized>);
    let chosen = Memo::new(move |_| {
        let of = |workbook: &Workbook| workbook.active_scenario().map(|own| (own.id.clone(), own.name.clone()));
        session.read(of).flatten()
    });
    // What was typed for one scenario is no name of the next.
    Effect::new(move || {
        chosen.track();
        renamed.set(None);
    });
    let edit = move |edit: Option<Edit>| {
        let done = edit.is_some_and(|edit| match session.try_dispatch(Command::Edit(edit)) {
            Ok(()) => true,
            Err(reason) => {
                problem.set(Some(reason));
                false
            }
        });
        if done {
            problem.set(None);
        }
        done
    };
    let keep = move || {
        let name = fresh.get_untracked().trim().to_owned();
        if let Some(refused) = session.with(|workbook| name_refused(workbook, &name, None)).flatten() {
            problem.set(Some(refused));
        } else if edit(session.with(|workbook| keep_in_view(workbook, both(&name)))) {
            fresh.set(String::new());
            session.say(Weight::Done, sentence(|m| m.present.kept, &[("name", &name)]), None);
        }
    };
    let rename = move || {
        let (Some((id, _)), Some(name)) = (chosen.get_untracked(), renamed.get_untracked()) else { return };
        let name = name.trim().to_owned();
        if let Some(refused) = session.with(|workbook| name_refused(workbook, &name, Some(&id))).flatten() {
            problem.set(Some(refused));
        } else {
            edit(Some(Edit::RenameScenario { id, name: both(&name) }));
        }
    };
    let update = move |_| {
        let Some((id, name)) = chosen.get_untracked() else { return };
        if edit(Some(Edit::UpdateScenario(id))) {
            let name = name.get(language.get_untracked());
            session.say(Weight::Done, sentence(|m| m.present.kept_updated, &[("name", name)]), None);
        }
    };
    let delete = move |_| {
        let Some((id, name)) = chosen.get_untracked() else { return };
        if edit(Some(Edit::RemoveScenario(id))) {
            let name = name.get(language.get_untracked());
            session.say(Weight::Done, sentence(|m| m.present.kept_deleted, &[("name", name)]), None);
        }
    };
    let has_none = move || chosen.with(Option::is_none);
    let shown_name = move || {
        let own = move || chosen.get().map(|(_, name)| name.get(language.get()).to_owned());
        renamed.get().or_else(own).unwrap_or_default()
    };
    view! {
        <section class="scenario-desk" aria-label=t(|m| m.present.keep_heading)>
            <form
                class="scenario-desk__line"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    keep();
                }
            >
                <label class="scenario-desk__name">
                    <span>{t(|m| m.present.keep_name)}</span>
                    <input id="scenario-new" class="input" type="text" maxlength=NAME_CHARS autocomplete="off" bind:value=fresh />
                </label>
                <button type="submit" class="button button--primary">{t(|m| m.present.keep_done)}</button>
            </form>
            <form
                class="scenario-desk__line"
                novalidate
                hidden=has_none
                on:submit=move |event| {
                    event.prevent_default();
                    rename();
                }
            >
                <label class="scenario-desk__name">
                    <span>{t(|m| m.present.kept_name)}</span>
                    <input
                        id="scenario-chosen"
                        class="input"
                        type="text"
                        maxlength=NAME_CHARS
                        autocomplete="off"
                        prop:value=shown_name
                        on:input=move |event| renamed.set(Some(event_target_value(&event)))
                    />
                </label>
                <button type="submit" class="button" disabled=move || renamed.with(Option::is_none)>{t(|m| m.present.kept_rename)}</button>
                <button type="button" class="button" on:click=update>{t(|m| m.present.kept_update)}</button>
                <button type="button" class="button" on:click=delete>{t(|m| m.present.kept_delete)}</button>
            </form>
            <p class="scenario-desk__none" hidden=move || !has_none()>{t(|m| m.present.kept_none)}</p>
            <p class="field__problem" role="alert">{move || problem.get().map(|problem| problem.get(language.get()).to_owned())}</p>
        </section>
    }
}

/// A name that a person typed, which is the same in both languages.
fn both(name: &str) -> Localized {
    Localized::of(|_| name.to_owned())
}

/// Why a scenario can't be called so: nobody could tell it from another.
fn name_refused(workbook: &Workbook, name: &str, own: Option<&str>) -> Option<Localized> {
    if name.is_empty() {
        return Some(sentence(|m| m.present.kept_nameless, &[]));
    }
    let is_same = |known: &str| known.to_lowercase() == name.to_lowercase();
    let others = workbook.scenarios().iter().filter(|scenario| own != Some(scenario.id.as_str()));
    let mut names = others.map(|scenario| &scenario.name);
    let is_taken = names.any(|known| is_same(&known.en) || is_same(&known.ja));
    is_taken.then(|| sentence(|m| m.present.kept_twice, &[("name", name)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use tandem_core::template::instantiate;

    #[test]
    fn a_scenario_needs_a_name_that_no_other_one_has_in_either_language() {
        let workbook = instantiate("joint-value", Language::English).unwrap();
        for (name, own, part) in [
            ("Plan B", None, None),
            ("", None, Some("Type a name")),
            ("expected", None, Some("exists already")),
            ("標準", None, Some("exists already")),
            ("Expected case", Some("expected"), None),
            ("Expected", Some("expected"), None),
            ("Ambitious", Some("expected"), Some("exists already")),
        ] {
            let said = name_refused(&workbook, name, own).map(|said| said.en);
            assert_eq!(said.is_some(), part.is_some(), "{name}");
            assert!(said.unwrap_or_default().contains(part.unwrap_or_default()), "{name}");
        }
    }
}
