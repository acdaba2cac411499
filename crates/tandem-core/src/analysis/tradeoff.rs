//! Trade-offs: at which value of an input two options change places.

use std::cmp::Ordering;

use super::AnalysisError;
use super::solve::{Crossing, difference, search_outward, search_range};
use super::trial::{self, Trial};
use crate::cell::CellAddress;
use crate::number::{Decimal, compare};
use crate::workbook::Workbook;

/// Two options and the input on which their order may hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TradeOff {
    /// The cell that is varied.
    pub input: CellAddress,
    /// The least and greatest input that is looked at; without them the search goes outward and ends at the nearest flip.
    pub bounds: Option<(Decimal, Decimal)>,
    /// The figure of the first option.
    pub first: CellAddress,
    /// The figure of the second option.
    pub second: CellAddress,
}

/// Where two options change places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlipPoints {
    /// What the input is now.
    pub current: Decimal,
    /// How the first option's figure compares with the second's now.
    pub now: Ordering,
    /// Every flip that was found, the nearest first; none when the order holds everywhere that was looked at.
    pub flips: Vec<Flip>,
}

/// One place where two options change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The input at which both have the same figure, or from which on their order is another.
    pub at: Decimal,
    /// Whether the figures jump past each other instead of meeting.
    pub is_jump: bool,
}

/// Finds where two options change places. The workbook stays as it is.
///
/// # Errors
/// When the input or a figure is no number now, when neither figure depends on the input, or when the bounds leave nothing.
pub fn flip_points(workbook: &Workbook, question: &TradeOff) -> Result<FlipPoints, AnalysisError> {
    let current = trial::input(workbook, question.input)?;
    let (first, second) = (trial::outcome(workbook, question.first)?, trial::outcome(workbook, question.second)?);
    trial::require_relation(workbook, question.input, &[question.first, question.second])?;
    let mut trial = Trial::new(workbook);
    let mut gap = |x: Decimal| {
        trial.set_numbers(&[(question.input, x)]);
        difference(trial.number(question.first)?, trial.number(question.second)?)
    };
    let search = match question.bounds {
        Some((low, high)) if low < high => search_range(&mut gap, low, high, current),
        Some(_) => return Err(AnalysisError::EmptyRange(workbook.reference(question.input))),
        None => search_outward(&mut gap, current),
    };
    let flips =
        search.crossings.iter().map(|found| Flip { at: found.at(), is_jump: matches!(found, Crossing::Jump(..)) });
    Ok(FlipPoints { current, now: compare(first, second), flips: flips.collect() })
}
