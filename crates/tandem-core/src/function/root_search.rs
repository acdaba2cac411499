//! The growth factors at which dated flows have a present value of zero.
//!
//! The search runs in binary floating point over `s = ln(growth)` and only finds the neighbourhood of a root; the value
//! that is given comes from Newton steps on exact decimals, so no amount is ever computed in floating point.
#![expect(
    clippy::float_arithmetic,
    reason = "the neighbourhood of a root is searched in floating point; results are decimal"
)]

use crate::number::Arithmetic as _;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::Work;
use super::finance::settle;
use super::root_isolation::{Root, first_change, isolate, variations};
use crate::cell::{Cause, ErrorValue};
use crate::number::{self, Decimal};
use crate::sort::sorted;

/// An amount at a time, in whole periods or days from the first flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Periods or days from the first flow.
    pub time: u32,
    /// The amount; money paid out is negative.
    pub amount: Decimal,
}

/// Newton steps in floating point before every root is looked for instead.
const MAX_STEPS: usize = 40;
/// Newton steps in decimals; one or two are enough unless roots nearly coincide.
const MAX_EXACT_STEPS: usize = 40;
/// Units of work that one flow takes in a floating-point sum, and in one of exact decimals.
pub(super) const ROUGH_UNITS: u64 = 2;
const EXACT_UNITS: u64 = 15;
/// `|ln(growth)|` past which no rate is of use; it also bounds a runaway search.
const MAX_LOG_GROWTH: f64 = 60.0;
/// Flows times changes of sign that a search for all roots takes on: about a second of work.
const MAX_SEARCH_WORK: usize = 1_000_000;

/// The growth factor per unit of time that Newton's method reaches from a guess, or else the nearest one to the guess. The
/// guess is one of growth per period of so many units, and so are the steps, as in Excel.
///
/// # Errors
/// `#NUM!` when the flows do not change sign, when the guess is -100 % or less, when no growth factor exists, and when
/// the one there is can't be told to 15 digits.
pub fn nearest(flows: &[Flow], guess: f64, units: f64, work: &Work) -> Result<Decimal, ErrorValue> {
    let flows = Flows::new(flows, work)?;
    if guess <= 0.0 || !guess.is_finite() {
        return Err(Cause::OutOfRange.into());
    }
    let start = guess.ln() / units;
    if let Some(found) = flows.newton(guess, units).and_then(|near| flows.polish(near)) {
        return Ok(found);
    }
    let mut best: Option<(f64, Decimal)> = None;
    for (log, growth) in flows.all()? {
        let distance = (log - start).abs();
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, growth));
        }
    }
    best.map(|(_, growth)| growth).ok_or_else(|| Cause::NoRate.into())
}

/// Every growth factor above zero, from the least up.
///
/// # Errors
/// `#NUM!` when the flows do not change sign, when no growth factor exists, and when there are too many changes of sign.
pub fn all(flows: &[Flow], work: &Work) -> Result<Vec<Decimal>, ErrorValue> {
    let found: Vec<Decimal> = Flows::new(flows, work)?.all()?.into_iter().map(|(_, growth)| growth).collect();
    if found.is_empty() { Err(Cause::NoRate.into()) } else { Ok(found) }
}

/// Flows in order of time, without zeros, beside their floating-point shadow.
struct Flows<'a> {
    exact: Vec<Flow>,
    rough: Vec<Term>,
    work: &'a Work,
}

/// The floating-point shadow of a flow.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// As the flow's.
    pub time: f64,
    /// About the flow's.
    pub amount: f64,
}

impl<'a> Flows<'a> {
    fn new(flows: &[Flow], work: &'a Work) -> Result<Self, ErrorValue> {
        let exact = in_order(flows)?;
        let gains = exact.iter().filter(|flow| flow.amount.is_sign_positive()).count();
        if gains == 0 || gains == exact.len() {
            return Err(Cause::NoSignChange.into());
        }
        let rough = exact
            .iter()
            .map(|flow| Term { time: f64::from(flow.time), amount: flow.amount.to_f64().unwrap_or(0.0) })
            .collect();
        Ok(Self { exact, rough, work })
    }

    /// The `ln(growth)` that Newton's method reaches from a growth per period of so many units.
    fn newton(&self, guess: f64, units: f64) -> Option<f64> {
        let mut growth = guess;
        for _ in 0..MAX_STEPS {
            let log = growth.ln() / units;
            self.work.charge_each(self.rough.len(), ROUGH_UNITS).ok()?;
            let (value, slope) = evaluate(&self.rough, log);
            // The slope by the period's growth is that by the unit's logarithm over growth and units.
            let step = value / slope * growth * units;
            growth -= step;
            if growth.is_nan() || growth <= 0.0 || (growth.ln() / units).abs() > MAX_LOG_GROWTH {
                return None;
            }
            if step.abs() < 1e-9 * growth {
                return Some(growth.ln() / units);
            }
        }
        None
    }

    /// The exact root near `ln(growth)`; nothing when the steps do not settle near it.
    fn polish(&self, log: f64) -> Option<Decimal> {
        self.polish_by_chords(log).or_else(|| self.polish_by_tangents(log))
    }

    /// Newton's method wholly in decimals, for roots so near to one another that a floating-point slope is of no use.
    fn polish_by_tangents(&self, log: f64) -> Option<Decimal> {
        let start = log.exp();
        let mut growth = Decimal::from_f64(start).filter(|growth| !growth.is_zero())?;
        let enough = growth.times(Decimal::from_parts(1, 0, 0, false, 18))?;
        for _ in 0..MAX_EXACT_STEPS {
            let value = self.residual(growth, start >= 1.0)?;
            let near = growth.times(Decimal::from_parts(1, 0, 0, false, 9))?;
            let above = self.residual(growth.plus(near)?, start >= 1.0)?;
            let below = self.residual(growth.minus(near)?, start >= 1.0)?;
            let step = value.times(near.plus(near)?)?.over(above.minus(below)?)?;
            growth = growth.minus(step)?;
            if step.abs() <= enough {
                let end = growth.to_f64()?;
                return ((end.ln() - log).abs() < 1e-4).then(|| settle(growth));
            }
        }
        None
    }

    /// Steps along one floating-point slope: each gains some 13 digits, so two are enough unless roots nearly coincide.
    fn polish_by_chords(&self, log: f64) -> Option<Decimal> {
        let (_, slope) = evaluate(&self.rough, log);
        let start = log.exp();
        // The slope by growth instead of by its logarithm.
        let slope = Decimal::from_f64(slope / start).filter(|slope| !slope.is_zero())?;
        let mut growth = Decimal::from_f64(start).filter(|growth| !growth.is_zero())?;
        let enough = growth.times(Decimal::from_parts(2, 0, 0, false, 15))?;
        let forward = start >= 1.0;
        for _ in 0..MAX_EXACT_STEPS {
            let step = self.residual(growth, forward)?.over(slope)?;
            growth = growth.minus(step)?;
            // A floating-point slope makes a step gain some 13 digits: after one this small nothing is left to gain.
            if step.abs() <= enough {
                let end = growth.to_f64()?;
                return ((end.ln() - log).abs() < 1e-4).then(|| settle(growth));
            }
        }
        None
    }

    /// Every root as `ln(growth)` and growth, from the least up.
    fn all(&self) -> Result<Vec<(f64, Decimal)>, ErrorValue> {
        if variations(&self.rough) * self.rough.len() > MAX_SEARCH_WORK {
            return Err(Cause::NoConvergence.into());
        }
        let mut found: Vec<(f64, Decimal)> = Vec::new();
        for root in isolate(&self.rough, self.work)? {
            let (log, growth) = match root {
                Root::Crossing(log) => (log, self.polish(log)),
                // The touching point is a simple root of the weighted sum, where Newton's method is at its best.
                Root::Touching(log) => (log, self.weighted().and_then(|sum| sum.polish(log))),
            };
            let root = (log, growth.ok_or(Cause::NoConvergence)?);
            if found.last().is_none_or(|last| last.1 != root.1) {
                found.push(root);
            }
        }
        Ok(found)
    }

    /// The sum of `amount * growth^-time` by a positive factor, in exact decimals; nothing on overflow.
    fn residual(&self, growth: Decimal, forward: bool) -> Option<Decimal> {
        self.work.charge_each(self.exact.len(), EXACT_UNITS).ok()?;
        residual(&self.exact, growth, forward)
    }

    /// The sum whose roots separate those of this one, in exact decimals.
    fn weighted(&self) -> Option<Self> {
        let pivot = first_change(&self.rough)?;
        let exact: Option<Vec<Flow>> = self
            .exact
            .iter()
            .map(|flow| {
                let weight = Decimal::from(pivot.to_i64()?.checked_sub(i64::from(flow.time))?);
                Some(Flow { time: flow.time, amount: flow.amount.times(weight)? })
            })
            .collect();
        Self::new(&exact?, self.work).ok()
    }
}

/// The flows by time, those of one time as one, without zeros.
pub fn in_order(flows: &[Flow]) -> Result<Vec<Flow>, ErrorValue> {
    let mut exact: Vec<Flow> = flows.iter().copied().filter(|flow| !flow.amount.is_zero()).collect();
    if exact.is_sorted_by(|a, b| a.time < b.time) {
        return Ok(exact);
    }
    exact = sorted(&exact, |a, b| a.time.cmp(&b.time));
    let mut merged: Vec<Flow> = Vec::with_capacity(exact.len());
    for flow in exact {
        match merged.last_mut() {
            Some(last) if last.time == flow.time => {
                last.amount = last.amount.plus(flow.amount).ok_or(Cause::Overflow)?;
            }
            _ => merged.push(flow),
        }
    }
    merged.retain(|flow| !flow.amount.is_zero());
    Ok(merged)
}

/// The sum of `amount * growth^-time` and its slope by `ln(growth)`, both by one positive factor: seen from the first
/// flow where growth is 1 or more and from the last one below, so that neither overflows.
pub fn evaluate(terms: &[Term], log: f64) -> (f64, f64) {
    let (mut value, mut moment) = (0.0, 0.0);
    let Some((first, last)) = terms.first().zip(terms.last()) else { return (0.0, 0.0) };
    if log >= 0.0 {
        let discount = (-log).exp();
        let mut time = last.time;
        for term in terms.iter().rev() {
            let gap = time - term.time;
            let factor = factor(discount, -log, gap);
            moment = factor * (moment + gap * value);
            value = value * factor + term.amount;
            time = term.time;
        }
        (value, -moment)
    } else {
        let growth = log.exp();
        let mut time = first.time;
        for term in terms {
            let gap = term.time - time;
            let factor = factor(growth, log, gap);
            moment = factor * (moment + gap * value);
            value = value * factor + term.amount;
            time = term.time;
        }
        (value, moment - (last.time - first.time) * value)
    }
}

fn factor(base: f64, log: f64, gap: f64) -> f64 {
    if gap == 1.0 { base } else { (log * gap).exp() }
}

/// The same sum in exact decimals; nothing on overflow.
fn residual(flows: &[Flow], growth: Decimal, forward: bool) -> Option<Decimal> {
    let mut value = Decimal::ZERO;
    if forward {
        let mut time = flows.last()?.time;
        for flow in flows.iter().rev() {
            value = match time - flow.time {
                0 => value,
                1 => value.over(growth)?,
                // A factor past the largest decimal leaves nothing of what lies behind it.
                gap => number::power(growth, gap.into()).map_or(Some(Decimal::ZERO), |factor| value.over(factor))?,
            };
            value = value.plus(flow.amount)?;
            time = flow.time;
        }
    } else {
        let mut time = flows.first()?.time;
        for flow in flows {
            value = match flow.time - time {
                0 => value,
                1 => value.times(growth)?,
                gap => value.times(number::power(growth, gap.into())?)?,
            };
            value = value.plus(flow.amount)?;
            time = flow.time;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flows(amounts: &[&str]) -> Vec<Flow> {
        (0u32..).zip(amounts).map(|(time, text)| Flow { time, amount: text.parse().unwrap() }).collect()
    }

    fn plenty() -> Work {
        Work::new(u64::MAX)
    }

    #[track_caller]
    fn check_all(amounts: &[&str], expect: &[&str]) {
        let found = all(&flows(amounts), &plenty()).unwrap();
        let texts: Vec<String> = found.iter().map(|growth| growth.round_dp(15).normalize().to_string()).collect();
        assert_eq!(texts, expect, "{amounts:?}");
    }

    #[test]
    fn every_root_is_found() {
        check_all(&["-100", "110"], &["1.1"]);
        // (x - 1.1)(x - 1.2) = x^2 - 2.3 x + 1.32
        check_all(&["-100", "230", "-132"], &["1.1", "1.2"]);
        // A touching root at 1.1.
        check_all(&["-100", "220", "-121"], &["1.1"]);
        // Roots 1.1, 1.1001, 1.5: a close pair and one apart.
        check_all(&["-1", "3.7001", "-4.51026", "1.815165"], &["1.1", "1.1001", "1.5"]);
        // Growth below one: 0.5 and 0.9.
        check_all(&["-100", "140", "-45"], &["0.5", "0.9"]);
    }

    #[test]
    fn flows_without_a_root_say_so() {
        let error = all(&flows(&["1", "-1", "1"]), &plenty()).unwrap_err();
        assert_eq!(error.cause, Cause::NoRate);
        let error = all(&flows(&["1", "2", "0"]), &plenty()).unwrap_err();
        assert_eq!(error.cause, Cause::NoSignChange);
    }

    #[test]
    fn the_root_is_exact_to_the_last_digits() {
        let flows = flows(&["-75000", "12000", "15000", "18000", "21000", "24000"]);
        let work = plenty();
        let growth = nearest(&flows, 1.1, 1.0, &work).unwrap();
        let flows = Flows::new(&flows, &work).unwrap();
        let rest = residual(&flows.exact, growth, true).unwrap();
        assert!(rest.abs() < Decimal::new(1, 20), "{growth} leaves {rest}");
    }
}
