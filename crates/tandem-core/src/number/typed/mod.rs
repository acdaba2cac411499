//! What a person typed into a cell, and the way back: what the editor shows for a stored value.
//!
//! Full-width characters mean what their ordinary forms mean. Only forms with one meaning are numbers or dates; all else
//! is text, unchanged, and nothing is ever rounded to make it fit. `amount.rs` reads numbers, `fraction.rs` mixed numbers,
//! `moment.rs` dates and times, `edit.rs` goes back.

mod amount;
mod edit;
mod fraction;
mod moment;
#[cfg(test)]
mod tests;

pub use edit::{edit_text, edit_text_of_text};

use std::borrow::Cow;

use super::Decimal;
use super::decimal_text::short_decimal;

/// The error codes that may be typed as values.
const ERROR_CODES: [&str; 10] =
    ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#CIRC!"];

/// What a typed text means.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The content.
    pub content: TypedContent,
    /// The number format that the way of typing asks for, such as `0%` for `12%`; nothing where General does.
    pub format: Option<&'static str>,
}

/// The content that a text means.
#[derive(Clone, Debug, PartialEq)]
pub enum TypedContent {
    /// Nothing but spaces.
    Blank,
    /// A number, or a date or time as the number that it is.
    Number(Decimal),
    /// A text, without the `'` that may have marked it.
    Text(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error code, in capitals.
    Error(&'static str),
    /// A formula, beginning with `=`. It has not been parsed.
    Formula(String),
}

/// Reads what a person typed. `today` is a serial day; it completes a date without a year.
#[must_use]
pub fn typed(text: &str, today: i32) -> Typed {
    let plain = |content| Typed { content, format: None };
    if let Some(literal) = text.strip_prefix('\'') {
        return plain(TypedContent::Text(literal.to_owned()));
    }
    if let Some(number) = short_decimal(text) {
        return plain(TypedContent::Number(number));
    }
    let folded = folded(text);
    let trimmed = folded.trim();
    if trimmed.is_empty() {
        return plain(TypedContent::Blank);
    }
    if trimmed.len() > 1 && trimmed.starts_with('=') {
        return plain(TypedContent::Formula(formula(text.trim())));
    }
    if let Some((number, format)) = number(trimmed, Some(today)) {
        return Typed { content: TypedContent::Number(number), format };
    }
    if trimmed.len() > 1 && trimmed.starts_with('+') {
        return plain(TypedContent::Formula(format!("={}", formula(text.trim()))));
    }
    if trimmed.eq_ignore_ascii_case("TRUE") || trimmed.eq_ignore_ascii_case("FALSE") {
        return plain(TypedContent::Bool(trimmed.eq_ignore_ascii_case("TRUE")));
    }
    let code = ERROR_CODES.into_iter().find(|code| code.eq_ignore_ascii_case(trimmed));
    plain(code.map_or_else(|| TypedContent::Text(text.to_owned()), TypedContent::Error))
}

/// The formula that a text means which begins with an ordinary `=`, as [`typed`] gives it.
#[must_use]
pub fn typed_formula(text: &str) -> Option<&str> {
    let text = text.trim_end();
    (text.len() > 1 && text.starts_with('=')).then_some(text)
}

/// The number that a text means, as `VALUE` and arithmetic on texts take it: everything that [`typed`] reads as a number,
/// except dates without a year.
#[must_use]
pub fn parse_number(text: &str) -> Option<Decimal> {
    if let Some(number) = short_decimal(text) {
        return Some(number);
    }
    let folded = folded(text);
    number(folded.trim(), None).map(|(number, _)| number)
}

/// The date, the time, or both that a text writes, as `DATEVALUE` takes them; nothing for any other number, and for a date without
/// its year, because what a function gives must not depend on the day on which it was computed.
#[must_use]
pub fn parse_moment(text: &str) -> Option<Decimal> {
    let folded = folded(text);
    moment::read(folded.trim(), None).map(|(number, _)| number)
}

/// Whether a typed text stays a text although it is written as a number: one with more digits than a number here can have,
/// or too large or too small for one.
#[must_use]
pub fn is_number_beyond(text: &str) -> bool {
    !text.starts_with('\'') && amount::is_beyond(folded(text).trim())
}

fn number(trimmed: &str, today: Option<i32>) -> Option<(Decimal, Option<&'static str>)> {
    // Most texts are words, and most numbers are amounts.
    if !trimmed.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let formatted = |(number, format)| (number, Some(format));
    let other = || fraction::read(trimmed).or_else(|| moment::read(trimmed, today)).map(formatted);
    amount::read(trimmed).or_else(other)
}

/// The text with full-width characters in their ordinary forms.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { text.chars().map(fold).collect() }
}

/// The ordinary form of a character.
const fn fold(character: char) -> char {
    match character {
        // The full-width block repeats ASCII in its order.
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(character as u32 - 0xfee0) {
            Some(ordinary) => ordinary,
            None => character,
        },
        '\u{3000}' | '\u{a0}' | '\u{202f}' => ' ',
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' => '-',
        '\u{ffe5}' => '¥',
        '\u{ffe1}' => '£',
        other => other,
    }
}

/// The formula as it is kept. One that begins with a full-width sign was typed with an input method in full-width mode,
/// so everything outside quotation marks is brought to its ordinary form.
fn formula(text: &str) -> String {
    if text.starts_with(['=', '+']) {
        return text.to_owned();
    }
    let mut quote = None;
    text.chars()
        .map(|character| {
            let ordinary = fold(character);
            match quote {
                None if matches!(ordinary, '"' | '\'') => quote = Some(ordinary),
                Some(open) if open == ordinary => quote = None,
                Some(_) => return character,
                None => {}
            }
            ordinary
        })
        .collect()
}
