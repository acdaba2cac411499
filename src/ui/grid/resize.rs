//! The edge of a heading: dragging it sets the width of the column or the height of the row, a double click fits it to its texts.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;
use tandem_core::grid::{Block, Selection};
use wasm_bindgen::JsCast;

use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::browser::element::Element;

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
            set_size(grid, begun.track, begun.size_at(event));
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
