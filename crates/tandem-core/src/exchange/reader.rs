//! Reading what is on the clipboard, in pieces, so that a large one can be read between two frames of a page.

use super::html::TableReader;
use super::separated::SeparatedReader;
use super::table::{Table, TableError};
use crate::limits::MAX_CLIPBOARD_BYTES;

/// A text of the clipboard with how far it has been read.
#[derive(Debug)]
pub struct ClipboardReader {
    text: String,
    at: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Html(Box<TableReader>),
    Plain(SeparatedReader),
}

impl ClipboardReader {
    /// Reads a page of HTML.
    ///
    /// # Errors
    /// When it is larger than is read at all.
    pub fn html(text: String) -> Result<Self, TableError> {
        Self::new(text, Kind::Html(Box::default()))
    }

    /// Reads plain text: rows of fields with a separator, which is a tab on the clipboard.
    ///
    /// # Errors
    /// When it is larger than is read at all.
    pub fn plain(text: String, separator: char) -> Result<Self, TableError> {
        Self::new(text, Kind::Plain(SeparatedReader::new(separator)))
    }

    fn new(text: String, kind: Kind) -> Result<Self, TableError> {
        if text.len() > MAX_CLIPBOARD_BYTES {
            return Err(TableError::TooManyBytes { bytes: text.len() as u64, most: MAX_CLIPBOARD_BYTES as u64 });
        }
        Ok(Self { text, at: 0, kind })
    }

    /// Reads about as many bytes more. Says whether everything is read.
    ///
    /// # Errors
    /// When the table is larger than can be pasted.
    pub fn advance(&mut self, bytes: usize) -> Result<bool, TableError> {
        self.at = match &mut self.kind {
            Kind::Html(reader) => reader.advance(&self.text, self.at, bytes)?,
            Kind::Plain(reader) => reader.advance(&self.text, self.at, bytes)?,
        };
        Ok(self.at >= self.text.len())
    }

    /// How much is read, in percent.
    #[must_use]
    pub fn percent(&self) -> u32 {
        let percent = self.at.saturating_mul(100).checked_div(self.text.len()).unwrap_or(100);
        u32::try_from(percent).unwrap_or(100).min(100)
    }

    /// Reads what is left, and gives the table; nothing where a page holds none, or a text nothing.
    ///
    /// # Errors
    /// When the table is larger than can be pasted.
    pub fn finish(mut self) -> Result<Option<Table>, TableError> {
        while !self.advance(usize::MAX)? {}
        match self.kind {
            Kind::Html(reader) => reader.finish(),
            Kind::Plain(reader) => Ok(Some(reader.finish()).filter(|table| table.rows > 0)),
        }
    }
}
