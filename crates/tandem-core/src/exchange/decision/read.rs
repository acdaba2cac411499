//! Markdown as a record: which form a text has, and what both readers need.

use super::outline::{Outline, Section};
use super::words::{FORM_KEY, LANGUAGE_KEY, LOG_FORM, RECORD_FORM};
use super::{Expected, ImportedRecord, MadrError, read_own, read_public};
use crate::limits::{MAX_DECISION_BYTES, MAX_PARTS, MAX_TEXT_CHARS};
use crate::text::Language;

/// Reads one decision record: our own Markdown, in which nothing is lost, or a record in the form of MADR 2, 3 or 4 or of
/// Nygard, whose every word is kept.
///
/// # Errors
/// When the text has no heading, is larger than what is read, or when a table of our own form holds what can't be.
pub fn from_madr(text: &str) -> Result<ImportedRecord, MadrError> {
    let outline = open(text)?;
    match outline.front(FORM_KEY) {
        Some(LOG_FORM) => Err(MadrError { line: 1, expected: Expected::OneRecord }),
        Some(RECORD_FORM) => read_own::read(&outline.front, &outline.sections, language(&outline)),
        _ => read_public::read(&outline),
    }
}

/// The headings of a text, of which there is at least one.
pub(super) fn open(text: &str) -> Result<Outline<'_>, MadrError> {
    if text.len() > MAX_DECISION_BYTES {
        return Err(MadrError { line: 1, expected: Expected::FewerBytes });
    }
    let outline = Outline::of(text);
    if outline.sections.is_empty() {
        return Err(MadrError { line: 1, expected: Expected::Title });
    }
    Ok(outline)
}

/// The language in which a text of our own form is written.
pub(super) fn language(outline: &Outline<'_>) -> Language {
    outline.front(LANGUAGE_KEY).and_then(Language::from_tag).unwrap_or_default()
}

/// Adds a paragraph to a text that may not grow longer than a cell's.
pub(super) fn add(text: &mut String, paragraph: &str, line: usize) -> Result<(), MadrError> {
    if paragraph.is_empty() {
        return Ok(());
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(paragraph);
    within_limit(text, line)
}

/// Refuses a text that is longer than a cell's.
pub(super) fn within_limit(text: &str, line: usize) -> Result<(), MadrError> {
    let is_long = text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some();
    if is_long { Err(MadrError { line, expected: Expected::ShorterText }) } else { Ok(()) }
}

/// Refuses one more entry where there are as many as a workbook can hold.
pub(super) const fn room(count: usize, line: usize) -> Result<(), MadrError> {
    if count < MAX_PARTS { Ok(()) } else { Err(MadrError { line, expected: Expected::FewerEntries }) }
}

/// A section's heading and what stands under it as they are, for a place where it is no section.
pub(super) fn verbatim(section: &Section<'_>) -> String {
    let body = super::text::joined(section.body.iter().copied());
    match (section.heading.is_empty(), body.is_empty()) {
        (true, _) => body,
        (false, true) => section.heading.to_owned(),
        (false, false) => format!("{}\n\n{body}", section.heading),
    }
}
