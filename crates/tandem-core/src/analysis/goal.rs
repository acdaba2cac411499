//! Goal seek: which input gives an outcome that is asked for; and break-even, which asks that of every input.

use super::AnalysisError;
use super::inputs::InputRange;
use super::solve::{Crossing, Search, difference, search_outward, search_range};
use super::trial::{self, Trial};
use crate::cell::CellAddress;
use crate::number::Decimal;
use crate::workbook::Workbook;

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The cell whose value is sought; it holds a number.
    pub input: CellAddress,
    /// The cell that is to have the target.
    pub outcome: CellAddress,
    /// The target.
    pub target: Decimal,
    /// The least and greatest input that is looked at. Without them the search goes outward from what the input is now, to
    /// 10^15 times it, and ends as soon as there is a solution.
    pub bounds: Option<(Decimal, Decimal)>,
}

/// An input that gives the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalFound {
    /// The input; of several the nearest to what it is now.
    pub input: Decimal,
    /// The outcome with that input. It differs from the target where no decimal gives it exactly.
    pub outcome: Decimal,
    /// Other inputs within the bounds that give the target too, the nearest first.
    pub others: Vec<Decimal>,
    /// Whether the outcome only rose or only fell with the input over everything that was looked at. Where it did not, there
    /// may be inputs between those that were looked at which give the target too.
    pub is_monotone: bool,
}

/// Finds the input that gives an outcome. The workbook stays as it is.
///
/// # Errors
/// When no input gives the target, with what was seen; when the outcome jumps over it; when the outcome does not depend on
/// the input; when the input holds no number.
pub fn goal_seek(workbook: &Workbook, goal: &Goal) -> Result<GoalFound, AnalysisError> {
    let current = trial::input(workbook, goal.input)?;
    trial::require(workbook, goal.outcome)?;
    trial::require_relation(workbook, goal.input, &[goal.outcome])?;
    if goal.bounds.is_some_and(|(low, high)| low >= high) {
        return Err(AnalysisError::EmptyRange(workbook.reference(goal.input)));
    }
    seek(workbook, &mut Trial::new(workbook), goal, current)
}

fn seek(workbook: &Workbook, trial: &mut Trial, goal: &Goal, current: Decimal) -> Result<GoalFound, AnalysisError> {
    let mut outcome_at = |x: Decimal| {
        trial.set_numbers(&[(goal.input, x)]);
        trial.number(goal.outcome)
    };
    let mut function = |x: Decimal| difference(outcome_at(x)?, goal.target);
    let search = match goal.bounds {
        Some((low, high)) => search_range(&mut function, low, high, current),
        None => search_outward(&mut function, current),
    };
    let mut roots = search.crossings.iter().filter_map(|found| match found {
        Crossing::Root(x) => Some(*x),
        Crossing::Jump(..) => None,
    });
    let Some(input) = roots.next() else { return Err(no_solution(workbook, goal, &search)) };
    let others = roots.collect();
    // A root was computed a moment ago, so it has an outcome.
    let outcome = outcome_at(input).unwrap_or(goal.target);
    Ok(GoalFound { input, outcome, others, is_monotone: search.is_monotone() })
}

fn no_solution(workbook: &Workbook, goal: &Goal, search: &Search) -> AnalysisError {
    let outcome = workbook.reference(goal.outcome);
    let back = |y: Decimal| y.checked_add(goal.target).unwrap_or(y);
    if let Some(Crossing::Jump(a, b)) = search.crossings.first() {
        return AnalysisError::Jumps { outcome, at: b.x, before: back(a.y), after: back(b.y) };
    }
    match search.extremes() {
        Some((least, greatest)) => {
            AnalysisError::NeverReached { outcome, target: goal.target, least: back(least), greatest: back(greatest) }
        }
        None => AnalysisError::OutcomeNotNumber { place: outcome, shown: workbook.value(goal.outcome).plain() },
    }
}

/// How far one input may go until an outcome is what it must at least or at most be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakEven {
    /// The input's name, as in [`InputRange`].
    pub name: String,
    /// Its cell.
    pub cell: CellAddress,
    /// What it is now.
    pub current: Decimal,
    /// The input at which the outcome is the threshold, all others as they are; or why there is none.
    pub found: Result<GoalFound, AnalysisError>,
}

impl BreakEven {
    /// How far the input may change until then, as a part of what it is now; nothing without a break-even, and for an input of
    /// zero.
    #[must_use]
    pub fn margin(&self) -> Option<Decimal> {
        let found = self.found.as_ref().ok()?;
        found.input.checked_sub(self.current)?.checked_div(self.current)
    }
}

/// For each input on its own, the value at which an outcome is a threshold, such as a net present value of zero. Inputs that
/// hold no number are passed over.
#[must_use]
pub fn break_even(
    workbook: &Workbook,
    outcome: CellAddress,
    threshold: Decimal,
    inputs: &[InputRange],
) -> Vec<BreakEven> {
    let mut trial = Trial::new(workbook);
    let mut found = Vec::new();
    for range in inputs {
        let Ok(current) = trial::input(workbook, range.cell) else { continue };
        let bounds = (range.low < range.high).then_some((range.low, range.high));
        let goal = Goal { input: range.cell, outcome, target: threshold, bounds };
        let result = trial::require_relation(workbook, range.cell, &[outcome])
            .and_then(|()| seek(workbook, &mut trial, &goal, current));
        found.push(BreakEven { name: range.name.clone(), cell: range.cell, current, found: result });
    }
    found
}
