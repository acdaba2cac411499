//! Making a backup: every workbook of both storages, one after the other, what could not be read, and the named versions. These come
//! last, so that what finds no room is rather a version than a workbook.

use leptos::prelude::*;
use serde::de::IgnoredAny;
use tandem_core::file::backup::{BackupError, Kept, Texts, Told, Writer};
use tandem_core::text::Localized;

use super::{Session, listed};
use crate::browser::clock;
use crate::browser::files::Bundle;
use crate::browser::task::next_frame;
use crate::i18n::sentence;
use crate::session::{Recent, Weight, file_name_with};
use crate::storage::deep::DeepStore;
use crate::storage::versions::{Head, Version};
use crate::storage::{Entry, StoreError};

/// How a backup is called, behind its name.
const ENDING: &str = "tandem-backup.json";

/// A backup while it is made.
struct Making {
    writer: Writer,
    bundle: Bundle,
    workbooks: usize,
    versions: usize,
    aside: Vec<(String, Kept)>,
    /// What is not in it, by title, and why.
    left_out: Vec<(String, Localized)>,
}

impl Making {
    fn add(&mut self, id: &str, title: &str, found: Result<Option<Entry>, StoreError>) -> Result<(), Localized> {
        let entry = match found {
            Ok(Some(entry)) => entry,
            // It was deleted meanwhile.
            Ok(None) => return Ok(()),
            Err(StoreError::Unreadable(text)) => return self.add_aside(id, Kept::Text(text)),
            Err(_) => {
                self.left_out.push((named(title, id), sentence(|m| m.backup.not_read, &[])));
                return Ok(());
            }
        };
        let Entry { stamp, file } = entry;
        if serde_json::from_str::<IgnoredAny>(&file).is_err() {
            return self.add_aside(id, Kept::Text(file));
        }
        let told = Told { id: id.to_owned(), title: stamp.title, saved_ms: stamp.saved_ms };
        let texts = self.writer.workbook(&told, &file);
        self.workbooks = self.workbooks.saturating_add(usize::from(texts.is_ok()));
        self.put(named(title, id), texts)
    }

    /// Adds a version of the workbook of an identity; what can't be read goes in under its name.
    fn add_version(&mut self, of: &str, Version { id, head }: Version, file: Vec<u8>) -> Result<(), Localized> {
        let Head { name, kept_ms } = head;
        let file = match String::from_utf8(file) {
            Ok(file) => file,
            Err(error) => return self.add_aside(&name, Kept::Bytes(error.into_bytes())),
        };
        if serde_json::from_str::<IgnoredAny>(&file).is_err() {
            return self.add_aside(&name, Kept::Text(file));
        }
        let told = Told { id, title: name.clone(), saved_ms: kept_ms };
        let texts = self.writer.version(of, &told, &file);
        self.versions = self.versions.saturating_add(usize::from(texts.is_ok()));
        self.put(name, texts)
    }

    /// Puts the texts of an entry into the file, or notes why there are none.
    fn put(&mut self, name: String, texts: Result<Texts<'_>, BackupError>) -> Result<(), Localized> {
        match texts {
            Ok((first, file, last)) => self.bundle.add(&[&first, &file, last]).map_err(Localized::same),
            Err(error) => {
                self.left_out.push((name, reason(error)));
                Ok(())
            }
        }
    }

    /// Adds all versions that the larger storage holds. What it does not hand out is noted by name.
    async fn add_versions(&mut self, deep: &DeepStore) -> Result<(), Localized> {
        let Ok(workbooks) = deep.workbooks_with_versions().await else {
            self.left_out.push((String::new(), sentence(|m| m.backup.versions_not_read, &[])));
            return Ok(());
        };
        for workbook in workbooks {
            let Ok(versions) = deep.versions(&workbook).await else {
                self.left_out.push((String::new(), sentence(|m| m.backup.versions_not_read, &[])));
                continue;
            };
            for version in versions {
                match deep.version_bytes(&workbook, &version.id).await {
                    Ok(Some(file)) => self.add_version(&workbook, version, file)?,
                    _ => self.left_out.push((version.head.name, sentence(|m| m.backup.not_read, &[]))),
                }
                next_frame().await;
            }
        }
        Ok(())
    }

    fn add_aside(&mut self, name: &str, kept: Kept) -> Result<(), Localized> {
        // What can't be read was often put aside before: once is enough.
        if self.aside.iter().any(|(known, same)| known == name && *same == kept) {
            return Ok(());
        }
        match self.writer.aside(name, &kept) {
            Ok(text) => self.bundle.add(&[&text]).map_err(Localized::same)?,
            Err(error) => self.left_out.push((name.to_owned(), reason(error))),
        }
        self.aside.push((name.to_owned(), kept));
        Ok(())
    }
}

fn reason(error: BackupError) -> Localized {
    Localized::of(|language| error.text(language))
}

fn named(title: &str, id: &str) -> String {
    if title.is_empty() { id.to_owned() } else { title.to_owned() }
}

impl Session {
    /// Makes a backup of everything that is stored and hands it to the browser as a file; says what came of it.
    pub async fn make_backup(self) {
        match self.made_backup().await {
            Ok(making) if making.left_out.is_empty() => {
                let (count, versions) = (making.workbooks.to_string(), making.versions.to_string());
                let told = match making.versions {
                    0 => sentence(|m| m.backup.made, &[("count", &count)]),
                    _ => sentence(|m| m.backup.made_with, &[("count", &count), ("versions", &versions)]),
                };
                self.say(Weight::Done, told, None);
            }
            Ok(making) => {
                let told = listed(|m| m.backup.made_without, &making.left_out);
                self.say(Weight::Attention, told, None);
            }
            Err(reason) => self.say(Weight::Attention, reason, None),
        }
    }

    /// What a backup takes of a workbook: the newest; where this tab and another wrote it, neither knowing of the other, both.
    async fn all_of(self, id: &str) -> Vec<Result<Option<Entry>, StoreError>> {
        let newest = self.newest_of(id).await;
        std::iter::once(newest).chain(self.other_of(id).await).collect()
    }

    /// The bytes in which nothing could be read, where the text that was found is not all of them.
    async fn bytes_behind(self, id: &str, found: &Result<Option<Entry>, StoreError>) -> Option<Vec<u8>> {
        let (Err(StoreError::Unreadable(text)), Some(deep)) = (found, self.deep_store()) else { return None };
        let bytes = deep.file_bytes(id).await.ok()??;
        (str::from_utf8(&bytes).is_err() && String::from_utf8_lossy(&bytes) == *text).then_some(bytes)
    }

    async fn made_backup(self) -> Result<Making, Localized> {
        // Before both storages were compared, the list is not complete.
        self.until_slots_are_compared().await;
        self.save_now();
        self.refresh_recent();
        let recent = self.recent.get_untracked();
        let settings = self.store.with_value(|store| store.settings());
        let (writer, opening) = Writer::begin(&clock::iso_text(clock::now_ms()), settings.as_deref());
        let bundle = Bundle::default();
        let mut making = Making { writer, bundle, workbooks: 0, versions: 0, aside: Vec::new(), left_out: Vec::new() };
        making.bundle.add(&[&opening]).map_err(Localized::same)?;
        for Recent { id, title, .. } in &recent {
            for found in self.all_of(id).await {
                match self.bytes_behind(id, &found).await {
                    Some(bytes) => making.add_aside(id, Kept::Bytes(bytes))?,
                    None => making.add(id, title, found)?,
                }
            }
            next_frame().await;
        }
        for (name, text) in self.store.with_value(|store| store.kept_aside()) {
            making.add_aside(&name, Kept::Text(text))?;
        }
        if let Some(deep) = self.deep_store() {
            let aside = deep.kept_aside().await;
            if aside.is_err() {
                making.left_out.push((String::new(), sentence(|m| m.backup.aside_not_read, &[])));
            }
            for (name, bytes) in aside.unwrap_or_default() {
                let kept = String::from_utf8(bytes).map_or_else(|error| Kept::Bytes(error.into_bytes()), Kept::Text);
                making.add_aside(&name, kept)?;
            }
            making.add_versions(&deep).await?;
        }
        if making.workbooks == 0 && making.versions == 0 && making.aside.is_empty() {
            return Err(sentence(|m| m.backup.nothing, &[]));
        }
        let writer = std::mem::replace(&mut making.writer, Writer::begin("", None).0);
        making.bundle.add(&[&writer.end()]).map_err(Localized::same)?;
        let name = file_name_with(&format!("Tandem {}", clock::today_text()), ENDING);
        making.bundle.save(&name, crate::session::effect::MEDIA_TYPE).map_err(Localized::same)?;
        Ok(making)
    }
}
