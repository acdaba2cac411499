//! The label texts of a workbook in both languages.

use std::collections::HashMap;

use crate::text::{Language, Localized};

/// Pairs of label texts. A text that stands here in one language is shown in the language that is asked for.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    pairs: Vec<Localized>,
    index: HashMap<String, usize>,
}

impl Glossary {
    /// A glossary of pairs; where a text stands in several, the first counts.
    #[must_use]
    pub fn new(pairs: Vec<Localized>) -> Self {
        let mut index = HashMap::new();
        for (number, pair) in pairs.iter().enumerate() {
            for text in [&pair.en, &pair.ja] {
                index.entry(text.clone()).or_insert(number);
            }
        }
        Self { pairs, index }
    }

    /// The pairs, in order.
    #[must_use]
    pub fn pairs(&self) -> &[Localized] {
        &self.pairs
    }

    /// The pair in which a text stands, under either language.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Localized> {
        self.pairs.get(*self.index.get(text)?)
    }

    /// The text in a language; a text that is not here stays as it is.
    #[must_use]
    pub fn translate<'a>(&'a self, text: &'a str, language: Language) -> &'a str {
        self.find(text).map_or(text, |pair| pair.get(language))
    }
}

impl PartialEq for Glossary {
    fn eq(&self, other: &Self) -> bool {
        self.pairs == other.pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_under_either_language() {
        let glossary = Glossary::new(vec![Localized { en: "Benefits".into(), ja: "便益".into() }]);
        assert_eq!(glossary.translate("Benefits", Language::Japanese), "便益");
        assert_eq!(glossary.translate("便益", Language::English), "Benefits");
        assert_eq!(glossary.translate("便益", Language::Japanese), "便益");
        assert_eq!(glossary.translate("benefits", Language::Japanese), "benefits");
    }
}
