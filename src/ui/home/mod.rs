//! Home: what a person can begin with. The gallery of templates with its search, recent workbooks, and files.
//!
//! This folder must not know what is in a workbook. Start reading at `gallery.rs`.

mod gallery;
mod picture;
mod recent;
mod safe;

use std::sync::Arc;
use std::time::Duration;

use leptos::ev::{DragEvent, Event};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use tandem_core::file::backup::is_backup;
use tandem_core::limits::MAX_FILE_BYTES;

use crate::browser::files;
use crate::browser::task::next_frame;
use crate::i18n::{sentence, t};
use crate::session::{BackupWish, Command, Session, TableFile, Weight, is_xlsx, use_session};
use crate::ui::shell::{Icon, Shape};
use gallery::Gallery;
use recent::Recent;
use safe::{Safe, SpacePlace};

/// The files that can be opened, for the dialog that asks for one.
pub const OPENED: &str =
    ".json,application/json,.csv,.tsv,.tab,.txt,text/csv,.xlsx,.xlsm,.xltx,.xltm,.md,.markdown,text/markdown";

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let session = use_session();
    let has_recent = Memo::new(move |_| !session.recent().get().is_empty());
    view! {
        <main id="content" class="home" tabindex="-1">
            <div class="home__head">
                <div class="home__words">
                    <h1 class="home__heading">{t(|m| m.home.heading)}</h1>
                    <p class="home__lead">{t(|m| m.home.lead)}</p>
                </div>
                <div class="home__doors">
                    <Show when=move || has_recent.get()>
                        <a class="button" href="#/log">{t(|m| m.log.to_log)}</a>
                    </Show>
                    <OpenFile />
                </div>
            </div>
            <SpacePlace />
            <Show when=move || has_recent.get()>
                <div class="home__kept">
                    <Recent />
                    <Safe has_recent />
                </div>
            </Show>
            <Gallery />
            <Show when=move || !has_recent.get()>
                <Safe has_recent />
            </Show>
            <p class="home__promise">{t(|m| m.home.promise)}</p>
        </main>
    }
}

/// The button that opens a file; a file may also be dropped anywhere on the page.
#[component]
fn OpenFile() -> impl IntoView {
    let session = use_session();
    let field = NodeRef::<leptos::html::Input>::new();
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <div class="home__open">
            <button type="button" class="button" on:click=choose>
                <Icon shape=Shape::Open />
                {t(|m| m.home.open_file)}
            </button>
            <input
                type="file"
                hidden
                accept=OPENED
                aria-label=t(|m| m.home.open_file)
                node_ref=field
                on:change=move |event: Event| open(session, files::chosen(&event))
            />
            <p class="home__hint">{t(|m| m.home.drop_hint)}</p>
        </div>
    }
}

/// Files of more bytes are read so long that it is said meanwhile.
const LONG_FILE_BYTES: u64 = 4_000_000;

/// Takes files that are dropped anywhere on the page, in every view, and says so while one hovers over it.
#[component]
pub fn DropTarget() -> impl IntoView {
    let session = use_session();
    let hovering = RwSignal::new(false);
    let timer = StoredValue::new_local(None::<TimeoutHandle>);
    let hover = move |event: DragEvent| {
        // Without this the browser leaves the app and shows the file itself.
        if !files::has_files(&event) {
            return;
        }
        event.prevent_default();
        hovering.set(true);
        // A browser repeats the event while the file is over the page, and says nothing reliable when it leaves.
        let end = set_timeout_with_handle(move || hovering.set(false), Duration::from_millis(250));
        if let Some(Some(last)) = timer.try_update_value(|timer| std::mem::replace(timer, end.ok())) {
            last.clear();
        }
    };
    window_event_listener(leptos::ev::dragover, hover);
    window_event_listener(leptos::ev::drop, move |event: DragEvent| {
        if files::has_files(&event) {
            event.prevent_default();
            hovering.set(false);
            open(session, files::dropped(&event));
        }
    });
    view! {
        <Show when=move || hovering.get()>
            <div class="drop">
                <p class="drop__words">{t(|m| m.home.drop_here)}</p>
            </div>
        </Show>
    }
}

/// Opens the first of some files; each becomes a workbook of its own and takes no other's place. Of separated values it is
/// asked first how they are read and where they go.
pub fn open(session: Session, chosen: Vec<files::Chosen>) {
    let Some(file) = chosen.into_iter().next() else { return };
    let name = file.name();
    let is_other = TableFile::is_named_so(&name) || is_markdown(&name) || is_xlsx(&name);
    if is_other {
        open_single(session, name, file);
        return;
    }
    leptos::task::spawn_local(async move {
        /// Enough of a file to tell a backup by, whatever a browser or a person made of its name.
        const BEGINNING: u64 = 200;
        match file.bytes_at(0, BEGINNING).await {
            Ok(beginning) if is_backup(&beginning) => {
                session.dispatch(Command::Backup(BackupWish::Restore(file)));
            }
            // What can't be read is told by what reads all of it.
            _ => open_single(session, name, file),
        }
    });
}

/// Opens a file that holds one thing.
fn open_single(session: Session, name: String, file: files::Chosen) {
    if file.bytes() > MAX_FILE_BYTES as u64 {
        session.say(Weight::Attention, sentence(|m| m.home.too_large, &[("file", &name)]), None);
    } else if TableFile::is_named_so(&name) {
        open_table(session, name, file);
    } else if is_markdown(&name) {
        open_decisions(session, name, file);
    } else if is_xlsx(&name) {
        open_xlsx(session, name, file);
    } else {
        session.dispatch(Command::ImportFile(file));
    }
}

/// Whether a file is named as one of Markdown.
fn is_markdown(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown")
}

fn open_decisions(session: Session, name: String, file: files::Chosen) {
    leptos::task::spawn_local(async move {
        match file.text().await {
            Ok(text) => session.dispatch(Command::TakeInDecisions { name, text }),
            Err(reason) => {
                let places = [("file", name.as_str()), ("reason", reason.as_str())];
                session.say(Weight::Attention, sentence(|m| m.shell.unreadable_file, &places), None);
            }
        }
    });
}

fn open_xlsx(session: Session, name: String, file: files::Chosen) {
    leptos::task::spawn_local(async move {
        let opening = sentence(|m| m.home.opening, &[("file", &name)]);
        let is_long = file.bytes() > LONG_FILE_BYTES;
        if is_long {
            session.say(Weight::Done, opening.clone(), None);
        }
        match file.content().await {
            Ok(bytes) => {
                if is_long {
                    // The page stands still while a long file is read, so what it says must be drawn before.
                    next_frame().await;
                    next_frame().await;
                }
                session.dispatch(Command::ImportXlsx { name, bytes });
                session.unsay(&opening);
            }
            Err(reason) => {
                let places = [("file", name.as_str()), ("reason", reason.as_str())];
                session.say(Weight::Attention, sentence(|m| m.shell.unreadable_file, &places), None);
            }
        }
    });
}

fn open_table(session: Session, name: String, file: files::Chosen) {
    session.dispatch(Command::Prepare);
    leptos::task::spawn_local(async move {
        match file.content().await {
            Ok(bytes) => session.table_file().set(Some(TableFile { name, bytes: Arc::new(bytes) })),
            Err(reason) => {
                let places = [("file", name.as_str()), ("reason", reason.as_str())];
                session.say(Weight::Attention, sentence(|m| m.shell.unreadable_file, &places), None);
            }
        }
    });
}
