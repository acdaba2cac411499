//! Inputs that change no outcome: either nothing reads them, or what reads them makes no difference.

use rustc_hash::FxHashSet;

use super::inputs::other_contents;
use super::reach::{ReachLimits, dependents};
use super::trial::Trial;
use crate::cell::{CellAddress, Value};
use crate::workbook::Workbook;

/// A control that changes no outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleInput {
    /// The control's name.
    pub name: String,
    /// Why.
    pub reason: IdleReason,
}

/// Why a control changes no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleReason {
    /// No outcome depends on it, directly or through others.
    NotRead,
    /// Outcomes depend on it, but with the other inputs as they are, none of the values that it could hold changes one.
    WithoutEffect,
}

/// The controls that change no outcome, in their order. An outcome changes when any of its definitions does.
#[must_use]
pub fn idle_inputs(workbook: &Workbook) -> Vec<IdleInput> {
    let outcomes: Vec<CellAddress> = workbook
        .outcomes()
        .iter()
        .flat_map(|outcome| std::iter::once(outcome.cell).chain(outcome.variants.iter().map(|variant| variant.cell)))
        .collect();
    let everything = ReachLimits { levels: u32::MAX, entries: usize::MAX };
    let mut trial = Trial::new(workbook);
    let before: Vec<Value> = outcomes.iter().map(|at| workbook.value(*at).clone()).collect();
    let mut idle = Vec::new();
    for control in workbook.controls() {
        let reached = dependents(workbook.engine(), control.cell, everything).found;
        let mut reached: FxHashSet<CellAddress> = reached.into_iter().map(|dependent| dependent.cell).collect();
        reached.insert(control.cell);
        let reason = if !outcomes.iter().any(|outcome| reached.contains(outcome)) {
            IdleReason::NotRead
        } else {
            let changes = other_contents(workbook, control).into_iter().any(|content| {
                trial.set(&[(control.cell, content)]);
                outcomes.iter().zip(&before).any(|(at, before)| !trial.value(*at).is_same(before))
            });
            if changes {
                continue;
            }
            IdleReason::WithoutEffect
        };
        idle.push(IdleInput { name: control.name.clone(), reason });
    }
    idle
}
