//! Upright bars, side by side or on top of each other.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; amounts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::color_class;
use super::line::{Plot, as_float};
use super::scale::{Scale, values};
use super::{ChartData, Point, SeriesData, mark};
use crate::i18n::Language;

/// The part of a band that bars fill.
const FILL: f64 = 0.68;
/// The widest that one bar may be, in pixels.
const MAX_BAR: f64 = 56.0;

/// A bar from one value to another.
struct Span<'a> {
    point: &'a Point,
    from: Decimal,
    to: Decimal,
}

pub(super) fn drawing(data: &ChartData, width: f64, language: Language, stacked: bool) -> AnyView {
    let spans: Vec<Vec<Option<Span<'_>>>> =
        if stacked { stack(data) } else { data.series.iter().map(single).collect() };
    let scale = if stacked {
        Scale::over(spans.iter().flatten().flatten().map(|span| span.to))
    } else {
        Scale::over(values(data))
    };
    let plot = Plot::new(data, scale, width, language).with_all_names(&data.categories);
    let height = plot.height();
    let count = data.categories.len();
    let side_by_side = if stacked { 1 } else { data.series.len().max(1) };
    let bar = (plot.band(count) * FILL / as_float(side_by_side)).min(MAX_BAR);
    let groups: Vec<_> = data
        .series
        .iter()
        .zip(&spans)
        .enumerate()
        .map(|(place, (series, spans))| {
            let shift = if stacked { 0.0 } else { as_float(place) - (as_float(side_by_side) - 1.0) / 2.0 };
            let bars: Vec<_> = spans
                .iter()
                .enumerate()
                .filter_map(|(at, span)| {
                    let span = span.as_ref()?;
                    let x = plot.middle(at, count) + bar * (shift - 0.5);
                    let (a, b) = (plot.y(span.from), plot.y(span.to));
                    let text = mark::words(data.categories.get(at), series, &span.point.text);
                    let (y, height) = (a.min(b), (a - b).abs());
                    Some(mark::bar("chart__bar", x, y, (bar - 1.0).max(1.0), height, text))
                })
                .collect();
            view! { <g class=color_class(place) style:color=series.color.clone()>{bars}</g> }
        })
        .collect();
    view! {
        <svg class="chart__svg" width=width height=height viewBox=format!("0 0 {width} {height}") role="presentation">
            {plot.axes(&data.categories)}
            {groups}
        </svg>
    }
    .into_any()
}

fn single(series: &SeriesData) -> Vec<Option<Span<'_>>> {
    series
        .points
        .iter()
        .map(|point| point.as_ref().map(|point| Span { point, from: Decimal::ZERO, to: point.value }))
        .collect()
}

/// Bars on top of each other: amounts above zero upward, those below downward.
fn stack(data: &ChartData) -> Vec<Vec<Option<Span<'_>>>> {
    let mut tops = vec![(Decimal::ZERO, Decimal::ZERO); data.categories.len()];
    data.series
        .iter()
        .map(|series| {
            series
                .points
                .iter()
                .zip(&mut tops)
                .map(|(point, (up, down))| {
                    let point = point.as_ref()?;
                    let end = if point.value.is_sign_negative() { &mut *down } else { &mut *up };
                    let from = *end;
                    *end = from.saturating_add(point.value);
                    Some(Span { point, from, to: *end })
                })
                .collect()
        })
        .collect()
}
