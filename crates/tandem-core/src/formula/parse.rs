//! Tokens to a tree, by operator precedence. Excel's order, loosest first: comparison, `&`, `+ -`, `* /`, `^`, signs
//! before an operand, `%`, then the reference operators. Signs bind tighter than `^`, so `-2^2` is 4.

use std::ops::Range;

use super::error::{ParseError, Reason};
use super::library::Library;
use super::literal::unquote;
use super::reference::HomeSheet;
use super::scan::{Scan, char_index};
use super::syntax::{BinaryOperator, NameId, Node, NodeId, UnaryOperator};
use super::token::{Token, TokenKind};
use crate::cell::{ErrorKind, ErrorValue, Value};
use crate::function;
use crate::growth::push;
use crate::limits::MAX_FORMULA_DEPTH;

/// Nodes of a tree that may cost evaluation a level beyond the nesting: a piece of a chain of operators.
const NODES_PER_LEVEL: usize = 32;

/// How tightly signs before an operand bind: tighter than `^`, looser than `%`.
const SIGN_POWER: u8 = 11;
/// How tightly `%` binds.
const PERCENT_POWER: u8 = 13;
/// How tightly `#` binds.
const SPILL_POWER: u8 = 19;

/// What is known of a tree whose nodes stand in a library.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tree {
    pub(super) levels: u16,
    marks: u8,
}

impl Tree {
    pub(super) const READS_CLOCK: u8 = 1;
    pub(super) const READS_INPUTS: u8 = 2;
    /// It calls SUBTOTAL or AGGREGATE, which pass over such formulas.
    pub(super) const IS_SUBTOTAL: u8 = 4;
    /// It may use only the address of some of its references.
    pub(super) const TAKES_ADDRESSES: u8 = 8;

    pub(super) const fn has(self, mark: u8) -> bool {
        self.marks & mark != 0
    }
}

/// Adds the tree of a scanned formula to the lists of a library, and notes where each node stands when asked to: bytes of
/// the text.
///
/// # Errors
/// The first place where the text stops being a formula, with what was expected. What was added until then is still there.
pub(super) fn parse(
    text: &str,
    scan: &Scan,
    library: &mut Library,
    places: Option<&mut Vec<Range<usize>>>,
) -> Result<Tree, ParseError> {
    let mut pending = std::mem::take(&mut library.pending);
    pending.clear();
    let mut parser = Parser {
        text,
        scan,
        at: 0,
        depth: 0,
        deepest: 0,
        first_node: library.nodes.len(),
        first_argument: library.arguments.len(),
        first_constant: library.constants.len(),
        library,
        places,
        pending,
        locals: Vec::new(),
        marks: 0,
    };
    let result = parser.whole();
    let levels = parser.levels(0, 0);
    parser.library.pending = parser.pending;
    match result {
        Ok(()) => Ok(Tree { levels, marks: parser.marks }),
        Err((byte, reason)) => Err(ParseError { at: char_index(text, byte), reason }),
    }
}

/// A byte of the text and what is wrong there.
pub(super) type Fault = (usize, Reason);

/// A walk over the tokens that builds the tree.
pub(super) struct Parser<'a> {
    text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) deepest: usize,
    /// The lists that the tree is added to.
    pub(super) library: &'a mut Library,
    first_node: usize,
    pub(super) first_argument: usize,
    first_constant: usize,
    /// Where each node stands in the text, when somebody asked.
    places: Option<&'a mut Vec<Range<usize>>>,
    /// Arguments of the calls under way, each with the byte where it begins.
    pub(super) pending: Vec<(NodeId, usize)>,
    /// Names bound by enclosing LETs and LAMBDAs, outermost first.
    pub(super) locals: Vec<NameId>,
    /// The marks of [`Tree`] that the formula has so far.
    pub(super) marks: u8,
}

impl<'a> Parser<'a> {
    /// The whole formula. Its root is the last node, since operands stand before what uses them.
    fn whole(&mut self) -> Result<(), Fault> {
        self.expression(0)?;
        self.skip_spaces();
        match self.peek() {
            None => Ok(()),
            Some(token) => Err((token.start(), self.unexpected(token))),
        }
    }

    fn unexpected(&self, token: Token) -> Reason {
        match token.kind {
            TokenKind::Close => Reason::UnopenedParenthesis,
            TokenKind::Comma => Reason::Union,
            TokenKind::Semicolon => Reason::Semicolon,
            TokenKind::OpenBracket | TokenKind::CloseBracket => Reason::Bracket,
            _ => Reason::ExpectedOperator(self.source(token).to_owned()),
        }
    }

    pub(super) fn source(&self, token: Token) -> &'a str {
        self.text.get(token.start()..token.end()).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.scan.tokens.get(self.at).copied()
    }

    /// Where the text ends, in bytes.
    pub(super) const fn end(&self) -> usize {
        self.text.len()
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek().is_some_and(|token| token.kind == TokenKind::Space) {
            self.at += 1;
        }
    }

    pub(super) fn next_is(&mut self, kind: TokenKind) -> bool {
        self.skip_spaces();
        let is = self.peek().is_some_and(|token| token.kind == kind);
        if is {
            self.at += 1;
        }
        is
    }

    /// How many nodes the tree has so far.
    pub(super) fn node_count(&self) -> usize {
        self.library.nodes.len() - self.first_node
    }

    fn node(&self, id: NodeId) -> Node {
        self.library.nodes.get(self.first_node + id as usize).copied().unwrap_or(Node::Omitted)
    }

    /// Adds a constant.
    pub(super) fn constant(&mut self, value: Value) -> Node {
        let index = u32::try_from(self.library.constants.len() - self.first_constant).unwrap_or(u32::MAX);
        self.library.constants.push(value);
        Node::Constant(index)
    }

    /// Adds a node that began with a token and ends with the one before the next.
    pub(super) fn add(&mut self, first: usize, node: Node) -> NodeId {
        let id = NodeId::try_from(self.node_count()).unwrap_or(NodeId::MAX);
        push(&mut self.library.nodes, node);
        if let Some(places) = &mut self.places {
            let start = self.scan.tokens.get(first).map_or(self.text.len(), |token| token.start());
            let end =
                self.at.checked_sub(1).and_then(|last| self.scan.tokens.get(last)).map_or(start, |token| token.end());
            places.push(start..end.max(start));
        }
        id
    }

    /// An expression whose operators bind at least as tightly as asked.
    pub(super) fn expression(&mut self, least: u8) -> Result<NodeId, Fault> {
        self.depth += 1;
        self.reach(0)?;
        self.skip_spaces();
        let first = self.at;
        let mut left = self.operand()?;
        // Operators on references and after an operand nest to the left: `A1:B2:C3` and `1%%` are as deep as they are long.
        let mut stacked = 0;
        while let Some((operator, power, width)) = self.operator(left) {
            if power < least {
                break;
            }
            self.at += width;
            if !matches!(operator, Infix::Between(operator) if !operator.is_on_references()) {
                stacked += 1;
                self.reach(stacked)?;
            }
            left = match operator {
                Infix::After(operator) => self.add(first, Node::Unary(operator, left)),
                Infix::Between(operator) => {
                    let right = self.expression(power + 1)?;
                    if operator == BinaryOperator::Range && self.spans_sheets(left, right) {
                        let start = self.scan.tokens.get(first).map_or(0, |token| token.start());
                        return Err((start, Reason::SeveralSheets));
                    }
                    if operator == BinaryOperator::Range {
                        self.marks |= Tree::TAKES_ADDRESSES;
                    }
                    self.add(first, Node::Binary(operator, left))
                }
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    /// How deep evaluation may recurse in what was read since a depth and a number of nodes. It walks chains of operators
    /// in a loop, but by pieces of some links that each cost a level.
    pub(super) fn levels(&self, depth: usize, nodes: usize) -> u16 {
        u16::try_from(self.deepest - depth + (self.node_count() - nodes) / NODES_PER_LEVEL).unwrap_or(u16::MAX)
    }

    /// Notes how deep the tree is here, and refuses what is deeper than allowed.
    fn reach(&mut self, more: usize) -> Result<(), Fault> {
        self.deepest = self.deepest.max(self.depth + more);
        if self.deepest > MAX_FORMULA_DEPTH {
            return Err((self.peek().map_or(self.text.len(), |token| token.start()), Reason::TooDeep));
        }
        Ok(())
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

    /// Whether a name and a reference with a sheet are what `Jan:Dec!A1` is read as.
    fn spans_sheets(&self, left: NodeId, right: NodeId) -> bool {
        let is_word = matches!(self.node(left), Node::Name(_) | Node::NameOrFunction(..));
        is_word
            && matches!(self.node(right), Node::Reference(index)
                if self.scan.references.get(index as usize).is_some_and(|reference| reference.sheet != HomeSheet::OWN))
    }

    fn may_be_reference(&self, id: NodeId) -> bool {
        let latest = self.at.checked_sub(1).and_then(|latest| self.scan.tokens.get(latest));
        let is_lost = latest.is_some_and(|token| token.kind == TokenKind::Error(ErrorKind::Reference));
        is_lost
            || matches!(
                self.node(id),
                Node::Reference(_)
                    | Node::Name(_)
                    | Node::NameOrFunction(..)
                    | Node::Local(_)
                    | Node::Call { .. }
                    | Node::Invoke { .. }
                    | Node::Unary(UnaryOperator::Spill, _)
                    | Node::Binary(BinaryOperator::Range | BinaryOperator::Intersect, _)
            )
    }

    /// An operand with the calls that follow it: `LAMBDA(x,x+1)(2)`, `rate(A1)`.
    fn operand(&mut self) -> Result<NodeId, Fault> {
        let first = self.at;
        let mut node = self.single()?;
        let mut calls = 0;
        while self.peek().is_some_and(|token| token.kind == TokenKind::Open) && self.is_callable(node) {
            calls += 1;
            self.reach(calls)?;
            node = self.invoke(first, node)?;
        }
        Ok(node)
    }

    fn is_callable(&self, id: NodeId) -> bool {
        matches!(
            self.node(id),
            Node::Name(_) | Node::Local(_) | Node::Call { .. } | Node::Invoke { .. } | Node::Lambda { .. }
        )
    }

    fn single(&mut self) -> Result<NodeId, Fault> {
        let first = self.at;
        let Some(token) = self.peek() else { return Err((self.text.len(), Reason::ExpectedOperandAtEnd)) };
        self.at += 1;
        let node = match token.kind {
            TokenKind::Number => self.number(self.source(token)),
            TokenKind::Text => self.constant(Value::from(unquote(self.source(token)))),
            TokenKind::Bool(truth) => self.constant(Value::Bool(truth)),
            TokenKind::Error(kind) => self.constant(Value::Error(ErrorValue::typed(kind))),
            TokenKind::Reference(index) => Node::Reference(index),
            TokenKind::Name(index) => self.name(token, index),
            TokenKind::Function(function) => return self.call(token, function),
            TokenKind::Operator(BinaryOperator::Subtract) => return self.prefix(UnaryOperator::Negate),
            TokenKind::Operator(BinaryOperator::Add) => return self.prefix(UnaryOperator::Plus),
            TokenKind::Single => return self.prefix(UnaryOperator::Single),
            TokenKind::Open => {
                let inner = self.expression(0)?;
                if self.next_is(TokenKind::Close) {
                    return Ok(inner);
                }
                return Err(self.unclosed(token, false));
            }
            TokenKind::OpenBrace => return self.array(token),
            TokenKind::OpenBracket | TokenKind::CloseBracket => return Err((token.start(), Reason::Bracket)),
            _ => return Err((token.start(), Reason::ExpectedOperand(self.source(token).to_owned()))),
        };
        Ok(self.add(first, node))
    }

    fn prefix(&mut self, operator: UnaryOperator) -> Result<NodeId, Fault> {
        let first = self.at - 1;
        let operand = self.expression(SIGN_POWER)?;
        Ok(self.add(first, Node::Unary(operator, operand)))
    }

    /// What is wrong where a parenthesis should have been closed.
    pub(super) fn unclosed(&self, open: Token, is_list: bool) -> Fault {
        match self.peek() {
            None => (open.start(), Reason::UnclosedParenthesis),
            Some(found) => {
                let reason = self.unexpected(found);
                let in_list = is_list && matches!(reason, Reason::ExpectedOperator(_));
                (found.start(), if in_list { Reason::ExpectedComma(self.source(found).to_owned()) } else { reason })
            }
        }
    }

    fn name(&self, token: Token, index: u32) -> Node {
        let Some(name) = self.scan.names.get(index as usize) else { return Node::Omitted };
        match self.locals.iter().rposition(|local| local == name) {
            Some(local) => Node::Local(u32::try_from(local).unwrap_or(u32::MAX)),
            None => match function::find(&self.source(token).to_ascii_uppercase()) {
                Some(function) => Node::NameOrFunction(*name, function),
                None => Node::Name(*name),
            },
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
    // A reference that was pushed off its sheet reads `#REF!`.
    matches!(
        kind,
        TokenKind::Reference(_)
            | TokenKind::Name(_)
            | TokenKind::Function(_)
            | TokenKind::Open
            | TokenKind::Error(ErrorKind::Reference)
    )
}
