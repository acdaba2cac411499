//! Upright bars that touch: how often a figure falls into each class, with percentiles marked across.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; counts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::figure::color_class;
use super::line::{HEIGHT, Plot, as_float, text_width};
use super::scale::{Scale, values};
use super::{ChartData, mark};
use crate::i18n::Language;

/// Height of the lines that mark a place, from the top, one below the other so that their words don't meet.
const GUIDE_STEP: f64 = 14.0;

pub(super) fn drawing(data: &ChartData, width: f64, language: Language) -> AnyView {
    let plot = Plot::new(data, Scale::over(values(data)), width, language);
    let count = data.categories.len();
    let band = plot.band(count);
    let bars: Vec<_> = data
        .series
        .first()
        .map(|series| {
            let bar = |(at, point): (usize, &Option<super::Point>)| {
                let point = point.as_ref()?;
                let (zero, end) = (plot.y(Decimal::ZERO), plot.y(point.value));
                let x = plot.middle(at, count) - band / 2.0;
                let words = mark::words(data.categories.get(at), series, &point.text);
                Some(mark::bar("chart__bar", x, end.min(zero), (band - 1.0).max(1.0), (end - zero).abs(), words))
            };
            series.points.iter().enumerate().filter_map(bar).collect()
        })
        .unwrap_or_default();
    let guides: Vec<_> = data
        .guides
        .iter()
        .enumerate()
        .map(|(order, guide)| {
            let x = plot.middle(guide.place, count);
            let y = 10.0 + GUIDE_STEP * as_float(order);
            // The word stands where there is room for it.
            let is_right = x + text_width(&guide.label) + 8.0 < plot.right;
            let (text_x, class) = if is_right {
                (x + 4.0, "chart__label chart__label--figure")
            } else {
                (x - 4.0, "chart__label chart__label--name")
            };
            view! {
                <line class="chart__line chart__line--guide" x1=x x2=x y1=y - 8.0 y2=plot.y(Decimal::ZERO) />
                <text class=class x=text_x y=y>{guide.label.clone()}</text>
            }
        })
        .collect();
    view! {
        <svg class="chart__svg" width=width height=HEIGHT viewBox=format!("0 0 {width} {HEIGHT}") role="presentation">
            {plot.axes(&data.categories)}
            <g class=color_class(0)>{bars}</g>
            <g aria-hidden="true">{guides}</g>
        </svg>
    }
    .into_any()
}
