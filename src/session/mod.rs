//! The session: what is open, and the one writer of it.
//!
//! Every wish of a person comes in as a [`Command`] through [`Session::dispatch`]; the workbook changes nowhere else. Views
//! read through [`Session::with`] and say what they look at: a cell with [`Session::cell`], everything with
//! [`Session::read`]. This folder must not know how anything is drawn, and reaches storage only through its trait.
//!
//! Start reading at `command.rs`, then `Session` below; `saving.rs` and `opening.rs` hold the two longer stories.

mod backup;
mod catalog;
mod command;
mod copies;
mod deep;
mod document;
mod effect;
mod file_parts;
mod framed;
mod large;
mod last_good;
mod merging;
mod notice;
mod office;
mod open_workbook;
mod opening;
mod part;
mod party_file;
mod preferences;
mod room;
mod saving;
mod shelf;
mod space;
mod table_file;
mod versions;
mod watch;

use std::rc::Rc;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::edit::Change;
use tandem_core::text::Localized;
use tandem_core::workbook::Workbook;

pub use backup::{BackupWish, Choice, Line as BackupLine, Restored, Standing, Survey};
pub use catalog::{
    ACTIONS, Action, COPY_LINK, Chord, DataCommand, GRID_KEYS, Group, Ink, Look, PRESENT_KEYS, SAVE_AS_EXCEL, Scope,
    SheetAction, SheetCommand, VERSIONS, action_for, sheet_actions,
};
pub use command::{Command, Settlement};
pub use document::{Document, Documents, FileParts, Unreadable};
pub use effect::{Effect, file_name, file_name_with};
pub use framed::Framed;
pub use merging::{Copies, MergeWish};
pub use notice::{Notice, Offer, Weight};
pub use office::{FileLoss, FileReport, is_xlsx};
pub use opening::{Opened, Trouble, unreadable};
pub use part::LoadFailure;
pub use party_file::PartyFile;
pub use preferences::{Preferences, Theme};
pub use room::{Moved, Room};
pub use saving::open_store;
pub use shelf::{Kept, Looked, Recent};
pub use space::{Space, Use};
pub use table_file::TableFile;
pub use versions::{Gone, Version, Versions};

use crate::browser::{clock, random};
use crate::i18n::{Language, Messages};
use crate::route::{Route, View};
pub use crate::storage::{Pressing, Stamp, StoreError, autosave::SaveState};
use crate::storage::{Store, autosave::Autosave};
pub use watch::Changed;
use watch::Watchers;

/// A workbook in memory with its way into the store.
#[derive(Debug)]
struct Open {
    document: Box<dyn Document>,
    autosave: Autosave,
}

/// What is open, and everything the interface shows beside it. A handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Session {
    store: StoredValue<Rc<dyn Store>, LocalStorage>,
    /// The second slot of every workbook, in the browser's database.
    deep: StoredValue<deep::Deep, LocalStorage>,
    copies: copies::Copies,
    /// What is wanted of backups, and what restoring replaced.
    backups: backup::Backups,
    /// The part of the program that knows workbooks, once it is loaded.
    documents: StoredValue<Option<Documents>>,
    open: StoredValue<Option<Open>, LocalStorage>,
    /// Workbooks that the store refused to keep, so that going to another one does not lose them.
    parked: StoredValue<Vec<Open>, LocalStorage>,
    watchers: StoredValue<Watchers, LocalStorage>,
    save_timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    deleted: StoredValue<Vec<(String, shelf::Deleted)>, LocalStorage>,
    tab: StoredValue<String>,
    /// Whether anything was changed in this tab.
    touched: StoredValue<bool>,
    /// Whether this page is a calculator in a page of somebody else, for which nothing is ever stored.
    framed: StoredValue<bool>,
    opened: RwSignal<Opened>,
    route: RwSignal<Route>,
    revision: RwSignal<u64>,
    structure: RwSignal<u64>,
    title: RwSignal<Localized>,
    steps: RwSignal<Steps>,
    save_state: RwSignal<Option<SaveState>>,
    recent: RwSignal<Vec<Recent>>,
    day: RwSignal<String>,
    preferences: RwSignal<Preferences>,
    notices: RwSignal<Vec<Notice>>,
    shows_keys: RwSignal<bool>,
    shares: RwSignal<bool>,
    table_file: RwSignal<Option<TableFile>>,
    report: RwSignal<Option<FileReport>>,
    versions: Versions,
    merge_wish: RwSignal<Option<MergeWish>>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Session").finish_non_exhaustive()
    }
}

/// Whether "undo" and "redo" have something to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// Whether there is a step to take back.
    pub undo: bool,
    /// Whether there is a step to do again.
    pub redo: bool,
}

/// The session, as views find it in their context.
///
/// # Panics
/// Outside of the app, which provides it before any view is made.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    /// A session over a store. The page takes the language and the theme that the store holds.
    #[must_use]
    pub fn new(store: Rc<dyn Store>) -> Self {
        let preferences = Preferences::read(&*store);
        preferences.apply();
        Self {
            recent: RwSignal::new(Vec::new()),
            day: RwSignal::new(clock::today_text()),
            touched: StoredValue::new(false),
            framed: StoredValue::new(false),
            store: StoredValue::new_local(store),
            deep: StoredValue::new_local(deep::Deep::default()),
            copies: copies::Copies::new(),
            backups: backup::Backups::new(),
            documents: StoredValue::new(part::at_start()),
            open: StoredValue::new_local(None),
            parked: StoredValue::new_local(Vec::new()),
            watchers: StoredValue::new_local(Watchers::default()),
            save_timer: StoredValue::new_local(None),
            deleted: StoredValue::new_local(Vec::new()),
            tab: StoredValue::new(random::identity()),
            opened: RwSignal::new(Opened::Nothing),
            route: RwSignal::new(Route::Home),
            revision: RwSignal::new(0),
            structure: RwSignal::new(0),
            title: RwSignal::new(Localized::default()),
            steps: RwSignal::new(Steps::default()),
            save_state: RwSignal::new(None),
            preferences: RwSignal::new(preferences),
            notices: RwSignal::new(Vec::new()),
            shows_keys: RwSignal::new(false),
            shares: RwSignal::new(false),
            table_file: RwSignal::new(None),
            report: RwSignal::new(None),
            versions: Versions::new(),
            merge_wish: RwSignal::new(None),
        }
    }

    // --- Reading ---------------------------------------------------------------------------------------------------

    /// Reads the open workbook without looking at it again later; nothing where none is open.
    pub fn with<R>(self, read: impl FnOnce(&Workbook) -> R) -> Option<R> {
        self.open.with_value(|open| open.as_ref().map(|open| read(open.document.workbook())))
    }

    /// Reads the open workbook, and again after every change of it.
    pub fn read<R>(self, read: impl FnOnce(&Workbook) -> R) -> Option<R> {
        self.revision.track();
        self.with(read)
    }

    /// A trigger that fires when the value, the content or the style of a cell may have changed: call `track()` on it in
    /// what draws the cell. It lives as long as the component or effect that asks for it.
    #[must_use]
    pub fn cell(self, at: CellAddress) -> Trigger {
        let trigger = Trigger::new();
        let number = self.watchers.try_update_value(|watchers| watchers.add(at, trigger)).unwrap_or_default();
        on_cleanup(move || {
            self.watchers.try_update_value(|watchers| watchers.remove(at, number));
        });
        trigger
    }

    /// Counts the changes of the open workbook; another workbook changes it too.
    #[must_use]
    pub fn revision(self) -> Signal<u64> {
        self.revision.into()
    }

    /// Counts the changes of anything but values and looks of cells: pages, names, controls, scenarios, rows, columns.
    #[must_use]
    pub fn structure(self) -> Signal<u64> {
        self.structure.into()
    }

    /// What is open, or why not.
    #[must_use]
    pub fn opened(self) -> Signal<Opened> {
        self.opened.into()
    }

    /// Where the app is.
    #[must_use]
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// The title of the open workbook.
    #[must_use]
    pub fn title(self) -> Signal<String> {
        Signal::derive(move || self.title.with(|title| title.get(self.preferences.get().language).to_owned()))
    }

    /// Whether "undo" and "redo" have something to do.
    #[must_use]
    pub fn steps(self) -> Signal<Steps> {
        self.steps.into()
    }

    /// The workbooks that Home lists, newest first.
    #[must_use]
    pub fn recent(self) -> Signal<Vec<Recent>> {
        self.recent.into()
    }

    /// Whether what is stored outlives the tab.
    #[must_use]
    pub fn outlives_tab(self) -> bool {
        self.store.with_value(|store| store.outlives_tab())
    }

    /// The language of the interface.
    #[must_use]
    pub fn language(self) -> Signal<Language> {
        Signal::derive(move || self.preferences.get().language)
    }

    /// The theme that was chosen.
    #[must_use]
    pub fn theme(self) -> Signal<Theme> {
        Signal::derive(move || self.preferences.get().theme)
    }

    /// The notices that are shown.
    #[must_use]
    pub fn notices(self) -> Signal<Vec<Notice>> {
        self.notices.into()
    }

    /// Whether the list of keys is shown.
    #[must_use]
    pub const fn shows_keys(self) -> RwSignal<bool> {
        self.shows_keys
    }

    /// The file of separated values that waits until it is decided where it goes.
    #[must_use]
    pub const fn table_file(self) -> RwSignal<Option<TableFile>> {
        self.table_file
    }

    /// The sentences of the interface in its present language; what reads them follows the language.
    #[must_use]
    pub fn texts(self) -> &'static Messages {
        Messages::of(self.preferences.get().language)
    }

    // --- Changing --------------------------------------------------------------------------------------------------

    /// Does what was asked. What is refused is said in a notice.
    pub fn dispatch(self, command: Command) {
        if let Err(reason) = self.try_dispatch(command) {
            self.say(Weight::Attention, reason, None);
        }
    }

    /// Does what was asked, or gives the reason why not, for a view that shows it in its own place.
    ///
    /// # Errors
    /// A sentence for the person; the workbook is then unchanged.
    pub fn try_dispatch(self, command: Command) -> Result<(), Localized> {
        for effect in self.perform(command)? {
            let route = effect.route().cloned();
            effect.run().map_err(Localized::same)?;
            self.follow(route);
        }
        Ok(())
    }

    fn perform(self, command: Command) -> Result<Vec<Effect>, Localized> {
        let mut effects = Vec::new();
        match command {
            Command::Edit(edit) => self.change(|document| document.edit(edit, None).map(Some))?,
            Command::EditMerged(edit, name) => self.change(|document| document.edit(edit, Some(&name)).map(Some))?,
            Command::Seal => self.seal(),
            Command::Rename(title) => {
                let edit = tandem_core::edit::Edit::SetTitle(Localized::same(title));
                self.change(|document| document.edit(edit, None).map(Some))?;
            }
            Command::Undo => self.change(|document| document.undo())?,
            Command::Redo => self.change(|document| document.redo())?,
            Command::Accept => self.accept(),
            Command::Go(route) => effects.push(Effect::Go(route)),
            Command::Show(view) => effects.extend(self.in_view(view).map(Effect::Go)),
            Command::Create { template, inputs } => effects.push(Effect::Go(self.create(template, inputs)?)),
            Command::ImportFile(file) => self.import_file(file),
            Command::Import { name, text } => effects.extend(self.import(name, text)?.map(Effect::Go)),
            Command::TakeIn { name, text, separator } => self.take_in(name, text, separator),
            Command::TakeInDecisions { name, text } => self.take_in_decisions(name, text),
            Command::SaveText { name, media_type, text } => effects.push(Effect::Save { name, media_type, text }),
            Command::ImportXlsx { name, bytes } => self.import_xlsx(name, bytes),
            Command::Prepare => self.prepare(),
            Command::Retry => self.navigate(self.route.get_untracked()),
            Command::Download => effects.extend(self.copy_to_give()?),
            Command::DownloadWhole => effects.extend(self.copy_of_open()),
            Command::DownloadXlsx { agreed } => self.download_xlsx(agreed),
            Command::DownloadStored(id) => effects.extend(self.copy_of_stored(&id)?),
            Command::Delete(id) => effects.extend(self.delete(&id)?),
            Command::Restore(id) => self.restore(&id),
            Command::PutVersionsBack(id) => self.put_versions_back(&id),
            Command::Backup(wish) => self.backups.wish(wish),
            Command::AskForBackup => self.ask_for_backup(),
            Command::PutBackReplaced(ids) => self.put_back_replaced(ids),
            Command::Settle(settlement) => effects.extend(self.settle(settlement)),
            Command::SaveNow => self.save_now(),
            Command::TakeNewVersion => effects.push(self.take_new_version()),
            Command::SetLanguage(language) => self.prefer(|preferences| preferences.language = language),
            Command::SetTheme(theme) => self.prefer(|preferences| preferences.theme = theme),
            Command::ShowKeys => self.shows_keys.set(true),
            Command::ShareLink => self.shares.set(true),
            Command::ShowMerge(wish) => effects.extend(self.show_merge(wish)),
            Command::ShowVersions { keep } => self.versions.asked.set(Some(keep)),
            Command::Dismiss(id) => self.notices.update(|notices| notices.retain(|notice| notice.id != id)),
        }
        Ok(effects)
    }

    /// Changes the open workbook, then tells the views that look at what changed, then has it saved.
    fn change(
        self,
        change: impl FnOnce(&mut dyn Document) -> Result<Option<Change>, Localized>,
    ) -> Result<(), Localized> {
        let done = self.open.try_update_value(|open| open.as_mut().map(|open| change(&mut *open.document)));
        let Some(change) = done.flatten().transpose()?.flatten() else { return Ok(()) };
        self.touched.set_value(true);
        self.tell(&change.changed, change.metadata_changed);
        self.visit(change.place);
        self.save_soon();
        Ok(())
    }

    fn seal(self) {
        self.open.update_value(|open| {
            if let Some(open) = open {
                open.document.seal();
            }
        });
    }

    /// Brings title, steps and the state of saving up to date.
    fn refresh(self) {
        let shown = self.open.with_value(|open| {
            open.as_ref().map(|open| {
                let steps = Steps { undo: open.document.can_undo(), redo: open.document.can_redo() };
                (open.document.title(), steps, open.autosave.state().clone())
            })
        });
        let (title, steps, state) = match shown {
            Some((title, steps, state)) => (title, steps, Some(state)),
            None => (Localized::default(), Steps::default(), None),
        };
        set_if_changed(self.title, title);
        set_if_changed(self.steps, steps);
        set_if_changed(self.save_state, state);
    }

    fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.preferences.update(change);
        let preferences = self.preferences.get_untracked();
        preferences.apply();
        self.store.with_value(|store| preferences.keep(&**store));
    }

    /// The present page of the open workbook in another view.
    fn in_view(self, wanted: View) -> Option<Route> {
        match self.route.get_untracked() {
            Route::Workbook { id, page, .. } => {
                let page = page.or_else(|| self.first_page());
                Some(Route::Workbook { id, page, view: wanted })
            }
            _ => None,
        }
    }

    /// The first page of the open workbook.
    #[must_use]
    pub fn first_page(self) -> Option<String> {
        self.open.with_value(|open| open.as_ref().and_then(|open| open.document.first_page()))
    }
}

/// Sets a signal only to something new, so that views of it do not run for nothing.
fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
