//! Dialogs for data: notes, hidden sheets, names, filters, what may be typed, anonymised copies. Each opens when the grid asks for it and is made anew then, so that it
//! begins with what is selected.
//!
//! Nothing here draws cells; what a dialog does is one edit, so that one undo takes it back. Start reading at `form.rs`.

mod anonymous;
mod evidence;
mod filter;
mod find;
mod form;
mod hidden_sheets;
mod names;
mod note;
mod rows;
mod validation;

use leptos::prelude::*;
use tandem_core::text::Text;
use tandem_core::workbook::Filter;

use self::anonymous::AnonymousForm;
pub use self::evidence::evidence_of;
use self::evidence::{EvidenceForm, Sources};
use self::filter::FilterForm;
pub use self::find::{FindBar, FindState};
pub use self::form::{Choice, Tick, say};
use self::hidden_sheets::HiddenSheets;
use self::names::Names;
pub use self::names::fixed_reference;
use self::note::NoteForm;
use self::rows::{DuplicatesForm, SortForm, SplitForm};
use self::validation::{ListForm, ValidationForm};
use super::Desk;
use super::conditional::RulesDialog;
use crate::session::DataCommand;
use crate::ui::dialog;
use crate::ui::grid::GridState;

/// A dialog for data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataForm {
    /// The note of the active cell.
    Note,
    /// Hidden sheets, to be shown again.
    HiddenSheets,
    /// How cells look because of what they hold.
    Rules,
    /// Where the content of the active cell comes from.
    Evidence,
    /// Every cell of which that is said.
    Sources,
    /// What is taken out of a copy that may be shown to anyone.
    Anonymous,
    /// The names of the workbook.
    Names,
    /// What may be typed in the selected cells.
    Validation,
    /// Rows are sorted by several columns.
    Sort,
    /// Rows that stand there twice go.
    Duplicates,
    /// Texts are split into columns.
    Split,
    /// The values that the active cell takes.
    List(Vec<String>),
    /// What the filter shows of the active column.
    Filter(Filter),
}

/// What each dialog needs.
#[derive(Clone, Copy)]
pub struct Bench {
    /// What goes along from page to page.
    pub desk: Desk,
    /// The grid.
    pub grid: GridState,
    /// What is open.
    pub open: RwSignal<Option<DataForm>>,
}

impl Bench {
    /// Closes the dialog and gives the grid the keyboard.
    pub fn close(self) {
        self.open.set(None);
        let grid = self.grid;
        dialog::once_closed(move || {
            // The page may be gone, too.
            if grid.editor.try_get_untracked().flatten().is_some() {
                grid.focus();
            }
        });
    }
}

/// Opens the dialog that a command is for.
pub fn open(bench: Bench, command: DataCommand) {
    let form = match command {
        DataCommand::Note => DataForm::Note,
        DataCommand::ShowSheets => DataForm::HiddenSheets,
        DataCommand::Names => DataForm::Names,
        DataCommand::ConditionalFormats => DataForm::Rules,
        DataCommand::Evidence => DataForm::Evidence,
        DataCommand::Sources => DataForm::Sources,
        DataCommand::Anonymise => DataForm::Anonymous,
        DataCommand::Validation => DataForm::Validation,
        DataCommand::Sort => DataForm::Sort,
        DataCommand::RemoveDuplicates => DataForm::Duplicates,
        DataCommand::TextToColumns => DataForm::Split,
        DataCommand::Find | DataCommand::Replace => {
            bench.desk.find.ask(command == DataCommand::Replace);
            return;
        }
        DataCommand::SortAscending | DataCommand::SortDescending => {
            rows::sort_by_active(bench, command == DataCommand::SortDescending);
            return;
        }
        DataCommand::Choose => match to_choose(bench) {
            Some(form) => form,
            None => {
                bench.grid.sheet.tell(NOTHING_TO_CHOOSE);
                return;
            }
        },
        _ => return,
    };
    bench.open.set(Some(form));
}

const NOTHING_TO_CHOOSE: Text =
    Text::new("This cell has no list to choose from.", "このセルには選択できるリストがありません。");

/// What can be chosen at the active cell: how its column is filtered, or what it holds.
fn to_choose(bench: Bench) -> Option<DataForm> {
    let (sheet, active) = (bench.grid.sheet, bench.grid.active());
    let filter = sheet.overlay(|overlay| overlay.filter.clone()).flatten();
    let is_head = |filter: &Filter| {
        active.row == filter.area.top && (filter.area.left..=filter.area.right).contains(&active.column)
    };
    if let Some(filter) = filter.filter(is_head) {
        return Some(DataForm::Filter(filter));
    }
    let session = bench.desk.session;
    let language = session.language().get_untracked();
    session.with(|workbook| workbook.list_options(sheet.at(active), language)).flatten().map(DataForm::List)
}

/// The dialog that is open, if one is.
#[component]
pub fn DataForms(
    /// What they need.
    bench: Bench,
) -> impl IntoView {
    move || {
        let form = bench.open.get()?;
        Some(untrack(|| match form {
            DataForm::Note => view! { <NoteForm bench=bench /> }.into_any(),
            DataForm::HiddenSheets => view! { <HiddenSheets bench=bench /> }.into_any(),
            DataForm::Rules => view! { <RulesDialog bench=bench /> }.into_any(),
            DataForm::Evidence => view! { <EvidenceForm bench=bench /> }.into_any(),
            DataForm::Sources => view! { <Sources bench=bench /> }.into_any(),
            DataForm::Anonymous => view! { <AnonymousForm bench=bench /> }.into_any(),
            DataForm::Names => view! { <Names bench=bench /> }.into_any(),
            DataForm::Sort => view! { <SortForm bench=bench /> }.into_any(),
            DataForm::Duplicates => view! { <DuplicatesForm bench=bench /> }.into_any(),
            DataForm::Split => view! { <SplitForm bench=bench /> }.into_any(),
            DataForm::Validation => view! { <ValidationForm bench=bench /> }.into_any(),
            DataForm::List(options) => view! { <ListForm bench=bench options=options /> }.into_any(),
            DataForm::Filter(filter) => view! { <FilterForm bench=bench filter=filter /> }.into_any(),
        }))
    }
}
