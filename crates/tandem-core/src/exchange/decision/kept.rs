//! What Markdown has no readable form for, as one line of JSON in a block of code: earlier revisions, number formats, notes,
//! exact values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::add_cells::as_typed;
use super::outline::Section;
use super::read_own::Own;
use super::write::Writer;
use super::{Expected, MadrError};
use crate::cell::{CellAddress, Value, parse_cell};
use crate::engine::Content;
use crate::workbook::{Note, Revision, typed};

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
    /// What to type for the values of formulas that what is shown doesn't tell in full.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<String, String>,
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
        let formulas = self.cells.iter().filter(|(_, input)| input.starts_with('='));
        let values = formulas.filter_map(|(place, _)| Some((place.clone(), self.unshown(at(place)?)?)));
        let kept = Kept {
            earlier: self.record.earlier.clone(),
            formats: formats.collect(),
            notes: notes.collect(),
            values: values.collect(),
        };
        if kept == Kept::default() {
            return None;
        }
        // Texts, numbers and maps of them always have a form in JSON.
        let json = serde_json::to_string(&kept).ok()?;
        Some(format!("```json\n{json}\n```"))
    }

    /// What to type for the value of a cell where typing what it shows gives another one: `33%` is not the third that is
    /// shown so, `40.0 pts` is no number, and a text `0012` would become one.
    fn unshown(&self, at: CellAddress) -> Option<String> {
        let value = match self.workbook.value(at) {
            Value::Array(array) => array.first().clone(),
            value => value.clone(),
        };
        let shown = as_typed(&self.workbook.display_text(at, self.language));
        let told = match typed::read(&shown, self.workbook.today()).content {
            Content::Literal(told) => told,
            Content::Blank | Content::Formula(_) => Value::Blank,
        };
        match (&value, &told) {
            (Value::Number(own), Value::Number(told)) if own == told => None,
            (Value::Bool(own), Value::Bool(told)) if own == told => None,
            (Value::Text(own), Value::Text(told)) if own == told => None,
            (Value::Number(_) | Value::Bool(_), _) => Some(value.plain()),
            (Value::Text(own), _) if !own.is_empty() => Some(format!("'{own}")),
            _ => None,
        }
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
        self.imported.values = kept.values;
        let notes = kept.notes.into_iter();
        let notes = notes.map(|(place, remark)| (place, Note { text: remark.text, author: remark.author }));
        self.imported.notes = notes.collect();
        Ok(())
    }
}
