//! The workbook as one party sees it: a control says who looks, and the formulas of the sheets show accordingly.

use super::table::word;
use super::{PartyViewEntry, tools};
use crate::edit::{CellEdit, Edit};
use crate::workbook::{Outcome, Party, Workbook};

/// How a workbook is seen by one party; nothing where its template knows no such view.
#[must_use]
pub fn party_view(workbook: &Workbook) -> Option<&'static PartyViewEntry> {
    tools(workbook)?.party_view.as_ref().filter(|view| workbook.control(&view.control).is_some())
}

/// The party that looks; nothing while everything is shown.
#[must_use]
pub fn seen_by(workbook: &Workbook) -> Option<&Party> {
    let view = party_view(workbook)?;
    let chosen = word(workbook, workbook.control(&view.control)?.cell);
    let (id, _) = view.parties.iter().find(|(_, value)| **value == chosen)?;
    workbook.party(id)
}

/// The edit after which a party looks, or nobody in particular.
#[must_use]
pub fn view_of(workbook: &Workbook, party: Option<&str>) -> Option<Edit> {
    let view = party_view(workbook)?;
    let value = match party {
        Some(id) => view.parties.get(id)?,
        None => &view.everything,
    };
    Some(Edit::SetCells(vec![CellEdit::typed(workbook.control(&view.control)?.cell, value.clone())]))
}

/// The outcome that holds the change of another one, while that shows its first definition.
#[must_use]
pub fn change_of<'a>(workbook: &'a Workbook, outcome: &Outcome) -> Option<&'a Outcome> {
    let entry = tools(workbook)?.changes.iter().find(|entry| entry.outcome == outcome.name)?;
    workbook.outcome(&entry.change).filter(|_| outcome.variant().is_none())
}
