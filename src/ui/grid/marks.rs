//! The frames around selected cells, drawn over the cells in each of the four parts that scroll differently.

use leptos::prelude::*;
use tandem_core::cell::Area;
use tandem_core::grid::{Block, Place, Viewport};

use super::area::block_of;
use super::clipboard::Copied;
use super::px;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};

/// The parts of a grid that scroll differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// Cells that scroll both ways.
    Body,
    /// Frozen rows.
    Top,
    /// Frozen columns.
    Left,
    /// Where frozen rows and columns meet.
    Corner,
}

impl Pane {
    /// The part in which a cell stands.
    #[must_use]
    pub const fn of(at: Place, viewport: &Viewport) -> Self {
        match (at.row < viewport.frozen_rows, at.column < viewport.frozen_columns) {
            (false, false) => Self::Body,
            (true, false) => Self::Top,
            (false, true) => Self::Left,
            (true, true) => Self::Corner,
        }
    }

    /// Its cells; nothing where none are frozen that way.
    fn block(self, viewport: &Viewport) -> Option<Block> {
        let whole = Block {
            top: 0,
            left: 0,
            bottom: viewport.rows.count().checked_sub(1)?,
            right: viewport.columns.count().checked_sub(1)?,
        };
        let frozen_bottom = viewport.frozen_rows.checked_sub(1);
        let frozen_right = viewport.frozen_columns.checked_sub(1);
        let block = match self {
            Self::Body => Block { top: viewport.frozen_rows, left: viewport.frozen_columns, ..whole },
            Self::Top => Block { bottom: frozen_bottom?, left: viewport.frozen_columns, ..whole },
            Self::Left => Block { right: frozen_right?, top: viewport.frozen_rows, ..whole },
            Self::Corner => Block { bottom: frozen_bottom?, right: frozen_right?, ..whole },
        };
        (block.top <= block.bottom && block.left <= block.right).then_some(block)
    }
}

/// Colours that references of a formula take by turns; `reference--0` and so on are their classes.
pub const COLOURS: usize = 7;
/// Frames of references at most: more are not told apart, and each is drawn anew with every key.
const MOST_REFERENCES: usize = 60;

/// A frame over one block, in pixels, with the class that leaves out the sides that lie in another part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    class: String,
    /// What stands at its lower right, where that lies in this part.
    label: Option<String>,
    left_px: u64,
    top_px: u64,
    width_px: u64,
    height_px: u64,
}

impl Mark {
    fn of(block: Block, kind: &str, pane: Pane, viewport: &Viewport) -> Option<Self> {
        let shown = block.intersection(pane.block(viewport)?)?;
        let mut class = format!("grid__mark grid__mark--{kind}");
        let end = Place::new(viewport.rows.count().saturating_sub(1), viewport.columns.count().saturating_sub(1));
        for (is_open, side) in [
            (shown.top != block.top, "top"),
            (shown.left != block.left, "left"),
            (shown.bottom != block.bottom.min(end.row), "bottom"),
            (shown.right != block.right.min(end.column), "right"),
        ] {
            if is_open {
                class.push_str(" grid__mark--open-");
                class.push_str(side);
            }
        }
        let (left_px, right_px) = (viewport.columns.start_px(shown.left), viewport.columns.end_px(shown.right));
        let (top_px, bottom_px) = (viewport.rows.start_px(shown.top), viewport.rows.end_px(shown.bottom));
        Some(Self {
            class,
            label: None,
            left_px: left_px.saturating_add(u64::from(HEADINGS_WIDTH_PX)),
            top_px: top_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX)),
            width_px: right_px.saturating_sub(left_px),
            height_px: bottom_px.saturating_sub(top_px),
        })
    }
}

impl Mark {
    /// The small square at the lower right corner of a frame.
    fn into_handle(self) -> Self {
        const SIDE_PX: u64 = 7;
        Self {
            class: "grid__handle".to_owned(),
            left_px: self.left_px.saturating_add(self.width_px).saturating_sub(SIDE_PX / 2 + 1),
            top_px: self.top_px.saturating_add(self.height_px).saturating_sub(SIDE_PX / 2 + 1),
            width_px: SIDE_PX,
            height_px: SIDE_PX,
            label: None,
        }
    }
}

/// A reference of the formula that is being typed, on this sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Referred {
    block: Block,
    number: usize,
    /// The reference as it was typed.
    text: String,
    is_picked: bool,
}

impl Referred {
    fn mark(&self, pane: Pane, viewport: &Viewport) -> Option<Mark> {
        let kind = if self.is_picked { "picked" } else { "referred" };
        let mut mark = Mark::of(self.block, kind, pane, viewport)?;
        mark.class.push_str(&format!(" reference--{}", self.number % COLOURS));
        // Colour alone tells nobody which reference a frame belongs to.
        let ends_here = !mark.class.contains("--open-bottom") && !mark.class.contains("--open-right");
        mark.label = ends_here.then(|| self.text.clone());
        Some(mark)
    }
}

/// The references of the formula that is being typed whose cells are in sight here.
fn referred(grid: GridState) -> Vec<Referred> {
    let Some(reading) = grid.editing.reading.get() else { return Vec::new() };
    let picked = grid.editing.pick.with(|pick| pick.as_ref().map(|pick| pick.span.clone()));
    let (rows, columns) = (grid.rows.get(), grid.columns.get());
    let (frozen_rows, frozen_columns) = grid.viewport.with(|viewport| (viewport.frozen_rows, viewport.frozen_columns));
    let in_sight = |area: &Area| {
        let is_row = area.top < frozen_rows || area.top < rows.end && area.bottom >= rows.start;
        let is_column = area.left < frozen_columns || area.left < columns.end && area.right >= columns.start;
        is_row && is_column
    };
    let mut found: Vec<Referred> = Vec::new();
    for spot in reading.spots() {
        let is_picked = picked.as_ref().is_some_and(|span| span.start <= spot.span.start && spot.span.end <= span.end);
        if spot.area.sheet != grid.sheet.id() || !in_sight(&spot.area) {
            continue;
        }
        if let Some(known) = found.iter_mut().find(|known| known.number == spot.number) {
            known.is_picked |= is_picked;
            continue;
        }
        if found.len() == MOST_REFERENCES {
            break;
        }
        found.push(Referred {
            block: block_of(spot.area),
            number: spot.number,
            text: reading.typed().get(spot.span.clone()).unwrap_or("").to_owned(),
            is_picked,
        });
    }
    found
}

/// The frames in one part of the grid.
#[component]
pub fn Marks(
    /// The grid.
    grid: GridState,
    /// The part.
    pane: Pane,
) -> impl IntoView {
    let references = Memo::new(move |_| referred(grid));
    let marks = Memo::new(move |_| {
        grid.viewport.with(|viewport| {
            grid.selection.with(|selection| {
                let blocks = selection.blocks().filter(|_| !selection.is_single());
                let ranges = blocks.filter_map(|block| Mark::of(block, "range", pane, viewport));
                let active = grid.sheet.merge_at(selection.active()).unwrap_or_else(|| Block::of(selection.active()));
                let active = Mark::of(active, "active", pane, viewport);
                let revision = grid.sheet.session().revision().get();
                let copied = grid.copied.with(|copied| {
                    let is_here = |area: &Area| area.sheet == grid.sheet.id();
                    let areas = copied.iter().filter(|copied| copied.is_current(revision)).flat_map(Copied::areas);
                    let mark = |area| Mark::of(block_of(area), "copied", pane, viewport);
                    areas.filter(is_here).filter_map(mark).collect::<Vec<_>>()
                });
                let referred = references.with(|references| {
                    references.iter().filter_map(|one| one.mark(pane, viewport)).collect::<Vec<_>>()
                });
                let filling = grid.filling.get().and_then(|block| Mark::of(block, "filling", pane, viewport));
                let handle = (selection.blocks().count() == 1).then(|| selection.block());
                let handle = handle.filter(|block| !block.is_whole_columns() && !block.is_whole_rows());
                let handle = handle.filter(|block| Pane::of(block.last(), viewport) == pane);
                let handle = handle.and_then(|block| Mark::of(Block::of(block.last()), "handle", pane, viewport));
                let marks = ranges
                    .chain(active)
                    .chain(copied)
                    .chain(referred)
                    .chain(filling)
                    .chain(handle.map(Mark::into_handle));
                marks.collect::<Vec<_>>()
            })
        })
    });
    let count = Memo::new(move |_| marks.with(Vec::len));
    // A mark keeps its element while it moves, so that a key costs a change of style and not a new element.
    let mark = move |index: usize| {
        let pick = move || marks.with(|marks| marks.get(index).cloned());
        let mark = Memo::new(move |_| pick());
        let length = move |of: fn(&Mark) -> u64| mark.with(|mark| mark.as_ref().map_or(0, of));
        view! {
            <div
                class=move || mark.with(|mark| mark.as_ref().map(|mark| mark.class.clone()).unwrap_or_default())
                style:left=move || px::css(length(|mark| mark.left_px))
                style:top=move || px::css(length(|mark| mark.top_px))
                style:width=move || px::css(length(|mark| mark.width_px))
                style:height=move || px::css(length(|mark| mark.height_px))
            >
                {move || {
                    let label = mark.with(|mark| mark.as_ref().and_then(|mark| mark.label.clone()));
                    label.map(|label| view! { <span class="grid__label">{label}</span> })
                }}
            </div>
        }
    };
    view! { <For each=move || 0..count.get() key=|index| *index children=mark /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::grid::Tracks;

    #[test]
    fn a_frame_is_cut_where_parts_meet() {
        let viewport = Viewport {
            rows: Tracks::new(10, 20, []),
            columns: Tracks::new(10, 50, []),
            frozen_rows: 2,
            frozen_columns: 1,
            width_px: 500,
            height_px: 300,
        };
        let block = Block { top: 1, left: 0, bottom: 3, right: 2 };
        for (pane, left_px, top_px, width_px, height_px, open) in [
            (Pane::Corner, 0, 20, 50, 20, "open-bottom grid__mark--open-right"),
            (Pane::Top, 50, 20, 100, 20, "open-left grid__mark--open-bottom"),
            (Pane::Left, 0, 40, 50, 40, "open-top grid__mark--open-right"),
            (Pane::Body, 50, 40, 100, 40, "open-top grid__mark--open-left"),
        ] {
            let mark = Mark::of(block, "range", pane, &viewport).unwrap();
            let (x_px, y_px) = (u64::from(HEADINGS_WIDTH_PX), u64::from(HEADINGS_HEIGHT_PX));
            assert_eq!((mark.left_px - x_px, mark.top_px - y_px), (left_px, top_px), "{pane:?}");
            assert_eq!((mark.width_px, mark.height_px), (width_px, height_px), "{pane:?}");
            assert_eq!(mark.class, format!("grid__mark grid__mark--range grid__mark--{open}"));
        }
        assert_eq!(Mark::of(Block::of(Place::new(5, 5)), "active", Pane::Top, &viewport), None);
    }
}
