//! Records that come into a workbook: a blank one, or those of a Markdown file.

use leptos::ev::Event;
use leptos::prelude::*;
use tandem_core::exchange::{ImportedRecord, add_imported, from_madr_log, to_madr};
use tandem_core::template::instantiate;
use tandem_core::text::Localized;
use tandem_core::workbook::PageId;

use crate::browser::files;
use crate::i18n::t;
use crate::route::{Route, View};
use crate::session::{Command, Session, Weight, unreadable};

/// The identity of the field that takes a Markdown file with records.
pub const RECORD_FILE: &str = "record-file";

/// Adds a blank record after a page and goes there. It has the lines of the template for any decision.
pub fn add_blank(session: Session, after: &PageId) {
    let language = session.language().get_untracked();
    // The template is part of the program, whose tests make it in both languages.
    let Ok(blank) = instantiate("record-blank", language) else { return };
    let text = blank.pages().first().and_then(|page| to_madr(&blank, &page.id, language));
    if let Some(records) = text.and_then(|text| from_madr_log(&text).ok()) {
        add(session, after, &records);
    }
}

/// Adds the records of a Markdown text after a page.
fn import(session: Session, after: &PageId, name: &str, text: &str) {
    match from_madr_log(text) {
        Ok(records) => add(session, after, &records),
        Err(error) => {
            let reason = Localized::of(|language| error.text(language));
            session.say(Weight::Attention, unreadable(name, &reason), None);
        }
    }
}

fn add(session: Session, after: &PageId, records: &[ImportedRecord]) {
    let made = session.with(|workbook| {
        let place = workbook.pages().iter().position(|page| page.id == *after);
        (add_imported(workbook, records, place.map(|place| place.saturating_add(1))), workbook.id().to_owned())
    });
    let Some((made, workbook)) = made else { return };
    let added = match made {
        Ok(added) => added,
        Err(error) => {
            session.say(Weight::Attention, Localized::of(|language| error.text(language)), None);
            return;
        }
    };
    if let Err(reason) = session.try_dispatch(Command::Edit(added.edit)) {
        session.say(Weight::Attention, reason, None);
        return;
    }
    let warnings = records.iter().flat_map(|record| &record.warnings).chain(&added.warnings);
    session.say_all(&warnings.cloned().collect::<Vec<_>>());
    if let Some(page) = added.pages.first() {
        session.dispatch(Command::Go(Route::page(&workbook, Some(page.as_str()), View::Workbook)));
    }
}

/// The field for a Markdown file, which commands press; with buttons where no menu offers them.
#[component]
pub fn RecordFile(
    /// The session.
    session: Session,
    /// The page after which records come in.
    page: PageId,
    /// Whether buttons stand beside it.
    has_buttons: bool,
) -> impl IntoView {
    let page = StoredValue::new(page);
    let chosen = move |event: Event| {
        let Some(file) = files::chosen(&event).into_iter().next() else { return };
        // The view may be gone by the time when the file is read, and another workbook open.
        let (page, workbook) = (page.get_value(), session.open_id());
        leptos::task::spawn_local(async move {
            let name = file.name();
            match file.text().await {
                _ if session.open_id() != workbook => {}
                Ok(text) => import(session, &page, &name, &text),
                Err(reason) => session.say(Weight::Attention, unreadable(&name, &Localized::same(reason)), None),
            }
        });
    };
    view! {
        <input
            id=RECORD_FILE
            type="file"
            hidden
            accept=".md,.markdown,text/markdown"
            aria-label=t(|m| m.record.import_record)
            on:change=chosen
        />
        <Show when=move || has_buttons>
            <button type="button" class="button button--quiet pages__record" on:click=move |_| add_blank(session, &page.get_value())>
                {t(|m| m.record.add_record)}
            </button>
            <button type="button" class="button button--quiet pages__record" on:click=|_| files::ask(RECORD_FILE)>
                {t(|m| m.record.import_record)}
            </button>
        </Show>
    }
}
