//! Partner functions: shares that add up to the whole.

use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, to_number};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::number::{self, Decimal};
use crate::text::Text;

/// Shares.
pub static FUNCTIONS: &[Function] = &[Function {
    name: "ALLOCATE",
    family: Family::Partner,
    parameters: &[
        Parameter::required("total", Kind::Number),
        Parameter::required("weights", Kind::Range),
        Parameter::optional("digits", Kind::Number),
    ],
    summary: Text::new(
        "Shares of a total by weight, rounded to digits (2) by largest remainder so that they add up to the total exactly; equal remainders go by order.",
        "合計額を重みに応じて配分します。最大剰余法で指定桁（既定は2桁）に丸めるため、配分額の合計は必ず元の額と一致します。端数が同じ場合は並び順です。",
    ),
    examples: &[
        Example::new("=ALLOCATE(100,{1,1,1},0)", "{34,33,33}"),
        Example::new("=ALLOCATE(0.05,{3,7})", "{0.02,0.03}"),
        Example::new("=ALLOCATE(-100,{1;1;1})", "{-33.34;-33.33;-33.33}"),
    ],
    body: Body::Measured(Cost::SELECTIVE, allocate),
}];

/// What a share costs, in units of work.
const SHARE_UNITS: u64 = 50;

fn allocate(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let total = arguments.number(0)?;
    let grid = arguments.grid(1);
    let digits = i32::try_from(arguments.integer_or(2, 2)?).ok().filter(|digits| (-28..=28).contains(digits));
    let digits = digits.ok_or(Cause::OutOfRange)?;
    // Blank cells count, because they get a share of nothing.
    arguments.work.charge(SHARE_UNITS.saturating_mul(u64::from(grid.rows()) * u64::from(grid.columns())))?;
    // Blank cells past the last weight keep their place with a share of nothing.
    let (rows, columns) = (grid.rows(), grid.columns());
    let weights = Array::build(rows, columns, |row, column| Ok(to_number(grid.get(row, column))?.into()))?;
    let numbers: Vec<Decimal> = weights.items().iter().filter_map(as_number).collect();
    if numbers.iter().any(|weight| *weight < Decimal::ZERO) {
        return Err(Cause::NegativeWeight.into());
    }
    if numbers.iter().all(Decimal::is_zero) {
        return Err(Cause::WeightsSumToZero.into());
    }
    // What is left to fail is a total finer than the digits, which no shares could add up to, or one past exact reach.
    let shares = number::allocate(total, &numbers, digits).ok_or(Cause::OutOfRange)?;
    Ok(Array::new(rows, columns, shares.into_iter().map(Value::from).collect())?.into())
}

const fn as_number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}
