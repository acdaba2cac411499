//! Charts: which cells they draw. How they are drawn is the view's affair.

use serde::{Deserialize, Serialize};

use crate::cell::Area;
use crate::text::Localized;

/// One chart of Present.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its identity among the charts.
    pub id: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Its heading.
    pub title: Localized,
    /// The cells that label the points, one row or one column; nothing for 1, 2, 3, ...
    pub categories: Option<Area>,
    /// What is drawn, at least one series.
    pub series: Vec<Series>,
    /// Number format code of the values; nothing for that of the first cell.
    pub format: Option<String>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    /// A line per series over the categories.
    Line,
    /// As a line, with the area down to zero filled.
    Area,
    /// Upright bars, series side by side.
    Column,
    /// Upright bars, series on top of each other.
    StackedColumn,
    /// Lying bars, one per category.
    Bar,
    /// The parts of a whole: one series, one part per category.
    Share,
    /// From a beginning to an end: the first series holds the steps, the second, where it has a number, the balance that the
    /// steps have led to, drawn down to zero.
    Waterfall,
    /// Lying bars to both sides of zero: the first series holds the changes at the low ends, the second those at the high ends.
    Tornado,
    /// Upright bars that touch: one series of counts, a category for each class.
    Histogram,
    /// A table of shades: a row for each series, a column for each category.
    Heat,
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub label: Localized,
    /// The cells that hold its values, one row or one column.
    pub values: Area,
    /// The identity of the party whose colour it takes; nothing for the theme's colours in turn.
    pub party: Option<String>,
}
