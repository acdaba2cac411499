//! References that are pointed at instead of typed, and their `$`.

use std::ops::Range;

use super::super::print::quote_sheet;
use super::super::token::{Token, TokenKind};
use super::Reading;
use crate::cell::{Area, column_name};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// What a reference that is pointed at would take the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointing {
    /// It is put in at the caret, because something is expected there.
    Insert(usize),
    /// It takes the place of the reference that the caret touches.
    Replace(Range<usize>),
}

/// A new text for a part of the formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The part.
    pub span: Range<usize>,
    /// What stands there instead.
    pub text: String,
}

impl Reading {
    /// Where a reference would go that is pointed at now; nothing where the formula has no place for one at the caret.
    #[must_use]
    pub fn pointing(&self, caret: usize) -> Option<Pointing> {
        let caret = self.narrow_place(caret);
        if caret == 0 || self.is_opaque(caret) {
            return None;
        }
        let touches = |token: &&Token| token.start() <= caret && caret <= token.end();
        let touched = self.tokens.iter().filter(touches).find(|t| matches!(t.kind, TokenKind::Reference(_)));
        if let Some(token) = touched {
            return Some(Pointing::Replace(self.typed_span(token.start()..token.end())));
        }
        let index = self.after(caret);
        let is_within = self.tokens.get(index).is_some_and(|token| token.start() < caret);
        let is_space = |token: &&Token| token.kind == TokenKind::Space;
        let before = self.tokens.iter().take(index).rev().find(|token| !is_space(token));
        let after = self.tokens.iter().skip(index).find(|token| !is_space(token));
        let expects = before.is_none_or(|token| {
            let kind = token.kind;
            matches!(kind, TokenKind::Operator(_) | TokenKind::Open | TokenKind::Comma | TokenKind::Single)
        });
        let goes_on = after.is_none_or(|token| {
            let kind = token.kind;
            matches!(kind, TokenKind::Operator(_) | TokenKind::Close | TokenKind::Comma | TokenKind::Percent)
        });
        let in_gap = !is_within || self.tokens.get(index).is_some_and(|token| is_space(&token));
        (expects && goes_on && in_gap).then(|| Pointing::Insert(self.typed_place(caret)))
    }

    /// The references that a selection touches with their `$` at the next of Excel's four states, as one change of the
    /// text; nothing where it touches none.
    #[must_use]
    pub fn cycled(&self, selection: Range<usize>) -> Option<Change> {
        let (start, end) = (self.narrow_place(selection.start), self.narrow_place(selection.end));
        let touches = |token: &&Token| {
            matches!(token.kind, TokenKind::Reference(_)) && token.start() <= end && start <= token.end()
        };
        let touched: Vec<&Token> = self.tokens.iter().filter(touches).collect();
        // A caret between two references means the one before it.
        let touched = if start == end { touched.get(..1)? } else { touched.as_slice() };
        let (first, last) = (touched.first()?, touched.last()?);
        let state = Dollars::of(self.slice(first.start()..first.end())).next();
        let (mut text, mut at) = (String::new(), first.start());
        for token in touched {
            text.push_str(self.typed.get(self.typed_span(at..token.start())).unwrap_or(""));
            text.push_str(&state.written(self.slice(token.start()..token.end())));
            at = token.end();
        }
        Some(Change { span: self.typed_span(first.start()..last.end()), text })
    }
}

/// The `$` of one side of a reference.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Dollars {
    column: bool,
    row: bool,
}

impl Dollars {
    /// Those of a reference's first side.
    fn of(reference: &str) -> Self {
        let (_, cells) = split_sheet(reference);
        let first = cells.split(':').next().unwrap_or("");
        let column = first.starts_with('$');
        let rest = first.trim_start_matches('$');
        let digits = rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        match (rest.len() == digits.len(), digits.is_empty()) {
            // Of whole rows and columns there is one `$`, which counts for both.
            (true, _) | (_, true) => Self { column, row: column },
            _ => Self { column, row: digits.starts_with('$') },
        }
    }

    /// The next state: neither, both, the row's, the column's.
    const fn next(self) -> Self {
        let (column, row) = match (self.column, self.row) {
            (false, false) => (true, true),
            (true, true) => (false, true),
            (false, true) => (true, false),
            (true, false) => (false, false),
        };
        Self { column, row }
    }

    /// A reference with these.
    fn written(self, reference: &str) -> String {
        let (sheet, cells) = split_sheet(reference);
        let mut text = sheet.to_owned();
        for (index, side) in cells.split(':').enumerate() {
            if index > 0 {
                text.push(':');
            }
            let plain = side.replace('$', "");
            let letters = plain.find(|letter: char| letter.is_ascii_digit()).unwrap_or(plain.len());
            let (column, row) = plain.split_at_checked(letters).unwrap_or((&plain, ""));
            let is_whole = column.is_empty() || row.is_empty();
            // Whole rows and columns know two states: the two with a `$` on only one part are the same as with and without.
            let (before_column, before_row) =
                if is_whole { (self.column, self.column) } else { (self.column, self.row) };
            for (has_dollar, part) in [(before_column, column), (before_row, row)] {
                if has_dollar && !part.is_empty() {
                    text.push('$');
                }
                text.push_str(part);
            }
        }
        text
    }
}

/// A reference's sheet with its `!`, and its cells.
fn split_sheet(reference: &str) -> (&str, &str) {
    let cells = reference.rfind('!').map_or(0, |place| place + 1);
    reference.split_at_checked(cells).unwrap_or(("", reference))
}

/// Cells as a formula refers to them, whole rows and columns as such, with the name of their sheet where it is another
/// one.
#[must_use]
pub fn reference_text(area: Area, sheet: Option<&str>) -> String {
    let mut text = sheet.map(|sheet| format!("{}!", quote_sheet(sheet))).unwrap_or_default();
    let cells = if area.top == 0 && area.bottom == MAX_ROWS - 1 {
        format!("{}:{}", column_name(area.left), column_name(area.right))
    } else if area.left == 0 && area.right == MAX_COLUMNS - 1 {
        format!("{}:{}", u64::from(area.top) + 1, u64::from(area.bottom) + 1)
    } else {
        area.a1()
    };
    text.push_str(&cells);
    text
}
