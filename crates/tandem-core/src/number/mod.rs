//! Decimal rules: reading what a person typed, showing numbers, rounding, guard digits, dates, allocation.
//!
//! This folder must not know cells or formulas, and asks no clock: today comes in as an argument. No amount ever passes
//! through a binary float here. Start reading at `guard.rs`, whose rule everything that compares, rounds or shows follows.

mod allocate;
pub mod date;
mod decimal_text;
mod guard;
mod power;
mod round;

pub use allocate::allocate;
pub use decimal_text::{exact, parse_decimal, plain};
pub use guard::{canonical, compare};
pub use power::{exp, ln, log10, power, sqrt};
pub use round::{ceil_to, floor_to, int, round, round_down, round_to, round_up, trunc};
pub use rust_decimal::Decimal;

/// The number that a text means, or nothing.
#[must_use]
pub fn parse_number(text: &str) -> Option<Decimal> {
    parse_decimal(text.trim())
}

/// The number as Excel's General format shows it.
#[must_use]
pub fn general(number: Decimal) -> String {
    plain(canonical(number))
}
