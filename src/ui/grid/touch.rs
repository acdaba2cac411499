//! Fingers on the grid: the two round handles of the selection, and the long press that opens the menu.

use std::time::Duration;

use leptos::prelude::*;
use tandem_core::grid::{Block, Place, Selection};
use tandem_core::text::Text;

use super::marks::Pane;
use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use crate::session::Weight;

/// Side of the place where a finger hits a handle, in pixels. What is seen of it is smaller.
const SIDE_PX: u64 = 44;
/// How far the middle of a handle stays from the headings, in pixels.
const CLEAR_PX: u64 = 9;
/// How long a finger rests before the menu opens.
const LONG_MS: u64 = 550;
/// How far a finger may stray while it rests, in pixels.
const STRAY_PX: u32 = 10;

/// A finger that is down and may stay there.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    from_px: RwSignal<Option<(i32, i32)>>,
    count: RwSignal<u32>,
    was_long: RwSignal<bool>,
}

impl Default for Press {
    fn default() -> Self {
        Self { from_px: RwSignal::new(None), count: RwSignal::new(0), was_long: RwSignal::new(false) }
    }
}

impl Press {
    /// A finger goes down; when it rests, `on_long` runs.
    pub fn begin(self, at_px: (i32, i32), on_long: impl FnOnce() + 'static) {
        self.was_long.set(false);
        self.from_px.set(Some(at_px));
        self.count.update(|count| *count = count.wrapping_add(1));
        let count = self.count.get_untracked();
        set_timeout(
            move || {
                let is_down = self.from_px.try_get_untracked().flatten().is_some();
                if is_down && self.count.try_get_untracked() == Some(count) {
                    self.from_px.set(None);
                    self.was_long.set(true);
                    on_long();
                }
            },
            Duration::from_millis(LONG_MS),
        );
    }

    /// The finger moves; once it has strayed, it does something else than to rest.
    pub fn moved(self, (x_px, y_px): (i32, i32)) {
        let Some((from_x, from_y)) = self.from_px.get_untracked() else { return };
        if x_px.abs_diff(from_x) > STRAY_PX || y_px.abs_diff(from_y) > STRAY_PX {
            self.from_px.set(None);
        }
    }

    /// The finger is gone. Says whether it rested.
    pub fn end(self) -> bool {
        self.from_px.set(None);
        self.was_long.get_untracked()
    }

    /// The browser told of a long press by itself, so nothing is left to wait for.
    pub fn done(self) {
        self.was_long.set(true);
        self.from_px.set(None);
    }

    /// Something else than a finger goes down.
    pub fn forget(self) {
        self.was_long.set(false);
        self.from_px.set(None);
    }

    /// Whether the click that follows belongs to a long press.
    #[must_use]
    pub fn is_spent(self) -> bool {
        self.was_long.get_untracked()
    }
}

impl GridState {
    /// Begins to draw the selection by one of its handles: the other end stays where it is.
    pub fn hold_end(self, is_first: bool) {
        let block = self.selection.with_untracked(Selection::block);
        let (fixed, free) = if is_first { (block.last(), block.first()) } else { (block.first(), block.last()) };
        self.select_in_place(Selection::at(fixed).extended_to(free));
    }

    /// Has the lower handle fill the next time that it is dragged.
    pub fn fill_by_finger(self) {
        const DRAG: Text = Text::new(
            "Drag the square at the lower right of the selection over the cells to fill.",
            "選択範囲の右下にある四角を、入力するセルまでドラッグしてください。",
        );
        self.by_touch.set(true);
        self.fills_by_finger.set(true);
        // It goes by itself, so that it lies over no cell for long.
        self.sheet.session().say(Weight::Done, DRAG.into(), None);
    }

    /// Ends it: typing goes to the first cell again.
    pub fn let_end_go(self) {
        self.select_in_place(Selection::of(self.selection.with_untracked(Selection::block)));
    }
}

/// The handles of the selection in one part of the grid, while fingers are used.
#[component]
pub fn Handles(
    /// The grid.
    grid: GridState,
    /// The part.
    pane: Pane,
) -> impl IntoView {
    let ends = Memo::new(move |_| {
        let block = grid.selection.with(|selection| (selection.blocks().count() == 1).then(|| selection.block()));
        let block = block.filter(|block| grid.by_touch.get() && !block.is_whole_columns() && !block.is_whole_rows());
        let block = block.filter(|_| grid.draft.with(Option::is_none));
        let merged = |block: Block| grid.sheet.merge_at(block.first()).filter(|_| block.is_single()).unwrap_or(block);
        let Some(block) = block.map(merged) else { return [None, None] };
        let corner = |at: Place, is_first: bool| {
            grid.viewport.with(|viewport| {
                let (columns, rows) = (&viewport.columns, &viewport.rows);
                (Pane::of(at, viewport) == pane).then(|| {
                    let x_px = if is_first { columns.start_px(at.column) } else { columns.end_px(at.column) };
                    let y_px = if is_first { rows.start_px(at.row) } else { rows.end_px(at.row) };
                    // At the edge of the sheet, the headings would lie over half of it.
                    (
                        x_px.max(CLEAR_PX).saturating_add(u64::from(HEADINGS_WIDTH_PX)),
                        y_px.max(CLEAR_PX).saturating_add(u64::from(HEADINGS_HEIGHT_PX)),
                    )
                })
            })
        };
        [corner(block.first(), true), corner(block.last(), false)]
    });
    // While a handle is dragged its element stays and only moves: the browser tells the element that was touched of the finger.
    let handle = move |place: usize, class: &'static str| {
        let at = move || ends.with(|ends| ends.get(place).copied().flatten());
        let is_here = Memo::new(move |_| at().is_some());
        view! {
            <Show when=move || is_here.get()>
                <div
                    class=class
                    class:grid__end--fills=move || place == 1 && grid.fills_by_finger.get()
                    style:left=move || px::css(at().map_or(0, |at| at.0.saturating_sub(SIDE_PX / 2)))
                    style:top=move || px::css(at().map_or(0, |at| at.1.saturating_sub(SIDE_PX / 2)))
                ></div>
            </Show>
        }
    };
    view! {
        {handle(0, "grid__end grid__end--first")}
        {handle(1, "grid__end grid__end--last")}
    }
}
