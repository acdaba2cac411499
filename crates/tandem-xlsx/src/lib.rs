//! Workbooks as xlsx files, out and in.
//!
//! [`write()`] gives the bytes of a file and a [`Report`] of what the file can't hold; [`survey`] gives the report alone, before anything
//! is written. [`read()`] gives the workbook of a file and a report of what was left behind. Numbers are read from their text
//! and never pass through binary floating point on our side; Excel itself keeps 15 to 17 digits.
//!
//! This crate must not know a browser, and gets the day from its caller. Files are taken for hostile: `limits.rs` bounds what
//! they can ask for. Start reading at `write/mod.rs`, `read/mod.rs` and `formula/mod.rs`.

mod digits;
mod error;
mod formula;
mod limits;
mod look;
mod read;
mod report;
mod write;

pub use error::XlsxError;
pub use read::{Imported, read};
pub use report::{Loss, LossKind, Report};
pub use write::{Written, survey, write};

/// How the name of a file ends.
pub const EXTENSION: &str = ".xlsx";

/// The media type of a file.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The width of a column that has none of its own, in pixels: the one that the app's grid has. A file always says widths of columns that
/// hold something, because its own usual width is another.
pub const DEFAULT_COLUMN_WIDTH_PX: u32 = 104;
