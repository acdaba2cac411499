//! Edits of rows, columns and blocks of cells: coming, going, sizes, what stays in view, what is internal.

use std::collections::BTreeSet;

use super::apply::{DeletedLayout, Part, Record, require_sheet};
use super::pages::note_texts;
use super::texts::Contents;
use super::{Edit, EditError};
use crate::cell::{Area, CellAddress, SheetId};
use crate::engine::StructureError;
use crate::formula::{Axis, Shift};
use crate::limits::{MAX_COLUMNS, MAX_RESTYLED_CELLS, MAX_ROWS};
use crate::workbook::{Chart, Control, Outcome, Sheet, StyleId, Workbook};

impl From<StructureError> for EditError {
    fn from(error: StructureError) -> Self {
        match error {
            StructureError::PushedOff => Self::PushedOff,
            StructureError::OutsideSheet => Self::OutsideSheet,
        }
    }
}

impl Edit {
    #[inline(never)]
    pub(super) fn step_structure(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        let shift = match self {
            Self::InsertRows { sheet, at, count } => Shift::whole(sheet, Axis::Row, at, count, false),
            Self::InsertColumns { sheet, at, count } => Shift::whole(sheet, Axis::Column, at, count, false),
            Self::DeleteRows { sheet, at, count } => Shift::whole(sheet, Axis::Row, at, count, true),
            Self::DeleteColumns { sheet, at, count } => Shift::whole(sheet, Axis::Column, at, count, true),
            Self::InsertCells { area, axis } => shift_of_cells(area, axis, false)?,
            Self::DeleteCells { area, axis } => shift_of_cells(area, axis, true)?,
            other => return other.step_layout(workbook, record),
        };
        super::carry::require_whole_merges(&shift, workbook)?;
        if shift.is_deletion {
            delete(shift, workbook, record)?
        } else {
            insert(shift, workbook, record)?
        }
        super::carry::shift(&shift, workbook, record)
    }

    fn step_layout(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        match self {
            Self::SetColumnWidth { sheet, column, width_px } => {
                require(column < MAX_COLUMNS)?;
                let widths = &mut workbook.sheet_mut(sheet).ok_or(EditError::UnknownSheet)?.column_widths;
                let old = exchange(widths, column, width_px);
                record.note_metadata(Self::SetColumnWidth { sheet, column, width_px: old });
            }
            Self::SetRowHeight { sheet, row, height_px } => {
                require(row < MAX_ROWS)?;
                let heights = &mut workbook.sheet_mut(sheet).ok_or(EditError::UnknownSheet)?.row_heights;
                let old = exchange(heights, row, height_px);
                record.note_metadata(Self::SetRowHeight { sheet, row, height_px: old });
            }
            Self::SetFrozen { sheet, rows, columns } => {
                require(rows < MAX_ROWS && columns < MAX_COLUMNS)?;
                let layout = workbook.sheet_mut(sheet).ok_or(EditError::UnknownSheet)?;
                let old = (layout.frozen_rows, layout.frozen_columns);
                (layout.frozen_rows, layout.frozen_columns) = (rows, columns);
                record.note_metadata(Self::SetFrozen { sheet, rows: old.0, columns: old.1 });
            }
            Self::SetInternalRows { sheet, rows, internal } => {
                require(rows.iter().all(|row| *row < MAX_ROWS))?;
                let present = &mut workbook.sheet_mut(sheet).ok_or(EditError::UnknownSheet)?.internal_rows;
                let changed: BTreeSet<u32> = rows.into_iter().filter(|row| present.contains(row) != internal).collect();
                for row in &changed {
                    if internal {
                        present.insert(*row);
                    } else {
                        present.remove(row);
                    }
                }
                let rows = changed.into_iter().collect();
                record.note_metadata(Self::SetInternalRows { sheet, rows, internal: !internal });
            }
            _ => {}
        }
        Ok(())
    }
}

fn require(is_inside: bool) -> Result<(), EditError> {
    if is_inside { Ok(()) } else { Err(EditError::OutsideSheet) }
}

fn shift_of_cells(area: Area, axis: Axis, is_deletion: bool) -> Result<Shift, EditError> {
    let is_in_order = area.top <= area.bottom && area.left <= area.right;
    require(is_in_order && area.bottom < MAX_ROWS && area.right < MAX_COLUMNS)?;
    Ok(Shift::of_cells(area, axis, is_deletion))
}

fn exchange(sizes: &mut std::collections::BTreeMap<u32, u32>, place: u32, size: Option<u32>) -> Option<u32> {
    match size {
        Some(size) => sizes.insert(place, size),
        None => sizes.remove(&place),
    }
}

fn insert(shift: Shift, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    require_sheet(workbook, shift.sheet)?;
    let styled = workbook.sheet(shift.sheet).map_or(0, |sheet| styles_before(&shift, sheet).len() as u64);
    if styled * u64::from(shift.count) > MAX_RESTYLED_CELLS {
        return Err(EditError::TooManyCells);
    }
    let rewritten = workbook.engine.shift(shift)?;
    note_texts(rewritten, workbook, record);
    note_bound(&shift, workbook, record);
    let pushed_off = workbook.sheet(shift.sheet).map(|sheet| styles_pushed_off(&shift, sheet)).unwrap_or_default();
    if !pushed_off.is_empty() {
        record.note(Part::Cells { contents: Contents::default(), styles: pushed_off });
    }
    if shift.is_whole()
        && let Some(sheet) = workbook.sheet(shift.sheet)
    {
        note_layout_pushed_off(&shift, sheet, record);
    }
    move_bound(&shift, workbook);
    if let Some(sheet) = workbook.sheet_mut(shift.sheet) {
        move_layout(&shift, sheet);
        copy_style_before(&shift, sheet);
    }
    record.note_part(Part::Inserted(shift));
    Ok(())
}

/// Styles of blank cells that an insertion pushes off the end of the sheet.
fn styles_pushed_off(shift: &Shift, sheet: &Sheet) -> Vec<(CellAddress, StyleId)> {
    sheet
        .styles
        .within(shift.pushed_off())
        .into_iter()
        .map(|(row, column, id)| (at(sheet.id, row, column), id))
        .collect()
}

/// Notes what an insertion pushes off the end of the sheet beside cells.
fn note_layout_pushed_off(shift: &Shift, sheet: &Sheet, record: &mut Record) {
    let id = sheet.id;
    // What stays in view grows with the insertion, but never over the whole sheet, and then it can't shrink back.
    record.note_metadata(Edit::SetFrozen { sheet: id, rows: sheet.frozen_rows, columns: sheet.frozen_columns });
    match shift.axis {
        Axis::Row => {
            for (row, size) in sheet.row_heights.range(MAX_ROWS - shift.count..) {
                record.note_metadata(Edit::SetRowHeight { sheet: id, row: *row, height_px: Some(*size) });
            }
            let rows: Vec<u32> = sheet.internal_rows.range(MAX_ROWS - shift.count..).copied().collect();
            if !rows.is_empty() {
                record.note_metadata(Edit::SetInternalRows { sheet: id, rows, internal: true });
            }
        }
        Axis::Column => {
            for (column, size) in sheet.column_widths.range(MAX_COLUMNS - shift.count..) {
                record.note_metadata(Edit::SetColumnWidth { sheet: id, column: *column, width_px: Some(*size) });
            }
        }
    }
}

/// Notes the parts that are bound to cells. They are put back after the rows or columns, because an edit is put back
/// from its last step to its first.
fn note_bound(shift: &Shift, workbook: &Workbook, record: &mut Record) {
    if shift.axis == Axis::Row && shift.is_whole() {
        super::records::note_rows(shift.sheet, workbook, record);
    }
    record.note_part(Part::Charts(workbook.charts.clone()));
    record.note_part(Part::Outcomes(workbook.outcomes.clone()));
    record.note_part(Part::Controls(workbook.controls.clone()));
}

fn delete(shift: Shift, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    require_sheet(workbook, shift.sheet)?;
    let rewritten = workbook.engine.shift(shift)?;
    let layout = workbook.sheet(shift.sheet).map(|sheet| deleted_layout(&shift, sheet)).unwrap_or_default();
    note_bound(&shift, workbook, record);
    move_bound(&shift, workbook);
    if let Some(sheet) = workbook.sheet_mut(shift.sheet) {
        move_layout(&shift, sheet);
    }
    record.note_part(Part::Deleted { shift, rewritten: Box::new(rewritten), layout: Box::new(layout) });
    Ok(())
}

/// Puts deleted rows, columns or cells back, or takes inserted ones away.
pub(super) fn put_back(part: Part, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    match part {
        Part::Inserted(shift) => delete(shift.reversed(), workbook, record),
        Part::Deleted { shift, rewritten, layout } => {
            let back = shift.reversed();
            let _ = workbook.engine.shift(back)?;
            for (name, target) in &rewritten.names {
                define(workbook, name, target)?;
            }
            let formulas = rewritten.changed.into_iter().map(|(at, text)| (at, crate::engine::Content::Formula(text)));
            for (at, content) in rewritten.removed.into_iter().chain(formulas) {
                workbook.engine.set(at, content).map_err(|error| EditError::Formula { place: at.a1(), error })?;
            }
            move_bound(&back, workbook);
            if let Some(sheet) = workbook.sheet_mut(back.sheet) {
                move_layout(&back, sheet);
                restore_layout(&back, *layout, sheet);
            }
            record.note_part(Part::Inserted(back));
            Ok(())
        }
        _ => Ok(()),
    }
}

fn define(workbook: &mut Workbook, name: &str, target: &str) -> Result<(), EditError> {
    let result = workbook.engine.define_name(name, Some(target));
    result.map_err(|error| EditError::Formula { place: name.to_owned(), error })
}

/// Moves what is bound to cells; what was bound to deleted cells only goes with them.
fn move_bound(shift: &Shift, workbook: &mut Workbook) {
    workbook.controls.retain_mut(|control| move_control(shift, control).is_some());
    workbook.outcomes.retain_mut(|outcome| move_outcome(shift, outcome).is_some());
    workbook.charts.retain_mut(|chart| move_chart(shift, chart).is_some());
    if shift.axis == Axis::Row && shift.is_whole() {
        super::records::move_rows(shift.sheet, workbook, |row| shift.place(row).filter(|row| *row < MAX_ROWS));
    }
}

fn move_control(shift: &Shift, control: &mut Control) -> Option<()> {
    control.cell = shift.cell(control.cell)?;
    Some(())
}

fn move_outcome(shift: &Shift, outcome: &mut Outcome) -> Option<()> {
    outcome.cell = shift.cell(outcome.cell)?;
    outcome.horizon.count = outcome.horizon.count.and_then(|at| shift.cell(at));
    outcome.digits = outcome.digits.and_then(|at| shift.cell(at));
    outcome.variants.retain_mut(|variant| {
        let moved = shift.cell(variant.cell);
        variant.cell = moved.unwrap_or(variant.cell);
        moved.is_some()
    });
    outcome.forget_lost_variant();
    Some(())
}

fn move_chart(shift: &Shift, chart: &mut Chart) -> Option<()> {
    chart.categories = chart.categories.and_then(|area| shift.area(area));
    chart.series.retain_mut(|series| {
        let moved = shift.area(series.values);
        series.values = moved.unwrap_or(series.values);
        moved.is_some()
    });
    (!chart.series.is_empty()).then_some(())
}

fn move_layout(shift: &Shift, sheet: &mut Sheet) {
    let id = sheet.id;
    sheet.styles = sheet.styles.moved(|row, column| {
        let at = shift.cell(CellAddress::new(id, row, column))?;
        (at.row < MAX_ROWS && at.column < MAX_COLUMNS).then_some((at.row, at.column))
    });
    if !shift.is_whole() {
        return;
    }
    let (sizes, frozen, limit) = match shift.axis {
        Axis::Row => (&mut sheet.row_heights, &mut sheet.frozen_rows, MAX_ROWS),
        Axis::Column => (&mut sheet.column_widths, &mut sheet.frozen_columns, MAX_COLUMNS),
    };
    let place = |place: u32| shift.place(place).filter(|place| *place < limit);
    *sizes = sizes.iter().filter_map(|(at, size)| Some((place(*at)?, *size))).collect();
    if shift.is_deletion {
        *frozen -= frozen_inside(shift, *frozen);
    } else if shift.at < *frozen {
        *frozen = frozen.saturating_add(shift.count).min(limit - 1);
    }
    if shift.axis == Axis::Row {
        sheet.internal_rows = sheet.internal_rows.iter().filter_map(|row| place(*row)).collect();
    }
}

/// How many of the rows or columns that stay in view a deletion takes.
fn frozen_inside(shift: &Shift, frozen: u32) -> u32 {
    frozen.min(shift.at.saturating_add(shift.count)).saturating_sub(shift.at)
}

/// The styles of the cells before an insertion.
fn styles_before(shift: &Shift, sheet: &Sheet) -> Vec<(u32, u32, StyleId)> {
    shift.before().map(|before| sheet.styles.within(before)).unwrap_or_default()
}

/// Gives inserted cells the style of those before them.
fn copy_style_before(shift: &Shift, sheet: &mut Sheet) {
    for (row, column, id) in styles_before(shift, sheet) {
        for step in 1..=shift.count {
            match shift.axis {
                Axis::Row => sheet.styles.set(row + step, column, id),
                Axis::Column => sheet.styles.set(row, column + step, id),
            };
        }
    }
}

/// What the rows, columns or cells that a shift deletes have beside contents.
fn deleted_layout(shift: &Shift, sheet: &Sheet) -> DeletedLayout {
    let styles = sheet.styles.within(shift.block()).into_iter().map(|(r, c, id)| (at(sheet.id, r, c), id)).collect();
    if !shift.is_whole() {
        return DeletedLayout { styles, ..DeletedLayout::default() };
    }
    let last = shift.at + shift.count - 1;
    let (sizes, frozen) = match shift.axis {
        Axis::Row => (&sheet.row_heights, sheet.frozen_rows),
        Axis::Column => (&sheet.column_widths, sheet.frozen_columns),
    };
    let internal = match shift.axis {
        Axis::Row => sheet.internal_rows.range(shift.at..=last).copied().collect(),
        Axis::Column => Vec::new(),
    };
    DeletedLayout {
        styles,
        sizes: sizes.range(shift.at..=last).map(|(place, size)| (*place, *size)).collect(),
        internal,
        frozen,
    }
}

const fn at(sheet: SheetId, row: u32, column: u32) -> CellAddress {
    CellAddress::new(sheet, row, column)
}

fn restore_layout(shift: &Shift, layout: DeletedLayout, sheet: &mut Sheet) {
    for (at, id) in layout.styles {
        let _: StyleId = sheet.styles.set(at.row, at.column, id);
    }
    if !shift.is_whole() {
        return;
    }
    sheet.internal_rows.extend(layout.internal);
    match shift.axis {
        Axis::Row => {
            sheet.row_heights.extend(layout.sizes);
            sheet.frozen_rows = layout.frozen;
        }
        Axis::Column => {
            sheet.column_widths.extend(layout.sizes);
            sheet.frozen_columns = layout.frozen;
        }
    }
}
