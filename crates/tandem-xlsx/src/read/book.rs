//! The parts that say what a file consists of: relations, the list of sheets, names, shared texts.

use std::collections::HashMap;

use super::package::Package;
use super::xml::{Node, Xml, unescaped};
use crate::error::XlsxError;
use crate::limits::MAX_SHARED;

/// What a part points to: kind and place by identity.
pub(super) type Relations = HashMap<String, Relation>;

/// One thing that a part points to.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type, such as `worksheet`.
    pub(super) kind: String,
    /// The part's name in the archive, or an address outside.
    pub(super) target: String,
}

/// What the part of a name points to; nothing where it points to nothing.
pub(super) fn relations(package: &mut Package<'_>, part: &str) -> Result<Relations, XlsxError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut found = Relations::new();
    if !package.has(&name) {
        return Ok(found);
    }
    let mut xml = package.xml(&name)?;
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let (id, kind, target) =
                    (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    let is_outside = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
                    let target = if is_outside { target } else { resolved(folder, &target) };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    found.insert(id, Relation { kind, target });
                }
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A target as the name of a part in the archive.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// One sheet of the list.
#[derive(Clone, Debug)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) is_hidden: bool,
}

/// One name.
#[derive(Clone, Debug)]
pub(super) struct NameEntry {
    pub(super) name: String,
    pub(super) target: String,
    /// The sheet to which the name belongs, counted in the list.
    pub(super) sheet: Option<u32>,
}

/// What the workbook's part says.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) names: Vec<NameEntry>,
    pub(super) counts_from_1904: bool,
    pub(super) is_protected: bool,
}

pub(super) fn book(package: &mut Package<'_>, part: &str) -> Result<Book, XlsxError> {
    let mut book = Book::default();
    let mut xml = package.xml(part)?;
    loop {
        let element = match xml.next()? {
            Node::Start(element) => element,
            Node::Eof => return Ok(book),
            _ => continue,
        };
        match element.name() {
            "sheet" => {
                if let (Some(name), Some(relation)) = (element.attribute("name"), element.attribute("id")) {
                    let is_hidden = element.attribute("state").is_some_and(|state| state != "visible");
                    book.sheets.push(SheetEntry { name: unescaped(&name).into_owned(), relation, is_hidden });
                }
            }
            "workbookPr" => book.counts_from_1904 = element.truth("date1904").unwrap_or(false),
            "workbookProtection" => book.is_protected = true,
            "definedName" => {
                let (name, sheet) = (element.attribute("name").unwrap_or_default(), element.number("localSheetId"));
                let target = xml.text()?;
                book.names.push(NameEntry { name, target, sheet });
            }
            _ => {}
        }
    }
}

/// A text that cells share.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedText {
    pub(super) text: String,
    /// Whether parts of it have formats of their own.
    pub(super) is_rich: bool,
}

pub(super) fn shared_texts(package: &mut Package<'_>, part: &str) -> Result<Vec<SharedText>, XlsxError> {
    let mut texts = Vec::new();
    let mut xml = package.xml(part)?;
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "si" => {
                if texts.len() >= MAX_SHARED {
                    return Err(XlsxError::TooManyCells);
                }
                texts.push(rich_text(&mut xml, "si")?);
            }
            Node::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// A remark on a cell, as a file gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawNote {
    pub(super) place: String,
    pub(super) text: String,
    pub(super) author: Option<String>,
}

pub(super) fn notes(package: &mut Package<'_>, part: &str) -> Result<Vec<RawNote>, XlsxError> {
    let (mut authors, mut notes) = (Vec::new(), Vec::new());
    let mut xml = package.xml(part)?;
    loop {
        let (name, place, author) = match xml.next()? {
            Node::Start(element) => {
                (element.name().to_owned(), element.attribute("ref"), element.number("authorId").unwrap_or(0))
            }
            Node::Eof => return Ok(notes),
            _ => continue,
        };
        if notes.len() + authors.len() > MAX_SHARED {
            return Err(XlsxError::TooManyCells);
        }
        match name.as_str() {
            "author" => authors.push(xml.text()?),
            "comment" => {
                let text = rich_text(&mut xml, "comment")?.text;
                let author = authors.get(author as usize).filter(|author| !author.trim().is_empty()).cloned();
                notes.push(RawNote { place: place.unwrap_or_default(), text, author });
            }
            _ => {}
        }
    }
}

/// A text with runs, up to the end of the element that just began. How it is to be pronounced is no part of it.
pub(super) fn rich_text<R: std::io::BufRead>(xml: &mut Xml<R>, end: &str) -> Result<SharedText, XlsxError> {
    let mut shared = SharedText::default();
    let mut runs = 0usize;
    loop {
        let name = match xml.next()? {
            Node::Start(element) => element.name().to_owned(),
            Node::End(ended) if ended.name() == end => break,
            Node::Eof => break,
            _ => continue,
        };
        match name.as_str() {
            "t" => {
                let text = xml.text()?;
                shared.text.push_str(&unescaped(&text));
            }
            "rPh" => xml.skip()?,
            "rPr" => {
                runs += 1;
                xml.skip()?;
            }
            _ => {}
        }
    }
    shared.is_rich = runs > 0;
    Ok(shared)
}
