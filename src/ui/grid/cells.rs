//! Rows and cells as elements.

use leptos::prelude::*;
use tandem_core::grid::Place;

use super::conditional::SignView;
use super::note::{choose_button, hidden_title, noted};
use super::px;
use super::resize::{Heading, TrackEdge};
use super::settled::settled;
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};

/// Left and right padding of a cell together, in pixels.
const PADDING_PX: u32 = 15;
/// Room that a shape before a value takes, in pixels.
const SIGN_PX: u32 = 17;

/// The identity of a cell's element, for those who listen.
#[must_use]
pub fn cell_id(at: Place) -> String {
    format!("cell-{}-{}", at.row, at.column)
}

/// One row: its heading, its cells in frozen columns, its cells in sight.
#[component]
pub fn Row(
    /// The grid.
    grid: GridState,
    /// The row, from 0.
    row: u32,
) -> impl IntoView {
    let (start_px, height_px) =
        grid.viewport.with_untracked(|viewport| (viewport.rows.start_px(row), viewport.rows.size_px(row)));
    let frozen = Memo::new(move |_| grid.viewport.with(|viewport| viewport.frozen_columns));
    // A selection changes whole rows of cells at once, so cells ask their row and not the selection.
    let selected = settled(move || {
        grid.selection.with(|selection| {
            let blocks = selection.blocks().filter(|block| (block.top..=block.bottom).contains(&row));
            blocks.map(|block| (block.left, block.right)).collect::<Vec<_>>()
        })
    });
    // The head of a section is a band over the whole row, however few of its cells hold something.
    let is_band = grid.sheet.is_headed(row);
    let hidden = grid.hidden_beside_row(row);
    let cell = move |column: u32, is_frozen: bool| {
        view! { <Cell grid=grid at=Place::new(row, column) is_frozen=is_frozen selected=selected /> }
    };
    view! {
        <div
            class="grid__row"
            class:grid__row--band=move || is_band.get()
            role="row"
            aria-rowindex=row.saturating_add(2).to_string()
            style:top=px::css(start_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX)))
            style:height=px::css(u64::from(height_px))
        >
            <div
                class="grid__row-heading"
                class:grid__row-heading--after-hidden=hidden.before.is_some()
                class:grid__row-heading--before-hidden=hidden.after.is_some()
                title=hidden_title(hidden, Heading::Row(row))
                class:grid__heading--selected=move || selected.with(|spans| !spans.is_empty())
                role="rowheader"
                aria-colindex="1"
            >
                {row.saturating_add(1)} <TrackEdge grid=grid track=Heading::Row(row) />
            </div>
            <For each=move || grid.shown_columns(0..frozen.get()) key=|column| *column children=move |column| cell(column, true) />
            <For each=move || grid.shown_columns(grid.columns.get()) key=|column| *column children=move |column| cell(column, false) />
        </div>
    }
}

/// One cell. It looks at its own value; an edit elsewhere leaves it alone. Its place is fixed: where sizes change, rows
/// are drawn anew.
#[component]
fn Cell(
    /// The grid.
    grid: GridState,
    /// The cell.
    at: Place,
    /// Whether it stands in a frozen column.
    is_frozen: bool,
    /// The selected columns of its row, as first and last.
    selected: RwSignal<Vec<(u32, u32)>>,
) -> impl IntoView {
    let changed = grid.sheet.watch(at);
    let language = grid.sheet.session().language();
    let (start_px, width_px) = grid
        .viewport
        .with_untracked(|viewport| (viewport.columns.start_px(at.column), viewport.columns.size_px(at.column)));
    let left_px = start_px.saturating_add(u64::from(HEADINGS_WIDTH_PX));
    // One function draws all of a cell: on a scroll hundreds of cells come to be at once, and each thing that follows
    // values by itself would cost more than drawing the cell.
    move || {
        changed.track();
        let merge = grid.sheet.merge_at(at);
        if merge.is_some_and(|merge| merge.first() != at) {
            return None;
        }
        let language = language.get();
        let face = grid.sheet.face(at, language, grid.look(at).as_ref());
        let (width_px, height_px) = merge.map_or((width_px, None), |merge| grid.size_of(merge));
        let highlight = face.highlight.as_deref().cloned().unwrap_or_default();
        let sign_px = if highlight.sign.is_some() { SIGN_PX } else { 0 };
        let room_px = width_px.saturating_sub(PADDING_PX).saturating_sub(sign_px);
        let note = grid.sheet.note(at);
        let (plain, bold) = grid.digit_tenths_px.get();
        let digit = if face.is_bold { bold } else { plain };
        let text = face.fitted(room_px.saturating_mul(100) / digit.max(1)).into_owned();
        let title = face.reason.clone().or_else(|| (text != face.text).then(|| face.text.clone()));
        let is_selected =
            selected.with(|spans| spans.iter().any(|(left, right)| (*left..=*right).contains(&at.column)));
        let paint = face.paint.as_deref().cloned().unwrap_or_default();
        let is_right = face.is_right;
        let lead_px = if is_right { 7 } else { sign_px.saturating_add(7) };
        let indent_px = paint.indent_px.map(|indent_px| px::css(u64::from(indent_px.saturating_add(lead_px))));
        Some(view! {
            <div
                id=cell_id(at)
                class=noted(face.class_in(is_frozen), note.as_ref())
                class:cell--merged=merge.is_some()
                role="gridcell"
                aria-colindex=at.column.saturating_add(2).to_string()
                aria-selected=if is_selected { "true" } else { "false" }
                title=note.map(|note| note.text).or(title)
                style:left=px::css(left_px)
                style:width=px::css(u64::from(width_px))
                style:height=height_px.map(|height_px| px::css(u64::from(height_px)))
                style:color=paint.color
                style:background-color=paint.background
                style:background-image=highlight.image
                style:box-shadow=paint.lines
                style:padding-left=indent_px.clone().filter(|_| !is_right)
                style:padding-right=indent_px.filter(|_| is_right)
            >
                {highlight.sign.map(|sign| view! { <SignView sign=sign language=language /> })}
                {(!text.is_empty())
                    .then(|| {
                        let class = if highlight.hides_value { "visually-hidden" } else { "cell__text" };
                        view! { <span class=class>{text}</span> }
                    })}
                {choose_button(grid, at)}
            </div>
        })
    }
}
