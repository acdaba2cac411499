//! Questions about a whole workbook: what it would show under other inputs.
//!
//! Every question is answered on a copy, so that asking never changes the workbook. This folder must not know files,
//! templates or views. Start reading at `scenarios.rs`.

mod scenarios;

pub use scenarios::{ScenarioOutcomes, compare_scenarios};
