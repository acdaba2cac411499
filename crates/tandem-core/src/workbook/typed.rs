//! What a person typed, as the content of a cell.

use crate::cell::{ErrorKind, ErrorValue, Value};
use crate::engine::Content;
use crate::number;

/// What a typed text means.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// The content.
    pub(crate) content: Content,
    /// The number format that the text implies.
    pub(crate) format: Option<String>,
}

/// Reads a text as a person means it; `today` completes dates without a year.
pub(crate) fn read(text: &str, today: i32) -> Typed {
    let _ = today;
    let content = if let Some(literal) = text.strip_prefix('\'') {
        Content::Literal(Value::from(literal))
    } else if text.trim().is_empty() {
        Content::Blank
    } else if text.starts_with('=') && text.len() > 1 {
        Content::Formula(text.to_owned())
    } else if let Some(number) = number::parse_number(text) {
        Content::Literal(Value::Number(number))
    } else if let Some(number) = percent(text).or_else(|| iso_date(text)) {
        Content::Literal(Value::Number(number))
    } else if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
        Content::Literal(Value::Bool(text.eq_ignore_ascii_case("true")))
    } else if let Some(kind) = ErrorKind::parse(text) {
        Content::Literal(Value::Error(ErrorValue::typed(kind)))
    } else {
        Content::Literal(Value::from(text))
    };
    Typed { content, format: None }
}

fn percent(text: &str) -> Option<number::Decimal> {
    number::parse_number(text.strip_suffix('%')?)?.checked_div(number::Decimal::ONE_HUNDRED)
}

fn iso_date(text: &str) -> Option<number::Decimal> {
    let mut parts = text.splitn(3, '-');
    let year: i32 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month: u32 = parts.next()?.parse().ok()?;
    let day: u32 = parts.next()?.parse().ok()?;
    number::date::serial_from_ymd(year, month, day).map(number::Decimal::from)
}
