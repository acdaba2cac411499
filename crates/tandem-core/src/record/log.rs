//! What a log tells of the records of a workbook: where each stands, whose it is, what is due, what has tripped and
//! what can't be computed.

use std::collections::BTreeMap;

use super::{Open, TriggerReport, report};
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
    /// The revision that people go by while a later one is not accepted, and the day of its acceptance, as `2026-03-31`;
    /// nothing where the status tells of the revision that they go by.
    pub earlier_in_force: Option<(u32, Option<String>)>,
    /// Who takes the decision.
    pub decider: Localized,
    /// How sure they were of it.
    pub confidence: Option<Confidence>,
    /// The day of the acceptance of the revision that people go by, or of the present one, as `2026-03-31`.
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
    /// Who answers for its metrics, drivers and conditions, each once, in the order of the page.
    pub owners: Vec<Localized>,
    /// What happened to it and what is planned, each on its day, the earliest first.
    pub events: Vec<LogEvent>,
    /// Triggers that have tripped, the gravest first: what each means, and what it is called.
    pub tripped: Vec<(TriggerMeaning, Localized)>,
    /// Triggers of a decision in force that can't be computed or give neither TRUE nor FALSE, in the same way.
    pub broken: Vec<(TriggerMeaning, Localized)>,
    /// Every word that people may search for, in both languages.
    pub words: Vec<String>,
}

/// Something that happened to a decision, or is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEvent {
    /// The day, as `2026-03-31`.
    pub day: String,
    /// What.
    pub step: LogStep,
}

/// A step of a decision's life that has a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogStep {
    /// It was accepted, as a first or a later revision.
    Accepted,
    /// A review was held, which turned out so.
    Reviewed(Verdict),
    /// A review is due.
    Due,
    /// The record that took its place was accepted.
    Superseded,
}

impl Logged {
    /// Whether somebody has to look at it now.
    #[must_use]
    pub fn is_pressing(&self) -> bool {
        self.is_overdue || !self.tripped.is_empty() || !self.broken.is_empty()
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
    let named = |trigger: &TriggerReport| (trigger.meaning, name(trigger.row));
    let tripped = gravest_first(report.tripped().map(named));
    let broken = gravest_first(report.broken().map(named));
    let held = record.reviews.iter().filter_map(|review| review.held.as_ref());
    let day_of = |revision| record.accepted_on(revision).map(str::to_owned);
    let earlier_in_force = record.in_force().filter(|revision| *revision != record.revision);
    Some(Logged {
        page: page.id.clone(),
        number: record.number.clone(),
        title: page.title.clone(),
        status: record.status,
        earlier_in_force: earlier_in_force.map(|revision| (revision, day_of(revision))),
        decider: record.text.decider.clone(),
        confidence: record.text.confidence,
        accepted: day_of(earlier_in_force.unwrap_or(record.revision)),
        next_review: report.next_review,
        is_overdue: report.is_overdue,
        verdict: held.max_by(|a, b| a.date.cmp(&b.date)).map(|held| held.verdict),
        verdicts: verdicts(record),
        owners: owners(open),
        events: events(open),
        tripped,
        broken,
        words: words(open, &page.title, record),
    })
}

/// The order of the page stays among those of one meaning.
fn gravest_first(named: impl Iterator<Item = (TriggerMeaning, Localized)>) -> Vec<(TriggerMeaning, Localized)> {
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(meaning, _)| std::cmp::Reverse(*meaning));
    named
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

/// Who stands in the column of owners.
fn owners(open: Open<'_>) -> Vec<Localized> {
    let mut owners: Vec<Localized> = Vec::new();
    for figure in open.record.text.figures() {
        let at = open.cell(figure.row, RecordColumn::Owner);
        let owner = Localized::of(|language| open.workbook.display_text(at, language));
        if !owner.en.is_empty() && !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
}

/// The days of a record. When it was superseded is not written down; it is the day when its successor was accepted.
fn events(open: Open<'_>) -> Vec<LogEvent> {
    let record = open.record;
    let event = |day: &String, step| LogEvent { day: day.clone(), step };
    let earlier = record.earlier.iter().filter_map(|revision| revision.snapshot.as_ref());
    let accepted = earlier.chain(&record.snapshot).map(|snapshot| event(&snapshot.date, LogStep::Accepted));
    let reviews = record.reviews.iter().filter_map(|review| match &review.held {
        Some(held) => Some(event(&held.date, LogStep::Reviewed(held.verdict))),
        None => record.is_followed().then(|| event(&review.due, LogStep::Due)),
    });
    let successor = record.superseded_by.as_ref().and_then(|page| open.workbook.page(page)).and_then(Page::record);
    // The first acceptance counts: a revision of the successor supersedes nothing anew.
    let first = successor.and_then(|successor| {
        let earlier = successor.earlier.iter().filter_map(|revision| revision.snapshot.as_ref());
        earlier.chain(&successor.snapshot).next()
    });
    let superseded = first.map(|snapshot| event(&snapshot.date, LogStep::Superseded));
    let mut events: Vec<LogEvent> = accepted.chain(reviews).chain(superseded).collect();
    // Steps of one day stay in this order.
    events.sort_by(|a, b| a.day.cmp(&b.day));
    events
}

fn words(open: Open<'_>, title: &Localized, record: &Record) -> Vec<String> {
    let text = &record.text;
    let prose = Prose::ALL.into_iter().map(|part| part.of(text));
    let held = || record.reviews.iter().filter_map(|review| review.held.as_ref());
    let lessons = held().map(|held| &held.lesson);
    let whole = open.workbook.title();
    let options = text.options.iter().map(|option| &option.text);
    let both = [title, whole].into_iter().chain(prose).chain(&text.risks).chain(options).chain(lessons);
    let mut words: Vec<String> = both.flat_map(|text| [text.en.clone(), text.ja.clone()]).collect();
    let names = [&record.number, &record.variants.english, &record.variants.katakana, &record.variants.kanji];
    words.extend(names.into_iter().chain(held().map(|held| &held.by)).cloned());
    for row in text.rows() {
        for language in [Language::English, Language::Japanese] {
            for column in [RecordColumn::Name, RecordColumn::Owner] {
                words.push(open.workbook.display_text(open.cell(row, column), language));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    words
}
