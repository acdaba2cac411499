//! How cells look because of what they hold. The rules stand in files as they are here: another form of them is another
//! version of the file format.

use serde::{Deserialize, Serialize};

use super::{Comparison, Style, StyleColor};
use crate::cell::Area;

/// How the cells of some areas look because of what they hold. Formulas in it are written for the first row and column of
/// the areas.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionalFormat {
    /// The cells, at least one area, all on one sheet. Rules that compare with the others, such as duplicates or a bar,
    /// compare with the cells of all of them.
    pub areas: Vec<Area>,
    /// The rules; an earlier one counts before a later one.
    pub rules: Vec<ConditionalRule>,
}

/// One rule of how cells look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ConditionalRule {
    /// Cells that meet a condition look in another way.
    Highlight {
        /// The condition.
        when: Condition,
        /// What is laid over their own style.
        style: Style,
        /// Whether later rules do not count for them.
        #[serde(default, skip_serializing_if = "is_false")]
        stop: bool,
    },
    /// Numbers in three bands: good, in between and bad, by colour of the theme and by shape.
    Bands {
        /// Where the middle band begins, an operand as in [`Comparison`].
        low: String,
        /// Where it ends: numbers from here on are in the upper band.
        high: String,
        /// Whether the upper band is the good one.
        more_is_better: bool,
    },
    /// A bar as long as the number is large.
    Bar {
        /// The number of an empty bar.
        low: Threshold,
        /// The number of a full one.
        high: Threshold,
        /// Its colour.
        color: StyleColor,
    },
    /// A colour behind the number, between the colours of two or three stops.
    Scale(Vec<ScaleStop>),
    /// A shape before the number.
    Icons {
        /// The shapes.
        set: IconSet,
        /// Where each shape but the lowest begins: one less than there are shapes, in rising order.
        from: Vec<Threshold>,
        /// Whether the lowest number has the highest shape.
        #[serde(default, skip_serializing_if = "is_false")]
        reversed: bool,
        /// Whether the shape stands alone.
        #[serde(default, skip_serializing_if = "is_false")]
        hides_value: bool,
    },
}

/// When a cell is highlighted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Condition {
    /// Its value relates to others.
    Compare(Comparison),
    /// Its text has something in it.
    Text {
        /// Where.
        place: TextPlace,
        /// What, in any case; an operand as in [`Comparison`].
        text: String,
    },
    /// A formula gives TRUE, or a number other than zero.
    Formula(String),
    /// Its value stands in the areas more than once.
    Duplicate,
    /// Its value stands in the areas only once.
    Unique,
    /// Its number is among the largest or smallest.
    Top {
        /// How many.
        count: u32,
        /// Whether they are counted in percent of the numbers.
        #[serde(default, skip_serializing_if = "is_false")]
        percent: bool,
        /// Whether the smallest are meant.
        #[serde(default, skip_serializing_if = "is_false")]
        bottom: bool,
    },
    /// Its number is above or below the average of the areas.
    Average {
        /// Whether below.
        below: bool,
    },
    /// It holds nothing, or only spaces.
    Blank,
    /// It holds something.
    NotBlank,
    /// It holds an error.
    Error,
    /// It holds no error.
    NotError,
}

/// Where a text is looked for in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum TextPlace {
    /// Anywhere.
    Contains,
    /// Nowhere.
    NotContains,
    /// At its beginning.
    Begins,
    /// At its end.
    Ends,
}

/// A number among those of the areas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Threshold {
    /// The smallest.
    Lowest,
    /// The largest.
    Highest,
    /// An operand as in [`Comparison`].
    Value(String),
    /// So many percent of the way from the smallest to the largest.
    Percent(u8),
    /// The percentile, as of the function PERCENTILE.
    Percentile(u8),
}

/// One stop of a colour scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScaleStop {
    /// The number.
    pub at: Threshold,
    /// The colour there.
    pub color: StyleColor,
}

/// Shapes that stand for how large a number is. Each differs by its form, never only by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum IconSet {
    /// Down, level, up.
    Arrows3,
    /// Triangle down, bar, triangle up.
    Triangles3,
    /// Diamond, triangle, circle.
    Shapes3,
    /// Cross, exclamation mark, tick.
    Signs3,
    /// Down, falling, rising, up.
    Arrows4,
    /// One to four bars.
    Bars4,
    /// Down, falling, level, rising, up.
    Arrows5,
    /// A circle that is empty, or filled to a quarter, a half, three quarters, or full.
    Quarters5,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl IconSet {
    /// How many shapes there are.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Arrows3 | Self::Triangles3 | Self::Shapes3 | Self::Signs3 => 3,
            Self::Arrows4 | Self::Bars4 => 4,
            Self::Arrows5 | Self::Quarters5 => 5,
        }
    }
}

impl ConditionalRule {
    /// Its operands and formulas.
    #[must_use]
    pub fn operands(&self) -> Vec<&String> {
        match self {
            Self::Highlight { when: Condition::Compare(comparison), .. } => comparison.operands().collect(),
            Self::Highlight { when: Condition::Text { text, .. } | Condition::Formula(text), .. } => vec![text],
            Self::Highlight { .. } => Vec::new(),
            Self::Bands { low, high, .. } => vec![low, high],
            Self::Bar { low, high, .. } => [low, high].into_iter().filter_map(Threshold::operand).collect(),
            Self::Scale(stops) => stops.iter().filter_map(|stop| stop.at.operand()).collect(),
            Self::Icons { from, .. } => from.iter().filter_map(Threshold::operand).collect(),
        }
    }

    /// Its operands and formulas, for change.
    pub(crate) fn operands_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Highlight { when: Condition::Compare(comparison), .. } => {
                vec![&mut comparison.first, &mut comparison.second]
            }
            Self::Highlight { when: Condition::Text { text, .. } | Condition::Formula(text), .. } => vec![text],
            Self::Highlight { .. } => Vec::new(),
            Self::Bands { low, high, .. } => vec![low, high],
            Self::Bar { low, high, .. } => [low, high].into_iter().filter_map(Threshold::operand_mut).collect(),
            Self::Scale(stops) => stops.iter_mut().filter_map(|stop| stop.at.operand_mut()).collect(),
            Self::Icons { from, .. } => from.iter_mut().filter_map(Threshold::operand_mut).collect(),
        }
    }
}

impl Threshold {
    fn operand(&self) -> Option<&String> {
        if let Self::Value(operand) = self { Some(operand) } else { None }
    }

    const fn operand_mut(&mut self) -> Option<&mut String> {
        if let Self::Value(operand) = self { Some(operand) } else { None }
    }
}
