//! One row as elements: its heading, its cells in frozen columns, its cells in sight.

use std::collections::BTreeSet;

use leptos::prelude::*;
use tandem_core::grid::{Place, Selection};

use super::cell_element::{CellElement, Surroundings};
use super::note::hidden_sentence;
use super::overlay::Beside;
use super::px;
use super::resize::Heading;
use super::reuse::{Fate, reuse};
use super::state::{GridState, HEADINGS_HEIGHT_PX};
use crate::browser::raw_element::{RawElement, style_text};

/// The element of a row, which may come to stand for another row.
pub struct RowElement {
    /// The row that it stands for, from 0.
    pub row: u32,
    element: RawElement,
    heading: RawElement,
    number: RawElement,
    heading_class: String,
    title: Option<String>,
    /// What is hidden beside it.
    hidden: Beside,
    is_band: bool,
    cells: Vec<CellElement>,
    /// The selected columns, as first and last.
    spans: Vec<(u32, u32)>,
}

impl RowElement {
    /// An element that stands for no row yet.
    pub fn new() -> Self {
        let (element, heading) = (RawElement::new("div"), RawElement::new("div"));
        let (number, edge) = (RawElement::new("span"), RawElement::new("span"));
        element.set_class("grid__row");
        element.set("role", Some("row"));
        heading.set("role", Some("rowheader"));
        heading.set("aria-colindex", Some("1"));
        edge.set_class("grid__row-edge");
        heading.append(&number);
        heading.append(&edge);
        element.append(&heading);
        Self {
            row: 0,
            element,
            heading,
            number,
            heading_class: String::new(),
            title: None,
            hidden: Beside::default(),
            is_band: false,
            cells: Vec::new(),
            spans: Vec::new(),
        }
    }

    /// The element itself.
    pub const fn element(&self) -> &RawElement {
        &self.element
    }

    /// Has it stand for a row, whether or not it did before.
    pub fn stand_for(&mut self, grid: GridState, row: u32, around: &Surroundings) {
        self.row = row;
        let (start_px, height_px) =
            grid.viewport.with_untracked(|viewport| (viewport.rows.start_px(row), viewport.rows.size_px(row)));
        self.element.set("aria-rowindex", Some(&row.saturating_add(2).to_string()));
        self.element.set_style(&style_text(&[
            ("top", &px::css(start_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX)))),
            ("height", &px::css(u64::from(height_px))),
        ]));
        self.number.set_text(&row.saturating_add(1).to_string());
        self.hidden = grid.hidden_beside_row(row);
        let title = hidden_sentence(self.hidden, Heading::Row(row), around.language.unwrap_or_default());
        if title != self.title {
            self.heading.set("title", title.as_deref());
            self.title = title;
        }
    }

    /// Draws its cells: those whose element stands for another cell now, and those that are to be drawn again.
    pub fn draw(
        &mut self,
        grid: GridState,
        columns: &[u32],
        frozen_columns: u32,
        is_anew: bool,
        again: Option<&BTreeSet<u32>>,
        around: &Surroundings,
    ) {
        let row = self.row;
        let is_headed = |again: &BTreeSet<u32>| again.contains(&0);
        if is_anew || again.is_some_and(is_headed) {
            self.set_band(grid.sheet.is_headed(row));
        }
        let is_same_window = self.cells.iter().map(|cell| &cell.column).eq(columns);
        if is_same_window && !is_anew && again.is_none() {
            return;
        }
        let before = std::mem::take(&mut self.cells);
        let (found, gone) = reuse(before, |cell| cell.column, columns, CellElement::new);
        for cell in gone {
            cell.element().remove();
        }
        let mut previous = Some(self.heading.clone());
        let mut end_px = 0;
        for (column, fate, mut cell) in found {
            let at = Place::new(row, column);
            let is_another = is_anew || fate != Fate::Kept;
            if is_another {
                cell.stand_for(at);
            }
            let is_asked = again.is_some_and(|again| again.contains(&column));
            let came = (is_another || is_asked) && cell.draw(grid, at, column < frozen_columns, around);
            if !cell.is_covered() {
                if came || fate == Fate::Moved {
                    cell.element().put_after(self.element.node(), previous.as_ref());
                }
                end_px = cell.follow(end_px);
                previous = Some(cell.element().clone());
            }
            self.cells.push(cell);
        }
        self.end_texts(grid, frozen_columns, around);
    }

    /// Has texts that go on over blank cells end where something else begins: it lies over them, but what is beyond it does not.
    fn end_texts(&mut self, grid: GridState, frozen_columns: u32, around: &Surroundings) {
        let mut place_px: Option<u64> = None;
        for cell in self.cells.iter_mut().rev() {
            if let Some(end_px) = around.frozen_end_px.filter(|_| cell.column < frozen_columns) {
                place_px = Some(place_px.map_or(end_px, |place_px| place_px.min(end_px)));
            }
            place_px = if cell.is_covered() {
                Some(grid.viewport.with_untracked(|viewport| viewport.columns.start_px(cell.column)))
            } else {
                cell.end_before(place_px)
            };
        }
    }

    /// The head of a section is a band over the whole row, however few of its cells hold something.
    fn set_band(&mut self, is_band: bool) {
        if self.is_band != is_band {
            self.is_band = is_band;
            self.element.set_class(if is_band { "grid__row grid__row--band" } else { "grid__row" });
        }
    }

    /// Says which of its cells are selected.
    pub fn select(&mut self, selection: &Selection) {
        let blocks = selection.blocks().filter(|block| (block.top..=block.bottom).contains(&self.row));
        self.spans = blocks.map(|block| (block.left, block.right)).collect();
        for cell in &mut self.cells {
            let column = cell.column;
            cell.select(self.spans.iter().any(|(left, right)| (*left..=*right).contains(&column)));
        }
        self.name_heading();
    }

    fn name_heading(&mut self) {
        let hidden = self.hidden;
        let mut class = String::from("grid__row-heading");
        for (holds, name) in [
            (hidden.before.is_some(), " grid__row-heading--after-hidden"),
            (hidden.after.is_some(), " grid__row-heading--before-hidden"),
            (!self.spans.is_empty(), " grid__heading--selected"),
        ] {
            if holds {
                class.push_str(name);
            }
        }
        if class != self.heading_class {
            self.heading.set_class(&class);
            self.heading_class = class;
        }
    }
}
