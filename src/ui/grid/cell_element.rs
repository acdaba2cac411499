//! One cell as an element. What it shows is worked out as plain data, and only what differs is written to the page.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use tandem_core::grid::{Block, Place};
use tandem_core::text::Language;

use super::condition_icon::Sign;
use super::conditional::SignView;
use super::note::{ChooseMark, noted};
use super::overlay::Chooser;
use super::px;
use super::state::{GridState, HEADINGS_WIDTH_PX};
use crate::browser::raw_element::{RawElement, style_text};

/// Left and right padding of a cell together, in pixels.
const PADDING_PX: u32 = 15;
/// Room that a shape before a value takes, in pixels.
const SIGN_PX: u32 = 17;
/// Width of the button at which something is chosen, beyond the padding that every cell has.
const CHOOSER_PX: u32 = 17;

/// The identity of a cell's element, for those who listen.
#[must_use]
pub fn cell_id(at: Place) -> String {
    format!("cell-{}-{}", at.row, at.column)
}

/// The place of a cell whose element has an identity.
#[must_use]
pub fn place_of(id: &str) -> Option<Place> {
    let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
    Some(Place::new(row.parse().ok()?, column.parse().ok()?))
}

/// What the looks of all cells depend on beside the cells themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Counts the changes of sizes and frozen parts.
    pub generation: u32,
    /// The language of the interface.
    pub language: Option<Language>,
    /// Width of a digit, plain and bold, in tenths of a pixel.
    pub digit_tenths_px: (u32, u32),
    /// The merged areas.
    pub merges: Vec<Block>,
}

/// What an element of a cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Drawn {
    class: String,
    style: String,
    text: String,
    hides_text: bool,
    title: Option<String>,
    sign: Option<Sign>,
    chooser: Chooser,
    language: Option<Language>,
}

impl Drawn {
    /// How a cell is to be drawn now; nothing where a merged cell lies over it.
    fn of(grid: GridState, at: Place, is_frozen: bool, around: &Surroundings) -> Option<Self> {
        let merge = around.merges.iter().find(|merge| merge.contains(at)).copied();
        if merge.is_some_and(|merge| merge.first() != at) {
            return None;
        }
        let language = around.language.unwrap_or_default();
        let (start_px, own_width_px) = grid
            .viewport
            .with_untracked(|viewport| (viewport.columns.start_px(at.column), viewport.columns.size_px(at.column)));
        let face = grid.sheet.face(at, language, grid.look(at).as_ref());
        let (width_px, height_px) = merge.map_or((own_width_px, None), |merge| grid.size_of(merge));
        let highlight = face.highlight.as_deref();
        let sign = highlight.and_then(|highlight| highlight.sign);
        let sign_px = if sign.is_some() { SIGN_PX } else { 0 };
        let chooser = grid.sheet.chooser(at);
        let chooser_px = if chooser == Chooser::Nothing { 0 } else { CHOOSER_PX };
        let room_px = width_px.saturating_sub(PADDING_PX).saturating_sub(sign_px).saturating_sub(chooser_px);
        let (plain, bold) = around.digit_tenths_px;
        let digit = if face.is_bold { bold } else { plain };
        let text = face.fitted(room_px.saturating_mul(100) / digit.max(1)).into_owned();
        let note = grid.sheet.note(at);
        let mut class = noted(face.class_in(is_frozen), note.as_ref());
        if merge.is_some() {
            class.push_str(" cell--merged");
        }
        if chooser != Chooser::Nothing {
            class.push_str(" cell--chooses");
        }
        let mut style = style_text(&[
            ("left", &px::css(start_px.saturating_add(u64::from(HEADINGS_WIDTH_PX)))),
            ("width", &px::css(u64::from(width_px))),
        ]);
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                style.push_str(&style_text(&[(name, value)]));
            }
        };
        add("height", height_px.map(|height_px| px::css(u64::from(height_px))).as_deref());
        add("background-image", highlight.and_then(|highlight| highlight.image.as_deref()));
        if let Some(paint) = face.paint.as_deref() {
            add("color", paint.color.as_deref());
            add("background-color", paint.background.as_deref());
            add("box-shadow", paint.lines.as_deref());
            let lead_px = if face.is_right { 7 } else { sign_px.saturating_add(7) };
            let side = if face.is_right { "padding-right" } else { "padding-left" };
            let indent = paint.indent_px.map(|indent_px| px::css(u64::from(indent_px.saturating_add(lead_px))));
            add(side, indent.as_deref());
        }
        let title = note.map(|note| note.text).or_else(|| face.reason.clone());
        let title = title.or_else(|| (text != face.text).then(|| face.text.clone()));
        Some(Self {
            class,
            style,
            text,
            hides_text: highlight.is_some_and(|highlight| highlight.hides_value),
            title,
            sign,
            chooser,
            language: sign.map(|_| language),
        })
    }

    /// Whether it holds more than a text.
    fn has_more(&self) -> bool {
        self.sign.is_some() || self.chooser != Chooser::Nothing
    }
}

/// The element of a cell, which may come to stand for another cell.
pub struct CellElement {
    /// The column that it stands for, from 0.
    pub column: u32,
    element: RawElement,
    text: Option<RawElement>,
    more: Option<(AnyViewState, AnyViewState)>,
    drawn: Drawn,
    is_selected: bool,
    is_covered: bool,
}

impl CellElement {
    /// An element that stands for no cell yet.
    pub fn new() -> Self {
        let element = RawElement::new("div");
        element.set("role", Some("gridcell"));
        element.set("aria-selected", Some("false"));
        Self {
            column: 0,
            element,
            text: None,
            more: None,
            drawn: Drawn::default(),
            is_selected: false,
            is_covered: false,
        }
    }

    /// The element itself.
    pub const fn element(&self) -> &RawElement {
        &self.element
    }

    /// Whether a merged cell lies over it, so that it is not on the page.
    pub const fn is_covered(&self) -> bool {
        self.is_covered
    }

    /// Has it stand for a cell, whether or not it did before.
    pub fn stand_for(&mut self, at: Place) {
        self.column = at.column;
        self.element.set_id(&cell_id(at));
        self.element.set("aria-colindex", Some(&at.column.saturating_add(2).to_string()));
    }

    /// Draws the cell as it is now. Says whether it came to the page or left it.
    pub fn draw(&mut self, grid: GridState, at: Place, is_frozen: bool, around: &Surroundings) -> bool {
        let Some(now) = Drawn::of(grid, at, is_frozen, around) else {
            let was_shown = !self.is_covered;
            self.is_covered = true;
            self.element.remove();
            return was_shown;
        };
        let was_covered = std::mem::take(&mut self.is_covered);
        let before = std::mem::replace(&mut self.drawn, now);
        let now = &self.drawn;
        if now.class != before.class {
            self.element.set_class(&now.class);
        }
        if now.style != before.style {
            self.element.set_style(&now.style);
        }
        if now.title != before.title {
            self.element.set("title", now.title.as_deref());
        }
        let is_same_kind = now.hides_text == before.hides_text && now.text.is_empty() == before.text.is_empty();
        let is_plain = !now.has_more() && !before.has_more();
        match self.text.as_ref().filter(|_| is_plain && is_same_kind) {
            Some(text) if now.text != before.text => text.set_text(&now.text),
            Some(_) => {}
            None if *now != before => self.fill(),
            None => {}
        }
        was_covered
    }

    /// Makes anew what stands in the element.
    fn fill(&mut self) {
        if let Some((mut sign, mut chooser)) = self.more.take() {
            sign.unmount();
            chooser.unmount();
        }
        if let Some(text) = self.text.take() {
            text.remove();
        }
        let now = &self.drawn;
        if !now.text.is_empty() {
            let text = RawElement::new("span");
            text.set_class(if now.hides_text { "visually-hidden" } else { "cell__text" });
            text.set_text(&now.text);
            self.element.append(&text);
            self.text = Some(text);
        }
        if now.has_more() {
            let language = now.language.unwrap_or_default();
            let sign = now.sign.map(|sign| view! { <SignView sign=sign language=language /> });
            let chooser = now.chooser;
            let mut sign = sign.into_any().build();
            let mut chooser = view! { <ChooseMark chooser=chooser /> }.into_any().build();
            sign.mount(self.element.inner(), self.text.as_ref().map(RawElement::node));
            chooser.mount(self.element.inner(), None);
            self.more = Some((sign, chooser));
        }
    }

    /// Says whether the cell is selected.
    pub fn select(&mut self, is_selected: bool) {
        if self.is_selected != is_selected {
            self.is_selected = is_selected;
            self.element.set("aria-selected", Some(if is_selected { "true" } else { "false" }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_the_identity_of_its_element() {
        for (row, column) in [(0, 0), (99_999, 49)] {
            let at = Place::new(row, column);
            assert_eq!(place_of(&cell_id(at)), Some(at));
        }
        for id in ["", "cell-1", "cell-1-x", "completion"] {
            assert_eq!(place_of(id), None, "{id}");
        }
    }
}
