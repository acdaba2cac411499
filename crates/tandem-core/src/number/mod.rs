//! Decimal rules: reading what a person typed, showing numbers, rounding, guard digits, dates, allocation.
//!
//! This folder must not know cells or formulas. No amount ever passes through a binary float here.

pub use rust_decimal::Decimal;

/// The exact, unformatted text of a number, without trailing zeros.
#[must_use]
pub fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// The number that a text means, or nothing.
#[must_use]
pub fn parse_number(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text.trim()).ok()
}

/// The number as Excel's General format shows it.
#[must_use]
pub fn general(number: Decimal) -> String {
    plain(canonical(number))
}

/// The value that comparison, rounding and keys see: guard digits dropped.
#[must_use]
pub fn canonical(number: Decimal) -> Decimal {
    if number.scale() <= 20 { number } else { number.round_sf(20).unwrap_or(number) }
}

/// Compares two numbers by guard digits.
#[must_use]
pub fn compare(a: Decimal, b: Decimal) -> std::cmp::Ordering {
    canonical(a).cmp(&canonical(b))
}

/// A power, or nothing when it overflows or has no real value.
#[must_use]
pub fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    use rust_decimal::MathematicalOps;
    base.checked_powd(exponent)
}
