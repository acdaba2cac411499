//! Partner functions: a row of figures as a line of small bars.

use super::finance::checked;
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, for_each_place};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::{self, Arithmetic as _, Decimal};
use crate::text::Text;

/// The bars, from the lowest to the highest: each fills an eighth more of a line of text.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// What stands where a figure is missing.
const MISSING: char = '·';

/// Small bars.
pub static FUNCTIONS: &[Function] = &[Function {
    name: "SPARK",
    family: Family::Partner,
    parameters: &[
        Parameter::required("values", Kind::Range),
        Parameter::required("low", Kind::Number),
        Parameter::required("high", Kind::Number),
    ],
    summary: Text::new(
        "Figures as a line of small bars between a low and a high end; a missing figure is a dot, and figures beyond an end are drawn at it.",
        "数値の推移を、下限から上限までの小さな棒を並べた文字列で表します。値がない箇所は点で示し、範囲外の値は端の高さで表します。",
    ),
    examples: &[Example::new("=SPARK({0,50,100},0,100)", "▁▅█"), Example::new("=SPARK({-20,\"\",200},0,100)", "▁·█")],
    body: Body::Measured(Cost::of_cell(4), spark),
}];

/// Each eighth of the way from the low to the high end, with its lower end, has a bar of its own.
fn spark(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (low, high) = (arguments.number(1)?, arguments.number(2)?);
    if number::compare(low, high).is_ge() {
        return Err(Cause::BandsNotAscending.into());
    }
    let step = checked(high.minus(low).and_then(|way| way.over(Decimal::from(BARS.len()))))?;
    // A few bounds to compare with take far less time than a division for each figure.
    let mut bounds = [low; BARS.len() - 1];
    let mut bound = low;
    for place in &mut bounds {
        bound = checked(bound.plus(step))?;
        *place = bound;
    }
    let values = arguments.grid(0);
    let mut line = String::new();
    for_each_place(&[values], |row, column| {
        match values.get(row, column) {
            Value::Number(value) => {
                let place = bounds.partition_point(|bound| bound <= value);
                line.push(BARS.get(place).copied().unwrap_or(MISSING));
            }
            Value::Error(error) => return Err(*error),
            _ => line.push(MISSING),
        }
        Ok(())
    })?;
    Ok(Value::text(line))
}
