//! Rows and cells as elements. They are made and changed here by hand and not declared: a scroll brings hundreds of cells at
//! once, and what a declared cell needs to follow its values costs more than drawing it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::html::Div;
use leptos::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::grid::Selection;

use super::cell_element::Surroundings;
use super::merging::begun_before;
use super::reuse::{Fate, reuse};
use super::row_element::RowElement;
use super::state::GridState;
use crate::browser::element::Element;
use crate::session::Changed;

/// Which rows are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The frozen ones.
    Frozen,
    /// Those in sight that scroll.
    Scrolling,
}

/// What has to be drawn again.
#[derive(Debug, Default)]
enum Again {
    #[default]
    Nothing,
    /// These columns of these rows.
    Cells(BTreeMap<u32, BTreeSet<u32>>),
    Everything,
}

/// The rows that are on the page.
#[derive(Default)]
struct Rows {
    /// Whether the element in which they stand was taken over: it may have been that of another page's grid.
    is_begun: bool,
    rows: Vec<RowElement>,
    around: Surroundings,
    again: Again,
}

/// The rows of one part, with their cells. An edit has only the cells drawn again that it changed.
#[component]
pub fn RowsOf(
    /// The grid.
    grid: GridState,
    /// The part.
    part: Part,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let drawn = StoredValue::new_local(Rows::default());
    let changed = Trigger::new();
    let session = grid.sheet.session();
    session.follow_cells(move |cells| {
        if drawn.try_update_value(|drawn| drawn.note(grid, cells)) == Some(true) {
            changed.notify();
        }
    });
    let language = session.language();
    let frozen = Memo::new(move |_| grid.viewport.with(|viewport| (viewport.frozen_rows, viewport.frozen_columns)));
    let frozen_end_px = Memo::new(move |_| {
        let is_aside = frozen.get().1 > 0 && grid.offset.with(|offset| offset.x_px > 0);
        is_aside.then(|| grid.viewport.with(|viewport| viewport.columns.start_px(viewport.frozen_columns)))
    });
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        changed.track();
        let around = Surroundings {
            generation: grid.generation.get(),
            language: Some(language.get()),
            digit_tenths_px: grid.digit_tenths_px.get(),
            merges: grid.sheet.merges_followed(),
            shows_formulas: grid.along.shows_formulas.get(),
            frozen_end_px: frozen_end_px.get(),
        };
        let (frozen_rows, frozen_columns) = frozen.get();
        let rows = match part {
            Part::Frozen => 0..frozen_rows,
            Part::Scrolling => grid.rows.get(),
        };
        let columns = grid.columns.get();
        let frozen = (frozen_rows, frozen_columns);
        let (first_rows, first_columns) = begun_before(&around.merges, &rows, &columns, frozen);
        let rows: Vec<u32> = grid.shown_rows(first_rows.into_iter().chain(rows)).collect();
        let columns = (0..frozen_columns).chain(first_columns).chain(columns);
        let columns: Vec<u32> = grid.shown_columns(columns).collect();
        untrack(|| {
            drawn.update_value(|drawn| drawn.draw(grid, &place, &rows, (&columns, frozen_columns), around));
        });
    });
    Effect::new(move |_| {
        grid.selection.with(|selection| drawn.update_value(|drawn| drawn.select(selection)));
    });
    view! { <div role="presentation" node_ref=place></div> }
}

impl Rows {
    /// Notes that cells changed, and says whether any of them is drawn here.
    fn note(&mut self, grid: GridState, cells: Changed<'_>) -> bool {
        let Changed::Cells(cells) = cells else {
            self.again = Again::Everything;
            return true;
        };
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return false };
        let sheet = grid.sheet.id();
        // The first cell of a row says whether it is a heading, even where that cell is out of sight.
        let is_drawn = |at: &&CellAddress| at.sheet == sheet && (first.row..=last.row).contains(&at.row);
        let mut concerned = cells.iter().filter(is_drawn).peekable();
        if concerned.peek().is_none() {
            return false;
        }
        match &mut self.again {
            Again::Everything => {}
            Again::Cells(known) => {
                for at in concerned {
                    known.entry(at.row).or_default().insert(at.column);
                }
            }
            Again::Nothing => {
                let mut known: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
                for at in concerned {
                    known.entry(at.row).or_default().insert(at.column);
                }
                self.again = Again::Cells(known);
            }
        }
        true
    }

    /// Brings the elements to what is to be seen now.
    fn draw(
        &mut self,
        grid: GridState,
        place: &Element,
        rows: &[u32],
        (columns, frozen_columns): (&[u32], u32),
        around: Surroundings,
    ) {
        if !std::mem::replace(&mut self.is_begun, true) {
            place.set_text_content(None);
        }
        let again = std::mem::take(&mut self.again);
        let is_anew = around != self.around || matches!(again, Again::Everything);
        self.around = around;
        let none = BTreeMap::new();
        let cells = if let Again::Cells(cells) = &again { cells } else { &none };
        let (found, gone) = reuse(std::mem::take(&mut self.rows), |row| row.row, rows, RowElement::new);
        for row in gone {
            row.element().remove();
        }
        let mut previous = None;
        grid.selection.with_untracked(|selection| {
            for (number, fate, mut row) in found {
                let is_another = is_anew || fate != Fate::Kept;
                if is_another {
                    row.stand_for(grid, number, &self.around);
                }
                row.draw(grid, columns, frozen_columns, is_another, cells.get(&number), &self.around);
                row.select(selection);
                if fate == Fate::Moved {
                    row.element().put_after(place, previous.as_ref());
                }
                previous = Some(row.element().clone());
                self.rows.push(row);
            }
        });
    }

    fn select(&mut self, selection: &Selection) {
        for row in &mut self.rows {
            row.select(selection);
        }
    }
}
