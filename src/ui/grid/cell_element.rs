//! One cell as an element. What it shows is worked out as plain data, and only what differs is written to the page.

use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use tandem_core::grid::{Block, Place};
use tandem_core::text::Language;

use super::condition_icon::Sign;
use super::conditional::SignView;
use super::draft::width_in_tenths;
use super::face::Face;
use super::note::{ChooseMark, noted};
use super::overlay::Chooser;
use super::px;
use super::state::{GridState, HEADINGS_WIDTH_PX};
use crate::browser::raw_element::{RawElement, style_text};

/// Left and right padding of a cell together, in pixels.
pub const PADDING_PX: u32 = 15;
/// Room that a shape before a value takes, in pixels.
pub const SIGN_PX: u32 = 17;
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
    /// Whether formulas are shown instead of what they compute.
    pub shows_formulas: bool,
    /// Where the frozen columns end while others are scrolled away behind them, in pixels from the first column.
    pub frozen_end_px: Option<u64>,
}

/// What an element of a cell shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Drawn {
    class: String,
    /// Where it begins, in pixels from the first column.
    start_px: u64,
    width_px: u32,
    /// Whether it lies over a text that comes from before it.
    covers: bool,
    /// How far its text may reach if nothing cuts it, in pixels from the first column: no less than it does.
    reach_px: u64,
    /// Its own properties of style, but for the gap before it and where its text is cut.
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
        let formula = around.shows_formulas.then(|| grid.sheet.formula(at)).flatten();
        let face = match formula {
            Some(formula) => face.as_formula(formula),
            None => face,
        };
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
        let reach_px = start_px.saturating_add(u64::from(reach_px(&text, digit)));
        let note = grid.sheet.note(at);
        let mut class = noted(face.class_in(is_frozen), note.as_ref());
        if merge.is_some() {
            class.push_str(" cell--merged");
        }
        if chooser != Chooser::Nothing {
            class.push_str(" cell--chooses");
        }
        if is_short_figure(&text, &face) {
            class.push_str(" cell--fits");
        }
        let mut style = style_text(&[("width", &px::css(u64::from(width_px)))]);
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                style.push_str(&style_text(&[(name, value)]));
            }
        };
        // What is frozen stays at this place of the window; all the rest follows the cell before it.
        let left_px = start_px.saturating_add(u64::from(HEADINGS_WIDTH_PX));
        add("left", is_frozen.then(|| px::css(left_px)).as_deref());
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
            start_px,
            width_px,
            // As in the style sheet.
            covers: merge.is_some() || face.class.contains(" cell--filled") || face.class.contains(" cell--input"),
            reach_px,
            style,
            text,
            hides_text: highlight.is_some_and(|highlight| highlight.hides_value),
            title,
            sign,
            chooser,
            language: sign.map(|_| language),
        })
    }

    /// Where it ends, in pixels from the first column.
    fn end_px(&self) -> u64 {
        self.start_px.saturating_add(u64::from(self.width_px))
    }

    /// Whether it holds more than a text.
    fn has_more(&self) -> bool {
        self.sign.is_some() || self.chooser != Chooser::Nothing
    }
}

/// Whether a text was fitted into its cell by the width of its digits, which are measured: of other letters the width is only
/// supposed, and what is too wide must be cut.
fn is_short_figure(text: &str, face: &Face) -> bool {
    let is_measured = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-');
    face.is_figure && text.bytes().all(is_measured)
}

/// How wide a text may be, in pixels, with the width of a digit in tenths of one. Its letters may be wider than is supposed.
fn reach_px(text: &str, digit_tenths_px: u32) -> u32 {
    width_in_tenths(text).saturating_mul(digit_tenths_px) / 70
}

/// The element of a cell, which may come to stand for another cell.
pub struct CellElement {
    /// The column that it stands for, from 0.
    pub column: u32,
    element: RawElement,
    text: Option<RawElement>,
    more: Option<(AnyViewState, AnyViewState)>,
    drawn: Drawn,
    /// Whether its style on the page is that of before.
    is_style_old: bool,
    /// The gap before it, in pixels.
    gap_px: u64,
    /// How many pixels after its end its text is cut, where it is.
    cut_px: Option<u64>,
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
            // Of no cell.
            column: u32::MAX,
            element,
            text: None,
            more: None,
            drawn: Drawn::default(),
            is_style_old: true,
            gap_px: 0,
            cut_px: None,
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
        self.element.set_id(&cell_id(at));
        if std::mem::replace(&mut self.column, at.column) != at.column {
            self.element.set("aria-colindex", Some(&at.column.saturating_add(2).to_string()));
        }
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
        self.is_style_old |= now.style != before.style;
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

    /// Has it stand where its cell begins, after one that ends at so many pixels from the first column, and gives its own end.
    pub fn follow(&mut self, end_px: u64) -> u64 {
        let gap_px = self.drawn.start_px.saturating_sub(end_px);
        self.is_style_old |= std::mem::replace(&mut self.gap_px, gap_px) != gap_px;
        self.drawn.end_px()
    }

    /// Has its text end before a place in pixels from the first column, if it goes on so far; `None` lets it go on. Gives where
    /// that of a cell before it has to end.
    pub fn end_before(&mut self, place_px: Option<u64>) -> Option<u64> {
        let end_px = self.drawn.end_px();
        let cut_px = place_px.filter(|place_px| self.drawn.reach_px > *place_px && self.drawn.reach_px > end_px);
        let cut_px = cut_px.map(|place_px| place_px.saturating_sub(end_px));
        self.is_style_old |= std::mem::replace(&mut self.cut_px, cut_px) != cut_px;
        if std::mem::take(&mut self.is_style_old) {
            self.write_style();
        }
        if self.drawn.covers { Some(self.drawn.start_px) } else { place_px }
    }

    fn write_style(&self) {
        let mut style = self.drawn.style.clone();
        if self.gap_px > 0 {
            style.push_str(&style_text(&[("margin-left", &px::css(self.gap_px))]));
        }
        if let Some(cut_px) = self.cut_px {
            style.push_str(&style_text(&[("clip-path", &format!("inset(0 -{} 0 0)", px::css(cut_px)))]));
        }
        self.element.set_style(&style);
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
