//! An element that a view makes and changes by itself, for the few places where thousands of declared ones would cost more
//! than a frame.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// An element of the page. A page that is going away may refuse every change of it, and then nobody misses the change.
#[derive(Clone, Debug)]
pub struct RawElement(HtmlElement);

impl RawElement {
    /// A new element that is not on the page yet.
    ///
    /// # Panics
    /// Never for the names of elements that this program uses: browsers refuse only what isn't a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        #[expect(clippy::expect_used, reason = "the name is one of the program's own, which every browser takes")]
        let element = document().create_element(name).expect("a name of an element");
        Self(element.unchecked_into())
    }

    /// The browser's own element.
    #[must_use]
    pub fn inner(&self) -> &Element {
        &self.0
    }

    /// The same as a node among others.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.0
    }

    /// Sets an attribute, or takes it away.
    pub fn set(&self, name: &str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        };
    }

    /// Sets its identity.
    pub fn set_id(&self, id: &str) {
        self.0.set_id(id);
    }

    /// Sets its classes.
    pub fn set_class(&self, class: &str) {
        self.0.set_class_name(class);
    }

    /// Sets its own properties of style, as [`style_text`] writes them. The content policy allows this way of setting them.
    pub fn set_style(&self, text: &str) {
        self.0.style().set_css_text(text);
    }

    /// Makes a text its only content. One that holds a text goes on holding the same node.
    pub fn set_text(&self, text: &str) {
        match self.0.first_child() {
            Some(child) if child.node_type() == Node::TEXT_NODE => child.set_node_value(Some(text)),
            _ => self.0.set_text_content(Some(text)),
        }
    }

    /// Puts another element in it, after what it holds.
    pub fn append(&self, child: &Self) {
        let _ = self.0.append_child(&child.0);
    }

    /// Puts it into an element: after another one in there, or as the first.
    pub fn put_after(&self, parent: &Node, before: Option<&Self>) {
        let next = match before {
            Some(before) => before.0.next_sibling(),
            None => parent.first_child(),
        };
        let _ = parent.insert_before(&self.0, next.as_ref());
    }

    /// Takes it off the page.
    pub fn remove(&self) {
        self.0.remove();
    }
}

/// Properties of style as a text.
#[must_use]
pub fn style_text(properties: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in properties {
        for part in [name, ":", value, ";"] {
            text.push_str(part);
        }
    }
    text
}
