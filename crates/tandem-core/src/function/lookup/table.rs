//! Lookups that give what stands beside a value: VLOOKUP, HLOOKUP, LOOKUP, XLOOKUP.

use super::matching::Modes;
use super::search::{Key, Vector, find_equal_or_like, find_last_not_above};
use crate::cell::{Cause, ErrorValue, Value};
use crate::function::array_shape::cut;
use crate::function::{Argument, Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "VLOOKUP",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("table", Kind::Range),
            Parameter::required("column", Kind::Number),
            Parameter::optional("approximate", Kind::Bool),
        ],
        summary: Text::new(
            "Finds a value in the first column of a table and gives the value of a column in the same row; approximate (the default) takes the last row not above the value of an ascending table.",
            "表の左端の列で値を検索し、同じ行の指定した列の値を返します。近似一致（既定値）では、昇順の表で検索値以下の最後の行を使います。",
        ),
        examples: &[
            Example::new("=VLOOKUP(25,{0,\"bronze\";10,\"silver\";100,\"gold\"},2)", "silver"),
            Example::new("=VLOOKUP(\"b\",{\"a\",1;\"b\",2},2,FALSE)", "2"),
            Example::new("=VLOOKUP(7,{1,2;8,9},2,FALSE)", "#N/A"),
        ],
        body: Body::Measured(Cost::SELECTIVE, vlookup),
    },
    Function {
        name: "HLOOKUP",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("table", Kind::Range),
            Parameter::required("row", Kind::Number),
            Parameter::optional("approximate", Kind::Bool),
        ],
        summary: Text::new(
            "Finds a value in the first row of a table and gives the value of a row in the same column; approximate (the default) takes the last column not above the value of an ascending table.",
            "表の上端の行で値を検索し、同じ列の指定した行の値を返します。近似一致（既定値）では、昇順の表で検索値以下の最後の列を使います。",
        ),
        examples: &[
            Example::new("=HLOOKUP(\"Q2\",{\"Q1\",\"Q2\";10,20},2,FALSE)", "20"),
            Example::new("=HLOOKUP(2.5,{1,2,3;\"x\",\"y\",\"z\"},2)", "y"),
        ],
        body: Body::Measured(Cost::SELECTIVE, hlookup),
    },
    Function {
        name: "LOOKUP",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("lookup_vector", Kind::Range),
            Parameter::optional("result_vector", Kind::Range),
        ],
        summary: Text::new(
            "Finds the last value not above the one looked for in ascending values, and gives the value at the same place of the result vector, or of the last row or column of the array.",
            "昇順のデータから検索値以下の最後の値を探し、対応範囲（省略時は配列の最後の行または列）の同じ位置の値を返します。",
        ),
        examples: &[
            Example::new("=LOOKUP(4.2,{1,4,9},{\"low\",\"middle\",\"high\"})", "middle"),
            Example::new("=LOOKUP(\"C\",{\"a\",\"b\",\"c\",\"d\";1,2,3,4})", "3"),
            Example::new("=LOOKUP(0,{1,4,9})", "#N/A"),
        ],
        body: Body::Measured(Cost::SELECTIVE, lookup),
    },
    Function {
        name: "XLOOKUP",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("lookup_value", Kind::Any),
            Parameter::required("lookup_array", Kind::Range),
            Parameter::required("return_array", Kind::Range),
            Parameter::optional("if_not_found", Kind::Any),
            Parameter::optional("match_mode", Kind::Number),
            Parameter::optional("search_mode", Kind::Number),
        ],
        summary: Text::new(
            "Finds a value in one row or column and gives the matching row, column or value of another range, or a value of your choice when it does not occur.",
            "1行または1列から値を検索し、別の範囲の対応する行・列・値を返します。見つからない場合に返す値も指定できます。",
        ),
        examples: &[
            Example::new("=XLOOKUP(\"b\",{\"a\",\"b\"},{1,2})", "2"),
            Example::new("=XLOOKUP(\"z\",{\"a\",\"b\"},{1,2},\"none\")", "none"),
            Example::new("=XLOOKUP(15,{10;20},{1,2;3,4},,1)", "{3,4}"),
            Example::new("=XLOOKUP(1,{1,2,1},{\"x\",\"y\",\"z\"},,0,-1)", "z"),
        ],
        body: Body::Picking(xlookup),
    },
];

fn vlookup(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    let key = Key::new(&value)?;
    let table = arguments.grid(1);
    let column = line(arguments.integer(2)?, table.columns())?;
    let row = find_first(arguments, &Vector::column(table, 0, arguments.work), &key)?;
    Ok(table.get(row, column).clone())
}

fn hlookup(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    let key = Key::new(&value)?;
    let table = arguments.grid(1);
    let row = line(arguments.integer(2)?, table.rows())?;
    let column = find_first(arguments, &Vector::row(table, 0, arguments.work), &key)?;
    Ok(table.get(row, column).clone())
}

/// The row or column of a table, from zero, that a number from one means.
fn line(number: i64, count: u32) -> Result<u32, ErrorValue> {
    if number < 1 {
        return Err(Cause::BelowOne.into());
    }
    let index = u32::try_from(number - 1).unwrap_or(u32::MAX);
    if index < count { Ok(index) } else { Err(Cause::OutsideRange.into()) }
}

fn find_first(arguments: &Arguments<'_>, vector: &Vector<'_>, key: &Key<'_>) -> Result<u32, ErrorValue> {
    // An empty fourth place means FALSE, a missing one means TRUE.
    let approximate = arguments.count() <= 3 || arguments.bool(3)?;
    let found = if approximate { find_last_not_above(vector, key) } else { find_equal_or_like(vector, key) };
    found.ok_or_else(|| Cause::NotFound.into())
}

fn lookup(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    let key = Key::new(&value)?;
    let searched = arguments.grid(1);
    let is_wide = searched.columns() > searched.rows();
    let vector =
        if is_wide { Vector::row(searched, 0, arguments.work) } else { Vector::column(searched, 0, arguments.work) };
    let place = find_last_not_above(&vector, &key).ok_or(Cause::NotFound)?;
    if !arguments.is_given(2) {
        let found = if is_wide {
            searched.get(searched.rows() - 1, place)
        } else {
            searched.get(place, searched.columns() - 1)
        };
        return Ok(found.clone());
    }
    let results = Vector::of(arguments.grid(2), arguments.work)?;
    if place >= results.len() {
        return Err(Cause::NoSuchSize.into());
    }
    Ok(results.get(place).clone())
}

fn xlookup(arguments: &Arguments<'_>) -> Result<Argument, ErrorValue> {
    let value = arguments.value(0);
    let vector = Vector::of(arguments.grid(1), arguments.work)?;
    let results = arguments.grid(2);
    // A lone value fits a result of one row as well as one of one column.
    let by_column = if vector.len() == 1 { results.rows() != 1 } else { vector.is_row() };
    let count = if by_column { results.columns() } else { results.rows() };
    if count != vector.len() {
        return Err(Cause::ShapesDiffer.into());
    }
    match Modes::read(arguments, 4)?.find(&vector, &value)? {
        Some(place) if by_column => cut(results, 0, place, results.rows(), 1),
        Some(place) => cut(results, place, 0, 1, results.columns()),
        None if arguments.is_given(3) => Ok(Argument::Value(arguments.value(3))),
        None => Err(Cause::NotFound.into()),
    }
}
