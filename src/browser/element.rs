//! Elements of the page as views need them beyond what a view can declare: following a size, taking the focus.

use leptos::prelude::{StoredValue, WithValue, on_cleanup};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// Calls back whenever the element's size has changed, until the owner of the calling effect is gone.
pub fn on_resize(element: &Element, callback: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(callback);
    let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, callback));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// Whether an event is of a dialog that is on the page and closed.
#[must_use]
pub fn is_closed_dialog(event: &web_sys::Event) -> bool {
    let dialog = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
    dialog.is_some_and(|dialog| dialog.is_connected() && !dialog.open())
}

/// Whether an element has the focus.
#[must_use]
pub fn is_focused(element: &HtmlElement) -> bool {
    leptos::prelude::document().active_element().is_some_and(|active| active.is_same_node(Some(element)))
}

/// Calls back whenever the element is scrolled, until the owner of the calling effect is gone.
pub fn on_scroll(element: &Element, callback: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(callback);
    if element.add_event_listener_with_callback("scroll", callback.as_ref().unchecked_ref()).is_err() {
        return;
    }
    let kept = StoredValue::new_local((element.clone(), callback));
    on_cleanup(move || {
        kept.try_with_value(|(element, callback)| {
            // What was added can be removed.
            let _ = element.remove_event_listener_with_callback("scroll", callback.as_ref().unchecked_ref());
        });
    });
}

/// The own size of the picture that an event tells of, in pixels; nothing for one without a size of its own.
#[must_use]
pub fn image_size_px(event: &web_sys::Event) -> Option<(u32, u32)> {
    let image: web_sys::HtmlImageElement = event.target()?.dyn_into().ok()?;
    let size = (image.natural_width(), image.natural_height());
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Where an element stands in the window, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// Its left edge.
    pub left_px: i32,
    /// Its upper edge.
    pub top_px: i32,
    /// Its lower edge.
    pub bottom_px: i32,
}

/// Where an element stands in the window.
#[must_use]
pub fn edges(element: &Element) -> Edges {
    let corner = element.get_bounding_client_rect();
    Edges { left_px: whole(corner.left()), top_px: whole(corner.top()), bottom_px: whole(corner.bottom()) }
}

#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates, and places in a window are small")]
const fn whole(px: f64) -> i32 {
    px.round() as i32
}

/// How much height an element takes, in whole pixels, the last begun one included.
#[must_use]
pub fn outer_height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height().ceil()
}

/// Whether an event came from an element or from what stands in it.
#[must_use]
pub fn is_from(event: &web_sys::Event, within: &Element) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    within.contains(target.as_ref())
}

/// The elements within another one that a selector of style sheets names, in the order of the page.
#[must_use]
pub fn all_within(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

/// Gives an element the focus without scrolling to it.
pub fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that left the page cannot take the focus, and then nobody misses it.
    let _ = element.focus_with_options(&options);
}

/// Scrolls an element into sight within what scrolls around it, no further than needed.
pub fn scroll_into_sight(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// What a key asks for among marks that stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The next one, from the last one back to the first.
    Next,
    /// The one before, from the first one to the last.
    Previous,
    /// The first one.
    First,
    /// The last one.
    Last,
}

/// Gives the focus to another of the marks inside an element, which carry `data-mark`.
pub fn focus_mark(inside: &Element, step: Step) {
    let Ok(marks) = inside.query_selector_all("[data-mark]") else { return };
    let count = marks.length();
    let focused = leptos::prelude::document().active_element();
    let at = (0..count).find(|place| marks.get(*place).is_some_and(|mark| mark.is_same_node(focused.as_deref())));
    let next = match (step, at) {
        (Step::Next, Some(at)) => at.saturating_add(1).checked_rem(count),
        (Step::Previous, Some(at)) => Some(at.checked_sub(1).unwrap_or(count.saturating_sub(1))),
        (Step::First | Step::Next, _) => Some(0),
        (Step::Last | Step::Previous, _) => count.checked_sub(1),
    };
    let mark = next.and_then(|place| marks.get(place)).and_then(|mark| mark.dyn_into::<web_sys::SvgElement>().ok());
    if let Some(mark) = mark {
        // A mark that left the page cannot take the focus, and then nobody misses it.
        let _ = mark.focus();
    }
}

/// The lower left corner of an element, in pixels of the window.
#[must_use]
pub fn lower_left_px(element: &Element) -> (i32, i32) {
    let place = element.get_bounding_client_rect();
    (whole_px(place.left()), whole_px(place.bottom()))
}

/// Moves a fixed element to a place of the window, or as near to it as the window has room.
pub fn place_in_window(element: &HtmlElement, (x_px, y_px): (i32, i32)) {
    const EDGE_PX: i32 = 8;
    let window = leptos::prelude::window();
    let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64()).map_or(0, whole_px);
    let room = |window_px: i32, own_px: i32| window_px.saturating_sub(own_px).saturating_sub(EDGE_PX).max(EDGE_PX);
    let left_px = x_px.min(room(size(window.inner_width()), element.offset_width()));
    let top_px = y_px.min(room(size(window.inner_height()), element.offset_height()));
    let style = element.style();
    // Plain lengths are always accepted.
    let _ = style.set_property("left", &format!("{left_px}px"));
    let _ = style.set_property("top", &format!("{top_px}px"));
}

/// Whether a popover is shown.
#[must_use]
pub fn is_open_popover(element: &Element) -> bool {
    element.matches(":popover-open").unwrap_or(false)
}

/// How many items a menu has, and which of them has the focus.
#[must_use]
pub fn items(menu: &Element) -> (usize, Option<usize>) {
    let items = menu_items(menu);
    let focused = leptos::prelude::document().active_element();
    (items.len(), items.iter().position(|item| Some(item.as_ref()) == focused.as_ref()))
}

/// Gives an item of a menu the focus.
pub fn focus_item(menu: &Element, place: usize) {
    if let Some(item) = menu_items(menu).get(place) {
        // An element that left the page cannot take the focus, and then nobody misses it.
        let _ = item.focus();
    }
}

/// Gives the focus to the next item of a menu that begins with a letter.
pub fn focus_item_by_letter(menu: &Element, letter: &str) {
    let (_, now) = items(menu);
    let items = menu_items(menu);
    let after = now.map_or(0, |now| now.saturating_add(1));
    let begins = |item: &&HtmlElement| item.text_content().unwrap_or_default().to_lowercase().starts_with(letter);
    let (before, rest) = items.split_at_checked(after).unwrap_or((&[], &items));
    if let Some(item) = rest.iter().find(begins).or_else(|| before.iter().find(begins)) {
        let _ = item.focus();
    }
}

/// Gives a button within an element the focus, by its place among the buttons.
pub fn focus_button(within: &Element, place: usize) {
    let Ok(found) = within.query_selector_all("button") else { return };
    let button = u32::try_from(place).ok().and_then(|place| found.item(place));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // An element that left the page cannot take the focus, and then nobody misses it.
        let _ = button.focus();
    }
}

fn menu_items(menu: &Element) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role^=\"menuitem\"]:not(:disabled)") else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates, and positions on a page are small")]
const fn whole_px(px: f64) -> i32 {
    px.round() as i32
}

/// How many children of an element, but for one of them, have their middle above a place in the window, in pixels.
#[must_use]
pub fn children_above(list: &Element, y_px: i32, except: u32) -> usize {
    let children = list.children();
    let others = (0..children.length()).filter(|place| *place != except);
    let above = others.filter_map(|place| children.item(place)).filter(|child| {
        let edges = edges(child);
        edges.top_px.saturating_add(edges.bottom_px) < y_px.saturating_mul(2)
    });
    above.count()
}
