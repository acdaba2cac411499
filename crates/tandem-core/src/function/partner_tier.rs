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
    Function {
        name: "TIERHELD",
        family: Family::Partner,
        parameters: HELD,
        summary: Text::new(
            "The place of the tier held after a row of scores, 1 for the first limit: it rises to the lowest tier reached in the last periods, as many as a rise takes, and falls to the highest reached in the periods of grace and one more; periods without a score count as if they were not there.",
            "期間ごとのスコアから、最終的に維持しているランクの順位（最初の下限が1）を求めます。昇格に必要な期間数の間に到達した最低のランクまで上がり、猶予期間にもう1期間を加えた間に到達した最高のランクまで下がります。スコアのない期間はないものとして扱います。",
        ),
        examples: &[
            Example::new("=TIERHELD({55,72,74},{0,50,70},2,1)", "3"),
            Example::new("=TIERHELD({55,72},{0,50,70},2,1)", "2"),
            Example::new("=TIERHELD({72,\"\",60},{0,50,70},2,1)", "3"),
            Example::new("=TIERHELD({72,60,55},{0,50,70},2,1)", "2"),
        ],
        body: Body::Measured(Cost::of_cell(6), tier_held),
    },
    Function {
        name: "TIERRUN",
        family: Family::Partner,
        parameters: HELD,
        summary: Text::new(
            "How many periods in a row, up to the last, a score has been above the tier that TIERHELD gives, or below it as a negative number.",
            "TIERHELDで求めるランクに対して、直近まで連続して上回っている期間数を求めます。下回っている場合は負の数になります。",
        ),
        examples: &[
            Example::new("=TIERRUN({55,72},{0,50,70},2,1)", "1"),
            Example::new("=TIERRUN({72,60},{0,50,70},2,1)", "-1"),
            Example::new("=TIERRUN({72,74},{0,50,70},2,1)", "0"),
        ],
        body: Body::Measured(Cost::of_cell(6), tier_run),
    },
];

const HELD: &[Parameter] = &[
    Parameter::required("scores", Kind::Range),
    Parameter::required("from", Kind::Range),
    Parameter::required("rise", Kind::Number),
    Parameter::required("grace", Kind::Number),
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
    let amount = number::canonical(arguments.number(0)?);
    let bands = bands(arguments.grid(1), arguments.grid(2))?;
    let reached = bands.iter().rev().find(|(limit, _)| amount >= number::canonical(*limit));
    match reached {
        Some((_, Value::Error(error))) => Err(*error),
        Some((_, value)) => Ok((*value).clone()),
        None => Err(Cause::NotFound.into()),
    }
}

/// The tier held after a row of periods, and the tiers that the score of each period reached.
struct Held {
    tier: usize,
    reached: Vec<usize>,
}

/// Follows a tier through its periods.
///
/// With `r` the tier reached by each period's score, the tier held begins as the first `r`. In each later period it becomes the
/// least `r` of the last `rise` periods if that is higher, or the greatest `r` of the last `grace + 1` periods if that is lower.
/// Both can't be: each includes the period itself.
fn held(arguments: &Arguments<'_>) -> Result<Option<Held>, ErrorValue> {
    let (scores, from) = (arguments.grid(0), arguments.grid(1));
    let count = |index| usize::try_from(arguments.integer(index)?).map_err(|_| ErrorValue::from(Cause::OutOfRange));
    let (rise, grace) = (count(2)?, count(3)?);
    if rise == 0 {
        return Err(Cause::OutOfRange.into());
    }
    let limits: Vec<Decimal> = bands(from, from)?.iter().map(|(limit, _)| number::canonical(*limit)).collect();
    let mut reached = Vec::new();
    for_each_place(&[scores], |row, column| {
        match scores.get(row, column) {
            Value::Number(score) => {
                let score = number::canonical(*score);
                reached.push(limits.iter().take_while(|limit| score >= **limit).count());
            }
            Value::Error(error) => return Err(*error),
            _ => {}
        }
        Ok(())
    })?;
    let Some(mut tier) = reached.first().copied() else { return Ok(None) };
    for end in 1..=reached.len() {
        let past = reached.iter().take(end).rev();
        let risen = if end >= rise { past.clone().take(rise).min() } else { None };
        let fallen = if end > grace { past.take(grace.saturating_add(1)).max() } else { None };
        tier = tier.max(risen.copied().unwrap_or(0)).min(fallen.copied().unwrap_or(usize::MAX));
    }
    Ok(Some(Held { tier, reached }))
}

fn tier_held(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let held = held(arguments)?.ok_or_else(|| ErrorValue::from(Cause::NotEnoughValues))?;
    Ok(Decimal::from(held.tier).into())
}

fn tier_run(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let held = held(arguments)?.ok_or_else(|| ErrorValue::from(Cause::NotEnoughValues))?;
    let last = held.reached.iter().rev();
    let above = last.clone().take_while(|reached| **reached > held.tier).count();
    let below = last.take_while(|reached| **reached < held.tier).count();
    Ok(Decimal::from(above).minus(Decimal::from(below)).unwrap_or_default().into())
}
