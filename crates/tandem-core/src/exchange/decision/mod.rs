//! Decision records as Markdown, out in the form of MADR 4 and in from that, from older MADR and from the form of Nygard;
//! and out as JSON for programs (`json.rs`).
//!
//! What MADR has no section for stands under “More Information” in tables that come back as they went (`write_own.rs`,
//! `read_own.rs`); every text is escaped, so that it can't become structure (`text.rs`). Texts of other programs are kept
//! as they stand, word for word, also where nobody knows their headings (`read_public.rs`). Lines are read by a few rules of
//! our own, because only headings, lists and tables of one kind are looked at and the rest stays text. This folder must not
//! know views, files of our own format or a clock. Start reading at `write.rs` and `read.rs`.

mod add;
mod add_cells;
mod add_links;
mod edited;
mod error;
mod items;
mod json;
mod kept;
mod localized;
mod log;
mod metadata;
mod outcome;
mod outline;
mod public_words;
mod read;
mod read_own;
mod read_public;
mod read_tables;
mod table;
mod text;
mod words;
mod write;
mod write_own;

use std::collections::BTreeMap;

pub use add::{AddedRecords, DecisionsError, add_imported, import_decisions, workbook_from_decisions};
pub use error::{Expected, MadrError};
pub use json::{to_decision_json, to_decision_log_json};
pub use log::{from_madr_log, to_madr_log};
pub use read::from_madr;
pub use write::to_madr;

use crate::text::Localized;
use crate::workbook::{Note, Record};

/// A decision record as a Markdown text tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedRecord {
    /// The page's title.
    pub title: Localized,
    /// What it says. Links to other pages are named in the fields below, because the text knows no identities.
    pub record: Record,
    /// What is typed in the cells of its sheet, by place such as `D4`.
    pub cells: BTreeMap<String, String>,
    /// What cells showed when the text was written, where that is not what is typed in them: formulas, and texts that the
    /// glossary of their workbook translates.
    pub shown: BTreeMap<String, String>,
    /// What to type for the values that formulas had, where what they showed doesn't tell it in full.
    pub values: BTreeMap<String, String>,
    /// The number formats of cells that have one.
    pub formats: BTreeMap<String, String>,
    /// The notes of cells.
    pub notes: BTreeMap<String, Note>,
    /// Records whose place it took.
    pub supersedes: Vec<NamedRecord>,
    /// The record that took its place.
    pub superseded_by: Option<NamedRecord>,
    /// Pages that belong to it.
    pub linked: Vec<NamedRecord>,
    /// What came in otherwise than it stands in the text, a sentence each.
    pub warnings: Vec<Localized>,
}

/// A page by what people call it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedRecord {
    /// The record's number; empty where it has none.
    pub number: String,
    /// The page's title in the language of the text.
    pub title: String,
}
