//! A copy of a workbook for one party: what that party sees, as values. What is confidential is not in it at all.

use std::collections::BTreeSet;

use super::view_of;
use crate::cell::{CellAddress, Value};
use crate::edit::{CellEdit, Edit, EditError};
use crate::engine::Content;
use crate::text::Language;
use crate::workbook::{Glossary, Page, PageId, Sheet, Workbook};

/// A copy for one party, and what it lacks.
#[derive(Clone, Debug)]
pub struct PartyCopy {
    /// The copy. Its identity is that of the original.
    pub workbook: Workbook,
    /// What it lacks.
    pub removed: Removed,
}

/// What a copy lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Titles of pages that are internal, and of decision records, in English and Japanese.
    pub pages: Vec<crate::text::Localized>,
    /// Rows that are internal on pages that stay.
    pub rows: usize,
    /// Formulas of which only the values stay.
    pub formulas: usize,
    /// Notes and sources of cells.
    pub notes: usize,
    /// Inputs and scenarios, which would tell how figures come about.
    pub inputs: usize,
}

/// The copy for a party; for nobody in particular, what everybody may see.
///
/// # Errors
/// When the copy would have no page.
pub fn copy_for(workbook: &Workbook, party: Option<&str>) -> Result<PartyCopy, EditError> {
    let mut copy = workbook.clone();
    if let Some(edit) = view_of(workbook, party) {
        edit.apply(&mut copy)?;
    }
    copy_as_seen(copy)
}

/// The copy that whoever looks may keep.
///
/// # Errors
/// When the copy would have no page.
pub fn copy_as_seen(workbook: Workbook) -> Result<PartyCopy, EditError> {
    let mut copy = workbook;
    let mut removed = Removed::default();
    let sheets: Vec<(PageId, Sheet)> = copy.pages.iter().filter_map(shown_or_not).collect();
    let mut edits = Vec::new();
    for (_, sheet) in sheets.iter().filter(|(_, sheet)| !sheet.internal) {
        edits.push(Edit::SetCells(frozen(&copy, sheet, &mut removed)));
        edits.push(Edit::SetValidations { sheet: sheet.id, validations: Vec::new() });
        edits.push(Edit::SetConditionalFormats { sheet: sheet.id, formats: Vec::new() });
        edits.push(Edit::SetFilter { sheet: sheet.id, filter: None });
        edits.extend(without_remarks(sheet, &mut removed));
    }
    Edit::Batch(edits).apply(&mut copy)?;
    removed.inputs = copy.controls.len().saturating_add(copy.scenarios.len());
    let mut edits = vec![Edit::SetControls(Vec::new())];
    edits.extend(copy.names.iter().map(|name| Edit::RemoveName(name.clone())));
    edits.extend(copy.scenarios.iter().map(|scenario| Edit::RemoveScenario(scenario.id.clone())));
    for (id, sheet) in &sheets {
        if sheet.internal {
            removed.pages.extend(copy.page(id).map(|page| page.title.clone()));
            edits.push(Edit::RemovePage(id.clone()));
        } else {
            // From the last row up, so that none moves before it goes.
            removed.rows = removed.rows.saturating_add(sheet.internal_rows.len());
            let rows = sheet.internal_rows.iter().rev();
            edits.extend(rows.map(|row| Edit::DeleteRows { sheet: sheet.id, at: *row, count: 1 }));
        }
    }
    Edit::Batch(edits).apply(&mut copy)?;
    copy.origin = None;
    copy.guide = Vec::new();
    copy.glossary = shown_glossary(&copy);
    Ok(PartyCopy { workbook: copy, removed })
}

/// The sheet of a page. How a decision came about is internal, whatever its sheet says.
fn shown_or_not(page: &Page) -> Option<(PageId, Sheet)> {
    let mut sheet = page.sheet()?.clone();
    sheet.internal |= page.record().is_some();
    Some((page.id.clone(), sheet))
}

/// Every cell of a sheet as a value.
fn frozen(workbook: &Workbook, sheet: &Sheet, removed: &mut Removed) -> Vec<CellEdit> {
    let mut cells = Vec::new();
    let Some(stored) = workbook.engine().store().sheet(sheet.id) else { return cells };
    let (rows, columns) = stored.used();
    for row in 0..rows {
        for column in 0..columns {
            let at = CellAddress::new(sheet.id, row, column);
            let is_formula = matches!(workbook.content(at), Content::Formula(_));
            let is_spilled = matches!(workbook.content(at), Content::Blank) && !workbook.value(at).is_blank();
            if is_formula || is_spilled {
                removed.formulas = removed.formulas.saturating_add(usize::from(is_formula));
                cells.push(CellEdit::content(at, literal(workbook.value(at))));
            }
        }
    }
    cells
}

fn literal(value: &Value) -> Content {
    match value {
        Value::Blank => Content::Blank,
        Value::Text(text) if text.is_empty() => Content::Blank,
        Value::Array(array) => literal(array.first()),
        // An error as such would be computed anew in nobody's favour; its text says as much.
        Value::Error(_) => Content::Literal(Value::Text(value.plain().into())),
        value => Content::Literal(value.clone()),
    }
}

fn without_remarks(sheet: &Sheet, removed: &mut Removed) -> Vec<Edit> {
    let at = |(row, column): &(u32, u32)| CellAddress::new(sheet.id, *row, *column);
    let notes = sheet.overlay.notes.keys().map(|key| Edit::SetNote { at: at(key), note: None });
    let evidence = sheet.overlay.evidence.keys().map(|key| Edit::SetEvidence { at: at(key), evidence: None });
    let edits: Vec<Edit> = notes.chain(evidence).collect();
    removed.notes = removed.notes.saturating_add(edits.len());
    edits
}

/// The label texts that the cells of a copy still show: the others may name what is confidential.
fn shown_glossary(workbook: &Workbook) -> Glossary {
    let mut shown = BTreeSet::new();
    for sheet in workbook.pages.iter().filter_map(Page::sheet) {
        if let Some(stored) = workbook.engine().store().sheet(sheet.id) {
            stored.for_each(|_, _, slot| {
                if let Value::Text(text) = &slot.value {
                    shown.insert(text.to_string());
                }
            });
        }
    }
    let is_shown = |pair: &&crate::text::Localized| {
        shown.contains(pair.get(Language::English)) || shown.contains(pair.get(Language::Japanese))
    };
    Glossary::new(workbook.glossary().pairs().iter().filter(is_shown).cloned().collect())
}
