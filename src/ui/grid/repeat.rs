//! What was done last, for F4: it is done again where the selection is by then.

use leptos::prelude::*;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::grid::Place;
use tandem_core::workbook::StyleChange;

use super::along::Repeated;
use super::state::GridState;
use crate::session::{DataCommand, Look, SheetCommand};

impl GridState {
    /// Does again what was done last; nothing where nothing was.
    pub fn repeat(self) {
        match self.along.last.get_value() {
            Some(Repeated::Command(command)) => self.run(command),
            Some(Repeated::Look(change)) => self.change_style(&change),
            Some(Repeated::Entry(text)) => self.enter_again(&text),
            None => {}
        }
    }

    /// Notes a command that was done, if doing it again elsewhere makes sense.
    pub(super) fn note_command(self, command: SheetCommand) {
        if is_repeatable(command) {
            self.along.last.set_value(Some(Repeated::Command(command)));
        }
    }

    /// Notes a look that was given.
    pub(super) fn note_look(self, change: &StyleChange) {
        self.along.last.set_value(Some(Repeated::Look(change.clone())));
    }

    /// Notes what was typed. A formula means something else elsewhere, so that nothing is done again after one.
    pub(super) fn note_entry(self, text: &str) {
        let is_formula = tandem_core::formula::narrow(text).starts_with('=');
        self.along.last.set_value((!is_formula).then(|| Repeated::Entry(text.to_owned())));
    }

    /// Types a text again, in every selected cell that is in sight.
    fn enter_again(self, text: &str) {
        let places = self.shown_blocks();
        let typed = |place: Place| {
            let at = self.sheet.at(place);
            let meant = self.sheet.session().with(|workbook| workbook.entered(at, text).into_owned());
            CellEdit::typed(at, meant.unwrap_or_default())
        };
        let count = places.iter().map(|block| block.cells()).sum();
        self.sheet.change_or_say(count, || {
            Edit::SetCells(places.iter().flat_map(|block| block.places()).map(typed).collect())
        });
    }
}

/// Commands that change what is selected, each in the same way wherever that is. Looks are noted as they come out.
const fn is_repeatable(command: SheetCommand) -> bool {
    matches!(
        command,
        SheetCommand::Clear
            | SheetCommand::FillDown
            | SheetCommand::FillRight
            | SheetCommand::InsertRows
            | SheetCommand::InsertColumns
            | SheetCommand::InsertCellsDown
            | SheetCommand::InsertCellsRight
            | SheetCommand::DeleteRows
            | SheetCommand::DeleteColumns
            | SheetCommand::DeleteCellsUp
            | SheetCommand::DeleteCellsLeft
            | SheetCommand::MoveRowsUp
            | SheetCommand::MoveRowsDown
            | SheetCommand::MoveColumnsLeft
            | SheetCommand::MoveColumnsRight
            | SheetCommand::FitColumns
            | SheetCommand::FitRows
            | SheetCommand::Format(
                Look::Merge | Look::BordersOutline | Look::BordersTop | Look::BordersBottom | Look::BordersTotal
            )
            | SheetCommand::Data(
                DataCommand::HideRows | DataCommand::ShowRows | DataCommand::HideColumns | DataCommand::ShowColumns
            )
    )
}
