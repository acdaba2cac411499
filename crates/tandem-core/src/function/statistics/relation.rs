//! How two sets of numbers go together: CORREL, RSQ, COVARIANCE, SLOPE, INTERCEPT, STEYX, FORECAST.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::deviations::{Deviations, shift};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::work::CELL;
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, Work, for_each_place};
use crate::number;
use crate::text::Text;

const KNOWN: &[Parameter] = &[Parameter::required("known_y", Kind::Range), Parameter::required("known_x", Kind::Range)];
const ARRAYS: &[Parameter] = &[Parameter::required("array1", Kind::Range), Parameter::required("array2", Kind::Range)];
const CORRELATION_SUMMARY: Text = Text::new(
    "Gives the correlation of two sets of numbers, from -1 to 1.",
    "2組の数値の相関係数（-1 から 1）を返します。",
);
const COVARIANCE_SUMMARY: Text = Text::new(
    "Gives the mean product of the deviations of two sets of numbers, taken as a whole population.",
    "2組の数値の母共分散（偏差の積の平均）を返します。",
);
const FORECAST: &[Parameter] = &[
    Parameter::required("x", Kind::Number),
    Parameter::required("known_y", Kind::Range),
    Parameter::required("known_x", Kind::Range),
];
const FORECAST_SUMMARY: Text = Text::new(
    "Gives the value at x on the straight line that fits known points best.",
    "既知の値に最もよく当てはまる直線（回帰直線）上の、x に対する値を返します。",
);

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "CORREL",
        family: Family::Statistics,
        parameters: ARRAYS,
        summary: CORRELATION_SUMMARY,
        examples: &[
            Example::new("=CORREL({1,2,3},{2,4,6})", "1"),
            Example::new("=CORREL({1,2,3},{6,4,2})", "-1"),
            Example::new("=CORREL({1,2,3},{5,5,5})", "#DIV/0!"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, correlation),
    },
    Function {
        name: "PEARSON",
        family: Family::Statistics,
        parameters: ARRAYS,
        summary: CORRELATION_SUMMARY,
        examples: &[Example::new("=PEARSON({1,2,3},{2,4,6})", "1"), Example::new("=PEARSON({1,2,3},{1,2,1})", "0")],
        body: Body::Measured(Cost { call: 160, cell: 70 }, correlation),
    },
    Function {
        name: "COVARIANCE.P",
        family: Family::Statistics,
        parameters: ARRAYS,
        summary: COVARIANCE_SUMMARY,
        examples: &[
            Example::new("=COVARIANCE.P({3,2,4,5,6},{9,7,12,15,17})", "5.2"),
            Example::new("=COVARIANCE.P({1,2},{5,5})", "0"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, |arguments| covariance(arguments, 0)),
    },
    Function {
        name: "COVAR",
        family: Family::Statistics,
        parameters: ARRAYS,
        summary: COVARIANCE_SUMMARY,
        examples: &[Example::new("=COVAR({3,2,4,5,6},{9,7,12,15,17})", "5.2"), Example::new("=COVAR({1},{5})", "0")],
        body: Body::Measured(Cost { call: 160, cell: 70 }, |arguments| covariance(arguments, 0)),
    },
    Function {
        name: "COVARIANCE.S",
        family: Family::Statistics,
        parameters: ARRAYS,
        summary: Text::new(
            "Estimates the covariance of two sets of numbers from a sample.",
            "標本に基づいて2組の数値の共分散を推定します。",
        ),
        examples: &[
            Example::new("=COVARIANCE.S({1,2,3},{2,4,6})", "2"),
            Example::new("=COVARIANCE.S({1},{2})", "#DIV/0!"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, |arguments| covariance(arguments, 1)),
    },
    Function {
        name: "STEYX",
        family: Family::Statistics,
        parameters: KNOWN,
        summary: Text::new(
            "Gives the standard error of the values that a straight line through the points predicts.",
            "回帰直線による予測値の標準誤差を返します。",
        ),
        examples: &[
            Example::new("=STEYX({1,2,4},{1,2,3})", "0.4082482904638630163662140125"),
            Example::new("=STEYX({1,2},{1,2})", "#DIV/0!"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, standard_error),
    },
    Function {
        name: "RSQ",
        family: Family::Statistics,
        parameters: KNOWN,
        summary: Text::new(
            "Gives the share of the variance of y that a straight line through the points explains.",
            "回帰直線の決定係数（相関係数の2乗）を返します。",
        ),
        examples: &[Example::new("=RSQ({2,4,6},{1,2,3})", "1"), Example::new("=RSQ({1,2,1},{1,2,3})", "0")],
        body: Body::Measured(Cost { call: 160, cell: 70 }, determination),
    },
    Function {
        name: "SLOPE",
        family: Family::Statistics,
        parameters: KNOWN,
        summary: Text::new(
            "Gives the slope of the straight line that fits known points best.",
            "既知の値に最もよく当てはまる直線（回帰直線）の傾きを返します。",
        ),
        examples: &[Example::new("=SLOPE({3,5,7},{1,2,3})", "2"), Example::new("=SLOPE({1,2},{4,4})", "#DIV/0!")],
        body: Body::Measured(Cost { call: 160, cell: 70 }, |arguments| {
            Ok(Value::Number(Line::read(arguments, 0)?.slope()?))
        }),
    },
    Function {
        name: "INTERCEPT",
        family: Family::Statistics,
        parameters: KNOWN,
        summary: Text::new(
            "Gives where the straight line that fits known points best crosses the y axis.",
            "既知の値に最もよく当てはまる直線（回帰直線）の切片を返します。",
        ),
        examples: &[Example::new("=INTERCEPT({3,5,7},{1,2,3})", "1"), Example::new("=INTERCEPT({2,4},{1,2})", "0")],
        body: Body::Measured(Cost { call: 160, cell: 70 }, |arguments| {
            Ok(Value::Number(Line::read(arguments, 0)?.at(Decimal::ZERO)?))
        }),
    },
    Function {
        name: "FORECAST.LINEAR",
        family: Family::Statistics,
        parameters: FORECAST,
        summary: FORECAST_SUMMARY,
        examples: &[
            Example::new("=FORECAST.LINEAR(4,{3,5,7},{1,2,3})", "9"),
            Example::new("=FORECAST.LINEAR({4,5},{3,5,7},{1,2,3})", "{9,11}"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, forecast),
    },
    Function {
        name: "FORECAST",
        family: Family::Statistics,
        parameters: FORECAST,
        summary: FORECAST_SUMMARY,
        examples: &[
            Example::new("=FORECAST(10,{1,2},{1,2})", "10"),
            Example::new("=FORECAST(1,{1,2},{1,2,3})", "#N/A"),
        ],
        body: Body::Measured(Cost { call: 160, cell: 70 }, forecast),
    },
];

/// The places where both arguments hold numbers, as two lists of the same length.
///
/// # Errors
/// The first error value met; `#N/A` when the arguments differ in their number of values.
fn pairs(first: Grid<'_>, second: Grid<'_>, work: &Work) -> Result<(Vec<Decimal>, Vec<Decimal>), ErrorValue> {
    let cells = |grid: Grid<'_>| u64::from(grid.rows()) * u64::from(grid.columns());
    if cells(first) != cells(second) {
        return Err(Cause::CountsDiffer.into());
    }
    let (mut ys, mut xs) = (Vec::new(), Vec::new());
    let mut pair = |first: &Value, second: &Value| {
        match (first, second) {
            (Value::Error(error), _) | (_, Value::Error(error)) => return Err(*error),
            (Value::Number(y), Value::Number(x)) => {
                ys.push(*y);
                xs.push(*x);
            }
            _ => {}
        }
        Ok(())
    };
    if first.rows() == second.rows() {
        for_each_place(&[first, second], |row, column| pair(first.get(row, column), second.get(row, column)))?;
    } else {
        // Shapes may differ, as a row and a column do; then the values are paired in reading order.
        work.charge(CELL.saturating_mul(cells(first)))?;
        (0..cells(first)).try_for_each(|index| pair(nth(first, index), nth(second, index)))?;
    }
    Ok((ys, xs))
}

/// The value at a place in reading order.
fn nth(grid: Grid<'_>, index: u64) -> &Value {
    let columns = u64::from(grid.columns());
    match (u32::try_from(index / columns), u32::try_from(index % columns)) {
        (Ok(row), Ok(column)) => grid.get(row, column),
        _ => &Value::Blank,
    }
}

/// The straight line of least squares, through the sums of scaled deviations.
struct Line {
    y: Deviations,
    x: Deviations,
}

impl Line {
    fn read(arguments: &Arguments<'_>, first: usize) -> Result<Self, ErrorValue> {
        let (ys, xs) = pairs(arguments.grid(first), arguments.grid(first + 1), arguments.work)?;
        Ok(Self { y: Deviations::new(&ys)?, x: Deviations::new(&xs)? })
    }

    fn slope(&self) -> Result<Decimal, ErrorValue> {
        let squares = self.x.squares()?;
        if squares.is_zero() {
            return Err(Cause::NoSpread.into());
        }
        let slope = self.y.products(&self.x)?.over(squares);
        let slope = slope.and_then(|slope| shift(slope, self.y.exponent - self.x.exponent));
        Ok(slope.ok_or(Cause::Overflow)?)
    }

    /// The line's value at a place, counted from the means, where it is most exact.
    fn at(&self, x: Decimal) -> Result<Decimal, ErrorValue> {
        let slope = self.slope()?;
        let rise = x.minus(self.x.mean).and_then(|distance| slope.times(distance));
        Ok(rise.and_then(|rise| self.y.mean.plus(rise)).ok_or(Cause::Overflow)?)
    }

    /// The square of the correlation, and whether the correlation is negative. The quotients are taken first, so that
    /// points on a line give exactly 1 wherever decimals can.
    fn determination(&self) -> Result<(Decimal, bool), ErrorValue> {
        let (squares_y, squares_x) = (self.y.squares()?, self.x.squares()?);
        if squares_y.is_zero() || squares_x.is_zero() {
            return Err(Cause::NoSpread.into());
        }
        let products = self.y.products(&self.x)?;
        let share = products.over(squares_x).and_then(|a| a.times(products.over(squares_y)?));
        let share = share.ok_or(Cause::Overflow)?;
        let is_whole = number::compare(share, Decimal::ONE).is_ge();
        Ok((if is_whole { Decimal::ONE } else { share }, products.is_sign_negative() && !products.is_zero()))
    }
}

fn determination(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(Value::Number(Line::read(arguments, 0)?.determination()?.0))
}

fn correlation(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (square, is_negative) = Line::read(arguments, 0)?.determination()?;
    let size = number::sqrt(square).ok_or(Cause::Overflow)?;
    Ok(Value::Number(if is_negative { -size } else { size }))
}

fn covariance(arguments: &Arguments<'_>, freedom: usize) -> Result<Value, ErrorValue> {
    let line = Line::read(arguments, 0)?;
    let divisor = line.y.count().saturating_sub(freedom);
    let mean = line.y.products(&line.x)?.over(Decimal::from(divisor)).ok_or(Cause::NothingToAverage)?;
    Ok(Value::Number(shift(mean, line.y.exponent + line.x.exponent).ok_or(Cause::Overflow)?))
}

fn standard_error(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let line = Line::read(arguments, 0)?;
    let (squares, products) = (line.y.squares()?, line.y.products(&line.x)?);
    let spread = line.x.squares()?;
    if spread.is_zero() || line.y.count() < 3 {
        return Err(Cause::NoSpread.into());
    }
    let explained = products.over(spread).and_then(|slope| slope.times(products));
    // Points on a line leave nothing but rounding, on either side of zero.
    let rest = explained.and_then(|explained| squares.minus(explained)).map(|rest| rest.max(Decimal::ZERO));
    let variance = rest.and_then(|rest| rest.over(Decimal::from(line.y.count() - 2)));
    let error = variance.and_then(number::sqrt).and_then(|error| shift(error, line.y.exponent));
    Ok(Value::Number(error.ok_or(Cause::Overflow)?))
}

fn forecast(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let x = arguments.number(0)?;
    Ok(Value::Number(Line::read(arguments, 1)?.at(x)?))
}
