//! Powers, roots, logarithms and the circle, all checked.
//!
//! Integer powers are exact while they fit. Everything else is irrational and carries 28 significant digits at best; the
//! library's wide arithmetic keeps the last digits right or nearly so, and a result is cut to the digits it can vouch for.

use std::cmp::Ordering;

use rust_decimal::MathematicalOps;

use super::Decimal;
use super::decimal_text::significant_digits;
use super::guard::{canonical, divided_half_away};

/// Digits that an irrational result keeps.
const DIGITS: u32 = 28;

/// `base` to the power `exponent`. A whole exponent is computed exactly as long as the result fits, and a result too small
/// to hold is 0. Nothing when the result is too large, for 0 to the power of 0 or less, and for a negative base with an
/// exponent that is not whole.
#[must_use]
pub fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let exponent = canonical(exponent).normalize();
    if base.is_zero() {
        return (exponent > Decimal::ZERO).then_some(Decimal::ZERO);
    }
    if exponent.scale() == 0 {
        return whole_power(base, exponent);
    }
    if base.is_sign_negative() {
        return None;
    }
    // Halves go through the square root, which is right to the last digit.
    if exponent.fract().abs() == Decimal::new(5, 1) {
        let whole = whole_power(base, exponent.floor())?;
        return limited(whole.checked_mul(sqrt(base)?)?);
    }
    exp(base.checked_ln()?.checked_mul(exponent)?)
}

fn whole_power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let is_odd = exponent.mantissa() % 2 != 0;
    let size = base.abs();
    if size == Decimal::ONE {
        return Some(if is_odd { base } else { Decimal::ONE });
    }
    // Every base but 1 leaves what a decimal can hold long before this.
    let exponent = i64::try_from(exponent.mantissa()).ok();
    let vanishes = match exponent {
        Some(exponent) if exponent >= 0 => size < Decimal::ONE,
        Some(_) => size > Decimal::ONE,
        None => return None,
    };
    match exponent.and_then(|exponent| base.checked_powi(exponent)) {
        None if vanishes => Some(Decimal::ZERO),
        result => result,
    }
}

/// The square root, exact where it is a short decimal and else right to 28 digits; nothing for a negative number.
#[must_use]
pub fn sqrt(number: Decimal) -> Option<Decimal> {
    if number.is_zero() {
        return Some(Decimal::ZERO);
    }
    let number = number.normalize();
    let mantissa = u128::try_from(number.mantissa()).ok()?;
    // Widened by an even power of ten to as many digits as fit, the mantissa has an integer root of 18 or 19 digits.
    let scale = number.scale();
    let spare = 37 - mantissa.ilog10();
    let widening = spare - (spare + scale) % 2;
    let widened = mantissa.checked_mul(10u128.checked_pow(widening)?)?;
    let root = widened.isqrt();
    let root_scale = (scale + widening) / 2;
    let first = Decimal::try_from_i128_with_scale(i128::try_from(root).ok()?, root_scale).ok()?;
    if root * root == widened {
        return Some(first.normalize());
    }
    // One step of Newton's method doubles the 18 digits.
    let second = first.checked_add(number.checked_div(first)?)?.checked_div(Decimal::TWO)?;
    limited(second)
}

/// The natural logarithm; nothing for zero and for a negative number.
#[must_use]
pub fn ln(number: Decimal) -> Option<Decimal> {
    limited(number.checked_ln()?)
}

/// The logarithm to base 10, exact for powers of ten; nothing for zero and for a negative number.
#[must_use]
pub fn log10(number: Decimal) -> Option<Decimal> {
    limited(number.checked_log10()?)
}

/// The number e to the power `number`; nothing when the result is too large, 0 when it is too small to hold.
#[must_use]
pub fn exp(number: Decimal) -> Option<Decimal> {
    // Beyond this e^x exceeds the largest decimal, and e^-x is under half of the smallest.
    const LARGEST: Decimal = Decimal::from_parts(67, 0, 0, false, 0);
    match number.cmp(&LARGEST) {
        Ordering::Greater => None,
        _ if number < -LARGEST => Some(Decimal::ZERO),
        _ => limited(number.checked_exp()?),
    }
}

/// The number cut to 28 significant digits, half away from zero.
fn limited(number: Decimal) -> Option<Decimal> {
    let surplus = significant_digits(number).saturating_sub(DIGITS).min(number.scale());
    let mantissa = divided_half_away(number.mantissa(), 10i128.pow(surplus));
    Some(Decimal::try_from_i128_with_scale(mantissa, number.scale() - surplus).ok()?.normalize())
}
