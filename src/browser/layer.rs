//! A text drawn as coloured pieces, which follows what is typed at the cost of what changed.

use leptos::prelude::document;
use web_sys::{HtmlElement, Node};

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its letters.
    pub text: String,
    /// The classes of its element.
    pub class: String,
}

/// Makes the children of an element the pieces of a text, where they are those of another text now. A key changes a piece
/// or two, so everything before and after them stays: a formula may have thousands.
pub fn draw(layer: &HtmlElement, before: &[Piece], after: &[Piece]) {
    let same = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let rest = before.len().min(after.len()).saturating_sub(same);
    let same_end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let at = |index: usize| layer.child_nodes().item(u32::try_from(index).unwrap_or(u32::MAX));
    for _ in same..before.len().saturating_sub(same_end) {
        if let Some(gone) = at(same) {
            // A child that was just found can be taken away.
            let _ = layer.remove_child(&gone);
        }
    }
    let next: Option<Node> = at(same);
    for piece in after.iter().take(after.len().saturating_sub(same_end)).skip(same) {
        let Ok(span) = document().create_element("span") else { return };
        span.set_text_content(Some(&piece.text));
        if !piece.class.is_empty() {
            span.set_class_name(&piece.class);
        }
        // The next child is one of this element's, so there is always a place before it.
        let _ = layer.insert_before(&span, next.as_ref());
    }
}

/// Takes all pieces away, as when the element itself is new.
pub fn clear(layer: &HtmlElement) {
    layer.set_text_content(None);
}
