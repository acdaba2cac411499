//! Decimal text: exact reading and exact writing.
//!
//! The library's own reading takes `1_000` and rounds silently past 28 digits; here a text either means a number that a
//! decimal holds exactly, or no number at all.

use super::Decimal;
use super::guard::canonical;

/// Significant digits up to which the canonical form is taken for the number that was meant.
const MEANT_DIGITS: u32 = 15;

/// The number of a decimal text such as `-12.50`, `.5`, `5.` or `1.5E-3`: ASCII digits with at most one point, an optional
/// sign before and an optional exponent after them. Nothing when the text is anything else, or when a decimal cannot hold
/// the number exactly (over 28 decimals, over 7.9e28).
#[must_use]
pub fn parse_decimal(text: &str) -> Option<Decimal> {
    short_decimal(text).or_else(|| long_decimal(text))
}

/// As [`parse_decimal`], for any number.
fn long_decimal(text: &str) -> Option<Decimal> {
    let (is_negative, digits) = match text.as_bytes().split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, text.as_bytes()),
    };
    let mut mantissa = 0u128;
    // Zeros are counted and only multiplied in before the next other digit, so that no number of zeros overflows.
    let mut zeros = 0i64;
    let mut decimals = 0i64;
    let (mut seen_digit, mut seen_point) = (false, false);
    let mut rest = digits;
    while let Some((byte, after)) = rest.split_first() {
        match byte {
            b'0'..=b'9' => {
                seen_digit = true;
                decimals += i64::from(seen_point);
                zeros += 1;
                if *byte != b'0' {
                    let factor = 10u128.checked_pow(u32::try_from(zeros).ok()?);
                    let widened = if mantissa == 0 { 0 } else { mantissa.checked_mul(factor?)? };
                    mantissa = widened.checked_add(u128::from(byte - b'0'))?;
                    zeros = 0;
                }
            }
            b'.' if !seen_point => seen_point = true,
            b'E' | b'e' => break,
            _ => return None,
        }
        rest = after;
    }
    if !seen_digit {
        return None;
    }
    let exponent = match rest.split_first() {
        None => 0,
        Some((_, power)) => parse_exponent(power)?,
    };
    assemble(is_negative, mantissa, zeros.checked_sub(decimals)?.checked_add(exponent)?)
}

/// As [`parse_decimal`], for what most numbers are: at most 18 digits, perhaps a `-` before and a point between them.
#[inline]
#[must_use]
pub fn short_decimal(text: &str) -> Option<Decimal> {
    let (is_negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let (mut mantissa, mut decimals) = short_digits(digits)?;
    while decimals > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        decimals -= 1;
    }
    Some(Decimal::new(if is_negative { -mantissa } else { mantissa }, decimals))
}

/// At most 18 digits with at most one point, as a whole number and how many of them are decimals; nothing for any other
/// text.
#[inline]
#[must_use]
pub fn short_digits(digits: &[u8]) -> Option<(i64, u32)> {
    const MOST: usize = 18;
    if digits.len() > MOST + 1 {
        return None;
    }
    // Even the 19 digits that are one too many fit here, so that the count needs a look only at the end.
    let (mut mantissa, mut count, mut point) = (0u64, 0usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if point.is_none() => point = Some(count),
            _ => return None,
        }
    }
    let decimals = u32::try_from(point.map_or(0, |before| count - before)).ok()?;
    if !(1..=MOST).contains(&count) {
        return None;
    }
    Some((i64::try_from(mantissa).ok()?, decimals))
}

/// The exponent after `E`: digits with an optional sign. A number of this size is beyond any decimal anyway, so the digits
/// are bounded.
fn parse_exponent(power: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match power.split_first()? {
        (b'-', rest) => (true, rest),
        (b'+', rest) => (false, rest),
        _ => (false, power),
    };
    if digits.is_empty() {
        return None;
    }
    let size = digits.iter().try_fold(0i64, |size, byte| match byte {
        b'0'..=b'9' => Some(size.saturating_mul(10).saturating_add(i64::from(byte - b'0')).min(1_000_000)),
        _ => None,
    })?;
    Some(if is_negative { -size } else { size })
}

/// The decimal `mantissa * 10^exponent`, when it can be held exactly.
fn assemble(is_negative: bool, mut mantissa: u128, mut exponent: i64) -> Option<Decimal> {
    if mantissa == 0 {
        return Some(Decimal::ZERO);
    }
    if exponent > 0 {
        mantissa = mantissa.checked_mul(10u128.checked_pow(u32::try_from(exponent).ok()?)?)?;
        exponent = 0;
    }
    while exponent < -28 && mantissa.is_multiple_of(10) {
        mantissa /= 10;
        exponent += 1;
    }
    let mantissa = i128::try_from(mantissa).ok()?;
    let scale = u32::try_from(-exponent).ok()?;
    Decimal::try_from_i128_with_scale(if is_negative { -mantissa } else { mantissa }, scale).ok()
}

/// The number times a power of ten, exactly; nothing when a decimal cannot hold it. Zeros at the end are given up first.
#[must_use]
pub(in crate::number) fn shifted(number: Decimal, power: i64) -> Option<Decimal> {
    let number = number.normalize();
    assemble(number.is_sign_negative(), number.mantissa().unsigned_abs(), power - i64::from(number.scale()))
}

/// Every digit of the number, without zeros at the end: what files keep and [`parse_decimal`] reads back unchanged.
#[must_use]
pub fn exact(number: Decimal) -> String {
    number.normalize().to_string()
}

/// The number in full, for people and programs that read values: [`exact`], except where a long number is clearly the
/// noisy image of a short one. That is when its canonical form has at most 15 significant digits: 1/3*3 gives `1`, while
/// 2^0.5 and 1.05^60 keep all their digits.
#[must_use]
pub fn plain(number: Decimal) -> String {
    let short = canonical(number).normalize();
    if significant_digits(short) <= MEANT_DIGITS { short.to_string() } else { exact(number) }
}

/// How many digits the mantissa has; zero has one.
pub(in crate::number) const fn significant_digits(number: Decimal) -> u32 {
    match number.mantissa().unsigned_abs().checked_ilog10() {
        Some(power) => power + 1,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reading() {
        let cases = [
            ("0", Some("0")),
            ("-0", Some("0")),
            ("-12.50", Some("-12.5")),
            ("+7", Some("7")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("1.5E-3", Some("0.0015")),
            ("1e3", Some("1000")),
            ("1E+28", Some("10000000000000000000000000000")),
            ("79228162514264337593543950335", Some("79228162514264337593543950335")),
            ("999999999999999999", Some("999999999999999999")),
            ("9999999999999999999", Some("9999999999999999999")),
            ("-999999999.999999999", Some("-999999999.999999999")),
            ("0.0000000000000000000000000001", Some("0.0000000000000000000000000001")),
            ("1.00000000000000000000000000000000000000000000", Some("1")),
            ("000000000000000000000000000000000000000000000001", Some("1")),
            ("1000000000000000000000000000000000000000000E-42", Some("1")),
            ("0E+999999999999999999999", Some("0")),
            ("79228162514264337593543950336", None),
            ("1E+29", None),
            ("0.00000000000000000000000000001", None),
            ("0.33333333333333333333333333333", None),
            ("1E-999999999999999999999", None),
            ("1_000", None),
            ("1,000", None),
            ("", None),
            ("-", None),
            (".", None),
            ("1.2.3", None),
            ("1E", None),
            ("1E+", None),
            ("1E1.5", None),
            (" 1", None),
            ("１", None),
            ("--1", None),
        ];
        for (text, expect) in cases {
            assert_eq!(parse_decimal(text).map(exact).as_deref(), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn short_numbers_are_read_as_long_ones(text in "-?[0-9]{0,12}[.]?[0-9]{0,12}") {
            if let Some(short) = short_decimal(&text) {
                prop_assert_eq!(long_decimal(&text).map(|long| long.unpack()), Some(short.unpack()), "{}", text);
                let digits = text.trim_start_matches('-');
                if digits == text {
                    let exact = short_digits(digits.as_bytes()).map(|(mantissa, decimals)| Decimal::new(mantissa, decimals));
                    let library = Decimal::from_str_exact(digits.trim_end_matches('.')).unwrap();
                    prop_assert_eq!(exact.map(|exact| exact.unpack()), Some(library.unpack()), "{}", text);
                }
            }
        }
    }

    #[test]
    fn writing() {
        let third = Decimal::ONE.checked_div(Decimal::from(3)).unwrap();
        let cases = [
            (third, "0.3333333333333333333333333333", "0.3333333333333333333333333333"),
            (third.checked_mul(Decimal::from(3)).unwrap(), "1", "0.9999999999999999999999999999"),
            (Decimal::new(1250, 2), "12.5", "12.5"),
            (Decimal::new(0, 5), "0", "0"),
            (-Decimal::ZERO, "0", "0"),
        ];
        for (number, in_full, digit_by_digit) in cases {
            assert_eq!((plain(number).as_str(), exact(number).as_str()), (in_full, digit_by_digit));
        }
    }

    proptest! {
        #[test]
        fn exact_text_reads_back(mantissa in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335, scale in 0u32..=28) {
            let number = Decimal::from_i128_with_scale(mantissa, scale);
            prop_assert_eq!(parse_decimal(&exact(number)), Some(number));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+0-9.eE_]{0,80}") {
            if let Some(number) = parse_decimal(&text) {
                prop_assert_eq!(parse_decimal(&exact(number)), Some(number));
            }
        }

        #[test]
        fn shifting_back_is_the_number(mantissa in any::<i64>(), scale in 0u32..=18, power in 0i64..=9) {
            let number = Decimal::new(mantissa, scale);
            prop_assert_eq!(shifted(shifted(number, power).unwrap(), -power), Some(number));
        }
    }
}
