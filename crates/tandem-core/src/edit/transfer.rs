//! Edits that move or copy cells.

use super::apply::{Part, Record, require_sheet};
use super::cells::{Before, set_content, set_style_id};
use super::{Edit, EditError};
use crate::cell::{Area, CellAddress};
use crate::engine::Content;
use crate::formula::Relocation;
use crate::limits::{MAX_COLUMNS, MAX_RESTYLED_CELLS, MAX_ROWS};
use crate::workbook::{StyleId, Workbook};

/// Refuses an area outside its sheet.
fn require_inside(workbook: &Workbook, area: Area) -> Result<(), EditError> {
    require_sheet(workbook, area.sheet)?;
    if area.bottom < MAX_ROWS && area.right < MAX_COLUMNS { Ok(()) } else { Err(EditError::OutsideSheet) }
}

/// Refuses an area outside its sheet, or of more cells than one edit may change.
fn require_area(workbook: &Workbook, area: Area) -> Result<(), EditError> {
    require_inside(workbook, area)?;
    if area.cells() > MAX_RESTYLED_CELLS { Err(EditError::TooManyCells) } else { Ok(()) }
}

fn style_at(workbook: &Workbook, at: CellAddress) -> StyleId {
    workbook.sheet(at.sheet).map(|sheet| sheet.styles.get(at.row, at.column)).unwrap_or_default()
}

/// The cells of an area that have a style, with it.
fn styles_in(workbook: &Workbook, area: Area) -> Vec<(CellAddress, StyleId)> {
    let styles = workbook.sheet(area.sheet).map(|sheet| sheet.styles.within(area)).unwrap_or_default();
    styles.into_iter().map(|(row, column, id)| (CellAddress::new(area.sheet, row, column), id)).collect()
}

fn cells_of(area: Area) -> impl Iterator<Item = CellAddress> {
    (area.top..=area.bottom)
        .flat_map(move |row| (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column)))
}

/// Moves cells. What they hold is counted and not the cells themselves, for whole rows and columns are mostly blank.
#[inline(never)]
pub(super) fn move_cells(
    relocation: Relocation,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let Relocation { from, to, .. } = relocation;
    require_inside(workbook, from)?;
    if to.row > MAX_ROWS - from.rows() || to.column > MAX_COLUMNS - from.columns() {
        return Err(EditError::OutsideSheet);
    }
    let target = relocation.target();
    require_inside(workbook, target)?;
    if from == target {
        return Ok(());
    }
    super::carry::relocate(&relocation, workbook, record)?;
    let moved = workbook.engine.moved(&relocation);
    let (styles, overwritten) = (styles_in(workbook, from), styles_in(workbook, target));
    if (moved.cells.len() + styles.len() + overwritten.len()) as u64 > 2 * MAX_RESTYLED_CELLS {
        return Err(EditError::TooManyCells);
    }
    move_bound(&relocation, workbook, record);
    for (name, text) in moved.names {
        Edit::DefineName { name, target: text }.step(workbook, record)?;
    }
    let mut before = Before::default();
    let result = moved.cells.into_iter().try_for_each(|(at, content)| set_content(at, content, workbook, &mut before));
    if result.is_ok() {
        for (at, _) in styles.iter().chain(&overwritten) {
            set_style_id(*at, StyleId::NONE, workbook, &mut before, record);
        }
        for (at, id) in styles {
            set_style_id(relocation.cell(at), id, workbook, &mut before, record);
        }
    }
    before.note(record);
    result
}

/// Copies an area over another as often as it fits, from the first cell on; relative references move along.
#[inline(never)]
pub(super) fn copy_cells(from: Area, to: Area, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    require_area(workbook, from)?;
    require_area(workbook, to)?;
    super::carry_copy::copy(from, to, workbook, record)?;
    // Everything is read before anything is written: the areas may overlap.
    let copies: Vec<(CellAddress, Content, StyleId)> = cells_of(to)
        .map(|at| {
            let row = from.top + (at.row - to.top) % from.rows();
            let column = from.left + (at.column - to.left) % from.columns();
            let source = CellAddress::new(from.sheet, row, column);
            let copied = workbook.engine.copied_formula_text(source, at).map(Content::Formula);
            (at, copied.unwrap_or_else(|| workbook.engine.content(source)), style_at(workbook, source))
        })
        .collect();
    let mut before = Before::default();
    let result = copies.into_iter().try_for_each(|(at, content, style)| {
        set_content(at, content, workbook, &mut before)?;
        set_style_id(at, style, workbook, &mut before, record);
        Ok(())
    });
    before.note(record);
    result
}

/// Controls, outcomes and charts go with the cells they are bound to; what was bound to overwritten cells is gone.
fn move_bound(relocation: &Relocation, workbook: &mut Workbook, record: &mut Record) {
    let target = relocation.target();
    let place = |at: CellAddress| (relocation.from.contains(at) || !target.contains(at)).then(|| relocation.cell(at));
    let (controls, outcomes, charts) = (workbook.controls.clone(), workbook.outcomes.clone(), workbook.charts.clone());
    workbook.controls.retain_mut(|control| place(control.cell).map(|at| control.cell = at).is_some());
    workbook.outcomes.retain_mut(|outcome| {
        outcome.horizon.count = outcome.horizon.count.and_then(place);
        outcome.digits = outcome.digits.and_then(place);
        outcome.variants.retain_mut(|variant| place(variant.cell).map(|at| variant.cell = at).is_some());
        outcome.forget_lost_variant();
        place(outcome.cell).map(|at| outcome.cell = at).is_some()
    });
    workbook.charts.retain_mut(|chart| {
        chart.categories = chart.categories.and_then(|area| relocation.area(area));
        chart.series.retain_mut(|series| relocation.area(series.values).map(|area| series.values = area).is_some());
        !chart.series.is_empty()
    });
    record.note_part(Part::Charts(charts));
    record.note_part(Part::Outcomes(outcomes));
    record.note_part(Part::Controls(controls));
}
