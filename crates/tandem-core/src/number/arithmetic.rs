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
