//! Typed dates and times. A form is read only where day, month and year cannot be taken for each other, and a ratio such as
//! `4:1` or a share such as `3/4` is no date.

use crate::number::Arithmetic as _;
use crate::number::Decimal;
use crate::number::date::{serial_from_ymd, time_of_day, ymd_from_serial};
use crate::number::era::Era;

const ISO: &str = "yyyy-mm-dd";

/// What the date part of a text is: its serial and its format.
type Day = (i32, &'static str);
/// What the time part of a text is: its part of a day and its format.
type Time = (Decimal, &'static str);

/// The number and the format of a date, a time, or a date and a time. Without `today` a date needs its year.
pub(super) fn read(text: &str, today: Option<i32>) -> Option<(Decimal, &'static str)> {
    if let Some((serial, format)) = day(text, today) {
        return Some((Decimal::from(serial), format));
    }
    if let Some(time) = time(text, 9_999) {
        return Some(time);
    }
    let (date, clock) = text.rsplit_once('T').or_else(|| split_before_time(text))?;
    let (serial, _) = day(date.trim(), today)?;
    let (part, clock_format) = time(clock.trim(), 23)?;
    let format = if clock_format.contains("ss") { "yyyy-mm-dd h:mm:ss" } else { "yyyy-mm-dd h:mm" };
    Some((Decimal::from(serial).plus(part)?, format))
}

/// The date and the time at the last space, or at the last but one where AM or PM follows.
fn split_before_time(text: &str) -> Option<(&str, &str)> {
    let (before, last) = text.rsplit_once(' ')?;
    if !last.eq_ignore_ascii_case("AM") && !last.eq_ignore_ascii_case("PM") {
        return Some((before, last));
    }
    let (date, _) = before.trim_end().rsplit_once(' ')?;
    Some((date, text.get(date.len()..)?))
}

fn day(text: &str, today: Option<i32>) -> Option<Day> {
    numeric_day(text)
        .or_else(|| japanese_day(text, today))
        .or_else(|| english_day(text))
        .or_else(|| short_day(text, today))
}

/// `2026-03-31`, `2026/3/31`, `2026.3.31`, `3/31/2026`, `31.3.2026`.
fn numeric_day(text: &str) -> Option<Day> {
    let separator = text.chars().find(|character| !character.is_ascii_digit())?;
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if first.len() == 4 {
        let format = match separator {
            '-' => ISO,
            '/' => "yyyy/m/d",
            '.' => "yyyy.m.d",
            _ => return None,
        };
        return Some((serial(first, second, third)?, format));
    }
    if third.len() != 4 {
        return None;
    }
    match separator {
        '.' => Some((serial(third, second, first)?, "d.m.yyyy")),
        // The month comes first, as in the United States, unless the first number can be no month.
        '/' if figures(first, 2)? > 12 => Some((serial(third, second, first)?, "d/m/yyyy")),
        '/' => Some((serial(third, first, second)?, "m/d/yyyy")),
        _ => None,
    }
}

/// `2026年3月31日`, `2026年3月`, the same by eras such as `令和8年3月31日`, and `3月31日` of this year.
fn japanese_day(text: &str, today: Option<i32>) -> Option<Day> {
    if let Some((era, rest)) = Era::at_start_of(text) {
        return era_day(era, rest);
    }
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    };
    let (month, rest) = rest.split_once('月')?;
    let month = month.trim();
    if let (Some(year), "") = (year, rest) {
        return Some((serial(year, month, "1")?, "yyyy\"年\"m\"月\""));
    }
    let day = rest.strip_suffix('日')?.trim();
    match year {
        Some(year) => Some((serial(year, month, day)?, "yyyy\"年\"m\"月\"d\"日\"")),
        None => {
            let (year, ..) = ymd_from_serial(today?)?;
            Some((serial_from_ymd(year, figures(month, 2)?, figures(day, 2)?)?, "m\"月\"d\"日\""))
        }
    }
}

/// What follows the name of an era: `8年3月31日`, `元年5月`. A day that lies in another era is none.
fn era_day(era: Era, text: &str) -> Option<Day> {
    let (year, rest) = text.split_once('年')?;
    let year = if year.trim() == "元" { 1 } else { figures(year.trim(), 2)? };
    let year = era.first_day.0.checked_add(i32::try_from(year).ok()?)?.checked_sub(1)?;
    let (month, rest) = rest.split_once('月')?;
    let (day, format) = match rest {
        "" => ("1", "ggge\"年\"m\"月\""),
        rest => (rest.strip_suffix('日')?.trim(), "ggge\"年\"m\"月\"d\"日\""),
    };
    let (month, day) = (figures(month.trim(), 2)?, figures(day, 2)?);
    let serial = serial_from_ymd(year, month, day)?;
    (Era::of(year, month, day) == Some(era)).then_some((serial, format))
}

/// `31 Mar`, `31-Mar` and `March 31` of this year, and `Mar 2027`, which is its first day.
fn short_day(text: &str, today: Option<i32>) -> Option<Day> {
    let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (month, number) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    if number.len() == 4 && number == second {
        return Some((serial_from_ymd(i32::try_from(figures(number, 4)?).ok()?, month, 1)?, "mmm yyyy"));
    }
    let (year, ..) = ymd_from_serial(today?)?;
    Some((serial_from_ymd(year, month, figures(number, 2)?)?, "d mmm"))
}

/// `31 Mar 2026`, `31-Mar-2026`, `March 31, 2026`, and `31-Mar-26` of the years 1930 to 2029, as Excel takes them.
fn english_day(text: &str) -> Option<Day> {
    let mut parts = text.split([' ', '-', ',']).filter(|part| !part.is_empty());
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (month, day) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    let is_short = year.len() == 2 && text.contains('-') && day == first;
    if year.len() != 4 && !is_short {
        return None;
    }
    let year = match figures(year, 4)? {
        year if is_short && year < 30 => year + 2000,
        year if is_short => year + 1900,
        year => year,
    };
    Some((serial_from_ymd(i32::try_from(year).ok()?, month, figures(day, 2)?)?, "d mmm yyyy"))
}

/// The month of an English name, in full or by its first three letters.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_meant = |full: &&str| **full == name || name.len() == 3 && full.starts_with(&name);
    u32::try_from(NAMES.iter().position(is_meant)?).ok()?.checked_add(1)
}

fn serial(year: &str, month: &str, day: &str) -> Option<i32> {
    let year = year.trim();
    if year.len() != 4 {
        return None;
    }
    serial_from_ymd(i32::try_from(figures(year, 4)?).ok()?, figures(month, 2)?, figures(day, 2)?)
}

/// `14:30`, `14:30:15`, `2:30 PM`, `14時30分`, `14時30分15秒`, and hours above a day where they are allowed.
fn time(text: &str, most_hours: u32) -> Option<Time> {
    let upper = text.to_ascii_uppercase();
    let (clock, half) =
        match upper.strip_suffix("AM").map(|rest| (rest, 0)).or(upper.strip_suffix("PM").map(|rest| (rest, 12))) {
            Some((rest, half)) => (rest.trim_end(), Some(half)),
            None => (upper.as_str(), None),
        };
    let (hours, minutes, seconds) = clock_parts(clock)?;
    let hours = match half {
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        Some(_) => return None,
        None => hours,
    };
    if hours > most_hours {
        return None;
    }
    let format = match (half.is_some(), hours > 23, seconds.is_some()) {
        (true, _, false) => "h:mm AM/PM",
        (true, _, true) => "h:mm:ss AM/PM",
        (false, true, false) => "[h]:mm",
        (false, true, true) => "[h]:mm:ss",
        (false, false, false) => "h:mm",
        (false, false, true) => "h:mm:ss",
    };
    Some((time_of_day(hours, minutes, seconds.unwrap_or(0))?, format))
}

/// Hours, minutes and, where they are given, seconds.
fn clock_parts(clock: &str) -> Option<(u32, u32, Option<u32>)> {
    if let Some((hours, rest)) = clock.split_once('時') {
        let (minutes, rest) = rest.split_once('分')?;
        let seconds = match rest {
            "" => None,
            rest => Some(sixtieth(rest.strip_suffix('秒')?)?),
        };
        return Some((figures(hours, 2)?, sixtieth(minutes)?, seconds));
    }
    let mut parts = clock.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next());
    // One digit after the colon is a ratio, not a time.
    if parts.next().is_some() || minutes.len() != 2 || seconds.is_some_and(|seconds| seconds.len() != 2) {
        return None;
    }
    let seconds = match seconds {
        Some(seconds) => Some(sixtieth(seconds)?),
        None => None,
    };
    Some((figures(hours, 4)?, sixtieth(minutes)?, seconds))
}

fn sixtieth(text: &str) -> Option<u32> {
    figures(text, 2).filter(|value| *value < 60)
}

/// The number of a text of up to `most` digits.
fn figures(text: &str, most: usize) -> Option<u32> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
