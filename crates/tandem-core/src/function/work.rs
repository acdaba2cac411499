//! The work of one formula's evaluation, counted, so that what would take minutes ends with an error instead.
//!
//! A unit is about ten nanoseconds on a computer of today, compiled for speed. Work is counted and not timed, so that a
//! formula has the same value on every machine. What a call of a function costs stands with the function
//! ([`super::Body::Measured`]); what the evaluator does itself is counted by the constants here. A lone operator
//! or a cheap function between single values is not counted: a formula is too short to hold many. Only arrays, whole ranges,
//! and LAMBDAs and names that are evaluated again and again can ask for more than there is.

use std::cell::Cell;

use rust_decimal::Decimal;

use crate::cell::{Cause, ErrorValue};

/// Copying one cell or item into an array.
pub const COPY: u64 = 3;
/// An operator on one item of an array.
pub const OPERATOR: u64 = 5;
/// `&` on one item of an array, numbers written as texts included.
pub const CONCATENATION: u64 = 15;
/// A power that is not small and whole: a logarithm and an exponential with 57 decimals.
pub const POWER: u64 = 160;
/// The largest whole exponent that is a few multiplications.
const SMALL_EXPONENT: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
/// A cheap function computed for one item of an array.
pub const LIFTED_CALL: u64 = 12;
/// A call of a function value, without what it computes.
pub const LAMBDA_CALL: u64 = 6;
/// One operator, call, reference or constant in what a function value or a name stands for.
pub const NODE: u64 = 3;
/// Reading one cell or item and doing little with it, such as adding a number of 28 digits.
pub const CELL: u64 = 2;
/// Ranges and arrays below this size are not counted where they are read once.
pub const FEWEST_CELLS: u64 = 64;
/// A multiplication of numbers so long that the product must be cut, beside one of short ones.
const LONG_PRODUCT: u64 = 16;
const SHORT_PRODUCT: u64 = 3;
/// Texts below this length are not counted.
const FEWEST_BYTES: usize = 256;

/// What a function costs in units, beside a small sum for the call itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// For one call.
    pub call: u64,
    /// For each cell of the ranges that it takes whole; 0 where the function counts what it looks at.
    pub cell: u64,
}

impl Cost {
    /// A function that reads its ranges once and does little with each value.
    pub const READING: Self = Self { call: 0, cell: CELL };
    /// A function that counts itself what it reads, because that may be far less than all of its ranges.
    pub const SELECTIVE: Self = Self { call: 0, cell: 0 };

    /// A function of single values that costs so much a call.
    #[must_use]
    pub const fn of_call(call: u64) -> Self {
        Self { call, cell: CELL }
    }

    /// A function that costs so much for each cell that it is given.
    #[must_use]
    pub const fn of_cell(cell: u64) -> Self {
        Self { call: 0, cell }
    }
}

/// What multiplying two numbers and adding the product costs.
#[inline]
#[must_use]
pub fn product_units(a: Decimal, b: Decimal) -> u64 {
    if a.scale() + b.scale() > Decimal::MAX_SCALE { LONG_PRODUCT } else { SHORT_PRODUCT }
}

/// What a power to an exponent costs.
#[must_use]
pub fn power_units(exponent: Decimal) -> u64 {
    let is_cheap = exponent.scale() == 0 && !exponent.is_sign_negative() && exponent <= SMALL_EXPONENT;
    if is_cheap { 0 } else { POWER }
}

/// What is left of the work that one evaluation may do.
#[derive(Clone, Debug)]
pub struct Work {
    left: Cell<u64>,
    is_exceeded: Cell<bool>,
}

impl Work {
    /// So many units to begin with.
    #[must_use]
    pub const fn new(units: u64) -> Self {
        Self { left: Cell::new(units), is_exceeded: Cell::new(false) }
    }

    /// Units that are left.
    #[must_use]
    pub const fn left(&self) -> u64 {
        self.left.get()
    }

    /// Counts some units.
    ///
    /// # Errors
    /// `#CALC!` when not so many are left; from then on nothing is left.
    #[inline]
    pub fn charge(&self, units: u64) -> Result<(), ErrorValue> {
        match self.left.get().checked_sub(units) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => self.exceed(),
        }
    }

    /// Counts the units of some items, each of which costs the same.
    ///
    /// # Errors
    /// As [`Self::charge`].
    pub fn charge_each(&self, items: usize, units: u64) -> Result<(), ErrorValue> {
        self.charge(units.saturating_mul(items as u64))
    }

    /// Refuses at once what is going to be counted step by step and would exceed what is left.
    ///
    /// # Errors
    /// As [`Self::charge`].
    pub fn foresee(&self, units: u64) -> Result<(), ErrorValue> {
        if units > self.left.get() { self.exceed() } else { self.check() }
    }

    /// Counts some units where no error can be given; the next look at the work finds it exceeded.
    #[inline]
    pub fn spend(&self, units: u64) {
        // What is exceeded is remembered.
        self.charge(units).ok();
    }

    /// Counts reading some cells once, unless they are few.
    #[inline]
    pub fn spend_on_cells(&self, cells: u64) {
        if cells >= FEWEST_CELLS {
            self.spend(CELL.saturating_mul(cells));
        }
    }

    /// Counts going through a text, unless it is short.
    #[inline]
    pub fn spend_on_text(&self, text: &str) {
        if text.len() >= FEWEST_BYTES {
            self.spend(text.len() as u64 / 2);
        }
    }

    /// Counts writing a text, unless it is short.
    #[inline]
    pub fn spend_on_new_text(&self, text: &str) {
        if text.len() >= FEWEST_BYTES {
            self.spend(text.len() as u64 / 8);
        }
    }

    /// Counts comparing two texts, which goes on as long as they agree, unless one of them is short.
    #[inline]
    pub fn spend_on_comparison(&self, a: &str, b: &str) {
        let shorter = a.len().min(b.len());
        if shorter >= FEWEST_BYTES {
            self.spend(shorter as u64 / 8);
        }
    }

    /// Whether there was more to do than was left.
    ///
    /// # Errors
    /// `#CALC!` when there was.
    #[inline]
    pub fn check(&self) -> Result<(), ErrorValue> {
        if self.is_exceeded.get() { Err(Cause::TooMuchWork.into()) } else { Ok(()) }
    }

    #[cold]
    fn exceed(&self) -> Result<(), ErrorValue> {
        self.left.set(0);
        self.is_exceeded.set(true);
        Err(Cause::TooMuchWork.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_exceeded_stays_so() {
        let work = Work::new(10);
        assert_eq!((work.charge(4), work.foresee(6), work.check()), (Ok(()), Ok(()), Ok(())));
        assert_eq!(work.charge_each(2, 3), Ok(()));
        assert_eq!(work.check(), Ok(()));
        assert_eq!(work.charge(1).unwrap_err().cause, Cause::TooMuchWork);
        assert_eq!(work.foresee(0).unwrap_err().cause, Cause::TooMuchWork);
        assert!(work.check().is_err());
    }

    #[test]
    fn what_is_foreseen_is_not_yet_counted() {
        let work = Work::new(10);
        assert_eq!((work.foresee(10), work.charge(10)), (Ok(()), Ok(())));
        assert!(work.foresee(1).is_err());
        work.spend(0);
        assert!(work.check().is_err());
    }
}
