//! Which of several figures is the highest, and between which values of an input another one is.

use super::AnalysisError;
use super::solve::{difference, search_range};
use super::trial::{self, Trial};
use crate::cell::CellAddress;
use crate::number::{Arithmetic as _, Decimal, compare};
use crate::workbook::Workbook;

/// One figure among others, and the input on which their order may hang.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadQuestion {
    /// The cell that is varied.
    pub input: CellAddress,
    /// The least and greatest input that is looked at; the range is widened to what the input is now.
    pub bounds: (Decimal, Decimal),
    /// The figure that is asked about.
    pub first: CellAddress,
    /// The figures that it is to exceed. Those that are no number take no part.
    pub others: Vec<CellAddress>,
}

/// Where a figure is the highest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// What the input is now.
    pub current: Decimal,
    /// How the figure stands now, and where that would change.
    pub standing: Standing,
}

/// How a figure stands among others. To lead is to be higher than every other one; who shares the first place doesn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It leads now and everywhere in the range.
    Always,
    /// It leads now and would lose the lead below one input, above another one, or both; at least one is there.
    Leads {
        /// Where it loses the lead as the input falls.
        below: Option<Turn>,
        /// Where it loses the lead as the input rises.
        above: Option<Turn>,
    },
    /// It doesn't lead now and would with another input; at least one is there.
    Elsewhere {
        /// The nearest inputs at or below the present one between which it would lead.
        below: Option<Stretch>,
        /// The nearest inputs at or above the present one between which it would lead.
        above: Option<Stretch>,
    },
    /// It leads nowhere in the range.
    Never,
}

/// An input at which the lead passes to another figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The input at which both are the same, or from which on their order is another.
    pub at: Decimal,
    /// Which of the others leads beyond it, counted from zero.
    pub to: usize,
}

/// Inputs between which a figure leads; at its ends it shares the first place, or the lead jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The end that lies nearer to the present input.
    pub from: Decimal,
    /// The other end; nothing when the lead lasts to the end of the range.
    pub until: Option<Decimal>,
}

/// Finds where a figure is higher than all others. The places at which it meets each of them divide the range; between two
/// of them the order holds, so that one look into each part tells who leads there. The workbook stays as it is.
///
/// # Errors
/// When the input or the figure is no number now, when no other figure is one, when none of them depends on the input, or
/// when the bounds leave nothing.
pub fn lead(workbook: &Workbook, question: &LeadQuestion) -> Result<Lead, AnalysisError> {
    let current = trial::input(workbook, question.input)?;
    trial::outcome(workbook, question.first)?;
    let numbers = question.others.iter().enumerate();
    let others: Vec<(usize, CellAddress)> =
        numbers.filter(|(_, at)| trial::outcome(workbook, **at).is_ok()).map(|(place, at)| (place, *at)).collect();
    if others.is_empty() {
        return Err(AnalysisError::Nothing);
    }
    let figures: Vec<CellAddress> = std::iter::once(question.first).chain(others.iter().map(|(_, at)| *at)).collect();
    trial::require_relation(workbook, question.input, &figures)?;
    let (low, high) = (question.bounds.0.min(current), question.bounds.1.max(current));
    if low >= high {
        return Err(AnalysisError::EmptyRange(workbook.reference(question.input)));
    }
    let mut field = Field { trial: Trial::new(workbook), input: question.input, first: question.first, others };
    let parts = field.parts(low, high, current);
    let leads_now = field.best_at(current) == Some(Best::First);
    Ok(Lead { current, standing: standing(&parts, current, leads_now) })
}

/// Who is highest at an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Best {
    First,
    Other(usize),
}

/// A part of the range in which the order of the first figure and each other one holds.
#[derive(Clone, Copy, Debug)]
struct Part {
    low: Decimal,
    high: Decimal,
    /// Nothing where there are no figures to compare.
    best: Option<Best>,
    /// The figure that the first one meets at either end, where it is one alone.
    met: [Option<usize>; 2],
}

impl Part {
    fn is_led(&self) -> bool {
        self.best == Some(Best::First)
    }
}

/// The figures on a copy of the cells.
struct Field {
    trial: Trial,
    input: CellAddress,
    first: CellAddress,
    others: Vec<(usize, CellAddress)>,
}

impl Field {
    /// Who is highest at an input; the first figure only where it is alone.
    fn best_at(&mut self, x: Decimal) -> Option<Best> {
        self.trial.set_numbers(&[(self.input, x)]);
        let own = self.trial.number(self.first)?;
        let rivals = self.others.iter().filter_map(|(place, at)| Some((*place, self.trial.number(*at)?)));
        let (place, rival) = rivals.max_by(|a, b| compare(a.1, b.1))?;
        Some(if compare(own, rival).is_gt() { Best::First } else { Best::Other(place) })
    }

    /// The range, divided where the first figure meets another one.
    fn parts(&mut self, low: Decimal, high: Decimal, current: Decimal) -> Vec<Part> {
        let mut meetings: Vec<(Decimal, usize)> = Vec::new();
        let (trial, input, first) = (&mut self.trial, self.input, self.first);
        for (place, other) in &self.others {
            let mut gap = |x: Decimal| {
                trial.set_numbers(&[(input, x)]);
                difference(trial.number(first)?, trial.number(*other)?)
            };
            let found = search_range(&mut gap, low, high, current);
            meetings.extend(found.crossings.iter().map(|crossing| (crossing.at(), *place)));
        }
        meetings.sort_unstable();
        // No part reaches over the present input, so that what lies below it and above it is told apart.
        let mut ends: Vec<Decimal> =
            [low, current, high].into_iter().chain(meetings.iter().map(|(at, _)| *at)).collect();
        ends.sort_unstable();
        ends.dedup_by(|a, b| compare(*a, *b).is_eq());
        let met = |at: Decimal| {
            let mut here = meetings.iter().filter(|(x, _)| compare(*x, at).is_eq());
            here.next().filter(|_| here.next().is_none()).map(|(_, place)| *place)
        };
        let pairs = ends.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
        pairs
            .map(|(low, high)| {
                let middle = high.minus(low).and_then(|width| low.plus(width.over(Decimal::TWO)?));
                let best = middle.and_then(|middle| self.best_at(middle));
                Part { low, high, best, met: [met(low), met(high)] }
            })
            .collect()
    }
}

/// What the parts of the range tell about the first figure.
fn standing(parts: &[Part], current: Decimal, leads_now: bool) -> Standing {
    let above = || parts.iter().filter(|part| part.low >= current);
    let below = || parts.iter().rev().filter(|part| part.high <= current);
    if leads_now {
        let below = below().find(|part| !part.is_led()).and_then(|part| turn(part, part.high, 1));
        let above = above().find(|part| !part.is_led()).and_then(|part| turn(part, part.low, 0));
        return if below.is_none() && above.is_none() { Standing::Always } else { Standing::Leads { below, above } };
    }
    let above = stretch(above(), |part| (part.low, part.high));
    let below = stretch(below(), |part| (part.high, part.low));
    if below.is_none() && above.is_none() { Standing::Never } else { Standing::Elsewhere { below, above } }
}

/// Where a part begins in which another figure leads: the one that was met there, else the highest inside.
fn turn(part: &Part, at: Decimal, end: usize) -> Option<Turn> {
    let highest = match part.best {
        Some(Best::Other(place)) => Some(place),
        _ => None,
    };
    let to = part.met.get(end).copied().flatten().or(highest)?;
    Some(Turn { at, to })
}

/// The first run of parts that the figure leads, from its nearer end to its farther one.
fn stretch<'p>(parts: impl Iterator<Item = &'p Part>, ends: impl Fn(&Part) -> (Decimal, Decimal)) -> Option<Stretch> {
    let mut parts = parts.skip_while(|part| !part.is_led());
    let (from, mut until) = parts.next().map(&ends)?;
    for part in parts {
        if !part.is_led() {
            return Some(Stretch { from, until: Some(until) });
        }
        until = ends(part).1;
    }
    Some(Stretch { from, until: None })
}
