//! From a beginning to an end: each step begins where the one before ended.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; amounts stay decimals")]

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::line::{Plot, text_width};
use super::scale::Scale;
use super::{ChartData, mark};
use crate::i18n::Language;

/// The part of a band that a bar fills.
const FILL: f64 = 0.62;
/// The widest that one bar may be, in pixels.
const MAX_BAR: f64 = 84.0;

/// What a bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Up,
    Down,
    Balance,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Up => "chart__bar chart__bar--up",
            Self::Down => "chart__bar chart__bar--down",
            Self::Balance => "chart__bar chart__bar--balance",
        }
    }

    /// The place of the series that it comes from.
    const fn series(self) -> usize {
        match self {
            Self::Up | Self::Down => 0,
            Self::Balance => 1,
        }
    }
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    /// Its category.
    place: usize,
    kind: Kind,
    from: Decimal,
    to: Decimal,
    text: String,
}

pub(super) fn drawing(data: &ChartData, width: f64, language: Language) -> AnyView {
    let steps = steps(data);
    let plot = Plot::new(data, Scale::over(steps.iter().flat_map(|step| [step.from, step.to])), width, language)
        .with_all_names(&data.categories);
    let height = plot.height();
    let count = data.categories.len();
    let bar = (plot.band(count) * FILL).min(MAX_BAR);
    let has_room = steps.iter().all(|step| text_width(&step.text) < plot.band(count));
    let bars: Vec<_> = steps
        .iter()
        .filter_map(|step| {
            let x = plot.middle(step.place, count) - bar / 2.0;
            let (a, b) = (plot.y(step.from), plot.y(step.to));
            let (y, height) = (a.min(b), (a - b).abs().max(1.0));
            let series = data.series.get(step.kind.series())?;
            let words = mark::words(data.categories.get(step.place), series, &step.text);
            let label = has_room.then(|| {
                let label_y = if step.kind == Kind::Down { y + height + 13.0 } else { y - 5.0 };
                view! {
                    <text class="chart__label chart__label--step" aria-hidden="true" x=x + bar / 2.0 y=label_y>
                        {step.text.clone()}
                    </text>
                }
            });
            Some(view! {
                {mark::bar(step.kind.class(), x, y, bar, height, words)}
                {label}
            })
        })
        .collect();
    let joints: Vec<_> = steps
        .iter()
        .zip(steps.iter().skip(1))
        .map(|(step, next)| {
            let y = plot.y(step.to);
            let (x1, x2) = (plot.middle(step.place, count) + bar / 2.0, plot.middle(next.place, count) - bar / 2.0);
            view! { <line class="chart__line chart__line--joint" x1=x1 x2=x2 y1=y y2=y /> }
        })
        .collect();
    view! {
        <svg class="chart__svg" width=width height=height viewBox=format!("0 0 {width} {height}") role="presentation">
            {plot.axes(&data.categories)}
            <g aria-hidden="true">{joints}</g>
            <g>{bars}</g>
        </svg>
    }
    .into_any()
}

/// The bars: a balance stands on zero and is where the next step begins, a step stands on what came before.
fn steps(data: &ChartData) -> Vec<Step> {
    let point = |series: usize, place: usize| data.series.get(series)?.points.get(place)?.clone();
    let mut at = Decimal::ZERO;
    (0..data.categories.len())
        .filter_map(|place| {
            if let Some(balance) = point(1, place) {
                at = balance.value;
                return Some(Step { place, kind: Kind::Balance, from: Decimal::ZERO, to: at, text: balance.text });
            }
            let change = point(0, place)?;
            let from = at;
            at = at.saturating_add(change.value);
            let kind = if change.value.is_sign_negative() { Kind::Down } else { Kind::Up };
            Some(Step { place, kind, from, to: at, text: change.text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::chart::{Point, SeriesData};

    #[test]
    fn steps_stand_on_what_came_before_and_balances_on_zero() {
        let series = |values: [Option<i64>; 4]| SeriesData {
            label: String::new(),
            points: values
                .into_iter()
                .map(|value| value.map(|value| Point { value: value.into(), text: value.to_string() }))
                .collect(),
            color: None,
        };
        let data = ChartData {
            categories: ["Deal", "Vendor", "Partner", "Left"].map(str::to_owned).to_vec(),
            series: vec![
                series([None, Some(-40_000), Some(-18_000), None]),
                series([Some(100_000), None, None, Some(42_000)]),
            ],
            ..ChartData::nothing()
        };
        let spans: Vec<(Kind, i64, i64)> = steps(&data)
            .into_iter()
            .map(|step| {
                let whole = |value: Decimal| i64::try_from(value).unwrap_or(i64::MIN);
                (step.kind, whole(step.from), whole(step.to))
            })
            .collect();
        assert_eq!(
            spans,
            [
                (Kind::Balance, 0, 100_000),
                (Kind::Down, 100_000, 60_000),
                (Kind::Down, 60_000, 42_000),
                (Kind::Balance, 0, 42_000)
            ]
        );
    }
}
