//! Decision records at work: which triggers have tripped, which review is due, what is missing, how options compare, and
//! the steps of a decision's life as edits.
//!
//! What a record is stands in `workbook/record/`, what may not be done to one in `edit/records.rs`. This folder must not
//! know files, views or a clock: the day is that of the workbook or comes in as an argument. Start reading at `report.rs`.

mod choice;
mod compare;
mod lifecycle;
mod lines;
mod lint;
mod log;
mod matched;
mod report;
mod same_formula;
mod snapshot;
mod watched;

pub use choice::{Between, ChoiceByWeight, ChoiceStanding, TakeOver, choice_by_weight};
pub use compare::{Difference, differences};
pub use lifecycle::{accept, hold_review, propose, review_due_by, revise, supersede};
pub use lines::{LineKind, add_line, add_option, remove_line};
pub use lint::{Finding, Gap, lint};
pub use log::{LogEvent, LogStep, Logged, logged};
pub use report::{OptionScore, RecordReport, TriggerReport, TriggerState, iso_date, progress, report};
pub use snapshot::{ThenAndNow, then_and_now};
pub use watched::{Watch, Watched, WatchedName, watched};

use crate::cell::{CellAddress, SheetId};
use crate::workbook::{PageId, Record, RecordColumn, Workbook};

/// A record and the sheet of its figures, for reading.
#[derive(Clone, Copy)]
struct Open<'a> {
    workbook: &'a Workbook,
    record: &'a Record,
    sheet: SheetId,
}

impl<'a> Open<'a> {
    /// The record on a page; nothing where there is none.
    fn new(workbook: &'a Workbook, page: &PageId) -> Option<Self> {
        let page = workbook.page(page)?;
        Some(Self { workbook, record: page.record()?, sheet: page.sheet()?.id })
    }

    /// The cell of a row in one of the columns that every row has.
    const fn cell(&self, row: u32, column: RecordColumn) -> CellAddress {
        CellAddress::new(self.sheet, row, column.index())
    }

    /// Whether nothing was typed in a cell.
    fn is_blank(&self, row: u32, column: RecordColumn) -> bool {
        self.workbook.input_text(self.cell(row, column)).trim().is_empty()
    }
}
