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
use super::{Entry, Listed, Pressing, Stamp, Store, StoreError, Write};
use crate::browser::{copy, thrown};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    workbook: Option<&'a RawValue>,
    /// Where the workbook stands, if not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<&'a str>,
}

/// How an entry says that its workbook stands in the browser's database.
const DATABASE: &str = "indexeddb";

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
    /// Kept as text: whatever stands here must not make the workbook unreadable.
    #[serde(default)]
    pressing: Option<Box<RawValue>>,
    #[serde(default)]
    workbook: Option<Box<RawValue>>,
    #[serde(default)]
    elsewhere: Option<String>,
}

impl Reading {
    /// What is known of the workbook, the workbook, and where it stands if not here.
    fn into_stamp(self) -> (Stamp, Option<Box<RawValue>>, Option<String>) {
        let Self { revision, writer, saved_ms, title, template, builds_on, pressing, workbook, elsewhere } = self;
        let pressing = pressing.and_then(|text| serde_json::from_str(text.get()).ok());
        (Stamp { revision, writer, saved_ms, title, template, builds_on, pressing }, workbook, elsewhere)
    }
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

    /// The list as it is stored, in the order of writes; nothing where its bytes must stay, because they can't be read
    /// and could not be kept aside.
    fn index(self) -> Option<Vec<Listed>> {
        let Some(text) = text_of(INDEX).ok()? else { return Some(Vec::new()) };
        match serde_json::from_str(&text) {
            Ok(index) => Some(index),
            // The list is made anew from the entries; its bytes are kept all the same.
            Err(_) => self.set_aside("index", &text).ok().map(|_| Vec::new()),
        }
    }

    /// A list with a line for every entry and for nothing else. The order is that of writes, which a calendar that jumps
    /// cannot disturb; an entry that the list did not know is put where its time stands.
    fn completed(self, mut index: Vec<Listed>) -> Result<Vec<Listed>, StoreError> {
        let stored = stored_ids()?;
        index.retain(|line| stored.contains(&line.id));
        let unknown = stored.into_iter().filter(|id| index.iter().all(|line| line.id != *id));
        let mut unknown: Vec<Listed> = unknown
            .map(|id| {
                // An entry that can't be read is listed too, so that its bytes can be found and downloaded.
                let stamp = match self.load(&id) {
                    Ok(entry) => entry.map(|entry| entry.stamp),
                    Err(StoreError::Elsewhere(stamp)) => Some(stamp),
                    Err(_) => None,
                };
                let stamp = stamp.unwrap_or_default();
                Listed { id, stamp }
            })
            .collect();
        unknown.sort_by(|a, b| a.stamp.saved_ms.cmp(&b.stamp.saved_ms).then_with(|| a.id.cmp(&b.id)));
        for line in unknown {
            let earlier = index.iter().rposition(|known| known.stamp.saved_ms <= line.stamp.saved_ms);
            index.insert(earlier.map_or(0, |place| place.saturating_add(1)), line);
        }
        Ok(index)
    }

    /// Writes an entry and its line of the list.
    fn write(self, id: &str, stamp: &Stamp, workbook: Option<&RawValue>) -> Result<(), StoreError> {
        let elsewhere = workbook.is_none().then_some(DATABASE);
        LocalStorage::set(key_of(id), Writing { stamp, workbook, elsewhere }).map_err(refusal)?;
        self.update_index(|index| {
            index.retain(|line| line.id != id);
            index.push(Listed { id: id.to_owned(), stamp: stamp.clone() });
        });
        Ok(())
    }

    /// Changes the list; a failure is not one of the workbook, which is already stored.
    fn update_index(self, change: impl FnOnce(&mut Vec<Listed>)) {
        let Some(Ok(mut index)) = self.index().map(|index| self.completed(index)) else { return };
        change(&mut index);
        // What can't be read today may be readable tomorrow: it is looked at anew each time.
        index.retain(|line| line.stamp.revision > 0);
        if LocalStorage::set(INDEX, index).is_err() {
            // A list that is behind would tell old titles and times. Without one it is made anew from the entries.
            let _ = LocalStorage::raw().remove_item(INDEX);
        }
    }
}

impl Store for LocalStore {
    fn outlives_tab(&self) -> bool {
        true
    }

    fn list(&self) -> Vec<Listed> {
        let index = self.index().unwrap_or_default();
        let mut list = self.completed(index).unwrap_or_default();
        list.reverse();
        list
    }

    fn load(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        let Some(text) = text_of(&key_of(id))? else { return Ok(None) };
        match serde_json::from_str(&text).map(Reading::into_stamp) {
            Ok((stamp, Some(workbook), _)) => Ok(Some(Entry { stamp, file: Box::<str>::from(workbook).into_string() })),
            Ok((stamp, None, Some(place))) if place == DATABASE => Err(StoreError::Elsewhere(stamp)),
            _ => Err(StoreError::Unreadable(text)),
        }
    }

    fn stamp(&self, id: &str) -> Result<Option<Stamp>, StoreError> {
        /// Characters in which all that stands before the workbook nearly always has room.
        const HEAD: u32 = 8_192;
        probe()?;
        let ends = copy::ends(LocalStorage::raw().as_ref(), &key_of(id), HEAD);
        let Some((head, last)) = ends else { return Ok(None) };
        // Within a text of JSON no quotation mark stands without a sign before it, so that this is the key and no title.
        let head = head.split_once(",\"workbook\":").map(|(head, _)| format!("{head}}}"));
        match head.and_then(|head| serde_json::from_str::<Reading>(&head).ok()) {
            Some(reading) if last == "}" => Ok(Some(reading.into_stamp().0)),
            // A note of what stands elsewhere is short; of what was cut off, the bytes are wanted.
            _ => self.load(id).map(|entry| entry.map(|entry| entry.stamp)),
        }
    }

    fn save(&self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        probe()?;
        let workbook: &RawValue =
            serde_json::from_str(&entry.file).map_err(|error| StoreError::Refused(error.to_string()))?;
        self.write(id, &entry.stamp, Some(workbook))
    }

    fn point(&self, id: &str, stamp: &Stamp) -> Result<(), StoreError> {
        probe()?;
        self.write(id, stamp, None)
    }

    fn note_pressing(&self, id: &str, write: &Stamp, pressing: Option<Pressing>) {
        let Some(index) = self.index() else { return };
        let is_meant = |line: &&Listed| line.id == id && line.stamp.is_same_write(write);
        let is_new = index.iter().find(is_meant).is_some_and(|line| line.stamp.pressing != pressing);
        if is_new {
            self.update_index(|index| {
                if let Some(line) = index.iter_mut().find(|line| line.id == id) {
                    line.stamp.pressing = pressing;
                }
            });
        }
    }

    fn remove(&self, id: &str) -> Result<(), StoreError> {
        probe()?;
        LocalStorage::raw().remove_item(&key_of(id)).map_err(|error| refusal_of(&error))?;
        self.update_index(|index| index.retain(|line| line.id != id));
        Ok(())
    }

    fn set_aside(&self, name: &str, text: &str) -> Result<String, StoreError> {
        let stored = text_of(&source_of(name))?;
        match quarantine::place(name, text, |key| text_of(key).ok().flatten()) {
            Place::Held(key) => Ok(key),
            Place::Free(key) => {
                let storage = LocalStorage::raw();
                // The bytes are copied as they are; wrapping them as a JSON text would change them, and so would a way
                // through this program where they are no Unicode.
                let copied = if stored.as_deref() == Some(text) {
                    copy::item(storage.as_ref(), &source_of(name), &key)
                } else {
                    storage.set_item(&key, text)
                };
                copied.map_err(|error| refusal_of(&error))?;
                Ok(key)
            }
        }
    }

    fn put_back_aside(&self, id: &str, key: &str) -> Result<(), StoreError> {
        if text_of(&key_of(id))?.is_some() {
            return Err(StoreError::Refused("another entry stands there".to_owned()));
        }
        copy::item(LocalStorage::raw().as_ref(), key, &key_of(id)).map_err(|error| refusal_of(&error))
    }

    fn kept_aside(&self) -> Vec<(String, String)> {
        let keys = keys().unwrap_or_default();
        let named = |key: String| Some((quarantine::name_of(&key)?.to_owned(), text_of(&key).ok()??));
        keys.into_iter().filter_map(named).collect()
    }

    fn settings(&self) -> Option<String> {
        text_of(SETTINGS).ok().flatten()
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

/// The stored text of a key, whatever it is. A storage may refuse even to be read, as Firefox does where its file is
/// damaged; gloo-storage would throw.
fn text_of(key: &str) -> Result<Option<String>, StoreError> {
    probe()?;
    LocalStorage::raw().get_item(key).map_err(|error| refusal_of(&error))
}

/// The identities that have an entry.
fn stored_ids() -> Result<Vec<String>, StoreError> {
    Ok(keys()?.iter().filter_map(|key| id_of(key).map(str::to_owned)).collect())
}

/// Every key of the storage, those of other pages of the origin included.
fn keys() -> Result<Vec<String>, StoreError> {
    probe()?;
    let storage = LocalStorage::raw();
    let count = storage.length().map_err(|error| refusal_of(&error))?;
    Ok((0..count).filter_map(|index| storage.key(index).ok().flatten()).collect())
}

/// The key under which a text stood that is put aside under a name.
fn source_of(name: &str) -> String {
    match name {
        "index" => INDEX.to_owned(),
        "settings" => SETTINGS.to_owned(),
        id => key_of(id),
    }
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
