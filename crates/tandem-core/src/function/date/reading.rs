//! Dates and times read from texts: DATEVALUE, TIMEVALUE.

use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number::{self, Arithmetic as _, Decimal};
use crate::text::Text;

const TEXT: &[Parameter] = &[Parameter::required("text", Kind::Text)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "DATEVALUE",
        family: Family::Date,
        parameters: TEXT,
        summary: Text::new(
            "Gives the date that a text writes, in ISO, local or Japanese form.",
            "文字列で表された日付（ISO 形式、各国の形式、和文の形式）を日付に変換します。",
        ),
        examples: &[
            Example::new("=DATEVALUE(\"2026-03-31\")", "46112"),
            Example::new("=DATEVALUE(\"2026年3月31日\")", "46112"),
            Example::new("=DATEVALUE(\"soon\")", "#VALUE!"),
        ],
        body: Body::Measured(Cost::of_call(60), |arguments| Ok(Value::Number(number::int(moment(arguments)?)))),
    },
    Function {
        name: "TIMEVALUE",
        family: Family::Date,
        parameters: TEXT,
        summary: Text::new(
            "Gives the time of day that a text writes as a part of a day.",
            "文字列で表された時刻を、1日を1とする小数に変換します。",
        ),
        examples: &[
            Example::new("=TIMEVALUE(\"18:00\")", "0.75"),
            Example::new("=TIMEVALUE(\"6:00 PM\")", "0.75"),
            Example::new("=TIMEVALUE(\"noon\")", "#VALUE!"),
        ],
        body: Body::Measured(Cost::of_call(60), time_value),
    },
];

fn time_value(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let moment = moment(arguments)?;
    Ok(Value::Number(moment.minus(number::int(moment)).ok_or(Cause::Overflow)?))
}

/// The date, the time, or both that the first argument writes. A plain number is none of these, however it is written.
fn moment(arguments: &Arguments<'_>) -> Result<Decimal, ErrorValue> {
    let text = arguments.text(0)?;
    number::parse_moment(&text).ok_or_else(|| Cause::NotADate.into())
}
