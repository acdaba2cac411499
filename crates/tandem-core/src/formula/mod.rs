//! Formula text to a compiled form and back: scanning, parsing, printing, and moving references.
//!
//! A [`Formula`] holds its text as a template with holes for references and names, so that it prints back what was
//! typed and a reference can be rewritten without parsing again. References are kept relative to their host cell, so
//! copied-down formulas share one entry of the [`Library`]. This folder must not know values of cells or how a function computes.
//! Start reading at `entry.rs` and `library.rs`, then `scan.rs` (text to tokens) and `parse.rs` (tokens to a tree). What an
//! editor shows while a formula is typed comes from `assist/`.

pub mod assist;
mod call;
mod entry;
mod error;
mod library;
mod like;
mod literal;
mod parse;
mod print;
mod recent;
mod reference;
mod relocate;
mod scan;
mod shift;
mod syntax;
mod token;
mod width;
mod word;

pub use entry::Formula;
pub use error::{ParseError, Reason};
pub use library::Library;
pub use like::reads_as;
pub use print::{print, print_with, quote_sheet};
pub use reference::{Coordinate, HomeSheet, Reference, ReferenceKind};
pub use relocate::Relocation;
pub use scan::{Scan, Symbols, scan};
pub use shift::{Axis, Shift};
pub use syntax::{BinaryOperator, NameId, Node, NodeId, UnaryOperator};
pub use token::{Token, TokenKind};
pub use width::narrow;
pub use word::read_a1;
