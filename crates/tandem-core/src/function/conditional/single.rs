//! One criterion: COUNTIF, SUMIF, AVERAGEIF.

use rust_decimal::Decimal;

use super::{Conditions, count_matching};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "COUNTIF",
        family: Family::Statistics,
        parameters: &[Parameter::required("range", Kind::Range), Parameter::required("criteria", Kind::Any)],
        summary: Text::new(
            "Counts the cells of a range that meet a criterion such as \">=5\", \"a*\" or a value.",
            "範囲の中で、\">=5\" や \"a*\"、値などの検索条件に一致するセルの個数を返します。",
        ),
        examples: &[
            Example::new("=COUNTIF({1,5,9},\">=5\")", "2"),
            Example::new("=COUNTIF({\"apple\",\"pear\",\"Apricot\"},\"ap*\")", "2"),
            Example::new("=COUNTIF({1,2,1},1)", "2"),
        ],
        body: Body::Measured(Cost::SELECTIVE, count_if),
    },
    Function {
        name: "SUMIF",
        family: Family::Math,
        parameters: &[
            Parameter::required("range", Kind::Range),
            Parameter::required("criteria", Kind::Any),
            Parameter::optional("sum_range", Kind::Beside),
        ],
        summary: Text::new(
            "Adds the numbers beside the cells that meet a criterion, or those cells themselves.",
            "検索条件に一致するセルに対応する数値（合計範囲の省略時はそのセル自体）を合計します。",
        ),
        examples: &[
            Example::new("=SUMIF({\"a\",\"b\",\"a\"},\"a\",{1,2,3})", "4"),
            Example::new("=SUMIF({1,5,9},\">4\")", "14"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| Conditions::single(arguments).sum(values(arguments)?)),
    },
    Function {
        name: "AVERAGEIF",
        family: Family::Statistics,
        parameters: &[
            Parameter::required("range", Kind::Range),
            Parameter::required("criteria", Kind::Any),
            Parameter::optional("average_range", Kind::Beside),
        ],
        summary: Text::new(
            "Averages the numbers beside the cells that meet a criterion, or those cells themselves.",
            "検索条件に一致するセルに対応する数値（平均範囲の省略時はそのセル自体）の平均を返します。",
        ),
        examples: &[
            Example::new("=AVERAGEIF({\"a\",\"b\",\"a\"},\"a\",{1,2,3})", "2"),
            Example::new("=AVERAGEIF({1,5,9},\">4\")", "7"),
            Example::new("=AVERAGEIF({1,5,9},\">10\")", "#DIV/0!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, |arguments| Conditions::single(arguments).average(values(arguments)?)),
    },
];

fn count_if(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let criterion = arguments.criterion(1);
    Ok(Value::Number(Decimal::from(count_matching(arguments.grid(0), &criterion, arguments.work))))
}

/// The range to aggregate: the third argument, or the first when there is none. As in Excel, a reference of another size
/// counts from its first cell in the size of the first; an array that is too small is refused.
fn values<'a>(arguments: &Arguments<'a>) -> Result<Grid<'a>, ErrorValue> {
    let range = arguments.grid(0);
    if !arguments.is_given(2) {
        return Ok(range);
    }
    let values = arguments.grid(2);
    if values.rows() < range.rows() || values.columns() < range.columns() {
        return Err(Cause::ShapesDiffer.into());
    }
    Ok(values)
}
