//! Partner functions: tiers, marginal and retroactive.

use super::finance::checked;
use super::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, for_each_place, to_number};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Arithmetic as _;
use crate::number::{self, Decimal};
use crate::text::Text;

/// Tiers.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "TIERED",
        family: Family::Partner,
        parameters: &[
            Parameter::required("amount", Kind::Number),
            Parameter::required("from", Kind::Range),
            Parameter::required("rates", Kind::Range),
        ],
        summary: Text::new(
            "What marginal tiers pay on an amount: each rate counts only for the part of the amount inside its band, which starts at its limit.",
            "段階制（超過累進）の支払額を求めます。各料率は、下限額から始まるその区分に入る部分にだけ適用されます。",
        ),
        examples: &[
            Example::new("=TIERED(150000,{0,100000,125000},{0.05,0.06,0.07})", "8250"),
            Example::new("=TIERED(1500,{0,500,3000},{0.25,0.3,0.4})", "425"),
            Example::new("=TIERED(50,{100},{0.1})", "0"),
        ],
        body: Body::Measured(Cost::of_cell(3), tiered),
    },
    Function {
        name: "TIERAT",
        family: Family::Partner,
        parameters: &[
            Parameter::required("amount", Kind::Number),
            Parameter::required("from", Kind::Range),
            Parameter::required("values", Kind::Range),
        ],
        summary: Text::new(
            "The value of the tier that an amount reaches, as retroactive tiers use it; a limit belongs to the tier that it starts.",
            "金額が到達した区分の値を求めます（到達区分を全額に適用する方式向け）。下限額ちょうどの場合はその区分に入ります。",
        ),
        examples: &[
            Example::new("=TIERAT(125000,{0,100000,125000},{0.05,0.06,0.07})", "0.07"),
            Example::new("=TIERAT(99,{0,100},{\"Silver\",\"Gold\"})", "Silver"),
            Example::new("=TIERAT(-1,{0,100},{1,2})", "#N/A"),
        ],
        body: Body::Measured(Cost::of_cell(3), tier_at),
    },
];

/// The limits of bands beside what stands for each; rows whose limit is blank are left out.
fn bands<'a>(from: Grid<'a>, values: Grid<'a>) -> Result<Vec<(Decimal, &'a Value)>, ErrorValue> {
    if from.rows() != values.rows() || from.columns() != values.columns() {
        return Err(Cause::ShapesDiffer.into());
    }
    let mut bands: Vec<(Decimal, &Value)> = Vec::new();
    for_each_place(&[from], |row, column| {
        let limit = from.get(row, column);
        if limit.is_blank() {
            return Ok(());
        }
        let limit = to_number(limit)?;
        if bands.last().is_some_and(|(before, _)| number::compare(*before, limit).is_ge()) {
            return Err(ErrorValue::from(Cause::BandsNotAscending));
        }
        bands.push((limit, values.get(row, column)));
        Ok(())
    })?;
    if bands.is_empty() { Err(Cause::NotEnoughValues.into()) } else { Ok(bands) }
}

fn tiered(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let amount = arguments.number(0)?;
    let bands = bands(arguments.grid(1), arguments.grid(2))?;
    let mut paid = Decimal::ZERO;
    let ends = bands.iter().skip(1).map(|(limit, _)| Some(*limit)).chain([None]);
    for ((start, rate), end) in bands.iter().zip(ends) {
        if amount <= *start {
            break;
        }
        let top = end.map_or(amount, |end| amount.min(end));
        let part = checked(top.minus(*start))?;
        let rate = to_number(rate)?;
        paid = checked(part.times(rate).and_then(|part| paid.plus(part)))?;
    }
    Ok(paid.into())
}

fn tier_at(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let amount = arguments.number(0)?;
    let bands = bands(arguments.grid(1), arguments.grid(2))?;
    let reached = bands.iter().rev().find(|(limit, _)| number::compare(amount, *limit).is_ge());
    match reached {
        Some((_, Value::Error(error))) => Err(*error),
        Some((_, value)) => Ok((*value).clone()),
        None => Err(Cause::NotFound.into()),
    }
}
