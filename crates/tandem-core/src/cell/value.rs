//! What a cell evaluates to.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::{Array, Cause, ErrorValue};
use crate::number;

/// What a cell or a formula evaluates to.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// An empty cell.
    #[default]
    Blank,
    /// An exact decimal number; dates are serial numbers of the 1900 system.
    Number(Decimal),
    /// A text.
    Text(Rc<str>),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error, with why and where it began.
    Error(ErrorValue),
    /// A rectangle of values; in a cell it spills.
    Array(Rc<Array>),
}

impl Value {
    /// A text value.
    #[must_use]
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// Whether nothing is there.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// The error, if it is one.
    #[must_use]
    pub const fn error(&self) -> Option<ErrorValue> {
        match self {
            Self::Error(error) => Some(*error),
            _ => None,
        }
    }

    /// The exact, unformatted text: `0.3`, `TRUE`, `#DIV/0!`, nothing for a blank, `{1,2;3,4}` for an array.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Number(number) => number::plain(*number),
            Self::Text(text) => text.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Error(error) => error.kind.code().to_owned(),
            Self::Array(array) => array.plain(),
        }
    }

    /// Whether both are the same in kind and content, with no coercion; numbers compare exactly and texts by case.
    ///
    /// This is what stops a wave of recalculation, so it must never call two different results the same.
    #[inline]
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => number::is_equal(*a, *b),
            (Self::Blank, other) => other.is_blank(),
            _ => self.is_same_otherwise(other),
        }
    }

    fn is_same_otherwise(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Error(a), Self::Error(b)) => a.kind == b.kind && a.cause == b.cause && a.origin == b.origin,
            (Self::Array(a), Self::Array(b)) => a.is_same(b),
            _ => false,
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<ErrorValue> for Value {
    fn from(error: ErrorValue) -> Self {
        Self::Error(error)
    }
}

impl From<Cause> for Value {
    fn from(cause: Cause) -> Self {
        Self::Error(cause.into())
    }
}

impl From<Array> for Value {
    fn from(array: Array) -> Self {
        Self::Array(Rc::new(array))
    }
}

impl<T: Into<Value>> From<Result<T, ErrorValue>> for Value {
    fn from(result: Result<T, ErrorValue>) -> Self {
        match result {
            Ok(value) => value.into(),
            Err(error) => Self::Error(error),
        }
    }
}
