//! What a person, a key or a link can ask for. Every change of a workbook and of the app's state passes through here.

use tandem_core::edit::Edit;

use super::backup::BackupWish;
use super::merging::MergeWish;
use super::preferences::Theme;
use crate::browser::files::Chosen;
use crate::i18n::Language;
use crate::route::{Route, View};

/// Something to be done, handed to [`super::Session::dispatch`].
#[derive(Clone, Debug)]
pub enum Command {
    /// Changes the workbook as one step of undo. Several edits as one step are an [`Edit::Batch`].
    Edit(Edit),
    /// Changes the workbook; changes of the same name that follow each other are one step, as those of a slider's drag.
    EditMerged(Edit, String),
    /// Ends such a run: the next change is a step of its own.
    Seal,
    /// Renames the workbook.
    Rename(String),
    /// Takes the last step back.
    Undo,
    /// Does the step again that was taken back last.
    Redo,
    /// Shows results as they are although an entry is wrong, in place of those from before.
    Accept,
    /// Goes to a place of the app.
    Go(Route),
    /// Shows the present page in another view.
    Show(View),
    /// Makes a workbook from a template, enters the inputs in its controls and opens it.
    Create {
        /// The template's identity.
        template: String,
        /// Control names and what to enter in them, as a person would type it.
        inputs: Vec<(String, String)>,
    },
    /// Makes a workbook from a file that a person chose, and opens it.
    ImportFile(Chosen),
    /// Makes a workbook from the text of a file, and opens it.
    Import {
        /// The file's name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Makes a workbook from separated values, and opens it.
    TakeIn {
        /// The file's name.
        name: String,
        /// Its text.
        text: String,
        /// What separates its fields.
        separator: char,
    },
    /// Makes a workbook of the decision records of a Markdown file, and opens it.
    TakeInDecisions {
        /// The file's name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Saves a text as a file.
    SaveText {
        /// The file's name.
        name: String,
        /// What kind of text it is.
        media_type: &'static str,
        /// The text.
        text: String,
    },
    /// Makes a workbook from a file of Excel that a person chose, and opens it.
    ImportXlsx {
        /// The file's name.
        name: String,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Loads what is needed to open a workbook, because a person is about to.
    Prepare,
    /// Tries again to show what the address says.
    Retry,
    /// Saves the open workbook as a file; while one party looks, the copy that this party may keep.
    Download,
    /// Saves the open workbook as it is, whoever looks: to rescue what can't be stored.
    DownloadWhole,
    /// Saves the open workbook as a file of Excel.
    DownloadXlsx {
        /// Whether the person has read what such a file does not keep.
        agreed: bool,
    },
    /// Saves a stored workbook as a file, whatever its bytes are.
    DownloadStored(String),
    /// Deletes a stored workbook; the notice offers to undo it.
    Delete(String),
    /// Puts a deleted workbook back.
    Restore(String),
    /// Makes a backup, or shows what one holds.
    Backup(BackupWish),
    /// Asks for the file of a backup.
    AskForBackup,
    /// Put back the versions of a workbook that was put back without them.
    PutVersionsBack(String),
    /// Puts back what restored workbooks replaced.
    PutBackReplaced(Vec<String>),
    /// Settles that another tab wrote the same workbook.
    Settle(Settlement),
    /// Writes at once what waits to be saved.
    SaveNow,
    /// Saves what is open and reloads the page with the new version of the program.
    TakeNewVersion,
    /// Chooses the language of the interface.
    SetLanguage(Language),
    /// Chooses the theme.
    SetTheme(Theme),
    /// Offers a link that holds a copy of the open workbook.
    ShareLink,
    /// Shows the versions of the open workbook that were kept.
    ShowVersions {
        /// Whether a person is about to keep one, so that the field for its name has the keyboard.
        keep: bool,
    },
    /// Shows what a merge of another version into a workbook would do.
    ShowMerge(MergeWish),
    /// Shows the keys.
    ShowKeys,
    /// Closes a notice.
    Dismiss(u32),
}

/// Which of two versions holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// What is open in this tab.
    Mine,
    /// What the other tab stored.
    Theirs,
    /// Both: this tab's version goes on as a workbook of its own.
    Both,
}
