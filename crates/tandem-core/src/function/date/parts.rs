//! Parts of dates and times: YEAR to SECOND, and days and numbers of weeks.

use rust_decimal::Decimal;

use super::{calendar_day, day, small, whole};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Example, Family, Function, Kind, Parameter};
use crate::number::date::{Moment, serial_from_ymd, weekday, ymd_from_serial};
use crate::text::Text;

const DATE: &[Parameter] = &[Parameter::required("date", Kind::Number)];
const TIME: &[Parameter] = &[Parameter::required("time", Kind::Number)];
const DATE_AND_TYPE: &[Parameter] =
    &[Parameter::required("date", Kind::Number), Parameter::optional("return_type", Kind::Number)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "YEAR",
        family: Family::Date,
        parameters: DATE,
        summary: Text::new("Gives the year of a date.", "日付の年を返します。"),
        examples: &[Example::new("=YEAR(46112)", "2026"), Example::new("=YEAR(-1)", "#NUM!")],
        body: Body::Eager(|arguments| whole(calendar_day(arguments, 0)?.0)),
    },
    Function {
        name: "MONTH",
        family: Family::Date,
        parameters: DATE,
        summary: Text::new("Gives the month of a date, 1 to 12.", "日付の月（1 から 12）を返します。"),
        examples: &[Example::new("=MONTH(46112)", "3"), Example::new("=MONTH({46112,46113})", "{3,4}")],
        body: Body::Eager(|arguments| whole(calendar_day(arguments, 0)?.1)),
    },
    Function {
        name: "DAY",
        family: Family::Date,
        parameters: DATE,
        summary: Text::new("Gives the day of the month of a date.", "日付の日（1 から 31）を返します。"),
        examples: &[Example::new("=DAY(46112)", "31"), Example::new("=DAY(46112.99)", "31")],
        body: Body::Eager(|arguments| whole(calendar_day(arguments, 0)?.2)),
    },
    Function {
        name: "HOUR",
        family: Family::Date,
        parameters: TIME,
        summary: Text::new("Gives the hour of a time, 0 to 23.", "時刻の時（0 から 23）を返します。"),
        examples: &[Example::new("=HOUR(0.75)", "18"), Example::new("=HOUR(46112.5)", "12")],
        body: Body::Eager(|arguments| whole(moment(arguments)?.hour)),
    },
    Function {
        name: "MINUTE",
        family: Family::Date,
        parameters: TIME,
        summary: Text::new("Gives the minute of a time, 0 to 59.", "時刻の分（0 から 59）を返します。"),
        examples: &[Example::new("=MINUTE(0.78125)", "45"), Example::new("=MINUTE(TIME(9,59,59))", "59")],
        body: Body::Eager(|arguments| whole(moment(arguments)?.minute)),
    },
    Function {
        name: "SECOND",
        family: Family::Date,
        parameters: TIME,
        summary: Text::new("Gives the second of a time, 0 to 59.", "時刻の秒（0 から 59）を返します。"),
        examples: &[Example::new("=SECOND(TIME(4,48,18))", "18"), Example::new("=SECOND(0.5)", "0")],
        body: Body::Eager(|arguments| whole(moment(arguments)?.second)),
    },
    Function {
        name: "WEEKDAY",
        family: Family::Date,
        parameters: DATE_AND_TYPE,
        summary: Text::new(
            "Gives the day of the week: from Sunday as 1 (type 1, the default), from Monday as 1 (2) or as 0 (3), or from another day as 1 (11 for Monday to 17 for Sunday).",
            "曜日を番号で返します。種類は、1（既定値。日曜が 1）、2（月曜が 1）、3（月曜が 0）、11 から 17（月曜から日曜までの指定した曜日が 1）です。",
        ),
        examples: &[
            Example::new("=WEEKDAY(DATE(2026,3,31))", "3"),
            Example::new("=WEEKDAY(DATE(2026,3,31),2)", "2"),
            Example::new("=WEEKDAY(DATE(2026,3,31),4)", "#NUM!"),
        ],
        body: Body::Eager(day_of_week),
    },
    Function {
        name: "WEEKNUM",
        family: Family::Date,
        parameters: DATE_AND_TYPE,
        summary: Text::new(
            "Gives the number of the week, where week 1 holds 1 January and weeks begin on Sunday (type 1, the default), on Monday (2) or on another day (11 to 17); type 21 counts as ISO 8601.",
            "1月1日を含む週を第1週とする週番号を返します。週の始まりは、1（既定値。日曜）、2（月曜）、11 から 17（月曜から日曜）で、21 は ISO 8601 の週番号です。",
        ),
        examples: &[Example::new("=WEEKNUM(DATE(2012,3,9))", "10"), Example::new("=WEEKNUM(DATE(2012,3,9),2)", "11")],
        body: Body::Eager(week_number),
    },
    Function {
        name: "ISOWEEKNUM",
        family: Family::Date,
        parameters: DATE,
        summary: Text::new(
            "Gives the number of the week by ISO 8601, where week 1 holds the year's first Thursday.",
            "ISO 8601 の週番号（年の最初の木曜日を含む週が第1週）を返します。",
        ),
        examples: &[
            Example::new("=ISOWEEKNUM(DATE(2012,3,9))", "10"),
            Example::new("=ISOWEEKNUM(DATE(2027,1,1))", "53"),
        ],
        body: Body::Eager(|arguments| iso_week(day(arguments, 0)?)),
    },
];

fn moment(arguments: &Arguments<'_>) -> Result<Moment, ErrorValue> {
    Ok(Moment::from_number(arguments.number(0)?).ok_or(Cause::DateOutOfRange)?)
}

/// The return type, 1 unless given.
fn kind(arguments: &Arguments<'_>) -> Result<i32, ErrorValue> {
    if arguments.is_given(1) { small(arguments, 1) } else { Ok(1) }
}

/// Days since the latest day of the week `first`, where 0 is Sunday.
const fn days_since(serial: i32, first: u32) -> u32 {
    (weekday(serial) + 7 - first % 7) % 7
}

fn day_of_week(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let serial = day(arguments, 0)?;
    match kind(arguments)? {
        1 => whole(days_since(serial, 0) + 1),
        2 => whole(days_since(serial, 1) + 1),
        3 => whole(days_since(serial, 1)),
        kind @ 11..=17 => whole(days_since(serial, kind.unsigned_abs() - 10) + 1),
        _ => Err(Cause::OutOfRange.into()),
    }
}

fn week_number(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let serial = day(arguments, 0)?;
    let first_day = match kind(arguments)? {
        1 => 0,
        2 => 1,
        kind @ 11..=17 => kind.unsigned_abs() - 10,
        21 => return iso_week(serial),
        _ => return Err(Cause::OutOfRange.into()),
    };
    let (year, ..) = calendar_day(arguments, 0)?;
    let new_year = serial_from_ymd(year, 1, 1).ok_or(Cause::DateOutOfRange)?;
    // Serial 0 lies one day before its own new year, in the week that the new year begins.
    let days = u32::try_from(serial - new_year).unwrap_or(0);
    whole((days + days_since(new_year, first_day)) / 7 + 1)
}

fn iso_week(serial: i32) -> Result<Value, ErrorValue> {
    let thursday = i32::try_from(days_since(serial, 1)).map_or(serial, |past| serial - past + 3);
    if thursday < 1 {
        // Excel's first day is a Sunday, which ends the last week of 1899.
        return whole(Decimal::from(52));
    }
    let new_year = ymd_from_serial(thursday).and_then(|(year, ..)| serial_from_ymd(year, 1, 1));
    let days = thursday - new_year.ok_or(Cause::DateOutOfRange)?;
    whole(Decimal::from(days.max(0) / 7 + 1))
}
