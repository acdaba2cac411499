//! Backups of everything that is stored, and bringing them back.
//!
//! Making and reading belong to the second part of the program: only its views call `make.rs`, `survey.rs` and `restore.rs`. What
//! stands here is what the first part needs: the wish for a backup, and putting back what a restored workbook replaced. Nothing
//! here draws. Start reading at [`BackupWish`], then `survey.rs`.

mod make;
mod restore;
mod survey;

use leptos::prelude::*;
use tandem_core::text::Localized;

pub use restore::{Choice, Restored};
pub use survey::{Line, Standing, Survey};

use super::{Session, Weight};
use crate::browser::files::Chosen;
use crate::browser::{files, random, space};
use crate::i18n::{Language, Messages, fill, sentence};
use crate::storage::autosave::MOST_BYTES;
use crate::storage::deep::Kept;
use crate::storage::{Entry, Stamp, StoreError};

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
        let one = |(title, reason): &(String, Localized)| match language {
            Language::English => format!("“{title}”: {} ", reason.en),
            Language::Japanese => format!("「{title}」：{}", reason.ja),
        };
        let told: String = reasons.iter().map(one).collect();
        fill(pick(Messages::of(language)), &[("reasons", told.trim_end())])
    };
    Localized::of(told)
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
    async fn newest_of(self, id: &str) -> Result<Option<Entry>, StoreError> {
        match self.unsaved_of_tab(id) {
            Some(entry) => Ok(Some(entry)),
            None => self.load_anywhere(id).await,
        }
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
        let kept = match (first, self.deepen(id, entry, is_only_copy).await) {
            (Ok(()), _) | (_, Some(Ok(Kept::Stored | Kept::Later))) => Ok(()),
            (Err(error), None) | (_, Some(Err(error))) => Err(error),
            // Another tab was quicker; what it wrote stays.
            (Err(_), Some(Ok(Kept::Other(_)))) => Err(StoreError::Elsewhere(stamp)),
        };
        if kept.is_ok() && self.holds(id) {
            self.look_at_other_tab(id);
        }
        kept
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
        self.keep(&id, Entry { stamp, file: before.file }).await.map_err(|error| Localized::from(error.text()))?;
        let text = if is_unchanged {
            sentence(|m| m.backup.put_back, &[("title", &title)])
        } else {
            sentence(|m| m.backup.put_back_beside, &[("title", &title)])
        };
        self.say(Weight::Done, text, None);
        Ok(())
    }
}
