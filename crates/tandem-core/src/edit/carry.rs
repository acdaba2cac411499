//! What lies over cells goes with them when rows and columns come and go and when cells move; the formulas in it follow
//! what they refer to. As what lay there is kept whole for undo, nothing here has to be turned back.

use super::EditError;
use super::apply::Record;
use super::overlay::{OverlayPart, exchange};
use crate::cell::{Area, CellAddress, SheetId};
use crate::engine::{Hosts, Rewrite};
use crate::formula::{Axis, Relocation, Shift};
use crate::workbook::{ConditionalFormat, Filter, Overlay, Page, Validation, Workbook, all_without, anchor, without};

/// A rule that holds for areas and has formulas.
pub(super) trait Rule: Clone {
    fn areas(&self) -> &[Area];
    fn set_areas(&mut self, areas: Vec<Area>);
    fn texts(&mut self) -> Vec<&mut String>;
}

impl Rule for Validation {
    fn areas(&self) -> &[Area] {
        &self.areas
    }

    fn set_areas(&mut self, areas: Vec<Area>) {
        self.areas = areas;
    }

    fn texts(&mut self) -> Vec<&mut String> {
        self.rule.operands_mut()
    }
}

impl Rule for ConditionalFormat {
    fn areas(&self) -> &[Area] {
        &self.areas
    }

    fn set_areas(&mut self, areas: Vec<Area>) {
        self.areas = areas;
    }

    fn texts(&mut self) -> Vec<&mut String> {
        self.rules.iter_mut().flat_map(crate::workbook::ConditionalRule::operands_mut).collect()
    }
}

/// A rule for what is left of its areas, before and after a change; nothing when nothing is left.
pub(super) fn carried<R: Rule>(
    rule: &R,
    before: &[Area],
    after: Vec<Area>,
    rewrite: Rewrite<'_>,
    workbook: &Workbook,
) -> Option<R> {
    let hosts = Hosts { written_for: anchor(rule.areas())?, before: anchor(before)?, after: anchor(&after)? };
    let mut carried = rule.clone();
    for text in carried.texts() {
        if text.starts_with('=')
            && let Some(rewritten) = workbook.engine.rewritten_text(text, hosts, rewrite)
        {
            *text = rewritten;
        }
    }
    carried.set_areas(after);
    Some(carried)
}

/// A rule for some of its cells: its formulas are written for the first of them.
pub(super) fn validation_in(rule: &Validation, areas: Vec<Area>, workbook: &Workbook) -> Option<Validation> {
    carried(rule, &areas.clone(), areas, Rewrite::Copied, workbook)
}

/// Refuses cells coming or going where only a part of a merged cell would move.
pub(super) fn require_whole_merges(shift: &Shift, workbook: &Workbook) -> Result<(), EditError> {
    let Some(sheet) = workbook.sheet(shift.sheet) else { return Err(EditError::UnknownSheet) };
    let moving = shift.from_here_on();
    let is_torn = |area: &Area| area.intersection(moving).is_some() && !shift.carries(*area);
    if sheet.overlay.merges.iter().any(is_torn) { Err(EditError::PartOfMerge) } else { Ok(()) }
}

/// Carries what lies over all sheets along with rows, columns or cells that are about to come or go.
pub(super) fn shift(shift: &Shift, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    change_each(workbook, record, |workbook, id, overlay| {
        let mut after = with_parts(overlay, workbook, Rewrite::Shifted(shift), |areas| shifted_parts(shift, areas));
        if id == shift.sheet {
            shift_places(shift, id, &mut after);
        }
        after
    })
}

/// Areas before and after a change.
type Part = (Vec<Area>, Vec<Area>);

/// The areas of a rule, those that stay apart from those in the strip when the strip cuts through them: references of one
/// rule can't move for a part of its cells only.
fn shifted_parts(shift: &Shift, areas: &[Area]) -> Vec<Part> {
    let strip = shift.strip();
    let inside: Vec<Area> = areas.iter().filter_map(|area| area.intersection(strip)).collect();
    if inside.iter().all(|area| shift.area(*area) == Some(*area)) {
        return vec![(areas.to_vec(), areas.to_vec())];
    }
    let beside = all_without(areas, strip);
    let kept = inside.iter().filter(|area| shift.area(**area).is_some());
    let before = if shift.is_deletion {
        kept.flat_map(|area| without(*area, shift.block())).collect()
    } else {
        kept.copied().collect()
    };
    let after = inside.iter().filter_map(|area| shift.area(*area)).collect();
    vec![(beside.clone(), beside), (before, after)]
}

fn shift_places(shift: &Shift, id: SheetId, overlay: &mut Overlay) {
    let cell = |(row, column): (u32, u32)| shift.cell(CellAddress::new(id, row, column)).map(|at| (at.row, at.column));
    let merges = std::mem::take(&mut overlay.merges);
    overlay.merges = merges.into_iter().filter_map(|area| shift.area(area)).collect();
    overlay.merges.retain(|area| !area.is_single());
    // Cells that make way let some areas pass others.
    overlay.merges.sort_unstable();
    let notes = std::mem::take(&mut overlay.notes);
    overlay.notes = notes.into_iter().filter_map(|(at, note)| Some((cell(at)?, note))).collect();
    let evidence = std::mem::take(&mut overlay.evidence);
    overlay.evidence = evidence.into_iter().filter_map(|(at, item)| Some((cell(at)?, item))).collect();
    overlay.filter = overlay.filter.take().and_then(|filter| shifted_filter(shift, filter));
    if shift.is_whole() {
        let hidden = match shift.axis {
            Axis::Row => &mut overlay.hidden_rows,
            Axis::Column => &mut overlay.hidden_columns,
        };
        let moved = hidden.iter().filter_map(|place| shift.place(*place));
        *hidden = moved.filter(|place| *place < shift.limit()).collect();
    }
}

/// A filter after a shift; nothing when the heads of its table went. One that reaches beside the strip stays.
fn shifted_filter(shift: &Shift, filter: Filter) -> Option<Filter> {
    if !shift.carries(filter.area) {
        return Some(filter);
    }
    let area = shift.area(filter.area)?;
    let hidden_rows = match shift.axis {
        Axis::Row => {
            shift.place(filter.area.top)?;
            let moved = filter.hidden_rows.iter().filter_map(|row| shift.place(*row));
            moved.filter(|row| *row < shift.limit()).collect()
        }
        Axis::Column => filter.hidden_rows,
    };
    let place = |column: u32| match shift.axis {
        Axis::Row => Some(column),
        Axis::Column => {
            let moved = shift.place(filter.area.left.checked_add(column)?)?;
            moved.checked_sub(area.left).filter(|column| *column < area.columns())
        }
    };
    let criteria = filter.criteria.into_iter().filter_map(|(column, criterion)| Some((place(column)?, criterion)));
    Some(Filter { area, criteria: criteria.collect(), hidden_rows })
}

/// Rewrites formulas for a sheet that is about to get another name, or to go.
pub(super) fn retell(rewrite: Rewrite<'_>, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    change_each(workbook, record, |workbook, _, overlay| {
        with_rules(overlay, workbook, rewrite, |areas| (areas.to_vec(), areas.to_vec()))
    })
}

/// What lies over a sheet, with its rules for other areas; those that lose all of theirs go.
fn with_rules(
    overlay: &Overlay,
    workbook: &Workbook,
    rewrite: Rewrite<'_>,
    places: impl Fn(&[Area]) -> Part,
) -> Overlay {
    with_parts(overlay, workbook, rewrite, |areas| vec![places(areas)])
}

/// As [`with_rules`], where a rule may come apart into several.
fn with_parts(
    overlay: &Overlay,
    workbook: &Workbook,
    rewrite: Rewrite<'_>,
    parts: impl Fn(&[Area]) -> Vec<Part>,
) -> Overlay {
    fn all<R: Rule>(
        rules: &[R],
        workbook: &Workbook,
        rewrite: Rewrite<'_>,
        parts: &impl Fn(&[Area]) -> Vec<Part>,
    ) -> Vec<R> {
        let carry = |rule: &R, (before, after): Part| carried(rule, &before, after, rewrite, workbook);
        rules
            .iter()
            .flat_map(|rule| parts(rule.areas()).into_iter().filter_map(move |part| carry(rule, part)))
            .collect()
    }
    Overlay {
        validations: all(&overlay.validations, workbook, rewrite, &parts),
        conditional_formats: all(&overlay.conditional_formats, workbook, rewrite, &parts),
        ..overlay.clone()
    }
}

/// Changes what lies over each sheet, and notes what lay over those where that makes a difference.
fn change_each(
    workbook: &mut Workbook,
    record: &mut Record,
    change: impl Fn(&Workbook, SheetId, &Overlay) -> Overlay,
) -> Result<(), EditError> {
    let sheets = workbook.pages.iter().filter_map(Page::sheet).filter(|sheet| !sheet.overlay.is_empty());
    let changed: Vec<(SheetId, Overlay)> = sheets
        .map(|sheet| (sheet, change(workbook, sheet.id, &sheet.overlay)))
        .filter(|(sheet, after)| sheet.overlay != *after)
        .map(|(sheet, after)| (sheet.id, after))
        .collect();
    changed.into_iter().try_for_each(|(id, after)| exchange(id, OverlayPart::All(Box::new(after)), workbook, record))
}

/// Carries what lies over cells along with cells that are about to move.
///
/// # Errors
/// When only a part of a merged cell would move or be overwritten.
pub(super) fn relocate(relocation: &Relocation, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    let (from, target) = (relocation.from, relocation.target());
    let is_cut = |area: &Area, by: Area| area.intersection(by).is_some_and(|shared| shared != *area);
    for sheet in workbook.pages.iter().filter_map(Page::sheet) {
        if sheet.overlay.merges.iter().any(|area| is_cut(area, from) || is_cut(area, target)) {
            return Err(EditError::PartOfMerge);
        }
    }
    let arrived = workbook.sheet(from.sheet).map(|sheet| arriving(&sheet.overlay, relocation, workbook));
    let arrived = arrived.unwrap_or_default();
    change_each(workbook, record, |workbook, id, overlay| {
        let stay = |areas: &[Area]| {
            let left = all_without(&all_without(areas, from), target);
            (left.clone(), left)
        };
        let mut after = with_rules(overlay, workbook, Rewrite::Relocated(relocation), stay);
        let is_there = |area: Area, (row, column): (u32, u32)| area.contains(CellAddress::new(id, row, column));
        after.notes.retain(|at, _| !is_there(from, *at) && !is_there(target, *at));
        after.evidence.retain(|at, _| !is_there(from, *at) && !is_there(target, *at));
        after.merges.retain(|area| area.intersection(from).is_none() && area.intersection(target).is_none());
        after
    })?;
    if arrived.is_empty() {
        return Ok(());
    }
    let Some(sheet) = workbook.sheet(target.sheet) else { return Err(EditError::UnknownSheet) };
    let mut after = sheet.overlay.clone();
    after.notes.extend(arrived.notes);
    after.evidence.extend(arrived.evidence);
    after.merges.extend(arrived.merges);
    after.merges.sort_unstable();
    after.validations.extend(arrived.validations);
    after.conditional_formats.extend(arrived.conditional_formats);
    exchange(target.sheet, OverlayPart::All(Box::new(after)), workbook, record)
}

/// What lies over the cells that move, as it lies over them afterwards.
fn arriving(overlay: &Overlay, relocation: &Relocation, workbook: &Workbook) -> Overlay {
    let from = relocation.from;
    let moved = |area: Area| {
        let first = relocation.cell(area.first());
        let (bottom, right) = (first.row + (area.bottom - area.top), first.column + (area.right - area.left));
        Area { sheet: first.sheet, top: first.row, left: first.column, bottom, right }
    };
    let inside = |areas: &[Area]| {
        let before: Vec<Area> = areas.iter().filter_map(|area| area.intersection(from)).collect();
        let after = before.iter().map(|area| moved(*area)).collect();
        (before, after)
    };
    let cell = |(row, column): (u32, u32)| {
        let at = CellAddress::new(from.sheet, row, column);
        let to = relocation.cell(at);
        from.contains(at).then_some((to.row, to.column))
    };
    let rules = with_rules(overlay, workbook, Rewrite::Relocated(relocation), inside);
    Overlay {
        notes: overlay.notes.iter().filter_map(|(at, note)| Some((cell(*at)?, note.clone()))).collect(),
        evidence: overlay.evidence.iter().filter_map(|(at, item)| Some((cell(*at)?, item.clone()))).collect(),
        merges: overlay.merges.iter().filter(|area| area.intersection(from).is_some()).map(|a| moved(*a)).collect(),
        validations: rules.validations,
        conditional_formats: rules.conditional_formats,
        ..Overlay::default()
    }
}
