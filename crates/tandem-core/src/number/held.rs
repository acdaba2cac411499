//! Products, quotients and powers that say when a decimal can't hold them.
//!
//! A decimal ends at 28 decimals, so that a very small result keeps few of its digits, or none: what is computed with it then would
//! be a wrong number. Exact results are always given, however small.

use super::arithmetic::Arithmetic as _;
use super::power::{exact_power, power};
use super::{Decimal, canonical};

/// Why a decimal can't hold a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheld {
    /// It is beyond 7.9e28.
    TooLarge,
    /// It is so small that fewer than [`LEAST_DIGITS`] of its digits would be left.
    TooSmall,
}

/// Digits that a rounded result has at least: as many as a cell shows where no format asks for more.
pub const LEAST_DIGITS: u32 = 10;

/// Decimals behind which fewer digits than [`LEAST_DIGITS`] have place.
const DECIMALS_BEFORE: u32 = Decimal::MAX_SCALE - LEAST_DIGITS + 1;

/// The product of two numbers.
///
/// # Errors
/// Why it can't be held.
#[inline]
pub fn product(a: Decimal, b: Decimal) -> Result<Decimal, Unheld> {
    let product = a.times(b).ok_or(Unheld::TooLarge)?;
    if is_long(product) || is_product(product, a, b) { Ok(product) } else { Err(Unheld::TooSmall) }
}

/// The quotient of two numbers, of which the second is not zero.
///
/// # Errors
/// Why it can't be held.
#[inline]
pub fn quotient(a: Decimal, b: Decimal) -> Result<Decimal, Unheld> {
    let quotient = a.over(b).ok_or(Unheld::TooLarge)?;
    // It is exact where it gives the dividend again.
    if is_long(quotient) || is_product(a, quotient, b) { Ok(quotient) } else { Err(Unheld::TooSmall) }
}

/// A power as [`power`] gives it, of a base that is not zero.
///
/// # Errors
/// Why it can't be held; a power that does not exist counts as too large.
pub fn held_power(base: Decimal, exponent: Decimal) -> Result<Decimal, Unheld> {
    let result = power(base, exponent).ok_or(Unheld::TooLarge)?;
    if is_long(result) || is_exact_power(base, canonical(exponent).normalize()) {
        Ok(result)
    } else {
        Err(Unheld::TooSmall)
    }
}

/// Whether a number surely has enough digits, however it came about. Most that are computed do, and are known by their decimals.
#[inline]
fn is_long(number: Decimal) -> bool {
    let parts = number.unpack();
    parts.hi != 0 || parts.scale <= DECIMALS_BEFORE && (parts.lo | parts.mid) != 0 || is_long_behind(number)
}

#[cold]
fn is_long_behind(number: Decimal) -> bool {
    let least = 10u128.pow(number.scale().saturating_sub(DECIMALS_BEFORE));
    !number.is_zero() && number.mantissa().unsigned_abs() >= least
}

/// Whether a number is exactly the product of two others.
#[cold]
fn is_product(product: Decimal, a: Decimal, b: Decimal) -> bool {
    if product.is_zero() {
        return a.is_zero() || b.is_zero();
    }
    let [product, a, b] = [product, a, b].map(|number| number.normalize());
    let Some(digits) = a.mantissa().unsigned_abs().checked_mul(b.mantissa().unsigned_abs()) else { return false };
    let Some(more) = (a.scale() + b.scale()).checked_sub(product.scale()) else { return false };
    let scaled = 10u128.checked_pow(more).and_then(|unit| product.mantissa().unsigned_abs().checked_mul(unit));
    scaled == Some(digits)
}

#[cold]
fn is_exact_power(base: Decimal, exponent: Decimal) -> bool {
    if exponent.scale() > 0 {
        return false;
    }
    let times = u64::try_from(exponent.mantissa().unsigned_abs()).ok();
    let whole = times.and_then(|times| exact_power(base.normalize().abs(), times));
    match whole {
        Some(whole) if exponent.is_sign_negative() => quotient(Decimal::ONE, whole).is_ok(),
        whole => whole.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::parse_decimal;

    fn decimal(text: &str) -> Decimal {
        parse_decimal(text).unwrap()
    }

    #[test]
    fn small_results_are_exact_or_have_ten_digits() {
        let small = Err(Unheld::TooSmall);
        let cases = [
            ("0.00000000000001", "0.00000000000001", Ok("0.0000000000000000000000000001")),
            ("0.000000000000001", "0.000000000000001", small),
            ("0.000000000000001", "-0.000000000000001", small),
            ("0.000000000000001", "0", Ok("0")),
            ("0.0000000000000000000000000005", "0.2", Ok("0.0000000000000000000000000001")),
            ("0.0000000000000000000000000005", "0.3", small),
            ("0.0000000000000000001234567892", "0.5", Ok("0.0000000000000000000617283946")),
            ("0.0000000000000000001234567891", "0.5", small),
            ("0.0000000000000000003234567891", "0.5", Ok("0.0000000000000000001617283946")),
            ("79228162514264337593543950335", "2", Err(Unheld::TooLarge)),
        ];
        for (a, b, expect) in cases {
            for (a, b) in [(a, b), (b, a)] {
                assert_eq!(product(decimal(a), decimal(b)), expect.map(decimal), "{a} * {b}");
            }
        }
        assert_eq!(quotient(Decimal::ONE, decimal("8000000000000000000")), Ok(decimal("0.000000000000000000125")));
        assert_eq!(quotient(Decimal::ONE, decimal("30000000000000000000")), Err(Unheld::TooSmall));
        assert_eq!(quotient(Decimal::ONE, decimal("30000000000000000")), Ok(decimal("0.0000000000000000333333333333")));
        assert_eq!(quotient(decimal("0.0000000000000000000000000001"), decimal("3")), Err(Unheld::TooSmall));
        assert_eq!(quotient(Decimal::ZERO, decimal("3")), Ok(Decimal::ZERO));
    }

    #[test]
    fn small_powers_are_exact_or_have_ten_digits() {
        let small = Err(Unheld::TooSmall);
        let cases = [
            ("10", "-28", Ok("0.0000000000000000000000000001")),
            ("10", "-29", small),
            ("0.1", "28", Ok("0.0000000000000000000000000001")),
            ("-0.1", "27", Ok("-0.000000000000000000000000001")),
            ("0.5", "80", small),
            ("0.3", "28", Ok("0.0000000000000022876792454961")),
            ("0.03", "12", Ok("0.000000000000000000531441")),
            ("2", "-80", small),
            ("0.5", "80.5", small),
            ("1.1", "-99999999999999999999", small),
            ("2", "1000", Err(Unheld::TooLarge)),
        ];
        for (base, exponent, expect) in cases {
            assert_eq!(held_power(decimal(base), decimal(exponent)), expect.map(decimal), "{base}^{exponent}");
        }
    }

    proptest! {
        #[test]
        fn a_product_is_exact_or_has_ten_digits(a in any::<i64>(), a_scale in 0u32..=28, b in any::<i32>(), b_scale in 0u32..=28) {
            let (x, y) = (Decimal::from_i128_with_scale(a.into(), a_scale), Decimal::from_i128_with_scale(b.into(), b_scale));
            let (digits, scale) = (i128::from(a) * i128::from(b), a_scale + b_scale);
            let beyond = scale.saturating_sub(28);
            // What lies beyond 28 decimals; nothing of a product has so many digits.
            let cut = 10i128.checked_pow(beyond);
            let is_exact = digits == 0 || cut.is_some_and(|cut| digits % cut == 0);
            let has_ten = cut.and_then(|cut| cut.checked_mul(10i128.pow(9))).is_some_and(|least| digits.abs() >= least);
            match product(x, y) {
                Ok(_) => prop_assert!(is_exact || has_ten, "{} * {}", x, y),
                Err(reason) => prop_assert!(reason == Unheld::TooSmall && !is_exact && !has_ten, "{} * {}", x, y),
            }
        }
    }
}
