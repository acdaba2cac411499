//! Parts of arrays: FILTER, TAKE, DROP, CHOOSECOLS, CHOOSEROWS.

use super::{block, cut, shaped};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{
    Argument, Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, for_each_place, to_bool,
    to_number,
};
use crate::number;
use crate::text::Text;
use rust_decimal::prelude::ToPrimitive;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "FILTER",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("include", Kind::Range),
            Parameter::optional("if_empty", Kind::Range),
        ],
        summary: Text::new(
            "Gives the rows or columns of an array for which a condition holds.",
            "配列から、条件を満たす行または列だけを取り出します。",
        ),
        examples: &[
            Example::new("=FILTER({1;2;3},{TRUE;FALSE;TRUE})", "{1;3}"),
            Example::new("=FILTER({1,2,3;4,5,6},{1,0,1})", "{1,3;4,6}"),
            Example::new("=FILTER({1;2},{0;0},\"none\")", "none"),
        ],
        body: Body::Measured(Cost::of_cell(2), filter),
    },
    Function {
        name: "TAKE",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("rows", Kind::Number),
            Parameter::optional("columns", Kind::Number),
        ],
        summary: Text::new(
            "Gives the first rows and columns of an array, or the last for negative numbers.",
            "配列の先頭から指定した行数・列数を取り出します。負の数では末尾から取り出します。",
        ),
        examples: &[
            Example::new("=TAKE({1;2;3},2)", "{1;2}"),
            Example::new("=TAKE({1,2;3,4;5,6},-1,1)", "5"),
            Example::new("=TAKE({1,2;3,4},,-1)", "{2;4}"),
        ],
        body: Body::Picking(take),
    },
    Function {
        name: "DROP",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("rows", Kind::Number),
            Parameter::optional("columns", Kind::Number),
        ],
        summary: Text::new(
            "Gives an array without its first rows and columns, or without its last for negative numbers.",
            "配列の先頭から指定した行数・列数を除いた残りを返します。負の数では末尾から除きます。",
        ),
        examples: &[
            Example::new("=DROP({1;2;3},1)", "{2;3}"),
            Example::new("=DROP({1,2;3,4},-1,1)", "2"),
            Example::new("=DROP({1;2},2)", "#CALC!"),
        ],
        body: Body::Picking(drop_),
    },
    Function {
        name: "CHOOSECOLS",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("column", Kind::Range),
            Parameter::repeating("column", Kind::Range),
        ],
        summary: Text::new(
            "Gives the chosen columns of an array in the given order; negative numbers count from the end.",
            "配列から指定した列を、指定した順に取り出します。負の数は末尾から数えます。",
        ),
        examples: &[
            Example::new("=CHOOSECOLS({1,2,3;4,5,6},3,1)", "{3,1;6,4}"),
            Example::new("=CHOOSECOLS({1,2,3;4,5,6},-1)", "{3;6}"),
            Example::new("=CHOOSECOLS({1,2},3)", "#VALUE!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, choose_columns),
    },
    Function {
        name: "CHOOSEROWS",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("row", Kind::Range),
            Parameter::repeating("row", Kind::Range),
        ],
        summary: Text::new(
            "Gives the chosen rows of an array in the given order; negative numbers count from the end.",
            "配列から指定した行を、指定した順に取り出します。負の数は末尾から数えます。",
        ),
        examples: &[
            Example::new("=CHOOSEROWS({1,2;3,4;5,6},3,1)", "{5,6;1,2}"),
            Example::new("=CHOOSEROWS({1;2;3},{2,-1})", "{2;3}"),
        ],
        body: Body::Measured(Cost::SELECTIVE, choose_rows),
    },
];

fn filter(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (grid, include) = (arguments.grid(0), arguments.grid(1));
    let by_row = include.columns() == 1 && include.rows() == grid.rows();
    if !by_row && (include.rows() != 1 || include.columns() != grid.columns()) {
        return Err(Cause::ShapesDiffer.into());
    }
    let mut kept = Vec::new();
    // Blank conditions do not hold.
    for_each_place(&[include], |row, column| {
        if to_bool(include.get(row, column))? {
            kept.push(if by_row { row } else { column });
        }
        Ok::<(), ErrorValue>(())
    })?;
    if kept.is_empty() {
        if !arguments.is_given(2) {
            return Err(Cause::EmptyArray.into());
        }
        let instead = arguments.grid(2);
        return block(instead, 0, 0, instead.rows(), instead.columns());
    }
    if by_row { pick_rows(grid, &kept) } else { pick_columns(grid, &kept) }
}

/// The chosen rows of a rectangle.
pub(super) fn pick_rows(grid: Grid<'_>, rows: &[u32]) -> Result<Value, ErrorValue> {
    let count = u32::try_from(rows.len()).map_err(|_| Cause::ArrayTooLarge)?;
    shaped(count, grid.columns(), |row, column| {
        rows.get(row as usize).map_or(Value::Blank, |row| grid.get(*row, column).clone())
    })
}

/// The chosen columns of a rectangle.
pub(super) fn pick_columns(grid: Grid<'_>, columns: &[u32]) -> Result<Value, ErrorValue> {
    let count = u32::try_from(columns.len()).map_err(|_| Cause::ArrayTooLarge)?;
    shaped(grid.rows(), count, |row, column| {
        columns.get(column as usize).map_or(Value::Blank, |column| grid.get(row, *column).clone())
    })
}

/// How many of `length` lines a signed number asks for, at most all of them.
fn asked(number: i64, length: u32) -> u32 {
    u32::try_from(number.unsigned_abs()).unwrap_or(u32::MAX).min(length)
}

fn take(arguments: &Arguments<'_>) -> Result<Argument, ErrorValue> {
    let grid = arguments.grid(0);
    let (top, rows) = taken(arguments, 1, grid.rows())?;
    let (left, columns) = taken(arguments, 2, grid.columns())?;
    cut(grid, top, left, rows, columns)
}

/// First line and number of lines that TAKE keeps.
fn taken(arguments: &Arguments<'_>, index: usize, length: u32) -> Result<(u32, u32), ErrorValue> {
    if !arguments.is_given(index) {
        return Ok((0, length));
    }
    let number = arguments.integer(index)?;
    let count = asked(number, length);
    Ok((if number < 0 { length - count } else { 0 }, count))
}

fn drop_(arguments: &Arguments<'_>) -> Result<Argument, ErrorValue> {
    let grid = arguments.grid(0);
    let (top, rows) = left_over(arguments, 1, grid.rows())?;
    let (left, columns) = left_over(arguments, 2, grid.columns())?;
    cut(grid, top, left, rows, columns)
}

/// First line and number of lines that DROP leaves.
fn left_over(arguments: &Arguments<'_>, index: usize, length: u32) -> Result<(u32, u32), ErrorValue> {
    let number = arguments.integer_or(index, 0)?;
    let count = asked(number, length);
    Ok((if number > 0 { count } else { 0 }, length - count))
}

fn choose_columns(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    pick_columns(grid, &chosen(arguments, grid.columns())?)
}

fn choose_rows(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    pick_rows(grid, &chosen(arguments, grid.rows())?)
}

/// The lines, from zero, that all arguments after the first name; each may be an array of numbers.
fn chosen(arguments: &Arguments<'_>, length: u32) -> Result<Vec<u32>, ErrorValue> {
    let mut lines = Vec::new();
    for index in 1..arguments.count() {
        for value in arguments.used(index)? {
            let number = number::canonical(to_number(value)?).trunc().to_i64().ok_or(Cause::OutsideArray)?;
            let line = if number < 0 { i64::from(length) + number } else { number - 1 };
            let line = u32::try_from(line).ok().filter(|line| *line < length).ok_or(Cause::OutsideArray)?;
            lines.push(line);
        }
    }
    Ok(lines)
}
