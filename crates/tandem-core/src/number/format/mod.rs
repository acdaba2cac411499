//! Number-format codes such as `#,##0.00;[Red](#,##0.00)`: parsed once, applied thousands of times a frame.
//!
//! [`NumberFormat::parse`] reads a code into sections (`parse.rs` on the pieces that `lexer.rs` finds), choosing a section
//! is here, and each kind of section is applied in its own file: `digits.rs`, `fraction.rs`, `moment.rs`. This folder must
//! not know cells, themes or widths: `*x` fills nothing here and `_x` is one space.

mod decimals;
mod digits;
mod error;
mod fraction;
mod lexer;
mod moment;
mod parse;
#[cfg(test)]
mod tests;

pub use decimals::{decimals_of, with_decimals};
pub use error::{FormatError, FormatFault};

use std::cmp::Ordering;

use super::Decimal;
use super::general::general;
use super::guard::canonical;
use crate::text::Language;

/// What a cell shows for a number that its date format cannot show: a negative one, or one beyond the year 9999.
pub const UNSHOWABLE: &str = "########";

/// A parsed number-format code.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
    text: Option<Section>,
    kind: FormatKind,
}

/// What a format is for; the editor and the width of a column depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatKind {
    /// `General`.
    General,
    /// Digits, with or without a currency.
    Number,
    /// Digits with a percent sign.
    Percent,
    /// Digits with a power of ten.
    Scientific,
    /// A fraction such as `# ?/?`.
    Fraction,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// Hours, minutes or seconds that may exceed a day, such as `[h]:mm`.
    Duration,
    /// `@`: what is typed stays text.
    Text,
}

/// A value as its format shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// The colour that the format asks for.
    pub color: Option<FormatColor>,
}

/// A colour that a format code names. Themes decide how it looks on their ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatColor {
    /// `[Black]`
    Black,
    /// `[Blue]`
    Blue,
    /// `[Cyan]`
    Cyan,
    /// `[Green]`
    Green,
    /// `[Magenta]`
    Magenta,
    /// `[Red]`
    Red,
    /// `[White]`
    White,
    /// `[Yellow]`
    Yellow,
    /// `[Color1]` to `[Color56]`: a place in Excel's palette.
    Indexed(u8),
}

/// One part of a code between semicolons.
#[derive(Clone, Debug, PartialEq)]
struct Section {
    condition: Condition,
    /// Whether the section stands for negative numbers, so that no minus is put before them.
    hides_sign: bool,
    color: Option<FormatColor>,
    /// The language that the code itself asks for.
    language: Option<Language>,
    body: Body,
}

/// For which numbers a section is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Condition {
    Always,
    Compare(Comparison, Decimal),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

#[derive(Clone, Debug, PartialEq)]
enum Body {
    /// Literals around `General`, or literals alone.
    General(Vec<GeneralPiece>),
    Digits(digits::DigitPicture),
    Fraction(fraction::FractionPicture),
    Moment(moment::MomentPicture),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum GeneralPiece {
    Literal(String),
    /// The number in the General format, or the text of `@`.
    Value,
}

impl Condition {
    fn holds(self, number: Decimal) -> bool {
        let Self::Compare(comparison, bound) = self else { return true };
        let order = number.cmp(&bound);
        match comparison {
            Comparison::Less => order == Ordering::Less,
            Comparison::LessOrEqual => order != Ordering::Greater,
            Comparison::Equal => order == Ordering::Equal,
            Comparison::NotEqual => order != Ordering::Equal,
            Comparison::GreaterOrEqual => order != Ordering::Less,
            Comparison::Greater => order == Ordering::Greater,
        }
    }
}

impl NumberFormat {
    /// Parses a code. An empty code is `General`.
    ///
    /// # Errors
    /// Where the code is wrong and why.
    pub fn parse(code: &str) -> Result<Self, FormatError> {
        parse::parse(code)
    }

    /// What the format is for, judged by the section for positive numbers.
    #[must_use]
    pub const fn kind(&self) -> FormatKind {
        self.kind
    }

    /// The number as the format shows it, at guard digits and rounded half away from zero. Names of months and days are in
    /// the language given, unless the code names another. A date format gives [`UNSHOWABLE`] for a number that is no date.
    #[must_use]
    pub fn format(&self, number: Decimal, language: Language) -> Formatted {
        let number = canonical(number);
        let Some(section) = self.sections.iter().find(|section| section.condition.holds(number)) else {
            return Formatted { text: general(number), color: None };
        };
        Formatted { text: section.write(number, section.language.unwrap_or(language)), color: section.color }
    }

    /// The text as the format shows it: through the fourth section or one with `@`, or else unchanged.
    #[must_use]
    pub fn format_text(&self, text: &str) -> Formatted {
        let Some(section) = &self.text else { return Formatted { text: text.to_owned(), color: None } };
        let text = match &section.body {
            Body::General(pieces) => write_pieces(pieces, text),
            Body::Digits(_) | Body::Fraction(_) | Body::Moment(_) => text.to_owned(),
        };
        Formatted { text, color: section.color }
    }
}

impl Section {
    fn write(&self, number: Decimal, language: Language) -> String {
        let is_negative = number.is_sign_negative() && !number.is_zero();
        let shows_sign = is_negative && !self.hides_sign;
        match &self.body {
            Body::General(pieces) => {
                let is_shown = pieces.contains(&GeneralPiece::Value);
                signed(shows_sign && is_shown, write_pieces(pieces, &general(number.abs())))
            }
            Body::Digits(picture) => {
                let (text, is_zero) = picture.write(number.abs());
                signed(shows_sign && !is_zero, text)
            }
            Body::Fraction(picture) => {
                let (text, is_zero) = picture.write(number.abs());
                signed(shows_sign && !is_zero, text)
            }
            // A section that is for negative numbers may show their size as a time.
            Body::Moment(picture) if self.hides_sign => picture.write(number.abs(), language),
            Body::Moment(picture) => picture.write(number, language),
        }
    }
}

fn signed(is_negative: bool, mut text: String) -> String {
    if is_negative {
        text.insert(0, '-');
    }
    text
}

fn write_pieces(pieces: &[GeneralPiece], value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    for piece in pieces {
        text.push_str(match piece {
            GeneralPiece::Literal(literal) => literal,
            GeneralPiece::Value => value,
        });
    }
    text
}
