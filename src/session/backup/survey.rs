//! What a backup holds, compared with what is stored here. Nothing is changed by looking.

use std::collections::BTreeSet;

use leptos::prelude::*;
use tandem_core::file;
use tandem_core::file::backup::{BackupError, Content, Flaw, Item, Place, Reader, Told, entry};
use tandem_core::limits::MAX_BACKUP_BYTES;
use tandem_core::text::Localized;

use super::Session;
use crate::browser::clock;
use crate::browser::files::{Chosen, in_parts};
use crate::browser::task::next_frame;
use crate::session::Preferences;
use crate::storage::Entry;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// When it was made, in milliseconds since 1970, if it tells.
    pub made_ms: Option<u64>,
    /// Whether nothing is missing.
    pub is_complete: bool,
    /// Its settings of the interface, where they are others than those here.
    pub settings: Option<Preferences>,
    /// Its entries, in order.
    pub lines: Vec<Line>,
}

/// A version that comes with its workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Along {
    pub(super) place: Place,
    pub(super) told: Told,
    /// Whether it is one of the versions of the workbook here.
    pub(super) is_here: bool,
}

/// One entry of a backup, and the versions that come with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the file.
    pub(super) place: Place,
    /// Its identity; not to be trusted.
    pub(super) told: Told,
    /// Of a version that was kept under a name, the identity of its workbook; not to be trusted either.
    pub(super) of: Option<String>,
    /// The versions that come with a workbook.
    pub(super) versions: Vec<Along>,
    /// How it compares with what is stored here.
    pub standing: Standing,
}

impl Line {
    /// Its title, or what it is called.
    #[must_use]
    pub fn title(&self) -> String {
        /// Letters of a title that are shown; a longer one was made to harm.
        const SHOWN: usize = 200;
        self.told.title.chars().take(SHOWN).collect()
    }

    /// Whether it is a version that was kept under a name, for itself.
    #[must_use]
    pub const fn is_version(&self) -> bool {
        self.of.is_some()
    }

    /// How many versions come with it, and how many of them are not here.
    #[must_use]
    pub fn versions(&self) -> (usize, usize) {
        (self.versions.len(), self.versions.iter().filter(|version| !version.is_here).count())
    }

    /// When it was stored, in milliseconds since 1970.
    #[must_use]
    pub const fn saved_ms(&self) -> u64 {
        self.told.saved_ms
    }
}

/// How an entry of a backup compares with what is stored here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is none of its identity here.
    New,
    /// The same is here.
    Equal,
    /// Another version is here.
    Differs {
        /// When that one was stored, in milliseconds since 1970.
        saved_ms: u64,
    },
    /// Its identity stands for something that can't be compared: it can only be added beside it.
    Taken,
    /// It is damaged, or of a later version of Tandem.
    Flawed {
        /// What is wrong and where.
        reason: Localized,
        /// Whether it can be read all the same.
        is_readable: bool,
    },
    /// It could not be read when the backup was made.
    Aside,
    /// It is a version of a workbook that the backup does not hold, or not so that it can be read.
    Stray,
}

/// What an entry is, before it is compared.
fn line_of(Item { place, content, flaw }: Item) -> Line {
    let flawed = |flaw: Flaw, is_readable| Standing::Flawed {
        reason: Localized::of(|language| flaw.at(place, language)),
        is_readable,
    };
    let with_file = |text: &str, whole| match (file::summary(text), flaw) {
        (Ok(_), None) => whole,
        (summary, Some(flaw)) => flawed(flaw, summary.is_ok()),
        (Err(error), None) => {
            Standing::Flawed { reason: Localized::of(|language| error.text(language)), is_readable: false }
        }
    };
    let named = |title| Told { title, ..Told::default() };
    let (of, told, standing) = match (content, flaw) {
        (Content::Workbook(told, text), _) => (None, told, with_file(&text, Standing::New)),
        (Content::Version(of, told, text), _) => (Some(of), told, with_file(&text, Standing::Stray)),
        (Content::Aside(name, _), None) => (None, named(name), Standing::Aside),
        (Content::Aside(name, _), Some(flaw)) => (None, named(name), flawed(flaw, false)),
        (Content::Unknown(_), flaw) => (None, Told::default(), flawed(flaw.unwrap_or(Flaw::Unreadable), false)),
    };
    Line { place, told, of, versions: Vec::new(), standing }
}

/// Puts versions to the workbooks that they are of. One whose workbook is not there, or is damaged, stays a line of its own.
fn gathered(lines: Vec<Line>) -> Vec<Line> {
    let is_whole_version = |line: &Line| line.standing == Standing::Stray;
    let (versions, mut lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(is_whole_version);
    for version in versions {
        let is_its = |line: &&mut Line| line.standing == Standing::New && version.of.as_ref() == Some(&line.told.id);
        match lines.iter_mut().find(is_its) {
            Some(line) => line.versions.push(Along { place: version.place, told: version.told, is_here: false }),
            None => lines.push(version),
        }
    }
    lines
}

/// Takes what a reader has.
fn drain(reader: &mut Reader, lines: &mut Vec<Line>) -> Result<(), BackupError> {
    while let Some(item) = reader.next()? {
        lines.push(line_of(item));
    }
    Ok(())
}

fn words(error: BackupError) -> Localized {
    Localized::of(|language| error.text(language))
}

impl Session {
    /// What a backup holds, compared with what is stored here.
    ///
    /// # Errors
    /// Why nothing of it can be read, as a sentence.
    pub async fn survey(self, chosen: &Chosen) -> Result<Survey, Localized> {
        if chosen.bytes() > MAX_BACKUP_BYTES {
            return Err(words(BackupError::TooLarge));
        }
        let (mut reader, mut lines, mut refusal) = (Reader::default(), Vec::new(), None);
        let feed = |count: usize, write: &dyn Fn(&mut [u8])| {
            write(reader.room(count));
            refusal = reader.take(count).and_then(|()| drain(&mut reader, &mut lines)).err();
            refusal.is_none()
        };
        in_parts(chosen.as_file(), feed).await.map_err(Localized::same)?;
        if let Some(error) = refusal {
            return Err(words(error));
        }
        let head = reader.head().cloned().unwrap_or_default();
        let end = reader.finish().map_err(words)?;
        lines.extend(end.last.map(line_of));
        let mut lines = gathered(lines);
        self.compare(chosen, &mut lines).await?;
        let settings = head.settings.and_then(|settings| serde_json::from_value::<Preferences>(settings).ok());
        let settings = settings.filter(|settings| *settings != self.preferences.get_untracked());
        Ok(Survey { made_ms: clock::ms_of_iso(&head.made), is_complete: end.is_complete, settings, lines })
    }

    /// Compares what can be read with what is stored here.
    async fn compare(self, chosen: &Chosen, lines: &mut [Line]) -> Result<(), Localized> {
        self.until_slots_are_compared().await;
        self.save_now();
        let mut seen = BTreeSet::new();
        for line in lines.iter_mut().filter(|line| line.standing == Standing::New) {
            let id = line.told.good_id().filter(|id| seen.insert((*id).to_owned()));
            let Some(id) = id else {
                line.standing = Standing::Taken;
                continue;
            };
            line.standing = match self.newest_of(id).await {
                Ok(None) => Standing::New,
                Ok(Some(Entry { stamp, file })) => match held(chosen, line.place).await? {
                    // Local storage keeps no blank behind a file, the database does.
                    Content::Workbook(_, text) if text.trim_end() == file.trim_end() => Standing::Equal,
                    _ => Standing::Differs { saved_ms: stamp.saved_ms },
                },
                Err(_) => Standing::Taken,
            };
            if matches!(line.standing, Standing::Equal | Standing::Differs { .. }) {
                for version in &mut line.versions {
                    version.is_here = self.has_version(chosen, &line.told.id, version).await?;
                }
            }
            next_frame().await;
        }
        Ok(())
    }
}

/// Reads an entry again.
pub(super) async fn held(chosen: &Chosen, place: Place) -> Result<Content, Localized> {
    Ok(entry(&bytes_of(chosen, place).await?).0)
}

/// The bytes of an entry.
pub(super) async fn bytes_of(chosen: &Chosen, place: Place) -> Result<Vec<u8>, Localized> {
    chosen.bytes_at(place.start, place.bytes).await.map_err(Localized::same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, of: Option<&str>, standing: Standing) -> Line {
        let told = Told { id: id.to_owned(), title: id.to_uppercase(), saved_ms: 1 };
        Line { place: Place::default(), told, of: of.map(str::to_owned), versions: Vec::new(), standing }
    }

    #[test]
    fn versions_come_with_their_workbook_where_that_is_whole() {
        let lines = vec![
            line("v1", Some("w1"), Standing::Stray),
            line("w1", None, Standing::New),
            line("w1", None, Standing::New),
            line("w2", None, Standing::Aside),
            line("v2", Some("w2"), Standing::Stray),
            line("v3", Some("w1"), Standing::Stray),
        ];
        let gathered = gathered(lines);
        let told: Vec<_> = gathered
            .iter()
            .map(|line| (&*line.told.id, line.versions.iter().map(|version| &*version.told.id).collect::<Vec<_>>()))
            .collect();
        assert_eq!(told, [("w1", vec!["v1", "v3"]), ("w1", vec![]), ("w2", vec![]), ("v2", vec![])]);
        assert!(gathered.last().is_some_and(Line::is_version));
        assert_eq!(gathered.first().map(Line::versions), Some((2, 2)));
    }
}
