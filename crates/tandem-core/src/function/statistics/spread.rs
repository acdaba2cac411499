//! Spread: variances and standard deviations.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::deviations::{Deviations, shift};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Example, Family, Function, Kind, Parameter};
use crate::number;
use crate::text::Text;

const NUMBERS: &[Parameter] =
    &[Parameter::required("number", Kind::Range), Parameter::repeating("number", Kind::Range)];
const STDEV_S: Text =
    Text::new("Estimates the standard deviation from a sample.", "標本に基づいて標準偏差を推定します。");
const STDEV_P: Text =
    Text::new("Gives the standard deviation of a whole population.", "母集団全体の標準偏差を返します。");
const VAR_S: Text = Text::new("Estimates the variance from a sample.", "標本に基づいて分散を推定します（不偏分散）。");
const VAR_P: Text = Text::new("Gives the variance of a whole population.", "母集団全体の分散を返します。");

/// Declares one of the spread functions, which differ in name, words and body only.
macro_rules! spread {
    ($name:literal, $summary:ident, $body:ident, $examples:expr) => {
        Function {
            name: $name,
            family: Family::Statistics,
            parameters: NUMBERS,
            summary: $summary,
            examples: $examples,
            body: Body::Eager($body),
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
    spread!("VARP", VAR_P, var_p, &[Example::new("=VARP(1,3)", "1"), Example::new("=VARP({2,4,4,4,5,5,7,9})", "4")]),
];

fn stdev_s(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    standard_deviation(arguments, 1)
}

fn stdev_p(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    standard_deviation(arguments, 0)
}

fn var_s(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (variance, exponent) = scaled_variance(arguments, 1)?;
    Ok(Value::Number(shift(variance, 2 * exponent).ok_or(Cause::Overflow)?))
}

fn var_p(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (variance, exponent) = scaled_variance(arguments, 0)?;
    Ok(Value::Number(shift(variance, 2 * exponent).ok_or(Cause::Overflow)?))
}

/// The root is taken before the scale goes back in, so that amounts whose variance no decimal could hold still have one.
fn standard_deviation(arguments: &Arguments<'_>, freedom: usize) -> Result<Value, ErrorValue> {
    let (variance, exponent) = scaled_variance(arguments, freedom)?;
    let root = number::sqrt(variance).ok_or(Cause::Overflow)?;
    Ok(Value::Number(shift(root, exponent).ok_or(Cause::Overflow)?))
}

/// The variance of the scaled deviations, with their exponent. `freedom` is what the divisor is less than the count.
fn scaled_variance(arguments: &Arguments<'_>, freedom: usize) -> Result<(Decimal, i32), ErrorValue> {
    let deviations = Deviations::new(&arguments.numbers(0)?)?;
    let divisor = deviations.count() - freedom.min(deviations.count());
    if divisor == 0 {
        return Err(Cause::NothingToAverage.into());
    }
    let variance = deviations.squares()?.over(Decimal::from(divisor)).ok_or(Cause::Overflow)?;
    Ok((variance, deviations.exponent))
}
