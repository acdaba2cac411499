//! The views of an open workbook: with the documents, the part of the program that a visit loads when it first needs it.
//!
//! Everything that only these views use goes with them: grid, charts, fields. `session/part.rs` tells the other half.

use leptos::prelude::*;

use crate::i18n::sentence;
use crate::session::{LoadFailure, Space, Weight, use_session};
use crate::ui::backup::BackupDialog;
use crate::ui::embed::EmbedView;
use crate::ui::file_report::FileReportDialog;
use crate::ui::keys::KeysDialog;
use crate::ui::list::ListView;
use crate::ui::log::LogView;
use crate::ui::merge::MergeDialog;
use crate::ui::present::Present;
use crate::ui::separated::TableFileDialog;
use crate::ui::share::{ShareDialog, SharedView};
use crate::ui::space::SpaceWarning;
use crate::ui::statement::StatementView;
use crate::ui::versions::VersionsDialog;
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
    /// The dialog of the versions that were kept.
    pub versions: fn() -> AnyView,
    /// The dialog that merges another version into what is open.
    pub merge: fn() -> AnyView,
    /// The dialog of what a file of Excel does not keep.
    pub file_report: fn() -> AnyView,
    /// The making of a backup, and the dialog that restores one.
    pub backup: fn() -> AnyView,
    /// The list of keys.
    pub keys: fn() -> AnyView,
    /// The warning before storage is full.
    pub space: fn(Signal<Space>) -> AnyView,
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
    versions: || view! { <VersionsDialog /> }.into_any(),
    merge: || view! { <MergeDialog /> }.into_any(),
    file_report: || view! { <FileReportDialog /> }.into_any(),
    backup: || view! { <BackupDialog /> }.into_any(),
    keys: || view! { <KeysDialog /> }.into_any(),
    space: |space| view! { <SpaceWarning space /> }.into_any(),
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

/// The views, from the moment when they are first wanted. A failure is told, and `give_up` takes the wish back.
pub fn when_wanted(is_wanted: Memo<bool>, give_up: impl Fn() + Clone + 'static) -> ReadSignal<Option<Views>> {
    let session = use_session();
    let (loaded, set_loaded) = signal(None::<Views>);
    Effect::new(move |_| {
        if is_wanted.get() && loaded.with_untracked(Option::is_none) {
            let give_up = give_up.clone();
            leptos::task::spawn_local(async move {
                match views().await {
                    Ok(views) => {
                        // Who wanted them may be gone by then.
                        let _ = set_loaded.try_set(Some(views));
                    }
                    Err(_) => {
                        give_up();
                        session.say(Weight::Attention, sentence(|m| m.shell.part_missing, &[]), None);
                    }
                }
            });
        }
    });
    loaded
}
