//! What a trigger looks at: the cells that its formula reads, and what people call them.

use super::Open;
use crate::cell::{Area, CellAddress, Value};
use crate::limits::MAX_WATCHED_CELLS;
use crate::text::{Language, Localized};
use crate::workbook::{PageId, RecordColumn, Workbook};

/// The cells that a trigger reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// Those that are told one by one, in the order of the formula.
    pub cells: Vec<Watched>,
    /// How many filled ones there are beyond these.
    pub more: u64,
}

/// A cell that a trigger reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Where it stands.
    pub at: CellAddress,
    /// What it is called.
    pub name: WatchedName,
}

/// What a cell that a trigger reads is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchedName {
    /// It stands in one of the columns of the record's own sheet: the name of its row, unless that is the
    /// trigger's own, and the column.
    Own(Option<Localized>, RecordColumn),
    /// By a control, an outcome, a name, the texts before and above it, or its place.
    Called(Localized),
}

/// What the trigger of a row looks at; nothing where there is no such record. A range counts with its filled cells.
#[must_use]
pub fn watched(workbook: &Workbook, page: &PageId, row: u32) -> Option<Watch> {
    let open = Open::new(workbook, page)?;
    let mut watch = Watch::default();
    for area in workbook.engine().precedents(open.cell(row, RecordColumn::Trigger)) {
        if area.is_single() {
            watch.take(open, area.first(), row);
            continue;
        }
        let Ok(()) = workbook.engine().store().for_each_slot_in(area, |line, column, _| {
            let at = CellAddress::new(area.sheet, line, column);
            if !matches!(workbook.value(at), Value::Blank) {
                watch.take(open, at, row);
            }
            Ok::<(), std::convert::Infallible>(())
        });
    }
    Some(watch)
}

impl Watch {
    /// Takes a cell once; one beyond those that are told is counted.
    fn take(&mut self, open: Open<'_>, at: CellAddress, row: u32) {
        if self.cells.iter().any(|known| known.at == at) {
            return;
        }
        if self.cells.len() < MAX_WATCHED_CELLS {
            self.cells.push(Watched { at, name: name(open, at, row) });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

fn name(open: Open<'_>, at: CellAddress, row: u32) -> WatchedName {
    let workbook = open.workbook;
    let own = RecordColumn::SHARED.into_iter().find(|column| at.sheet == open.sheet && column.index() == at.column);
    if let Some(column) = own {
        let other = (at.row != row).then(|| shown(workbook, open.cell(at.row, RecordColumn::Name)));
        return WatchedName::Own(other, column);
    }
    WatchedName::Called(called(workbook, at))
}

/// By a control or an outcome; else by a name; else by the words around it; else by its place.
fn called(workbook: &Workbook, at: CellAddress) -> Localized {
    if let Some(control) = workbook.control_at(at) {
        return control.label.clone();
    }
    if let Some(outcome) = workbook.outcomes().iter().find(|outcome| outcome.cell == at) {
        return outcome.label.clone();
    }
    if let Some(words) = words_around(workbook, at) {
        return words;
    }
    let is_own = |name: &&String| workbook.engine().name_area(name) == Some(Area::of(at));
    let named = workbook.names().iter().find(is_own).cloned();
    Localized::same(named.unwrap_or_else(|| workbook.reference(at)))
}

/// The first text of the row; and the heading above the cell, where that text does not stand right before it.
fn words_around(workbook: &Workbook, at: CellAddress) -> Option<Localized> {
    let is_text = |place: CellAddress| matches!(workbook.value(place), Value::Text(text) if !text.trim().is_empty());
    let line = (0..at.column).map(|column| CellAddress::new(at.sheet, at.row, column)).find(|place| is_text(*place))?;
    let line_name = shown(workbook, line);
    if line.column.checked_add(1) == Some(at.column) {
        return Some(line_name);
    }
    let above = (0..at.row).rev().map(|row| CellAddress::new(at.sheet, row, at.column)).find(|place| is_text(*place));
    let Some(heading) = above.map(|place| shown(workbook, place)) else { return Some(line_name) };
    Some(Localized {
        en: format!("{}, {}", line_name.en, heading.en), ja: format!("{}、{}", line_name.ja, heading.ja)
    })
}

fn shown(workbook: &Workbook, at: CellAddress) -> Localized {
    Localized::of(|language: Language| workbook.display_text(at, language))
}
