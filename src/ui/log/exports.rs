//! The whole log as files and on paper: every record as Markdown and as JSON, every day of review as a calendar.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use tandem_core::exchange::{review_events, to_decision_log_json, to_ics, to_madr_log};
use tandem_core::text::Localized;
use tandem_core::workbook::{PageId, Workbook};

use crate::browser::{clock, page};
use crate::i18n::{Messages, sentence, t};
use crate::session::{Command, Looked, Session, Weight, file_name_with, use_session};
use crate::ui::palette::Entry;

/// The buttons.
#[component]
pub(super) fn Exports() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="log__exports">
            <button type="button" class="button" title=t(|m| m.log.markdown_hint) on:click=move |_| give(session, markdown)>
                {t(|m| m.record.markdown)}
            </button>
            <button type="button" class="button" title=t(|m| m.log.json_hint) on:click=move |_| give(session, json)>
                "JSON"
            </button>
            <button type="button" class="button" title=t(|m| m.log.calendar_hint) on:click=move |_| give(session, calendar)>
                {t(|m| m.record.calendar)}
            </button>
            <button type="button" class="button" title=t(|m| m.log.print_hint) on:click=|_| page::print()>
                {t(|m| m.record.print)}
            </button>
        </div>
    }
}

/// The files of the log for the palette, which is open where the log is not.
pub fn log_entries(session: Session) -> Vec<Entry> {
    let entry = |label: fn(&'static Messages) -> &'static str, make: Make| Entry {
        label: sentence(label, &[]),
        group: sentence(|m| m.log.heading, &[]),
        keys: &[],
        run: Rc::new(move || give(session, make)),
    };
    vec![
        entry(|m| m.log.markdown_hint, markdown),
        entry(|m| m.log.json_hint, json),
        entry(|m| m.log.calendar_hint, calendar),
    ]
}

/// A file made of all workbooks with records, or why it can't be made.
type Make = fn(Session, &[Workbook]) -> Result<Command, Localized>;

/// Reads the workbooks once more, because none of them is kept while the log is only looked at, and saves what is made.
fn give(session: Session, make: Make) {
    let kept = Rc::new(RefCell::new(Vec::<Workbook>::new()));
    let gathered = kept.clone();
    session.look_through(
        move |looked| {
            if let Looked::Read { workbook, .. } = looked {
                gathered.borrow_mut().push(workbook.clone());
            }
        },
        move |done, count| {
            if done == count {
                match make(session, &kept.borrow()) {
                    Ok(command) => session.dispatch(command),
                    Err(reason) => session.say(Weight::Attention, reason, None),
                }
            }
            true
        },
    );
}

fn name(session: Session, ending: &str) -> String {
    file_name_with(session.texts().log.heading, ending)
}

/// Every page with a record.
fn records(workbooks: &[Workbook]) -> Vec<(&Workbook, &PageId)> {
    let all = workbooks.iter().flat_map(|workbook| workbook.pages().iter().map(move |page| (workbook, page)));
    all.filter(|(_, page)| page.record().is_some()).map(|(workbook, page)| (workbook, &page.id)).collect()
}

fn markdown(session: Session, workbooks: &[Workbook]) -> Result<Command, Localized> {
    let text = to_madr_log(&records(workbooks), session.language().get_untracked());
    Ok(Command::SaveText { name: name(session, "md"), media_type: "text/markdown;charset=utf-8", text })
}

fn json(session: Session, workbooks: &[Workbook]) -> Result<Command, Localized> {
    let text = to_decision_log_json(&records(workbooks)).map_err(|error| Localized::same(error.to_string()))?;
    Ok(Command::SaveText { name: name(session, "json"), media_type: "application/json", text })
}

fn calendar(session: Session, workbooks: &[Workbook]) -> Result<Command, Localized> {
    let language = session.language().get_untracked();
    let events: Vec<_> = workbooks.iter().flat_map(|workbook| review_events(workbook, language)).collect();
    let text = to_ics(&events, clock::now_s());
    Ok(Command::SaveText { name: name(session, "ics"), media_type: "text/calendar;charset=utf-8", text })
}
