//! What comes from and goes to other programs: CSV, Markdown and the clipboard.
//!
//! A clipboard holds HTML (`html/`) and plain text (`separated.rs`). Either becomes a `Table`, which `paste.rs` turns into
//! an edit once it is known where it goes. Decision records go out and in as Markdown in `decision/`, their days of review as
//! a calendar. `anonymous.rs` makes the copy that may be shown to anyone, `link.rs` packs the text of a file into an address. This folder must not know files of our own format
//! or views. Start reading at
//! `table.rs`, then `paste.rs`.

mod anonymous;
mod calendar;
mod clipboard;
mod csv;
mod decision;
mod html;
mod letters;
mod link;
mod markdown;
mod masking;
mod paste;
mod picked;
mod r1c1;
mod reader;
mod separated;
mod table;

pub use anonymous::{Anonymity, TakenOut, anonymised, anonymous_title, proposed_names};
pub use calendar::{ReviewEvent, review_events, review_events_of, to_ics};
pub use clipboard::copy_text;
pub use csv::{
    CsvOptions, ImportError, SEPARATORS, likely_separator, preview, safe_field, sheet_name_of_file, sheet_to_csv,
    unguarded_field, workbook_from_csv, workbook_from_separated,
};
pub use decision::{
    AddedRecords, DecisionsError, Expected, ImportedRecord, MadrError, NamedRecord, add_imported, from_madr,
    from_madr_log, import_decisions, to_decision_json, to_decision_log_json, to_madr, to_madr_log,
    workbook_from_decisions,
};
pub use html::copy_html;
pub(crate) use letters::{crc32, decode, encode};
pub use link::{LinkError, from_link, to_link};
pub use markdown::page_to_markdown;
pub use paste::{Part, PasteOptions, Pasted, paste_cells, paste_table, pasted_size};
pub use picked::Picked;
pub use reader::ClipboardReader;
pub use table::{Table, TableError};
