//! Spread: variances and standard deviations.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::deviations::{Deviations, shift};
use super::{for_each_counted, mean};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number;
use crate::text::Text;

const NUMBERS: &[Parameter] =
    &[Parameter::required("number", Kind::Range), Parameter::repeating("number", Kind::Range)];
const DEVSQ: Text = Text::new("Adds the squares of the deviations from the mean.", "平均からの偏差の2乗を合計します。");
const AVEDEV: Text =
    Text::new("Gives the mean distance of numbers from their mean.", "平均からの偏差の絶対値の平均を返します。");
const STDEV_S: Text =
    Text::new("Estimates the standard deviation from a sample.", "標本に基づいて標準偏差を推定します。");
const STDEV_P: Text =
    Text::new("Gives the standard deviation of a whole population.", "母集団全体の標準偏差を返します。");
const STDEV_A: Text = Text::new(
    "Estimates the standard deviation from a sample in which a text counts as 0, TRUE as 1 and FALSE as 0.",
    "文字列を0、TRUE を1、FALSE を0とみなし、標本に基づいて標準偏差を推定します。",
);
const STDEV_PA: Text = Text::new(
    "Gives the standard deviation of a population in which a text counts as 0, TRUE as 1 and FALSE as 0.",
    "文字列を0、TRUE を1、FALSE を0とみなし、母集団全体の標準偏差を返します。",
);
const VAR_A: Text = Text::new(
    "Estimates the variance from a sample in which a text counts as 0, TRUE as 1 and FALSE as 0.",
    "文字列を0、TRUE を1、FALSE を0とみなし、標本に基づいて分散を推定します。",
);
const VAR_PA: Text = Text::new(
    "Gives the variance of a population in which a text counts as 0, TRUE as 1 and FALSE as 0.",
    "文字列を0、TRUE を1、FALSE を0とみなし、母集団全体の分散を返します。",
);
const VAR_S: Text = Text::new("Estimates the variance from a sample.", "標本に基づいて分散を推定します（不偏分散）。");
const VAR_P: Text = Text::new("Gives the variance of a whole population.", "母集団全体の分散を返します。");

/// Declares one of the spread functions, which differ in name, words and body only.
macro_rules! spread {
    ($name:literal, $summary:ident, $body:expr, $examples:expr) => {
        Function {
            name: $name,
            family: Family::Statistics,
            parameters: NUMBERS,
            summary: $summary,
            examples: $examples,
            body: Body::Measured(Cost { call: 200, cell: 70 }, $body),
        }
    };
}

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    spread!(
        "STDEV.S",
        STDEV_S,
        stdev_s,
        &[Example::new("=STDEV.S({1,3,5})", "2"), Example::new("=STDEV.S({1})", "#DIV/0!")]
    ),
    spread!("STDEV", STDEV_S, stdev_s, &[Example::new("=STDEV(1,3,5)", "2"), Example::new("=STDEV({10,10,10})", "0")]),
    spread!(
        "STDEV.P",
        STDEV_P,
        stdev_p,
        &[Example::new("=STDEV.P({2,4,4,4,5,5,7,9})", "2"), Example::new("=STDEV.P({7})", "0")]
    ),
    spread!(
        "STDEVP",
        STDEV_P,
        stdev_p,
        &[Example::new("=STDEVP({2,4,4,4,5,5,7,9})", "2"), Example::new("=STDEVP(1,3)", "1")]
    ),
    spread!(
        "VAR.S",
        VAR_S,
        var_s,
        &[Example::new("=VAR.S({1,2,3,4,5})", "2.5"), Example::new("=VAR.S({1})", "#DIV/0!")]
    ),
    spread!("VAR", VAR_S, var_s, &[Example::new("=VAR(1,3)", "2"), Example::new("=VAR({1,3,5})", "4")]),
    spread!("VAR.P", VAR_P, var_p, &[Example::new("=VAR.P({1,2,3,4,5})", "2"), Example::new("=VAR.P({1,3})", "1")]),
    spread!(
        "STDEVA",
        STDEV_A,
        |arguments| standard_deviation_of(&counted(arguments)?, 1),
        &[Example::new("=ROUND(STDEVA({1,TRUE,\"x\",2}),9)", "0.816496581"), Example::new("=STDEVA(1,3,5)", "2")]
    ),
    spread!(
        "STDEVPA",
        STDEV_PA,
        |arguments| standard_deviation_of(&counted(arguments)?, 0),
        &[Example::new("=STDEVPA({2,\"x\"})", "1"), Example::new("=STDEVPA(1,3)", "1")]
    ),
    spread!(
        "VARA",
        VAR_A,
        |arguments| variance_of(&counted(arguments)?, 1),
        &[Example::new("=VARA({2,\"x\"})", "2"), Example::new("=VARA(1,3)", "2")]
    ),
    spread!(
        "VARPA",
        VAR_PA,
        |arguments| variance_of(&counted(arguments)?, 0),
        &[Example::new("=VARPA({2,\"x\"})", "1"), Example::new("=VARPA(1,3)", "1")]
    ),
    spread!(
        "DEVSQ",
        DEVSQ,
        deviation_squares,
        &[Example::new("=DEVSQ(4,5,8,7,11,4,3)", "48"), Example::new("=DEVSQ({7})", "0")]
    ),
    spread!(
        "AVEDEV",
        AVEDEV,
        mean_deviation,
        &[Example::new("=AVEDEV({1,3,5,7})", "2"), Example::new("=AVEDEV({\"none\"})", "#NUM!")]
    ),
    spread!("VARP", VAR_P, var_p, &[Example::new("=VARP(1,3)", "1"), Example::new("=VARP({2,4,4,4,5,5,7,9})", "4")]),
];

fn stdev_s(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    standard_deviation_of(&arguments.numbers(0)?, 1)
}

fn stdev_p(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    standard_deviation_of(&arguments.numbers(0)?, 0)
}

fn var_s(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    variance_of(&arguments.numbers(0)?, 1)
}

fn var_p(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    variance_of(&arguments.numbers(0)?, 0)
}

/// The values that the functions whose name ends in A take.
fn counted(arguments: &Arguments<'_>) -> Result<Vec<Decimal>, ErrorValue> {
    let mut numbers = Vec::new();
    for_each_counted(arguments, |number| {
        numbers.push(number);
        Ok(())
    })?;
    Ok(numbers)
}

fn variance_of(numbers: &[Decimal], freedom: usize) -> Result<Value, ErrorValue> {
    let (variance, exponent) = scaled_variance(numbers, freedom)?;
    Ok(Value::Number(shift(variance, 2 * exponent).ok_or(Cause::Overflow)?))
}

fn deviation_squares(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let deviations = Deviations::new(&some_numbers(arguments)?)?;
    Ok(Value::Number(shift(deviations.squares()?, 2 * deviations.exponent).ok_or(Cause::Overflow)?))
}

fn mean_deviation(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let deviations = Deviations::new(&some_numbers(arguments)?)?;
    let sizes: Vec<Decimal> = deviations.scaled.iter().map(Decimal::abs).collect();
    Ok(Value::Number(shift(mean(&sizes)?, deviations.exponent).ok_or(Cause::Overflow)?))
}

fn some_numbers(arguments: &Arguments<'_>) -> Result<Vec<Decimal>, ErrorValue> {
    let numbers = arguments.numbers(0)?;
    if numbers.is_empty() { Err(Cause::NoNumbers.into()) } else { Ok(numbers) }
}

/// The root is taken before the scale goes back in, so that amounts whose variance no decimal could hold still have one.
fn standard_deviation_of(numbers: &[Decimal], freedom: usize) -> Result<Value, ErrorValue> {
    let (variance, exponent) = scaled_variance(numbers, freedom)?;
    let root = number::sqrt(variance).ok_or(Cause::Overflow)?;
    Ok(Value::Number(shift(root, exponent).ok_or(Cause::Overflow)?))
}

/// The variance of the scaled deviations, with their exponent. `freedom` is what the divisor is less than the count.
fn scaled_variance(numbers: &[Decimal], freedom: usize) -> Result<(Decimal, i32), ErrorValue> {
    let deviations = Deviations::new(numbers)?;
    let divisor = deviations.count() - freedom.min(deviations.count());
    if divisor == 0 {
        return Err(Cause::NothingToAverage.into());
    }
    let variance = deviations.squares()?.over(Decimal::from(divisor)).ok_or(Cause::Overflow)?;
    Ok((variance, deviations.exponent))
}
