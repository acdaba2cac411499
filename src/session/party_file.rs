//! What leaves the app while one party looks: that party's copy, never the whole workbook.
//!
//! [`made`] needs the part of the program that knows workbooks; only `open_workbook.rs` may call it.

use tandem_core::file;
use tandem_core::template::tools::{PartyCopy, copy_as_seen, seen_by};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::Workbook;

use crate::i18n::sentence;

/// The copy that the party that looks may keep.
#[derive(Clone, Debug)]
pub struct PartyFile {
    /// The title of the workbook with the name of the party.
    pub title: Localized,
    /// The copy.
    pub workbook: Workbook,
    /// The copy as the text of a file.
    pub text: String,
    /// What is not in it, as a sentence.
    pub told: Localized,
}

/// The copy for the party that looks; nothing while everything is shown.
///
/// # Errors
/// Why there is no copy, as a sentence.
pub(super) fn made(workbook: &Workbook) -> Option<Result<PartyFile, Localized>> {
    let viewer = seen_by(workbook)?;
    let made = copy_as_seen(workbook.clone());
    let of = |copy| written(&viewer.name, copy);
    Some(made.map(of).map_err(|error| Localized::of(|language| error.text(language))))
}

fn written(party: &Localized, PartyCopy { workbook, removed }: PartyCopy) -> PartyFile {
    let title = |language| format!("{} – {}", workbook.title().get(language), party.get(language));
    let words = |language| {
        let count = |number: usize| number.to_string();
        let pages: Vec<&str> = removed.pages.iter().map(|title| title.get(language)).collect();
        let separator = if language == Language::Japanese { "、" } else { ", " };
        let places = [
            ("party", party.get(language).to_owned()),
            ("formulas", count(removed.formulas)),
            ("inputs", count(removed.inputs)),
            ("notes", count(removed.notes)),
            ("rows", count(removed.rows)),
            ("pages", pages.join(separator)),
        ];
        let places: Vec<(&str, &str)> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
        sentence(|m| m.tools.party_copied, &places).get(language).to_owned()
    };
    PartyFile { title: Localized::of(title), text: file::write(&workbook), told: Localized::of(words), workbook }
}
