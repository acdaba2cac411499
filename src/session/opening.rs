//! Which workbook is open: following the address, making one from a template or a file, deleting.

use leptos::prelude::*;
use tandem_core::file::FileError;
use tandem_core::template::{CalculateError, TemplateError};
use tandem_core::text::{Language, Localized};

use super::{Document, Open, Session, Weight};
use crate::browser::{address, page, random};
use crate::i18n::{EN, JA, Text, fill, sentence};
use crate::route::Route;
use crate::storage::StoreError;
use crate::storage::autosave::Autosave;

/// What is open, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// No workbook was asked for.
    #[default]
    Nothing,
    /// The workbook of this identity.
    Workbook(String),
    /// What was asked for can't be shown.
    Trouble(Trouble),
}

/// Why a workbook can't be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no workbook of this identity in this browser.
    UnknownWorkbook,
    /// There is no template of this identity.
    UnknownTemplate(String),
    /// The template is there, but what the address asks to enter can't be entered.
    BadInputs(Localized),
    /// What is stored can't be read; it stays as it is.
    Unreadable {
        /// The workbook's identity.
        id: String,
        /// Why, in words.
        reason: Localized,
        /// Whether it is damaged, so that a second copy was put aside; otherwise it only waits for a newer version.
        damaged: bool,
    },
    /// The store refused to read.
    Refused(Text),
}

impl Session {
    /// Goes where the address says.
    pub(super) fn navigate(self, route: Route) {
        page::release_focus();
        self.save_now();
        match &route {
            Route::Workbook { id, .. } => self.go_to_workbook(id),
            Route::New { template, inputs } => match self.create(template, inputs) {
                Ok(made) => {
                    address::replace(&made.to_string());
                    return;
                }
                Err(error) => {
                    self.leave();
                    self.opened.set(Opened::Trouble(match error {
                        CalculateError::Template(TemplateError::Unknown(template)) => {
                            Trouble::UnknownTemplate(template)
                        }
                        error => Trouble::BadInputs(both(|language| error.text(language))),
                    }));
                }
            },
            Route::Home | Route::Log | Route::Unknown(_) => {
                self.refresh_recent();
            }
        }
        super::set_if_changed(self.route, route);
    }

    fn go_to_workbook(self, id: &str) {
        if self.open_id().as_deref() == Some(id) {
            super::set_if_changed(self.opened, Opened::Workbook(id.to_owned()));
            return;
        }
        self.leave();
        let parked = self.parked.try_update_value(|parked| {
            parked.iter().position(|open| open.autosave.id() == id).map(|index| parked.remove(index))
        });
        if let Some(Some(open)) = parked {
            self.show(open);
            self.save_soon();
            return;
        }
        match self.load(id) {
            Ok(open) => self.show(open),
            Err(trouble) => {
                self.opened.set(Opened::Trouble(trouble));
                self.refresh();
            }
        }
    }

    /// Closes the open workbook. One that the store refused to keep stays in memory.
    pub(super) fn leave(self) {
        page::release_focus();
        self.save_now();
        let Some(open) = self.open.try_update_value(Option::take).flatten() else { return };
        if open.autosave.is_unsaved() {
            let title = open.document.title(self.preferences.get_untracked().language);
            self.parked.update_value(|parked| parked.push(open));
            let text = sentence(|m| m.shell.parked, &[("title", &title)]);
            self.say(Weight::Attention, text, None);
        }
        self.opened.set(Opened::Nothing);
        self.refresh();
    }

    /// Reads a stored workbook.
    pub(super) fn load(self, id: &str) -> Result<Open, Trouble> {
        let store = self.store.get_value();
        let entry = match store.load(id) {
            Ok(Some(entry)) => entry,
            Ok(None) => return Err(Trouble::UnknownWorkbook),
            Err(StoreError::Unreadable(text)) => {
                // The bytes stay where they are; a second copy guards them even against a later version of the app.
                let _ = store.set_aside(id, &text);
                let reason = sentence(|m| m.shell.garbled, &[]);
                return Err(Trouble::Unreadable { id: id.to_owned(), reason, damaged: true });
            }
            Err(error) => return Err(Trouble::Refused(error.text())),
        };
        match Document::read(&entry.file) {
            Ok(document) => {
                let autosave = Autosave::for_stored(id, self.tab.get_value(), &entry.stamp, &*store);
                Ok(Open { document, autosave })
            }
            Err(error) => {
                // A file of a newer version is whole: one copy of it is enough.
                let damaged = !matches!(error, FileError::NewerVersion(_));
                if damaged {
                    let _ = store.set_aside(id, &entry.file);
                }
                Err(Trouble::Unreadable { id: id.to_owned(), reason: both(|language| error.text(language)), damaged })
            }
        }
    }

    /// Makes a workbook from a template and gives its address.
    pub(super) fn create(self, template: &str, inputs: &[(String, String)]) -> Result<Route, CalculateError> {
        let id = random::identity();
        let language = self.preferences.get_untracked().language;
        Ok(self.adopt(&id, Document::from_template(&id, template, inputs, language)?))
    }

    /// Makes a workbook from the text of a file and gives its address. It never takes the place of a stored one.
    pub(super) fn import(self, name: &str, text: &str) -> Result<Route, Localized> {
        let document = Document::read(text).map_err(|error| {
            let reason = both(|language| error.text(language));
            let en = fill(EN.shell.unreadable_file, &[("file", name), ("reason", &reason.en)]);
            let ja = fill(JA.shell.unreadable_file, &[("file", name), ("reason", &reason.ja)]);
            Localized { en, ja }
        })?;
        let id = random::identity();
        Ok(self.adopt(&id, document.with_id(&id)))
    }

    /// Opens a workbook that is not stored yet, stores it, and gives its address.
    fn adopt(self, id: &str, document: Document) -> Route {
        self.leave();
        let view = document.first_view();
        self.show(Open { document, autosave: Autosave::for_new(id, self.tab.get_value()) });
        self.save_now();
        Route::Workbook { id: id.to_owned(), page: self.first_page(), view }
    }
}

/// A text in both languages, for what outlives a change of language.
pub(super) fn both(text: impl Fn(Language) -> String) -> Localized {
    Localized { en: text(Language::English), ja: text(Language::Japanese) }
}
