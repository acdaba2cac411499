//! Reading a backup that comes in parts, so that no more than one of its workbooks is ever in memory.

use serde::Deserialize;
use serde::de::Deserializer as _;

use super::entry::parse;
use super::{BackupError, Content, FORMAT, Flaw, Item, MARK, Place, VERSION};
use crate::file::First;
use crate::limits::{MAX_BACKUP_BYTES, MAX_BACKUP_ENTRIES, MAX_BACKUP_LINE_BYTES, MAX_FILE_BYTES};

/// What the first line of a backup tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// When it was made, in words of ISO 8601; whatever stands there.
    #[serde(default)]
    pub made: String,
    /// The settings of the interface, as JSON.
    #[serde(default)]
    pub settings: Option<serde_json::Value>,
}

/// How a backup ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// The last entry, where the file was cut off within it.
    pub last: Option<Item>,
    /// Whether nothing is missing.
    pub is_complete: bool,
}

/// Reads a backup of which one part comes after the other.
#[derive(Debug)]
pub struct Reader {
    /// What came and was not read.
    bytes: Vec<u8>,
    /// How many of them came; behind them is room.
    came: usize,
    /// Where the first of them stands in the file.
    at: Place,
    /// How many of them hold no beginning of an entry but the first.
    searched: usize,
    head: Option<Head>,
    entries: usize,
    /// Where an entry began of which more came than any may have; the rest of it is passed over.
    over: Option<Place>,
    /// The most bytes of an entry.
    most: usize,
}

/// The most bytes of an entry.
pub(super) const MOST: usize = MAX_FILE_BYTES + MAX_BACKUP_LINE_BYTES;

impl Default for Reader {
    fn default() -> Self {
        Self::with_most(MOST)
    }
}

/// What the first two entries of a backup say, whatever follows.
pub(super) fn first_keys(beginning: &[u8]) -> super::super::Head {
    let beginning = beginning.get(..beginning.len().min(MAX_BACKUP_LINE_BYTES)).unwrap_or_default();
    let beginning = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(beginning);
    let mut keys = super::super::Head::default();
    // It always ends with an error, because nothing but the first two entries is read.
    let _ = serde_json::Deserializer::from_slice(beginning).deserialize_map(First(&mut keys));
    keys
}

impl Reader {
    /// A reader that passes over entries of more bytes.
    pub(super) const fn with_most(most: usize) -> Self {
        let at = Place { line: 1, start: 0, bytes: 0 };
        Self { bytes: Vec::new(), came: 0, at, searched: 0, head: None, entries: 0, over: None, most }
    }

    /// How many bytes are held.
    #[cfg(test)]
    pub(super) const fn held_bytes(&self) -> usize {
        self.came
    }

    /// Where the caller writes the next so many bytes, before it calls [`Self::take`].
    pub fn room(&mut self, bytes: usize) -> &mut [u8] {
        let end = self.came.saturating_add(bytes);
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.came..end).unwrap_or_default()
    }

    /// Takes the next so many bytes, which the caller wrote. Then [`Self::next`] gives what they complete.
    ///
    /// # Errors
    /// Why nothing of the file can be read.
    pub fn take(&mut self, bytes: usize) -> Result<(), BackupError> {
        self.came = self.came.saturating_add(bytes).min(self.bytes.len());
        if self.at.start.saturating_add(count(self.came)) > MAX_BACKUP_BYTES {
            return Err(BackupError::TooLarge);
        }
        if self.head.is_none() {
            self.read_head(false)?;
        }
        Ok(())
    }

    /// The next entry that is there as a whole.
    ///
    /// # Errors
    /// [`BackupError::TooLarge`] where there are more of them than are read.
    #[expect(clippy::should_implement_trait, reason = "more may come after nothing was there, and it fails")]
    pub fn next(&mut self) -> Result<Option<Item>, BackupError> {
        let mark = format!("\n{MARK}");
        let came = self.came();
        let from = self.searched;
        let found = self.head.is_some().then(|| find(came.get(from..).unwrap_or_default(), mark.as_bytes())).flatten();
        let Some(end) = found.map(|found| from.saturating_add(found)) else {
            // The beginning of one may have come in part.
            self.searched = came.len().saturating_sub(mark.len());
            if self.head.is_some() && self.came > self.most {
                self.over.get_or_insert(self.at);
                self.drop_bytes(self.searched);
            }
            return Ok(None);
        };
        let (item, taken) = self.item(end);
        self.entries = self.entries.saturating_add(1);
        if self.entries > MAX_BACKUP_ENTRIES {
            return Err(BackupError::TooLarge);
        }
        // With the line end, unless damaged bytes stand before it, which are an entry of their own.
        let is_rest_blank = self.came().get(taken..end).is_some_and(|rest| rest.iter().all(u8::is_ascii_whitespace));
        let is_line_over = self.came().get(taken) == Some(&b'\n');
        self.drop_bytes(if is_rest_blank {
            end.saturating_add(1)
        } else {
            taken.saturating_add(usize::from(is_line_over))
        });
        self.over = None;
        Ok(Some(item))
    }

    /// What the first line tells, once it came.
    #[must_use]
    pub const fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// What stands at the end, after all came and [`Self::next`] gave everything.
    ///
    /// # Errors
    /// As [`Self::take`], where not even the first line came.
    pub fn finish(mut self) -> Result<End, BackupError> {
        #[derive(Deserialize)]
        struct Last {
            entries: usize,
        }
        if self.head.is_none() {
            self.read_head(true)?;
        }
        let rest = self.came();
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_last = line.strip_prefix(MARK.as_bytes()).is_some_and(|rest| rest.starts_with(b"\"end\""));
        let last = serde_json::from_slice::<Last>(line).ok().filter(|_| is_last);
        if let Some(Last { entries }) = last {
            return Ok(End { last: None, is_complete: entries == self.entries });
        }
        let is_blank = rest.iter().all(u8::is_ascii_whitespace);
        let last = (!is_blank && !is_last).then(|| self.item(rest.len()).0);
        let flawed = |item: Item| Item { flaw: item.flaw.map(|_| Flaw::CutOff), ..item };
        Ok(End { last: last.map(flawed), is_complete: false })
    }

    fn came(&self) -> &[u8] {
        self.bytes.get(..self.came).unwrap_or_default()
    }

    /// The entry in the first so many bytes, and how many of them it takes.
    fn item(&self, bytes: usize) -> (Item, usize) {
        let entry = self.came().get(..bytes).unwrap_or_default();
        if let Some(begun) = self.over {
            let bytes_in_all = self.at.start.saturating_add(count(bytes)).saturating_sub(begun.start);
            let place = Place { bytes: bytes_in_all, ..begun };
            return (Item { place, content: Content::Unknown(String::new()), flaw: Some(Flaw::TooLarge) }, bytes);
        }
        let (content, flaw, taken) = parse(entry);
        (Item { place: Place { bytes: count(taken), ..self.at }, content, flaw }, taken)
    }

    fn read_head(&mut self, is_all: bool) -> Result<(), BackupError> {
        let came = self.came();
        let end = came.iter().position(|byte| *byte == b'\n');
        if end.is_none() && !is_all && came.len() < MAX_BACKUP_LINE_BYTES {
            return Ok(());
        }
        let keys = first_keys(came);
        if keys.format.as_deref() != Some(FORMAT) {
            return Err(BackupError::NotABackup);
        }
        match keys.version.as_ref().and_then(serde_json::Value::as_u64) {
            Some(version) if version > u64::from(VERSION) => return Err(BackupError::NewerVersion(version)),
            Some(1..) => {}
            _ => return Err(BackupError::NoVersion),
        }
        let line = end.and_then(|end| str::from_utf8(came.get(..end)?).ok()).ok_or(BackupError::FirstLine)?;
        let line = line.trim_end().trim_start_matches('\u{feff}');
        let head = if line.ends_with('[') { serde_json::from_str(&format!("{line}]}}")).ok() } else { None };
        self.head = Some(head.ok_or(BackupError::FirstLine)?);
        self.drop_bytes(end.unwrap_or_default().saturating_add(1));
        Ok(())
    }

    /// Lets go of the first bytes.
    fn drop_bytes(&mut self, bytes: usize) {
        let bytes = bytes.min(self.came);
        let gone = self.bytes.get(..bytes).unwrap_or_default();
        let lines = gone.iter().filter(|byte| **byte == b'\n').count();
        self.at.line = self.at.line.saturating_add(count(lines));
        self.at.start = self.at.start.saturating_add(count(bytes));
        self.bytes.copy_within(bytes..self.came, 0);
        self.came = self.came.saturating_sub(bytes);
        self.searched = 0;
    }
}

/// Where some bytes first stand among others.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0_usize;
    loop {
        let rest = bytes.get(from..)?;
        let place = from.saturating_add(rest.iter().position(|byte| byte == first)?);
        if bytes.get(place..)?.starts_with(wanted) {
            return Some(place);
        }
        from = place.saturating_add(1);
    }
}

fn count(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}
