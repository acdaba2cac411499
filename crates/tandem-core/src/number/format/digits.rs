//! Sections of digits: `#,##0.00`, `0.0%`, `0.00E+00`, `#,##0,` and text between them.

use super::lexer::Placeholder;
use crate::number::Decimal;
use crate::number::guard::divided_half_away;

/// A section of digits, with what applying it needs counted beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DigitPicture {
    pub(super) pieces: Vec<DigitPiece>,
    /// Placeholders before the point.
    pub(super) whole: usize,
    /// Placeholders after the point.
    pub(super) decimals: usize,
    /// Placeholders of the power of ten.
    pub(super) exponent_digits: usize,
    /// Whether thousands are set apart.
    pub(super) is_grouped: bool,
    /// By which power of ten the number is multiplied: 2 a percent sign, -3 a comma at the end.
    pub(super) shift: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DigitPiece {
    Literal(String),
    Digit(Placeholder),
    Point,
    Percent,
    Exponent { shows_plus: bool },
}

/// The digits of a rounded number. `whole` has no leading zeros and is empty below 1.
struct Digits {
    whole: String,
    decimals: String,
    exponent: i64,
}

impl Digits {
    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.decimals.bytes().all(|digit| digit == b'0')
    }
}

impl DigitPicture {
    /// The text for a number that is not negative, and whether every digit of it is zero.
    pub(super) fn write(&self, number: Decimal) -> (String, bool) {
        let digits = self.digits(number);
        (self.write_digits(&digits), digits.is_zero())
    }

    /// The text with a whole number in the places before the point.
    pub(super) fn write_whole(&self, number: u128) -> String {
        let whole = if number == 0 { String::new() } else { number.to_string() };
        self.write_digits(&Digits { whole, decimals: String::new(), exponent: 0 })
    }

    fn digits(&self, number: Decimal) -> Digits {
        let mantissa = number.mantissa();
        let scale = i64::from(number.scale()) - self.shift;
        if self.exponent_digits == 0 || mantissa == 0 {
            return rounded(mantissa, scale, self.decimals, 0);
        }
        // The exponent is a multiple of the places before the point, so that 0 gives 1.2E+4 and ##0 gives 12E+3.
        let places = i64::try_from(self.whole.max(1)).unwrap_or(1);
        let leading = i64::from(mantissa.unsigned_abs().ilog10()) - scale;
        let exponent = leading.div_euclid(places) * places;
        let digits = rounded(mantissa, scale + exponent, self.decimals, exponent);
        // Rounding up may have added a digit that no longer fits, as in 9.99 with one decimal.
        if digits.whole.len() as i64 > places {
            rounded(mantissa, scale + exponent + places, self.decimals, exponent + places)
        } else {
            digits
        }
    }

    fn write_digits(&self, digits: &Digits) -> String {
        let mut text = String::with_capacity(digits.whole.len() + self.decimals + self.pieces.len() + 8);
        let mut writer = Writer { picture: self, digits, started: false, place: 0, part: Part::Whole };
        for piece in &self.pieces {
            writer.piece(piece, &mut text);
        }
        text
    }
}

/// The digits of `mantissa * 10^-scale` with so many decimals, half away from zero.
fn rounded(mantissa: i128, scale: i64, decimals: usize, exponent: i64) -> Digits {
    let surplus = scale - i64::try_from(decimals).unwrap_or(i64::MAX);
    let mut text = match u32::try_from(surplus) {
        // No mantissa has more than 29 digits.
        Ok(31..) => String::from("0"),
        Ok(surplus) => divided_half_away(mantissa, 10i128.pow(surplus)).to_string(),
        Err(_) => {
            let mut text = mantissa.to_string();
            text.extend(std::iter::repeat_n('0', usize::try_from(-surplus).unwrap_or(0)));
            text
        }
    };
    if text.len() < decimals {
        text.insert_str(0, &"0".repeat(decimals - text.len()));
    }
    let split = text.len() - decimals;
    let decimals = text.split_off(split);
    let whole = text.trim_start_matches('0').to_owned();
    Digits { whole, decimals, exponent }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Decimals,
    Exponent,
}

/// Where writing stands.
struct Writer<'a> {
    picture: &'a DigitPicture,
    digits: &'a Digits,
    /// Whether a digit of the current part has been written, after which no place stays empty.
    started: bool,
    /// Places of the current part that have been written.
    place: usize,
    part: Part,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &DigitPiece, text: &mut String) {
        match piece {
            DigitPiece::Literal(literal) => text.push_str(literal),
            DigitPiece::Percent => text.push('%'),
            DigitPiece::Point => {
                // Without a place before the point, as in `.00`, the whole digits still show.
                if self.picture.whole == 0 {
                    text.push_str(&self.digits.whole);
                }
                text.push('.');
                self.begin(Part::Decimals);
            }
            DigitPiece::Exponent { shows_plus } => {
                text.push('E');
                if self.digits.exponent < 0 {
                    text.push('-');
                } else if *shows_plus {
                    text.push('+');
                }
                self.begin(Part::Exponent);
            }
            DigitPiece::Digit(placeholder) => {
                match self.part {
                    Part::Whole => self.integer(
                        &self.digits.whole,
                        self.picture.whole,
                        self.picture.is_grouped,
                        *placeholder,
                        text,
                    ),
                    Part::Decimals => self.decimal(*placeholder, text),
                    Part::Exponent => {
                        let exponent = self.digits.exponent.unsigned_abs();
                        let exponent = if exponent == 0 { String::new() } else { exponent.to_string() };
                        self.integer(&exponent, self.picture.exponent_digits, false, *placeholder, text);
                    }
                }
                self.place += 1;
            }
        }
    }

    const fn begin(&mut self, part: Part) {
        self.part = part;
        self.started = false;
        self.place = 0;
    }

    /// Writes what belongs in one place of an integer: the first place takes all digits that have no place of their own.
    fn integer(&mut self, digits: &str, places: usize, is_grouped: bool, placeholder: Placeholder, text: &mut String) {
        let from_right = places.saturating_sub(self.place + 1);
        let highest = if self.place == 0 { digits.len().max(from_right + 1) } else { from_right + 1 };
        for position in (from_right..highest).rev() {
            let digit = digits.len().checked_sub(position + 1).and_then(|index| digits.as_bytes().get(index));
            let shown = match (digit, placeholder) {
                (Some(digit), _) => char::from(*digit),
                (None, Placeholder::Zero) => '0',
                (None, _) if self.started => '0',
                (None, Placeholder::Space) => ' ',
                (None, Placeholder::Nothing) => continue,
            };
            self.started |= shown != ' ';
            text.push(shown);
            if is_grouped && position > 0 && position % 3 == 0 {
                text.push(if shown == ' ' { ' ' } else { ',' });
            }
        }
    }

    fn decimal(&self, placeholder: Placeholder, text: &mut String) {
        let rest = self.digits.decimals.get(self.place..).unwrap_or_default();
        let is_needed = rest.bytes().any(|digit| digit != b'0') || self.zero_follows();
        match (placeholder, is_needed) {
            (Placeholder::Zero, _) | (_, true) => text.push(rest.chars().next().unwrap_or('0')),
            (Placeholder::Space, false) => text.push(' '),
            (Placeholder::Nothing, false) => {}
        }
    }

    /// Whether a later decimal place always shows a digit, so that none before it may be left out.
    fn zero_follows(&self) -> bool {
        let after_point = self.picture.pieces.iter().skip_while(|piece| **piece != DigitPiece::Point);
        let mut places = after_point
            .take_while(|piece| !matches!(piece, DigitPiece::Exponent { .. }))
            .filter_map(|piece| if let DigitPiece::Digit(placeholder) = piece { Some(*placeholder) } else { None });
        places.by_ref().take(self.place + 1).for_each(drop);
        places.any(|placeholder| placeholder == Placeholder::Zero)
    }
}
