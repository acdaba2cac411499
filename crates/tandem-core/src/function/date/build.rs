//! Functions that make dates and times: DATE, TIME, TODAY, NOW, EDATE, EOMONTH.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::{calendar_day, day, small, whole};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Example, Family, Function, Kind, Parameter};
use crate::number;
use crate::number::date::{add_months, days_in_month, serial_from_parts, serial_from_ymd, ymd_from_serial};
use crate::text::Text;

const MONTHS_FROM: &[Parameter] =
    &[Parameter::required("start_date", Kind::Number), Parameter::required("months", Kind::Number)];
const SECONDS_A_DAY: i64 = 86_400;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "DATE",
        family: Family::Date,
        parameters: &[
            Parameter::required("year", Kind::Number),
            Parameter::required("month", Kind::Number),
            Parameter::required("day", Kind::Number),
        ],
        summary: Text::new(
            "Gives the date of a year, month and day; months and days beyond the end count on.",
            "年・月・日から日付を返します。月や日が範囲を超える場合は繰り越して数えます。",
        ),
        examples: &[
            Example::new("=DATE(2026,3,31)", "46112"),
            Example::new("=DATE(2025,13,1)", "46023"),
            Example::new("=DATE(2026,4,0)", "46112"),
        ],
        body: Body::Eager(date),
    },
    Function {
        name: "TIME",
        family: Family::Date,
        parameters: &[
            Parameter::required("hour", Kind::Number),
            Parameter::required("minute", Kind::Number),
            Parameter::required("second", Kind::Number),
        ],
        summary: Text::new(
            "Gives the time of day of an hour, minute and second as a part of a day.",
            "時・分・秒から時刻（1日を1とする小数）を返します。",
        ),
        examples: &[Example::new("=TIME(12,0,0)", "0.5"), Example::new("=TIME(27,0,0)", "0.125")],
        body: Body::Eager(time),
    },
    Function {
        name: "TODAY",
        family: Family::Date,
        parameters: &[],
        summary: Text::new("Gives today's date.", "今日の日付を返します。"),
        examples: &[Example::new("=TODAY()=INT(NOW())", "TRUE"), Example::new("=DAYS(TODAY()+30,TODAY())", "30")],
        body: Body::Volatile(|arguments| Ok(Value::Number(number::int(arguments.clock.now)))),
    },
    Function {
        name: "NOW",
        family: Family::Date,
        parameters: &[],
        summary: Text::new("Gives the current date and time.", "現在の日付と時刻を返します。"),
        examples: &[Example::new("=NOW()>=TODAY()", "TRUE"), Example::new("=NOW()<TODAY()+1", "TRUE")],
        body: Body::Volatile(|arguments| Ok(Value::Number(arguments.clock.now))),
    },
    Function {
        name: "EDATE",
        family: Family::Date,
        parameters: MONTHS_FROM,
        summary: Text::new(
            "Gives the same day a number of months later or earlier, or the month's last day where it has no such day.",
            "開始日から指定した月数だけ後（負の数では前）の同じ日を返します。該当する日がない月では月末日です。",
        ),
        examples: &[
            Example::new("=EDATE(DATE(2026,1,31),1)=DATE(2026,2,28)", "TRUE"),
            Example::new("=EDATE(DATE(2026,3,31),-12)=DATE(2025,3,31)", "TRUE"),
        ],
        body: Body::Eager(edate),
    },
    Function {
        name: "EOMONTH",
        family: Family::Date,
        parameters: MONTHS_FROM,
        summary: Text::new(
            "Gives the last day of the month a number of months later or earlier.",
            "開始日から指定した月数だけ後（負の数では前）の月の月末日を返します。",
        ),
        examples: &[
            Example::new("=EOMONTH(DATE(2026,1,15),0)=DATE(2026,1,31)", "TRUE"),
            Example::new("=EOMONTH(DATE(2028,1,15),1)=DATE(2028,2,29)", "TRUE"),
        ],
        body: Body::Eager(eomonth),
    },
];

fn date(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (year, month, day) = (small(arguments, 0)?, small(arguments, 1)?, small(arguments, 2)?);
    // Short years count from 1900, as they did when the function was made.
    let year = match year {
        0..1900 => year + 1900,
        1900..=9999 => year,
        _ => return Err(Cause::DateOutOfRange.into()),
    };
    whole(serial_from_parts(year, month, day).ok_or(Cause::DateOutOfRange)?)
}

fn time(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut total = 0;
    for (index, seconds) in [(0, 3600), (1, 60), (2, 1)] {
        // The bound is Excel's own, and keeps the sum small.
        let part = arguments.integer(index)?;
        if part.abs() > 32_767 {
            return Err(Cause::OutOfRange.into());
        }
        total += part * seconds;
    }
    if total < 0 {
        return Err(Cause::OutOfRange.into());
    }
    let part = Decimal::from(total % SECONDS_A_DAY).over(Decimal::from(SECONDS_A_DAY));
    Ok(Value::Number(part.ok_or(Cause::Overflow)?))
}

fn edate(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let moved = add_months(day(arguments, 0)?, small(arguments, 1)?);
    whole(moved.ok_or(Cause::DateOutOfRange)?)
}

fn eomonth(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (year, month, _) = calendar_day(arguments, 0)?;
    let months = small(arguments, 1)?;
    // Every month has a first, so moving that one is never shortened.
    let first = serial_from_ymd(year, month, 1).and_then(|first| add_months(first, months));
    let (year, month, _) = first.and_then(ymd_from_serial).ok_or(Cause::DateOutOfRange)?;
    whole(serial_from_ymd(year, month, days_in_month(year, month)).ok_or(Cause::DateOutOfRange)?)
}
