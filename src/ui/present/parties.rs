//! The parties at the head of Present: every brand in the same size and style, in the order of the workbook.

use leptos::prelude::*;
use tandem_core::workbook::Party;

use super::brands::Brands;
use crate::i18n::{fill, t, use_language};
use crate::session::use_session;

/// The title of the workbook between the brands of those who made it.
#[component]
pub(super) fn Parties() -> impl IntoView {
    let session = use_session();
    let language = use_language();
    let title = move || session.read(|workbook| workbook.title().get(language.get()).to_owned()).unwrap_or_default();
    let parties =
        Memo::new(move |_| PartyList(session.read(|workbook| workbook.parties().to_vec()).unwrap_or_default()));
    let brands = move || {
        parties.with(|list| {
            list.0.iter().enumerate().map(|(place, party)| brand(party, place, language.get())).collect::<Vec<_>>()
        })
    };
    let together = move || {
        parties.with(|list| {
            let language = language.get();
            let names: Vec<&str> = list.0.iter().map(|party| party.name.get(language)).collect();
            fill(t(|m| m.present.together)(), &[("parties", names.join(" · ").as_str())])
        })
    };
    let edits = RwSignal::new(false);
    view! {
        <header class="present__head">
            <h1 class="present__title">{title}</h1>
            <div class="present__who">
                <ul class="present__brands" aria-label=together hidden=move || parties.with(|list| list.0.is_empty())>
                    {brands}
                </ul>
                <button type="button" class="button button--quiet present__edit" on:click=move |_| edits.set(true)>
                    {t(|m| m.present.parties)}
                </button>
            </div>
            <Brands shown=edits />
        </header>
    }
}

#[derive(Clone, PartialEq)]
struct PartyList(Vec<Party>);

fn brand(party: &Party, place: usize, language: crate::i18n::Language) -> impl IntoView + use<> {
    let name = party.name.get(language).to_owned();
    let color = party.color.map(|color| color.hex());
    let logo = party.logo.clone().map(|logo| view! { <img class="brand__logo" src=logo alt="" /> });
    view! {
        <li class=format!("brand series--{}", place % 6 + 1) style:border-color=color>
            {logo}
            <span class="brand__name">{name}</span>
        </li>
    }
}
