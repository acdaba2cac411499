//! The workbooks that this browser keeps.

use leptos::prelude::*;

use crate::browser::clock;
use crate::i18n::{fill, t};
use crate::route::{Route, View};
use crate::session::{Command, Kept, Recent as Line, use_session};
use crate::ui::shell::{IconButton, Shape};

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
        recent.get().into_iter().take(count).collect::<Vec<_>>()
    };
    let more = move || !all.get() && recent.with(|recent| recent.len() > FIRST);
    view! {
        <section
            class="recent"
            aria-labelledby="recent-heading"
            on:pointerover=move |_| session.dispatch(Command::Prepare)
            on:focusin=move |_| session.dispatch(Command::Prepare)
        >
            <h2 id="recent-heading" class="home__section">{t(|m| m.home.recent)}</h2>
            <ul class="recent__list">
                <For each=shown key=|line| line.clone() let:line>
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
    let Line { id, title, kept } = line;
    let address = Route::Workbook { id: id.clone(), page: None, view: View::Workbook }.to_string();
    let title = StoredValue::new(title);
    let shown_title = move || {
        let title = title.get_value();
        if title.is_empty() { session.texts().shell.untitled.to_owned() } else { title }
    };
    let state = move || match kept {
        Kept::Saved(at_ms) => {
            fill(session.texts().shell.saved, &[("time", &clock::moment_text(at_ms, language.get()))])
        }
        Kept::InTab => session.texts().home.in_tab.to_owned(),
        Kept::Unreadable => session.texts().home.unreadable.to_owned(),
    };
    let state_class = if matches!(kept, Kept::Saved(_)) { "recent__time" } else { "recent__time recent__time--wrong" };
    let named = move |pick: fn(&'static crate::i18n::Messages) -> &'static str| {
        Signal::derive(move || fill(pick(session.texts()), &[("title", &shown_title())]))
    };
    let (delete_id, download_id) = (id.clone(), id);
    view! {
        <li class="recent__line">
            <a class="recent__link" href=address>
                <span class="recent__title">{shown_title}</span>
                <span class=state_class>{state}</span>
            </a>
            <IconButton
                label=named(|m| m.home.download_named)
                shape=Shape::Download
                press=move || session.dispatch(Command::DownloadStored(download_id.clone()))
            />
            <IconButton
                label=named(|m| m.home.delete_named)
                shape=Shape::Delete
                is_danger=true
                press=move || session.dispatch(Command::Delete(delete_id.clone()))
            />
        </li>
    }
}
