//! What comes from and goes to other programs: CSV, Markdown and the tab-separated text of the clipboard.
//!
//! This folder must not know files of our own format or views. Start reading at `csv.rs`.

mod clipboard;
mod csv;
mod markdown;

pub use clipboard::{copy_text, parse_clipboard, paste_edits};
pub use csv::{CsvOptions, ImportError, sheet_to_csv, workbook_from_csv};
pub use markdown::page_to_markdown;
