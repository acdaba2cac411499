//! What an outcome was over the runs of a simulation.

use std::cmp::Ordering;

use rust_decimal::prelude::ToPrimitive;

use crate::number::{Arithmetic as _, Decimal, compare, sqrt};

/// The numbers that an outcome was, in order.
#[derive(Clone, Debug)]
pub struct Summary {
    sorted: Vec<Decimal>,
    runs: u32,
}

/// A part of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Its least value.
    pub from: Decimal,
    /// Its greatest value, which belongs to the next bin, except that of the last.
    pub to: Decimal,
    /// How many runs gave a value in it.
    pub count: usize,
}

/// What an outcome is asked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// This much or more.
    AtLeast(Decimal),
    /// More than this.
    Above(Decimal),
    /// This much or less.
    AtMost(Decimal),
    /// Less than this.
    Below(Decimal),
    /// From the first to the second, both included.
    Between(Decimal, Decimal),
}

impl Condition {
    fn holds(self, number: Decimal) -> bool {
        let order = |limit: Decimal| compare(number, limit);
        match self {
            Self::AtLeast(limit) => order(limit).is_ge(),
            Self::Above(limit) => order(limit).is_gt(),
            Self::AtMost(limit) => order(limit).is_le(),
            Self::Below(limit) => order(limit).is_lt(),
            Self::Between(low, high) => order(low).is_ge() && order(high).is_le(),
        }
    }
}

impl Summary {
    /// The summary of a simulation's numbers; nothing without any.
    pub(super) fn new(mut numbers: Vec<Decimal>, runs: u32) -> Option<Self> {
        numbers.sort_unstable();
        (!numbers.is_empty()).then_some(Self { sorted: numbers, runs })
    }

    /// Runs in which the outcome was no number, as with an error. They count as runs in which no condition holds, and in
    /// nothing else.
    #[must_use]
    pub fn failed(&self) -> u32 {
        self.runs.saturating_sub(u32::try_from(self.sorted.len()).unwrap_or(u32::MAX))
    }

    /// The numbers, from the least up.
    #[must_use]
    pub fn sorted(&self) -> &[Decimal] {
        &self.sorted
    }

    /// The arithmetic mean; nothing when the sum is too large to hold.
    #[must_use]
    pub fn mean(&self) -> Option<Decimal> {
        let sum = self.sorted.iter().try_fold(Decimal::ZERO, |sum, number| sum.plus(*number))?;
        sum.over(Decimal::from(self.sorted.len()))
    }

    /// The standard deviation of a sample, as Excel's `STDEV.S`; nothing for a single run, and when the squares are too large to
    /// hold.
    #[must_use]
    pub fn deviation(&self) -> Option<Decimal> {
        let mean = self.mean()?;
        let squares = self.sorted.iter().try_fold(Decimal::ZERO, |sum, number| {
            let gap = number.minus(mean)?;
            sum.plus(gap.times(gap)?)
        })?;
        sqrt(squares.over(Decimal::from(self.sorted.len().checked_sub(1)?))?)
    }

    /// The value below which a share of the runs lies, as Excel's `PERCENTILE.INC`: 0.1 for P10. Nothing for a share
    /// outside 0 to 1.
    #[must_use]
    pub fn percentile(&self, share: Decimal) -> Option<Decimal> {
        if !(Decimal::ZERO..=Decimal::ONE).contains(&share) {
            return None;
        }
        let place = share.times(Decimal::from(self.sorted.len().checked_sub(1)?))?;
        let below = place.floor().to_usize()?;
        let low = *self.sorted.get(below)?;
        let high = self.sorted.get(below + 1).copied().unwrap_or(low);
        low.plus(high.minus(low)?.times(place.fract())?)
    }

    /// The share of all runs in which a condition held.
    #[must_use]
    pub fn probability(&self, condition: Condition) -> Decimal {
        let held = self.sorted.iter().filter(|number| condition.holds(**number)).count();
        Decimal::from(held).over(Decimal::from(self.runs)).unwrap_or(Decimal::ZERO)
    }

    /// How often the outcome was where: bins of one width from the least to the greatest number, or a single one where all
    /// numbers are the same. Nothing for no bins.
    #[must_use]
    pub fn histogram(&self, bins: u32) -> Option<Vec<Bin>> {
        let (least, greatest) = (*self.sorted.first()?, *self.sorted.last()?);
        let bins = if compare(least, greatest).is_eq() { bins.min(1) } else { bins };
        let width = greatest.minus(least)?.over(bins.into())?;
        let edge = |bin: u32| {
            let inner = width.times(bin.into()).and_then(|way| least.plus(way));
            if bin == bins { Some(greatest) } else { inner }
        };
        let mut found = Vec::with_capacity(bins as usize);
        let mut start = 0;
        for bin in 0..bins {
            let (from, to) = (edge(bin)?, edge(bin + 1)?);
            let is_last = bin + 1 == bins;
            let end =
                if is_last { self.sorted.len() } else { self.sorted.partition_point(|n| n.cmp(&to) == Ordering::Less) };
            found.push(Bin { from, to, count: end.saturating_sub(start) });
            start = end;
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn summary(numbers: &[&str], runs: u32) -> Summary {
        Summary::new(numbers.iter().map(|number| decimal(number)).collect(), runs).unwrap()
    }

    #[test]
    fn figures_of_a_few_numbers_are_as_worked_out_by_hand() {
        let few = summary(&["4", "1", "3", "2"], 5);
        assert_eq!((few.mean(), few.failed()), (Some(decimal("2.5")), 1));
        // The examples of Excel's PERCENTILE.INC and, for 2, 4, 4, 4, 5, 5, 7, 9, the deviation the root of 32/7.
        assert_eq!(few.percentile(decimal("0.3")), Some(decimal("1.9")));
        assert_eq!(few.percentile(decimal("1")), Some(decimal("4")));
        assert_eq!(few.percentile(decimal("1.1")), None);
        let spread = summary(&["2", "4", "4", "4", "5", "5", "7", "9"], 8);
        let deviation = spread.deviation().unwrap();
        assert!(compare(deviation * deviation * decimal("7"), decimal("32")).is_eq(), "{deviation}");
        assert_eq!(summary(&["7"], 1).deviation(), None);
        for (condition, expected) in [
            (Condition::AtLeast(decimal("3")), "0.4"),
            (Condition::Above(decimal("3")), "0.2"),
            (Condition::AtMost(decimal("3")), "0.6"),
            (Condition::Below(decimal("3")), "0.4"),
            (Condition::Between(decimal("2"), decimal("3")), "0.4"),
        ] {
            assert_eq!(few.probability(condition), decimal(expected), "{condition:?}");
        }
    }

    #[test]
    fn bins_hold_every_number_once() {
        let counts = |summary: &Summary, bins| {
            let bins = summary.histogram(bins).unwrap();
            bins.iter().map(|bin| (bin.from, bin.to, bin.count)).collect::<Vec<_>>()
        };
        let few = summary(&["0", "1", "1", "2.5", "4"], 5);
        let edges = ["0", "1", "2", "3", "4"].map(decimal);
        let expected =
            vec![(edges[0], edges[1], 1), (edges[1], edges[2], 2), (edges[2], edges[3], 1), (edges[3], edges[4], 1)];
        assert_eq!(counts(&few, 4), expected);
        assert_eq!(counts(&summary(&["3", "3"], 2), 10), [(decimal("3"), decimal("3"), 2)]);
        assert_eq!(few.histogram(0), None);
    }
}
