//! What a record keeps of its past: reviews, the figures of its acceptance, earlier revisions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{NameVariants, Record, RecordStatus, RecordText, Verdict, from_one};
use crate::text::Localized;

/// A day on which the decision is looked at again, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// What tells it from every other review that its record has or had, from 1. Files leave it out where it is its place.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub number: u32,
    /// The day it is due, as `2026-03-31`.
    pub due: String,
    /// What came of it; nothing until it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub(super) const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Reviews as files hold them: with a number only where it isn't the place among them.
pub(super) mod numbered {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Review;

    pub(in super::super) fn serialize<S: Serializer>(reviews: &[Review], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((1..).zip(reviews).map(|(place, review)| {
            let number = if review.number == place { 0 } else { review.number };
            Review { number, ..review.clone() }
        }))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Review>, D::Error> {
        let mut reviews = Vec::<Review>::deserialize(deserializer)?;
        for (place, review) in (1..).zip(&mut reviews) {
            if review.number == 0 {
                review.number = place;
            }
        }
        Ok(reviews)
    }
}

/// What came of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The day, as `2026-03-31`.
    pub date: String,
    /// Who held it.
    pub by: String,
    /// How the decision turned out.
    pub verdict: Verdict,
    /// What is to be done otherwise next time.
    pub lesson: Localized,
    /// The revision that was judged; nothing in reviews from before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
}

/// The figures as they were when the decision was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The day, as `2026-03-31`.
    pub date: String,
    /// Every figure of the record's sheet.
    pub figures: Vec<SnapshotFigure>,
}

/// One figure as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotFigure {
    /// Its row on the record's sheet, from zero; files count from one.
    #[serde(with = "from_one")]
    pub row: u32,
    /// Its column, from zero.
    pub column: u32,
    /// What it was, with every digit.
    pub value: String,
    /// What the cells were that its formula refers to, in their order in the formula.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SnapshotSource>,
}

/// A cell that a figure's formula refers to, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotSource {
    /// The reference as the formula wrote it then.
    pub reference: String,
    /// What the cell was, with every digit.
    pub value: String,
}

/// A record as it was before it was changed after its acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it gave way to the next one.
    pub date: String,
    /// Who began the next one.
    pub by: String,
    /// What it said.
    pub said: Box<RecordText>,
    /// What stood in the cells of its sheet, as typed, by place such as `D4`.
    pub cells: BTreeMap<String, String>,
    /// The figures of its acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Snapshot>,
    /// What it was called and where it stood; nothing in revisions from before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<RevisionHead>,
}

impl Revision {
    /// Whether it was accepted: its figures of that day were kept, or its status says so.
    #[must_use]
    pub fn was_accepted(&self) -> bool {
        self.snapshot.is_some() || self.head.as_ref().is_some_and(|head| head.status.was_accepted())
    }
}

/// What a record was called and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionHead {
    /// What it was called by, such as `B0267`.
    pub number: String,
    /// Its names in other scripts.
    pub variants: NameVariants,
    /// The page's title.
    pub title: Localized,
    /// Where it stood.
    pub status: RecordStatus,
}

impl RevisionHead {
    /// Of a record on a page of this title.
    #[must_use]
    pub fn of(record: &Record, title: &Localized) -> Self {
        Self {
            number: record.number.clone(),
            variants: record.variants.clone(),
            title: title.clone(),
            status: record.status,
        }
    }
}
