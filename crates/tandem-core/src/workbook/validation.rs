//! What may be typed in cells. The rules stand in files as they are here: another form of them is another version of the
//! file format.

use serde::{Deserialize, Serialize};

use crate::cell::Area;

/// How a value relates to one or two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Operator {
    /// From the first to the second, both included.
    Between,
    /// Below the first or above the second.
    NotBetween,
    /// The first.
    Equal,
    /// Any but the first.
    NotEqual,
    /// Below the first.
    Less,
    /// At most the first.
    LessOrEqual,
    /// Above the first.
    Greater,
    /// At least the first.
    GreaterOrEqual,
}

impl Operator {
    /// Whether there are two others.
    #[must_use]
    pub const fn has_second(self) -> bool {
        matches!(self, Self::Between | Self::NotBetween)
    }
}

/// A comparison with one or two operands. An operand is what a person would type in a cell: `5`, `2026-03-31`, `text`, or
/// a formula such as `=B$1*2`, whose relative references are those of the first row and column of the rule's areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Comparison {
    /// How the value must relate.
    pub operator: Operator,
    /// The operand, or the lower one of two.
    pub first: String,
    /// The upper one of two; empty where there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub second: String,
}

impl Comparison {
    /// A comparison with one operand.
    #[must_use]
    pub fn with(operator: Operator, operand: impl Into<String>) -> Self {
        Self { operator, first: operand.into(), second: String::new() }
    }

    /// From one operand to another.
    #[must_use]
    pub fn between(first: impl Into<String>, second: impl Into<String>) -> Self {
        Self { operator: Operator::Between, first: first.into(), second: second.into() }
    }

    /// Its operands.
    pub fn operands(&self) -> impl Iterator<Item = &String> {
        [&self.first, &self.second].into_iter().take(if self.operator.has_second() { 2 } else { 1 })
    }
}

/// What may be typed in the cells of some areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    /// The cells, at least one area, all on one sheet.
    pub areas: Vec<Area>,
    /// What may be typed.
    pub rule: ValidationRule,
    /// Whether nothing may be typed as well.
    pub allow_blank: bool,
    /// What is said while the cell is selected.
    pub input_message: Option<Message>,
    /// What is said when something else is typed; nothing for a sentence of our own.
    pub error_message: Option<Message>,
    /// What happens then.
    pub strictness: Strictness,
}

impl Validation {
    /// A rule that refuses everything else and allows blank cells, without messages.
    #[must_use]
    pub const fn new(areas: Vec<Area>, rule: ValidationRule) -> Self {
        Self {
            areas,
            rule,
            allow_blank: true,
            input_message: None,
            error_message: None,
            strictness: Strictness::Refuse,
        }
    }
}

/// What may be typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ValidationRule {
    /// One of a list.
    List(ListSource),
    /// A whole number.
    Whole(Comparison),
    /// A number.
    Decimal(Comparison),
    /// A date, with or without a time.
    Date(Comparison),
    /// A time of day.
    Time(Comparison),
    /// A text of a length in characters.
    TextLength(Comparison),
    /// Whatever makes a formula TRUE.
    Custom(String),
}

/// Where the values of a list come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ListSource {
    /// They are told, each as a person would type it.
    Values(Vec<String>),
    /// A formula gives them, such as `=Lists!$A$2:$A$9`.
    Formula(String),
}

/// What a rule says to people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Message {
    /// A heading; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The text.
    pub text: String,
}

/// What happens when something is typed that a rule doesn't allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Strictness {
    /// It is refused.
    #[default]
    Refuse,
    /// It is taken after a warning.
    Warn,
}

impl ValidationRule {
    fn comparison(&self) -> Option<&Comparison> {
        match self {
            Self::Whole(comparison)
            | Self::Decimal(comparison)
            | Self::Date(comparison)
            | Self::Time(comparison)
            | Self::TextLength(comparison) => Some(comparison),
            Self::List(_) | Self::Custom(_) => None,
        }
    }

    /// Its operands and formulas.
    pub fn operands(&self) -> impl Iterator<Item = &String> {
        let formula = match self {
            Self::List(ListSource::Formula(formula)) | Self::Custom(formula) => Some(formula),
            _ => None,
        };
        self.comparison().into_iter().flat_map(Comparison::operands).chain(formula)
    }

    /// Its operands and formulas, for change.
    pub(crate) fn operands_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Whole(comparison)
            | Self::Decimal(comparison)
            | Self::Date(comparison)
            | Self::Time(comparison)
            | Self::TextLength(comparison) => vec![&mut comparison.first, &mut comparison.second],
            Self::List(ListSource::Formula(formula)) | Self::Custom(formula) => vec![formula],
            Self::List(ListSource::Values(_)) => Vec::new(),
        }
    }
}
