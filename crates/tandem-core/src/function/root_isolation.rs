//! Where a sum of `amount * growth^-time` is zero: every place, by Descartes' rule made constructive.
//!
//! Weighting each term by its distance in time from the first change of sign gives a sum with one change of sign less, and
//! between two neighbouring roots of that sum the original sum, seen from that point in time, is monotonic and has at
//! most one root.
#![expect(
    clippy::float_arithmetic,
    reason = "the neighbourhood of a root is searched in floating point; results are decimal"
)]

use super::Work;
use super::root_search::{ROUGH_UNITS, Term};
use crate::cell::ErrorValue;

/// A place where a sum is zero.
#[derive(Clone, Copy, Debug)]
pub enum Root {
    /// The sum changes its sign at this `ln(growth)`.
    Crossing(f64),
    /// The sum reaches zero at this `ln(growth)` and turns back.
    Touching(f64),
}

impl Root {
    const fn log(self) -> f64 {
        match self {
            Self::Crossing(log) | Self::Touching(log) => log,
        }
    }
}

/// How often neighbouring terms differ in sign.
pub fn variations(terms: &[Term]) -> usize {
    terms.windows(2).filter(|pair| matches!(pair, [a, b] if (a.amount < 0.0) != (b.amount < 0.0))).count()
}

/// The time of the first term whose sign differs from the one before it.
pub fn first_change(terms: &[Term]) -> Option<f64> {
    terms.windows(2).find_map(|pair| match pair {
        [a, b] if (a.amount < 0.0) != (b.amount < 0.0) => Some(b.time),
        _ => None,
    })
}

/// Every root as `ln(growth)`, from the least up. Terms must be in order of time and without zeros.
///
/// # Errors
/// `#CALC!` when the search takes more work than is left.
pub fn isolate(terms: &[Term], work: &Work) -> Result<Vec<Root>, ErrorValue> {
    // Sums from the given one down to one without a change of sign; each one's roots separate the previous one's.
    let mut sums = vec![terms.to_vec()];
    while let Some(pivot) = sums.last().and_then(|sum| first_change(sum)) {
        let Some(sum) = sums.last() else { break };
        work.charge_each(sum.len(), ROUGH_UNITS)?;
        let mut next: Vec<Term> = sum
            .iter()
            .map(|term| Term { time: term.time, amount: term.amount * (pivot - term.time) })
            .filter(|term| term.amount != 0.0)
            .collect();
        let largest = next.iter().map(|term| term.amount.abs()).fold(0.0, f64::max);
        for term in &mut next {
            term.amount /= largest;
        }
        next.retain(|term| term.amount != 0.0);
        sums.push(next);
    }
    let mut roots: Vec<Root> = Vec::new();
    for sum in sums.iter().rev() {
        roots = roots_between(sum, &roots, work);
        work.check()?;
    }
    Ok(roots)
}

/// The sum and its slope, counted as work.
fn evaluate(terms: &[Term], log: f64, work: &Work) -> (f64, f64) {
    work.spend(ROUGH_UNITS.saturating_mul(terms.len() as u64));
    super::root_search::evaluate(terms, log)
}

fn roots_between(terms: &[Term], cuts: &[Root], work: &Work) -> Vec<Root> {
    let Some((low, high)) = bounds(terms) else { return Vec::new() };
    let mut roots = Vec::new();
    let mut left = (low, sign(terms, low, work));
    for cut in cuts.iter().map(|cut| cut.log()).filter(|cut| *cut > low && *cut < high).chain([high]) {
        let right = (cut, sign(terms, cut, work));
        if left.1 * right.1 < 0.0 {
            roots.push(Root::Crossing(bisect(terms, left, right.0, work)));
        }
        if right.1 == 0.0 {
            roots.push(Root::Touching(cut));
        }
        // After a touching point the sum comes back with the sign it had.
        left = if right.1 == 0.0 { (cut, left.1) } else { right };
    }
    roots
}

/// The sign of the sum, zero where it is lost in rounding.
fn sign(terms: &[Term], log: f64, work: &Work) -> f64 {
    let (value, _) = evaluate(terms, log, work);
    let sizes: Vec<Term> = terms.iter().map(|term| Term { time: term.time, amount: term.amount.abs() }).collect();
    let (size, _) = evaluate(&sizes, log, work);
    if value.abs() <= size * 1e-14 { 0.0 } else { value.signum() }
}

/// Where the first or the last term alone outweighs all others, so that no root lies beyond.
fn bounds(terms: &[Term]) -> Option<(f64, f64)> {
    let [first, second, ..] = terms else { return None };
    let [.., before, last] = terms else { return None };
    let total: f64 = terms.iter().map(|term| term.amount.abs()).sum();
    let high = (total / first.amount.abs()).ln() / (second.time - first.time).max(1.0);
    let low = (total / last.amount.abs()).ln() / (last.time - before.time).max(1.0);
    (high.is_finite() && low.is_finite()).then_some((-low - 1e-6, high + 1e-6))
}

fn bisect(terms: &[Term], left: (f64, f64), right: f64, work: &Work) -> f64 {
    let (mut low, mut high) = (left.0, right);
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if evaluate(terms, middle, work).0.signum() == left.1 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low + (high - low) / 2.0
}
