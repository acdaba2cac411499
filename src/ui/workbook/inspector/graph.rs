//! What the active cell reads and what reads it, as a drawing: sources at the left, the cell in the middle, readers at the right.
//!
//! The lists beside it say the same and are reached by keyboard; to those who listen, the drawing is one sentence.

use leptos::prelude::*;

use super::facts::{Facts, Line};
use crate::i18n::fill;
use crate::i18n::workbook::WorkbookMessages;
use crate::ui::grid::GridState;
use crate::ui::workbook::Desk;

/// Nodes of one side that are drawn; the lists have the rest.
const MOST: usize = 6;
/// Sizes of the drawing, in its own units.
const NODE_WIDTH: usize = 84;
const NODE_HEIGHT: usize = 32;
const GAP: usize = 6;
const SIDE: usize = 100;
const WIDTH: usize = 2 * SIDE + NODE_WIDTH;
/// Characters that fit in a node.
const MOST_CHARS: usize = 12;

/// The drawing; nothing where the cell neither reads nor is read.
pub fn graph(
    desk: Desk,
    grid: GridState,
    facts: &Facts,
    texts: &'static WorkbookMessages,
) -> Option<impl IntoView + use<>> {
    let reads = facts.reads.get(..MOST.min(facts.reads.len())).unwrap_or_default();
    let read_by = facts.read_by.get(..MOST.min(facts.read_by.len())).unwrap_or_default();
    let rows = reads.len().max(read_by.len());
    if rows == 0 {
        return None;
    }
    let height = rows * NODE_HEIGHT + (rows - 1) * GAP;
    let middle = height / 2;
    let side = |lines: &[Line], is_left: bool| {
        let x = if is_left { 0 } else { 2 * SIDE };
        let own = lines.len() * NODE_HEIGHT + lines.len().saturating_sub(1) * GAP;
        let first = (height - own) / 2;
        let node = |(place, line): (usize, &Line)| {
            let top = first + place * (NODE_HEIGHT + GAP);
            let y = top + NODE_HEIGHT / 2;
            let edge =
                if is_left { edge(NODE_WIDTH, y, SIDE, middle) } else { edge(SIDE + NODE_WIDTH, middle, 2 * SIDE, y) };
            let area = line.area;
            let class = if line.is_error { "graph__edge graph__edge--error" } else { "graph__edge" };
            view! {
                <path class=class d=edge marker-end="url(#graph-arrow)"></path>
                <g class="graph__node graph__node--far" on:click=move |_| desk.go_to(grid, area)>
                    {node(x, top, &line.reference, &line.value, line.is_error)}
                </g>
            }
        };
        lines.iter().enumerate().map(node).collect_view()
    };
    let own = node(SIDE, middle.saturating_sub(NODE_HEIGHT / 2), &facts.reference, &facts.shown, facts.error.is_some());
    Some(view! {
        <svg
            class="graph"
            viewBox=format!("0 0 {WIDTH} {height}")
            role="img"
            aria-label=sentence(facts, reads, read_by, texts)
        >
            <defs>
                <marker id="graph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
                    <path class="graph__arrow" d="M0 0 8 4 0 8z"></path>
                </marker>
            </defs>
            {side(reads, true)}
            {side(read_by, false)}
            <g class="graph__node graph__node--own">{own}</g>
        </svg>
    })
}

/// A curve from one place to another that leaves and arrives level.
fn edge(x1: usize, y1: usize, x2: usize, y2: usize) -> String {
    let bend = x1.midpoint(x2);
    format!("M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}")
}

fn node(x: usize, y: usize, reference: &str, value: &str, is_error: bool) -> impl IntoView + use<> {
    let sign = if is_error { "⚠ " } else { "" };
    view! {
        <rect class="graph__box" x=x y=y width=NODE_WIDTH height=NODE_HEIGHT rx="5"></rect>
        <text class="graph__reference" x=x + 7 y=y + 13>
            {shortened(reference)}
        </text>
        <text class="graph__value" x=x + 7 y=y + 25>
            {format!("{sign}{}", shortened(value))}
        </text>
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_CHARS {
        return text.to_owned();
    }
    text.chars().take(MOST_CHARS - 1).chain(['…']).collect()
}

fn sentence(facts: &Facts, reads: &[Line], read_by: &[Line], texts: &WorkbookMessages) -> String {
    let told = |sentence: &str, lines: &[Line]| {
        let others = lines.iter().map(|line| line.reference.as_str()).collect::<Vec<_>>().join(", ");
        (!lines.is_empty()).then(|| fill(sentence, &[("cell", &facts.reference), ("others", &others)]))
    };
    [told(texts.graph_reads, reads), told(texts.graph_read_by, read_by)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shortened_by_characters() {
        for (text, expect) in [
            ("B2", "B2"),
            ("123456789012", "123456789012"),
            ("パートナー売上高の合計額です", "パートナー売上高の合計…"),
        ] {
            assert_eq!(shortened(text), expect);
        }
    }
}
