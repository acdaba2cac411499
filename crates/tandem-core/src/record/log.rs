//! What a log tells of the records of a workbook: where each stands, whose it is, what is due and what has tripped.

use std::collections::BTreeMap;

use super::{Open, report};
use crate::text::{Language, Localized};
use crate::workbook::{
    Confidence, Held, Page, PageId, Prose, Record, RecordColumn, RecordStatus, TriggerMeaning, Verdict, Workbook,
};

/// A record as a line of a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// Its page.
    pub page: PageId,
    /// What it is called by, such as `B0267`.
    pub number: String,
    /// Its title.
    pub title: Localized,
    /// Where it stands.
    pub status: RecordStatus,
    /// Who takes the decision.
    pub decider: Localized,
    /// How sure they were of it.
    pub confidence: Option<Confidence>,
    /// The day of its acceptance, as `2026-03-31`.
    pub accepted: Option<String>,
    /// The day of the next review, as `2026-03-31`.
    pub next_review: Option<String>,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// How it turned out at the last review that was held.
    pub verdict: Option<Verdict>,
    /// How each revision that was reviewed turned out at its last review, the first revision first, with how sure those who
    /// decided were of that revision: what a calibration counts.
    pub verdicts: Vec<(Option<Confidence>, Verdict)>,
    /// Triggers that have tripped, the gravest first: what each means, and what it is called.
    pub tripped: Vec<(TriggerMeaning, Localized)>,
    /// Every word that people may search for, in both languages.
    pub words: Vec<String>,
}

impl Logged {
    /// Whether somebody has to look at it now.
    #[must_use]
    pub fn is_pressing(&self) -> bool {
        self.is_overdue || !self.tripped.is_empty()
    }
}

/// Every record of a workbook, in the order of its pages.
#[must_use]
pub fn logged(workbook: &Workbook) -> Vec<Logged> {
    workbook.pages().iter().filter_map(|page| line(workbook, page)).collect()
}

fn line(workbook: &Workbook, page: &Page) -> Option<Logged> {
    let open = Open::new(workbook, &page.id)?;
    let report = report(workbook, &page.id)?;
    let record = open.record;
    let name = |row| Localized::of(|language| workbook.display_text(open.cell(row, RecordColumn::Name), language));
    let mut tripped: Vec<(TriggerMeaning, Localized)> =
        report.tripped().map(|trigger| (trigger.meaning, name(trigger.row))).collect();
    // The order of the page stays among those of one meaning.
    tripped.sort_by_key(|(meaning, _)| std::cmp::Reverse(*meaning));
    let held = record.reviews.iter().filter_map(|review| review.held.as_ref());
    Some(Logged {
        page: page.id.clone(),
        number: record.number.clone(),
        title: page.title.clone(),
        status: record.status,
        decider: record.text.decider.clone(),
        confidence: record.text.confidence,
        accepted: record.snapshot.as_ref().map(|snapshot| snapshot.date.clone()),
        next_review: report.next_review,
        is_overdue: report.is_overdue,
        verdict: held.max_by(|a, b| a.date.cmp(&b.date)).map(|held| held.verdict),
        verdicts: verdicts(record),
        tripped,
        words: words(open, &page.title, record),
    })
}

/// The last verdict of each revision that was reviewed.
fn verdicts(record: &Record) -> Vec<(Option<Confidence>, Verdict)> {
    let mut last: BTreeMap<u32, &Held> = BTreeMap::new();
    for held in record.reviews.iter().filter_map(|review| review.held.as_ref()) {
        let known = last.entry(record.judged_revision(held)).or_insert(held);
        // Of two on one day the one that stands later counts.
        if held.date >= known.date {
            *known = held;
        }
    }
    last.into_iter().map(|(revision, held)| (record.confidence_of(revision), held.verdict)).collect()
}

fn words(open: Open<'_>, title: &Localized, record: &Record) -> Vec<String> {
    let text = &record.text;
    let prose = Prose::ALL.into_iter().map(|part| part.of(text));
    let lessons = record.reviews.iter().filter_map(|review| review.held.as_ref()).map(|held| &held.lesson);
    let options = text.options.iter().map(|option| &option.text);
    let both = [title].into_iter().chain(prose).chain(&text.risks).chain(options).chain(lessons);
    let mut words: Vec<String> = both.flat_map(|text| [text.en.clone(), text.ja.clone()]).collect();
    let names = [&record.number, &record.variants.english, &record.variants.katakana, &record.variants.kanji];
    words.extend(names.into_iter().cloned());
    for row in text.rows() {
        for language in [Language::English, Language::Japanese] {
            words.push(open.workbook.display_text(open.cell(row, RecordColumn::Name), language));
        }
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}
