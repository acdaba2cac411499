//! A table of a sheet: a row of headings and the rows under it.

use crate::cell::{Area, CellAddress, Value};
use crate::engine::Content;
use crate::text::Language;
use crate::workbook::Workbook;

/// A table, wherever it has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    area: Area,
}

impl Table {
    /// The table that a name of the workbook stands for.
    pub(super) fn named(workbook: &Workbook, name: &str) -> Option<Self> {
        workbook.engine().name_area(name).map(|area| Self { area })
    }

    /// Its cells with the headings.
    pub(super) const fn area(self) -> Area {
        self.area
    }

    /// The rows under the headings.
    pub(super) fn rows(self) -> std::ops::RangeInclusive<u32> {
        self.area.top.saturating_add(1)..=self.area.bottom
    }

    /// Its columns.
    pub(super) const fn columns(self) -> std::ops::RangeInclusive<u32> {
        self.area.left..=self.area.right
    }

    /// A cell of it.
    pub(super) const fn cell(self, row: u32, column: u32) -> CellAddress {
        CellAddress::new(self.area.sheet, row, column)
    }

    /// The column under a heading, which is given in English and stands in either language.
    pub(super) fn column(self, workbook: &Workbook, heading: &str) -> Option<u32> {
        self.columns().find(|column| word(workbook, self.cell(self.area.top, *column)) == heading)
    }

    /// The rows down to the first one that shows nothing.
    pub(super) fn shown_rows(self, workbook: &Workbook) -> Vec<u32> {
        let shows = |row: &u32| {
            self.columns().any(|column| !workbook.display_text(self.cell(*row, column), Language::English).is_empty())
        };
        self.rows().take_while(shows).collect()
    }
}

/// The text of a cell in English, as formulas and manifests know it.
pub(super) fn word(workbook: &Workbook, at: CellAddress) -> String {
    match workbook.value(at) {
        Value::Text(text) => workbook.glossary().translate(text, Language::English).to_owned(),
        value => value.plain(),
    }
}

/// Whether nothing was entered in a cell.
pub(super) fn is_blank(workbook: &Workbook, at: CellAddress) -> bool {
    matches!(workbook.content(at), Content::Blank)
}
