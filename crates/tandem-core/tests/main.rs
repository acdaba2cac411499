//! The core's tests as one program: compiling and linking one is minutes quicker than one for each file.
//!
//! Each file is a subject. A folder of the same name holds the parts of a subject that doesn't fit one file; the other folders hold
//! data. Only `memory.rs` is a program of its own, because it counts what the whole process allocates.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::arithmetic_side_effects,
    clippy::unreachable,
    clippy::string_slice,
    reason = "what fails in a test fails the test"
)]

mod analysis;
mod anonymous;
mod calendar;
mod choices;
mod clipboard;
mod compare;
mod date_laws;
mod decision_json;
mod edit_cases;
mod engine;
mod engine_addresses;
mod engine_laws;
mod engine_spills;
mod excel_differences;
mod file_schema;
mod finance_laws;
mod formula_cases;
mod function_examples;
mod fuzz;
mod fuzz_edits;
mod fuzz_evaluate;
mod fuzz_files;
mod fuzz_formula;
mod lambda;
mod madr;
mod merge;
mod move_lines;
mod operation_laws;
mod operations;
mod oracles;
mod overlay;
mod reasons;
mod record;
mod rules;
mod sensitivity;
mod shared_index;
mod shift_cells;
mod simulation;
mod template_boards;
mod template_capture;
mod template_figures;
mod template_incentives;
mod template_records;
mod template_risk;
mod template_scenarios;
mod template_scores;
mod template_split;
mod template_tools;
mod template_value;
mod template_vote;
mod trace;
mod work;
mod workbook_laws;
