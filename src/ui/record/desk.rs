//! What the parts of a record's page share: reading it, and every way to change it.

use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::record::{RecordReport, report};
use tandem_core::text::Localized;
use tandem_core::workbook::{Page, PageId, Record, RecordColumn, RecordText, Workbook};

use crate::session::{Command, Session, Weight};

/// The record that is shown. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub session: Session,
    page: StoredValue<PageId>,
    /// Whether the person has turned to editing.
    edits: RwSignal<bool>,
    /// Whether the person has turned to what may change while the decision holds: reviews and linked pages.
    arranges: RwSignal<bool>,
    go_to: Callback<CellAddress>,
    /// What the figures say, computed once for all parts.
    report: Memo<Option<RecordReport>>,
}

impl Desk {
    pub fn new(session: Session, page: PageId, go_to: Callback<CellAddress>) -> Self {
        let id = page.clone();
        let report = Memo::new(move |_| session.read(|workbook| report(workbook, &id)).flatten());
        Self {
            session,
            page: StoredValue::new(page),
            edits: RwSignal::new(false),
            arranges: RwSignal::new(false),
            go_to,
            report,
        }
    }

    pub fn page(self) -> PageId {
        self.page.get_value()
    }

    /// Reads the record, and again after every change.
    pub fn read<R>(self, read: impl FnOnce(&Workbook, &Record) -> R) -> Option<R> {
        let page = self.page();
        self.session.read(|workbook| Some(read(workbook, workbook.page(&page)?.record()?))).flatten()
    }

    /// Reads the record without looking at it again.
    pub fn with<R>(self, read: impl FnOnce(&Workbook, &Record) -> R) -> Option<R> {
        untrack(|| self.read(read))
    }

    pub fn report(self) -> RecordReport {
        self.report.get().unwrap_or_default()
    }

    /// Whether the record can still be changed.
    pub fn is_open(self) -> bool {
        self.read(|_, record| record.status.is_open()).unwrap_or(false)
    }

    /// Whether fields stand where words are read.
    pub fn is_edited(self) -> bool {
        self.edits.get() && self.is_open()
    }

    /// Whether reviews and links can be changed although words and figures stay as they are.
    pub fn holds_closed(self) -> bool {
        self.read(|_, record| record.status.holds() && !record.status.is_open()).unwrap_or(false)
    }

    /// Whether fields for reviews and links are shown.
    pub fn is_arranged(self) -> bool {
        self.is_edited() || (self.arranges.get() && self.holds_closed())
    }

    pub const fn arranges(self) -> RwSignal<bool> {
        self.arranges
    }

    pub const fn edits(self) -> RwSignal<bool> {
        self.edits
    }

    /// The cell of a row in one of the columns that every row has.
    pub fn cell(self, row: u32, column: RecordColumn) -> Option<CellAddress> {
        self.at(row, column.index())
    }

    pub fn at(self, row: u32, column: u32) -> Option<CellAddress> {
        let page = self.page();
        let sheet = self.session.with(|workbook| workbook.page(&page).and_then(Page::sheet).map(|sheet| sheet.id));
        Some(CellAddress::new(sheet.flatten()?, row, column))
    }

    /// Shows a cell on the sheet of figures.
    pub fn go_to(self, at: CellAddress) {
        self.go_to.run(at);
    }

    /// Does an edit, or says why it was refused.
    pub fn run(self, edit: Option<Edit>) -> bool {
        let Some(edit) = edit else { return false };
        match self.session.try_dispatch(Command::Edit(edit)) {
            Ok(()) => true,
            Err(reason) => {
                self.session.say(Weight::Attention, reason, None);
                false
            }
        }
    }

    /// An edit made from the workbook and the page.
    pub fn make(self, make: impl FnOnce(&Workbook, &PageId) -> Option<Edit>) -> bool {
        let page = self.page();
        self.run(self.session.with(|workbook| make(workbook, &page)).flatten())
    }

    /// Changes the record as one step of undo.
    pub fn change(self, change: impl FnOnce(&mut Record)) -> bool {
        let page = self.page();
        let record = self.with(|_, record| record.clone());
        self.run(record.map(|mut record| {
            change(&mut record);
            Edit::SetRecord { page, record: Box::new(record) }
        }))
    }

    /// Changes what the record says.
    pub fn change_text(self, change: impl FnOnce(&mut RecordText)) -> bool {
        self.change(|record| change(&mut record.text))
    }

    /// Types in a cell of its sheet, or gives the reason why that was refused.
    pub fn type_in(self, at: CellAddress, text: String) -> Result<(), Localized> {
        self.session.try_dispatch(Command::Edit(Edit::SetCells(vec![CellEdit::typed(at, text)])))
    }
}
