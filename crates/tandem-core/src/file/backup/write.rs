//! Writing a backup, one entry after the other: whoever writes gets texts to put one behind the other.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::{Kept, Told, checksum};
use super::read::MOST;
use super::{BEFORE_FILE, BackupError, FORMAT, MARK, VERSION, VERSION_ENTRY};
use crate::exchange::encode;
use crate::limits::{MAX_BACKUP_BYTES, MAX_BACKUP_ENTRIES, MAX_FILE_BYTES};

/// What closes an entry with a file.
const AFTER_FILE: &str = "\n},\n";

/// The texts of an entry with a file, to be put one behind the other.
pub type Texts<'a> = (String, Cow<'a, str>, &'static str);

/// Writes a backup.
#[derive(Debug)]
pub struct Writer {
    entries: usize,
    bytes: u64,
    /// The most bytes of all.
    pub(super) most: u64,
    /// The most bytes of an entry: of a longer one, nothing is read.
    pub(super) most_of_one: u64,
}

#[derive(Serialize)]
struct Opening<'a> {
    format: &'static str,
    version: u32,
    made: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct FileLine<'a> {
    backup: &'static str,
    /// The workbook of a version.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(flatten)]
    told: &'a Told,
    bytes: usize,
    crc32: String,
}

#[derive(Serialize)]
struct AsideLine<'a> {
    backup: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64url: Option<String>,
    crc32: String,
}

impl Writer {
    /// Begins a backup that is made at a moment, told in words of ISO 8601, with the settings of the interface as JSON; gives its
    /// first text.
    #[must_use]
    pub fn begin(made: &str, settings: Option<&str>) -> (Self, String) {
        // Settings that can't be read are no loss that a restored workbook would feel.
        let settings = settings.and_then(|text| serde_json::from_str(text).ok());
        let opening = json(&Opening { format: FORMAT, version: VERSION, made, settings });
        let text = format!("{},\"entries\":[\n", open_ended(&opening));
        let most_of_one = u64::try_from(MOST).unwrap_or(u64::MAX);
        (Self { entries: 0, bytes: bytes_of(&text), most: MAX_BACKUP_BYTES, most_of_one }, text)
    }

    /// The three texts of a workbook's entry, to be put one behind the other. `file` is the text of its file, which must be JSON.
    ///
    /// # Errors
    /// [`BackupError::TooLarge`] where the file or the backup would be larger than is read; the backup is then as it was.
    pub fn workbook<'a>(&mut self, told: &Told, file: &'a str) -> Result<Texts<'a>, BackupError> {
        self.with_file("workbook", None, told, file)
    }

    /// As [`Self::workbook`] for a version that was kept under a name, of the workbook of an identity.
    ///
    /// # Errors
    /// As [`Self::workbook`].
    pub fn version<'a>(&mut self, of: &str, told: &Told, file: &'a str) -> Result<Texts<'a>, BackupError> {
        self.with_file(VERSION_ENTRY, Some(of), told, file)
    }

    fn with_file<'a>(
        &mut self,
        backup: &'static str,
        of: Option<&str>,
        told: &Told,
        file: &'a str,
    ) -> Result<Texts<'a>, BackupError> {
        if file.len() > MAX_FILE_BYTES {
            return Err(BackupError::TooLarge);
        }
        let file = unmarked(file);
        let line = FileLine { backup, of, told, bytes: file.len(), crc32: checksum(file.as_bytes()) };
        let line = format!("{}{BEFORE_FILE}\n", open_ended(&json(&line)));
        let bytes = bytes_of(&line).saturating_add(bytes_of(&file)).saturating_add(bytes_of(AFTER_FILE));
        self.add(bytes)?;
        Ok((line, file, AFTER_FILE))
    }

    /// The text of an entry that keeps what could not be read, under the name of what it was.
    ///
    /// # Errors
    /// As [`Self::workbook`].
    pub fn aside(&mut self, name: &str, kept: &Kept) -> Result<String, BackupError> {
        let (text, base64url, bytes) = match kept {
            Kept::Text(text) => (Some(&**text), None, text.as_bytes()),
            Kept::Bytes(bytes) => (None, Some(encode(bytes)), &**bytes),
        };
        if bytes.len() > MAX_FILE_BYTES {
            return Err(BackupError::TooLarge);
        }
        let mut text = json(&AsideLine { backup: "aside", name, text, base64url, crc32: checksum(bytes) });
        text.push_str(",\n");
        self.add(bytes_of(&text))?;
        Ok(text)
    }

    /// The last text, which tells that nothing is missing.
    #[must_use]
    pub fn end(self) -> String {
        format!("{MARK}\"end\",\"entries\":{}}}\n]}}\n", self.entries)
    }

    /// Counts an entry of so many bytes.
    fn add(&mut self, bytes: u64) -> Result<(), BackupError> {
        /// Room for the last line.
        const END_BYTES: u64 = 100;
        // Signs of JSON and of base64url make what is kept aside longer than it is.
        if bytes > self.most_of_one {
            return Err(BackupError::TooLarge);
        }
        let bytes = self.bytes.saturating_add(bytes);
        if bytes.saturating_add(END_BYTES) > self.most || self.entries >= MAX_BACKUP_ENTRIES {
            return Err(BackupError::TooLarge);
        }
        (self.entries, self.bytes) = (self.entries.saturating_add(1), bytes);
        Ok(())
    }
}

/// A file none of whose lines looks like the beginning of an entry. The app writes no such line, but what is stored may have come
/// from elsewhere; outside of its texts, where no line ends, JSON takes a space for a line end.
fn unmarked(file: &str) -> Cow<'_, str> {
    let looks_so = file.starts_with(MARK) || file.contains(&format!("\n{MARK}"));
    if looks_so { Cow::Owned(format!(" {}", file.replace('\n', " "))) } else { Cow::Borrowed(file) }
}

/// An object of JSON without its last brace, for more to follow.
fn open_ended(object: &str) -> &str {
    object.strip_suffix('}').unwrap_or(object)
}

fn json(value: &impl Serialize) -> String {
    // Texts and numbers under fixed keys can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

fn bytes_of(text: &str) -> u64 {
    u64::try_from(text.len()).unwrap_or(u64::MAX)
}
