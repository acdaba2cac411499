//! Math: SUBTOTAL and AGGREGATE, which compute as another function chosen by number.
//!
//! Both pass over cells whose own formulas are subtotals, so that a grand total counts nothing twice. No row is hidden as
//! far as this folder knows, so codes 101 to 111 give what 1 to 11 give.

use std::convert::Infallible;

use super::work::COPY;
use super::{Argument, Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, find, get};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::text::Text;

/// Math: functions chosen by number.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SUBTOTAL",
        family: Family::Math,
        parameters: &[
            Parameter::required("function", Kind::Number),
            Parameter::required("range1", Kind::Reference),
            Parameter::repeating("range2", Kind::Reference),
        ],
        summary: Text::new(
            "Computes ranges as 1 AVERAGE, 2 COUNT, 3 COUNTA, 4 MAX, 5 MIN, 6 PRODUCT, 7 STDEV.S, 8 STDEV.P, 9 SUM, 10 VAR.S or 11 VAR.P, without cells that are subtotals themselves; 101 to 111 mean the same.",
            "範囲を番号の関数（1 AVERAGE、2 COUNT、3 COUNTA、4 MAX、5 MIN、6 PRODUCT、7 STDEV.S、8 STDEV.P、9 SUM、10 VAR.S、11 VAR.P）で集計します。範囲内の小計のセルは除きます。101〜111も同じ意味です。",
        ),
        examples: &[
            Example::new("=SUBTOTAL(9,Z1:Z3)", "0"),
            Example::new("=SUBTOTAL(103,Z1:Z3)", "0"),
            Example::new("=SUBTOTAL(12,Z1:Z3)", "#VALUE!"),
        ],
        body: Body::Measured(Cost::SELECTIVE, subtotal),
    },
    Function {
        name: "AGGREGATE",
        family: Family::Math,
        parameters: &[
            Parameter::required("function", Kind::Number),
            Parameter::required("options", Kind::Number),
            Parameter::required("range1", Kind::Range),
            Parameter::repeating("range2_or_k", Kind::Range),
        ],
        summary: Text::new(
            "Computes ranges as SUBTOTAL does, or as 12 MEDIAN, 13 MODE.SNGL, 14 LARGE, 15 SMALL, 16 PERCENTILE.INC, 17 QUARTILE.INC, 18 PERCENTILE.EXC or 19 QUARTILE.EXC; options 2, 3, 6 and 7 pass over errors.",
            "SUBTOTAL の番号に加え、12 MEDIAN、13 MODE.SNGL、14 LARGE、15 SMALL、16 PERCENTILE.INC、17 QUARTILE.INC、18 PERCENTILE.EXC、19 QUARTILE.EXC で集計します。オプション2、3、6、7はエラーを無視します。",
        ),
        examples: &[
            Example::new("=AGGREGATE(9,6,{1,#N/A,3})", "4"),
            Example::new("=AGGREGATE(14,6,{10,#DIV/0!,30,20},2)", "20"),
            Example::new("=AGGREGATE(9,4,{1,#N/A,3})", "#N/A"),
        ],
        body: Body::Measured(Cost::SELECTIVE, aggregate),
    },
];

/// The functions by number, from 1.
const CHOICES: [&str; 19] = [
    "AVERAGE",
    "COUNT",
    "COUNTA",
    "MAX",
    "MIN",
    "PRODUCT",
    "STDEV.S",
    "STDEV.P",
    "SUM",
    "VAR.S",
    "VAR.P",
    "MEDIAN",
    "MODE.SNGL",
    "LARGE",
    "SMALL",
    "PERCENTILE.INC",
    "QUARTILE.INC",
    "PERCENTILE.EXC",
    "QUARTILE.EXC",
];
/// How many of them SUBTOTAL knows.
const SUBTOTALS: i64 = 11;
/// The first of them that takes one range and a number after it.
const FIRST_WITH_RANK: i64 = 14;

/// The name of the function of a number.
fn name(choice: i64) -> Result<&'static str, ErrorValue> {
    let index = choice.checked_sub(1).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| CHOICES.get(index)).copied().ok_or_else(|| Cause::ChoiceOutOfRange.into())
}

/// Computes a function of the catalogue.
fn compute(name: &str, arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let function = find(name).and_then(get).ok_or(Cause::UnknownFunction)?;
    let cells = (0..arguments.count()).map(|index| match arguments.get(index) {
        Argument::Value(Value::Array(array)) => array.items().len() as u64,
        Argument::Area(area) => arguments.store.stored_cells(*area),
        _ => 0,
    });
    arguments.work.charge(cells.sum::<u64>().saturating_mul(function.body.cost().cell))?;
    match function.body {
        Body::Eager(body) | Body::Measured(_, body) | Body::Volatile(body) => body(arguments),
        Body::Picking(_) | Body::Special(_) => Err(Cause::UnknownFunction.into()),
    }
}

fn subtotal(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let code = arguments.integer(0)?;
    let choice = if code > 100 { code - 100 } else { code };
    if choice > SUBTOTALS {
        return Err(Cause::ChoiceOutOfRange.into());
    }
    let name = name(choice)?;
    for index in 1..arguments.count() {
        arguments.area(index)?;
    }
    let ranges = arguments.from(1);
    compute(name, &ranges.with(&filtered(&ranges, ranges.count(), true, false)?))
}

fn aggregate(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let choice = arguments.integer(0)?;
    let name = name(choice)?;
    let option = arguments.integer(1)?;
    if !(0..=7).contains(&option) {
        return Err(Cause::ChoiceOutOfRange.into());
    }
    let ranges = arguments.from(2);
    let has_rank = choice >= FIRST_WITH_RANK;
    if has_rank && ranges.count() != 2 {
        return Err(Cause::MissingArgument.into());
    }
    let last_filtered = if has_rank { 1 } else { ranges.count() };
    compute(name, &ranges.with(&filtered(&ranges, last_filtered, option < 4, matches!(option, 2 | 3 | 6 | 7))?))
}

/// The arguments, so many of them without the cells whose formulas are subtotals themselves, or without errors.
fn filtered(
    arguments: &Arguments<'_>,
    count: usize,
    no_subtotals: bool,
    no_errors: bool,
) -> Result<Vec<Argument>, ErrorValue> {
    let filter = |index: usize| match arguments.get(index) {
        Argument::Area(area) if index < count && (no_errors || no_subtotals && arguments.store.has_subtotal(*area)) => {
            let mut kept = Vec::new();
            let Ok(()) = arguments.store.for_each_slot_in(*area, |_, _, slot| {
                if !(slot.value.is_blank() || no_subtotals && slot.link.is_subtotal()) {
                    kept.push(slot.value.clone());
                }
                Ok::<(), Infallible>(())
            });
            arguments.work.charge_each(kept.len(), COPY)?;
            column_of(kept, no_errors)
        }
        Argument::Value(Value::Array(array)) if index < count && no_errors => {
            arguments.work.charge_each(array.items().len(), COPY)?;
            column_of(array.items().to_vec(), no_errors)
        }
        other => Ok(other.clone()),
    };
    (0..arguments.count()).map(filter).collect()
}

/// Values as an array, one blank when there are none.
fn column_of(mut values: Vec<Value>, no_errors: bool) -> Result<Argument, ErrorValue> {
    if no_errors {
        values.retain(|value| value.error().is_none());
    }
    if values.is_empty() {
        values.push(Value::Blank);
    }
    Ok(Argument::Value(Array::column(values)?.into()))
}
