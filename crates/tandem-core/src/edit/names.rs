//! Edits of defined names.

use super::apply::{Part, Record};
use super::{CellEdit, Edit, EditError, carry};
use crate::cell::parse_cell;
use crate::engine::{Content, Rewrite, UserOfName};
use crate::limits::{MAX_NAME_CHARS, MAX_PARTS};
use crate::workbook::Workbook;

pub(super) fn same_name(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// Whether cells and ranges can have a name: a word that reads as nothing else in a formula.
fn is_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    let upper = name.to_uppercase();
    let reads_as_other = ["TRUE", "FALSE", "R", "C"].contains(&upper.as_str()) || parse_cell(name).is_some() || {
        let row = upper.strip_prefix('R').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let column = row.and_then(|rest| rest.strip_prefix('C'));
        column.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    };
    starts_well && is_word && !reads_as_other && name.chars().count() <= MAX_NAME_CHARS
}

/// Defines or removes a name; a new one comes at a position among the names.
pub(super) fn define_name(
    name: String,
    target: Option<&str>,
    position: usize,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    if !is_name(&name) {
        return Err(EditError::BadName(name));
    }
    let known = workbook.names.iter().position(|known| same_name(known, &name));
    if known.is_none() && workbook.names.len() >= MAX_PARTS {
        return Err(EditError::TooManyParts);
    }
    let spelled = known.and_then(|index| workbook.names.get(index)).cloned();
    let old = workbook.engine.name_target(&name);
    if let Err(error) = workbook.engine.define_name(&name, target) {
        return Err(EditError::Formula { place: name, error });
    }
    match (known, target) {
        (None, Some(_)) => workbook.names.insert(position.min(workbook.names.len()), name.clone()),
        (Some(index), None) => {
            workbook.names.remove(index);
        }
        _ => {}
    }
    // It comes back as it was written, however the edit wrote it.
    let name = spelled.filter(|_| target.is_none()).unwrap_or(name);
    record.note_part(Part::Name { name, target: old, position: known.unwrap_or(usize::MAX) });
    Ok(())
}

/// Gives a name another one, at its place among the names. Formulas, other names and rules say the new one afterwards.
pub(super) fn rename_name(
    name: &str,
    new_name: String,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let position = workbook.names.iter().position(|known| same_name(known, name));
    let position = position.ok_or_else(|| EditError::UnknownName(name.to_owned()))?;
    let is_same = same_name(name, &new_name);
    if !is_same && workbook.names.iter().any(|known| same_name(known, &new_name)) {
        return Err(EditError::NameTaken(new_name));
    }
    let target = workbook.engine.name_target(name).unwrap_or_default();
    if is_same {
        // Only its letters change, which formulas show from its definition.
        define_name(name.to_owned(), None, position, workbook, record)?;
        return define_name(new_name, Some(&target), position, workbook, record);
    }
    let rewritten = workbook.engine.texts_with_name_renamed(name, &new_name);
    let rewritten = rewritten.map_err(|user| {
        let place = match user {
            UserOfName::Cell(at) => workbook.reference(at),
            UserOfName::Name(name) => name,
        };
        EditError::NameUsed { name: new_name.clone(), place }
    })?;
    carry::retell(Rewrite::NameRenamed(name, &new_name), workbook, record)?;
    // A function that calls itself knows its own name.
    let own = rewritten.names.iter().find(|(known, _)| same_name(known, name));
    let target = own.map_or(target, |(_, text)| text.clone());
    define_name(new_name, Some(&target), position, workbook, record)?;
    for (other, text) in rewritten.names.into_iter().filter(|(other, _)| !same_name(other, name)) {
        define_name(other, Some(&text), usize::MAX, workbook, record)?;
    }
    let formulas = rewritten.changed.into_iter().map(|(at, text)| CellEdit::content(at, Content::Formula(text)));
    Edit::SetCells(formulas.collect()).step(workbook, record)?;
    define_name(name.to_owned(), None, usize::MAX, workbook, record)
}
