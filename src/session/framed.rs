//! A calculator alone within a page of somebody else: what its address asks for. Nothing of it is ever stored.

use leptos::prelude::*;
use tandem_core::text::Localized;

use super::{Documents, Open, Opened, Session, Theme};
use crate::i18n::{Language, sentence};
use crate::route::Route;
use crate::storage::autosave::Autosave;
use crate::storage::local::LocalStore;

/// The identity of the workbook in a frame: there is one, and it stands in no store.
const FRAMED: &str = "framed";

/// What the address of a frame asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Framed {
    /// Light or dark; nothing for the system's choice.
    pub theme: Option<Theme>,
    /// The language; nothing for the browser's.
    pub language: Option<Language>,
    /// Whether inputs can only be looked at.
    pub is_read_only: bool,
    /// Parts of the page, inputs and outcomes that are not shown, by name.
    pub hidden: Vec<String>,
    /// The origin of the page around the frame, the only one that is answered.
    pub host: Option<String>,
    /// Inputs and what to enter in them.
    pub inputs: Vec<(String, String)>,
    /// Settings that make no sense, a sentence each.
    pub mistakes: Vec<(String, Localized)>,
}

impl Framed {
    /// Reads the query of an address. Whatever is no setting is an input.
    #[must_use]
    pub fn of(query: &[(String, String)]) -> Self {
        let mut framed = Self::default();
        for (name, value) in query {
            let mut wrong = |choices: &str| {
                let places = [("name", name.as_str()), ("value", value.as_str()), ("choices", choices)];
                framed.mistakes.push((name.clone(), sentence(|m| m.embed.bad_setting, &places)));
            };
            match (name.as_str(), value.as_str()) {
                ("theme" | "lang" | "host", "") => {}
                ("theme", "light") => framed.theme = Some(Theme::Light),
                ("theme", "dark") => framed.theme = Some(Theme::Dark),
                ("theme", _) => wrong("light, dark"),
                ("lang", tag) => match Language::from_tag(tag) {
                    Some(language) => framed.language = Some(language),
                    None => wrong("en, ja"),
                },
                ("readonly", "" | "1" | "true") => framed.is_read_only = true,
                ("readonly", "0" | "false") => framed.is_read_only = false,
                ("readonly", _) => wrong("true, false"),
                ("hide", list) => {
                    let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
                    framed.hidden.extend(names.map(str::to_owned));
                }
                ("host", origin) => framed.host = Some(origin.to_owned()),
                _ => framed.inputs.push((name.clone(), value.clone())),
            }
        }
        framed
    }

    /// Whether a part of the page, an input or an outcome is to be seen.
    #[must_use]
    pub fn shows(&self, name: &str) -> bool {
        self.hidden.iter().all(|hidden| hidden != name)
    }
}

impl Session {
    /// Whether this page is a calculator alone within a page of somebody else.
    #[must_use]
    pub fn is_framed(self) -> bool {
        self.framed.try_get_value().unwrap_or_default()
    }

    /// What the address asks for; nothing special where it is no frame's.
    #[must_use]
    pub fn framing(self) -> Memo<Framed> {
        Memo::new(move |_| match self.route.get() {
            Route::Embed { query, .. } => Framed::of(&query),
            _ => Framed::default(),
        })
    }

    /// Whether this browser lets this page store anything at all.
    #[must_use]
    pub fn could_store(self) -> bool {
        LocalStore::open().is_ok()
    }

    /// Shows the page in a theme until it is loaded again.
    pub fn dress(self, theme: Theme) {
        self.preferences.update(|preferences| preferences.theme = theme);
        self.preferences.get_untracked().apply();
    }

    /// Makes the workbook of a frame from its template, in place of the one before. Its view enters the inputs.
    pub(super) fn show_framed(self, documents: Documents, template: &str, query: &[(String, String)]) {
        let framed = Framed::of(query);
        self.preferences.update(|preferences| {
            preferences.language = framed.language.unwrap_or(preferences.language);
            preferences.theme = framed.theme.unwrap_or(preferences.theme);
        });
        let preferences = self.preferences.get_untracked();
        preferences.apply();
        match (documents.from_template)(FRAMED, template, &[], preferences.language) {
            Ok(document) => self.show(Open { document, autosave: Autosave::for_new(FRAMED, self.tab.get_value()) }),
            Err(trouble) => {
                self.open.set_value(None);
                self.opened.set(Opened::Trouble(trouble));
                self.refresh();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> Framed {
        let query: Vec<_> = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Framed::of(&query)
    }

    #[test]
    fn settings_are_told_from_inputs() {
        let framed = read(&[
            ("theme", "dark"),
            ("lang", "ja-JP"),
            ("readonly", "1"),
            ("hide", "title, npv"),
            ("host", "https://a.example"),
            ("discountRate", "8%"),
        ]);
        let expect = Framed {
            theme: Some(Theme::Dark),
            language: Some(Language::Japanese),
            is_read_only: true,
            hidden: vec!["title".to_owned(), "npv".to_owned()],
            host: Some("https://a.example".to_owned()),
            inputs: vec![("discountRate".to_owned(), "8%".to_owned())],
            mistakes: Vec::new(),
        };
        assert_eq!(framed, expect);
        assert!(framed.shows("irr") && !framed.shows("npv"));
        assert_eq!(read(&[("theme", ""), ("lang", ""), ("readonly", "false")]), Framed::default());
    }

    #[test]
    fn a_setting_without_sense_is_named_and_the_rest_holds() {
        let framed = read(&[("theme", "pink"), ("lang", "tlh"), ("readonly", "perhaps"), ("x", "1")]);
        let named: Vec<&str> = framed.mistakes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, ["theme", "lang", "readonly"]);
        assert!(
            framed
                .mistakes
                .iter()
                .all(|(name, text)| text.en.contains(name.as_str()) && text.ja.contains(name.as_str()))
        );
        assert_eq!(framed.inputs, [("x".to_owned(), "1".to_owned())]);
    }
}
