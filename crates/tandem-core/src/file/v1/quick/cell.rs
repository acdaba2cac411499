//! The entries of cells.

use std::rc::Rc;

use super::super::cells::{Cells, Content, Read, decimal};
use super::bytes::{Bytes, Stop};
use crate::cell::{Value, parse_cell};
use crate::limits::{MAX_COLUMNS, MAX_ROWS, MAX_TEXT_CHARS};
use crate::number::Decimal;

/// Reads some entries and what comes after each. Says whether more of them follow; what is cut off is not read.
///
/// It comes back now and then and is never part of another function: a browser runs the quick form of a function, which it
/// makes on the side, only from the next call on.
#[inline(never)]
pub(super) fn read_some(bytes: &mut Bytes<'_>, cells: &mut Cells, texts: &mut Texts) -> Result<bool, Stop> {
    const SOME: usize = 256;
    for _ in 0..SOME {
        if let Some((row, column, number, left)) = number_entry(bytes.left()) {
            cells.put(row, column, Value::Number(number));
            bytes.go_on_with(left);
        } else if !bytes.whole(|bytes| any_entry(bytes, cells, texts))? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The entry of a number as this program writes it, with the beginning of the next line: row, column, number and what is left
/// to read. Nothing for any other entry, which may be right as well.
#[inline]
fn number_entry(left: &[u8]) -> Option<(u32, u32, Decimal, &[u8])> {
    let (row, column, left) = place(left)?;
    let left = left.strip_prefix(b": {\"number\":\"")?;
    let (number, left) = short_number(left)?;
    Some((row, column, number, left.strip_prefix(b"},\n   ")?))
}

/// A name such as `"B12"`, as it is written: row and column, from 0, and what is left to read. Nothing for any other, which may
/// be a place as well.
#[inline]
fn place(left: &[u8]) -> Option<(u32, u32, &[u8])> {
    let [b'"', first @ b'A'..=b'Z', left @ ..] = left else { return None };
    let (mut left, mut column) = (left, u32::from(first - b'A') + 1);
    for _ in 0..2 {
        if let [letter @ b'A'..=b'Z', more @ ..] = left {
            (left, column) = (more, column * 26 + u32::from(letter - b'A') + 1);
        }
    }
    let [first @ b'1'..=b'9', left @ ..] = left else { return None };
    let (mut left, mut row) = (left, u32::from(first - b'0'));
    for _ in 0..6 {
        if let [digit @ b'0'..=b'9', more @ ..] = left {
            (left, row) = (more, row * 10 + u32::from(digit - b'0'));
        } else {
            break;
        }
    }
    let [b'"', left @ ..] = left else { return None };
    (row <= MAX_ROWS && column <= MAX_COLUMNS).then(|| (row - 1, column - 1, left))
}

/// A number of up to 18 digits with its closing sign, and what is left to read. Nothing for any other text, and for zero, which
/// may have a sign.
#[inline]
fn short_number(left: &[u8]) -> Option<(Decimal, &[u8])> {
    const MOST_DIGITS: u32 = 18;
    let (is_negative, mut left) = left.strip_prefix(b"-").map_or((false, left), |left| (true, left));
    let (mut amount, mut count, mut point) = (0i64, 0u32, None);
    loop {
        let (byte, more) = left.split_first()?;
        left = more;
        match byte {
            b'0'..=b'9' if count < MOST_DIGITS => {
                amount = amount * 10 + i64::from(byte - b'0');
                count += 1;
            }
            b'.' if point.is_none() && count > 0 => point = Some(count),
            b'"' => break,
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |before| count - before);
    let is_whole = point.is_none() || decimals > 0;
    let amount = if is_negative { -amount } else { amount };
    (amount != 0 && is_whole).then(|| (Decimal::new(amount, decimals), left))
}

/// Reads any entry and what comes after it, and says whether another one follows.
fn any_entry(bytes: &mut Bytes<'_>, cells: &mut Cells, texts: &mut Texts) -> Result<bool, Stop> {
    let other;
    let place = if let Some((row, column, left)) = place(bytes.left()) {
        bytes.go_on_with(left);
        Ok((row, column))
    } else {
        other = bytes.one::<String>()?;
        parse_cell(&other).ok_or(other.as_str())
    };
    bytes.sign(b':')?;
    let read = match bytes.whole(|bytes| usual_cell(bytes, texts)) {
        Ok(read) => read,
        Err(_) => bytes.one()?,
    };
    let goes_on = bytes.goes_on(b'}')?;
    // Only now: what is cut off is read again.
    cells.take(place, read);
    Ok(goes_on)
}

/// A cell as this program writes it. Any other may be right as well.
fn usual_cell(bytes: &mut Bytes<'_>, texts: &mut Texts) -> Result<Read, Stop> {
    let content = if bytes.takes(b"{\"number\":\"") {
        Content::Literal(Value::Number(decimal(bytes.plain()?).map_err(|_| Stop::Wrong)?))
    } else if bytes.takes(b"{\"text\":\"") {
        let text = bytes.plain()?;
        // A text has at least as many bytes as characters; serde knows what is said of one that is too long.
        if text.len() > MAX_TEXT_CHARS {
            return Err(Stop::Wrong);
        }
        Content::Literal(Value::Text(texts.shared(text)))
    } else if bytes.takes(b"{\"formula\":\"") {
        Content::Formula(bytes.plain()?.into())
    } else if bytes.takes(b"{\"bool\":true") {
        Content::Literal(Value::Bool(true))
    } else if bytes.takes(b"{\"bool\":false") {
        Content::Literal(Value::Bool(false))
    } else if bytes.takes(b"{\"style\":") {
        return Ok(Read { style: Some(style(bytes)?), ..Read::default() });
    } else {
        return Err(Stop::Wrong);
    };
    let style = if bytes.takes(b",\"style\":") {
        Some(style(bytes)?)
    } else if bytes.takes(b"}") {
        None
    } else {
        return Err(Stop::Wrong);
    };
    Ok(Read { content, contents: 1, style })
}

/// The number of a style with the sign that ends its cell.
fn style(bytes: &mut Bytes<'_>) -> Result<u16, Stop> {
    let mut style = 0u16;
    loop {
        let (first, left) = bytes.left().split_first().ok_or(Stop::CutOff)?;
        bytes.go_on_with(left);
        match first {
            // Serde knows what is said of a number that begins with a zero.
            b'1'..=b'9' => {}
            b'0' if style > 0 => {}
            b'}' if style > 0 => return Ok(style),
            _ => return Err(Stop::Wrong),
        }
        let next = style.checked_mul(10).and_then(|style| style.checked_add(u16::from(first - b'0')));
        style = next.ok_or(Stop::Wrong)?;
    }
}

/// Texts that were read lately: a column of a few words that come again and again holds each of them once.
#[derive(Default)]
pub(super) struct Texts {
    /// Each text is at the place that its letters give, unless another one came there since.
    known: Vec<Option<Rc<str>>>,
}

impl Texts {
    /// How many texts are kept, as a power of two.
    const BITS: u32 = 13;
    /// Texts of more bytes are hardly ever the same.
    const MOST_BYTES: usize = 64;

    fn shared(&mut self, text: &str) -> Rc<str> {
        if text.len() > Self::MOST_BYTES {
            return text.into();
        }
        if self.known.is_empty() {
            self.known.resize(1 << Self::BITS, None);
        }
        let place = text.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let Some(known) = self.known.get_mut((place ^ place >> Self::BITS) as usize % (1 << Self::BITS)) else {
            return text.into();
        };
        match known {
            Some(known) if **known == *text => known.clone(),
            _ => known.insert(text.into()).clone(),
        }
    }
}
