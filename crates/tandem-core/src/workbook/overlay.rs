//! What lies over the cells of a sheet: what is hidden, merged, noted, checked, highlighted and filtered.

use std::collections::{BTreeMap, BTreeSet};

use super::{ConditionalFormat, Confidence, Filter, Sheet, Validation};
use crate::cell::{Area, CellAddress, SheetId};

/// What lies over the cells of a sheet. Rows and columns count from zero; cells are (row, column).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Rows that a person hid. Rows that the filter hides stand in [`Filter::hidden_rows`].
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that a person hid.
    pub hidden_columns: BTreeSet<u32>,
    /// Merged areas, each of two cells or more, none over another, in the order of their first cells.
    pub merges: Vec<Area>,
    /// Remarks on cells.
    pub notes: BTreeMap<(u32, u32), Note>,
    /// Where what was typed in cells comes from.
    pub evidence: BTreeMap<(u32, u32), Evidence>,
    /// What may be typed where. Where several hold for a cell, the last one counts.
    pub validations: Vec<Validation>,
    /// What cells look like because of what they hold. Where several hold for a cell, the first one comes first.
    pub conditional_formats: Vec<ConditionalFormat>,
    /// The filter, of which a sheet has one at most.
    pub filter: Option<Filter>,
}

/// A remark on a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Who says so; nothing when nobody signed.
    pub author: Option<String>,
}

/// Where the content of a cell comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The source, in the words of whoever typed it.
    pub source: String,
    /// Its day, as `2026-03-31`.
    pub date: Option<String>,
    /// How sure its owner is.
    pub confidence: Option<Confidence>,
}

impl Overlay {
    /// The merged area that a cell belongs to.
    #[must_use]
    pub fn merge_at(&self, row: u32, column: u32) -> Option<Area> {
        let holds =
            |area: &&Area| (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column);
        self.merges.iter().find(holds).copied()
    }

    /// The rule for what may be typed in a cell.
    #[must_use]
    pub fn validation_at(&self, at: CellAddress) -> Option<&Validation> {
        self.validations.iter().rev().find(|validation| validation.areas.iter().any(|area| area.contains(at)))
    }

    /// Whether a row is hidden, by a person or by the filter.
    #[must_use]
    pub fn is_row_hidden(&self, row: u32) -> bool {
        self.is_row_filtered(row) || self.hidden_rows.contains(&row)
    }

    /// Whether the filter hides a row.
    #[must_use]
    pub fn is_row_filtered(&self, row: u32) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.hidden_rows.contains(&row))
    }

    /// The parts of some rows that the filter shows, each as first and last, in order. Rows that a person hid stay in them:
    /// who hides rows knows of them, who filters means the ones that are left.
    #[must_use]
    pub fn unfiltered_rows(&self, first: u32, last: u32) -> Vec<(u32, u32)> {
        let (mut parts, mut from) = (Vec::new(), first);
        let hidden = self.filter.iter().flat_map(|filter| filter.hidden_rows.range(first..=last.max(first)));
        for row in hidden {
            if *row > from {
                parts.push((from, row - 1));
            }
            from = row + 1;
        }
        if from <= last {
            parts.push((from, last));
        }
        parts
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.contains(&column)
    }

    /// Every row that is hidden, by a person or by the filter, in order.
    #[must_use]
    pub fn all_hidden_rows(&self) -> BTreeSet<u32> {
        let filtered = self.filter.iter().flat_map(|filter| &filter.hidden_rows);
        self.hidden_rows.iter().chain(filtered).copied().collect()
    }

    /// The same over another sheet, as for a copy of the sheet.
    #[must_use]
    pub(crate) fn on(self, sheet: SheetId) -> Self {
        let moved = |area: Area| Area { sheet, ..area };
        let all = |areas: Vec<Area>| areas.into_iter().map(moved).collect();
        let validations = self.validations.into_iter();
        let formats = self.conditional_formats.into_iter();
        Self {
            merges: self.merges.into_iter().map(moved).collect(),
            validations: validations.map(|rule| Validation { areas: all(rule.areas), ..rule }).collect(),
            conditional_formats: formats.map(|rule| ConditionalFormat { areas: all(rule.areas), ..rule }).collect(),
            filter: self.filter.map(|filter| Filter { area: moved(filter.area), ..filter }),
            ..self
        }
    }

    /// Whether nothing lies over the cells.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Sheet {
    /// Whether a row is hidden, by a person or by the filter.
    #[must_use]
    pub fn is_row_hidden(&self, row: u32) -> bool {
        self.overlay.is_row_hidden(row)
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.overlay.is_column_hidden(column)
    }

    /// The merged area that a cell belongs to.
    #[must_use]
    pub fn merge_at(&self, row: u32, column: u32) -> Option<Area> {
        self.overlay.merge_at(row, column)
    }

    /// The remark on a cell.
    #[must_use]
    pub fn note_at(&self, row: u32, column: u32) -> Option<&Note> {
        self.overlay.notes.get(&(row, column))
    }

    /// Where the content of a cell comes from, as far as somebody has said.
    #[must_use]
    pub fn evidence_at(&self, row: u32, column: u32) -> Option<&Evidence> {
        self.overlay.evidence.get(&(row, column))
    }
}
