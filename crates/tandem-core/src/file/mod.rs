//! Workbook files, `*.tandem.json`: the only place that knows the file format.
//!
//! Every version of the format has a folder with its own types, which never change once published; a new version gets a
//! folder, and the older one an upgrade to it. `backup/` is the file that holds many workbooks. This folder must not know where files are kept. Start reading at
//! [`read`] and [`write`], then `v1/mod.rs`.

pub mod backup;
mod error;
mod parts;
mod summary;
#[cfg(test)]
mod tests;
mod v1;

pub use error::FileError;
pub use parts::Parts;
pub use summary::{Summary, summary};

use serde::Deserialize;
use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};

use crate::limits::MAX_FILE_BYTES;
use crate::text::Localized;
use crate::workbook::Workbook;

/// What the first key of every file says.
const FORMAT: &str = "tandem-workbook";

/// The version that is written.
pub const VERSION: u32 = 1;

/// How the name of a file ends.
pub const EXTENSION: &str = ".tandem.json";

/// What every version of the format has in common; everything else is passed over.
#[derive(Deserialize, Default)]
struct Head {
    format: Option<String>,
    version: Option<serde_json::Value>,
}

/// The head of a file. It is written first, so that it is known before the rest, which may be long, is read.
fn head(text: &str) -> Result<Head, FileError> {
    let mut head = Head::default();
    let early = serde_json::Deserializer::from_str(text).deserialize_map(First(&mut head));
    if early.is_err() && head.format.as_deref() == Some(FORMAT) && head.version.is_some() {
        return Ok(head);
    }
    serde_json::from_str(text).map_err(|error| FileError::from_json(&error))
}

/// Reads the first two entries of a file if they are its head, and no further.
struct First<'a>(&'a mut Head);

impl<'de> Visitor<'de> for First<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a workbook")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if map.next_key::<String>()?.as_deref() == Some("format") {
            self.0.format = map.next_value()?;
            if map.next_key::<String>()?.as_deref() == Some("version") {
                self.0.version = map.next_value()?;
            }
        }
        // What follows is none of its business.
        Err(A::Error::custom("read no further"))
    }
}

/// The workbook in a file's text, computed. The clock is not told yet: volatile functions see day zero.
///
/// # Errors
/// What is wrong and where; a file of a newer version is refused.
pub fn read(text: &str) -> Result<Workbook, FileError> {
    read_mended(text).map(|(workbook, _)| workbook)
}

/// As [`read`], and what was mended in the workbook, a sentence each: a link between records of which only one side knows is
/// left out, because it is no reason to refuse a whole file.
///
/// # Errors
/// As [`read`].
pub fn read_mended(text: &str) -> Result<(Workbook, Vec<Localized>), FileError> {
    if text.len() > MAX_FILE_BYTES {
        return Err(FileError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with(['[', '"', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return Err(FileError::NotAWorkbook);
    }
    let head = head(text)?;
    if head.format.as_deref() != Some(FORMAT) {
        return Err(FileError::NotAWorkbook);
    }
    match head.version.as_ref().and_then(serde_json::Value::as_u64) {
        Some(1) => v1::read(text),
        Some(version) if version > u64::from(VERSION) => Err(FileError::NewerVersion(version)),
        _ => Err(FileError::NoVersion),
    }
}

/// Whether the text of a workbook's file surely has more bytes than these, told without making it: for a caller that has
/// no use for such a text and no time to wait for it.
#[must_use]
pub fn is_longer_than(workbook: &Workbook, bytes: usize) -> bool {
    v1::is_longer_than(workbook, bytes)
}

/// A workbook as a file's text: keys in a fixed order, one cell a line, so that a difference of two files reads well.
#[must_use]
pub fn write(workbook: &Workbook) -> String {
    v1::write(workbook)
}

/// The text of a workbook's file, as [`write`] gives it, made in parts: for a caller that has something else to do between them,
/// and no room for the whole. The workbook must be the same for all of them.
#[derive(Default)]
pub struct Making(v1::Making);

impl Making {
    /// Adds what comes next of the pages, as many rows of cells. Says whether more is to come.
    pub fn go_on(&mut self, workbook: &Workbook, rows: u32, text: &mut String) -> bool {
        self.0.go_on(workbook, rows, text)
    }

    /// What stands before and after the text of the pages, when all of it is made.
    #[must_use]
    pub fn ends(self, workbook: &Workbook) -> [String; 2] {
        self.0.ends(workbook)
    }
}
