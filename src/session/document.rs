//! What the session asks of an open workbook, without knowing how a workbook is made, computed or written.
//!
//! The answer stands in `open_workbook.rs`, which a visit loads only when it opens its first workbook: engine, functions
//! and file format are more than half of the program. That is why nothing here may name them, and why the session holds a
//! `Box<dyn Document>`: what stands behind it is reached only through the part that is loaded.

use tandem_core::cell::CellAddress;
use tandem_core::edit::{Change, Edit};
use tandem_core::function::Clock;
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::{PartyFile, Trouble};
use crate::i18n::Language;
use crate::route::View;
use crate::storage::Pressing;

/// An open workbook with the steps that can be taken back.
pub trait Document: std::fmt::Debug {
    /// The same workbook with its steps under another identity.
    fn with_id(self: Box<Self>, id: &str) -> Box<dyn Document>;

    /// The workbook as the text of a file.
    fn file(&self) -> String;

    /// Begins that text, which is then made in parts.
    fn file_in_parts(&self) -> Box<dyn FileMaking>;

    /// Whether that text surely has more bytes than these, told without making it.
    fn is_longer_than(&self, bytes: usize) -> bool;

    /// The workbook, for reading.
    fn workbook(&self) -> &Workbook;

    /// Its title in both languages.
    fn title(&self) -> Localized;

    /// The template it was made from.
    fn template(&self) -> Option<String>;

    /// What of its decisions presses; nothing where it holds none.
    fn pressing(&self) -> Option<Pressing>;

    /// The identity of its first page.
    fn first_page(&self) -> Option<String>;

    /// The view in which a person meets it first.
    fn first_view(&self) -> View;

    /// Changes it. Edits of the same merge key that follow each other become one step.
    ///
    /// # Errors
    /// Why the edit is refused, as a sentence; nothing is changed then.
    fn edit(&mut self, edit: Edit, merge_key: Option<&str>) -> Result<Change, Localized>;

    /// Makes what opening left for later.
    fn settle(&mut self);

    /// Ends the merging of edits.
    fn seal(&mut self);

    /// Takes the latest step back; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be put back.
    fn undo(&mut self) -> Result<Option<Change>, Localized>;

    /// Does again what was taken back last; nothing when there is none.
    ///
    /// # Errors
    /// Why it can't be done again.
    fn redo(&mut self) -> Result<Option<Change>, Localized>;

    /// Whether there is a step to take back.
    fn can_undo(&self) -> bool;

    /// Whether there is a step to do again.
    fn can_redo(&self) -> bool;

    /// The workbook as it was before an entry went wrong that still is; nothing while all is well.
    fn last_good(&self) -> Option<&Workbook>;

    /// What people call the party that looks; nothing while everything is shown.
    fn viewer(&self) -> Option<Localized>;

    /// The copy for the party that looks; nothing while everything is shown.
    ///
    /// # Errors
    /// Why there is no copy, as a sentence.
    fn party_file(&self) -> Option<Result<PartyFile, Localized>>;

    /// Takes what is wrong for what it is: results are shown as they are from then on.
    fn accept(&mut self);

    /// Tells the workbook that time went on, and gives the cells that changed by it.
    fn tick(&mut self) -> Vec<CellAddress>;

    /// Draws random numbers anew and tells formulas the time, and gives the cells that changed by it.
    fn recalculate(&mut self) -> Vec<CellAddress>;
}

/// The text of a document's file, which is made in parts. The workbook is the same for all of them.
pub trait FileMaking {
    /// Adds what comes next of the pages, as many rows of cells. Says whether more is to come.
    fn go_on(&mut self, workbook: &Workbook, rows: u32, text: &mut String) -> bool;

    /// What stands before and after the text of the pages, when all of it is made.
    fn ends(self: Box<Self>, workbook: &Workbook) -> [String; 2];
}

/// A file that comes in parts. It is read only where nothing is wrong with it.
pub trait FileParts {
    /// Where the next so many bytes are written, before [`Self::take`].
    fn room(&mut self, bytes: usize) -> &mut [u8];

    /// Takes the next so many bytes, and says whether they can be read.
    fn take(&mut self, bytes: usize) -> bool;

    /// The document. Nothing where the file is to be read as a whole, which tells why.
    fn finish(self: Box<Self>) -> Option<Box<dyn Document>>;
}

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason, as a sentence.
    pub reason: Localized,
    /// Whether it was written by a newer version of the app: then it is whole, and only has to wait.
    pub is_newer: bool,
}

/// Makes a document from a template's identity and inputs (control names and what a person would type in them), under an
/// identity of its own; undoing gives the template back.
pub type FromTemplate = fn(&str, &str, &[(String, String)], Language) -> Result<Box<dyn Document>, Trouble>;

/// Reads a document from the text of a file; also what was mended in it, a sentence each.
pub type Read = fn(&str) -> Result<(Box<dyn Document>, Vec<Localized>), Unreadable>;

/// Begins to read a document from a file that comes in parts.
pub type InParts = fn() -> Box<dyn FileParts>;

/// Makes a document of the decision records of a Markdown file, under an identity; also what enters otherwise than the file
/// says, a sentence each.
pub type FromDecisions = fn(&str, &str, &str) -> Result<(Box<dyn Document>, Vec<Localized>), Localized>;

/// Makes a document from the text of separated values, under an identity and with the name of the file it comes from.
pub type FromTable = fn(&str, &str, &str, char) -> Result<Box<dyn Document>, Localized>;

/// Makes a document of a workbook that was read from a file of this name.
pub type FromWorkbook = fn(Workbook, &str) -> Result<Box<dyn Document>, Localized>;

/// How documents are made: the front of the part of the program that knows workbooks.
#[derive(Clone, Copy, Debug)]
pub struct Documents {
    /// From a template.
    pub from_template: FromTemplate,
    /// From a file.
    pub read: Read,
    /// From a file that comes in parts.
    pub parts: InParts,
    /// From separated values.
    pub from_table: FromTable,
    /// From decisions in Markdown.
    pub from_decisions: FromDecisions,
    /// From a workbook that was made of a file of another kind, whose name it gets.
    pub from_workbook: FromWorkbook,
    /// What day it is.
    pub clock: fn() -> Clock,
}
