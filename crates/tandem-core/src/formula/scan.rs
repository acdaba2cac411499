//! Formula text to tokens, and at the same time to the template that copied-down formulas share.

use std::ops::Range;

use super::entry::Formula;
use super::error::{ParseError, Reason};
use super::reference::{Coordinate, HomeSheet, Reference, ReferenceKind};
use super::syntax::{BinaryOperator, NameId};
use super::token::{Token, TokenKind};
use super::word::{Half, cell, half, is_name_character};
use crate::cell::{CellAddress, ErrorKind, SheetId};
use crate::function::{self, FunctionId};
use crate::limits::{MAX_COLUMNS, MAX_FORMULA_CHARS, MAX_ROWS};

/// Where sheet and name texts become identities. Unknown ones get an identity too, so that a formula heals when its
/// sheet or name comes to be.
pub trait Symbols {
    /// The identity of a sheet's name.
    fn sheet(&mut self, name: &str) -> SheetId;
    /// The identity of a workbook-wide name.
    fn name(&mut self, name: &str) -> NameId;
    /// A sheet's current name; nothing when the sheet was deleted.
    fn sheet_text(&self, id: SheetId) -> Option<&str>;
    /// A name as it was first written or is defined.
    fn name_text(&self, id: NameId) -> &str;
}

/// The result of scanning; kept between formulas so that its buffers are allocated once.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The text with holes, as [`Formula::template`].
    pub template: String,
    /// The references in order.
    pub references: Vec<Reference>,
    /// The names in order.
    pub names: Vec<NameId>,
}

/// Scans a formula's text, with or without its leading `=`, as typed in a host cell.
///
/// # Errors
/// The first thing that is no token, with its place.
pub fn scan(text: &str, host: CellAddress, symbols: &mut impl Symbols, result: &mut Scan) -> Result<(), ParseError> {
    result.tokens.clear();
    result.template.clear();
    result.references.clear();
    result.names.clear();
    if text.len() > MAX_FORMULA_CHARS && text.chars().count() > MAX_FORMULA_CHARS {
        return Err(ParseError { at: MAX_FORMULA_CHARS, reason: Reason::TooLong });
    }
    let start = usize::from(text.starts_with('='));
    let mut scanner = Scanner { text, bytes: text.as_bytes(), host, at: start, copied: start, symbols, result };
    while scanner.at < text.len() {
        scanner.token().map_err(|(byte, reason)| ParseError { at: char_index(text, byte), reason })?;
    }
    scanner.copy(text.len());
    Ok(())
}

/// As [`scan`], but passes over what is no token, as in a text that is still being typed. Gives the bytes passed over.
pub(super) fn scan_leniently(
    text: &str,
    host: CellAddress,
    symbols: &mut impl Symbols,
    result: &mut Scan,
) -> Vec<Range<usize>> {
    let start = usize::from(text.starts_with('='));
    let mut passed = Vec::new();
    let mut scanner = Scanner { text, bytes: text.as_bytes(), host, at: start, copied: start, symbols, result };
    while scanner.at < text.len() {
        let Err((byte, reason)) = scanner.token() else { continue };
        let at = scanner.at;
        let next = text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8) + at;
        scanner.at = match reason {
            Reason::UnclosedText | Reason::UnclosedSheetName => text.len(),
            _ => byte.max(next),
        };
        passed.push(at..scanner.at);
    }
    passed
}

/// The number of characters before a byte.
pub(super) fn char_index(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count())
}

type Fault = (usize, Reason);

struct Scanner<'a, S> {
    text: &'a str,
    bytes: &'a [u8],
    host: CellAddress,
    at: usize,
    /// The text up to here is in the template.
    copied: usize,
    symbols: &'a mut S,
    result: &'a mut Scan,
}

impl<S: Symbols> Scanner<'_, S> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Puts the text up to a byte into the template as typed.
    fn copy(&mut self, end: usize) {
        /// What stands between two holes is mostly so short that writing it costs less than a call that copies.
        const FEW: usize = 8;
        let piece = self.text.get(self.copied..end).unwrap_or("");
        if piece.len() > FEW {
            self.result.template.push_str(piece);
        } else {
            piece.chars().for_each(|character| self.result.template.push(character));
        }
        self.copied = end;
    }

    /// Adds a token and moves past it. Its text goes into the template as typed.
    #[inline]
    fn plain(&mut self, kind: TokenKind, end: usize) {
        self.result.tokens.push(Token::new(kind, self.at, end));
        self.at = end;
    }

    /// Adds a token that leaves a hole in the template.
    #[inline]
    fn hole(&mut self, kind: TokenKind, end: usize, hole: char) {
        self.copy(self.at);
        self.result.template.push(hole);
        self.copied = end;
        self.plain(kind, end);
    }

    /// Adds a token that stands in the template as another text.
    fn replaced(&mut self, kind: TokenKind, end: usize, text: &str) {
        self.copy(self.at);
        self.result.template.push_str(text);
        self.copied = end;
        self.plain(kind, end);
    }

    fn token(&mut self) -> Result<(), Fault> {
        let (at, byte) = (self.at, self.byte(self.at));
        let next = self.byte(at + 1);
        let (kind, length) = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'$' => return if self.cells() { Ok(()) } else { self.word() },
            b'0'..=b'9' => return self.number_or_rows(),
            b' ' | b'\t' | b'\n' | b'\r' => {
                let length = self.bytes.iter().skip(at).take_while(|b| b.is_ascii_whitespace()).count();
                (TokenKind::Space, length)
            }
            b'+' => (TokenKind::Operator(BinaryOperator::Add), 1),
            b'-' => (TokenKind::Operator(BinaryOperator::Subtract), 1),
            b'*' => (TokenKind::Operator(BinaryOperator::Multiply), 1),
            b'/' => (TokenKind::Operator(BinaryOperator::Divide), 1),
            b'^' => (TokenKind::Operator(BinaryOperator::Power), 1),
            b'&' => (TokenKind::Operator(BinaryOperator::Concatenate), 1),
            b'=' => (TokenKind::Operator(BinaryOperator::Equal), 1),
            b'<' if next == b'>' => (TokenKind::Operator(BinaryOperator::NotEqual), 2),
            b'<' if next == b'=' => (TokenKind::Operator(BinaryOperator::LessOrEqual), 2),
            b'<' => (TokenKind::Operator(BinaryOperator::Less), 1),
            b'>' if next == b'=' => (TokenKind::Operator(BinaryOperator::GreaterOrEqual), 2),
            b'>' => (TokenKind::Operator(BinaryOperator::Greater), 1),
            b':' => (TokenKind::Operator(BinaryOperator::Range), 1),
            b'%' => (TokenKind::Percent, 1),
            b'@' => (TokenKind::Single, 1),
            b'(' => (TokenKind::Open, 1),
            b')' => (TokenKind::Close, 1),
            b',' => (TokenKind::Comma, 1),
            b';' => (TokenKind::Semicolon, 1),
            b'{' => (TokenKind::OpenBrace, 1),
            b'}' => (TokenKind::CloseBrace, 1),
            b'[' => (TokenKind::OpenBracket, 1),
            b']' => (TokenKind::CloseBracket, 1),
            b'"' => (TokenKind::Text, self.text_length()?),
            b'#' => return self.hash(),
            b'\'' => return self.quoted_sheet(),
            b'.' if next.is_ascii_digit() => return self.number_or_rows(),
            _ => return self.word(),
        };
        self.plain(kind, at + length);
        Ok(())
    }

    /// Length in bytes of the text that begins here, its quotation marks included.
    fn text_length(&self) -> Result<usize, Fault> {
        let mut at = self.at + 1;
        loop {
            match self.bytes.get(at) {
                None => return Err((self.at, Reason::UnclosedText)),
                Some(b'"') if self.byte(at + 1) == b'"' => at += 2,
                Some(b'"') => return Ok(at + 1 - self.at),
                // These two stand for holes in the template.
                Some(1 | 2) => return Err((at, Reason::UnexpectedCharacter('\u{FFFD}'))),
                Some(_) => at += 1,
            }
        }
    }

    fn hash(&mut self) -> Result<(), Fault> {
        let rest = self.text.get(self.at..).unwrap_or("");
        for kind in ErrorKind::ALL {
            let code = kind.code();
            if rest.get(..code.len()).is_some_and(|head| head.eq_ignore_ascii_case(code)) {
                self.replaced(TokenKind::Error(kind), self.at + code.len(), code);
                return Ok(());
            }
        }
        let follows_reference = self.result.tokens.last().is_some_and(|token| {
            // `#REF!#` is what `A1#` says once A1 is deleted.
            let is_deleted = token.kind == TokenKind::Error(ErrorKind::Reference);
            is_deleted || matches!(token.kind, TokenKind::Reference(_) | TokenKind::Name(_) | TokenKind::Close)
        });
        if !follows_reference {
            return Err((self.at, Reason::UnknownErrorCode));
        }
        self.plain(TokenKind::Spill, self.at + 1);
        Ok(())
    }

    fn quoted_sheet(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut at = start + 1;
        loop {
            match self.bytes.get(at) {
                None => return Err((start, Reason::UnclosedSheetName)),
                Some(b'\'') if self.byte(at + 1) == b'\'' => at += 2,
                Some(b'\'') => break,
                Some(_) => at += 1,
            }
        }
        if self.byte(at + 1) != b'!' {
            return Err((at + 1, Reason::ExpectedReference));
        }
        let name = self.slice(start + 1, at).replace("''", "'");
        let sheet = self.symbols.sheet(&name);
        self.after_sheet(sheet, at + 2)
    }

    /// The reference after `sheet!`.
    fn after_sheet(&mut self, sheet: SheetId, at: usize) -> Result<(), Fault> {
        if self.slice(at, at + 5).eq_ignore_ascii_case("#REF!") {
            let gone = Coordinate::absolute(0);
            let kind = ReferenceKind::Deleted;
            let reference = Reference { kind, sheet: Some(sheet).into(), rows: [gone; 2], columns: [gone; 2] };
            self.reference(reference, at + 5);
            return Ok(());
        }
        let end = self.word_end(at);
        match self.reference_at(at, end, Some(sheet)) {
            Some((reference, end)) => {
                self.reference(reference, end);
                Ok(())
            }
            None => Err((at, Reason::ExpectedReference)),
        }
    }

    fn reference(&mut self, reference: Reference, end: usize) {
        let index = u32::try_from(self.result.references.len()).unwrap_or(u32::MAX);
        self.result.references.push(reference);
        self.hole(TokenKind::Reference(index), end, Formula::REFERENCE);
    }

    fn number_or_rows(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let digits = |from: usize| {
            let rest = self.bytes.get(from..).unwrap_or(&[]);
            rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len())
        };
        let mut end = start + digits(start);
        if self.byte(end) == b':'
            && let Some((reference, end)) = self.reference_at(start, end, None)
        {
            self.reference(reference, end);
            return Ok(());
        }
        if self.byte(end) == b'.' {
            end += 1 + digits(end + 1);
        }
        if matches!(self.byte(end), b'e' | b'E') {
            let sign = usize::from(matches!(self.byte(end + 1), b'+' | b'-'));
            let exponent = digits(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
            }
        }
        self.plain(TokenKind::Number, end);
        Ok(())
    }

    /// The end of the word that begins at a byte.
    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(&byte) = self.bytes.get(end) {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$' | b'\\' | b'?') {
                end += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let Some(character) = self.text.get(end..).and_then(|rest| rest.chars().next()) else { break };
                if !is_name_character(character) {
                    break;
                }
                end += character.len_utf8();
            }
        }
        end
    }

    /// A reference without a sheet between two bytes, or beginning there when it has a colon; with where it ends.
    fn reference_at(&self, start: usize, end: usize, sheet: Option<SheetId>) -> Option<(Reference, usize)> {
        let first = half(self.bytes.get(start..end)?)?;
        let single = match first {
            Half { row: Some(row), column: Some(column) } => {
                let (row, column) = (self.row(row), self.column(column));
                Some(Reference { kind: ReferenceKind::Cell, sheet: sheet.into(), rows: [row; 2], columns: [column; 2] })
            }
            _ => None,
        };
        let is_call = |end: usize| self.byte(end) == b'(' || self.byte(end) == b'!';
        if self.byte(end) == b':' {
            let second_end = self.word_end(end + 1);
            let second = self.bytes.get(end + 1..second_end).and_then(half);
            if let Some(second) = second
                && !is_call(second_end)
                && let Some(area) = self.area(first, second, sheet)
            {
                return Some((area, second_end));
            }
        }
        if is_call(end) { None } else { single.map(|reference| (reference, end)) }
    }

    fn area(&self, first: Half, second: Half, sheet: Option<SheetId>) -> Option<Reference> {
        let (kind, rows, columns) = match (first, second) {
            (Half { row: Some(a), column: Some(b) }, Half { row: Some(c), column: Some(d) }) => {
                (ReferenceKind::Area, [self.row(a), self.row(c)], [self.column(b), self.column(d)])
            }
            (Half { row: Some(a), column: None }, Half { row: Some(b), column: None }) => {
                let whole = [Coordinate::absolute(0), Coordinate::absolute(MAX_COLUMNS - 1)];
                (ReferenceKind::Rows, [self.row(a), self.row(b)], whole)
            }
            (Half { row: None, column: Some(a) }, Half { row: None, column: Some(b) }) => {
                let whole = [Coordinate::absolute(0), Coordinate::absolute(MAX_ROWS - 1)];
                (ReferenceKind::Columns, whole, [self.column(a), self.column(b)])
            }
            _ => return None,
        };
        Some(Reference { kind, sheet: sheet.into(), rows, columns })
    }

    const fn row(&self, (place, is_absolute): (u32, bool)) -> Coordinate {
        Coordinate::new(place, self.host.row, is_absolute)
    }

    const fn column(&self, (place, is_absolute): (u32, bool)) -> Coordinate {
        Coordinate::new(place, self.host.column, is_absolute)
    }

    /// A word: a sheet's name before `!`, a reference, a function, TRUE or FALSE, or a name.
    fn word(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let end = self.word_end(start);
        if end == start {
            let character = self.text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            return Err((start, Reason::UnexpectedCharacter(character)));
        }
        if self.byte(end) == b'!' {
            let text = self.text;
            let sheet = self.symbols.sheet(text.get(start..end).unwrap_or(""));
            return self.after_sheet(sheet, end + 1);
        }
        // A word before a parenthesis is never a reference.
        if self.byte(end) != b'('
            && let Some((reference, end)) = self.reference_at(start, end, None)
        {
            self.reference(reference, end);
            return Ok(());
        }
        let word = self.text.get(start..end).unwrap_or("");
        if let Some(function) = self.function(word, end) {
            if word.bytes().any(|byte| byte.is_ascii_lowercase()) {
                let capitals = word.to_ascii_uppercase();
                self.replaced(TokenKind::Function(function), end, &capitals);
            } else {
                self.plain(TokenKind::Function(function), end);
            }
        } else if word.eq_ignore_ascii_case("TRUE") {
            self.replaced(TokenKind::Bool(true), end, "TRUE");
        } else if word.eq_ignore_ascii_case("FALSE") {
            self.replaced(TokenKind::Bool(false), end, "FALSE");
        } else {
            if word.contains('$') {
                return Err((start, Reason::ExpectedOperand(word.to_owned())));
            }
            let index = u32::try_from(self.result.names.len()).unwrap_or(u32::MAX);
            let name = self.symbols.name(word);
            self.result.names.push(name);
            self.hole(TokenKind::Name(index), end, Formula::NAME);
        }
        Ok(())
    }

    /// The function of the catalogue that a word names, when its parenthesis comes after it. Any other word before a
    /// parenthesis is a name, which may stand for a LAMBDA.
    fn function(&self, word: &str, end: usize) -> Option<FunctionId> {
        let rest = self.bytes.get(end..)?;
        if rest.iter().find(|byte| **byte != b' ') != Some(&b'(') { None } else { function::find_in_any_case(word) }
    }

    /// Reads a cell or an area of the common kind, `B12` or `$B$2:C9`; whether there was one. Everything else that begins
    /// with a letter or `$` is a word.
    fn cells(&mut self) -> bool {
        let text = self.bytes.get(self.at..).unwrap_or(&[]);
        let Some((row, column, mut rest)) = cell(text, self.host) else { return false };
        let (mut kind, mut rows, mut columns) = (ReferenceKind::Cell, [row; 2], [column; 2]);
        if let [b':', second @ ..] = rest {
            let Some((second_row, second_column, after)) = cell(second, self.host) else { return false };
            (kind, rows, columns) = (ReferenceKind::Area, [row, second_row], [column, second_column]);
            rest = after;
        }
        // What goes on with a parenthesis or an exclamation mark is a function or a sheet.
        if let [b'(' | b'!', ..] = rest {
            return false;
        }
        self.reference(Reference { kind, sheet: HomeSheet::OWN, rows, columns }, self.bytes.len() - rest.len());
        true
    }
}
