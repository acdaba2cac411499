//! Powers, roots and logarithms, right to the last digit they show.
//!
//! A whole power that fits is exact. Everything else is computed with 57 decimals and rounded once, so that 8^(1/3) is 2 and a
//! result that happens to be a short decimal comes out as one.

use super::Decimal;
use super::guard::canonical;
use super::wide::{self, Wide};

/// Digits of an irrational result; the last digit of a 29-digit mantissa would be there for small leading digits only.
const IRRATIONAL_DIGITS: i32 = 28;
/// Digits of a whole power, as of products and quotients: as many as a mantissa takes.
const MOST_DIGITS: i32 = 29;
/// Beyond this e^x exceeds the largest decimal, and e^-x is under half of the smallest.
const LARGEST_EXPONENT: Decimal = Decimal::from_parts(67, 0, 0, false, 0);

/// `base` to the power `exponent`. A whole exponent is computed exactly as long as the result fits, and a result too small
/// to hold is 0. Nothing when the result is too large, for 0 to the power of 0 or less, and for a negative base with an
/// exponent that is not whole.
#[must_use]
pub fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    // An exponent such as 1/3*3 is whole; any other keeps its last digits.
    let whole = canonical(exponent).normalize();
    if base.is_zero() {
        return (whole > Decimal::ZERO).then_some(Decimal::ZERO);
    }
    if whole.scale() == 0 {
        return whole_power(base, whole);
    }
    if base.is_sign_negative() {
        return None;
    }
    let (logarithm, is_below_one) = wide::ln(base);
    let is_negative = is_below_one != exponent.is_sign_negative();
    match logarithm.rescaled(exponent.mantissa().unsigned_abs(), exponent.scale()) {
        Some(product) => wide::exp(product, is_negative).to_decimal(IRRATIONAL_DIGITS).map(|result| result.normalize()),
        None => is_negative.then_some(Decimal::ZERO),
    }
}

fn whole_power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let base = base.normalize();
    let is_negative = base.is_sign_negative() && exponent.mantissa() % 2 != 0;
    let size = base.abs();
    if size == Decimal::ONE {
        return Some(if is_negative { -Decimal::ONE } else { Decimal::ONE });
    }
    let result = match u64::try_from(exponent.mantissa().unsigned_abs()) {
        Ok(times) => {
            let inverts = exponent.is_sign_negative();
            let exact = if inverts { None } else { exact_power(size, times) };
            exact.or_else(|| long_power(size, times, inverts))?
        }
        // Any base but 1 has left what a decimal can hold by then.
        Err(_) if (size < Decimal::ONE) != exponent.is_sign_negative() => Decimal::ZERO,
        Err(_) => return None,
    };
    Some(if is_negative && !result.is_zero() { -result } else { result })
}

/// The power when it needs no more digits than a decimal has.
pub(super) fn exact_power(base: Decimal, times: u64) -> Option<Decimal> {
    let times = u32::try_from(times).ok()?;
    let scale = base.scale().checked_mul(times)?;
    Decimal::try_from_i128_with_scale(base.mantissa().checked_pow(times)?, scale).ok()
}

fn long_power(base: Decimal, times: u64, inverts: bool) -> Option<Decimal> {
    let above = wide::power(base.mantissa().unsigned_abs(), times);
    let below = wide::power(10u128.pow(base.scale()), times);
    let (above, below) = if inverts { (below, above) } else { (above, below) };
    above.over(below).to_decimal(MOST_DIGITS).map(|result| result.normalize())
}

/// The square root; nothing for a negative number.
#[must_use]
pub fn sqrt(number: Decimal) -> Option<Decimal> {
    if number.is_zero() {
        return Some(Decimal::ZERO);
    }
    power(number, Decimal::new(5, 1))
}

/// The natural logarithm; nothing for zero and for a negative number.
#[must_use]
pub fn ln(number: Decimal) -> Option<Decimal> {
    logarithm(number, Wide::ONE)
}

/// The logarithm to base 10, exact for powers of ten; nothing for zero and for a negative number.
#[must_use]
pub fn log10(number: Decimal) -> Option<Decimal> {
    logarithm(number, Wide::PER_LN_10)
}

fn logarithm(number: Decimal, factor: Wide) -> Option<Decimal> {
    if number <= Decimal::ZERO {
        return None;
    }
    let (size, is_negative) = wide::ln(number);
    let result = size.times(factor).to_decimal()?.normalize();
    Some(if is_negative && !result.is_zero() { -result } else { result })
}

/// The number e to the power `number`; nothing when the result is too large, 0 when it is too small to hold.
#[must_use]
pub fn exp(number: Decimal) -> Option<Decimal> {
    if number.abs() > LARGEST_EXPONENT {
        return number.is_sign_negative().then_some(Decimal::ZERO);
    }
    let power = Wide::ONE.rescaled(number.mantissa().unsigned_abs(), number.scale())?;
    wide::exp(power, number.is_sign_negative()).to_decimal(IRRATIONAL_DIGITS).map(|result| result.normalize())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::{compare, parse_decimal, plain};

    fn decimal(text: &str) -> Decimal {
        parse_decimal(text).unwrap()
    }

    fn check(computed: Option<Decimal>, expect: &str, what: &str) {
        assert_eq!(computed.map_or_else(|| "nothing".to_owned(), plain), expect, "{what}");
    }

    // Every figure that is not short was computed with 90 digits by Python's decimal module and rounded once.

    #[test]
    fn powers() {
        let cases = [
            ("2", "10", "1024"),
            ("-2", "3", "-8"),
            ("-2", "4", "16"),
            ("10", "28", "10000000000000000000000000000"),
            ("10", "29", "nothing"),
            ("10", "-28", "0.0000000000000000000000000001"),
            ("10", "-29", "0"),
            ("5", "0", "1"),
            ("0", "3", "0"),
            ("0", "0", "nothing"),
            ("0", "-1", "nothing"),
            ("-1", "99999999999999999999", "-1"),
            ("0.9", "99999999999999999999", "0"),
            ("1.1", "99999999999999999999", "nothing"),
            ("1.1", "-99999999999999999999", "0"),
            ("0.5", "1000", "0"),
            ("0.5", "-1000", "nothing"),
            ("3", "-2", "0.1111111111111111111111111111"),
            ("1.05", "60", "18.679185894122945668381742855"),
            ("1.05", "-60", "0.0535355237464942828011463974"),
            ("1.1", "40", "45.259255568175951805889356035"),
            ("0.97", "365", "0.0000148485144921404014448598"),
            ("12.5", "20", "8673617379884035472059.622407"),
            ("1.0000001", "100000000", "22026.454781577306636469428125"),
            ("2", "0.5", "1.414213562373095048801688724"),
            ("4", "1.5", "8"),
            ("4", "-0.5", "0.5"),
            ("8", "0.3333333333333333333333333333", "2"),
            ("2", "0.9999999999999999999999999999", "2"),
            ("-8", "0.3333333333333333333333333333", "nothing"),
            ("1.05", "0.0833333333333333333333333333", "1.004074123783648301605419603"),
            ("1234.5678", "1.234", "6530.244510299540650280601223"),
            ("0.001", "0.3", "0.1258925411794167210423954106"),
            ("1.0000001", "123456.5", "1.012422171492863354072703"),
            ("7", "-2.25", "0.0125466969990053952084967205"),
            ("2", "1000.5", "nothing"),
            ("2", "-1000.5", "0"),
            ("79228162514264337593543950335", "1000000000.5", "nothing"),
            ("79228162514264337593543950335", "-79228162514264337593543950.5", "0"),
        ];
        for (base, exponent, expect) in cases {
            check(power(decimal(base), decimal(exponent)), expect, &format!("{base}^{exponent}"));
        }
    }

    #[test]
    fn roots_and_logarithms() {
        // number, root, natural logarithm, logarithm to base 10
        let cases = [
            ("1", "1", "0", "0"),
            ("2", "1.414213562373095048801688724", "0.6931471805599453094172321215", "0.3010299956639811952137388947"),
            ("10", "3.162277660168379331998893544", "2.302585092994045684017991455", "1"),
            ("0.25", "0.5", "-1.386294361119890618834464243", "-0.6020599913279623904274777894"),
            (
                "1234.5678",
                "35.13641700572214008000953986",
                "7.118476228297786292508792536",
                "3.091514945509201274655110542",
            ),
            (
                "79228162514264337593543950335",
                "281474976710656",
                "66.54212933375474970405428366",
                "28.89887958374219474051893389",
            ),
            ("0.0000000000000000000000000001", "0.00000000000001", "-64.47238260383327915250376073", "-28"),
            ("0", "0", "nothing", "nothing"),
            ("-1", "nothing", "nothing", "nothing"),
        ];
        for (number, root, natural, decadic) in cases {
            for (compute, expect) in [(sqrt as fn(Decimal) -> Option<Decimal>, root), (ln, natural), (log10, decadic)] {
                check(compute(decimal(number)), expect, number);
            }
        }
    }

    #[test]
    fn powers_of_e() {
        let cases = [
            ("0", "1"),
            ("1", "2.718281828459045235360287471"),
            ("-1", "0.3678794411714423215955237702"),
            ("0.5", "1.648721270700128146848650788"),
            ("10", "22026.46579480671651695790065"),
            ("-10", "0.0000453999297624848515355915"),
            ("66.54", "79059638798788584952064873905"),
            ("67", "nothing"),
            ("1000000", "nothing"),
            ("-60", "0.0000000000000000000000000088"),
            ("-67", "0"),
            ("-1000000", "0"),
        ];
        for (number, expect) in cases {
            check(exp(decimal(number)), expect, number);
        }
    }

    proptest! {
        #[test]
        fn a_root_squared_is_the_number(mantissa in 1u64.., scale in 0u32..=10) {
            let number = Decimal::from_i128_with_scale(mantissa.into(), scale);
            let root = sqrt(number).unwrap();
            prop_assert!(compare(root.checked_mul(root).unwrap(), number).is_eq());
        }

        #[test]
        fn a_square_has_its_root(mantissa in any::<u32>(), scale in 0u32..=9) {
            let root = Decimal::new(mantissa.into(), scale);
            prop_assert_eq!(sqrt(root * root), Some(root));
        }

        #[test]
        fn exp_undoes_ln(mantissa in 1u64.., scale in 0u32..=15) {
            let number = Decimal::from_i128_with_scale(mantissa.into(), scale);
            let back = exp(ln(number).unwrap()).unwrap();
            let error = (back - number).abs().checked_div(number).unwrap();
            prop_assert!(error < Decimal::new(1, 25), "{} {}", number, back);
        }

        #[test]
        fn whole_powers_multiply(mantissa in 1i64..100_000, scale in 0u32..=4, times in 0i64..=5) {
            let base = Decimal::new(mantissa, scale);
            let product = (0..times).try_fold(Decimal::ONE, |product, _| product.checked_mul(base));
            prop_assert_eq!(power(base, times.into()), product);
        }

        #[test]
        fn any_power_is_computed_or_refused(
            base in any::<i128>(), base_scale in 0u32..=28, exponent in any::<i128>(), exponent_scale in 0u32..=28,
        ) {
            let [base, exponent] = [(base, base_scale), (exponent, exponent_scale)]
                .map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa >> 32, scale));
            let _ = (power(base, exponent), exp(base), ln(base), sqrt(base), log10(base));
        }
    }
}
