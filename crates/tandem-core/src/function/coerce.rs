//! Excel's coercions and its order of values across types.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::cell::{Cause, ErrorValue, Value, compare_texts};
use crate::number;

/// The number that a single value means in arithmetic: a blank is 0, TRUE is 1, a text is read as a person would mean it.
///
/// # Errors
/// The value's own error; `#VALUE!` for a text that is no number and for an array.
#[inline]
pub fn to_number(value: &Value) -> Result<Decimal, ErrorValue> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Blank => Ok(Decimal::ZERO),
        Value::Bool(truth) => Ok(Decimal::from(u8::from(*truth))),
        Value::Text(text) => number::parse_number(text).ok_or_else(|| Cause::TextOperand.into()),
        Value::Error(error) => Err(*error),
        Value::Array(_) => Err(Cause::ArrayNotAllowed.into()),
    }
}

/// The truth that a single value means: a number is true unless it is zero, a blank is false.
///
/// # Errors
/// The value's own error; `#VALUE!` for a text other than TRUE and FALSE and for an array.
pub fn to_bool(value: &Value) -> Result<bool, ErrorValue> {
    match value {
        Value::Bool(truth) => Ok(*truth),
        Value::Number(number) => Ok(!number.is_zero()),
        Value::Blank => Ok(false),
        Value::Text(text) if text.eq_ignore_ascii_case("TRUE") => Ok(true),
        Value::Text(text) if text.eq_ignore_ascii_case("FALSE") => Ok(false),
        Value::Text(_) => Err(Cause::NotABoolean.into()),
        Value::Error(error) => Err(*error),
        Value::Array(_) => Err(Cause::ArrayNotAllowed.into()),
    }
}

/// The text that a single value means in concatenation; numbers are written with every digit they have, an endless
/// one with 15 significant digits.
///
/// # Errors
/// The value's own error; `#VALUE!` for an array.
pub fn to_text(value: &Value) -> Result<Rc<str>, ErrorValue> {
    match value {
        Value::Text(text) => Ok(text.clone()),
        Value::Blank => Ok("".into()),
        Value::Number(number) => Ok(number::general_text(*number).into()),
        Value::Bool(true) => Ok("TRUE".into()),
        Value::Bool(false) => Ok("FALSE".into()),
        Value::Error(error) => Err(*error),
        Value::Array(_) => Err(Cause::ArrayNotAllowed.into()),
    }
}

/// Excel's order of values: numbers, then texts (case-insensitive), then FALSE and TRUE. A blank compares as the zero,
/// the empty text or FALSE of the other's type. Numbers compare by guard digits.
///
/// # Errors
/// The first value's own error, then the second's; `#VALUE!` for arrays.
#[inline]
pub fn compare(a: &Value, b: &Value) -> Result<Ordering, ErrorValue> {
    let order = match (a, b) {
        (Value::Number(x), Value::Number(y)) => number::compare(*x, *y),
        (Value::Error(error), _) | (_, Value::Error(error)) => return Err(*error),
        (Value::Array(_), _) | (_, Value::Array(_)) => return Err(Cause::ArrayNotAllowed.into()),
        (Value::Text(x), Value::Text(y)) => compare_texts(x, y),
        (Value::Bool(x), Value::Bool(y)) => x.cmp(y),
        (Value::Blank, Value::Blank) => Ordering::Equal,
        (Value::Blank, Value::Number(y)) => number::compare(Decimal::ZERO, *y),
        (Value::Number(x), Value::Blank) => number::compare(*x, Decimal::ZERO),
        (Value::Blank, Value::Text(y)) => "".cmp(y),
        (Value::Text(x), Value::Blank) => (**x).cmp(""),
        (Value::Blank, Value::Bool(y)) => false.cmp(y),
        (Value::Bool(x), Value::Blank) => x.cmp(&false),
        (x, y) => rank(x).cmp(&rank(y)),
    };
    Ok(order)
}

/// Whether two single values are equal as `=` means it.
///
/// # Errors
/// As [`compare`].
pub fn equal(a: &Value, b: &Value) -> Result<bool, ErrorValue> {
    Ok(compare(a, b)? == Ordering::Equal)
}

const fn rank(value: &Value) -> u8 {
    match value {
        Value::Blank | Value::Number(_) => 0,
        Value::Text(_) => 1,
        Value::Bool(_) => 2,
        Value::Error(_) | Value::Array(_) => 3,
    }
}
