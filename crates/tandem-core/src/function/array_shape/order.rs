//! Sorting and distinct values: SORT, SORTBY, UNIQUE.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::select::{pick_columns, pick_rows};
use crate::cell::{Cause, ErrorKind, ErrorValue, Value, compare_texts};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, to_number};
use crate::number;
use crate::sort::sorted_places;
use crate::text::Text;

/// The functions of this file.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SORT",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::optional("sort_index", Kind::Range),
            Parameter::optional("sort_order", Kind::Range),
            Parameter::optional("by_column", Kind::Bool),
        ],
        summary: Text::new(
            "Sorts the rows (or columns) of an array by one or several of its columns, ascending (1) or descending (-1).",
            "配列の行（または列）を、指定した列の値で昇順（1）または降順（-1）に並べ替えます。",
        ),
        examples: &[
            Example::new("=SORT({3;1;2})", "{1;2;3}"),
            Example::new("=SORT({\"a\",2;\"b\",9;\"c\",5},2,-1)", "{\"b\",9;\"c\",5;\"a\",2}"),
            Example::new("=SORT({3,1,2},1,1,TRUE)", "{1,2,3}"),
        ],
        body: Body::Measured(Cost::of_cell(64), sort),
    },
    Function {
        name: "SORTBY",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::required("by_array", Kind::Range),
            Parameter::optional("sort_order", Kind::Range),
            Parameter::repeating("by_array", Kind::Range),
            Parameter::repeating("sort_order", Kind::Range),
        ],
        summary: Text::new(
            "Sorts an array by the values of other arrays of the same length.",
            "配列を、同じ長さの別の配列の値を基準に並べ替えます。",
        ),
        examples: &[
            Example::new("=SORTBY({\"a\";\"b\";\"c\"},{3;1;2})", "{\"b\";\"c\";\"a\"}"),
            Example::new("=SORTBY({1;2;3},{\"x\";\"y\";\"x\"},1,{1;2;3},-1)", "{3;1;2}"),
        ],
        body: Body::Measured(Cost::of_cell(64), sort_by),
    },
    Function {
        name: "UNIQUE",
        family: Family::Lookup,
        parameters: &[
            Parameter::required("array", Kind::Range),
            Parameter::optional("by_column", Kind::Bool),
            Parameter::optional("exactly_once", Kind::Bool),
        ],
        summary: Text::new(
            "Gives the distinct rows (or columns) of an array in the order of their first appearance, or only those that appear once.",
            "配列から重複を除いた行（または列）を最初に現れた順に返します。1回だけ現れるものに限ることもできます。",
        ),
        examples: &[
            Example::new("=UNIQUE({1;2;1;3})", "{1;2;3}"),
            Example::new("=UNIQUE({\"a\",\"A\",\"b\"},TRUE)", "{\"a\",\"b\"}"),
            Example::new("=UNIQUE({1;2;1;3},FALSE,TRUE)", "{2;3}"),
        ],
        body: Body::Measured(Cost { call: 60, cell: 0 }, unique),
    },
];

/// Excel's sorting order: numbers, texts, FALSE and TRUE, errors, and blanks last in both directions.
#[must_use]
pub fn sorted_order(a: &Value, b: &Value, descending: bool) -> Ordering {
    match (a.is_blank(), b.is_blank()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let order = match (a, b) {
        (Value::Number(x), Value::Number(y)) => number::compare(*x, *y),
        (Value::Text(x), Value::Text(y)) => compare_texts(x, y),
        (Value::Bool(x), Value::Bool(y)) => x.cmp(y),
        (x, y) => rank(x).cmp(&rank(y)),
    };
    if descending { order.reverse() } else { order }
}

const fn rank(value: &Value) -> u8 {
    match value {
        Value::Number(_) => 0,
        Value::Text(_) => 1,
        Value::Bool(_) => 2,
        Value::Error(_) | Value::Array(_) => 3,
        Value::Blank => 4,
    }
}

/// Reads 1 as ascending and -1 as descending.
fn is_descending(value: &Value) -> Result<bool, ErrorValue> {
    let order = number::canonical(to_number(value)?);
    if order == Decimal::ONE {
        Ok(false)
    } else if order == Decimal::NEGATIVE_ONE {
        Ok(true)
    } else {
        Err(Cause::ChoiceOutOfRange.into())
    }
}

/// A key to sort by: the value of each line, looked up once, and the direction.
struct SortKey<'a> {
    values: Vec<&'a Value>,
    descending: bool,
}

impl<'a> SortKey<'a> {
    /// The key of a row or a column of a rectangle.
    fn new(grid: Grid<'a>, line: u32, is_row: bool, descending: bool) -> Self {
        let values = if is_row {
            (0..grid.columns()).map(|column| grid.get(line, column)).collect()
        } else {
            (0..grid.rows()).map(|row| grid.get(row, line)).collect()
        };
        Self { values, descending }
    }

    fn value(&self, index: usize) -> &'a Value {
        self.values.get(index).copied().unwrap_or(&Value::Blank)
    }
}

/// The lines in sorted order; equal ones keep theirs.
fn sorted_lines(count: u32, keys: &[SortKey<'_>]) -> Vec<u32> {
    sorted_places(count as usize, &|a, b| {
        keys.iter()
            .map(|key| sorted_order(key.value(a), key.value(b), key.descending))
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    })
}

fn sort(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    let is_row = arguments.bool_or(3, false)?;
    let (count, depth) = if is_row { (grid.columns(), grid.rows()) } else { (grid.rows(), grid.columns()) };
    let first = Value::Number(Decimal::ONE);
    let indexes: Vec<&Value> = given(arguments, 1)?.unwrap_or_else(|| vec![&first]);
    let orders: Vec<&Value> = given(arguments, 2)?.unwrap_or_else(|| vec![&first]);
    if orders.len() != 1 && orders.len() != indexes.len() {
        return Err(Cause::ShapesDiffer.into());
    }
    let mut keys = Vec::with_capacity(indexes.len());
    for (place, index) in indexes.iter().enumerate() {
        let line = number::canonical(to_number(index)?).trunc();
        let line = u32::try_from(line).ok().filter(|line| (1..=depth).contains(line)).ok_or(Cause::OutsideArray)?;
        let order = orders.get(place).or_else(|| orders.first()).copied().unwrap_or(&first);
        keys.push(SortKey::new(grid, line - 1, is_row, is_descending(order)?));
    }
    let lines = sorted_lines(count, &keys);
    if is_row { pick_columns(grid, &lines) } else { pick_rows(grid, &lines) }
}

/// The values of an argument that was given.
fn given<'a>(arguments: &Arguments<'a>, index: usize) -> Result<Option<Vec<&'a Value>>, ErrorValue> {
    if arguments.is_given(index) { Ok(Some(arguments.used(index)?.collect())) } else { Ok(None) }
}

fn sort_by(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    // The first key decides whether rows or columns are sorted; a lone value fits both, and then rows are.
    let first = arguments.grid(1);
    let is_row = !(first.columns() == 1 && first.rows() == grid.rows());
    let count = if is_row { grid.columns() } else { grid.rows() };
    let mut keys = Vec::new();
    for index in (1..arguments.count()).step_by(2) {
        let by = arguments.grid(index);
        let (length, width) = if is_row { (by.columns(), by.rows()) } else { (by.rows(), by.columns()) };
        if length != count || width != 1 {
            return Err(Cause::ShapesDiffer.into());
        }
        let descending = arguments.is_given(index + 1) && is_descending(&arguments.value(index + 1))?;
        keys.push(SortKey::new(by, 0, is_row, descending));
    }
    let lines = sorted_lines(count, &keys);
    if is_row { pick_columns(grid, &lines) } else { pick_rows(grid, &lines) }
}

/// A value as a key of equality: texts without regard to case, numbers by guard digits.
#[derive(PartialEq, Eq, Hash)]
enum Distinct {
    Blank,
    Number(Decimal),
    Text(String),
    Bool(bool),
    Error(ErrorKind),
}

impl Distinct {
    fn new(value: &Value) -> Self {
        match value {
            Value::Blank => Self::Blank,
            Value::Number(number) => Self::Number(number::canonical(*number)),
            Value::Text(text) => Self::Text(text.to_lowercase()),
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Error(error) => Self::Error(error.kind),
            Value::Array(array) => Self::Text(array.plain()),
        }
    }
}

/// What a cell costs that is told apart from all others, in units of work.
const UNIQUE_UNITS: u64 = 45;

fn unique(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let grid = arguments.grid(0);
    let (by_column, exactly_once) = (arguments.bool_or(1, false)?, arguments.bool_or(2, false)?);
    let (count, used, depth) = if by_column {
        (grid.columns(), grid.used_columns(), grid.rows())
    } else {
        (grid.rows(), grid.used_rows(), grid.columns())
    };
    // Lines after the last used one are all blank, so two of them stand for the rest: the first for the value, the
    // second for its being there more than once.
    let count = count.min(used.saturating_add(2));
    arguments.work.charge(UNIQUE_UNITS.saturating_mul(u64::from(count) * u64::from(depth)))?;
    let mut lines: Vec<u32> = Vec::new();
    let mut appearances: FxHashMap<Vec<Distinct>, u32> = FxHashMap::default();
    let line_key = |line: u32| -> Vec<Distinct> {
        (0..depth)
            .map(|place| Distinct::new(if by_column { grid.get(place, line) } else { grid.get(line, place) }))
            .collect()
    };
    for line in 0..count {
        let seen = appearances.entry(line_key(line)).or_insert(0);
        if *seen == 0 {
            lines.push(line);
        }
        *seen += 1;
    }
    if exactly_once {
        lines.retain(|line| appearances.get(&line_key(*line)) == Some(&1));
    }
    if lines.is_empty() {
        return Err(Cause::EmptyArray.into());
    }
    if by_column { pick_columns(grid, &lines) } else { pick_rows(grid, &lines) }
}
