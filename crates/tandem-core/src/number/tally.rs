//! Sums over many numbers, kept in one machine word for as long as they fit: amounts are nearly always short, and adding
//! two decimals takes many times as long as adding two words.

use super::arithmetic::Arithmetic as _;
use rust_decimal::Decimal;

/// The powers of ten that a word holds.
#[expect(clippy::indexing_slicing, reason = "the compiler computes it, and refuses an index out of bounds")]
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut place = 1;
    while place < powers.len() {
        powers[place] = powers[place - 1] * 10;
        place += 1;
    }
    powers
};

/// A sum under way. It is what adding the decimals one by one, in the same order, would give.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// The sum in units of ten to the power `-scale`, unless it is long.
    units: i64,
    scale: u32,
    /// The sum from where it did not fit into a word on.
    long: Option<Decimal>,
}

impl Tally {
    /// Adds a number; nothing when the sum is too large for a decimal.
    #[inline]
    pub fn add(&mut self, number: Decimal) -> Option<()> {
        if self.long.is_none() {
            let parts = number.unpack();
            if parts.hi == 0
                && let Ok(size) = i64::try_from(u64::from(parts.mid) << 32 | u64::from(parts.lo))
                && self.add_units(if parts.negative { -size } else { size }, parts.scale)
            {
                return Some(());
            }
        }
        self.add_long(Some(number))
    }

    /// Adds the product of two numbers; nothing when it or the sum is too large for a decimal.
    #[inline]
    pub fn add_product(&mut self, a: Decimal, b: Decimal) -> Option<()> {
        if self.long.is_none() {
            let (x, y) = (a.unpack(), b.unpack());
            let scale = x.scale + y.scale;
            // A product of more decimals than a decimal has is rounded.
            if x.hi | x.mid | y.hi | y.mid == 0
                && scale <= Decimal::MAX_SCALE
                && let Ok(size) = i64::try_from(u64::from(x.lo) * u64::from(y.lo))
                && self.add_units(if x.negative == y.negative { size } else { -size }, scale)
            {
                return Some(());
            }
        }
        self.add_long(a.times(b))
    }

    /// The sum; nothing is never given but for a sum that was refused before.
    #[must_use]
    pub fn total(&self) -> Option<Decimal> {
        match self.long {
            Some(long) => Some(long),
            None => Decimal::try_from_i128_with_scale(self.units.into(), self.scale).ok(),
        }
    }

    /// Adds units of another scale; refuses, and changes nothing, when the sum would not fit.
    #[inline]
    fn add_units(&mut self, units: i64, scale: u32) -> bool {
        let (mine, theirs) = if scale == self.scale {
            (Some(self.units), Some(units))
        } else {
            let widened = |units: i64, by: u32| units.checked_mul(*POWERS.get(by as usize)?);
            if scale > self.scale {
                (widened(self.units, scale - self.scale), Some(units))
            } else {
                (Some(self.units), widened(units, self.scale - scale))
            }
        };
        let sum = mine.zip(theirs).and_then(|(mine, theirs)| mine.checked_add(theirs));
        if let Some(sum) = sum {
            self.units = sum;
            self.scale = self.scale.max(scale);
        }
        sum.is_some()
    }

    #[cold]
    fn add_long(&mut self, term: Option<Decimal>) -> Option<()> {
        self.long = Some(self.total()?.plus(term?)?);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Decimals of all sizes, short ones most often.
    fn decimal() -> impl Strategy<Value = Decimal> {
        let of = |mantissa: i128, scale: u32| Decimal::from_i128_with_scale(mantissa, scale);
        prop_oneof![
            8 => (-100_000i128..100_000, 0u32..4).prop_map(move |(mantissa, scale)| of(mantissa, scale)),
            2 => (any::<i64>(), 0u32..=28).prop_map(move |(mantissa, scale)| of(mantissa.into(), scale)),
            1 => (-(1i128 << 95)..(1i128 << 95), 0u32..=28).prop_map(move |(mantissa, scale)| of(mantissa, scale)),
        ]
    }

    #[test]
    fn a_sum_that_leaves_the_word_goes_on() {
        let mut tally = Tally::default();
        for text in ["9223372036854775807", "1", "0.001", "-9223372036854775808"] {
            tally.add(text.parse().unwrap()).unwrap();
        }
        assert_eq!(tally.total(), Some("0.001".parse().unwrap()));
        assert_eq!(tally.add(Decimal::MAX).and_then(|()| tally.add(Decimal::MAX)), None);
    }

    proptest! {
        #[test]
        fn sums_are_those_of_decimals(numbers in prop::collection::vec(decimal(), 0..40)) {
            let (mut tally, mut sum) = (Tally::default(), Some(Decimal::ZERO));
            for number in &numbers {
                let added = tally.add(*number);
                sum = sum.and_then(|sum| sum.checked_add(*number));
                prop_assert_eq!(added.is_some(), sum.is_some());
                if sum.is_none() {
                    return Ok(());
                }
                prop_assert_eq!(tally.total(), sum);
            }
        }

        #[test]
        fn sums_of_products_are_those_of_decimals(pairs in prop::collection::vec((decimal(), decimal()), 0..40)) {
            let (mut tally, mut sum) = (Tally::default(), Some(Decimal::ZERO));
            for (a, b) in &pairs {
                let added = tally.add_product(*a, *b);
                sum = sum.and_then(|sum| sum.checked_add(a.checked_mul(*b)?));
                prop_assert_eq!(added.is_some(), sum.is_some());
                if sum.is_none() {
                    return Ok(());
                }
                prop_assert_eq!(tally.total(), sum);
            }
        }
    }
}
