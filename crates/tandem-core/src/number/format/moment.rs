//! Sections of dates and times: `yyyy-mm-dd`, `d mmm yyyy`, `[h]:mm`, `aaaa`, `ggge"年"`.

use super::lexer::{Lexeme, Placeholder, Token};
use super::parse::literal;
use super::{FormatError, FormatFault, FormatKind, UNSHOWABLE};
use crate::number::Arithmetic as _;
use crate::number::Decimal;
use crate::number::date::{self, LAST_SERIAL};
use crate::number::era::Era;
use crate::number::guard::canonical;
use crate::number::round::int;
use crate::text::Language;

/// Decimals of seconds, as in Excel.
const MAX_SECOND_DECIMALS: usize = 3;

const MONTHS: [&str; 12] = [
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
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const JAPANESE_WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

/// A section of a date or time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MomentPicture {
    pieces: Vec<MomentPiece>,
    /// Whether hours count to twelve, because the section says AM or PM.
    is_twelve_hour: bool,
    /// Decimals of the seconds.
    second_decimals: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum MomentPiece {
    Literal(String),
    Year(usize),
    Month(usize),
    Day(usize),
    /// `aaa` and `aaaa`.
    JapaneseWeekday(usize),
    EraName(usize),
    EraYear(usize),
    Hour(usize),
    Minute(usize),
    Second(usize),
    SecondDecimals(usize),
    HalfDay {
        is_short: bool,
    },
    ElapsedHours(usize),
    ElapsedMinutes(usize),
    ElapsedSeconds(usize),
}

impl MomentPiece {
    const fn is_of_day(&self) -> bool {
        matches!(
            self,
            Self::Year(_)
                | Self::Month(_)
                | Self::Day(_)
                | Self::JapaneseWeekday(_)
                | Self::EraName(_)
                | Self::EraYear(_)
        )
    }

    const fn is_elapsed(&self) -> bool {
        matches!(self, Self::ElapsedHours(_) | Self::ElapsedMinutes(_) | Self::ElapsedSeconds(_))
    }
}

impl MomentPicture {
    pub(super) fn parse(shown: &[&Lexeme]) -> Result<(Self, FormatKind), FormatError> {
        let mut pieces = Vec::with_capacity(shown.len());
        let mut second_decimals = 0;
        let mut index = 0;
        while let Some(lexeme) = shown.get(index) {
            index += 1;
            let piece = match &lexeme.token {
                Token::Part('m', width) if *width < 3 && is_minute(shown, index - 1) => MomentPiece::Minute(*width),
                Token::Part(letter, width) => part(*letter, *width),
                Token::Elapsed('h', width) => MomentPiece::ElapsedHours(*width),
                Token::Elapsed('m', width) => MomentPiece::ElapsedMinutes(*width),
                Token::Elapsed(_, width) => MomentPiece::ElapsedSeconds(*width),
                Token::HalfDay { is_short } => MomentPiece::HalfDay { is_short: *is_short },
                Token::Point if zeros(shown, index) > 0 => {
                    let decimals = zeros(shown, index);
                    index += decimals;
                    second_decimals = decimals.min(MAX_SECOND_DECIMALS);
                    MomentPiece::SecondDecimals(second_decimals)
                }
                token => match literal(token) {
                    Some(text) => MomentPiece::Literal(text),
                    None => return Err(FormatError { at: lexeme.at, fault: FormatFault::MixedKinds }),
                },
            };
            pieces.push(piece);
        }
        let has_day = pieces.iter().any(MomentPiece::is_of_day);
        let is_time = |piece: &MomentPiece| !piece.is_of_day() && !matches!(piece, MomentPiece::Literal(_));
        let kind = if pieces.iter().any(MomentPiece::is_elapsed) {
            FormatKind::Duration
        } else {
            match (has_day, pieces.iter().any(is_time)) {
                (true, true) => FormatKind::DateTime,
                (true, false) => FormatKind::Date,
                (false, _) => FormatKind::Time,
            }
        };
        let is_twelve_hour = pieces.iter().any(|piece| matches!(piece, MomentPiece::HalfDay { .. }));
        Ok((Self { pieces, is_twelve_hour, second_decimals }, kind))
    }

    /// The text for a number of days, or [`UNSHOWABLE`].
    pub(super) fn write(&self, number: Decimal, language: Language) -> String {
        let Some(reading) = self.reading(number) else { return UNSHOWABLE.to_owned() };
        let mut text = String::with_capacity(24);
        for piece in &self.pieces {
            reading.write(piece, self.is_twelve_hour, language, &mut text);
        }
        text
    }

    /// The number's parts, with seconds to the decimals that are shown.
    fn reading(&self, number: Decimal) -> Option<Reading> {
        let number = canonical(number);
        if number.is_sign_negative() && !number.is_zero() || number >= Decimal::from(LAST_SERIAL + 1) {
            return None;
        }
        let parts_a_second = 10u64.pow(u32::try_from(self.second_decimals).ok()?);
        let parts_a_day = parts_a_second * 86_400;
        let parts = number.times(Decimal::from(parts_a_day))?.plus(Decimal::new(5, 1))?;
        let parts = u64::try_from(int(parts).normalize().mantissa()).ok()?;
        let serial = i32::try_from(parts / parts_a_day).ok()?;
        let seconds = parts / parts_a_second;
        let of_day = u32::try_from(seconds % 86_400).ok()?;
        // The last moment of 9999 may round up to a day that cannot be shown.
        let (year, month, day) = date::ymd_from_serial(serial)?;
        Some(Reading {
            serial,
            year,
            month,
            day,
            hour: of_day / 3600,
            minute: of_day / 60 % 60,
            second: of_day % 60,
            part: parts % parts_a_second,
            seconds,
        })
    }
}

fn part(letter: char, width: usize) -> MomentPiece {
    match letter {
        'y' => MomentPiece::Year(width),
        'm' => MomentPiece::Month(width),
        'd' => MomentPiece::Day(width),
        'h' => MomentPiece::Hour(width),
        's' => MomentPiece::Second(width),
        'g' => MomentPiece::EraName(width),
        'e' => MomentPiece::EraYear(width),
        _ => MomentPiece::JapaneseWeekday(width),
    }
}

/// Whether an `m` means minutes: hours stand before it, or seconds after it, with no other part between.
fn is_minute(shown: &[&Lexeme], index: usize) -> bool {
    let letter = |lexeme: &&Lexeme| match lexeme.token {
        Token::Part(letter, _) | Token::Elapsed(letter, _) => Some(letter),
        _ => None,
    };
    let before = shown.get(..index).unwrap_or_default().iter().rev().find_map(letter);
    let after = shown.get(index + 1..).unwrap_or_default().iter().find_map(letter);
    before == Some('h') || after == Some('s')
}

fn zeros(shown: &[&Lexeme], from: usize) -> usize {
    let rest = shown.get(from..).unwrap_or_default();
    rest.iter().take_while(|lexeme| lexeme.token == Token::Placeholder(Placeholder::Zero)).count()
}

/// A number taken apart as day and time.
struct Reading {
    serial: i32,
    year: i32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    /// The shown decimals of the second, as an integer.
    part: u64,
    /// Seconds since day 0.
    seconds: u64,
}

impl Reading {
    fn era(&self) -> Option<Era> {
        Era::of(self.year, self.month, self.day)
    }

    fn write(&self, piece: &MomentPiece, is_twelve_hour: bool, language: Language, text: &mut String) {
        let is_afternoon = self.hour >= 12;
        let number = |value: u64, width: usize| format!("{value:0width$}", width = width.min(19));
        let written = match piece {
            MomentPiece::Literal(literal) => {
                text.push_str(literal);
                return;
            }
            MomentPiece::Year(..=2) => format!("{:02}", self.year.rem_euclid(100)),
            MomentPiece::Year(_) => format!("{:04}", self.year),
            MomentPiece::Month(width @ ..=2) => number(self.month.into(), *width),
            MomentPiece::Month(width) => month_name(self.month, *width, language),
            MomentPiece::Day(width @ ..=2) => number(self.day.into(), *width),
            MomentPiece::Day(width) => weekday_name(date::weekday(self.serial), *width, language),
            MomentPiece::JapaneseWeekday(width) => weekday_name(date::weekday(self.serial), *width, Language::Japanese),
            MomentPiece::EraName(width) => self.era().map_or_else(String::new, |era| match width {
                1 => era.letter.to_owned(),
                2 => era.name.chars().take(1).collect(),
                _ => era.name.to_owned(),
            }),
            MomentPiece::EraYear(width) => {
                number(self.era().map_or(0, |era| (self.year - era.first_day.0 + 1).unsigned_abs()).into(), *width)
            }
            MomentPiece::Hour(width) if is_twelve_hour => number(((self.hour + 11) % 12 + 1).into(), (*width).min(2)),
            MomentPiece::Hour(width) => number(self.hour.into(), (*width).min(2)),
            MomentPiece::Minute(width) => number(self.minute.into(), *width),
            MomentPiece::Second(width) => number(self.second.into(), (*width).min(2)),
            MomentPiece::SecondDecimals(width) => format!(".{}", number(self.part, *width)),
            MomentPiece::HalfDay { is_short: true } => if is_afternoon { "P" } else { "A" }.to_owned(),
            MomentPiece::HalfDay { is_short: false } => match (language, is_afternoon) {
                (Language::English, false) => "AM",
                (Language::English, true) => "PM",
                (Language::Japanese, false) => "午前",
                (Language::Japanese, true) => "午後",
            }
            .to_owned(),
            MomentPiece::ElapsedHours(width) => number(self.seconds / 3600, *width),
            MomentPiece::ElapsedMinutes(width) => number(self.seconds / 60, *width),
            MomentPiece::ElapsedSeconds(width) => number(self.seconds, *width),
        };
        text.push_str(&written);
    }
}

fn month_name(month: u32, width: usize, language: Language) -> String {
    let name = month.checked_sub(1).and_then(|index| MONTHS.get(index as usize)).copied().unwrap_or_default();
    match (language, width) {
        (Language::Japanese, 3 | 4) => format!("{month}月"),
        (_, 3) => name.chars().take(3).collect(),
        (_, 5) => name.chars().take(1).collect(),
        _ => name.to_owned(),
    }
}

/// The weekday, short for a width of three.
fn weekday_name(weekday: u32, width: usize, language: Language) -> String {
    let of = |names: [&'static str; 7]| names.get(weekday as usize).copied().unwrap_or_default();
    match (language, width) {
        (Language::Japanese, 3) => of(JAPANESE_WEEKDAYS).to_owned(),
        (Language::Japanese, _) => format!("{}曜日", of(JAPANESE_WEEKDAYS)),
        (Language::English, 3) => of(WEEKDAYS).chars().take(3).collect(),
        (Language::English, _) => of(WEEKDAYS).to_owned(),
    }
}
