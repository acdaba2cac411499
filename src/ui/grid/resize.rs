//! The edge of a heading: dragging it sets the width of the column or the height of the row, a double click fits it to its texts.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use tandem_core::edit::Edit;
use tandem_core::grid::{Block, Place, Selection};
use tandem_core::workbook::Workbook;
use wasm_bindgen::JsCast;

use super::cell_element;
use super::draft::{Refusal, width_in_tenths};
use super::px;
use super::sheet::{COLUMN_WIDTH_PX, SheetView};
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::browser::element::Element;
use crate::session::Command;

/// The least and the greatest size that dragging gives, in pixels.
const LEAST_PX: i32 = 18;
const GREATEST_PX: i32 = 900;
/// Room beside the longest text, in pixels.
const PADDING_PX: u32 = 22;

/// What an edge belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// A column, from 0.
    Column(u32),
    /// A row, from 0.
    Row(u32),
}

/// Where dragging began: what is sized, the pointer's place, start and size of the track, in pixels.
#[derive(Clone, Copy, Debug)]
struct Begun {
    track: Heading,
    from_px: i32,
    start_px: u64,
    size_px: u32,
}

/// The drag of an edge. The grid listens for all edges at once, because headings come and go as it scrolls.
#[derive(Clone, Copy, Debug)]
pub struct Resizing {
    begun: RwSignal<Option<Begun>>,
}

impl Default for Resizing {
    fn default() -> Self {
        Self { begun: RwSignal::new(None) }
    }
}

impl Resizing {
    /// The button or finger goes down. This and what follows say whether the event was one of an edge.
    pub fn down(self, grid: GridState, event: &PointerEvent) -> bool {
        let Some((edge, track)) = edge_under(event) else { return false };
        event.stop_propagation();
        let (start_px, size_px) = grid.viewport.with_untracked(|viewport| match track {
            Heading::Column(column) => (viewport.columns.start_px(column), viewport.columns.size_px(column)),
            Heading::Row(row) => (viewport.rows.start_px(row), viewport.rows.size_px(row)),
        });
        self.begun.set(Some(Begun { track, from_px: place(track, event), start_px, size_px }));
        // Without the capture, dragging ends where the pointer leaves the edge, which is no harm.
        let _ = edge.set_pointer_capture(event.pointer_id());
        true
    }

    /// The pointer moves.
    pub fn moved(self, grid: GridState, event: &PointerEvent) -> bool {
        if edge_under(event).is_none() {
            return false;
        }
        event.stop_propagation();
        let guide_px = self.begun.get_untracked().map(|begun| {
            let end_px = begun.start_px.saturating_add(u64::from(begun.size_at(event)));
            match begun.track {
                Heading::Column(_) => (true, end_px.saturating_add(u64::from(HEADINGS_WIDTH_PX))),
                Heading::Row(_) => (false, end_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX))),
            }
        });
        if guide_px != grid.guide_px.get_untracked() {
            grid.guide_px.set(guide_px);
        }
        true
    }

    /// The button or finger goes up.
    pub fn up(self, grid: GridState, event: &PointerEvent) -> bool {
        if edge_under(event).is_none() {
            return false;
        }
        event.stop_propagation();
        let begun = self.begun.get_untracked();
        self.cancel(grid);
        if let Some(begun) = begun.filter(|begun| begun.size_at(event) != begun.size_px) {
            let size_px = begun.size_at(event);
            // While formulas are shown, columns are drawn twice as wide as they are.
            let is_doubled = matches!(begun.track, Heading::Column(_)) && grid.along.shows_formulas.get_untracked();
            set_size(grid, begun.track, if is_doubled { size_px.div_ceil(2) } else { size_px });
        }
        true
    }

    /// Nothing is sized any more.
    pub fn cancel(self, grid: GridState) {
        if self.begun.get_untracked().is_some() {
            self.begun.set(None);
            grid.guide_px.set(None);
        }
    }
}

/// Whether a click is one on an edge, which selects nothing.
pub fn is_of_edge(event: &MouseEvent) -> bool {
    let is_of_edge = edge_under(event).is_some();
    if is_of_edge {
        event.stop_propagation();
    }
    is_of_edge
}

/// A double click on an edge fits the column or row to its texts.
pub fn double_click(grid: GridState, event: &MouseEvent) -> bool {
    let Some((_, track)) = edge_under(event) else { return false };
    event.stop_propagation();
    match track {
        Heading::Column(column) => set_size(grid, track, fitting_width_px(grid, column)),
        Heading::Row(row) => grid.sheet.fit_rows(Block { top: row, left: 0, bottom: row, right: 0 }),
    }
    true
}

impl Begun {
    /// The size that the pointer asks for, in pixels.
    fn size_at(&self, event: &PointerEvent) -> u32 {
        let before_px = px::to_i32(u64::from(self.size_px));
        let wanted_px = before_px.saturating_add(place(self.track, event)).saturating_sub(self.from_px);
        px::to_u32(wanted_px.clamp(LEAST_PX, GREATEST_PX))
    }
}

/// Where the pointer is on the way that the track can be sized, in pixels of the window.
fn place(track: Heading, event: &PointerEvent) -> i32 {
    match track {
        Heading::Column(_) => event.client_x(),
        Heading::Row(_) => event.client_y(),
    }
}

/// The edge that an event is about, and what it belongs to: headings say their place to those who listen.
fn edge_under(event: &MouseEvent) -> Option<(Element, Heading)> {
    let edge = event.target()?.dyn_into::<Element>().ok()?;
    let number = |element: Option<Element>, name: &str| {
        let place = element?.get_attribute(name)?.parse::<u32>().ok()?;
        // Places are told from 1 on, and the first is that of the headings.
        place.checked_sub(2)
    };
    // A part of a picture has classes too, though not as a text.
    let has = |class: &str| edge.class_list().contains(class);
    let track = if has("grid__column-edge") {
        Heading::Column(number(edge.parent_element(), "aria-colindex")?)
    } else if has("grid__row-edge") {
        Heading::Row(number(edge.parent_element()?.parent_element(), "aria-rowindex")?)
    } else {
        return None;
    };
    Some((edge, track))
}

/// The width in which the texts of a column fit.
fn fitting_width_px(grid: GridState, column: u32) -> u32 {
    let (_, bold) = grid.digit_tenths_px.get_untracked();
    let text_px = grid.sheet.widest_text_tenths(column).saturating_mul(bold).div_ceil(100);
    let wanted_px = text_px.saturating_add(PADDING_PX).min(px::to_u32(GREATEST_PX));
    wanted_px.max(px::to_u32(LEAST_PX))
}

impl GridState {
    /// Enters a text as a person types it. A column whose width nobody chose grows for a figure that would not be seen in it, in
    /// the same step of undo.
    ///
    /// # Errors
    /// As for [`SheetView::enter`].
    pub(super) fn enter_wide_enough(self, home: SheetView, at: Place, text: &str) -> Result<(), Refusal> {
        let together = |edit| Command::EditMerged(edit, "wide enough".to_owned());
        let session = home.session();
        session.dispatch(Command::Seal);
        home.enter_as(at, text, together)?;
        if let Some(width_px) = self.wanted_width_px(home, at) {
            let (sheet, column) = (home.id(), at.column);
            self.along.note_grown(sheet, column, width_px);
            session.dispatch(together(Edit::SetColumnWidth { sheet, column, width_px: Some(width_px) }));
        }
        session.dispatch(Command::Seal);
        Ok(())
    }

    /// The width that a column needs for the figure of a cell; nothing where it is seen, or where somebody chose the width.
    fn wanted_width_px(self, home: SheetView, at: Place) -> Option<u32> {
        let own = |workbook: &Workbook| workbook.sheet(home.id())?.column_widths.get(&at.column).copied();
        let own_px = home.session().with(own).flatten();
        let is_chosen = own_px.is_some_and(|own_px| !self.along.has_grown_to(home.id(), at.column, own_px));
        if is_chosen || home.merge_now(at).is_some() {
            return None;
        }
        let face = home.face(at, home.session().language().get_untracked(), None);
        let (plain, bold) = self.digit_tenths_px.get_untracked();
        let digit = if face.is_bold { bold } else { plain }.max(1);
        let room_px = own_px.unwrap_or(COLUMN_WIDTH_PX).saturating_sub(cell_element::PADDING_PX);
        let is_hidden = face.fitted(room_px.saturating_mul(100) / digit).starts_with('#');
        let needed_px = width_in_tenths(&face.text).saturating_mul(digit).div_ceil(100).saturating_add(PADDING_PX);
        (face.is_figure && is_hidden && !face.text.starts_with('#')).then(|| needed_px.min(px::to_u32(GREATEST_PX)))
    }

    /// Gives the columns of a block the widths in which their texts fit.
    pub fn fit_columns(self, block: Block) {
        let block = self.sheet.bounded(block);
        let widths = (block.left..=block.right).map(|column| (column, fitting_width_px(self, column)));
        self.sheet.resize_columns(widths);
    }
}

/// Sets the size of a column or row, and of all wholly selected ones where it is one of them.
fn set_size(grid: GridState, track: Heading, size_px: u32) {
    let block = grid.selection.with_untracked(Selection::block);
    let (columns, rows) = (block.is_whole_columns(), block.is_whole_rows());
    match track {
        Heading::Column(column) => {
            let is_one_of_them = columns && !rows && (block.left..=block.right).contains(&column);
            let all = if is_one_of_them { block.left..=block.right } else { column..=column };
            grid.sheet.resize_columns(all.map(|column| (column, size_px)));
        }
        Heading::Row(row) => {
            let is_one_of_them = rows && !columns && (block.top..=block.bottom).contains(&row);
            let all = if is_one_of_them { block.top..=block.bottom } else { row..=row };
            grid.sheet.resize_rows(all, size_px);
        }
    }
}
