//! Decimal rules: reading what a person typed, showing numbers, rounding, guard digits, dates, allocation.
//!
//! This folder must not know cells or formulas, and asks no clock: today comes in as an argument. No amount ever passes
//! through a binary float here. Start reading at `guard.rs`, whose rule everything that compares, rounds or shows follows.

mod allocate;
mod arithmetic;
pub mod date;
mod decimal_text;
mod era;
mod format;
mod general;
mod guard;
mod held;
mod power;
mod round;
mod tally;
mod typed;
mod wide;

pub use allocate::allocate;
pub use arithmetic::{Arithmetic, is_equal};
pub use decimal_text::{exact, parse_decimal, plain, short_digits};
pub use format::{
    FormatColor, FormatError, FormatFault, FormatKind, Formatted, NumberFormat, UNSHOWABLE, decimals_of, with_decimals,
};
pub use general::{general, general_text};
pub use guard::{canonical, compare, without_noise};
pub use held::{Unheld, held_power, product, quotient};
pub use power::{exp, ln, log10, power, sqrt};
pub use round::{
    ceil_to, floor_to, int, round, round_down, round_to, round_up, significant_decimals, to_significant, trunc,
};
pub use rust_decimal::Decimal;
pub use tally::Tally;
pub use typed::{
    Typed, TypedContent, edit_text, edit_text_of_text, is_number_beyond, parse_moment, parse_number, typed,
    typed_formula,
};
