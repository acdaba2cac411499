//! Numbers between the texts of a file and exact decimals.

use rust_decimal::Decimal;
use tandem_core::number;

/// Significant digits that a person may have meant: Excel keeps so many and shows no more.
const MEANT_DIGITS: usize = 15;

/// Significant digits that programs write for one binary number, beyond which a text is meant as it is.
const WRITTEN_DIGITS: usize = 17;

/// The number of a file's text.
///
/// Excel writes the binary number nearest to what was typed with 17 digits, so that 1.1 stands in a file as
/// 1.1000000000000001. Where a text of 16 or 17 digits names the same binary number as a shorter one does, the shorter is what was
/// typed. Every other text is taken as it is. Nothing is computed with the binary number.
pub fn read(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = significant(text);
    if digits > MEANT_DIGITS && digits <= WRITTEN_DIGITS {
        let shortest = shortest(text)?;
        if significant(&shortest) <= MEANT_DIGITS {
            return number::parse_decimal(&shortest);
        }
    }
    number::parse_decimal(text).or_else(|| rounded(text))
}

/// The shortest text of the binary number that a text names.
fn shortest(text: &str) -> Option<String> {
    let binary: f64 = text.parse().ok()?;
    // Scientific form, because the plain one of large and small numbers has zeros that are no digits of theirs.
    binary.is_finite().then(|| format!("{binary:e}"))
}

/// Digits of the mantissa without leading and trailing zeros.
fn significant(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
    let first = digits.iter().position(|digit| *digit != b'0');
    let last = digits.iter().rposition(|digit| *digit != b'0');
    match (first, last) {
        (Some(first), Some(last)) => last - first + 1,
        _ => 0,
    }
}

/// A number with more decimals than a decimal holds, such as 1E-30: the nearest that it holds.
fn rounded(text: &str) -> Option<Decimal> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if !is_number || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Decimal::from_scientific(text).ok().or_else(|| {
        // Below what a decimal holds there is only zero; above there is nothing.
        let exponent = text.split_once(['e', 'E']).and_then(|(_, power)| power.parse::<i32>().ok())?;
        (exponent < 0).then_some(Decimal::ZERO)
    })
}

/// The binary number that a file keeps of a decimal, and whether it says the same number to a reader.
pub fn binary(number: Decimal) -> (f64, bool) {
    let text = number::plain(number);
    let binary: f64 = text.parse().unwrap_or_default();
    let said = number::parse_decimal(&format!("{binary}"));
    (binary, said.is_some_and(|said| said == number))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The first texts are what Excel writes for the numbers beside them, which its users typed.
    #[test]
    fn a_number_is_what_was_typed() {
        for (text, expect) in [
            ("1.1000000000000001", "1.1"),
            ("0.28999999999999998", "0.29"),
            ("1234567.8899999999", "1234567.89"),
            ("0.1", "0.1"),
            ("1.0000000000000001E-5", "0.00001"),
            ("1E+20", "100000000000000000000"),
            ("0.33333333333333331", "0.33333333333333331"),
            ("0.12345678901234567890", "0.12345678901234567890"),
            ("-5", "-5"),
            ("1E-40", "0"),
        ] {
            assert_eq!(read(text), Some(expect.parse().unwrap()), "{text}");
        }
        for text in ["", "x", "1e40", "--1", "NaN", "inf"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_told() {
        for (text, is_kept) in [
            ("0.1", true),
            ("123456789012345.6", true),
            ("0.12345678901234567890", false),
            ("12345678901234567891", false),
        ] {
            assert_eq!(binary(text.parse().unwrap()).1, is_kept, "{text}");
        }
    }
}
