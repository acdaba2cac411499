//! Copies on their way to the larger storage, and what is said of the open workbook meanwhile.
//!
//! A browser that is killed may not yet have put on the disk what local storage took: writes that were seconds old have been seen to go.
//! What the database has taken stays. So a workbook is called saved when its copy has arrived there.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::deep::Deeper;
use super::{SaveState, Session};

/// How long a copy that does not arrive keeps a workbook from being called saved: a database that answers takes milliseconds, and one that
/// does not answer must not worry anybody without an end.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many copies are on their way.
#[derive(Clone, Copy)]
pub(super) struct Copies(RwSignal<usize>);

impl Copies {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Counts a copy until the answer is called, or for as long as patience lasts.
    fn begin(self) -> impl Fn() {
        let Self(under_way) = self;
        let _ = under_way.try_update(|count| *count = count.saturating_add(1));
        let is_counted = Rc::new(Cell::new(true));
        let end = move || {
            if is_counted.replace(false) {
                let _ = under_way.try_update(|count| *count = count.saturating_sub(1));
            }
        };
        let late = end.clone();
        set_timeout(late, PATIENCE);
        end
    }
}

impl Session {
    /// How the open workbook stands with the stores.
    #[must_use]
    pub fn save_state(self) -> Signal<Option<SaveState>> {
        let (Copies(under_way), state) = (self.copies, self.save_state);
        let told = Memo::new(move |_| match state.get() {
            Some(SaveState::Saved { .. }) if under_way.get() > 0 => Some(SaveState::Pending),
            state => state,
        });
        told.into()
    }

    /// Sends workbooks to the larger storage.
    pub(super) fn go_deeper(self, deeper: impl IntoIterator<Item = Deeper>) {
        for Deeper { id, entry, is_only_copy } in deeper {
            let end = self.copies.begin();
            leptos::task::spawn_local(async move {
                self.deepen(&id, entry, is_only_copy).await;
                end();
            });
        }
    }
}
