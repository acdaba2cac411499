//! The files that a tab last read or made of a workbook, so that it can tell what another tab's version began with.
//!
//! Two of them are enough: what another tab wrote builds upon the last write that this tab knows of, or, where both wrote at the
//! same moment, upon the one before. Where it builds upon neither, nobody guesses.

use super::{Entry, Stamp};

/// Bytes of files that are held beside each other. A file that is longer is not held at all: it is in the memory often enough, and a
/// merge without it asks about each difference.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// The writes of a workbook that this tab last read or made, with their files.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    latest: Option<Entry>,
    before: Option<Entry>,
}

impl Seen {
    /// Notes a write that what is open here builds upon. One that was tried before under the same count was refused.
    pub fn note(&mut self, entry: &Entry) {
        if entry.file.len() > MOST_BYTES {
            *self = Self::default();
            return;
        }
        let latest = self.latest.replace(entry.clone());
        if let Some(latest) = latest.filter(|latest| !latest.stamp.is_same_write(&entry.stamp)) {
            let fits = latest.file.len().saturating_add(entry.file.len()) <= MOST_BYTES;
            self.before = fits.then_some(latest);
        }
    }

    /// The latest of them that another write builds upon as well.
    #[must_use]
    pub fn common_with(&self, theirs: &Stamp) -> Option<&Entry> {
        let is_common = |entry: &&Entry| entry.stamp.revision > 0 && theirs.builds_upon(&entry.stamp);
        self.latest.iter().chain(&self.before).find(is_common)
    }
}
