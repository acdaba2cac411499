//! What an editor shows about a formula while it is typed: the references and their cells, brackets that belong
//! together, the call around the caret, and what a word may become.
//!
//! A text that is being typed is mostly no formula yet, so nothing here needs one: the scanner passes over what it
//! cannot read. Places are bytes of the text as it was typed, full-width letters included. This folder must not know
//! the parser's tree, values of cells, or how anything is drawn. Start reading at [`Reading`].

mod complete;
mod help;
mod outline;
mod point;
#[cfg(test)]
#[expect(clippy::string_slice, reason = "a place within a character fails the test")]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

pub use complete::{Candidate, Completion};
pub use help::{Help, Part, kind_text};
pub use point::{Change, Pointing, reference_text};

use self::outline::Outline;
use super::reference::Reference;
use super::scan::{Scan, Symbols, scan_leniently};
use super::syntax::NameId;
use super::token::{Token, TokenKind};
use super::width::narrow;
use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::MAX_FORMULA_CHARS;

/// The sheets and names that a workbook has.
pub trait Known {
    /// The sheet of a name, in any case.
    fn sheet(&self, name: &str) -> Option<SheetId>;
    /// The cells that a defined name stands for; nothing where it stands for something else.
    fn name(&self, name: &str) -> Option<Area>;
}

/// A reference in the text, or a name that stands for cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its cells.
    pub area: Area,
    /// Counts the different areas of the formula from 0: what means the same cells has the same number.
    pub number: usize,
}

/// A call that the caret stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallAt {
    /// The name of what is called, in capitals where it is a function of the catalogue.
    pub name: String,
    /// Where that name stands.
    pub span: Range<usize>,
    /// Which argument the caret is in, from 0.
    pub argument: usize,
    /// Where each argument stands, white space around it included.
    pub arguments: Vec<Range<usize>>,
}

/// The text of a formula that is being typed, taken apart.
#[derive(Clone, Debug)]
pub struct Reading {
    typed: String,
    /// The text with full-width letters narrowed, which is what was scanned.
    text: String,
    /// For each byte of `text` the byte of `typed`; nothing where they are the same.
    places: Option<Vec<usize>>,
    tokens: Vec<Token>,
    /// What is no token: a text without its end, a stray character.
    passed: Vec<Range<usize>>,
    spots: Vec<Spot>,
    outline: Outline,
}

impl PartialEq for Reading {
    /// Everything follows from the text and what it means in the workbook.
    fn eq(&self, other: &Self) -> bool {
        self.typed == other.typed && self.spots == other.spots
    }
}

impl Eq for Reading {}

impl Reading {
    /// Takes a text apart that is typed in a host cell; nothing where it is no formula, or too long for one.
    #[must_use]
    pub fn of(typed: &str, host: CellAddress, known: &impl Known) -> Option<Self> {
        let narrowed = narrow(typed);
        if !narrowed.starts_with('=') || typed.len() > MAX_FORMULA_CHARS && typed.chars().count() > MAX_FORMULA_CHARS {
            return None;
        }
        let places = match &narrowed {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(places(typed, text)),
        };
        let text = narrowed.into_owned();
        let mut symbols = Words { known, names: Vec::new() };
        let mut scan = Scan::default();
        let passed = scan_leniently(&text, host, &mut symbols, &mut scan);
        let outline = Outline::of(&text, &scan.tokens);
        let mut reading =
            Self { typed: typed.to_owned(), text, places, tokens: scan.tokens, passed, spots: Vec::new(), outline };
        reading.spots = reading.found(&scan.references, host, known);
        Some(reading)
    }

    /// The text as it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Every reference and every name that stands for cells, in order.
    #[must_use]
    pub fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// The bracket before the caret, or else after it, with the one that belongs to it; that is missing where it was not
    /// typed yet.
    #[must_use]
    pub fn brackets_at(&self, caret: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
        let caret = self.narrow_place(caret);
        let is_bracket = |token: &Token| {
            matches!(
                token.kind,
                TokenKind::Open
                    | TokenKind::Close
                    | TokenKind::OpenBrace
                    | TokenKind::CloseBrace
                    | TokenKind::OpenBracket
                    | TokenKind::CloseBracket
            )
        };
        let found = |touches: fn(&Token, usize) -> bool| {
            self.tokens.iter().position(|token| is_bracket(token) && touches(token, caret))
        };
        let index =
            found(|token, caret| token.end() == caret).or_else(|| found(|token, caret| token.start() == caret))?;
        let span = |index: usize| self.tokens.get(index).map(|token| self.typed_span(token.start()..token.end()));
        Some((span(index)?, self.outline.partner(index).and_then(span)))
    }

    /// The innermost call whose arguments the caret stands in.
    #[must_use]
    pub fn call_at(&self, caret: usize) -> Option<CallAt> {
        let caret = self.narrow_place(caret);
        let call = self.outline.call_at(caret)?;
        let name = self.slice(call.name.clone());
        let mut arguments = Vec::with_capacity(call.commas.len() + 1);
        let mut start = call.open;
        for comma in &call.commas {
            arguments.push(self.typed_span(start..*comma));
            start = comma + 1;
        }
        arguments.push(self.typed_span(start..call.close.unwrap_or(self.text.len())));
        Some(CallAt {
            name: if crate::function::find_in_any_case(name).is_some() {
                name.to_ascii_uppercase()
            } else {
                name.to_owned()
            },
            span: self.typed_span(call.name.clone()),
            argument: call.commas.iter().take_while(|comma| **comma < caret).count(),
            arguments,
        })
    }

    /// Where the character of a place stands that was counted in characters, as a parser's error is; one place at the
    /// end of the text where the mistake is that the text ends.
    #[must_use]
    pub fn character(&self, index: usize) -> Range<usize> {
        let mut characters = self.typed.char_indices().skip(index);
        let end = self.typed.len();
        characters.next().map_or(end..end, |(start, character)| start..start + character.len_utf8())
    }

    fn found(&self, references: &[Reference], host: CellAddress, known: &impl Known) -> Vec<Spot> {
        let mut areas: rustc_hash::FxHashMap<Area, usize> = rustc_hash::FxHashMap::default();
        let mut spots = Vec::new();
        for token in &self.tokens {
            let area = match token.kind {
                TokenKind::Reference(index) => references.get(index as usize).and_then(|found| found.area(host)),
                TokenKind::Name(_) if !self.outline.is_bound(&self.text, *token) => {
                    known.name(self.slice(token.start()..token.end()))
                }
                _ => None,
            };
            // Cells of a sheet that does not exist are nowhere to be shown.
            let Some(area) = area.filter(|area| area.sheet != UNKNOWN) else { continue };
            let next = areas.len();
            let number = *areas.entry(area).or_insert(next);
            spots.push(Spot { span: self.typed_span(token.start()..token.end()), area, number });
        }
        spots
    }

    fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or("")
    }

    /// Whether a place lies within a text or something else that is not read: there, nothing is offered.
    fn is_opaque(&self, caret: usize) -> bool {
        let within = |span: &Range<usize>| span.start < caret && caret <= span.end;
        let in_text = |token: &Token| token.kind == TokenKind::Text && token.start() < caret && caret < token.end();
        self.passed.iter().any(within) || self.tokens.iter().any(in_text)
    }

    /// The index of the first token that ends after a place.
    fn after(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.end() <= place)
    }

    fn typed_place(&self, place: usize) -> usize {
        self.places.as_ref().map_or(place, |places| places.get(place).copied().unwrap_or(self.typed.len()))
    }

    fn typed_span(&self, span: Range<usize>) -> Range<usize> {
        self.typed_place(span.start)..self.typed_place(span.end)
    }

    /// The byte of the scanned text for a byte of the typed one.
    fn narrow_place(&self, typed: usize) -> usize {
        let typed = typed.min(self.typed.len());
        self.places.as_ref().map_or(typed, |places| places.partition_point(|place| *place < typed))
    }
}

/// What stands for a sheet that does not exist. The number above it says in a reference that no sheet was written.
const UNKNOWN: SheetId = SheetId(u32::MAX - 1);

/// For each byte of a narrowed text, and for its end, the byte of the text it was made of. Narrowing keeps every
/// character in its place.
fn places(typed: &str, narrowed: &str) -> Vec<usize> {
    let mut places = Vec::with_capacity(narrowed.len() + 1);
    for ((start, _), character) in typed.char_indices().zip(narrowed.chars()) {
        places.extend(std::iter::repeat_n(start, character.len_utf8()));
    }
    places.push(typed.len());
    places
}

/// Sheets and names for the scanner: what it meets leaves no trace in the workbook.
struct Words<'a, K> {
    known: &'a K,
    names: Vec<String>,
}

impl<K: Known> Symbols for Words<'_, K> {
    fn sheet(&mut self, name: &str) -> SheetId {
        self.known.sheet(name).unwrap_or(UNKNOWN)
    }

    fn name(&mut self, name: &str) -> NameId {
        self.names.push(name.to_owned());
        NameId(u32::try_from(self.names.len() - 1).unwrap_or(u32::MAX))
    }

    fn sheet_text(&self, _: SheetId) -> Option<&str> {
        None
    }

    fn name_text(&self, id: NameId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }
}
