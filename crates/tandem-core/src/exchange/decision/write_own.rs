//! What MADR has no section for, as tables under “More Information”.

use std::collections::BTreeSet;

use super::localized::{other, texts};
use super::table::table;
use super::text::{inline, translated, typed};
use super::words::{
    BY, CELL, CHOSEN_ID, COLUMN, CONDITIONS, CONFIDENCE, CONTENT, COST, CRITERIA, DRIVER_FIGURES, DUE, ENGLISH_NAME,
    ENTRIES, ENTRY, GAIN, HELD, INTERESTS, KANJI_NAME, KATAKANA_NAME, KEPT, LESSON, LINKED, MEANS, METRICS, NUMBER,
    OPTION, OPTION_FIGURES, OTHER_CELLS, OTHER_LANGUAGE, QUALITY, REFERENCE, REFERENCE_VALUE, RELATED, RELATION,
    REVIEWS, REVISION, ROW, SHARED, SNAPSHOT, SNAPSHOT_DAY, SOURCE, SUPERSEDED_BY, SUPERSEDES, TITLE, TRADE_OFF,
    VERDICT, headings,
};
use super::write::Writer;
use crate::cell::{CellAddress, Value, column_name};
use crate::text::Text;
use crate::workbook::{Figure, RecordColumn};

impl Writer<'_> {
    /// Every table that has rows, in the order in which they are read.
    pub(super) fn own_sections(&mut self) {
        let record = self.record;
        let text = &record.text;
        let entries = self.entries();
        self.own_table(ENTRIES, &[ENTRY, CONTENT], &[], &entries);
        self.figures(METRICS, &text.metrics);
        self.figures(DRIVER_FIGURES, &text.drivers);
        self.figures(CONDITIONS, &text.conditions);
        let options: Vec<_> = text
            .options
            .iter()
            .map(|option| {
                let mut cells = vec![inline(&option.id), column_name(option.column)];
                cells.extend(self.line(option.row));
                cells
            })
            .collect();
        self.own_table(OPTION_FIGURES, &[&[OPTION, COLUMN, ROW], SHARED.as_slice()].concat(), &[], &options);
        let names: Vec<String> = text.options.iter().map(|option| inline(&option.id)).collect();
        let criteria: Vec<_> = text
            .criteria
            .iter()
            .map(|line| {
                let mut cells = self.line(line.row);
                cells.extend(text.options.iter().map(|option| self.cell(line.row, option.column)));
                cells
            })
            .collect();
        let lines = [&[ROW], SHARED.as_slice()].concat();
        self.own_table(CRITERIA, &lines, &names, &criteria);
        let trade_off: Vec<_> = text.trade_off.line.iter().map(|line| self.line(line.row)).collect();
        self.own_table(TRADE_OFF, &lines, &[], &trade_off);
        let cells = self.other_cells();
        self.own_table(OTHER_CELLS, &[CELL, CONTENT], &[], &cells);
        self.reviews();
        self.related();
        self.snapshot();
        self.other_language();
        if let Some(block) = self.kept() {
            self.push_heading(2, self.word(KEPT));
            self.push_block(&block);
        }
    }

    fn own_table(&mut self, heading: Text, columns: &[Text], more: &[String], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        self.push_heading(2, self.word(heading));
        let mut columns = headings(columns, self.language);
        columns.extend_from_slice(more);
        self.push_block(&table(&columns, rows));
    }

    fn entries(&self) -> Vec<Vec<String>> {
        let (record, text, language) = (self.record, &self.record.text, self.language);
        let confidence = text.confidence.map(|confidence| confidence.text().get(language).to_owned());
        let snapshot = record.snapshot.as_ref().map(|snapshot| snapshot.date.clone());
        let words = |text: &crate::text::Localized| Some(text.get(language).to_owned());
        let entries = [
            (NUMBER, Some(record.number.clone())),
            (ENGLISH_NAME, Some(record.variants.english.clone())),
            (KATAKANA_NAME, Some(record.variants.katakana.clone())),
            (KANJI_NAME, Some(record.variants.kanji.clone())),
            (REVISION, Some(record.revision.to_string())),
            (CONFIDENCE, confidence),
            (QUALITY, words(&text.quality)),
            (SOURCE, words(&text.source)),
            (INTERESTS, words(&text.interests)),
            (GAIN, words(&text.trade_off.gain)),
            (COST, words(&text.trade_off.cost)),
            (SNAPSHOT_DAY, snapshot),
        ];
        let filled = entries.into_iter().filter_map(|(word, content)| Some((word, content.filter(|c| !c.is_empty())?)));
        let mut rows: Vec<_> =
            filled.map(|(word, content)| vec![self.word(word).to_owned(), inline(&content)]).collect();
        rows.extend(text.chosen.as_ref().map(|id| vec![self.word(CHOSEN_ID).to_owned(), inline(id)]));
        rows
    }

    fn figures(&mut self, heading: Text, figures: &[Figure]) {
        let rows: Vec<_> = figures
            .iter()
            .map(|figure| {
                let mut cells = vec![self.word(figure.meaning.text()).to_owned()];
                cells.extend(self.line(figure.row));
                cells
            })
            .collect();
        self.own_table(heading, &[&[MEANS, ROW], SHARED.as_slice()].concat(), &[], &rows);
    }

    /// The number of a row and what stands in the columns that every row has.
    fn line(&self, row: u32) -> Vec<String> {
        let cells = RecordColumn::SHARED.map(|column| self.cell(row, column.index()));
        std::iter::once(row.saturating_add(1).to_string()).chain(cells).collect()
    }

    /// What was typed in a cell, and what it shows: after a formula, and after a text that is shown in another language.
    fn cell(&self, row: u32, column: u32) -> String {
        let at = CellAddress::new(self.sheet.id, row, column);
        self.cells.get(&at.a1()).map_or_else(String::new, |input| self.content(at, input))
    }

    fn content(&self, at: CellAddress, input: &str) -> String {
        let content = typed(input);
        let shown = self.workbook.display_text(at, self.language);
        let is_formula = content.starts_with('`');
        let is_translated =
            || matches!(self.workbook.value(at), Value::Text(own) if **own != *shown && **own == *input);
        if shown.is_empty() {
            content
        } else if is_formula {
            format!("{content} → {}", inline(&shown))
        } else if is_translated() {
            translated(&content, &shown)
        } else {
            content
        }
    }

    /// Cells that stand in none of the tables above.
    fn other_cells(&self) -> Vec<Vec<String>> {
        let text = &self.record.text;
        let mut told = BTreeSet::new();
        for row in text.rows() {
            told.extend(RecordColumn::SHARED.map(|column| (row, column.index())));
        }
        for line in &text.criteria {
            told.extend(text.options.iter().map(|option| (line.row, option.column)));
        }
        let told: BTreeSet<String> =
            told.into_iter().map(|(row, column)| CellAddress::new(self.sheet.id, row, column).a1()).collect();
        let others = self.cells.iter().filter(|(place, _)| !told.contains(*place));
        let others = others.filter_map(|(place, input)| {
            let (row, column) = crate::cell::parse_cell(place)?;
            Some(vec![place.clone(), self.content(CellAddress::new(self.sheet.id, row, column), input)])
        });
        others.collect()
    }

    fn reviews(&mut self) {
        let rows: Vec<_> = self
            .record
            .reviews
            .iter()
            .map(|review| {
                let mut cells = vec![review.due.clone()];
                match &review.held {
                    None => cells.extend([const { String::new() }; 5]),
                    Some(held) => cells.extend([
                        held.date.clone(),
                        inline(&held.by),
                        self.word(held.verdict.text()).to_owned(),
                        inline(held.lesson.get(self.language)),
                        held.revision.map_or_else(String::new, |number| number.to_string()),
                    ]),
                }
                cells
            })
            .collect();
        self.own_table(REVIEWS, &[DUE, HELD, BY, VERDICT, LESSON, REVISION], &[], &rows);
    }

    fn related(&mut self) {
        let record = self.record;
        let groups = [
            (SUPERSEDES, record.supersedes.iter().collect::<Vec<_>>()),
            (SUPERSEDED_BY, record.superseded_by.iter().collect()),
            (LINKED, record.linked.iter().collect()),
        ];
        let mut rows = Vec::new();
        for (relation, ids) in groups {
            let named = ids.into_iter().filter_map(|id| self.named(id));
            rows.extend(
                named.map(|(number, title)| vec![self.word(relation).to_owned(), inline(&number), inline(&title)]),
            );
        }
        self.own_table(RELATED, &[RELATION, NUMBER, TITLE], &[], &rows);
    }

    /// Each figure in a row, and below it the cells that it was read from.
    fn snapshot(&mut self) {
        let mut rows = Vec::new();
        for figure in self.record.snapshot.iter().flat_map(|snapshot| &snapshot.figures) {
            let place = CellAddress::new(self.sheet.id, figure.row, figure.column).a1();
            rows.push(vec![place, inline(&figure.value), String::new(), String::new()]);
            for source in &figure.sources {
                rows.push(vec![String::new(), String::new(), inline(&source.reference), inline(&source.value)]);
            }
        }
        self.own_table(SNAPSHOT, &[CELL, CONTENT, REFERENCE, REFERENCE_VALUE], &[], &rows);
    }

    /// What the other language says otherwise.
    fn other_language(&mut self) {
        let rows: Vec<_> = texts(&self.page.title, self.record)
            .into_iter()
            .filter(|(_, text)| text.en != text.ja)
            .map(|(key, text)| vec![key, inline(text.get(other(self.language)))])
            .collect();
        self.own_table(OTHER_LANGUAGE, &[ENTRY, CONTENT], &[], &rows);
    }
}
