//! The General format: a number without a format of its own, as a cell shows it and as text takes it over.

use super::Decimal;
use super::decimal_text::{exact, significant_digits};
use super::guard::{canonical, divided_half_away};
use super::round::round;

/// Digits that a cell shows at most when there are decimals: with the point they are Excel's eleven characters.
const SHOWN_DIGITS: u32 = 10;
/// Whole digits up to which a number is written out. Excel turns to powers of ten at twelve, which hides money.
const WHOLE_DIGITS: u32 = 20;
/// Decimals of the mantissa in scientific notation.
const SCIENTIFIC_DECIMALS: u32 = 5;
/// Significant digits of an endless number in a text, as in Excel.
const TEXT_DIGITS: u32 = 15;

/// The number as a cell shows it: at most ten digits when it has decimals, all digits when it is whole and has at most
/// 20, scientific notation such as `1.23457E-08` for what that cannot show. Never the noise of a division.
#[must_use]
pub fn general(number: Decimal) -> String {
    let number = canonical(number).normalize();
    if number.is_zero() {
        return "0".to_owned();
    }
    let digits = significant_digits(number);
    let whole = digits.saturating_sub(number.scale());
    if whole > WHOLE_DIGITS {
        return scientific(number);
    }
    let room = SHOWN_DIGITS.saturating_sub(whole.max(1));
    if number.scale() <= room {
        return number.to_string();
    }
    // Under 0.0001 rounding to the room would cost significant digits that scientific notation keeps.
    if whole == 0 && number.scale() - digits >= 4 {
        return scientific(number);
    }
    rounded_text(number, room)
}

/// The number as a text takes it over, as in `A1 & " units"`: every digit of a finite number, 15 significant digits of an
/// endless one such as 1/3.
#[must_use]
pub fn general_text(number: Decimal) -> String {
    let short = canonical(number).normalize();
    if short == number.normalize() && significant_digits(short) <= WHOLE_DIGITS {
        return exact(short);
    }
    let digits = significant_digits(short);
    let whole = digits.saturating_sub(short.scale());
    if whole >= TEXT_DIGITS {
        return rounded_text(short, 0);
    }
    let surplus = digits.saturating_sub(TEXT_DIGITS);
    rounded_text(short, short.scale().saturating_sub(surplus))
}

fn rounded_text(number: Decimal, decimals: u32) -> String {
    exact(i32::try_from(decimals).ok().and_then(|decimals| round(number, decimals)).unwrap_or(number))
}

fn scientific(number: Decimal) -> String {
    let digits = significant_digits(number);
    let surplus = digits.saturating_sub(SCIENTIFIC_DECIMALS + 1);
    let mantissa = divided_half_away(number.mantissa(), 10i128.pow(surplus));
    // Rounding up to the next power of ten needs no care: the new mantissa is one digit longer by itself.
    let text = mantissa.unsigned_abs().to_string();
    let exponent = text.len() as i64 - 1 + i64::from(surplus) - i64::from(number.scale());
    let (first, rest) = text.split_at_checked(1).unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let point = if rest.is_empty() { "" } else { "." };
    let exponent_sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{first}{point}{rest}E{exponent_sign}{:02}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_decimal;

    #[test]
    fn cells_and_texts() {
        // number, as a cell shows it, as a text takes it over
        let cases = [
            ("0", "0", "0"),
            ("-0.00", "0", "0"),
            ("12.50", "12.5", "12.5"),
            ("0.3333333333333333333333333333", "0.333333333", "0.333333333333333"),
            ("-0.3333333333333333333333333333", "-0.333333333", "-0.333333333333333"),
            ("66.666666666666666666666666667", "66.66666667", "66.6666666666667"),
            ("0.9999999999999999999999999999", "1", "1"),
            ("1234567.891234", "1234567.891", "1234567.891234"),
            ("12345678901.5", "12345678902", "12345678901.5"),
            ("123456789012", "123456789012", "123456789012"),
            ("12345678901234567890", "12345678901234567890", "12345678901234567890"),
            ("1234567890123456789012", "1.23457E+21", "1234567890123456789012"),
            ("9999999999999999999999", "1E+22", "9999999999999999999999"),
            ("-79228162514264337593543950335", "-7.92282E+28", "-79228162514264337593543950335"),
            ("0.00001", "0.00001", "0.00001"),
            ("0.000012345678", "1.23457E-05", "0.000012345678"),
            ("0.00012345678912", "0.000123457", "0.00012345678912"),
            ("0.0000000000001", "1E-13", "0.0000000000001"),
            ("0.0000000000000000000000000001", "1E-28", "0.0000000000000000000000000001"),
            ("1234567890123.3333333333333333", "1234567890123", "1234567890123.33"),
            ("123456789012345678.3333333333", "123456789012345678", "123456789012345678"),
        ];
        for (number, shown, text) in cases {
            let number = parse_decimal(number).unwrap();
            assert_eq!((general(number).as_str(), general_text(number).as_str()), (shown, text));
        }
    }
}
