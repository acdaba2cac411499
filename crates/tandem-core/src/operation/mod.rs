//! What a person does with many cells at once: sorting, taking out duplicates, splitting texts into columns, finding and
//! replacing, filling a series, and the figures of a selection. Each gives one [`crate::edit::Edit`], which happens wholly
//! or not at all and is undone in one step; nothing is changed by asking for it.
//!
//! This folder must not know files, templates or views. Start reading at `sort.rs`; `rows.rs` holds what sorting and
//! taking out duplicates share, `progression.rs` how a series goes on.
//!
//! | to | call |
//! |---|---|
//! | sort | [`has_header`], [`sort`] with [`SortKey`]s |
//! | take out duplicates | [`remove_duplicates`] |
//! | split texts | [`text_to_columns`] with a [`Split`] |
//! | find and replace | [`find_all`], [`find_next`], [`replace_all`], [`replace_in`] with a [`Query`] and a [`Scope`] |
//! | complete what is typed from its column | [`column_entry`] |
//! | fill a series | [`fill_series`] with a [`SeriesKind`] |
//! | show what a selection holds | [`summarize`] |

mod columns;
mod duplicates;
mod entry;
mod error;
mod find;
mod pattern;
mod progression;
mod rows;
mod seed;
mod series;
mod sort;
mod summary;

pub use columns::{Split, SplitText, text_to_columns};
pub use duplicates::{Deduplicated, remove_duplicates};
pub use entry::{ColumnEntry, column_entry};
pub use error::OperationError;
pub use find::{Finding, LookIn, Query, Replaced, Scope, find_all, find_next, replace_all, replace_in};
pub use series::{SeriesKind, fill_series};
pub use sort::{SortKey, has_header, sort};
pub use summary::{Summary, Summing, summarize};
