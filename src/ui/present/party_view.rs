//! Who looks: everybody, or one party from whom rows are confidential; and the copy that such a party may keep.

use leptos::prelude::*;
use tandem_core::template::tools::{party_view, seen_by, view_of};

use crate::i18n::{fill, t, use_language};
use crate::session::{Command, use_session};

/// The choice of who looks, where the workbook knows such views.
#[component]
pub(super) fn SeenBy() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let parties = Memo::new(move |_| {
        let language = language.get();
        let read = session.read(|workbook| {
            let view = party_view(workbook)?;
            let known = workbook.parties().iter().filter(|party| view.parties.contains_key(&party.id));
            let seen = seen_by(workbook);
            let named = |party: &tandem_core::workbook::Party| (party.id.clone(), party.name.get(language).to_owned());
            let mut listed: Vec<(String, String)> = known.map(named).collect();
            // Whoever looks without being one of the parties is listed for as long as they look.
            let id = seen.map(|viewer| {
                let name = viewer.name.get(language).to_owned();
                viewer.party.unwrap_or_else(|| {
                    listed.push((viewer.word.clone(), name));
                    viewer.word
                })
            });
            Some((listed, id))
        });
        read.flatten()
    });
    let choose = move |event| {
        let id = event_target_value(&event);
        let party = (!id.is_empty()).then_some(id.as_str());
        if let Some(edit) = session.with(|workbook| view_of(workbook, party)).flatten() {
            session.dispatch(Command::Edit(edit));
        }
    };
    let copy = t(|m| m.tools.party_copy);
    move || {
        let (parties, seen) = parties.get()?;
        let name = parties.iter().find(|(id, _)| Some(id) == seen.as_ref()).map(|(_, name)| name.clone());
        let option = |(id, name): (String, String)| {
            let is_chosen = Some(&id) == seen.as_ref();
            view! { <option value=id selected=is_chosen>{name}</option> }
        };
        let options = parties.into_iter().map(option).collect_view();
        let is_everybody = seen.is_none();
        let button = name.map(|name| {
            view! {
                <button type="button" class="button" on:click=move |_| session.dispatch(Command::Download)>
                    {move || fill(copy(), &[("party", &name)])}
                </button>
            }
        });
        Some(view! {
            <div class="present__seen">
                <label class="present__seen-choice">
                    <span>{t(|m| m.tools.seen_by)}</span>
                    <select class="input" on:change=choose>
                        <option value="" selected=is_everybody>{t(|m| m.tools.everybody)}</option>
                        {options}
                    </select>
                </label>
                {button}
            </div>
        })
    }
}
