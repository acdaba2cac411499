//! Places in an order: RANK, PERCENTILE, QUARTILE, PERCENTRANK.

use crate::number::Arithmetic as _;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{between, sorted};
use crate::cell::{Cause, ErrorValue, KeyIndex, Side, Value};
use crate::function::work::CELL;
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number;
use crate::text::Text;

const RANK: &[Parameter] = &[
    Parameter::required("number", Kind::Number),
    Parameter::required("range", Kind::Range),
    Parameter::optional("order", Kind::Number),
];
const SHARE: &[Parameter] = &[Parameter::required("array", Kind::Range), Parameter::required("k", Kind::Number)];
const QUARTER: &[Parameter] =
    &[Parameter::required("array", Kind::Range), Parameter::required("quarter", Kind::Number)];
const PERCENT_RANK: &[Parameter] = &[
    Parameter::required("array", Kind::Range),
    Parameter::required("x", Kind::Number),
    Parameter::optional("significance", Kind::Number),
];

const RANK_SUMMARY: Text = Text::new(
    "Gives the place of a number among others, counted from the largest (0, the default) or the smallest (1); equal ones share the best place.",
    "範囲の中での数値の順位を返します。順序は 0（既定値。大きい順）または 1（小さい順）で、同じ値は上位の順位を共有します。",
);
const PERCENTILE_SUMMARY: Text = Text::new(
    "Gives the value below which a share k of the numbers lies, 0 and 1 included.",
    "数値の k パーセンタイル（k は 0 以上 1 以下）を返します。",
);
const QUARTILE_SUMMARY: Text = Text::new(
    "Gives a quartile of numbers: the smallest (0), the quarters (1 to 3) or the largest (4).",
    "数値の四分位数を返します。0 は最小値、1 から 3 は各四分位、4 は最大値です。",
);
const PERCENT_RANK_SUMMARY: Text = Text::new(
    "Gives the place of a value among numbers as a share from 0 to 1, cut to a number of digits (3 unless told).",
    "配列の中での値の位置を 0 から 1 の百分率で返します。桁数（既定値は 3）より下は切り捨てます。",
);

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "RANK.EQ",
        family: Family::Statistics,
        parameters: RANK,
        summary: RANK_SUMMARY,
        examples: &[
            Example::new("=RANK.EQ(5,{9,5,5,1})", "2"),
            Example::new("=RANK.EQ(5,{9,5,5,1},1)", "2"),
            Example::new("=RANK.EQ(4,{9,5,5,1})", "#N/A"),
        ],
        body: Body::Measured(Cost::SELECTIVE, rank_equal),
    },
    Function {
        name: "RANK",
        family: Family::Statistics,
        parameters: RANK,
        summary: RANK_SUMMARY,
        examples: &[Example::new("=RANK(1,{9,5,1})", "3"), Example::new("=RANK(1,{9,5,1},1)", "1")],
        body: Body::Measured(Cost::SELECTIVE, rank_equal),
    },
    Function {
        name: "RANK.AVG",
        family: Family::Statistics,
        parameters: RANK,
        summary: Text::new(
            "Gives the place of a number among others; equal ones share the mean of their places.",
            "範囲の中での数値の順位を返します。同じ値は順位の平均を共有します。",
        ),
        examples: &[Example::new("=RANK.AVG(5,{9,5,5,1})", "2.5"), Example::new("=RANK.AVG(9,{9,5,5,1},1)", "4")],
        body: Body::Measured(Cost::SELECTIVE, rank_average),
    },
    Function {
        name: "PERCENTILE.INC",
        family: Family::Statistics,
        parameters: SHARE,
        summary: PERCENTILE_SUMMARY,
        examples: &[
            Example::new("=PERCENTILE.INC({1,2,3,4},0.3)", "1.9"),
            Example::new("=PERCENTILE.INC({1,2},1.5)", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 55 }, percentile_inclusive),
    },
    Function {
        name: "PERCENTILE",
        family: Family::Statistics,
        parameters: SHARE,
        summary: PERCENTILE_SUMMARY,
        examples: &[Example::new("=PERCENTILE({1,2,3,4},0.3)", "1.9"), Example::new("=PERCENTILE({7},0.9)", "7")],
        body: Body::Measured(Cost { call: 60, cell: 55 }, percentile_inclusive),
    },
    Function {
        name: "PERCENTILE.EXC",
        family: Family::Statistics,
        parameters: SHARE,
        summary: Text::new(
            "Gives the value below which a share k of the numbers lies, 0 and 1 excluded.",
            "数値の k パーセンタイル（k は 0 と 1 を除く）を返します。",
        ),
        examples: &[
            Example::new("=PERCENTILE.EXC({6,7,8,9,10,11,12,13,14},0.25)", "7.5"),
            Example::new("=PERCENTILE.EXC({1,2,3},0.01)", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 55 }, |arguments| {
            percentile_exclusive(arguments, arguments.number(1)?)
        }),
    },
    Function {
        name: "QUARTILE.INC",
        family: Family::Statistics,
        parameters: QUARTER,
        summary: QUARTILE_SUMMARY,
        examples: &[
            Example::new("=QUARTILE.INC({1,2,4,7,8,9,10,12},1)", "3.5"),
            Example::new("=QUARTILE.INC({1,2},5)", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 55 }, quartile_inclusive),
    },
    Function {
        name: "QUARTILE",
        family: Family::Statistics,
        parameters: QUARTER,
        summary: QUARTILE_SUMMARY,
        examples: &[Example::new("=QUARTILE({1,2,4,7,8,9,10,12},2)", "7.5"), Example::new("=QUARTILE({3,1,2},4)", "3")],
        body: Body::Measured(Cost { call: 60, cell: 55 }, quartile_inclusive),
    },
    Function {
        name: "QUARTILE.EXC",
        family: Family::Statistics,
        parameters: QUARTER,
        summary: Text::new(
            "Gives a quarter (1 to 3) of numbers by the exclusive percentile.",
            "数値の四分位数（1 から 3）を、0 と 1 を除くパーセンタイルで返します。",
        ),
        examples: &[
            Example::new("=QUARTILE.EXC({6,7,15,36,39,40,41,42,43,47,49},1)", "15"),
            Example::new("=QUARTILE.EXC({1,2,3},0)", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 55 }, |arguments| {
            percentile_exclusive(arguments, quarter(arguments)?)
        }),
    },
    Function {
        name: "PERCENTRANK.INC",
        family: Family::Statistics,
        parameters: PERCENT_RANK,
        summary: PERCENT_RANK_SUMMARY,
        examples: &[
            Example::new("=PERCENTRANK.INC({13,12,11,8,4,3,2,1,1,1},2)", "0.333"),
            Example::new("=PERCENTRANK.INC({13,12,11,8,4,3,2,1,1,1},5)", "0.583"),
        ],
        body: Body::Measured(Cost { call: 120, cell: 55 }, |arguments| percent_rank(arguments, false)),
    },
    Function {
        name: "PERCENTRANK.EXC",
        family: Family::Statistics,
        parameters: PERCENT_RANK,
        summary: Text::new(
            "Gives the place of a value among numbers as a share above 0 and below 1, cut to a number of digits (3 unless told).",
            "配列の中での値の位置を、0 と 1 を含まない百分率で返します。桁数（既定値は 3）より下は切り捨てます。",
        ),
        examples: &[
            Example::new("=PERCENTRANK.EXC({1,2,3,6,6,6,7,8,9},7)", "0.7"),
            Example::new("=PERCENTRANK.EXC({1,2,3,6,6,6,7,8,9},5.43)", "0.381"),
        ],
        body: Body::Measured(Cost { call: 120, cell: 55 }, |arguments| percent_rank(arguments, true)),
    },
    Function {
        name: "PERCENTRANK",
        family: Family::Statistics,
        parameters: PERCENT_RANK,
        summary: PERCENT_RANK_SUMMARY,
        examples: &[Example::new("=PERCENTRANK({1,2,3,4,5},4)", "0.75"), Example::new("=PERCENTRANK({1,2},3)", "#N/A")],
        body: Body::Measured(Cost { call: 120, cell: 55 }, |arguments| percent_rank(arguments, false)),
    },
];

/// How many numbers come before one, and how many equal it.
fn standing(arguments: &Arguments<'_>) -> Result<(u64, u64), ErrorValue> {
    let number = arguments.number(0)?;
    let before = if arguments.number_or(2, Decimal::ZERO)?.is_zero() { Ordering::Greater } else { Ordering::Less };
    if let Some(index) = arguments.grid(1).index() {
        return standing_in(&index, number, before).map_err(|place| match place {
            None => Cause::NotFound.into(),
            Some((row, column)) => arguments.grid(1).get(row, column).error().unwrap_or_else(|| Cause::NotFound.into()),
        });
    }
    let (mut ahead, mut equal) = (0u64, 0u64);
    arguments.grid(1).for_each_filled(|value| {
        arguments.work.spend(CELL);
        match value {
            Value::Number(other) => match number::compare(*other, number) {
                Ordering::Equal => equal += 1,
                order if order == before => ahead += 1,
                _ => {}
            },
            Value::Error(error) => return Err(*error),
            _ => {}
        }
        Ok(())
    })?;
    if equal == 0 { Err(Cause::NotFound.into()) } else { Ok((ahead, equal)) }
}

/// The same from an index of the numbers. A refusal tells where the first error stands, or nothing when the number does
/// not occur.
fn standing_in(index: &KeyIndex, number: Decimal, before: Ordering) -> Result<(u64, u64), Option<(u32, u32)>> {
    if let Some(place) = index.first_error() {
        return Err(Some(index.row_and_column(place)));
    }
    let side = Side { below: before.is_lt(), equal: false, above: before.is_gt() };
    let number = number::canonical(number);
    let count = |side| index.numbers_at(number, side).map_or(0, |places| places.len() as u64);
    match count(Side::EQUAL) {
        0 => Err(None),
        equal => Ok((count(side), equal)),
    }
}

fn rank_equal(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (ahead, _) = standing(arguments)?;
    Ok(Value::Number(Decimal::from(ahead + 1)))
}

fn rank_average(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (ahead, equal) = standing(arguments)?;
    // The mean of the places from `ahead + 1` to `ahead + equal`.
    let mean = Decimal::from(2 * ahead + equal + 1).over(Decimal::TWO).ok_or(Cause::Overflow)?;
    Ok(Value::Number(mean))
}

fn percentile_inclusive(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    at_share(arguments, arguments.number(1)?)
}

fn quartile_inclusive(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    at_share(arguments, quarter(arguments)?)
}

/// The second argument as a share: whole quarters from 0 to 4.
fn quarter(arguments: &Arguments<'_>) -> Result<Decimal, ErrorValue> {
    let quarters = arguments.integer(1)?;
    if !(0..=4).contains(&quarters) {
        return Err(Cause::OutOfRange.into());
    }
    Ok(Decimal::from(quarters).times(Decimal::new(25, 2)).ok_or(Cause::Overflow)?)
}

fn at_share(arguments: &Arguments<'_>, share: Decimal) -> Result<Value, ErrorValue> {
    let numbers = sorted(arguments.grid(0).numbers()?);
    let last = numbers.len().checked_sub(1).ok_or(Cause::NoNumbers)?;
    if number::compare(share, Decimal::ZERO).is_lt() || number::compare(share, Decimal::ONE).is_gt() {
        return Err(Cause::OutOfRange.into());
    }
    let place = share.times(Decimal::from(last)).ok_or(Cause::Overflow)?;
    Ok(Value::Number(between(&numbers, place).ok_or(Cause::Overflow)?))
}

fn percentile_exclusive(arguments: &Arguments<'_>, share: Decimal) -> Result<Value, ErrorValue> {
    let numbers = sorted(arguments.grid(0).numbers()?);
    let is_inside = number::compare(share, Decimal::ZERO).is_gt() && number::compare(share, Decimal::ONE).is_lt();
    if numbers.is_empty() || !is_inside {
        return Err(Cause::OutOfRange.into());
    }
    let place = share.times(Decimal::from(numbers.len() + 1)).ok_or(Cause::Overflow)?;
    let place = number::canonical(place).minus(Decimal::ONE).ok_or(Cause::Overflow)?;
    if place < Decimal::ZERO || place > Decimal::from(numbers.len() - 1) {
        return Err(Cause::OutOfRange.into());
    }
    Ok(Value::Number(between(&numbers, place).ok_or(Cause::Overflow)?))
}

fn percent_rank(arguments: &Arguments<'_>, is_exclusive: bool) -> Result<Value, ErrorValue> {
    let numbers = sorted(arguments.grid(0).numbers()?);
    let x = arguments.number(1)?;
    let digits = arguments.integer_or(2, 3)?;
    if digits < 1 || numbers.is_empty() {
        return Err(Cause::OutOfRange.into());
    }
    let below = numbers.partition_point(|number| number::compare(*number, x).is_lt());
    let place = match numbers.get(below) {
        Some(found) if number::compare(*found, x).is_eq() => Decimal::from(below),
        Some(next) if below > 0 => part_way(&numbers, below, *next, x).ok_or(Cause::Overflow)?,
        _ => return Err(Cause::NotFound.into()),
    };
    if numbers.len() == 1 && !is_exclusive {
        return Ok(Value::Number(Decimal::ONE));
    }
    let share = if is_exclusive {
        place.plus(Decimal::ONE).and_then(|place| place.over(Decimal::from(numbers.len() + 1)))
    } else {
        place.over(Decimal::from(numbers.len() - 1))
    };
    let share = share.ok_or(Cause::Overflow)?;
    let digits = i32::try_from(digits).unwrap_or(i32::MAX).min(28);
    Ok(Value::Number(number::round_down(share, digits).ok_or(Cause::Overflow)?))
}

/// The place of a value between the number before and the number at an index.
fn part_way(sorted: &[Decimal], index: usize, next: Decimal, x: Decimal) -> Option<Decimal> {
    let previous = *sorted.get(index.checked_sub(1)?)?;
    let part = x.minus(previous)?.over(next.minus(previous)?)?;
    Decimal::from(index - 1).plus(part)
}
