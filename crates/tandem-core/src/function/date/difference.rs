//! Differences between dates: DAYS, DATEDIF, DAYS360, YEARFRAC.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::{day, whole};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number::date::{days_in_month, is_leap_year, serial_from_parts, serial_from_ymd, ymd_from_serial};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "DAYS",
        family: Family::Date,
        parameters: &[Parameter::required("end_date", Kind::Number), Parameter::required("start_date", Kind::Number)],
        summary: Text::new("Gives the number of days between two dates.", "2つの日付の間の日数を返します。"),
        examples: &[
            Example::new("=DAYS(DATE(2026,12,31),DATE(2026,1,1))", "364"),
            Example::new("=DAYS(DATE(2026,1,1),DATE(2026,1,31))", "-30"),
        ],
        body: Body::Eager(|arguments| whole(day(arguments, 0)? - day(arguments, 1)?)),
    },
    Function {
        name: "DATEDIF",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("end_date", Kind::Number),
            Parameter::required("unit", Kind::Text).of(&["y", "m", "d", "ym", "yd", "md"]),
        ],
        summary: Text::new(
            "Gives the full years (\"Y\"), months (\"M\") or days (\"D\") between two dates, or what is left without years (\"YM\", \"YD\") or months (\"MD\").",
            "2つの日付の間の満年数（\"Y\"）、満月数（\"M\"）、日数（\"D\"）を返します。年を除いた月数・日数（\"YM\"、\"YD\"）、月を除いた日数（\"MD\"）も指定できます。",
        ),
        examples: &[
            Example::new("=DATEDIF(DATE(2001,1,1),DATE(2003,1,1),\"Y\")", "2"),
            Example::new("=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),\"D\")", "440"),
            Example::new("=DATEDIF(DATE(2001,6,1),DATE(2002,8,15),\"YD\")", "75"),
        ],
        body: Body::Measured(Cost::of_call(30), date_difference),
    },
    Function {
        name: "DAYS360",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("end_date", Kind::Number),
            Parameter::optional("european", Kind::Bool),
        ],
        summary: Text::new(
            "Gives the number of days between two dates in a year of twelve months of 30 days.",
            "1年を360日（30日×12か月）として、2つの日付の間の日数を返します。",
        ),
        examples: &[
            Example::new("=DAYS360(DATE(2011,1,30),DATE(2011,2,1))", "1"),
            Example::new("=DAYS360(DATE(2011,1,1),DATE(2011,12,31))", "360"),
        ],
        body: Body::Eager(days_360),
    },
    Function {
        name: "YEARFRAC",
        family: Family::Date,
        parameters: &[
            Parameter::required("start_date", Kind::Number),
            Parameter::required("end_date", Kind::Number),
            Parameter::optional("basis", Kind::Number),
        ],
        summary: Text::new(
            "Gives the years between two dates by a day count: 30/360 (0, the default), actual/actual (1), actual/360 (2), actual/365 (3) or European 30/360 (4).",
            "2つの日付の間の年数を返します。日数の数え方は、0（既定値。30/360）、1（実日数/実日数）、2（実日数/360）、3（実日数/365）、4（ヨーロッパ方式 30/360）です。",
        ),
        examples: &[
            Example::new("=ROUND(YEARFRAC(DATE(2012,1,1),DATE(2012,7,30)),8)", "0.58055556"),
            Example::new("=ROUND(YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),1),8)", "0.57650273"),
            Example::new("=ROUND(YEARFRAC(DATE(2012,1,1),DATE(2012,7,30),3),8)", "0.57808219"),
        ],
        body: Body::Measured(Cost::of_call(30), year_fraction),
    },
];

/// A date with its serial.
#[derive(Clone, Copy)]
struct Dated {
    serial: i32,
    year: i32,
    month: i32,
    day: i32,
}

impl Dated {
    fn read(arguments: &Arguments<'_>, index: usize) -> Result<Self, ErrorValue> {
        let serial = day(arguments, index)?;
        let (year, month, day) = ymd_from_serial(serial).ok_or(Cause::DateOutOfRange)?;
        let (month, day) = (month.cast_signed(), day.cast_signed());
        Ok(Self { serial, year, month, day })
    }

    fn is_last_of_february(self) -> bool {
        self.month == 2 && self.day == days_in_month(self.year, 2).cast_signed()
    }

    /// Month and day, which order dates as if all lay in one year.
    const fn order_in_year(self) -> (i32, i32) {
        (self.month, self.day)
    }
}

fn date_difference(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (start, end) = (Dated::read(arguments, 0)?, Dated::read(arguments, 1)?);
    if start.serial > end.serial {
        return Err(Cause::OutOfRange.into());
    }
    let months = (end.year - start.year) * 12 + end.month - start.month - i32::from(end.day < start.day);
    let unit = arguments.text(2)?.to_ascii_uppercase();
    let result = match unit.as_str() {
        "Y" => Some(months / 12),
        "M" => Some(months),
        "D" => Some(end.serial - start.serial),
        "YM" => Some(months % 12),
        "MD" if end.day >= start.day => Some(end.day - start.day),
        // As in Excel, a day that the month before the end does not have spills over, which can give a negative number.
        "MD" => serial_from_parts(end.year, end.month - 1, start.day).map(|from| end.serial - from),
        // As in Excel, both days are taken in the year of the start, or the end in the year after.
        "YD" => {
            let year = start.year + i32::from(end.order_in_year() < start.order_in_year());
            serial_from_parts(year, end.month, end.day).map(|to| to - start.serial)
        }
        _ => return Err(Cause::OutOfRange.into()),
    };
    whole(result.ok_or(Cause::DateOutOfRange)?)
}

/// Days between two dates whose months count 30 days, after their days were set.
const fn days_between(start: Dated, start_day: i32, end: Dated, end_day: i32) -> i32 {
    (end.year - start.year) * 360 + (end.month - start.month) * 30 + end_day - start_day
}

/// European 30/360: a 31st counts as the 30th.
fn european(start: Dated, end: Dated) -> i32 {
    days_between(start, start.day.min(30), end, end.day.min(30))
}

fn days_360(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (start, end) = (Dated::read(arguments, 0)?, Dated::read(arguments, 1)?);
    if arguments.bool_or(2, false)? {
        return whole(european(start, end));
    }
    let start_day = if start.is_last_of_february() { 30 } else { start.day.min(30) };
    let end_day = if end.day == 31 && start_day == 30 { 30 } else { end.day };
    whole(days_between(start, start_day, end, end_day))
}

/// 30/360 as bonds in the United States count it; unlike [`days_360`] it also evens out two ends of February.
fn american(start: Dated, end: Dated) -> i32 {
    let (mut start_day, mut end_day) = (start.day, end.day);
    if start.is_last_of_february() {
        if end.is_last_of_february() {
            end_day = 30;
        }
        start_day = 30;
    }
    if end_day == 31 && start_day >= 30 {
        end_day = 30;
    }
    days_between(start, start_day.min(30), end, end_day)
}

fn year_fraction(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (first, second) = (Dated::read(arguments, 0)?, Dated::read(arguments, 1)?);
    let (start, end) = if first.serial <= second.serial { (first, second) } else { (second, first) };
    let days = Decimal::from(end.serial - start.serial);
    let (days, year) = match arguments.integer_or(2, 0)? {
        0 => (Decimal::from(american(start, end)), Decimal::from(360)),
        1 => (days, mean_year(start, end)?),
        2 => (days, Decimal::from(360)),
        3 => (days, Decimal::from(365)),
        4 => (Decimal::from(european(start, end)), Decimal::from(360)),
        _ => return Err(Cause::OutOfRange.into()),
    };
    Ok(Value::Number(days.over(year).ok_or(Cause::Overflow)?))
}

/// The length of a year by which actual/actual divides: within a year 366 when a 29 February lies between the dates (or
/// both lie in one leap year), over longer times the mean of all calendar years touched.
fn mean_year(start: Dated, end: Dated) -> Result<Decimal, ErrorValue> {
    let is_within_a_year =
        start.year == end.year || (start.year + 1 == end.year && end.order_in_year() <= start.order_in_year());
    if is_within_a_year {
        let has_leap_day = if start.year == end.year {
            is_leap_year(start.year)
        } else {
            (is_leap_year(start.year) && start.order_in_year() <= (2, 29))
                || (is_leap_year(end.year) && end.order_in_year() >= (2, 29))
        };
        return Ok(Decimal::from(if has_leap_day { 366 } else { 365 }));
    }
    let from = serial_from_ymd(start.year, 1, 1).ok_or(Cause::DateOutOfRange)?;
    // The day after the last year is counted from that year's last day, since the year 10000 has no serial.
    let to = serial_from_ymd(end.year, 12, 31).ok_or(Cause::DateOutOfRange)? + 1;
    Ok(Decimal::from(to - from).over(Decimal::from(end.year - start.year + 1)).ok_or(Cause::Overflow)?)
}
