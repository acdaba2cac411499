//! Lines and curves through known values: TREND, GROWTH, LINEST, LOGEST.

use rust_decimal::Decimal;

use super::fit::Fit;
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::function::work::{OPERATOR, POWER};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, Work};
use crate::number;
use crate::text::Text;

const KNOWN_Y: Parameter = Parameter::required("known_y", Kind::Range);
const KNOWN_X: Parameter = Parameter::optional("known_x", Kind::Range);
const INTERCEPT: Parameter = Parameter::optional("has_intercept", Kind::Bool);
const ESTIMATE: &[Parameter] = &[KNOWN_Y, KNOWN_X, Parameter::optional("new_x", Kind::Range), INTERCEPT];
const DESCRIBE: &[Parameter] = &[KNOWN_Y, KNOWN_X, INTERCEPT, Parameter::optional("with_statistics", Kind::Bool)];

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "TREND",
        family: Family::Statistics,
        parameters: ESTIMATE,
        summary: Text::new(
            "Gives the values at new x on the straight line that fits known points best; several columns of x are several variables.",
            "既知の値に最もよく当てはまる直線（回帰直線）上の、新しい x に対する値を返します。x が複数列なら重回帰になります。",
        ),
        examples: &[
            Example::new("=TREND({3;5;7},{1;2;3},{4;5})", "{9;11}"),
            Example::new(
                "=TREND({2,4,7})",
                "{1.8333333333333333333333333333,4.3333333333333333333333333333,6.8333333333333333333333333333}",
            ),
            Example::new("=TREND({2;4;6},,5,FALSE)", "10"),
        ],
        body: Body::Measured(Cost { call: 700, cell: 10 }, |arguments| estimate(arguments, false)),
    },
    Function {
        name: "GROWTH",
        family: Family::Statistics,
        parameters: ESTIMATE,
        summary: Text::new(
            "Gives the values at new x on the exponential curve that fits known points best.",
            "既知の値に最もよく当てはまる指数曲線上の、新しい x に対する値を返します。",
        ),
        examples: &[
            Example::new("=ROUND(GROWTH({100;110;121},{1;2;3},4),10)", "133.1"),
            Example::new("=GROWTH({1;0;2})", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 700, cell: 10 }, |arguments| estimate(arguments, true)),
    },
    Function {
        name: "LINEST",
        family: Family::Statistics,
        parameters: DESCRIBE,
        summary: Text::new(
            "Gives the coefficients of the straight line that fits known points best, the last variable's first and the intercept last, and its statistics when asked.",
            "最もよく当てはまる直線の係数（最後の変数から順に、末尾は切片）を返します。指定すると回帰の統計値も返します。",
        ),
        examples: &[
            Example::new("=LINEST({1,9,5,7},{0,4,2,3})", "{2,1}"),
            Example::new("=INDEX(LINEST({1;2;4},{1;2;3},TRUE,TRUE),4,2)", "1"),
        ],
        body: Body::Measured(Cost { call: 700, cell: 10 }, |arguments| describe(arguments, false)),
    },
    Function {
        name: "LOGEST",
        family: Family::Statistics,
        parameters: DESCRIBE,
        summary: Text::new(
            "Gives the growth factors and the starting value of the exponential curve that fits known points best, and its statistics when asked.",
            "最もよく当てはまる指数曲線の底と初期値を返します。指定すると回帰の統計値も返します。",
        ),
        examples: &[
            Example::new("=ROUND(LOGEST({3;6;12},{0;1;2}),10)", "{2,3}"),
            Example::new("=LOGEST({1;-1})", "#NUM!"),
        ],
        body: Body::Measured(Cost { call: 700, cell: 10 }, |arguments| describe(arguments, true)),
    },
];

/// Known values and the variables beside them.
struct Known {
    ys: Vec<Decimal>,
    variables: Vec<Vec<Decimal>>,
    /// Whether each variable is a row rather than a column; one variable may have any shape.
    by_row: bool,
}

impl Known {
    fn read(arguments: &Arguments<'_>, is_curve: bool) -> Result<Self, ErrorValue> {
        let grid = arguments.grid(0);
        let mut ys = numbers(grid)?;
        if is_curve {
            arguments.work.charge_each(ys.len(), POWER)?;
            for y in &mut ys {
                *y = number::ln(*y).ok_or(Cause::OutOfRange)?;
            }
        }
        if !arguments.is_given(1) {
            let counted = (1..=ys.len()).map(Decimal::from).collect();
            return Ok(Self { ys, variables: vec![counted], by_row: false });
        }
        let x = arguments.grid(1);
        let by_row = grid.rows() == 1 && grid.columns() > 1;
        let variables = if x.rows() == grid.rows() && x.columns() == grid.columns() {
            vec![numbers(x)?]
        } else if grid.columns() == 1 && x.rows() == grid.rows() || by_row && x.columns() == grid.columns() {
            lines(x, by_row)?
        } else {
            return Err(Cause::OutsideRange.into());
        };
        Ok(Self { ys, variables, by_row })
    }

    fn fit(&self, has_intercept: bool, work: &Work) -> Result<Fit, ErrorValue> {
        // The products of each variable with each, then the inverse of their matrix, in multiplications.
        let (variables, values) = (self.variables.len() as u64, self.ys.len() as u64);
        let products = variables.saturating_mul(variables).saturating_mul(values.saturating_add(2 * variables));
        work.charge(products.saturating_mul(20))?;
        Fit::new(&self.ys, &self.variables, has_intercept)
    }
}

/// Every value of a rectangle; all must be numbers.
fn numbers(grid: Grid<'_>) -> Result<Vec<Decimal>, ErrorValue> {
    let mut numbers = Vec::new();
    for row in 0..grid.rows() {
        for column in 0..grid.columns() {
            match grid.get(row, column) {
                Value::Number(number) => numbers.push(*number),
                Value::Error(error) => return Err(*error),
                _ => return Err(Cause::NotANumber.into()),
            }
        }
    }
    Ok(numbers)
}

/// The columns of a rectangle, or its rows.
fn lines(grid: Grid<'_>, by_row: bool) -> Result<Vec<Vec<Decimal>>, ErrorValue> {
    let all = numbers(grid)?;
    let (rows, columns) = (grid.rows() as usize, grid.columns() as usize);
    let line = |index: usize| {
        if by_row {
            all.iter().skip(index * columns).take(columns).copied().collect()
        } else {
            all.iter().skip(index).step_by(columns).copied().collect()
        }
    };
    Ok((0..if by_row { rows } else { columns }).map(line).collect())
}

fn estimate(arguments: &Arguments<'_>, is_curve: bool) -> Result<Value, ErrorValue> {
    let known = Known::read(arguments, is_curve)?;
    let fit = known.fit(arguments.bool_or(3, true)?, arguments.work)?;
    // New variables are the known ones unless given, and without either they count the values.
    let source = [2, 1, 0].into_iter().find(|index| arguments.is_given(*index)).unwrap_or(0);
    let grid = arguments.grid(source);
    let is_single = known.variables.len() == 1;
    let variables = if source == 0 {
        known.variables
    } else if is_single {
        vec![numbers(grid)?]
    } else {
        lines(grid, known.by_row)?
    };
    if variables.len() != fit.variables() {
        return Err(Cause::OutsideRange.into());
    }
    let (rows, columns) = match (is_single, known.by_row) {
        (true, _) => (grid.rows(), grid.columns()),
        (false, true) => (1, grid.columns()),
        (false, false) => (grid.rows(), 1),
    };
    let points = variables.first().map_or(0, Vec::len);
    arguments.work.charge_each(points, if is_curve { POWER } else { OPERATOR })?;
    let mut values = Vec::new();
    for place in 0..points {
        let point: Vec<Decimal> = variables.iter().filter_map(|line| line.get(place).copied()).collect();
        let value = fit.at(&point).and_then(|value| if is_curve { number::exp(value) } else { Some(value) });
        values.push(Value::Number(value.ok_or(Cause::Overflow)?));
    }
    Ok(Array::new(rows, columns, values)?.into())
}

fn describe(arguments: &Arguments<'_>, is_curve: bool) -> Result<Value, ErrorValue> {
    let known = Known::read(arguments, is_curve)?;
    let has_intercept = arguments.bool_or(2, true)?;
    let fit = known.fit(has_intercept, arguments.work)?;
    let shown = |number: Decimal| if is_curve { number::exp(number) } else { Some(number) };
    let (coefficients, intercept) = fit.line().ok_or(Cause::Overflow)?;
    let mut items = Vec::new();
    for coefficient in coefficients.iter().rev() {
        items.push(Value::Number(shown(*coefficient).ok_or(Cause::Overflow)?));
    }
    let intercept = if has_intercept { intercept } else { Decimal::ZERO };
    items.push(Value::Number(shown(intercept).ok_or(Cause::Overflow)?));
    let width = items.len();
    if !arguments.bool_or(3, false)? {
        return Ok(Array::row(items)?.into());
    }
    let quality = fit.quality().ok_or(Cause::Overflow)?;
    items.extend(quality.errors.iter().rev().map(|error| Value::Number(*error)));
    items.push(quality.intercept_error.map_or_else(|| Cause::NotAvailable.into(), Value::Number));
    let ratio = quality.ratio.map_or_else(|| Cause::OutOfRange.into(), Value::Number);
    let rows = [
        [Value::Number(quality.determination), Value::Number(quality.error)],
        [ratio, Value::Number(Decimal::from(quality.freedom))],
        [Value::Number(quality.explained), Value::Number(quality.unexplained)],
    ];
    for row in rows {
        items.extend(row);
        items.extend((2..width).map(|_| Value::from(Cause::NotAvailable)));
    }
    Ok(Array::new(5, u32::try_from(width).unwrap_or(u32::MAX), items)?.into())
}
