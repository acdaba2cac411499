//! Reading the records of all workbooks, again whenever something was stored or a day has begun.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use tandem_core::record::{Logged, logged};

use crate::session::{Kept, Looked, Session};
use crate::ui::search::Texts;

/// A record with the workbook that it stands in.
#[derive(Debug)]
pub(super) struct Entry {
    /// Tells it from every other one; a record that was read again and says the same keeps it.
    pub key: u64,
    pub workbook: String,
    pub workbook_title: String,
    pub record: Logged,
    /// Its words, for searching.
    pub texts: Texts,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Records, the most urgent first.
pub(super) type Entries = Vec<Arc<Entry>>;

/// A workbook that can't be read: its identity and its title as far as it is known.
pub(super) type Unread = (String, String);

/// What was read so far. A handle: copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    session: Session,
    pub entries: RwSignal<Entries>,
    pub unread: RwSignal<Vec<Unread>>,
    /// How many workbooks of how many were looked at.
    pub progress: RwSignal<(usize, usize)>,
    /// The number of the latest reading: one that another has overtaken ends.
    latest: StoredValue<u64>,
    /// Keys given so far.
    given: StoredValue<u64>,
}

impl Reading {
    /// Reads for as long as the view that asks lives.
    pub fn follow(session: Session) -> Self {
        let reading = Self {
            session,
            entries: RwSignal::new(Vec::new()),
            unread: RwSignal::new(Vec::new()),
            progress: RwSignal::new((0, 0)),
            latest: StoredValue::new(0),
            given: StoredValue::new(0),
        };
        let stored = Memo::new(move |_| {
            let line = |line: &crate::session::Recent| (line.id.clone(), line.kept);
            session.recent().with(|recent| recent.iter().map(line).collect::<Vec<(String, Kept)>>())
        });
        let day = session.day();
        Effect::new(move |_| {
            stored.track();
            day.track();
            untrack(|| reading.begin());
        });
        reading
    }

    fn begin(self) {
        let number = self.latest.with_value(|latest| latest.wrapping_add(1));
        self.latest.set_value(number);
        // What is shown stays until everything was read again; only the first time it comes bit by bit.
        let is_first = self.entries.with_untracked(Vec::is_empty);
        let found = Rc::new(RefCell::new((Entries::new(), Vec::<Unread>::new())));
        let gathered = found.clone();
        self.session.look_through(
            move |looked| {
                let mut gathered = gathered.borrow_mut();
                match looked {
                    Looked::Read { id, title, workbook } => {
                        gathered
                            .0
                            .extend(logged(workbook).into_iter().filter_map(|record| self.entry(id, title, record)));
                    }
                    Looked::Unreadable { id, title } => gathered.1.push((id.to_owned(), title.to_owned())),
                }
            },
            move |done, count| {
                // Whoever has left the log has taken its signals along, which ends the reading.
                if self.latest.try_get_value() != Some(number) {
                    return false;
                }
                if is_first || done == count {
                    let mut found = found.borrow_mut();
                    found.0.sort_by(|a, b| by_urgency(&a.record, &b.record));
                    if self.entries.with_untracked(|shown| *shown != found.0) {
                        self.entries.set(found.0.clone());
                    }
                    if self.unread.with_untracked(|told| *told != found.1) {
                        self.unread.set(found.1.clone());
                    }
                }
                self.progress.set((done, count));
                true
            },
        );
    }

    /// The entry of a record, the present one where it says the same. Nothing when nobody looks any more.
    fn entry(self, workbook: &str, workbook_title: &str, record: Logged) -> Option<Arc<Entry>> {
        let is_same = |entry: &&Arc<Entry>| {
            entry.workbook == workbook && entry.workbook_title == workbook_title && entry.record == record
        };
        let known = self.entries.try_with_untracked(|entries| entries.iter().find(is_same).cloned())?;
        if known.is_some() {
            return known;
        }
        let key = self.given.try_update_value(|given| {
            *given = given.wrapping_add(1);
            *given
        })?;
        let texts = Texts::new(record.words.iter().map(String::as_str));
        let (workbook, workbook_title) = (workbook.to_owned(), workbook_title.to_owned());
        Some(Arc::new(Entry { key, workbook, workbook_title, record, texts }))
    }
}

/// What somebody has to look at comes first: the gravest trigger, then the gravest that can't be computed, then overdue reviews, then the day of the next review.
fn by_urgency(a: &Logged, b: &Logged) -> Ordering {
    let gravest = |record: &Logged| record.tripped.first().map(|(meaning, _)| *meaning);
    let gravest_broken = |record: &Logged| record.broken.first().map(|(meaning, _)| *meaning);
    let due = |record: &Logged| (record.next_review.is_none(), record.next_review.clone());
    gravest(b)
        .cmp(&gravest(a))
        .then_with(|| gravest_broken(b).cmp(&gravest_broken(a)))
        .then_with(|| b.is_overdue.cmp(&a.is_overdue))
        .then_with(|| due(a).cmp(&due(b)))
        .then_with(|| a.number.cmp(&b.number))
}
