//! What can't be changed while one party looks, because it would bring in sight what is hidden from that party.

use super::party_view::is_in_view;
use super::seen_by;
use crate::cell::{Area, CellAddress};
use crate::edit::{Edit, EditError};
use crate::workbook::Workbook;

/// Whether an edit would show a party what is hidden from it: a formula over an internal sheet, directly, through a name
/// or through a reference that it computes; or a rule, a name, a control or a chart, which may hold such a formula.
/// Nothing is shown anew while everything is shown.
///
/// # Errors
/// Why the edit can't be made at all.
pub fn would_show_hidden(workbook: &Workbook, edit: &Edit) -> Result<bool, EditError> {
    if seen_by(workbook).is_none() {
        return Ok(false);
    }
    if holds_formulas_of_its_own(edit) {
        return Ok(true);
    }
    let mut targets = Vec::new();
    collect_targets(edit, &mut targets);
    if targets.is_empty() {
        return Ok(false);
    }
    let mut trial = workbook.clone();
    edit.clone().apply(&mut trial)?;
    // Whoever looks next may be nobody in particular: then everything is shown anyway.
    Ok(seen_by(&trial).is_some() && targets.into_iter().any(|area| reads_hidden(&trial, area)))
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
        | Edit::SetCharts(_) => true,
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

fn reads_hidden(workbook: &Workbook, area: Area) -> bool {
    struct Found;
    let is_hidden = |read: &Area| workbook.page_of(read.sheet).is_some_and(|page| !is_in_view(workbook, page));
    let looked = workbook.engine().store().for_each_slot_in(area, |row, column, _| {
        let at = CellAddress::new(area.sheet, row, column);
        if workbook.engine().precedents(at).iter().any(is_hidden) { Err(Found) } else { Ok(()) }
    });
    looked.is_err()
}
