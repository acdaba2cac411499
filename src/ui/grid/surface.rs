//! The element that scrolls, and what lies in it.

use leptos::html::{Div, Span};
use leptos::prelude::*;

use super::cells::{Part, RowsOf};
use super::editor::Editor;
use super::headings::ColumnHeadings;
use super::marks::{Marks, Pane};
use super::note::{self, NoteCard};
use super::pointer;
use super::px;
use super::resize::{self, Resizing};
use super::state::{GridState, HEADINGS_HEIGHT_PX, HEADINGS_WIDTH_PX};
use super::touch::Handles;
use crate::browser::element::on_resize;

/// One grid.
#[component]
pub fn Surface(
    /// The grid.
    grid: GridState,
    /// What the grid is called, for those who listen.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let total = Memo::new(move |_| {
        grid.viewport.with(|viewport| {
            let width_px = viewport.columns.total_px().saturating_add(u64::from(HEADINGS_WIDTH_PX));
            let height_px = viewport.rows.total_px().saturating_add(u64::from(HEADINGS_HEIGHT_PX));
            (width_px, height_px)
        })
    });
    let counts = Memo::new(move |_| {
        grid.viewport
            .with(|viewport| (viewport.rows.count().saturating_add(1), viewport.columns.count().saturating_add(1)))
    });
    watch_size(grid.scroller, grid);
    let drag = pointer::Drag::default();
    let resizing = Resizing::default();
    view! {
        <div
            class="grid"
            data-part="sheet"
            node_ref=grid.scroller
            on:scroll=move |_| grid.read_offset()
            on:pointerdown=move |event| {
                if !resizing.down(grid, &event) {
                    pointer::down(grid, drag, &event);
                }
            }
            on:pointermove=move |event| {
                if !resizing.moved(grid, &event) {
                    pointer::moved(grid, drag, &event);
                }
            }
            class:grid--touch=move || grid.by_touch.get()
            class:grid--carry=move || grid.on_border.get()
            on:pointerup=move |event| {
                if !resizing.up(grid, &event) {
                    drag.end(grid, &event);
                }
            }
            on:touchend=move |event| pointer::lift(drag, &event)
            on:pointercancel=move |_| {
                resizing.cancel(grid);
                drag.cancel(grid);
            }
            on:keydown:capture=move |event| pointer::key(grid, drag, &event)
            on:contextmenu=move |event| pointer::menu(grid, drag, &event)
            on:mousedown=move |event| pointer::keep_focus(grid, &event)
            on:click=move |event| {
                if !resize::is_of_edge(&event) && !note::choose(grid, &event) {
                    pointer::click(grid, drag, &event);
                }
            }
            on:dblclick=move |event| {
                if !resize::double_click(grid, &event) {
                    pointer::double_click(grid, &event);
                }
            }
        >
            <div
                class="grid__space"
                style:width=move || px::css(total.get().0)
                style:height=move || px::css(total.get().1)
            >
                <Ruler grid=grid />
                <Lines grid=grid />
                <div
                    id="grid"
                    class="grid__table"
                    role="grid"
                    aria-label=label
                    aria-multiselectable="true"
                    aria-rowcount=move || counts.get().0.to_string()
                    aria-colcount=move || counts.get().1.to_string()
                >
                    <Head grid=grid />
                    <Body grid=grid />
                </div>
                <Marks grid=grid pane=Pane::Body />
                <Handles grid=grid pane=Pane::Body />
                <div class="grid__left-marks">
                    <Marks grid=grid pane=Pane::Left />
                    <Handles grid=grid pane=Pane::Left />
                </div>
                <Show when=move || grid.guide_px.get().is_some()>
                    <div
                        class="grid__guide"
                        class:grid__guide--row=move || grid.guide_px.get().is_some_and(|(is_column, _)| !is_column)
                        style:left=move || grid.guide_px.get().filter(|guide| guide.0).map(|(_, at_px)| px::css(at_px))
                        style:top=move || grid.guide_px.get().filter(|guide| !guide.0).map(|(_, at_px)| px::css(at_px))
                    ></div>
                </Show>
                <NoteCard grid=grid />
                <Editor grid=grid />
            </div>
        </div>
    }
}

/// Measures the width of digits in the fonts that the reader has.
#[component]
fn Ruler(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    // Ten digits each, so that the width of the element in pixels is the width of one digit in tenths.
    const DIGITS: &str = "0000000000";
    let (plain, bold) = (NodeRef::<Span>::new(), NodeRef::<Span>::new());
    Effect::new(move |_| {
        let width = |span: NodeRef<Span>| span.get().map_or(0, |span| px::to_u32(span.offset_width()));
        let measured = (width(plain), width(bold));
        if measured.0 > 0 && measured.1 > 0 {
            grid.digit_tenths_px.set(measured);
        }
    });
    view! {
        <div class="grid__ruler" aria-hidden="true">
            <span node_ref=plain class="grid__digits">
                {DIGITS}
            </span>
            <span node_ref=bold class="grid__digits grid__digits--bold">
                {DIGITS}
            </span>
        </div>
    }
}

/// The lines between columns. They lie under the rows, so that a text that goes on over blank cells covers them.
#[component]
fn Lines(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let line = move |(column, _): (u32, u32)| {
        let end_px = grid.viewport.with_untracked(|viewport| viewport.columns.end_px(column));
        let left_px = end_px.saturating_add(u64::from(HEADINGS_WIDTH_PX)).saturating_sub(1);
        view! { <div class="grid__line" style:left=px::css(left_px)></div> }
    };
    view! { <For each=move || grid.in_generation(grid.shown_columns(grid.columns.get())) key=|column| *column children=line /> }
}

/// The headings of columns and the frozen rows.
#[component]
fn Head(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let frozen = Memo::new(move |_| grid.viewport.with(|viewport| viewport.frozen_rows));
    let height = Memo::new(move |_| {
        let frozen_px = grid.viewport.with(|viewport| viewport.rows.start_px(viewport.frozen_rows));
        frozen_px.saturating_add(u64::from(HEADINGS_HEIGHT_PX))
    });
    view! {
        <div
            class="grid__head"
            class:grid__head--frozen=move || frozen.get() != 0
            role="rowgroup"
            style:height=move || px::css(height.get())
        >
            <ColumnHeadings grid=grid />
            <RowsOf grid=grid part=Part::Frozen />
            <div class="grid__marks" role="presentation">
                <Marks grid=grid pane=Pane::Top />
                <Handles grid=grid pane=Pane::Top />
            </div>
            <div class="grid__left-marks" role="presentation">
                <Marks grid=grid pane=Pane::Corner />
                <Handles grid=grid pane=Pane::Corner />
            </div>
        </div>
    }
}

/// The rows in sight that scroll.
#[component]
fn Body(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    view! {
        <div role="rowgroup">
            <RowsOf grid=grid part=Part::Scrolling />
        </div>
    }
}

/// Follows the size of the element for as long as the grid is on the page.
fn watch_size(scroller: NodeRef<Div>, grid: GridState) {
    Effect::new(move |_| {
        let Some(element) = scroller.get() else { return };
        grid.read_size();
        on_resize(&element, move || {
            if grid.scroller.try_get_untracked().flatten().is_some() {
                grid.read_size();
            }
        });
    });
}
