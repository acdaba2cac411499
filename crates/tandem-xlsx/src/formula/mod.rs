//! Formulas on their way to an xlsx file and back: the prefixes that a file gives to newer functions and to names of LET and
//! LAMBDA, `A1#` and `@`, functions that only Tandem has, and which formulas a file must call dynamic arrays.
//!
//! This folder must not know cells, files or XML: it turns texts into texts. Start reading at `outward.rs`, then `inward.rs`.

mod dynamic;
mod inward;
mod names;
mod outward;
mod partner;
mod symbols;

pub use inward::{Inward, Shared, Unread};
pub use outward::{Exported, Outward};
