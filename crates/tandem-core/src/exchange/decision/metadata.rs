//! Status, day and people of a record, as front matter, lists and sections of public forms write them.

use super::NamedRecord;
use super::items::marker;
use super::public_words::link_text;
use crate::workbook::RecordStatus;

/// What a line of metadata is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Status,
    Date,
    Deciders,
    /// Something that a record has no place for; its words are kept.
    Other,
}

impl Key {
    /// What the key of an entry means.
    pub(super) fn of(key: &str) -> Self {
        let key = key.trim_matches(['*', '_', ' ']).to_lowercase();
        match key.as_str() {
            "status" | "状態" | "ステータス" => Self::Status,
            "date" | "日付" => Self::Date,
            "deciders" | "decider" | "decision-makers" | "decision makers" | "decision-maker" | "意思決定者" => {
                Self::Deciders
            }
            _ => Self::Other,
        }
    }
}

/// A line such as `* Status: accepted`, `- **Status**: accepted` or `Date: 2026-03-31`: what it is about, and its value.
pub(super) fn entry(line: &str) -> Option<(Key, String)> {
    let words = marker(line).unwrap_or_else(|| line.trim());
    let (key, value) = words.split_once([':', '：'])?;
    let key = Key::of(key);
    // Emphasis may end behind the colon.
    let value = value.trim_start_matches("**").trim();
    (key != Key::Other).then(|| (key, value.to_owned()))
}

/// The status that some words begin with, and whether they say nothing else.
pub(super) fn status(words: &str) -> Option<(RecordStatus, bool)> {
    if words.contains('|') {
        return None;
    }
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '.' | '`' | '{' | '}'));
    let in_japanese = RecordStatus::ALL.into_iter().find(|status| words.starts_with(status.text().ja));
    if let Some(status) = in_japanese {
        return Some((status, words == status.text().ja));
    }
    let first: String = words.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let status = match first.as_str() {
        "draft" => RecordStatus::Draft,
        "proposed" | "proposal" | "pending" | "open" => RecordStatus::Proposed,
        "accepted" | "approved" | "decided" | "adopted" | "implemented" | "done" => RecordStatus::Accepted,
        "rejected" | "declined" => RecordStatus::Rejected,
        "deprecated" | "obsolete" | "retired" => RecordStatus::Deprecated,
        "superseded" | "superceded" | "replaced" => RecordStatus::Superseded,
        "承認" => RecordStatus::Accepted,
        "提案" => RecordStatus::Proposed,
        _ => return None,
    };
    let is_word = words.eq_ignore_ascii_case(status.text().en);
    Some((status, is_word))
}

/// The record that words such as `Superseded by [ADR-0005](0005-x.md)` name.
pub(super) fn successor(words: &str) -> Option<NamedRecord> {
    let at = words.to_ascii_lowercase().find(" by ")?;
    named(words.get(at + 4..)?)
}

/// The record that words such as `Supersedes [ADR-0003](0003-x.md)` name.
pub(super) fn predecessor(words: &str) -> Option<NamedRecord> {
    let words = words.trim().trim_start_matches(['*', '_', '-', ' ']);
    let is_word = |word: &&str| words.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    // The second spelling is that of a tool by which many such records are made.
    let word = ["supersedes", "supercedes", "replaces"].into_iter().find(is_word)?;
    let rest = words.get(word.len()..).filter(|rest| rest.starts_with([' ', ':', '*']))?;
    named(rest.trim_start_matches([':', '*', ' ']))
}

/// A record by the words that name it.
fn named(words: &str) -> Option<NamedRecord> {
    let name = link_text(words).trim_matches(['"', '.', '*', ' ']);
    let (number, title) = numbered(name);
    (!name.is_empty()).then(|| NamedRecord { number: number.to_owned(), title: title.to_owned() })
}

/// The number before a title, as in `1. Title`, `ADR-0005: Title` and `0005 Title`, and the title. Titles that begin with a
/// figure, such as `3.5 GHz`, `12:00 cut-off`, `0-day policy` and `2 options`, have no number.
pub(super) fn numbered(title: &str) -> (&str, &str) {
    let title = title.trim();
    let prefix = ["ADR", "adr", "DR"].into_iter().find_map(|prefix| title.strip_prefix(prefix));
    let rest = prefix.map_or(title, |rest| rest.trim_start_matches(['-', '_', ' ', '#']));
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == rest.len() {
        return ("", title);
    }
    let number = title.get(..title.len() - after.len()).unwrap_or_default();
    let words = after.trim_start_matches(['.', ':', ')', '-', '–', '—', ' ', '\t']);
    let is_parted = words.len() < after.len() || words.is_empty();
    let behind_mark = after.strip_prefix(['.', ':', ')']);
    let is_marked =
        behind_mark.is_some_and(|rest| rest.chars().next().is_none_or(|c| c.is_whitespace() || !c.is_ascii()));
    let is_padded = number.starts_with('0') && number.len() > 1 && behind_mark.is_none();
    let is_number = prefix.is_some() || is_marked || is_padded;
    if is_parted && is_number { (number, words) } else { ("", title) }
}

/// A day as `2026-03-31`, from that form or one with slashes or dots in the same order.
pub(super) fn day(words: &str) -> Option<String> {
    let mut parts = words.trim().splitn(3, ['-', '/', '.']);
    let mut part = |digits: std::ops::RangeInclusive<usize>, most: u32| {
        let text = parts.next().filter(|part| digits.contains(&part.len()))?;
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| is_number && (1..=most).contains(number))
    };
    let (year, month, date) = (part(4..=4, 9999)?, part(1..=2, 12)?, part(1..=2, 31)?);
    Some(format!("{year:04}-{month:02}-{date:02}"))
}
