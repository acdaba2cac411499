//! Versions of the open workbook that a person kept under a name, in the browser's database.
//!
//! They belong to the workbook: they go with it when it is deleted, and come back with it. A copy of a workbook begins without
//! any. A version comes back as an edit, so that undo takes it back.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::text::Localized;

use super::Session;
use crate::browser::{clock, random};
use crate::i18n::sentence;
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

    fn versions_store(self) -> Result<(DeepStore, String), Localized> {
        let none = || sentence(|m| m.versions.no_database, &[]);
        Ok((self.deep_store().ok_or_else(none)?, self.open_id().ok_or_else(none)?))
    }

    /// The versions of the open workbook, the latest first.
    ///
    /// # Errors
    /// Why they can't be read, as a sentence.
    pub async fn kept_versions(self) -> Result<Vec<Version>, Localized> {
        let (store, workbook) = self.versions_store()?;
        store.versions(&workbook).await.map_err(|error| refused(&error))
    }

    /// Keeps the open workbook as it is under a name.
    ///
    /// # Errors
    /// Why it can't be kept, as a sentence.
    pub async fn keep_version(self, name: String) -> Result<(), Localized> {
        let (store, workbook) = self.versions_store()?;
        let file = self.open.with_value(|open| open.as_ref().map(|open| open.document.file())).unwrap_or_default();
        let version = Version { id: random::identity(), head: Head { name, kept_ms: clock::now_ms() } };
        store.keep_versions(&workbook, &[(version, file.into_bytes())]).await.map_err(|error| refused(&error))
    }

    /// The file of a version.
    ///
    /// # Errors
    /// Why it can't be read, as a sentence.
    pub async fn version_file(self, id: &str) -> Result<String, Localized> {
        let (store, workbook) = self.versions_store()?;
        let found = store.version_file(&workbook, id).await.map_err(|error| refused(&error))?;
        found.ok_or_else(|| sentence(|m| m.versions.absent, &[]))
    }

    /// Gives a version another name.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn rename_version(self, version: &Version, name: String) -> Result<(), Localized> {
        let (store, workbook) = self.versions_store()?;
        let renamed = Version { head: Head { name, ..version.head }, ..version.clone() };
        store.rename_version(&workbook, &renamed).await.map_err(|error| refused(&error))
    }

    /// Deletes a version and gives it, so that it can be put back.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn delete_version(self, id: &str) -> Result<Vec<Gone>, Localized> {
        let (store, workbook) = self.versions_store()?;
        store.take_versions(&workbook, Some(id)).await.map_err(|error| refused(&error))
    }

    /// Puts versions back that were deleted.
    ///
    /// # Errors
    /// Why that was refused, as a sentence.
    pub async fn put_back_versions(self, gone: &[Gone]) -> Result<(), Localized> {
        let (store, workbook) = self.versions_store()?;
        store.keep_versions(&workbook, gone).await.map_err(|error| refused(&error))
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
                let _ = store.keep_versions(&workbook, &taken).await;
            }
        });
    }

    /// Puts the versions of a workbook back with it.
    pub(super) fn put_versions_back(self, workbook: &str) {
        let taken = self.versions.deleted.try_update_value(|deleted| {
            let place = deleted.iter().position(|(id, _)| id == workbook)?;
            Some(deleted.swap_remove(place))
        });
        let (Some(Some((workbook, taken))), Some(store)) = (taken, self.deep_store()) else { return };
        leptos::task::spawn_local(async move {
            if let Err(error) = store.keep_versions(&workbook, &taken).await {
                self.say(super::Weight::Attention, refused(&error), None);
            }
        });
    }
}
