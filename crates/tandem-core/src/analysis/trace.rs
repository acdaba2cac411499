//! The explanation of one cell: its formula step by step, where its error began, and what the workbook says about it.

use rustc_hash::FxHashSet;

use super::reach::{sources, spilled_from};
use crate::cell::{Cause, CellAddress, ErrorValue, Value};
use crate::engine::{Engine, Explanation};
use crate::text::Localized;
use crate::workbook::{Control, Horizon, Outcome, Workbook};

/// What there is to say about one cell.
#[derive(Clone, Debug)]
pub struct Trace<'w> {
    /// The cell.
    pub cell: CellAddress,
    /// What it shows.
    pub value: Value,
    /// Its formula, evaluated step by step; nothing for a cell without formula.
    pub explanation: Option<Explanation>,
    /// The cell whose formula gave this value as part of an array.
    pub spilled_from: Option<CellAddress>,
    /// Where its error began; nothing for a cell without error.
    pub fault: Option<Fault>,
    /// The control that is bound to it, which holds source, date and confidence.
    pub control: Option<&'w Control>,
    /// The outcome that it holds.
    pub meaning: Option<Meaning<'w>>,
}

/// Where an error began, and how it came here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The error.
    pub error: ErrorValue,
    /// Why it came about, as a sentence.
    pub reason: Localized,
    /// The cells from the one that was asked about to the one where the error began, each read by the one before.
    pub way: Vec<CellAddress>,
}

impl Fault {
    /// The cell where the error began.
    #[must_use]
    pub fn origin(&self) -> Option<CellAddress> {
        self.way.last().copied()
    }
}

/// What a figure means, when the cell holds an outcome under its first or another definition.
#[derive(Clone, Copy, Debug)]
pub struct Meaning<'w> {
    /// The outcome.
    pub outcome: &'w Outcome,
    /// What people call the figure under this definition.
    pub label: &'w Localized,
    /// What the figure means, exactly.
    pub definition: &'w Localized,
    /// The time that it covers.
    pub horizon: &'w Horizon,
}

/// Explains one cell.
#[must_use]
pub fn trace(workbook: &Workbook, at: CellAddress) -> Trace<'_> {
    let engine = workbook.engine();
    Trace {
        cell: at,
        value: engine.value(at).clone(),
        explanation: engine.explain(at),
        spilled_from: spilled_from(engine, at),
        fault: engine.value(at).error().map(|error| fault(engine, at, error)),
        control: workbook.control_at(at),
        meaning: meaning(workbook, at),
    }
}

/// The outcome that a cell holds; a cell may hold several, and the first one whose definition is chosen is told.
fn meaning(workbook: &Workbook, at: CellAddress) -> Option<Meaning<'_>> {
    let all = || {
        workbook.outcomes().iter().flat_map(|outcome| {
            let first = (
                outcome.cell,
                Meaning { outcome, label: &outcome.label, definition: &outcome.definition, horizon: &outcome.horizon },
            );
            let variants = outcome.variants.iter().map(move |variant| {
                (
                    variant.cell,
                    Meaning {
                        outcome,
                        label: &variant.label,
                        definition: &variant.definition,
                        horizon: &outcome.horizon,
                    },
                )
            });
            std::iter::once(first).chain(variants).filter(|(cell, _)| *cell == at).map(|(_, meaning)| meaning)
        })
    };
    let chosen = all().find(|meaning| std::ptr::eq(meaning.definition, meaning.outcome.shown_definition()));
    chosen.or_else(|| all().next())
}

fn fault(engine: &Engine, at: CellAddress, error: ErrorValue) -> Fault {
    let reason = Localized::of(|language| engine.reason(error, language));
    Fault { error, reason, way: way_to_origin(engine, at, error) }
}

/// Follows an error from cell to cell to where it began.
fn way_to_origin(engine: &Engine, at: CellAddress, error: ErrorValue) -> Vec<CellAddress> {
    let origin = engine.origin(error).unwrap_or(at);
    let mut way = vec![at];
    let mut seen = FxHashSet::from_iter([at]);
    let mut last = at;
    while let Some(next) = next_on_way(engine, last, origin, error, &seen) {
        seen.insert(next);
        way.push(next);
        last = next;
    }
    // A formula may pass an error on that it did not read in a cell, as INDIRECT does from another formula's text.
    if !seen.contains(&origin) {
        way.push(origin);
    }
    way
}

/// A cell that another reads and that has the same error. At the origin only a typed error can come from further.
fn next_on_way(
    engine: &Engine,
    at: CellAddress,
    origin: CellAddress,
    error: ErrorValue,
    seen: &FxHashSet<CellAddress>,
) -> Option<CellAddress> {
    if error.cause == Cause::Circular {
        return None;
    }
    let mut found = None;
    for area in sources(engine, at) {
        // The visit is ended by a refusal when the cell is found.
        let _ = engine.store().for_each_in(area, |row, column, value| {
            let cell = CellAddress::new(area.sheet, row, column);
            let Value::Error(read) = value else { return Ok(()) };
            let is_typed = read.origin.is_none() && read.kind == error.kind && error.cause == Cause::Typed;
            let is_passed_on = at != origin && engine.origin(*read) == Some(origin) && read.kind == error.kind;
            if seen.contains(&cell) || !(is_typed && at == origin || is_passed_on) {
                return Ok(());
            }
            found = Some(cell);
            Err(())
        });
        if found.is_some() {
            break;
        }
    }
    found
}
