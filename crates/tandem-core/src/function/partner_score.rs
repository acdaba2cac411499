//! Partner functions: scores of metrics, their weighted mean, and what the score means.

use super::{Arguments, Body, Cost, Example, Family, Function, Grid, Kind, Parameter, for_each_place, to_number};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Arithmetic as _;
use crate::number::{self, Decimal, Tally};
use crate::text::Text;

use super::finance::checked;

const WEIGHED: &[Parameter] =
    &[Parameter::required("scores", Kind::Range), Parameter::required("weights", Kind::Range)];

/// Scores.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SCORE",
        family: Family::Partner,
        parameters: &[
            Parameter::required("value", Kind::Any),
            Parameter::required("baseline", Kind::Number),
            Parameter::required("target", Kind::Number),
            Parameter::optional("cap", Kind::Number),
        ],
        summary: Text::new(
            "How far a value has come from a baseline to a target, from 0 to 100 (a cap of 1.2 allows 120); a target below the baseline means lower is better, and an empty value gives an empty text.",
            "基準値から目標値までの達成度を0～100で求めます（上限に1.2を指定すると120まで）。目標値が基準値より小さい場合は低いほど良い指標として扱い、値が空の場合は空の文字列を返します。",
        ),
        examples: &[
            Example::new("=SCORE(50,0,200)", "25"),
            Example::new("=SCORE(30,40,20)", "50"),
            Example::new("=SCORE(240,0,200,1.1)", "110"),
            Example::new("=SCORE(\"\",0,200)", ""),
        ],
        body: Body::Eager(score),
    },
    Function {
        name: "WEIGHTED",
        family: Family::Partner,
        parameters: WEIGHED,
        summary: Text::new(
            "The weighted mean of the scores that are there; empty cells and texts are left out and their weight is spread over the rest.",
            "入力済みのスコアの加重平均を求めます。空白や文字列は除外し、その分の重みは残りの項目に配分します。",
        ),
        examples: &[
            Example::new("=WEIGHTED({80,60},{3,1})", "75"),
            Example::new("=WEIGHTED({80,\"n/a\",60},{1,2,1})", "70"),
        ],
        body: Body::Measured(Cost::of_cell(8), weighted),
    },
    Function {
        name: "COVERAGE",
        family: Family::Partner,
        parameters: WEIGHED,
        summary: Text::new(
            "The share of the weight whose scores are there, from 0 to 1.",
            "スコアが入力されている項目の重みが全体に占める割合（0～1）を求めます。",
        ),
        examples: &[
            Example::new("=COVERAGE({80,\"n/a\",60},{1,2,1})", "0.5"),
            Example::new("=COVERAGE({80,60},{3,1})", "1"),
        ],
        body: Body::Measured(Cost::of_cell(8), coverage),
    },
    Function {
        name: "HEALTH",
        family: Family::Partner,
        parameters: &[
            Parameter::required("score", Kind::Any),
            Parameter::required("yellow_from", Kind::Number),
            Parameter::required("green_from", Kind::Number),
        ],
        summary: Text::new(
            "\"green\", \"yellow\" or \"red\" for an unrounded score, each band including its lower limit; an empty score gives an empty text.",
            "スコア（丸め前）を \"green\"・\"yellow\"・\"red\" に区分します。下限の値は上の区分に含み、スコアが空の場合は空の文字列を返します。",
        ),
        examples: &[
            Example::new("=HEALTH(80,60,80)", "green"),
            Example::new("=HEALTH(79.999,60,80)", "yellow"),
            Example::new("=HEALTH(12,60,80)", "red"),
        ],
        body: Body::Eager(health),
    },
];

fn is_missing(value: &Value) -> bool {
    match value {
        Value::Blank => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn score(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let value = arguments.value(0);
    if is_missing(&value) {
        return Ok(Value::text(""));
    }
    let value = to_number(&value)?;
    let (baseline, target) = (arguments.number(1)?, arguments.number(2)?);
    let cap = arguments.number_or(3, Decimal::ONE)?;
    if cap < Decimal::ZERO {
        return Err(Cause::OutOfRange.into());
    }
    let way = checked(target.minus(baseline))?;
    if number::canonical(way).is_zero() {
        return Err(Cause::TargetEqualsBaseline.into());
    }
    let progress = checked(value.minus(baseline).and_then(|done| done.times(Decimal::ONE_HUNDRED)))?;
    let score = checked(progress.over(way))?;
    let most = checked(cap.times(Decimal::ONE_HUNDRED))?;
    Ok(score.clamp(Decimal::ZERO, most).into())
}

/// Sums over scores and weights.
#[derive(Default)]
struct Weights {
    /// Score times weight, where a score is there.
    scored: Tally,
    /// Weight where a score is there.
    present: Tally,
    /// All weight.
    total: Tally,
}

/// The quotient of two sums.
fn share(part: &Tally, whole: &Tally) -> Result<Value, ErrorValue> {
    let quotient = part.total().zip(whole.total()).and_then(|(part, whole)| part.over(whole));
    quotient.map(Value::from).ok_or_else(|| Cause::WeightsSumToZero.into())
}

fn weigh(scores: Grid<'_>, weights: Grid<'_>) -> Result<Weights, ErrorValue> {
    if scores.rows() != weights.rows() || scores.columns() != weights.columns() {
        return Err(Cause::ShapesDiffer.into());
    }
    let overflow = ErrorValue::from(Cause::Overflow);
    let mut sums = Weights::default();
    for_each_place(&[scores, weights], |row, column| {
        let weight = to_number(weights.get(row, column))?;
        if weight < Decimal::ZERO {
            return Err(ErrorValue::from(Cause::NegativeWeight));
        }
        sums.total.add(weight).ok_or(overflow)?;
        match scores.get(row, column) {
            Value::Number(score) => {
                sums.present.add(weight).ok_or(overflow)?;
                sums.scored.add_product(*score, weight).ok_or(overflow)?;
            }
            Value::Error(error) => return Err(*error),
            _ => {}
        }
        Ok(())
    })?;
    Ok(sums)
}

fn weighted(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let sums = weigh(arguments.grid(0), arguments.grid(1))?;
    share(&sums.scored, &sums.present)
}

fn coverage(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let sums = weigh(arguments.grid(0), arguments.grid(1))?;
    share(&sums.present, &sums.total)
}

fn health(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let score = arguments.value(0);
    if is_missing(&score) {
        return Ok(Value::text(""));
    }
    let score = number::canonical(to_number(&score)?);
    let [yellow, green] = [arguments.number(1)?, arguments.number(2)?].map(number::canonical);
    if yellow > green {
        return Err(Cause::BandsNotAscending.into());
    }
    let health = if score >= green {
        "green"
    } else if score >= yellow {
        "yellow"
    } else {
        "red"
    };
    Ok(health.into())
}
