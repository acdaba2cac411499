//! Questions about a whole workbook: what its figures rest on, and what it would show under other inputs.
//!
//! Every question is answered on a copy, so that asking never changes the workbook. This folder must not know files,
//! templates or views. Start reading at `trace.rs` for where a figure comes from, and at `trial.rs` for what would be.

mod reach;
mod scenarios;
mod trace;

pub use reach::{Dependent, Precedent, Reach, ReachLimits, dependents, depends_on, precedents};
pub use scenarios::{ScenarioOutcomes, compare_scenarios};
pub use trace::{Fault, Meaning, Trace, trace};
