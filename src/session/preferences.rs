//! What a person chose for the interface: language and theme. Kept in this browser, never in a workbook.

use serde::{Deserialize, Serialize};

use crate::browser::page;
use crate::i18n::Language;
use crate::storage::Store;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person chose for the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// The language of the interface.
    pub language: Language,
    /// Light or dark.
    #[serde(default)]
    pub theme: Theme,
}

impl Preferences {
    /// What is stored; where there is nothing, the browser's language and the system's theme. A text that can't be read
    /// is kept aside, because the next choice writes over it.
    #[must_use]
    pub fn read(store: &dyn Store) -> Self {
        let stored = store.settings();
        let read = stored.as_deref().map(serde_json::from_str::<Self>);
        match read {
            Some(Ok(preferences)) => preferences,
            Some(Err(_)) => {
                let _ = store.set_aside("settings", stored.as_deref().unwrap_or_default());
                Self::of_browser()
            }
            None => Self::of_browser(),
        }
    }

    fn of_browser() -> Self {
        let language = Language::from_tag(&page::preferred_language()).unwrap_or_default();
        Self { language, theme: Theme::System }
    }

    /// Shows the page as chosen.
    pub fn apply(self) {
        page::set_language(self.language.tag());
        page::set_theme(match self.theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        });
    }

    /// Keeps the choice. Where the store refuses, the choice holds for this tab, and the header tells of the store.
    pub fn keep(self, store: &dyn Store) {
        if let Ok(text) = serde_json::to_string(&self) {
            let _ = store.save_settings(&text);
        }
    }
}
