//! Questions about a whole workbook: what its figures rest on, and what it would show under other inputs.
//!
//! Every question is answered on a copy, so that asking never changes the workbook. This folder must not know files,
//! templates or views. Start reading at `trace.rs` for where a figure comes from, and at `trial.rs` for what would be.

mod error;
mod goal;
mod idle;
mod inputs;
mod lead;
mod reach;
mod scenarios;
mod sensitivity;
mod simulation;
mod solve;
mod trace;
mod tradeoff;
mod trial;
mod weights;

pub use error::AnalysisError;
pub use goal::{BreakEven, Goal, GoalFound, break_even, goal_seek};
pub use idle::{IdleInput, IdleReason, idle_inputs};
pub use inputs::{InputRange, plausible_inputs, searchable_inputs};
pub use lead::{Lead, LeadQuestion, Standing, Stretch, Turn, lead};
pub use reach::{Dependent, Precedent, Reach, ReachLimits, dependents, precedents};
pub use scenarios::{ScenarioOutcomes, compare_scenarios};
pub use sensitivity::{Bar, StrongestInputs, Tornado, TwoWay, steps, tornado, two_way};
pub use simulation::{Bin, Condition, Distribution, Plan, Progress, SAMPLE_DECIMALS, Simulation, Summary, Uncertain};
pub use trace::{Fault, Meaning, Trace, trace};
pub use tradeoff::{Flip, FlipPoints, TradeOff, flip_points};
pub use weights::{Decision, Verdict, WeightChange, WeightFlip, WeightQuestion, weight_flips};
