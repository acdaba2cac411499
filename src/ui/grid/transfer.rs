//! What the clipboard reads of the sheet and changes in it.

use leptos::prelude::GetUntracked;
use tandem_core::cell::CellAddress;
use tandem_core::edit::Edit;
use tandem_core::exchange::{
    PasteOptions, Pasted, Picked, Table, TableError, copy_html, copy_text, paste_cells, paste_table, pasted_size,
};
use tandem_core::grid::{Block, paste_target};
use tandem_core::text::{Localized, Text};

use super::sheet::SheetView;
use crate::i18n::sentence;
use crate::session::{Command, Weight};

impl SheetView {
    /// Cells as other programs read them: as shown, and as a page that holds exact values, formulas and
    /// looks beside that. There is no page for very many cells.
    #[must_use]
    pub fn copied(self, picked: &Picked, mark: &str) -> (String, Option<String>) {
        let language = self.session().language().get_untracked();
        let read = self
            .session()
            .with(|workbook| (copy_text(workbook, picked, language), copy_html(workbook, picked, language, mark)));
        read.unwrap_or_default()
    }

    /// Counts the changes of the workbook.
    #[must_use]
    pub fn revision_now(self) -> u64 {
        self.session().revision().get_untracked()
    }

    /// The identity of the open workbook.
    #[must_use]
    pub fn workbook_id(self) -> Option<String> {
        self.session().with(|workbook| workbook.id().to_owned())
    }

    /// Moves cells from this sheet or another one, and gives the cells that they took; references follow.
    pub fn move_cells(self, from: &Picked, selected: Block) -> Option<Block> {
        const ONTO_ITSELF: Text = Text::new(
            "Cells from several places can't be moved to where some of them stand. Nothing was moved.",
            "離れた場所から切り取ったセルは、その一部がある場所へは移動できません。移動は行われていません。",
        );
        let target = self.target(from.row_count(), from.column_count(), Block::of(selected.first()))?;
        let is_one = from.area().is_some();
        if !is_one && from.bounds().intersection(self.area(target)).is_some() {
            self.tell(ONTO_ITSELF);
            return None;
        }
        let to = |(row, column): (u32, u32)| {
            CellAddress::new(self.id(), target.top.saturating_add(row), target.left.saturating_add(column))
        };
        let mut edits = from.areas().map(|(area, place)| Edit::MoveCells { from: area, to: to(place) });
        let edit = if is_one { edits.next()? } else { Edit::Batch(edits.collect()) };
        self.applied(edit)?;
        Some(target)
    }

    /// Copies cells from this sheet or another one, and gives the cells that they filled; relative references move along.
    pub fn copy_cells(self, from: &Picked, selected: Block, options: PasteOptions) -> Option<Block> {
        let (rows, columns) = pasted_size(from.row_count(), from.column_count(), options);
        let target = self.target(rows, columns, selected)?;
        let to = self.area(target);
        let pasted = self.session().with(|workbook| paste_cells(workbook, from, to, options))?;
        self.paste(pasted, target)
    }

    /// Pastes a table of another program, and gives the cells that it filled.
    pub fn paste_table(self, table: &Table, selected: Block, options: PasteOptions) -> Option<Block> {
        let (rows, columns) = pasted_size(table.rows(), table.columns(), options);
        let target = self.target(rows, columns, selected)?;
        let to = self.area(target);
        let pasted = self.session().with(|workbook| paste_table(workbook, table, to, options))?;
        self.paste(pasted, target)
    }

    /// Says why something can't be pasted.
    pub fn say_refused(self, error: TableError) {
        let text = Localized::of(|language| error.text(language));
        self.session().say(Weight::Attention, text, None);
    }

    fn target(self, rows: u32, columns: u32, selected: Block) -> Option<Block> {
        let target = paste_target(rows, columns, selected);
        if target.is_none() {
            self.say_outside();
        }
        target
    }

    fn paste(self, pasted: Result<Pasted, TableError>, target: Block) -> Option<Block> {
        let Pasted { edit, formulas_lost, texts_cut } = match pasted {
            Ok(pasted) => pasted,
            Err(error) => {
                self.say_refused(error);
                return None;
            }
        };
        // What was pasted and the room for it are one step of undo.
        let together = |edit| Command::EditMerged(edit, "pasted".to_owned());
        let session = self.session();
        session.dispatch(Command::Seal);
        self.done(together(edit))?;
        let growth = self.growth_for_lines(target);
        if !growth.is_empty() {
            session.dispatch(together(Edit::Batch(growth)));
        }
        session.dispatch(Command::Seal);
        if formulas_lost > 0 {
            let text = sentence(|m| m.clipboard.formulas_lost, &[("count", &formulas_lost.to_string())]);
            self.session().say(Weight::Attention, text, None);
        }
        if texts_cut > 0 {
            let text = sentence(|m| m.clipboard.texts_cut, &[("count", &texts_cut.to_string())]);
            self.session().say(Weight::Attention, text, None);
        }
        Some(target)
    }

    /// Changes the workbook as one step of undo, or says why not.
    pub(super) fn applied(self, edit: Edit) -> Option<()> {
        self.done(Command::Edit(edit))
    }

    fn done(self, command: Command) -> Option<()> {
        let done = self.session().try_dispatch(command);
        done.map_err(|reason| self.session().say(Weight::Attention, reason, None)).ok()
    }
}
