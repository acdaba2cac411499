//! The partner-value workbook without a browser.
//!
//! Nothing here names a browser, a clock, randomness or I/O: "today" and seeds come in as arguments. Modules may import
//! only from those before them: `number`, `cell`, `function`, `formula`, `engine`, `workbook`, `edit`, `exchange`,
//! then `analysis`, `compare`, `operation`, `template` and `file`; `csv`, `grid`, `text`, `sort`, `growth` and `limits` stand alone.

pub mod analysis;
pub mod cell;
pub mod compare;
pub mod csv;
pub mod edit;
pub mod engine;
pub mod exchange;
pub mod file;
pub mod formula;
pub mod function;
pub mod grid;
mod growth;
pub mod limits;
pub mod names;
pub mod number;
pub mod operation;
pub mod record;
pub mod sort;
pub mod template;
pub mod text;
pub mod workbook;
