//! The state of one grid and what can be done with it: selecting, editing, scrolling.
//!
//! Views and event handlers call these verbs; nothing else writes the signals.

use std::ops::Range;

use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::grid::{Block, Ground, Offset, Place, Selection, Viewport};

use super::along::Along;
use super::clipboard::{ClipboardState, Copied};
use super::conditional::{Conditions, conditions};
use super::draft::{Draft, Refusal};
use super::editing::{Editing, Field};
use super::keys::{Action, EditAction, Mode};
use super::px;
use super::sheet::SheetView;
use super::sizes::{shown_extent_of, widest_column_px, window_onto};
use crate::browser::element::focus_in_place;
use crate::session::SheetCommand;

/// Height of the column headings, in pixels.
pub const HEADINGS_HEIGHT_PX: u32 = 26;
/// Width of the row headings, in pixels.
pub const HEADINGS_WIDTH_PX: u32 = 46;
/// Rows and columns that are drawn beyond what is in sight, so that a small scroll finds them ready. People scroll down
/// more than sideways.
const MARGIN_ROWS: u32 = 3;
const MARGIN_COLUMNS: u32 = 1;

/// Something that the view around the grid is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is asked for.
    pub command: SheetCommand,
    /// Where the pointer is, in pixels of the window; nothing when a key asked.
    pub at_px: Option<(i32, i32)>,
}

/// One grid on one sheet. It is a handful of signals, so it is copied freely.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The sheet that is shown.
    pub sheet: SheetView,
    /// What is selected.
    pub selection: RwSignal<Selection>,
    /// The text being typed, if any; it may belong to a cell of another page.
    pub draft: RwSignal<Option<Draft>>,
    /// Everything about that text.
    pub editing: Editing,
    /// How far the window is scrolled.
    pub offset: RwSignal<Offset>,
    /// Width and height of the window in pixels, headings included.
    pub size_px: RwSignal<(u32, u32)>,
    /// The window onto the sheet.
    pub viewport: Memo<Viewport>,
    /// The rows that are drawn, apart from the frozen ones.
    pub rows: Memo<Range<u32>>,
    /// The columns that are drawn, apart from the frozen ones.
    pub columns: Memo<Range<u32>>,
    /// Counts the changes of sizes and frozen parts: rows and cells are drawn anew then, and know their place till then.
    pub generation: Memo<u32>,
    /// Rows and columns that are shown.
    extent: RwSignal<(u32, u32)>,
    /// What was copied last; it outlives the grid, so that cells can be pasted on another page.
    pub copied: RwSignal<Option<Copied>>,
    /// What else goes along from page to page.
    pub along: Along,
    /// What the clipboard is doing.
    pub clipboard: ClipboardState,
    /// What the rules of the sheet say of the cells in sight.
    pub conditions: Conditions,
    /// Whether the last touch of the grid was by a finger: then no keyboard opens until editing begins.
    pub by_touch: RwSignal<bool>,
    /// Whether the lower handle for fingers fills, until it has or something else is selected.
    pub fills_by_finger: RwSignal<bool>,
    /// Width of a digit, plain and bold, in tenths of a pixel, as the reader's fonts give it.
    pub digit_tenths_px: RwSignal<(u32, u32)>,
    /// A command that was asked for here and is carried out by the view around the grid, with where its menu is to stand.
    pub asked: RwSignal<Option<Asked>>,
    /// Whether the pointer is on the border of the selection, by which cells are moved.
    pub on_border: RwSignal<bool>,
    /// What a drag of the handle would fill, or where cells that are carried would come to.
    pub filling: RwSignal<Option<Block>>,
    /// An area that was asked for and may lie on another page: the view around the grid goes there.
    pub visited: RwSignal<Option<Area>>,
    /// Where the edge of a column (true) or row is being dragged to, in pixels of the space.
    pub guide_px: RwSignal<Option<(bool, u64)>>,
    /// The element that scrolls.
    pub scroller: NodeRef<Div>,
    /// The one element that has the focus while the grid is worked on.
    pub editor: NodeRef<Textarea>,
    /// The text area of the formula bar.
    pub bar: NodeRef<Textarea>,
}

impl GridState {
    /// A grid with its first cell selected.
    #[must_use]
    pub fn new(sheet: SheetView, copied: RwSignal<Option<Copied>>, editing: Editing, along: Along) -> Self {
        let selection = RwSignal::new(Selection::default());
        let offset = RwSignal::new(Offset::default());
        let size_px = RwSignal::new((0u32, 0u32));
        let extent = RwSignal::new(shown_extent_of(sheet.used_now(), Place::default()));
        let widest_px = Memo::new(move |_| widest_column_px(size_px.get().0));
        let viewport = Memo::new(move |_| {
            window_onto(sheet, extent.get(), size_px.get(), widest_px.get(), along.shows_formulas.get())
        });
        let window = Memo::new(move |_| {
            let offset = offset.get();
            viewport.with(|viewport| viewport.window(offset, MARGIN_ROWS, MARGIN_COLUMNS))
        });
        let rows = Memo::new(move |_| window.with(|window| window.rows.clone()));
        let columns = Memo::new(move |_| window.with(|window| window.columns.clone()));
        let generation = Memo::new(move |before: Option<&u32>| {
            sheet.layout_changed();
            widest_px.track();
            along.shows_formulas.track();
            before.map_or(0, |before| before.wrapping_add(1))
        });
        let grid = Self {
            sheet,
            selection,
            draft: editing.draft,
            editing,
            offset,
            size_px,
            extent,
            viewport,
            rows,
            columns,
            generation,
            copied,
            along,
            clipboard: ClipboardState::default(),
            conditions: conditions(),
            by_touch: RwSignal::new(false),
            fills_by_finger: RwSignal::new(false),
            // Until the page has measured it, a width that is greater than in common faces.
            digit_tenths_px: RwSignal::new((84, 92)),
            asked: RwSignal::new(None),
            visited: RwSignal::new(None),
            on_border: RwSignal::new(false),
            filling: RwSignal::new(None),
            guide_px: RwSignal::new(None),
            scroller: NodeRef::new(),
            editor: NodeRef::new(),
            bar: NodeRef::new(),
        };
        Effect::new(move |_| {
            let _ = sheet.used();
            grid.grow();
        });
        grid.follow_rules();
        grid
    }

    /// Shows more of the sheet where data or the active cell come near the end of what is shown.
    fn grow(self) {
        let wanted = shown_extent_of(self.sheet.used_now(), self.active());
        if wanted != self.extent.get_untracked() {
            self.extent.set(wanted);
        }
    }

    /// Rows or columns with the generation they are drawn in: together they tell elements apart.
    pub fn in_generation(self, tracks: impl Iterator<Item = u32>) -> impl Iterator<Item = (u32, u32)> {
        let generation = self.generation.get();
        tracks.map(move |track| (track, generation))
    }

    /// Where typing goes.
    #[must_use]
    pub fn active(self) -> Place {
        self.selection.with_untracked(Selection::active)
    }

    /// Whether a cell is being edited.
    #[must_use]
    pub fn is_editing(self) -> bool {
        self.draft.with_untracked(Option::is_some)
    }

    /// Answers a question of navigation with the sheet as it is now.
    pub fn on_ground<T>(self, answer: impl FnOnce(&Ground<'_>) -> T) -> T {
        let sheet = self.sheet;
        let offset = self.offset.get_untracked();
        let (used_rows, used_columns) = sheet.used_now();
        self.viewport.with_untracked(|viewport| {
            answer(&Ground {
                rows: viewport.rows.count(),
                columns: viewport.columns.count(),
                used_rows,
                used_columns,
                frozen_rows: viewport.frozen_rows,
                frozen_columns: viewport.frozen_columns,
                page_rows: viewport.page_rows(offset),
                page_columns: viewport.page_columns(offset),
                is_filled: &|at| sheet.is_filled(at),
                is_row_hidden: &|row| sheet.is_row_hidden(row),
                is_column_hidden: &|column| sheet.is_column_hidden(column),
            })
        })
    }

    /// Selects, and scrolls the corner that moved into sight. While a formula points at cells, those are what is meant.
    pub fn select(self, selection: Selection) {
        if self.is_pointing() {
            self.point_at(selection);
            return;
        }
        let previous = self.selection.get_untracked();
        let moved = if selection.extent() == previous.extent() { selection.active() } else { selection.extent() };
        // Of whole rows and columns only the way they were extended matters.
        let block = selection.block();
        let active = selection.active();
        let seen = Place::new(
            if block.is_whole_columns() { active.row } else { moved.row },
            if block.is_whole_rows() { active.column } else { moved.column },
        );
        self.take_selection(selection);
        self.grow();
        self.reveal(seen);
    }

    /// Selects without scrolling, as for a heading that was clicked.
    pub fn select_in_place(self, selection: Selection) {
        if self.is_pointing() {
            self.point_at(selection);
            return;
        }
        self.take_selection(selection);
    }

    fn take_selection(self, selection: Selection) {
        self.selection.set(selection);
        // It was one selection that a finger was to fill from.
        if self.fills_by_finger.get_untracked() {
            self.fills_by_finger.set(false);
        }
    }

    /// Scrolls a cell into sight, no further than needed.
    pub fn reveal(self, at: Place) {
        // A sheet that has just grown gets its new size before the next frame; until then it can't be scrolled there.
        if !self.scroll_to(at) {
            request_animation_frame(move || {
                self.scroll_to(at);
            });
        }
    }

    /// Scrolls a cell into sight and says whether it is there.
    fn scroll_to(self, at: Place) -> bool {
        let Some(scroller) = self.scroller.try_get_untracked().flatten() else { return true };
        let offset = self.offset.get_untracked();
        let wanted = self.viewport.with_untracked(|viewport| viewport.reveal(at, offset));
        if wanted == offset {
            return true;
        }
        if wanted.x_px != offset.x_px {
            scroller.set_scroll_left(px::to_i32(wanted.x_px));
        }
        if wanted.y_px != offset.y_px {
            scroller.set_scroll_top(px::to_i32(wanted.y_px));
        }
        // The browser tells of scrolling only before its next frame; a key that follows at once needs it now.
        self.read_offset();
        self.offset.get_untracked() == wanted
    }

    /// Takes over how far the window is scrolled.
    pub fn read_offset(self) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let now = Offset { x_px: px::to_u64(scroller.scroll_left()), y_px: px::to_u64(scroller.scroll_top()) };
        if now != self.offset.get_untracked() {
            self.offset.set(now);
        }
    }

    /// Scrolls to the first cell. The element of another page's grid may have been kept, and with it how far it was scrolled.
    pub fn scroll_to_start(self) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        scroller.set_scroll_left(0);
        scroller.set_scroll_top(0);
        self.read_offset();
    }

    /// Takes over the size of the window.
    pub fn read_size(self) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let now = (px::to_u32(scroller.client_width()), px::to_u32(scroller.client_height()));
        if now != self.size_px.get_untracked() {
            self.size_px.set(now);
        }
    }

    /// Gives the grid the keyboard: the text area on the cell, or the formula bar while a person types there.
    pub fn focus(self) {
        if let Some(field) = self.typing_field().filter(|_| self.is_editing()) {
            focus_in_place(&field);
        } else if let Some(editor) = self.editor.get_untracked() {
            focus_in_place(&editor);
        }
    }

    /// Whether the grid has the keyboard.
    #[must_use]
    pub fn has_focus(self) -> bool {
        self.editor.get_untracked().is_some_and(|editor| crate::browser::element::is_focused(&editor))
    }

    /// Does what a key asks for at rest.
    pub fn act(self, action: Action) {
        let selection = self.selection.get_untracked();
        match action {
            Action::Move(step) => self.select(self.moved_over_merges(&selection, step)),
            Action::Extend(step) => self.select(self.on_ground(|ground| selection.extended(step, ground))),
            Action::Advance(way) => self.select(self.on_ground(|ground| selection.advanced(way, ground))),
            Action::Replace => self.begin(Mode::Enter, Some(String::new())),
            Action::Collapse => {
                self.copied.set(None);
                self.select(Selection::at(selection.active()));
            }
            Action::Command(command) => self.run(command),
            Action::Reveal => self.reveal(selection.active()),
        }
    }

    /// The selected blocks, cut to what the sheet uses where they are whole rows or columns.
    #[must_use]
    pub fn blocks(self) -> Vec<Block> {
        self.selection.with_untracked(|selection| selection.blocks().map(|block| self.sheet.bounded(block)).collect())
    }

    /// Begins editing the active cell, with a text or with what it holds.
    pub fn begin(self, mode: Mode, text: Option<String>) {
        let at = self.active();
        let text = text.unwrap_or_else(|| self.sheet.typed(at));
        self.reveal(at);
        self.begin_typing(Draft { sheet: self.sheet.id(), at, text, mode, refusal: None });
    }

    /// Edits the active cell in the formula bar: there, arrows move the caret.
    pub fn edit_in_bar(self) {
        if !self.is_editing() {
            self.begin(Mode::Edit, None);
        }
        self.editing.field.set(Field::Bar);
        if self.is_away() || self.is_pointing() {
            return;
        }
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.mode = Mode::Edit;
            }
        });
    }

    /// Takes over a change of the text being typed. A mistake that was shown before is looked for again.
    pub fn type_text(self, text: String) {
        let sheet = self.sheet;
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                if draft.refusal.is_some() {
                    draft.refusal = sheet.mistake(&text);
                }
                draft.text = text;
            }
        });
    }

    /// Does what a key asks for while editing.
    pub fn edit(self, action: EditAction) {
        match action {
            EditAction::Commit(way) => self.commit_and(Action::Advance(way)),
            EditAction::CommitAndMove(step) => self.commit_and(Action::Move(step)),
            EditAction::CommitEverywhere if self.is_away() => {
                self.commit();
            }
            EditAction::CommitEverywhere => {
                let blocks = self.shown_blocks();
                self.commit_with(|draft| {
                    self.sheet.obeys(draft)?;
                    self.note_entry(&draft.text);
                    self.sheet.enter_everywhere(draft.at, &blocks, &draft.text)
                });
            }
            EditAction::Cancel => self.cancel(),
            EditAction::SwitchMode => self.switch_mode(),
            // The editor puts the line break in itself, because it knows the caret.
            EditAction::LineBreak => {}
        }
    }

    /// Takes the text over into the cell. Says whether there is nothing left to edit; a text with a mistake stays.
    pub fn commit(self) -> bool {
        self.commit_with(|draft| self.enter(draft))
    }

    fn commit_with(self, enter: impl FnOnce(&Draft) -> Result<(), Refusal>) -> bool {
        let Some(draft) = self.draft.get_untracked() else { return true };
        match enter(&self.finished(&draft)) {
            Ok(()) => {
                self.leave_draft();
                true
            }
            Err(refusal) => {
                self.draft.set(Some(Draft { refusal: Some(refusal), mode: Mode::Edit, ..draft }));
                false
            }
        }
    }

    /// Drops the text being typed.
    pub fn cancel(self) {
        self.editing.afterwards.set_value(None);
        self.leave_draft();
    }

    /// Takes the text over because the person turned to something else; the focus stays with that.
    pub fn commit_on_leaving(self) {
        // The browser also tells of it when it takes the grid off the page, and by then the grid's own signals are gone.
        if self.selection.try_get_untracked().is_none() || self.editing.is_turning.get_value() {
            return;
        }
        let Some(draft) = self.draft.get_untracked() else { return };
        self.editing.pick.set(None);
        match self.enter(&self.finished(&draft)) {
            Ok(()) => self.editing.end(),
            Err(refusal) => self.draft.set(Some(Draft { refusal: Some(refusal), ..draft })),
        }
    }

    /// Goes to a cell of the sheet, as from the name box or the inspector.
    pub fn go_to(self, block: Block) {
        self.select(Selection::of(block));
        self.reveal(block.first());
        self.focus();
    }
}
