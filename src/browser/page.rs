//! The page as a whole: its language, theme and title.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;

/// Tells the browser and screen readers which language the page is written in.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        // Writing a plain attribute of an element that exists cannot fail.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Overrides the system's theme with `light` or `dark`, or follows it again.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Gives a custom property of the page a value of its own, or takes it away.
pub fn set_look(property: &str, value: Option<&str>) {
    let root = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(style) = root.map(|root| root.style()) else { return };
    // A value that the browser does not understand leaves the page as it is.
    let _ = match value {
        Some(value) => style.set_property(property, value),
        None => style.remove_property(property).map(drop),
    };
}

/// Says that a page around this one makes room for all of it, so that nothing needs to be scrolled here.
pub fn note_room() {
    if let Some(root) = document().document_element() {
        // Writing a plain attribute of an element that exists cannot fail.
        let _ = root.set_attribute("data-framed", "sized");
    }
}

/// Loads the page anew, at its present address.
pub fn reload() {
    // Where a host forbids it, the page stays as it is.
    let _ = window().location().reload();
}

/// Sets the title that the tab shows.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// The language that the browser prefers, as a BCP 47 tag.
#[must_use]
pub fn preferred_language() -> String {
    window().navigator().language().unwrap_or_default()
}

/// Whether the machine is an Apple one, whose keys have other names.
#[must_use]
pub fn is_apple() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// Calls back whenever the page may be about to go away for good, for as long as it lives.
///
/// Two events are needed: phones hide a page for good without ever sending the one of leaving it. A field that is being
/// typed in commits when the page is left, but not when another tab is only looked at for a while.
pub fn on_hide(callback: impl Fn() + Copy + 'static) {
    window_event_listener_untyped("pagehide", move |_| {
        release_focus();
        callback();
    });
    window_event_listener_untyped("visibilitychange", move |_| callback());
}

/// Calls back whenever a person looks at the page again, for as long as it lives.
pub fn on_show(callback: impl Fn() + 'static) {
    window_event_listener_untyped("visibilitychange", move |_| {
        if !is_hidden() {
            callback();
        }
    });
}

/// Asks, whenever the page is about to be left, whether something would be lost; the browser then asks the person.
pub fn on_leave(would_lose: impl Fn() -> bool + 'static) {
    window_event_listener_untyped("beforeunload", move |event| {
        if would_lose() {
            event.prevent_default();
        }
    });
}

/// Calls back with the key that another tab wrote or removed in the storage, and with none when it removed everything,
/// for as long as the page lives.
pub fn on_stored_elsewhere(callback: impl Fn(Option<&str>) + 'static) {
    window_event_listener_untyped("storage", move |event| {
        if let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() {
            callback(event.key().as_deref());
        }
    });
}

/// Whether the page is not looked at, as behind another tab.
#[must_use]
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Whether a dialog stands over the page, so that nothing behind it takes the focus.
#[must_use]
pub fn is_behind_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

/// Moves the focus to the element of an identity, as after a link within the page.
pub fn focus(id: &str) {
    let found = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = found {
        let options = web_sys::FocusOptions::new();
        // A header that stays in view would cover what the browser scrolls to.
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Begins a new view at its top, and moves the focus to the element of an identity when what had it has gone.
pub fn begin_view(id: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        give_focus(id);
    });
}

/// Moves the focus to the element of an identity when what had it has gone, once the page has drawn what is new.
pub fn keep_focus(id: &'static str) {
    leptos::prelude::request_animation_frame(move || give_focus(id));
}

fn give_focus(id: &str) {
    // A dialog that just closed keeps the focus until the page is drawn, although nobody sees it.
    let is_gone = |element: &web_sys::Element| {
        element.tag_name() == "BODY" || element.closest("dialog:not([open])").is_ok_and(|dialog| dialog.is_some())
    };
    if document().active_element().is_none_or(|element| is_gone(&element)) {
        focus(id);
    }
}

/// Takes the focus from whatever has it, so that a field that commits on being left does so while its view still stands.
pub fn release_focus() {
    let active = document().active_element();
    if let Some(element) = active.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot give the focus away keeps it.
        let _ = element.blur();
    }
}

/// Opens the dialog of an identity over the page.
pub fn open_dialog(id: &str) {
    let found = document().get_element_by_id(id);
    let dialog = found.and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        // It fails only for a dialog that is open or not on the page.
        let _ = dialog.show_modal();
    }
}

/// Shows the page on the whole screen, or in its window again. Where the browser does not allow it, nothing happens.
pub fn toggle_full_screen() {
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    } else if let Some(root) = document().document_element() {
        // A frame whose page does not allow it stays as it is.
        let _ = root.request_fullscreen();
    }
}

/// Calls back when the browser is about to print (`true`) and when it has done so, for as long as the view lives that asks.
pub fn on_print(told: impl Fn(bool) + Clone + 'static) {
    for (event, begins) in [("beforeprint", true), ("afterprint", false)] {
        let told = told.clone();
        let listener = window_event_listener_untyped(event, move |_| told(begins));
        leptos::prelude::on_cleanup(move || listener.remove());
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    // Where the browser has no printing, nothing happens.
    let _ = window().print();
}

/// Prints, and says whether the browser went along: it leaves out printing in a sandbox that does not allow it.
#[must_use]
pub fn try_print() -> bool {
    let is_sandboxed = js_sys::Reflect::get(&window(), &"origin".into()).is_ok_and(|origin| origin == "null");
    let began = Rc::new(Cell::new(false));
    let noted = Rc::clone(&began);
    let listener = window_event_listener_untyped("beforeprint", move |_| noted.set(true));
    print();
    listener.remove();
    began.get() || !is_sandboxed
}

/// Scrolls the element of an identity to the top of what is seen and moves the focus to it.
pub fn go_to_part(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
        focus(id);
    }
}

/// Width and height of the window, in pixels.
#[must_use]
pub fn window_size() -> (i32, i32) {
    let root = leptos::prelude::document().document_element();
    root.map_or((0, 0), |root| (root.client_width(), root.client_height()))
}
