//! Other shapes for the same values: TRANSPOSE, HSTACK, VSTACK, TOCOL, TOROW, WRAPROWS, WRAPCOLS, EXPAND.

use std::convert::Infallible;

use super::shaped;
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Example, Family, Function, Grid, Kind, Parameter};
use crate::limits::{MAX_ARRAY_CELLS, MAX_ROWS};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "TRANSPOSE",
        family: Family::Lookup,
        parameters: &[Parameter::required("array", Kind::Range)],
        summary: Text::new("Turns rows into columns.", "配列の行と列を入れ替えます。"),
        examples: &[Example::new("=TRANSPOSE({1,2;3,4})", "{1,3;2,4}"), Example::new("=TRANSPOSE({1;2})", "{1,2}")],
        body: Body::Eager(transpose),
    },
    Function {
        name: "HSTACK",
        family: Family::Lookup,
        parameters: &[Parameter::required("array", Kind::Range), Parameter::repeating("array", Kind::Range)],
        summary: Text::new(
            "Puts arrays side by side; missing places hold #N/A.",
            "配列を横に並べて連結します。足りない位置は #N/A になります。",
        ),
        examples: &[
            Example::new("=HSTACK({1;2},{3;4})", "{1,3;2,4}"),
            Example::new("=HSTACK({1;2},3)", "{1,3;2,#N/A}"),
        ],
        body: Body::Eager(hstack),
    },
    Function {
        name: "VSTACK",
        family: Family::Lookup,
        parameters: &[Parameter::required("array", Kind::Range), Parameter::repeating("array", Kind::Range)],
        summary: Text::new(
            "Puts arrays on top of one another; missing places hold #N/A.",
            "配列を縦に並べて連結します。足りない位置は #N/A になります。",
        ),
        examples: &[
            Example::new("=VSTACK({1,2},{3,4})", "{1,2;3,4}"),
            Example::new("=VSTACK({1,2},3)", "{1,2;3,#N/A}"),
        ],
        body: Body::Eager(vstack),
    },
    Function {
        name: "TOCOL",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::optional("ignore", Kind::Number),
            Parameter::optional("scan_by_column", Kind::Bool),
        ],
        summary: Text::new(
            "Puts all values of an array into one column, leaving out blanks (1), errors (2) or both (3) when asked.",
            "配列のすべての値を1列にまとめます。空白（1）、エラー（2）、その両方（3）を除くこともできます。",
        ),
        examples: &[
            Example::new("=TOCOL({1,2;3,4})", "{1;2;3;4}"),
            Example::new("=TOCOL({1,2;3,4},0,TRUE)", "{1;3;2;4}"),
            Example::new("=TOCOL({1,#N/A;3,4},2)", "{1;3;4}"),
        ],
        body: Body::Eager(|arguments| line_up(arguments, Array::column)),
    },
    Function {
        name: "TOROW",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::optional("ignore", Kind::Number),
            Parameter::optional("scan_by_column", Kind::Bool),
        ],
        summary: Text::new(
            "Puts all values of an array into one row, leaving out blanks (1), errors (2) or both (3) when asked.",
            "配列のすべての値を1行にまとめます。空白（1）、エラー（2）、その両方（3）を除くこともできます。",
        ),
        examples: &[
            Example::new("=TOROW({1,2;3,4})", "{1,2,3,4}"),
            Example::new("=TOROW({1,2;3,4},0,TRUE)", "{1,3,2,4}"),
        ],
        body: Body::Eager(|arguments| line_up(arguments, Array::row)),
    },
    Function {
        name: "WRAPROWS",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("vector", Kind::Range),
            Parameter::required("wrap_count", Kind::Number),
            Parameter::optional("pad_with", Kind::Any),
        ],
        summary: Text::new(
            "Breaks a row or column of values into rows of a given length.",
            "1行または1列の値を、指定した個数ごとに折り返して行に並べます。",
        ),
        examples: &[
            Example::new("=WRAPROWS({1,2,3,4},2)", "{1,2;3,4}"),
            Example::new("=WRAPROWS({1,2,3},2,0)", "{1,2;3,0}"),
        ],
        body: Body::Eager(wrap_rows),
    },
    Function {
        name: "WRAPCOLS",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("vector", Kind::Range),
            Parameter::required("wrap_count", Kind::Number),
            Parameter::optional("pad_with", Kind::Any),
        ],
        summary: Text::new(
            "Breaks a row or column of values into columns of a given length.",
            "1行または1列の値を、指定した個数ごとに折り返して列に並べます。",
        ),
        examples: &[
            Example::new("=WRAPCOLS({1,2,3,4},2)", "{1,3;2,4}"),
            Example::new("=WRAPCOLS({1,2,3},2,\"\")", "{1,3;2,\"\"}"),
        ],
        body: Body::Eager(wrap_columns),
    },
    Function {
        name: "EXPAND",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("rows", Kind::Number),
            Parameter::optional("columns", Kind::Number),
            Parameter::optional("pad_with", Kind::Any),
        ],
        summary: Text::new(
            "Enlarges an array to a number of rows and columns, filled up with #N/A or a value of your choice.",
            "配列を指定した行数・列数に拡張します。増えた位置は #N/A または指定した値で埋めます。",
        ),
        examples: &[
            Example::new("=EXPAND({1,2},2,2,0)", "{1,2;0,0}"),
            Example::new("=EXPAND({1;2},,2)", "{1,#N/A;2,#N/A}"),
            Example::new("=EXPAND({1;2},1)", "#VALUE!"),
        ],
        body: Body::Eager(expand),
    },
];

fn transpose(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    shaped(grid.columns(), grid.rows(), |row, column| grid.get(column, row).clone())
}

fn missing() -> Value {
    Value::from(Cause::NoSuchSize)
}

/// Every argument as a rectangle, refused when stacking them along one side would give too large an array.
fn stacked<'a>(
    arguments: &Arguments<'a>,
    along: impl Fn(&Grid<'a>) -> u32,
    across: impl Fn(&Grid<'a>) -> u32,
) -> Result<Vec<Grid<'a>>, ErrorValue> {
    let grids: Vec<Grid<'a>> = (0..arguments.count()).map(|index| arguments.grid(index)).collect();
    let length: u64 = grids.iter().map(|grid| u64::from(along(grid))).sum();
    let width = grids.iter().map(across).max().unwrap_or(1);
    if length * u64::from(width) > MAX_ARRAY_CELLS as u64 {
        return Err(Cause::ArrayTooLarge.into());
    }
    Ok(grids)
}

fn hstack(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grids = stacked(arguments, Grid::columns, Grid::rows)?;
    let rows = grids.iter().map(Grid::rows).max().unwrap_or(1);
    let columns: Vec<(Grid<'_>, u32)> =
        grids.iter().flat_map(|grid| (0..grid.columns()).map(|column| (*grid, column))).collect();
    let count = u32::try_from(columns.len()).map_err(|_| Cause::ArrayTooLarge)?;
    shaped(rows, count, |row, column| match columns.get(column as usize) {
        Some((grid, column)) if row < grid.rows() => grid.get(row, *column).clone(),
        _ => missing(),
    })
}

fn vstack(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grids = stacked(arguments, Grid::rows, Grid::columns)?;
    let columns = grids.iter().map(Grid::columns).max().unwrap_or(1);
    let rows: Vec<(Grid<'_>, u32)> = grids.iter().flat_map(|grid| (0..grid.rows()).map(|row| (*grid, row))).collect();
    let count = u32::try_from(rows.len()).map_err(|_| Cause::ArrayTooLarge)?;
    shaped(count, columns, |row, column| match rows.get(row as usize) {
        Some((grid, row)) if column < grid.columns() => grid.get(*row, column).clone(),
        _ => missing(),
    })
}

/// All values of the first argument, in one line.
fn line_up(arguments: &Arguments<'_>, line: fn(Vec<Value>) -> Result<Array, ErrorValue>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    let (no_blanks, no_errors) = match arguments.integer_or(1, 0)? {
        0 => (false, false),
        1 => (true, false),
        2 => (false, true),
        3 => (true, true),
        _ => return Err(Cause::ChoiceOutOfRange.into()),
    };
    let (rows, columns) =
        if no_blanks { (grid.used_rows(), grid.used_columns()) } else { (grid.rows(), grid.columns()) };
    // Whole sheets are refused before they are walked through.
    if u64::from(rows) * u64::from(columns) > MAX_ARRAY_CELLS as u64 {
        return Err(Cause::ArrayTooLarge.into());
    }
    let keeps = |value: &Value| !(no_blanks && value.is_blank() || no_errors && value.error().is_some());
    let mut values = Vec::new();
    if no_blanks && (!arguments.bool_or(2, false)? || grid.columns() == 1) {
        let Ok(()) = grid.for_each_filled(|value| {
            if keeps(value) {
                values.push(value.clone());
            }
            Ok::<(), Infallible>(())
        });
        return Ok(line(values)?.into());
    }
    let mut visit = |row, column| {
        let value = grid.get(row, column);
        if keeps(value) {
            values.push(value.clone());
        }
    };
    if arguments.bool_or(2, false)? {
        (0..columns).for_each(|column| (0..rows).for_each(|row| visit(row, column)));
    } else {
        (0..rows).for_each(|row| (0..columns).for_each(|column| visit(row, column)));
    }
    Ok(line(values)?.into())
}

/// The vector, the length to wrap at, the number of lines, and what fills the last one up.
fn wrapped<'a>(arguments: &Arguments<'a>) -> Result<(Grid<'a>, u32, u32, Value), ErrorValue> {
    let vector = arguments.grid(0);
    if !vector.is_vector() {
        return Err(Cause::NotAList.into());
    }
    let length = u32::try_from(arguments.integer(1)?).ok().filter(|length| *length > 0).ok_or(Cause::OutOfRange)?;
    let length = length.min(MAX_ROWS);
    let pad = if arguments.is_given(2) { arguments.value(2) } else { missing() };
    Ok((vector, length, vector.len().div_ceil(length), pad))
}

fn wrap_rows(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (vector, length, lines, pad) = wrapped(arguments)?;
    shaped(lines, length, |row, column| {
        let place = row * length + column;
        if place < vector.len() { vector.at(place).clone() } else { pad.clone() }
    })
}

fn wrap_columns(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (vector, length, lines, pad) = wrapped(arguments)?;
    shaped(length, lines, |row, column| {
        let place = column * length + row;
        if place < vector.len() { vector.at(place).clone() } else { pad.clone() }
    })
}

fn expand(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    let rows = expanded(arguments, 1, grid.rows())?;
    let columns = expanded(arguments, 2, grid.columns())?;
    let pad = if arguments.is_given(3) { arguments.value(3) } else { missing() };
    shaped(rows, columns, |row, column| {
        if row < grid.rows() && column < grid.columns() { grid.get(row, column).clone() } else { pad.clone() }
    })
}

fn expanded(arguments: &Arguments<'_>, index: usize, length: u32) -> Result<u32, ErrorValue> {
    let asked = arguments.integer_or(index, i64::from(length))?;
    if asked < i64::from(length) {
        return Err(Cause::ShapesDiffer.into());
    }
    u32::try_from(asked).map_err(|_| Cause::ArrayTooLarge.into())
}
