//! The figures of the day on which a decision was taken, and the same ones today.

use std::convert::Infallible;

use super::Open;
use crate::cell::{Area, CellAddress, Value};
use crate::engine::Content;
use crate::limits::{MAX_COLUMNS, MAX_ROWS, MAX_SNAPSHOT_SOURCES};
use crate::workbook::{PageId, Snapshot, SnapshotFigure, SnapshotSource, Workbook};

/// A figure then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThenAndNow {
    /// Where it stands today.
    pub at: CellAddress,
    /// What it was, with every digit.
    pub then: String,
    /// What it is, with every digit.
    pub now: String,
    /// The cells that it was reached from, then and now. Where formulas were rewritten since, only those that are still
    /// told apart by their place in the formula.
    pub sources: Vec<Self>,
}

/// Every figure of a record's sheet as it is, with the cells that its formula refers to.
pub(super) fn take(open: Open<'_>, date: &str) -> Snapshot {
    let whole = Area { sheet: open.sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
    let mut figures = Vec::new();
    let Ok(()) = open.workbook.engine().store().for_each_slot_in(whole, |row, column, _| {
        let at = CellAddress::new(open.sheet, row, column);
        let is_formula = matches!(open.workbook.content(at), Content::Formula(_));
        if is_formula || matches!(open.workbook.value(at), Value::Number(_) | Value::Bool(_)) {
            let sources = sources(open.workbook, at).into_iter();
            let sources = sources.map(|(reference, value)| SnapshotSource { reference, value }).collect();
            figures.push(SnapshotFigure { row, column, value: plain(open.workbook.value(at)), sources });
        }
        Ok::<(), Infallible>(())
    });
    Snapshot { date: date.to_owned(), figures }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Array(array) => array.first().plain(),
        value => value.plain(),
    }
}

/// The single cells that a formula refers to and ranges of a few, in the order of the formula.
fn source_cells(workbook: &Workbook, at: CellAddress) -> Vec<CellAddress> {
    let mut cells = Vec::new();
    for area in workbook.engine().precedents(at) {
        let size = u64::from(area.bottom - area.top + 1).saturating_mul(u64::from(area.right - area.left + 1));
        if size <= MAX_SNAPSHOT_SOURCES
            && u64::try_from(cells.len()).is_ok_and(|held| held + size <= MAX_SNAPSHOT_SOURCES)
        {
            let rows = area.top..=area.bottom;
            cells.extend(
                rows.flat_map(|row| {
                    (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column))
                }),
            );
        }
    }
    cells
}

fn sources(workbook: &Workbook, at: CellAddress) -> Vec<(String, String)> {
    let cells = source_cells(workbook, at).into_iter();
    cells.map(|cell| (workbook.reference(cell), plain(workbook.value(cell)))).collect()
}

/// The figures of a record's acceptance beside those of today, row by row; nothing when it was not accepted.
#[must_use]
pub fn then_and_now(workbook: &Workbook, page: &PageId) -> Option<Vec<ThenAndNow>> {
    let open = Open::new(workbook, page)?;
    let snapshot = open.record.snapshot.as_ref()?;
    let figures = snapshot.figures.iter().map(|figure| {
        let at = CellAddress::new(open.sheet, figure.row, figure.column);
        let now = source_cells(workbook, at).into_iter();
        let sources = figure.sources.iter().zip(now).map(|(then, at)| ThenAndNow {
            at,
            then: then.value.clone(),
            now: plain(workbook.value(at)),
            sources: Vec::new(),
        });
        ThenAndNow { at, then: figure.value.clone(), now: plain(workbook.value(at)), sources: sources.collect() }
    });
    Some(figures.collect())
}
