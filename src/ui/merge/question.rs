//! The differences that a person decides: each with what stands here and there, and a choice.

use std::sync::Arc;

use leptos::prelude::*;
use tandem_core::compare::{Conflict, Kind};
use tandem_core::text::Localized;

use super::desk::{Desk, LISTED};
use crate::i18n::{fill, t, use_language};
use crate::ui::versions::named;

/// All questions, a part of a long list at first.
#[component]
pub(super) fn Questions(
    /// What the dialog knows.
    desk: Desk,
    /// What is asked.
    questions: Arc<Vec<Conflict>>,
) -> impl IntoView {
    let count = questions.len();
    let heading = move || fill(t(|m| m.merge.to_decide)(), &[("count", &count.to_string())]);
    let lines = move || {
        let listed = questions.iter().take(desk.listed.get()).cloned().enumerate();
        listed.map(|(place, question)| view! { <Question desk place question /> }.into_any()).collect_view()
    };
    let left = Memo::new(move |_| count.saturating_sub(desk.listed.get()).min(LISTED));
    let more = move || fill(t(|m| m.merge.more)(), &[("count", &left.get().to_string())]);
    view! {
        <div class="merge__bar">
            <h3 id="merge-questions">{heading}</h3>
            <button type="button" class="button" on:click=move |_| desk.choose_all(false)>
                {t(|m| m.merge.all_mine)}
            </button>
            <button type="button" class="button" on:click=move |_| desk.choose_all(true)>
                {t(|m| m.merge.all_theirs)}
            </button>
        </div>
        {lines}
        <Show when=move || left.get() != 0>
            <button
                type="button"
                class="button"
                on:click=move |_| desk.listed.update(|listed| *listed = listed.saturating_add(LISTED))
            >
                {more}
            </button>
        </Show>
    }
}

/// What one of two versions holds at a place.
#[derive(Clone)]
struct Held {
    text: Localized,
    shows: Option<Localized>,
    /// Whether the other one's text is the same, so that it tells nothing.
    says_nothing: bool,
    is_cell: bool,
}

#[component]
fn Question(
    /// What the dialog knows.
    desk: Desk,
    /// Its place among the questions.
    place: usize,
    /// What is asked.
    question: Conflict,
) -> impl IntoView {
    let language = use_language();
    let Conflict { kind, name, at, mine, theirs, mine_shows, theirs_show, .. } = question;
    let page = at.and_then(|at| {
        let title = desk.session.with(|workbook| workbook.page_of(at.sheet).map(|page| page.title.clone()));
        Some((title??, at.a1()))
    });
    let title = move || {
        let language = language.get();
        let Some((page, cell)) = &page else { return named(kind, &name, language) };
        let cell = fill(t(|m| m.merge.cell)(), &[("page", page.get(language)), ("cell", cell)]);
        if kind == Kind::Cell { cell } else { named(kind, &Localized::same(cell), language) }
    };
    let says_nothing = mine == theirs;
    let is_cell = at.is_some();
    let group = format!("merge-{place}");
    let is_theirs = Memo::new(move |_| desk.chosen.with(|chosen| chosen.contains(&place)));
    let is_copy = desk.from_copy.get_untracked();
    let (here, there) = if is_copy {
        (t(|m| m.merge.here), t(|m| m.merge.copy))
    } else {
        (t(|m| m.merge.tab), t(|m| m.merge.other_tab))
    };
    let choose = move |takes_theirs: bool| {
        desk.chosen.update(|chosen| {
            if takes_theirs {
                chosen.insert(place);
            } else {
                chosen.remove(&place);
            }
        });
    };
    view! {
        <fieldset class="merge__question">
            <legend>{title}</legend>
            <label class="merge__side">
                <input
                    type="radio"
                    name=group.clone()
                    prop:checked=move || !is_theirs.get()
                    on:change=move |_| choose(false)
                />
                <span class="merge__who">{here}</span>
                {held(Held { text: mine, shows: mine_shows, says_nothing, is_cell })}
            </label>
            <label class="merge__side">
                <input type="radio" name=group prop:checked=is_theirs on:change=move |_| choose(true) />
                <span class="merge__who">{there}</span>
                {held(Held { text: theirs, shows: theirs_show, says_nothing, is_cell })}
            </label>
        </fieldset>
    }
}

fn held(Held { text, shows, says_nothing, is_cell }: Held) -> AnyView {
    let language = use_language();
    if says_nothing {
        return ().into_any();
    }
    if text.get(language.get_untracked()).is_empty() {
        let nothing = if is_cell { t(|m| m.versions.empty) } else { t(|m| m.merge.absent_part) };
        return view! { <span class="versions__empty">{nothing}</span> }.into_any();
    }
    let shows = shows
        .map(|shows| view! { <span class="versions__value">{move || shows.get(language.get()).to_owned()}</span> });
    view! {
        <span class="merge__held">{move || text.get(language.get()).to_owned()} {shows}</span>
    }
    .into_any()
}
