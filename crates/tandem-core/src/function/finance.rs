//! Finance: growth and interest rates, and the exact powers that the other finance files share.

use crate::number::Arithmetic as _;

use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::{self, Decimal};
use crate::text::Text;

/// Growth and interest rates.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "EFFECT",
        family: Family::Finance,
        parameters: &[
            Parameter::required("nominal_rate", Kind::Number),
            Parameter::required("periods_per_year", Kind::Number),
        ],
        summary: Text::new(
            "The effective annual rate of a nominal rate that is compounded several times a year.",
            "年に複数回複利計算される名目利率から、実効年利率を求めます。",
        ),
        examples: &[Example::new("=EFFECT(0.12,1)", "0.12"), Example::new("=EFFECT(0.2,2)", "0.21")],
        body: Body::Measured(Cost::of_call(50), effect),
    },
    Function {
        name: "NOMINAL",
        family: Family::Finance,
        parameters: &[
            Parameter::required("effective_rate", Kind::Number),
            Parameter::required("periods_per_year", Kind::Number),
        ],
        summary: Text::new(
            "The nominal annual rate that gives an effective rate when it is compounded several times a year.",
            "年に複数回複利計算したときに指定の実効利率になる、名目年利率を求めます。",
        ),
        examples: &[Example::new("=NOMINAL(0.21,2)", "0.2"), Example::new("=NOMINAL(0.12,1)", "0.12")],
        body: Body::Measured(Cost::of_call(170), nominal),
    },
    Function {
        name: "RRI",
        family: Family::Finance,
        parameters: &[
            Parameter::required("periods", Kind::Number),
            Parameter::required("present_value", Kind::Number),
            Parameter::required("future_value", Kind::Number),
        ],
        summary: Text::new(
            "The growth rate per period that turns a present value into a future value.",
            "現在価値が将来価値になるための、1期間あたりの成長率を求めます。",
        ),
        examples: &[Example::new("=RRI(2,100,121)", "0.1"), Example::new("=RRI(1,200,150)", "-0.25")],
        body: Body::Measured(Cost::of_call(110), rri),
    },
    Function {
        name: "PDURATION",
        family: Family::Finance,
        parameters: &[
            Parameter::required("rate", Kind::Number),
            Parameter::required("present_value", Kind::Number),
            Parameter::required("future_value", Kind::Number),
        ],
        summary: Text::new(
            "The number of periods that an amount needs to grow to a future value at a rate.",
            "一定の利率で、現在の金額が将来の金額に達するまでの期間数を求めます。",
        ),
        examples: &[
            Example::new("=ROUND(PDURATION(0.1,100,121),12)", "2"),
            Example::new("=ROUND(PDURATION(0.025,2000,2200),6)", "3.859866"),
        ],
        body: Body::Measured(Cost::of_call(120), pduration),
    },
    Function {
        name: "FVSCHEDULE",
        family: Family::Finance,
        parameters: &[Parameter::required("principal", Kind::Number), Parameter::required("rates", Kind::Range)],
        summary: Text::new(
            "The future value of a principal that earns a different rate in each period.",
            "期間ごとに異なる利率を適用したときの、元金の将来価値を求めます。",
        ),
        examples: &[
            Example::new("=FVSCHEDULE(1,{0.09,0.11,0.1})", "1.33089"),
            Example::new("=FVSCHEDULE(200,{0.5})", "300"),
        ],
        body: Body::Measured(Cost::of_cell(8), fvschedule),
    },
];

/// `base` raised to any exponent: a whole exponent is multiplied out, a fractional one needs a positive base.
///
/// # Errors
/// `#NUM!` for a root of a negative number and past the largest decimal; `#DIV/0!` for zero to a negative exponent.
pub fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, ErrorValue> {
    let negative = exponent < Decimal::ZERO;
    if exponent.is_zero() {
        return Ok(Decimal::ONE);
    }
    if base.is_zero() && negative {
        return Err(Cause::DivisionByZero.into());
    }
    if base < Decimal::ZERO && !number::canonical(exponent).fract().is_zero() {
        return Err(Cause::NegativeRoot.into());
    }
    number::power(base, exponent).map(settle).ok_or_else(|| Cause::Overflow.into())
}

/// `base` raised to a whole exponent.
///
/// # Errors
/// `#NUM!` past the largest decimal.
pub fn whole_power(base: Decimal, exponent: i64) -> Result<Decimal, ErrorValue> {
    if exponent == 0 {
        return Ok(Decimal::ONE);
    }
    number::power(base, Decimal::from(exponent)).ok_or_else(|| Cause::Overflow.into())
}

/// The natural logarithm.
///
/// # Errors
/// `#NUM!` for zero and less.
pub fn logarithm(number: Decimal) -> Result<Decimal, ErrorValue> {
    number::ln(number).ok_or_else(|| Cause::NegativeRoot.into())
}

/// A result of a root or of a search, whose last digits carry rounding: where a number of at most 20 decimals lies within
/// that rounding, it is meant.
#[must_use]
pub fn settle(number: Decimal) -> Decimal {
    let short = number.round_dp(20);
    match short.minus(number) {
        Some(gap) if gap.abs() <= Decimal::from_parts(100, 0, 0, false, 28) => short.normalize(),
        _ => number,
    }
}

fn effect(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let rate = arguments.number(0)?;
    let count = arguments.integer(1)?;
    if rate <= Decimal::ZERO || count < 1 {
        return Err(Cause::OutOfRange.into());
    }
    let growth = checked(rate.over(Decimal::from(count)).and_then(|part| part.plus(Decimal::ONE)))?;
    Ok(checked(whole_power(growth, count)?.minus(Decimal::ONE))?.into())
}

fn nominal(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let rate = arguments.number(0)?;
    let count = arguments.integer(1)?;
    if rate <= Decimal::ZERO || count < 1 {
        return Err(Cause::OutOfRange.into());
    }
    let growth = root(checked(rate.plus(Decimal::ONE))?, Decimal::from(count))?;
    let rate = checked(growth.minus(Decimal::ONE).and_then(|part| part.times(Decimal::from(count))))?;
    Ok(settle(rate).into())
}

/// The positive root of a degree, which may be fractional.
///
/// # Errors
/// As [`power`].
pub fn root(number: Decimal, degree: Decimal) -> Result<Decimal, ErrorValue> {
    if degree == Decimal::ONE {
        return Ok(number);
    }
    let exponent = Decimal::ONE.over(degree).ok_or(Cause::DivisionByZero)?;
    power(number, exponent)
}

fn rri(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (periods, present, future) = (arguments.number(0)?, arguments.number(1)?, arguments.number(2)?);
    if periods <= Decimal::ZERO || present.is_zero() {
        return Err(Cause::OutOfRange.into());
    }
    let ratio = checked(future.over(present))?;
    Ok(checked(root(ratio, periods)?.minus(Decimal::ONE))?.into())
}

fn pduration(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (rate, present, future) = (arguments.number(0)?, arguments.number(1)?, arguments.number(2)?);
    if rate <= Decimal::ZERO || present <= Decimal::ZERO || future <= Decimal::ZERO {
        return Err(Cause::OutOfRange.into());
    }
    let ratio = checked(future.over(present))?;
    let growth = checked(rate.plus(Decimal::ONE))?;
    let periods = logarithm(ratio)?.over(logarithm(growth)?).ok_or(Cause::DivisionByZero)?;
    Ok(settle(periods).into())
}

fn fvschedule(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let mut amount = arguments.number(0)?;
    arguments.grid(1).for_each_filled(|value| {
        let rate = match value {
            Value::Number(rate) => *rate,
            Value::Error(error) => return Err(*error),
            _ => return Err(Cause::NotANumber.into()),
        };
        amount = checked(rate.plus(Decimal::ONE).and_then(|growth| amount.times(growth)))?;
        Ok(())
    })?;
    Ok(amount.into())
}

/// A result within the decimal's range, or `#NUM!`.
pub fn checked(number: Option<Decimal>) -> Result<Decimal, ErrorValue> {
    number.ok_or_else(|| Cause::Overflow.into())
}
