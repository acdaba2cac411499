//! Lying bars, one row per category; series of one category stand under each other.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; amounts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::color_class;
use super::line::{as_float, text_width};
use super::scale::{Scale, values};
use super::{ChartData, mark};
use crate::i18n::Language;

const BAR: f64 = 18.0;
const GAP: f64 = 14.0;
/// The part of the width that names may take.
const NAMES: f64 = 0.34;

pub(super) fn drawing(data: &ChartData, width: f64, _language: Language) -> AnyView {
    let scale = Scale::over(values(data));
    let names = data.categories.iter().map(|name| text_width(name)).fold(0.0, f64::max).min(width * NAMES) + 12.0;
    let figures = data
        .series
        .iter()
        .flat_map(|series| series.points.iter().flatten())
        .map(|point| text_width(&point.text))
        .fold(0.0, f64::max);
    let space = (width - names - figures - 12.0).max(20.0);
    let row = BAR * as_float(data.series.len()) + GAP;
    let height = row * as_float(data.categories.len()) + GAP / 2.0;
    let x = |value: Decimal| names + space * scale.fraction(value);
    let zero = x(Decimal::ZERO);
    let labels: Vec<_> = data
        .categories
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let y = row * as_float(at) + row / 2.0 + 4.0;
            let shown = fit(name, names - 12.0);
            view! { <text class="chart__label chart__label--name" x=names - 8.0 y=y>{shown}<title>{name.clone()}</title></text> }
        })
        .collect();
    let groups: Vec<_> = data
        .series
        .iter()
        .enumerate()
        .map(|(place, series)| {
            let bars: Vec<_> = series
                .points
                .iter()
                .enumerate()
                .filter_map(|(at, point)| {
                    let point = point.as_ref()?;
                    let end = x(point.value);
                    let y = row * as_float(at) + GAP / 2.0 + BAR * as_float(place);
                    let (left, length) = (zero.min(end), (end - zero).abs());
                    let text_x = if point.value.is_sign_negative() { zero + 6.0 } else { end + 6.0 };
                    let words = mark::words(data.categories.get(at), series, &point.text);
                    Some(view! {
                        {mark::bar("chart__bar", left, y, length, BAR - 2.0, words)}
                        <text class="chart__label chart__label--figure" aria-hidden="true" x=text_x y=y + BAR / 2.0 + 3.0>
                            {point.text.clone()}
                        </text>
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

/// As much of a text as fits, with an ellipsis for the rest.
pub(super) fn fit(text: &str, width: f64) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        if text_width(&shown) + text_width("…") * 2.0 > width {
            break;
        }
        shown.push(letter);
    }
    shown.push('…');
    shown
}
