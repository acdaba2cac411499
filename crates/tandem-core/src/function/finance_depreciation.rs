//! Finance: depreciation of an asset.

use crate::number::Arithmetic as _;
use rust_decimal::RoundingStrategy;
use rust_decimal::prelude::ToPrimitive as _;

use super::finance::{checked, power, root};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Decimal;
use crate::text::Text;

const COST: Parameter = Parameter::required("cost", Kind::Number);
const SALVAGE: Parameter = Parameter::required("salvage", Kind::Number);
const LIFE: Parameter = Parameter::required("life", Kind::Number);
const PERIOD: Parameter = Parameter::required("period", Kind::Number);

/// Depreciation.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SLN",
        family: Family::Finance,
        parameters: &[COST, SALVAGE, LIFE],
        summary: Text::new(
            "The depreciation of each period by the straight-line method.",
            "定額法による1期間あたりの減価償却費を求めます。",
        ),
        examples: &[Example::new("=SLN(30000,7500,10)", "2250"), Example::new("=SLN(1200,0,12)", "100")],
        body: Body::Eager(straight_line),
    },
    Function {
        name: "SYD",
        family: Family::Finance,
        parameters: &[COST, SALVAGE, LIFE, PERIOD],
        summary: Text::new(
            "The depreciation of one period by the sum-of-years'-digits method.",
            "級数法による、指定した期の減価償却費を求めます。",
        ),
        examples: &[
            Example::new("=ROUND(SYD(30000,7500,10,1),2)", "4090.91"),
            Example::new("=ROUND(SYD(30000,7500,10,10),2)", "409.09"),
        ],
        body: Body::Eager(sum_of_digits),
    },
    Function {
        name: "DB",
        family: Family::Finance,
        parameters: &[COST, SALVAGE, LIFE, PERIOD, Parameter::optional("months_of_first_year", Kind::Number)],
        summary: Text::new(
            "The depreciation of one period by the fixed-declining balance method, with the rate rounded to three decimals.",
            "定率法による、指定した期の減価償却費を求めます（償却率は小数第3位に丸めます）。",
        ),
        examples: &[
            Example::new("=ROUND(DB(1000000,100000,6,1,7),2)", "186083.33"),
            Example::new("=ROUND(DB(1000000,100000,6,2,7),2)", "259639.42"),
            Example::new("=ROUND(DB(1000000,100000,6,7,7),2)", "15845.1"),
        ],
        body: Body::Measured(Cost::of_call(250), declining),
    },
    Function {
        name: "DDB",
        family: Family::Finance,
        parameters: &[COST, SALVAGE, LIFE, PERIOD, Parameter::optional("factor", Kind::Number)],
        summary: Text::new(
            "The depreciation of one period by the double-declining balance method, or by another factor.",
            "倍額定率法（または指定した倍率の定率法）による、指定した期の減価償却費を求めます。",
        ),
        examples: &[
            Example::new("=DDB(2400,300,10,1)", "480"),
            Example::new("=DDB(2400,300,10,2,1.5)", "306"),
            Example::new("=ROUND(DDB(2400,300,10,10),2)", "22.12"),
        ],
        body: Body::Measured(Cost::of_call(200), double_declining),
    },
    Function {
        name: "VDB",
        family: Family::Finance,
        parameters: &[
            COST,
            SALVAGE,
            LIFE,
            Parameter::required("start", Kind::Number),
            Parameter::required("end", Kind::Number),
            Parameter::optional("factor", Kind::Number),
            Parameter::optional("never_switch", Kind::Bool),
        ],
        summary: Text::new(
            "The depreciation between two points in time, parts of periods included, by the declining balance method, which turns to straight line once that writes off more.",
            "期間の途中を含む任意の期間の減価償却費を、倍額定率法（指定した倍率も可）で求めます。定額法の方が大きくなった時点で定額法に切り替えます。",
        ),
        examples: &[
            Example::new("=VDB(2400,300,10,0,1)", "480"),
            Example::new("=VDB(2400,300,10,0,0.875,1.5)", "315"),
            Example::new("=ROUND(VDB(2400,300,120,6,18),2)", "396.31"),
        ],
        body: Body::Measured(Cost::of_call(80), variable_declining),
    },
];

fn straight_line(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (cost, salvage, life) = (arguments.number(0)?, arguments.number(1)?, arguments.number(2)?);
    if life.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    Ok(checked(cost.minus(salvage).and_then(|loss| loss.over(life)))?.into())
}

fn sum_of_digits(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (cost, salvage) = (arguments.number(0)?, arguments.number(1)?);
    let (life, period) = (arguments.number(2)?, arguments.number(3)?);
    if salvage < Decimal::ZERO || life <= Decimal::ZERO || period <= Decimal::ZERO || period > life {
        return Err(Cause::OutOfRange.into());
    }
    let left = life.minus(period).and_then(|rest| rest.plus(Decimal::ONE));
    let digits = life.plus(Decimal::ONE).and_then(|next| next.times(life));
    let loss = cost.minus(salvage).and_then(|loss| loss.times(Decimal::TWO));
    let part = loss.zip(left).and_then(|(loss, left)| loss.times(left));
    Ok(checked(part.zip(digits).and_then(|(part, digits)| part.over(digits)))?.into())
}

fn declining(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (cost, salvage, life) = (arguments.number(0)?, arguments.number(1)?, arguments.number(2)?);
    let period = arguments.integer(3)?;
    let months = arguments.integer_or(4, 12)?;
    let years = if months < 12 { checked(life.plus(Decimal::ONE))? } else { life };
    let negative = cost < Decimal::ZERO || salvage < Decimal::ZERO || life <= Decimal::ZERO;
    if negative || period < 1 || Decimal::from(period) > years || !(1..=12).contains(&months) {
        return Err(Cause::OutOfRange.into());
    }
    if cost.is_zero() {
        return Ok(Decimal::ZERO.into());
    }
    let kept = if salvage.is_zero() { Decimal::ZERO } else { root(checked(salvage.over(cost))?, life)? };
    let rate = checked(Decimal::ONE.minus(kept))?;
    let rate = rate.round_dp_with_strategy(3, RoundingStrategy::MidpointAwayFromZero);
    let first = share(checked(cost.times(rate))?, months)?;
    if period == 1 {
        return Ok(first.into());
    }
    // What is left after the first year shrinks by the same rate every year.
    let left = checked(cost.minus(first))?;
    let factor = power(checked(Decimal::ONE.minus(rate))?, Decimal::from(period.saturating_sub(2)))?;
    let loss = checked(left.times(factor).and_then(|left| left.times(rate)))?;
    if Decimal::from(period) > life {
        return Ok(share(loss, 12i64.saturating_sub(months))?.into());
    }
    Ok(loss.into())
}

/// The part of a year's amount that some of its months bear.
fn share(amount: Decimal, months: i64) -> Result<Decimal, ErrorValue> {
    checked(amount.times(Decimal::from(months)).and_then(|part| part.over(Decimal::from(12))))
}

fn double_declining(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (cost, salvage) = (arguments.number(0)?, arguments.number(1)?);
    let (life, period) = (arguments.number(2)?, arguments.number(3)?);
    let factor = arguments.number_or(4, Decimal::TWO)?;
    let negative = cost < Decimal::ZERO || salvage < Decimal::ZERO;
    if negative || life <= Decimal::ZERO || period <= Decimal::ZERO || period > life || factor <= Decimal::ZERO {
        return Err(Cause::OutOfRange.into());
    }
    let rate = checked(factor.over(life))?;
    let left = |periods: Decimal| {
        if rate >= Decimal::ONE {
            return Ok(if periods.is_zero() { cost } else { Decimal::ZERO });
        }
        let factor = power(checked(Decimal::ONE.minus(rate))?, periods)?;
        checked(cost.times(factor))
    };
    let before = if period < Decimal::ONE { cost } else { left(checked(period.minus(Decimal::ONE))?)? };
    let after = left(period)?.max(salvage);
    Ok(checked(before.minus(after))?.max(Decimal::ZERO).into())
}

/// Periods that VDB walks through at most: 8,000 years by months.
const MOST_PERIODS: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

fn variable_declining(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (cost, salvage, life) = (arguments.number(0)?, arguments.number(1)?, arguments.number(2)?);
    let (start, end) = (arguments.number(3)?, arguments.number(4)?);
    let factor = arguments.number_or(5, Decimal::TWO)?;
    let never_switch = arguments.bool_or(6, false)?;
    let negative = cost < Decimal::ZERO || salvage < Decimal::ZERO || start < Decimal::ZERO || factor <= Decimal::ZERO;
    if negative || life <= Decimal::ZERO || start > end || end > life || life > MOST_PERIODS {
        return Err(Cause::OutOfRange.into());
    }
    // The periods up to the end are walked through one by one.
    arguments.work.charge_each(end.to_usize().unwrap_or(usize::MAX), 30)?;
    let rate = checked(factor.over(life))?.min(Decimal::ONE);
    let asset = Asset { salvage, rate };
    if never_switch {
        let until = |time| asset.written_off(cost, None, time);
        return Ok(checked(until(end).zip(until(start)).and_then(|(all, before)| all.minus(before)))?.into());
    }
    // What is left at the start is an asset of its own, with the rest of the life and the rate of the whole one.
    let before = checked(asset.written_off(cost, Some(life), start))?;
    let left = checked(cost.minus(before))?;
    let rest = checked(life.minus(start))?;
    Ok(checked(end.minus(start).and_then(|time| asset.written_off(left, Some(rest), time)))?.into())
}

/// Something that loses a rate of its value in each period, down to what it is worth in the end.
struct Asset {
    salvage: Decimal,
    rate: Decimal,
}

impl Asset {
    /// What is written off a value up to a time, whose last period may be a part of one. With a life, the straight line
    /// takes over in the period from which it writes off more.
    fn written_off(&self, value: Decimal, life: Option<Decimal>, time: Decimal) -> Option<Decimal> {
        let (mut left, mut total, mut period) = (value, Decimal::ZERO, Decimal::ZERO);
        let mut line = None;
        while period < time {
            let above = left.minus(self.salvage)?.max(Decimal::ZERO);
            let declining = left.times(self.rate)?.min(above);
            let even = life.and_then(|life| above.over(life.minus(period)?));
            let loss = match (line, even) {
                (Some(loss), _) => loss,
                (None, Some(even)) if even > declining => *line.insert(even),
                _ => declining,
            };
            let part = time.minus(period)?.min(Decimal::ONE);
            total = total.plus(loss.times(part)?)?;
            left = left.minus(loss)?;
            period = period.plus(Decimal::ONE)?;
        }
        Some(total)
    }
}
