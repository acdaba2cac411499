//! The sheet that a grid shows: the only place of the grid that reads the workbook and asks for changes of it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use tandem_core::cell::{Area, CellAddress, SheetCells, SheetId, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::engine::Content;
use tandem_core::formula::narrow;
use tandem_core::grid::{Block, Place, Tile};
use tandem_core::limits::{MAX_COLUMNS, MAX_ROWS};
use tandem_core::number::is_number_beyond;
use tandem_core::operation::{SeriesKind, fill_series};
use tandem_core::text::{Language, Localized, Text};
use tandem_core::workbook::{Look, Role, Sheet, Style, Workbook};

use super::area::{area_of, block_of};
use super::draft::Refusal;
use super::face::Face;
use super::settled::settled;
use crate::session::{Command, Session, Weight};

/// Height of a row that has none of its own, in pixels.
pub(super) const ROW_HEIGHT_PX: u32 = 25;
/// Width of a column that has none of its own, in pixels.
pub(super) const COLUMN_WIDTH_PX: u32 = 104;
/// Cells that one paste, fill or entry may change: more would hold up the page for seconds.
const MOST_CELLS: u64 = 200_000;

/// Sizes of rows and columns, and what is frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Height of the other rows, in pixels.
    pub row_height_px: u32,
    /// Width of the other columns, in pixels.
    pub column_width_px: u32,
    /// Heights of some rows, in pixels.
    pub row_heights: BTreeMap<u32, u32>,
    /// Widths of some columns, in pixels.
    pub column_widths: BTreeMap<u32, u32>,
    /// Rows that stay in sight.
    pub frozen_rows: u32,
    /// Columns that stay in sight.
    pub frozen_columns: u32,
}

/// One sheet of the open workbook.
#[derive(Clone, Copy)]
pub struct SheetView {
    session: Session,
    id: SheetId,
    layout: RwSignal<Layout>,
    used: RwSignal<(u32, u32)>,
    merged: RwSignal<Vec<Block>>,
}

impl SheetView {
    /// A sheet of the open workbook.
    #[must_use]
    pub fn new(session: Session, id: SheetId) -> Self {
        let layout =
            settled(move || session.read(|workbook| workbook.sheet(id).map(layout)).flatten().unwrap_or_default());
        let used = settled(move || session.read(|workbook| used(workbook, id)).unwrap_or_default());
        let merged = settled(move || session.read(|workbook| merged(workbook, id)).unwrap_or_default());
        Self { session, id, layout, used, merged }
    }

    /// Another sheet of the workbook, for what is read of it and entered in it; sizes stay those of this one.
    #[must_use]
    pub const fn beside(self, id: SheetId) -> Self {
        Self { id, ..self }
    }

    /// The address of a place.
    #[must_use]
    pub const fn at(self, place: Place) -> CellAddress {
        CellAddress::new(self.id, place.row, place.column)
    }

    /// The sheet's identity.
    #[must_use]
    pub const fn id(self) -> SheetId {
        self.id
    }

    /// The session that the sheet belongs to.
    #[must_use]
    pub const fn session(self) -> Session {
        self.session
    }

    /// How a cell looks now, with what a rule says of it.
    #[must_use]
    pub fn face(self, place: Place, language: Language, look: Option<&Look>) -> Face {
        self.session.with(|workbook| Face::of(workbook, self.at(place), language, look)).unwrap_or_default()
    }

    /// Whether a row begins with a heading.
    #[must_use]
    pub fn is_headed(self, row: u32) -> bool {
        let at = self.at(Place::new(row, 0));
        self.session.with(|workbook| workbook.style(at).role == Role::Heading).unwrap_or(false)
    }

    /// Sizes and frozen parts.
    #[must_use]
    pub fn layout(self) -> Layout {
        self.layout.get()
    }

    /// Has the caller run again when sizes or frozen parts change.
    pub fn layout_changed(self) {
        self.layout.track();
    }

    /// Rows and columns up to the last cell that holds something.
    #[must_use]
    pub fn used(self) -> (u32, u32) {
        self.used.get()
    }

    /// The same at this moment, for keys that come before the page has followed an edit.
    #[must_use]
    pub fn used_now(self) -> (u32, u32) {
        self.session.with(|workbook| used(workbook, self.id)).unwrap_or_default()
    }

    /// Whether a cell holds something.
    #[must_use]
    pub fn is_filled(self, place: Place) -> bool {
        self.session.with(|workbook| !workbook.value(self.at(place)).is_blank()).unwrap_or(false)
    }

    /// What a cell evaluates to.
    #[must_use]
    pub fn value(self, place: Place) -> Value {
        self.session.with(|workbook| workbook.value(self.at(place)).clone()).unwrap_or_default()
    }

    /// Whether a cell holds a number.
    #[must_use]
    pub fn is_number(self, place: Place) -> bool {
        self.session.with(|workbook| matches!(workbook.value(self.at(place)), Value::Number(_))).unwrap_or(false)
    }

    /// How a cell was made to look.
    #[must_use]
    pub fn style(self, place: Place) -> Style {
        self.session.with(|workbook| workbook.style(self.at(place)).clone()).unwrap_or_default()
    }

    /// The merged areas.
    #[must_use]
    pub fn merges(self) -> Vec<Block> {
        self.session.with(|workbook| merged(workbook, self.id)).unwrap_or_default()
    }

    /// The merged areas; what asks follows changes of them.
    #[must_use]
    pub fn merges_followed(self) -> Vec<Block> {
        self.merged.get()
    }

    /// The merged area that a cell belongs to; what asks follows changes of it.
    #[must_use]
    pub fn merge_at(self, place: Place) -> Option<Block> {
        self.merged.with(|merged| merged.iter().find(|merge| merge.contains(place)).copied())
    }

    /// The same at this moment.
    #[must_use]
    pub fn merge_now(self, place: Place) -> Option<Block> {
        self.merges().into_iter().find(|merge| merge.contains(place))
    }

    /// The areas that a cell's formula reads.
    #[must_use]
    pub fn precedents(self, place: Place) -> Vec<Area> {
        self.session.with(|workbook| workbook.engine().precedents(self.at(place))).unwrap_or_default()
    }

    /// The cells whose formulas read a cell.
    #[must_use]
    pub fn dependents(self, place: Place) -> Vec<CellAddress> {
        self.session.with(|workbook| workbook.engine().dependents(self.at(place))).unwrap_or_default()
    }

    /// What editing a cell begins with.
    #[must_use]
    pub fn typed(self, place: Place) -> String {
        self.session.with(|workbook| workbook.input_text(self.at(place))).unwrap_or_default()
    }

    /// What a cell's value would be typed as.
    #[must_use]
    pub fn typed_value(self, place: Place) -> String {
        self.session.with(|workbook| workbook.typed_value_text(self.at(place))).unwrap_or_default()
    }

    /// The formula of a cell, where it holds one.
    #[must_use]
    pub fn formula(self, place: Place) -> Option<String> {
        let at = self.at(place);
        let content = self.session.with(|workbook| workbook.content(at))?;
        if let Content::Formula(text) = content { Some(text) } else { None }
    }

    /// What a cell shows.
    #[must_use]
    pub fn shown(self, place: Place) -> String {
        let language = self.session.language().get_untracked();
        self.session.with(|workbook| workbook.display_text(self.at(place), language)).unwrap_or_default()
    }

    /// A block cut to what the sheet uses where it is whole rows or columns, so that a million blank cells are never
    /// visited one by one.
    #[must_use]
    pub fn bounded(self, block: Block) -> Block {
        let (used_rows, used_columns) = self.used_now();
        let last_row = used_rows.saturating_sub(1).max(block.top);
        let last_column = used_columns.saturating_sub(1).max(block.left);
        Block {
            bottom: if block.bottom == MAX_ROWS - 1 { last_row } else { block.bottom },
            right: if block.right == MAX_COLUMNS - 1 { last_column } else { block.right },
            ..block
        }
    }

    /// What is wrong with a text as a formula, if it is one.
    #[must_use]
    pub fn mistake(self, text: &str) -> Option<Refusal> {
        if !narrow(text).starts_with('=') || text.chars().count() < 2 {
            return None;
        }
        let error = self.session.with(|workbook| workbook.engine().check(text).err()).flatten()?;
        Some(Refusal { at: Some(error.at), sentence: Localized::of(|language| error.text(language)) })
    }

    /// Enters a text in a cell, as a person types it.
    ///
    /// # Errors
    /// Why it can't be entered, and where in the text the mistake stands; nothing is changed then.
    pub fn enter(self, place: Place, text: &str) -> Result<(), Refusal> {
        self.enter_as(place, text, Command::Edit)
    }

    pub(super) fn enter_as(
        self,
        place: Place,
        text: &str,
        command: impl FnOnce(Edit) -> Command,
    ) -> Result<(), Refusal> {
        if let Some(refusal) = self.mistake(text) {
            return Err(refusal);
        }
        let at = self.at(place);
        let meant = self.session.with(|workbook| workbook.entered(at, text).into_owned());
        let edit = self.entry(place, CellEdit::typed(at, meant.unwrap_or_default()), text);
        self.session.try_dispatch(command(edit)).map_err(Refusal::from)?;
        if is_number_beyond(text) {
            self.say_beyond(at);
        }
        Ok(())
    }

    /// Says that a number was kept as text, digit by digit, because it can't be held as a number: sums pass over it.
    fn say_beyond(self, at: CellAddress) {
        let at = at.a1();
        let text = Localized {
            en: format!(
                "{at} was kept as text, which sums pass over: a number has up to 28 digits, 28 of them decimals at most, and ends at 7.9E28."
            ),
            ja: format!(
                "{at}は数値として扱えないため、文字列として入力しました（合計には含まれません）。数値は有効28桁、小数点以下28桁、7.9E28までです。"
            ),
        };
        self.session.say(Weight::Attention, text, None);
    }

    /// Enters a text in one cell and copies it to all cells of some blocks, where relative references move along; one
    /// step of undo.
    ///
    /// # Errors
    /// As for [`Self::enter`].
    pub fn enter_everywhere(self, place: Place, blocks: &[Block], text: &str) -> Result<(), Refusal> {
        within_limit(blocks.iter().map(|block| block.cells()).sum()).map_err(Refusal::from)?;
        let together = |edit| Command::EditMerged(edit, "everywhere".to_owned());
        self.session.dispatch(Command::Seal);
        self.enter_as(place, text, together)?;
        let others = blocks.iter().flat_map(|block| block.places()).filter(|other| *other != place);
        let copies = self.session.with(|workbook| {
            others
                .map(|other| CellEdit { style: None, ..copied_cell(workbook, self.at(place), self.at(other)) })
                .collect()
        });
        let copied = self.session.try_dispatch(together(Edit::SetCells(copies.unwrap_or_default())));
        self.session.dispatch(Command::Seal);
        copied.map_err(Refusal::from)
    }

    /// Says that a paste would reach beyond the sheet.
    pub fn say_outside(self) {
        const OUTSIDE: Text = Text::new(
            "What was copied reaches beyond the end of the sheet from here. Nothing was pasted.",
            "ここに貼り付けるとシートの端を超えます。貼り付けは行われていません。",
        );
        self.session.say(Weight::Attention, OUTSIDE.into(), None);
    }

    /// Whether cells of a block hold something, leaving those of another block aside.
    #[must_use]
    pub fn holds_something(self, block: Block, aside: Option<Block>) -> bool {
        let (area, aside) = (self.area(block), aside.map(|block| self.area(block)));
        let is_aside = |row, column| aside.is_some_and(|aside| aside.contains(self.at(Place::new(row, column))));
        let found = self.session.with(|workbook| {
            workbook.engine().store().for_each_in(area, |row, column, _| {
                // The first cell that counts ends the search.
                if is_aside(row, column) { Ok(()) } else { Err(()) }
            })
        });
        found.is_some_and(|result| result.is_err())
    }

    /// Says that what stood in a block is gone; one undo brings it back.
    pub fn say_replaced(self, block: Block) {
        let area = self.area(block).a1();
        let text = Localized {
            en: format!("What stood in {area} was replaced. Ctrl+Z brings it back."),
            ja: format!("{area}にあった内容を置き換えました。Ctrl+Zで元に戻せます。"),
        };
        self.session.say(Weight::Done, text, None);
    }

    /// Fills cells from others, as one step.
    pub fn fill(self, tiles: &[Tile]) {
        let copy = |tile: &Tile| Edit::CopyCells { from: self.area(tile.source), to: self.area(tile.target) };
        let cells = tiles.iter().map(|tile| tile.target.cells()).sum();
        if !tiles.is_empty() {
            self.change_or_say(cells, || Edit::Batch(tiles.iter().map(copy).collect()));
        }
    }

    /// Fills what a target block has beyond a source block, which is a part of it at one of its sides, with what goes on from
    /// there, or is copied.
    pub fn fill_series(self, source: Block, target: Block, kind: SeriesKind) {
        let (source, target) = (self.area(source), self.area(target));
        let made = self.session.with(|workbook| fill_series(workbook, source, target, kind));
        match made {
            Some(Ok(edit)) => self.apply(edit),
            Some(Err(error)) => {
                self.session.say(Weight::Attention, Localized::of(|language| error.text(language)), None)
            }
            None => {}
        }
    }

    /// Empties blocks of cells; their looks stay.
    pub fn clear(self, blocks: &[Block]) {
        let edits = blocks.iter().map(|block| Edit::Clear(self.area(*block))).collect();
        self.change_or_say(0, || Edit::Batch(edits));
    }

    /// Makes an edit, or says why it can't be made.
    pub fn apply(self, edit: Edit) {
        self.try_apply(edit);
    }

    /// The same, and gives whether it was made.
    pub fn try_apply(self, edit: Edit) -> bool {
        self.change_or_say(0, || edit)
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.session.dispatch(Command::Undo);
    }

    /// Does the step again that was taken back last.
    pub fn redo(self) {
        self.session.dispatch(Command::Redo);
    }

    /// The area of a block.
    #[must_use]
    pub fn area(self, block: Block) -> Area {
        area_of(self.id, block)
    }

    fn change(self, edit: Edit) -> Result<(), Localized> {
        self.session.try_dispatch(Command::Edit(edit))
    }

    /// Changes the sheet, or says at the edge of the page why not; gives whether it was changed.
    pub(super) fn change_or_say(self, cells: u64, edit: impl FnOnce() -> Edit) -> bool {
        let result = within_limit(cells).and_then(|()| self.change(edit()));
        let is_changed = result.is_ok();
        if let Err(sentence) = result {
            self.session.say(Weight::Attention, sentence, None);
        }
        is_changed
    }
}

/// A cell's content and look as another cell would get them.
fn copied_cell(workbook: &Workbook, from: CellAddress, to: CellAddress) -> CellEdit {
    let content = match workbook.engine().copied_formula_text(from, to) {
        Some(text) => Content::Formula(text),
        None => workbook.content(from),
    };
    CellEdit { style: Some(workbook.style(from).clone()), ..CellEdit::content(to, content) }
}

fn within_limit(cells: u64) -> Result<(), Localized> {
    if cells <= MOST_CELLS {
        return Ok(());
    }
    Err(Localized {
        en: format!("That would change {cells} cells at once; at most {MOST_CELLS} are possible. Nothing was changed."),
        ja: format!("一度に{cells}個のセルが変更されます。上限は{MOST_CELLS}個です。変更は行われていません。"),
    })
}

fn merged(workbook: &Workbook, id: SheetId) -> Vec<Block> {
    workbook.sheet(id).map(|sheet| sheet.overlay.merges.iter().copied().map(block_of).collect()).unwrap_or_default()
}

fn used(workbook: &Workbook, id: SheetId) -> (u32, u32) {
    workbook.engine().store().sheet(id).map_or((0, 0), SheetCells::used)
}

fn layout(sheet: &Sheet) -> Layout {
    let (mut row_heights, mut column_widths) = (sheet.row_heights.clone(), sheet.column_widths.clone());
    // What is hidden has its place and no size.
    row_heights.extend(sheet.overlay.all_hidden_rows().into_iter().map(|row| (row, 0)));
    column_widths.extend(sheet.overlay.hidden_columns.iter().map(|column| (*column, 0)));
    Layout {
        row_height_px: ROW_HEIGHT_PX,
        column_width_px: COLUMN_WIDTH_PX,
        row_heights,
        column_widths,
        frozen_rows: sheet.frozen_rows,
        frozen_columns: sheet.frozen_columns,
    }
}
