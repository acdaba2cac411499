//! Dates and times, which are serial numbers of the 1900 system.
//!
//! This folder must not know how dates are shown; number formats do. The calendar itself is `number::date`. Start reading
//! at [`day`], through which every date argument passes.

pub mod build;
pub mod difference;
pub mod parts;
pub mod reading;
pub mod workday;

use rust_decimal::prelude::ToPrimitive;

use super::{Arguments, to_number};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number;
use crate::number::date::LAST_SERIAL;

/// The serial day of an argument, its time cut off.
///
/// # Errors
/// As the argument's number; `#NUM!` outside 1900 to 9999.
fn day(arguments: &Arguments<'_>, index: usize) -> Result<i32, ErrorValue> {
    day_of(&arguments.value(index))
}

/// The serial day of a value.
///
/// # Errors
/// As [`day`].
fn day_of(value: &Value) -> Result<i32, ErrorValue> {
    let serial = number::int(to_number(value)?).to_i32();
    serial.filter(|serial| (0..=LAST_SERIAL).contains(serial)).ok_or_else(|| Cause::DateOutOfRange.into())
}

/// Year, month and day of an argument.
///
/// # Errors
/// As [`day`].
fn calendar_day(arguments: &Arguments<'_>, index: usize) -> Result<(i32, u32, u32), ErrorValue> {
    Ok(number::date::ymd_from_serial(day(arguments, index)?).ok_or(Cause::DateOutOfRange)?)
}

/// A whole number of an argument, as small as dates need it.
///
/// # Errors
/// As [`Arguments::integer`]; `#NUM!` when it is too large.
fn small(arguments: &Arguments<'_>, index: usize) -> Result<i32, ErrorValue> {
    i32::try_from(arguments.integer(index)?).map_err(|_| Cause::OutOfRange.into())
}

/// A whole number as a value.
fn whole(number: impl Into<number::Decimal>) -> Result<Value, ErrorValue> {
    Ok(Value::Number(number.into()))
}
