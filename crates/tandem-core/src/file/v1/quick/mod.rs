//! Files read part by part, with their cells straight from the bytes. A large file is cells for all but a thousandth, and nearly
//! all of them are written in the few ways in which this program writes them.
//!
//! What is read here is a strict part of the format, and whatever else stands in a file is left to serde: one cell where it is
//! written in another way, the whole file where anything is wrong. So each value comes from here or from serde, which tests
//! hold equal, and every refusal, with its line and column, comes from serde alone. This folder must not know what a
//! refusal says. Start reading at [`Taking`].

mod bytes;
mod cell;
#[cfg(test)]
mod tests;

use super::Document;
use super::cells::Cells;
use bytes::{Bytes, Stop};
use cell::Texts;

/// A file is taken apart: its cells are read, and all the rest is kept for serde.
#[derive(Default)]
pub struct Taking {
    place: Place,
    /// The file with an empty object in the place of the cells of each page. Serde reads it in the end, and so finds whatever is
    /// wrong in what was passed over here, and whatever stands twice.
    rest: String,
    /// The cells of each page that was passed, where it has any.
    pages: Vec<Option<Cells>>,
    /// Those of the page that is being read.
    cells: Option<Cells>,
    texts: Texts,
}

/// What comes next.
#[derive(Clone, Copy, Default)]
enum Place {
    /// The beginning of the file.
    #[default]
    Before,
    /// The name of an entry.
    Name(Level),
    /// The value of an entry that serde is to read.
    Value(Level),
    /// The list of pages.
    Pages,
    /// What comes after an entry.
    AfterEntry(Level),
    /// A page.
    Page,
    /// What comes after a page.
    AfterPage,
    /// The object of a page's cells.
    Cells,
    /// One of its entries.
    Cell,
    /// The end of the file.
    After,
}

/// Whose entry it is.
#[derive(Clone, Copy)]
enum Level {
    /// The file's.
    File,
    /// A page's.
    Page,
}

impl Taking {
    /// Takes the next part of a file, up to where something begins that is cut off, and says how many bytes were taken.
    ///
    /// # Errors
    /// None is told: something is wrong, or in a way that only serde knows.
    pub fn take(&mut self, text: &str) -> Result<usize, ()> {
        let mut bytes = Bytes::new(text);
        loop {
            let before = bytes.at();
            match self.step(&mut bytes) {
                Ok(place) => {
                    let is_cells = matches!(self.place, Place::Cells | Place::Cell);
                    if !is_cells {
                        self.rest.push_str(text.get(before..bytes.at()).ok_or(())?);
                    }
                    self.place = place;
                }
                Err(Stop::CutOff) => return Ok(bytes.at()),
                Err(Stop::Wrong) => return Err(()),
            }
        }
    }

    /// The text of the file without its cells, as far as it was taken.
    pub fn rest(&self) -> &str {
        &self.rest
    }

    /// The file. Nothing where something in it is wrong, or in a way that only serde knows.
    pub(super) fn finish(self) -> Option<Document> {
        if !matches!(self.place, Place::After) {
            return None;
        }
        let mut document: Document = serde_json::from_str(&self.rest).ok()?;
        if document.pages.len() != self.pages.len() {
            return None;
        }
        for (page, cells) in document.pages.iter_mut().zip(self.pages) {
            if let Some(cells) = cells {
                page.cells = cells;
            }
        }
        Some(document)
    }

    /// Reads one thing and says what comes next. What is cut off is not read, but for the cells before it.
    fn step(&mut self, bytes: &mut Bytes<'_>) -> Result<Place, Stop> {
        match self.place {
            Place::Before => {
                let is_closed = bytes.whole(|bytes| bytes.opens(b'{', b'}'))?;
                Ok(if is_closed { Place::After } else { Place::Name(Level::File) })
            }
            Place::Name(level) => bytes.whole(|bytes| {
                // A name that is written in another way than its letters is left to serde, with the file.
                let name = bytes.plain_text()?;
                bytes.sign(b':')?;
                Ok(match (level, name) {
                    (Level::File, "pages") => Place::Pages,
                    (Level::Page, "cells") => Place::Cells,
                    _ => Place::Value(level),
                })
            }),
            Place::Value(level) => {
                bytes.whole(Bytes::pass_over)?;
                Ok(Place::AfterEntry(level))
            }
            Place::AfterEntry(level) => {
                let goes_on = bytes.whole(|bytes| bytes.goes_on(b'}'))?;
                Ok(match (goes_on, level) {
                    (true, level) => Place::Name(level),
                    (false, Level::File) => Place::After,
                    (false, Level::Page) => self.end_page(),
                })
            }
            Place::Pages => {
                let is_closed = bytes.whole(|bytes| bytes.opens(b'[', b']'))?;
                Ok(if is_closed { Place::AfterEntry(Level::File) } else { Place::Page })
            }
            Place::Page => {
                let is_closed = bytes.whole(|bytes| bytes.opens(b'{', b'}'))?;
                Ok(if is_closed { self.end_page() } else { Place::Name(Level::Page) })
            }
            Place::AfterPage => {
                let goes_on = bytes.whole(|bytes| bytes.goes_on(b']'))?;
                Ok(if goes_on { Place::Page } else { Place::AfterEntry(Level::File) })
            }
            Place::Cells => {
                let is_closed = bytes.whole(|bytes| bytes.opens(b'{', b'}'))?;
                // Where a page has cells twice, serde finds the name twice.
                self.cells = Some(Cells::default());
                self.rest.push_str("{}");
                Ok(if is_closed { Place::AfterEntry(Level::Page) } else { Place::Cell })
            }
            Place::Cell => {
                let cells = self.cells.get_or_insert_default();
                while cell::read_some(bytes, cells, &mut self.texts)? {}
                Ok(Place::AfterEntry(Level::Page))
            }
            Place::After => bytes.pass_over_rest().map(|()| Place::After),
        }
    }

    fn end_page(&mut self) -> Place {
        self.pages.push(self.cells.take());
        Place::AfterPage
    }
}
