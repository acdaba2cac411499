//! The rows of an area in another order: what sorting and taking out duplicates share.

use super::OperationError;
use crate::cell::{Area, CellAddress, Value};
use crate::edit::{CellEdit, CellInput, Edit};
use crate::engine::Content;
use crate::limits::MAX_RESTYLED_CELLS;
use crate::workbook::Workbook;

/// The part of an area down to its last filled row, checked for what can't be put in another order.
pub(super) fn table(workbook: &Workbook, area: Area) -> Result<Area, OperationError> {
    let engine = workbook.engine();
    let used = engine.store().sheet(area.sheet).map_or(0, |cells| cells.used().0);
    let bottom = used.checked_sub(1).filter(|last| *last >= area.top).ok_or(OperationError::NothingThere)?;
    let area = Area { bottom: bottom.min(area.bottom), ..area };
    if area.cells() > MAX_RESTYLED_CELLS {
        return Err(OperationError::TooManyCells);
    }
    let merges = workbook.sheet(area.sheet).map_or(&[][..], |sheet| &sheet.overlay.merges);
    if let Some(merged) = merges.iter().find(|merged| merged.intersection(area).is_some()) {
        return Err(OperationError::Merged { place: merged.a1() });
    }
    let spilled = engine.store().for_each_in(area, |row, column, _| {
        let spill = engine.spill_area(CellAddress::new(area.sheet, row, column));
        spill.filter(|spill| !spill.is_single()).map_or(Ok(()), Err)
    });
    spilled.map_err(|spill| OperationError::Spilled { place: spill.a1() })?;
    Ok(area)
}

/// The value that a cell is compared by.
pub(super) fn value_at(workbook: &Workbook, row: u32, column: u32, area: Area) -> &Value {
    match workbook.value(CellAddress::new(area.sheet, row, column)) {
        Value::Array(array) => array.first(),
        value => value,
    }
}

/// The content of a cell as it is when it is copied to another one: relative references move along.
pub(super) fn copied(workbook: &Workbook, from: CellAddress, to: CellAddress) -> Content {
    match workbook.engine().copied_formula_text(from, to) {
        Some(text) => Content::Formula(text),
        None => workbook.content(from),
    }
}

/// The edit that brings each row of an area to another place, given as (from, to), and empties some rows. Contents,
/// styles, notes and sources go along.
pub(super) fn moved(workbook: &Workbook, area: Area, rows: &[(u32, u32)], emptied: &[u32]) -> Edit {
    let mut cells = Vec::new();
    let mut others = Vec::new();
    for (from, to) in rows.iter().filter(|(from, to)| from != to) {
        for column in area.left..=area.right {
            let from = CellAddress::new(area.sheet, *from, column);
            let to = CellAddress { row: *to, ..from };
            let content = copied(workbook, from, to);
            let style = workbook.style(from);
            let is_same = matches!(content, Content::Blank) && matches!(workbook.content(to), Content::Blank);
            let style = (style != workbook.style(to)).then(|| style.clone());
            if !is_same || style.is_some() {
                cells.push(CellEdit { at: to, input: Some(CellInput::Content(content)), style });
            }
            push_remarks(workbook, Some(from), to, &mut others);
        }
    }
    for row in emptied {
        for column in area.left..=area.right {
            let at = CellAddress::new(area.sheet, *row, column);
            if !matches!(workbook.content(at), Content::Blank) {
                cells.push(CellEdit::content(at, Content::Blank));
            }
            push_remarks(workbook, None, at, &mut others);
        }
    }
    others.insert(0, Edit::SetCells(cells));
    Edit::Batch(others)
}

/// Adds edits that give a cell the note and the source of another one, or none.
fn push_remarks(workbook: &Workbook, from: Option<CellAddress>, to: CellAddress, edits: &mut Vec<Edit>) {
    let Some(sheet) = workbook.sheet(to.sheet) else { return };
    let note = |at: CellAddress| sheet.note_at(at.row, at.column);
    let evidence = |at: CellAddress| sheet.evidence_at(at.row, at.column);
    let (new_note, new_evidence) = (from.and_then(note), from.and_then(evidence));
    if new_note != note(to) {
        edits.push(Edit::SetNote { at: to, note: new_note.cloned() });
    }
    if new_evidence != evidence(to) {
        edits.push(Edit::SetEvidence { at: to, evidence: new_evidence.cloned() });
    }
}
