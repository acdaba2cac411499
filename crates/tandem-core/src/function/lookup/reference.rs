//! Functions about references: where they are, how they are written, and references that are known only at evaluation.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::cell::{Array, Cause, ErrorValue, Value, column_name};
use crate::function::{Argument, Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, Special};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "INDEX",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("row", Kind::Number),
            Parameter::optional("column", Kind::Number),
            Parameter::optional("area", Kind::Number),
        ],
        summary: Text::new(
            "Gives the value or reference at a row and column of a range; 0 stands for all rows or columns, and in a single row or column one number is enough.",
            "範囲の指定した行と列の位置にある値または参照を返します。0 は行全体または列全体を表し、1行または1列の範囲では番号を1つだけ指定できます。",
        ),
        examples: &[
            Example::new("=INDEX({1,2;3,4},2,1)", "3"),
            Example::new("=INDEX({10,20,30},2)", "20"),
            Example::new("=INDEX({1,2;3,4},0,2)", "{2;4}"),
            Example::new("=INDEX({1,2;3,4},3,1)", "#REF!"),
        ],
        body: Body::Special(Special::Index),
    },
    Function {
        name: "OFFSET",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("reference", Kind::Reference),
            Parameter::required("rows", Kind::Number),
            Parameter::required("columns", Kind::Number),
            Parameter::optional("height", Kind::Number),
            Parameter::optional("width", Kind::Number),
        ],
        summary: Text::new(
            "Gives the reference that lies a number of rows and columns away from another, with its size or a given one.",
            "基準の参照から指定した行数と列数だけずらした位置の参照を返します。高さと幅も指定できます。",
        ),
        examples: &[
            Example::new("=ROW(OFFSET(B2,3,0))", "5"),
            Example::new("=COLUMNS(OFFSET(A1,0,0,2,3))", "3"),
            Example::new("=OFFSET(A1,-1,0)", "#REF!"),
        ],
        body: Body::Special(Special::Offset),
    },
    Function {
        name: "INDIRECT",
        family: Family::Lookup,
        parameters: &[Parameter::required("text", Kind::Text), Parameter::optional("a1", Kind::Bool)],
        summary: Text::new("Gives the reference that a text writes.", "文字列で表された参照を返します。"),
        examples: &[
            Example::new("=ROW(INDIRECT(\"C\"&7))", "7"),
            Example::new("=ROWS(INDIRECT(\"A1:A4\"))", "4"),
            Example::new("=INDIRECT(\"no reference\")", "#REF!"),
        ],
        body: Body::Special(Special::Indirect),
    },
    Function {
        name: "ROW",
        family: Family::Lookup,
        parameters: &[Parameter::optional("reference", Kind::Reference)],
        summary: Text::new(
            "Gives the row number of a reference, one for each of its rows, or of the formula's own cell.",
            "参照の行番号を返します。複数行の参照では各行の番号を、省略時は数式のあるセルの行番号を返します。",
        ),
        examples: &[Example::new("=ROW(C7)", "7"), Example::new("=ROW(B2:B4)", "{2;3;4}")],
        body: Body::Measured(Cost::SELECTIVE, row),
    },
    Function {
        name: "ROWS",
        family: Family::Lookup,
        parameters: &[Parameter::required("array", Kind::Range)],
        summary: Text::new("Gives the number of rows of a range or an array.", "範囲または配列の行数を返します。"),
        examples: &[Example::new("=ROWS(A1:C5)", "5"), Example::new("=ROWS({1,2;3,4})", "2")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| side(arguments, |grid| grid.rows())),
    },
    Function {
        name: "COLUMN",
        family: Family::Lookup,
        parameters: &[Parameter::optional("reference", Kind::Reference)],
        summary: Text::new(
            "Gives the column number of a reference, one for each of its columns, or of the formula's own cell.",
            "参照の列番号を返します。複数列の参照では各列の番号を、省略時は数式のあるセルの列番号を返します。",
        ),
        examples: &[Example::new("=COLUMN(C7)", "3"), Example::new("=COLUMN(B2:D2)", "{2,3,4}")],
        body: Body::Measured(Cost::SELECTIVE, column),
    },
    Function {
        name: "COLUMNS",
        family: Family::Lookup,
        parameters: &[Parameter::required("array", Kind::Range)],
        summary: Text::new("Gives the number of columns of a range or an array.", "範囲または配列の列数を返します。"),
        examples: &[Example::new("=COLUMNS(A1:C5)", "3"), Example::new("=COLUMNS({1,2;3,4})", "2")],
        body: Body::Measured(Cost::SELECTIVE, |arguments| side(arguments, |grid| grid.columns())),
    },
    Function {
        name: "ADDRESS",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("row", Kind::Number),
            Parameter::required("column", Kind::Number),
            Parameter::optional("absolute", Kind::Number),
            Parameter::optional("a1", Kind::Bool),
            Parameter::optional("sheet", Kind::Text),
        ],
        summary: Text::new(
            "Writes a cell's reference as a text: absolute (1, the default), only the row (2) or the column (3) absolute, or relative (4).",
            "セル参照を文字列で返します。参照の種類は、1（既定値。絶対参照）、2（行のみ絶対）、3（列のみ絶対）、4（相対参照）です。",
        ),
        examples: &[
            Example::new("=ADDRESS(2,3)", "$C$2"),
            Example::new("=ADDRESS(2,3,2)", "C$2"),
            Example::new("=ADDRESS(2,3,2,FALSE)", "R2C[3]"),
            Example::new("=ADDRESS(2,3,1,TRUE,\"EXCEL SHEET\")", "'EXCEL SHEET'!$C$2"),
        ],
        body: Body::Eager(address),
    },
];

/// The rows or columns of an argument; a single error is one.
fn side(arguments: &Arguments<'_>, side: fn(&Grid<'_>) -> u32) -> Result<Value, ErrorValue> {
    match arguments.get(0) {
        Argument::Value(Value::Error(error)) => Err(*error),
        _ => count(side(&arguments.grid(0))),
    }
}

fn count(number: u32) -> Result<Value, ErrorValue> {
    Ok(Value::Number(Decimal::from(number)))
}

fn row(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    if matches!(arguments.get(0), Argument::Omitted) {
        return count(arguments.host.row + 1);
    }
    let area = arguments.area(0)?;
    if area.rows() == 1 {
        return count(area.top + 1);
    }
    Ok(Array::build(area.rows(), 1, |row, _| count(area.top + row + 1))?.into())
}

fn column(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    if matches!(arguments.get(0), Argument::Omitted) {
        return count(arguments.host.column + 1);
    }
    let area = arguments.area(0)?;
    if area.columns() == 1 {
        return count(area.left + 1);
    }
    Ok(Array::build(1, area.columns(), |_, column| count(area.left + column + 1))?.into())
}

fn address(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (row_absolute, column_absolute) = match arguments.integer_or(2, 1)? {
        1 => (true, true),
        2 => (true, false),
        3 => (false, true),
        4 => (false, false),
        _ => return Err(Cause::ChoiceOutOfRange.into()),
    };
    let (row, column) = (arguments.integer(0)?, arguments.integer(1)?);
    let written = if arguments.bool_or(3, true)? {
        let row = within(row, MAX_ROWS)?;
        let column = within(column, MAX_COLUMNS)?;
        let dollar = |absolute: bool| if absolute { "$" } else { "" };
        format!("{}{}{}{row}", dollar(column_absolute), column_name(column - 1), dollar(row_absolute))
    } else {
        format!(
            "{}{}",
            relative('R', row, row_absolute, MAX_ROWS)?,
            relative('C', column, column_absolute, MAX_COLUMNS)?
        )
    };
    if !arguments.is_given(4) {
        return Ok(Value::from(written));
    }
    let sheet = arguments.text(4)?;
    Ok(Value::from(format!("{}!{written}", quoted(&sheet))))
}

fn within(number: i64, most: u32) -> Result<u32, ErrorValue> {
    number.to_u32().filter(|number| (1..=most).contains(number)).ok_or_else(|| Cause::BelowOne.into())
}

/// A row or column in R1C1 form, where a relative one is a distance and may be zero or negative.
fn relative(letter: char, number: i64, absolute: bool, most: u32) -> Result<String, ErrorValue> {
    if absolute {
        return Ok(format!("{letter}{}", within(number, most)?));
    }
    if number.unsigned_abs() >= u64::from(most) {
        return Err(Cause::BelowOne.into());
    }
    Ok(if number == 0 { letter.to_string() } else { format!("{letter}[{number}]") })
}

/// A sheet's name as a reference writes it; nothing stands before the mark for an empty name.
fn quoted(sheet: &str) -> String {
    let is_plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
        && !sheet.starts_with(|c: char| c.is_numeric() || c == '.');
    if is_plain { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}
