//! Monte Carlo simulation: outcomes over many draws of uncertain inputs, in steps that a page can interleave and abandon.
//!
//! The same plan and seed give the same result everywhere: `random.rs` is integers only, and the others keep to
//! operations whose result every machine rounds alike. This folder must not know what the figures mean. Start reading at
//! [`Simulation`].

mod distribution;
mod normal;
mod random;
mod summary;

pub use distribution::{Distribution, SAMPLE_DECIMALS};
pub use summary::{Bin, Condition, Summary};

use super::AnalysisError;
use super::trial::{self, Trial};
use crate::cell::CellAddress;
use crate::limits::MAX_SIMULATION_RUNS;
use crate::number::Decimal;
use crate::workbook::Workbook;
use distribution::Sampler;
use random::{Random, mixed};

/// An input that is not known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncertain {
    /// Its cell, which holds a number.
    pub cell: CellAddress,
    /// How its values are distributed.
    pub distribution: Distribution,
    /// Decimals to which each draw is rounded, half away from zero; at most [`SAMPLE_DECIMALS`] make sense.
    pub decimals: u32,
}

/// What is simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The uncertain inputs; they vary independently of each other.
    pub inputs: Vec<Uncertain>,
    /// The cells that are watched.
    pub outcomes: Vec<CellAddress>,
    /// How often the inputs are drawn, at most [`MAX_SIMULATION_RUNS`].
    pub runs: u32,
    /// What tells this simulation's draws from those of another.
    pub seed: u64,
}

/// How far a simulation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Runs so far.
    pub done: u32,
    /// Runs in all.
    pub total: u32,
}

impl Progress {
    /// Whether nothing is left to do.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.done >= self.total
    }
}

/// A simulation under way. It works on a copy of the cells, so the workbook stays as it is and may be edited meanwhile.
#[derive(Clone, Debug)]
pub struct Simulation {
    trial: Trial,
    plan: Plan,
    samplers: Vec<(Sampler, Random)>,
    /// Per outcome its numbers in the order of the runs.
    numbers: Vec<Vec<Decimal>>,
    done: u32,
}

impl Simulation {
    /// Prepares a simulation; nothing is drawn before the first step.
    ///
    /// # Errors
    /// When an input holds no number or stands twice, a distribution is impossible, or there is nothing to vary, to watch
    /// or to run.
    pub fn new(workbook: &Workbook, plan: Plan) -> Result<Self, AnalysisError> {
        if plan.inputs.is_empty() || plan.outcomes.is_empty() || plan.runs == 0 {
            return Err(AnalysisError::Nothing);
        }
        if plan.runs > MAX_SIMULATION_RUNS {
            return Err(AnalysisError::TooMany(MAX_SIMULATION_RUNS as usize));
        }
        let mut samplers = Vec::with_capacity(plan.inputs.len());
        for (stream, input) in (0..).zip(&plan.inputs) {
            trial::input(workbook, input.cell)?;
            let place = || workbook.reference(input.cell);
            if plan.inputs.iter().filter(|other| other.cell == input.cell).count() > 1 {
                return Err(AnalysisError::InputTwice(place()));
            }
            let sampler = Sampler::new(input.distribution, input.decimals);
            let sampler = sampler.ok_or_else(|| AnalysisError::BadDistribution(place()))?;
            samplers.push((sampler, Random::new(plan.seed, stream)));
        }
        for outcome in &plan.outcomes {
            trial::require(workbook, *outcome)?;
        }
        let numbers = vec![Vec::new(); plan.outcomes.len()];
        let mut trial = Trial::new(workbook);
        trial.watch_only(workbook, &plan.outcomes);
        Ok(Self { trial, plan, samplers, numbers, done: 0 })
    }

    /// Makes some more runs, until all are made.
    ///
    /// # Errors
    /// When a draw is too large for an exact decimal. The simulation can't be continued then.
    pub fn step(&mut self, runs: u32) -> Result<Progress, AnalysisError> {
        let end = self.done.saturating_add(runs).min(self.plan.runs);
        let mut inputs = Vec::with_capacity(self.samplers.len());
        while self.done < end {
            inputs.clear();
            for (input, (sampler, random)) in self.plan.inputs.iter().zip(&mut self.samplers) {
                inputs.push((input.cell, sampler.draw(random).ok_or(AnalysisError::Overflow)?));
            }
            // What the formulas draw themselves differs from run to run too.
            self.trial.reseed(mixed(self.plan.seed, self.done));
            self.trial.set_numbers(&inputs);
            for (outcome, numbers) in self.plan.outcomes.iter().zip(&mut self.numbers) {
                numbers.extend(self.trial.number(*outcome));
            }
            self.done += 1;
        }
        Ok(self.progress())
    }

    /// How far it has come.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        Progress { done: self.done, total: self.plan.runs }
    }

    /// What one of the outcomes was over the runs so far, by its place in the plan; nothing for a place that is none, and while
    /// no run gave a number.
    #[must_use]
    pub fn summary(&self, outcome: usize) -> Option<Summary> {
        Summary::new(self.numbers.get(outcome)?.clone(), self.done)
    }
}
