//! Working days: NETWORKDAYS, WORKDAY and their forms with other weekends.

use super::{day, day_of, small, whole};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number::date::{LAST_SERIAL, weekday};
use crate::text::Text;

const WEEKEND_AND_HOLIDAYS: [Parameter; 2] =
    [Parameter::optional("weekend", Kind::Any), Parameter::optional("holidays", Kind::Range)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "NETWORKDAYS",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("end_date", Kind::Number),
            Parameter::optional("holidays", Kind::Range),
        ],
        summary: Text::new(
            "Gives the number of working days from one date to another, both included, without weekends and holidays.",
            "開始日から終了日まで（両日を含む）の、土日と祝日を除いた稼働日数を返します。",
        ),
        examples: &[
            Example::new("=NETWORKDAYS(DATE(2012,10,1),DATE(2013,3,1))", "110"),
            Example::new("=NETWORKDAYS(DATE(2026,3,2),DATE(2026,3,8),DATE(2026,3,4))", "4"),
        ],
        body: Body::Measured(Cost::of_cell(12), |arguments| net_workdays(arguments, &SATURDAY_AND_SUNDAY, 2)),
    },
    Function {
        name: "NETWORKDAYS.INTL",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("end_date", Kind::Number),
            WEEKEND_AND_HOLIDAYS[0],
            WEEKEND_AND_HOLIDAYS[1],
        ],
        summary: Text::new(
            "Gives the number of working days from one date to another with a weekend of your choice: a number (1 for Saturday and Sunday, 11 for Sunday only, ...) or seven digits from Monday on, 1 for a day off.",
            "週末を指定して稼働日数を返します。週末は番号（1 は土日、11 は日曜のみ など）または月曜から始まる7桁の文字列（1 が休日）で指定します。",
        ),
        examples: &[
            Example::new("=NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,1,31))", "22"),
            Example::new("=NETWORKDAYS.INTL(DATE(2006,2,28),DATE(2006,1,31))", "-21"),
            Example::new("=NETWORKDAYS.INTL(DATE(2006,1,1),DATE(2006,2,1),\"0010001\",{38719,38733})", "20"),
        ],
        body: Body::Measured(Cost::of_cell(12), |arguments| net_workdays(arguments, &weekend(arguments)?, 3)),
    },
    Function {
        name: "WORKDAY",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("days", Kind::Number),
            Parameter::optional("holidays", Kind::Range),
        ],
        summary: Text::new(
            "Gives the date a number of working days after or before another, without weekends and holidays.",
            "開始日から、土日と祝日を除いて指定した稼働日数だけ後（負の数では前）の日付を返します。",
        ),
        examples: &[
            Example::new("=WORKDAY(DATE(2008,10,1),151)=DATE(2009,4,30)", "TRUE"),
            Example::new("=WORKDAY(DATE(2026,3,6),1)=DATE(2026,3,9)", "TRUE"),
        ],
        body: Body::Measured(Cost::of_cell(12), |arguments| workday(arguments, &SATURDAY_AND_SUNDAY, 2)),
    },
    Function {
        name: "WORKDAY.INTL",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("days", Kind::Number),
            WEEKEND_AND_HOLIDAYS[0],
            WEEKEND_AND_HOLIDAYS[1],
        ],
        summary: Text::new(
            "Gives the date a number of working days after or before another with a weekend of your choice.",
            "週末を指定して、開始日から指定した稼働日数だけ後（負の数では前）の日付を返します。",
        ),
        examples: &[
            Example::new("=WORKDAY.INTL(DATE(2012,1,1),90,11)=DATE(2012,4,14)", "TRUE"),
            Example::new("=WORKDAY.INTL(DATE(2012,1,1),30,0)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_cell(12), |arguments| workday(arguments, &weekend(arguments)?, 3)),
    },
];

/// For each day of the week from Sunday on, whether it is off.
type Week = [bool; 7];

const SATURDAY_AND_SUNDAY: Week = [true, false, false, false, false, false, true];

/// The weekend that the third argument means.
fn weekend(arguments: &Arguments<'_>) -> Result<Week, ErrorValue> {
    if !arguments.is_given(2) {
        return Ok(SATURDAY_AND_SUNDAY);
    }
    if let Value::Text(digits) = arguments.value(2) {
        return weekend_of_digits(&digits);
    }
    let off = match small(arguments, 2)? {
        // 1 is Saturday and Sunday, 2 Sunday and Monday, and so on.
        pair @ 1..=7 => [(pair + 5) % 7, (pair + 6) % 7],
        // 11 is Sunday only, 12 Monday only, and so on.
        single @ 11..=17 => [single - 11, single - 11],
        _ => return Err(Cause::OutOfRange.into()),
    };
    let mut week = [false; 7];
    for (index, is_off) in (0..).zip(&mut week) {
        *is_off = off.contains(&index);
    }
    Ok(week)
}

/// Seven digits from Monday to Sunday, 1 for a day off.
fn weekend_of_digits(digits: &str) -> Result<Week, ErrorValue> {
    let mut week = [false; 7];
    if digits.len() != 7 {
        return Err(Cause::UnknownChoice.into());
    }
    for (index, digit) in digits.bytes().enumerate() {
        let is_off = match digit {
            b'0' => false,
            b'1' => true,
            _ => return Err(Cause::UnknownChoice.into()),
        };
        if let Some(slot) = week.get_mut((index + 1) % 7) {
            *slot = is_off;
        }
    }
    Ok(week)
}

fn is_off(week: &Week, serial: i32) -> bool {
    usize::try_from(weekday(serial)).ok().and_then(|day| week.get(day)).copied().unwrap_or(false)
}

/// The days off that are no weekend, in order and each once. Blanks do not count.
fn holidays(arguments: &Arguments<'_>, index: usize, week: &Week) -> Result<Vec<i32>, ErrorValue> {
    let mut days = Vec::new();
    if arguments.is_given(index) {
        arguments.grid(index).for_each_filled(|value| {
            let serial = day_of(value)?;
            if !is_off(week, serial) {
                days.push(serial);
            }
            Ok::<(), ErrorValue>(())
        })?;
    }
    days.sort_unstable();
    days.dedup();
    Ok(days)
}

fn net_workdays(arguments: &Arguments<'_>, week: &Week, holidays_at: usize) -> Result<Value, ErrorValue> {
    let (start, end) = (day(arguments, 0)?, day(arguments, 1)?);
    let (first, last) = (start.min(end), start.max(end));
    let holidays = holidays(arguments, holidays_at, week)?;
    let a_week = i32::try_from(week.iter().filter(|is_off| !**is_off).count()).unwrap_or(0);
    let (weeks, rest) = ((last - first + 1) / 7, (last - first + 1) % 7);
    let in_rest = (0..rest).map(|step| i32::from(!is_off(week, first + step))).sum::<i32>();
    let free = holidays.iter().map(|holiday| i32::from((first..=last).contains(holiday))).sum::<i32>();
    let days = weeks * a_week + in_rest - free;
    whole(if start <= end { days } else { -days })
}

fn workday(arguments: &Arguments<'_>, week: &Week, holidays_at: usize) -> Result<Value, ErrorValue> {
    let mut serial = day(arguments, 0)?;
    let days = small(arguments, 1)?;
    if week.iter().all(|is_off| *is_off) {
        return Err(Cause::UnknownChoice.into());
    }
    let holidays = holidays(arguments, holidays_at, week)?;
    let a_week = week.iter().filter(|is_off| !**is_off).count();
    let mut left = days.unsigned_abs() as usize;
    // Whole weeks at once while more than one is left: a million days one by one would take too long in a column.
    while left > a_week {
        let weeks = (left - 1) / a_week;
        let next = i64::from(serial) + 7 * i64::try_from(weeks).unwrap_or(i64::MAX / 8) * i64::from(days.signum());
        let next = i32::try_from(next).ok().filter(|next| (0..=LAST_SERIAL).contains(next));
        let next = next.ok_or(Cause::DateOutOfRange)?;
        let passed = if days > 0 { serial + 1..next + 1 } else { next..serial };
        let from = holidays.partition_point(|holiday| *holiday < passed.start);
        let to = holidays.partition_point(|holiday| *holiday < passed.end);
        left -= weeks * a_week - (to - from);
        serial = next;
    }
    while left > 0 {
        serial += days.signum();
        if !(0..=LAST_SERIAL).contains(&serial) {
            return Err(Cause::DateOutOfRange.into());
        }
        if !is_off(week, serial) && holidays.binary_search(&serial).is_err() {
            left -= 1;
        }
    }
    whole(serial)
}
