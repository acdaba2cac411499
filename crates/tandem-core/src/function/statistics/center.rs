//! The middle of numbers: means, MEDIAN, MODE.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::{between, for_each_counted, mean, sorted};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::number::{self, Tally};
use crate::text::Text;

const NUMBERS: &[Parameter] =
    &[Parameter::required("number", Kind::Range), Parameter::repeating("number", Kind::Range)];

const MODE_SUMMARY: Text = Text::new(
    "Gives the number that occurs most often, of several the one met first.",
    "最も多く現れる数値（複数ある場合は最初に現れたもの）を返します。",
);

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "AVERAGE",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the mean of numbers; texts, truths and blanks in ranges do not count.",
            "数値の平均を返します。範囲内の文字列・論理値・空白は数えません。",
        ),
        examples: &[
            Example::new("=AVERAGE(1,2,6)", "3"),
            Example::new("=AVERAGE({1,2,\"x\"})", "1.5"),
            Example::new("=AVERAGE({\"x\"})", "#DIV/0!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, average),
    },
    Function {
        name: "AVERAGEA",
        family: Family::Statistics,
        parameters: &[Parameter::required("value", Kind::Range), Parameter::repeating("value", Kind::Range)],
        summary: Text::new(
            "Gives the mean of values, where texts count as 0, TRUE as 1 and FALSE as 0.",
            "値の平均を返します。文字列は 0、TRUE は 1、FALSE は 0 として数えます。",
        ),
        examples: &[Example::new("=AVERAGEA({4,\"x\"})", "2"), Example::new("=AVERAGEA({1,TRUE,FALSE,2})", "1")],
        body: Body::Measured(Cost::SELECTIVE, average_a),
    },
    Function {
        name: "MEDIAN",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the number in the middle, or the mean of the two in the middle.",
            "数値の中央値を返します。個数が偶数の場合は中央の2つの平均です。",
        ),
        examples: &[Example::new("=MEDIAN(5,1,3)", "3"), Example::new("=MEDIAN({1,2,3,10})", "2.5")],
        body: Body::Measured(Cost::of_cell(55), median),
    },
    Function {
        name: "MODE.SNGL",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: MODE_SUMMARY,
        examples: &[Example::new("=MODE.SNGL({1,2,2,3})", "2"), Example::new("=MODE.SNGL({1,2,3})", "#N/A")],
        body: Body::Measured(Cost::of_cell(50), mode),
    },
    Function {
        name: "MODE",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: MODE_SUMMARY,
        examples: &[Example::new("=MODE({5,4,4,5})", "5"), Example::new("=MODE(1,1,2)", "1")],
        body: Body::Measured(Cost::of_cell(50), mode),
    },
    Function {
        name: "MODE.MULT",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives a column of the numbers that occur most often.",
            "最も多く現れる数値をすべて縦に並べて返します。",
        ),
        examples: &[
            Example::new("=MODE.MULT({1,2,3,4,3,2,1,2,3,5,6,1})", "{1;2;3}"),
            Example::new("=MODE.MULT({1,2})", "#N/A"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 50 }, modes),
    },
    Function {
        name: "TRIMMEAN",
        family: Family::Statistics,
        parameters: &[Parameter::required("array", Kind::Range), Parameter::required("percent", Kind::Number)],
        summary: Text::new(
            "Gives the mean without a share of the numbers, half of it the smallest and half of it the largest.",
            "数値の上端と下端から指定した割合を除いた残りの平均を返します。",
        ),
        examples: &[Example::new("=TRIMMEAN({1,2,3,4,100},0.4)", "3"), Example::new("=TRIMMEAN({1,2,3},0.1)", "2")],
        body: Body::Measured(Cost::of_cell(55), trimmed_mean),
    },
    Function {
        name: "GEOMEAN",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new("Gives the geometric mean of positive numbers.", "正の数値の相乗平均を返します。"),
        examples: &[Example::new("=ROUND(GEOMEAN(4,9),12)", "6"), Example::new("=GEOMEAN(1,0)", "#NUM!")],
        body: Body::Measured(Cost { call: 110, cell: 110 }, geometric_mean),
    },
    Function {
        name: "HARMEAN",
        family: Family::Statistics,
        parameters: NUMBERS,
        summary: Text::new("Gives the harmonic mean of positive numbers.", "正の数値の調和平均を返します。"),
        examples: &[Example::new("=HARMEAN(2,2)", "2"), Example::new("=ROUND(HARMEAN(1,2,4),10)", "1.7142857143")],
        body: Body::Measured(Cost::of_cell(20), harmonic_mean),
    },
];

fn average(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (mut sum, mut count) = (Tally::default(), 0u64);
    arguments.for_each_number(0, |number| {
        count += 1;
        Ok(sum.add(number).ok_or(Cause::Overflow)?)
    })?;
    ratio(sum.total().ok_or(Cause::Overflow)?, count)
}

fn average_a(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (mut sum, mut count) = (Decimal::ZERO, 0u64);
    for_each_counted(arguments, |number| {
        sum = sum.plus(number).ok_or(Cause::Overflow)?;
        count += 1;
        Ok(())
    })?;
    ratio(sum, count)
}

fn ratio(sum: Decimal, count: u64) -> Result<Value, ErrorValue> {
    if count == 0 {
        return Err(Cause::NothingToAverage.into());
    }
    Ok(Value::Number(sum.over(Decimal::from(count)).ok_or(Cause::Overflow)?))
}

fn median(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let numbers = sorted(arguments.numbers(0)?);
    let last = numbers.len().checked_sub(1).ok_or(Cause::NoNumbers)?;
    let middle = Decimal::from(last).over(Decimal::TWO).ok_or(Cause::Overflow)?;
    Ok(Value::Number(between(&numbers, middle).ok_or(Cause::Overflow)?))
}

fn mode(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let all = most_frequent(arguments)?;
    Ok(all.into_iter().next().ok_or(Cause::NoMode)?)
}

fn modes(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(Array::column(most_frequent(arguments)?)?.into())
}

/// The numbers that occur most often, and more than once, in the order in which they first occur.
fn most_frequent(arguments: &Arguments<'_>) -> Result<Vec<Value>, ErrorValue> {
    let numbers = arguments.numbers(0)?;
    let mut counts: FxHashMap<Decimal, u32> = FxHashMap::default();
    for number in &numbers {
        *counts.entry(number::canonical(*number)).or_insert(0) += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    if most < 2 {
        return Err(Cause::NoMode.into());
    }
    // A number is taken where it first occurs, and its count with it.
    let found = numbers.iter().filter(|number| {
        let key = number::canonical(**number);
        counts.get(&key) == Some(&most) && counts.remove(&key).is_some()
    });
    Ok(found.map(|number| Value::Number(*number)).collect())
}

fn trimmed_mean(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let numbers = sorted(arguments.grid(0).numbers()?);
    let percent = arguments.number(1)?;
    if percent < Decimal::ZERO || number::compare(percent, Decimal::ONE).is_ge() || numbers.is_empty() {
        return Err(Cause::OutOfRange.into());
    }
    let share = percent.times(Decimal::from(numbers.len())).ok_or(Cause::Overflow)?;
    let each_side = usize::try_from(number::canonical(share).trunc()).unwrap_or(0) / 2;
    let kept = numbers.get(each_side..numbers.len().saturating_sub(each_side)).unwrap_or(&[]);
    Ok(Value::Number(mean(kept)?))
}

fn geometric_mean(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let numbers = positive(arguments)?;
    let logarithms: Option<Vec<Decimal>> = numbers.iter().map(|number| number::ln(*number)).collect();
    let mean = mean(&logarithms.ok_or(Cause::OutOfRange)?)?;
    Ok(Value::Number(number::exp(mean).ok_or(Cause::Overflow)?))
}

fn harmonic_mean(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let numbers = positive(arguments)?;
    let sum = numbers
        .iter()
        .try_fold(Decimal::ZERO, |sum, number| sum.plus(Decimal::ONE.over(*number)?))
        .ok_or(Cause::Overflow)?;
    Ok(Value::Number(Decimal::from(numbers.len()).over(sum).ok_or(Cause::Overflow)?))
}

/// The numbers of all arguments, at least one, and all above zero.
fn positive(arguments: &Arguments<'_>) -> Result<Vec<Decimal>, ErrorValue> {
    let numbers = arguments.numbers(0)?;
    if numbers.is_empty() {
        return Err(Cause::NoNumbers.into());
    }
    if numbers.iter().any(|number| *number <= Decimal::ZERO) {
        return Err(Cause::OutOfRange.into());
    }
    Ok(numbers)
}
