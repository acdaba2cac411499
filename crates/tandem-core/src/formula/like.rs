//! Whether a text is a formula that is known already. Most formulas of a sheet are copies of the one above them, and to see
//! that takes a walk along the text instead of scanning and looking it up.

use super::entry::Formula;
use super::reference::{HomeSheet, Reference, ReferenceKind};
use super::word::cell;
use crate::cell::CellAddress;
use crate::limits::MAX_FORMULA_CHARS;

/// Whether a text, typed in a host, reads as a formula does. `true` is certain; a text may read so all the same where its
/// names, sheets, whole rows and columns, or the case of its letters would have to be looked at.
#[must_use]
pub fn reads_as(formula: Formula<'_>, text: &str, host: CellAddress) -> bool {
    const REFERENCE: u8 = Formula::REFERENCE as u8;
    const NAME: u8 = Formula::NAME as u8;
    if text.len() > MAX_FORMULA_CHARS {
        return false;
    }
    let mut text = text.strip_prefix('=').unwrap_or(text).as_bytes();
    let mut references = formula.references().iter();
    for byte in formula.template().bytes() {
        if byte == REFERENCE {
            // What stands between two holes is the same text as it was, so a hole is where the scanner sees a word begin.
            match references.next().and_then(|reference| after_reference(reference, text, host)) {
                Some(rest) => text = rest,
                None => return false,
            }
        } else if let [first, rest @ ..] = text
            && *first == byte
            && byte != NAME
        {
            text = rest;
        } else {
            return false;
        }
    }
    text.is_empty()
}

/// What follows a reference at the beginning of a text; nothing when something else stands there.
#[inline]
fn after_reference<'a>(reference: &Reference, text: &'a [u8], host: CellAddress) -> Option<&'a [u8]> {
    let (row, column, rest) = cell(text, host)?;
    let Reference { kind, sheet: HomeSheet::OWN, rows: [top, bottom], columns: [left, right] } = *reference else {
        return None;
    };
    if row != top || column != left {
        return None;
    }
    match kind {
        ReferenceKind::Cell => Some(rest),
        ReferenceKind::Area => {
            let (row, column, rest) = cell(rest.strip_prefix(b":")?, host)?;
            (row == bottom && column == right).then_some(rest)
        }
        ReferenceKind::Rows | ReferenceKind::Columns | ReferenceKind::Deleted => None,
    }
}
