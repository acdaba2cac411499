//! Several criteria that must all be met: COUNTIFS, SUMIFS, AVERAGEIFS, MAXIFS, MINIFS.

use rust_decimal::Decimal;

use super::Conditions;
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter};
use crate::text::Text;

/// Parameters of a function whose first argument holds the values.
macro_rules! with_values {
    ($name:literal) => {
        &[
            Parameter::required($name, Kind::Range),
            Parameter::required("criteria_range", Kind::Range),
            Parameter::required("criteria", Kind::Any),
            Parameter::repeating("criteria_range", Kind::Range),
            Parameter::repeating("criteria", Kind::Any),
        ]
    };
}

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "COUNTIFS",
        family: Family::Statistics,
        parameters: &[
            Parameter::required("criteria_range", Kind::Range),
            Parameter::required("criteria", Kind::Any),
            Parameter::repeating("criteria_range", Kind::Range),
            Parameter::repeating("criteria", Kind::Any),
        ],
        summary: Text::new(
            "Counts the places where every range meets its criterion.",
            "すべての範囲がそれぞれの検索条件に一致する位置の個数を返します。",
        ),
        examples: &[
            Example::new("=COUNTIFS({\"a\",\"b\",\"a\"},\"a\",{1,2,3},\">1\")", "1"),
            Example::new("=COUNTIFS({1,5,9},\">1\",{1,5,9},\"<9\")", "1"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            Ok(Value::Number(Decimal::from(Conditions::read(arguments, 0)?.count())))
        }),
    },
    Function {
        name: "SUMIFS",
        family: Family::Math,
        parameters: with_values!("sum_range"),
        summary: Text::new(
            "Adds the numbers at the places where every range meets its criterion.",
            "すべての検索条件に一致する位置の数値を合計します。",
        ),
        examples: &[
            Example::new("=SUMIFS({10,20,30},{\"a\",\"b\",\"a\"},\"a\")", "40"),
            Example::new("=SUMIFS({10,20,30},{\"a\",\"b\",\"a\"},\"a\",{1,2,3},\">=2\")", "30"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            let (values, conditions) = read(arguments)?;
            conditions.sum(values)
        }),
    },
    Function {
        name: "AVERAGEIFS",
        family: Family::Statistics,
        parameters: with_values!("average_range"),
        summary: Text::new(
            "Averages the numbers at the places where every range meets its criterion.",
            "すべての検索条件に一致する位置の数値の平均を返します。",
        ),
        examples: &[
            Example::new("=AVERAGEIFS({10,20,30},{\"a\",\"b\",\"a\"},\"a\")", "20"),
            Example::new("=AVERAGEIFS({10,20,30},{\"a\",\"b\",\"a\"},\"c\")", "#DIV/0!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            let (values, conditions) = read(arguments)?;
            conditions.average(values)
        }),
    },
    Function {
        name: "MAXIFS",
        family: Family::Statistics,
        parameters: with_values!("max_range"),
        summary: Text::new(
            "Gives the largest number among the places where every range meets its criterion, 0 when there is none.",
            "すべての検索条件に一致する位置の数値の最大値を返します。該当する数値がない場合は 0 を返します。",
        ),
        examples: &[
            Example::new("=MAXIFS({10,30,20},{\"a\",\"b\",\"a\"},\"a\")", "20"),
            Example::new("=MAXIFS({10,30},{\"a\",\"b\"},\"c\")", "0"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            let (values, conditions) = read(arguments)?;
            conditions.choose(values, Ord::max)
        }),
    },
    Function {
        name: "MINIFS",
        family: Family::Statistics,
        parameters: with_values!("min_range"),
        summary: Text::new(
            "Gives the smallest number among the places where every range meets its criterion, 0 when there is none.",
            "すべての検索条件に一致する位置の数値の最小値を返します。該当する数値がない場合は 0 を返します。",
        ),
        examples: &[
            Example::new("=MINIFS({30,10,20},{\"a\",\"b\",\"a\"},\"a\")", "20"),
            Example::new("=MINIFS({3,1,2},{9,1,9},\">5\")", "2"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| {
            let (values, conditions) = read(arguments)?;
            conditions.choose(values, Ord::min)
        }),
    },
];

/// The values, and conditions of the same shape.
fn read<'a>(arguments: &Arguments<'a>) -> Result<(Grid<'a>, Conditions<'a>), ErrorValue> {
    let values = arguments.grid(0);
    let conditions = Conditions::read(arguments, 1)?;
    if (values.rows(), values.columns()) != (conditions.rows, conditions.columns) {
        return Err(Cause::ShapesDiffer.into());
    }
    Ok((values, conditions))
}
