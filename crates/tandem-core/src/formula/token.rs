//! The tokens of a formula.

use super::syntax::BinaryOperator;
use crate::cell::ErrorKind;
use crate::function::FunctionId;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A number as it was typed.
    Number,
    /// A text with its quotation marks.
    Text,
    /// TRUE or FALSE.
    Bool(bool),
    /// An error code.
    Error(ErrorKind),
    /// A reference, as an index into the scan's references.
    Reference(u32),
    /// A name, as an index into the scan's names.
    Name(u32),
    /// The name of a function of the catalogue; its parenthesis follows.
    Function(FunctionId),
    /// An operator between two operands; `+` and `-` may also stand before one.
    Operator(BinaryOperator),
    /// `%`
    Percent,
    /// `#` after a reference
    Spill,
    /// `@`
    Single,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`, before an optional parameter of a LAMBDA
    OpenBracket,
    /// `]`
    CloseBracket,
    /// White space, which may be the intersection operator.
    Space,
}

/// One token and where it stands, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}
