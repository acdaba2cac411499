//! Sensitivity: how an outcome moves when one input goes from its low to its high end, and over a table of two inputs.

use std::cmp::Reverse;

use super::AnalysisError;
use super::inputs::InputRange;
use super::trial::{self, Trial};
use crate::cell::{CellAddress, Value};
use crate::limits::MAX_TABLE_CELLS;
use crate::number::Decimal;
use crate::workbook::Workbook;

/// What each input does to an outcome on its own, the strongest first.
#[derive(Clone, Debug)]
pub struct Tornado {
    /// The outcome as the workbook has it.
    pub base: Value,
    /// One bar for each input, by falling effect, those of one effect by name; those without effect in numbers last.
    pub bars: Vec<Bar>,
}

/// What one input does to an outcome, all others as they are.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The input and its range.
    pub input: InputRange,
    /// The outcome at the low end.
    pub at_low: Value,
    /// The outcome at the high end.
    pub at_high: Value,
    /// The distance of the least and the greatest of the outcome at both ends and as it is now; nothing where one of them is no
    /// number.
    pub effect: Option<Decimal>,
}

impl Bar {
    fn new(input: &InputRange, base: &Value, at_low: Value, at_high: Value) -> Result<Self, AnalysisError> {
        let effect = spread(&[base, &at_low, &at_high])?;
        Ok(Self { input: input.clone(), at_low, at_high, effect })
    }

    /// Whether it moves the outcome more than another does; of two that move it as much, the first by name.
    fn is_ahead_of(&self, other: &Self) -> bool {
        (Reverse(self.effect), &self.input.name) < (Reverse(other.effect), &other.input.name)
    }
}

/// The input that moves each of several outcomes most, found input by input so that a page can be drawn meanwhile. All outcomes
/// are looked at in one go: the inputs are varied once, not once for each of them.
#[derive(Debug)]
pub struct StrongestInputs {
    trial: Trial,
    outcomes: Vec<(CellAddress, Value)>,
    waiting: std::vec::IntoIter<InputRange>,
    strongest: Vec<Option<Bar>>,
}

impl StrongestInputs {
    /// Begins with a copy of the workbook's cells. Ranges that are empty and inputs that hold no number are left out, so are outcomes
    /// in no sheet.
    #[must_use]
    pub fn new(workbook: &Workbook, outcomes: &[CellAddress], inputs: Vec<InputRange>) -> Self {
        let can_vary = |input: &InputRange| input.low < input.high && trial::input(workbook, input.cell).is_ok();
        let inputs: Vec<InputRange> = inputs.into_iter().filter(can_vary).collect();
        Self {
            trial: Trial::new(workbook),
            outcomes: outcomes.iter().map(|at| (*at, workbook.value(*at).clone())).collect(),
            waiting: inputs.into_iter(),
            strongest: vec![None; outcomes.len()],
        }
    }

    /// Varies the next input. False when all were varied.
    pub fn step(&mut self) -> bool {
        let Some(input) = self.waiting.next() else { return false };
        let at = |end: Decimal, trial: &mut Trial| -> Vec<Value> {
            trial.set_numbers(&[(input.cell, end)]);
            self.outcomes.iter().map(|(at, _)| trial.value(*at).clone()).collect()
        };
        let ends = at(input.low, &mut self.trial).into_iter().zip(at(input.high, &mut self.trial));
        for (((_, base), (at_low, at_high)), strongest) in self.outcomes.iter().zip(ends).zip(&mut self.strongest) {
            // An effect that no decimal holds can't be shown beside others.
            let Ok(bar) = Bar::new(&input, base, at_low, at_high) else { continue };
            let moves = bar.effect.is_some_and(|effect| !effect.is_zero());
            if moves && strongest.as_ref().is_none_or(|strongest| bar.is_ahead_of(strongest)) {
                *strongest = Some(bar);
            }
        }
        true
    }

    /// For each outcome, in the order asked, what moves it most of the inputs that were varied; nothing where none does.
    #[must_use]
    pub fn into_found(self) -> Vec<Option<Bar>> {
        self.strongest
    }
}

/// Varies one input at a time between its low and high end. The workbook stays as it is.
///
/// # Errors
/// When an input holds no number, a range is empty, or an effect is too large to hold.
pub fn tornado(workbook: &Workbook, outcome: CellAddress, inputs: &[InputRange]) -> Result<Tornado, AnalysisError> {
    trial::require(workbook, outcome)?;
    let base = workbook.value(outcome).clone();
    let mut trial = Trial::new(workbook);
    let mut bars = Vec::with_capacity(inputs.len());
    for input in inputs {
        trial::input(workbook, input.cell)?;
        if input.low >= input.high {
            return Err(AnalysisError::EmptyRange(input.name.clone()));
        }
        let mut at = |number: Decimal| {
            trial.set_numbers(&[(input.cell, number)]);
            trial.value(outcome).clone()
        };
        let (at_low, at_high) = (at(input.low), at(input.high));
        bars.push(Bar::new(input, &base, at_low, at_high)?);
    }
    bars.sort_by(|a, b| (Reverse(a.effect), &a.input.name).cmp(&(Reverse(b.effect), &b.input.name)));
    Ok(Tornado { base, bars })
}

/// The distance of the least and the greatest of several values; nothing when one is no number.
fn spread(values: &[&Value]) -> Result<Option<Decimal>, AnalysisError> {
    let numbers: Option<Vec<Decimal>> = values
        .iter()
        .map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let Some(numbers) = numbers else { return Ok(None) };
    let ends = numbers.iter().min().zip(numbers.iter().max());
    let width = ends.map(|(least, greatest)| greatest.checked_sub(*least).ok_or(AnalysisError::Overflow));
    width.transpose()
}

/// An outcome over all pairs of two inputs' values.
#[derive(Clone, Debug)]
pub struct TwoWay {
    /// The values of the first input, one for each row.
    pub rows: Vec<Decimal>,
    /// The values of the second input, one for each column.
    pub columns: Vec<Decimal>,
    /// The outcome, row by row.
    pub outcomes: Vec<Vec<Value>>,
}

/// Computes an outcome for every pair of two inputs' values. The workbook stays as it is.
///
/// # Errors
/// When an input holds no number, both are one cell, or the table has no cells or too many.
pub fn two_way(
    workbook: &Workbook,
    outcome: CellAddress,
    (row_input, rows): (CellAddress, &[Decimal]),
    (column_input, columns): (CellAddress, &[Decimal]),
) -> Result<TwoWay, AnalysisError> {
    trial::require(workbook, outcome)?;
    trial::input(workbook, row_input)?;
    trial::input(workbook, column_input)?;
    if row_input == column_input {
        return Err(AnalysisError::InputTwice(workbook.reference(row_input)));
    }
    match rows.len().checked_mul(columns.len()) {
        Some(0) => return Err(AnalysisError::Nothing),
        Some(cells) if cells <= MAX_TABLE_CELLS => {}
        _ => return Err(AnalysisError::TooMany(MAX_TABLE_CELLS)),
    }
    let mut trial = Trial::new(workbook);
    let mut at = |row: Decimal, column: Decimal| {
        trial.set_numbers(&[(row_input, row), (column_input, column)]);
        trial.value(outcome).clone()
    };
    let outcomes = rows.iter().map(|row| columns.iter().map(|column| at(*row, *column)).collect()).collect();
    Ok(TwoWay { rows: rows.to_vec(), columns: columns.to_vec(), outcomes })
}

/// Numbers at equal distances from one to another, both included; fewer than two make no row.
#[must_use]
pub fn steps(low: Decimal, high: Decimal, count: u32) -> Option<Vec<Decimal>> {
    let last = count.checked_sub(1).filter(|last| *last > 0)?;
    let width = high.checked_sub(low)?;
    let step = |index: u32| low.checked_add(width.checked_mul(index.into())?.checked_div(last.into())?);
    (0..=last).map(step).collect()
}
