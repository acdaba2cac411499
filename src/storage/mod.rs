//! Where workbooks are kept between visits: behind one trait, in this browser's storage or, where that is blocked, in
//! the memory of the tab; and a second time in the browser's database, which answers later (`deep.rs`).
//!
//! This folder must not know views, signals or how a workbook is read: it keeps texts, and with each the line that the list
//! shows of it. Start reading at the trait below, then `autosave.rs`, which decides when to write and when to stop.

pub mod autosave;
pub mod deep;
pub mod local;
pub mod memory;
mod pace;
pub mod quarantine;
pub mod seen;
pub mod versions;

use serde::{Deserialize, Serialize};
use tandem_core::text::Localized;
use tandem_core::workbook::TriggerMeaning;

use crate::i18n::Text;

/// One stored workbook: the file as it would be downloaded, and who wrote it when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the list of recent workbooks shows of it.
    pub stamp: Stamp,
    /// The workbook as a `.tandem.json` file.
    pub file: String,
}

/// What is known of a stored workbook without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Counts the writes of this workbook, from 1. A tab that finds another count than it last saw was not alone.
    pub revision: u64,
    /// The tab that wrote it.
    pub writer: String,
    /// When, in milliseconds since 1970 (UTC).
    pub saved_ms: u64,
    /// The workbook's title.
    pub title: String,
    /// The template it was made from, if any.
    #[serde(default)]
    pub template: Option<String>,
    /// The writes that this one builds upon, the latest of each tab, latest first.
    #[serde(default)]
    pub builds_on: Vec<Write>,
    /// What of its decisions presses; nothing where it holds none, or where nobody has looked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressing: Option<Pressing>,
}

/// What of a workbook's decisions presses, as its figures told when it was written: enough for a list that does not compute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pressing {
    /// The gravest trigger that had tripped: what it means, and what it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gravest: Option<(TriggerMeaning, Localized)>,
    /// How many triggers had tripped.
    #[serde(default)]
    pub count: usize,
    /// The gravest condition of a decision in force that could not be computed; apart, because few workbooks have one and every stamp
    /// would be larger by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Box<Localized>>,
    /// How many of them there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub broken_count: usize,
    /// The day of the next review, as `2026-03-31`; whether it is over is known only on the day of reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Pressing {
    /// Whether somebody has to look at it on this day, as `2026-03-31`.
    #[must_use]
    pub fn is_pressing(&self, today: &str) -> bool {
        self.gravest.is_some() || self.broken.is_some() || self.is_overdue(today)
    }

    /// Whether the day of the next review is over.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        // Days of this form stand in the order of their texts.
        self.next_review.as_deref().is_some_and(|day| day < today)
    }
}

/// One write of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// The tab.
    pub writer: String,
    /// The count that it wrote.
    pub revision: u64,
}

impl Stamp {
    /// Whether both are of the same write. Two tabs that write at the same moment can give the same count.
    #[must_use]
    pub fn is_same_write(&self, other: &Self) -> bool {
        self.revision == other.revision && self.writer == other.writer
    }

    /// Whether it builds upon another write, so that taking it over loses nothing of that one.
    #[must_use]
    pub fn builds_upon(&self, other: &Self) -> bool {
        let known = |write: &Write| write.writer == other.writer && write.revision >= other.revision;
        other.revision == 0 || self.builds_on.iter().any(known)
    }

    /// Notes that it builds upon other writes, too, as after a choice between two of them.
    pub fn build_upon(&mut self, writes: Vec<Write>) {
        for write in writes {
            let is_same_tab = |known: &&mut Write| known.writer == write.writer;
            if write.writer == self.writer && write.revision <= self.revision {
                continue;
            }
            match self.builds_on.iter_mut().find(is_same_tab) {
                Some(known) => known.revision = known.revision.max(write.revision),
                // The latest stand first, and the last are forgotten first.
                None => self.builds_on.insert(0, write),
            }
        }
    }

    /// What a write that follows this one builds upon. Tabs that wrote long ago are forgotten, which errs on the side of
    /// asking a person.
    #[must_use]
    pub fn lineage(&self) -> Vec<Write> {
        const REMEMBERED_TABS: usize = 8;
        if self.revision == 0 {
            return Vec::new();
        }
        // Of the same tab, a later write may have been given up, which must not come back either.
        let own_given_up =
            self.builds_on.iter().filter(|write| write.writer == self.writer).map(|write| write.revision);
        let revision = own_given_up.fold(self.revision, u64::max);
        let own = Write { writer: self.writer.clone(), revision };
        let others = self.builds_on.iter().filter(|write| write.writer != self.writer).cloned();
        std::iter::once(own).chain(others).take(REMEMBERED_TABS).collect()
    }
}

/// A line of the list of stored workbooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The workbook's identity.
    pub id: String,
    /// What is known of it.
    #[serde(flatten)]
    pub stamp: Stamp,
}

/// Why a store could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives the page no storage: a setting, a private window, a sandbox.
    Blocked,
    /// There is no room for the entry.
    Full,
    /// The entry is larger than all the room that a browser gives.
    TooLarge,
    /// What is stored here only says that the workbook stands in the larger storage.
    Elsewhere(Stamp),
    /// What is stored is no entry of ours; the stored text.
    Unreadable(String),
    /// The browser refused for another reason, in its own words.
    Refused(String),
}

impl StoreError {
    /// A sentence that says what is wrong and what to do.
    #[must_use]
    pub const fn text(&self) -> Text {
        match self {
            Self::Blocked => Text::new(
                "Storage is blocked: work stays in this tab, download to keep",
                "保存領域が使えません。作業内容はこのタブにのみ残ります。ダウンロードして保管してください",
            ),
            Self::Full => Text::new(
                "Not saved: storage is full, download a copy",
                "保存できません。保存領域がいっぱいです。コピーをダウンロードしてください",
            ),
            Self::TooLarge => Text::new(
                "Not saved: too large for this browser’s storage, download a copy",
                "保存できません。ブラウザーの保存領域に収まらない大きさです。コピーをダウンロードしてください",
            ),
            // Whoever meets it goes on to the larger storage; a person reads it only where that one is gone.
            Self::Elsewhere(_) | Self::Unreadable(_) => {
                Text::new("The stored workbook can’t be read", "保存されたワークブックを読み取れません")
            }
            Self::Refused(_) => Text::new(
                "Not saved: the browser refused, download a copy",
                "保存できません。ブラウザーに拒否されました。コピーをダウンロードしてください",
            ),
        }
    }
}

/// A place that keeps workbooks.
pub trait Store {
    /// Whether what is kept outlives the tab.
    fn outlives_tab(&self) -> bool;

    /// The stored workbooks, the one that was written last first.
    fn list(&self) -> Vec<Listed>;

    /// Reads a workbook; nothing when there is none of this identity.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] with the stored text where that is no entry, [`StoreError::Elsewhere`] where it is only a note;
    /// otherwise as the browser refuses.
    fn load(&self, id: &str) -> Result<Option<Entry>, StoreError>;

    /// What is known of a workbook, from the beginning of its entry: whether the rest can be read is seen only by reading it.
    ///
    /// # Errors
    /// As [`Self::load`].
    fn stamp(&self, id: &str) -> Result<Option<Stamp>, StoreError> {
        self.load(id).map(|entry| entry.map(|entry| entry.stamp))
    }

    /// Writes a workbook over the one of the same identity.
    ///
    /// # Errors
    /// As the browser refuses; what was stored before is then still there.
    fn save(&self, id: &str, entry: &Entry) -> Result<(), StoreError>;

    /// Notes in the list what of a workbook presses, where the list still tells of this write.
    fn note_pressing(&self, id: &str, write: &Stamp, pressing: Option<Pressing>);
    /// Notes that a workbook stands in the larger storage, in place of its entry.
    ///
    /// # Errors
    /// As the browser refuses; what was stored before is then still there.
    fn point(&self, id: &str, stamp: &Stamp) -> Result<(), StoreError>;

    /// Removes a workbook.
    ///
    /// # Errors
    /// As the browser refuses.
    fn remove(&self, id: &str) -> Result<(), StoreError>;

    /// Keeps a text under a key of its own that nothing ever overwrites, and gives the key.
    ///
    /// # Errors
    /// As the browser refuses.
    fn set_aside(&self, name: &str, text: &str) -> Result<String, StoreError>;

    /// Puts what was kept aside under a key back as the entry of a workbook, byte for byte. It stays kept aside, too.
    ///
    /// # Errors
    /// As the browser refuses, or where something else stands there by now, which stays.
    fn put_back_aside(&self, id: &str, key: &str) -> Result<(), StoreError>;

    /// What was kept aside: the name and the text of each.
    fn kept_aside(&self) -> Vec<(String, String)>;

    /// Reads the settings of the interface; nothing when there are none.
    fn settings(&self) -> Option<String>;

    /// Writes the settings of the interface.
    ///
    /// # Errors
    /// As the browser refuses.
    fn save_settings(&self, text: &str) -> Result<(), StoreError>;
}
