//! What Markdown has no readable form for, as one line of JSON in a block of code: earlier revisions, number formats, notes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::outline::Section;
use super::read_own::Own;
use super::write::Writer;
use super::{Expected, MadrError};
use crate::cell::{CellAddress, parse_cell};
use crate::workbook::{Note, Revision};

/// The block's content.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Kept {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<Revision>,
    /// Number formats by place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    formats: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    notes: BTreeMap<String, Remark>,
}

/// A note as it is written.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
}

impl Writer<'_> {
    /// The block; nothing where there is nothing to keep.
    pub(super) fn kept(&self) -> Option<String> {
        let at = |place: &String| parse_cell(place).map(|(row, column)| CellAddress::new(self.sheet.id, row, column));
        let formats = self.cells.keys().filter_map(|place| {
            let format = self.workbook.style(at(place)?).format.clone()?;
            Some((place.clone(), format))
        });
        let notes = self.sheet.overlay.notes.iter().map(|(place, note)| {
            let remark = Remark { text: note.text.clone(), author: note.author.clone() };
            (CellAddress::new(self.sheet.id, place.0, place.1).a1(), remark)
        });
        let kept = Kept { earlier: self.record.earlier.clone(), formats: formats.collect(), notes: notes.collect() };
        if kept == Kept::default() {
            return None;
        }
        // Texts, numbers and maps of them always have a form in JSON.
        let json = serde_json::to_string(&kept).ok()?;
        Some(format!("```json\n{json}\n```"))
    }
}

impl Own {
    /// Takes the block in.
    pub(super) fn take_kept(&mut self, section: &Section<'_>) -> Result<(), MadrError> {
        let lines = section.body.iter().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let mut lines = lines.skip_while(|(_, line)| !line.trim_start().starts_with("```")).skip(1);
        let Some((at, line)) = lines.next() else {
            return Err(MadrError { line: section.line, expected: Expected::Kept });
        };
        let kept: Kept =
            serde_json::from_str(line).map_err(|_| MadrError { line: section.first + at, expected: Expected::Kept })?;
        self.imported.record.earlier = kept.earlier;
        self.imported.formats = kept.formats;
        let notes = kept.notes.into_iter();
        let notes = notes.map(|(place, remark)| (place, Note { text: remark.text, author: remark.author }));
        self.imported.notes = notes.collect();
        Ok(())
    }
}
