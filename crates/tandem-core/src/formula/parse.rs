//! Tokens to a tree, by operator precedence. Excel's order, loosest first: comparison, `&`, `+ -`, `* /`, `^`, signs
//! before an operand, `%`, then the reference operators. Signs bind tighter than `^`, so `-2^2` is 4.

use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::error::{ParseError, Reason};
use super::scan::{Scan, Token, TokenKind, char_index};
use super::syntax::{BinaryOperator, Code, NameId, Node, NodeId, UnaryOperator};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::function::{self, Body, Special};
use crate::limits::{MAX_ARGUMENTS, MAX_FORMULA_DEPTH};

/// How tightly signs before an operand bind: tighter than `^`, looser than `%`.
const SIGN_POWER: u8 = 11;
/// How tightly `%` binds.
const PERCENT_POWER: u8 = 13;
/// How tightly `#` binds.
const SPILL_POWER: u8 = 19;

/// Builds the tree of a scanned formula.
///
/// # Errors
/// The first place where the text stops being a formula, with what was expected.
pub fn parse(text: &str, scan: &Scan) -> Result<Code, ParseError> {
    build(text, scan, None).map(|(code, _)| code)
}

/// As [`parse`], with where each node stands: bytes of the text, per node of [`Code::nodes`].
///
/// # Errors
/// As [`parse`].
pub fn parse_with_places(text: &str, scan: &Scan) -> Result<(Code, Vec<Range<usize>>), ParseError> {
    build(text, scan, Some(Vec::with_capacity(scan.tokens.len())))
}

fn build(text: &str, scan: &Scan, places: Option<Vec<Range<usize>>>) -> Result<(Code, Vec<Range<usize>>), ParseError> {
    let mut parser = Parser {
        text,
        scan,
        at: 0,
        depth: 0,
        nodes: Vec::with_capacity(scan.tokens.len()),
        places,
        arguments: Vec::new(),
        locals: Vec::new(),
        is_dynamic: false,
        reads_clock: false,
        reads_inputs: false,
    };
    let result = parser.whole();
    match result {
        Ok(root) => {
            let code = Code {
                nodes: parser.nodes.into(),
                arguments: parser.arguments.into(),
                root,
                is_dynamic: parser.is_dynamic,
                reads_clock: parser.reads_clock,
                reads_inputs: parser.reads_inputs,
            };
            Ok((code, parser.places.unwrap_or_default()))
        }
        Err((byte, reason)) => Err(ParseError { at: char_index(text, byte), reason }),
    }
}

type Fault = (usize, Reason);

struct Parser<'a> {
    text: &'a str,
    scan: &'a Scan,
    at: usize,
    depth: usize,
    nodes: Vec<Node>,
    /// Where each node stands in the text, when somebody asked.
    places: Option<Vec<Range<usize>>>,
    arguments: Vec<NodeId>,
    /// Names bound by enclosing LETs, outermost first.
    locals: Vec<NameId>,
    is_dynamic: bool,
    reads_clock: bool,
    reads_inputs: bool,
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Result<NodeId, Fault> {
        let root = self.expression(0)?;
        self.skip_spaces();
        match self.peek() {
            None => Ok(root),
            Some(token) => Err((token.start, self.unexpected(token))),
        }
    }

    fn unexpected(&self, token: Token) -> Reason {
        match token.kind {
            TokenKind::Close => Reason::UnopenedParenthesis,
            TokenKind::Comma => Reason::Union,
            _ => Reason::ExpectedOperator(self.source(token).to_owned()),
        }
    }

    fn source(&self, token: Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or("")
    }

    fn peek(&self) -> Option<Token> {
        self.scan.tokens.get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(|token| token.kind == TokenKind::Space) {
            self.at += 1;
        }
    }

    fn next_is(&mut self, kind: TokenKind) -> bool {
        self.skip_spaces();
        let is = self.peek().is_some_and(|token| token.kind == kind);
        if is {
            self.at += 1;
        }
        is
    }

    /// Adds a node that began with a token and ends with the one before the next.
    fn add(&mut self, first: usize, node: Node) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX);
        self.nodes.push(node);
        if let Some(places) = &mut self.places {
            let start = self.scan.tokens.get(first).map_or(self.text.len(), |token| token.start);
            let end =
                self.at.checked_sub(1).and_then(|last| self.scan.tokens.get(last)).map_or(start, |token| token.end);
            places.push(start..end.max(start));
        }
        id
    }

    /// An expression whose operators bind at least as tightly as asked.
    fn expression(&mut self, least: u8) -> Result<NodeId, Fault> {
        self.depth += 1;
        if self.depth > MAX_FORMULA_DEPTH {
            return Err((self.peek().map_or(self.text.len(), |t| t.start), Reason::TooDeep));
        }
        self.skip_spaces();
        let first = self.at;
        let mut left = self.operand()?;
        while let Some((operator, power, width)) = self.operator(left) {
            if power < least {
                break;
            }
            self.at += width;
            left = match operator {
                Infix::After(operator) => self.add(first, Node::Unary(operator, left)),
                Infix::Between(operator) => {
                    let right = self.expression(power + 1)?;
                    self.is_dynamic |= operator == BinaryOperator::Range;
                    self.add(first, Node::Binary(operator, left, right))
                }
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The operator that comes next, how tightly it binds, and how many tokens it takes.
    fn operator(&self, left: NodeId) -> Option<(Infix, u8, usize)> {
        let token = self.peek()?;
        if token.kind == TokenKind::Space {
            let spaces = self.scan.tokens.iter().skip(self.at).take_while(|t| t.kind == TokenKind::Space).count();
            let following = self.scan.tokens.get(self.at + spaces)?;
            if self.may_be_reference(left) && starts_reference(following.kind) {
                return Some((Infix::Between(BinaryOperator::Intersect), 15, spaces));
            }
            return infix(following.kind).map(|(operator, power)| (operator, power, spaces + 1));
        }
        infix(token.kind).map(|(operator, power)| (operator, power, 1))
    }

    fn may_be_reference(&self, id: NodeId) -> bool {
        matches!(
            self.nodes.get(id as usize),
            Some(
                Node::Reference(_)
                    | Node::Name(_)
                    | Node::Call { .. }
                    | Node::Binary(BinaryOperator::Range | BinaryOperator::Intersect, ..)
            )
        )
    }

    fn operand(&mut self) -> Result<NodeId, Fault> {
        let first = self.at;
        let Some(token) = self.peek() else { return Err((self.text.len(), Reason::ExpectedOperandAtEnd)) };
        self.at += 1;
        let node = match token.kind {
            TokenKind::Number => number(self.source(token)),
            TokenKind::Text => Node::Text(unquote(self.source(token)).into()),
            TokenKind::Bool(truth) => Node::Bool(truth),
            TokenKind::Error(kind) => Node::Error(kind),
            TokenKind::Reference(index) => Node::Reference(index),
            TokenKind::Name(index) => self.name(index),
            TokenKind::Function => return self.call(token),
            TokenKind::Operator(BinaryOperator::Subtract) => return self.prefix(UnaryOperator::Negate),
            TokenKind::Operator(BinaryOperator::Add) => return self.prefix(UnaryOperator::Plus),
            TokenKind::Single => return self.prefix(UnaryOperator::Single),
            TokenKind::Open => {
                let inner = self.expression(0)?;
                if self.next_is(TokenKind::Close) {
                    return Ok(inner);
                }
                return Err(match self.peek() {
                    None => (token.start, Reason::UnclosedParenthesis),
                    Some(found) => (found.start, self.unexpected(found)),
                });
            }
            TokenKind::OpenBrace => return self.array(token),
            _ => return Err((token.start, Reason::ExpectedOperand(self.source(token).to_owned()))),
        };
        Ok(self.add(first, node))
    }

    fn prefix(&mut self, operator: UnaryOperator) -> Result<NodeId, Fault> {
        let first = self.at - 1;
        let operand = self.expression(SIGN_POWER)?;
        Ok(self.add(first, Node::Unary(operator, operand)))
    }

    fn name(&self, index: u32) -> Node {
        let Some(name) = self.scan.names.get(index as usize) else { return Node::Omitted };
        match self.locals.iter().rposition(|local| local == name) {
            Some(local) => Node::Local(u32::try_from(local).unwrap_or(u32::MAX)),
            None => Node::Name(*name),
        }
    }

    fn call(&mut self, token: Token) -> Result<NodeId, Fault> {
        let place = self.at - 1;
        let name = self.source(token).to_ascii_uppercase();
        let found = function::find(&name).and_then(|id| Some((id, function::get(id)?)));
        let is_let = found.is_some_and(|(_, f)| matches!(f.body, Body::Special(Special::Let)));
        if !self.next_is(TokenKind::Open) {
            return Err((token.end, Reason::ExpectedOperand(name)));
        }
        let scope = self.locals.len();
        let list = self.argument_list(token, is_let)?;
        self.locals.truncate(scope);
        let Some((id, function)) = found else { return Ok(self.add(place, Node::UnknownCall)) };
        let (got, signature) = (list.len(), function.signature());
        if got < function.least() {
            return Err((token.start, Reason::TooFewFor { signature, least: function.least(), got }));
        }
        if let Some(most) = function.most()
            && got > most
        {
            return Err((token.start, Reason::TooManyFor { signature, most, got }));
        }
        match function.body {
            Body::Volatile(_) => self.reads_clock = true,
            Body::Special(Special::Offset | Special::Indirect) => self.is_dynamic = true,
            Body::Special(Special::FormulaText | Special::IsFormula | Special::Sheet) => self.reads_inputs = true,
            _ => {}
        }
        let first = u32::try_from(self.arguments.len()).unwrap_or(u32::MAX);
        let count = u32::try_from(got).unwrap_or(u32::MAX);
        self.arguments.extend(list);
        Ok(self.add(place, Node::Call { function: id, first, count }))
    }

    fn argument_list(&mut self, token: Token, is_let: bool) -> Result<Vec<NodeId>, Fault> {
        let mut list = Vec::new();
        if self.next_is(TokenKind::Close) {
            return Ok(list);
        }
        loop {
            self.skip_spaces();
            let binding = if is_let && list.len().is_multiple_of(2) { self.binding() } else { None };
            let next = self.peek().map(|t| t.kind);
            let node = match (binding, next) {
                (Some(_), _) => self.add(self.at - 1, Node::Omitted),
                (None, Some(TokenKind::Comma | TokenKind::Close)) => self.add(self.at, Node::Omitted),
                _ => self.expression(0)?,
            };
            list.push(node);
            if let Some(name) = binding {
                // The value of a binding is read before its name is bound, so `LET(x, x+1, ...)` sees an outer x.
                if !self.next_is(TokenKind::Comma) {
                    return Err((token.start, Reason::UnclosedParenthesis));
                }
                list.push(self.expression(0)?);
                self.locals.push(name);
            }
            if list.len() > MAX_ARGUMENTS {
                return Err((token.start, Reason::TooManyArguments));
            }
            if self.next_is(TokenKind::Comma) {
                continue;
            }
            if self.next_is(TokenKind::Close) {
                return Ok(list);
            }
            return Err(match self.peek() {
                None => (token.start, Reason::UnclosedParenthesis),
                Some(found) => (found.start, self.unexpected(found)),
            });
        }
    }

    /// The name that LET binds here: a name directly followed by a comma.
    fn binding(&mut self) -> Option<NameId> {
        let TokenKind::Name(index) = self.peek()?.kind else { return None };
        let spaces = self.scan.tokens.iter().skip(self.at + 1).take_while(|t| t.kind == TokenKind::Space).count();
        let following = self.scan.tokens.get(self.at + 1 + spaces)?;
        if following.kind != TokenKind::Comma {
            return None;
        }
        self.at += 1;
        self.scan.names.get(index as usize).copied()
    }

    fn array(&mut self, open: Token) -> Result<NodeId, Fault> {
        let first = self.at - 1;
        let mut items = Vec::new();
        let (mut rows, mut columns) = (1u32, 0u32);
        let mut row_length = 0u32;
        loop {
            items.push(self.array_item(open)?);
            row_length += 1;
            self.skip_spaces();
            let Some(token) = self.peek() else { return Err((open.start, Reason::UnclosedArray)) };
            self.at += 1;
            match token.kind {
                TokenKind::Comma => {}
                TokenKind::Semicolon | TokenKind::CloseBrace => {
                    if columns != 0 && columns != row_length {
                        return Err((token.start, Reason::RaggedArray));
                    }
                    columns = row_length;
                    row_length = 0;
                    if token.kind == TokenKind::CloseBrace {
                        break;
                    }
                    rows += 1;
                }
                _ => return Err((token.start, Reason::ArrayItem)),
            }
        }
        let node = match Array::new(rows, columns, items) {
            Ok(array) => Node::Array(Rc::new(array)),
            Err(error) => Node::Fault(error.cause),
        };
        Ok(self.add(first, node))
    }

    fn array_item(&mut self, open: Token) -> Result<Value, Fault> {
        self.skip_spaces();
        let mut is_negative = false;
        if self.peek().is_some_and(|t| t.kind == TokenKind::Operator(BinaryOperator::Subtract)) {
            is_negative = true;
            self.at += 1;
        }
        let Some(token) = self.peek() else { return Err((open.start, Reason::UnclosedArray)) };
        self.at += 1;
        match token.kind {
            TokenKind::Number => Ok(match number(self.source(token)) {
                Node::Number(value) => Value::Number(if is_negative { -value } else { value }),
                Node::Fault(cause) => Value::Error(cause.into()),
                _ => Value::Blank,
            }),
            _ if is_negative => Err((token.start, Reason::ArrayItem)),
            TokenKind::Text => Ok(Value::Text(unquote(self.source(token)).into())),
            TokenKind::Bool(truth) => Ok(Value::Bool(truth)),
            TokenKind::Error(kind) => Ok(Value::Error(ErrorValue::typed(kind))),
            _ => Err((token.start, Reason::ArrayItem)),
        }
    }
}

enum Infix {
    Between(BinaryOperator),
    After(UnaryOperator),
}

const fn infix(kind: TokenKind) -> Option<(Infix, u8)> {
    let power = match kind {
        TokenKind::Percent => return Some((Infix::After(UnaryOperator::Percent), PERCENT_POWER)),
        TokenKind::Spill => return Some((Infix::After(UnaryOperator::Spill), SPILL_POWER)),
        TokenKind::Operator(operator) => match operator {
            BinaryOperator::Equal
            | BinaryOperator::NotEqual
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => 1,
            BinaryOperator::Concatenate => 3,
            BinaryOperator::Add | BinaryOperator::Subtract => 5,
            BinaryOperator::Multiply | BinaryOperator::Divide => 7,
            BinaryOperator::Power => 9,
            BinaryOperator::Intersect => 15,
            BinaryOperator::Range => 17,
        },
        _ => return None,
    };
    match kind {
        TokenKind::Operator(operator) => Some((Infix::Between(operator), power)),
        _ => None,
    }
}

const fn starts_reference(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Reference(_) | TokenKind::Name(_) | TokenKind::Function | TokenKind::Open)
}

/// A number literal, read from its text and never through a float.
fn number(text: &str) -> Node {
    let exact = if text.contains(['e', 'E']) {
        Decimal::from_scientific(text)
    } else {
        Decimal::from_str_exact(text.trim_end_matches('.'))
    };
    match exact {
        Ok(number) => Node::Number(number),
        Err(rust_decimal::Error::Underflow) => Node::Fault(Cause::TooManyDigits),
        Err(_) => Node::Fault(Cause::Overflow),
    }
}

fn unquote(text: &str) -> String {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text).replace("\"\"", "\"")
}
