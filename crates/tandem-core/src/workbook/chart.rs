//! Charts: which cells they draw. How they are drawn is the view's affair.

use serde::{Deserialize, Serialize};

use super::Workbook;
use crate::cell::{Area, CellAddress, Value};
use crate::text::{Language, Localized};

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
    /// Its name in the legend; empty for the first text before its values, as a person reads a row or a column.
    pub label: Localized,
    /// The cells that hold its values, one row or one column.
    pub values: Area,
    /// The identity of the party whose colour it takes; nothing for the theme's colours in turn.
    pub party: Option<String>,
}

impl Workbook {
    /// The name of a series in the legend of its chart.
    #[must_use]
    pub fn series_label(&self, series: &Series, language: Language) -> String {
        let own = series.label.get(language);
        if !own.is_empty() {
            return own.to_owned();
        }
        let Area { sheet, top, left, .. } = series.values;
        let is_row = series.values.top == series.values.bottom;
        let before = if is_row { 0..left } else { 0..top };
        let mut cells =
            before.map(
                |place| {
                    if is_row { CellAddress::new(sheet, top, place) } else { CellAddress::new(sheet, place, left) }
                },
            );
        let named = |at: &CellAddress| matches!(self.value(*at), Value::Text(text) if !text.is_empty());
        cells.find(named).map(|at| self.display_text(at, language)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{CellEdit, Edit};

    #[test]
    fn a_series_without_a_name_takes_that_of_its_row_or_column() {
        let mut workbook = Workbook::new("w");
        let cell = |text: &str, workbook: &Workbook| workbook.cell(text).unwrap();
        let typed = [("Sheet1!A2", "Devices"), ("Sheet1!C1", "First year"), ("Sheet1!C2", "5"), ("Sheet1!D2", "6")];
        let cells = typed.map(|(place, text)| CellEdit::typed(cell(place, &workbook), text)).to_vec();
        Edit::SetCells(cells).apply(&mut workbook).unwrap();
        let label = |values: &str, own: &str| {
            let values = workbook.area(values).unwrap();
            let series = Series { label: Localized::same(own), values, party: None };
            workbook.series_label(&series, Language::English)
        };
        assert_eq!(label("Sheet1!C2:D2", ""), "Devices");
        assert_eq!(label("Sheet1!C2:C3", ""), "First year");
        assert_eq!(label("Sheet1!C3:D3", ""), "");
        assert_eq!(label("Sheet1!C2:D2", "Own"), "Own");
    }
}
