//! Serial days of the 1900 system and times of day.
//!
//! Day 1 is 1900-01-01. Excel counts a 29 February 1900 that never was (serial 60), so that serials agree with files of
//! forty years; from March 1900 on every date and weekday is the true one.

use super::Decimal;
use super::guard::canonical;
use super::round::int;
use crate::number::Arithmetic as _;

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
        Decimal::from(self.serial).plus(time_of_day(self.hour, self.minute, self.second)?)
    }
}

/// The part of a day that so many hours, minutes and seconds are. They may exceed a day.
#[must_use]
pub fn time_of_day(hours: u32, minutes: u32, seconds: u32) -> Option<Decimal> {
    let total = u64::from(hours) * 3600 + u64::from(minutes) * 60 + u64::from(seconds);
    Decimal::from(total).over(Decimal::from(SECONDS_A_DAY))
}

/// The whole seconds that a number of days is, to the nearest; nothing for a negative number and beyond the last day.
#[must_use]
pub fn seconds(days: Decimal) -> Option<u64> {
    let days = canonical(days);
    if days.is_sign_negative() && !days.is_zero() || days > Decimal::from(LAST_SERIAL + 1) {
        return None;
    }
    let seconds = days.times(Decimal::from(SECONDS_A_DAY))?.plus(Decimal::new(5, 1))?;
    u64::try_from(int(seconds).normalize().mantissa()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::parse_decimal;

    #[test]
    fn days_that_are_known() {
        let cases = [
            (1, (1900, 1, 1)),
            (31, (1900, 1, 31)),
            (59, (1900, 2, 28)),
            (60, (1900, 2, 29)),
            (61, (1900, 3, 1)),
            (366, (1900, 12, 31)),
            (367, (1901, 1, 1)),
            (25_569, (1970, 1, 1)),
            (36_525, (1999, 12, 31)),
            (36_585, (2000, 2, 29)),
            (46_112, (2026, 3, 31)),
            (73_050, (2099, 12, 31)),
            (LAST_SERIAL, (9999, 12, 31)),
        ];
        for (serial, (year, month, day)) in cases {
            assert_eq!(serial_from_ymd(year, month, day), Some(serial), "{year}-{month}-{day}");
            assert_eq!(ymd_from_serial(serial), Some((year, month, day)), "{serial}");
        }
        assert_eq!(ymd_from_serial(0), Some((1900, 1, 0)));
        for serial in [-1, i32::MIN, LAST_SERIAL + 1, i32::MAX] {
            assert_eq!(ymd_from_serial(serial), None, "{serial}");
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        for (year, month, day) in [
            (1899, 12, 31),
            (10_000, 1, 1),
            (2026, 0, 1),
            (2026, 13, 1),
            (2026, 1, 0),
            (2026, 1, 32),
            (2026, 2, 29),
            (2100, 2, 29),
            (i32::MAX, 1, 1),
        ] {
            assert_eq!(serial_from_ymd(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    /// Walks through every day of the calendar beside the functions.
    #[test]
    fn every_day_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1900, 1, 1);
        for serial in 1..=LAST_SERIAL {
            assert_eq!(ymd_from_serial(serial), Some((year, month, day)));
            assert_eq!(serial_from_ymd(year, month, day), Some(serial));
            (year, month, day) = match (month, day) {
                (12, 31) => (year + 1, 1, 1),
                (_, last) if last == days_in_month(year, month) => (year, month + 1, 1),
                _ => (year, month, day + 1),
            };
        }
        assert_eq!((year, month, day), (10_000, 1, 1));
    }

    #[test]
    fn weekdays() {
        // 2026-03-31 is a Tuesday, 2000-01-01 was a Saturday; Excel calls 1900-01-01 a Sunday.
        for (serial, expect) in [(46_112, 2), (36_526, 6), (1, 0), (0, 6), (7, 6)] {
            assert_eq!(weekday(serial), expect, "{serial}");
        }
    }

    #[test]
    fn parts_out_of_range_carry_over() {
        let cases = [
            ((2026, 14, 1), Some((2027, 2, 1))),
            ((2026, 0, 1), Some((2025, 12, 1))),
            ((2026, -11, 31), Some((2025, 1, 31))),
            ((2026, 3, 0), Some((2026, 2, 28))),
            ((2026, 2, 30), Some((2026, 3, 2))),
            ((2026, 1, -30), Some((2025, 12, 1))),
            ((1899, 12, 31), None),
            ((9999, 12, 32), None),
            ((i32::MAX, i32::MAX, i32::MAX), None),
        ];
        for ((year, month, day), expect) in cases {
            assert_eq!(serial_from_parts(year, month, day).and_then(ymd_from_serial), expect, "{year} {month} {day}");
        }
    }

    #[test]
    fn months_keep_the_day_where_they_can() {
        let cases = [
            ((2026, 1, 31), 1, Some((2026, 2, 28))),
            ((2024, 1, 31), 1, Some((2024, 2, 29))),
            ((2026, 3, 31), -1, Some((2026, 2, 28))),
            ((2026, 3, 15), 12, Some((2027, 3, 15))),
            ((2026, 3, 15), -15, Some((2024, 12, 15))),
            ((1900, 1, 15), -1, None),
            ((9999, 12, 15), 1, None),
            ((2026, 3, 15), i32::MAX, None),
        ];
        for ((year, month, day), months, expect) in cases {
            let serial = serial_from_ymd(year, month, day).unwrap();
            assert_eq!(add_months(serial, months).and_then(ymd_from_serial), expect, "{year}-{month}-{day} {months:+}");
        }
    }

    #[test]
    fn moments() {
        let cases = [
            ("46112.5", Some((46_112, 12, 0, 0))),
            ("46112.604166666666666666666667", Some((46_112, 14, 30, 0))),
            ("0.9999884259259259259259259259", Some((0, 23, 59, 59))),
            ("0.999999", Some((1, 0, 0, 0))),
            ("2958465.5", Some((LAST_SERIAL, 12, 0, 0))),
            ("2958465.9999999", None),
            ("2958466", None),
            ("-0.5", None),
        ];
        for (number, expect) in cases {
            let moment = Moment::from_number(parse_decimal(number).unwrap());
            let parts = moment.map(|moment| (moment.serial, moment.hour, moment.minute, moment.second));
            assert_eq!(parts, expect, "{number}");
        }
    }

    #[test]
    fn every_second_of_a_day_reads_back() {
        for second in 0..86_400 {
            let moment = Moment { serial: 46_112, hour: second / 3600, minute: second / 60 % 60, second: second % 60 };
            assert_eq!(moment.to_number().and_then(Moment::from_number), Some(moment));
        }
    }
}
