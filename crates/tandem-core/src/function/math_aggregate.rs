//! Math: sums and products over ranges.

use rust_decimal::Decimal;

use super::work::product_units;
use super::{Argument, Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, for_each_place};
use crate::cell::{Area, Array, Cause, ErrorValue, Store, Value};
use crate::number::{self, Tally};
use crate::text::Text;

const NUMBERS: &[Parameter] =
    &[Parameter::required("number1", Kind::Range), Parameter::repeating("number2", Kind::Range)];
const ARRAYS: &[Parameter] = &[Parameter::required("array1", Kind::Range), Parameter::repeating("array2", Kind::Range)];
const PAIR: &[Parameter] = &[Parameter::required("array_x", Kind::Range), Parameter::required("array_y", Kind::Range)];

/// Math: sums and products over ranges.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SUM",
        family: Family::Math,
        parameters: NUMBERS,
        summary: Text::new(
            "Adds numbers; texts and truths in ranges do not count.",
            "数値を合計します。範囲内の文字列と論理値は数えません。",
        ),
        examples: &[
            Example::new("=SUM(0.1,0.2)", "0.3"),
            Example::new("=SUM({1,2;\"x\",4})", "7"),
            Example::new("=SUM(\"5\",15,TRUE)", "21"),
        ],
        body: Body::Measured(Cost::SELECTIVE, sum),
    },
    Function {
        name: "PRODUCT",
        family: Family::Math,
        parameters: NUMBERS,
        summary: Text::new(
            "Multiplies numbers; 0 when a range holds none.",
            "数値の積を返します。範囲に数値がなければ0です。",
        ),
        examples: &[Example::new("=PRODUCT(5,15,30)", "2250"), Example::new("=PRODUCT({2,\"x\",0.5})", "1")],
        body: Body::Measured(Cost::of_cell(3), product),
    },
    Function {
        name: "SUMSQ",
        family: Family::Math,
        parameters: NUMBERS,
        summary: Text::new("Adds the squares of numbers.", "数値の2乗の合計を返します。"),
        examples: &[Example::new("=SUMSQ(3,4)", "25"), Example::new("=SUMSQ({1.5,-2})", "6.25")],
        body: Body::Measured(Cost::of_cell(7), sum_of_squares),
    },
    Function {
        name: "SUMPRODUCT",
        family: Family::Math,
        parameters: ARRAYS,
        summary: Text::new(
            "Multiplies ranges of the same size place by place and adds the products; what is no number counts as 0.",
            "同じ大きさの範囲を要素ごとに掛け合わせて合計します。数値以外は0とみなします。",
        ),
        examples: &[
            Example::new("=SUMPRODUCT({1,2,3},{4,5,6})", "32"),
            Example::new("=SUMPRODUCT(({\"a\",\"b\",\"a\"}=\"a\")*{10,20,30})", "40"),
            Example::new("=SUMPRODUCT({1,2},{1,2,3})", "#VALUE!"),
        ],
        body: Body::Measured(Cost::of_cell(5), sum_product),
    },
    Function {
        name: "PERCENTOF",
        family: Family::Math,
        parameters: &[Parameter::required("subset", Kind::Range), Parameter::required("all", Kind::Range)],
        summary: Text::new(
            "Gives the share of one sum in another, such as of a part in the whole.",
            "ある合計が別の合計（全体など）に占める割合を返します。",
        ),
        examples: &[
            Example::new("=PERCENTOF({1,2},{1,2,3,4})", "0.3"),
            Example::new("=PERCENTOF({1,2},{0,0})", "#DIV/0!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, percent_of),
    },
    Function {
        name: "MMULT",
        family: Family::Math,
        parameters: PAIR,
        summary: Text::new(
            "Multiplies two matrices: the first has as many columns as the second has rows.",
            "2つの行列の積を返します（1つ目の列数と2つ目の行数は同じです）。",
        ),
        examples: &[
            Example::new("=MMULT({1,3;7,2},{2,0;0,2})", "{2,6;14,4}"),
            Example::new("=MMULT({1,2},{1,2})", "#VALUE!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, matrix_product),
    },
    Function {
        name: "SUMX2MY2",
        family: Family::Math,
        parameters: PAIR,
        summary: Text::new(
            "Adds the differences of squares of two ranges, place by place.",
            "2つの範囲の対応する値の平方差（x²−y²）を合計します。",
        ),
        examples: &[Example::new("=SUMX2MY2({2,3},{6,5})", "-48"), Example::new("=SUMX2MY2({1,2},{1,2})", "0")],
        body: Body::Measured(Cost::of_cell(7), |arguments| {
            sum_of_pairs(arguments, |x, y| square(x)?.checked_sub(square(y)?))
        }),
    },
    Function {
        name: "SUMX2PY2",
        family: Family::Math,
        parameters: PAIR,
        summary: Text::new(
            "Adds the sums of squares of two ranges, place by place.",
            "2つの範囲の対応する値の平方和（x²+y²）を合計します。",
        ),
        examples: &[Example::new("=SUMX2PY2({2,3},{6,5})", "74"), Example::new("=SUMX2PY2({1},{2})", "5")],
        body: Body::Measured(Cost::of_cell(7), |arguments| {
            sum_of_pairs(arguments, |x, y| square(x)?.checked_add(square(y)?))
        }),
    },
    Function {
        name: "SUMXMY2",
        family: Family::Math,
        parameters: PAIR,
        summary: Text::new(
            "Adds the squares of the differences of two ranges, place by place.",
            "2つの範囲の対応する値の差の2乗を合計します。",
        ),
        examples: &[Example::new("=SUMXMY2({2,3},{6,5})", "20"), Example::new("=SUMXMY2({1,\"x\"},{2,9})", "1")],
        body: Body::Measured(Cost::of_cell(7), |arguments| sum_of_pairs(arguments, |x, y| square(x.checked_sub(y)?))),
    },
];

fn square(number: Decimal) -> Option<Decimal> {
    number.checked_mul(number)
}

fn sum(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut total = Tally::default();
    arguments.for_each_number(0, |number| Ok(total.add(number).ok_or(Cause::Overflow)?))?;
    Ok(total.total().ok_or(Cause::Overflow)?.into())
}

fn percent_of(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let part = arguments.with(std::slice::from_ref(arguments.get(0)));
    let (Value::Number(part), Value::Number(whole)) = (sum(&part)?, sum(&arguments.from(1))?) else {
        return Err(Cause::NotANumber.into());
    };
    if whole.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    Ok(part.checked_div(whole).ok_or(Cause::Overflow)?.into())
}

fn matrix_product(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (a, b) = (arguments.grid(0), arguments.grid(1));
    if a.columns() != b.rows() {
        return Err(Cause::ShapesDiffer.into());
    }
    let products = u64::from(a.rows()) * u64::from(a.columns());
    arguments
        .work
        .foresee(products.saturating_mul(product_units(Decimal::ONE, Decimal::ONE) * u64::from(b.columns())))?;
    let cell = |grid: Grid<'_>, row, column| match grid.get(row, column) {
        Value::Number(number) => Ok(*number),
        Value::Error(error) => Err(*error),
        _ => Err(ErrorValue::new(Cause::NotANumber)),
    };
    let array = Array::build(a.rows(), b.columns(), |row, column| {
        let (mut total, mut units) = (Decimal::ZERO, 0);
        for place in 0..a.columns() {
            let (left, right) = (cell(a, row, place)?, cell(b, place, column)?);
            units += product_units(left, right);
            add(&mut total, left.checked_mul(right))?;
        }
        arguments.work.charge(units)?;
        Ok(total.into())
    })?;
    Ok(array.into())
}

fn product(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut product = None;
    arguments.for_each_number(0, |number| {
        product = Some(number::product(product.unwrap_or(Decimal::ONE), number)?);
        Ok(())
    })?;
    Ok(product.unwrap_or(Decimal::ZERO).into())
}

fn sum_of_squares(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut total = Decimal::ZERO;
    arguments.for_each_number(0, |number| add(&mut total, square(number)))?;
    Ok(total.into())
}

/// Adds a term, which is nothing when it overflowed itself.
#[inline]
fn add(total: &mut Decimal, term: Option<Decimal>) -> Result<(), ErrorValue> {
    *total = term.and_then(|term| total.checked_add(term)).ok_or(Cause::Overflow)?;
    Ok(())
}

fn sum_product(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    // Scorecards call this thousands of times a frame, nearly always with two ranges.
    if let (2, Argument::Area(x), Argument::Area(y)) = (arguments.count(), arguments.get(0), arguments.get(1)) {
        return Ok(sum_product_of_areas(arguments.store, *x, *y)?.into());
    }
    let grids: Vec<Grid<'_>> = (0..arguments.count()).map(|index| arguments.grid(index)).collect();
    check_sizes(&grids).map_err(|()| Cause::ShapesDiffer)?;
    let mut total = Decimal::ZERO;
    for_each_place(&grids, |row, column| {
        let mut product = Some(Decimal::ONE);
        for grid in &grids {
            let factor = factor(grid.get(row, column))?;
            product = product.and_then(|product| product.checked_mul(factor));
        }
        add(&mut total, product)
    })?;
    Ok(total.into())
}

/// The number of a value as a factor: what is no number is zero.
#[inline]
fn factor(value: &Value) -> Result<Decimal, ErrorValue> {
    match value {
        Value::Number(number) => Ok(*number),
        Value::Error(error) => Err(*error),
        _ => Ok(Decimal::ZERO),
    }
}

fn sum_product_of_areas(store: &Store, x: Area, y: Area) -> Result<Decimal, ErrorValue> {
    if (x.rows(), x.columns()) != (y.rows(), y.columns()) {
        return Err(Cause::ShapesDiffer.into());
    }
    let mut total = Tally::default();
    let (Some(x_cells), Some(y_cells)) = (store.sheet(x.sheet), store.sheet(y.sheet)) else {
        // One side is wholly blank; errors of the other side still count.
        for area in [x, y] {
            store.for_each_in(area, |_, _, value| factor(value).map(|_| ()))?;
        }
        return Ok(Decimal::ZERO);
    };
    for_each_place(&[Grid::Area(store, x), Grid::Area(store, y)], |row, column| {
        let left = x_cells.value(x.top.saturating_add(row), x.left.saturating_add(column));
        let right = y_cells.value(y.top.saturating_add(row), y.left.saturating_add(column));
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => {
                Ok(total.add_product(*left, *right).ok_or(Cause::Overflow)?)
            }
            (Value::Error(error), _) | (_, Value::Error(error)) => Err(*error),
            _ => Ok(()),
        }
    })?;
    Ok(total.total().ok_or(Cause::Overflow)?)
}

/// Refuses rectangles of different sizes.
fn check_sizes(grids: &[Grid<'_>]) -> Result<(), ()> {
    let mut sizes = grids.iter().map(|grid| (grid.rows(), grid.columns()));
    let first = sizes.next();
    if sizes.all(|size| Some(size) == first) { Ok(()) } else { Err(()) }
}

/// Adds what a closure makes of the pairs of numbers of two ranges; pairs with anything else are left out.
fn sum_of_pairs(
    arguments: &Arguments<'_>,
    term: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Result<Value, ErrorValue> {
    let grids = [arguments.grid(0), arguments.grid(1)];
    // Excel gives #N/A here, unlike SUMPRODUCT.
    check_sizes(&grids).map_err(|()| Cause::NoSuchSize)?;
    let [xs, ys] = grids;
    let mut total = Decimal::ZERO;
    for_each_place(&grids, |row, column| match (xs.get(row, column), ys.get(row, column)) {
        (Value::Number(x), Value::Number(y)) => add(&mut total, term(*x, *y)),
        (Value::Error(error), _) | (_, Value::Error(error)) => Err(*error),
        _ => Ok(()),
    })?;
    Ok(total.into())
}
