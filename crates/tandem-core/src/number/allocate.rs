//! Shares that add up: a total split by weights with the method of the largest remainder.

use super::Decimal;
use super::guard::canonical;
use crate::sort::sorted;

/// Splits `total` by `weights` into shares of at most `digits` decimals (tens, hundreds and so on when negative) that add up
/// to the total exactly.
///
/// Each share is first cut towards zero to a whole number of units; the units that are left go one by one to the largest
/// remainders, the earlier share first among equals. A share is never off its exact part by a whole unit, a weight of zero
/// gets nothing, and a negative total gives the mirror image of the positive one.
///
/// Nothing when there are no weights, when one is negative or all are zero, when the total is not a whole number of units
/// (so that no shares could add up to it), or when the amounts exceed what can be computed exactly.
#[must_use]
pub fn allocate(total: Decimal, weights: &[Decimal], digits: i32) -> Option<Vec<Decimal>> {
    let units = whole_units(canonical(total), digits)?;
    let weights = aligned(weights)?;
    let sum = weights.iter().try_fold(0u128, |sum, weight| sum.checked_add(*weight))?;
    let mut shares = Vec::with_capacity(weights.len());
    let mut order = Vec::with_capacity(weights.len());
    let mut left = units.unsigned_abs();
    for (index, weight) in weights.iter().enumerate() {
        let (whole, remainder) = multiplied_divided(units.unsigned_abs(), *weight, sum)?;
        left = left.checked_sub(whole)?;
        shares.push(whole);
        order.push((remainder, index));
    }
    // Largest remainder first; the sort keeps the given order among equals.
    let order = sorted(&order, |a: &(u128, usize), b| b.0.cmp(&a.0));
    for (_, index) in order.into_iter().take(usize::try_from(left).ok()?) {
        let share = shares.get_mut(index)?;
        *share = share.checked_add(1)?;
    }
    shares.into_iter().map(|share| from_units(share, units.signum(), digits)).collect()
}

/// How many units of `10^-digits` the number is, when that is a whole number.
fn whole_units(number: Decimal, digits: i32) -> Option<i128> {
    let number = number.normalize();
    let shift = digits.checked_sub(i32::try_from(number.scale()).ok()?)?;
    if number.is_zero() {
        return Some(0);
    }
    let factor = 10i128.checked_pow(shift.unsigned_abs())?;
    if shift >= 0 {
        number.mantissa().checked_mul(factor)
    } else {
        (number.mantissa() % factor == 0).then(|| number.mantissa() / factor)
    }
}

fn from_units(units: u128, sign: i128, digits: i32) -> Option<Decimal> {
    let units = i128::try_from(units).ok()?.checked_mul(sign)?;
    match u32::try_from(digits) {
        _ if units == 0 => Some(Decimal::ZERO),
        Ok(scale) => Decimal::try_from_i128_with_scale(units, scale).ok(),
        Err(_) => {
            let whole = units.checked_mul(10i128.checked_pow(digits.unsigned_abs())?)?;
            Decimal::try_from_i128_with_scale(whole, 0).ok()
        }
    }
}

/// The weights as integers in the same proportion; nothing when one is negative or none is positive.
fn aligned(weights: &[Decimal]) -> Option<Vec<u128>> {
    let weights: Vec<Decimal> = weights.iter().map(|weight| canonical(*weight).normalize()).collect();
    if weights.iter().any(|weight| weight.is_sign_negative() && !weight.is_zero())
        || weights.iter().all(Decimal::is_zero)
    {
        return None;
    }
    let scale = weights.iter().map(Decimal::scale).max()?;
    let widened =
        |weight: &Decimal| weight.mantissa().unsigned_abs().checked_mul(10u128.checked_pow(scale - weight.scale())?);
    weights.iter().map(widened).collect()
}

/// `a * b / c` as quotient and remainder without a wider integer: the product is built bit by bit, reduced as it grows.
/// Nothing when the quotient or an intermediate sum does not fit.
fn multiplied_divided(a: u128, b: u128, c: u128) -> Option<(u128, u128)> {
    if let Some(product) = a.checked_mul(b) {
        return Some((product.checked_div(c)?, product.checked_rem(c)?));
    }
    let (mut quotient, mut remainder) = (0u128, 0u128);
    let (whole, part) = (b.checked_div(c)?, b.checked_rem(c)?);
    for bit in (0..u128::BITS - a.leading_zeros()).rev() {
        quotient = quotient.checked_mul(2)?;
        remainder = remainder.checked_mul(2)?;
        if a >> bit & 1 == 1 {
            quotient = quotient.checked_add(whole)?;
            remainder = remainder.checked_add(part)?;
        }
        quotient = quotient.checked_add(remainder.checked_div(c)?)?;
        remainder = remainder.checked_rem(c)?;
    }
    Some((quotient, remainder))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::{parse_decimal, plain, round};

    fn decimals(texts: &str) -> Vec<Decimal> {
        texts.split(' ').map(|text| parse_decimal(text).unwrap()).collect()
    }

    fn check(total: &str, weights: &str, digits: i32, expect: Option<&str>) {
        let shares = allocate(parse_decimal(total).unwrap(), &decimals(weights), digits);
        let texts = shares.map(|shares| shares.into_iter().map(plain).collect::<Vec<_>>().join(" "));
        assert_eq!(texts.as_deref(), expect, "{total} over {weights} to {digits}");
    }

    #[test]
    fn published_allocations() {
        // moneyphp/money, tests/MoneyTest.php, allocationExamples: A1, A2, A4, A5, A7, A8, A9 of the oracles.
        let moneyphp = [
            ("100", "1 1 1", "34 33 33"),
            ("101", "1 1 1", "34 34 33"),
            ("5", "7 3", "4 1"),
            ("5", "0 7 3", "0 4 1"),
            ("101", "3 7", "30 71"),
            ("101", "7 3", "71 30"),
            ("0", "0 0 1", "0 0 0"),
        ];
        // dinerojs/dinero.js, distribute.test.ts: A12.
        let dinero = [("1003", "50 50", "502 501"), ("5", "100 101 100 100", "1 2 1 1"), ("801", "1 3", "200 601")];
        for (total, weights, expect) in moneyphp.into_iter().chain(dinero) {
            check(total, weights, 0, Some(expect));
        }
    }

    #[test]
    fn one_side_rounded_and_the_other_the_rest() {
        // getdokan/dokan issue 3324: A14. Rounding both sides by themselves had paid out 6.44 of 6.45.
        let total = parse_decimal("6.45").unwrap();
        let commission = round(total * parse_decimal("0.3").unwrap(), 2).unwrap();
        assert_eq!([commission, total - commission].map(plain), ["1.94", "4.51"]);
        // By largest remainder both remainders are half a cent, and the first one gets it.
        check("6.45", "30 70", 2, Some("1.94 4.51"));
        check("6.45", "70 30", 2, Some("4.52 1.93"));
    }

    #[test]
    fn other_units_and_signs() {
        check("100", "1 1 1", 2, Some("33.34 33.33 33.33"));
        check("-100", "1 1 1", 2, Some("-33.34 -33.33 -33.33"));
        check("10000", "1 1 1", -3, Some("4000 3000 3000"));
        check("100.00", "0.2 0.3 0.5", 0, Some("20 30 50"));
        check(
            "1",
            "1 1 1",
            28,
            Some("0.3333333333333333333333333334 0.3333333333333333333333333333 0.3333333333333333333333333333"),
        );
        check(
            "79228162514264337593543950335",
            "1 2",
            0,
            Some("26409387504754779197847983445 52818775009509558395695966890"),
        );
    }

    #[test]
    fn what_cannot_add_up_is_refused() {
        check("100.001", "1 1", 2, None);
        check("150", "1 1", -2, None);
        check("100", "1 -1", 2, None);
        check("100", "0 0", 2, None);
        check("100", "1 1", 40, None);
        assert_eq!(allocate(Decimal::ONE, &[], 2), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_none_is_off_by_a_unit(
            cents in any::<i64>(),
            weights in prop::collection::vec((0u64.., 0u32..=15), 1..40),
        ) {
            let total = Decimal::new(cents, 2);
            let weights: Vec<Decimal> = weights.into_iter().map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa.into(), scale)).collect();
            prop_assume!(weights.iter().any(|weight| !weight.is_zero()));
            let shares = allocate(total, &weights, 2).unwrap();
            prop_assert_eq!(shares.iter().sum::<Decimal>(), total);
            let sum: Decimal = weights.iter().sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let ideal = total.checked_div(sum).unwrap().checked_mul(*weight).unwrap();
                prop_assert!((*share - ideal).abs() < Decimal::new(10_001, 6), "{} for {}", share, ideal);
                prop_assert!(!weight.is_zero() || share.is_zero());
            }
            let mirrored: Vec<Decimal> = shares.iter().map(|share| -*share).collect();
            prop_assert_eq!(allocate(-total, &weights, 2), Some(mirrored));
        }
    }
}
