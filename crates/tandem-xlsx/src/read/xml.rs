//! XML as a stream of what spreadsheets consist of: elements with attributes, and texts.
//!
//! Names are taken without their prefixes, so that the strict form of the format reads like the common one. A part that declares a
//! document type is refused, so that no entity is ever expanded but the five of XML itself.

use std::io::{BufRead, ErrorKind};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Error, Reader};

use crate::error::XlsxError;
use crate::limits::MAX_XML_DEPTH;

/// A part that is being read.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    part: String,
}

/// What comes next.
pub(super) enum Node<'a> {
    /// An element begins; one without content ends right after.
    Start(Element<'a>),
    /// An element ends.
    End(Ended<'a>),
    /// A piece of text; a text may come in several.
    Text(std::borrow::Cow<'a, str>),
    /// The part ends.
    Eof,
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        local(self.start.name().0)
    }

    /// An attribute by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.0) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// An attribute that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An attribute that is true or false; nothing where it is absent.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        self.attribute(name).map(|value| matches!(value.trim(), "1" | "true" | "on"))
    }
}

/// The end of an element.
pub(super) struct Ended<'a> {
    end: BytesEnd<'a>,
}

impl Ended<'_> {
    /// The element's name without the prefix.
    pub(super) fn name(&self) -> &str {
        local(self.end.name().0)
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(source: R, part: String) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, part }
    }

    /// What comes next.
    ///
    /// # Errors
    /// When the part is damaged, or unpacks to more than is read.
    pub(super) fn next(&mut self) -> Result<Node<'_>, XlsxError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match &error {
            Error::Io(inner) if inner.kind() == ErrorKind::FileTooLarge => XlsxError::UnpacksTooLarge,
            _ => XlsxError::damaged(&self.part),
        })?;
        match event {
            Event::Start(start) | Event::Empty(start) => {
                self.depth += 1;
                if self.depth > MAX_XML_DEPTH {
                    return Err(XlsxError::damaged(&self.part));
                }
                Ok(Node::Start(Element { start }))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Node::End(Ended { end }))
            }
            Event::Text(text) => Ok(Node::Text(text.xml10_content().into_owned().into())),
            Event::CData(text) => Ok(Node::Text(text.xml10_content().into_owned().into())),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character),
                    _ => match reference.xml10_content().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                let character = character.ok_or_else(|| XlsxError::damaged(&self.part))?;
                Ok(Node::Text(character.to_string().into()))
            }
            Event::DocType(_) => Err(XlsxError::DocumentType { part: self.part.clone() }),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Ok(Node::Text("".into())),
            Event::Eof if self.depth > 0 => Err(XlsxError::damaged(&self.part)),
            Event::Eof => Ok(Node::Eof),
        }
    }

    /// The text up to the end of the element that just began, that of elements in it included.
    pub(super) fn text(&mut self) -> Result<String, XlsxError> {
        let end = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > end {
            if let Node::Text(piece) = self.next()? {
                text.push_str(&piece);
            }
        }
        Ok(text)
    }

    /// Passes over the rest of the element that just began.
    pub(super) fn skip(&mut self) -> Result<(), XlsxError> {
        let end = self.depth.saturating_sub(1);
        while self.depth > end {
            self.next()?;
        }
        Ok(())
    }
}

/// A text in which characters are written as `_x000A_`, as they are where XML has no way to write them.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                plain.push(character);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_write_come_back() {
        for (text, expect) in [
            ("a_x000A_b", "a\nb"),
            ("_x005F_x000A_", "_x000A_"),
            ("_x00", "_x00"),
            ("_xyzzy_", "_xyzzy_"),
            ("_x0035_", "5"),
            ("_xé日本_", "_xé日本_"),
        ] {
            assert_eq!(unescaped(text), expect, "{text}");
        }
    }
}
