//! What a series begins with: the cells that are continued, read for what goes on in them.

use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::number::{Decimal, FormatKind};
use crate::workbook::Workbook;

/// The content of a cell, as far as it can go on.
#[derive(Clone, Debug)]
pub(super) enum Seed {
    /// A number.
    Number(Decimal),
    /// A day, with or without a time on it.
    Date(Decimal),
    /// A time of day.
    Time(Decimal),
    /// A word of a list that goes round.
    Word {
        /// The list.
        list: usize,
        /// The place in it.
        place: usize,
        /// How it is written.
        case: Case,
    },
    /// A text with a number in it.
    Numbered(Numbered),
    /// Anything else: it is copied.
    Other,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// As in the list.
    AsListed,
    /// In capitals.
    Upper,
    /// In small letters.
    Lower,
}

/// A text with a number in it that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// What stands before the number.
    pub(super) before: String,
    /// The number.
    pub(super) number: u64,
    /// Its digits at least, zeros in front included.
    pub(super) digits: usize,
    /// Whether its digits are full-width ones.
    pub(super) is_wide: bool,
    /// What stands after the number.
    pub(super) after: String,
    /// The number after which 1 follows, as with quarters.
    pub(super) round: Option<u64>,
}

/// Lists of words that go round.
pub(super) const LISTS: [&[&str]; 7] = [
    &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    &["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    &["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    &["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
    &["日", "月", "火", "水", "木", "金", "土"],
    &["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
];

impl Seed {
    /// Reads a cell.
    pub(super) fn read(workbook: &Workbook, at: CellAddress) -> Self {
        match workbook.content(at) {
            Content::Literal(Value::Number(number)) => match workbook.format_at(at).map(|format| format.kind()) {
                Some(FormatKind::Date | FormatKind::DateTime) => Self::Date(number),
                Some(FormatKind::Time) => Self::Time(number),
                _ => Self::Number(number),
            },
            Content::Literal(Value::Text(text)) => {
                word(&text).or_else(|| numbered(&text).map(Self::Numbered)).unwrap_or(Self::Other)
            }
            _ => Self::Other,
        }
    }

    /// Whether both go on together, as numbers of one sequence do.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(_), Self::Number(_)) | (Self::Date(_), Self::Date(_)) | (Self::Time(_), Self::Time(_)) => {
                true
            }
            (Self::Word { list, .. }, Self::Word { list: other, .. }) => list == other,
            (Self::Numbered(one), Self::Numbered(other)) => one.before == other.before && one.after == other.after,
            _ => false,
        }
    }
}

fn word(text: &str) -> Option<Seed> {
    LISTS.iter().enumerate().find_map(|(list, words)| {
        let place = words.iter().position(|word| word.to_lowercase() == text.to_lowercase())?;
        let listed = words.get(place).copied().unwrap_or_default();
        let case = match text {
            _ if text == listed => Case::AsListed,
            _ if text == text.to_uppercase() => Case::Upper,
            _ if text == text.to_lowercase() => Case::Lower,
            _ => Case::AsListed,
        };
        Some(Seed::Word { list, place, case })
    })
}

/// The digit that a character is, and whether it is a full-width one.
fn digit(character: char) -> Option<(u32, bool)> {
    match character {
        '０'..='９' => Some((u32::from(character) - u32::from('０'), true)),
        _ => character.to_digit(10).map(|digit| (digit, false)),
    }
}

/// The number at the end of a text, else the one after 第, else the one at its beginning.
fn numbered(text: &str) -> Option<Numbered> {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |character: &char| digit(*character).is_some();
    let run = |from: usize| characters.iter().skip(from).take_while(|character| is_digit(character)).count();
    let trailing = characters.iter().rev().take_while(|character| is_digit(character)).count();
    let ordinal = characters.iter().position(|character| *character == '第').map(|at| at + 1).filter(|at| run(*at) > 0);
    let (start, digits) = match (trailing, ordinal) {
        (1.., _) => (characters.len().checked_sub(trailing)?, trailing),
        (0, Some(at)) => (at, run(at)),
        (0, None) => (0, run(0)),
    };
    let places = characters.get(start..start + digits).filter(|places| !places.is_empty() && places.len() <= 15)?;
    let number = places
        .iter()
        .filter_map(|place| digit(*place))
        .try_fold(0u64, |number, (digit, _)| number.checked_mul(10)?.checked_add(u64::from(digit)))?;
    let before: String = characters.get(..start)?.iter().collect();
    let after: String = characters.get(start + digits..)?.iter().collect();
    let is_wide = places.iter().all(|place| digit(*place).is_some_and(|(_, is_wide)| is_wide));
    let has_zeros = places.first().and_then(|place| digit(*place)).is_some_and(|(digit, _)| digit == 0);
    let is_quarter = ["q", "qtr", "quarter"].contains(&before.trim_end().to_lowercase().as_str()) && after.is_empty()
        || after == "四半期";
    let round = (is_quarter && (1..=4).contains(&number)).then_some(4);
    Some(Numbered { before, number, digits: if has_zeros { digits } else { 1 }, is_wide, after, round })
}

impl Numbered {
    /// The text with another number in it.
    pub(super) fn text(&self, number: u64) -> String {
        let width = self.digits;
        let digits = format!("{number:0width$}");
        let wide = |digit: char| char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap_or(digit);
        let digits: String = if self.is_wide { digits.chars().map(wide).collect() } else { digits };
        format!("{}{digits}{}", self.before, self.after)
    }
}
