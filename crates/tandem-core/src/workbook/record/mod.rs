//! A decision record: what was decided, why, by whom, on which figures, and how that turned out.
//!
//! Its figures are cells of the sheet on the same page, so that they are formulas over any sheet of the workbook, are
//! computed, traced and rewritten as all others, and go to files of Excel. The record itself holds words, the state of the
//! decision, and which row of the sheet is what.
//!
//! Like the folder around it, this one must not know edits, files or templates. Start reading at [`Record`], then
//! `content.rs`.

mod content;
mod kept;
mod prose;
mod status;

pub use content::{DecisionOption, Figure, Line, RecordColumn, RecordText, TradeOffSides};
pub use kept::{Held, Review, Revision, RevisionHead, Snapshot, SnapshotFigure, SnapshotSource};
pub use prose::Prose;
use serde::{Deserialize, Serialize};
pub use status::{RecordStatus, TriggerMeaning, Verdict};

use super::PageId;

/// A decision record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Record {
    /// What it is called by, such as `B0267`.
    pub number: String,
    /// Its names in other scripts, which people search for.
    pub variants: NameVariants,
    /// Where it stands.
    pub status: RecordStatus,
    /// What it says.
    pub text: RecordText,
    /// Which revision it is, from 1.
    #[serde(deserialize_with = "at_least_one")]
    pub revision: u32,
    /// Earlier revisions, the first one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Revision>,
    /// The figures of its acceptance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Snapshot>,
    /// When it is looked at again, and what came of it.
    #[serde(skip_serializing_if = "Vec::is_empty", with = "kept::numbered")]
    pub reviews: Vec<Review>,
    /// The highest number of a review that was taken away; zero while none was.
    #[serde(skip_serializing_if = "kept::is_zero")]
    pub removed_review: u32,
    /// Records of the workbook whose place it took.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<PageId>,
    /// The record of the workbook that took its place. A record that came in from elsewhere may be superseded by one that is
    /// in no workbook; then there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<PageId>,
    /// Pages that belong to it, such as its scorecard.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub linked: Vec<PageId>,
}

/// The names of a record in several scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NameVariants {
    /// In English.
    pub english: String,
    /// In katakana.
    pub katakana: String,
    /// In kanji.
    pub kanji: String,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            number: String::new(),
            variants: NameVariants::default(),
            status: RecordStatus::Draft,
            text: RecordText::default(),
            revision: 1,
            earlier: Vec::new(),
            snapshot: None,
            reviews: Vec::new(),
            removed_review: 0,
            supersedes: Vec::new(),
            superseded_by: None,
            linked: Vec::new(),
        }
    }
}

impl Record {
    /// An empty draft.
    #[must_use]
    pub fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), ..Self::default() }
    }

    /// Adds a review under a number that none had before.
    pub fn add_review(&mut self, due: String, held: Option<Held>) {
        let last = self.reviews.iter().map(|review| review.number).max().unwrap_or_default();
        let number = last.max(self.removed_review).saturating_add(1);
        self.reviews.push(Review { number, due, held });
    }

    /// Takes the review at a place away, if there is one. Its number is not used again, so that a calendar that knows the
    /// review takes no other one for it.
    pub fn remove_review(&mut self, place: usize) {
        if place < self.reviews.len() {
            self.removed_review = self.removed_review.max(self.reviews.remove(place).number);
        }
    }

    /// The revision that holds: the last one that was accepted, whatever was written or rejected since; the present one
    /// where none was.
    #[must_use]
    pub fn holding_revision(&self) -> u32 {
        if self.snapshot.is_some() || self.status.was_accepted() {
            return self.revision;
        }
        let accepted = self.earlier.iter().rev().find(|earlier| earlier.was_accepted());
        accepted.map_or(self.revision, |earlier| earlier.number)
    }

    /// The revision that people go by: the present one once it is accepted; while a later one is written, put forward or
    /// rejected, the last one that was accepted, unless that had ceased to hold before. Nothing for a decision that was
    /// never taken and for one that no longer holds.
    #[must_use]
    pub fn in_force(&self) -> Option<u32> {
        match self.status {
            RecordStatus::Accepted => Some(self.revision),
            RecordStatus::Deprecated | RecordStatus::Superseded => None,
            RecordStatus::Draft | RecordStatus::Proposed | RecordStatus::Rejected => {
                let earlier = self.earlier.iter().rev().find(|earlier| earlier.was_accepted())?;
                let held = earlier.head.as_ref().is_none_or(|head| head.status == RecordStatus::Accepted);
                held.then_some(earlier.number)
            }
        }
    }

    /// Whether its triggers raise alarms and its reviews come due: while it is in force, and before it is decided.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.status.holds() || self.in_force().is_some()
    }

    /// The day on which a revision was accepted, as `2026-03-31`; nothing where it was not, or where that was not kept.
    #[must_use]
    pub fn accepted_on(&self, revision: u32) -> Option<&str> {
        let own = (revision == self.revision).then_some(&self.snapshot);
        let earlier = || Some(&self.earlier.iter().find(|earlier| earlier.number == revision)?.snapshot);
        own.or_else(earlier)?.as_ref().map(|snapshot| snapshot.date.as_str())
    }

    /// The revision that a review judged: the one that it names, else the one that was the present one on its day.
    #[must_use]
    pub fn judged_revision(&self, held: &Held) -> u32 {
        let of_day = || self.earlier.iter().find(|revision| held.date <= revision.date);
        held.revision.unwrap_or_else(|| of_day().map_or(self.revision, |revision| revision.number))
    }

    /// How sure those who decided were of a revision; nothing where they did not say, or where there is no such revision.
    #[must_use]
    pub fn confidence_of(&self, revision: u32) -> Option<super::Confidence> {
        if revision == self.revision {
            return self.text.confidence;
        }
        self.earlier.iter().find(|earlier| earlier.number == revision)?.said.confidence
    }

    /// Every page that it names, also those that were removed since.
    pub fn named_pages(&self) -> impl Iterator<Item = &PageId> {
        self.supersedes.iter().chain(&self.superseded_by).chain(&self.linked)
    }

    /// A copy as a draft of its own: without reviews, revisions, snapshot and links to other records.
    #[must_use]
    pub fn as_draft(&self) -> Self {
        Self {
            variants: self.variants.clone(),
            text: self.text.clone(),
            linked: self.linked.clone(),
            ..Self::default()
        }
    }
}

/// Rows count from zero in the program and from one in files.
mod from_one {
    use serde::de::{Deserializer, Error};
    use serde::{Deserialize, Serialize, Serializer};

    use crate::limits::MAX_ROWS;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub(super) fn serialize<S: Serializer>(row: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        row.saturating_add(1).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let number = u32::deserialize(deserializer)?;
        let row = number.checked_sub(1).filter(|row| *row < MAX_ROWS);
        row.ok_or_else(|| D::Error::custom(format_args!("{number} is no row of a sheet")))
    }
}

fn at_least_one<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    u32::deserialize(deserializer).map(|number| number.max(1))
}
