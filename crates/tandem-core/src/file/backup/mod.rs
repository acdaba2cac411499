//! Backups, `*.tandem-backup.json`: one file that holds every stored workbook, the versions of it that were kept under a name, and
//! what could not be read.
//!
//! A backup is JSON as a whole, but it is written and read line by line, so that neither side ever holds more than one workbook and
//! damage at one place costs one entry at most. The first line names format, version and moment. Each entry begins a line with
//! [`MARK`]; that of a workbook or a version goes on with the workbook's file as it is, letter for letter, between its first line
//! and its last. The last entry counts the others, so that a file that was cut off is known as one. A checksum stands with each
//! entry.
//!
//! This folder must not know what is in a workbook, nor where one is kept. Start reading at [`Writer`], then [`Reader`].

mod entry;
mod error;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use entry::{Content, Flaw, Item, Kept, Place, Told, entry};
pub use error::BackupError;
pub use read::{End, Head, Reader};
pub use write::{Texts, Writer};

/// What the first key of every backup says.
const FORMAT: &str = "tandem-backup";

/// The version that is written. All from 1 on are read: those before 2 hold no versions that were kept under a name.
pub const VERSION: u32 = 2;

/// How the name of a backup ends.
pub const EXTENSION: &str = ".tandem-backup.json";

/// How the line begins that begins an entry. No line of a workbook's file does: a line end never stands within a JSON text.
const MARK: &str = "{\"backup\":";

/// What the entry of a version that was kept under a name calls itself.
const VERSION_ENTRY: &str = "version";

/// What the first line of an entry ends with that goes on with a workbook's file.
const BEFORE_FILE: &str = ",\"workbook\":";

/// Whether a file that begins with these bytes, two hundred at least, claims to be a backup, of whatever version. It is told
/// without the reader, for a program that has not loaded it yet.
#[must_use]
pub fn is_backup(beginning: &[u8]) -> bool {
    let beginning = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(beginning);
    let letters = beginning.iter().filter(|byte| !byte.is_ascii_whitespace());
    letters.take(FIRST.len()).eq(FIRST)
}

/// How every backup begins, but for blanks.
const FIRST: &[u8] = b"{\"format\":\"tandem-backup\"";
