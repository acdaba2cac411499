//! Lines of a record that come and go: metrics, drivers, conditions, criteria and options, each a row of its sheet.

use super::Open;
use crate::cell::{CellAddress, column_name};
use crate::edit::{CellEdit, Edit};
use crate::limits::MAX_COLUMNS;
use crate::workbook::{DecisionOption, Figure, Line, PageId, Record, RecordColumn, TriggerMeaning, Workbook};

/// The kinds of lines that have nothing but a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// What the decision is measured by.
    Metric,
    /// What moves the metrics.
    Driver,
    /// When to stop, to escalate or to look again.
    Condition(TriggerMeaning),
    /// What options are compared by.
    Criterion,
}

/// The row before which a line of a kind is inserted: after the last of its kind, else under everything.
fn row_for(record: &Record, last: Option<u32>) -> u32 {
    let all = record.text.rows().max();
    last.or(all).map_or(1, |row| row.saturating_add(1))
}

/// Adds a line with a name at the end of its kind. Nothing when the page has no record.
#[must_use]
pub fn add_line(workbook: &Workbook, page: &PageId, kind: LineKind, name: &str) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    let text = &open.record.text;
    let last = |figures: &[Figure]| figures.iter().map(|figure| figure.row).max();
    let row = row_for(
        open.record,
        match kind {
            LineKind::Metric => last(&text.metrics),
            LineKind::Driver => last(&text.drivers),
            LineKind::Condition(_) => last(&text.conditions),
            LineKind::Criterion => text.criteria.iter().map(|line| line.row).max(),
        },
    );
    let mut record = open.record.clone();
    record.text.move_rows(|own| Some(if own >= row { own.saturating_add(1) } else { own }));
    let figure = |meaning| Figure { row, meaning };
    match kind {
        LineKind::Metric => record.text.metrics.push(figure(TriggerMeaning::Review)),
        LineKind::Driver => record.text.drivers.push(figure(TriggerMeaning::Review)),
        LineKind::Condition(meaning) => record.text.conditions.push(figure(meaning)),
        LineKind::Criterion => record.text.criteria.push(Line { row }),
    }
    let mut cells = vec![CellEdit::typed(CellAddress::new(open.sheet, row, RecordColumn::Name.index()), name)];
    if matches!(kind, LineKind::Criterion) {
        cells.extend(scores_over_all(open, &record));
    }
    Some(with_row(open, page, row, cells, record))
}

/// Scores that weigh every criterion go on doing so when one is added; those that people wrote otherwise stay.
fn scores_over_all(open: Open<'_>, next: &Record) -> Vec<CellEdit> {
    let mut cells = Vec::new();
    for (before, after) in open.record.text.options.iter().zip(&next.text.options) {
        let present = open.workbook.input_text(open.cell(before.row, RecordColumn::Current));
        let is_own = !present.is_empty() && Some(&present) != score_formula(open.record, before.column).as_ref();
        if let (false, Some(formula)) = (is_own, score_formula(next, after.column)) {
            cells.push(CellEdit::typed(open.cell(after.row, RecordColumn::Current), formula));
        }
    }
    cells
}

/// The edit that inserts a row, fills it, and lets the record know of it.
fn with_row(open: Open<'_>, page: &PageId, row: u32, cells: Vec<CellEdit>, record: Record) -> Edit {
    Edit::Batch(vec![
        Edit::InsertRows { sheet: open.sheet, at: row, count: 1 },
        Edit::SetCells(cells),
        Edit::SetRecord { page: page.clone(), record: Box::new(record) },
    ])
}

/// Adds an option with a title. Its score weighs its worth under every criterion that there is. Nothing when the page has
/// no record, or when its sheet has no column left.
#[must_use]
pub fn add_option(workbook: &Workbook, page: &PageId, title: &str) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    let text = &open.record.text;
    let row = row_for(open.record, text.options.iter().map(|option| option.row).max());
    let columns = RecordColumn::FirstOption.index()..MAX_COLUMNS;
    let column = columns.into_iter().find(|column| text.options.iter().all(|option| option.column != *column))?;
    let id = ('A'..='Z').map(String::from).find(|id| text.option(id).is_none())?;
    let mut record = open.record.clone();
    record.text.move_rows(|own| Some(if own >= row { own.saturating_add(1) } else { own }));
    let option = DecisionOption { id, text: crate::text::Localized::default(), row, column };
    let mut cells = vec![CellEdit::typed(CellAddress::new(open.sheet, row, RecordColumn::Name.index()), title)];
    if let Some(formula) = score_formula(&record, column) {
        cells.push(CellEdit::typed(CellAddress::new(open.sheet, row, RecordColumn::Current.index()), formula));
    }
    record.text.options.push(option);
    Some(with_row(open, page, row, cells, record))
}

/// An option's score: its worth under each criterion, weighed. Missing worths are left out and the weights renormalised.
fn score_formula(record: &Record, column: u32) -> Option<String> {
    let rows = || record.text.criteria.iter().map(|line| line.row);
    let (first, last) = (rows().min()?.checked_add(1)?, rows().max()?.checked_add(1)?);
    let (worth, weight) = (column_name(column), column_name(RecordColumn::Baseline.index()));
    let worth = format!("{worth}{first}:{worth}{last}");
    let weights = format!("{weight}{first}:{weight}{last}");
    // Before anything is weighed there is no score, which is no mistake.
    Some(format!("=IF(COUNT({worth})*SUM({weights})=0,\"\",WEIGHTED({worth},{weights}))"))
}

/// Takes the line of a row away, with its row. Nothing when no line of the record stands there.
#[must_use]
pub fn remove_line(workbook: &Workbook, page: &PageId, row: u32) -> Option<Edit> {
    let open = Open::new(workbook, page)?;
    if !open.record.text.rows().any(|own| own == row) {
        return None;
    }
    let removed = open.record.text.options.iter().find(|option| option.row == row).map(|option| option.id.clone());
    let delete = Edit::DeleteRows { sheet: open.sheet, at: row, count: 1 };
    let is_chosen = removed.is_some() && removed == open.record.text.chosen;
    if !is_chosen {
        return Some(delete);
    }
    let mut record = open.record.clone();
    record.text.chosen = None;
    Some(Edit::Batch(vec![Edit::SetRecord { page: page.clone(), record: Box::new(record) }, delete]))
}
