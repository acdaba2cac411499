//! What the editor shows for a stored value, so that typing it again gives the same value.

use std::borrow::Cow;

use super::{TypedContent, parse_number, typed};
use crate::number::Decimal;
use crate::number::date::{Moment, time_of_day};
use crate::number::decimal_text::{exact, shifted};
use crate::number::format::{FormatKind, NumberFormat};

/// The text in which a person edits a number: a percentage for a percent format, an ISO date, a time, or else every
/// digit. Where the friendlier form would not give exactly the same number again (a date with a fraction of a second, say),
/// it is the digits.
#[must_use]
pub fn edit_text(number: Decimal, format: &NumberFormat) -> String {
    let friendly = match format.kind() {
        FormatKind::Percent => shifted(number, 2).map(|percent| format!("{}%", exact(percent))),
        FormatKind::Date | FormatKind::DateTime => moment(number),
        FormatKind::Time | FormatKind::Duration => time(number),
        FormatKind::General | FormatKind::Number | FormatKind::Scientific | FormatKind::Fraction | FormatKind::Text => {
            None
        }
    };
    friendly.filter(|text| parse_number(text) == Some(number)).unwrap_or_else(|| exact(number))
}

/// The text in which a person edits a text: itself, with `'` before it where it would otherwise be read as something else.
#[must_use]
pub fn edit_text_of_text(text: &str, today: i32) -> Cow<'_, str> {
    match typed(text, today).content {
        TypedContent::Text(read) if read == text => Cow::Borrowed(text),
        _ => Cow::Owned(format!("'{text}")),
    }
}

fn moment(number: Decimal) -> Option<String> {
    let at = Moment::from_number(number)?;
    let (year, month, day) = crate::number::date::ymd_from_serial(at.serial)?;
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(match (at.hour, at.minute, at.second) {
        (0, 0, 0) => date,
        (hour, minute, 0) => format!("{date} {hour}:{minute:02}"),
        (hour, minute, second) => format!("{date} {hour}:{minute:02}:{second:02}"),
    })
}

fn time(number: Decimal) -> Option<String> {
    let seconds = u32::try_from(crate::number::date::seconds(number)?).ok()?;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    // Checked against the number itself, since a time of day is a fraction without end.
    let is_exact = time_of_day(hours, minutes, seconds)? == number;
    let second = if seconds == 0 { String::new() } else { format!(":{seconds:02}") };
    is_exact.then(|| format!("{hours}:{minutes:02}{second}"))
}
