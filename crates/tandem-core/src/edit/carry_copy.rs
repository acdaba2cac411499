//! Rules and merged areas are copied with the cells that they lie over; notes and sources stay with their cells alone.

use super::EditError;
use super::apply::Record;
use super::carry::{Rule, carried};
use super::overlay::{OverlayPart, exchange};
use crate::cell::Area;
use crate::engine::Rewrite;
use crate::limits::MAX_PARTS;
use crate::workbook::{Workbook, all_without};

/// Copies rules and merged areas along with cells that are about to be copied as often as they fit.
///
/// # Errors
/// When only a part of a merged cell would be overwritten, or the copies are too many.
pub(super) fn copy(from: Area, to: Area, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
    let (Some(source), Some(target)) = (workbook.sheet(from.sheet), workbook.sheet(to.sheet)) else {
        return Err(EditError::UnknownSheet);
    };
    let (source, target) = (&source.overlay, &target.overlay);
    let is_overwritten = |area: &Area| area.intersection(to).is_some();
    if target.merges.iter().any(|area| area.intersection(to).is_some_and(|shared| shared != *area)) {
        return Err(EditError::PartOfMerge);
    }
    let mut after = target.clone();
    let merges = source.merges.iter().filter(|area| area.intersection(from) == Some(**area));
    let mut merged = Vec::new();
    for area in merges {
        merged.extend(tiles(*area, from, to, false)?.into_iter().filter(|tile| tile.cells() == area.cells()));
    }
    after.merges.retain(|area| !is_overwritten(area));
    after.merges.extend(merged);
    after.validations = copied(&source.validations, &target.validations, from, to, workbook)?;
    after.conditional_formats = copied(&source.conditional_formats, &target.conditional_formats, from, to, workbook)?;
    if after == *target {
        return Ok(());
    }
    after.merges.sort_unstable();
    exchange(to.sheet, OverlayPart::All(Box::new(after)), workbook, record)
}

/// The rules of the target's sheet after a copy. A rule means the same for every cell relative to it, so that on its own
/// sheet it only holds for more cells than before.
fn copied<R: Rule>(source: &[R], target: &[R], from: Area, to: Area, workbook: &Workbook) -> Result<Vec<R>, EditError> {
    let arriving = |rule: &R| -> Result<Vec<Area>, EditError> {
        let pieces = rule.areas().iter().filter_map(|area| area.intersection(from));
        let mut all = Vec::new();
        for piece in pieces {
            all.extend(tiles(piece, from, to, true)?);
        }
        if all.len() > MAX_PARTS { Err(EditError::TooManyParts) } else { Ok(all) }
    };
    let mut rules = Vec::new();
    for rule in target {
        let mut areas = all_without(rule.areas(), to);
        if from.sheet == to.sheet {
            areas.extend(arriving(rule)?);
        }
        if areas == rule.areas() {
            rules.push(rule.clone());
        } else {
            rules.extend(carried(rule, &areas.clone(), areas, Rewrite::Copied, workbook));
        }
    }
    if from.sheet != to.sheet {
        for rule in source {
            let areas = arriving(rule)?;
            rules.extend(carried(rule, &areas.clone(), areas, Rewrite::Copied, workbook));
        }
    }
    Ok(rules)
}

/// The places of a piece of `from` in the copies that fill `to`. Where they may join, a piece that is as high or as wide as
/// `from` is one with its copies.
fn tiles(piece: Area, from: Area, to: Area, join: bool) -> Result<Vec<Area>, EditError> {
    let rows = spans(piece.top - from.top, piece.bottom - from.top, from.rows(), (to.top, to.bottom), join)?;
    let columns = spans(piece.left - from.left, piece.right - from.left, from.columns(), (to.left, to.right), join)?;
    if rows.len().saturating_mul(columns.len()) > MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    let area =
        |(top, bottom): (u32, u32), (left, right): (u32, u32)| Area { sheet: to.sheet, top, left, bottom, right };
    Ok(rows.iter().flat_map(|rows| columns.iter().map(|columns| area(*rows, *columns))).collect())
}

fn spans(
    first: u32,
    last: u32,
    period: u32,
    (start, end): (u32, u32),
    join: bool,
) -> Result<Vec<(u32, u32)>, EditError> {
    if join && first == 0 && last + 1 == period {
        return Ok(vec![(start, end)]);
    }
    let copies = (end - start) / period + 1;
    if copies as usize > MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    let span = |copy: u32| {
        let begin = start.saturating_add(copy.saturating_mul(period));
        let (first, last) = (begin.saturating_add(first), begin.saturating_add(last));
        (first <= end).then_some((first, last.min(end)))
    };
    Ok((0..copies).filter_map(span).collect())
}
