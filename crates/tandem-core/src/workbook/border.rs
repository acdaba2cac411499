//! Lines at the sides of a cell.

use serde::{Deserialize, Serialize};

use super::StyleColor;

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BorderLine {
    /// A thin line.
    Thin,
    /// A line of twice that width.
    Medium,
    /// A line of three times that width.
    Thick,
    /// Two thin lines.
    Double,
}

/// A line at one side of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Border {
    /// How it is drawn.
    pub line: BorderLine,
    /// Its colour; nothing for the theme's colour of lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<StyleColor>,
}

/// The lines at the sides of a cell. Where two cells meet, the line of either is drawn, the later one of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Borders {
    /// Above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<Border>,
    /// To the right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<Border>,
    /// Below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottom: Option<Border>,
    /// To the left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Border>,
}

impl Borders {
    /// No lines.
    pub const NONE: Self = Self { top: None, right: None, bottom: None, left: None };

    /// The same line at every side.
    #[must_use]
    pub const fn all(border: Border) -> Self {
        Self { top: Some(border), right: Some(border), bottom: Some(border), left: Some(border) }
    }

    /// These lines, and those of others at the sides where there is none.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            top: self.top.or(base.top),
            right: self.right.or(base.right),
            bottom: self.bottom.or(base.bottom),
            left: self.left.or(base.left),
        }
    }
}

/// A change of some lines of a cell; the inner nothing takes a line away, the outer one leaves it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BordersChange {
    /// Above.
    pub top: Option<Option<Border>>,
    /// To the right.
    pub right: Option<Option<Border>>,
    /// Below.
    pub bottom: Option<Option<Border>>,
    /// To the left.
    pub left: Option<Option<Border>>,
}

impl BordersChange {
    /// Exactly these lines, and none at the other sides.
    #[must_use]
    pub const fn to(borders: Borders) -> Self {
        let Borders { top, right, bottom, left } = borders;
        Self { top: Some(top), right: Some(right), bottom: Some(bottom), left: Some(left) }
    }

    /// The lines after the change.
    #[must_use]
    pub fn apply(self, borders: Borders) -> Borders {
        Borders {
            top: self.top.unwrap_or(borders.top),
            right: self.right.unwrap_or(borders.right),
            bottom: self.bottom.unwrap_or(borders.bottom),
            left: self.left.unwrap_or(borders.left),
        }
    }
}
