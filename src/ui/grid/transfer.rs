//! What the clipboard reads of the sheet and changes in it.

use leptos::prelude::GetUntracked;
use tandem_core::cell::{CellAddress, SheetId};
use tandem_core::edit::Edit;
use tandem_core::exchange::{
    PasteOptions, Pasted, Table, TableError, copy_html, copy_text, paste_cells, paste_table, pasted_size,
};
use tandem_core::grid::{Block, paste_target};
use tandem_core::text::Localized;

use super::area::area_of;
use super::sheet::SheetView;
use crate::i18n::sentence;
use crate::session::{Command, Weight};

impl SheetView {
    /// The cells of a block as other programs read them: as shown, and as a page that holds exact values, formulas and
    /// looks beside that. There is no page for very many cells.
    #[must_use]
    pub fn copied(self, block: Block, mark: &str) -> (String, Option<String>) {
        let language = self.session().language().get_untracked();
        let area = self.area(block);
        let read = self
            .session()
            .with(|workbook| (copy_text(workbook, area, language), copy_html(workbook, area, language, mark)));
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
    pub fn move_cells(self, from_sheet: SheetId, source: Block, selected: Block) -> Option<Block> {
        let target = self.target(source.rows(), source.columns(), Block::of(selected.first()))?;
        let to = CellAddress::new(self.id(), target.top, target.left);
        self.applied(Edit::MoveCells { from: area_of(from_sheet, source), to })?;
        Some(target)
    }

    /// Copies cells from this sheet or another one, and gives the cells that they filled; relative references move along.
    pub fn copy_cells(
        self,
        from_sheet: SheetId,
        source: Block,
        selected: Block,
        options: PasteOptions,
    ) -> Option<Block> {
        let (rows, columns) = pasted_size(source.rows(), source.columns(), options);
        let target = self.target(rows, columns, selected)?;
        let (from, to) = (area_of(from_sheet, source), self.area(target));
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
        self.applied(edit)?;
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
    fn applied(self, edit: Edit) -> Option<()> {
        let done = self.session().try_dispatch(Command::Edit(edit));
        done.map_err(|reason| self.session().say(Weight::Attention, reason, None)).ok()
    }
}
