//! The letters over the columns.

use leptos::prelude::*;
use tandem_core::cell::column_name;

use super::note::hidden_sentence;
use super::px;
use super::resize::Heading;
use super::settled::settled;
use super::state::{GridState, HEADINGS_WIDTH_PX};
use crate::i18n::use_language;

/// The row of column headings, with the corner that selects everything.
#[component]
pub fn ColumnHeadings(
    /// The grid.
    grid: GridState,
) -> impl IntoView {
    let frozen = Memo::new(move |_| grid.viewport.with(|viewport| viewport.frozen_columns));
    let selected = settled(move || {
        grid.selection.with(|selection| selection.blocks().map(|block| (block.left, block.right)).collect::<Vec<_>>())
    });
    let language = use_language();
    let heading = move |column: u32, is_frozen: bool| {
        let (start_px, width_px) = grid
            .viewport
            .with_untracked(|viewport| (viewport.columns.start_px(column), viewport.columns.size_px(column)));
        let hidden = grid.hidden_beside_column(column);
        let is_selected =
            move || selected.with(|spans| spans.iter().any(|(left, right)| (*left..=*right).contains(&column)));
        view! {
            <div
                class="grid__column-heading"
                class:grid__column-heading--frozen=is_frozen
                class:grid__heading--selected=is_selected
                class:grid__column-heading--after-hidden=hidden.before.is_some()
                class:grid__column-heading--before-hidden=hidden.after.is_some()
                title=move || hidden_sentence(hidden, Heading::Column(column), language.get())
                role="columnheader"
                aria-colindex=column.saturating_add(2).to_string()
                style:left=px::css(start_px.saturating_add(u64::from(HEADINGS_WIDTH_PX)))
                style:width=px::css(u64::from(width_px))
            >
                {column_name(column)} <span class="grid__column-edge"></span>
            </div>
        }
    };
    view! {
        <div class="grid__column-headings" role="row" aria-rowindex="1">
            <div class="grid__corner" role="columnheader" aria-colindex="1">
                <span class="visually-hidden">{crate::i18n::t(|m| m.workbook.row_numbers)}</span>
            </div>
            <For
                each=move || grid.in_generation(grid.shown_columns(0..frozen.get()))
                key=|column| *column
                children=move |(column, _)| heading(column, true)
            />
            <For
                each=move || grid.in_generation(grid.shown_columns(grid.columns.get()))
                key=|column| *column
                children=move |(column, _)| heading(column, false)
            />
        </div>
    }
}
