//! Typed mixed numbers: `1 1/2`, `-3 15/16`. A fraction whose decimals never end, such as `1 1/3`, stays a text, because nothing
//! that is typed is rounded; `=1+1/3` computes it.

use crate::number::Arithmetic as _;
use crate::number::Decimal;

/// The most decimals of a fraction that ends and whose denominator has two digits: sixty-fourths have six.
const MOST_DECIMALS: u32 = 6;

/// The number and its format; the denominator has at most two digits, as the format shows them.
pub(super) fn read(text: &str) -> Option<(Decimal, &'static str)> {
    let (is_negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = rest.split_once(' ')?;
    let (above, below) = fraction.trim_start().split_once('/')?;
    let format = if above.len().max(below.len()) > 1 { "# ??/??" } else { "# ?/?" };
    let (whole, above, below) = (figures(whole, 9)?, figures(above, 2)?, figures(below, 2)?);
    let part = above.over(below)?;
    if part.normalize().scale() > MOST_DECIMALS {
        return None;
    }
    let number = whole.plus(part)?;
    Some((if is_negative { -number } else { number }, format))
}

/// The number of a text of up to `most` digits.
fn figures(text: &str, most: usize) -> Option<Decimal> {
    let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}
