//! The workbook as plain data: pages, names, controls, outcomes, charts, scenarios, parties, settings. The cells live in
//! the engine, which the workbook owns.
//!
//! This folder must not know edits, files or templates: it only holds and shows. Every change of a workbook is an
//! `edit::Edit`. Start reading at `book.rs`, then `page.rs`, `control.rs` and `outcome.rs`.

mod book;
mod chart;
mod control;
mod display;
mod glossary;
mod outcome;
mod page;
mod party;
mod reference;
mod scenario;
mod style;
pub(crate) mod typed;

pub use book::Workbook;
pub use chart::{Chart, ChartKind, Series};
pub use control::{Agreement, Choice, Confidence, Control, ControlKind};
pub use display::Shown;
pub use glossary::Glossary;
pub use outcome::{Horizon, Outcome, Variant};
pub use page::{Page, PageId, PageKind, Sheet};
pub use party::{Color, Party, PartyRole};
pub use reference::ReferenceError;
pub(crate) use reference::parse_area_on;
pub use scenario::{Origin, Scenario, Settings};
pub use style::{Align, ColorToken, Role, Style, StyleChange, StyleId, StyleMap, StyleTable};
