//! What is refused of what lies over the cells of a sheet. Files are read through the same checks.

use super::EditError;
use super::cells::check_format;
use crate::cell::{Area, CellAddress, SheetId};
use crate::limits::{MAX_COLUMNS, MAX_PARTS, MAX_ROWS, MAX_TEXT_CHARS};
use crate::workbook::{
    Condition, ConditionalFormat, ConditionalRule, Criterion, Filter, ListSource, Overlay, ScaleStop, Style, Threshold,
    Validation, ValidationRule, Workbook, anchor,
};

/// Refuses a cell outside its sheet.
pub(super) fn cell(at: CellAddress) -> Result<(), EditError> {
    if at.row < MAX_ROWS && at.column < MAX_COLUMNS { Ok(()) } else { Err(EditError::OutsideSheet) }
}

/// Refuses one more part of a kind of which there are as many as a workbook can hold.
pub(super) const fn room(count: usize) -> Result<(), EditError> {
    if count < MAX_PARTS { Ok(()) } else { Err(EditError::TooManyParts) }
}

/// Refuses texts that are longer than those of cells.
pub(super) fn text<'a>(
    mut texts: impl Iterator<Item = &'a String>,
    at: CellAddress,
    workbook: &Workbook,
) -> Result<(), EditError> {
    let is_long = |text: &String| text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some();
    if texts.any(is_long) { Err(EditError::TextTooLong { place: workbook.reference(at) }) } else { Ok(()) }
}

/// Refuses areas that are none, or not on a sheet.
pub(super) fn areas(areas: &[Area], sheet: SheetId) -> Result<(), EditError> {
    if areas.is_empty() {
        return Err(EditError::NoCells);
    }
    let is_inside = |area: &Area| {
        let is_ordered = area.top <= area.bottom && area.left <= area.right;
        area.sheet == sheet && is_ordered && area.bottom < MAX_ROWS && area.right < MAX_COLUMNS
    };
    if areas.iter().all(is_inside) { Ok(()) } else { Err(EditError::OutsideSheet) }
}

fn require(holds: bool) -> Result<(), EditError> {
    if holds { Ok(()) } else { Err(EditError::IncompleteRule) }
}

/// Refuses operands that begin as formulas and can't be read.
fn operands<'a>(
    operands: impl IntoIterator<Item = &'a String>,
    cells: &[Area],
    workbook: &Workbook,
) -> Result<(), EditError> {
    let Some(host) = anchor(cells) else { return Err(EditError::NoCells) };
    for operand in operands {
        text([operand].into_iter(), host, workbook)?;
        if operand.starts_with('=') {
            let result = workbook.engine.prepare(host, operand);
            result.map_err(|error| EditError::Formula { place: workbook.reference(host), error })?;
        }
    }
    Ok(())
}

/// Refuses rules for what may be typed that say nothing.
pub(crate) fn validations(validations: &[Validation], sheet: SheetId, workbook: &Workbook) -> Result<(), EditError> {
    if validations.len() > MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    for validation in validations {
        areas(&validation.areas, sheet)?;
        let given: Vec<&String> = validation.rule.operands().collect();
        require(given.iter().all(|operand| !operand.is_empty()))?;
        match &validation.rule {
            ValidationRule::List(ListSource::Values(values)) => {
                require(!values.is_empty() && values.len() <= MAX_PARTS)?;
            }
            ValidationRule::List(ListSource::Formula(formula)) | ValidationRule::Custom(formula) => {
                require(formula.starts_with('='))?;
            }
            _ => {}
        }
        operands(given, &validation.areas, workbook)?;
        if let Some(host) = anchor(&validation.areas) {
            let messages = validation.input_message.iter().chain(&validation.error_message);
            text(messages.flat_map(|message| [&message.title, &message.text]), host, workbook)?;
        }
    }
    Ok(())
}

/// Refuses rules for how cells look that say nothing.
pub(crate) fn formats(formats: &[ConditionalFormat], sheet: SheetId, workbook: &Workbook) -> Result<(), EditError> {
    if formats.len() > MAX_PARTS || formats.iter().any(|format| format.rules.len() > MAX_PARTS) {
        return Err(EditError::TooManyParts);
    }
    for format in formats {
        areas(&format.areas, sheet)?;
        for rule in &format.rules {
            let given = rule.operands();
            require(given.iter().all(|operand| !operand.is_empty()))?;
            operands(given, &format.areas, workbook)?;
            require(is_complete(rule))?;
            if let ConditionalRule::Highlight { style, .. } = rule {
                check_style(style)?;
            }
        }
    }
    Ok(())
}

fn check_style(style: &Style) -> Result<(), EditError> {
    check_format(style.format.as_deref())
}

fn is_complete(rule: &ConditionalRule) -> bool {
    let is_share = |threshold: &Threshold| match threshold {
        Threshold::Percent(share) | Threshold::Percentile(share) => *share <= 100,
        Threshold::Lowest | Threshold::Highest | Threshold::Value(_) => true,
    };
    match rule {
        ConditionalRule::Highlight { when: Condition::Top { count, percent, .. }, .. } => {
            *count > 0 && (!percent || *count <= 100)
        }
        ConditionalRule::Highlight { when: Condition::Formula(formula), .. } => formula.starts_with('='),
        ConditionalRule::Highlight { .. } | ConditionalRule::Bands { .. } => true,
        ConditionalRule::Bar { low, high, .. } => is_share(low) && is_share(high),
        ConditionalRule::Scale(stops) => {
            matches!(stops.len(), 2 | 3) && stops.iter().all(|ScaleStop { at, .. }| is_share(at))
        }
        ConditionalRule::Icons { set, from, .. } => from.len() + 1 == set.count() && from.iter().all(is_share),
    }
}

/// Refuses a filter that means nothing.
pub(crate) fn filter(filter: &Filter, sheet: SheetId) -> Result<(), EditError> {
    areas(&[filter.area], sheet)?;
    let columns = filter.area.columns();
    for (column, criterion) in &filter.criteria {
        if *column >= columns {
            return Err(EditError::OutsideSheet);
        }
        require(match criterion {
            Criterion::Values { .. } => true,
            Criterion::Conditions { texts, .. } => !texts.is_empty() && texts.len() <= MAX_PARTS,
            Criterion::Top { count, percent, .. } => *count > 0 && (!percent || *count <= 100),
        })?;
    }
    Ok(())
}

/// Refuses merged areas of one cell, and such as lie over each other.
fn merges(merges: &[Area], sheet: SheetId) -> Result<(), EditError> {
    for (index, area) in merges.iter().enumerate() {
        areas(&[*area], sheet)?;
        let earlier = merges.get(..index).unwrap_or_default();
        if area.is_single() || earlier.iter().any(|other| other.intersection(*area).is_some()) {
            return Err(EditError::PartOfMerge);
        }
    }
    Ok(())
}

/// Refuses what a file says lies over the cells of a sheet, as edits would.
pub(crate) fn overlay(overlay: &Overlay, sheet: SheetId, workbook: &Workbook) -> Result<(), EditError> {
    let counts = [overlay.merges.len(), overlay.notes.len(), overlay.evidence.len()];
    if counts.into_iter().any(|count| count > MAX_PARTS) {
        return Err(EditError::TooManyParts);
    }
    merges(&overlay.merges, sheet)?;
    for evidence in overlay.evidence.values() {
        super::parts::check_date(evidence.date.as_deref())?;
    }
    let first = CellAddress::new(sheet, 0, 0);
    text(overlay.notes.values().map(|note| &note.text), first, workbook)?;
    text(overlay.evidence.values().map(|evidence| &evidence.source), first, workbook)?;
    validations(&overlay.validations, sheet, workbook)?;
    formats(&overlay.conditional_formats, sheet, workbook)?;
    overlay.filter.as_ref().map_or(Ok(()), |present| filter(present, sheet))
}
