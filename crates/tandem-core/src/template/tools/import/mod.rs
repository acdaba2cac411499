//! The import of figures: a text with separators becomes a plan of what is written where, and of what fits nowhere.
//!
//! Two things are told apart: `layout.rs` reads which field is whose figure of which period, without looking at the
//! workbook's cells; `plan.rs` finds their places. A plan changes nothing; its edit is one step of undo. What can't be
//! written is never dropped: it stands in the plan with its row, why, and names that are alike.

mod known;
mod layout;
mod plan;
mod report;

use super::table::Table;
use super::{ImportEntry, tools};
use crate::cell::{CellAddress, SheetId, Value};
use crate::text::Language;
use crate::workbook::Workbook;

pub use self::plan::{ImportChoices, ImportPlan, ImportedCell};
pub use self::report::{ImportProblem, ImportReason};

/// Bytes of a text that an import takes: a scorecard has thousands of figures, not millions.
pub const MAX_IMPORT_BYTES: usize = 4_000_000;

/// An import of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import {
    entry: &'static ImportEntry,
    table: Table,
}

/// The imports of a workbook.
#[must_use]
pub fn imports(workbook: &Workbook) -> Vec<Import> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.imports);
    let found = |entry: &'static ImportEntry| Some(Import { entry, table: Table::named(workbook, &entry.area)? });
    entries.iter().filter_map(found).collect()
}

impl Import {
    /// What its template says about it.
    #[must_use]
    pub const fn entry(&self) -> &'static ImportEntry {
        self.entry
    }

    /// The sheet that takes the figures.
    #[must_use]
    pub const fn sheet(&self) -> SheetId {
        self.table.area().sheet
    }

    /// The periods that the table has a column for, as it calls them, the latest one last.
    #[must_use]
    pub fn periods(&self, workbook: &Workbook) -> Vec<String> {
        let cells = cells_of(workbook, &self.entry.periods).into_iter();
        cells.map(|at| workbook.display_text(at, Language::English)).filter(|text| !text.is_empty()).collect()
    }
}

/// The cells of a name, row by row; none where the name is gone.
fn cells_of(workbook: &Workbook, name: &str) -> Vec<CellAddress> {
    let Some(area) = workbook.engine().name_area(name) else { return Vec::new() };
    let row = |row| (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column));
    (area.top..=area.bottom).flat_map(row).collect()
}

/// What a cell holds, as a text that can be typed again.
fn text_at(workbook: &Workbook, at: CellAddress) -> String {
    match workbook.value(at) {
        Value::Text(text) => text.to_string(),
        _ => workbook.value_input_text(at),
    }
}
