//! What a template lets people do beyond typing in cells: a list whose rows have a form and an order, a statement for one
//! party, the reversal of a payout, rows that stay once they are booked, the import of figures, room for more partners, the view of one party, the change beside an outcome, the messages at rows.
//!
//! Nothing of this stands in a workbook's file. A workbook knows the template it was made from; the template's manifest
//! names cells by names of the workbook and columns by their headings, so that rows and columns that come and go are
//! followed, and a workbook in which a person took a name or a heading away merely has no such tool. Everything here reads
//! a workbook or gives an edit or a copy of it. This folder must not know views. Start reading at `entries.rs`, then `list.rs`.

mod booked;
mod entries;
mod error;
mod import;
mod list;
mod party_copy;
mod party_limits;
mod party_view;
mod reversal;
mod room;
mod standing;
mod statement;
mod table;

pub use booked::apply;
pub use entries::{
    ChangeEntry, FieldEntry, FieldKind, ImportEntry, ImportPartnerEntry, ListEntry, MessageEntry, PartyViewEntry,
    ReversalEntry, RoomEntry, RoomTableEntry, StatementEntry, ToolsEntry, WhenEntry,
};
pub use error::ToolError;
pub use import::{
    Import, ImportChoices, ImportPlan, ImportProblem, ImportReason, ImportedCell, MAX_IMPORT_BYTES, imports,
};
pub use list::{List, lists};
pub use party_copy::{PartyCopy, Removed, copy_as_seen, copy_for};
pub use party_limits::would_show_hidden;
pub use party_view::{
    Viewer, apply_in_view, change_of, is_in_view, keep_in_view, names_in_view, party_view, scenarios_in_view, seen_by,
    view_as, view_of,
};
pub use reversal::{Reversal, reversals};
pub use room::{MOST_LISTED, Room, rooms};
pub use standing::{Problem, Standing, outcome_before};
pub use statement::{Statement, StatementLine, statements};

use crate::workbook::Workbook;

/// What the template of a workbook offers; nothing for a workbook of another origin.
fn tools(workbook: &Workbook) -> Option<&'static ToolsEntry> {
    Some(&super::template(&workbook.origin()?.template)?.manifest.tools)
}
