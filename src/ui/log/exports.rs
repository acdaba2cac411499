//! The whole log as files: every record as Markdown, every day of review as a calendar.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use tandem_core::exchange::{review_events, to_ics, to_madr_log};
use tandem_core::workbook::{Page, PageId, Workbook};

use crate::browser::clock;
use crate::i18n::t;
use crate::session::{Command, Looked, Session, file_name_with, use_session};

/// The buttons.
#[component]
pub(super) fn Exports() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="log__exports">
            <button type="button" class="button" title=t(|m| m.log.markdown_hint) on:click=move |_| give(session, markdown)>
                {t(|m| m.record.markdown)}
            </button>
            <button type="button" class="button" title=t(|m| m.log.calendar_hint) on:click=move |_| give(session, calendar)>
                {t(|m| m.record.calendar)}
            </button>
        </div>
    }
}

/// A file made of all workbooks with records.
type Make = fn(Session, &[Workbook]) -> Command;

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
                session.dispatch(make(session, &kept.borrow()));
            }
            true
        },
    );
}

fn name(session: Session, ending: &str) -> String {
    file_name_with(session.texts().log.heading, ending)
}

fn markdown(session: Session, workbooks: &[Workbook]) -> Command {
    let with_record = |page: &&Page| page.record().is_some();
    let of = |workbook: &'_ Workbook| -> Vec<PageId> {
        workbook.pages().iter().filter(with_record).map(|page| page.id.clone()).collect()
    };
    let pages: Vec<Vec<PageId>> = workbooks.iter().map(of).collect();
    let both = workbooks.iter().zip(&pages);
    let records: Vec<(&Workbook, &PageId)> =
        both.flat_map(|(workbook, pages)| pages.iter().map(move |page| (workbook, page))).collect();
    let text = to_madr_log(&records, session.language().get_untracked());
    Command::SaveText { name: name(session, "md"), media_type: "text/markdown;charset=utf-8", text }
}

fn calendar(session: Session, workbooks: &[Workbook]) -> Command {
    let language = session.language().get_untracked();
    let events: Vec<_> = workbooks.iter().flat_map(|workbook| review_events(workbook, language)).collect();
    let text = to_ics(&events, clock::now_s());
    Command::SaveText { name: name(session, "ics"), media_type: "text/calendar;charset=utf-8", text }
}
