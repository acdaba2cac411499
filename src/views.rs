//! The views of an open workbook: with the documents, the part of the program that a visit loads when it first needs it.
//!
//! Everything that only these views use goes with them: grid, charts, fields. `session/part.rs` tells the other half.

use leptos::prelude::*;

use crate::session::LoadFailure;
use crate::ui::embed::EmbedView;
use crate::ui::file_report::FileReportDialog;
use crate::ui::list::ListView;
use crate::ui::log::LogView;
use crate::ui::present::Present;
use crate::ui::separated::TableFileDialog;
use crate::ui::share::{ShareDialog, SharedView};
use crate::ui::statement::StatementView;
use crate::ui::workbook::WorkbookView;

/// The views of an open workbook.
#[derive(Clone, Copy, Debug)]
pub struct Views {
    /// Pages, formula bar and grid.
    pub workbook: fn() -> AnyView,
    /// Controls, outcomes and charts.
    pub present: fn() -> AnyView,
    /// The list on a page, with a form for each row.
    pub list: fn() -> AnyView,
    /// A calculator alone, within a page of somebody else.
    pub embed: fn() -> AnyView,
    /// All decision records.
    pub log: fn() -> AnyView,
    /// The statement, to be printed.
    pub statement: fn() -> AnyView,
    /// The dialog of a file of separated values, where no grid is shown.
    pub table_file: fn() -> AnyView,
    /// What a link to a copy holds.
    pub shared: fn() -> AnyView,
    /// The dialog that makes such a link.
    pub share_dialog: fn() -> AnyView,
    /// The dialog of what a file of Excel does not keep.
    pub file_report: fn() -> AnyView,
}

const VIEWS: Views = Views {
    workbook: || view! { <WorkbookView /> }.into_any(),
    present: || view! { <Present /> }.into_any(),
    list: || view! { <ListView /> }.into_any(),
    embed: || view! { <EmbedView /> }.into_any(),
    log: || view! { <LogView /> }.into_any(),
    statement: || view! { <StatementView /> }.into_any(),
    table_file: || view! { <TableFileDialog grid=None /> }.into_any(),
    shared: || view! { <SharedView /> }.into_any(),
    share_dialog: || view! { <ShareDialog /> }.into_any(),
    file_report: || view! { <FileReportDialog /> }.into_any(),
};

/// The views of an open workbook. In a build that is split into parts, this loads the part that holds them.
///
/// # Errors
/// When the part can't be loaded; a later call tries again.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(workbook, fallible)]
pub fn views() -> Result<Views, LoadFailure> {
    Ok(VIEWS)
}

/// The views of an open workbook, which this build holds from its start.
///
/// # Errors
/// None: a build that is split into parts can fail to load them.
#[cfg(not(feature = "split"))]
pub async fn views() -> Result<Views, LoadFailure> {
    Ok(VIEWS)
}
