//! When the open workbook is written, and what happens when it can't be.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use tandem_core::text::Localized;

use super::deep::Deeper;
use super::{Document, Documents, Effect, Offer, Open, PartyFile, Session, Settlement, Weight, file_name};
use crate::browser::{clock, page, panic, random, task, version};
use crate::i18n::{Language, Messages, fill, sentence};
use crate::route::{Route, View};
use crate::storage::autosave::{About, Autosave, MOST_BYTES, Made, QUIET_MS, RETRY_MS, SaveState};
use crate::storage::local;
use crate::storage::{Entry, Write};

impl Session {
    /// Notes a change of the open workbook and has it written after a moment of quiet.
    pub(super) fn save_soon(self) {
        if self.is_framed() {
            return self.refresh();
        }
        let now_ms = clock::steady_ms();
        let wait = self.open.try_update_value(|open| open.as_mut().and_then(|open| open.autosave.changed(now_ms)));
        self.refresh();
        if let Some(wait) = wait {
            // Where nothing may be written, the copy that the page keeps follows the work all the same.
            self.save_in(wait.unwrap_or(QUIET_MS), Self::save_now);
        }
    }

    /// Saves after a while, in place of what was to be done before.
    pub(super) fn save_in(self, wait_ms: u64, save: fn(Self)) {
        self.cancel_timer();
        let timer = set_timeout_with_handle(move || save(self), Duration::from_millis(wait_ms));
        // Without a timer the change is still written when the page hides.
        self.save_timer.set_value(timer.ok());
    }

    fn cancel_timer(self) {
        if let Some(timer) = self.save_timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Writes at once what waits to be written.
    pub(super) fn save_now(self) {
        self.cancel_timer();
        if self.is_framed() {
            return;
        }
        // A timer may outlive the session, as in a test.
        if self.store.try_get_value().is_none() {
            return;
        }
        let before = self.save_state.get_untracked();
        let deeper = self.open.try_update_value(|open| {
            let open = open.as_mut()?;
            let deeper = self.write(open, copied_to_page);
            if self.has_deep_store() && open.document.is_longer_than(MOST_BYTES) {
                panic::drop_rescue_copy();
            }
            // Making the text of what is longer takes seconds, and the page has no room for it.
            if open.autosave.is_unsaved() && deeper.is_none() && !open.document.is_longer_than(MOST_BYTES) {
                copied_to_page(self.made(&*open.document));
            }
            deeper
        });
        self.go_deeper(deeper.flatten());
        self.refresh();
        let after = self.save_state.get_untracked();
        if before != after && matches!(after, Some(SaveState::Saved { .. } | SaveState::TabOnly)) {
            self.refresh_recent();
            self.ask_to_keep();
        }
        if self.is_refused() {
            self.save_in(RETRY_MS, Self::save_refused);
        }
    }

    /// Title, template and file of a workbook, as they are stored.
    pub(super) fn made(self, document: &dyn Document) -> Made {
        made(document, self.preferences.get_untracked().language)
    }

    /// Writes what waits of a workbook, and gives what is to go to the larger storage: a second copy of what is stored, or
    /// what the store does not take.
    fn write(self, open: &mut Open, copied: fn(Made) -> Made) -> Option<Deeper> {
        let store = self.store.get_value();
        let Open { document, autosave } = open;
        let make = || copied(self.made(&**document));
        if document.is_longer_than(MOST_BYTES) {
            if !self.has_deep_store() {
                autosave.note_too_large();
                return None;
            }
            let language = self.preferences.get_untracked().language;
            let stamp = autosave.send(&*store, clock::now_ms(), || about(&**document, language))?;
            self.write_in_parts(autosave.id().to_owned(), stamp);
            return None;
        }
        let entry = autosave.write(&*store, clock::now_ms(), make)?;
        self.deeper_after(autosave, entry)
    }

    /// What is to go to the larger storage after the store was asked.
    fn deeper_after(self, autosave: &mut Autosave, entry: Entry) -> Option<Deeper> {
        let is_only_copy = match autosave.state() {
            SaveState::Saved { .. } => false,
            SaveState::Failed(_) => true,
            _ => return None,
        };
        if !self.has_deep_store() {
            return None;
        }
        if is_only_copy {
            autosave.sent(&entry.stamp);
        }
        Some(Deeper { id: autosave.id().to_owned(), entry, is_only_copy })
    }

    /// Whether the store refused a workbook that this tab holds.
    pub(super) fn is_refused(self) -> bool {
        let refused = |open: &Open| open.autosave.may_be_retried();
        self.open.with_value(|open| open.as_ref().is_some_and(refused))
            || self.parked.with_value(|parked| parked.iter().any(refused))
    }

    /// Tries again to store what the store refused: the open workbook, and those that were left since.
    pub(super) fn save_refused(self) {
        if self.store.try_get_value().is_none() || !self.is_refused() {
            return;
        }
        self.save_parked(|open| open.autosave.may_be_retried() || open.autosave.is_waiting());
        self.save_now();
        self.refresh_recent();
    }

    /// Writes what is due of the workbooks that were left, and lets go of those that are stored.
    pub(super) fn save_parked(self, is_due: fn(&Open) -> bool) {
        let language = self.preferences.get_untracked().language;
        let (mut stored, mut deeper) = (Vec::new(), Vec::new());
        self.parked.update_value(|parked| {
            for open in parked.iter_mut().filter(|open| is_due(open)) {
                deeper.extend(self.write(open, |made| made));
            }
            let kept = parked.extract_if(.., |open| !open.autosave.is_unsaved());
            stored.extend(kept.map(|open| parked_words(open.document.title().get(language))));
        });
        if !stored.is_empty() {
            self.notices.update(|notices| notices.retain(|notice| !stored.contains(&notice.text)));
        }
        self.go_deeper(deeper);
    }

    /// Settles that another tab wrote the same workbook.
    pub(super) fn settle(self, settlement: Settlement) -> Option<Effect> {
        page::release_focus();
        let store = self.store.get_value();
        match settlement {
            Settlement::Mine => {
                let deeper = self.open.try_update_value(|open| {
                    let Open { document, autosave } = open.as_mut()?;
                    let made = copied_to_page(self.made(&**document));
                    let entry = autosave.write_over(&*store, clock::now_ms(), made)?;
                    self.deeper_after(autosave, entry)
                });
                self.go_deeper(deeper.flatten());
                self.refresh();
                None
            }
            Settlement::Theirs => {
                let id = self.open_id()?;
                // What is open was made by this part, so that it is there.
                let documents = self.documents.get_value()?;
                match self.save_state.get_untracked() {
                    Some(SaveState::Conflict { theirs }) if self.is_other_deep(&id, &theirs) => {
                        self.show_other_deep(id, documents);
                    }
                    _ => {
                        let mine = self.seen_by_open();
                        self.show_stored(&id, documents);
                        self.with_autosave(&id, |autosave| autosave.build_upon(mine.clone()));
                        self.let_go_deep(id, mine);
                    }
                }
                None
            }
            Settlement::Both => {
                if let Some(id) = self.open_id() {
                    self.let_go_deep(id, self.seen_by_open());
                }
                let id = random::identity();
                let tab = self.tab.get_value();
                self.open.update_value(|open| {
                    if let Some(Open { document, .. }) = open.take() {
                        let autosave = Autosave::for_new(&id, tab);
                        *open = Some(Open { document: document.with_id(&id), autosave });
                    }
                });
                self.opened.set(super::Opened::Workbook(id.clone()));
                self.save_now();
                let (page, view) = match self.route.get_untracked() {
                    Route::Workbook { page, view, .. } => (page, view),
                    _ => (None, View::Workbook),
                };
                Some(Effect::Replace(Route::Workbook { id, page, view }))
            }
        }
    }

    /// What this tab has seen or written of the open workbook.
    fn seen_by_open(self) -> Vec<Write> {
        self.open.with_value(|open| open.as_ref().map(|open| open.autosave.lineage())).unwrap_or_default()
    }

    /// The identity of the open workbook.
    #[must_use]
    pub fn open_id(self) -> Option<String> {
        self.open.with_value(|open| open.as_ref().map(|open| open.autosave.id().to_owned()))
    }

    /// A copy of the open workbook as a file.
    pub(super) fn copy_of_open(self) -> Option<Effect> {
        let language = self.preferences.get_untracked().language;
        self.open.with_value(|open| {
            let document = &open.as_ref()?.document;
            let (title, m) = (document.title(), Messages::of(language));
            // Whoever hands the file on while a party looks is told by its name that it is not that party's copy.
            let is_whole = document.viewer().is_some();
            let title = if is_whole {
                fill(m.tools.confidential, &[("title", title.get(language))])
            } else {
                title.get(language).to_owned()
            };
            Some(Effect::Download { name: file_name(&title), text: document.file() })
        })
    }

    /// The file that is given away: the copy of the party that looks, which says what is not in it.
    pub(super) fn copy_to_give(self) -> Result<Option<Effect>, Localized> {
        match self.party_file() {
            None => Ok(self.copy_of_open()),
            Some(made) => {
                let party = made?;
                let language = self.preferences.get_untracked().language;
                let name = file_name(party.title.get(language));
                // It stays until it is closed: somebody is about to hand the copy out.
                self.say(Weight::Attention, party.told, None);
                Ok(Some(Effect::Download { name, text: party.text }))
            }
        }
    }

    /// What people call the party that looks; nothing while everything is shown.
    #[must_use]
    pub fn viewer(self) -> Option<Localized> {
        self.open.with_value(|open| open.as_ref()?.document.viewer())
    }

    /// The copy for the party that looks; nothing while everything is shown.
    #[must_use]
    pub fn party_file(self) -> Option<Result<PartyFile, Localized>> {
        self.open.with_value(|open| open.as_ref()?.document.party_file())
    }

    /// Follows the other tabs and the page being hidden.
    pub(super) fn attend_saving(self) {
        page::on_hide(move || self.save_now());
        page::on_leave(move || {
            page::release_focus();
            self.save_now();
            self.would_lose()
        });
        page::on_stored_elsewhere(move |key| {
            if let Some(id) = key.and_then(local::id_of) {
                self.look_at_other_tab(id);
            }
            // What another tab removed may be the room that was missing here.
            self.save_refused();
        });
        version::on_ready(move || {
            self.say(Weight::Attention, sentence(|m| m.shell.new_version, &[]), Some(Offer::TakeNewVersion));
        });
    }

    /// Saves what is open before the page is loaded anew. What can't be saved makes the browser ask.
    pub(super) fn take_new_version(self) -> Effect {
        page::release_focus();
        self.save_now();
        Effect::TakeOver
    }

    /// Whether closing the tab would lose something that a person did.
    fn would_lose(self) -> bool {
        let unsaved = self.open.with_value(|open| open.as_ref().is_some_and(|open| open.autosave.is_unsaved()));
        let parked = self.parked.with_value(|parked| !parked.is_empty());
        // Who leaves a page of somebody else is not to be held up by a frame in it.
        !self.is_framed() && (unsaved || parked || (!self.outlives_tab() && self.touched.get_value()))
    }

    /// Follows what was stored of a workbook from elsewhere.
    pub(super) fn look_at_other_tab(self, id: &str) {
        let store = self.store.get_value();
        self.follow_deep(id);
        self.refresh_recent();
        if self.open_id().as_deref() != Some(id) {
            return;
        }
        let newer = self.open.try_update_value(|open| open.as_mut().and_then(|open| open.autosave.look(&*store)));
        if let Some(Some(entry)) = newer {
            self.take_over(id, &entry);
        }
        let is_elsewhere = self
            .open
            .try_update_value(|open| open.as_mut().is_some_and(|open| open.autosave.is_newer_elsewhere(&*store)));
        if is_elsewhere == Some(true) {
            self.fetch_newer(id.to_owned());
        }
        self.refresh();
    }

    /// Shows what another tab wrote. Nothing is unsaved here, so that showing the newer version loses nothing.
    pub(super) fn take_over(self, id: &str, entry: &Entry) {
        if self.show_entry(id, entry) {
            self.say(Weight::Done, sentence(|m| m.shell.taken_over, &[]), None);
        }
    }

    /// Shows an entry in the place of what is open, and says whether it can be read.
    pub(super) fn show_entry(self, id: &str, entry: &Entry) -> bool {
        if let Some(Ok((document, _))) = self.documents.get_value().map(|Documents { read, .. }| read(&entry.file)) {
            let store = self.store.get_value();
            let autosave = Autosave::for_stored(id, self.tab.get_value(), entry, &*store);
            self.show(Open { document, autosave });
            return true;
        }
        false
    }

    /// Makes a workbook the open one.
    pub(super) fn show(self, open: Open) {
        let id = open.autosave.id().to_owned();
        self.open.set_value(Some(open));
        self.opened.set(super::Opened::Workbook(id));
        self.tell(&[], true);
        leptos::task::spawn_local(async move {
            // First the page is drawn.
            task::next_frame().await;
            self.open.try_update_value(|open| open.as_mut().map(|open| open.document.settle()));
        });
    }
}

/// What is stored of a workbook.
pub(super) fn made(document: &dyn Document, language: Language) -> Made {
    Made { about: about(document, language), file: document.file() }
}

/// What the stamp of a workbook says of it.
pub(super) fn about(document: &dyn Document, language: Language) -> About {
    About {
        title: document.title().get(language).to_owned(),
        template: document.template(),
        pressing: document.pressing(),
    }
}

/// Leaves the page a copy of the open workbook, in case the program stops.
fn copied_to_page(made: Made) -> Made {
    panic::keep_rescue_copy(&file_name(&made.about.title), &made.file);
    made
}

/// Says that a workbook which was left could not be stored.
pub(super) fn parked_words(title: &str) -> Localized {
    sentence(|m| m.shell.parked, &[("title", title)])
}

/// A store for this page: the browser's where there is one. Nothing of a calculator in a frame is stored, so that visitors of
/// somebody's page leave nothing behind.
#[must_use]
pub fn open_store() -> Rc<dyn crate::storage::Store> {
    if matches!(Route::parse(&crate::browser::address::fragment()), Route::Embed { .. }) {
        return Rc::new(crate::storage::memory::MemoryStore::default());
    }
    match local::LocalStore::open() {
        Ok(store) => Rc::new(store),
        Err(_) => Rc::new(crate::storage::memory::MemoryStore::default()),
    }
}
