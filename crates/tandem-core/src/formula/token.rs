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

/// One token and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    // Formulas are short, and a small token is quicker to pass around.
    start: u32,
    end: u32,
}

impl Token {
    /// A token between two bytes of the formula's text.
    #[inline]
    #[must_use]
    pub fn new(kind: TokenKind, start: usize, end: usize) -> Self {
        let narrow = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { kind, start: narrow(start), end: narrow(end) }
    }

    /// Its first byte.
    #[inline]
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after its last.
    #[inline]
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }
}
