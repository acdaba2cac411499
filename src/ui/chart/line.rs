//! Lines over categories, with or without the area down to zero.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; amounts stay decimals")]

use std::fmt::Write;

use leptos::prelude::*;

use super::figure::color_class;
use super::labels::Labels;
use super::scale::{Scale, axis_text, values};
use super::{ChartData, SeriesData, mark};
use crate::i18n::Language;

/// Height of a chart in pixels.
pub(super) const HEIGHT: f64 = 260.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 30.0;
/// Width of one letter of an axis label, about.
const LETTER: f64 = 7.5;
const LABEL_GAP: f64 = 10.0;
/// Marks that stand closer than this, in pixels, are seen one at a time.
const CLOSE: f64 = 9.0;

/// Where the parts of a chart with a value axis at its left lie.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    scale: Scale,
    is_percent: bool,
    language: Language,
    /// The names under the plot, where none may be left out.
    labels: Option<Labels>,
}

impl Plot {
    pub(super) fn new(data: &ChartData, scale: Scale, width: f64, language: Language) -> Self {
        let longest = scale
            .lines()
            .iter()
            .map(|value| text_width(&axis_text(*value, data.is_percent, language)))
            .fold(0.0, f64::max);
        Self {
            left: longest + LABEL_GAP,
            right: width - LABEL_GAP,
            scale,
            is_percent: data.is_percent,
            language,
            labels: None,
        }
    }

    /// The same with every name under it, however long.
    pub(super) fn with_all_names(mut self, categories: &[String]) -> Self {
        let count = categories.len();
        self.labels = Some(Labels::over(categories, self.band(count), |place| self.middle(place, count)));
        self
    }

    /// The height of the drawing.
    pub(super) fn height(&self) -> f64 {
        HEIGHT + self.labels.as_ref().map_or(0.0, Labels::extra)
    }

    pub(super) fn y(&self, value: rust_decimal::Decimal) -> f64 {
        let space = HEIGHT - TOP - BOTTOM;
        TOP + space * (1.0 - self.scale.fraction(value))
    }

    pub(super) fn band(&self, count: usize) -> f64 {
        (self.right - self.left) / as_float(count.max(1))
    }

    /// The middle of a category's band.
    pub(super) fn middle(&self, place: usize, count: usize) -> f64 {
        self.left + self.band(count) * (as_float(place) + 0.5)
    }

    /// The lines of the axis with their labels, and the categories below.
    pub(super) fn axes(&self, categories: &[String]) -> impl IntoView + use<> {
        let (left, right) = (self.left, self.right);
        let lines: Vec<_> = self
            .scale
            .lines()
            .into_iter()
            .map(|value| {
                let y = self.y(value);
                let class = if value.is_zero() { "chart__line chart__line--zero" } else { "chart__line" };
                let text = axis_text(value, self.is_percent, self.language);
                view! {
                    <line class=class x1=left x2=right y1=y y2=y />
                    <text class="chart__label chart__label--value" x=left - LABEL_GAP / 2.0 y=y + 4.0>{text}</text>
                }
            })
            .collect();
        let labels = match &self.labels {
            Some(labels) => labels.clone().view(|place| self.middle(place, categories.len())),
            None => self.some_names(categories),
        };
        view! { <g aria-hidden="true">{lines}</g><g aria-hidden="true">{labels}</g> }
    }

    /// Names of points in time: those that would touch are left out, every second, every third, and so on.
    fn some_names(&self, categories: &[String]) -> AnyView {
        let longest = categories.iter().map(|text| text_width(text)).fold(0.0, f64::max) + LABEL_GAP;
        let every = (longest / self.band(categories.len())).ceil().max(1.0);
        let labels = categories.iter().enumerate().filter(|(place, _)| as_float(*place) % every == 0.0);
        let label = |(place, text): (usize, &String)| {
            let x = self.middle(place, categories.len());
            view! { <text class="chart__label" x=x y=HEIGHT - 8.0>{text.clone()}</text> }
        };
        labels.map(label).collect_view().into_any()
    }
}

/// The pixels that a text takes along an axis, about: Japanese letters are twice as wide.
pub(super) fn text_width(text: &str) -> f64 {
    text.chars().map(|letter| if letter.is_ascii() { LETTER } else { LETTER * 1.7 }).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of categories stay far below 2^53")]
pub(super) const fn as_float(count: usize) -> f64 {
    count as f64
}

pub(super) fn drawing(data: &ChartData, width: f64, language: Language, filled: bool) -> AnyView {
    let plot = Plot::new(data, Scale::over(values(data)), width, language);
    let series: Vec<_> = data
        .series
        .iter()
        .enumerate()
        .map(|(place, series)| one_line(series, place, &plot, &data.categories, filled))
        .collect();
    view! {
        <svg class="chart__svg" width=width height=HEIGHT viewBox=format!("0 0 {width} {HEIGHT}") role="presentation">
            {plot.axes(&data.categories)}
            {series}
        </svg>
    }
    .into_any()
}

fn one_line(
    series: &SeriesData,
    place: usize,
    plot: &Plot,
    categories: &[String],
    filled: bool,
) -> impl IntoView + use<> {
    let count = categories.len();
    let mark_class = if plot.band(count) < CLOSE { "chart__mark chart__mark--close" } else { "chart__mark" };
    let mut path = String::new();
    let mut area = String::new();
    let zero = plot.y(rust_decimal::Decimal::ZERO);
    let mut last = None;
    let marks: Vec<_> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(at, point)| {
            let point = point.as_ref()?;
            let (x, y) = (plot.middle(at, count), plot.y(point.value));
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{x:.1} {y:.1}", if path.is_empty() { "M" } else { "L" });
            if area.is_empty() {
                let _ = write!(area, "M{x:.1} {zero:.1}");
            }
            let _ = write!(area, "L{x:.1} {y:.1}");
            last = Some(x);
            let text = mark::words(categories.get(at), series, &point.text);
            let title = text.clone();
            Some(view! {
                <circle class=mark_class cx=x cy=y r="3.5" data-mark="" role="img" tabindex="-1" aria-label=text>
                    <title>{title}</title>
                </circle>
            })
        })
        .collect();
    if let Some(x) = last {
        let _ = write!(area, "L{x:.1} {zero:.1}Z");
    }
    view! {
        <g class=color_class(place) style:color=series.color.clone()>
            {filled.then(|| view! { <path class="chart__area" d=area /> })}
            <path class=format!("chart__path chart__path--{}", place % 6 + 1) d=path />
            {marks}
        </g>
    }
}
