//! Names in texts, found whole and replaced. This file stands alone.

use crate::text::Localized;

/// Names and what stands in their place.
#[derive(Clone, Debug, Default)]
pub(super) struct Masking {
    /// Each name as it is and in lower case, with its replacement; the longest first, so that no name hides in another.
    names: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    lower: Vec<char>,
    other: String,
}

impl Masking {
    pub(super) fn new(names: &[(String, String)]) -> Self {
        let name =
            |(name, other): &(String, String)| Name { lower: lower(name.trim()), other: other.trim().to_owned() };
        let mut names: Vec<Name> = names.iter().map(name).filter(|name| !name.lower.is_empty()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.lower.len()));
        Self { names }
    }

    /// A text with every name replaced; nothing when it holds none.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut masked = String::with_capacity(text.len());
        let (mut at, mut is_changed) = (0, false);
        while let Some(&c) = chars.get(at) {
            if let Some(name) = self.names.iter().find(|name| name.stands_at(&chars, at)) {
                masked.push_str(&name.other);
                at = at.saturating_add(name.lower.len());
                is_changed = true;
            } else {
                masked.push(c);
                at = at.saturating_add(1);
            }
        }
        is_changed.then_some(masked)
    }

    /// A formula with the names in its texts replaced; nothing when they hold none. Sheets and defined names are renamed by
    /// edits, which know where they stand.
    pub(super) fn formula(&self, formula: &str) -> Option<String> {
        let mut masked = String::with_capacity(formula.len());
        let mut is_changed = false;
        // Between two quotation marks stands a text; a doubled mark ends one and begins the next, which changes nothing here.
        let mut is_sheet = false;
        let mut text: Option<String> = None;
        for c in formula.chars() {
            match (&mut text, c) {
                (None, '\'') => is_sheet = !is_sheet,
                (None, '"') if !is_sheet => {
                    masked.push(c);
                    text = Some(String::new());
                    continue;
                }
                (Some(inner), '"') => {
                    let replaced = self.text(inner).map(|replaced| replaced.replace('"', "\"\""));
                    is_changed |= replaced.is_some();
                    masked.push_str(replaced.as_ref().unwrap_or(inner));
                    text = None;
                }
                (Some(inner), c) => {
                    inner.push(c);
                    continue;
                }
                (None, _) => {}
            }
            masked.push(c);
        }
        is_changed.then_some(masked)
    }

    /// Whether a word such as `northwind_share` tells a name, whatever stands between its letters.
    pub(super) fn is_told_by(&self, word: &str) -> bool {
        let letters = |chars: &[char]| chars.iter().copied().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
        let word = letters(&lower(word));
        self.names
            .iter()
            .map(|name| letters(&name.lower))
            .any(|name| name.len() > 1 && word.windows(name.len()).any(|part| part == name))
    }

    pub(super) fn in_place(&self, text: &mut String) {
        if let Some(masked) = self.text(text) {
            *text = masked;
        }
    }

    /// An operand of a rule: a formula or a text.
    pub(super) fn operand(&self, operand: &mut String) {
        let masked = if operand.starts_with('=') { self.formula(operand) } else { self.text(operand) };
        if let Some(masked) = masked {
            *operand = masked;
        }
    }

    pub(super) fn localized(&self, text: &mut Localized) {
        self.in_place(&mut text.en);
        self.in_place(&mut text.ja);
    }

    pub(super) fn each_localized<const N: usize>(&self, texts: [&mut Localized; N]) {
        texts.into_iter().for_each(|text| self.localized(text));
    }
}

impl Name {
    /// Whether the name stands whole in a text from a place on: no part of a longer word. Words of Chinese characters and kana
    /// have no borders, so there every place is one.
    fn stands_at(&self, text: &[char], at: usize) -> bool {
        let end = at.saturating_add(self.lower.len());
        let Some(part) = text.get(at..end) else { return false };
        let is_joined = |inner: Option<&char>, outer: Option<&char>| {
            let is_letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() && is_spaced(*c));
            is_letter(inner) && is_letter(outer)
        };
        part.iter().zip(&self.lower).all(|(c, lower)| lower_char(*c) == *lower)
            && !is_joined(part.first(), at.checked_sub(1).and_then(|before| text.get(before)))
            && !is_joined(part.last(), text.get(end))
    }
}

/// Whether a letter belongs to a script that puts spaces between words.
const fn is_spaced(c: char) -> bool {
    !matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}')
}

fn lower(text: &str) -> Vec<char> {
    text.chars().map(lower_char).collect()
}

/// One letter in lower case; letters that become several stay, so that places in both texts are the same.
fn lower_char(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masking() -> Masking {
        let names = [("Ace", "Company A"), ("Ace Cloud", "Company B"), ("北風商事", "A社"), ("O\"Neil", "P \"1\"")];
        Masking::new(&names.map(|(name, other)| (name.to_owned(), other.to_owned())))
    }

    #[test]
    fn names_are_replaced_where_they_stand_whole() {
        for (text, expected) in [
            ("Ace pays ACE's fee", Some("Company A pays Company A's fee")),
            ("Ace Cloud and Ace", Some("Company B and Company A")),
            ("place, Aces, Ace2", None),
            ("北風商事様のご負担", Some("A社様のご負担")),
            ("Aceのご負担", Some("Company Aのご負担")),
            ("", None),
        ] {
            assert_eq!(masking().text(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn in_a_formula_only_texts_are_replaced() {
        for (formula, expected) in [
            ("=IF(A1=\"Ace\",\"to \"\"Ace\"\"\",Ace)", Some("=IF(A1=\"Company A\",\"to \"\"Company A\"\"\",Ace)")),
            ("='Ace \"x\"'!A1&\"Ace\"", Some("='Ace \"x\"'!A1&\"Company A\"")),
            ("=Ace!A1", None),
        ] {
            assert_eq!(masking().formula(formula).as_deref(), expected, "{formula}");
        }
    }

    #[test]
    fn a_word_tells_a_name_across_other_signs() {
        assert!(masking().is_told_by("ace_cloud.share") && masking().is_told_by("AceCloud"));
        assert!(!masking().is_told_by("total"));
    }
}
