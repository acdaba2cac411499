//! How much room there is for workbooks, and how much each takes.

use std::cell::Cell;

use leptos::prelude::*;

use super::{Recent, Session};
use crate::browser::task::{idle, wait};
use crate::browser::{clock, space};
use crate::storage::autosave::MOST_BYTES;
use crate::storage::local::key_of;

/// Room and what is used of it, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// What is used.
    pub used: u64,
    /// What there is in all.
    pub all: u64,
}

impl Use {
    /// How many of a hundred parts are used.
    #[must_use]
    pub fn percent(self) -> u64 {
        self.used.saturating_mul(100).checked_div(self.all).unwrap_or(100)
    }

    /// Whether it is time to tell.
    #[must_use]
    pub fn is_short(self) -> bool {
        const TOLD_PERCENT: u64 = 80;
        self.percent() > TOLD_PERCENT
    }
}

/// How much room there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    /// In local storage, which takes workbooks first.
    pub local: Option<Use>,
    /// In all, as the browser tells.
    pub all: Option<Use>,
    /// Whether what local storage has no room for goes elsewhere.
    pub has_deep: bool,
}

impl Space {
    /// Whether it is time to tell.
    #[must_use]
    pub fn is_short(self) -> bool {
        [self.local, self.all].into_iter().flatten().any(Use::is_short)
    }

    /// What will be missing first, where it is time to tell: local storage only where nothing else takes what it does not.
    #[must_use]
    pub fn shortest(self) -> Option<Use> {
        let local = self.local.filter(|_| !self.has_deep);
        [self.all, local].into_iter().flatten().filter(|part| part.is_short()).max_by_key(|part| part.percent())
    }
}

/// How much of local storage is used. Counting it passes over all that it holds, so that it waits until nothing else is done, and
/// a figure is good for a minute, unless room is short: then a person waits for it to change.
async fn local_use() -> Option<Use> {
    const GOOD_MS: u64 = 60_000;
    thread_local! {
        /// When it was counted, and what was found.
        static COUNTED: Cell<Option<(u64, Use)>> = const { Cell::new(None) };
    }
    let counted = || {
        let is_good =
            |(at_ms, part): &(u64, Use)| !part.is_short() && clock::steady_ms() < at_ms.saturating_add(GOOD_MS);
        COUNTED.get().filter(is_good).map(|(_, part)| part)
    };
    if counted().is_none() {
        idle().await;
    }
    // Somebody else may have counted meanwhile.
    if let Some(part) = counted() {
        return Some(part);
    }
    // No browser tells this limit; all give about as many characters.
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let part = Use { used: space::local_chars()?, all: most };
    COUNTED.set(Some((clock::steady_ms(), part)));
    Some(part)
}

impl Session {
    /// How much room there is for workbooks; nothing of it where nothing is kept anyway.
    pub async fn space(self) -> Space {
        if !self.outlives_tab() {
            return Space::default();
        }
        // Until it is known whether there is a larger storage, a full first one may be no trouble.
        self.until_slots_are_compared().await;
        let all = space::estimate().await.map(|(used, all)| Use { used, all });
        let local = local_use().await;
        Space { local, all, has_deep: self.has_deep_store() }
    }

    /// Waits until it is known what the larger storage holds, or that none answers.
    pub(super) async fn until_slots_are_compared(self) {
        const TURN_MS: u64 = 50;
        while self.waits_for_deep_store() {
            wait(TURN_MS).await;
        }
    }

    /// The stored workbooks with the bytes that each takes, its versions among them, largest first.
    pub async fn sizes(self) -> Vec<(Recent, u64)> {
        let recent = self.recent.get_untracked();
        let mut sizes = Vec::with_capacity(recent.len());
        for line in recent {
            let first = space::local_chars_of(&key_of(&line.id));
            let (second, versions) = match self.deep_store() {
                Some(deep) => (
                    deep.bytes_of(&line.id).await.unwrap_or_default(),
                    deep.bytes_of_versions(&line.id).await.unwrap_or_default(),
                ),
                None => (0, 0),
            };
            sizes.push((line, first.max(second).saturating_add(versions)));
        }
        sizes.sort_by(|(_, a), (_, b)| b.cmp(a));
        sizes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_above_four_fifths() {
        for (used, all, percent, is_short) in
            [(0, 100, 0, false), (80, 100, 80, false), (81, 100, 81, true), (7, 5, 140, true), (0, 0, 100, true)]
        {
            let part = Use { used, all };
            assert_eq!((part.percent(), part.is_short()), (percent, is_short), "{used} of {all}");
        }
    }

    #[test]
    fn local_storage_is_missed_only_where_it_is_all_there_is() {
        let full = Some(Use { used: 99, all: 100 });
        let half = Some(Use { used: 50, all: 100 });
        for (local, all, has_deep, shortest, is_short) in [
            (full, half, true, None, true),
            (full, half, false, full, true),
            (half, full, true, full, true),
            (half, half, false, None, false),
            (None, None, false, None, false),
        ] {
            let space = Space { local, all, has_deep };
            assert_eq!((space.shortest(), space.is_short()), (shortest, is_short), "{space:?}");
        }
    }
}
