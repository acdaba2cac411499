//! Fixed-point numbers with 192 binary places (57 decimals), for logarithms and powers that must be right to the 28th
//! digit. Sums of forty terms lose a few units of the last place, which leaves twenty decimals to spare.
//!
//! Only magnitudes live here; what is negative is settled by the caller. Every caller keeps values below 2^63.

use std::cmp::Ordering;

use super::Decimal;

/// A number from 0 up to 2^64: the value of the limbs, least significant first, divided by 2^192.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide([u64; 4]);

/// A number as `mantissa * 2^exponent`, with the mantissa from 1 up to 2.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scaled {
    pub(super) mantissa: Wide,
    pub(super) exponent: i128,
}

/// Binary places.
const PLACES: u32 = 192;

impl Wide {
    pub(super) const ZERO: Self = Self([0; 4]);
    pub(super) const ONE: Self = Self([0, 0, 0, 1]);
    /// The natural logarithm of 2.
    const LN_2: Self = Self([0x40f3_4326_7298_b62e, 0xc9e3_b398_03f2_f6af, 0xb172_17f7_d1cf_79ab, 0]);
    /// Its reciprocal.
    const PER_LN_2: Self = Self([0xd6ae_f551_bad2_b4b1, 0x7d0f_fda0_d23a_7d11, 0x7154_7652_b82f_e177, 1]);
    /// The natural logarithm of 10.
    const LN_10: Self = Self([0x8a3f_b3e7_6977_e43a, 0xa95b_58ae_0b4c_28a3, 0x4d76_3776_aaa2_b05b, 2]);
    /// Its reciprocal.
    pub(super) const PER_LN_10: Self = Self([0x1f71_a301_22e4_d101, 0x9aad_d557_d699_ee19, 0x6f2d_ec54_9b94_38ca, 0]);

    pub(super) fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// The part before the point.
    const fn whole(self) -> u64 {
        self.0[3]
    }

    fn plus(self, other: Self) -> Self {
        let mut carry = false;
        let mut sum = self;
        for (limb, more) in sum.0.iter_mut().zip(other.0) {
            let (partial, first) = limb.overflowing_add(more);
            let (total, second) = partial.overflowing_add(u64::from(carry));
            *limb = total;
            carry = first || second;
        }
        sum
    }

    /// The difference of two numbers, and whether the second is the larger one.
    pub(super) fn minus(self, other: Self) -> (Self, bool) {
        let is_less = self.0.iter().rev().cmp(other.0.iter().rev()) == Ordering::Less;
        let (mut rest, less) = if is_less { (other, self) } else { (self, other) };
        let mut borrow = false;
        for (limb, take) in rest.0.iter_mut().zip(less.0) {
            let (partial, first) = limb.overflowing_sub(take);
            let (total, second) = partial.overflowing_sub(u64::from(borrow));
            *limb = total;
            borrow = first || second;
        }
        (rest, is_less)
    }

    pub(super) fn times(self, other: Self) -> Self {
        let product = product(&self.0, &other.0);
        Self([product[3], product[4], product[5], product[6]])
    }

    fn divided_by(self, divisor: u64) -> Self {
        let mut limbs = self.0;
        divide(&mut limbs, divisor);
        Self(limbs)
    }

    /// Half of the number, so many times over.
    pub(super) fn halved(self, times: u32) -> Self {
        (0..times).fold(self, |number, _| {
            let mut carry = 0;
            let mut half = number;
            for limb in half.0.iter_mut().rev() {
                (*limb, carry) = (*limb >> 1 | carry << 63, *limb & 1);
            }
            half
        })
    }

    /// The number times `factor / 10^scale`; nothing at 2^63 and above. The factor is below 2^96, the scale at most 28.
    pub(super) fn rescaled(self, factor: u128, scale: u32) -> Option<Self> {
        let mut limbs = product(&self.0, &[factor as u64, (factor >> 64) as u64, 0, 0]);
        let first = scale.min(19);
        divide(&mut limbs, 10u64.pow(first));
        divide(&mut limbs, 10u64.pow(scale - first));
        let [a, b, c, whole, rest @ ..] = limbs;
        (whole < 1 << 63 && rest == [0; 4]).then_some(Self([a, b, c, whole]))
    }

    /// The reciprocal of a number from 1 up to 4.
    fn reciprocal(self) -> Self {
        // The first 62 binary places by integer division; each step doubles them.
        let top = u128::from(self.0[3]) << 61 | u128::from(self.0[2]) >> 3;
        let first = u64::try_from((1u128 << 125) / top.max(1)).unwrap_or(u64::MAX);
        let mut guess = Self([0, 0, first, 0]);
        for _ in 0..2 {
            let (rest, is_over) = Self([0, 0, 0, 2]).minus(self.times(guess));
            if is_over {
                return guess;
            }
            guess = guess.times(rest);
        }
        guess
    }

    /// The decimal nearest to the number with at most 28 significant digits and 28 decimals, half up.
    pub(super) fn to_decimal(self) -> Option<Decimal> {
        if self.is_zero() {
            return Some(Decimal::ZERO);
        }
        normalized(self.0).to_decimal(28)
    }
}

impl Scaled {
    /// The decimal nearest to the number with at most so many significant digits (28 or 29) and 28 decimals, half up.
    /// Nothing when it is too large for a decimal.
    pub(super) fn to_decimal(self, digits: i32) -> Option<Decimal> {
        let exponent = i32::try_from(self.exponent.clamp(-1_000, 1_000)).ok()?;
        if exponent > 96 {
            return None;
        }
        // log10(2) is 0.30103 to five places; the number is at least 2^exponent, and one digit more is tried below.
        let leading = (exponent * 30_103).div_euclid(100_000);
        let most = (digits - 1 - leading).clamp(0, 28).unsigned_abs();
        (most.saturating_sub(2)..=most).rev().find_map(|scale| {
            let integer = self.shifted(exponent, scale)?;
            let is_short = integer < 10u128.pow(digits.unsigned_abs());
            let integer = i128::try_from(integer).ok().filter(|_| is_short || scale == 0)?;
            Decimal::try_from_i128_with_scale(integer, scale).ok()
        })
    }

    /// `mantissa * 2^exponent * 10^scale` as an integer, half up; nothing when it exceeds 127 bits.
    fn shifted(self, exponent: i32, scale: u32) -> Option<u128> {
        let power = 10u128.pow(scale);
        let limbs = product(&self.mantissa.0, &[power as u64, (power >> 64) as u64, 0, 0]);
        let dropped = u32::try_from(i32::try_from(PLACES).ok()? - exponent).ok()?;
        let half_bit = dropped - 1;
        let bit = |at: u32| limbs.get((at / 64) as usize).is_some_and(|limb| limb >> (at % 64) & 1 == 1);
        let from = |at: u32| {
            let (limb, shift) = ((at / 64) as usize, at % 64);
            let low = limbs.get(limb).copied().unwrap_or(0) >> shift;
            let high = limbs.get(limb + 1).copied().unwrap_or(0);
            low | if shift == 0 { 0 } else { high << (64 - shift) }
        };
        let integer = u128::from(from(dropped)) | u128::from(from(dropped + 64)) << 64;
        let fits = from(dropped + 128) == 0 && integer >> 126 == 0;
        fits.then(|| integer + u128::from(bit(half_bit)))
    }

    fn times(self, other: Self) -> Self {
        let product = self.mantissa.times(other.mantissa);
        let exponent = self.exponent + other.exponent;
        if product.whole() < 2 {
            Self { mantissa: product, exponent }
        } else {
            Self { mantissa: product.halved(1), exponent: exponent + 1 }
        }
    }

    /// The quotient of two numbers.
    pub(super) fn over(self, other: Self) -> Self {
        let reciprocal = other.mantissa.reciprocal();
        let quotient = self.mantissa.times(reciprocal);
        let exponent = self.exponent - other.exponent;
        // Two mantissas have a quotient between a half and two.
        if quotient.whole() == 0 {
            Self { mantissa: quotient.plus(quotient), exponent: exponent - 1 }
        } else {
            Self { mantissa: quotient, exponent }
        }
    }
}

/// A positive integer to a power, by squaring.
pub(super) fn power(base: u128, exponent: u64) -> Scaled {
    let mut result = Scaled { mantissa: Wide::ONE, exponent: 0 };
    let mut square = from_integer(base);
    let mut rest = exponent;
    while rest > 0 {
        if rest & 1 == 1 {
            result = result.times(square);
        }
        rest >>= 1;
        if rest > 0 {
            square = square.times(square);
        }
    }
    result
}

/// The natural logarithm of a positive decimal, and whether it is negative.
pub(super) fn ln(number: Decimal) -> (Wide, bool) {
    let of_powers = |count: u32, of: Wide| (0..count).fold(Wide::ZERO, |sum, _| sum.plus(of));
    let Scaled { mantissa, exponent } = from_integer(number.mantissa().unsigned_abs());
    // Between 1 and 2 the mantissa's logarithm is 2 artanh(z), z = (m - 1) / (m + 1), a series in z^2 of at most 1/9.
    let (above, _) = mantissa.minus(Wide::ONE);
    let z = above.times(mantissa.plus(Wide::ONE).reciprocal());
    let square = z.times(z);
    let mut power = z;
    let mut sum = z;
    let mut index = 3;
    while !power.is_zero() {
        power = power.times(square);
        sum = sum.plus(power.divided_by(index));
        index += 2;
    }
    let of_mantissa = sum.plus(sum).plus(of_powers(u32::try_from(exponent).unwrap_or(0), Wide::LN_2));
    of_mantissa.minus(of_powers(number.scale(), Wide::LN_10))
}

/// The number e to a power, which is below 2^62, or to its negative.
pub(super) fn exp(power: Wide, is_negative: bool) -> Scaled {
    // With k multiples of ln 2 taken off, the rest is below ln 2; halved eight times, its series needs some twenty terms.
    let count = power.times(Wide::PER_LN_2).whole();
    let (rest, is_over) = power.minus(Wide::LN_2.times(Wide([0, 0, 0, count])));
    let small = if is_over { Wide::ZERO } else { rest.halved(8) };
    let mut term = Wide::ONE;
    let mut sum = Wide::ONE;
    let mut index = 1;
    while !term.is_zero() {
        term = term.times(small).divided_by(index);
        sum = sum.plus(term);
        index += 1;
    }
    let grown = (0..8).fold(sum, |sum, _| sum.times(sum));
    let result = normalized(grown.0);
    let result = Scaled { mantissa: result.mantissa, exponent: result.exponent + i128::from(count) };
    if is_negative { Scaled { mantissa: Wide::ONE, exponent: 0 }.over(result) } else { result }
}

fn from_integer(number: u128) -> Scaled {
    let exponent = number.max(1).ilog2();
    // The leading bit goes to the place of 1, bit 192.
    let top = number.max(1) << (127 - exponent);
    let below = top << 1;
    Scaled { mantissa: Wide([0, below as u64, (below >> 64) as u64, 1]), exponent: i128::from(exponent) }
}

/// A number that is not zero, with its leading bit brought to the place of 1.
fn normalized(limbs: [u64; 4]) -> Scaled {
    let mut mantissa = Wide(limbs);
    let mut exponent = 0;
    while mantissa.whole() > 1 {
        mantissa = mantissa.halved(1);
        exponent += 1;
    }
    while mantissa.whole() == 0 && !mantissa.is_zero() {
        mantissa = mantissa.plus(mantissa);
        exponent -= 1;
    }
    Scaled { mantissa, exponent }
}

/// The full product of two numbers of four limbs.
#[expect(clippy::indexing_slicing, reason = "two indices below 4 have a sum below 8")]
fn product(a: &[u64; 4], b: &[u64; 4]) -> [u64; 8] {
    let mut limbs = [0u64; 8];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0u128;
        for (j, y) in b.iter().enumerate() {
            // The largest product plus two largest limbs is exactly the largest u128.
            let sum = u128::from(*x) * u128::from(*y) + u128::from(limbs[i + j]) + carry;
            limbs[i + j] = sum as u64;
            carry = sum >> 64;
        }
        limbs[i + 4] = carry as u64;
    }
    limbs
}

/// Divides a number in limbs by a small one that is not zero, cutting the rest.
fn divide(limbs: &mut [u64], divisor: u64) {
    let divisor = u128::from(divisor.max(1));
    let mut rest = 0u128;
    for limb in limbs.iter_mut().rev() {
        let part = rest << 64 | u128::from(*limb);
        *limb = (part / divisor) as u64;
        rest = part % divisor;
    }
}
