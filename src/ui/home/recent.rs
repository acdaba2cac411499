//! The workbooks that this browser keeps.

use leptos::prelude::*;
use tandem_core::workbook::TriggerMeaning;

use crate::browser::clock;
use crate::i18n::{fill, t};
use crate::route::{Route, View};
use crate::session::{Command, Kept, Pressing, Recent as Line, use_session};
use crate::ui::stored::{StoredActions, shown_title};

/// How many are shown before a person asks for all.
const FIRST: usize = 6;

/// The stored workbooks, newest first.
#[component]
pub fn Recent() -> impl IntoView {
    let session = use_session();
    let recent = session.recent();
    let (all, set_all) = signal(false);
    let shown = move || {
        let count = if all.get() { usize::MAX } else { FIRST };
        let today = session.day().get();
        // What somebody has to look at is shown however long nobody has opened it.
        let presses = |line: &Line| line.pressing.as_ref().is_some_and(|pressing| pressing.is_pressing(&today));
        let lines = recent.get().into_iter().enumerate();
        let shown = lines.filter(|(place, line)| *place < count || presses(line));
        shown.map(|(_, line)| line).collect::<Vec<_>>()
    };
    let shown = Memo::new(move |_| shown());
    let more = move || !all.get() && recent.with(Vec::len) > shown.with(Vec::len);
    view! {
        <section
            class="recent"
            aria-labelledby="recent-heading"
            on:pointerover=move |_| session.dispatch(Command::Prepare)
            on:focusin=move |_| session.dispatch(Command::Prepare)
        >
            <h2 id="recent-heading" class="home__section">{t(|m| m.home.recent)}</h2>
            <ul class="recent__list">
                <For each=move || shown.get() key=|line| line.clone() let:line>
                    <RecentLine line />
                </For>
            </ul>
            <Show when=more>
                <button type="button" class="button button--quiet" on:click=move |_| set_all.set(true)>
                    {move || {
                        let count = recent.with(Vec::len).to_string();
                        fill(session.texts().home.show_all, &[("count", &count)])
                    }}
                </button>
            </Show>
        </section>
    }
}

#[component]
fn RecentLine(line: Line) -> impl IntoView {
    let session = use_session();
    let language = session.language();
    let Line { id, title, kept, pressing } = line;
    let address = Route::Workbook { id: id.clone(), page: None, view: View::Workbook }.to_string();
    let title = StoredValue::new(title);
    let state = move || match kept {
        Kept::Saved(at_ms) => {
            fill(session.texts().shell.saved, &[("time", &clock::moment_text(at_ms, language.get()))])
        }
        Kept::InTab => session.texts().home.in_tab.to_owned(),
        Kept::Unreadable => session.texts().home.unreadable.to_owned(),
    };
    let state_class = if matches!(kept, Kept::Saved(_)) { "recent__time" } else { "recent__time recent__time--wrong" };
    view! {
        <li class="recent__line">
            <a class="recent__link" href=address>
                <span class="recent__title">{shown_title(title)}</span>
                <span class=state_class>{state}</span>
                {pressing.map(|pressing| view! { <Alarms pressing /> })}
            </a>
            <StoredActions id title />
        </li>
    }
}

/// What of a workbook's decisions presses: the gravest trigger that has tripped, the gravest one that can't be computed, and a
/// review that is overdue; each by shape and word.
#[component]
fn Alarms(pressing: Pressing) -> impl IntoView {
    let session = use_session();
    let language = session.language();
    let (gravest, count) = (pressing.gravest.clone(), pressing.count);
    let tripped = move || {
        let (meaning, name) = gravest.clone()?;
        let language = language.get();
        let (word, others) = (meaning.text().get(language), count.saturating_sub(1));
        let sentence = if others == 0 { session.texts().home.alarm } else { session.texts().home.alarms };
        let places = [("meaning", word), ("name", name.get(language)), ("count", &others.to_string())];
        Some(alarm(meaning_word(meaning), fill(sentence, &places)))
    };
    let (broken, broken_count) = (pressing.broken.clone(), pressing.broken_count);
    let broken = move || {
        let name = broken.clone()?;
        let others = broken_count.saturating_sub(1);
        let sentence = if others == 0 { session.texts().home.broken } else { session.texts().home.broken_more };
        let places = [("name", name.get(language.get())), ("count", &others.to_string())];
        Some(alarm("broken", fill(sentence, &places)))
    };
    let overdue = move || {
        let is_overdue = session.day().with(|today| pressing.is_overdue(today));
        let day = pressing.next_review.clone().filter(|_| is_overdue)?;
        Some(alarm("review", fill(session.texts().home.overdue, &[("date", &day)])))
    };
    view! {
        {tripped}
        {broken}
        {overdue}
    }
}

/// The word of a meaning in class names; the views of records, which come with the second part, have their own.
const fn meaning_word(meaning: TriggerMeaning) -> &'static str {
    match meaning {
        TriggerMeaning::Review => "review",
        TriggerMeaning::Escalate => "escalate",
        TriggerMeaning::Stop => "stop",
    }
}

fn alarm(state: &'static str, words: String) -> impl IntoView {
    view! {
        <span class="recent__alarm" data-state=state>
            <span class="recent__sign" aria-hidden="true"></span>
            <span class="recent__alarm-words">{words}</span>
        </span>
    }
}
