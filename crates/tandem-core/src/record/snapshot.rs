//! The figures of the day on which a decision was taken, and the same ones today.

use std::convert::Infallible;

use super::Open;
use crate::cell::{Area, CellAddress, Value, parse_cell};
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
    /// The cells that it was reached from, then and now.
    pub sources: Vec<Self>,
    /// What it was reached from and has no counterpart now: ranges too large to be kept cell by cell, of which the reference
    /// alone is known, and every cell once the formula refers to others, or to ranges of another size. There nobody can
    /// tell which cell of today was which.
    pub unpaired: Vec<SnapshotSource>,
}

/// Every figure of a record's sheet as it is, with the cells that its formula refers to.
pub(super) fn take(open: Open<'_>, date: &str) -> Snapshot {
    let whole = Area { sheet: open.sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
    let mut figures = Vec::new();
    let Ok(()) = open.workbook.engine().store().for_each_slot_in(whole, |row, column, _| {
        let at = CellAddress::new(open.sheet, row, column);
        let is_formula = matches!(open.workbook.content(at), Content::Formula(_));
        if is_formula || matches!(open.workbook.value(at), Value::Number(_) | Value::Bool(_)) {
            let sources = sources(open.workbook, at);
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

/// What a formula refers to: each cell of single references and small ranges, and larger ranges as a whole.
enum Source {
    Cell(CellAddress),
    Range(Area),
}

/// What a formula refers to in its order, range by range.
fn source_groups(workbook: &Workbook, at: CellAddress) -> Vec<Vec<Source>> {
    let mut held = 0;
    let mut groups = Vec::new();
    for area in workbook.engine().precedents(at) {
        let cells = area.cells();
        if cells > MAX_SNAPSHOT_SOURCES || held + cells > MAX_SNAPSHOT_SOURCES {
            groups.push(vec![Source::Range(area)]);
            continue;
        }
        held += cells;
        let rows = area.top..=area.bottom;
        let cells = rows.flat_map(|row| {
            (area.left..=area.right).map(move |column| Source::Cell(CellAddress::new(area.sheet, row, column)))
        });
        groups.push(cells.collect());
    }
    groups
}

fn sources(workbook: &Workbook, at: CellAddress) -> Vec<SnapshotSource> {
    let groups = source_groups(workbook, at).into_iter().flatten();
    let source = |source| match source {
        Source::Cell(at) => SnapshotSource { reference: workbook.reference(at), value: plain(workbook.value(at)) },
        Source::Range(area) => {
            let [first, last] = [(area.top, area.left), (area.bottom, area.right)]
                .map(|(row, column)| CellAddress::new(area.sheet, row, column));
            SnapshotSource { reference: format!("{}:{}", workbook.reference(first), last.a1()), value: String::new() }
        }
    };
    groups.map(source).collect()
}

/// The cells of today that the kept ones are: only when the formula refers to ranges of the same sizes in the same order,
/// however they moved.
fn pairs(workbook: &Workbook, figure: &SnapshotFigure, at: CellAddress) -> Option<Vec<Option<CellAddress>>> {
    let mut then = figure.sources.as_slice();
    let mut pairs = Vec::new();
    // Files from before larger ranges were kept as a whole hold single cells alone, so those ranges have nothing to meet.
    let keeps_ranges = then.iter().any(|source| place_of(&source.reference).is_none());
    let is_kept = |group: &Vec<Source>| keeps_ranges || !matches!(group.as_slice(), [Source::Range(_)]);
    for group in source_groups(workbook, at).into_iter().filter(is_kept) {
        let (own, rest) = then.split_at_checked(group.len())?;
        then = rest;
        let first = own.first().map(|source| place_of(&source.reference))?;
        let mut origin = None;
        for (source, kept) in group.iter().zip(own) {
            let Source::Cell(now) = source else {
                if place_of(&kept.reference).is_some() {
                    return None;
                }
                pairs.push(None);
                continue;
            };
            let (sheet, row, column) = place_of(&kept.reference)?;
            let (first_sheet, first_row, first_column) = first?;
            let origin = *origin.get_or_insert(*now);
            let is_alike = sheet == first_sheet
                && row.checked_sub(first_row) == now.row.checked_sub(origin.row)
                && i64::from(column) - i64::from(first_column) == i64::from(now.column) - i64::from(origin.column);
            if !is_alike {
                return None;
            }
            pairs.push(Some(*now));
        }
    }
    then.is_empty().then_some(pairs)
}

/// Sheet, row and column of a reference to one cell, as they were then; nothing for a range.
fn place_of(reference: &str) -> Option<(&str, u32, u32)> {
    let (sheet, place) = reference.rsplit_once('!').unwrap_or(("", reference));
    let (row, column) = parse_cell(place)?;
    Some((sheet, row, column))
}

/// The figures of a record's acceptance beside those of today, row by row; nothing when it was not accepted.
#[must_use]
pub fn then_and_now(workbook: &Workbook, page: &PageId) -> Option<Vec<ThenAndNow>> {
    let open = Open::new(workbook, page)?;
    let snapshot = open.record.snapshot.as_ref()?;
    let figures = snapshot.figures.iter().map(|figure| {
        let at = CellAddress::new(open.sheet, figure.row, figure.column);
        let paired = pairs(workbook, figure, at).unwrap_or_else(|| vec![None; figure.sources.len()]);
        let (mut sources, mut unpaired) = (Vec::new(), Vec::new());
        for (then, at) in figure.sources.iter().zip(paired) {
            match at {
                Some(at) => sources.push(ThenAndNow {
                    at,
                    then: then.value.clone(),
                    now: plain(workbook.value(at)),
                    sources: Vec::new(),
                    unpaired: Vec::new(),
                }),
                None => unpaired.push(then.clone()),
            }
        }
        ThenAndNow { at, then: figure.value.clone(), now: plain(workbook.value(at)), sources, unpaired }
    });
    Some(figures.collect())
}
