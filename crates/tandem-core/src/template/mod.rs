//! Templates: folders of data that make workbooks. Adding a template is adding a folder to `templates/`.
//!
//! This folder must not know what any particular template computes. Start reading at `manifest.rs`, then
//! `instantiate.rs`.

mod calculate;
mod catalog;
mod instantiate;
mod manifest;
mod manifest_page;
mod summary;
#[cfg(test)]
mod tests;
pub mod tools;

pub use calculate::{CalculateError, Calculation, calculate, input_cells, output_cells};
pub use catalog::{Template, template, templates};
pub use instantiate::{TemplateError, instantiate};
pub use manifest::{
    ChartEntry, ControlEntry, FrozenEntry, HorizonEntry, InputEntry, InputKind, LookEntry, Manifest, NameEntry,
    OutcomeEntry, OutputEntry, PageEntry, PartyEntry, RuleEntry, ScenarioEntry, SeriesEntry, SettingsEntry, StyleEntry,
    TemplateKind, Texts, VariantEntry,
};
pub use summary::{Summary, summaries};
