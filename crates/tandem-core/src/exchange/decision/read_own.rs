//! Reading our own form. What stands in a table is read from there; lists of names beside it are for people only.

use super::edited::{Beside, listed};
use super::items::marker;
use super::localized::{other, part, text_mut};
use super::metadata::{self, Key};
use super::outline::Section;
use super::read::{add, room, verbatim, within_limit};
use super::text::{joined, unescaped, unescaped_block, untyped};
use super::words::{
    BAD, BECAUSE, CHOSEN, CHOSEN_ID, CONDITIONS, CONFIDENCE, CONFIRMATION, CONSEQUENCES, CONTEXT, COST, CRITERIA,
    DRIVER_FIGURES, DRIVERS, ENGLISH_NAME, ENTRIES, GAIN, INTERESTS, KANJI_NAME, KATAKANA_NAME, KEPT, METRICS, MORE,
    NUMBER, OPTION_FIGURES, OPTIONS, OTHER_CELLS, OTHER_LANGUAGE, OUTCOME, PROS_AND_CONS, QUALITY, RELATED, REVIEWS,
    REVISION, SNAPSHOT, SNAPSHOT_DAY, SOURCE, TRADE_OFF, after, is,
};
use super::{Expected, ImportedRecord, MadrError};
use crate::text::{Language, Localized, Text};

/// A record of our own form while it is read.
pub(super) struct Own {
    pub(super) imported: ImportedRecord,
    pub(super) language: Language,
    /// Words beside the tables.
    pub(super) beside: Beside,
}

/// Reads the sections of one record, the first of which is its title.
pub(super) fn read(
    front: &[(String, String)],
    sections: &[Section<'_>],
    language: Language,
) -> Result<ImportedRecord, MadrError> {
    let Some((title, sections)) = sections.split_first() else {
        return Err(MadrError { line: 1, expected: Expected::Title });
    };
    let mut own = Own { imported: ImportedRecord::default(), language, beside: Beside::default() };
    own.imported.title = own.both(title.heading, title.line)?;
    for (key, value) in front {
        own.metadata(Key::of(key), value.clone(), 1)?;
    }
    for (at, line) in title.body.iter().enumerate() {
        match metadata::entry(line) {
            Some((key, value)) => own.metadata(key, unescaped(&value), title.first + at)?,
            None => own.context(line, title.first + at)?,
        }
    }
    let mut chapter = None;
    let mut tables = Vec::new();
    let mut options = Vec::new();
    for section in sections {
        let below = section.level.saturating_sub(title.level);
        if below == 1 {
            chapter = [CONTEXT, DRIVERS, OPTIONS, OUTCOME, PROS_AND_CONS, MORE]
                .into_iter()
                .find(|word| is(section.heading, *word));
        }
        match (below, chapter) {
            (1, Some(chapter)) => own.chapter(chapter, section)?,
            (2, Some(PROS_AND_CONS)) => options.push(section),
            (2, Some(OUTCOME)) if is(section.heading, CONSEQUENCES) => own.consequences(section)?,
            (2, Some(OUTCOME)) if is(section.heading, CONFIRMATION) => {
                own.imported.record.text.next = own.block(section)?
            }
            (2, Some(MORE)) if OWN.iter().any(|word| is(section.heading, *word)) => tables.push(section),
            _ => own.unknown(section)?,
        }
    }
    // Later ones name what earlier ones bring, wherever they stand.
    for word in OWN {
        for section in tables.iter().filter(|section| is(section.heading, word)) {
            own.table(word, section)?;
        }
        if word == OPTION_FIGURES {
            own.option_texts(&options)?;
        }
    }
    own.compare_beside();
    Ok(own.imported)
}

/// The tables of our own in the order in which they are read.
const OWN: [Text; 13] = [
    ENTRIES,
    METRICS,
    DRIVER_FIGURES,
    CONDITIONS,
    OPTION_FIGURES,
    CRITERIA,
    TRADE_OFF,
    OTHER_CELLS,
    REVIEWS,
    RELATED,
    SNAPSHOT,
    OTHER_LANGUAGE,
    KEPT,
];

impl Own {
    /// A text of one line in both languages; what the other one says otherwise comes later.
    pub(super) fn both(&self, text: &str, line: usize) -> Result<Localized, MadrError> {
        let text = unescaped(text);
        within_limit(&text, line)?;
        Ok(Localized::same(text))
    }

    fn block(&self, section: &Section<'_>) -> Result<Localized, MadrError> {
        let text = unescaped_block(section.body.iter().copied());
        within_limit(&text, section.line)?;
        Ok(Localized::same(text))
    }

    /// Words that stand where none are expected.
    fn context(&mut self, text: &str, line: usize) -> Result<(), MadrError> {
        let text = unescaped(text.trim());
        if text.is_empty() {
            return Ok(());
        }
        let context = &mut self.imported.record.text.context;
        add(&mut context.en, &text, line)?;
        add(&mut context.ja, &text, line)
    }

    fn unknown(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        let heading = section.heading;
        self.imported.warnings.push(Localized {
            en: format!(
                "Line {}: the section “{heading}” is unknown and stands at the end of the context.",
                section.line
            ),
            ja: format!("{}行目: 見出し「{heading}」は不明なため、背景の末尾に置きました。", section.line),
        });
        self.context(&verbatim(section), section.line)
    }

    fn metadata(&mut self, key: Key, value: String, line: usize) -> Result<(), MadrError> {
        let record = &mut self.imported.record;
        match key {
            Key::Status => {
                let status = metadata::status(&value).ok_or(MadrError { line, expected: Expected::Status })?;
                record.status = status.0;
            }
            Key::Date => {
                let day = metadata::day(&value).filter(|day| *day == value);
                record.text.updated = Some(day.ok_or(MadrError { line, expected: Expected::Day })?);
            }
            Key::Deciders => {
                within_limit(&value, line)?;
                record.text.decider = Localized::same(value);
            }
            Key::Other => {}
        }
        Ok(())
    }

    fn chapter(&mut self, chapter: Text, section: &Section<'_>) -> Result<(), MadrError> {
        match chapter {
            CONTEXT => {
                let text = unescaped_block(section.body.iter().copied());
                let context = &mut self.imported.record.text.context;
                add(&mut context.en, &text, section.line)?;
                add(&mut context.ja, &text, section.line)
            }
            OUTCOME => self.outcome(section),
            DRIVERS => {
                self.beside.drivers = Some(listed(section));
                Ok(())
            }
            OPTIONS => {
                self.beside.options = Some(listed(section));
                Ok(())
            }
            MORE | PROS_AND_CONS => self.context(&joined(section.body.iter().copied()), section.line),
            _ => Ok(()),
        }
    }

    fn outcome(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        let mut lines = section.body.iter().copied().skip_while(|line| line.trim().is_empty()).peekable();
        let sentence = lines.peek().and_then(|line| after(line, CHOSEN)).and_then(|rest| rest.strip_prefix('"'));
        let text = &mut self.imported.record.text;
        if let Some(sentence) = sentence {
            lines.next();
            let mut before = ' ';
            let end = sentence.find(|c| {
                let is_end = c == '"' && before != '\\';
                // Two backslashes are one sign, and escape nothing after them.
                before = if before == '\\' { ' ' } else { c };
                is_end
            });
            let rest = end.and_then(|end| sentence.get(end + 1..)).unwrap_or_default();
            let named = end.and_then(|end| sentence.get(..end)).map(unescaped);
            let before = section.body.iter().take_while(|line| line.trim().is_empty()).count();
            self.beside.chosen = named.map(|named| (section.first + before, named));
            let reason = unescaped(after(rest, BECAUSE).unwrap_or(rest).trim());
            within_limit(&reason, section.line)?;
            text.rationale = Localized::same(reason);
        }
        let decision = unescaped_block(lines);
        within_limit(&decision, section.line)?;
        text.decision = Localized::same(decision);
        Ok(())
    }

    fn consequences(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        for (at, line) in section.body.iter().enumerate() {
            let line_number = section.first + at;
            match marker(line).and_then(|item| after(item, BAD)) {
                Some(risk) => {
                    room(self.imported.record.text.risks.len(), line_number)?;
                    let risk = self.both(risk, line_number)?;
                    self.imported.record.text.risks.push(risk);
                }
                None => {
                    let text = unescaped(line.trim());
                    let rationale = &mut self.imported.record.text.rationale;
                    add(&mut rationale.en, &text, line_number)?;
                    add(&mut rationale.ja, &text, line_number)?;
                }
            }
        }
        Ok(())
    }

    /// The texts of options by their order, or by their marks when people added or removed some.
    fn option_texts(&mut self, sections: &[&Section<'_>]) -> Result<(), MadrError> {
        let is_same_order = sections.len() == self.imported.record.text.options.len();
        for (at, section) in sections.iter().enumerate() {
            let text = self.block(section)?;
            let heading = unescaped(section.heading);
            self.beside.headings.push((section.line, heading.clone()));
            let is_named = |id: &str| heading.strip_prefix(id).is_some_and(|rest| rest.starts_with(':'));
            let options = &mut self.imported.record.text.options;
            let found = if is_same_order {
                options.get_mut(at)
            } else {
                options.iter_mut().find(|option| is_named(&option.id) && option.text.en.is_empty())
            };
            match found {
                Some(option) => option.text = text,
                None => self.unknown(section)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, word: Text, section: &Section<'_>) -> Result<(), MadrError> {
        if word == KEPT {
            return self.take_kept(section);
        }
        for (at, cells) in super::table::rows(&section.body) {
            let row = Row { line: section.first + at, cells };
            match word {
                ENTRIES => self.entry(&row)?,
                OTHER_LANGUAGE => self.other_language(&row)?,
                REVIEWS => self.review(&row)?,
                RELATED => self.related(&row)?,
                SNAPSHOT => self.snapshot(&row)?,
                _ => self.figure(word, &row)?,
            }
        }
        Ok(())
    }

    fn entry(&mut self, row: &Row<'_>) -> Result<(), MadrError> {
        let (word, text) = (row.cell(0), unescaped(row.cell(1)));
        within_limit(&text, row.line)?;
        let record = &mut self.imported.record;
        let both = || Localized::same(text.clone());
        match word {
            _ if is(word, NUMBER) => record.number = text,
            _ if is(word, ENGLISH_NAME) => record.variants.english = text,
            _ if is(word, KATAKANA_NAME) => record.variants.katakana = text,
            _ if is(word, KANJI_NAME) => record.variants.kanji = text,
            _ if is(word, QUALITY) => record.text.quality = both(),
            _ if is(word, SOURCE) => record.text.source = both(),
            _ if is(word, INTERESTS) => record.text.interests = both(),
            _ if is(word, GAIN) => record.text.trade_off.gain = both(),
            _ if is(word, COST) => record.text.trade_off.cost = both(),
            _ if is(word, CHOSEN_ID) => record.text.chosen = Some(text),
            _ if is(word, CONFIDENCE) => record.text.confidence = Some(row.confidence(&text)?),
            _ if is(word, SNAPSHOT_DAY) => record.snapshot.get_or_insert_default().date = row.day(&text)?,
            _ if is(word, REVISION) => {
                let number = text.parse().ok().filter(|number| *number >= 1);
                record.revision = number.ok_or_else(|| row.error(Expected::Number))?;
            }
            _ => return Err(row.error(Expected::Entry)),
        }
        Ok(())
    }

    fn other_language(&mut self, row: &Row<'_>) -> Result<(), MadrError> {
        let text = unescaped(row.cell(1));
        within_limit(&text, row.line)?;
        let language = other(self.language);
        match text_mut(&mut self.imported, row.cell(0)) {
            Some(localized) => *part(localized, language) = text,
            None => return Err(row.error(Expected::Entry)),
        }
        Ok(())
    }
}

/// A row of a table and where it stands.
pub(super) struct Row<'a> {
    pub(super) line: usize,
    pub(super) cells: Vec<&'a str>,
}

impl Row<'_> {
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).copied().unwrap_or_default()
    }

    pub(super) const fn error(&self, expected: Expected) -> MadrError {
        MadrError { line: self.line, expected }
    }

    /// What was typed in the cell that is told, and what it showed.
    pub(super) fn typed(&self, at: usize) -> Result<(String, Option<String>), MadrError> {
        let (typed, shown) = untyped(self.cell(at));
        within_limit(&typed, self.line)?;
        within_limit(shown.as_deref().unwrap_or_default(), self.line)?;
        Ok((typed, shown))
    }

    pub(super) fn day(&self, text: &str) -> Result<String, MadrError> {
        metadata::day(text).filter(|day| day == text).ok_or_else(|| self.error(Expected::Day))
    }
}
