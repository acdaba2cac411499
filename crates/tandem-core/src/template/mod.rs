//! Templates: folders of data that make workbooks. Adding a template is adding a folder to `templates/`.
//!
//! This folder must not know what any particular template computes. Start reading at `manifest.rs`.

mod manifest;

pub use manifest::{
    ChartEntry, ControlEntry, FrozenEntry, HorizonEntry, InputEntry, InputKind, Manifest, NameEntry, OutcomeEntry,
    OutputEntry, PageEntry, PartyEntry, ScenarioEntry, SeriesEntry, SettingsEntry, StyleEntry, TemplateKind, Texts,
    VariantEntry,
};
