//! Guard digits: the value that comparison, rounding, lookup keys and display see.
//!
//! A quotient such as 1/3 cannot be held exactly, so its last digits are rounding. A number that carries more digits than
//! people and finite money ever do is therefore taken at 20 significant digits. That is a function of one number, not a
//! tolerance between two, so equality stays transitive and keys can be sorted and hashed.

use std::cmp::Ordering;

use super::Decimal;

/// Decimals up to which a number is taken as it is, unless it is very long altogether.
const FINITE_DECIMALS: u32 = 20;
/// Mantissas below this (24 digits) are taken as they are while they carry at most [`FINITE_DECIMALS`]. Without this
/// bound a quotient of a large amount, whose whole digits leave room for fewer than 20 decimals, would keep its noise.
const FINITE_MANTISSA: u128 = 10u128.pow(24);
/// Significant digits that are kept of any other number.
const KEPT_DIGITS: u32 = 20;

/// The value that comparison, rounding and keys see. A number with at most 20 decimals and 24 digits, and any whole
/// number, is returned as it is; every other is rounded to 20 significant digits, half away from zero, but never beyond
/// its decimals.
#[inline]
#[must_use]
pub fn canonical(number: Decimal) -> Decimal {
    let scale = number.scale();
    if scale == 0 || scale <= FINITE_DECIMALS && number.mantissa().unsigned_abs() < FINITE_MANTISSA {
        number
    } else {
        shortened(number)
    }
}

/// Compares two numbers by guard digits.
#[inline]
#[must_use]
pub fn compare(a: Decimal, b: Decimal) -> Ordering {
    canonical(a).cmp(&canonical(b))
}

/// A sum without noise: where the terms of a sum of rounded values cancel, what is left of them is the rounding of the
/// largest one, and the sum is zero. Sums of exact values are never touched.
#[inline]
#[must_use]
pub fn without_noise(sum: Decimal, largest: Decimal) -> Decimal {
    if sum.scale() <= FINITE_DECIMALS { sum } else { cancelled(sum, largest) }
}

#[cold]
fn cancelled(sum: Decimal, largest: Decimal) -> Decimal {
    let noise =
        largest.abs().checked_mul(Decimal::from_parts(1, 0, 0, false, FINITE_DECIMALS)).unwrap_or(Decimal::ZERO);
    if sum.abs() <= noise { Decimal::ZERO } else { sum }
}

/// The smallest mantissas of one digit more than is kept, of two, and so on to the longest that there are.
const LONGER: [u128; 9] = {
    let mut longer = [10u128.pow(KEPT_DIGITS); 9];
    let mut place = 1;
    while place < longer.len() {
        #[expect(clippy::indexing_slicing, reason = "the compiler computes it, and refuses an index out of bounds")]
        {
            longer[place] = longer[place - 1] * 10;
        }
        place += 1;
    }
    longer
};

fn shortened(number: Decimal) -> Decimal {
    let parts = number.unpack();
    let mantissa = number.mantissa().unsigned_abs();
    let dropped = LONGER.iter().take_while(|longer| mantissa >= **longer).count().min(parts.scale as usize);
    if dropped == 0 {
        return number;
    }
    // At most nine digits go, so that the divisor fits in half a word, and three short divisions do what one of long numbers does.
    let unit = 10u64.pow(dropped as u32);
    let (mut rest, mut quotient) = (0u64, 0u128);
    for limb in [parts.hi, parts.mid, parts.lo] {
        let part = rest << 32 | u64::from(limb);
        quotient = quotient << 32 | u128::from(part / unit);
        rest = part % unit;
    }
    quotient += u128::from(rest >= unit - rest);
    let [low, middle, high] = [0, 32, 64].map(|bits| (quotient >> bits & u128::from(u32::MAX)) as u32);
    Decimal::from_parts(low, middle, high, parts.negative, parts.scale - dropped as u32)
}

/// The quotient of two integers, rounded half away from zero. The divisor is positive.
pub(super) const fn divided_half_away(dividend: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (dividend / divisor, dividend % divisor);
    if rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs() {
        quotient + dividend.signum()
    } else {
        quotient
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn noise_is_dropped_and_nothing_else() {
        let cases = [
            ("0.9999999999999999999999999999", "1"),
            ("-0.9999999999999999999999999999", "-1"),
            ("0.3333333333333333333333333333", "0.33333333333333333333"),
            ("699999999.99999999999999999999", "700000000"),
            ("33333333333.333333333333333333", "33333333333.333333333"),
            ("1234567890123.45", "1234567890123.45"),
            ("12345678901234567890.1234", "12345678901234567890.1234"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("7922816251426433759354395033.5", "7922816251426433759354395034"),
            ("0.00000000000000000001", "0.00000000000000000001"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
            ("0", "0"),
        ];
        for (number, expect) in cases {
            assert_eq!(canonical(decimal(number)), decimal(expect), "{number}");
        }
    }

    #[test]
    fn a_part_times_its_count_is_the_whole() {
        for whole in ["1", "2", "7", "100", "12345.67", "1000000000", "98765432109876.54"].map(decimal) {
            for count in 1..=10_000 {
                let count = Decimal::from(count);
                let back = whole.checked_div(count).unwrap().checked_mul(count).unwrap();
                assert_eq!(compare(back, whole), Ordering::Equal, "{whole} / {count} * {count}");
            }
        }
    }

    proptest! {
        #[test]
        fn canonical_is_settled(mantissa in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335, scale in 0u32..=28) {
            let number = Decimal::from_i128_with_scale(mantissa, scale);
            prop_assert_eq!(canonical(canonical(number)), canonical(number));
            prop_assert_eq!(canonical(-number), -canonical(number));
        }

        #[test]
        fn digits_go_as_a_division_drops_them(mantissa in 0..=79_228_162_514_264_337_593_543_950_335_i128, cut in 0u32..29, scale in 0u32..=28) {
            let mantissa = mantissa / 10i128.pow(cut);
            let dropped = mantissa.to_string().len().saturating_sub(20).min(scale as usize) as u32;
            for mantissa in [mantissa, -mantissa] {
                let number = Decimal::from_i128_with_scale(mantissa, scale);
                let expect = Decimal::from_i128_with_scale(divided_half_away(mantissa, 10i128.pow(dropped)), scale - dropped);
                prop_assert_eq!(shortened(number).unpack(), expect.unpack());
            }
        }

        #[test]
        fn money_is_compared_exactly(cents in -1_000_000_000_000_000_000i64..1_000_000_000_000_000_000, other in -3i64..=3) {
            let (a, b) = (Decimal::new(cents, 2), Decimal::new(cents + other, 2));
            prop_assert_eq!(compare(a, b), 0.cmp(&other));
        }
    }
}
