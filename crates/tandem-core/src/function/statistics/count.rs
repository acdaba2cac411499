//! Counting: COUNT, COUNTA, COUNTBLANK, FREQUENCY.

use std::convert::Infallible;

use rust_decimal::Decimal;

use super::sorted;
use crate::cell::{Array, ErrorValue, Value};
use crate::function::{
    Argument, Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, UNCALLED, to_number,
};
use crate::number;
use crate::text::Text;

const VALUES: &[Parameter] = &[Parameter::required("value", Kind::Range), Parameter::repeating("value", Kind::Range)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "COUNT",
        family: Family::Statistics,
        parameters: VALUES,
        summary: Text::new("Counts the numbers among values.", "数値の個数を返します。"),
        examples: &[
            Example::new("=COUNT({1,\"a\",2,TRUE})", "2"),
            Example::new("=COUNT(1,\"2\",TRUE,\"x\")", "3"),
            Example::new("=COUNT({1,#N/A})", "1"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            Ok(count(arguments, is_number, |value| to_number(value).is_ok()))
        }),
    },
    Function {
        name: "COUNTA",
        family: Family::Statistics,
        parameters: VALUES,
        summary: Text::new(
            "Counts the values that are not blank, texts and errors included.",
            "空白でない値（文字列やエラーを含む）の個数を返します。",
        ),
        examples: &[Example::new("=COUNTA({1,\"a\",\"\"},TRUE)", "4"), Example::new("=COUNTA(#N/A)", "1")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| Ok(count(arguments, |value| !value.is_blank(), |_| true))),
    },
    Function {
        name: "COUNTBLANK",
        family: Family::Statistics,
        parameters: &[Parameter::required("range", Kind::Range)],
        summary: Text::new(
            "Counts the cells of a range that are empty or hold the empty text.",
            "範囲の中で、空白または空の文字列であるセルの個数を返します。",
        ),
        examples: &[Example::new("=COUNTBLANK({1,\"\",\"a\",\"\"})", "2"), Example::new("=COUNTBLANK({0,1})", "0")],
        body: Body::Eager(count_blank),
    },
    Function {
        name: "FREQUENCY",
        family: Family::Statistics,
        parameters: &[Parameter::required("data", Kind::Range), Parameter::required("bins", Kind::Range)],
        summary: Text::new(
            "Counts how many numbers fall up to and including each limit, and in one more row how many lie above the last.",
            "各区間の上限値以下に入る数値の個数と、最後にすべての上限値を超える数値の個数を縦の配列で返します。",
        ),
        examples: &[
            Example::new("=FREQUENCY({1,2,3,4,5},{2,4})", "{2;2;1}"),
            Example::new("=FREQUENCY({79,85,78,85,50,81,95,88,97},{70;79;89})", "{1;2;4;2}"),
        ],
        body: Body::Measured(Cost::of_cell(45), frequency),
    },
];

const fn is_number(value: &Value) -> bool {
    matches!(value, Value::Number(_))
}

/// Counts by one test what stands in references and arrays, by another what is written directly. An empty place between
/// commas counts, as the zero or blank that it stands for was meant.
fn count(arguments: &Arguments<'_>, inside: fn(&Value) -> bool, direct: fn(&Value) -> bool) -> Value {
    let mut count = 0u64;
    for index in 0..arguments.count() {
        match arguments.get(index) {
            Argument::Omitted => count += 1,
            // A function value counts as the error that it is elsewhere.
            Argument::Lambda(_) => count += u64::from(direct(&UNCALLED)),
            Argument::Value(Value::Array(array)) => {
                arguments.work.spend_on_cells(array.items().len() as u64);
                count += array.items().iter().map(|value| u64::from(inside(value))).sum::<u64>();
            }
            Argument::Value(value) => count += u64::from(direct(value)),
            Argument::Area(area) => {
                let Ok(()) = arguments.for_each_filled(*area, |value| {
                    count += u64::from(inside(value));
                    Ok::<(), Infallible>(())
                });
            }
        }
    }
    Value::Number(Decimal::from(count))
}

fn count_blank(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    let filled = |value: &Value| match value {
        Value::Blank => false,
        Value::Text(text) => !text.is_empty(),
        _ => true,
    };
    let cells = u64::from(grid.rows()) * u64::from(grid.columns());
    let mut count = 0u64;
    let Ok(()) = grid.for_each_filled(|value| {
        count += u64::from(filled(value));
        Ok::<(), Infallible>(())
    });
    let filled = count;
    Ok(Value::Number(Decimal::from(cells.saturating_sub(filled))))
}

fn frequency(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let data = sorted(arguments.grid(0).numbers()?);
    let bins = arguments.grid(1).numbers()?;
    // Bins may stand in any order, and each is answered in its place; of equal ones only the first counts.
    let mut order: Vec<usize> = (0..bins.len()).collect();
    let limit = |index: usize| bins.get(index).copied().unwrap_or_default();
    order.sort_by(|a, b| number::compare(limit(*a), limit(*b)));
    let mut counts = vec![0usize; bins.len() + 1];
    let mut below = 0;
    for index in order {
        let up_to = data.partition_point(|number| number::compare(*number, limit(index)).is_le());
        if let Some(count) = counts.get_mut(index) {
            *count = up_to - below;
        }
        below = up_to;
    }
    if let Some(last) = counts.last_mut() {
        *last = data.len() - below;
    }
    let counts = counts.into_iter().map(|count| Value::Number(Decimal::from(count))).collect();
    Ok(Array::column(counts)?.into())
}
