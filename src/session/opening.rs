//! Which workbook is open: following the address, making one from a template or a file, deleting.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

use super::saving::parked_words;
use super::{Document, Documents, Effect, Open, Session, Unreadable, Weight};
use crate::browser::{address, page, random};
use crate::i18n::{Language, Messages, Text, fill, sentence};
use crate::route::{Route, View};
use crate::storage::autosave::Autosave;
use crate::storage::{Entry, StoreError};

/// What is open, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// No workbook was asked for.
    #[default]
    Nothing,
    /// The part of the program that shows workbooks is on its way.
    Loading,
    /// The workbook of this identity.
    Workbook(String),
    /// What was asked for can't be shown.
    Trouble(Trouble),
}

/// Why a workbook can't be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The part of the program that shows workbooks could not be loaded.
    PartMissing,
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

impl Trouble {
    /// What is wrong with a template or its inputs, as a sentence.
    #[must_use]
    pub fn sentence(self) -> Localized {
        match self {
            Self::UnknownTemplate(template) => {
                sentence(|m| m.shell.unknown_template_detail, &[("template", &template)])
            }
            Self::BadInputs(reason) | Self::Unreadable { reason, .. } => reason,
            Self::UnknownWorkbook => sentence(|m| m.shell.unknown_workbook, &[]),
            Self::PartMissing => sentence(|m| m.shell.part_missing, &[]),
            Self::Refused(text) => text.into(),
        }
    }
}

impl Session {
    /// Follows the address, the other tabs, and the page being hidden, for as long as the page lives.
    pub fn attend(self) {
        let route = Route::parse(&address::fragment());
        self.framed.set_value(matches!(route, Route::Embed { .. }));
        self.open_deep_store();
        self.navigate(route);
        address::on_change(move |fragment| {
            let route = Route::parse(&fragment);
            if self.route.with_untracked(|here| *here == route) && self.is_of_open(&route) {
                return;
            }
            if matches!(route, Route::Embed { .. }) == self.is_framed() {
                self.navigate(route);
            } else {
                // The store was chosen for the one and must not serve the other.
                page::reload();
            }
        });
        self.attend_saving();
        self.attend_days();
    }

    /// Whether a link to a copy is being made.
    #[must_use]
    pub const fn shares(self) -> RwSignal<bool> {
        self.shares
    }

    /// Whether a route leads within the open workbook.
    fn is_of_open(self, route: &Route) -> bool {
        matches!(route, Route::Workbook { id, .. } if self.open_id().as_ref() == Some(id))
    }

    /// Goes within the open workbook at once: the browser tells of a new address only after keys that were typed meanwhile, which
    /// are for the new page.
    pub(super) fn follow(self, route: Option<Route>) {
        if let Some(route) = route.filter(|route| self.is_of_open(route)) {
            untrack(|| self.navigate(route));
        }
    }

    /// Shows cells that were changed back, where sheets are shown and theirs is not hidden.
    pub(super) fn visit(self, place: Option<Area>) {
        let is_in_sight = |area: &Area| {
            let shown = |workbook: &Workbook| workbook.sheet(area.sheet).is_some_and(|sheet| !sheet.hidden);
            self.with(shown).unwrap_or(false)
        };
        let is_sheet = self.route.with_untracked(|route| matches!(route, Route::Workbook { view: View::Workbook, .. }));
        if let Some(area) = place.filter(is_in_sight).filter(|_| is_sheet) {
            self.versions.visited.set(Some(area));
        }
    }

    /// Goes where the address says.
    pub(super) fn navigate(self, route: Route) {
        // A link that is being made is one of the workbook that is left.
        self.shares.set(false);
        // So are versions, unless the same workbook is only shown otherwise.
        if !matches!(&route, Route::Workbook { id, .. } if self.open_id().as_ref() == Some(id)) {
            self.versions.asked.set(None);
        }
        self.drop_merge_elsewhere(&route);
        page::release_focus();
        self.save_now();
        match (&route, self.documents.get_value()) {
            (Route::Workbook { .. } | Route::New { .. } | Route::Embed { .. }, None) => self.load_part(),
            // What the two slots of a workbook hold is compared before it is opened.
            (Route::Workbook { id, .. }, _) if self.waits_for_deep_store() && !self.holds(id) => {
                self.leave();
                self.opened.set(Opened::Loading);
            }
            (Route::Workbook { id, .. }, Some(documents)) => self.go_to_workbook(id, documents),
            (Route::New { template, inputs }, Some(documents)) => match self.make(documents, template, inputs) {
                Ok(made) => {
                    // Gone to at once: the browser would tell of the address only when the workbook is shown already and has the
                    // keyboard, which going to another page takes away.
                    address::rename(&made.to_string());
                    return self.navigate(made);
                }
                Err(trouble) => {
                    self.leave();
                    self.opened.set(Opened::Trouble(trouble));
                }
            },
            (Route::Embed { template, query }, Some(documents)) => self.show_framed(documents, template, query),
            (Route::Home | Route::Log | Route::Share { .. } | Route::Unknown(_), _) => {
                self.refresh_recent();
            }
        }
        super::set_if_changed(self.route, route);
    }

    fn go_to_workbook(self, id: &str, documents: Documents) {
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
        self.show_stored(id, documents);
    }

    /// Shows a workbook as it is stored, at once or when it has come from the larger storage.
    pub(super) fn show_stored(self, id: &str, documents: Documents) {
        let found = self.store.with_value(|store| store.load(id));
        if self.is_deeper(id, &found) {
            self.opened.set(Opened::Loading);
            self.fetch(id.to_owned(), documents);
        } else {
            self.show_found(id, found, documents);
        }
    }

    /// Shows what was found of a workbook.
    pub(super) fn show_found(self, id: &str, found: Result<Option<Entry>, StoreError>, documents: Documents) {
        match self.read_found(id, found, documents) {
            Ok(open) => self.show(open),
            Err(trouble) => {
                self.opened.set(Opened::Trouble(trouble));
                self.refresh();
            }
        }
    }

    /// Whether this tab holds a workbook.
    pub(super) fn holds(self, id: &str) -> bool {
        self.open_id().as_deref() == Some(id)
            || self.parked.with_value(|parked| parked.iter().any(|open| open.autosave.id() == id))
    }

    /// Closes the open workbook. One that the store refused to keep stays in memory.
    pub(super) fn leave(self) {
        page::release_focus();
        self.save_now();
        let Some(open) = self.open.try_update_value(Option::take).flatten() else { return };
        if open.autosave.is_unsaved() {
            let title = open.document.title().get(self.preferences.get_untracked().language).to_owned();
            let is_on_its_way = open.autosave.is_on_its_way();
            self.parked.update_value(|parked| parked.push(open));
            if !is_on_its_way {
                self.say(Weight::Attention, parked_words(&title), None);
            }
        }
        self.opened.set(Opened::Nothing);
        self.refresh();
    }

    /// Reads what was found of a stored workbook.
    fn read_found(
        self,
        id: &str,
        found: Result<Option<Entry>, StoreError>,
        documents: Documents,
    ) -> Result<Open, Trouble> {
        let store = self.store.get_value();
        let entry = match found {
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
        match (documents.read)(&entry.file) {
            Ok((document, mended)) => {
                self.say_all(&mended);
                let autosave = Autosave::for_stored(id, self.tab.get_value(), &entry, &*store);
                Ok(Open { document, autosave })
            }
            Err(Unreadable { reason, is_newer }) => {
                // A file of a newer version is whole: one copy of it is enough.
                if !is_newer {
                    let _ = store.set_aside(id, &entry.file);
                }
                Err(Trouble::Unreadable { id: id.to_owned(), reason, damaged: !is_newer })
            }
        }
    }

    /// Makes a workbook from a template and gives its address. Before the part that makes workbooks is loaded, it gives
    /// the address that asks for it.
    pub(super) fn create(self, template: String, inputs: Vec<(String, String)>) -> Result<Route, Localized> {
        match self.documents.get_value() {
            Some(documents) => self.make(documents, &template, &inputs).map_err(|trouble| trouble.sentence()),
            None => Ok(Route::New { template, inputs }),
        }
    }

    fn make(self, documents: Documents, template: &str, inputs: &[(String, String)]) -> Result<Route, Trouble> {
        let id = random::identity();
        let language = self.preferences.get_untracked().language;
        Ok(self.adopt(&id, (documents.from_template)(&id, template, inputs, language)?))
    }

    /// Makes a workbook from the text of a file and gives its address. It never takes the place of a stored one. Before the
    /// part that reads workbooks is loaded, it gives nothing and goes there itself later.
    pub(super) fn import(self, name: String, text: String) -> Result<Option<Route>, Localized> {
        if let Some(documents) = self.documents.get_value() {
            return self.open_file(documents, &name, &text).map(Some);
        }
        self.with_documents(move |session, documents| match session.open_file(documents, &name, &text) {
            Ok(made) => {
                // Going to an address cannot fail.
                let _ = Effect::Go(made).run();
            }
            Err(reason) => session.say(Weight::Attention, reason, None),
        });
        Ok(None)
    }

    /// Makes a workbook from separated values and goes there, at once or when the part that makes workbooks is loaded.
    pub(super) fn take_in(self, name: String, text: String, separator: char) {
        self.with_documents(move |session, documents| {
            let id = random::identity();
            match (documents.from_table)(&id, &name, &text, separator) {
                Ok(document) => {
                    // Going to an address cannot fail.
                    let _ = Effect::Go(session.adopt(&id, document)).run();
                }
                Err(reason) => session.say(Weight::Attention, reason, None),
            }
        });
    }

    /// Makes a workbook of the decision records of a Markdown file, and says what entered otherwise than it says.
    pub(super) fn take_in_decisions(self, name: String, text: String) {
        self.with_documents(move |session, documents| {
            let id = random::identity();
            match (documents.from_decisions)(&id, &name, &text) {
                Ok((document, warnings)) => {
                    // Going to an address cannot fail.
                    let _ = Effect::Go(session.adopt(&id, document)).run();
                    session.say_all(&warnings);
                }
                Err(reason) => session.say(Weight::Attention, unreadable(&name, &reason), None),
            }
        });
    }

    /// Says what came in otherwise than a file says.
    pub fn say_all(self, warnings: &[Localized]) {
        /// As many sentences as a person reads in a notice.
        const TOLD: usize = 4;
        if !warnings.is_empty() {
            let told = |language: Language| {
                let told = warnings.iter().take(TOLD).map(|warning| warning.get(language));
                told.collect::<Vec<_>>().join(" ")
            };
            self.say(Weight::Attention, Localized::of(told), None);
        }
    }

    pub(super) fn open_file(self, documents: Documents, name: &str, text: &str) -> Result<Route, Localized> {
        let (document, mended) =
            (documents.read)(text).map_err(|Unreadable { reason, .. }| unreadable(name, &reason))?;
        let route = self.adopt_new(document);
        self.say_all(&mended);
        Ok(route)
    }

    /// The same for a workbook from outside, which gets an identity of its own.
    pub(super) fn adopt_new(self, document: Box<dyn Document>) -> Route {
        let id = random::identity();
        let twin = self.twin_of(&*document);
        let route = self.adopt(&id, document.with_id(&id));
        if let Some(twin) = twin {
            self.offer_merge(twin, id);
        }
        route
    }

    /// Opens a workbook that is not stored yet, stores it, and gives its address.
    pub(super) fn adopt(self, id: &str, document: Box<dyn Document>) -> Route {
        self.leave();
        let view = document.first_view();
        self.show(Open { document, autosave: Autosave::for_new(id, self.tab.get_value()) });
        self.save_now();
        Route::Workbook { id: id.to_owned(), page: self.first_page(), view }
    }
}

/// Why a file can't be opened, with its name.
#[must_use]
pub fn unreadable(file: &str, reason: &Localized) -> Localized {
    let told = |language: Language| {
        let sentence = Messages::of(language).shell.unreadable_file;
        fill(sentence, &[("file", file), ("reason", reason.get(language))])
    };
    Localized::of(told)
}
