//! How a workbook stands: which messages its sheets show at their rows, and which outcomes are errors.
//!
//! A result that comes from a bad entry looks like any other. Whoever shows results compares how the workbook stands with
//! how it stood, and keeps showing what it was worth before it got worse.

use super::table::word;
use super::tools;
use crate::cell::{CellAddress, Value};
use crate::text::Language;
use crate::workbook::{Outcome, Workbook};

/// A cell in which a sheet says what is wrong with its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The cell that says it.
    pub at: CellAddress,
    /// What it says, in English; of an error, its code.
    word: String,
}

impl Problem {
    /// What is wrong, as a sentence.
    #[must_use]
    pub fn text(&self, workbook: &Workbook, language: Language) -> String {
        match workbook.value(self.at) {
            Value::Error(error) => workbook.engine().reason(*error, language).to_string(),
            _ => workbook.display_text(self.at, language),
        }
    }
}

/// How a workbook stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    problems: Vec<Problem>,
    /// Names of the outcomes that are errors.
    errors: Vec<String>,
}

impl Standing {
    /// How a workbook stands now.
    #[must_use]
    pub fn of(workbook: &Workbook) -> Self {
        let is_error = |outcome: &&Outcome| matches!(workbook.value(outcome.shown_cell()), Value::Error(_));
        let errors = workbook.outcomes().iter().filter(is_error).map(|outcome| outcome.name.clone()).collect();
        Self { problems: problems(workbook), errors }
    }

    /// What the sheets say, in the order of the template.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What the sheets say that they did not say before. Rows may have moved meanwhile, so that messages are told apart by
    /// their words: of three equal ones where two stood before, the last is new.
    #[must_use]
    pub fn new_problems(&self, before: &Self) -> Vec<&Problem> {
        let mut known: Vec<&str> = before.problems.iter().map(|problem| problem.word.as_str()).collect();
        // What stands where it stood is no news, whatever else says the same.
        let stands = |problem: &Problem| before.problems.contains(problem);
        for problem in self.problems.iter().filter(|problem| stands(problem)) {
            forget(&mut known, &problem.word);
        }
        let moved = self.problems.iter().filter(|problem| !stands(problem));
        moved.filter(|problem| !forget(&mut known, &problem.word)).collect()
    }

    /// Whether something is wrong that was not before.
    #[must_use]
    pub fn is_worse_than(&self, before: &Self) -> bool {
        self.errors.iter().any(|name| !before.errors.contains(name)) || !self.new_problems(before).is_empty()
    }
}

/// Takes one such word off a list, and says whether it stood there.
fn forget(known: &mut Vec<&str>, word: &str) -> bool {
    let place = known.iter().position(|one| *one == word);
    place.map(|place| known.swap_remove(place)).is_some()
}

/// What the sheets say about rows and is no good news.
fn problems(workbook: &Workbook) -> Vec<Problem> {
    let mut problems = Vec::new();
    for entry in tools(workbook).map_or(&[][..], |tools| &tools.messages) {
        let Some(area) = workbook.engine().name_area(&entry.area) else { continue };
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                let at = CellAddress::new(area.sheet, row, column);
                // Most rows have nothing to say; those that do say text, or can't for an error.
                match workbook.value(at) {
                    Value::Text(text) if !text.is_empty() => {}
                    Value::Error(_) => {}
                    _ => continue,
                }
                let word = word(workbook, at);
                if !entry.fine.contains(&word) {
                    problems.push(Problem { at, word });
                }
            }
        }
    }
    problems
}

/// An outcome as it was before the workbook got worse; nothing where it is what it was, and no error.
#[must_use]
pub fn outcome_before(workbook: &Workbook, before: &Workbook, name: &str) -> Option<Outcome> {
    let now = workbook.outcome(name)?;
    let mut then = before.outcome(name)?.clone();
    // The definition is a matter of reading: what is chosen now is what people look for.
    then.active_variant.clone_from(&now.active_variant);
    let (value, earlier) = (workbook.value(now.shown_cell()), before.value(then.shown_cell()));
    // Causes of errors name cells of their workbook; what was an error already has nothing better to show.
    let is_better = !matches!(earlier, Value::Error(_)) && !value.is_same(earlier);
    is_better.then_some(then)
}
