//! Formula text to a compiled form and back: scanning, parsing, printing, and moving references.
//!
//! A [`Formula`] holds its text as a template with holes for references and names, so that it prints back what was
//! typed and a reference can be rewritten without parsing again. References are kept relative to their host cell, so
//! copied-down formulas share one compiled form. This folder must not know values of cells or how a function computes.
//! Start reading at `syntax.rs`, then `scan.rs` (text to tokens) and `parse.rs` (tokens to a tree).

mod call;
mod error;
mod literal;
mod parse;
mod print;
mod reference;
mod scan;
mod syntax;
mod width;
mod word;

pub use error::{ParseError, Reason};
pub use parse::{parse, parse_with_places};
pub use print::{print, quote_sheet};
pub use reference::{Axis, Coordinate, Reference, ReferenceKind, Shift};
pub use scan::{Scan, Symbols, Token, TokenKind, scan};
pub use syntax::{BinaryOperator, Code, Formula, NameId, Node, NodeId, UnaryOperator};
pub use width::narrow;
