//! How an edit is applied: step by step, with a record of what puts each step back.

use super::cells::filled_on;
use super::lines::Lines;
use super::overlay::OverlayPart;
use super::texts::Contents;
use super::{Edit, EditError};
use crate::cell::{CellAddress, SheetId};
use crate::engine::Rewritten;
use crate::formula::{Relocation, Shift};
use crate::text::Localized;
use crate::workbook::{
    Chart, Control, Outcome, Page, PageId, Party, Record as DecisionRecord, Scenario, Settings, StyleId, Workbook,
};

/// What applying an edit did.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The edit that puts everything back.
    pub inverse: Edit,
    /// Cells whose value or look changed. Cells that moved because rows or columns came or went are not listed: that the
    /// layout is another one is what `metadata_changed` says.
    pub changed: Vec<CellAddress>,
    /// Whether anything but values and looks of cells changed: pages, names, controls, rows and columns, ...
    pub metadata_changed: bool,
}

/// What puts back a part of a workbook, as an earlier edit found it.
#[derive(Clone, Debug)]
pub struct Restore(pub(super) Part);

/// The parts that can be put back.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// Contents and styles of cells, the latest first.
    Cells { contents: Contents, styles: Vec<(CellAddress, StyleId)> },
    /// A page that was taken away, with its sheet, at its position. One whose adding was undone is new: formulas wait
    /// for its sheet, where those of a removed one give `#REF!`.
    Page { position: usize, page: Box<Page>, is_new: bool },
    /// A page that was added or put back.
    NoPage { id: PageId, is_new: bool },
    /// A sheet's name and its page's title.
    SheetName { page: PageId, name: String, title: Localized },
    /// A name, its target and its position; no target for a name that was not there.
    Name { name: String, target: Option<String>, position: usize },
    /// Rows, columns or cells that went.
    Deleted { shift: Shift, rewritten: Box<Rewritten>, layout: Box<DeletedLayout> },
    /// Rows, columns or cells that came.
    Inserted(Shift),
    /// The controls.
    Controls(Vec<Control>),
    /// The outcomes.
    Outcomes(Vec<Outcome>),
    /// The charts.
    Charts(Vec<Chart>),
    /// The scenarios, and which one is active.
    Scenarios(Vec<Scenario>, Option<String>),
    /// The parties.
    Parties(Vec<Party>),
    /// The title.
    Title(Localized),
    /// The settings.
    Settings(Box<Settings>),
    /// A part of what lay over the cells of a sheet.
    Overlay(SheetId, OverlayPart),
    /// Whether the sheet of a page was hidden.
    SheetHidden(PageId, bool),
    /// The decision record of a page.
    Record(PageId, Box<DecisionRecord>),
    /// Everything.
    Whole(Box<Workbook>),
}

/// What deleted rows, columns or cells had beside contents.
#[derive(Clone, Debug, Default)]
pub(super) struct DeletedLayout {
    pub(super) styles: Vec<(CellAddress, StyleId)>,
    pub(super) sizes: Vec<(u32, u32)>,
    pub(super) internal: Vec<u32>,
    pub(super) frozen: u32,
}

/// The record of one edit: what puts its steps back, first step first, and what to tell the views.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) inverses: Vec<Edit>,
    pub(super) restyled: Vec<CellAddress>,
    pub(super) metadata_changed: bool,
}

impl Record {
    /// Notes what puts a step back.
    pub(super) fn note(&mut self, part: Part) {
        self.inverses.push(Edit::Restore(Restore(part)));
    }

    /// Notes what puts a step back that changed something else than cells.
    pub(super) fn note_metadata(&mut self, inverse: Edit) {
        self.metadata_changed = true;
        self.inverses.push(inverse);
    }

    /// As [`Self::note_metadata`], for a part.
    pub(super) fn note_part(&mut self, part: Part) {
        self.note_metadata(Edit::Restore(Restore(part)));
    }
}

impl Edit {
    /// Applies the edit and recalculates once.
    ///
    /// # Errors
    /// Why the edit is refused; nothing is changed then.
    pub fn apply(self, workbook: &mut Workbook) -> Result<Applied, EditError> {
        let mut record = Record::default();
        let result = self.step(workbook, &mut record);
        if let Err(error) = result {
            roll_back(record.inverses, workbook);
            // What was put back is computed again, so that nothing is due when the next edit comes.
            workbook.engine.recalculate();
            return Err(error);
        }
        let mut changed = workbook.engine.recalculate();
        changed.append(&mut record.restyled);
        let mut inverses = record.inverses;
        inverses.reverse();
        let inverse = match inverses.len() {
            1 => inverses.pop().unwrap_or(Self::Batch(Vec::new())),
            _ => Self::Batch(inverses),
        };
        Ok(Applied { inverse, changed, metadata_changed: record.metadata_changed })
    }

    /// Applies the edit without recalculating. On failure the record holds what was done until then.
    pub(super) fn step(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        super::records::require_open(&self, workbook)?;
        match self {
            Self::Batch(edits) => edits.into_iter().try_for_each(|edit| edit.step(workbook, record)),
            Self::Restore(Restore(part)) => part.put_back(workbook, record),
            Self::Replace(other) => {
                replace(*other, workbook, record);
                Ok(())
            }
            Self::SetCells(_) | Self::TypeCells(_) | Self::Clear(_) | Self::SetStyle { .. } => {
                self.step_cells(workbook, record)
            }
            Self::MoveCells { from, to } => {
                super::transfer::move_cells(Relocation { from, to, is_between: false }, workbook, record)
            }
            Self::CopyCells { from, to } => super::transfer::copy_cells(from, to, workbook, record),
            Self::MoveRows { sheet, at, count, to } => Lines::rows(sheet, at, count, to).apply(workbook, record),
            Self::MoveColumns { sheet, at, count, to } => Lines::columns(sheet, at, count, to).apply(workbook, record),
            Self::InsertRows { .. }
            | Self::DeleteRows { .. }
            | Self::InsertColumns { .. }
            | Self::DeleteColumns { .. }
            | Self::InsertCells { .. }
            | Self::DeleteCells { .. }
            | Self::SetColumnWidth { .. }
            | Self::SetRowHeight { .. }
            | Self::SetFrozen { .. }
            | Self::SetInternalRows { .. } => self.step_structure(workbook, record),
            Self::SetHiddenRows { .. }
            | Self::SetHiddenColumns { .. }
            | Self::SetSheetHidden { .. }
            | Self::Merge(_)
            | Self::Unmerge(_)
            | Self::SetNote { .. }
            | Self::SetEvidence { .. }
            | Self::SetValidations { .. }
            | Self::SetValidation { .. }
            | Self::SetConditionalFormats { .. }
            | Self::SetFilter { .. } => self.step_overlay(workbook, record),
            Self::AddSheet { .. }
            | Self::DuplicatePage { .. }
            | Self::RemovePage(_)
            | Self::RenameSheet { .. }
            | Self::SetPageTitle { .. }
            | Self::MovePage { .. }
            | Self::DefineName { .. }
            | Self::RenameName { .. }
            | Self::RemoveName(_) => self.step_pages(workbook, record),
            Self::AddRecord { .. } | Self::SetRecord { .. } | Self::AdoptRecord { .. } => {
                self.step_record(workbook, record)
            }
            _ => self.step_parts(workbook, record),
        }
    }

    /// Whether putting back this record of a few cells leaves nothing for the other one to put back.
    pub(super) fn covers(&self, other: &Self) -> bool {
        /// Beyond this many cells the search costs more than a second record.
        const FEW: usize = 16;
        let (
            Self::Restore(Restore(Part::Cells { contents, styles })),
            Self::Restore(Restore(Part::Cells { contents: other_contents, styles: other_styles })),
        ) = (self, other)
        else {
            return false;
        };
        self.weight() <= FEW
            && other.weight() <= FEW
            && other_contents.places().all(|at| contents.places().any(|own| own == at))
            && other_styles.iter().all(|(at, _)| styles.iter().any(|(own, _)| own == at))
    }

    /// Cells whose earlier contents or styles the edit keeps: its weight in the history.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Batch(edits) => edits.iter().map(Self::weight).sum(),
            Self::SetCells(cells) => cells.len(),
            Self::TypeCells(cells) => cells.len(),
            Self::Restore(Restore(Part::Cells { contents, styles })) => contents.count() + styles.len(),
            Self::Restore(Restore(Part::Overlay(_, part))) => part.weight(),
            Self::Replace(whole) | Self::Restore(Restore(Part::Whole(whole))) => {
                whole.pages.iter().filter_map(Page::sheet).map(|sheet| filled_on(sheet.id, whole).len()).sum()
            }
            Self::Restore(Restore(Part::Deleted { rewritten, layout, .. })) => {
                rewritten.removed.len() + rewritten.changed.len() + layout.styles.len()
            }
            _ => 1,
        }
    }
}

/// Puts steps back, the latest first. They can't fail: each puts back what stood there a moment ago.
#[inline(never)]
fn roll_back(mut inverses: Vec<Edit>, workbook: &mut Workbook) {
    let mut ignored = Record::default();
    while let Some(inverse) = inverses.pop() {
        let result = inverse.step(workbook, &mut ignored);
        debug_assert!(result.is_ok(), "what stood in the workbook fits in it: {result:?}");
    }
}

/// Puts another workbook in place of this one. Formulas of the other one that ask for the day are told that of this one.
#[inline(never)]
fn replace(mut other: Workbook, workbook: &mut Workbook, record: &mut Record) {
    other.engine.set_clock(workbook.engine.clock());
    other.id.clone_from(&workbook.id);
    let old = std::mem::replace(workbook, other);
    record.note_part(Part::Whole(Box::new(old)));
}

impl Part {
    #[inline(never)]
    fn put_back(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        match self {
            Self::Cells { contents, styles } => super::cells::put_back(contents, styles, workbook, record),
            Self::Page { .. } | Self::NoPage { .. } | Self::SheetName { .. } | Self::Name { .. } => {
                super::pages::put_back(self, workbook, record)
            }
            Self::Deleted { .. } | Self::Inserted(_) => super::structure::put_back(self, workbook, record),
            Self::Overlay(sheet, part) => super::overlay::exchange(sheet, part, workbook, record),
            Self::SheetHidden(page, hidden) => {
                super::overlay::put_back_hidden(&page, hidden, workbook, record);
                Ok(())
            }
            Self::Record(page, old) => {
                super::records::exchange(page, old, workbook, record);
                Ok(())
            }
            Self::Whole(old) => {
                replace(*old, workbook, record);
                Ok(())
            }
            _ => {
                super::parts::exchange(self, workbook, record);
                Ok(())
            }
        }
    }
}

/// Whether a sheet is in the workbook.
pub(super) fn require_sheet(workbook: &Workbook, sheet: SheetId) -> Result<(), EditError> {
    workbook.sheet(sheet).map(|_| ()).ok_or(EditError::UnknownSheet)
}
