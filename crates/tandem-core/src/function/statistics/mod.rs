//! Statistics over ranges, exact as long as decimals are.
//!
//! This folder must not know criteria (`conditional/` has those) or the engine. Start reading at `deviations.rs`: spread
//! and relation both stand on it.

pub mod center;
pub mod count;
mod deviations;
pub mod extreme;
mod fit;
pub mod normal;
pub mod rank;
pub mod relation;
pub mod spread;
pub mod trend;

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::{Argument, Arguments, to_number};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number;
use crate::sort;

/// Calls a closure with every argument's values by the rule of the functions whose name ends in A: in references and
/// arrays a text counts as 0, TRUE as 1 and FALSE as 0, and blanks do not count; a value written directly is coerced.
///
/// # Errors
/// The first error value met; `#VALUE!` for a directly written text that is no number; what the closure gives.
fn for_each_counted(
    arguments: &Arguments<'_>,
    mut visit: impl FnMut(Decimal) -> Result<(), ErrorValue>,
) -> Result<(), ErrorValue> {
    for index in 0..arguments.count() {
        match arguments.get(index) {
            Argument::Omitted => visit(Decimal::ZERO)?,
            Argument::Lambda(_) => return Err(Cause::LambdaNotCalled.into()),
            Argument::Value(Value::Array(array)) => {
                arguments.work.spend_on_cells(array.items().len() as u64);
                array.items().iter().try_for_each(|value| visit_counted(value, &mut visit))?;
            }
            Argument::Value(value) => visit(to_number(value)?)?,
            Argument::Area(area) => {
                arguments.for_each_filled(*area, |value| visit_counted(value, &mut visit))?;
            }
        }
    }
    Ok(())
}

fn visit_counted(value: &Value, visit: &mut impl FnMut(Decimal) -> Result<(), ErrorValue>) -> Result<(), ErrorValue> {
    match value {
        Value::Blank => Ok(()),
        Value::Number(number) => visit(*number),
        Value::Bool(truth) => visit(Decimal::from(u8::from(*truth))),
        Value::Text(_) => visit(Decimal::ZERO),
        Value::Error(error) => Err(*error),
        Value::Array(_) => Err(Cause::NestedArray.into()),
    }
}

/// The numbers in ascending order.
fn sorted(numbers: Vec<Decimal>) -> Vec<Decimal> {
    sort::sorted(&numbers, |a, b| number::compare(*a, *b))
}

/// The mean of numbers.
///
/// # Errors
/// `#DIV/0!` when there is none, `#NUM!` when their sum is too large.
fn mean(numbers: &[Decimal]) -> Result<Decimal, ErrorValue> {
    if numbers.is_empty() {
        return Err(Cause::NothingToAverage.into());
    }
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.plus(*number));
    Ok(sum.and_then(|sum| sum.over(Decimal::from(numbers.len()))).ok_or(Cause::Overflow)?)
}

/// The value at a place between sorted numbers, counted from zero; fractions lie on the line between two neighbours.
fn between(sorted: &[Decimal], place: Decimal) -> Option<Decimal> {
    let place = number::canonical(place);
    let low = usize::try_from(place.floor()).ok()?;
    let first = *sorted.get(low)?;
    let fraction = place.minus(place.floor())?;
    if fraction.is_zero() {
        return Some(first);
    }
    let step = sorted.get(low + 1)?.minus(first)?;
    first.plus(step.times(fraction)?)
}
