//! The browser's `localStorage`, through gloo-storage: one entry a workbook, and an index for the list.
//!
//! Every key is prefixed, because all pages of the origin share the storage; for the same reason nothing here reads or
//! clears the storage as a whole. The index is only a convenience: where it is missing, garbled or behind, it is made
//! anew from the entries.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage as _};
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;

use super::quarantine::{self, Place};
use super::{Entry, Listed, Stamp, Store, StoreError, Write};
use crate::browser::thrown;

const WORKBOOK: &str = "tandem.workbook.";
const INDEX: &str = "tandem.index";
const SETTINGS: &str = "tandem.settings";

/// The key of a workbook's entry.
#[must_use]
pub fn key_of(id: &str) -> String {
    format!("{WORKBOOK}{id}")
}

/// The workbook that a key belongs to, if it is a workbook's.
#[must_use]
pub fn id_of(key: &str) -> Option<&str> {
    key.strip_prefix(WORKBOOK)
}

/// An entry as it is stored: the file stands in it as it is, so that it can be rescued by hand.
#[derive(Serialize)]
struct Writing<'a> {
    #[serde(flatten)]
    stamp: &'a Stamp,
    workbook: &'a RawValue,
}

#[derive(Deserialize)]
struct Reading {
    revision: u64,
    writer: String,
    saved_ms: u64,
    title: String,
    #[serde(default)]
    template: Option<String>,
    #[serde(default)]
    builds_on: Vec<Write>,
    workbook: Box<RawValue>,
}

/// The storage of this browser for this origin.
#[derive(Clone, Copy, Debug)]
pub struct LocalStore(());

impl LocalStore {
    /// Opens the storage.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] where the browser gives the page none.
    pub fn open() -> Result<Self, StoreError> {
        probe().map(|()| Self(()))
    }

    fn index(self) -> Vec<Listed> {
        match LocalStorage::get::<Vec<Listed>>(INDEX) {
            Ok(index) => index,
            Err(StorageError::KeyNotFound(_)) => Vec::new(),
            Err(_) => {
                // The list is made anew from the entries below; its bytes are kept all the same.
                if let Some(text) = raw(INDEX) {
                    let _ = self.set_aside("index", &text);
                }
                Vec::new()
            }
        }
    }

    /// The identities that have an entry.
    fn stored_ids() -> Vec<String> {
        let storage = LocalStorage::raw();
        let keys = (0..LocalStorage::length()).filter_map(|index| storage.key(index).ok().flatten());
        keys.filter_map(|key| id_of(&key).map(str::to_owned)).collect()
    }

    /// Changes the index; a failure is not one of the workbook, which is already stored.
    fn update_index(self, change: impl FnOnce(&mut Vec<Listed>)) {
        let mut index = self.index();
        change(&mut index);
        let _ = LocalStorage::set(INDEX, index);
    }
}

impl Store for LocalStore {
    fn outlives_tab(&self) -> bool {
        true
    }

    fn list(&self) -> Vec<Listed> {
        if probe().is_err() {
            return Vec::new();
        }
        let stored = Self::stored_ids();
        let mut index = self.index();
        index.retain(|line| stored.contains(&line.id));
        for id in stored {
            if index.iter().all(|line| line.id != id) {
                // An entry that can't be read is listed too, so that its bytes can be found and downloaded.
                let stamp = match self.load(&id) {
                    Ok(Some(entry)) => entry.stamp,
                    _ => Stamp::default(),
                };
                index.push(Listed { id, stamp });
            }
        }
        index.sort_by(|a, b| b.stamp.saved_ms.cmp(&a.stamp.saved_ms).then_with(|| a.id.cmp(&b.id)));
        index
    }

    fn load(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        probe()?;
        let key = key_of(id);
        match LocalStorage::get::<Reading>(&key) {
            Ok(Reading { revision, writer, saved_ms, title, template, builds_on, workbook }) => {
                let stamp = Stamp { revision, writer, saved_ms, title, template, builds_on };
                Ok(Some(Entry { stamp, file: Box::<str>::from(workbook).into_string() }))
            }
            Err(StorageError::KeyNotFound(_)) => Ok(None),
            Err(StorageError::SerdeError(_)) => Err(StoreError::Unreadable(raw(&key).unwrap_or_default())),
            Err(StorageError::JsError(error)) => Err(StoreError::Refused(error.to_string())),
        }
    }

    fn save(&self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        probe()?;
        let workbook: &RawValue =
            serde_json::from_str(&entry.file).map_err(|error| StoreError::Refused(error.to_string()))?;
        LocalStorage::set(key_of(id), Writing { stamp: &entry.stamp, workbook }).map_err(refusal)?;
        self.update_index(|index| {
            index.retain(|line| line.id != id);
            index.push(Listed { id: id.to_owned(), stamp: entry.stamp.clone() });
        });
        Ok(())
    }

    fn remove(&self, id: &str) -> Result<(), StoreError> {
        probe()?;
        LocalStorage::delete(key_of(id));
        self.update_index(|index| index.retain(|line| line.id != id));
        Ok(())
    }

    fn set_aside(&self, name: &str, text: &str) -> Result<String, StoreError> {
        probe()?;
        match quarantine::place(name, text, raw) {
            Place::Held(key) => Ok(key),
            Place::Free(key) => {
                // The bytes are copied as they are; wrapping them as a JSON text would change them.
                LocalStorage::raw().set_item(&key, text).map_err(|error| refusal_of(&error))?;
                Ok(key)
            }
        }
    }

    fn settings(&self) -> Option<String> {
        probe().ok()?;
        raw(SETTINGS)
    }

    fn save_settings(&self, text: &str) -> Result<(), StoreError> {
        probe()?;
        let settings: &RawValue = serde_json::from_str(text).map_err(|error| StoreError::Refused(error.to_string()))?;
        LocalStorage::set(SETTINGS, settings).map_err(refusal)
    }
}

/// Looks whether the browser gives the page a storage, without gloo-storage, which throws where it does not.
fn probe() -> Result<(), StoreError> {
    match window().local_storage() {
        Ok(Some(_)) => Ok(()),
        Ok(None) | Err(_) => Err(StoreError::Blocked),
    }
}

/// The stored text of a key, whatever it is.
fn raw(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(key).ok().flatten()
}

fn refusal(error: StorageError) -> StoreError {
    match error {
        StorageError::JsError(error) if is_quota(&error.name, &error.message) => StoreError::Full,
        other => StoreError::Refused(other.to_string()),
    }
}

fn refusal_of(error: &JsValue) -> StoreError {
    let words = thrown::words(error);
    if is_quota(&thrown::name(error), &words) { StoreError::Full } else { StoreError::Refused(words) }
}

/// Whether an error of the browser says that there is no room; Firefox has a name of its own for it.
fn is_quota(name: &str, message: &str) -> bool {
    name == "QuotaExceededError" || name == "NS_ERROR_DOM_QUOTA_REACHED" || message.contains("exceeded the quota")
}
