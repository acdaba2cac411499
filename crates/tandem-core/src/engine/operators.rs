//! Operators on values, over arrays element by element.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::formula::{BinaryOperator, UnaryOperator};
use crate::function::work::{CONCATENATION, OPERATOR, power_units};
use crate::function::{Work, compare, to_number, to_text};
use crate::number::{self, Unheld};

/// A value carrying more decimals than this is a rounded one, such as a third.
const EXACT_SCALE: u32 = 20;

/// The value of an operator between two operands.
#[inline]
pub(super) fn binary(operator: BinaryOperator, left: &Value, right: &Value, work: &Work) -> Value {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => on_counted_numbers(operator, a, b, work),
        (Value::Array(_), _) | (_, Value::Array(_)) => over_arrays(operator, left, right, work),
        _ => on_values(operator, left, right, work),
    }
}

/// The value of an operator between two numbers, counted where it is costly.
#[inline]
fn on_counted_numbers(operator: BinaryOperator, a: &Decimal, b: &Decimal, work: &Work) -> Value {
    if operator == BinaryOperator::Power
        && let Err(error) = work.charge(power_units(*b))
    {
        return Value::Error(error);
    }
    on_numbers(operator, a, b)
}

/// The value of an operator between two numbers.
pub(super) fn on_numbers(operator: BinaryOperator, a: &Decimal, b: &Decimal) -> Value {
    match operator {
        BinaryOperator::Add => sum(a, b),
        BinaryOperator::Subtract => difference(a, b),
        BinaryOperator::Multiply => held(number::product(*a, *b)),
        BinaryOperator::Divide if b.is_zero() => Cause::DivisionByZero.into(),
        BinaryOperator::Divide => held(number::quotient(*a, *b)),
        BinaryOperator::Power => power(*a, *b),
        BinaryOperator::Concatenate => concatenate(&Value::Number(*a), &Value::Number(*b)).into(),
        BinaryOperator::Range | BinaryOperator::Intersect => Cause::NotAReference.into(),
        comparison => Value::Bool(holds(comparison, number::compare(*a, *b))),
    }
}

// Functions of their own, so that what one operator needs burdens no other.
#[inline(never)]
fn sum(a: &Decimal, b: &Decimal) -> Value {
    number_or_overflow(a.checked_add(*b).map(|sum| settle(sum, a, b)))
}

#[inline(never)]
fn difference(a: &Decimal, b: &Decimal) -> Value {
    number_or_overflow(a.checked_sub(*b).map(|difference| settle(difference, a, b)))
}

fn on_values(operator: BinaryOperator, left: &Value, right: &Value, work: &Work) -> Value {
    match operator {
        BinaryOperator::Concatenate => {
            let text = concatenate(left, right);
            if let Ok(Value::Text(text)) = &text {
                work.spend_on_text(text);
            }
            text.into()
        }
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual => compare(left, right).map(|order| holds(operator, order)).into(),
        _ => match (to_number(left), to_number(right)) {
            (Ok(a), Ok(b)) => on_counted_numbers(operator, &a, &b, work),
            (Err(error), _) | (_, Err(error)) => Value::Error(error),
        },
    }
}

fn concatenate(left: &Value, right: &Value) -> Result<Value, ErrorValue> {
    let (left, right) = (to_text(left)?, to_text(right)?);
    let mut text = String::with_capacity(left.len() + right.len());
    text.push_str(&left);
    text.push_str(&right);
    if text.len() > crate::limits::MAX_TEXT_CHARS && text.chars().count() > crate::limits::MAX_TEXT_CHARS {
        return Err(Cause::TextTooLong.into());
    }
    Ok(Value::from(text))
}

const fn holds(operator: BinaryOperator, order: Ordering) -> bool {
    match operator {
        BinaryOperator::Equal => order.is_eq(),
        BinaryOperator::NotEqual => order.is_ne(),
        BinaryOperator::Less => order.is_lt(),
        BinaryOperator::LessOrEqual => order.is_le(),
        BinaryOperator::Greater => order.is_gt(),
        BinaryOperator::GreaterOrEqual => order.is_ge(),
        _ => false,
    }
}

#[inline]
fn number_or_overflow(result: Option<Decimal>) -> Value {
    result.map_or_else(|| Cause::Overflow.into(), Value::Number)
}

#[inline]
fn held(result: Result<Decimal, Unheld>) -> Value {
    result.map(Value::Number).unwrap_or_else(|unheld| Value::Error(unheld.into()))
}

/// A sum of rounded values whose terms cancel keeps only their noise digits: that sum is zero. Sums of exact values are
/// never touched.
#[inline]
fn settle(sum: Decimal, a: &Decimal, b: &Decimal) -> Decimal {
    if sum.scale() <= EXACT_SCALE || (a.scale() <= EXACT_SCALE && b.scale() <= EXACT_SCALE) {
        return sum;
    }
    number::without_noise(sum, a.abs().max(b.abs()))
}

fn power(base: Decimal, exponent: Decimal) -> Value {
    if base.is_zero() {
        return match exponent.cmp(&Decimal::ZERO) {
            Ordering::Equal => Cause::OutOfRange.into(),
            Ordering::Less => Cause::DivisionByZero.into(),
            Ordering::Greater => Value::Number(Decimal::ZERO),
        };
    }
    if base < Decimal::ZERO && !exponent.fract().is_zero() {
        return Cause::NegativeRoot.into();
    }
    held(number::held_power(base, exponent))
}

/// The value of an operator before or after an operand; `#` and `@` need references and are not for here.
pub(super) fn unary(operator: UnaryOperator, operand: &Value, work: &Work) -> Value {
    match operand {
        Value::Array(array) => match work.charge_each(array.items().len(), OPERATOR) {
            Ok(()) => Array::build(array.rows(), array.columns(), |row, column| {
                Ok(array.get(row, column).map_or(Value::Blank, |item| unary(operator, item, work)))
            })
            .into(),
            Err(error) => Value::Error(error),
        },
        _ => match operator {
            UnaryOperator::Plus => operand.clone(),
            UnaryOperator::Negate => to_number(operand).map(|number| Value::Number(-number)).into(),
            UnaryOperator::Percent => match to_number(operand) {
                Ok(number) => held(number::product(number, Decimal::from_parts(1, 0, 0, false, 2))),
                Err(error) => Value::Error(error),
            },
            UnaryOperator::Spill | UnaryOperator::Single => Cause::NotAReference.into(),
        },
    }
}

/// Rows and columns of a value.
pub(super) fn shape(value: &Value) -> (u32, u32) {
    match value {
        Value::Array(array) => (array.rows(), array.columns()),
        _ => (1, 1),
    }
}

/// The item of a value at a place of a larger shape: a single row or column repeats, and past the end is `#N/A`.
pub(super) fn item(value: &Value, row: u32, column: u32) -> Value {
    match value {
        Value::Array(array) => {
            let row = if array.rows() == 1 { 0 } else { row };
            let column = if array.columns() == 1 { 0 } else { column };
            array.get(row, column).cloned().unwrap_or_else(|| Cause::NoSuchSize.into())
        }
        single => single.clone(),
    }
}

/// Combines two values element by element.
fn over_arrays(operator: BinaryOperator, left: &Value, right: &Value, work: &Work) -> Value {
    let ((left_rows, left_columns), (right_rows, right_columns)) = (shape(left), shape(right));
    let (rows, columns) = (left_rows.max(right_rows), left_columns.max(right_columns));
    let items = u64::from(rows) * u64::from(columns);
    let counted = work.charge(items.saturating_mul(match operator {
        BinaryOperator::Concatenate => CONCATENATION,
        _ => OPERATOR,
    }));
    // One costly exponent for all is known at once to be too much; others are counted one by one.
    let foreseen = match (operator, right) {
        (BinaryOperator::Power, Value::Number(exponent)) => work.foresee(items.saturating_mul(power_units(*exponent))),
        _ => Ok(()),
    };
    if let Err(error) = counted.and(foreseen) {
        return Value::Error(error);
    }
    Array::build(rows, columns, |row, column| {
        let value = binary(operator, &item(left, row, column), &item(right, row, column), work);
        work.check().map(|()| value)
    })
    .into()
}
