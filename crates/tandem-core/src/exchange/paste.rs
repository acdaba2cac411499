//! Edits that paste a table: all of it, or only values, formulas or looks, turned on its side or not.

use std::collections::HashMap;

use super::picked::Picked;
use super::r1c1;
use super::table::{Entry, MAX_MERGES, Merge, Table, TableCell, TableError};
use crate::cell::{Area, CellAddress, Value};
use crate::edit::{CellEdit, CellInput, Edit};
use crate::engine::Content;
use crate::limits::{MAX_PASTED_CELLS, MAX_TEXT_CHARS};
use crate::workbook::{Style, Workbook, typed};

/// What of the copied cells is pasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Contents and looks.
    #[default]
    All,
    /// What formulas gave, as values; the looks of the target stay.
    Values,
    /// Formulas and values; the looks of the target stay.
    Formulas,
    /// Looks; the contents of the target stay.
    Formats,
}

/// How cells are pasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasteOptions {
    /// What of them.
    pub part: Part,
    /// Whether rows become columns.
    pub transposes: bool,
    /// Whether blank cells leave what stands at their place in the target.
    pub skips_blanks: bool,
}

/// An edit that pastes, and what could not be kept.
#[derive(Debug)]
pub struct Pasted {
    /// The edit; one step of undo.
    pub edit: Edit,
    /// Formulas that mean nothing in this workbook, in whose place their values were put.
    pub formulas_lost: usize,
    /// Texts that were cut to what a cell holds.
    pub texts_cut: usize,
}

/// The size of a table when it is pasted, as rows and columns.
#[must_use]
pub const fn pasted_size(rows: u32, columns: u32, options: PasteOptions) -> (u32, u32) {
    if options.transposes { (columns, rows) } else { (rows, columns) }
}

/// The edit that copies cells of the workbook over an area as often as they fit.
///
/// # Errors
/// When that is more than can be pasted at once.
pub fn paste_cells(workbook: &Workbook, from: &Picked, to: Area, options: PasteOptions) -> Result<Pasted, TableError> {
    check_size(to)?;
    if options == PasteOptions::default()
        && let Some(from) = from.area()
    {
        let edit = Edit::CopyCells { from, to };
        return Ok(Pasted { edit, formulas_lost: 0, texts_cut: 0 });
    }
    paste_table(workbook, &Table::of_cells(workbook, from)?, to, options)
}

/// The edit that pastes a table over an area as often as it fits.
///
/// # Errors
/// When that is more than can be pasted at once.
pub fn paste_table(workbook: &Workbook, table: &Table, to: Area, options: PasteOptions) -> Result<Pasted, TableError> {
    check_size(to)?;
    let (rows, columns) = pasted_size(table.rows, table.columns, options);
    let mut paste = Paste {
        workbook,
        table,
        options,
        today: workbook.today(),
        readable: HashMap::new(),
        formulas_lost: 0,
        texts_cut: 0,
    };
    let mut cells: Vec<&TableCell> = table.cells.iter().collect();
    if options.transposes {
        cells.sort_by_key(|cell| (cell.column, cell.row));
    }
    let mut edits = Vec::with_capacity(usize::try_from(to.cells()).unwrap_or(0));
    for top in (to.top..=to.bottom).step_by(rows.max(1) as usize) {
        for left in (to.left..=to.right).step_by(columns.max(1) as usize) {
            let first = CellAddress::new(to.sheet, top, left);
            paste.copy(&cells, first, to, &mut edits);
        }
    }
    let (formulas_lost, texts_cut) = (paste.formulas_lost, paste.texts_cut);
    let edit = Edit::SetCells(edits);
    let edit = if options.part == Part::All {
        let turned = |merge: &Merge| match *merge {
            Merge { row, column, rows, columns } if options.transposes => {
                Merge { row: column, column: row, rows: columns, columns: rows }
            }
            merge => merge,
        };
        let merges: Vec<Merge> = table.merges.iter().map(turned).collect();
        with_merges(workbook, edit, &merges, (rows, columns), to)
    } else {
        edit
    };
    Ok(Pasted { edit, formulas_lost, texts_cut })
}

/// An edit that fills an area, with the areas merged in it that were merged in what is copied, each time it is laid down.
fn with_merges(workbook: &Workbook, edit: Edit, merges: &[Merge], (rows, columns): (u32, u32), to: Area) -> Edit {
    let present = workbook.sheet(to.sheet).map_or(&[][..], |sheet| &sheet.overlay.merges);
    let is_merged = present.iter().any(|merge| merge.intersection(to).is_some());
    let mut edits = Vec::new();
    if is_merged {
        edits.push(Edit::Unmerge(to));
    }
    edits.push(edit);
    for top in (to.top..=to.bottom).step_by(rows.max(1) as usize) {
        for left in (to.left..=to.right).step_by(columns.max(1) as usize) {
            for merge in merges {
                let first = (top.saturating_add(merge.row), left.saturating_add(merge.column));
                let last = (first.0.saturating_add(merge.rows - 1), first.1.saturating_add(merge.columns - 1));
                let area = Area::between(to.sheet, first, last);
                if to.intersection(area) == Some(area) && edits.len() < MAX_MERGES {
                    edits.push(Edit::Merge(area));
                }
            }
        }
    }
    match edits.len() {
        1 => edits.pop().unwrap_or(Edit::Batch(Vec::new())),
        _ => Edit::Batch(edits),
    }
}

fn check_size(to: Area) -> Result<(), TableError> {
    if to.cells() > MAX_PASTED_CELLS { Err(TableError::TooManyCells { most: MAX_PASTED_CELLS }) } else { Ok(()) }
}

struct Paste<'a> {
    workbook: &'a Workbook,
    table: &'a Table,
    options: PasteOptions,
    /// The day that completes dates without a year.
    today: i32,
    /// Formulas that were met, each with whether this workbook can read it.
    readable: HashMap<&'a str, bool>,
    formulas_lost: usize,
    texts_cut: usize,
}

impl<'a> Paste<'a> {
    /// Lays the table down once. Its cells come in the order of the target's; those between them are blank.
    fn copy(&mut self, cells: &[&'a TableCell], first: CellAddress, to: Area, edits: &mut Vec<CellEdit>) {
        let (rows, columns) = pasted_size(self.table.rows, self.table.columns, self.options);
        let mut cells = cells.iter().peekable();
        for row in (first.row..=to.bottom).take(rows as usize) {
            for column in (first.column..=to.right).take(columns as usize) {
                let at = CellAddress::new(to.sheet, row, column);
                let own = (row - first.row, column - first.column);
                let place = |cell: &TableCell| {
                    if self.options.transposes { (cell.column, cell.row) } else { (cell.row, cell.column) }
                };
                while cells.next_if(|cell| place(cell) < own).is_some() {}
                let cell = cells.next_if(|cell| place(cell) == own);
                edits.extend(self.cell(cell.copied(), at));
            }
        }
    }

    /// The edit of one cell; nothing where it stays as it is.
    fn cell(&mut self, cell: Option<&'a TableCell>, at: CellAddress) -> Option<CellEdit> {
        let is_blank = cell.is_none_or(|cell| matches!(cell.entry, Entry::Blank));
        if is_blank && self.options.skips_blanks {
            return None;
        }
        let number = cell.map_or(0, |cell| cell.style);
        let style = self.table.styles.get(number as usize);
        let (content, implied) = match cell {
            Some(cell) if self.options.part != Part::Formats => self.content(&cell.entry, at),
            _ => (Content::Blank, None),
        };
        let takes_look =
            matches!(self.options.part, Part::All | Part::Formats) && (self.table.has_styles || number > 0);
        let style = style.filter(|_| takes_look).cloned();
        // What was typed as a percentage or a date looks like one, where nothing else was said.
        let style = match (style, implied) {
            (Some(style), Some(format)) if style.format.is_none() => {
                Some(Style { format: Some(format.to_owned()), ..style })
            }
            (None, Some(format)) if self.workbook.style(at).format.is_none() => {
                Some(Style { format: Some(format.to_owned()), ..self.workbook.style(at).clone() })
            }
            (style, _) => style,
        };
        let input = (self.options.part != Part::Formats).then_some(CellInput::Content(content));
        Some(CellEdit { at, input, style })
    }

    /// What an entry means in a cell, with the number format that the way it is written asks for.
    fn content(&mut self, entry: &'a Entry, at: CellAddress) -> (Content, Option<&'static str>) {
        match entry {
            Entry::Blank => (Content::Blank, None),
            Entry::Literal(value) => (Content::Literal(self.fitting(value.clone())), None),
            Entry::Typed(text) => {
                let typed = typed::read(text, self.today);
                match typed.content {
                    Content::Formula(_) if self.options.part == Part::Values => {
                        (Content::Literal(self.fitting(text.as_str().into())), None)
                    }
                    // What another program wrote as text may look like a formula and be none: it stays text.
                    Content::Formula(formula) => match self.workbook.engine().check(&formula) {
                        Ok(()) => (Content::Formula(formula), None),
                        Err(_) => (Content::Literal(self.fitting(text.as_str().into())), None),
                    },
                    Content::Literal(value) => (Content::Literal(self.fitting(value)), typed.format),
                    Content::Blank => (Content::Blank, None),
                }
            }
            Entry::Formula { value, .. } if self.options.part == Part::Values => self.content(value, at),
            Entry::Formula { text, value } => {
                let workbook = self.workbook;
                let is_readable = *self.readable.entry(text).or_insert_with(|| is_readable(workbook, text));
                if is_readable {
                    let turned = self.options.transposes.then(|| r1c1::turned(text));
                    let text = turned.as_deref().unwrap_or(text);
                    return (Content::Formula(r1c1::to_a1(text, at.row, at.column)), None);
                }
                // What an array spilled has no formula of its own; the array brings it along.
                if text.is_empty() {
                    return (Content::Blank, None);
                }
                self.formulas_lost += 1;
                self.content(value, at)
            }
        }
    }

    /// A value that a cell can hold.
    fn fitting(&mut self, value: Value) -> Value {
        match value {
            Value::Text(text) if text.len() > MAX_TEXT_CHARS && text.chars().nth(MAX_TEXT_CHARS).is_some() => {
                self.texts_cut += 1;
                Value::from(text.chars().take(MAX_TEXT_CHARS).collect::<String>())
            }
            other => other,
        }
    }
}

/// Whether a formula with relative references can be read in this workbook, and the sheets that it names are there.
fn is_readable(workbook: &Workbook, text: &str) -> bool {
    // From the middle of a sheet, no reference of a table leads beyond it.
    const MIDDLE: (u32, u32) = (crate::limits::MAX_ROWS / 2, crate::limits::MAX_COLUMNS / 2);
    text.len() > 1
        && r1c1::sheets_of(text).iter().all(|name| workbook.sheet_id(name).is_some())
        && workbook.engine().check(&r1c1::to_a1(text, MIDDLE.0, MIDDLE.1)).is_ok()
}
