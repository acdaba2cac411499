//! The workbook as one party sees it: a control says who looks, and the formulas of the sheets show accordingly.

use std::borrow::Cow;

use super::table::word;
use super::{PartyViewEntry, tools};
use crate::edit::{CellEdit, Edit};
use crate::text::Localized;
use crate::workbook::{Control, ControlKind, Outcome, Page, Workbook};

/// How a workbook is seen by one party; nothing where its template knows no such view.
#[must_use]
pub fn party_view(workbook: &Workbook) -> Option<&'static PartyViewEntry> {
    tools(workbook)?.party_view.as_ref().filter(|view| workbook.control(&view.control).is_some())
}

/// Whoever looks while not everything is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// What the control says, as it is typed.
    pub word: String,
    /// The party's identity; nothing where the word names none of this workbook, which hides no less.
    pub party: Option<String>,
    /// What people call it.
    pub name: Localized,
}

/// Whoever looks; nothing while everything is shown. Only the one word for everything shows it: whatever else the control
/// says, formulas hide what is confidential, so that somebody looks.
#[must_use]
pub fn seen_by(workbook: &Workbook) -> Option<Viewer> {
    let view = party_view(workbook)?;
    let control = workbook.control(&view.control)?;
    let word = word(workbook, control.cell);
    if is_same(&word, &view.everything) {
        return None;
    }
    let id = view.parties.iter().find(|(_, value)| is_same(value, &word)).map(|(id, _)| id);
    let party = id.and_then(|id| workbook.party(id));
    let name = party.map_or_else(|| name_of(control, &word), |party| party.name.clone());
    Some(Viewer { party: party.map(|party| party.id.clone()), name, word })
}

/// Words are compared as formulas do: capitals are no difference.
fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// What the control calls one of its words.
fn name_of(control: &Control, word: &str) -> Localized {
    let ControlKind::Choice { options } = &control.kind else { return Localized::same(word) };
    let option = options.iter().find(|option| is_same(&option.value, word));
    option.map_or_else(|| Localized::same(word), |option| option.label.clone())
}

/// Whether whoever looks may see a page: no party sees internal sheets or decisions.
#[must_use]
pub fn is_in_view(workbook: &Workbook, page: &Page) -> bool {
    !is_internal(page) || seen_by(workbook).is_none()
}

fn is_internal(page: &Page) -> bool {
    page.record().is_some() || page.sheet().is_some_and(|sheet| sheet.internal)
}

/// The names that whoever looks may see: a name may lead to what is hidden from a party, or say it.
#[must_use]
pub fn names_in_view(workbook: &Workbook) -> Vec<&String> {
    let is_party = seen_by(workbook).is_some();
    let is_shown = |name: &&String| {
        let area = workbook.engine().name_area(name);
        let page = area.and_then(|area| workbook.page_of(area.sheet));
        !is_party || page.is_some_and(|page| !is_internal(page))
    };
    workbook.names().iter().filter(is_shown).collect()
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

/// The edit after which somebody looks, or nobody in particular.
#[must_use]
pub fn view_as(workbook: &Workbook, viewer: Option<&Viewer>) -> Option<Edit> {
    let Some(viewer) = viewer else { return view_of(workbook, None) };
    let cell = workbook.control(&party_view(workbook)?.control)?.cell;
    Some(Edit::SetCells(vec![CellEdit::typed(cell, viewer.word.clone())]))
}

/// The edit that applies a scenario. A scenario may hold who looked when it was made: whoever looks now goes on looking.
#[must_use]
pub fn apply_in_view(workbook: &Workbook, scenario: String) -> Edit {
    let apply = Edit::ApplyScenario(scenario);
    match seen_by(workbook).and_then(|viewer| view_as(workbook, Some(&viewer))) {
        Some(view) => Edit::Batch(vec![apply, view]),
        None => apply,
    }
}

/// The edit that keeps what all inputs hold now as a scenario of its own at the end, which is then the chosen one. Who looks is no
/// part of it.
#[must_use]
pub fn keep_in_view(workbook: &Workbook, name: Localized) -> Edit {
    let is_free = |id: &String| workbook.scenario(id).is_none();
    let id = (1usize..).map(|number| format!("kept-{number}")).find(is_free).unwrap_or_default();
    let mut scenario = workbook.capture_scenario(id.clone(), name);
    if let Some(view) = party_view(workbook) {
        scenario.values.remove(&view.control);
    }
    Edit::Batch(vec![Edit::AddScenario(scenario), Edit::ApplyScenario(id)])
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
