//! Serial days of the 1900 system and times of day.
//!
//! Day 1 is 1900-01-01. Excel counts a 29 February 1900 that never was (serial 60), so that serials agree with files of
//! forty years; from March 1900 on every date and weekday is the true one.

use super::Decimal;
use super::guard::canonical;
use super::round::int;

/// The serial of 9999-12-31, the last day that can be shown.
pub const LAST_SERIAL: i32 = 2_958_465;

/// The day that Excel counts although 1900 was no leap year.
const PHANTOM_SERIAL: i32 = 60;
const SECONDS_A_DAY: u32 = 86_400;

/// How many days a month (1 to 12) of a year has, the phantom day of February 1900 included. 0 for any other month.
#[must_use]
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) || year == 1900 => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Whether a year of the Gregorian calendar has 366 days.
#[must_use]
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The serial of a date between 1900-01-01 and 9999-12-31; nothing for a date that does not exist.
#[must_use]
pub fn serial_from_ymd(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1900..=9999).contains(&year) || !(1..=days_in_month(year, month)).contains(&day) {
        return None;
    }
    let before = days_before(year, month)?;
    let is_past_phantom = (year, month) > (1900, 2);
    Some(before + i32::try_from(day).ok()? + i32::from(is_past_phantom))
}

/// The serial of the day that lies `day - 1` days after the first of a month that may lie outside 1 to 12, as in Excel's
/// `DATE(2026, 14, -3)`; nothing outside 1900 to 9999, except for the day 0 that Excel allows.
#[must_use]
pub fn serial_from_parts(year: i32, month: i32, day: i32) -> Option<i32> {
    let months = year.checked_mul(12)?.checked_add(month.checked_sub(1)?)?;
    let first = serial_from_ymd(months.div_euclid(12), u32::try_from(months.rem_euclid(12)).ok()? + 1, 1)?;
    let serial = first.checked_add(day.checked_sub(1)?)?;
    (0..=LAST_SERIAL).contains(&serial).then_some(serial)
}

/// The same day so many months later or earlier, or the last day of that month where it has no such day, as `EDATE`.
#[must_use]
pub fn add_months(serial: i32, months: i32) -> Option<i32> {
    let (year, month, day) = ymd_from_serial(serial)?;
    let total = year.checked_mul(12)?.checked_add(i32::try_from(month).ok()? - 1)?.checked_add(months)?;
    let (year, month) = (total.div_euclid(12), u32::try_from(total.rem_euclid(12)).ok()? + 1);
    serial_from_ymd(year, month, day.min(days_in_month(year, month)))
}

/// The year, month and day of a serial between 0 and [`LAST_SERIAL`]. Serial 0 is Excel's day 0 of January 1900.
#[must_use]
pub fn ymd_from_serial(serial: i32) -> Option<(i32, u32, u32)> {
    match serial {
        0 => return Some((1900, 1, 0)),
        PHANTOM_SERIAL => return Some((1900, 2, 29)),
        1..=LAST_SERIAL => {}
        _ => return None,
    }
    // True days since 1899-12-31, and the year by the mean length, which is at most one year off.
    let day = if serial > PHANTOM_SERIAL { serial - 1 } else { serial };
    let mut year = 1900 + day * 400 / 146_097;
    while days_before(year, 1)? >= day {
        year -= 1;
    }
    while days_before(year + 1, 1)? < day {
        year += 1;
    }
    let mut rest = u32::try_from(day - days_before(year, 1)?).ok()?;
    let mut month = 1;
    loop {
        let length = if month == 2 { 28 + u32::from(is_leap_year(year)) } else { days_in_month(year, month) };
        if rest <= length || month == 12 {
            return Some((year, month, rest));
        }
        rest -= length;
        month += 1;
    }
}

/// True days from 1899-12-31 to the day before a month begins, without the phantom day.
fn days_before(year: i32, month: u32) -> Option<i32> {
    const BEFORE_MONTH: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let past = year - 1;
    let leap_days = (past / 4 - past / 100 + past / 400) - (1899 / 4 - 1899 / 100 + 1899 / 400);
    let in_year = *BEFORE_MONTH.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    Some((year - 1900) * 365 + leap_days + in_year + i32::from(month > 2 && is_leap_year(year)))
}

/// The weekday of a serial as Excel counts it: 0 is Sunday, 6 is Saturday. Before March 1900 it is a day behind the true
/// one, because of the phantom day.
#[must_use]
pub const fn weekday(serial: i32) -> u32 {
    (serial - 1).rem_euclid(7).unsigned_abs()
}

/// A point in time: a day and the time on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The serial of the day.
    pub serial: i32,
    /// Hour of the day, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
}

impl Moment {
    /// The point in time that a number means, to the nearest second; nothing outside serials 0 to [`LAST_SERIAL`].
    #[must_use]
    pub fn from_number(number: Decimal) -> Option<Self> {
        let seconds = seconds(number)?;
        let serial = i32::try_from(seconds.checked_div(u64::from(SECONDS_A_DAY))?).ok()?;
        let rest = u32::try_from(seconds % u64::from(SECONDS_A_DAY)).ok()?;
        (serial <= LAST_SERIAL).then_some(Self { serial, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60 })
    }

    /// The number that means this point in time. A time of day is a fraction that mostly has no end, so it carries 28 digits.
    #[must_use]
    pub fn to_number(self) -> Option<Decimal> {
        Decimal::from(self.serial).checked_add(time_of_day(self.hour, self.minute, self.second)?)
    }
}

/// The part of a day that so many hours, minutes and seconds are. They may exceed a day.
#[must_use]
pub fn time_of_day(hours: u32, minutes: u32, seconds: u32) -> Option<Decimal> {
    let total = u64::from(hours) * 3600 + u64::from(minutes) * 60 + u64::from(seconds);
    Decimal::from(total).checked_div(Decimal::from(SECONDS_A_DAY))
}

/// The whole seconds that a number of days is, to the nearest; nothing for a negative number and beyond the last day.
#[must_use]
pub fn seconds(days: Decimal) -> Option<u64> {
    let days = canonical(days);
    if days.is_sign_negative() && !days.is_zero() || days > Decimal::from(LAST_SERIAL + 1) {
        return None;
    }
    let seconds = days.checked_mul(Decimal::from(SECONDS_A_DAY))?.checked_add(Decimal::new(5, 1))?;
    u64::try_from(int(seconds).normalize().mantissa()).ok()
}
