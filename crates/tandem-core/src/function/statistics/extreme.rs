//! The ends of numbers: MAX, MIN, MAXA, MINA, LARGE, SMALL.

use rust_decimal::Decimal;

use super::for_each_counted;
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number;
use crate::text::Text;

const NUMBERS: &[Parameter] =
    &[Parameter::required("number", Kind::Range), Parameter::repeating("number", Kind::Range)];
const VALUES: &[Parameter] = &[Parameter::required("value", Kind::Range), Parameter::repeating("value", Kind::Range)];
const PLACE: &[Parameter] = &[Parameter::required("array", Kind::Range), Parameter::required("k", Kind::Number)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "MAX",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the largest number, 0 when there is none.",
            "数値の最大値を返します。数値がない場合は 0 です。",
        ),
        examples: &[
            Example::new("=MAX(3,1,2)", "3"),
            Example::new("=MAX({-5,\"9\",-2})", "-2"),
            Example::new("=MAX({\"x\"})", "0"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| extreme(arguments, Ord::max)),
    },
    Function {
        name: "MIN",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the smallest number, 0 when there is none.",
            "数値の最小値を返します。数値がない場合は 0 です。",
        ),
        examples: &[Example::new("=MIN(3,1,2)", "1"), Example::new("=MIN({5,TRUE,2})", "2")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| extreme(arguments, Ord::min)),
    },
    Function {
        name: "MAXA",
        family: Family::Statistics,
        parameters: VALUES,
        summary: Text::new(
            "Gives the largest value, where texts count as 0, TRUE as 1 and FALSE as 0.",
            "最大値を返します。文字列は 0、TRUE は 1、FALSE は 0 として数えます。",
        ),
        examples: &[Example::new("=MAXA({0.2,TRUE})", "1"), Example::new("=MAXA({-1,\"x\"})", "0")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| extreme_a(arguments, Ord::max)),
    },
    Function {
        name: "MINA",
        family: Family::Statistics,
        parameters: VALUES,
        summary: Text::new(
            "Gives the smallest value, where texts count as 0, TRUE as 1 and FALSE as 0.",
            "最小値を返します。文字列は 0、TRUE は 1、FALSE は 0 として数えます。",
        ),
        examples: &[Example::new("=MINA({5,FALSE})", "0"), Example::new("=MINA({5,\"x\"})", "0")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| extreme_a(arguments, Ord::min)),
    },
    Function {
        name: "LARGE",
        family: Family::Statistics,
        parameters: PLACE,
        summary: Text::new("Gives the k-th largest number.", "k 番目に大きい数値を返します。"),
        examples: &[Example::new("=LARGE({3,9,5},2)", "5"), Example::new("=LARGE({3,9,5},4)", "#NUM!")],
        body: Body::Measured(Cost::of_cell(12), |arguments| kth(arguments, true)),
    },
    Function {
        name: "SMALL",
        family: Family::Statistics,
        parameters: PLACE,
        summary: Text::new("Gives the k-th smallest number.", "k 番目に小さい数値を返します。"),
        examples: &[Example::new("=SMALL({3,9,5},2)", "5"), Example::new("=SMALL({3,9,5},{1,3})", "{3,9}")],
        body: Body::Measured(Cost::of_cell(12), |arguments| kth(arguments, false)),
    },
];

fn extreme(arguments: &Arguments<'_>, choose: fn(Decimal, Decimal) -> Decimal) -> Result<Value, ErrorValue> {
    let mut best: Option<Decimal> = None;
    arguments.for_each_number(0, |number| {
        best = Some(best.map_or(number, |best| choose(best, number)));
        Ok(())
    })?;
    Ok(Value::Number(best.unwrap_or_default()))
}

fn extreme_a(arguments: &Arguments<'_>, choose: fn(Decimal, Decimal) -> Decimal) -> Result<Value, ErrorValue> {
    let mut best: Option<Decimal> = None;
    for_each_counted(arguments, |number| {
        best = Some(best.map_or(number, |best| choose(best, number)));
        Ok(())
    })?;
    Ok(Value::Number(best.unwrap_or_default()))
}

fn kth(arguments: &Arguments<'_>, from_top: bool) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    if let Some(index) = grid.index() {
        let value = |place| {
            let (row, column) = index.row_and_column(place);
            grid.get(row, column)
        };
        if let Some(error) = index.first_error().and_then(|place| value(place).error()) {
            return Err(error);
        }
        let rank = rank_of(arguments, index.numbers().len(), from_top)?;
        return index.place_of_rank(rank).map(|place| value(place).clone()).ok_or_else(|| Cause::OutOfRange.into());
    }
    let numbers = grid.numbers()?;
    let rank = rank_of(arguments, numbers.len(), from_top)?;
    // Numbers that guard digits make equal are told apart by their places, as an index tells them apart.
    let mut keys: Vec<(Decimal, usize)> = numbers.iter().map(|number| number::canonical(*number)).zip(0..).collect();
    let (_, (_, place), _) = keys.select_nth_unstable(rank);
    numbers.get(*place).map(|number| Value::Number(*number)).ok_or_else(|| Cause::OutOfRange.into())
}

/// How many of so many numbers are less than the one that LARGE or SMALL is asked for.
fn rank_of(arguments: &Arguments<'_>, count: usize, from_top: bool) -> Result<usize, ErrorValue> {
    let k = usize::try_from(arguments.integer(1)?).unwrap_or(0);
    if k == 0 || k > count {
        return Err(Cause::OutOfRange.into());
    }
    Ok(if from_top { count - k } else { k - 1 })
}
