//! The parts of a whole: a ring, and beside it each part with its amount and its percentage.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; percentages are decimals")]

use std::f64::consts::TAU;

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tandem_core::number;

use super::ChartData;
use super::figure::color_class;

const SIZE: f64 = 200.0;
const OUTER: f64 = 92.0;
const INNER: f64 = 58.0;

/// A part of the whole.
struct Part {
    place: usize,
    name: String,
    text: String,
    share: Decimal,
}

pub(super) fn drawing(data: &ChartData, _width: f64) -> AnyView {
    let parts = parts(data);
    let mut angle = -TAU / 4.0;
    let arcs: Vec<_> = parts
        .iter()
        .map(|part| {
            let turn = TAU * part.share.to_f64().unwrap_or(0.0);
            let d = ring(angle, angle + turn.min(TAU * 0.9999));
            angle += turn;
            let text = format!("{}: {}", part.name, part.text);
            let title = text.clone();
            view! {
                <path
                    class=format!("{} chart__part", color_class(part.place))
                    d=d
                    data-mark=""
                    role="img"
                    tabindex="-1"
                    aria-label=text
                >
                    <title>{title}</title>
                </path>
            }
        })
        .collect();
    let items: Vec<_> = parts
        .iter()
        .map(|part| {
            let percent = part.share.saturating_mul(Decimal::ONE_HUNDRED);
            let percent =
                number::round(percent, 0).map_or_else(String::new, |percent| format!("{}%", percent.normalize()));
            view! {
                <li class=color_class(part.place)>
                    <span class="chart__key chart__key--part" aria-hidden="true"></span>
                    <span class="chart__name">{part.name.clone()}</span>
                    <span class="chart__amount">{part.text.clone()}</span>
                    <span class="chart__percent">{percent}</span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="chart__share">
            <svg class="chart__svg chart__svg--ring" width=SIZE height=SIZE viewBox="-100 -100 200 200" role="presentation">{arcs}</svg>
            <ul class="chart__parts">{items}</ul>
        </div>
    }
    .into_any()
}

/// The parts that are above zero, largest first.
fn parts(data: &ChartData) -> Vec<Part> {
    let Some(series) = data.series.first() else { return Vec::new() };
    let total = series
        .points
        .iter()
        .flatten()
        .map(|point| point.value.max(Decimal::ZERO))
        .fold(Decimal::ZERO, Decimal::saturating_add);
    let mut parts: Vec<Part> = series
        .points
        .iter()
        .zip(&data.categories)
        .enumerate()
        .filter_map(|(place, (point, name))| {
            let point = point.as_ref().filter(|point| point.value > Decimal::ZERO)?;
            let share = point.value.checked_div(total)?;
            Some(Part { place, name: name.clone(), text: point.text.clone(), share })
        })
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.share));
    parts
}

/// The path of a ring's section between two angles.
fn ring(from: f64, to: f64) -> String {
    let large = u8::from(to - from > TAU / 2.0);
    let at = |radius: f64, angle: f64| (radius * angle.cos(), radius * angle.sin());
    let (a, b, c, d) = (at(OUTER, from), at(OUTER, to), at(INNER, to), at(INNER, from));
    format!(
        "M{:.2} {:.2}A{OUTER} {OUTER} 0 {large} 1 {:.2} {:.2}L{:.2} {:.2}A{INNER} {INNER} 0 {large} 0 {:.2} {:.2}Z",
        a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1
    )
}
