//! Rounding to digits and to multiples, in integer arithmetic on the mantissa.
//!
//! Everything here sees a number as [`canonical`] does, so that 1/3*3 floors to 1.

use super::Decimal;
use super::guard::{canonical, divided_half_away};
use crate::number::Arithmetic as _;

/// Which neighbour is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// The nearer one; the one further from zero when both are equally near.
    HalfAway,
    /// The one further from zero.
    Away,
    /// The one nearer to zero.
    Toward,
    /// The lower one.
    Floor,
    /// The higher one.
    Ceiling,
}

/// Rounds half away from zero to a number of decimals, or to tens, hundreds and so on when `digits` is negative.
/// Nothing when the result exceeds what a decimal can hold.
#[must_use]
pub fn round(number: Decimal, digits: i32) -> Option<Decimal> {
    rounded(number, digits, Direction::HalfAway)
}

/// Rounds half away from zero to a number of significant digits, at least one: 12,345 to two is 12,000, 0.0456 to one is
/// 0.05. A result that a decimal cannot hold leaves the number as it is.
#[must_use]
pub fn to_significant(number: Decimal, digits: u32) -> Decimal {
    let number = canonical(number);
    significant_decimals(number, digits).and_then(|decimals| round(number, decimals)).unwrap_or(number)
}

/// The decimals with which a number has so many significant digits, at least one: 1 for 12.34 and three digits, -2 for 1234
/// and two. Nothing for zero, which has none.
#[must_use]
pub fn significant_decimals(number: Decimal, digits: u32) -> Option<i32> {
    let number = canonical(number);
    let last = number.mantissa().unsigned_abs().checked_ilog10()?;
    // The first digit stands at this power of ten.
    let first = i64::from(last).saturating_sub(i64::from(number.scale()));
    i32::try_from(i64::from(digits.max(1)).saturating_sub(1).saturating_sub(first)).ok()
}

/// Rounds away from zero to a number of decimals; `digits` and overflow are as in [`round`].
#[must_use]
pub fn round_up(number: Decimal, digits: i32) -> Option<Decimal> {
    rounded(number, digits, Direction::Away)
}

/// Rounds towards zero to a number of decimals; `digits` is as in [`round`].
#[must_use]
pub fn round_down(number: Decimal, digits: i32) -> Option<Decimal> {
    rounded(number, digits, Direction::Toward)
}

/// The largest whole number that is not above the number: -1.5 gives -2.
#[must_use]
pub fn int(number: Decimal) -> Decimal {
    rounded(number, 0, Direction::Floor).unwrap_or(number)
}

/// The number without its decimals: -1.5 gives -1.
#[must_use]
pub fn trunc(number: Decimal) -> Decimal {
    rounded(number, 0, Direction::Toward).unwrap_or(number)
}

/// The multiple of `significance` whose count is `number / significance` rounded down; so a positive significance
/// goes down, and a negative one takes a negative number towards zero. Nothing for a significance of zero and for a
/// result that a decimal cannot hold.
#[must_use]
pub fn floor_to(number: Decimal, significance: Decimal) -> Option<Decimal> {
    multiple(number, significance, Direction::Floor)
}

/// The multiple of `significance` whose count is `number / significance` rounded up; otherwise as [`floor_to`].
#[must_use]
pub fn ceil_to(number: Decimal, significance: Decimal) -> Option<Decimal> {
    multiple(number, significance, Direction::Ceiling)
}

/// The multiple of `significance` that is nearest, the one further from zero when two are; otherwise as [`floor_to`].
#[must_use]
pub fn round_to(number: Decimal, significance: Decimal) -> Option<Decimal> {
    multiple(number, significance, Direction::HalfAway)
}

fn multiple(number: Decimal, significance: Decimal, direction: Direction) -> Option<Decimal> {
    let count = number.over(significance)?;
    rounded(count, 0, direction)?.times(significance)
}

fn rounded(number: Decimal, digits: i32, direction: Direction) -> Option<Decimal> {
    let number = canonical(number);
    let dropped = i64::from(number.scale()) - i64::from(digits);
    let Ok(dropped @ 1..) = u32::try_from(dropped) else { return Some(number) };
    let mantissa = number.mantissa();
    // A mantissa has at most 29 digits, so a unit of 10^30 already exceeds twice every one of them.
    let unit = 10i128.pow(dropped.min(30));
    let floor = mantissa.div_euclid(unit);
    let count = match direction {
        Direction::HalfAway => divided_half_away(mantissa, unit),
        Direction::Toward => mantissa / unit,
        Direction::Away => mantissa / unit + if mantissa % unit == 0 { 0 } else { mantissa.signum() },
        Direction::Floor => floor,
        Direction::Ceiling => floor + i128::from(mantissa % unit != 0),
    };
    match u32::try_from(digits) {
        Ok(scale) => Decimal::try_from_i128_with_scale(count, scale).ok(),
        Err(_) if count == 0 => Some(Decimal::ZERO),
        Err(_) => {
            let whole = 10i128.checked_pow(digits.unsigned_abs()).and_then(|unit| count.checked_mul(unit))?;
            Decimal::try_from_i128_with_scale(whole, 0).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn third() -> Decimal {
        Decimal::ONE.over(Decimal::from(3)).unwrap()
    }

    #[test]
    fn to_digits() {
        // number, digits, nearest, up, down
        let cases = [
            ("2.675", 2, "2.68", "2.68", "2.67"),
            ("1.005", 2, "1.01", "1.01", "1"),
            ("-2.5", 0, "-3", "-3", "-2"),
            ("2.5", 0, "3", "3", "2"),
            ("1234.5", -2, "1200", "1300", "1200"),
            ("1250", -2, "1300", "1300", "1200"),
            ("-1250", -2, "-1300", "-1300", "-1200"),
            ("49", -2, "0", "100", "0"),
            ("50", -2, "100", "100", "0"),
            ("0", -40, "0", "0", "0"),
            ("1.5", 28, "1.5", "1.5", "1.5"),
            ("1.5", 1_000_000, "1.5", "1.5", "1.5"),
            ("0.9999999999999999999999999999", 5, "1", "1", "1"),
            ("4.0000000000000000000000000001", 0, "4", "4", "4"),
        ];
        for (number, digits, nearest, up, down) in cases {
            let rounded = [round, round_up, round_down].map(|round| round(decimal(number), digits).unwrap());
            assert_eq!(rounded, [nearest, up, down].map(decimal), "{number} to {digits}");
        }
    }

    #[test]
    fn beyond_the_largest_decimal_is_nothing() {
        assert_eq!(round(Decimal::MAX, -28), None);
        assert_eq!(round(Decimal::MAX, -29), None);
        assert_eq!(round_down(Decimal::MAX, -28), Some(decimal("70000000000000000000000000000")));
        assert_eq!(round_up(Decimal::ONE, -29), None);
        assert_eq!(round_up(Decimal::ONE, i32::MIN), None);
        assert_eq!(round(Decimal::MAX, i32::MIN), Some(Decimal::ZERO));
        assert_eq!(ceil_to(Decimal::MAX, Decimal::TWO), None);
    }

    #[test]
    fn to_whole_numbers() {
        for (number, floor, cut) in [("1.5", "1", "1"), ("-1.5", "-2", "-1"), ("7", "7", "7"), ("-0.2", "-1", "0")] {
            assert_eq!([int, trunc].map(|whole| whole(decimal(number))), [floor, cut].map(decimal), "{number}");
        }
        assert_eq!(int(third().times(Decimal::from(3)).unwrap()), Decimal::ONE);
    }

    #[test]
    fn to_multiples() {
        // number, significance, floor, ceiling, nearest
        let cases = [
            ("2.5", "1", "2", "3", "3"),
            ("-2.5", "2", "-4", "-2", "-2"),
            ("-2.5", "-2", "-2", "-4", "-2"),
            ("0.3", "0.1", "0.3", "0.3", "0.3"),
            ("0.234", "0.01", "0.23", "0.24", "0.23"),
            ("6.05", "0.1", "6", "6.1", "6.1"),
            ("10", "3", "9", "12", "9"),
        ];
        for (number, significance, floor, ceiling, nearest) in cases {
            let found =
                [floor_to, ceil_to, round_to].map(|to| to(decimal(number), decimal(significance)).unwrap().normalize());
            assert_eq!(found, [floor, ceiling, nearest].map(decimal), "{number} to {significance}");
        }
        assert_eq!(floor_to(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(ceil_to(Decimal::ONE, third()).map(canonical), Some(Decimal::ONE));
    }

    proptest! {
        #[test]
        fn rounding_mirrors(mantissa in any::<i64>(), scale in 0u32..=18, digits in -20i32..=20) {
            let number = Decimal::new(mantissa, scale);
            for to in [round, round_up, round_down] {
                prop_assert_eq!(to(-number, digits), to(number, digits).map(|rounded| -rounded));
            }
        }

        #[test]
        fn rounding_stays_within_one_unit(mantissa in any::<i64>(), scale in 0u32..=18, digits in 0i32..=18) {
            let number = Decimal::new(mantissa, scale);
            let unit = Decimal::new(1, digits.unsigned_abs());
            let (nearest, up, down) = (round(number, digits).unwrap(), round_up(number, digits).unwrap(), round_down(number, digits).unwrap());
            prop_assert!((nearest - number).abs() * Decimal::TWO <= unit);
            prop_assert!(down.abs() <= number.abs() && number.abs() <= up.abs());
            prop_assert!((up - down).abs() == Decimal::ZERO || (up - down).abs() == unit);
        }
    }
}
