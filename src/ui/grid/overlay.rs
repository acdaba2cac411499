//! What lies over the cells of the sheet, as the grid reads and changes it: what is hidden, notes, the filter,
//! what may be typed.

use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::grid::{Block, Place, Selection};
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::{Filter, InputCheck, Message, Note, Overlay, ValidationRule};

use super::draft::{Draft, Refusal};
use super::sheet::SheetView;
use super::state::{Asked, GridState};
use crate::session::{DataCommand, SheetCommand, Weight};

impl SheetView {
    /// Reads what lies over the cells.
    pub fn overlay<T>(self, read: impl FnOnce(&Overlay) -> T) -> Option<T> {
        self.session().with(|workbook| workbook.sheet(self.id()).map(|sheet| read(&sheet.overlay))).flatten()
    }

    /// Whether a row is hidden now.
    #[must_use]
    pub fn is_row_hidden(self, row: u32) -> bool {
        self.overlay(|overlay| overlay.is_row_hidden(row)).unwrap_or(false)
    }

    /// Whether a column is hidden now.
    #[must_use]
    pub fn is_column_hidden(self, column: u32) -> bool {
        self.overlay(|overlay| overlay.is_column_hidden(column)).unwrap_or(false)
    }

    /// What the note on a cell says.
    #[must_use]
    pub fn note(self, place: Place) -> Option<Note> {
        self.overlay(|overlay| overlay.notes.get(&(place.row, place.column)).cloned()).flatten()
    }

    /// What can be chosen at a cell.
    #[must_use]
    pub fn chooser(self, place: Place) -> Chooser {
        let at = self.at(place);
        let chooser = self.overlay(|overlay| {
            let filter = overlay.filter.as_ref().filter(|filter| {
                place.row == filter.area.top && (filter.area.left..=filter.area.right).contains(&place.column)
            });
            if let Some(filter) = filter {
                let is_active = filter.criteria.contains_key(&place.column.saturating_sub(filter.area.left));
                return Chooser::Filter { is_active };
            }
            let rule = overlay.validation_at(at).map(|validation| &validation.rule);
            if matches!(rule, Some(ValidationRule::List(_))) { Chooser::List } else { Chooser::Nothing }
        });
        chooser.unwrap_or_default()
    }

    /// Whether a draft obeys the rule for its cell. What a rule only warns of is taken when it is entered a second time.
    ///
    /// # Errors
    /// What may be entered instead.
    pub fn obeys(self, draft: &Draft) -> Result<(), Refusal> {
        let at = self.at(draft.at);
        let check = |language| self.session().with(|workbook| workbook.check_input(at, &draft.text, language));
        let text = |language| match check(language) {
            Some(InputCheck::Refused(message)) => words(&message),
            Some(InputCheck::Warned(message)) => format!("{} {}", words(&message), AGAIN.get(language)),
            Some(InputCheck::Allowed) | None => String::new(),
        };
        let english = text(Language::English);
        if english.is_empty() {
            return Ok(());
        }
        let refusal = Refusal::from(Localized { en: english, ja: text(Language::Japanese) });
        let is_warning = matches!(check(Language::English), Some(InputCheck::Warned(_)));
        if is_warning && draft.refusal.as_ref() == Some(&refusal) { Ok(()) } else { Err(refusal) }
    }

    /// What is said while a cell is selected, by the rule for it.
    #[must_use]
    pub fn prompt(self, place: Place) -> Option<String> {
        let at = self.at(place);
        let message = self.overlay(|overlay| overlay.validation_at(at)?.input_message.clone());
        message.flatten().map(|message| words(&message))
    }

    /// Says something at the edge of the page.
    pub fn tell(self, sentence: impl Into<Localized>) {
        self.session().say(Weight::Attention, sentence.into(), None);
    }
}

const AGAIN: Text =
    Text::new("Press Enter again to take it nevertheless.", "もう一度 Enter を押すと、そのまま入力されます。");

/// A message as one text.
fn words(message: &Message) -> String {
    if message.title.is_empty() { message.text.clone() } else { format!("{}: {}", message.title, message.text) }
}

/// What can be chosen at a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chooser {
    /// Nothing.
    #[default]
    Nothing,
    /// One of a list of values.
    List,
    /// Which rows the filter shows.
    Filter {
        /// Whether it hides rows by this column.
        is_active: bool,
    },
}

impl GridState {
    /// Those of some rows that are shown.
    pub fn shown_rows(self, rows: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
        rows.into_iter().filter(move |row| self.viewport.with_untracked(|viewport| viewport.rows.size_px(*row) > 0))
    }

    /// Those of some columns that are shown.
    pub fn shown_columns(self, columns: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
        columns
            .into_iter()
            .filter(move |column| self.viewport.with_untracked(|viewport| viewport.columns.size_px(*column) > 0))
    }

    /// The hidden rows right before a row and right after it, as first and last.
    #[must_use]
    pub fn hidden_beside_row(self, row: u32) -> Beside {
        self.viewport
            .with_untracked(|viewport| Beside::of(row, viewport.rows.count(), |row| viewport.rows.size_px(row) == 0))
    }

    /// The hidden columns right before a column and right after it, as first and last.
    #[must_use]
    pub fn hidden_beside_column(self, column: u32) -> Beside {
        self.viewport.with_untracked(|viewport| {
            Beside::of(column, viewport.columns.count(), |column| viewport.columns.size_px(column) == 0)
        })
    }

    /// A draft as it is entered: parentheses that are open at the end of a formula are closed, as in other spreadsheets, where
    /// that is all it lacks, and a text completed from its column has the capitals it has there.
    pub(super) fn finished(self, draft: &Draft) -> Draft {
        let is_formula = draft.text.starts_with(['=', '＝']);
        let closed = self.sheet.session().with(|workbook| workbook.engine().closed(&draft.text).filter(|_| is_formula));
        let text = closed.flatten().or_else(|| self.recalled(draft)).unwrap_or_else(|| draft.text.clone());
        Draft { text, ..draft.clone() }
    }

    /// Takes a draft over. An unchanged text is no edit, so that looking at a formula leaves no step of undo.
    pub(super) fn enter(self, draft: &Draft) -> Result<(), Refusal> {
        let home = self.sheet.beside(draft.sheet);
        if draft.text == home.typed(draft.at) {
            return Ok(());
        }
        home.obeys(draft)?;
        self.note_entry(&draft.text);
        self.enter_wide_enough(home, draft.at, &draft.text)
    }

    /// Does a command that concerns data; what needs a dialog is asked of the view around the grid.
    pub fn run_data(self, command: DataCommand) {
        let block = self.selection.with_untracked(Selection::block);
        let sheet = self.sheet.id();
        match command {
            DataCommand::HideRows => {
                let block = self.sheet.bounded(block);
                let rows = (block.top..=block.bottom).collect();
                self.sheet.apply(Edit::SetHiddenRows { sheet, rows, hidden: true });
                self.leave_hidden();
            }
            DataCommand::HideColumns => {
                let block = self.sheet.bounded(block);
                let columns = (block.left..=block.right).collect();
                self.sheet.apply(Edit::SetHiddenColumns { sheet, columns, hidden: true });
                self.leave_hidden();
            }
            DataCommand::ShowRows => {
                let rows = self.sheet.overlay(|overlay| beside(block.top, block.bottom, &overlay.hidden_rows));
                self.show(rows.unwrap_or_default(), |rows| Edit::SetHiddenRows { sheet, rows, hidden: false });
            }
            DataCommand::ShowColumns => {
                let columns = self.sheet.overlay(|overlay| beside(block.left, block.right, &overlay.hidden_columns));
                let edit = |columns| Edit::SetHiddenColumns { sheet, columns, hidden: false };
                self.show(columns.unwrap_or_default(), edit);
            }
            DataCommand::DeleteNotes => self.delete_notes(),
            DataCommand::Filter => self.toggle_filter(),
            DataCommand::FilterAgain => self.filter_again(),
            command => self.asked.set(Some(Asked { command: SheetCommand::Data(command), at_px: None })),
        }
    }

    /// Shows rows or columns that a person hid, or says that there are none.
    fn show(self, tracks: Vec<u32>, edit: impl FnOnce(Vec<u32>) -> Edit) {
        const NONE: Text = Text::new(
            "Nothing is hidden in the selection or beside it. Rows that the filter hides come back with the filter.",
            "選択範囲とその隣に、非表示の行や列はありません。フィルターで隠れた行は、フィルターを解除すると表示されます。",
        );
        if tracks.is_empty() {
            self.sheet.tell(NONE);
        } else {
            self.sheet.apply(edit(tracks));
        }
    }

    /// Gives the data around the active cell, or what is selected, a filter; or takes it away where the sheet has one.
    fn toggle_filter(self) {
        const NO_TABLE: Text = Text::new(
            "There is no table here. Select a cell of one, with its headings in the first row.",
            "ここには表がありません。先頭行が見出しの表のセルを選択してください。",
        );
        let sheet = self.sheet.id();
        if self.sheet.overlay(|overlay| overlay.filter.is_some()).unwrap_or(false) {
            self.sheet.apply(Edit::SetFilter { sheet, filter: None });
            return;
        }
        let selection = self.selection.get_untracked();
        let active = self.active();
        let block =
            if selection.is_single() { self.on_ground(|ground| ground.region(active)) } else { selection.block() };
        let block = self.sheet.bounded(block);
        if block.rows() < 2 {
            self.sheet.tell(NO_TABLE);
            return;
        }
        self.sheet.apply(Edit::SetFilter { sheet, filter: Some(Filter::new(self.sheet.area(block))) });
        // The head of the column is where the filter is opened by key.
        self.select(Selection::at(Place::new(block.top, active.column)));
    }

    fn filter_again(self) {
        const NO_FILTER: Text = Text::new("This sheet has no filter.", "このシートにはフィルターがありません。");
        match self.sheet.overlay(|overlay| overlay.filter.clone()).flatten() {
            Some(filter) => {
                self.sheet.apply(Edit::SetFilter { sheet: self.sheet.id(), filter: Some(filter) });
                self.leave_hidden();
            }
            None => self.sheet.tell(NO_FILTER),
        }
    }

    /// Goes to a cell that is shown where the active one no longer is.
    pub fn leave_hidden(self) {
        let active = self.active();
        let shown = self.on_ground(|ground| {
            let before = Place::new(active.row.saturating_sub(1), active.column.saturating_sub(1));
            if ground.is_hidden(active) { ground.shown_on_way(before, active) } else { active }
        });
        if shown != active {
            self.select(Selection::at(shown));
        }
    }

    fn delete_notes(self) {
        let blocks: Vec<Block> = self.selection.with_untracked(|selection| selection.blocks().collect());
        let noted = self.sheet.overlay(|overlay| {
            let places = overlay.notes.keys().map(|(row, column)| Place::new(*row, *column));
            places.filter(|place| blocks.iter().any(|block| block.contains(*place))).collect::<Vec<_>>()
        });
        let edits: Vec<Edit> = noted
            .unwrap_or_default()
            .into_iter()
            .map(|place| Edit::SetNote { at: self.sheet.at(place), note: None })
            .collect();
        const NONE: Text = Text::new("There is no note in the selection.", "選択範囲にメモはありません。");
        if edits.is_empty() {
            self.sheet.tell(NONE);
        } else {
            self.sheet.apply(Edit::Batch(edits));
        }
    }
}

/// Hidden rows or columns on both sides of one that is shown, each as first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Those right before; told only of the first one that is shown, so that none is told twice.
    pub before: Option<(u32, u32)>,
    /// Those right after.
    pub after: Option<(u32, u32)>,
}

impl Beside {
    fn of(track: u32, count: u32, is_hidden: impl Fn(u32) -> bool) -> Self {
        let last = (track.saturating_add(1)..count).take_while(|track| is_hidden(*track)).last();
        let first = (0..track).rev().take_while(|track| is_hidden(*track)).last().filter(|first| *first == 0);
        Self { before: first.zip(track.checked_sub(1)), after: last.map(|last| (track.saturating_add(1), last)) }
    }

    /// Both, one after the other.
    pub fn spans(self) -> impl Iterator<Item = (u32, u32)> {
        self.before.into_iter().chain(self.after)
    }
}

/// The hidden tracks from one to another, and those that touch them on both sides.
fn beside(first: u32, last: u32, hidden: &std::collections::BTreeSet<u32>) -> Vec<u32> {
    let inside: Vec<u32> = hidden.range(first..=last).copied().collect();
    if !inside.is_empty() {
        return inside;
    }
    let before = (0..first).rev().take_while(|track| hidden.contains(track));
    let after = (last.saturating_add(1)..).take_while(|track| hidden.contains(track));
    before.chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_tracks_are_found_inside_or_else_beside() {
        let hidden = [0, 1, 4, 5, 9].into();
        assert_eq!(beside(2, 6, &hidden), [4, 5]);
        assert_eq!(beside(2, 3, &hidden), [1, 0, 4, 5]);
        assert_eq!(beside(7, 7, &hidden), Vec::<u32>::new());
        assert_eq!(beside(8, 8, &hidden), [9]);
    }

    #[test]
    fn a_heading_tells_of_what_is_hidden_after_it_and_the_first_one_of_what_is_before() {
        let is_hidden = |track: u32| [0, 1, 4, 5].contains(&track);
        assert_eq!(Beside::of(2, 8, is_hidden), Beside { before: Some((0, 1)), after: None });
        assert_eq!(Beside::of(3, 8, is_hidden), Beside { before: None, after: Some((4, 5)) });
        assert_eq!(Beside::of(6, 8, is_hidden), Beside::default());
    }
}
