//! What a word may become: functions, defined names, names of an enclosing LET or LAMBDA.

use std::ops::Range;

use super::super::token::{Token, TokenKind};
use super::Reading;
use crate::function::{self, Function};

/// Letters from which on a word is also looked for within names, and letter by letter.
const LETTERS_WITHIN: usize = 2;
const LETTERS_SCATTERED: usize = 3;

/// What a word may become.
#[derive(Clone, Copy, Debug)]
pub enum Candidate<'a> {
    /// A function of the catalogue.
    Function(&'static Function),
    /// A defined name.
    Name(&'a str),
    /// A name of an enclosing LET or LAMBDA.
    Local(&'a str),
}

impl<'a> Candidate<'a> {
    /// The word, as it stands in a formula.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Function(function) => function.name,
            Self::Name(name) | Self::Local(name) => name,
        }
    }
}

/// A word at the caret and what it may become, the likeliest first.
#[derive(Clone, Debug)]
pub struct Completion<'a> {
    /// Where the word stands.
    pub span: Range<usize>,
    /// Whether a parenthesis follows the word already.
    pub has_parenthesis: bool,
    /// What it may become; at least one.
    pub candidates: Vec<Candidate<'a>>,
}

/// How well a name fits a word; the better, the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    Beginning,
    Within,
    Scattered,
}

impl Reading {
    /// What the word before the caret may become: what begins with it, then what holds it, then what has its letters in
    /// their order. Nothing where the caret is not at the end of a word, or nothing fits.
    #[must_use]
    pub fn completion<'a, 'n: 'a>(
        &'a self,
        caret: usize,
        names: impl Iterator<Item = &'n str>,
        most: usize,
    ) -> Option<Completion<'a>> {
        let caret = self.narrow_place(caret);
        let token = self.word_before(caret)?;
        let word = self.slice(token.start()..token.end());
        let is_reference = matches!(token.kind, TokenKind::Reference(_));
        let mut locals: Vec<&str> = Vec::new();
        for bound in self.outline.bound_at(token.start()) {
            let name = self.slice(bound);
            if !locals.contains(&name) {
                locals.push(name);
            }
        }
        let functions = function::all().iter().map(|function| Candidate::Function(function));
        let all = locals
            .into_iter()
            .map(Candidate::Local)
            .chain(names.map(|name| -> Candidate<'a> { Candidate::Name(name) }))
            .chain(functions);
        let letters = lower(word);
        let mut fitting: Vec<(Fit, bool, Candidate<'_>)> = all
            .filter_map(|candidate| {
                // `LOG10` is a cell, too; whoever types a cell must not be stopped by names that only hold it.
                let fit = fit(&letters, candidate.text()).filter(|fit| !is_reference || *fit <= Fit::Beginning)?;
                Some((fit, !matches!(candidate, Candidate::Local(_)), candidate))
            })
            .collect();
        fitting.sort_by(|a, b| (a.0, a.1, a.2.text()).cmp(&(b.0, b.1, b.2.text())));
        fitting.truncate(most);
        if fitting.is_empty() {
            return None;
        }
        let rest = self.text.get(token.end()..).unwrap_or("");
        Some(Completion {
            span: self.typed_span(token.start()..token.end()),
            has_parenthesis: rest.trim_start_matches(' ').starts_with('('),
            candidates: fitting.into_iter().map(|(_, _, candidate)| candidate).collect(),
        })
    }

    /// The word that ends at a place.
    fn word_before(&self, caret: usize) -> Option<Token> {
        if self.is_opaque(caret) {
            return None;
        }
        let index = self.after(caret).checked_sub(1)?;
        let token = *self.tokens.get(index).filter(|token| token.end() == caret)?;
        let is_word = matches!(token.kind, TokenKind::Name(_) | TokenKind::Function(_) | TokenKind::Bool(_))
            || matches!(token.kind, TokenKind::Reference(_))
                && self.slice(token.start()..token.end()).chars().all(char::is_alphanumeric);
        // Letters right after a number or a text are a slip, not the beginning of a word.
        let before = index.checked_sub(1).and_then(|index| self.tokens.get(index));
        let follows_value = before.is_some_and(|before| {
            matches!(before.kind, TokenKind::Number | TokenKind::Text | TokenKind::Error(_))
                && before.end() == token.start()
        });
        let follows_slip = self.passed.iter().any(|span| span.end == token.start());
        (is_word && !follows_value && !follows_slip).then_some(token)
    }
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn fit(word: &[char], name: &str) -> Option<Fit> {
    let letters = lower(name);
    if letters.starts_with(word) {
        return Some(if letters.len() == word.len() { Fit::Same } else { Fit::Beginning });
    }
    if word.len() >= LETTERS_WITHIN && letters.windows(word.len()).any(|part| part == word) {
        return Some(Fit::Within);
    }
    if word.len() < LETTERS_SCATTERED || letters.first() != word.first() {
        return None;
    }
    let mut rest = letters.iter();
    word.iter().all(|letter| rest.any(|other| other == letter)).then_some(Fit::Scattered)
}
