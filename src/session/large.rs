//! Storing and opening a workbook that is longer than the browser's first storage takes. The text of its file is made and read in parts,
//! between which the page goes on, and never stands in the program's memory as a whole.

use leptos::prelude::{GetUntracked, GetValue, UpdateValue};

use super::file_parts::from_parts;
use super::saving::about;
use super::{Documents, Open, Session};
use crate::browser::files::Bundle;
use crate::browser::task::next_frame;
use crate::browser::{clock, page};
use crate::storage::autosave::Autosave;
use crate::storage::{Stamp, StoreError};

impl Session {
    /// Writes a workbook under a stamp that its autosave gave.
    pub(super) fn write_in_parts(self, id: String, mut stamp: Stamp) {
        leptos::task::spawn_local(async move {
            let begun_ms = clock::steady_ms();
            // The workbook may have been given up meanwhile, as for another tab's version.
            let Some(made) = self.file_of_sent(&id, &mut stamp).await else { return };
            let end = match (made, self.deep_store()) {
                (Ok(file), Some(store)) => store.save_file(&id, &stamp, &file).await,
                (Ok(_), None) => Err(StoreError::Blocked),
                (Err(reason), _) => Err(StoreError::Refused(reason)),
            };
            self.with_autosave(&id, |autosave| autosave.note_making(begun_ms, clock::steady_ms()));
            self.went_deeper(&id, &stamp, true, end);
        });
    }

    /// A workbook whose file the larger storage holds as one of the browser, read part by part. Nothing where it is held otherwise, or is to
    /// be read as a whole, which tells why.
    pub(super) async fn read_long(self, id: &str, documents: Documents) -> Option<Open> {
        self.until_slots_are_compared().await;
        let store = self.store.try_get_value()?;
        let found = store.load(id);
        if matches!(found, Err(StoreError::Unreadable(_))) || !self.is_deeper(id, &found) {
            return None;
        }
        let (stamp, file) = self.deep_store()?.long_file(id).await.ok()??;
        let document = from_parts(documents, &file).await.ok()??;
        let autosave = Autosave::for_stored_long(id, self.tab.try_get_value()?, stamp, &*store);
        Some(Open { document, autosave })
    }

    /// The file of a workbook whose write is on its way; nothing where it no longer is.
    async fn file_of_sent(self, id: &str, stamp: &mut Stamp) -> Option<Result<Bundle, String>> {
        /// Time for one part: most of a frame stays for the page.
        const PART_MS: u64 = 5;
        /// A workbook that changes all the time is written in one go after so long, because every change begins its text anew.
        const PATIENCE_MS: u64 = 10_000;
        let language = self.preferences.get_untracked().language;
        let first_ms = clock::steady_ms();
        let mut rows = 1;
        let mut pages = Bundle::default();
        let mut making = None;
        loop {
            let begun_ms = clock::steady_ms();
            // What nobody looks at may stand still, and gets a turn once a second at most.
            let is_hidden = page::is_hidden();
            let is_late = begun_ms.saturating_sub(first_ms) > PATIENCE_MS;
            let rows_now = if is_hidden || is_late { u32::MAX } else { rows };
            let part = self.with_sent(id, &stamp.clone(), |open| {
                if open.autosave.begins_anew() {
                    // What is said of the workbook may have changed, too.
                    about(&*open.document, language).tell(stamp);
                    making = None;
                }
                let workbook = open.document.workbook();
                if making.is_none() {
                    pages = Bundle::default();
                    making = Some(open.document.file_in_parts());
                }
                let mut text = String::new();
                let goes_on = making.as_mut().is_some_and(|making| making.go_on(workbook, rows_now, &mut text));
                let ends = if goes_on { None } else { making.take().map(|making| making.ends(workbook)) };
                (text, ends)
            });
            let (text, ends) = part?;
            if let Err(reason) = pages.add(&[&text]) {
                return Some(Err(reason));
            }
            if let Some([before, after]) = ends {
                let mut file = Bundle::default();
                let made = file.add(&[&before]);
                file.append(&pages);
                return Some(made.and_then(|()| file.add(&[&after])).map(|()| file));
            }
            let took_ms = clock::steady_ms().saturating_sub(begun_ms);
            rows = if took_ms < PART_MS { rows.saturating_mul(2) } else { rows.div_ceil(2) };
            if !is_hidden {
                next_frame().await;
            }
        }
    }

    /// Does something with a workbook whose write is on its way; nothing where it no longer is.
    fn with_sent<R>(self, id: &str, stamp: &Stamp, done: impl FnOnce(&mut Open) -> R) -> Option<R> {
        let is_sending = |autosave: &Autosave| autosave.id() == id && autosave.is_sending(stamp);
        let mut done = Some(done);
        let mut of = |open: &mut Open| is_sending(&open.autosave).then(|| done.take().map(|done| done(open))).flatten();
        let in_view = self.open.try_update_value(|open| open.as_mut().and_then(&mut of)).flatten();
        in_view.or_else(|| self.parked.try_update_value(|parked| parked.iter_mut().find_map(of)).flatten())
    }
}
