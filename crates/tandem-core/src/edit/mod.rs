//! Edits: every change of a workbook, each with its inverse, and the history of them.
//!
//! An edit either happens wholly or changes nothing; it recalculates once, and costs what it touches, never what the
//! sheet holds (inserting and deleting rows and columns apart). This folder must not know files, templates or views.
//! Start reading at [`Edit`], then `apply.rs`; the parts are in `cells.rs`, `structure.rs`, `pages.rs`,
//! `lines.rs`, `names.rs`, `parts.rs`, `overlay.rs` and `records.rs`.

mod apply;
mod carry;
mod carry_copy;
mod cells;
mod check;
mod error;
mod history;
mod implied;
mod lines;
mod names;
mod overlay;
mod pages;
mod parts;
mod place;
mod records;
mod structure;
#[cfg(test)]
mod tests;
mod texts;
mod transfer;

pub use apply::{Applied, Restore};
pub use error::EditError;
pub use history::{Change, History};
pub use records::RecordFault;
pub(crate) use records::{check_record, mend_links};
pub use texts::TypedCells;

pub(crate) use cells::{filled_cells, filled_on};
pub(crate) use check::overlay as check_overlay;
pub(crate) use pages::check_sheet_name;
pub(crate) use parts::{check_charts, check_controls, check_identities, check_outcomes, check_party, check_settings};

use crate::cell::{Area, CellAddress, SheetId};
use crate::engine::Content;
use crate::formula::Axis;
use crate::text::Localized;
use crate::workbook::{
    Agreement, Chart, ConditionalFormat, Confidence, Control, Evidence, Filter, Note, Outcome, PageId, Party,
    Record as DecisionRecord, Said, Scenario, Settings, Style, StyleChange, Validation, Workbook,
};

/// What is put in a cell.
#[derive(Clone, Debug)]
pub enum CellInput {
    /// A text as a person types it: `12%`, `2026-03-31`, `=SUM(B2:B9)`. Its form gives the cell a number format when
    /// the cell has none.
    Typed(String),
    /// Content as it is. A formula that can't be read is refused.
    Content(Content),
}

/// A change of one cell; what is absent stays as it is.
#[derive(Clone, Debug)]
pub struct CellEdit {
    /// The cell.
    pub at: CellAddress,
    /// What is put in it.
    pub input: Option<CellInput>,
    /// How it looks from now on.
    pub style: Option<Style>,
}

impl CellEdit {
    /// A text typed in a cell.
    #[must_use]
    pub fn typed(at: CellAddress, text: impl Into<String>) -> Self {
        Self { at, input: Some(CellInput::Typed(text.into())), style: None }
    }

    /// Content put in a cell as it is.
    #[must_use]
    pub const fn content(at: CellAddress, content: Content) -> Self {
        Self { at, input: Some(CellInput::Content(content)), style: None }
    }
}

/// One change of a workbook. Rows, columns and positions count from zero.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Changes cells, in order.
    SetCells(Vec<CellEdit>),
    /// Types into many cells, in order: as [`Edit::SetCells`] with a [`CellInput::Typed`] for each, in less room.
    TypeCells(TypedCells),
    /// Moves cells with their styles and what lies over them. References to them follow, and references to the cells they overwrite give `#REF!`.
    MoveCells {
        /// The cells.
        from: Area,
        /// Where the first of them comes to.
        to: CellAddress,
    },
    /// Copies cells with their styles, merged areas and rules; relative references move along, notes and sources stay. An area that is larger than what is copied is filled
    /// with it as often as it fits.
    CopyCells {
        /// The cells that are copied.
        from: Area,
        /// The cells that are filled.
        to: Area,
    },
    /// Empties the cells of an area; their styles stay.
    Clear(Area),
    /// Changes the style of every cell of an area.
    SetStyle {
        /// The cells.
        area: Area,
        /// What changes.
        change: StyleChange,
    },
    /// Inserts blank rows that take the style of the row above.
    InsertRows {
        /// The sheet.
        sheet: SheetId,
        /// The row before which they come.
        at: u32,
        /// How many.
        count: u32,
    },
    /// Deletes rows.
    DeleteRows {
        /// The sheet.
        sheet: SheetId,
        /// The first one.
        at: u32,
        /// How many.
        count: u32,
    },
    /// Inserts blank columns that take the style of the column to the left.
    InsertColumns {
        /// The sheet.
        sheet: SheetId,
        /// The column before which they come.
        at: u32,
        /// How many.
        count: u32,
    },
    /// Deletes columns.
    DeleteColumns {
        /// The sheet.
        sheet: SheetId,
        /// The first one.
        at: u32,
        /// How many.
        count: u32,
    },
    /// Moves rows between others, with their heights and all that lies on them; what they leave closes. References follow, and
    /// ranges grow and shrink, as when the rows are cut and inserted elsewhere.
    MoveRows {
        /// The sheet.
        sheet: SheetId,
        /// The first one.
        at: u32,
        /// How many.
        count: u32,
        /// The row before which they come, counted before they move.
        to: u32,
    },
    /// As [`Self::MoveRows`], for columns.
    MoveColumns {
        /// The sheet.
        sheet: SheetId,
        /// The first one.
        at: u32,
        /// How many.
        count: u32,
        /// The column before which they come, counted before they move.
        to: u32,
    },
    /// Inserts blank cells where an area is; what stands there and beyond moves down or to the right. References within
    /// the columns or rows of the area move and grow as with whole rows or columns, the others stay. The cells take the
    /// style of those above or to the left.
    InsertCells {
        /// The cells that come.
        area: Area,
        /// Whether the others move by rows, which is down, or by columns.
        axis: Axis,
    },
    /// Deletes cells; those below them or to the right of them come up, and references move and shrink as with whole rows
    /// or columns.
    DeleteCells {
        /// The cells that go.
        area: Area,
        /// Whether the others move by rows, which is up, or by columns.
        axis: Axis,
    },
    /// Sets the width of a column.
    SetColumnWidth {
        /// The sheet.
        sheet: SheetId,
        /// The column.
        column: u32,
        /// Pixels; nothing for the default.
        width_px: Option<u32>,
    },
    /// Sets the height of a row.
    SetRowHeight {
        /// The sheet.
        sheet: SheetId,
        /// The row.
        row: u32,
        /// Pixels; nothing for the default.
        height_px: Option<u32>,
    },
    /// Sets how many rows and columns stay in view.
    SetFrozen {
        /// The sheet.
        sheet: SheetId,
        /// Rows at the top.
        rows: u32,
        /// Columns at the left.
        columns: u32,
    },
    /// Makes rows internal, or not: Present and Print leave internal rows out.
    SetInternalRows {
        /// The sheet.
        sheet: SheetId,
        /// The rows.
        rows: Vec<u32>,
        /// Whether they become internal.
        internal: bool,
    },
    /// Hides rows, or shows them. Rows that the filter hides stay hidden.
    SetHiddenRows {
        /// The sheet.
        sheet: SheetId,
        /// The rows.
        rows: Vec<u32>,
        /// Whether they are hidden.
        hidden: bool,
    },
    /// Hides columns, or shows them.
    SetHiddenColumns {
        /// The sheet.
        sheet: SheetId,
        /// The columns.
        columns: Vec<u32>,
        /// Whether they are hidden.
        hidden: bool,
    },
    /// Hides the tab of a page, or shows it. One page stays shown.
    SetSheetHidden {
        /// The page.
        page: PageId,
        /// Whether it is hidden.
        hidden: bool,
    },
    /// Merges the cells of an area into one, which takes the first content in it, row by row; the others go. Areas that
    /// were merged inside of it are part of it from now on.
    Merge(Area),
    /// Takes merged areas apart that lie in an area, wholly or in part.
    Unmerge(Area),
    /// Puts a remark on a cell, in place of the one it had, or takes it away.
    SetNote {
        /// The cell.
        at: CellAddress,
        /// The remark.
        note: Option<Note>,
    },
    /// Says where the content of a cell comes from, or no longer says so.
    SetEvidence {
        /// The cell.
        at: CellAddress,
        /// Source, day and confidence.
        evidence: Option<Evidence>,
    },
    /// Replaces the rules for what may be typed in the cells of a sheet.
    SetValidations {
        /// The sheet.
        sheet: SheetId,
        /// The rules.
        validations: Vec<Validation>,
    },
    /// Gives the cells of an area a rule for what may be typed, in place of the ones they had, or none. Formulas in it are
    /// written for the area's first cell, and the areas in it are not looked at.
    SetValidation {
        /// The cells.
        area: Area,
        /// The rule.
        validation: Option<Validation>,
    },
    /// Replaces the rules for how the cells of a sheet look.
    SetConditionalFormats {
        /// The sheet.
        sheet: SheetId,
        /// The rules, the first one first.
        formats: Vec<ConditionalFormat>,
    },
    /// Sets the filter of a sheet and hides the rows that do not pass it, or takes it away and shows them. Setting the same
    /// one again looks at the values anew.
    SetFilter {
        /// The sheet.
        sheet: SheetId,
        /// The filter.
        filter: Option<Filter>,
    },
    /// Adds a page with an empty sheet.
    AddSheet {
        /// The sheet's name, also the page's title.
        name: String,
        /// Where among the pages; nothing for the end.
        position: Option<usize>,
    },
    /// Adds a page with the cells and the layout of another one; controls, outcomes and charts stay with that one alone.
    DuplicatePage {
        /// The page that is copied.
        page: PageId,
        /// The name of the new sheet, also the new page's title.
        name: String,
        /// Where among the pages; nothing for right after the one that is copied.
        position: Option<usize>,
    },
    /// Removes a page with its sheet, its controls, outcomes and charts. References to it give `#REF!`.
    RemovePage(PageId),
    /// Gives a sheet another name and its page that title; formulas follow.
    RenameSheet {
        /// The page.
        page: PageId,
        /// The new name.
        name: String,
    },
    /// Gives a page another title; the sheet's name in formulas stays.
    SetPageTitle {
        /// The page.
        page: PageId,
        /// The new title.
        title: Localized,
    },
    /// Moves a page to another position.
    MovePage {
        /// The page.
        page: PageId,
        /// Its position afterwards.
        position: usize,
    },
    /// Defines a name, or gives it another target.
    DefineName {
        /// The name.
        name: String,
        /// What it stands for, as a formula such as `=Inputs!$B$2`.
        target: String,
    },
    /// Gives a name another one; formulas, rules and other names follow.
    RenameName {
        /// The name.
        name: String,
        /// What it is called from now on.
        new_name: String,
    },
    /// Removes a name; formulas that use it give `#NAME?`.
    RemoveName(String),
    /// Replaces the controls.
    SetControls(Vec<Control>),
    /// Says whether people agree with a control's value.
    SetControlStatus {
        /// The control.
        name: String,
        /// What they say.
        status: Agreement,
        /// Who says it, and when.
        said: Option<Said>,
    },
    /// Says where a control's value comes from.
    SetControlEvidence {
        /// The control.
        name: String,
        /// The source.
        source: Localized,
        /// Its day, as `2026-03-31`.
        date: Option<String>,
        /// How sure its owner is.
        confidence: Option<Confidence>,
    },
    /// Replaces the outcomes.
    SetOutcomes(Vec<Outcome>),
    /// Chooses the definition of an outcome.
    SetOutcomeVariant {
        /// The outcome.
        name: String,
        /// The variant; nothing for the first definition.
        variant: Option<String>,
    },
    /// Replaces the charts.
    SetCharts(Vec<Chart>),
    /// Adds a scenario at the end.
    AddScenario(Scenario),
    /// Puts the values of a scenario in the cells of its controls and makes it the active one.
    ApplyScenario(String),
    /// Replaces the values of a scenario by what the controls hold now.
    UpdateScenario(String),
    /// Gives a scenario another name.
    RenameScenario {
        /// The scenario.
        id: String,
        /// The new name.
        name: Localized,
    },
    /// Removes a scenario; the cells stay as they are.
    RemoveScenario(String),
    /// Replaces the party of the same identity, or adds it.
    SetParty(Party),
    /// Removes a party.
    RemoveParty(String),
    /// Gives the workbook another title.
    SetTitle(Localized),
    /// Replaces the settings.
    SetSettings(Settings),
    /// Adds a page with a decision record and an empty sheet for its figures.
    AddRecord {
        /// The sheet's name, also the page's title.
        name: String,
        /// Where among the pages; nothing for the end.
        position: Option<usize>,
        /// What it says: a draft or a proposal.
        record: Box<DecisionRecord>,
    },
    /// Replaces the decision record of a page. What was accepted stays, but for status, links and reviews.
    SetRecord {
        /// The page.
        page: PageId,
        /// The record as it is to be.
        record: Box<DecisionRecord>,
    },
    /// Gives the record of a page the state that it has elsewhere, such as its acceptance with the figures of that day and
    /// its earlier revisions: for what was read from a text. The page's own record is a draft or a proposal without earlier
    /// revisions, so that nothing that was decided here is written over.
    AdoptRecord {
        /// The page.
        page: PageId,
        /// The record as it is to be.
        record: Box<DecisionRecord>,
    },
    /// Puts everything of another workbook in place of what is here, the identity excepted: an earlier version comes back.
    Replace(Box<Workbook>),
    /// Several edits as one: all of them or none.
    Batch(Vec<Edit>),
    /// Puts back what another edit changed. Only applying an edit makes one.
    Restore(Restore),
}
