//! A record as Markdown: metadata, title and the sections of MADR 4. What it has no section for is in `write_own.rs`.

use std::collections::BTreeMap;

use super::text::{block, inline, item, quoted, yaml};
use super::words::{
    BAD, BECAUSE, CHOSEN, CONFIRMATION, CONSEQUENCES, CONTEXT, DATE_LABEL, DECIDERS_LABEL, DRIVERS, FORM_KEY,
    LANGUAGE_KEY, MORE, OPTIONS, OUTCOME, PROS_AND_CONS, RECORD_FORM, STATUS_LABEL, after,
};
use crate::cell::CellAddress;
use crate::text::{Language, Text};
use crate::workbook::{DecisionOption, Page, PageId, Record, RecordColumn, Sheet, Workbook};

/// The record on a page as Markdown of the form MADR 4, with headings and texts of one language and whatever the other
/// language says differently beside them. Reading it gives the same record with its earlier revisions and the same cells with
/// their number formats and notes; other looks of cells and where their content comes from are not in it. Nothing when the page has no record.
#[must_use]
pub fn to_madr(workbook: &Workbook, page: &PageId, language: Language) -> Option<String> {
    let mut writer = Writer::new(workbook, workbook.page(page)?, language, 1)?;
    writer.front_matter();
    let title = inline(writer.page.title.get(language));
    writer.push_heading(0, &title);
    writer.sections();
    Some(writer.finish())
}

/// What a record is written with.
pub(super) struct Writer<'a> {
    pub(super) workbook: &'a Workbook,
    pub(super) page: &'a Page,
    pub(super) record: &'a Record,
    pub(super) sheet: &'a Sheet,
    /// What was typed in the cells of its sheet.
    pub(super) cells: BTreeMap<String, String>,
    pub(super) language: Language,
    /// The level of the title.
    base: usize,
    text: String,
}

impl<'a> Writer<'a> {
    /// A writer for the record on a page; nothing where there is none.
    pub(super) fn new(workbook: &'a Workbook, page: &'a Page, language: Language, base: usize) -> Option<Self> {
        let (record, sheet) = (page.record()?, page.sheet()?);
        let cells = workbook.typed_cells(sheet.id);
        Some(Self { workbook, page, record, sheet, cells, language, base, text: String::new() })
    }

    /// The text, with one line end behind it.
    pub(super) fn finish(self) -> String {
        format!("{}\n", self.text.trim_end_matches('\n'))
    }

    /// A heading so many levels below the title.
    pub(super) fn push_heading(&mut self, below: usize, heading: &str) {
        let marks = "#".repeat(self.base + below);
        // A heading without words still has to be one.
        let heading = if heading.is_empty() { "&nbsp;" } else { heading };
        self.text.push_str(&format!("{marks} {heading}\n\n"));
    }

    pub(super) fn push_block(&mut self, markdown: &str) {
        if !markdown.is_empty() {
            self.text.push_str(markdown.trim_end_matches('\n'));
            self.text.push_str("\n\n");
        }
    }

    pub(super) const fn word(&self, word: Text) -> &'static str {
        word.get(self.language)
    }

    fn section(&mut self, below: usize, heading: Text, markdown: &str) {
        if !markdown.is_empty() {
            self.push_heading(below, self.word(heading));
            self.push_block(markdown);
        }
    }

    /// The status as MADR writes it.
    fn status(&self) -> String {
        let word = self.record.status.text().en.to_lowercase();
        match self.record.superseded_by.as_ref().and_then(|id| self.named(id)) {
            Some((number, title)) => format!("{word} by {}", [number, title].join(" ").trim()),
            None => word,
        }
    }

    fn front_matter(&mut self) {
        let mut lines = vec![
            "---".to_owned(),
            format!("{FORM_KEY}: {RECORD_FORM}"),
            format!("{LANGUAGE_KEY}: {}", self.language.tag()),
        ];
        let status = self.status();
        lines.push(format!("status: {}", if status.contains(' ') { yaml(&status) } else { status }));
        lines.extend(self.record.text.updated.as_ref().map(|date| format!("date: {date}")));
        let decider = self.record.text.decider.get(self.language);
        if !decider.is_empty() {
            lines.push(format!("decision-makers: {}", yaml(decider)));
        }
        lines.push("---".to_owned());
        self.push_block(&lines.join("\n"));
    }

    /// The metadata as a list, where no front matter can stand.
    pub(super) fn metadata_list(&mut self) {
        let mut lines = vec![format!("- {}: {}", self.word(STATUS_LABEL), inline(&self.status()))];
        let label = self.word(DATE_LABEL);
        lines.extend(self.record.text.updated.as_ref().map(|date| format!("- {label}: {date}")));
        let decider = self.record.text.decider.get(self.language);
        if !decider.is_empty() {
            lines.push(format!("- {}: {}", self.word(DECIDERS_LABEL), inline(decider)));
        }
        self.push_block(&lines.join("\n"));
    }

    /// Everything below the title.
    pub(super) fn sections(&mut self) {
        let (record, language) = (self.record, self.language);
        let text = &record.text;
        self.section(1, CONTEXT, &block(text.context.get(language)));
        let names = text.drivers.iter().map(|driver| self.shown(driver.row, RecordColumn::Name));
        let drivers = list(names.map(|name| item(&name)));
        self.section(1, DRIVERS, &drivers);
        let options = list(text.options.iter().map(|option| item(&self.option_name(option))));
        self.section(1, OPTIONS, &options);
        self.outcome();
        if !text.options.is_empty() {
            self.push_heading(1, self.word(PROS_AND_CONS));
            for option in &text.options {
                let name = inline(&self.option_name(option));
                self.push_heading(2, &name);
                self.push_block(&block(option.text.get(language)));
            }
        }
        self.push_heading(1, self.word(MORE));
        self.own_sections();
    }

    fn outcome(&mut self) {
        let (record, language) = (self.record, self.language);
        let text = &record.text;
        let (decision, rationale) = (text.decision.get(language), text.rationale.get(language));
        let risks = list(text.risks.iter().map(|risk| {
            let risk = risk.get(language);
            format!("{}{}", self.word(BAD), item(risk))
        }));
        let next = block(text.next.get(language));
        // A decision that begins with these words would be taken for the sentence.
        let is_like_it = after(decision, CHOSEN).is_some();
        let has_sentence = text.chosen.is_some() || !rationale.is_empty() || is_like_it;
        if !has_sentence && decision.is_empty() && risks.is_empty() && next.is_empty() {
            return;
        }
        self.push_heading(1, self.word(OUTCOME));
        if has_sentence {
            let chosen = text.chosen.as_deref().map(|id| match text.option(id) {
                Some(option) => self.option_name(option),
                None => id.to_owned(),
            });
            let mut sentence = format!("{}{}", self.word(CHOSEN), quoted(chosen.as_deref().unwrap_or("–")));
            if !rationale.is_empty() {
                sentence.push_str(self.word(BECAUSE));
                sentence.push_str(&inline(rationale));
            }
            self.push_block(&sentence);
        }
        self.push_block(&block(decision));
        self.section(2, CONSEQUENCES, &risks);
        self.section(2, CONFIRMATION, &next);
    }

    /// What a cell of a line shows.
    fn shown(&self, row: u32, column: RecordColumn) -> String {
        self.workbook.display_text(CellAddress::new(self.sheet.id, row, column.index()), self.language)
    }

    fn option_name(&self, option: &DecisionOption) -> String {
        format!("{}: {}", option.id, self.shown(option.row, RecordColumn::Name))
    }

    /// Number and title of a page.
    pub(super) fn named(&self, id: &PageId) -> Option<(String, String)> {
        let page = self.workbook.page(id)?;
        let number = page.record().map(|record| record.number.clone()).unwrap_or_default();
        Some((number, page.title.get(self.language).to_owned()))
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("- {item}\n")).collect()
}
