//! Whether two formulas say the same when rows of their sheet have moved between them.

use crate::cell::{CellAddress, SheetId};
use crate::formula::{Coordinate, NameId, Reference, ReferenceKind, Scan, Symbols, scan};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// A formula where it stands.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) text: &'a str,
    pub(super) at: CellAddress,
}

/// Whether what was typed says the same before and after the rows of its sheet moved: every reference to a row of the own
/// sheet means the row to which that one came, every other one the same cells. Only that is certain; a row that moved on
/// another sheet can't be told from one that a person chose instead.
pub(super) fn is_same(before: Placed<'_>, after: Placed<'_>, own: &str, moved: impl Fn(u32) -> Option<u32>) -> bool {
    let is_formula = |placed: Placed<'_>| placed.text.starts_with('=');
    if !is_formula(before) || !is_formula(after) {
        return before.text == after.text;
    }
    let mut words = Words { own, sheets: Vec::new(), names: Vec::new() };
    let (mut old, mut new) = (Scan::default(), Scan::default());
    if scan(before.text, before.at, &mut words, &mut old).is_err()
        || scan(after.text, after.at, &mut words, &mut new).is_err()
    {
        return before.text == after.text;
    }
    let pairs = || old.references.iter().zip(&new.references);
    old.template == new.template
        && old.names == new.names
        && old.references.len() == new.references.len()
        && pairs().all(|(old, new)| is_same_reference((old, before.at), (new, after.at), &moved))
}

fn is_same_reference(
    (old, before): (&Reference, CellAddress),
    (new, after): (&Reference, CellAddress),
    moved: impl Fn(u32) -> Option<u32>,
) -> bool {
    let is_same = |old: Coordinate, new: Coordinate| old.is_absolute() == new.is_absolute();
    let is_own = old.sheet.get().is_none_or(|sheet| sheet == Words::OWN);
    let row = |old: Coordinate, new: Coordinate| {
        let place = old.place(before.row, MAX_ROWS);
        let expected = if is_own { place.and_then(&moved) } else { place };
        is_same(old, new) && expected == new.place(after.row, MAX_ROWS)
    };
    let column = |old: Coordinate, new: Coordinate| {
        is_same(old, new) && old.place(before.column, MAX_COLUMNS) == new.place(after.column, MAX_COLUMNS)
    };
    let all = |parts: ([Coordinate; 2], [Coordinate; 2]), is_same: &dyn Fn(Coordinate, Coordinate) -> bool| {
        parts.0.into_iter().zip(parts.1).all(|(old, new)| is_same(old, new))
    };
    let has_rows = !matches!(old.kind, ReferenceKind::Columns | ReferenceKind::Deleted);
    let has_columns = !matches!(old.kind, ReferenceKind::Rows | ReferenceKind::Deleted);
    old.kind == new.kind
        && old.sheet == new.sheet
        && (!has_rows || all((old.rows, new.rows), &row))
        && (!has_columns || all((old.columns, new.columns), &column))
}

/// Names of sheets and workbook-wide names of both formulas, numbered as they come.
struct Words<'a> {
    own: &'a str,
    sheets: Vec<String>,
    names: Vec<String>,
}

impl Words<'_> {
    /// The sheet on which both formulas stand.
    const OWN: SheetId = SheetId(0);
}

fn number(known: &mut Vec<String>, word: &str) -> u32 {
    let word = word.to_lowercase();
    let at = known.iter().position(|own| *own == word).unwrap_or_else(|| {
        known.push(word);
        known.len().saturating_sub(1)
    });
    // A formula has fewer words than characters.
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Symbols for Words<'_> {
    fn sheet(&mut self, name: &str) -> SheetId {
        if name.to_lowercase() == self.own.to_lowercase() {
            return Self::OWN;
        }
        SheetId(number(&mut self.sheets, name).saturating_add(1))
    }

    fn name(&mut self, name: &str) -> NameId {
        NameId(number(&mut self.names, name))
    }

    fn sheet_text(&self, _: SheetId) -> Option<&str> {
        None
    }

    fn name_text(&self, _: NameId) -> &str {
        ""
    }
}
