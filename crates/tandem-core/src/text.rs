//! Text for people, always in both languages: a missing translation does not compile.

use serde::{Deserialize, Serialize};

/// A language of the user interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Japanese.
    #[serde(rename = "ja")]
    Japanese,
}

impl Language {
    /// The language's BCP 47 tag: `en` or `ja`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// The language a BCP 47 tag such as `ja-JP` names, if it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("en") => Some(Self::English),
            Some("ja") => Some(Self::Japanese),
            _ => None,
        }
    }
}

/// A text that stands in the code, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// Both languages of one text.
    #[must_use]
    pub const fn new(en: &'static str, ja: &'static str) -> Self {
        Self { en, ja }
    }

    /// The text in one language.
    #[must_use]
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Japanese => self.ja,
        }
    }
}

/// A text that comes from data (a template, a file), in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Localized {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Localized {
    /// The same words in both languages, as for a name that a person typed.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { ja: en.clone(), en }
    }

    /// Both languages of what can be said in either, such as an error, for what outlives a change of language.
    #[must_use]
    pub fn of(text: impl Fn(Language) -> String) -> Self {
        Self { en: text(Language::English), ja: text(Language::Japanese) }
    }

    /// Whether it is empty in both languages: then a file leaves it out, while spaces are kept.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ja.is_empty()
    }

    /// Whether it says nothing to a reader in either language: nothing, or spaces alone.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.en.trim().is_empty() && self.ja.trim().is_empty()
    }

    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Japanese => &self.ja,
        }
    }
}

impl From<Text> for Localized {
    fn from(text: Text) -> Self {
        Self { en: text.en.to_owned(), ja: text.ja.to_owned() }
    }
}
