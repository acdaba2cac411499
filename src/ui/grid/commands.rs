//! The commands of the table that concern cells, rows and columns. What needs more than the grid, such as a dialog or another
//! page, is asked of the view around it.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::edit::Edit;
use tandem_core::exchange::{Part, PasteOptions};
use tandem_core::formula::Axis;
use tandem_core::grid::{Block, Fill, Place, Selection};
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};
use tandem_core::operation::SeriesKind;

use super::clipboard::{copy_by_menu, paste_by_menu};
use super::keys::Mode;
use super::lines::Way;
use super::sheet::SheetView;
use super::state::{Asked, GridState};
use crate::browser::clock;
use crate::session::SheetCommand;

impl GridState {
    /// Does a command of the table.
    pub fn run(self, command: SheetCommand) {
        let block = self.selection.with_untracked(Selection::block);
        self.note_command(command);
        match command {
            SheetCommand::Data(command) => self.run_data(command),
            SheetCommand::Edit => self.begin(Mode::Edit, None),
            SheetCommand::Clear => self.clear(),
            SheetCommand::FillDown => self.fill(Fill::Down),
            SheetCommand::FillRight => self.fill(Fill::Right),
            SheetCommand::FillByFinger => self.fill_by_finger(),
            SheetCommand::InsertToday => {
                let (year, month, day) = clock::today();
                self.begin(Mode::Enter, Some(format!("{year:04}-{month:02}-{day:02}")));
            }
            SheetCommand::InsertTime => {
                let (hour, minute) = clock::time_of_day();
                self.begin(Mode::Enter, Some(format!("{hour:02}:{minute:02}")));
            }
            SheetCommand::FormulaAbove => self.type_above(SheetView::typed),
            SheetCommand::ValueAbove => self.type_above(SheetView::typed_value),
            SheetCommand::Repeat => self.repeat(),
            SheetCommand::Calculate => self.sheet.session().recalculate(),
            SheetCommand::AutoSum => self.auto_sum(),
            SheetCommand::SelectAll => self.select_all(),
            SheetCommand::SelectRegion => self.select_in_place(self.region()),
            SheetCommand::SelectRows => self.select_in_place(Selection::rows(block.top, block.bottom)),
            SheetCommand::SelectColumns => self.select_in_place(Selection::columns(block.left, block.right)),
            SheetCommand::NextCorner => self.next_corner(),
            SheetCommand::GoToPrecedents => self.go_to_read(),
            SheetCommand::GoToDependents => self.go_to_readers(),
            SheetCommand::Insert if block.is_whole_columns() => self.run(SheetCommand::InsertColumns),
            SheetCommand::Insert if block.is_whole_rows() => self.run(SheetCommand::InsertRows),
            SheetCommand::Insert => self.run(SheetCommand::InsertCellsDown),
            SheetCommand::Delete if block.is_whole_columns() => self.run(SheetCommand::DeleteColumns),
            SheetCommand::Delete if block.is_whole_rows() => self.run(SheetCommand::DeleteRows),
            SheetCommand::Delete => self.run(SheetCommand::DeleteCellsUp),
            SheetCommand::InsertRows
            | SheetCommand::InsertColumns
            | SheetCommand::DeleteRows
            | SheetCommand::DeleteColumns
            | SheetCommand::InsertCellsDown
            | SheetCommand::InsertCellsRight
            | SheetCommand::DeleteCellsUp
            | SheetCommand::DeleteCellsLeft => self.change_structure(command, block),
            SheetCommand::MoveRowsUp => self.move_lines(Axis::Row, Way::Back),
            SheetCommand::MoveRowsDown => self.move_lines(Axis::Row, Way::On),
            SheetCommand::MoveColumnsLeft => self.move_lines(Axis::Column, Way::Back),
            SheetCommand::MoveColumnsRight => self.move_lines(Axis::Column, Way::On),
            SheetCommand::FitColumns => self.fit_columns(block),
            SheetCommand::FitRows => self.sheet.fit_rows(self.sheet.bounded(block)),
            SheetCommand::Freeze => self.sheet.freeze(self.active().row, self.active().column),
            SheetCommand::FreezeRow => self.sheet.freeze(1, 0),
            SheetCommand::Unfreeze => self.sheet.freeze(0, 0),
            SheetCommand::Format(look) => self.format(look),
            SheetCommand::ShowFormulas => self.along.shows_formulas.update(|shows| *shows = !*shows),
            SheetCommand::Cut | SheetCommand::Copy => {
                // A browser that refuses leaves the clipboard as it was; the keys go on working.
                let _ = copy_by_menu(self, command == SheetCommand::Cut);
            }
            SheetCommand::Paste => paste_by_menu(self, PasteOptions::default()),
            SheetCommand::PasteValues => {
                paste_by_menu(self, PasteOptions { part: Part::Values, ..PasteOptions::default() });
            }
            SheetCommand::PasteSpecial => self.clipboard.shows_special.set(true),
            SheetCommand::FormatCells
            | SheetCommand::GoTo
            | SheetCommand::ShowInspector
            | SheetCommand::AddSheet
            | SheetCommand::AddRecord
            | SheetCommand::ImportRecord
            | SheetCommand::RenameSheet
            | SheetCommand::MoveSheetLeft
            | SheetCommand::MoveSheetRight
            | SheetCommand::DeleteSheet
            | SheetCommand::NextSheet
            | SheetCommand::PreviousSheet
            | SheetCommand::Palette
            | SheetCommand::Menu => self.asked.set(Some(Asked { command, at_px: None })),
        }
    }

    /// The first time, the data around the active cell; then, or where there is none, everything.
    fn select_all(self) {
        let selection = self.selection.get_untracked();
        let region = self.region();
        let is_new = region.block() != selection.block() && !region.block().is_single();
        self.select_in_place(if is_new { region } else { selection.everything() });
    }

    /// Begins editing with what the cell above would be edited with, whatever is meant by that.
    fn type_above(self, text: impl FnOnce(SheetView, Place) -> String) {
        let at = self.active();
        if let Some(row) = at.row.checked_sub(1) {
            self.begin(Mode::Edit, Some(text(self.sheet, Place::new(row, at.column))));
        }
    }

    /// The active cell goes clockwise around the corners of the block in which it is; from within it, to the first.
    fn next_corner(self) {
        let selection = self.selection.get_untracked();
        let block = self.sheet.bounded(selection.block());
        let corners = [
            Place::new(block.top, block.left),
            Place::new(block.top, block.right),
            Place::new(block.bottom, block.right),
            Place::new(block.bottom, block.left),
        ];
        let active = selection.active();
        let from = corners.iter().rposition(|corner| *corner == active).map_or(0, |place| place.saturating_add(1));
        // A block of one row or column has each of its corners twice.
        let next = corners.iter().cycle().skip(from).take(corners.len()).find(|corner| **corner != active);
        if let Some(next) = next.copied() {
            self.select_in_place(selection.with_active(next));
            self.reveal(next);
        }
    }

    /// The data around the active cell, with the active cell where it was.
    fn region(self) -> Selection {
        let active = self.active();
        let block = self.on_ground(|ground| ground.region(active));
        Selection::of(block).with_active(active)
    }

    /// Begins a sum of the numbers that stand above the active cell, or else of those to the left of it.
    fn auto_sum(self) {
        let at = self.active();
        let is_number = |place: Place| self.sheet.is_number(place);
        let above = (0..at.row).rev().take_while(|row| is_number(Place::new(*row, at.column))).last();
        let before = (0..at.column).rev().take_while(|column| is_number(Place::new(at.row, *column))).last();
        let block = match (above, before) {
            (Some(top), _) => Block { top, left: at.column, bottom: at.row.saturating_sub(1), right: at.column },
            (None, Some(left)) => Block { top: at.row, left, bottom: at.row, right: at.column.saturating_sub(1) },
            (None, None) => {
                self.begin(Mode::Enter, Some("=SUM(".to_owned()));
                return;
            }
        };
        self.begin(Mode::Enter, Some(format!("=SUM({})", self.sheet.area(block).a1())));
    }

    fn change_structure(self, command: SheetCommand, block: Block) {
        let (sheet, bounded) = (self.sheet.id(), self.sheet.bounded(block));
        let (rows, columns) = (block.rows(), block.columns());
        let edit = match whole_of(command, block) {
            SheetCommand::InsertRows => Edit::InsertRows { sheet, at: block.top, count: rows.min(bounded.rows()) },
            SheetCommand::DeleteRows => return self.delete_rows(),
            SheetCommand::InsertColumns => {
                Edit::InsertColumns { sheet, at: block.left, count: columns.min(bounded.columns()) }
            }
            SheetCommand::DeleteColumns => {
                Edit::DeleteColumns { sheet, at: block.left, count: columns.min(bounded.columns()) }
            }
            SheetCommand::InsertCellsDown => return self.sheet.make_room(block, Axis::Row),
            SheetCommand::InsertCellsRight => return self.sheet.make_room(block, Axis::Column),
            SheetCommand::DeleteCellsUp => return self.delete_cells(block, Axis::Row),
            _ => return self.delete_cells(block, Axis::Column),
        };
        self.sheet.apply(edit);
    }

    /// Selects the first area that the active cell's formula reads, on whichever page it is.
    fn go_to_read(self) {
        if let Some(area) = self.sheet.precedents(self.active()).first() {
            self.visited.set(Some(*area));
        }
    }

    /// Selects the cells of this sheet that read the active cell; where there is none, the first one elsewhere.
    fn go_to_readers(self) {
        let readers = self.sheet.dependents(self.active());
        let mut here = readers.iter().filter(|at| at.sheet == self.sheet.id()).map(|at| Place::new(at.row, at.column));
        match (here.next(), readers.first()) {
            (Some(first), _) => {
                let selection = here.fold(Selection::at(first), |selection, at| selection.with_another(at));
                self.select(selection.with_active(first));
                self.reveal(first);
            }
            (None, Some(first)) => self.visited.set(Some(Area::of(*first))),
            (None, None) => {}
        }
    }

    /// Fills an area from the selected block, which is a part of it: a series where the selected cells begin
    /// one, unless the other is asked for.
    pub fn fill_to(self, target: Block, kind: SeriesKind) {
        let source = self.selection.with_untracked(Selection::block);
        self.sheet.fill_series(source, target, kind);
        self.select_in_place(Selection::of(target).with_active(self.active()));
    }

    /// Fills the selected block down as far as the column beside it is filled.
    pub fn fill_beside(self) {
        let block = self.selection.with_untracked(Selection::block);
        let reaches = |column: u32| {
            let filled = |row: &u32| self.sheet.is_filled(Place::new(*row, column));
            (block.bottom.saturating_add(1)..MAX_ROWS).take_while(filled).last()
        };
        let left = block.left.checked_sub(1).and_then(reaches);
        if let Some(bottom) = left.or_else(|| reaches(block.right.saturating_add(1))) {
            self.fill_to(Block { bottom, ..block }, SeriesKind::Automatic);
        }
    }

    /// Selects a whole row or column beside what is selected.
    pub fn add_track(self, row: Option<u32>, column: Option<u32>) {
        let selection = self.selection.get_untracked();
        let block = match (row, column) {
            (Some(row), _) => Block { top: row, left: 0, bottom: row, right: MAX_COLUMNS - 1 },
            (None, Some(column)) => Block { top: 0, left: column, bottom: MAX_ROWS - 1, right: column },
            (None, None) => return,
        };
        self.select_in_place(selection.with_another_block(block));
    }
}

/// What a command for cells means where whole rows or columns are selected: there is nothing beside them that could stay.
fn whole_of(command: SheetCommand, block: Block) -> SheetCommand {
    match command {
        SheetCommand::InsertCellsDown | SheetCommand::InsertCellsRight if block.is_whole_columns() => {
            SheetCommand::InsertColumns
        }
        SheetCommand::InsertCellsDown | SheetCommand::InsertCellsRight if block.is_whole_rows() => {
            SheetCommand::InsertRows
        }
        SheetCommand::DeleteCellsUp | SheetCommand::DeleteCellsLeft if block.is_whole_columns() => {
            SheetCommand::DeleteColumns
        }
        SheetCommand::DeleteCellsUp | SheetCommand::DeleteCellsLeft if block.is_whole_rows() => {
            SheetCommand::DeleteRows
        }
        _ => command,
    }
}
