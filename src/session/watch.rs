//! Which views look at which cells: only views of cells whose value changed run again.

use std::collections::HashMap;

use leptos::prelude::*;
use tandem_core::cell::CellAddress;

use super::Session;

/// The views that look at cells, by cell.
#[derive(Debug, Default)]
pub(super) struct Watchers {
    by_cell: HashMap<CellAddress, Vec<(u64, Trigger)>>,
    /// Numbers given so far; they tell the views of one cell apart.
    given: u64,
}

impl Watchers {
    /// Adds a view of a cell and gives its number.
    pub fn add(&mut self, at: CellAddress, trigger: Trigger) -> u64 {
        self.given = self.given.wrapping_add(1);
        self.by_cell.entry(at).or_default().push((self.given, trigger));
        self.given
    }

    /// Removes a view of a cell.
    pub fn remove(&mut self, at: CellAddress, number: u64) {
        if let Some(triggers) = self.by_cell.get_mut(&at) {
            triggers.retain(|(known, _)| *known != number);
            if triggers.is_empty() {
                self.by_cell.remove(&at);
            }
        }
    }

    /// The views to run again after these cells changed.
    pub fn of<'a>(&self, changed: impl Iterator<Item = &'a CellAddress>) -> Vec<Trigger> {
        if self.by_cell.is_empty() {
            return Vec::new();
        }
        changed.filter_map(|at| self.by_cell.get(at)).flatten().map(|(_, trigger)| *trigger).collect()
    }

    /// Every view, for when the whole workbook changed.
    pub fn all(&self) -> Vec<Trigger> {
        self.by_cell.values().flatten().map(|(_, trigger)| *trigger).collect()
    }
}

impl Session {
    /// Has the views of some cells run again although these did not change, as where a rule says something else of them
    /// because of another cell.
    pub fn look_again(self, cells: &[CellAddress]) {
        let triggers = self.watchers.with_value(|watchers| watchers.of(cells.iter()));
        for trigger in triggers {
            trigger.notify();
        }
    }
}
