//! A copy of the cells in which other inputs are tried.
//!
//! The copy is made once for a question and then changed again and again, because a change costs only what it reaches,
//! where a copy costs everything.

use std::convert::Infallible;

use super::AnalysisError;
use super::reach::all_behind;
use crate::cell::{Area, CellAddress, Value};
use crate::engine::{Content, Engine};
use crate::function::Clock;
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::number::Decimal;
use crate::workbook::{Page, Workbook};

/// The cells of a workbook under other inputs.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    engine: Engine,
    /// The cells that differ from the workbook, with what they hold there.
    originals: Vec<(CellAddress, Content)>,
}

impl Trial {
    pub(super) fn new(workbook: &Workbook) -> Self {
        Self { engine: workbook.engine().clone(), originals: Vec::new() }
    }

    /// Leaves out whatever has no part in some outcomes: it keeps the value it has and is not computed again. That pays for a
    /// question of many runs over a workbook of which the outcomes are only a part.
    pub(super) fn watch_only(&mut self, workbook: &Workbook, outcomes: &[CellAddress]) {
        let Some(behind) = all_behind(&self.engine, outcomes) else { return };
        let mut idle = Vec::new();
        for sheet in workbook.pages().iter().filter_map(Page::sheet) {
            let whole = Area { sheet: sheet.id, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 };
            let Ok(()) = self.engine.store().for_each_slot_in(whole, |row, column, slot| {
                let at = CellAddress::new(sheet.id, row, column);
                // Of an array, the values that it spilled must stand for whoever reads them.
                if slot.link.as_formula().is_some() && !behind.contains(&at) && self.engine.spill_area(at).is_none() {
                    idle.push((at, slot.value.clone()));
                }
                Ok::<(), Infallible>(())
            });
        }
        for (at, value) in idle {
            self.put(at, Content::Literal(value));
        }
        self.engine.recalculate();
    }

    /// Puts inputs in their cells, everything else back as the workbook has it, and computes.
    pub(super) fn set(&mut self, inputs: &[(CellAddress, Content)]) {
        let mut index = 0;
        while let Some((at, _)) = self.originals.get(index) {
            if inputs.iter().any(|(input, _)| input == at) {
                index += 1;
                continue;
            }
            let (at, original) = self.originals.swap_remove(index);
            self.put(at, original);
        }
        for (at, content) in inputs {
            if !self.originals.iter().any(|(known, _)| known == at) {
                self.originals.push((*at, self.engine.content(*at)));
            }
            self.put(*at, content.clone());
        }
        self.engine.recalculate();
    }

    /// As [`Self::set`], with numbers.
    pub(super) fn set_numbers(&mut self, inputs: &[(CellAddress, Decimal)]) {
        let contents: Vec<_> =
            inputs.iter().map(|(at, number)| (*at, Content::Literal(Value::Number(*number)))).collect();
        self.set(&contents);
    }

    fn put(&mut self, at: CellAddress, content: Content) {
        let result = self.engine.set(at, content);
        debug_assert!(result.is_ok(), "inputs lie on the sheet, and what stood in a cell fits in it: {result:?}");
    }

    /// Puts another seed in place for what the formulas draw themselves.
    pub(super) fn reseed(&mut self, seed: u64) {
        let clock = self.engine.clock();
        self.engine.set_clock(Clock { seed, ..clock });
    }

    pub(super) fn value(&self, at: CellAddress) -> &Value {
        self.engine.value(at)
    }

    /// The number in a cell; a blank counts as zero, anything else as none.
    pub(super) fn number(&self, at: CellAddress) -> Option<Decimal> {
        match self.engine.value(at) {
            Value::Number(number) => Some(*number),
            Value::Blank => Some(Decimal::ZERO),
            _ => None,
        }
    }
}

/// What a cell that is to be varied holds now.
///
/// # Errors
/// When it holds a formula or no number, or is in no sheet.
pub(super) fn input(workbook: &Workbook, at: CellAddress) -> Result<Decimal, AnalysisError> {
    require(workbook, at)?;
    match workbook.content(at) {
        Content::Blank if workbook.value(at).is_blank() => Ok(Decimal::ZERO),
        Content::Literal(Value::Number(number)) => Ok(number),
        Content::Formula(_) => Err(AnalysisError::InputIsFormula(workbook.reference(at))),
        _ => Err(AnalysisError::InputNotNumber(workbook.reference(at))),
    }
}

/// What an outcome is now.
///
/// # Errors
/// When it is no number, or in no sheet.
pub(super) fn outcome(workbook: &Workbook, at: CellAddress) -> Result<Decimal, AnalysisError> {
    require(workbook, at)?;
    match workbook.value(at) {
        Value::Number(number) => Ok(*number),
        Value::Blank => Ok(Decimal::ZERO),
        value => Err(AnalysisError::OutcomeNotNumber { place: workbook.reference(at), shown: value.plain() }),
    }
}

/// Refuses an outcome that an input can't change.
pub(super) fn require_relation(
    workbook: &Workbook,
    input: CellAddress,
    outcomes: &[CellAddress],
) -> Result<(), AnalysisError> {
    if outcomes.iter().any(|outcome| workbook.engine().rests_on(*outcome, input)) {
        return Ok(());
    }
    let outcome = outcomes.first().map(|outcome| workbook.reference(*outcome)).unwrap_or_default();
    Err(AnalysisError::Unrelated { input: workbook.reference(input), outcome })
}

/// Refuses a cell that is in no sheet.
pub(super) fn require(workbook: &Workbook, at: CellAddress) -> Result<(), AnalysisError> {
    let is_there = workbook.sheet(at.sheet).is_some() && at.row < MAX_ROWS && at.column < MAX_COLUMNS;
    if is_there { Ok(()) } else { Err(AnalysisError::UnknownCell) }
}
