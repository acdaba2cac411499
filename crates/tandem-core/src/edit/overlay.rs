//! Edits of what lies over the cells of a sheet: hidden rows, merged areas, notes, rules, the filter.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use super::apply::{Part, Record, require_sheet};
use super::parts::check_date;
use super::{Edit, EditError, check};
use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::workbook::{
    ConditionalFormat, Evidence, Filter, Note, Overlay, Page, PageId, Validation, Workbook, all_without,
};

/// A part of what lies over the cells of a sheet, as an earlier edit found it.
#[derive(Clone, Debug)]
pub(super) enum OverlayPart {
    All(Box<Overlay>),
    HiddenRows(BTreeSet<u32>),
    HiddenColumns(BTreeSet<u32>),
    Merges(Vec<Area>),
    Note(CellAddress, Option<Note>),
    Evidence(CellAddress, Option<Evidence>),
    Validations(Vec<Validation>),
    Formats(Vec<ConditionalFormat>),
    Filter(Option<Filter>),
}

impl OverlayPart {
    /// About as many cells as would take the same room.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::All(all) => {
                let rules = all.validations.len() + all.conditional_formats.len();
                let rows = all.hidden_rows.len() + all.filter.as_ref().map_or(0, |filter| filter.hidden_rows.len());
                1 + rules + all.notes.len() + all.evidence.len() + all.merges.len() + rows / 8
            }
            Self::Validations(rules) => 1 + rules.len(),
            Self::Formats(rules) => 1 + rules.len(),
            Self::HiddenRows(rows) => 1 + rows.len() / 8,
            _ => 1,
        }
    }
}

impl Edit {
    #[inline(never)]
    pub(super) fn step_overlay(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        match self {
            Self::SetHiddenRows { sheet, rows, hidden } => {
                let present = &overlay(workbook, sheet)?.hidden_rows;
                let rows = with_hidden(present, &rows, hidden, MAX_ROWS)?;
                exchange(sheet, OverlayPart::HiddenRows(rows), workbook, record)
            }
            Self::SetHiddenColumns { sheet, columns, hidden } => {
                let present = &overlay(workbook, sheet)?.hidden_columns;
                let columns = with_hidden(present, &columns, hidden, MAX_COLUMNS)?;
                exchange(sheet, OverlayPart::HiddenColumns(columns), workbook, record)
            }
            Self::SetSheetHidden { page, hidden } => hide_sheet(page, hidden, workbook, record),
            Self::Merge(area) => merge(area, workbook, record),
            Self::Unmerge(area) => {
                let merges = overlay(workbook, area.sheet)?.merges.iter().copied();
                let left = merges.filter(|merged| merged.intersection(area).is_none()).collect();
                exchange(area.sheet, OverlayPart::Merges(left), workbook, record)
            }
            Self::SetNote { at, note } => {
                check::cell(at)?;
                check::text(note.iter().map(|note| &note.text), at, workbook)?;
                check::room(overlay(workbook, at.sheet)?.notes.len())?;
                exchange(at.sheet, OverlayPart::Note(at, note), workbook, record)
            }
            Self::SetEvidence { at, evidence } => {
                check::cell(at)?;
                check::text(evidence.iter().map(|evidence| &evidence.source), at, workbook)?;
                check_date(evidence.as_ref().and_then(|evidence| evidence.date.as_deref()))?;
                check::room(overlay(workbook, at.sheet)?.evidence.len())?;
                exchange(at.sheet, OverlayPart::Evidence(at, evidence), workbook, record)
            }
            Self::SetValidations { sheet, validations } => {
                check::validations(&validations, sheet, workbook)?;
                exchange(sheet, OverlayPart::Validations(validations), workbook, record)
            }
            Self::SetValidation { area, validation } => set_validation(area, validation, workbook, record),
            Self::SetConditionalFormats { sheet, formats } => {
                check::formats(&formats, sheet, workbook)?;
                exchange(sheet, OverlayPart::Formats(formats), workbook, record)
            }
            Self::SetFilter { sheet, filter } => set_filter(sheet, filter, workbook, record),
            _ => Ok(()),
        }
    }
}

fn overlay(workbook: &Workbook, sheet: SheetId) -> Result<&Overlay, EditError> {
    workbook.sheet(sheet).map(|sheet| &sheet.overlay).ok_or(EditError::UnknownSheet)
}

/// Puts a part over the cells of a sheet and notes the one that was there.
pub(super) fn exchange(
    sheet: SheetId,
    part: OverlayPart,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let present = &mut workbook.sheet_mut(sheet).ok_or(EditError::UnknownSheet)?.overlay;
    let old = match part {
        OverlayPart::All(new) => OverlayPart::All(Box::new(mem::replace(present, *new))),
        OverlayPart::HiddenRows(new) => OverlayPart::HiddenRows(mem::replace(&mut present.hidden_rows, new)),
        OverlayPart::HiddenColumns(new) => OverlayPart::HiddenColumns(mem::replace(&mut present.hidden_columns, new)),
        OverlayPart::Merges(mut new) => {
            new.sort_unstable();
            OverlayPart::Merges(mem::replace(&mut present.merges, new))
        }
        OverlayPart::Note(at, note) => OverlayPart::Note(at, replace(&mut present.notes, at, note)),
        OverlayPart::Evidence(at, new) => OverlayPart::Evidence(at, replace(&mut present.evidence, at, new)),
        OverlayPart::Validations(new) => OverlayPart::Validations(mem::replace(&mut present.validations, new)),
        OverlayPart::Formats(new) => OverlayPart::Formats(mem::replace(&mut present.conditional_formats, new)),
        OverlayPart::Filter(new) => OverlayPart::Filter(mem::replace(&mut present.filter, new)),
    };
    record.note_part(Part::Overlay(sheet, old));
    Ok(())
}

/// Puts something on a cell, or takes it away; gives what was there.
fn replace<T>(items: &mut BTreeMap<(u32, u32), T>, at: CellAddress, item: Option<T>) -> Option<T> {
    match item {
        Some(item) => items.insert((at.row, at.column), item),
        None => items.remove(&(at.row, at.column)),
    }
}

/// What is hidden after some rows or columns were hidden or shown.
fn with_hidden(present: &BTreeSet<u32>, places: &[u32], hidden: bool, limit: u32) -> Result<BTreeSet<u32>, EditError> {
    if places.iter().any(|place| *place >= limit) {
        return Err(EditError::OutsideSheet);
    }
    let mut after = present.clone();
    for place in places {
        if hidden {
            after.insert(*place);
        } else {
            after.remove(place);
        }
    }
    Ok(after)
}

fn hide_sheet(id: PageId, hidden: bool, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    let is_other_shown = |page: &Page| page.id != id && page.sheet().is_none_or(|sheet| !sheet.hidden);
    if hidden && !workbook.pages.iter().any(is_other_shown) {
        return Err(EditError::LastVisibleSheet);
    }
    let page = workbook.pages.iter_mut().find(|page| page.id == id);
    let page = page.ok_or_else(|| EditError::UnknownPage(id.0.clone()))?;
    let sheet = page.sheet_mut().ok_or(EditError::UnknownSheet)?;
    let old = mem::replace(&mut sheet.hidden, hidden);
    record.note_part(Part::SheetHidden(id, old));
    Ok(())
}

/// Merges an area. As in Excel, the first content, row by row, becomes that of the merged cell, and the others go.
fn merge(area: Area, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    check::areas(&[area], area.sheet)?;
    let merges = &overlay(workbook, area.sheet)?.merges;
    if area.is_single() {
        return Ok(());
    }
    let is_inside = |merged: &Area| merged.intersection(area) == Some(*merged);
    if merges.iter().any(|merged| merged.intersection(area).is_some() && !is_inside(merged)) {
        return Err(EditError::PartOfMerge);
    }
    let mut merges: Vec<Area> = merges.iter().copied().filter(|merged| !is_inside(merged)).collect();
    check::room(merges.len())?;
    exchange(area.sheet, OverlayPart::Merges(merges.clone()), workbook, record)?;
    merges.push(area);
    let before = overlay(workbook, area.sheet)?;
    let (notes, evidence) = (before.notes.clone(), before.evidence.clone());
    let filled = super::cells::filled_cells(area, workbook);
    let rest: Vec<CellAddress> = filled.iter().copied().filter(|at| *at != area.first()).collect();
    if let Some(first) = filled.first()
        && *first != area.first()
    {
        Edit::MoveCells { from: Area::of(*first), to: area.first() }.step(workbook, record)?;
        // Only the content moves: remarks on the first cell stay.
        let after = Overlay { notes, evidence, ..overlay(workbook, area.sheet)?.clone() };
        exchange(area.sheet, OverlayPart::All(Box::new(after)), workbook, record)?;
    }
    for at in rest {
        Edit::Clear(Area::of(at)).step(workbook, record)?;
    }
    exchange(area.sheet, OverlayPart::Merges(merges), workbook, record)
}

/// Gives the cells of an area another rule, or none; the other cells of earlier rules keep theirs.
fn set_validation(
    area: Area,
    validation: Option<Validation>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    check::areas(&[area], area.sheet)?;
    let mut validations = Vec::new();
    for old in &overlay(workbook, area.sheet)?.validations {
        let areas = all_without(&old.areas, area);
        validations.extend(super::carry::validation_in(old, areas, workbook));
    }
    validations.extend(validation.map(|validation| Validation { areas: vec![area], ..validation }));
    Edit::SetValidations { sheet: area.sheet, validations }.step(workbook, record)
}

fn set_filter(
    sheet: SheetId,
    filter: Option<Filter>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    require_sheet(workbook, sheet)?;
    let filter = match filter {
        None => None,
        Some(filter) => {
            check::filter(&filter, sheet)?;
            // What an earlier step of the same edit changed must be known.
            record.restyled.extend(workbook.engine.recalculate());
            let hidden_rows = workbook.filtered_rows(&filter);
            Some(Filter { hidden_rows, ..filter })
        }
    };
    exchange(sheet, OverlayPart::Filter(filter), workbook, record)
}

/// Puts back whether a sheet is hidden.
pub(super) fn put_back_hidden(id: &PageId, hidden: bool, workbook: &mut Workbook, record: &mut Record) {
    let page = workbook.pages.iter_mut().find(|page| page.id == *id);
    if let Some(sheet) = page.and_then(Page::sheet_mut) {
        let old = mem::replace(&mut sheet.hidden, hidden);
        record.note_part(Part::SheetHidden(id.clone(), old));
    }
}
