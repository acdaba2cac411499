//! Scenarios side by side: what every outcome would be under each.

use crate::edit::{Edit, EditError};
use crate::text::Language;
use crate::workbook::Workbook;

/// The outcomes under one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioOutcomes {
    /// The scenario's identity.
    pub scenario: String,
    /// Per outcome of the workbook, in its order, the text that it shows.
    pub texts: Vec<String>,
    /// Per outcome by how much it differs from the workbook as it is; nothing where it reads the same or is no number.
    pub changes: Vec<Option<String>>,
}

/// What every outcome would show under each scenario, in the order of the scenarios.
///
/// # Errors
/// When a scenario can't be applied, as one that puts something unreadable in a cell.
pub fn compare_scenarios(workbook: &Workbook, language: Language) -> Result<Vec<ScenarioOutcomes>, EditError> {
    workbook
        .scenarios()
        .iter()
        .map(|scenario| {
            // Each scenario starts from the workbook as it is: what it does not name keeps its value.
            let mut copy = workbook.clone();
            Edit::ApplyScenario(scenario.id.clone()).apply(&mut copy)?;
            let texts = copy.outcomes().iter().map(|outcome| copy.outcome_text(outcome, language)).collect();
            let now = workbook.outcomes().iter();
            let changes = now
                .map(|outcome| workbook.outcome_change_text(outcome, copy.value(outcome.shown_cell()), language))
                .collect();
            Ok(ScenarioOutcomes { scenario: scenario.id.clone(), texts, changes })
        })
        .collect()
}
