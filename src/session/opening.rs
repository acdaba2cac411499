//! Which workbook is open: following the address, making one from a template or a file, deleting.

use leptos::prelude::*;
use tandem_core::template::{CalculateError, TemplateError};
use tandem_core::text::{Language, Localized};

use super::{Document, Effect, Offer, Open, Session, Weight, file_name};
use crate::browser::{address, random};
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
    },
    /// The store refused to read.
    Refused(Text),
}

impl Session {
    /// Goes where the address says.
    pub(super) fn navigate(self, route: Route) {
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
                let store = self.store.get_value();
                self.recent.set(store.list());
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
    fn leave(self) {
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
                return Err(Trouble::Unreadable { id: id.to_owned(), reason });
            }
            Err(error) => return Err(Trouble::Refused(error.text())),
        };
        match Document::read(&entry.file) {
            Ok(document) => {
                let autosave = Autosave::for_stored(id, self.tab.get_value(), &entry.stamp, &*store);
                Ok(Open { document, autosave })
            }
            Err(error) => {
                let _ = store.set_aside(id, &entry.file);
                Err(Trouble::Unreadable { id: id.to_owned(), reason: both(|language| error.text(language)) })
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

    /// Deletes a stored workbook and offers to put it back.
    pub(super) fn delete(self, id: &str) -> Result<Option<Effect>, Localized> {
        let store = self.store.get_value();
        let kept = match store.load(id) {
            Ok(kept) => kept,
            Err(StoreError::Unreadable(text)) => {
                store.set_aside(id, &text).map_err(|error| Localized::from(error.text()))?;
                None
            }
            Err(error) => return Err(error.text().into()),
        };
        store.remove(id).map_err(|error| Localized::from(error.text()))?;
        let was_open = self.open_id().as_deref() == Some(id);
        if was_open {
            self.open.set_value(None);
            self.opened.set(Opened::Nothing);
            self.refresh();
        }
        self.parked.update_value(|parked| parked.retain(|open| open.autosave.id() != id));
        self.recent.set(store.list());
        if let Some(entry) = kept {
            let text = sentence(|m| m.shell.deleted, &[("title", &entry.stamp.title)]);
            self.deleted.update_value(|deleted| deleted.push((id.to_owned(), entry)));
            self.say(Weight::Attention, text, Some(Offer::PutBack(id.to_owned())));
        } else {
            self.say(Weight::Done, sentence(|m| m.shell.deleted_kept_aside, &[]), None);
        }
        let in_view = matches!(self.route.get_untracked(), Route::Workbook { id: shown, .. } if shown == id);
        Ok(in_view.then_some(Effect::Replace(Route::Home)))
    }

    /// Puts a deleted workbook back as it was.
    pub(super) fn restore(self, id: &str) -> Result<(), Localized> {
        let store = self.store.get_value();
        let found = self.deleted.with_value(|deleted| deleted.iter().rev().find(|(known, _)| known == id).cloned());
        let Some((id, entry)) = found else { return Ok(()) };
        store.save(&id, &entry).map_err(|error| Localized::from(error.text()))?;
        self.deleted.update_value(|deleted| deleted.retain(|(known, _)| *known != id));
        self.notices.update(|notices| {
            let offer = Some(Offer::PutBack(id));
            notices.retain(|notice| notice.offer != offer);
        });
        self.recent.set(store.list());
        Ok(())
    }

    /// A stored workbook as a file; where it can't be read, its bytes as they are.
    pub(super) fn copy_of_stored(self, id: &str) -> Result<Effect, Localized> {
        if self.open_id().as_deref() == Some(id) {
            if let Some(copy) = self.copy_of_open() {
                return Ok(copy);
            }
        }
        let store = self.store.get_value();
        match store.load(id) {
            Ok(Some(entry)) => Ok(Effect::Download { name: file_name(&entry.stamp.title), text: entry.file }),
            Ok(None) => Err(sentence(|m| m.shell.unknown_workbook, &[])),
            Err(StoreError::Unreadable(text)) => Ok(Effect::Download { name: file_name(id), text }),
            Err(error) => Err(error.text().into()),
        }
    }
}

/// A text in both languages, for what outlives a change of language.
pub(super) fn both(text: impl Fn(Language) -> String) -> Localized {
    Localized { en: text(Language::English), ja: text(Language::Japanese) }
}
