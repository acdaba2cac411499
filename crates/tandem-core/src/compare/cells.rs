//! The cells of two sheets side by side.

use std::collections::HashMap;

use crate::cell::{CellAddress, SheetId};
use crate::edit::filled_on;
use crate::workbook::{Style, StyleId, Workbook};

/// A sheet of a workbook.
#[derive(Clone, Copy, Debug)]
pub(super) struct On<'a> {
    pub(super) workbook: &'a Workbook,
    pub(super) sheet: SheetId,
}

impl<'a> On<'a> {
    pub(super) const fn at(self, row: u32, column: u32) -> CellAddress {
        CellAddress::new(self.sheet, row, column)
    }

    /// The number of a cell's style; that of no style where the sheet is gone.
    pub(super) fn style_id(self, row: u32, column: u32) -> StyleId {
        self.workbook.sheet(self.sheet).map(|sheet| sheet.styles.get(row, column)).unwrap_or_default()
    }

    pub(super) fn style(self, row: u32, column: u32) -> &'a Style {
        self.workbook.styles.get(self.style_id(row, column))
    }
}

/// What one workbook holds in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// What was typed: a formula, a number, a text; empty for nothing. References of a formula are those of the later rows.
    pub input: String,
    /// What it evaluates to, exact and unformatted.
    pub value: String,
}

/// A cell that holds something else in the one workbook than in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// The cell in the later workbook. In the earlier one it stood as much higher or lower as rows came or went above it.
    pub at: CellAddress,
    /// What it held.
    pub before: Side,
    /// What it holds.
    pub after: Side,
}

/// Every place at which one of some sheets holds something, row by row, each once.
pub(super) fn filled_places(sheets: &[On<'_>]) -> Vec<(u32, u32)> {
    let cells = sheets.iter().flat_map(|on| filled_on(on.sheet, on.workbook));
    let mut places: Vec<(u32, u32)> = cells.map(|at| (at.row, at.column)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Every place at which one of some sheets has a cell with a style, each once.
pub(super) fn styled_places(sheets: &[On<'_>]) -> Vec<(u32, u32)> {
    let maps = sheets.iter().filter_map(|on| on.workbook.sheet(on.sheet));
    let mut places: Vec<(u32, u32)> =
        maps.flat_map(|sheet| sheet.styles.iter().map(|(row, column, _)| (row, column))).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether a cell holds the same in both.
pub(super) fn is_same(before: On<'_>, after: On<'_>, row: u32, column: u32) -> bool {
    before.workbook.content(before.at(row, column)).is_same(&after.workbook.content(after.at(row, column)))
}

/// What a cell holds.
pub(super) fn side(on: On<'_>, row: u32, column: u32) -> Side {
    let at = on.at(row, column);
    Side { input: on.workbook.input_text(at), value: on.workbook.value_input_text(at) }
}

/// How many cells look otherwise. Most share few styles, so that each pair of styles is compared once.
pub(super) fn restyled(before: On<'_>, after: On<'_>) -> u64 {
    let mut known: HashMap<(StyleId, StyleId), bool> = HashMap::new();
    let mut count = 0u64;
    for (row, column) in styled_places(&[before, after]) {
        let ids = (before.style_id(row, column), after.style_id(row, column));
        let is_same =
            known.entry(ids).or_insert_with(|| before.workbook.styles.get(ids.0) == after.workbook.styles.get(ids.1));
        count = count.saturating_add(u64::from(!*is_same));
    }
    count
}
