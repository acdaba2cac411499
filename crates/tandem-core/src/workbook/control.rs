//! Controls: the inputs that Present shows, each bound to one cell.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::cell::CellAddress;
use crate::text::{Localized, Text};

/// An input that Present shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its name: unique among the controls, the key of scenarios, links and `calculate`.
    pub name: String,
    /// What people call it.
    pub label: Localized,
    /// The cell that holds its value.
    pub cell: CellAddress,
    /// The unit behind the value, such as `hours`; empty for none. Percent and currency stand in the cell's format.
    pub unit: Localized,
    /// How it is entered, and within which bounds.
    pub kind: ControlKind,
    /// The heading it stands under; empty for none.
    pub group: Localized,
    /// The low end of what is plausible, for the tornado.
    pub low: Option<Decimal>,
    /// The high end of what is plausible, for the tornado.
    pub high: Option<Decimal>,
    /// Where the value comes from; empty while nobody has said.
    pub source: Localized,
    /// The day of the source, as `2026-03-31`.
    pub date: Option<String>,
    /// How sure its owner is.
    pub confidence: Option<Confidence>,
    /// Whether the people in the room agree with the value.
    pub status: Agreement,
    /// Who said so last, and when; nothing while nobody has spoken.
    pub said: Option<Said>,
}

/// Who said what the people in the room think of a value, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Who, as people call them; may be empty where nobody said who speaks.
    pub by: String,
    /// The day, as `2026-03-31`.
    pub date: String,
}

/// How a control is entered, and within which bounds. The bounds guide people and are checked by the control; a formula
/// or an import may still put another value in the cell.
#[derive(Clone, Debug, PartialEq)]
pub enum ControlKind {
    /// A slider with a field beside it.
    Slider {
        /// Least value.
        min: Decimal,
        /// Greatest value.
        max: Decimal,
        /// Distance of two steps, above zero.
        step: Decimal,
    },
    /// A field for a number.
    Number {
        /// Least value.
        min: Option<Decimal>,
        /// Greatest value.
        max: Option<Decimal>,
        /// Distance of two steps of the arrow keys.
        step: Option<Decimal>,
    },
    /// One of several values.
    Choice {
        /// The values, at least one.
        options: Vec<Choice>,
    },
    /// A date.
    Date,
    /// Yes or no: the cell holds TRUE or FALSE.
    Switch,
}

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is entered in the cell, as a person would type it.
    pub value: String,
    /// What people see.
    pub label: Localized,
}

/// How sure somebody is of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Measured or contracted.
    High,
    /// Estimated from comparable cases.
    Medium,
    /// Guessed.
    Low,
}

impl Confidence {
    /// The word for it.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::High => Text::new("High", "高"),
            Self::Medium => Text::new("Medium", "中"),
            Self::Low => Text::new("Low", "低"),
        }
    }
}

/// Whether the people in the room agree with a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// Not yet talked about.
    #[default]
    Open,
    /// Agreed.
    Agreed,
    /// Somebody doubts it.
    Challenged,
}
