//! A table of shades: the deeper the shade, the further a figure lies from zero; figures below zero take another colour, and each
//! figure is written.

#![expect(clippy::float_arithmetic, reason = "positions and shades on the screen; amounts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::bar::fit;
use super::labels::{LINE, Labels, beside_row};
use super::line::{as_float, text_width};
use super::scale::values;
use super::{ChartData, mark};

const ROW: f64 = 34.0;
/// The part of the width that names of rows may take.
const NAMES: f64 = 0.32;
/// The deepest shade still lets its figure be read.
const DEEPEST: f64 = 0.42;

pub(super) fn drawing(data: &ChartData, width: f64) -> AnyView {
    let names =
        data.series.iter().map(|series| text_width(&series.label)).fold(0.0, f64::max).min(width * NAMES) + 12.0;
    let column = ((width - names) / as_float(data.categories.len().max(1))).max(24.0);
    let labels = Labels::above(&data.categories, column);
    let head = labels.head();
    let (whole_width, height) =
        (names + column * as_float(data.categories.len()), head + ROW * as_float(data.series.len()));
    let most = values(data).map(|value| value.abs()).max().unwrap_or(Decimal::ONE);
    let shade = |value: Decimal| {
        let part = value.abs().checked_div(most).and_then(|part| part.to_f64()).unwrap_or(0.0);
        0.05 + (DEEPEST - 0.05) * part
    };
    let heads = labels.view_above(|place| names + column * (as_float(place) + 0.5));
    let rows: Vec<_> = data
        .series
        .iter()
        .enumerate()
        .map(|(row, series)| {
            let y = head + ROW * as_float(row);
            let cells: Vec<_> = series
                .points
                .iter()
                .enumerate()
                .filter_map(|(place, point)| {
                    let point = point.as_ref()?;
                    let x = names + column * as_float(place);
                    let class = if point.value.is_sign_negative() { "series series--2" } else { "series series--1" };
                    let words = mark::words(data.categories.get(place), series, &point.text);
                    Some(view! {
                        <g class=class opacity=shade(point.value)>
                            {mark::bar("chart__bar", x, y, column - 2.0, ROW - 2.0, words)}
                        </g>
                        <text class="chart__label chart__label--cell" aria-hidden="true" x=x + column / 2.0 y=y + ROW / 2.0 + 4.0>
                            {fit(&point.text, column - 4.0)}
                        </text>
                    })
                })
                .collect();
            let lines = beside_row(&series.label, names - 12.0);
            let first = y + ROW / 2.0 + 4.0 - as_float(lines.len().saturating_sub(1)) * LINE / 2.0;
            let line = |(at, text): (usize, String)| {
                view! {
                    <text class="chart__label chart__label--name" aria-hidden="true" x=names - 8.0 y=first + as_float(at) * LINE>
                        {text}
                    </text>
                }
            };
            view! {
                {lines.into_iter().enumerate().map(line).collect_view()}
                {cells}
            }
        })
        .collect();
    view! {
        <svg class="chart__svg" width=whole_width height=height viewBox=format!("0 0 {whole_width} {height}") role="presentation">
            <g aria-hidden="true">{heads}</g>
            {rows}
        </svg>
    }
    .into_any()
}
