//! Lying bars to both sides of zero: what each driver does to a figure at its low and at its high end.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; amounts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::bar::fit;
use super::figure::color_class;
use super::line::{as_float, text_width};
use super::scale::{Scale, values};
use super::{ChartData, mark};

const BAR: f64 = 22.0;
const GAP: f64 = 12.0;
/// The part of the width that names may take.
const NAMES: f64 = 0.32;

pub(super) fn drawing(data: &ChartData, width: f64) -> AnyView {
    let scale = Scale::over(values(data));
    let names = data.categories.iter().map(|name| text_width(name)).fold(0.0, f64::max).min(width * NAMES) + 12.0;
    let figures = data
        .series
        .iter()
        .flat_map(|series| series.points.iter().flatten())
        .map(|point| text_width(&point.text))
        .fold(0.0, f64::max)
        + 8.0;
    // Figures stand at both outer ends.
    let space = (width - names - figures * 2.0).max(20.0);
    let row = BAR + GAP;
    let height = row * as_float(data.categories.len()) + GAP / 2.0;
    let x = |value: Decimal| names + figures + space * scale.fraction(value);
    let zero = x(Decimal::ZERO);
    let top = |place: usize| row * as_float(place) + GAP / 2.0;
    let labels: Vec<_> = data
        .categories
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let shown = fit(name, names - 12.0);
            view! { <text class="chart__label chart__label--name" x=names - 8.0 y=top(place) + BAR / 2.0 + 4.0>{shown}</text> }
        })
        .collect();
    let groups: Vec<_> = data
        .series
        .iter()
        .take(2)
        .enumerate()
        .map(|(place, series)| {
            let bars: Vec<_> = series
                .points
                .iter()
                .enumerate()
                .filter_map(|(at, point)| {
                    let point = point.as_ref()?;
                    let end = x(point.value);
                    let (left, length) = (zero.min(end), (end - zero).abs().max(1.0));
                    let falls = point.value.is_sign_negative();
                    let (text_x, class) = if falls {
                        (end - 6.0, "chart__label chart__label--name")
                    } else {
                        (end + 6.0, "chart__label chart__label--figure")
                    };
                    let words = mark::words(data.categories.get(at), series, &point.text);
                    Some(view! {
                        {mark::bar("chart__bar", left, top(at), length, BAR, words)}
                        <text class=class aria-hidden="true" x=text_x y=top(at) + BAR / 2.0 + 4.0>{point.text.clone()}</text>
                    })
                })
                .collect();
            view! { <g class=color_class(place) style:color=series.color.clone()>{bars}</g> }
        })
        .collect();
    view! {
        <svg class="chart__svg" width=width height=height viewBox=format!("0 0 {width} {height}") role="presentation">
            <g aria-hidden="true">{labels}</g>
            {groups}
            <line class="chart__line chart__line--zero" x1=zero x2=zero y1="0" y2=height />
        </svg>
    }
    .into_any()
}
