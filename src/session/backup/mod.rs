//! Backups of everything that is stored, and bringing them back.
//!
//! Making and reading belong to the second part of the program: only its views call `make.rs`, `survey.rs`, `restore.rs`
//! and `versions.rs`. What stands here is what the first part needs: the wish for a backup, and putting back what a restored
//! workbook replaced. Nothing here draws. Start reading at [`BackupWish`], then `survey.rs`.

mod make;
mod restore;
mod survey;
mod versions;

use leptos::prelude::*;
use tandem_core::text::Localized;

pub use restore::{Choice, Restored};
pub use survey::{Line, Standing, Survey};

use super::{Open, Session, Weight};
use crate::browser::files::Chosen;
use crate::browser::{files, random, space};
use crate::i18n::{Language, Messages, fill, sentence};
use crate::storage::autosave::{MOST_BYTES, SaveState};
use crate::storage::deep::Kept;
use crate::storage::{Entry, Stamp, StoreError, Write};

/// What a person wants of backups.
#[derive(Clone, Debug)]
pub enum BackupWish {
    /// To have one made.
    Make,
    /// To bring back what this file holds.
    Restore(Chosen),
}

/// What the session knows of backups.
#[derive(Clone, Copy)]
pub(super) struct Backups {
    wish: RwSignal<Option<BackupWish>, LocalStorage>,
    /// What stood where a restored workbook stands now, and the write that replaced it.
    replaced: StoredValue<Vec<Replaced>, LocalStorage>,
    /// Whether the browser was asked in this tab to keep what is stored.
    has_asked: StoredValue<bool>,
}

/// A workbook that was replaced.
#[derive(Clone, Debug)]
struct Replaced {
    id: String,
    before: Entry,
    by: Stamp,
}

impl Backups {
    pub(super) fn new() -> Self {
        Self {
            wish: RwSignal::new_local(None),
            replaced: StoredValue::new_local(Vec::new()),
            has_asked: StoredValue::new(false),
        }
    }

    /// Notes what a person wants.
    pub(super) fn wish(self, wish: BackupWish) {
        self.wish.set(Some(wish));
    }
}

/// A sentence about several workbooks, each told by its title with a reason of its own.
fn listed(pick: fn(&'static Messages) -> &'static str, reasons: &[(String, Localized)]) -> Localized {
    let told = |language: Language| {
        let unnamed = Messages::of(language).backup.unnamed;
        let named = |title: &String| if title.trim().is_empty() { unnamed.to_owned() } else { title.clone() };
        let told = reasons.iter().map(|(title, reason)| (named(title), reason));
        let one = |(title, reason): (String, &Localized)| match language {
            Language::English => format!("“{title}”: {} ", reason.en),
            Language::Japanese => format!("「{title}」：{}", reason.ja),
        };
        let told: String = told.map(one).collect();
        fill(pick(Messages::of(language)), &[("reasons", told.trim_end())])
    };
    Localized::of(told)
}

/// The writes of both, the latest of each tab.
fn joined(mut writes: Vec<Write>, others: Vec<Write>) -> Vec<Write> {
    for other in others {
        match writes.iter_mut().find(|write| write.writer == other.writer) {
            Some(write) => write.revision = write.revision.max(other.revision),
            None => writes.push(other),
        }
    }
    writes
}

impl Session {
    /// What a person wants of backups, until it is done.
    #[must_use]
    pub const fn backup_wish(self) -> RwSignal<Option<BackupWish>, LocalStorage> {
        self.backups.wish
    }

    /// Asks for the file of a backup.
    pub(super) fn ask_for_backup(self) {
        files::pick(".json,application/json", move |file| self.backups.wish(BackupWish::Restore(file)));
    }

    /// Asks the browser, once in a tab, to keep what is stored here.
    pub(super) fn ask_to_keep(self) {
        if self.outlives_tab() && !self.backups.has_asked.get_value() {
            self.backups.has_asked.set_value(true);
            let is_first = self.recent.with_untracked(|recent| recent.len() <= 1);
            leptos::task::spawn_local(space::ask_to_keep(is_first));
        }
    }

    /// What is newest of a workbook: what this tab holds unsaved, otherwise what is stored.
    pub(super) async fn newest_of(self, id: &str) -> Result<Option<Entry>, StoreError> {
        match self.unsaved_of_tab(id) {
            Some(entry) => Ok(Some(entry)),
            None => self.load_anywhere(id).await,
        }
    }

    /// What another tab stored of a workbook, where this tab's version waits for a choice between the two.
    async fn other_of(self, id: &str) -> Option<Result<Option<Entry>, StoreError>> {
        let theirs = self.conflict_of(id)?;
        match self.deep_store() {
            Some(deep) if self.is_other_deep(id, &theirs) => Some(deep.load(id).await),
            _ => Some(self.load_anywhere(id).await),
        }
    }

    /// The write of another tab between which and this tab's a person has to choose.
    fn conflict_of(self, id: &str) -> Option<Stamp> {
        let theirs = |open: &Open| match open.autosave.state() {
            SaveState::Conflict { theirs } if open.autosave.id() == id => Some(theirs.clone()),
            _ => None,
        };
        let open = self.open.with_value(|open| open.as_ref().and_then(theirs));
        open.or_else(|| self.parked.with_value(|parked| parked.iter().find_map(theirs)))
    }

    /// Stores a workbook in both slots, or in the one that takes it. Whoever calls has looked at what stands there.
    async fn keep(self, id: &str, entry: Entry) -> Result<(), StoreError> {
        let stamp = entry.stamp.clone();
        let first = if entry.file.len() > MOST_BYTES {
            Err(StoreError::TooLarge)
        } else {
            self.store.with_value(|store| store.save(id, &entry))
        };
        let is_only_copy = first.is_err();
        match (first, self.deepen(id, entry, is_only_copy).await) {
            // What is later than what the first slot has just taken builds upon it.
            (Ok(()), _) | (_, Some(Ok(Kept::Stored))) => Ok(()),
            (Err(error), None) | (_, Some(Err(error))) => Err(error),
            // Another tab was quicker; what it wrote stays.
            (Err(_), Some(Ok(Kept::Later | Kept::Other(_)))) => Err(StoreError::Elsewhere(stamp)),
        }
    }

    /// Shows what took the place of a workbook that this tab holds. What it held unsaved is kept with what was replaced.
    fn show_restored(self, id: &str, entry: &Entry) {
        self.parked.update_value(|parked| parked.retain(|open| open.autosave.id() != id));
        if self.open_id().as_deref() == Some(id) {
            // It was read before it was stored.
            let _ = self.show_entry(id, entry);
        }
    }

    /// What is known of a workbook, here and in what is stored, so that what builds upon that may take its place.
    async fn lineage_of(self, id: &str) -> Result<Vec<Write>, StoreError> {
        let of = |open: &Open| (open.autosave.id() == id).then(|| open.autosave.lineage());
        let held = self.open.with_value(|open| open.as_ref().and_then(of));
        let held = held.or_else(|| self.parked.with_value(|parked| parked.iter().find_map(of)));
        let mut stamps = Vec::new();
        stamps.extend(self.load_anywhere(id).await?.map(|entry| entry.stamp));
        stamps.extend(self.conflict_of(id));
        let mut lineages = stamps.iter().map(Stamp::lineage).chain(held);
        let Some(first) = lineages.next() else { return Ok(Vec::new()) };
        Ok(lineages.fold(first, joined))
    }

    /// Puts back what restored workbooks replaced. One that was changed since stays; what it had replaced becomes a workbook of
    /// its own.
    pub(super) fn put_back_replaced(self, ids: Vec<String>) {
        leptos::task::spawn_local(async move {
            self.save_now();
            for id in ids {
                let found = self.backups.replaced.with_value(|all| all.iter().rposition(|one| one.id == id));
                let taken = self.backups.replaced.try_update_value(|all| found.map(|place| all.remove(place)));
                let Some(Some(one)) = taken else { continue };
                if let Err(reason) = self.put_back(one.clone()).await {
                    self.backups.replaced.update_value(|all| all.push(one));
                    self.say(Weight::Attention, reason, None);
                }
            }
            self.refresh_recent();
        });
    }

    async fn put_back(self, Replaced { id, before, by }: Replaced) -> Result<(), Localized> {
        let now = self.newest_of(&id).await;
        let is_unchanged = match &now {
            Ok(Some(entry)) => entry.stamp.is_same_write(&by),
            Ok(None) => true,
            Err(_) => false,
        };
        let (builds_on, revision) = (by.lineage(), by.revision.saturating_add(1));
        let stamp = Stamp { revision, writer: self.tab.get_value(), builds_on, ..before.stamp };
        let id = if is_unchanged { id } else { random::identity() };
        let title = stamp.title.clone();
        let entry = Entry { stamp, file: before.file };
        self.keep(&id, entry.clone()).await.map_err(|error| Localized::from(error.text()))?;
        self.show_restored(&id, &entry);
        let text = if is_unchanged {
            sentence(|m| m.backup.put_back, &[("title", &title)])
        } else {
            sentence(|m| m.backup.put_back_beside, &[("title", &title)])
        };
        self.say(Weight::Done, text, None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_title_is_told_in_both_languages() {
        let reason = Localized { en: "Why.".into(), ja: "理由。".into() };
        let told = listed(|m| m.backup.not_restored, &[(" ".into(), reason.clone()), ("Plan".into(), reason)]);
        assert_eq!(told.en, "Not restored: “Damaged entry”: Why. “Plan”: Why.");
        assert_eq!(told.ja, "復元できなかったもの：「破損した項目」：理由。「Plan」：理由。");
    }

    #[test]
    fn of_each_tab_the_latest_write_is_kept() {
        let write = |(writer, revision): (&str, u64)| Write { writer: writer.to_owned(), revision };
        let writes = |all: &[(&str, u64)]| all.iter().copied().map(write).collect::<Vec<_>>();
        let both = joined(writes(&[("a", 3), ("b", 1)]), writes(&[("b", 5), ("a", 2), ("c", 1)]));
        assert_eq!(both, writes(&[("a", 3), ("b", 5), ("c", 1)]));
    }
}
