//! What differs between two workbooks, and how two copies of one become one again.
//!
//! [`compare`] tells what came, went and changed, cell by cell and part by part. [`merge`] gives the edits that bring into one
//! copy what somebody changed in another one; where both changed the same, it asks. [`joining`] tells beforehand what that would
//! do. Nothing is changed by asking, and what is
//! to change goes through the edits as anything else does.
//!
//! Sheets are matched by name, and one that was renamed by the identity of its page, where both come from the same workbook;
//! cells by their place, for comparing after the rows that came or went are known (`rows.rs`). A merge does not know them: there, a row
//! that only one copy has shows as changes of the cells below it. This folder must not know files, templates or views. Start reading at
//! `difference.rs`, then `merge/mod.rs`.

mod bound;
mod cells;
mod difference;
mod merge;
mod pages;
mod parts;
mod rows;

pub use cells::{CellChange, Side};
pub use difference::{Counts, Difference, Kind, PartChange, compare};
pub use merge::{Conflict, Joining, Merge, joining, merge, merge_choosing};
