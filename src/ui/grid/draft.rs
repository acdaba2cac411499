//! The text that is being typed, before it is taken over.

use tandem_core::cell::SheetId;
use tandem_core::grid::Place;
use tandem_core::text::Localized;

use super::keys::Mode;

/// A cell's content while it is being edited. The editor in the cell and the formula bar show the same draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The sheet of the cell.
    pub sheet: SheetId,
    /// The cell.
    pub at: Place,
    /// The text so far.
    pub text: String,
    /// What arrows do.
    pub mode: Mode,
    /// Why the text was not taken over when it was tried last.
    pub refusal: Option<Refusal>,
}

/// Why a text could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The character where the mistake stands, from 0, where it has one place.
    pub at: Option<usize>,
    /// A sentence that says what was expected.
    pub sentence: Localized,
}

impl From<Localized> for Refusal {
    fn from(sentence: Localized) -> Self {
        Self { at: None, sentence }
    }
}

impl Draft {
    /// The text around the mistake in three parts: before it, the character itself, after it. The second is a space
    /// where the mistake is that the text ends.
    #[must_use]
    pub fn around_mistake(&self) -> Option<(String, String, String)> {
        let at = self.refusal.as_ref()?.at?;
        let mut characters = self.text.chars();
        let before: String = characters.by_ref().take(at).collect();
        let there = characters.next().map_or_else(|| "\u{a0}".to_owned(), String::from);
        Some((before, there, characters.collect()))
    }
}

/// A rough width of a text in the grid's type, in tenths of the width of a digit: enough to choose the size of an
/// editor and to see that a figure does not fit.
#[must_use]
pub fn width_in_tenths(text: &str) -> u32 {
    text.chars().fold(0u32, |sum, character| {
        let width = match character {
            '.' | ',' | ' ' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' | '(' | ')' | '-' | '/' => 6,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 15,
            // From the Hangul letters on, nearly all signs are as wide as they are high.
            wide if wide >= '\u{1100}' => 18,
            'A'..='Z' => 12,
            _ => 10,
        };
        sum.saturating_add(width)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        for (text, at, expect) in [
            ("=1+*2", Some(3), Some(("=1+", "*", "2"))),
            ("=（1", Some(3), Some(("=（1", "\u{a0}", ""))),
            ("=1", Some(9), Some(("=1", "\u{a0}", ""))),
            ("=1", None, None),
        ] {
            let refusal = Some(Refusal { at, sentence: Localized::same("Something was expected.") });
            let (sheet, at) = (SheetId(0), Place::default());
            let draft = Draft { sheet, at, text: text.to_owned(), mode: Mode::Enter, refusal };
            let parts = draft.around_mistake();
            let parts = parts.as_ref().map(|(before, there, after)| (before.as_str(), there.as_str(), after.as_str()));
            assert_eq!(parts, expect, "{text}");
        }
    }

    #[test]
    fn wide_signs_count_as_wide() {
        for (text, expect) in [("", 0), ("1,234", 46), ("合計", 36), ("100%", 45)] {
            assert_eq!(width_in_tenths(text), expect, "{text}");
        }
    }
}
