//! The state of a decision, computed and never typed.

use rust_decimal::Decimal;

use super::Open;
use crate::cell::{ErrorValue, Value};
use crate::number::compare;
use crate::number::date::ymd_from_serial;
use crate::workbook::{DecisionOption, Figure, PageId, RecordColumn, TriggerMeaning, Workbook};

/// What the figures of a record say now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordReport {
    /// The triggers of metrics, drivers and conditions, in that order.
    pub triggers: Vec<TriggerReport>,
    /// The options with their weighted scores.
    pub options: Vec<OptionScore>,
    /// The option with the highest score; nothing while two share it or none has one.
    pub leading: Option<String>,
    /// The day of the next review that was not held, as `2026-03-31`.
    pub next_review: Option<String>,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// Whether the decision is still followed: a draft, a proposal or one in force. Triggers of a record that was
    /// rejected, deprecated or superseded raise no alarm and its reviews are not due.
    pub holds: bool,
    /// Whether the decision was taken and holds, be it while a new revision is written. A condition that can't be computed raises an alarm only then; before, it
    /// is one of the things that are missing.
    pub is_in_force: bool,
}

/// The trigger of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct TriggerReport {
    /// The row.
    pub row: u32,
    /// What it means when it trips.
    pub meaning: TriggerMeaning,
    /// What it says.
    pub state: TriggerState,
}

/// What a trigger says.
#[derive(Clone, Debug, PartialEq)]
pub enum TriggerState {
    /// There is none.
    Unset,
    /// FALSE.
    Quiet,
    /// TRUE.
    Tripped,
    /// It gives something that is neither.
    NotBoolean,
    /// It can't be computed, as when a cell that it read is gone.
    Broken(ErrorValue),
}

/// One option among the others.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionScore {
    /// Its mark.
    pub id: String,
    /// Its weighted score; nothing while it has none.
    pub score: Option<Decimal>,
}

impl RecordReport {
    /// The triggers that have tripped, in the order of the page; none once the decision no longer holds.
    pub fn tripped(&self) -> impl Iterator<Item = &TriggerReport> {
        self.triggers.iter().filter(|trigger| self.holds && trigger.state == TriggerState::Tripped)
    }

    /// The triggers of a decision in force that can't say whether they have tripped, in the order of the page.
    pub fn broken(&self) -> impl Iterator<Item = &TriggerReport> {
        let is_broken = |state: &TriggerState| matches!(state, TriggerState::NotBoolean | TriggerState::Broken(_));
        self.triggers.iter().filter(move |trigger| self.is_in_force && is_broken(&trigger.state))
    }

    /// The gravest meaning among the triggers that have tripped; none once the decision no longer holds.
    #[must_use]
    pub fn alarm(&self) -> Option<TriggerMeaning> {
        self.tripped().map(|trigger| trigger.meaning).max()
    }

    /// What the trigger of a row says.
    #[must_use]
    pub fn trigger(&self, row: u32) -> Option<&TriggerReport> {
        self.triggers.iter().find(|trigger| trigger.row == row)
    }
}

/// What the record on a page says now; nothing when there is none. Reviews are due by the day that the workbook was told.
#[must_use]
pub fn report(workbook: &Workbook, page: &PageId) -> Option<RecordReport> {
    let open = Open::new(workbook, page)?;
    let text = &open.record.text;
    let options: Vec<OptionScore> = text.options.iter().map(|option| score(open, option)).collect();
    let holds = open.record.is_followed();
    let due =
        open.record.reviews.iter().filter(|review| review.held.is_none() && holds).map(|review| &review.due).min();
    let today = iso_date(workbook.today());
    Some(RecordReport {
        triggers: text.figures().map(|figure| trigger(open, figure)).collect(),
        leading: leading(&options),
        options,
        // Days of this form stand in the order of their texts.
        is_overdue: due.is_some_and(|due| *due < today),
        next_review: due.cloned(),
        holds,
        is_in_force: open.record.in_force().is_some(),
    })
}

fn trigger(open: Open<'_>, figure: &Figure) -> TriggerReport {
    let at = open.cell(figure.row, RecordColumn::Trigger);
    let state = match open.workbook.value(at) {
        Value::Blank => TriggerState::Unset,
        Value::Bool(true) => TriggerState::Tripped,
        Value::Bool(false) => TriggerState::Quiet,
        Value::Error(error) => TriggerState::Broken(*error),
        Value::Text(text) if text.is_empty() => TriggerState::Unset,
        Value::Number(_) | Value::Text(_) | Value::Array(_) => TriggerState::NotBoolean,
    };
    TriggerReport { row: figure.row, meaning: figure.meaning, state }
}

fn score(open: Open<'_>, option: &DecisionOption) -> OptionScore {
    let score = match open.workbook.value(open.cell(option.row, RecordColumn::Current)) {
        Value::Number(score) => Some(*score),
        _ => None,
    };
    OptionScore { id: option.id.clone(), score }
}

fn leading(options: &[OptionScore]) -> Option<String> {
    let scored = || options.iter().filter_map(|option| Some((option, option.score?)));
    let (best, score) = scored().max_by(|a, b| compare(a.1, b.1))?;
    let is_alone = scored().filter(|(_, other)| compare(*other, score).is_eq()).count() == 1;
    is_alone.then(|| best.id.clone())
}

/// How many percent of the way from its baseline to its target a figure has come, in whole percent; it may be below zero
/// and beyond a hundred. Nothing where one of the three is no number, or where there is no way to go.
#[must_use]
pub fn progress(workbook: &Workbook, page: &PageId, row: u32) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    let open = Open::new(workbook, page)?;
    let number = |column| match workbook.value(open.cell(row, column)) {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    let (baseline, target) = (number(RecordColumn::Baseline)?, number(RecordColumn::Target)?);
    let way = target.checked_sub(baseline).filter(|way| !way.is_zero())?;
    let done = number(RecordColumn::Current)?.checked_sub(baseline)?.checked_mul(Decimal::ONE_HUNDRED)?;
    done.checked_div(way)?.round().to_i64()
}

/// A day as `2026-03-31`; empty for no day.
#[must_use]
pub fn iso_date(serial: i32) -> String {
    ymd_from_serial(serial).map_or_else(String::new, |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}
