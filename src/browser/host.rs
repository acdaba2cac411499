//! The page around this one, when this one stands in a frame of it: texts to and from it, and to nobody else.
//!
//! What a message means is none of its business; it holds who may speak and who is spoken to. Data never goes to a page whose
//! origin is unknown: such a page has to hand over a port first.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{JSON, Reflect};
use leptos::prelude::{on_cleanup, window, window_event_listener_untyped};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort, Window};

/// What browsers call the origin of a page that has none of its own: one from a file, or in a sandbox.
const NO_ORIGIN: &str = "null";

/// Characters of a message that is read: a hundred inputs with long texts.
const MOST_CHARS: u32 = 64 * 1024;

/// The way to the page around this one. Clones are the same way.
#[derive(Clone, Debug)]
pub struct Host {
    parent: Window,
    origin: Option<String>,
    port: Rc<RefCell<Option<MessagePort>>>,
}

/// What came from the page around this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It handed over a port; from now on everything goes through it.
    Port,
    /// A message, as JSON.
    Text(String),
}

impl Host {
    /// The page around this one, or nothing where there is none. `told` is the origin that the address names; where it names
    /// none, the browser is asked.
    #[must_use]
    pub fn find(told: Option<String>) -> Option<Self> {
        let parent = window().parent().ok().flatten()?;
        // Comparing handles is allowed whatever their origins are.
        if js_sys::Object::is(&parent, &window()) {
            return None;
        }
        let origin = told.filter(|told| is_origin(told)).or_else(origin_of_parent);
        Some(Self { parent, origin, port: Rc::default() })
    }

    /// Calls back with what the page around this one says, for as long as the view lives that asks.
    pub fn listen(&self, heard: impl Fn(Heard) + Clone + 'static) {
        let host = self.clone();
        let listener = window_event_listener_untyped("message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            let is_parent = event.source().is_some_and(|source| js_sys::Object::is(&source, &host.parent));
            if !is_heard(host.origin.as_deref(), &event.origin(), is_parent) {
                return;
            }
            match event.ports().get(0).dyn_into::<MessagePort>() {
                Ok(port) if is_offer(&event.data()) => {
                    host.take(port, heard.clone());
                    heard(Heard::Port);
                }
                _ => tell(&event.data(), &heard),
            }
        });
        on_cleanup(move || listener.remove());
    }

    fn take(&self, port: MessagePort, heard: impl Fn(Heard) + 'static) {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| tell(&event.data(), &heard));
        // This also opens the port.
        port.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        if let Some(before) = self.port.borrow_mut().replace(port) {
            before.close();
        }
    }

    /// Sends a message, given as JSON: through the port, or to the one origin that is known. Without either it goes nowhere.
    pub fn send(&self, text: &str) {
        let Ok(message) = JSON::parse(text) else { return };
        // A page that has gone hears nothing, and that is no fault.
        let _ = match (&*self.port.borrow(), self.origin.as_deref()) {
            (Some(port), _) => port.post_message(&message),
            (None, Some(origin)) if origin != NO_ORIGIN => self.parent.post_message(&message, origin),
            (None, _) => return,
        };
    }

    /// Knocks at a page whose origin has no name, so that it can hand over a port. The message must hold no data.
    pub fn knock(&self, text: &str) {
        let is_named = self.origin.as_deref().is_some_and(|origin| origin != NO_ORIGIN);
        if let (false, Ok(message)) = (is_named, JSON::parse(text)) {
            let _ = self.parent.post_message(&message, "*");
        }
    }
}

/// Whether a text is an origin as browsers spell it. Nothing else may be a target: `*` would be every page.
#[must_use]
pub fn is_origin(told: &str) -> bool {
    told == NO_ORIGIN || web_sys::Url::new(told).is_ok_and(|url| url.origin() == told)
}

/// Whether a message is listened to: only one from the page around this one, and only while that is of the origin that this page
/// was told of.
fn is_heard(told: Option<&str>, origin: &str, is_parent: bool) -> bool {
    is_parent && told == Some(origin)
}

fn is_offer(data: &JsValue) -> bool {
    let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
    data.is_object()
        && field("source").and_then(|source| source.as_string()).as_deref() == Some("tandem")
        && field("type").and_then(|kind| kind.as_string()).as_deref() == Some("connect")
}

/// Hands on what is plain data of a bearable size.
fn tell(data: &JsValue, heard: &impl Fn(Heard)) {
    let Ok(text) = JSON::stringify(data) else { return };
    if text.length() <= MOST_CHARS
        && let Some(text) = text.as_string()
    {
        heard(Heard::Text(text));
    }
}

/// The origin of the page around this one, as far as the browser tells it.
fn origin_of_parent() -> Option<String> {
    // Not every browser has the list.
    let ancestors = Reflect::get(&window().location(), &"ancestorOrigins".into()).ok();
    let listed = ancestors.filter(JsValue::is_object).and_then(|list| Reflect::get_u32(&list, 0).ok());
    if let Some(origin) = listed.and_then(|origin| origin.as_string()) {
        return Some(origin);
    }
    let referrer = leptos::prelude::document().referrer();
    let url = web_sys::Url::new(&referrer).ok()?;
    Some(url.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_around_it_is_heard_and_only_from_its_origin() {
        const HOST: &str = "https://host.example";
        for (told, origin, is_parent, expect) in [
            (Some(HOST), HOST, true, true),
            (Some(HOST), HOST, false, false),
            (Some(HOST), "https://evil.example", true, false),
            (Some(HOST), "https://host.example.evil.example", true, false),
            (Some(HOST), "null", true, false),
            (Some("null"), "null", true, true),
            (Some("null"), "null", false, false),
            (Some("*"), HOST, true, false),
            (None, HOST, true, false),
            (None, "null", true, false),
        ] {
            assert_eq!(is_heard(told, origin, is_parent), expect, "{told:?} {origin} {is_parent}");
        }
    }
}
