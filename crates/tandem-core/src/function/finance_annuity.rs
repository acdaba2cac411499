//! Finance: level payments over periods. Money received is positive, money paid is negative, as in Excel.

use super::finance::{checked, logarithm, power, settle};
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::Arithmetic as _;
use crate::number::{Decimal, ln};
use crate::text::Text;

const RATE: Parameter = Parameter::required("rate", Kind::Number);
const PERIODS: Parameter = Parameter::required("periods", Kind::Number);
const PERIOD: Parameter = Parameter::required("period", Kind::Number);
const PAYMENT: Parameter = Parameter::required("payment", Kind::Number);
const PRESENT: Parameter = Parameter::required("present_value", Kind::Number);
const FUTURE: Parameter = Parameter::optional("future_value", Kind::Number);
const DUE: Parameter = Parameter::optional("at_beginning", Kind::Number);

/// Level payments.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "PV",
        family: Family::Finance,
        parameters: &[RATE, PERIODS, PAYMENT, FUTURE, DUE],
        summary: Text::new(
            "The present value of level payments and a final amount at a constant rate.",
            "一定の利率で、定額の支払いと最終金額を現在価値に換算します。",
        ),
        examples: &[
            Example::new("=PV(0.1,1,-110)", "100"),
            Example::new("=PV(0,3,-100,-50)", "350"),
            Example::new("=ROUND(PV(0.05/12,120,-100,15692.93),9)", "-100.000671316"),
        ],
        body: Body::Measured(Cost::of_call(200), pv),
    },
    Function {
        name: "FV",
        family: Family::Finance,
        parameters: &[RATE, PERIODS, PAYMENT, Parameter::optional("present_value", Kind::Number), DUE],
        summary: Text::new(
            "The future value of level payments and a starting amount at a constant rate.",
            "一定の利率で、定額の支払いと当初金額の将来価値を求めます。",
        ),
        examples: &[
            Example::new("=FV(0.1,2,-100)", "210"),
            Example::new("=ROUND(FV(0.06/12,10,-200,-500,1),8)", "2581.40337406"),
        ],
        body: Body::Measured(Cost::of_call(200), fv),
    },
    Function {
        name: "PMT",
        family: Family::Finance,
        parameters: &[RATE, PERIODS, PRESENT, FUTURE, DUE],
        summary: Text::new(
            "The level payment per period that pays off a loan or reaches a final amount.",
            "借入の返済、または目標額の積み立てに必要な、1期間あたりの定額の支払額を求めます。",
        ),
        examples: &[
            Example::new("=PMT(0,24,100000)", "-4166.6666666666666666666666667"),
            Example::new("=ROUND(PMT(0.06/12,216,0,50000),9)", "-129.081160868"),
        ],
        body: Body::Measured(Cost::of_call(190), pmt),
    },
    Function {
        name: "IPMT",
        family: Family::Finance,
        parameters: &[RATE, PERIOD, PERIODS, PRESENT, FUTURE, DUE],
        summary: Text::new(
            "The interest part of a level payment in one period.",
            "定額の支払いのうち、指定した期の利息部分を求めます。",
        ),
        examples: &[
            Example::new("=IPMT(0.1,1,3,1000)", "-100"),
            Example::new("=ROUND(IPMT(0.1/12,1,36,8000),2)", "-66.67"),
        ],
        body: Body::Measured(Cost::of_call(450), ipmt),
    },
    Function {
        name: "PPMT",
        family: Family::Finance,
        parameters: &[RATE, PERIOD, PERIODS, PRESENT, FUTURE, DUE],
        summary: Text::new(
            "The part of a level payment in one period that reduces the debt.",
            "定額の支払いのうち、指定した期の元金返済部分を求めます。",
        ),
        examples: &[
            Example::new("=ROUND(PPMT(0.1/12,1,24,2000),2)", "-75.62"),
            Example::new("=ROUND(PPMT(0.08,10,10,200000),2)", "-27598.05"),
        ],
        body: Body::Measured(Cost::of_call(450), ppmt),
    },
    Function {
        name: "ISPMT",
        family: Family::Finance,
        parameters: &[RATE, PERIOD, PERIODS, Parameter::required("present_value", Kind::Number)],
        summary: Text::new(
            "The interest of one period, counted from 0, on a loan that is paid back in equal parts of the debt.",
            "元金均等返済の借入について、指定した期（0から数えます）の利息を求めます。",
        ),
        examples: &[Example::new("=ISPMT(0.1,0,4,4000)", "-400"), Example::new("=ISPMT(0.1,3,4,4000)", "-100")],
        body: Body::Eager(even_principal_interest),
    },
    Function {
        name: "NPER",
        family: Family::Finance,
        parameters: &[RATE, PAYMENT, PRESENT, FUTURE, DUE],
        summary: Text::new(
            "The number of periods that level payments take to pay off or reach an amount.",
            "定額の支払いで完済または目標額に達するまでの期間数を求めます。",
        ),
        examples: &[
            Example::new("=NPER(0,-100,1000)", "10"),
            Example::new("=ROUND(NPER(0.12/12,-100,-1000,10000,1),6)", "59.673866"),
        ],
        body: Body::Measured(Cost::of_call(220), nper),
    },
    Function {
        name: "CUMIPMT",
        family: Family::Finance,
        parameters: CUMULATIVE,
        summary: Text::new(
            "The interest paid on a loan from one period to another, both included.",
            "借入について、指定した期間（両端を含む）に支払う利息の累計を求めます。",
        ),
        examples: &[
            Example::new("=ROUND(CUMIPMT(0.09/12,360,125000,13,24,0),2)", "-11135.23"),
            Example::new("=CUMIPMT(0.09/12,360,125000,1,1,0)", "-937.5"),
        ],
        body: Body::Measured(Cost::of_call(350), cumulative_interest),
    },
    Function {
        name: "CUMPRINC",
        family: Family::Finance,
        parameters: CUMULATIVE,
        summary: Text::new(
            "The debt paid back on a loan from one period to another, both included.",
            "借入について、指定した期間（両端を含む）に返済する元金の累計を求めます。",
        ),
        examples: &[
            Example::new("=ROUND(CUMPRINC(0.09/12,360,125000,13,24,0),2)", "-934.11"),
            Example::new("=ROUND(CUMPRINC(0.09/12,360,125000,1,1,0),2)", "-68.28"),
        ],
        body: Body::Measured(Cost::of_call(350), cumulative_principal),
    },
];

const CUMULATIVE: &[Parameter] = &[
    RATE,
    PERIODS,
    PRESENT,
    Parameter::required("first_period", Kind::Number),
    Parameter::required("last_period", Kind::Number),
    Parameter::required("at_beginning", Kind::Number),
];

/// The terms of level payments: interest per period, and whether payments fall at the beginning of a period.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Interest per period, as a fraction.
    pub rate: Decimal,
    /// Payments at the beginning of each period instead of at its end.
    pub due: bool,
}

impl Terms {
    fn growth(self, periods: Decimal) -> Result<Decimal, ErrorValue> {
        power(checked(self.rate.plus(Decimal::ONE))?, periods)
    }

    /// The sum of the powers of growth before one: `(growth - 1) / rate`, where `growth` is that of all periods. A rate so
    /// small that the difference would lose digits is summed up as a binomial series.
    fn sum(self, growth: Decimal, periods: Decimal) -> Option<Decimal> {
        if self.rate.times(periods)?.abs() > Decimal::new(1, 6) {
            return growth.minus(Decimal::ONE)?.over(self.rate);
        }
        if self.rate.abs() > Decimal::new(5, 1) {
            return self.sum_of_a_moment(periods);
        }
        let (mut sum, mut term, mut step) = (periods, periods, Decimal::ONE);
        while !term.is_zero() {
            let next = step.plus(Decimal::ONE)?;
            term = term.times(periods.minus(step)?.over(next)?)?.times(self.rate)?;
            sum = sum.plus(term)?;
            step = next;
        }
        Some(sum)
    }

    /// [`Self::sum`] for a tiny part of a period at a high rate, where the binomial series hardly gets smaller: growth less
    /// one by the exponential series of its logarithm.
    fn sum_of_a_moment(self, periods: Decimal) -> Option<Decimal> {
        let exponent = ln(self.rate.plus(Decimal::ONE)?)?.times(periods)?;
        let (mut sum, mut term, mut step) = (exponent, exponent, Decimal::ONE);
        while !term.is_zero() {
            step = step.plus(Decimal::ONE)?;
            term = term.times(exponent)?.over(step)?;
            sum = sum.plus(term)?;
        }
        sum.over(self.rate)
    }

    /// A sum of payments at the end of periods, moved to their beginning where that is when they fall.
    fn timed(self, sum: Decimal) -> Option<Decimal> {
        if self.due { sum.times(self.rate.plus(Decimal::ONE)?) } else { Some(sum) }
    }

    /// What is left after `periods`: the amount that settles a present value and payments.
    fn future(self, periods: Decimal, payment: Decimal, present: Decimal) -> Result<Decimal, ErrorValue> {
        let growth = self.growth(periods)?;
        let grown = present.times(growth);
        let paid = self.sum(growth, periods).and_then(|sum| payment.times(self.timed(sum)?));
        checked(grown.zip(paid).and_then(|(a, b)| a.plus(b))).map(|sum| -sum)
    }

    /// What an amount after so many periods is worth today. Growth past the largest decimal leaves nothing of it, so that
    /// long loans stay computable.
    fn worth(self, amount: Decimal, periods: Decimal) -> Result<Decimal, ErrorValue> {
        match self.growth(periods) {
            Ok(growth) => amount.over(growth).ok_or_else(|| Cause::Overflow.into()),
            Err(error) if error.cause == Cause::Overflow => Ok(Decimal::ZERO),
            Err(error) => Err(error),
        }
    }

    /// One payment at the end of each period in money of today.
    fn worth_of_payments(self, periods: Decimal) -> Result<Decimal, ErrorValue> {
        let discount = self.worth(Decimal::ONE, periods)?;
        checked(self.sum(discount, -periods)).map(|sum| -sum)
    }

    /// What `periods` of payments and a final amount are worth today.
    fn present(self, periods: Decimal, payment: Decimal, future: Decimal) -> Result<Decimal, ErrorValue> {
        let paid = self.timed(self.worth_of_payments(periods)?).and_then(|sum| payment.times(sum));
        let end = self.worth(future, periods)?;
        checked(paid.and_then(|paid| paid.plus(end))).map(|sum| -sum)
    }

    /// What remains when everything is set against one another, in money of whatever time keeps it within bounds: zero at
    /// the rate that the terms imply.
    ///
    /// # Errors
    /// `#NUM!` past the largest decimal.
    pub fn excess(
        self,
        periods: Decimal,
        payment: Decimal,
        present: Decimal,
        future: Decimal,
    ) -> Result<Decimal, ErrorValue> {
        if self.rate < Decimal::ZERO {
            return checked(future.minus(self.future(periods, payment, present)?));
        }
        checked(present.minus(self.present(periods, payment, future)?))
    }

    fn payment(self, periods: Decimal, present: Decimal, future: Decimal) -> Result<Decimal, ErrorValue> {
        // Seen from the side on which growth can't leave what a decimal holds.
        let (owed, sum) = if self.rate < Decimal::ZERO {
            let growth = self.growth(periods)?;
            (present.times(growth).and_then(|grown| grown.plus(future)), self.sum(growth, periods))
        } else {
            (self.worth(future, periods)?.plus(present), Some(self.worth_of_payments(periods)?))
        };
        let sum = checked(sum.and_then(|sum| self.timed(sum)))?;
        if sum.is_zero() {
            return Err(Cause::OutOfRange.into());
        }
        checked(owed.and_then(|owed| owed.over(sum))).map(|payment| -payment)
    }

    /// The interest and the principal in the payment of a period.
    fn parts(self, period: Decimal, periods: Decimal, payment: Decimal, loan: Loan) -> Result<Parts, ErrorValue> {
        if self.due && period == Decimal::ONE {
            return Ok(Parts { interest: Decimal::ZERO, principal: payment });
        }
        let growth = checked(self.rate.plus(Decimal::ONE))?;
        let at_payment = |interest: Decimal| if self.due { interest.over(growth) } else { Some(interest) };
        if self.rate < Decimal::ZERO {
            let balance = self.future(checked(period.minus(Decimal::ONE))?, payment, loan.present)?;
            let interest = checked(balance.times(self.rate).and_then(at_payment))?;
            return Ok(Parts { interest, principal: checked(payment.minus(interest))? });
        }
        // What the payments from this one on and the final amount are worth at the period's beginning is the debt, and the
        // principal of each payment is that of the next by one growth less: nothing here cancels.
        let left = checked(periods.minus(period).and_then(|left| left.plus(Decimal::ONE)))?;
        let end = checked(at_payment(loan.future))?;
        let paid = checked(self.worth_of_payments(left)?.times(payment))?;
        let debt = checked(paid.plus(self.worth(end, left)?))?;
        let last = checked(end.times(self.rate).and_then(|part| payment.minus(part)))?;
        Ok(Parts { interest: checked(debt.times(self.rate))?, principal: self.worth(last, left)? })
    }
}

/// The amounts at both ends of a loan.
#[derive(Clone, Copy)]
struct Loan {
    present: Decimal,
    future: Decimal,
}

/// What a payment is made of.
struct Parts {
    interest: Decimal,
    principal: Decimal,
}

fn terms(arguments: &Arguments<'_>, due: usize) -> Result<Terms, ErrorValue> {
    let due = !arguments.number_or(due, Decimal::ZERO)?.is_zero();
    Ok(Terms { rate: arguments.number(0)?, due })
}

fn pv(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (periods, payment) = (arguments.number(1)?, arguments.number(2)?);
    let future = arguments.number_or(3, Decimal::ZERO)?;
    Ok(terms(arguments, 4)?.present(periods, payment, future)?.into())
}

fn fv(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (periods, payment) = (arguments.number(1)?, arguments.number(2)?);
    let present = arguments.number_or(3, Decimal::ZERO)?;
    Ok(terms(arguments, 4)?.future(periods, payment, present)?.into())
}

fn pmt(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (periods, present) = (arguments.number(1)?, arguments.number(2)?);
    let future = arguments.number_or(3, Decimal::ZERO)?;
    Ok(terms(arguments, 4)?.payment(periods, present, future)?.into())
}

/// The interest and the principal of one period, by the arguments that IPMT and PPMT share.
fn parts(arguments: &Arguments<'_>) -> Result<Parts, ErrorValue> {
    let (period, periods, present) = (arguments.number(1)?, arguments.number(2)?, arguments.number(3)?);
    let loan = Loan { present, future: arguments.number_or(4, Decimal::ZERO)? };
    let terms = terms(arguments, 5)?;
    let end = checked(periods.plus(Decimal::ONE))?;
    if period < Decimal::ONE || period >= end {
        return Err(Cause::OutOfRange.into());
    }
    let payment = terms.payment(periods, loan.present, loan.future)?;
    terms.parts(period, periods, payment, loan)
}

fn ipmt(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(parts(arguments)?.interest.into())
}

fn ppmt(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(parts(arguments)?.principal.into())
}

fn even_principal_interest(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (rate, period) = (arguments.number(0)?, arguments.number(1)?);
    let (periods, present) = (arguments.number(2)?, arguments.number(3)?);
    if periods.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    let interest = checked(present.times(rate))?;
    let past = checked(interest.times(period).and_then(|part| part.over(periods)))?;
    Ok(checked(past.minus(interest))?.into())
}

fn nper(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (payment, present) = (arguments.number(1)?, arguments.number(2)?);
    let future = arguments.number_or(3, Decimal::ZERO)?;
    let terms = terms(arguments, 4)?;
    if terms.rate.is_zero() {
        let owed = checked(present.plus(future))?;
        return owed.over(payment).map(|periods| Value::from(-periods)).ok_or_else(|| Cause::OutOfRange.into());
    }
    let growth = checked(terms.rate.plus(Decimal::ONE))?;
    let paid = checked(terms.timed(payment))?;
    let end = checked(future.times(terms.rate).and_then(|part| paid.minus(part)))?;
    let start = checked(present.times(terms.rate).and_then(|part| paid.plus(part)))?;
    let ratio = end.over(start).filter(|ratio| *ratio > Decimal::ZERO).ok_or(Cause::OutOfRange)?;
    let periods = logarithm(ratio)?.over(logarithm(growth)?).ok_or(Cause::DivisionByZero)?;
    Ok(settle(periods).into())
}

/// Principal and interest from one payment to another.
fn cumulative(arguments: &Arguments<'_>) -> Result<(Decimal, Decimal), ErrorValue> {
    // Excel cuts the periods to whole ones here, and takes nothing but 0 and 1 for the time of payment.
    let (periods, present) = (Decimal::from(arguments.integer(1)?), arguments.number(2)?);
    let (first, last) = (arguments.integer(3)?, arguments.integer(4)?);
    let terms = terms(arguments, 5)?;
    let in_order = first >= 1 && last >= first && Decimal::from(last) <= periods;
    let is_time = matches!(arguments.integer(5)?, 0 | 1);
    if terms.rate <= Decimal::ZERO || present <= Decimal::ZERO || !in_order || !is_time {
        return Err(Cause::OutOfRange.into());
    }
    let payment = terms.payment(periods, present, Decimal::ZERO)?;
    // At the beginning of the first period nothing has borne interest yet: that payment is all principal.
    let whole = terms.due && first == 1;
    let start = if whole { 2 } else { first };
    let end = Terms { due: false, ..terms };
    let from = |period: i64| {
        let left = checked(periods.minus(Decimal::from(period)).and_then(|left| left.plus(Decimal::ONE)))?;
        end.worth_of_payments(left)
    };
    let sum = checked(from(start)?.minus(from(last.saturating_add(1))?))?;
    let sum = checked(sum.plus(if whole { Decimal::ONE } else { Decimal::ZERO }))?;
    let principal = checked(payment.times(sum))?;
    let count = Decimal::from(last.saturating_sub(first).saturating_add(1));
    let paid = checked(payment.times(count))?;
    Ok((principal, checked(paid.minus(principal))?))
}

fn cumulative_interest(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(cumulative(arguments)?.1.into())
}

fn cumulative_principal(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    Ok(cumulative(arguments)?.0.into())
}
