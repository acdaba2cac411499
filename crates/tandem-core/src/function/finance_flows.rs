//! Finance: the value and the rate of return of cash flows, as Excel computes them.

use crate::number::Arithmetic as _;
use rust_decimal::prelude::ToPrimitive;

use super::finance::{checked, root, settle, whole_power};
use super::root_search::{self, Flow};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, for_each_place, to_number};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Decimal;
use crate::text::Text;

/// Cash flows.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "NPV",
        family: Family::Finance,
        parameters: &[
            Parameter::required("rate", Kind::Number),
            Parameter::required("flows1", Kind::Range),
            Parameter::repeating("flows2", Kind::Range),
        ],
        summary: Text::new(
            "The net present value of flows at the ends of periods; the first one is discounted too (compare PRESENTVALUE).",
            "各期末のキャッシュフローの正味現在価値を求めます。最初の値も1期分割り引きます（PRESENTVALUE と異なります）。",
        ),
        examples: &[
            Example::new("=NPV(0.1,110,121)", "200"),
            Example::new("=ROUND(NPV(0.1,-10000,2000,4000,8000),10)", "1031.3503176013"),
            Example::new("=NPV(0,{-40000,5000,8000,12000,30000})", "15000"),
        ],
        body: Body::Measured(Cost::of_cell(10), npv),
    },
    Function {
        name: "XNPV",
        family: Family::Finance,
        parameters: DATED_AT_RATE,
        summary: Text::new(
            "The net present value of dated flows at an annual rate, counted in days of a 365-day year from the earliest date.",
            "日付付きキャッシュフローの正味現在価値を、最も早い日付からの日数（1年365日）と年利率で求めます。",
        ),
        examples: &[
            Example::new("=XNPV(0.1,{-100,110},{1,366})", "0"),
            Example::new(
                "=ROUND(XNPV(0.09,{-10000,2750,4250,3250,2750},{39448,39508,39751,39859,39904}),2)",
                "2086.65",
            ),
        ],
        body: Body::Measured(Cost { call: 160, cell: 90 }, xnpv),
    },
    Function {
        name: "IRR",
        family: Family::Finance,
        parameters: &[Parameter::required("flows", Kind::Range), Parameter::optional("guess", Kind::Number)],
        summary: Text::new(
            "The internal rate of return: the rate near the guess (10 %) at which the flows are worth nothing today; IRRS lists every one.",
            "内部収益率を求めます。推定値（既定は10%）の近くで正味現在価値がゼロになる利率です。すべての解は IRRS で得られます。",
        ),
        examples: &[
            Example::new("=IRR({-100,110})", "0.1"),
            Example::new("=ROUND(IRR({-70000,12000,15000,18000,21000,26000}),10)", "0.086630948"),
            Example::new("=ROUND(IRR({-100,0,0,74}),10)", "-0.0954958303"),
        ],
        body: Body::Measured(Cost { call: 100, cell: 4 }, irr),
    },
    Function {
        name: "XIRR",
        family: Family::Finance,
        parameters: &[
            Parameter::required("flows", Kind::Range),
            Parameter::required("dates", Kind::Range),
            Parameter::optional("guess", Kind::Number),
        ],
        summary: Text::new(
            "The annual internal rate of return of dated flows, in a 365-day year.",
            "日付付きキャッシュフローの内部収益率（年率、1年365日）を求めます。",
        ),
        examples: &[
            Example::new("=XIRR({-100,110},{1,366})", "0.1"),
            Example::new("=ROUND(XIRR({-10000,2750,4250,3250,2750},{39448,39508,39751,39859,39904}),9)", "0.373362534"),
        ],
        body: Body::Measured(Cost { call: 150, cell: 12 }, xirr),
    },
    Function {
        name: "MIRR",
        family: Family::Finance,
        parameters: &[
            Parameter::required("flows", Kind::Range),
            Parameter::required("finance_rate", Kind::Number),
            Parameter::required("reinvestment_rate", Kind::Number),
        ],
        summary: Text::new(
            "The modified internal rate of return: what is paid in is financed at one rate, what comes back is reinvested at another.",
            "修正内部収益率を求めます。支出には資金調達率を、収入には再投資率を適用します。",
        ),
        examples: &[
            Example::new("=MIRR({-100,0,121},0.1,0.1)", "0.1"),
            Example::new("=ROUND(MIRR({-1000,100,250,500,500},0.1,0.1),10)", "0.1040162675"),
        ],
        body: Body::Measured(Cost { call: 220, cell: 25 }, mirr),
    },
];

const DATED_AT_RATE: &[Parameter] = &[
    Parameter::required("rate", Kind::Number),
    Parameter::required("flows", Kind::Range),
    Parameter::required("dates", Kind::Range),
];

/// The sum of flows in money of the first one's time: `flows[0] + flows[1] / growth + ...`.
///
/// # Errors
/// `#DIV/0!` for a growth of zero, `#NUM!` past the largest decimal.
pub fn present_value(growth: Decimal, flows: &[Decimal]) -> Result<Decimal, ErrorValue> {
    if growth.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    // Dividing step by step from the last flow keeps the results of round figures exact, unlike powers of 1/growth.
    let mut value = Decimal::ZERO;
    for flow in flows.iter().rev() {
        if !value.is_zero() {
            value = value.over(growth).ok_or(Cause::Overflow)?;
        }
        value = value.plus(*flow).ok_or(Cause::Overflow)?;
    }
    Ok(value)
}

fn npv(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let growth = checked(arguments.number(0)?.plus(Decimal::ONE))?;
    let value = present_value(growth, &arguments.numbers(1)?)?;
    Ok(checked(value.over(growth))?.into())
}

/// Flows one period apart; the numbers among the values, as Excel counts them.
pub fn periodic(amounts: &[Decimal]) -> Vec<Flow> {
    (0u32..).zip(amounts).map(|(time, amount)| Flow { time, amount: *amount }).collect()
}

/// The growth per period that a guessed rate means, 10 % unless told.
fn guess(arguments: &Arguments<'_>, index: usize) -> Result<f64, ErrorValue> {
    let growth = checked(arguments.number_or(index, Decimal::new(1, 1))?.plus(Decimal::ONE))?;
    growth.to_f64().ok_or_else(|| Cause::OutOfRange.into())
}

fn irr(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let flows = periodic(&arguments.grid(0).numbers()?);
    let growth = root_search::nearest(&flows, guess(arguments, 1)?, 1.0, arguments.work)?;
    Ok(settle(checked(growth.minus(Decimal::ONE))?).into())
}

fn mirr(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let flows = arguments.grid(0).numbers()?;
    let finance = checked(arguments.number(1)?.plus(Decimal::ONE))?;
    let reinvestment = checked(arguments.number(2)?.plus(Decimal::ONE))?;
    let paid: Vec<Decimal> = flows.iter().map(|flow| (*flow).min(Decimal::ZERO)).collect();
    let received: Vec<Decimal> = flows.iter().rev().map(|flow| (*flow).max(Decimal::ZERO)).collect();
    if paid.iter().all(Decimal::is_zero) || received.iter().all(Decimal::is_zero) {
        return Err(Cause::DivisionByZero.into());
    }
    let paid = present_value(finance, &paid)?;
    let mut end = Decimal::ZERO;
    for flow in received.iter().rev() {
        end = checked(end.times(reinvestment).and_then(|grown| grown.plus(*flow)))?;
    }
    let periods = Decimal::from(flows.len().saturating_sub(1));
    let ratio = checked(end.over(-paid))?;
    Ok(settle(checked(root(ratio, periods)?.minus(Decimal::ONE))?).into())
}

/// Dated flows of two arguments of one size, by time in days from the earliest date, so that the order in which they are
/// listed does not matter. Pairs of empty cells are left out.
fn dated(arguments: &Arguments<'_>, amounts: usize, dates: usize) -> Result<Vec<Flow>, ErrorValue> {
    let (amounts, dates) = (arguments.grid(amounts), arguments.grid(dates));
    if amounts.rows() != dates.rows() || amounts.columns() != dates.columns() {
        return Err(Cause::ShapesDiffer.into());
    }
    let mut days = Vec::new();
    for_each_place(&[amounts, dates], |row, column| {
        let (amount, date) = (amounts.get(row, column), dates.get(row, column));
        if !(amount.is_blank() && date.is_blank()) {
            let day = to_number(date)?.trunc().to_i64().filter(|day| *day >= 0).ok_or(Cause::DateOutOfRange)?;
            days.push((day, to_number(amount)?));
        }
        Ok::<(), ErrorValue>(())
    })?;
    let start = days.iter().map(|(day, _)| *day).min().ok_or(Cause::NoNumbers)?;
    let mut flows = Vec::with_capacity(days.len());
    for (day, amount) in days {
        let time = u32::try_from(day.saturating_sub(start)).map_err(|_| Cause::DateOutOfRange)?;
        flows.push(Flow { time, amount });
    }
    root_search::in_order(&flows)
}

const DAYS: i64 = 365;

fn xnpv(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let growth = checked(arguments.number(0)?.plus(Decimal::ONE))?;
    if growth <= Decimal::ZERO {
        return Err(Cause::OutOfRange.into());
    }
    let daily = root(growth, Decimal::from(DAYS))?;
    let mut total = Decimal::ZERO;
    for flow in dated(arguments, 1, 2)? {
        let days = i64::from(flow.time);
        // Whole years by the rate itself, so that only the rest of a year carries the root's rounding.
        let years = whole_power(growth, days / DAYS)?;
        let factor = checked(years.times(whole_power(daily, days % DAYS)?))?;
        total = checked(flow.amount.over(factor).and_then(|part| total.plus(part)))?;
    }
    Ok(total.into())
}

fn xirr(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let flows = dated(arguments, 0, 1)?;
    let growth = whole_power(root_search::nearest(&flows, guess(arguments, 2)?, 365.0, arguments.work)?, DAYS)?;
    Ok(settle(checked(growth.minus(Decimal::ONE))?).into())
}
