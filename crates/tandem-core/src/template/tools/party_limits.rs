//! What can't be changed while one party looks, because it would bring in sight what is hidden from that party.

use std::collections::BTreeSet;

use super::party_view::is_in_view;
use super::seen_by;
use crate::cell::{Area, CellAddress, SheetId};
use crate::edit::{Edit, EditError};
use crate::workbook::Workbook;

/// Whether an edit would show a party what is hidden from it: a formula over an internal sheet, directly, through a name
/// or through a reference that it computes, be it the edit's own or one that only now leads there; cells that are taken out
/// of an internal sheet; or a rule, a name, a control or a chart, which may hold such a formula. Nothing is shown anew while
/// everything is shown. The edit is tried on a copy, so it costs what the workbook holds.
///
/// # Errors
/// Why the edit can't be made at all.
pub fn would_show_hidden(workbook: &Workbook, edit: &Edit) -> Result<bool, EditError> {
    if seen_by(workbook).is_none() {
        return Ok(false);
    }
    if holds_formulas_of_its_own(edit) || takes_from_hidden(workbook, edit) {
        return Ok(true);
    }
    let mut targets = Vec::new();
    collect_targets(edit, &mut targets);
    let mut trial = workbook.clone();
    edit.clone().apply(&mut trial)?;
    // Whoever looks next may be nobody in particular: then everything is shown anyway.
    if seen_by(&trial).is_none() {
        return Ok(false);
    }
    // A formula that computes what it reads is led elsewhere by a cell, a scenario, or a name that comes to be.
    let computed = computed_reads(&trial);
    let is_new = !computed.is_empty() && !computed.is_subset(&computed_reads(workbook));
    Ok(is_new || targets.into_iter().any(|area| reads_hidden(&trial, area)))
}

fn holds_formulas_of_its_own(edit: &Edit) -> bool {
    match edit {
        Edit::Batch(edits) => edits.iter().any(holds_formulas_of_its_own),
        Edit::DefineName { .. }
        | Edit::SetValidations { .. }
        | Edit::SetValidation { .. }
        | Edit::SetConditionalFormats { .. }
        | Edit::SetControls(_)
        | Edit::SetOutcomes(_)
        | Edit::SetCharts(_)
        | Edit::Replace(_) => true,
        _ => false,
    }
}

/// Whether an edit moves or copies cells of a hidden sheet, which may have been chosen while everything was shown.
fn takes_from_hidden(workbook: &Workbook, edit: &Edit) -> bool {
    match edit {
        Edit::Batch(edits) => edits.iter().any(|edit| takes_from_hidden(workbook, edit)),
        Edit::MoveCells { from, .. } | Edit::CopyCells { from, .. } => is_hidden(workbook, from.sheet),
        _ => false,
    }
}

/// The areas in which an edit may put formulas.
fn collect_targets(edit: &Edit, targets: &mut Vec<Area>) {
    match edit {
        Edit::Batch(edits) => edits.iter().for_each(|edit| collect_targets(edit, targets)),
        Edit::SetCells(cells) => {
            targets.extend(cells.iter().filter(|cell| cell.input.is_some()).map(|cell| Area::of(cell.at)));
        }
        Edit::TypeCells(cells) => targets.extend(cells.iter().map(|(at, _)| Area::of(at))),
        Edit::CopyCells { to, .. } => targets.push(*to),
        Edit::MoveCells { from, to } => {
            let last = (to.row.saturating_add(from.rows() - 1), to.column.saturating_add(from.columns() - 1));
            targets.push(Area::between(to.sheet, (to.row, to.column), last));
        }
        _ => {}
    }
}

fn is_hidden(workbook: &Workbook, sheet: SheetId) -> bool {
    workbook.page_of(sheet).is_some_and(|page| !is_in_view(workbook, page))
}

/// What formulas in sight read of hidden sheets through references that they compute, each with its cell.
fn computed_reads(workbook: &Workbook) -> BTreeSet<(CellAddress, Area)> {
    let reads = workbook.engine().dynamic_reads();
    let in_sight = reads.filter(|(at, area)| is_hidden(workbook, area.sheet) && !is_hidden(workbook, at.sheet));
    in_sight.collect()
}

fn reads_hidden(workbook: &Workbook, area: Area) -> bool {
    struct Found;
    let looked = workbook.engine().store().for_each_slot_in(area, |row, column, _| {
        let at = CellAddress::new(area.sheet, row, column);
        let reads = workbook.engine().precedents(at);
        if reads.iter().any(|read| is_hidden(workbook, read.sheet)) { Err(Found) } else { Ok(()) }
    });
    looked.is_err()
}
