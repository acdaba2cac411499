//! Pages and what a sheet has beside its cells: widths, heights, frozen and internal rows, styles.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Overlay, Record, StyleMap};
use crate::cell::SheetId;
use crate::text::Localized;

/// Identity of a page: a short text that stays the same when the page is renamed or moved, and stands in links.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageId(pub String);

impl PageId {
    /// The identity as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PageId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// One page of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its identity.
    pub id: PageId,
    /// What its tab shows. Formulas use the sheet's name instead, which the engine holds.
    pub title: Localized,
    /// What is on it.
    pub kind: PageKind,
}

impl Page {
    /// The sheet on the page. A record has one, too, which holds its figures.
    #[must_use]
    pub const fn sheet(&self) -> Option<&Sheet> {
        let (PageKind::Sheet(sheet) | PageKind::Record(sheet, _)) = &self.kind;
        Some(sheet)
    }

    /// The sheet on the page for change.
    pub(crate) const fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        let (PageKind::Sheet(sheet) | PageKind::Record(sheet, _)) = &mut self.kind;
        Some(sheet)
    }

    /// The decision record on the page, if it is one.
    #[must_use]
    pub const fn record(&self) -> Option<&Record> {
        match &self.kind {
            PageKind::Record(_, record) => Some(record),
            PageKind::Sheet(_) => None,
        }
    }

    /// The decision record on the page for change, if it is one.
    pub(crate) const fn record_mut(&mut self) -> Option<&mut Record> {
        match &mut self.kind {
            PageKind::Record(_, record) => Some(record),
            PageKind::Sheet(_) => None,
        }
    }
}

/// The kinds of page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PageKind {
    /// A grid of cells.
    Sheet(Sheet),
    /// A decision record, and the sheet with its figures.
    Record(Sheet, Box<Record>),
}

/// What a sheet has beside its cells, which the engine holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The engine's identity of the sheet; it stands in every cell address.
    pub id: SheetId,
    /// Widths in pixels of the columns that do not have the default width; columns count from zero.
    pub column_widths: BTreeMap<u32, u32>,
    /// Heights in pixels of the rows that do not have the default height; rows count from zero.
    pub row_heights: BTreeMap<u32, u32>,
    /// Rows at the top that stay in view; 0 for none.
    pub frozen_rows: u32,
    /// Columns at the left that stay in view; 0 for none.
    pub frozen_columns: u32,
    /// Rows that Present and Print leave out; rows count from zero.
    pub internal_rows: BTreeSet<u32>,
    /// Whether Present and Print leave out the whole sheet.
    pub internal: bool,
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// The style of each cell that has one.
    pub styles: StyleMap,
    /// What lies over the cells: merged areas, notes, rules, the filter, hidden rows and columns.
    pub overlay: Overlay,
}

impl Sheet {
    /// A sheet with nothing set.
    #[must_use]
    pub fn new(id: SheetId) -> Self {
        Self {
            id,
            column_widths: BTreeMap::new(),
            row_heights: BTreeMap::new(),
            frozen_rows: 0,
            frozen_columns: 0,
            internal_rows: BTreeSet::new(),
            internal: false,
            hidden: false,
            styles: StyleMap::default(),
            overlay: Overlay::default(),
        }
    }
}
