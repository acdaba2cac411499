//! The texts of a record that stand in two languages, each with a key that is the same in every language.

use super::ImportedRecord;
use crate::text::{Language, Localized};
use crate::workbook::{Prose, Record};

/// A language's other one.
pub(super) const fn other(language: Language) -> Language {
    match language {
        Language::English => Language::Japanese,
        Language::Japanese => Language::English,
    }
}

/// The key of the page's title.
const TITLE: &str = "title";

/// Every text of a record that stands in two languages.
pub(super) fn texts<'a>(title: &'a Localized, record: &'a Record) -> Vec<(String, &'a Localized)> {
    let text = &record.text;
    let prose = Prose::ALL.into_iter().map(|part| (part.key().to_owned(), part.of(text)));
    let mut texts: Vec<(String, &Localized)> = std::iter::once((TITLE.to_owned(), title)).chain(prose).collect();
    let numbered = |name: &'static str| move |(at, text)| (format!("{name} {}", at + 1), text);
    texts.extend(text.risks.iter().enumerate().map(numbered("risk")));
    texts.extend(text.options.iter().map(|option| &option.text).enumerate().map(numbered("option")));
    let lessons = record.reviews.iter().enumerate();
    let lessons = lessons.filter_map(|(at, review)| Some((at, &review.held.as_ref()?.lesson)));
    texts.extend(lessons.map(numbered("lesson")));
    texts
}

/// The text of a key for change; nothing for a key that is none.
pub(super) fn text_mut<'a>(imported: &'a mut ImportedRecord, key: &str) -> Option<&'a mut Localized> {
    if key == TITLE {
        return Some(&mut imported.title);
    }
    let text = &mut imported.record.text;
    if let Some(part) = Prose::ALL.into_iter().find(|part| part.key() == key) {
        return Some(part.of_mut(text));
    }
    let (name, number) = key.split_once(' ')?;
    let at = number.parse::<usize>().ok()?.checked_sub(1)?;
    match name {
        "risk" => text.risks.get_mut(at),
        "option" => Some(&mut text.options.get_mut(at)?.text),
        "lesson" => Some(&mut imported.record.reviews.get_mut(at)?.held.as_mut()?.lesson),
        _ => None,
    }
}

/// The text in one language for change.
pub(super) const fn part(text: &mut Localized, language: Language) -> &mut String {
    match language {
        Language::English => &mut text.en,
        Language::Japanese => &mut text.ja,
    }
}
