//! What a person typed, as the content of a cell.

use crate::cell::{ErrorKind, ErrorValue, Value};
use crate::engine::Content;
use crate::number::{self, TypedContent};

/// What a typed text means.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// The content.
    pub(crate) content: Content,
    /// The number format that the text implies.
    pub(crate) format: Option<&'static str>,
}

/// Reads a text as a person means it; `today` completes dates without a year.
pub(crate) fn read(text: &str, today: i32) -> Typed {
    let number::Typed { content, format } = number::typed(text, today);
    let content = match content {
        TypedContent::Blank => Content::Blank,
        TypedContent::Number(number) => Content::Literal(Value::Number(number)),
        TypedContent::Text(text) => Content::Literal(Value::from(text)),
        TypedContent::Bool(truth) => Content::Literal(Value::Bool(truth)),
        TypedContent::Error(code) => {
            let kind = ErrorKind::parse(code).unwrap_or(ErrorKind::Value);
            Content::Literal(Value::Error(ErrorValue::typed(kind)))
        }
        TypedContent::Formula(text) => Content::Formula(text),
    };
    Typed { content, format }
}
