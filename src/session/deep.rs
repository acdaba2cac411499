//! The second slot of every workbook, in the browser's database: what goes there, what comes from there, and how the two slots
//! are brought together when the app starts.
//!
//! Of two slots the one holds that builds upon the other. So it does not matter at which moment a tab or a browser stops: each
//! slot is written as a whole or not at all, and the next start takes the later one. Where neither builds upon the
//! other, both stay, one of them under an identity of its own.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use tandem_core::text::Localized;

use super::saving::parked_words;
use super::{Documents, MergeWish, Offer, Open, Opened, Session, Weight};
use crate::browser::task::{next_frame, wait};
use crate::browser::{clock, random};
use crate::i18n::sentence;
use crate::route::Route;
use crate::storage::autosave::{Autosave, QUIET_MS, RETRY_MS};
use crate::storage::deep::{DeepStore, Kept};
use crate::storage::{Entry, Listed, Stamp, StoreError, Write};

/// The larger storage as this tab knows it.
#[derive(Debug, Default)]
pub(super) struct Deep {
    store: Option<DeepStore>,
    /// Whether it is being opened and compared, so that nothing is opened from either slot before.
    is_coming: bool,
    /// What it holds.
    listed: BTreeMap<String, Stamp>,
    /// What is being removed, so that a write which ends meanwhile does not list it again.
    leaving: Vec<String>,
}

/// A workbook on its way to the larger storage.
#[derive(Debug)]
pub(super) struct Deeper {
    pub(super) id: String,
    pub(super) entry: Entry,
    /// Whether no other storage took it.
    pub(super) is_only_copy: bool,
}

impl Session {
    /// Opens the larger storage, where there is one, and brings both slots of every workbook together.
    pub(super) fn open_deep_store(self) {
        /// A database that does not answer must keep nobody from working: then the first slot alone is there.
        const PATIENCE: Duration = Duration::from_secs(3);
        if !self.outlives_tab() {
            return;
        }
        self.deep.update_value(|deep| deep.is_coming = true);
        set_timeout(move || self.go_on_without_waiting(), PATIENCE);
        leptos::task::spawn_local(async move {
            if let Ok(store) = DeepStore::open(DeepStore::NAME).await
                && let Some(listed) = self.bring_together(&store).await
            {
                self.deep.try_update_value(|deep| (deep.store, deep.listed) = (Some(store), listed));
                self.remove_deleted_meanwhile();
            }
            self.go_on_without_waiting();
            self.copy_what_is_missing().await;
            self.drop_orphaned_versions().await;
        });
    }

    /// Copies what the first slot alone holds: what was stored before the larger storage answered, or while there was none.
    async fn copy_what_is_missing(self) {
        let Some(stored) = self.store.try_get_value().map(|store| store.list()) else { return };
        for Listed { id, stamp } in stored {
            let lags = |deep: &Deep| {
                let kept = deep.listed.get(&id);
                deep.store.is_some() && kept.is_none_or(|kept| !kept.is_same_write(&stamp) && stamp.builds_upon(kept))
            };
            if self.deep.try_with_value(lags) != Some(true) {
                continue;
            }
            let Some(Ok(Some(entry))) = self.store.try_get_value().map(|store| store.load(&id)) else { continue };
            self.deepen(&id, entry, false).await;
            next_frame().await;
        }
    }

    /// Removes what was deleted before the larger storage could be asked to.
    fn remove_deleted_meanwhile(self) {
        let deleted = self.deep.try_update_value(|deep| std::mem::take(&mut deep.leaving));
        for id in deleted.unwrap_or_default() {
            self.remove_deep(&id);
        }
    }

    fn go_on_without_waiting(self) {
        let waited = self.deep.try_update_value(|deep| std::mem::take(&mut deep.is_coming));
        if waited == Some(true) {
            self.refresh_recent();
            // A workbook that waited is opened now. What waits for its part of the program goes on by itself when that has come,
            // and a template asked for twice would make two workbooks.
            let route = self.route.get_untracked();
            let waited = matches!(route, Route::Workbook { .. }) && self.documents.with_value(Option::is_some);
            if waited && self.opened.get_untracked() == Opened::Loading {
                self.navigate(route);
            }
            // What was too large before there was a larger storage is not any more.
            self.save_now();
        }
    }

    /// Whether a workbook is being removed from the larger storage.
    fn is_leaving(self, id: &str) -> bool {
        self.deep.try_with_value(|deep| deep.leaving.iter().any(|leaving| leaving == id)).unwrap_or_default()
    }

    /// Whether the slots are still being compared.
    pub(super) fn waits_for_deep_store(self) -> bool {
        self.deep.try_with_value(|deep| deep.is_coming).unwrap_or_default()
    }

    /// Whether there is a larger storage.
    pub(super) fn has_deep_store(self) -> bool {
        self.deep.with_value(|deep| deep.store.is_some())
    }

    /// The larger storage, where there is one.
    pub(super) fn deep_store(self) -> Option<DeepStore> {
        self.deep.try_with_value(|deep| deep.store.clone()).flatten()
    }

    /// The list of the store, and in it what only the larger storage holds, where its time stands.
    pub(super) fn with_deeper(self, mut stored: Vec<Listed>) -> Vec<Listed> {
        self.deep.with_value(|deep| {
            for (id, stamp) in &deep.listed {
                if stored.iter().all(|line| line.id != *id) {
                    let earlier = stored.iter().position(|line| line.stamp.saved_ms <= stamp.saved_ms);
                    let line = Listed { id: id.clone(), stamp: stamp.clone() };
                    stored.insert(earlier.unwrap_or(stored.len()), line);
                }
            }
        });
        stored
    }

    /// Brings both slots of every workbook together, and gives what the larger storage then holds; nothing where it can't be
    /// read.
    async fn bring_together(self, deep: &DeepStore) -> Option<BTreeMap<String, Stamp>> {
        /// So long a tab may see its storage as it was before another tab wrote.
        const LAG_MS: u64 = 300;
        let mut listed = deep.list().await.ok()?;
        if listed.iter().any(|line| self.differs(line)) {
            // Another tab may be in the middle of writing both. What still differs after a while was interrupted.
            wait(LAG_MS).await;
            listed = deep.list().await.ok()?;
            for line in listed.iter().filter(|line| self.differs(line)) {
                self.mend(deep, line).await;
            }
            listed = deep.list().await.ok()?;
        }
        Some(listed.into_iter().map(|Listed { id, stamp }| (id, stamp)).collect())
    }

    /// Whether the first slot of a workbook does not hold the same write as the second, by the beginning of its entry: nobody waits
    /// for the rest. Damage there is mended when the workbook is read.
    fn differs(self, line: &Listed) -> bool {
        let Some(store) = self.store.try_get_value() else { return false };
        // What is open is compared by its next write, and what was deleted meanwhile goes.
        if line.stamp.revision == 0 || self.holds(&line.id) || self.is_leaving(&line.id) {
            return false;
        }
        match store.stamp(&line.id) {
            Ok(Some(stamp)) | Err(StoreError::Elsewhere(stamp)) => !stamp.is_same_write(&line.stamp),
            Ok(None) | Err(StoreError::Unreadable(_)) => true,
            Err(_) => false,
        }
    }

    /// Brings the slots of one workbook together. Whatever is refused stays as it is, and the next start tries again.
    async fn mend(self, deep: &DeepStore, Listed { id, stamp }: &Listed) {
        let Some(store) = self.store.try_get_value() else { return };
        let first = match store.load(id) {
            Ok(Some(entry)) if entry.stamp.builds_upon(stamp) => {
                let _ = deep.save(id, &entry).await;
                return;
            }
            Ok(Some(entry)) => Some(entry.stamp),
            // The note was written after what it tells of, so that the larger storage is right.
            Err(StoreError::Elsewhere(_)) | Ok(None) => None,
            Err(StoreError::Unreadable(text)) => {
                if store.set_aside(id, &text).is_err() {
                    return;
                }
                None
            }
            Err(_) => return,
        };
        if first.is_some_and(|first| !stamp.builds_upon(&first)) {
            let copy = random::identity();
            if deep.rename(id, &copy).await.is_ok() {
                let text = sentence(|m| m.shell.two_versions, &[("title", &stamp.title)]);
                let wish = MergeWish { into: id.clone(), from: Some(copy) };
                self.say(Weight::Attention, text, Some(Offer::Merge(wish)));
            }
            return;
        }
        let Ok(Some(entry)) = deep.load(id).await else { return };
        if self.is_leaving(id) {
            return;
        }
        if store.save(id, &entry).is_err() {
            // It is read from the larger storage then, with this note or without.
            let _ = store.point(id, stamp);
        }
    }

    /// Whether a workbook is to be read from the larger storage, given what the store holds of it.
    pub(super) fn is_deeper(self, id: &str, found: &Result<Option<Entry>, StoreError>) -> bool {
        self.deep.with_value(|deep| {
            let listed = deep.listed.get(id);
            match found {
                Err(StoreError::Elsewhere(_)) if deep.is_coming => true,
                _ if deep.store.is_none() => false,
                Ok(None) | Err(StoreError::Elsewhere(_)) => true,
                Ok(Some(entry)) => {
                    listed.is_some_and(|stamp| !stamp.is_same_write(&entry.stamp) && stamp.builds_upon(&entry.stamp))
                }
                Err(StoreError::Unreadable(_)) => listed.is_some_and(|stamp| stamp.revision > 0),
                Err(_) => false,
            }
        })
    }

    /// Reads a workbook, from wherever it is, when the slots were compared. What can't be mended, because it can't be kept, stays.
    pub(super) async fn load_anywhere(self, id: &str) -> Result<Option<Entry>, StoreError> {
        self.until_slots_are_compared().await;
        let Some(store) = self.store.try_get_value() else { return Ok(None) };
        let found = store.load(id);
        match self.deep_store() {
            Some(deep) if self.is_deeper(id, &found) => {
                let stamp = self.deep.with_value(|deep| deep.listed.get(id).cloned());
                if let (Err(StoreError::Unreadable(_)), Some(stamp)) = (&found, stamp) {
                    self.mend(&deep, &Listed { id: id.to_owned(), stamp }).await;
                    return store.load(id).or(found);
                }
                deep.load(id).await
            }
            _ => found,
        }
    }

    /// Shows a workbook of the larger storage when it has come, if it is still wanted then.
    pub(super) fn fetch(self, id: String, documents: Documents) {
        leptos::task::spawn_local(async move {
            let long = self.read_long(&id, documents).await;
            let found = if long.is_none() { self.load_anywhere(&id).await } else { Ok(None) };
            let is_wanted =
                matches!(self.route.try_get_untracked(), Some(Route::Workbook { id: shown, .. }) if shown == id);
            if is_wanted && self.opened.get_untracked() == Opened::Loading {
                match long {
                    Some(open) => self.show(open),
                    None => self.show_found(&id, found, documents),
                }
            }
        });
    }

    /// Whether the version of another tab stands in the larger storage, while the store holds this tab's.
    pub(super) fn is_other_deep(self, id: &str, theirs: &Stamp) -> bool {
        self.deep.with_value(|deep| deep.listed.get(id).is_some_and(|stamp| stamp.is_same_write(theirs)))
            && self.store.with_value(|store| match store.load(id) {
                Ok(Some(Entry { stamp, .. })) | Err(StoreError::Elsewhere(stamp)) => !stamp.is_same_write(theirs),
                _ => false,
            })
    }

    /// Shows the version of another tab from the larger storage, which a person chose over what the store holds.
    pub(super) fn show_other_deep(self, id: String, documents: Documents) {
        let Some(deep) = self.deep_store() else { return };
        leptos::task::spawn_local(async move {
            let found = deep.load(&id).await;
            let Some(store) = self.store.try_get_value() else { return };
            if let Ok(Some(entry)) = &found
                && store.save(&id, entry).is_err()
            {
                // The next write comes upon this tab's version once more, and asks again.
                let _ = store.point(&id, &entry.stamp);
            }
            if self.open_id().as_deref() == Some(&*id) {
                self.show_found(&id, found, documents);
            }
        });
    }

    /// Puts what the store holds of a workbook in the place of what this tab wrote into the larger storage, after a person chose the
    /// version of another tab or kept this one elsewhere: it must not come back as a third version.
    pub(super) fn let_go_deep(self, id: String, mine: Vec<Write>) {
        let Some(Ok(Some(mut entry))) = self.store.try_get_value().map(|store| store.load(&id)) else { return };
        entry.stamp.build_upon(mine);
        self.go_deeper([Deeper { id, entry, is_only_copy: false }]);
    }

    /// Takes over what another tab wrote into the larger storage, if nothing has changed here until it has come.
    pub(super) fn fetch_newer(self, id: String) {
        leptos::task::spawn_local(async move {
            let Ok(Some(entry)) = self.load_anywhere(&id).await else { return };
            let is_open = self.open.try_with_value(|open| open.as_ref().is_some_and(|open| open.autosave.id() == id));
            if is_open == Some(true) {
                let is_unsaved =
                    self.open.with_value(|open| open.as_ref().is_some_and(|open| open.autosave.is_unsaved()));
                if !is_unsaved {
                    self.take_over(&id, &entry);
                }
            }
        });
    }

    /// Writes a workbook into the larger storage, and gives how that ended; nothing where there is none.
    pub(super) async fn deepen(self, id: &str, entry: Entry, is_only_copy: bool) -> Option<Result<Kept, StoreError>> {
        let store = self.deep_store()?;
        let end = if is_only_copy { store.save_only_copy(id, &entry).await } else { store.save(id, &entry).await };
        self.went_deeper(id, &entry.stamp, is_only_copy, end.clone());
        Some(end)
    }

    /// Notes how the write of a workbook into the larger storage ended.
    pub(super) fn went_deeper(self, id: &str, stamp: &Stamp, is_only_copy: bool, end: Result<Kept, StoreError>) {
        let Some(store) = self.store.try_get_value() else { return };
        // A mere copy of what is listed already changes nothing that the list tells.
        let is_news = is_only_copy || matches!(end, Ok(Kept::Other(_)));
        if end == Ok(Kept::Stored) {
            self.list_deep(id, stamp.clone());
            if is_only_copy {
                let earlier = match store.load(id) {
                    Ok(entry) => entry.map(|entry| entry.stamp),
                    Err(StoreError::Elsewhere(stamp)) => Some(stamp),
                    // What can't be read or reached stays.
                    Err(_) => Some(stamp.clone()),
                };
                if earlier.is_none_or(|earlier| !earlier.is_same_write(stamp) && stamp.builds_upon(&earlier)) {
                    // Without the note, the larger storage is found to be later all the same.
                    let _ = store.point(id, stamp);
                }
            }
        }
        if let Ok(Kept::Other(theirs)) = &end {
            self.list_deep(id, theirs.clone());
        }
        let note = |autosave: &mut Autosave| match end {
            end if is_only_copy => autosave.arrived(end),
            Ok(kept) => autosave.copied(kept),
            // The first slot holds it.
            Err(_) => {}
        };
        self.with_autosave(id, note);
        self.after_arrival(id);
        if is_news {
            self.refresh_recent();
        }
    }

    fn list_deep(self, id: &str, stamp: Stamp) {
        self.deep.update_value(|deep| {
            if deep.leaving.iter().all(|leaving| leaving != id) {
                deep.listed.insert(id.to_owned(), stamp);
            }
        });
    }

    /// Follows what another tab did with a workbook: it may have removed it from both storages, or put it into the larger one.
    pub(super) fn follow_deep(self, id: &str) {
        match self.store.with_value(|store| store.load(id)) {
            Ok(None) => self.deep.update_value(|deep| {
                deep.listed.remove(id);
            }),
            Err(StoreError::Elsewhere(stamp)) => self.list_deep(id, stamp),
            _ => {}
        }
    }

    pub(super) fn with_autosave(self, id: &str, note: impl FnOnce(&mut Autosave)) {
        let mut note = Some(note);
        let mut of = |open: &mut Open| {
            if open.autosave.id() == id
                && let Some(note) = note.take()
            {
                note(&mut open.autosave);
            }
        };
        self.open.update_value(|open| open.iter_mut().for_each(&mut of));
        self.parked.update_value(|parked| parked.iter_mut().for_each(of));
    }

    /// Goes on with what waited for a write: changes that came meanwhile, workbooks that were left meanwhile. What was refused is
    /// tried again after a while, and not before: nothing has made room for it yet.
    fn after_arrival(self, id: &str) {
        let language = self.preferences.get_untracked().language;
        self.parked.with_value(|parked| {
            let refused = parked.iter().find(|open| open.autosave.id() == id && open.autosave.may_be_retried());
            if let Some(open) = refused {
                self.say(Weight::Attention, parked_words(open.document.title().get(language)), None);
            }
        });
        self.save_parked(|open| open.autosave.is_waiting());
        if self.open.with_value(|open| open.as_ref().is_some_and(|open| open.autosave.is_waiting())) {
            let pause =
                self.open.with_value(|open| open.as_ref().map(|open| open.autosave.pause_ms(clock::steady_ms())));
            self.save_in(pause.unwrap_or(QUIET_MS), Self::save_now);
        } else if self.is_refused() {
            self.save_in(RETRY_MS, Self::save_refused);
        }
        self.refresh();
    }

    /// Removes a workbook from the larger storage.
    pub(super) fn remove_deep(self, id: &str) {
        let id = id.to_owned();
        self.deep.update_value(|deep| {
            deep.listed.remove(&id);
            deep.leaving.push(id.clone());
        });
        // One that is not there yet is asked when it has come.
        let Some(store) = self.deep_store() else { return };
        leptos::task::spawn_local(async move {
            // What stays is found again at the next start.
            let _ = store.remove(&id).await;
            self.deep.try_update_value(|deep| {
                if let Some(place) = deep.leaving.iter().position(|leaving| *leaving == id) {
                    deep.leaving.remove(place);
                }
            });
        });
    }

    /// Puts a workbook that was deleted back into the larger storage, also where its removal still waits.
    ///
    /// # Errors
    /// Why it does not stand there, as a sentence.
    pub(super) async fn restore_deep(self, id: &str, entry: Entry, is_only_copy: bool) -> Result<(), Localized> {
        self.deep.update_value(|deep| deep.leaving.retain(|leaving| leaving != id));
        match self.deepen(id, entry, is_only_copy).await {
            Some(Ok(Kept::Stored | Kept::Later)) => Ok(()),
            Some(Ok(Kept::Other(_))) => Err(sentence(|m| m.backup.taken_meanwhile, &[])),
            Some(Err(error)) => Err(error.text().into()),
            None => Err(StoreError::Blocked.text().into()),
        }
    }
}
