//! What a chart draws, read from the workbook.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::workbook::{Chart, ChartKind, Workbook};

use crate::i18n::Language;

/// One value of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The exact value.
    pub value: Decimal,
    /// The value as people read it.
    pub text: String,
}

impl Point {
    /// The value as a position can use it: never as an amount.
    #[must_use]
    pub fn position(&self) -> f64 {
        self.value.to_f64().unwrap_or(0.0)
    }
}

/// One series of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesData {
    /// Its name in the legend.
    pub label: String,
    /// Per category, its value; nothing where the cell holds no number.
    pub points: Vec<Option<Point>>,
    /// The brand colour of its party, such as `#0a5fd1`; nothing for the theme's colour of its place.
    pub color: Option<String>,
}

/// A chart, ready to be laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartData {
    /// Its identity within the workbook.
    pub id: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Its heading.
    pub title: String,
    /// What the places along the axis are called.
    pub categories: Vec<String>,
    /// What is drawn.
    pub series: Vec<SeriesData>,
    /// Whether the values are shares, shown in percent along the axis.
    pub is_percent: bool,
    /// What is marked along the axis, in a histogram.
    pub guides: Vec<Guide>,
    /// Why it shows figures from before the last change; nothing where it shows those of now.
    pub remark: Option<String>,
}

/// A line across a chart with a word on it, as for a percentile.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// The place of the category that it stands in.
    pub place: usize,
    /// What it says.
    pub label: String,
}

impl ChartData {
    /// A chart with nothing in it, for a view that stands a moment longer than what it shows.
    #[must_use]
    pub const fn nothing() -> Self {
        Self {
            id: String::new(),
            kind: ChartKind::Line,
            title: String::new(),
            categories: Vec::new(),
            series: Vec::new(),
            is_percent: false,
            guides: Vec::new(),
            remark: None,
        }
    }
}

/// Reads what a chart draws. Categories at the end for which no series has a value are left out.
#[must_use]
pub fn chart_data(workbook: &Workbook, chart: &Chart, language: Language) -> ChartData {
    let series: Vec<SeriesData> = chart
        .series
        .iter()
        .map(|series| SeriesData {
            label: workbook.series_label(series, language),
            points: cells(series.values).map(|at| point(workbook, at, chart.format.as_deref(), language)).collect(),
            color: series
                .party
                .as_deref()
                .and_then(|id| workbook.party(id))
                .and_then(|party| party.color)
                .map(|color| color.hex()),
        })
        // A row that is kept for later has neither a name nor a number.
        .filter(|series| !series.label.is_empty() || series.points.iter().any(Option::is_some))
        .collect();
    let drawn = series
        .iter()
        .filter_map(|series| series.points.iter().rposition(Option::is_some).map(|last| last + 1))
        .max()
        .unwrap_or(0);
    let categories = match chart.categories {
        Some(area) => cells(area).take(drawn).map(|at| workbook.display_text(at, language)).collect(),
        None => (1..=drawn).map(|place| place.to_string()).collect(),
    };
    let format = chart
        .format
        .clone()
        .or_else(|| chart.series.first().and_then(|series| workbook.style(series.values.first()).format.clone()));
    ChartData {
        id: chart.id.clone(),
        kind: chart.kind,
        title: chart.title.get(language).to_owned(),
        categories,
        series: series
            .into_iter()
            .map(|mut series| {
                series.points.truncate(drawn);
                series
            })
            .collect(),
        is_percent: format.is_some_and(|code| code.contains('%')),
        guides: Vec::new(),
        remark: None,
    }
}

fn point(workbook: &Workbook, at: CellAddress, code: Option<&str>, language: Language) -> Option<Point> {
    let value = workbook.value(at);
    let Value::Number(number) = value else { return None };
    let own = workbook.shown_format(at);
    let text = workbook.value_text(value, code.or(own.as_deref()), language);
    Some(Point { value: *number, text })
}

/// The cells of an area, row by row.
fn cells(area: Area) -> impl Iterator<Item = CellAddress> {
    (area.top..=area.bottom)
        .flat_map(move |row| (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column)))
}
