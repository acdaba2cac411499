//! The workbook as plain data: pages, names, controls, outcomes, charts, scenarios, parties, settings. The cells live in
//! the engine, which the workbook owns.
//!
//! This folder must not know edits, files or templates: it only holds and shows. Every change of a workbook is an
//! `edit::Edit`. Start reading at `book.rs`, then `page.rs`, `control.rs` and `outcome.rs`; what lies over
//! the cells of a sheet (hidden rows, merged areas, notes, rules) begins at `overlay.rs`, decision records at `record/`.

mod areas;
mod book;
mod border;
mod brands;
mod chart;
mod check;
mod color;
mod conditional;
mod control;
mod display;
mod filter;
mod filter_rows;
mod glossary;
mod look;
mod look_rule;
mod operands;
mod outcome;
mod overlay;
mod page;
mod party;
mod precision;
mod record;
mod record_sheet;
mod reference;
mod scenario;
mod style;
mod style_map;
pub(crate) mod typed;
mod validation;

pub use areas::{all_without, anchor, without};
pub use book::Workbook;
pub use border::{Border, BorderLine, Borders, BordersChange};
pub use brands::{Imbalance, LOGO_BOX_PX, imbalances};
pub use chart::{Chart, ChartKind, Series};
pub use check::InputCheck;
pub use color::{ColorToken, StyleColor};
pub use conditional::{Condition, ConditionalFormat, ConditionalRule, IconSet, ScaleStop, TextPlace, Threshold};
pub use control::{Agreement, Choice, Confidence, Control, ControlKind, Said};
pub use display::Shown;
pub use filter::{Criterion, Filter};
pub use glossary::Glossary;
pub use look::{Bar, Blend, Icon, Look, LookRules, Looks};
pub use outcome::{Horizon, Outcome, Variant};
pub use overlay::{Evidence, Note, Overlay};
pub use page::{Page, PageId, PageKind, Sheet};
pub use party::{Color, Party, PartyRole};
pub use record::{
    DecisionOption, Figure, Held, Line, NameVariants, Prose, Record, RecordColumn, RecordStatus, RecordText, Review,
    Revision, RevisionHead, Snapshot, SnapshotFigure, SnapshotSource, TradeOffSides, TriggerMeaning, Verdict,
};
pub use reference::ReferenceError;
pub(crate) use reference::parse_area_on;
pub use scenario::{Origin, Scenario, Settings};
pub use style::{Align, MAX_INDENT, Role, Style, StyleChange, StyleId, StyleTable, VerticalAlign};
pub use style_map::StyleMap;
pub use validation::{Comparison, ListSource, Message, Operator, Strictness, Validation, ValidationRule};
