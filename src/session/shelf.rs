//! The workbooks that Home lists: those in the store, and those that only this tab holds because the store refused them.

use leptos::prelude::*;
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::saving::made;
use super::{Effect, Offer, Open, Opened, Session, Weight, file_name};
use crate::browser::task::next_frame;
use crate::browser::{clock, page};
use crate::i18n::sentence;
use crate::route::Route;
use crate::storage::autosave::{About, Made};
use crate::storage::{Entry, Pressing, Stamp, StoreError};

/// A line of the list of workbooks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recent {
    /// The workbook's identity.
    pub id: String,
    /// Its title; empty where it can't be read.
    pub title: String,
    /// How it is kept.
    pub kept: Kept,
    /// What of its decisions presses, as far as it is known without reading it.
    pub pressing: Option<Pressing>,
}

/// How a workbook of the list is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// Stored at this moment, in milliseconds since 1970.
    Saved(u64),
    /// In this tab only, because the store refused it.
    InTab,
    /// Stored, but it can't be read.
    Unreadable,
}

/// A workbook of the list as [`Session::look_through`] met it.
#[derive(Debug)]
pub enum Looked<'a> {
    /// It was read and computed.
    Read {
        /// Its identity.
        id: &'a str,
        /// Its title.
        title: &'a str,
        /// The workbook.
        workbook: &'a Workbook,
    },
    /// It can't be read.
    Unreadable {
        /// Its identity.
        id: &'a str,
        /// Its title as far as it is known.
        title: &'a str,
    },
}

/// What was deleted in this tab and can be put back.
#[derive(Clone, Debug)]
pub(super) enum Deleted {
    /// A workbook.
    Workbook(Entry),
    /// What can't be read: the key under which its bytes are kept aside.
    Aside(String),
}

impl Session {
    /// Brings the list up to date: what only this tab holds comes first.
    pub(super) fn refresh_recent(self) {
        let Some(store) = self.store.try_get_value() else { return };
        let language = self.preferences.get_untracked().language;
        let stored = self.with_deeper(store.list());
        let in_tab = |open: &Open| {
            let (id, title) = (open.autosave.id().to_owned(), open.document.title().get(language).to_owned());
            (open.autosave.is_unsaved() && stored.iter().all(|line| line.id != id)).then_some(Recent {
                id,
                title,
                kept: Kept::InTab,
                pressing: open.document.pressing(),
            })
        };
        let mut recent: Vec<Recent> = self.parked.with_value(|parked| parked.iter().filter_map(in_tab).collect());
        recent.extend(self.open.with_value(|open| open.as_ref().and_then(in_tab)));
        recent.extend(stored.iter().map(|line| Recent {
            id: line.id.clone(),
            title: line.stamp.title.clone(),
            kept: match line.stamp.revision {
                _ if !store.outlives_tab() => Kept::InTab,
                0 => Kept::Unreadable,
                _ => Kept::Saved(line.stamp.saved_ms),
            },
            pressing: line.stamp.pressing.clone(),
        }));
        super::set_if_changed(self.recent, recent);
    }

    /// Deletes a workbook and offers to put it back.
    pub(super) fn delete(self, id: &str) -> Result<Option<Effect>, Localized> {
        let found = self.store.with_value(|store| store.load(id));
        if !self.is_deeper(id, &found) {
            return self.delete_found(id, found);
        }
        let id = id.to_owned();
        leptos::task::spawn_local(async move {
            let found = self.load_anywhere(&id).await;
            match self.delete_found(&id, found) {
                Ok(effect) => self.run(effect),
                Err(reason) => self.say(Weight::Attention, reason, None),
            }
        });
        Ok(None)
    }

    /// Deletes a workbook of which this was found.
    fn delete_found(self, id: &str, found: Result<Option<Entry>, StoreError>) -> Result<Option<Effect>, Localized> {
        let store = self.store.get_value();
        let kept = match found {
            Ok(Some(entry)) => Some(Deleted::Workbook(entry)),
            Ok(None) => self.entry_of_tab(id).map(Deleted::Workbook),
            Err(StoreError::Unreadable(text)) => {
                let key = store.set_aside(id, &text).map_err(|error| Localized::from(error.text()))?;
                Some(Deleted::Aside(key))
            }
            Err(error) => return Err(error.text().into()),
        };
        store.remove(id).map_err(|error| Localized::from(error.text()))?;
        self.remove_deep(id);
        if self.open_id().as_deref() == Some(id) {
            page::release_focus();
            self.open.set_value(None);
            self.opened.set(Opened::Nothing);
            self.refresh();
        }
        self.parked.update_value(|parked| parked.retain(|open| open.autosave.id() != id));
        // The room that became free may be what another workbook waits for.
        self.save_refused();
        self.refresh_recent();
        if let Some(kept) = kept {
            let text = match &kept {
                Deleted::Workbook(entry) => sentence(|m| m.shell.deleted, &[("title", &entry.stamp.title)]),
                Deleted::Aside(_) => sentence(|m| m.shell.deleted_kept_aside, &[]),
            };
            self.deleted.update_value(|deleted| deleted.push((id.to_owned(), kept)));
            // Versions can often be read where their workbook can't.
            self.take_versions(id);
            self.say(Weight::Attention, text, Some(Offer::PutBack(id.to_owned())));
        }
        let in_view = matches!(self.route.get_untracked(), Route::Workbook { id: shown, .. } if shown == id);
        Ok(in_view.then_some(Effect::Replace(Route::Home)))
    }

    /// Reads every workbook of the list that may hold a decision record, one after the other, with a turn for the page between
    /// them. `look` gets each; `told` hears how many of how many were looked at, and says whether to go on.
    pub fn look_through(self, look: impl Fn(Looked<'_>) + 'static, told: impl Fn(usize, usize) -> bool + 'static) {
        /// What the file of a workbook with a record holds somewhere.
        const MARK: &str = "\"record\"";
        self.refresh_recent();
        let recent = self.recent.get_untracked();
        if !told(0, recent.len()) {
            return;
        }
        self.with_documents(move |session, documents| {
            leptos::task::spawn_local(async move {
                for (place, line) in recent.iter().enumerate() {
                    let Recent { id, title, .. } = line;
                    match session.stored_of(id).await {
                        Ok(Some(entry)) if entry.file.contains(MARK) => match (documents.read)(&entry.file) {
                            Ok((document, _)) => {
                                let workbook = document.workbook();
                                look(Looked::Read { id, title, workbook });
                                session.note_pressing(id, &entry.stamp, document.pressing());
                            }
                            Err(_) => look(Looked::Unreadable { id, title }),
                        },
                        Ok(_) => {}
                        Err(()) => look(Looked::Unreadable { id, title }),
                    }
                    if !told(place.saturating_add(1), recent.len()) {
                        return;
                    }
                    next_frame().await;
                }
                session.refresh_recent();
            });
        });
    }

    /// Lets Home tell what the log has just computed.
    fn note_pressing(self, id: &str, write: &Stamp, pressing: Option<Pressing>) {
        if let Some(store) = self.store.try_get_value() {
            store.note_pressing(id, write, pressing);
        }
    }

    /// A workbook that is stored or that only this tab holds; an error where what is stored can't be read.
    async fn stored_of(self, id: &str) -> Result<Option<Entry>, ()> {
        if let Some(copy) = self.entry_of_tab(id) {
            return Ok(Some(copy));
        }
        self.load_anywhere(id).await.map_err(|_| ())
    }

    /// What this tab holds of a workbook and no storage does, as it would be stored.
    pub(super) fn unsaved_of_tab(self, id: &str) -> Option<Entry> {
        let is_unsaved = |open: &Open| open.autosave.id() == id && open.autosave.is_unsaved();
        let is_held = self.open.with_value(|open| open.as_ref().is_some_and(is_unsaved))
            || self.parked.with_value(|parked| parked.iter().any(is_unsaved));
        is_held.then(|| self.entry_of_tab(id)).flatten()
    }

    /// A workbook that only this tab holds, as it would be stored.
    fn entry_of_tab(self, id: &str) -> Option<Entry> {
        let language = self.preferences.get_untracked().language;
        let entry = |open: &Open| {
            if open.autosave.id() != id {
                return None;
            }
            let Made { about: About { title, template, pressing }, file } = made(&*open.document, language);
            let stamp = Stamp {
                revision: 1,
                writer: self.tab.get_value(),
                saved_ms: clock::now_ms(),
                title,
                template,
                builds_on: Vec::new(),
                pressing,
            };
            Some(Entry { stamp, file })
        };
        let open = self.open.with_value(|open| open.as_ref().and_then(entry));
        open.or_else(|| self.parked.with_value(|parked| parked.iter().find_map(entry)))
    }

    /// Puts a deleted workbook back as it was.
    pub(super) fn restore(self, id: &str) {
        let store = self.store.get_value();
        let found = self.deleted.with_value(|deleted| deleted.iter().rev().find(|(known, _)| known == id).cloned());
        let Some((id, deleted)) = found else { return };
        // What is refused stays at hand, and so does the offer to put it back.
        let offer_again = move |id: String, reason: Localized| {
            self.say(Weight::Attention, reason, Some(Offer::PutBack(id)));
        };
        let entry = match deleted {
            Deleted::Workbook(entry) => entry,
            Deleted::Aside(key) => {
                match store.put_back_aside(&id, &key) {
                    Ok(()) => self.note_put_back(&id),
                    Err(error) => offer_again(id, error.text().into()),
                }
                return;
            }
        };
        let is_only_copy = match store.save(&id, &entry) {
            Ok(()) => false,
            Err(error) if !self.has_deep_store() => {
                offer_again(id, error.text().into());
                return;
            }
            Err(_) => true,
        };
        if !is_only_copy {
            self.note_put_back(&id);
        }
        leptos::task::spawn_local(async move {
            match self.restore_deep(&id, entry, is_only_copy).await {
                _ if !is_only_copy => {}
                Ok(()) => self.note_put_back(&id),
                Err(reason) => offer_again(id, reason),
            }
        });
    }

    /// Notes that a deleted workbook is stored again.
    fn note_put_back(self, id: &str) {
        self.deleted.update_value(|deleted| deleted.retain(|(known, _)| known != id));
        self.put_versions_back(id);
        let offer = Some(Offer::PutBack(id.to_owned()));
        self.notices.update(|notices| notices.retain(|notice| notice.offer != offer));
        self.refresh_recent();
    }

    /// A workbook as a file; where it can't be read, its bytes as they are. What is in the larger storage is saved when it has
    /// come.
    pub(super) fn copy_of_stored(self, id: &str) -> Result<Option<Effect>, Localized> {
        if let Some(copy) = self.entry_of_tab(id) {
            return Ok(Some(Effect::Download { name: file_name(&copy.stamp.title), text: copy.file }));
        }
        let found = self.store.with_value(|store| store.load(id));
        if !self.is_deeper(id, &found) {
            return copy_of_found(id, found).map(Some);
        }
        let id = id.to_owned();
        leptos::task::spawn_local(async move {
            match copy_of_found(&id, self.load_anywhere(&id).await) {
                Ok(effect) => self.run(Some(effect)),
                Err(reason) => self.say(Weight::Attention, reason, None),
            }
        });
        Ok(None)
    }

    /// Does what follows of something that had to be waited for.
    fn run(self, effect: Option<Effect>) {
        if let Some(Err(reason)) = effect.map(Effect::run) {
            self.say(Weight::Attention, Localized::same(reason), None);
        }
    }
}

fn copy_of_found(id: &str, found: Result<Option<Entry>, StoreError>) -> Result<Effect, Localized> {
    match found {
        Ok(Some(entry)) => Ok(Effect::Download { name: file_name(&entry.stamp.title), text: entry.file }),
        Ok(None) => Err(sentence(|m| m.shell.unknown_workbook, &[])),
        Err(StoreError::Unreadable(text)) => Ok(Effect::Download { name: file_name(id), text }),
        Err(error) => Err(Localized::of(|language| error.text().get(language).to_owned())),
    }
}
