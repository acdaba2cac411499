//! A store in the memory of the tab, for where the browser gives the page none.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::quarantine::{self, Place};
use super::{Entry, Listed, Pressing, Stamp, Store, StoreError};

/// Workbooks that live as long as the tab.
#[derive(Debug, Default)]
pub struct MemoryStore {
    /// In the order of writes, which a calendar that jumps cannot disturb.
    entries: RefCell<Vec<(String, Entry)>>,
    aside: RefCell<BTreeMap<String, String>>,
    settings: RefCell<Option<String>>,
}

impl Store for MemoryStore {
    fn outlives_tab(&self) -> bool {
        false
    }

    fn list(&self) -> Vec<Listed> {
        let entries = self.entries.borrow();
        entries.iter().rev().map(|(id, entry)| Listed { id: id.clone(), stamp: entry.stamp.clone() }).collect()
    }

    fn load(&self, id: &str) -> Result<Option<Entry>, StoreError> {
        Ok(self.entries.borrow().iter().find(|(known, _)| known == id).map(|(_, entry)| entry.clone()))
    }

    fn save(&self, id: &str, entry: &Entry) -> Result<(), StoreError> {
        let mut entries = self.entries.borrow_mut();
        entries.retain(|(known, _)| known != id);
        entries.push((id.to_owned(), entry.clone()));
        Ok(())
    }

    fn note_pressing(&self, id: &str, write: &Stamp, pressing: Option<Pressing>) {
        let mut entries = self.entries.borrow_mut();
        let meant = entries.iter_mut().find(|(known, entry)| known == id && entry.stamp.is_same_write(write));
        if let Some((_, entry)) = meant {
            entry.stamp.pressing = pressing;
        }
    }

    /// A tab that has no storage has no larger one either.
    fn point(&self, _id: &str, _stamp: &Stamp) -> Result<(), StoreError> {
        Err(StoreError::Blocked)
    }

    fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.entries.borrow_mut().retain(|(known, _)| known != id);
        Ok(())
    }

    fn set_aside(&self, name: &str, text: &str) -> Result<String, StoreError> {
        let place = quarantine::place(name, text, |key| self.aside.borrow().get(key).cloned());
        match place {
            Place::Held(key) => Ok(key),
            Place::Free(key) => {
                self.aside.borrow_mut().insert(key.clone(), text.to_owned());
                Ok(key)
            }
        }
    }

    /// Nothing unreadable ever stood here.
    fn put_back_aside(&self, _id: &str, _key: &str) -> Result<(), StoreError> {
        Err(StoreError::Blocked)
    }

    fn kept_aside(&self) -> Vec<(String, String)> {
        let aside = self.aside.borrow();
        let named = |(key, text): (&String, &String)| Some((quarantine::name_of(key)?.to_owned(), text.clone()));
        aside.iter().filter_map(named).collect()
    }

    fn settings(&self) -> Option<String> {
        self.settings.borrow().clone()
    }

    fn save_settings(&self, text: &str) -> Result<(), StoreError> {
        *self.settings.borrow_mut() = Some(text.to_owned());
        Ok(())
    }
}
