//! What encloses what in a formula: brackets that belong together, calls with their arguments, and the names that LET
//! and LAMBDA bind.

use std::ops::Range;

use super::super::token::{Token, TokenKind};

/// A call: something with arguments in parentheses.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// Where its name stands.
    pub(super) name: Range<usize>,
    /// The byte after its opening parenthesis.
    pub(super) open: usize,
    /// Its closing parenthesis, where there is one.
    pub(super) close: Option<usize>,
    /// The commas between its arguments.
    pub(super) commas: Vec<usize>,
}

/// A name that LET or LAMBDA binds.
#[derive(Clone, Debug)]
struct Bound {
    name: Range<usize>,
    /// Where it can be used: from after its value to the end of the call.
    from: usize,
    until: usize,
}

/// What encloses what.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    calls: Vec<Call>,
    /// Indices of tokens that belong together, the opening one first.
    pairs: Vec<(usize, usize)>,
    bound: Vec<Bound>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Binder {
    Let,
    Lambda,
    None,
}

/// A bracket that is open.
struct Frame {
    token: usize,
    kind: TokenKind,
    /// Index of the call whose arguments it encloses.
    call: Option<usize>,
    binder: Binder,
    /// The token with which the present argument begins.
    argument: usize,
    /// Names that this frame binds are from here on.
    first_bound: usize,
}

impl Outline {
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut outline = Self::default();
        let mut frames: Vec<Frame> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Open | TokenKind::OpenBrace | TokenKind::OpenBracket => {
                    frames.push(outline.opened(text, tokens, index, *token));
                }
                TokenKind::Close => outline.closed(&mut frames, tokens, index, TokenKind::Open),
                TokenKind::CloseBrace => outline.closed(&mut frames, tokens, index, TokenKind::OpenBrace),
                TokenKind::CloseBracket => outline.closed(&mut frames, tokens, index, TokenKind::OpenBracket),
                TokenKind::Comma => outline.comma(&mut frames, tokens, index, *token),
                _ => {}
            }
        }
        outline
    }

    fn opened(&mut self, text: &str, tokens: &[Token], index: usize, token: Token) -> Frame {
        let mut frame = Frame {
            token: index,
            kind: token.kind,
            call: None,
            binder: Binder::None,
            argument: index + 1,
            first_bound: self.bound.len(),
        };
        if token.kind != TokenKind::Open {
            return frame;
        }
        let before = tokens.iter().take(index).rev().find(|token| token.kind != TokenKind::Space);
        if let Some(name) = before.filter(|name| matches!(name.kind, TokenKind::Function(_) | TokenKind::Name(_))) {
            let span = name.start()..name.end();
            let word = text.get(span.clone()).unwrap_or("");
            if word.eq_ignore_ascii_case("LET") {
                frame.binder = Binder::Let;
            } else if word.eq_ignore_ascii_case("LAMBDA") {
                frame.binder = Binder::Lambda;
            }
            frame.call = Some(self.calls.len());
            self.calls.push(Call { name: span, open: token.end(), close: None, commas: Vec::new() });
        }
        frame
    }

    /// A closing bracket ends the innermost bracket of its kind; what was opened within that and not closed stays so.
    fn closed(&mut self, frames: &mut Vec<Frame>, tokens: &[Token], index: usize, opening: TokenKind) {
        let Some(depth) = frames.iter().rposition(|frame| frame.kind == opening) else { return };
        let place = tokens.get(index).map_or(0, |token| token.start());
        for frame in frames.drain(depth..).rev() {
            for bound in self.bound.iter_mut().skip(frame.first_bound) {
                bound.until = bound.until.min(place);
            }
            if let Some(call) = frame.call.and_then(|call| self.calls.get_mut(call)) {
                call.close = Some(place);
            }
            if frame.kind == opening {
                self.pairs.push((frame.token, index));
            }
        }
    }

    fn comma(&mut self, frames: &mut [Frame], tokens: &[Token], index: usize, token: Token) {
        let Some(frame) = frames.last_mut() else { return };
        let argument = std::mem::replace(&mut frame.argument, index + 1);
        let Some(call) = frame.call.and_then(|call| self.calls.get_mut(call)) else { return };
        let place = call.commas.len();
        call.commas.push(token.start());
        let name = match frame.binder {
            Binder::None => None,
            // A name and its value by turns.
            Binder::Let if place % 2 == 1 => {
                let named = self.bound.last_mut();
                if let Some(bound) = named.filter(|bound| bound.from == usize::MAX) {
                    bound.from = token.end();
                }
                None
            }
            Binder::Let | Binder::Lambda => lone_name(tokens.get(argument..index).unwrap_or(&[])),
        };
        if let Some(name) = name {
            // What LET binds can be used after its value, what LAMBDA binds at once.
            let from = if frame.binder == Binder::Let { usize::MAX } else { token.end() };
            self.bound.push(Bound { name, from, until: usize::MAX });
        }
    }

    /// The token that belongs to a bracket.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        self.pairs.iter().find_map(|(open, close)| match index {
            _ if index == *open => Some(*close),
            _ if index == *close => Some(*open),
            _ => None,
        })
    }

    /// The innermost call whose arguments hold a place.
    pub(super) fn call_at(&self, place: usize) -> Option<&Call> {
        let holds = |call: &&Call| call.open <= place && call.close.is_none_or(|close| place <= close);
        self.calls.iter().filter(holds).max_by_key(|call| call.open)
    }

    /// The names that can be used at a place, innermost first.
    pub(super) fn bound_at(&self, place: usize) -> impl Iterator<Item = Range<usize>> {
        let usable = self.bound.iter().rev().filter(move |bound| bound.from <= place && place <= bound.until);
        usable.map(|bound| bound.name.clone())
    }

    /// Whether a name is one that is bound around it, or the place where it is bound.
    pub(super) fn is_bound(&self, text: &str, token: Token) -> bool {
        let span = token.start()..token.end();
        let word = text.get(span.clone()).unwrap_or("").to_lowercase();
        self.bound.iter().any(|bound| {
            let is_same = || text.get(bound.name.clone()).is_some_and(|name| name.to_lowercase() == word);
            bound.name == span || bound.from <= span.start && span.start <= bound.until && is_same()
        })
    }
}

/// The name that these tokens are, in brackets or not.
fn lone_name(tokens: &[Token]) -> Option<Range<usize>> {
    let mut words = tokens
        .iter()
        .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::OpenBracket | TokenKind::CloseBracket));
    let name = words.next().filter(|token| matches!(token.kind, TokenKind::Name(_)))?;
    words.next().is_none().then(|| name.start()..name.end())
}
