//! Numbers, texts and array constants.

use rust_decimal::Decimal;

use super::error::Reason;
use super::parse::{Fault, Parser};
use super::syntax::{BinaryOperator, Node, NodeId};
use super::token::{Token, TokenKind};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::number;

impl Parser<'_> {
    pub(super) fn array(&mut self, open: Token) -> Result<NodeId, Fault> {
        let first = self.at - 1;
        let mut items = Vec::new();
        let (mut rows, mut columns) = (1u32, 0u32);
        let mut row_length = 0u32;
        loop {
            items.push(self.array_item(open)?);
            row_length += 1;
            self.skip_spaces();
            let Some(token) = self.peek() else { return Err((open.start(), Reason::UnclosedArray)) };
            self.at += 1;
            match token.kind {
                TokenKind::Comma => {}
                TokenKind::Semicolon | TokenKind::CloseBrace => {
                    if columns != 0 && columns != row_length {
                        return Err((token.start(), Reason::RaggedArray));
                    }
                    columns = row_length;
                    row_length = 0;
                    if token.kind == TokenKind::CloseBrace {
                        break;
                    }
                    rows += 1;
                }
                _ => return Err((token.start(), Reason::ArrayItem)),
            }
        }
        let node = self.constant(Array::new(rows, columns, items).into());
        Ok(self.add(first, node))
    }

    /// The node of a number: most are so short that it holds them itself.
    pub(super) fn number(&mut self, text: &str) -> Node {
        let short = number::short_digits(text.as_bytes())
            .and_then(|(mantissa, scale)| Some((u32::try_from(mantissa).ok()?, u8::try_from(scale).ok()?)));
        match short {
            Some((mantissa, scale)) if scale <= Node::MOST_DECIMALS => Node::Number { mantissa, scale },
            _ => self.constant(number(text)),
        }
    }

    fn array_item(&mut self, open: Token) -> Result<Value, Fault> {
        self.skip_spaces();
        let mut is_negative = false;
        if self.peek().is_some_and(|t| t.kind == TokenKind::Operator(BinaryOperator::Subtract)) {
            is_negative = true;
            self.at += 1;
        }
        let Some(token) = self.peek() else { return Err((open.start(), Reason::UnclosedArray)) };
        self.at += 1;
        match token.kind {
            TokenKind::Number => Ok(match number(self.source(token)) {
                Value::Number(value) if is_negative => Value::Number(-value),
                value => value,
            }),
            _ if is_negative => Err((token.start(), Reason::ArrayItem)),
            TokenKind::Text => Ok(Value::Text(unquote(self.source(token)).into())),
            TokenKind::Bool(truth) => Ok(Value::Bool(truth)),
            TokenKind::Error(kind) => Ok(Value::Error(ErrorValue::typed(kind))),
            _ => Err((token.start(), Reason::ArrayItem)),
        }
    }
}

/// A number literal, read from its text and never through a float.
fn number(text: &str) -> Value {
    if let Some((mantissa, decimals)) = number::short_digits(text.as_bytes()) {
        return Value::Number(Decimal::new(mantissa, decimals));
    }
    let exact = if text.contains(['e', 'E']) {
        Decimal::from_scientific(text)
    } else {
        Decimal::from_str_exact(text.trim_end_matches('.'))
    };
    match exact {
        Ok(number) => Value::Number(number),
        Err(rust_decimal::Error::Underflow) => Cause::TooManyDigits.into(),
        Err(_) if text.contains(['e', 'E']) && text.contains('-') => Cause::TooManyDigits.into(),
        Err(_) => Cause::Overflow.into(),
    }
}

/// A text without its quotation marks.
pub(super) fn unquote(text: &str) -> String {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).replace("\"\"", "\"")
}
