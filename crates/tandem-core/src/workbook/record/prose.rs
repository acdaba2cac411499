//! The parts of a record that are plain prose, each named once: pages, comparisons, searches, limits and masks go through
//! this list.

use super::RecordText;
use crate::text::{Localized, Text};

/// A part of what a record says in sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prose {
    /// Who takes the decision.
    Decider,
    /// How far its content was checked.
    Quality,
    /// Where its content comes from.
    Source,
    /// Interests that readers should know of.
    Interests,
    /// What makes a decision necessary.
    Context,
    /// What is decided.
    Decision,
    /// Why.
    Rationale,
    /// What is gained by the trade-off.
    Gain,
    /// What the gain costs.
    Cost,
    /// What is done next.
    Next,
}

impl Prose {
    /// Every part, in the order of a page.
    pub const ALL: [Self; 10] = [
        Self::Decider,
        Self::Quality,
        Self::Source,
        Self::Interests,
        Self::Context,
        Self::Decision,
        Self::Rationale,
        Self::Gain,
        Self::Cost,
        Self::Next,
    ];

    /// What the part is called.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Decider => Text::new("Decided by", "意思決定者"),
            Self::Quality => Text::new("Quality", "品質"),
            Self::Source => Text::new("Source", "出典"),
            Self::Interests => Text::new("Conflict of interest", "利益相反"),
            Self::Context => Text::new("Context", "背景"),
            Self::Decision => Text::new("Decision", "決定"),
            Self::Rationale => Text::new("Rationale", "理由"),
            Self::Gain => Text::new("More of", "重視するもの"),
            Self::Cost => Text::new("Costs some of", "その代償"),
            Self::Next => Text::new("Next", "次の行動"),
        }
    }

    /// What texts call the part, the same in every language and for ever.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decider => "decider",
            Self::Quality => "quality",
            Self::Source => "source",
            Self::Interests => "interests",
            Self::Context => "context",
            Self::Decision => "decision",
            Self::Rationale => "rationale",
            Self::Gain => "gain",
            Self::Cost => "cost",
            Self::Next => "next",
        }
    }

    /// What a record says in it.
    #[must_use]
    pub const fn of(self, text: &RecordText) -> &Localized {
        match self {
            Self::Decider => &text.decider,
            Self::Quality => &text.quality,
            Self::Source => &text.source,
            Self::Interests => &text.interests,
            Self::Context => &text.context,
            Self::Decision => &text.decision,
            Self::Rationale => &text.rationale,
            Self::Gain => &text.trade_off.gain,
            Self::Cost => &text.trade_off.cost,
            Self::Next => &text.next,
        }
    }

    /// The same, for changing it.
    pub const fn of_mut(self, text: &mut RecordText) -> &mut Localized {
        match self {
            Self::Decider => &mut text.decider,
            Self::Quality => &mut text.quality,
            Self::Source => &mut text.source,
            Self::Interests => &mut text.interests,
            Self::Context => &mut text.context,
            Self::Decision => &mut text.decision,
            Self::Rationale => &mut text.rationale,
            Self::Gain => &mut text.trade_off.gain,
            Self::Cost => &mut text.trade_off.cost,
            Self::Next => &mut text.next,
        }
    }
}
