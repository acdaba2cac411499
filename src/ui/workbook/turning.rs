//! Going to another page while a formula is typed, to point at cells there, and coming back.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use tandem_core::workbook::PageId;
use wasm_bindgen::JsCast;

use super::Desk;
use crate::browser::element::Element;
use crate::route::{Route, View};
use crate::session::Command;
use crate::ui::grid::{GridState, Wanted};

/// Shows the page that typing asks for.
pub fn follow(desk: Desk, grid: GridState, page: &PageId) {
    let page = page.clone();
    Effect::new(move |_| {
        let Some(wanted) = grid.editing.wanted.get() else { return };
        grid.editing.wanted.set(None);
        let route = desk.session.with(|workbook| {
            let pages = workbook.pages();
            let here = pages.iter().position(|known| known.id == page)?;
            let next = match wanted {
                Wanted::Sheet(sheet) => workbook.page_of(sheet),
                Wanted::Next => pages.get(here.checked_add(1)?),
                Wanted::Previous => pages.get(here.checked_sub(1)?),
            };
            Some(Route::page(workbook.id(), Some(next?.id.as_str()), View::Workbook))
        });
        if let Some(route) = route.flatten() {
            grid.editing.is_turning.set_value(true);
            desk.session.dispatch(Command::Go(route));
        }
    });
}

/// The mouse goes down on a tab while a formula waits for a reference: the keyboard stays with the formula.
pub fn keep_typing(grid: GridState, event: &MouseEvent) {
    if grid.is_editing() && grid.can_point() && other_tab(event) {
        event.prevent_default();
    }
}

/// A tab is clicked: the formula goes on there where it waits for a reference.
pub fn by_tab(grid: GridState, event: &MouseEvent) {
    if grid.is_editing() && grid.can_point() && other_tab(event) {
        grid.editing.is_turning.set_value(true);
    }
}

/// Whether an event is about the tab of another page.
fn other_tab(event: &MouseEvent) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.and_then(|target| target.closest("a.pages__tab:not([aria-current])").ok().flatten()).is_some()
}
