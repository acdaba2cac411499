//! Deviations from a mean, scaled by a power of ten so that their squares neither overflow nor lose digits.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::mean;
use crate::cell::{Cause, ErrorValue};

/// Whole digits that the largest scaled deviation has: its square has 18, so that four million of them still fit.
const DIGITS: i32 = 9;
/// The greatest power of ten that a decimal holds.
const MOST_DIGITS: i32 = 28;
/// Deviations this much smaller than the values are rounding of the mean, not spread: a value such as 1/3 carries 28
/// digits of which comparison drops those past 20.
const NOISE_DIGITS: i32 = 25;

/// Deviations of numbers from their mean.
pub(super) struct Deviations {
    /// The mean, or another centre.
    pub mean: Decimal,
    /// Each deviation times ten to the power `-exponent`.
    pub scaled: Vec<Decimal>,
    /// The power of ten that was taken out of the deviations.
    pub exponent: i32,
}

impl Deviations {
    /// The deviations of numbers.
    ///
    /// # Errors
    /// `#DIV/0!` when there is none, `#NUM!` when their sum is too large.
    pub fn new(numbers: &[Decimal]) -> Result<Self, ErrorValue> {
        Self::about(numbers, mean(numbers)?, DIGITS)
    }

    /// The deviations of numbers from a centre, the largest with so many whole digits.
    ///
    /// # Errors
    /// `#NUM!` when a deviation is too large.
    pub fn about(numbers: &[Decimal], mean: Decimal, digits: i32) -> Result<Self, ErrorValue> {
        let mut scaled = Vec::with_capacity(numbers.len());
        for number in numbers {
            scaled.push(number.minus(mean).ok_or(Cause::Overflow)?);
        }
        let largest = scaled.iter().map(Decimal::abs).max().unwrap_or_default();
        let size = numbers.iter().map(Decimal::abs).max().unwrap_or_default();
        let exponent = match (magnitude(largest), magnitude(size)) {
            (Some(spread), Some(size)) if size - spread < NOISE_DIGITS => (spread + 1 - digits).max(-MOST_DIGITS),
            _ => {
                scaled.fill(Decimal::ZERO);
                0
            }
        };
        for deviation in &mut scaled {
            *deviation = shift(*deviation, -exponent).ok_or(Cause::Overflow)?;
        }
        Ok(Self { mean, scaled, exponent })
    }

    /// The sum of the scaled deviations' squares.
    ///
    /// # Errors
    /// As [`Self::products`].
    pub fn squares(&self) -> Result<Decimal, ErrorValue> {
        self.products(self)
    }

    /// The sum of the products of scaled deviations, place by place.
    ///
    /// # Errors
    /// `#NUM!` when there are more values than a sheet has cells, which the scale does not allow for.
    pub fn products(&self, other: &Self) -> Result<Decimal, ErrorValue> {
        let sum = self.scaled.iter().zip(&other.scaled).try_fold(Decimal::ZERO, |sum, (a, b)| sum.plus(a.times(*b)?));
        sum.ok_or_else(|| Cause::Overflow.into())
    }

    /// Number of values.
    pub fn count(&self) -> usize {
        self.scaled.len()
    }
}

/// The power of ten of a number's first digit; nothing for zero.
fn magnitude(number: Decimal) -> Option<i32> {
    let digits = number.mantissa().unsigned_abs().checked_ilog10()?;
    Some(i32::try_from(digits).ok()? - i32::try_from(number.scale()).ok()?)
}

/// A number times a power of ten; nothing when it is too large.
pub(super) fn shift(number: Decimal, power: i32) -> Option<Decimal> {
    let mut shifted = number;
    let mut rest = power;
    while rest != 0 {
        let step = rest.clamp(-MOST_DIGITS, MOST_DIGITS);
        let factor = if step < 0 {
            Decimal::try_new(1, step.unsigned_abs()).ok()?
        } else {
            Decimal::try_from_i128_with_scale(10i128.checked_pow(step.unsigned_abs())?, 0).ok()?
        };
        shifted = shifted.times(factor)?;
        rest -= step;
    }
    Some(shifted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squares_neither_overflow_nor_vanish() {
        for exponent in [-20, -14, 0, 9, 15, 27] {
            let unit = shift(Decimal::ONE, exponent).unwrap();
            let numbers: Vec<Decimal> = [1, 2, 6].iter().map(|n| Decimal::from(*n) * unit).collect();
            let deviations = Deviations::new(&numbers).unwrap();
            let squares = deviations.squares().unwrap();
            let expect = shift(Decimal::from(14), 2 * (exponent - deviations.exponent)).unwrap();
            assert_eq!(squares, expect, "times ten to the power {exponent}");
        }
    }

    #[test]
    fn rounding_of_the_mean_is_no_spread() {
        let third = Decimal::ONE / Decimal::from(3);
        let deviations = Deviations::new(&[third, third, third, third, third, third, third]).unwrap();
        assert!(deviations.squares().unwrap().is_zero());
    }
}
