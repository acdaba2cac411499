//! Partner functions: what an investment returns, when it is paid back, and how adoption grows.
//!
//! Flows stand one period apart and the first one is today's. Unlike in Excel's functions an empty cell is a period
//! without a flow, so that a gap in a row does not move later flows forward.

use super::finance::{checked, settle};
use super::finance_flows::{periodic, present_value};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, root_search};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::number::Arithmetic as _;
use crate::number::Decimal;
use crate::text::Text;

const FLOWS: Parameter = Parameter::required("flows", Kind::Range);
const RETURN: &[Parameter] =
    &[Parameter::required("benefits", Kind::Number), Parameter::required("costs", Kind::Number)];

/// Returns.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "PRESENTVALUE",
        family: Family::Partner,
        parameters: &[Parameter::required("rate", Kind::Number), FLOWS],
        summary: Text::new(
            "The present value of flows whose first one is today's and is not discounted (NPV discounts it).",
            "最初のキャッシュフローを現時点のものとして割り引かずに、現在価値を求めます（NPV は最初の値も割り引きます）。",
        ),
        examples: &[
            Example::new("=PRESENTVALUE(0.1,{-100,110,121})", "100"),
            Example::new("=ROUND(PRESENTVALUE(0.08,{-40000,5000,8000,12000,30000}),6)", "3065.222668"),
        ],
        body: Body::Measured(Cost::of_cell(10), present),
    },
    Function {
        name: "PAYBACK",
        family: Family::Partner,
        parameters: &[FLOWS, Parameter::optional("rate", Kind::Number), Parameter::optional("which", Kind::Number)],
        summary: Text::new(
            "Periods until the flows have paid back what was spent, linear within a period and discounted when a rate is given, or \"never\"; which is 1 for the first time, 2 for the time after which the balance never falls below zero again.",
            "投資額を回収するまでの期間数を求めます（期中は直線補間、利率を指定すると割引後）。回収しない場合は \"never\" を返します。3番目の引数は、1が最初の回収時点、2がその後残高が再びマイナスにならない回収時点です。",
        ),
        examples: &[
            Example::new("=PAYBACK({-100,50,100})", "1.5"),
            Example::new("=PAYBACK({-100,110,121},0.1)", "1"),
            Example::new("=PAYBACK({-10,2,2,2,2})", "never"),
            Example::new("=PAYBACK(HSTACK(-100,SEQUENCE(1,12,1,0)*100/12))", "12"),
            Example::new("=PAYBACK({-100,150,-80,60},0,2)", "2.5"),
        ],
        body: Body::Measured(Cost::of_cell(25), payback),
    },
    Function {
        name: "IRRS",
        family: Family::Partner,
        parameters: &[FLOWS],
        summary: Text::new(
            "Every internal rate of return above -100 %, from the least up, as a column; more than one means that no single one describes the flows.",
            "-100%を超える内部収益率をすべて、小さい順に縦方向の配列で返します。複数ある場合、単独のIRRでは投資を評価できません。",
        ),
        examples: &[
            Example::new("=IRRS({-100,230,-132})", "{0.1;0.2}"),
            Example::new("=ROUND(IRRS({-100,100,0,-7}),8)", "{-0.67889437;-0.08329967}"),
            Example::new("=IRRS({1,2,3})", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_cell(2), every_rate),
    },
    Function {
        name: "ROI",
        family: Family::Partner,
        parameters: RETURN,
        summary: Text::new(
            "Return on investment: benefits less costs, over costs; #N/A when the costs are zero or less.",
            "投資収益率（ROI）＝（便益－費用）÷費用を求めます。費用がゼロ以下の場合は #N/A になります。",
        ),
        examples: &[
            Example::new("=ROI(8000000,2000000)", "3"),
            Example::new("=ROI(100,0)", "#N/A"),
            Example::new("=ROI(50,100)", "-0.5"),
        ],
        body: Body::Eager(roi),
    },
    Function {
        name: "ROIRATIO",
        family: Family::Partner,
        parameters: RETURN,
        summary: Text::new(
            "Return ratio: benefits over costs, 4 for 4:1; #N/A when the costs are zero or less.",
            "便益÷費用の倍率を求めます（4は4:1を表します）。費用がゼロ以下の場合は #N/A になります。",
        ),
        examples: &[Example::new("=ROIRATIO(8000000,2000000)", "4"), Example::new("=ROIRATIO(100,-5)", "#N/A")],
        body: Body::Eager(ratio),
    },
    Function {
        name: "RAMP",
        family: Family::Partner,
        parameters: &[
            Parameter::required("shape", Kind::Text).of(&["linear", "s-curve", "step"]),
            Parameter::required("periods", Kind::Number),
            Parameter::optional("start", Kind::Number),
            Parameter::optional("end", Kind::Number),
            Parameter::optional("full", Kind::Number),
        ],
        summary: Text::new(
            "An adoption curve as a row of periods: zero before the period start (1), the level full (1) from the period end (the last) on, and between them equal steps (\"linear\"), slow-fast-slow (\"s-curve\") or full at once (\"step\").",
            "普及カーブを期間数分の横方向の配列で返します。start 期（既定は1）より前は0、end 期（既定は最終期）以降は full（既定は1）で、その間は \"linear\"（均等）、\"s-curve\"（S字）、\"step\"（start 期から全量）で推移します。",
        ),
        examples: &[
            Example::new("=RAMP(\"linear\",4)", "{0.25,0.5,0.75,1}"),
            Example::new("=RAMP(\"s-curve\",4)", "{0.15625,0.5,0.84375,1}"),
            Example::new("=RAMP(\"step\",4,2)", "{0,1,1,1}"),
            Example::new("=RAMP(\"linear\",4,1,2,0.8)", "{0.4,0.8,0.8,0.8}"),
        ],
        body: Body::Eager(ramp),
    },
];

/// Flows by period: a blank or empty text is a period without a flow.
fn flows(arguments: &Arguments<'_>, index: usize) -> Result<Vec<Decimal>, ErrorValue> {
    arguments
        .used(index)?
        .map(|value| match value {
            Value::Number(amount) => Ok(*amount),
            Value::Blank => Ok(Decimal::ZERO),
            Value::Text(text) if text.trim().is_empty() => Ok(Decimal::ZERO),
            Value::Error(error) => Err(*error),
            _ => Err(Cause::NotANumber.into()),
        })
        .collect()
}

fn growth(arguments: &Arguments<'_>, index: usize) -> Result<Decimal, ErrorValue> {
    let growth = checked(arguments.number_or(index, Decimal::ZERO)?.plus(Decimal::ONE))?;
    if growth <= Decimal::ZERO { Err(Cause::OutOfRange.into()) } else { Ok(growth) }
}

fn present(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(present_value(growth(arguments, 0)?, &flows(arguments, 1)?)?.into())
}

fn payback(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let flows = flows(arguments, 0)?;
    let growth = growth(arguments, 1)?;
    let last = match arguments.integer_or(2, 1)? {
        1 => false,
        2 => true,
        _ => return Err(Cause::ChoiceOutOfRange.into()),
    };
    let mut balance = Decimal::ZERO;
    let mut largest = Decimal::ZERO;
    let mut factor = Decimal::ONE;
    // A balance that never falls below zero has nothing to pay back.
    let mut found = Some(Decimal::ZERO);
    let mut crossed = false;
    for (period, flow) in (0u32..).zip(flows) {
        let before = balance;
        let flow = checked(flow.over(factor))?;
        largest = largest.max(flow.abs()).max(balance.abs());
        // Twelve twelfths of a year's flow pay back what the whole year does.
        balance = crate::number::without_noise(checked(balance.plus(flow))?, largest);
        factor = checked(factor.times(growth))?;
        if crate::number::compare(balance, Decimal::ZERO).is_lt() {
            if last || !crossed {
                found = None;
            }
        } else if before < Decimal::ZERO && found.is_none() {
            let part = checked((-before).over(flow))?;
            found = Some(checked(Decimal::from(period.saturating_sub(1)).plus(part))?);
            crossed = true;
        }
    }
    Ok(found.map_or_else(|| Value::text("never"), |periods| settle(periods).into()))
}

fn every_rate(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let growths = root_search::all(&periodic(&flows(arguments, 0)?), arguments.work)?;
    let rates: Result<Vec<Value>, ErrorValue> =
        growths.into_iter().map(|growth| Ok(settle(checked(growth.minus(Decimal::ONE))?).into())).collect();
    Ok(Array::column(rates?)?.into())
}

fn costs(arguments: &Arguments<'_>) -> Result<Decimal, ErrorValue> {
    let costs = arguments.number(1)?;
    if costs <= Decimal::ZERO { Err(Cause::CostsNotPositive.into()) } else { Ok(costs) }
}

fn roi(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let costs = costs(arguments)?;
    let net = checked(arguments.number(0)?.minus(costs))?;
    Ok(checked(net.over(costs))?.into())
}

fn ratio(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let costs = costs(arguments)?;
    Ok(checked(arguments.number(0)?.over(costs))?.into())
}

#[derive(Clone, Copy)]
enum Shape {
    Linear,
    SCurve,
    Step,
}

impl Shape {
    fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "linear" => Some(Self::Linear),
            "s-curve" => Some(Self::SCurve),
            "step" => Some(Self::Step),
            _ => None,
        }
    }

    /// The share of the full level after a part `t` of the way, `t` above 0 and up to 1.
    fn at(self, t: Decimal) -> Option<Decimal> {
        match self {
            Self::Linear => Some(t),
            Self::SCurve => {
                let rest = Decimal::from(3).minus(t.times(Decimal::TWO)?)?;
                t.times(t)?.times(rest)
            }
            Self::Step => Some(Decimal::ONE),
        }
    }
}

fn ramp(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let shape = Shape::parse(&arguments.text(0)?).ok_or(Cause::UnknownChoice)?;
    let periods = arguments.integer(1)?;
    let start = arguments.integer_or(2, 1)?;
    let end = arguments.integer_or(3, periods)?;
    let full = arguments.number_or(4, Decimal::ONE)?;
    let columns = u32::try_from(periods).ok().filter(|count| (1..=crate::limits::MAX_COLUMNS).contains(count));
    let columns = columns.ok_or(Cause::OutOfRange)?;
    let length = end.saturating_sub(start).saturating_add(1);
    let array = Array::build(1, columns, |_, column| {
        let period = i64::from(column).saturating_add(1);
        if period < start {
            return Ok(Decimal::ZERO.into());
        }
        if period >= end {
            return Ok(full.into());
        }
        let done = Decimal::from(period.saturating_sub(start).saturating_add(1));
        let t = checked(done.over(Decimal::from(length)))?;
        Ok(checked(shape.at(t).and_then(|share| share.times(full)))?.into())
    })?;
    Ok(array.into())
}
