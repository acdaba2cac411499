//! What a merge would do, told before it is done: what each copy brings by itself, and what is asked.

use super::super::difference::{Difference, compare};
use super::{Merge, Takes, merged};
use crate::workbook::Workbook;

/// Two copies of a workbook before they are merged.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    /// The merge in which every conflict stays as it is here; its conflicts are what is to be asked.
    pub merge: Merge,
    /// What this copy alone changed: what stays of it whatever is chosen.
    pub from_mine: Difference,
    /// What the other copy alone changed: what comes of it whatever is chosen.
    pub from_theirs: Difference,
}

impl Joining {
    /// How many changes come together without a question.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.from_mine.count().saturating_add(self.from_theirs.count())
    }

    /// Whether the copies are the same but for what a merge leaves alone.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        self.merge.conflicts.is_empty() && self.from_mine.is_empty() && self.from_theirs.is_empty()
    }
}

/// What [`super::merge`] would do. What comes without a question is what differs between a copy and the merge in which it gives
/// way in every conflict, so that it is told exactly as it will be.
#[must_use]
pub fn joining(base: Option<&Workbook>, mine: &Workbook, theirs: &Workbook) -> Joining {
    let (merge, own) = merged(base, mine, theirs, Takes::In(&std::collections::BTreeSet::new()));
    let (_, other) = merged(base, mine, theirs, Takes::All);
    Joining { merge, from_mine: compare(theirs, &other), from_theirs: compare(mine, &own) }
}
