//! Fractions: `# ?/?`, `# ??/??`, `# ?/8`.

use super::digits::DigitPicture;
use crate::number::Decimal;

/// A section that shows a fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FractionPicture {
    /// What stands before the numerator. Without a place for a whole number there the fraction is improper.
    pub(super) whole: DigitPicture,
    /// Places of the numerator.
    pub(super) numerator: usize,
    pub(super) denominator: Denominator,
    /// Text after the fraction.
    pub(super) rest: DigitPicture,
    /// Whether missing digits become spaces, so that strokes stand below each other.
    pub(super) pads: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denominator {
    /// The nearest fraction with at most so many digits, between 1 and 4.
    UpTo(usize),
    /// Exactly this, between 1 and 9999.
    Fixed(u32),
}

impl FractionPicture {
    /// The text for a number that is not negative, and whether it shows zero.
    pub(super) fn write(&self, number: Decimal) -> (String, bool) {
        let scale = 10u128.pow(number.scale());
        let mantissa = number.mantissa().unsigned_abs();
        let (mut whole, rest) = if self.whole.whole > 0 { (mantissa / scale, mantissa % scale) } else { (0, mantissa) };
        let (mut above, below) = match self.denominator {
            Denominator::UpTo(digits) => nearest(rest, scale, 10u128.pow(digits.min(4) as u32) - 1),
            Denominator::Fixed(fixed) => fixed_parts(rest, scale, u128::from(fixed)),
        };
        if self.whole.whole > 0 && above == below {
            whole += 1;
            above = 0;
        }
        let width = match self.denominator {
            Denominator::UpTo(digits) => digits,
            Denominator::Fixed(fixed) => fixed.to_string().len(),
        };
        let fraction = if above == 0 && self.whole.whole > 0 {
            // A whole number has no fraction; where strokes line up, its place stays blank.
            if self.pads { " ".repeat(self.numerator + 1 + width) } else { String::new() }
        } else if self.pads {
            format!("{above:>numerator$}/{below:<width$}", numerator = self.numerator)
        } else {
            format!("{above}/{below}")
        };
        let is_blank_whole = whole == 0 && above != 0;
        let before = if is_blank_whole { self.whole.write_whole(0) } else { whole_or_zero(&self.whole, whole) };
        (format!("{before}{fraction}{}", self.rest.write_whole(0)), whole == 0 && above == 0)
    }
}

/// The whole part, with a 0 even where its places would leave it out: something must show.
fn whole_or_zero(picture: &DigitPicture, whole: u128) -> String {
    let text = picture.write_whole(whole);
    if whole == 0 && picture.whole > 0 && !text.contains('0') { format!("0{text}") } else { text }
}

/// `n/d` in parts of a given size, half up.
fn fixed_parts(n: u128, d: u128, parts: u128) -> (u128, u128) {
    // A whole part was taken off before, or the number is shown as improper and may be too large for exact parts.
    let scaled = n.checked_mul(parts).and_then(|scaled| scaled.checked_add(d / 2)).map(|scaled| scaled / d);
    (scaled.unwrap_or_else(|| (n / d).saturating_mul(parts)), parts.max(1))
}

/// The fraction nearest to `n/d` whose denominator is at most `limit`, by continued fractions.
fn nearest(n: u128, d: u128, limit: u128) -> (u128, u128) {
    let (mut low, mut high) = ((0u128, 1u128), (1u128, 0u128));
    let (mut rest, mut divisor) = (n, d);
    while divisor != 0 {
        let term = rest / divisor;
        let next = |low: (u128, u128), high: (u128, u128), term: u128| {
            (high.0.saturating_mul(term).saturating_add(low.0), high.1.saturating_mul(term).saturating_add(low.1))
        };
        let full = next(low, high, term);
        if full.1 > limit {
            let part = next(low, high, (limit - low.1) / high.1.max(1));
            return closer(n, d, part, high);
        }
        (low, high) = (high, full);
        (rest, divisor) = (divisor, rest % divisor);
    }
    high
}

/// Which of two fractions is nearer to `n/d`; the second, simpler one when both are.
fn closer(n: u128, d: u128, a: (u128, u128), b: (u128, u128)) -> (u128, u128) {
    // |n/d - p/q| is |nq - pd| / dq, so the products with the other's q compare.
    let distance =
        |p: u128, q: u128, other: u128| n.saturating_mul(q).abs_diff(p.saturating_mul(d)).saturating_mul(other);
    if distance(a.0, a.1, b.1) < distance(b.0, b.1, a.1) { a } else { b }
}
