//! Words of a formula: which characters they have, and which of them are sides of a reference.

use super::reference::Coordinate;
use crate::cell::{Area, CellAddress, SheetId, parse_column};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// Whether a character beyond ASCII may stand in a name.
pub(super) fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, 'ー' | '・' | '々')
}

/// One side of a reference: a cell, a column alone or a row alone, each with whether it has a `$`.
#[derive(Clone, Copy)]
pub(super) struct Half {
    pub(super) row: Option<(u32, bool)>,
    pub(super) column: Option<(u32, bool)>,
}

/// Reads one side of a reference; nothing when the word is none.
pub(super) fn half(word: &[u8]) -> Option<Half> {
    if word.len() > 12 {
        return None;
    }
    let mut rest = word;
    let mut dollar = take_dollar(&mut rest);
    let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let mut column = None;
    if letters > 0 {
        let (name, tail) = rest.split_at_checked(letters)?;
        column = Some((parse_column(std::str::from_utf8(name).ok()?)?, dollar));
        rest = tail;
        dollar = take_dollar(&mut rest);
    }
    if rest.is_empty() {
        return (column.is_some() && !dollar).then_some(Half { row: None, column });
    }
    let mut row = 0u32;
    if rest.len() > 7 || rest.first() == Some(&b'0') {
        return None;
    }
    for digit in rest {
        if !digit.is_ascii_digit() {
            return None;
        }
        row = row * 10 + u32::from(digit - b'0');
    }
    (1..=MAX_ROWS).contains(&row).then_some(Half { row: Some((row - 1, dollar)), column })
}

fn take_dollar(rest: &mut &[u8]) -> bool {
    if let Some((b'$', tail)) = rest.split_first() {
        *rest = tail;
        return true;
    }
    false
}

/// Whether a byte goes on with a word.
#[inline]
const fn goes_on(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'_' | b'.' | b'$' | b'\\' | b'?')
}

/// The place of a letter in the alphabet, from one, in either case.
#[inline]
const fn letter(byte: u8) -> Option<u32> {
    let place = (byte | 0x20).wrapping_sub(b'a');
    if place < 26 { Some(place as u32 + 1) } else { None }
}

/// Takes a `$` off; whether there was one.
#[inline]
const fn after_dollar(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'$', rest @ ..] => (true, rest),
        rest => (false, rest),
    }
}

/// Reads a whole word that is a cell, such as `$B12`, at the beginning of a text: its row, its column, and what follows.
#[inline]
pub(super) fn cell(text: &[u8], host: CellAddress) -> Option<(Coordinate, Coordinate, &[u8])> {
    let (is_column_absolute, mut rest) = after_dollar(text);
    let mut column = 0;
    while let [byte, after @ ..] = rest
        && let Some(place) = letter(*byte)
    {
        column = column * 26 + place;
        rest = after;
        if column > MAX_COLUMNS {
            return None;
        }
    }
    let (is_row_absolute, digits) = after_dollar(rest);
    let mut row = 0;
    rest = digits;
    while let [byte @ b'0'..=b'9', after @ ..] = rest {
        row = row * 10 + u32::from(byte - b'0');
        rest = after;
        if row > MAX_ROWS {
            return None;
        }
    }
    // A row of zero has no digits before it, and `A01` is a name.
    if column == 0 || row == 0 || digits.first() == Some(&b'0') || rest.first().is_some_and(|byte| goes_on(*byte)) {
        return None;
    }
    let row = Coordinate::new(row - 1, host.row, is_row_absolute);
    Some((row, Coordinate::new(column - 1, host.column, is_column_absolute), rest))
}

/// The cells that a text such as `B2`, `$A$1:C3`, `A:C` or `2:5` writes; nothing when it writes none.
#[must_use]
pub fn read_a1(sheet: SheetId, text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, ""));
    let first = half(first.trim().as_bytes())?;
    let last = if last.is_empty() { first } else { half(last.trim().as_bytes())? };
    let is_pair = text.contains(':');
    let ordered = |a: (u32, bool), b: (u32, bool)| (a.0.min(b.0), a.0.max(b.0));
    let ((top, bottom), (left, right)) = match (first.row, first.column, last.row, last.column) {
        (Some(a), Some(b), Some(c), Some(d)) => (ordered(a, c), ordered(b, d)),
        (Some(a), None, Some(b), None) if is_pair => (ordered(a, b), (0, MAX_COLUMNS - 1)),
        (None, Some(a), None, Some(b)) if is_pair => ((0, MAX_ROWS - 1), ordered(a, b)),
        _ => return None,
    };
    Some(Area { sheet, top, left, bottom, right })
}
