//! The workbook as one party sees it: a control says who looks, and the formulas of the sheets show accordingly.

use std::borrow::Cow;

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

/// The edit that applies a scenario. A scenario may hold who looked when it was made: whoever looks now goes on looking.
#[must_use]
pub fn apply_in_view(workbook: &Workbook, scenario: String) -> Edit {
    let apply = Edit::ApplyScenario(scenario);
    match seen_by(workbook).and_then(|party| view_of(workbook, Some(&party.id))) {
        Some(view) => Edit::Batch(vec![apply, view]),
        None => apply,
    }
}

/// The workbook with scenarios that leave alone who looks, where one party does.
#[must_use]
pub fn scenarios_in_view(workbook: &Workbook) -> Cow<'_, Workbook> {
    let control = party_view(workbook).filter(|_| seen_by(workbook).is_some()).map(|view| view.control.as_str());
    let holds = |control: &&str| workbook.scenarios().iter().any(|scenario| scenario.values.contains_key(*control));
    let Some(control) = control.filter(holds) else { return Cow::Borrowed(workbook) };
    let mut copy = workbook.clone();
    for scenario in &mut copy.scenarios {
        scenario.values.remove(control);
    }
    Cow::Owned(copy)
}

/// The outcome that holds the change of another one, while that shows its first definition.
#[must_use]
pub fn change_of<'a>(workbook: &'a Workbook, outcome: &Outcome) -> Option<&'a Outcome> {
    let entry = tools(workbook)?.changes.iter().find(|entry| entry.outcome == outcome.name)?;
    workbook.outcome(&entry.change).filter(|_| outcome.variant().is_none())
}
