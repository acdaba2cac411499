//! Distributions of uncertain inputs, and draws from them.
//!
//! What is drawn in binary floating point is only a number without unit: a share from 0 to 1 of a range, or a multiple of
//! a deviation. It is cut to twelve decimals, and everything from there on, the amounts included, is exact. Only sums,
//! products, quotients and square roots are used, which every machine rounds alike, so that a seed gives the same draws
//! natively and in wasm; `normal.rs` computes logarithms for the same reason.
#![expect(
    clippy::float_arithmetic,
    reason = "shares and multiples of deviations are drawn in floating point; amounts are decimal"
)]

use rust_decimal::prelude::ToPrimitive;

use super::normal::{logarithm, normal};
use super::random::Random;
use crate::number::{Arithmetic as _, Decimal, round};

/// Decimals of a share or of a multiple of a deviation that was drawn.
pub const SAMPLE_DECIMALS: u32 = 12;
/// One, with the decimals of a share.
const WHOLE: u64 = 10u64.pow(SAMPLE_DECIMALS);

/// How the values of an input are distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Every value from low to high is as likely as any other.
    Uniform {
        /// The least value.
        low: Decimal,
        /// The greatest value.
        high: Decimal,
    },
    /// The density rises in a line from low to the mode and falls in a line to high.
    Triangular {
        /// The least value.
        low: Decimal,
        /// The most likely value.
        mode: Decimal,
        /// The greatest value.
        high: Decimal,
    },
    /// The normal distribution, which has no ends.
    Normal {
        /// The mean.
        mean: Decimal,
        /// The standard deviation, above zero.
        deviation: Decimal,
    },
    /// The beta distribution of PERT, smooth and nearer to the mode than the triangular one: its mean is
    /// `(low + 4 mode + high) / 6`.
    Pert {
        /// The least value.
        low: Decimal,
        /// The most likely value.
        mode: Decimal,
        /// The greatest value.
        high: Decimal,
    },
}

/// Draws from one distribution.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    /// What a share of zero means.
    start: Decimal,
    /// What a share of one adds to it.
    width: Decimal,
    shape: Shape,
    decimals: i32,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Uniform,
    /// The mode as a share of the range.
    Triangular(f64),
    Normal,
    /// The two parameters of the beta distribution, from 1 to 5 and 6 together.
    Beta(f64, f64),
}

impl Sampler {
    /// A sampler whose draws are rounded to a number of decimals; nothing for parameters that contradict each other.
    pub(super) fn new(distribution: Distribution, decimals: u32) -> Option<Self> {
        let range = |low: Decimal, high: Decimal| high.minus(low).filter(|width| *width > Decimal::ZERO);
        let (start, width, shape) = match distribution {
            Distribution::Uniform { low, high } => (low, range(low, high)?, Shape::Uniform),
            Distribution::Triangular { low, mode, high } => {
                let width = range(low, high)?;
                (low, width, Shape::Triangular(mode_share(low, mode, width)?))
            }
            Distribution::Normal { mean, deviation } => {
                (mean, deviation, if deviation > Decimal::ZERO { Shape::Normal } else { return None })
            }
            Distribution::Pert { low, mode, high } => {
                let width = range(low, high)?;
                let mode = mode_share(low, mode, width)?;
                (low, width, Shape::Beta(1.0 + 4.0 * mode, 1.0 + 4.0 * (1.0 - mode)))
            }
        };
        Some(Self { start, width, shape, decimals: i32::try_from(decimals).unwrap_or(i32::MAX) })
    }

    /// The next draw; nothing when it is too large to hold.
    pub(super) fn draw(&self, random: &mut Random) -> Option<Decimal> {
        let share = match self.shape {
            Shape::Uniform => {
                let share = (u128::from(random.next()) * u128::from(WHOLE)) >> 64;
                Decimal::try_from_i128_with_scale(share.try_into().ok()?, SAMPLE_DECIMALS).ok()?
            }
            Shape::Triangular(mode) => cut(triangular(mode, unit(random)))?,
            Shape::Normal => cut(normal(unit(random)))?,
            Shape::Beta(a, b) => {
                let (a, b) = (gamma(a, random), gamma(b, random));
                cut(a / (a + b))?
            }
        };
        round(self.start.plus(self.width.times(share)?)?, self.decimals)
    }
}

/// Where a mode lies in a range, as a share; nothing when it lies outside.
fn mode_share(low: Decimal, mode: Decimal, width: Decimal) -> Option<f64> {
    let share = mode.minus(low)?.over(width)?.times(WHOLE.into())?.round().to_u64()?;
    (mode >= low && share <= WHOLE).then(|| exact(share) / exact(WHOLE))
}

/// An integer below 2^53 as a float, without loss.
#[expect(clippy::cast_precision_loss, reason = "integers below 2^53 are floats")]
const fn exact(integer: u64) -> f64 {
    integer as f64
}

/// A share or multiple as a decimal.
#[expect(clippy::cast_possible_truncation, reason = "multiples of a deviation stay far below the limit of the integer")]
fn cut(number: f64) -> Option<Decimal> {
    let scaled = number * exact(WHOLE);
    if !scaled.is_finite() {
        return None;
    }
    Decimal::try_from_i128_with_scale(i128::from(scaled.round() as i64), SAMPLE_DECIMALS).ok()
}

/// A number between 0 and 1, neither included.
fn unit(random: &mut Random) -> f64 {
    (exact(random.next() >> 12) + 0.5) / exact(1 << 52)
}

/// The share of the range below which a triangular draw lies with a probability.
fn triangular(mode: f64, probability: f64) -> f64 {
    if probability < mode { (probability * mode).sqrt() } else { 1.0 - ((1.0 - probability) * (1.0 - mode)).sqrt() }
}

/// A draw from the gamma distribution with a shape of at least 1 and a scale of 1: the method of G. Marsaglia and
/// W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000).
fn gamma(shape: f64, random: &mut Random) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(unit(random));
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        // More than nine draws of ten are taken, so the loop ends soon.
        if logarithm(unit(random)) < 0.5 * x * x + d * (1.0 - v + logarithm(v)) {
            return d * v;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triangular_quantiles_are_the_closed_form() {
        let check = |given: f64, expected: f64| assert!((given - expected).abs() < 1e-15, "{given} is not {expected}");
        check(triangular(0.5, 0.5), 0.5);
        check(triangular(0.25, 0.25), 0.25);
        check(triangular(0.0, 0.75), 0.5);
        check(triangular(1.0, 0.25), 0.5);
    }
}
