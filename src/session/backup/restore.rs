//! Bringing back what a backup holds, as a person chose. Nothing that stands here is replaced without such a choice, and what is
//! replaced can be put back.

use std::collections::BTreeSet;

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::file::backup::{Content, Kept, Told, entry};
use tandem_core::text::Localized;

use super::survey::bytes_of;
use super::{Line, Replaced, Session, Standing, Survey, listed};
use crate::browser::files::Chosen;
use crate::browser::task::next_frame;
use crate::browser::{clock, random};
use crate::i18n::{Language, sentence};
use crate::session::document::{Document, Documents};
use crate::session::open_workbook::documents;
use crate::session::{LoadFailure, Offer, Weight};
use crate::storage::autosave::{About, Made};
use crate::storage::{Entry, Stamp, StoreError, Write};

/// What is to become of an entry of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is added under its own identity; where that is taken by then, as a copy.
    Add,
    /// It is added beside what is here, as a workbook of its own.
    Copy,
    /// It takes the place of the one here.
    Replace,
    /// The one here stays as it is, and gets the versions that it does not have.
    Versions,
    /// Nothing.
    Leave,
    /// Its bytes are kept aside.
    KeepAside,
}

impl Line {
    /// What a person can choose; first what is done without a choice.
    #[must_use]
    pub fn choices(&self) -> &'static [Choice] {
        let (_, has_new) = self.versions();
        match self.standing {
            Standing::New => &[Choice::Add, Choice::Leave],
            Standing::Equal if has_new > 0 => &[Choice::Versions, Choice::Leave],
            Standing::Equal => &[Choice::Leave],
            Standing::Differs { .. } if has_new > 0 => {
                &[Choice::Copy, Choice::Replace, Choice::Versions, Choice::Leave]
            }
            Standing::Differs { .. } => &[Choice::Copy, Choice::Replace, Choice::Leave],
            Standing::Taken | Standing::Stray => &[Choice::Copy, Choice::Leave],
            Standing::Flawed { is_readable: true, .. } => &[Choice::KeepAside, Choice::Copy, Choice::Leave],
            Standing::Flawed { .. } | Standing::Aside => &[Choice::KeepAside, Choice::Leave],
        }
    }
}

/// What came of restoring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    added: usize,
    copied: usize,
    replaced: Vec<String>,
    aside: usize,
    pub(super) versions: usize,
    pub(super) failed: Vec<(String, Localized)>,
}

/// One pass over the lines of a backup.
struct Restoring<'a> {
    session: Session,
    chosen: &'a Chosen,
    documents: Documents,
    /// What came of the lines so far.
    restored: Restored,
}

impl Restoring<'_> {
    /// Brings one line of the list back, as a person chose.
    async fn line(&mut self, line: &Line, choice: Choice) -> Result<(), Localized> {
        if choice == Choice::Leave || !line.choices().contains(&choice) {
            return Ok(());
        }
        let id = if choice == Choice::Versions {
            Some(self.session.still_here(&line.told).await?)
        } else {
            self.entry(line, choice).await?
        };
        if let Some(id) = id {
            self.session.restore_versions(self.chosen, line, &id, &mut self.restored).await;
        }
        Ok(())
    }

    /// Brings an entry back, and gives the identity of the workbook that it has become.
    async fn entry(&mut self, line: &Line, choice: Choice) -> Result<Option<String>, Localized> {
        let Restoring { session, restored, .. } = self;
        let bytes = bytes_of(self.chosen, line.place).await?;
        let (told, text) = match entry(&bytes).0 {
            Content::Workbook(told, text) | Content::Version(_, told, text) if choice != Choice::KeepAside => {
                (told, text)
            }
            content => {
                session.keep_content(content, bytes).await?;
                restored.aside = restored.aside.saturating_add(1);
                return Ok(None);
            }
        };
        if told != line.told {
            return Err(sentence(|m| m.backup.changed_meanwhile, &[]));
        }
        let document = match (self.documents.read)(&text) {
            Ok((document, _)) => document,
            Err(unreadable) => {
                let content = match &line.of {
                    Some(of) => Content::Version(of.clone(), told, text),
                    None => Content::Workbook(told, text),
                };
                session.keep_content(content, bytes).await?;
                restored.aside = restored.aside.saturating_add(1);
                return Err(unreadable.reason);
            }
        };
        // A version has an identity among those of its workbook alone.
        let id = told.good_id().filter(|_| !line.is_version()).unwrap_or_default();
        let found = session.newest_of(id).await;
        match (choice, found) {
            (Choice::Add, Ok(None)) => {
                let entry = session.entry_of(document, id, Some(text), Vec::new(), told.saved_ms);
                session.keep(id, entry).await.map_err(refused)?;
                restored.added = restored.added.saturating_add(1);
                Ok(Some(id.to_owned()))
            }
            (Choice::Replace, Ok(Some(before))) => {
                // Of two versions that wait for a choice, both must come back when this is taken back; this tab's in its place.
                let other = session.other_of(id).await.transpose().map_err(refused)?.flatten();
                let builds_on = session.lineage_of(id).await.map_err(refused)?;
                let entry = session.entry_of(document, id, Some(text), builds_on, clock::now_ms());
                session.keep(id, entry.clone()).await.map_err(refused)?;
                for before in other.into_iter().chain([before]) {
                    let replaced = Replaced { id: id.to_owned(), before, by: entry.stamp.clone() };
                    session.backups.replaced.update_value(|all| all.push(replaced));
                    restored.replaced.push(id.to_owned());
                }
                session.show_restored(id, &entry);
                Ok(Some(id.to_owned()))
            }
            _ => {
                let id = random::identity();
                let document = renamed(document, &told, line.is_version());
                let entry = session.entry_of(document, &id, None, Vec::new(), told.saved_ms);
                session.keep(&id, entry).await.map_err(refused)?;
                restored.copied = restored.copied.saturating_add(1);
                Ok(Some(id))
            }
        }
    }
}

impl Session {
    /// Brings back what a backup holds, a choice for each of its lines, and says what came of it.
    pub async fn restore_from(self, chosen: &Chosen, survey: &Survey, choices: &[Choice], takes_settings: bool) {
        let Ok(documents) = documents().await.map_err(|LoadFailure| ()) else {
            self.say(Weight::Attention, sentence(|m| m.shell.part_missing, &[]), None);
            return;
        };
        self.save_now();
        let mut restoring = Restoring { session: self, chosen, documents, restored: Restored::default() };
        // The list shows last what was written first, and a backup begins with what was written last.
        for (line, choice) in survey.lines.iter().zip(choices).rev() {
            if let Err(reason) = restoring.line(line, *choice).await {
                restoring.restored.failed.push((line.title(), reason));
            }
            next_frame().await;
        }
        if let Some(settings) = survey.settings.filter(|_| takes_settings) {
            self.prefer(|preferences| *preferences = settings);
        }
        self.refresh_recent();
        self.tell_restored(restoring.restored);
    }

    /// The identity of a workbook that gets versions.
    async fn still_here(self, told: &Told) -> Result<String, Localized> {
        let id = told.good_id().unwrap_or_default();
        match self.newest_of(id).await {
            Ok(Some(_)) => Ok(id.to_owned()),
            _ => Err(sentence(|m| m.shell.unknown_workbook, &[])),
        }
    }

    /// What is stored of a restored workbook. Its text stays letter for letter where it has the identity already.
    fn entry_of(
        self,
        document: Box<dyn Document>,
        id: &str,
        text: Option<String>,
        builds_on: Vec<Write>,
        saved_ms: u64,
    ) -> Entry {
        let text = text.filter(|_| document.workbook().id() == id);
        let document = document.with_id(id);
        let Made { about: About { title, template, pressing }, file } = self.made(&*document);
        let stamp = Stamp {
            revision: builds_on.iter().map(|write| write.revision).max().unwrap_or_default().saturating_add(1),
            writer: self.tab.get_value(),
            // A clock that was wrong once must not put a workbook on top for ever.
            saved_ms: saved_ms.min(clock::now_ms()),
            title,
            template,
            builds_on,
            pressing,
        };
        Entry { stamp, file: text.unwrap_or(file) }
    }

    /// Keeps what can't be opened: its text, or the bytes of its entry where they are none.
    async fn keep_content(self, content: Content, bytes: Vec<u8>) -> Result<(), Localized> {
        /// Letters of a name that become part of a key.
        const NAME: usize = 64;
        let (name, kept) = match content {
            Content::Aside(name, kept) => (name, kept),
            Content::Workbook(Told { id, .. }, _) if str::from_utf8(&bytes).is_err() => (id, Kept::Bytes(bytes)),
            Content::Workbook(Told { id, .. }, text) => (id, Kept::Text(text)),
            Content::Version(_, Told { title, .. }, _) if str::from_utf8(&bytes).is_err() => {
                (title, Kept::Bytes(bytes))
            }
            Content::Version(_, Told { title, .. }, text) => (title, Kept::Text(text)),
            Content::Unknown(_) if str::from_utf8(&bytes).is_err() => (String::new(), Kept::Bytes(bytes)),
            Content::Unknown(text) => (String::new(), Kept::Text(text)),
        };
        let name: String = name.chars().filter(|c| !c.is_control()).take(NAME).collect();
        let name = if name.is_empty() { "backup".to_owned() } else { name };
        let bytes = match kept {
            Kept::Text(text) => match self.store.with_value(|store| store.set_aside(&name, &text)) {
                Ok(_) => return Ok(()),
                Err(error) if self.deep_store().is_none() => return Err(refused(error)),
                Err(_) => text.into_bytes(),
            },
            Kept::Bytes(bytes) => bytes,
        };
        let Some(deep) = self.deep_store() else { return Err(refused(StoreError::Blocked)) };
        deep.set_aside(&name, &bytes).await.map_err(refused)
    }

    fn tell_restored(self, Restored { added, copied, replaced, aside, versions, failed }: Restored) {
        if !replaced.is_empty() {
            let count = replaced.iter().collect::<BTreeSet<_>>().len();
            let text = sentence(|m| m.backup.replaced, &[("count", &count.to_string())]);
            self.say(Weight::Attention, text, Some(Offer::PutBackReplaced(replaced)));
        }
        let (added, copied, aside) = (added.to_string(), copied.to_string(), aside.to_string());
        let count = versions.to_string();
        let places = [("added", &*added), ("copied", &*copied), ("aside", &*aside), ("versions", &*count)];
        let told = match versions {
            0 => sentence(|m| m.backup.restored, &places),
            _ => sentence(|m| m.backup.restored_with, &places),
        };
        self.say(Weight::Done, told, None);
        if !failed.is_empty() {
            let told = listed(|m| m.backup.not_restored, &failed);
            self.say(Weight::Attention, told, None);
        }
    }
}

/// A copy tells by its title which one it is.
fn renamed(mut document: Box<dyn Document>, told: &Told, is_version: bool) -> Box<dyn Document> {
    let title = document.title();
    let named = |language: Language| {
        let (title, at) = (title.get(language), clock::date_time_text(told.saved_ms, language));
        let words = if is_version {
            sentence(|m| m.backup.version_title, &[("title", title), ("name", &told.title)])
        } else {
            sentence(|m| m.backup.copy_title, &[("title", title), ("time", &at)])
        };
        words.get(language).to_owned()
    };
    // A title that is too long for it stays as it was.
    let _ = document.edit(Edit::SetTitle(Localized::of(named)), None);
    document
}

pub(super) fn refused(error: StoreError) -> Localized {
    match error {
        StoreError::Elsewhere(_) => sentence(|m| m.backup.taken_meanwhile, &[]),
        StoreError::Full | StoreError::TooLarge => sentence(|m| m.backup.no_room, &[]),
        error => error.text().into(),
    }
}
