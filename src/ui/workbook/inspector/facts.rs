//! What there is to say about one cell, read from the workbook.

use tandem_core::analysis::trace;
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::engine::Content;
use tandem_core::workbook::{Confidence, Workbook};

use super::super::data::evidence_of;
use crate::i18n::{Language, Messages, fill};
use crate::ui::grid::{detailed_reason_text, place_text};

/// Lines of a list before the rest is only counted.
const MOST_LINES: usize = 12;

/// A line that leads to cells: what they are called, what they show.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The cells.
    pub area: Area,
    /// Where they are, as seen from the cell that is looked at.
    pub reference: String,
    /// What they are called.
    pub label: String,
    /// What they show.
    pub value: String,
    /// Whether that is an error.
    pub is_error: bool,
}

/// Everything that is shown of one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Where it is.
    pub reference: String,
    /// What it is called.
    pub label: String,
    /// What it shows.
    pub shown: String,
    /// What was typed.
    pub typed: String,
    /// Whether that is a formula.
    pub is_formula: bool,
    /// Its number with all digits; nothing for other values.
    pub exact: String,
    /// Its number format.
    pub format: Option<String>,
    /// The code of its error, and why.
    pub error: Option<(&'static str, String)>,
    /// The cells from this one to where its error began, without this one.
    pub origin: Vec<Line>,
    /// The cell whose array it is part of.
    pub spilled_from: Option<Line>,
    /// What its formula reads.
    pub reads: Vec<Line>,
    /// How many more it reads.
    pub more_reads: usize,
    /// What reads it.
    pub read_by: Vec<Line>,
    /// How many more read it.
    pub more_read_by: usize,
    /// The control that is bound to it.
    pub control: Option<String>,
    /// Where its figure comes from.
    pub source: Option<String>,
    /// Of when its figure is.
    pub date: Option<String>,
    /// How sure its figure is.
    pub confidence: Option<Confidence>,
    /// Its note, with who signed it.
    pub note: Option<String>,
}

impl Facts {
    /// The facts of one cell.
    #[must_use]
    pub fn of(workbook: &Workbook, at: CellAddress, language: Language) -> Self {
        let engine = workbook.engine();
        let value = workbook.value(at);
        let content = workbook.content(at);
        let is_formula = matches!(content, Content::Formula(_));
        let precedents = engine.precedents(at);
        let dependents: Vec<Area> = engine.dependents(at).into_iter().map(Area::of).collect();
        let line = |area: Area| Line::of(workbook, area, at, language);
        let control = workbook.control_at(at);
        let evidence = evidence_of(workbook, at, language);
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let error = value.error();
        let head = engine.spill_area(at).map(|area| area.first()).filter(|first| *first != at);
        Self {
            reference: at.a1(),
            label: label_of(workbook, at, language),
            shown: workbook.display_text(at, language),
            typed: workbook.input_text(at),
            is_formula,
            exact: exact_text(value),
            format: workbook.style(at).format.clone(),
            error: error.map(|error| (error.kind.code(), detailed_reason_text(workbook, error, at, language))),
            origin: error.map_or_else(Vec::new, |_| way(workbook, at).into_iter().map(Area::of).map(line).collect()),
            spilled_from: head.map(|head| line(Area::of(head))),
            more_reads: precedents.len().saturating_sub(MOST_LINES),
            reads: precedents.into_iter().take(MOST_LINES).map(line).collect(),
            more_read_by: dependents.len().saturating_sub(MOST_LINES),
            read_by: dependents.into_iter().take(MOST_LINES).map(line).collect(),
            control: control.and_then(|control| text(control.label.get(language))),
            source: evidence.as_ref().and_then(|evidence| text(&evidence.source)),
            date: evidence.as_ref().and_then(|evidence| evidence.date.clone()),
            confidence: evidence.and_then(|evidence| evidence.confidence),
            note: note_of(workbook, at),
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        let has_source = self.source.is_some() || self.date.is_some() || self.confidence.is_some();
        self.typed.is_empty() && self.shown.is_empty() && self.note.is_none() && !has_source
    }
}

/// What the note on a cell says, and who signed it.
fn note_of(workbook: &Workbook, at: CellAddress) -> Option<String> {
    let note = workbook.sheet(at.sheet)?.note_at(at.row, at.column)?;
    Some(match &note.author {
        Some(author) => format!("{author}: {}", note.text),
        None => note.text.clone(),
    })
}

impl Line {
    fn of(workbook: &Workbook, area: Area, from: CellAddress, language: Language) -> Self {
        let first = place_text(workbook, area.first(), from);
        let last = CellAddress::new(area.sheet, area.bottom, area.right).a1();
        let value = if area.is_single() {
            workbook.display_text(area.first(), language)
        } else {
            fill(Messages::of(language).workbook.cells_of, &[("count", &area.cells().to_string())])
        };
        let is_error = area.is_single() && matches!(workbook.value(area.first()), Value::Error(_));
        Self {
            area,
            is_error,
            reference: if area.is_single() { first } else { format!("{first}:{last}") },
            label: label_of(workbook, area.first(), language),
            value,
        }
    }
}

/// The cells from one with an error to the one where the error began, without the first; long ways are told by their ends.
fn way(workbook: &Workbook, at: CellAddress) -> Vec<CellAddress> {
    let way = trace(workbook, at).fault.map(|fault| fault.way).unwrap_or_default();
    let (Some(first), Some(rest)) = (way.get(1), way.get(2..)) else { return way.into_iter().skip(1).collect() };
    if way.len() <= MOST_LINES {
        way.into_iter().skip(1).collect()
    } else {
        [*first].into_iter().chain(rest.last().copied()).collect()
    }
}

/// What a cell is called: the nearest text to the left of it in its row, as people lay out their sheets.
fn label_of(workbook: &Workbook, at: CellAddress, language: Language) -> String {
    const FARTHEST: u32 = 24;
    let candidates = (at.column.saturating_sub(FARTHEST)..at.column).rev();
    let texts = candidates.map(|column| CellAddress { column, ..at });
    texts
        .filter(|cell| matches!(workbook.value(*cell), Value::Text(_)))
        .map(|cell| workbook.display_text(cell, language))
        .find(|text| text.chars().any(char::is_alphabetic))
        .unwrap_or_default()
}

fn exact_text(value: &Value) -> String {
    match value {
        Value::Number(_) => value.plain(),
        _ => String::new(),
    }
}
