//! Finance: RATE, the interest that level payments imply.
#![expect(
    clippy::float_arithmetic,
    reason = "the neighbourhood of the rate is searched in floating point; the result is decimal"
)]

use crate::number::Arithmetic as _;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::finance::{checked, settle};
use super::finance_annuity::Terms;
use super::root_search::{self, Flow};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Decimal;
use crate::text::Text;

/// RATE.
pub static FUNCTIONS: &[Function] = &[Function {
    name: "RATE",
    family: Family::Finance,
    parameters: &[
        Parameter::required("periods", Kind::Number),
        Parameter::required("payment", Kind::Number),
        Parameter::required("present_value", Kind::Number),
        Parameter::optional("future_value", Kind::Number),
        Parameter::optional("at_beginning", Kind::Number),
        Parameter::optional("guess", Kind::Number),
    ],
    summary: Text::new(
        "The interest rate per period that level payments imply.",
        "定額の支払い条件から、1期間あたりの利率を求めます。",
    ),
    examples: &[
        Example::new("=RATE(1,0,-100,110)", "0.1"),
        Example::new("=ROUND(RATE(48,-200,8000),10)", "0.0077014725"),
        Example::new("=RATE(10,-100,1000)", "0"),
    ],
    body: Body::Measured(Cost::of_call(1_400), rate),
}];

/// Payments of one level rate; the figures of RATE.
#[derive(Clone, Copy)]
struct Loan {
    periods: Decimal,
    payment: Decimal,
    present: Decimal,
    future: Decimal,
    due: bool,
}

/// What putting a payment among the flows costs, in units of work.
const FLOW_UNITS: u64 = 10;

fn rate(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let loan = Loan {
        periods: arguments.number(0)?,
        payment: arguments.number(1)?,
        present: arguments.number(2)?,
        future: arguments.number_or(3, Decimal::ZERO)?,
        due: !arguments.number_or(4, Decimal::ZERO)?.is_zero(),
    };
    let guess = arguments.number_or(5, Decimal::new(1, 1))?;
    if loan.periods <= Decimal::ZERO || guess <= Decimal::NEGATIVE_ONE {
        return Err(Cause::OutOfRange.into());
    }
    if let Some(found) = near(loan, guess).and_then(|start| polish(loan, start)) {
        return Ok(settle(found).into());
    }
    let flows = flows(loan).ok_or(Cause::NoConvergence)?;
    arguments.work.charge_each(flows.len(), FLOW_UNITS)?;
    let growth = checked(guess.plus(Decimal::ONE))?.to_f64().unwrap_or(1.1);
    let growth = root_search::nearest(&flows, growth, 1.0, arguments.work)?;
    Ok(settle(checked(growth.minus(Decimal::ONE))?).into())
}

/// The rate nearest to a guess at which the figures cancel, searched for outwards in steps of growth that widen.
fn near(loan: Loan, guess: Decimal) -> Option<f64> {
    const FIRST_STEP: f64 = 0.004;
    const WIDENING: f64 = 1.25;
    const FARTHEST: f64 = 40.0;
    let periods = loan.periods.to_f64()?;
    let (payment, present, future) = (loan.payment.to_f64()?, loan.present.to_f64()?, loan.future.to_f64()?);
    // In money of today above zero and of the end below, so that no power leaves its bounds and hides what it is added to.
    let value = |rate: f64| {
        let log = rate.ln_1p() * periods;
        let due = if loan.due { 1.0 + rate } else { 1.0 };
        if rate > 0.0 {
            present - payment * due * (-log).exp_m1() / rate + future * (-log).exp()
        } else {
            let sum = if rate == 0.0 { periods } else { log.exp_m1() / rate };
            present * log.exp() + payment * due * sum + future
        }
    };
    let sign = |log: f64| value(log.exp_m1()).signum();
    let start = guess.to_f64()?.ln_1p();
    let (mut inner, mut outer) = (0.0, FIRST_STEP);
    while outer < FARTHEST {
        for side in [1.0, -1.0] {
            let (low, high) = (start + side * inner, start + side * outer);
            if sign(low) * sign(high) <= 0.0 {
                return Some(halve(&sign, low, high).exp_m1());
            }
        }
        (inner, outer) = (outer, outer * WIDENING);
    }
    None
}

/// Where a sign changes between two places.
fn halve(sign: &dyn Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    let first = sign(low);
    for _ in 0..60 {
        let middle = low + (high - low) / 2.0;
        if sign(middle) == first {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}

/// Secant steps on exact decimals.
fn polish(loan: Loan, start: f64) -> Option<Decimal> {
    let value = |rate: Decimal| {
        Terms { rate, due: loan.due }.excess(loan.periods, loan.payment, loan.present, loan.future).ok()
    };
    // A rate this near to zero loses its digits in the annuity; zero itself is computed apart.
    let mut rate = Decimal::from_f64(start)?;
    if value(Decimal::ZERO)?.is_zero() && rate.abs() < Decimal::new(1, 6) {
        return Some(Decimal::ZERO);
    }
    let width = Decimal::new(1, 9);
    let above = value(rate.plus(width)?)?;
    let below = value(rate.minus(width)?)?;
    let slope = above.minus(below)?.over(width.plus(width)?)?;
    for _ in 0..12 {
        let step = value(rate)?.over(slope)?;
        rate = rate.minus(step)?;
        // Sixteen digits of the rate, or as many as a decimal has.
        let enough = rate.abs().times(Decimal::from_parts(1, 0, 0, false, 17))?;
        if step.abs() <= enough.max(Decimal::from_parts(1, 0, 0, false, 26)) {
            return Some(rate);
        }
    }
    None
}

/// The loan as single flows, for the search of every rate; nothing for fractional or very many periods.
fn flows(loan: Loan) -> Option<Vec<Flow>> {
    const MOST: u32 = 2_000;
    let periods = loan.periods.normalize();
    let count = (periods.scale() == 0).then(|| periods.to_u32())?.filter(|count| *count <= MOST)?;
    let mut flows = vec![Flow { time: 0, amount: loan.present }, Flow { time: count, amount: loan.future }];
    let first = u32::from(!loan.due);
    flows.extend((0..count).map(|index| Flow { time: index.saturating_add(first), amount: loan.payment }));
    Some(flows)
}
