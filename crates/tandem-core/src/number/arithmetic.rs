//! The four operations as functions that are called, not copied.

use rust_decimal::Decimal;

/// Checked arithmetic on decimals. Each operation is nothing where the exact result, rounded to the digits that a decimal
/// holds, would be too large for it; division is nothing by zero too.
///
/// `rust_decimal` forces a copy of its addition and multiplication, hundreds of bytes each, into every place that calls
/// `checked_add` or `checked_mul`. Over all functions that was a sixth of what a first visit loads. Where a loop over a
/// sheet's cells earns the copy, the inherent operations are still there.
pub trait Arithmetic: Sized {
    /// The sum.
    fn plus(self, other: Self) -> Option<Self>;
    /// The difference.
    fn minus(self, other: Self) -> Option<Self>;
    /// The product.
    fn times(self, other: Self) -> Option<Self>;
    /// The quotient.
    fn over(self, other: Self) -> Option<Self>;
}

impl Arithmetic for Decimal {
    #[inline(never)]
    fn plus(self, other: Self) -> Option<Self> {
        self.checked_add(other)
    }

    #[inline(never)]
    fn minus(self, other: Self) -> Option<Self> {
        self.checked_sub(other)
    }

    #[inline(never)]
    fn times(self, other: Self) -> Option<Self> {
        self.checked_mul(other)
    }

    #[inline(never)]
    fn over(self, other: Self) -> Option<Self> {
        self.checked_div(other)
    }
}

/// Whether two numbers are exactly the same amount, however many zeros end them.
#[inline]
#[must_use]
pub fn is_equal(a: Decimal, b: Decimal) -> bool {
    let (x, y) = (a.unpack(), b.unpack());
    // Most numbers that are compared have the same decimals, and differ in the digits that change first.
    if x.scale == y.scale && x.negative == y.negative {
        return x.lo == y.lo && x.mid == y.mid && x.hi == y.hi;
    }
    is_equal_otherwise(a, b)
}

#[cold]
fn is_equal_otherwise(a: Decimal, b: Decimal) -> bool {
    a == b
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn equality_is_that_of_decimals(a in -50i64..50, b in -50i64..50, more in 0u32..3, scale in 0u32..3) {
            let a = Decimal::new(a, scale);
            let b = Decimal::new(b * 10i64.pow(more), scale + more);
            prop_assert_eq!(is_equal(a, b), a == b);
            prop_assert_eq!(is_equal(-a, b), -a == b);
        }
    }
}
