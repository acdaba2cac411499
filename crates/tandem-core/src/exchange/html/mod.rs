//! Tables as HTML, which is how spreadsheets put cells on the clipboard.
//!
//! Excel, Google Sheets, LibreOffice and this program each say more than their table shows: exact values, formulas,
//! number formats. `cell.rs` knows where each puts it, `look.rs` how each says what a cell looks like; `read.rs` puts the
//! table together from what `scan.rs` finds. Nothing of a page is run, kept as a tree or followed: it is read once from
//! its beginning to its end, so that depth and scripts of hostile pages mean nothing.
//!
//! This folder must not know the clipboard or what is done with a table. Start reading at `read.rs`; `write.rs` goes the
//! other way.

mod attribute;
mod cell;
mod css;
mod entity;
mod look;
mod proof;
mod read;
mod scan;
mod sheets_json;
mod write;

pub(super) use read::TableReader;
pub use write::copy_html;
