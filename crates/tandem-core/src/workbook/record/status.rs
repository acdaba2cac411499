//! The words of a decision's life: where it stands, what a trigger means, how it turned out.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Where a decision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordStatus {
    /// It is being written.
    #[default]
    Draft,
    /// It is put forward.
    Proposed,
    /// It holds.
    Accepted,
    /// It was put forward and not taken.
    Rejected,
    /// It no longer holds, and nothing took its place.
    Deprecated,
    /// Another record took its place.
    Superseded,
}

impl RecordStatus {
    /// Every status, in the order of a decision's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Proposed, Self::Accepted, Self::Rejected, Self::Deprecated, Self::Superseded];

    /// The word for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Draft => Text::new("Draft", "草案"),
            Self::Proposed => Text::new("Proposed", "提案中"),
            Self::Accepted => Text::new("Accepted", "承認済み"),
            Self::Rejected => Text::new("Rejected", "却下"),
            Self::Deprecated => Text::new("Deprecated", "廃止"),
            Self::Superseded => Text::new("Superseded", "置き換え済み"),
        }
    }

    /// Whether what the record says may still change. Afterwards a change makes a new revision.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed)
    }

    /// Whether people still go by it, or are to: triggers and reviews of what was rejected or no longer holds are silent.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Draft | Self::Proposed | Self::Accepted)
    }

    /// Whether it was accepted at some time, though it may hold no longer.
    #[must_use]
    pub const fn was_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Deprecated | Self::Superseded)
    }

    /// Whether a record may go from this status to another one without a new revision.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::Proposed | Self::Accepted | Self::Rejected)
                | (Self::Proposed, Self::Draft | Self::Accepted | Self::Rejected)
                | (Self::Accepted, Self::Deprecated | Self::Superseded)
                | (Self::Deprecated, Self::Accepted | Self::Superseded)
        ) || self as u8 == next as u8
    }
}

/// What follows when a trigger is TRUE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerMeaning {
    /// The decision is looked at again.
    #[default]
    Review,
    /// Those who stand above the owner are told.
    Escalate,
    /// What was decided is not carried on.
    Stop,
}

impl TriggerMeaning {
    /// Every meaning, the gravest last.
    pub const ALL: [Self; 3] = [Self::Review, Self::Escalate, Self::Stop];

    /// The word for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Review => Text::new("Review", "見直し"),
            Self::Escalate => Text::new("Escalate", "上位判断"),
            Self::Stop => Text::new("Stop", "中止"),
        }
    }
}

/// How a decision turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It holds.
    Validated,
    /// A part of it holds.
    Mixed,
    /// It is taken back.
    Reversed,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Validated, Self::Mixed, Self::Reversed];

    /// The word for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Validated => Text::new("Validated", "妥当と確認"),
            Self::Mixed => Text::new("Mixed", "一部のみ妥当"),
            Self::Reversed => Text::new("Reversed", "撤回"),
        }
    }
}
