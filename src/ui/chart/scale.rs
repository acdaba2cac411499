//! The value axis: round steps in decimals, and from values to pixels.

#![expect(clippy::float_arithmetic, reason = "positions on the screen; the labels are decimals")]

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ChartData;
use crate::i18n::Language;

/// Lines that an axis has about.
const WANTED_STEPS: u32 = 5;

/// A value axis from a low to a high round value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

impl Scale {
    /// The axis over values, zero always included.
    pub(super) fn over(values: impl Iterator<Item = Decimal>) -> Self {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        if low == high {
            high = Decimal::ONE;
        }
        let step = round_step(high.saturating_sub(low));
        let steps = |value: Decimal| value.checked_div(step).unwrap_or(Decimal::ZERO);
        Self { low: steps(low).floor().saturating_mul(step), high: steps(high).ceil().saturating_mul(step), step }
    }

    /// The values at which the axis has a line, lowest first.
    pub(super) fn lines(&self) -> Vec<Decimal> {
        let mut lines = Vec::new();
        let mut value = self.low;
        while value <= self.high && lines.len() < 20 {
            lines.push(value);
            value = value.saturating_add(self.step);
        }
        lines
    }

    /// How far up a value lies, 0 at the low end and 1 at the high end.
    pub(super) fn fraction(&self, value: Decimal) -> f64 {
        let part = value.saturating_sub(self.low).to_f64().unwrap_or(0.0);
        part / self.high.saturating_sub(self.low).to_f64().unwrap_or(1.0)
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that cuts a span into few steps.
fn round_step(span: Decimal) -> Decimal {
    let rough = span.checked_div(WANTED_STEPS.into()).unwrap_or(Decimal::ONE);
    let mut power = Decimal::ONE;
    while power > rough && power.scale() < 20 {
        power = power.checked_div(Decimal::TEN).unwrap_or(power).normalize();
    }
    while let Some(next) = power.checked_mul(Decimal::TEN)
        && next <= rough
    {
        power = next;
    }
    [(1, 0), (2, 0), (25, 1), (5, 0)]
        .into_iter()
        .filter_map(|(digits, scale)| Decimal::new(digits, scale).checked_mul(power))
        .find(|step| *step >= rough)
        .unwrap_or_else(|| power.saturating_mul(Decimal::TEN))
}

/// Every value of a chart.
pub(super) fn values(data: &ChartData) -> impl Iterator<Item = Decimal> {
    data.series.iter().flat_map(|series| series.points.iter().flatten().map(|point| point.value))
}

/// A value as an axis shows it: short, `1.2M` in English and `120万` in Japanese.
#[must_use]
pub fn axis_text(value: Decimal, is_percent: bool, language: Language) -> String {
    if is_percent {
        return format!("{}%", value.saturating_mul(Decimal::ONE_HUNDRED).normalize());
    }
    let units: [(i64, &str); 3] = match language {
        Language::English => [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")],
        Language::Japanese => [(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")],
    };
    let size = value.abs();
    let (number, unit) = units
        .into_iter()
        .find(|(unit, _)| size >= Decimal::from(*unit))
        .and_then(|(unit, name)| Some((value.checked_div(unit.into())?, name)))
        .unwrap_or((value, ""));
    let sign = if number.is_sign_negative() && !number.is_zero() { "−" } else { "" };
    format!("{sign}{}{unit}", number.abs().round_dp(2).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_round_steps_and_hold_every_value() {
        for (low, high, expect) in [
            (0, 7, &["0", "2", "4", "6", "8"][..]),
            (-3, 9, &["-5", "-2.5", "0", "2.5", "5", "7.5", "10"]),
            (0, 1_672_201, &["0", "500000", "1000000", "1500000", "2000000"]),
            (0, 0, &["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ] {
            let scale = Scale::over([Decimal::from(low), Decimal::from(high)].into_iter());
            let lines: Vec<String> = scale.lines().iter().map(|line| line.normalize().to_string()).collect();
            assert_eq!(lines, expect, "{low}..{high}");
        }
    }

    #[test]
    fn axis_texts_are_short_in_each_language() {
        for (value, en, ja) in
            [(1_500_000, "1.5M", "150万"), (-2_000, "−2K", "−2000"), (250_000_000, "250M", "2.5億"), (0, "0", "0")]
        {
            assert_eq!(axis_text(value.into(), false, Language::English), en);
            assert_eq!(axis_text(value.into(), false, Language::Japanese), ja);
        }
        assert_eq!(axis_text(Decimal::new(25, 2), true, Language::English), "25%");
    }
}
