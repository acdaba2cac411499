//! A file that comes in parts, so that a long one need not be in memory as a whole, and is half read when its end comes.

use super::{FORMAT, VERSION, head, v1};
use crate::limits::MAX_FILE_BYTES;
use crate::workbook::Workbook;

/// A file of which one part comes after the other. It is read only where nothing is wrong with it; for any other,
/// [`super::read`] tells what is, from the whole text.
#[derive(Default)]
pub struct Parts {
    /// What came and was not read, then room for what comes.
    bytes: Vec<u8>,
    /// How many of the bytes came.
    came: usize,
    /// How many came in all.
    came_in_all: usize,
    taking: v1::Taking,
}

impl Parts {
    /// Where the caller writes the next so many bytes, before it calls [`Self::take`].
    pub fn room(&mut self, bytes: usize) -> &mut [u8] {
        let end = self.came.saturating_add(bytes);
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes.get_mut(self.came..end).unwrap_or_default()
    }

    /// Takes the next so many bytes, which the caller wrote. Says whether they can be read; where they can't, there is no point
    /// in going on.
    #[must_use]
    pub fn take(&mut self, bytes: usize) -> bool {
        let is_first = self.came_in_all == 0;
        self.came = self.came.saturating_add(bytes).min(self.bytes.len());
        self.came_in_all = self.came_in_all.saturating_add(bytes);
        if self.came_in_all > MAX_FILE_BYTES {
            return false;
        }
        let came = self.bytes.get(..self.came).unwrap_or_default();
        let mark = if is_first && came.starts_with("\u{feff}".as_bytes()) { "\u{feff}".len() } else { 0 };
        let came = came.get(mark..).unwrap_or_default();
        let text = match str::from_utf8(came) {
            Ok(text) => text,
            Err(error) if error.error_len().is_none() => {
                // The last letter is cut off.
                came.get(..error.valid_up_to()).and_then(|came| str::from_utf8(came).ok()).unwrap_or_default()
            }
            Err(_) => return false,
        };
        let Ok(taken) = self.taking.take(text) else { return false };
        let taken = taken.saturating_add(mark);
        self.bytes.copy_within(taken..self.came, 0);
        self.came = self.came.saturating_sub(taken);
        true
    }

    /// The workbook, as [`super::read`] gives it. Nothing where the file is to be read as a whole, which tells why.
    #[must_use]
    pub fn finish(self) -> Option<Workbook> {
        let head = head(self.taking.rest()).ok()?;
        let version = head.version.as_ref().and_then(serde_json::Value::as_u64);
        if self.came > 0 || head.format.as_deref() != Some(FORMAT) || version != Some(u64::from(VERSION)) {
            return None;
        }
        v1::read_parts(self.taking)
    }
}
