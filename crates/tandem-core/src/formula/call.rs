//! Calls: argument lists, the names that LET and LAMBDA bind, and what a function says about its arguments.

use super::error::Reason;
use super::parse::{Fault, Parser, Tree};
use super::syntax::{NameId, Node, NodeId};
use super::token::{Token, TokenKind};
use crate::function::{self, Body, Function, FunctionId, Presence, Special};
use crate::growth::make_room;
use crate::limits::MAX_ARGUMENTS;

/// What stands between the parentheses of a call: the pending arguments from a place on.
struct List {
    base: usize,
    /// Where the closing parenthesis stands, in bytes.
    end: usize,
}

impl Parser<'_> {
    /// A call of a function of the catalogue, whose name was just read.
    pub(super) fn call(&mut self, token: Token, id: FunctionId) -> Result<NodeId, Fault> {
        let place = self.at - 1;
        let (Some(function), Some(open)) = (function::get(id), self.open()) else {
            return Err((token.end(), Reason::ExpectedOperand(self.source(token).to_ascii_uppercase())));
        };
        let list = match function.body {
            Body::Special(Special::Lambda) => return self.lambda(place, open),
            Body::Special(Special::Let) => self.bindings(open)?,
            _ => self.list(open)?,
        };
        self.check_count(function, &list)?;
        if function.is_subtotal() {
            self.marks |= Tree::IS_SUBTOTAL;
        }
        if function.takes_address() {
            self.marks |= Tree::TAKES_ADDRESSES;
        }
        match function.body {
            Body::Volatile(_) => self.marks |= Tree::READS_CLOCK,
            Body::Special(Special::FormulaText | Special::IsFormula | Special::Sheet) => {
                self.marks |= Tree::READS_INPUTS
            }
            _ => {}
        }
        let (first, count) = self.keep(&list);
        Ok(self.add(place, Node::Call { function: id, first, count }))
    }

    /// A call of what an expression gives, which began with a token; its opening parenthesis comes next.
    pub(super) fn invoke(&mut self, place: usize, callee: NodeId) -> Result<NodeId, Fault> {
        let Some(open) = self.open() else { return Ok(callee) };
        let list = self.list(open)?;
        self.library.arguments.push(callee);
        let (first, count) = self.keep(&list);
        let first = first.saturating_sub(1);
        Ok(self.add(place, Node::Invoke { first, count }))
    }

    fn open(&mut self) -> Option<Token> {
        self.skip_spaces();
        let open = self.peek().filter(|token| token.kind == TokenKind::Open)?;
        self.at += 1;
        Some(open)
    }

    /// Where the next token begins, in bytes.
    fn here(&self) -> usize {
        self.peek().map_or_else(|| self.end(), |token| token.start())
    }

    /// Puts arguments among those of all calls: the first one's index and their number.
    fn keep(&mut self, list: &List) -> (u32, u8) {
        let first = u32::try_from(self.library.arguments.len() - self.first_argument).unwrap_or(u32::MAX);
        let count = u8::try_from(self.pending.len() - list.base).unwrap_or(u8::MAX);
        make_room(&mut self.library.arguments, usize::from(count));
        self.library.arguments.extend(self.pending.drain(list.base..).map(|(node, _)| node));
        (first, count)
    }

    /// Expressions and empty places between commas.
    fn list(&mut self, open: Token) -> Result<List, Fault> {
        let mut list = List { base: self.pending.len(), end: 0 };
        if self.closes(&mut list) {
            return Ok(list);
        }
        loop {
            self.skip_spaces();
            let start = self.here();
            let node = match self.peek().map(|token| token.kind) {
                Some(TokenKind::Comma | TokenKind::Close) => self.add(self.at, Node::Omitted),
                _ => self.expression(0)?,
            };
            self.push(&list, node, start)?;
            if self.next_is(TokenKind::Comma) {
                continue;
            }
            return if self.closes(&mut list) { Ok(list) } else { Err(self.unclosed(open, true)) };
        }
    }

    /// LET: a name and its value by turns, then a calculation. A name takes an empty place among the arguments.
    fn bindings(&mut self, open: Token) -> Result<List, Fault> {
        let mut list = List { base: self.pending.len(), end: 0 };
        if self.closes(&mut list) {
            return Ok(list);
        }
        let scope = self.locals.len();
        loop {
            self.skip_spaces();
            let start = self.here();
            let Some(name) = self.bound_name() else {
                let calculation = self.expression(0)?;
                self.push(&list, calculation, start)?;
                if self.closes(&mut list) {
                    self.locals.truncate(scope);
                    return Ok(list);
                }
                let is_comma = self.peek().is_some_and(|token| token.kind == TokenKind::Comma);
                return Err(if is_comma { (start, Reason::ExpectedName("LET")) } else { self.unclosed(open, true) });
            };
            let place = self.add(self.at - 2, Node::Omitted);
            self.push(&list, place, start)?;
            // The value of a binding is read before its name is bound, so `LET(x, x+1, ...)` sees an outer x.
            self.skip_spaces();
            let start_of_value = self.here();
            let value = self.expression(0)?;
            self.push(&list, value, start_of_value)?;
            self.bind(name, scope, start)?;
            if !self.next_is(TokenKind::Comma) {
                let closes = self.peek().filter(|token| token.kind == TokenKind::Close);
                return Err(closes.map_or_else(
                    || self.unclosed(open, true),
                    |close| (close.start(), Reason::LacksCalculation("LET")),
                ));
            }
        }
    }

    /// LAMBDA, which began with a token: names of parameters, optional ones in brackets, then a calculation.
    fn lambda(&mut self, place: usize, open: Token) -> Result<NodeId, Fault> {
        let scope = self.locals.len();
        let mut least = 0;
        loop {
            self.skip_spaces();
            let start = self.here();
            let optional = self.optional_name()?;
            if let Some(name) = optional.or_else(|| self.bound_name()) {
                self.bind(name, scope, start)?;
                if optional.is_none() {
                    least = self.locals.len() - scope;
                }
                continue;
            }
            if self.peek().is_some_and(|token| token.kind == TokenKind::Close) {
                return Err((start, Reason::LacksCalculation("LAMBDA")));
            }
            let (outer, nodes) = (std::mem::replace(&mut self.deepest, self.depth), self.node_count());
            self.expression(0)?;
            let levels = self.levels(self.depth, nodes);
            let nodes = u16::try_from(self.node_count() - nodes).unwrap_or(u16::MAX);
            self.deepest = self.deepest.max(outer);
            if !self.next_is(TokenKind::Close) {
                let is_comma = self.peek().is_some_and(|token| token.kind == TokenKind::Comma);
                return Err(if is_comma { (start, Reason::ExpectedName("LAMBDA")) } else { self.unclosed(open, true) });
            }
            let most = u8::try_from(self.locals.len() - scope).map_err(|_| (start, Reason::TooManyArguments))?;
            self.locals.truncate(scope);
            let least = u8::try_from(least).unwrap_or(most);
            return Ok(self.add(place, Node::Lambda { least, most, levels, nodes }));
        }
    }

    fn bind(&mut self, name: NameId, scope: usize, start: usize) -> Result<(), Fault> {
        if self.locals.iter().skip(scope).any(|bound| *bound == name) {
            return Err((start, Reason::BoundTwice));
        }
        self.locals.push(name);
        Ok(())
    }

    /// The name that is bound here: one with a comma after it, which is taken too.
    fn bound_name(&mut self) -> Option<NameId> {
        let TokenKind::Name(index) = self.peek()?.kind else { return None };
        let mut after = self.scan.tokens.iter().enumerate().skip(self.at + 1);
        let (place, following) = after.find(|(_, token)| token.kind != TokenKind::Space)?;
        if following.kind != TokenKind::Comma {
            return None;
        }
        self.at = place + 1;
        self.scan.names.get(index as usize).copied()
    }

    /// The name of an optional parameter, `[name]` with a comma after it.
    fn optional_name(&mut self) -> Result<Option<NameId>, Fault> {
        let start = self.here();
        if !self.next_is(TokenKind::OpenBracket) {
            return Ok(None);
        }
        self.skip_spaces();
        let name = match self.peek().map(|token| token.kind) {
            Some(TokenKind::Name(index)) => self.scan.names.get(index as usize).copied(),
            _ => None,
        };
        self.at += 1;
        let is_whole = self.next_is(TokenKind::CloseBracket) && self.next_is(TokenKind::Comma);
        name.filter(|_| is_whole).map(Some).ok_or((start, Reason::Bracket))
    }

    fn closes(&mut self, list: &mut List) -> bool {
        self.skip_spaces();
        list.end = self.here();
        self.next_is(TokenKind::Close)
    }

    fn push(&mut self, list: &List, node: NodeId, start: usize) -> Result<(), Fault> {
        if self.pending.len() - list.base == MAX_ARGUMENTS {
            return Err((start, Reason::TooManyArguments));
        }
        self.pending.push((node, start));
        Ok(())
    }

    /// Whether a function takes so many arguments; what is missing is told where it should stand.
    fn check_count(&self, function: &'static Function, list: &List) -> Result<(), Fault> {
        let got = self.pending.len() - list.base;
        if let Some(most) = function.most()
            && got > most
        {
            let start = self.pending.get(list.base + most).map_or(list.end, |(_, start)| *start);
            return Err((start, Reason::TooManyFor { signature: function.signature(), most, got }));
        }
        let repeating = function.parameters.iter().filter(|p| p.presence == Presence::Repeating).count();
        let has_optional = function.parameters.iter().any(|p| p.presence == Presence::Optional);
        let fixed = function.parameters.len() - repeating;
        // What repeats in pairs comes in pairs, unless the pair has a part that may be left out.
        let is_in_pair = repeating > 1 && !has_optional && got > fixed && !(got - fixed).is_multiple_of(repeating);
        if (got < function.least() || is_in_pair)
            && let Some(missing) = function.parameter(got)
        {
            let signature = function.signature();
            return Err((list.end, Reason::TooFewFor { signature, missing: missing.name, got }));
        }
        Ok(())
    }
}
