//! Which views look at which cells: only views of cells whose value changed run again.

use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;
use tandem_core::cell::CellAddress;

use super::Session;
use crate::browser::{clock, page};

/// The cells that a view is told of.
#[derive(Clone, Copy, Debug)]
pub enum Changed<'a> {
    /// The values, contents or styles of these cells may have changed.
    Cells(&'a [CellAddress]),
    /// Anything may have changed.
    Everything,
}

/// What is called with the cells that changed.
type Follower = Rc<dyn Fn(Changed<'_>)>;

/// The views that look at cells, by cell, and those that look at many.
#[derive(Default)]
pub(super) struct Watchers {
    followers: Vec<(u64, Follower)>,
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

    /// Adds a view of many cells and gives its number.
    pub fn add_follower(&mut self, follower: Follower) -> u64 {
        self.given = self.given.wrapping_add(1);
        self.followers.push((self.given, follower));
        self.given
    }

    /// Removes a view of many cells.
    pub fn remove_follower(&mut self, number: u64) {
        self.followers.retain(|(known, _)| *known != number);
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

impl std::fmt::Debug for Watchers {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Watchers").field("by_cell", &self.by_cell).finish_non_exhaustive()
    }
}

impl Session {
    /// How many changes there were until now.
    #[must_use]
    pub fn revision_now(self) -> u64 {
        self.revision.get_untracked()
    }

    /// Calls back with the cells that changed, for as long as the component or effect lives that asks for it: for a view of
    /// so many cells that a trigger for each would cost more than drawing them.
    pub fn follow_cells(self, follower: impl Fn(Changed<'_>) + 'static) {
        let number = self.watchers.try_update_value(|watchers| watchers.add_follower(Rc::new(follower)));
        let number = number.unwrap_or_default();
        on_cleanup(move || {
            self.watchers.try_update_value(|watchers| watchers.remove_follower(number));
        });
    }

    /// Tells the views what changed: cells, and whether anything else did, which concerns them all.
    pub(super) fn tell(self, changed: &[CellAddress], structure: bool) {
        let triggers =
            self.watchers.with_value(|watchers| if structure { watchers.all() } else { watchers.of(changed.iter()) });
        self.refresh();
        if structure {
            self.structure.update(|count| *count = count.wrapping_add(1));
        }
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        for trigger in triggers {
            trigger.notify();
        }
        self.tell_followers(if structure { Changed::Everything } else { Changed::Cells(changed) });
    }

    fn tell_followers(self, changed: Changed<'_>) {
        let followers: Vec<Follower> = self
            .watchers
            .with_value(|watchers| watchers.followers.iter().map(|(_, follower)| follower.clone()).collect());
        for follower in followers {
            follower(changed);
        }
    }

    /// Has the views of some cells run again although these did not change, as where a rule says something else of them
    /// because of another cell.
    pub fn look_again(self, cells: &[CellAddress]) {
        let triggers = self.watchers.with_value(|watchers| watchers.of(cells.iter()));
        for trigger in triggers {
            trigger.notify();
        }
        self.tell_followers(Changed::Cells(cells));
    }

    /// The day of the reader, as `2026-03-31`; what reads it follows midnight.
    #[must_use]
    pub fn day(self) -> Signal<String> {
        self.day.into()
    }

    /// Tells the workbook when the day has changed since it was told, as in a tab that stays open over night. What is late
    /// depends on the day although no cell does, so that every view is told of a new one.
    pub fn catch_up(self) {
        let today = clock::today_text();
        let Some(is_new_day) = self.day.try_with_untracked(|known| *known != today) else { return };
        let changed = self.open.try_update_value(|open| open.as_mut().map(|open| open.document.tick()));
        if is_new_day {
            self.day.set(today);
        }
        if let Some(Some(changed)) = changed
            && (is_new_day || !changed.is_empty())
        {
            self.tell(&changed, is_new_day);
        }
    }

    /// Draws random numbers anew and tells formulas the time. Nothing that was typed changes by it.
    pub fn recalculate(self) {
        let changed = self.open.try_update_value(|open| open.as_mut().map(|open| open.document.recalculate()));
        if let Some(Some(changed)) = changed {
            self.tell(&changed, false);
        }
    }

    /// Looks every now and then whether a new day has begun: a tab may stay in sight over midnight.
    pub(super) fn attend_days(self) {
        const EVERY: std::time::Duration = std::time::Duration::from_secs(30);
        page::on_show(move || self.catch_up());
        set_interval(move || self.catch_up(), EVERY);
    }
}
