//! Versions of the open workbook that a person kept under a name, in the browser's database.
//!
//! They belong to the workbook: they go with it when it is deleted, and come back with it. A copy of a workbook begins without
//! any. A version comes back as an edit, so that undo takes it back.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::text::Localized;

use super::Session;
use crate::browser::task::wait;
use crate::browser::{clock, random};
use crate::i18n::sentence;
use crate::session::{Offer, Weight};
use crate::storage::StoreError;
use crate::storage::deep::DeepStore;
use crate::storage::versions::Head;
pub use crate::storage::versions::Version;

/// A version that was deleted, with the bytes of its file, readable or not: it can be put back.
pub type Gone = (Version, Vec<u8>);

/// What the session holds for versions.
#[derive(Clone, Copy)]
pub struct Versions {
    /// Whether they are asked for, and if so, whether to keep one.
    pub asked: RwSignal<Option<bool>>,
    /// Cells that a person wants to see; the page that holds them goes there.
    pub visited: RwSignal<Option<Area>>,
    /// Those of workbooks that were deleted in this tab.
    deleted: StoredValue<Vec<(String, Vec<Gone>)>>,
}

impl Versions {
    pub(super) fn new() -> Self {
        Self { asked: RwSignal::new(None), visited: RwSignal::new(None), deleted: StoredValue::new(Vec::new()) }
    }
}

fn refused(error: &StoreError) -> Localized {
    error.text().into()
}

impl Session {
    /// What is asked of the versions of the open workbook.
    #[must_use]
    pub const fn versions(self) -> Versions {
        self.versions
    }

    /// Whether this browser can keep versions.
    #[must_use]
    pub fn keeps_versions(self) -> bool {
        self.has_deep_store()
    }

    /// Refuses to go on where a workbook is not the open one any more: what is done with its versions takes a while, in which a
    /// person may have gone to another.
    ///
    /// # Errors
    /// That another one is open, as a sentence.
    pub fn expect_open(self, workbook: &str) -> Result<(), Localized> {
        let is_open = self.open_id().as_deref() == Some(workbook);
        if is_open { Ok(()) } else { Err(sentence(|m| m.versions.other_workbook, &[])) }
    }

    fn versions_store(self, workbook: &str) -> Result<DeepStore, Localized> {
        self.expect_open(workbook)?;
        self.deep_store().ok_or_else(|| sentence(|m| m.versions.no_database, &[]))
    }

    /// The versions of the open workbook, the latest first.
    ///
    /// # Errors
    /// Why they can't be read, as a sentence.
    pub async fn kept_versions(self, workbook: &str) -> Result<Vec<Version>, Localized> {
        let store = self.versions_store(workbook)?;
        store.versions(workbook).await.map_err(|error| refused(&error))
    }

    /// Keeps the open workbook as it is under a name.
    ///
    /// # Errors
    /// Why it can't be kept, as a sentence.
    pub async fn keep_version(self, workbook: &str, name: String) -> Result<(), Localized> {
        let store = self.versions_store(workbook)?;
        let file = self.open.with_value(|open| open.as_ref().map(|open| open.document.file())).unwrap_or_default();
        let version = Version { id: random::identity(), head: Head { name, kept_ms: clock::now_ms() } };
        store.keep_versions(workbook, &[(version, file.into_bytes())]).await.map_err(|error| refused(&error))
    }

    /// The file of a version.
    ///
    /// # Errors
    /// Why it can't be read, as a sentence.
    pub async fn version_file(self, workbook: &str, id: &str) -> Result<String, Localized> {
        let store = self.versions_store(workbook)?;
        let found = store.version_file(workbook, id).await.map_err(|error| refused(&error))?;
        // Whoever gets it goes on with the open workbook.
        self.expect_open(workbook)?;
        found.ok_or_else(|| sentence(|m| m.versions.absent, &[]))
    }

    /// Gives a version another name.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn rename_version(self, workbook: &str, version: &Version, name: String) -> Result<(), Localized> {
        let store = self.versions_store(workbook)?;
        let renamed = Version { head: Head { name, ..version.head }, ..version.clone() };
        store.rename_version(workbook, &renamed).await.map_err(|error| refused(&error))
    }

    /// Deletes a version and gives it, so that it can be put back.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn delete_version(self, workbook: &str, id: &str) -> Result<Vec<Gone>, Localized> {
        let store = self.versions_store(workbook)?;
        store.take_versions(workbook, Some(id)).await.map_err(|error| refused(&error))
    }

    /// Puts versions back that were deleted.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn put_back_versions(self, workbook: &str, gone: &[Gone]) -> Result<(), Localized> {
        let store = self.versions_store(workbook)?;
        store.keep_versions(workbook, gone).await.map_err(|error| refused(&error))
    }

    /// Takes the versions of a workbook along that is being deleted.
    pub(super) fn take_versions(self, workbook: &str) {
        let (Some(store), workbook) = (self.deep_store(), workbook.to_owned()) else { return };
        leptos::task::spawn_local(async move {
            // What can't be taken stays, and is there again when the workbook is put back.
            let Ok(taken) = store.take_versions(&workbook, None).await else { return };
            let is_gone = self.deleted.try_with_value(|deleted| deleted.iter().any(|(id, _)| *id == workbook));
            if is_gone == Some(true) {
                self.versions.deleted.try_update_value(|deleted| deleted.push((workbook, taken)));
            } else {
                // It was put back meanwhile, or the tab is going.
                self.return_versions(workbook, taken).await;
            }
        });
    }

    /// Deletes versions whose workbook stands nowhere any more, as where it was deleted while the database did not answer.
    pub(super) async fn drop_orphaned_versions(self) {
        /// So long another tab may take to store a workbook that it puts back.
        const LAG_MS: u64 = 2_000;
        let Some(deep) = self.deep_store() else { return };
        let Ok(kept) = deep.workbooks_with_versions().await else { return };
        if kept.is_empty() {
            return;
        }
        wait(LAG_MS).await;
        // What stands somewhere is read after what is kept, so that no version of a workbook that came meanwhile is an orphan.
        let Ok(listed) = deep.list().await else { return };
        for workbook in kept.iter().filter(|id| listed.iter().all(|line| line.id != **id)) {
            let Some(store) = self.store.try_get_value() else { return };
            let is_deleted_here = self.deleted.with_value(|deleted| deleted.iter().any(|(id, _)| id == workbook));
            if store.load(workbook) == Ok(None) && !self.holds(workbook) && !is_deleted_here {
                // What is refused is tried again at the next start.
                let _ = deep.drop_versions(workbook).await;
            }
        }
    }

    /// Puts the versions of a workbook back with it. What is refused stays at hand, and can be tried again.
    pub(super) fn put_versions_back(self, workbook: &str) {
        if self.deleted.with_value(|deleted| deleted.iter().any(|(id, _)| id == workbook)) {
            // It was deleted once more meanwhile; they come with it.
            return;
        }
        let taken = self.versions.deleted.try_update_value(|deleted| {
            deleted.extract_if(.., |(id, _)| id == workbook).flat_map(|(_, taken)| taken).collect()
        });
        let (Some(taken), workbook) = (taken, workbook.to_owned()) else { return };
        leptos::task::spawn_local(async move { self.return_versions(workbook, taken).await });
    }

    async fn return_versions(self, workbook: String, taken: Vec<Gone>) {
        if taken.is_empty() {
            return;
        }
        let kept = match self.deep_store() {
            Some(store) => store.keep_versions(&workbook, &taken).await,
            None => Err(StoreError::Blocked),
        };
        let offer = Offer::PutVersionsBack(workbook.clone());
        let is_kept = kept.is_ok();
        self.notices.try_update(|notices| notices.retain(|notice| notice.offer.as_ref() != Some(&offer)));
        if !is_kept && self.versions.deleted.try_update_value(|deleted| deleted.push((workbook, taken))).is_some() {
            self.say(Weight::Attention, sentence(|m| m.versions.not_put_back, &[]), Some(offer));
        }
    }
}
