//! The coloured copy of a formula beneath the text area in which it is typed.
//!
//! A text area draws its text in one colour. So a copy with the same measures lies beneath it, and the text area's own
//! letters are transparent while caret, selection and scrolling stay the browser's. While an input method composes, the
//! text area shows its own letters, with the marks of the input method.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use tandem_core::formula::assist::Reading;

use super::editing::Field;
use super::marks::COLOURS;
use super::state::GridState;
use crate::browser::element::on_scroll;
use crate::browser::layer::{Piece, clear, draw};

/// Whether a field's letters are drawn by its mirror.
#[must_use]
pub fn is_coloured(grid: GridState, field: Field) -> bool {
    let editing = grid.editing;
    editing.reading.with(Option::is_some) && !editing.is_composing.get() && editing.field.get() == field
}

/// The copy beneath one of the two text areas. It also gives the field its size.
#[component]
pub fn Mirror(
    /// The grid.
    grid: GridState,
    /// The text area.
    field: Field,
) -> impl IntoView {
    let layer = NodeRef::<Div>::new();
    let editing = grid.editing;
    let element = if field == Field::Cell { grid.editor } else { grid.bar };
    let seen = RwSignal::new(0..usize::MAX);
    // The text area scrolls by itself when the caret leaves its window, and the copy goes along.
    let follow = move || {
        let (Some(element), Some(layer)) = (element.get_untracked(), layer.get_untracked()) else { return };
        layer.set_scroll_top(element.scroll_top());
        let length = editing.reading.with_untracked(|reading| reading.as_ref().map_or(0, |it| it.typed().len()));
        let now = part_in_sight(length, element.scroll_top(), element.client_height(), element.scroll_height());
        if now != seen.get_untracked() {
            seen.set(now);
        }
    };
    let drawn: Rc<RefCell<Option<Vec<Piece>>>> = Rc::default();
    Effect::new(move |_| {
        let Some(layer) = layer.get() else { return };
        let pieces = pieces_of(grid, field, &seen.get());
        let mut drawn = drawn.borrow_mut();
        if drawn.is_none() {
            clear(&layer);
        }
        draw(&layer, drawn.as_deref().unwrap_or(&[]), &pieces);
        *drawn = Some(pieces);
        follow();
    });
    Effect::new(move |_| {
        editing.caret.track();
        follow();
    });
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            on_scroll(&element, follow);
        }
    });
    view! {
        <div
            class="mirror"
            class:mirror--shown=move || is_coloured(grid, field)
            node_ref=layer
            aria-hidden="true"
        ></div>
    }
}

/// The part of a long text around what can be seen of it, in bytes: a key in thousands of pieces would take longer than a
/// frame. Lines are about equally long where a text is broken into many, and the margin covers the rest.
fn part_in_sight(length: usize, top_px: i32, window_px: i32, whole_px: i32) -> Range<usize> {
    const SHORT: usize = 2_000;
    const MARGIN: usize = 700;
    // The part moves in steps, so that few keys draw all of it anew.
    const STEP: usize = 500;
    let px = |px: i32| usize::try_from(px).unwrap_or(0);
    let place = |at_px: usize| length.saturating_mul(at_px).checked_div(px(whole_px));
    let ends = place(px(top_px)).zip(place(px(top_px).saturating_add(px(window_px))));
    let Some((start, end)) = ends.filter(|_| length > SHORT) else { return 0..usize::MAX };
    let step = |place: usize| (place / STEP).saturating_mul(STEP);
    step(start.saturating_sub(MARGIN))..step(end.saturating_add(MARGIN).saturating_add(STEP))
}

fn pieces_of(grid: GridState, field: Field, seen: &Range<usize>) -> Vec<Piece> {
    let editing = grid.editing;
    if is_coloured(grid, field)
        && let Some(reading) = editing.reading.get()
    {
        let mistake = editing.draft.with(|draft| draft.as_ref()?.refusal.as_ref()?.at);
        let mistake = mistake.or_else(|| editing.slip.with(|slip| slip.as_ref()?.at));
        return pieces(&reading, editing.caret_byte(), mistake, seen);
    }
    // The formula bar takes its size from its text only while a person types there.
    if field == Field::Bar && editing.field.get() != Field::Bar {
        return Vec::new();
    }
    let text = editing.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone())).unwrap_or_default();
    vec![Piece { text, class: String::new() }]
}

/// A formula in pieces: references in their colours within the part that is seen, the brackets at the caret, and the place of
/// a mistake, which is counted in characters.
fn pieces(reading: &Reading, caret: Option<usize>, mistake: Option<usize>, seen: &Range<usize>) -> Vec<Piece> {
    let text = reading.typed();
    let brackets = caret.and_then(|caret| reading.brackets_at(caret));
    let lone = brackets.as_ref().is_some_and(|(_, other)| other.is_none());
    let brackets: Vec<_> = brackets.into_iter().flat_map(|(one, other)| [Some(one), other]).flatten().collect();
    let mistake = mistake.map(|at| reading.character(at));
    let mut cuts = vec![0, text.len()];
    let shown = || reading.spots().iter().filter(|spot| spot.span.start < seen.end && seen.start < spot.span.end);
    let spans = shown().map(|spot| &spot.span);
    for span in spans.chain(&brackets).chain(&mistake) {
        cuts.extend([span.start, span.end]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut spots = shown().peekable();
    let mut pieces = Vec::with_capacity(cuts.len());
    for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
        while spots.next_if(|spot| spot.span.end <= *start).is_some() {}
        let mut class = String::new();
        if let Some(spot) = spots.peek().filter(|spot| spot.span.start <= *start) {
            class.push_str(&format!("reference reference--{}", spot.number % COLOURS));
        }
        if brackets.iter().any(|span| span.start == *start) {
            class.push_str(if lone { " bracket bracket--lone" } else { " bracket" });
        }
        if mistake.as_ref().is_some_and(|span| span.start <= *start && *end <= span.end) {
            class.push_str(" slip");
        }
        pieces.push(Piece { text: text.get(*start..*end).unwrap_or("").to_owned(), class });
    }
    // The mistake is that the text ends: what is missing gets a place of its own.
    if mistake.is_some_and(|span| span.is_empty()) {
        pieces.push(Piece { text: "\u{a0}".to_owned(), class: " slip".to_owned() });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::cell::{Area, CellAddress, SheetId};
    use tandem_core::formula::assist::Known;

    struct Nothing;

    impl Known for Nothing {
        fn sheet(&self, _: &str) -> Option<SheetId> {
            None
        }

        fn name(&self, _: &str) -> Option<Area> {
            None
        }
    }

    #[test]
    fn of_a_long_text_the_part_in_sight_is_drawn() {
        for (length, top_px, window_px, whole_px, expect) in [
            (100, 0, 24, 24, 0..usize::MAX),
            (8_000, 0, 240, 1_920, 0..2_000),
            (8_000, 960, 240, 1_920, 3_000..6_000),
            (8_000, 1_680, 240, 1_920, 6_000..9_000),
            (8_000, 0, 0, 0, 0..usize::MAX),
        ] {
            assert_eq!(part_in_sight(length, top_px, window_px, whole_px), expect, "{length} {top_px}");
        }
        let reading = Reading::of("=A1+B2", CellAddress::new(SheetId(0), 9, 9), &Nothing).unwrap();
        let pieces = pieces(&reading, None, None, &(4..9));
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["=A1+", "B2"]);
    }

    #[test]
    fn a_formula_is_cut_into_pieces_that_are_its_text() {
        for (text, caret, mistake, expect) in [
            (
                "=A1+B2*A1",
                None,
                None,
                "=|A1:reference reference--0|+|B2:reference reference--1|*|A1:reference reference--0",
            ),
            ("=(A1)", Some(5), None, "=|(: bracket|A1:reference reference--0|): bracket"),
            ("=(1", Some(2), None, "=|(: bracket bracket--lone|1"),
            ("=1+*2", None, Some(3), "=1+|*: slip|2"),
            ("=1+", None, Some(3), "=1+|\u{a0}: slip"),
            ("=Ａ１＋合", None, None, "=|Ａ１:reference reference--0|＋合"),
        ] {
            let reading = Reading::of(text, CellAddress::new(SheetId(0), 9, 9), &Nothing).unwrap();
            let pieces = pieces(&reading, caret, mistake, &(0..usize::MAX));
            let written = |piece: &Piece| match piece.class.as_str() {
                "" => piece.text.clone(),
                class => format!("{}:{class}", piece.text),
            };
            assert_eq!(pieces.iter().map(written).collect::<Vec<_>>().join("|"), expect, "{text}");
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(whole.trim_end_matches('\u{a0}'), text);
        }
    }
}
