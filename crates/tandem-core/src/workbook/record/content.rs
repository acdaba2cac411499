//! What a record says: its words, and which row of its sheet is what.

use serde::{Deserialize, Serialize};

use super::{TriggerMeaning, from_one};
use crate::text::Localized;
use crate::workbook::Confidence;

/// The columns of a record's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum RecordColumn {
    /// What the row is about.
    Name = 0,
    /// Who answers for it.
    Owner = 1,
    /// The unit of its figures.
    Unit = 2,
    /// Where it stood when the decision was prepared; the weight of a criterion and of the trade-off.
    Baseline = 3,
    /// Where it is to get.
    Target = 4,
    /// Where it stands: mostly a formula over other sheets; an option's weighted score.
    Current = 5,
    /// A formula that is TRUE when people must come together.
    Trigger = 6,
    /// What the first option is worth under a criterion; further options stand in the columns after it.
    FirstOption = 7,
}

impl RecordColumn {
    /// The columns that every row may use, in order.
    pub const SHARED: [Self; 7] =
        [Self::Name, Self::Owner, Self::Unit, Self::Baseline, Self::Target, Self::Current, Self::Trigger];

    /// The column's position on the sheet, from zero.
    #[must_use]
    pub const fn index(self) -> u32 {
        self as u32
    }
}

/// A row of the record's sheet with figures: a metric, a driver, or a condition of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The row, from zero; files count from one.
    #[serde(with = "from_one")]
    pub row: u32,
    /// What its trigger means.
    #[serde(default, rename = "means")]
    pub meaning: TriggerMeaning,
}

/// A row of the record's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The row, from zero; files count from one.
    #[serde(with = "from_one")]
    pub row: u32,
}

/// Something that could be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionOption {
    /// A short mark that stays the same, such as `A`.
    pub id: String,
    /// What it is, in a sentence or two.
    pub text: Localized,
    /// Its row, whose name is its title and whose current figure its weighted score; from zero, in files from one.
    #[serde(with = "from_one")]
    pub row: u32,
    /// The column of its worth under each criterion, from zero.
    pub column: u32,
}

/// Two things of which more of one costs some of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TradeOffSides {
    /// What is gained.
    pub gain: Localized,
    /// What it costs.
    pub cost: Localized,
    /// The row whose baseline is the weight of the gain, from zero to one. Criteria follow it by formulas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<Line>,
}

/// What a record says in words. After its acceptance this stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RecordText {
    /// Who takes the decision.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub decider: Localized,
    /// How sure they are of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// How far its content was checked, such as “reviewed”.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub quality: Localized,
    /// The day of its last change in substance, as `2026-03-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Where its content comes from.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub source: Localized,
    /// Interests of those who decide that readers should know of.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub interests: Localized,
    /// What makes a decision necessary.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub context: Localized,
    /// What is decided.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub decision: Localized,
    /// Why.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub rationale: Localized,
    /// What may go wrong, a paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<Localized>,
    /// What is done next.
    #[serde(skip_serializing_if = "Localized::is_empty")]
    pub next: Localized,
    /// What more of one thing costs of another.
    pub trade_off: TradeOffSides,
    /// What the decision is measured by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<Figure>,
    /// What moves the metrics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drivers: Vec<Figure>,
    /// Conditions of their own: when to stop, to escalate, to look again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Figure>,
    /// What could be done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<DecisionOption>,
    /// What options are compared by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Line>,
    /// The option that is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
}

impl RecordText {
    /// Every row with a trigger, with what it means: metrics, drivers, then conditions of their own.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.metrics.iter().chain(&self.drivers).chain(&self.conditions)
    }

    /// The option of a mark.
    #[must_use]
    pub fn option(&self, id: &str) -> Option<&DecisionOption> {
        self.options.iter().find(|option| option.id == id)
    }

    /// Every row that it names, those of absent things left out.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let lines = self.criteria.iter().chain(&self.trade_off.line).map(|line| line.row);
        self.figures().map(|figure| figure.row).chain(self.options.iter().map(|option| option.row)).chain(lines)
    }

    /// Gives every row another place; what has none any more goes.
    pub(crate) fn move_rows(&mut self, place: impl Fn(u32) -> Option<u32>) {
        let figure = |figure: &mut Figure| place(figure.row).map(|row| figure.row = row).is_some();
        self.metrics.retain_mut(figure);
        self.drivers.retain_mut(figure);
        self.conditions.retain_mut(figure);
        let line = |line: &mut Line| place(line.row).map(|row| line.row = row).is_some();
        self.criteria.retain_mut(line);
        self.trade_off.line = self.trade_off.line.and_then(|line| Some(Line { row: place(line.row)? }));
        self.options.retain_mut(|option| place(option.row).map(|row| option.row = row).is_some());
    }
}
