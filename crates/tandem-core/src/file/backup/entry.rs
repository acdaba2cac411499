//! One entry of a backup, from its bytes.

use serde::{Deserialize, Serialize};

use super::{BEFORE_FILE, MARK, VERSION_ENTRY};
use crate::exchange::{crc32, decode};
use crate::limits::{MAX_BACKUP_LINE_BYTES, MAX_FILE_BYTES};
use crate::text::{Language, Text};

/// What a backup tells of a workbook beside its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its identity. Whoever reads a backup must not take it for a good one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was stored, in milliseconds since 1970 (UTC).
    pub saved_ms: u64,
}

impl Told {
    /// The identity, if it is one that Tandem gives: letters, digits, hyphens and underscores.
    #[must_use]
    pub fn good_id(&self) -> Option<&str> {
        const LONGEST: usize = 64;
        let is_good = (1..=LONGEST).contains(&self.id.len())
            && self.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        is_good.then_some(&*self.id)
    }
}

/// What could not be read when the backup was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A text.
    Text(String),
    /// Bytes that are no text.
    Bytes(Vec<u8>),
}

/// Where an entry stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its first line, from 1.
    pub line: u64,
    /// Its first byte, from 0.
    pub start: u64,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What an entry holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A workbook, and the text of its file.
    Workbook(Told, String),
    /// Of the workbook of an identity a version that was kept under a name, and the text of its file. What is told is the
    /// version's: its own identity, its name, and when it was kept.
    Version(String, Told, String),
    /// Under the name of what it was, what could not be read.
    Aside(String, Kept),
    /// Nothing that can be told; the text as far as it is one.
    Unknown(String),
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is not as it was written: the checksum is another one.
    Changed,
    /// It ends in the middle.
    CutOff,
    /// Its first line can't be read.
    Unreadable,
    /// It is larger than a workbook's file can be.
    TooLarge,
}

impl Flaw {
    /// A sentence that says what is wrong.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Changed => Text::new(
                "It was changed or damaged since the backup was made.",
                "バックアップの作成後に変更されたか、破損しています。",
            ),
            Self::CutOff => Text::new("It ends in the middle.", "途中で切れています。"),
            Self::Unreadable => Text::new("Its first line can’t be read.", "先頭の行を読み取れません。"),
            Self::TooLarge => Text::new("It is larger than a workbook can be.", "ワークブックの上限を超えています。"),
        }
    }

    /// [`Self::text`] with the line of the file at which it is.
    #[must_use]
    pub fn at(self, place: Place, language: Language) -> String {
        let text = self.text().get(language);
        match language {
            Language::English => format!("Line {} of the backup: {text}", place.line),
            Language::Japanese => format!("バックアップの{}行目：{text}", place.line),
        }
    }
}

/// One entry of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands.
    pub place: Place,
    /// What it holds.
    pub content: Content,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

#[derive(Deserialize)]
struct Line {
    backup: String,
    of: Option<String>,
    id: Option<String>,
    title: Option<String>,
    saved_ms: Option<u64>,
    bytes: Option<usize>,
    name: Option<String>,
    text: Option<String>,
    base64url: Option<String>,
    crc32: Option<String>,
}

/// The checksum of some bytes, as an entry tells it.
pub(super) fn checksum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32(bytes))
}

/// What the bytes of one entry hold, and what is wrong with it: the bytes of a [`Place`], read again.
#[must_use]
pub fn entry(bytes: &[u8]) -> (Content, Option<Flaw>) {
    let (content, flaw, _) = parse(bytes);
    (content, flaw)
}

/// As [`entry`]; also how many of the bytes it takes. More follow where the next entry's beginning is damaged.
pub(super) fn parse(bytes: &[u8]) -> (Content, Option<Flaw>, usize) {
    let unknown = |flaw| (Content::Unknown(words(bytes)), Some(flaw), bytes.len());
    if bytes.len() > MAX_FILE_BYTES.saturating_add(MAX_BACKUP_LINE_BYTES) {
        return unknown(Flaw::TooLarge);
    }
    let line_end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (first, rest) = bytes.split_at_checked(line_end).unwrap_or((bytes, &[]));
    let Ok(first) = str::from_utf8(first) else { return unknown(Flaw::Unreadable) };
    let first = first.trim_end_matches('\r');
    if let Some(told) = first.strip_suffix(BEFORE_FILE) {
        return match serde_json::from_str::<Line>(&format!("{told}}}")) {
            Ok(line) if ["workbook", VERSION_ENTRY].contains(&&*line.backup) => with_file(line, line_end, rest),
            _ => unknown(Flaw::Unreadable),
        };
    }
    let mut lines = serde_json::Deserializer::from_str(first).into_iter::<Line>();
    match lines.next() {
        Some(Ok(line)) if line.backup == "aside" => {
            let end = lines.byte_offset();
            let comma = usize::from(bytes.get(end) == Some(&b','));
            let (content, flaw) = aside(line);
            (content, flaw, end.saturating_add(comma))
        }
        Some(Err(error)) if error.is_eof() && rest.is_empty() && first.starts_with(MARK) => unknown(Flaw::CutOff),
        _ => unknown(Flaw::Unreadable),
    }
}

/// The entry of a workbook or of a version; `rest` follows its first line of so many bytes, from the line end on.
fn with_file(line: Line, line_bytes: usize, rest: &[u8]) -> (Content, Option<Flaw>, usize) {
    let rest = rest.get(1..).unwrap_or_default();
    let told = Told {
        id: line.id.unwrap_or_default(),
        title: line.title.unwrap_or_default(),
        saved_ms: line.saved_ms.unwrap_or_default(),
    };
    // Where the length is right, damage behind the entry is none of it.
    let whole = line.bytes.and_then(|bytes| rest.split_at_checked(bytes)).and_then(|(file, rest)| {
        let closing = [&b"\n},"[..], b"\n}"].into_iter().find(|closing| rest.starts_with(closing))?;
        Some((file, file.len().saturating_add(closing.len())))
    });
    let (file, taken, is_closed) = whole.map_or_else(
        || {
            let closings = [&b"\r\n},"[..], b"\n},", b"\n}"];
            let file = closings.into_iter().find_map(|closing| rest.trim_ascii_end().strip_suffix(closing));
            (file.unwrap_or(rest), rest.len(), file.is_some())
        },
        |(file, taken)| (file, taken, true),
    );
    let is_same = line.crc32.is_some_and(|told| told == checksum(file));
    let flaw = match (is_same, is_closed) {
        (true, _) => None,
        (false, true) => Some(Flaw::Changed),
        (false, false) => Some(Flaw::CutOff),
    };
    let taken = line_bytes.saturating_add(1).saturating_add(taken);
    let content = if line.backup == VERSION_ENTRY {
        Content::Version(line.of.unwrap_or_default(), told, words(file))
    } else {
        Content::Workbook(told, words(file))
    };
    (content, flaw, taken)
}

fn aside(line: Line) -> (Content, Option<Flaw>) {
    let name = line.name.unwrap_or_default();
    let kept = match (line.text, line.base64url.as_deref().map(decode)) {
        (Some(text), None) => Kept::Text(text),
        (None, Some(Some(bytes))) => Kept::Bytes(bytes),
        _ => return (Content::Unknown(line.base64url.unwrap_or_default()), Some(Flaw::Unreadable)),
    };
    let sum = match &kept {
        Kept::Text(text) => checksum(text.as_bytes()),
        Kept::Bytes(bytes) => checksum(bytes),
    };
    let flaw = (line.crc32 != Some(sum)).then_some(Flaw::Changed);
    (Content::Aside(name, kept), flaw)
}

/// The text of some bytes, with a mark for each that is none.
fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
