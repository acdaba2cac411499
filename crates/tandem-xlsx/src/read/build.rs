//! From what a file says to a workbook, by edits.

use std::collections::HashMap;

use rust_decimal::Decimal;
use tandem_core::cell::{Area, CellAddress, ErrorKind, ErrorValue, SheetId, Value, parse_cell};
use tandem_core::edit::{CellEdit, CellInput, Edit};
use tandem_core::engine::Content;
use tandem_core::formula::quote_sheet;
use tandem_core::function::Clock;
use tandem_core::limits::{MAX_SHEET_NAME_CHARS, MAX_SHEETS, MAX_TEXT_CHARS};
use tandem_core::number;
use tandem_core::workbook::Workbook;

use super::Imported;
use super::book::{Book, NameEntry, RawNote, SharedText, SheetEntry};
use super::formulas::{Formulas, Taken};
use super::sheet::{FormulaKind, RawCell, RawSheet, RawValue};
use super::styles::{CellFormat, Formats};
use crate::error::XlsxError;
use crate::report::{LossKind, Report};
use crate::{DEFAULT_COLUMN_WIDTH_PX, digits};

/// Days from the beginning of the usual count of dates to that of the other one.
const DAYS_TO_1904: i32 = 1_462;

/// A sheet of a file.
pub(super) struct SheetPart {
    pub(super) entry: SheetEntry,
    /// Its place in the file's list, chart sheets counted.
    pub(super) index: u32,
    pub(super) sheet: RawSheet,
    pub(super) notes: Vec<RawNote>,
}

/// What was read of a file.
pub(super) struct File {
    pub(super) book: Book,
    pub(super) sheets: Vec<SheetPart>,
    pub(super) texts: Vec<SharedText>,
    pub(super) formats: Formats,
}

pub(super) struct Builder {
    pub(super) workbook: Workbook,
    pub(super) report: Report,
    pub(super) formulas: Formulas,
    texts: Vec<SharedText>,
    formats: Vec<CellFormat>,
    /// The formats that conditions give.
    pub(super) conditional_styles: Vec<CellFormat>,
    counts_from_1904: bool,
    /// The values that formulas have in the file.
    expected: Vec<(CellAddress, Value)>,
    /// The areas of arrays that do not grow and shrink with their result.
    arrays: Vec<Area>,
}

/// Makes the workbook.
pub(super) fn workbook(file: File, id: &str, clock: Clock, report: Report) -> Result<Imported, XlsxError> {
    let File { book, sheets, texts, formats } = file;
    let names = book.names.iter().map(|name| name.name.clone());
    let mut builder = Builder {
        workbook: Workbook::new(id),
        report,
        formulas: Formulas::new(names),
        texts,
        formats: formats.cells,
        conditional_styles: formats.conditions,
        counts_from_1904: book.counts_from_1904,
        expected: Vec::new(),
        arrays: Vec::new(),
    };
    builder.workbook.set_clock(clock);
    let ids = builder.add_sheets(&sheets)?;
    builder.define_names(&book.names, &sheets)?;
    for (part, sheet) in sheets.into_iter().zip(ids) {
        builder.fill(part, sheet)?;
    }
    builder.compare();
    Ok(Imported { workbook: builder.workbook, report: builder.report })
}

impl Builder {
    pub(super) fn apply(&mut self, edit: Edit) -> Result<(), XlsxError> {
        edit.apply(&mut self.workbook)?;
        Ok(())
    }

    /// Adds the sheets under their names; a name that Tandem refuses gets one that it takes.
    fn add_sheets(&mut self, sheets: &[SheetPart]) -> Result<Vec<SheetId>, XlsxError> {
        let mut ids = Vec::new();
        for (index, part) in sheets.iter().take(MAX_SHEETS).enumerate() {
            let name = &part.entry.name;
            let result = self.add_sheet(index, name);
            let name = match result {
                Ok(()) => name.clone(),
                Err(_) => {
                    let kept: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).collect();
                    let short: String = kept.trim().chars().take(MAX_SHEET_NAME_CHARS.saturating_sub(5)).collect();
                    let other = format!("{short}_{}", index.saturating_add(1));
                    self.report.named(LossKind::RefusedSheetName, name);
                    self.add_sheet(index, &other)?;
                    other
                }
            };
            let id = self.workbook.sheet_id(&name).ok_or(XlsxError::NotXlsx)?;
            ids.push(id);
        }
        for part in sheets.iter().skip(MAX_SHEETS) {
            self.report.named(LossKind::OtherParts, &part.entry.name);
        }
        Ok(ids)
    }

    fn add_sheet(&mut self, index: usize, name: &str) -> Result<(), XlsxError> {
        let first = self.workbook.pages().first().map(|page| page.id.clone());
        match first.filter(|_| index == 0) {
            Some(page) => self.apply(Edit::RenameSheet { page, name: name.to_owned() }),
            None => self.apply(Edit::AddSheet { name: name.to_owned(), position: None }),
        }
    }

    fn define_names(&mut self, names: &[NameEntry], sheets: &[SheetPart]) -> Result<(), XlsxError> {
        for entry in names {
            // Names that Excel makes for itself say what is printed or filtered.
            if entry.name.starts_with("_xlnm.") {
                if entry.name != "_xlnm._FilterDatabase" {
                    self.report.named(LossKind::Names, entry.name.trim_start_matches("_xlnm."));
                }
                continue;
            }
            // Names of the same text on several sheets can't all be the workbook's.
            let is_taken = self.workbook.names().iter().any(|known| known.eq_ignore_ascii_case(&entry.name));
            let host = CellAddress::new(self.workbook.sheet_id(self.first_name()).unwrap_or(SheetId(0)), 0, 0);
            let raw = super::sheet::RawFormula {
                text: entry.target.clone(),
                kind: FormulaKind::Array { area: String::new(), is_dynamic: true },
            };
            let mut unnoted = Report::default();
            let taken = self.formulas.take(&raw, host, String::new, &mut unnoted);
            let is_defined = match taken {
                Taken::Formula(target) if !is_taken => {
                    self.apply(Edit::DefineName { name: entry.name.clone(), target }).is_ok()
                }
                _ => false,
            };
            if !is_defined {
                let sheet = entry.sheet.and_then(|index| sheets.iter().find(|part| part.index == index));
                let place = sheet.map(|part| format!("{}!", quote_sheet(&part.entry.name))).unwrap_or_default();
                self.report.named(LossKind::Names, &format!("{place}{}", entry.name));
            }
        }
        Ok(())
    }

    fn first_name(&self) -> &str {
        let first = self.workbook.pages().iter().find_map(|page| page.sheet());
        first.map_or("", |sheet| self.workbook.sheet_name(sheet.id))
    }

    fn fill(&mut self, part: SheetPart, sheet: SheetId) -> Result<(), XlsxError> {
        self.formulas.begin_sheet();
        let RawSheet { cells, columns, heights, frozen, extras, hidden_rows, merges, validations, rules, filter } =
            part.sheet;
        // Of an array only its first cell holds the formula; the values of the others are what it spills.
        let mut covered: Vec<Area> = Vec::new();
        for cell in &cells {
            if let Some(RawFormulaArea { area, is_dynamic }) = array_area(cell, sheet) {
                covered.push(area);
                if !is_dynamic {
                    self.arrays.push(area);
                }
            }
        }
        let mut edits: Vec<Edit> = Vec::new();
        let mut cell_edits = Vec::with_capacity(cells.len());
        let (mut rows_used, mut columns_used) = (0, 0);
        for cell in cells {
            rows_used = rows_used.max(cell.row.saturating_add(1));
            columns_used = columns_used.max(cell.column.saturating_add(1));
            let at = CellAddress::new(sheet, cell.row, cell.column);
            let is_spilled =
                cell.formula.is_none() && covered.iter().any(|area| area.contains(at) && area.first() != at);
            if let Some(edit) = self.cell(cell, at, is_spilled) {
                cell_edits.push(edit);
            }
        }
        edits.push(Edit::SetCells(cell_edits));
        let mut hidden_columns = Vec::new();
        for column in columns {
            if column.is_hidden {
                hidden_columns.extend(column.first..=column.last);
            }
            // A width of nothing is how some programs hide a column.
            let width_px = column.width_px.filter(|width| *width != DEFAULT_COLUMN_WIDTH_PX && *width > 0);
            let Some(width_px) = width_px else { continue };
            // A width that is given to all columns up to the last is given to those that hold something.
            let last = if column.last.saturating_sub(column.first) > 256 { columns_used } else { column.last };
            for column in column.first..=last {
                edits.push(Edit::SetColumnWidth { sheet, column, width_px: Some(width_px) });
            }
        }
        for (row, height_px) in heights {
            edits.push(Edit::SetRowHeight { sheet, row, height_px: Some(height_px) });
        }
        if frozen != (0, 0) {
            edits.push(Edit::SetFrozen { sheet, rows: frozen.0, columns: frozen.1 });
        }
        self.apply(Edit::Batch(edits))?;
        self.note_extras(&extras);
        self.filter(sheet, filter, hidden_rows);
        if !hidden_columns.is_empty() {
            self.apply(Edit::SetHiddenColumns { sheet, columns: hidden_columns, hidden: true })?;
        }
        self.merge(sheet, &merges);
        self.notes(sheet, part.notes);
        self.validations(sheet, validations);
        self.conditional_formats(sheet, rules);
        let page = self.workbook.page_of(sheet).map(|page| page.id.clone());
        if let Some(page) = page.filter(|_| part.entry.is_hidden) {
            // One page stays shown, which a file may get wrong.
            let _ = self.apply(Edit::SetSheetHidden { page, hidden: true });
        }
        Ok(())
    }

    fn note_extras(&mut self, extras: &super::sheet::Extras) {
        for _ in 0..extras.tables {
            self.report.note(LossKind::Tables);
        }
        for (is_there, kind) in [
            (extras.has_drawing, LossKind::Drawings),
            (extras.has_links, LossKind::Links),
            (extras.is_protected, LossKind::Protection),
        ] {
            if is_there {
                self.report.note(kind);
            }
        }
        for other in &extras.others {
            self.report.named(LossKind::OtherParts, other);
        }
    }

    /// The edit of one cell; nothing where nothing of it is kept.
    fn cell(&mut self, cell: RawCell, at: CellAddress, is_spilled: bool) -> Option<CellEdit> {
        let format = self.formats.get(cell.style).cloned().unwrap_or_default();
        self.note_format(&format, at);
        let is_rich = cell.is_rich
            || matches!(cell.value, RawValue::Shared(index) if self.texts.get(index).is_some_and(|text| text.is_rich));
        if is_rich {
            let place = self.place(at);
            self.report.at(LossKind::RichText, || place);
        }
        let value = self.value(cell.value, &format, at);
        let style = (format.style != tandem_core::workbook::Style::default()).then_some(format.style);
        let content = match cell.formula {
            _ if is_spilled => None,
            Some(raw) => Some(self.formula(&raw, at, value)),
            None if value.is_blank() => None,
            None => Some(Content::Literal(value)),
        };
        if content.is_none() && style.is_none() {
            return None;
        }
        Some(CellEdit { at, input: content.map(CellInput::Content), style })
    }

    fn formula(&mut self, raw: &super::sheet::RawFormula, at: CellAddress, value: Value) -> Content {
        // An error that was typed stands in a file as a formula of nothing else.
        if let Some(kind) = ErrorKind::parse(raw.text.trim()) {
            return Content::Literal(Value::Error(ErrorValue::typed(kind)));
        }
        let workbook = &self.workbook;
        match self.formulas.take(raw, at, || workbook.reference(at), &mut self.report) {
            Taken::Formula(text) => {
                self.expected.push((at, value));
                Content::Formula(text)
            }
            Taken::Value if value.is_blank() => Content::Blank,
            Taken::Value => Content::Literal(value),
        }
    }

    fn note_format(&mut self, format: &CellFormat, at: CellAddress) {
        if format.loses_look {
            self.report.note(LossKind::Looks);
        }
        if let Some(code) = &format.unread_code {
            let place = self.place(at);
            self.report.named_at(LossKind::NumberFormats, [code.as_str()], || place);
        }
    }

    fn value(&mut self, value: RawValue, format: &CellFormat, at: CellAddress) -> Value {
        match value {
            RawValue::None => Value::Blank,
            RawValue::Number(text) => match digits::read(&text) {
                Some(number) if self.counts_from_1904 && format.is_date => {
                    self.report.note(LossKind::Dates1904);
                    Value::Number(number.checked_add(Decimal::from(DAYS_TO_1904)).unwrap_or(number))
                }
                Some(number) => Value::Number(number),
                None => {
                    let place = self.place(at);
                    self.report.at(LossKind::Numbers, || place);
                    self.text(&text, at)
                }
            },
            RawValue::Shared(index) => {
                let text = self.texts.get(index).map(|shared| shared.text.clone()).unwrap_or_default();
                self.text(&text, at)
            }
            RawValue::Text(text) => self.text(&text, at),
            RawValue::Bool(truth) => Value::Bool(truth),
            RawValue::Error(code) => {
                Value::Error(ErrorValue::typed(ErrorKind::parse(code.trim()).unwrap_or(ErrorKind::Value)))
            }
            RawValue::Date(text) => {
                // `2026-03-31T12:00:00` is a day and a time as a person types them, but for the letter between them.
                let typed = number::typed(&text.trim_end_matches('Z').replace('T', " "), 0);
                match typed.content {
                    number::TypedContent::Number(number) => Value::Number(number),
                    _ => self.text(&text, at),
                }
            }
        }
    }

    fn text(&mut self, text: &str, at: CellAddress) -> Value {
        match text.char_indices().nth(MAX_TEXT_CHARS) {
            Some((end, _)) => {
                let place = self.place(at);
                self.report.at(LossKind::LongTexts, || place);
                Value::from(text.get(..end).unwrap_or_default())
            }
            None => Value::from(text),
        }
    }

    pub(super) fn place(&self, at: CellAddress) -> String {
        self.workbook.reference(at)
    }

    /// Notes formulas whose value is another than in the file. Those that read the clock or chance always are.
    fn compare(&mut self) {
        let mut volatile: HashMap<CellAddress, bool> = HashMap::new();
        for (at, expected) in std::mem::take(&mut self.expected) {
            let value = self.workbook.value(at);
            if is_alike(value, &expected) || rests_on_clock(&self.workbook, at, &mut volatile) {
                continue;
            }
            let place = self.workbook.reference(at);
            self.report.at(LossKind::OtherResult, || place);
        }
        for area in std::mem::take(&mut self.arrays) {
            let spilled = self.workbook.engine().spill_area(area.first()).unwrap_or_else(|| Area::of(area.first()));
            if spilled != area {
                let place = self.workbook.reference(area.first());
                self.report.at(LossKind::OtherResult, || place);
            }
        }
    }
}

struct RawFormulaArea {
    area: Area,
    is_dynamic: bool,
}

/// The area that a cell's formula fills.
fn array_area(cell: &RawCell, sheet: SheetId) -> Option<RawFormulaArea> {
    let FormulaKind::Array { area, is_dynamic } = &cell.formula.as_ref()?.kind else { return None };
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let area = Area::between(sheet, parse_cell(first)?, parse_cell(last)?);
    Some(RawFormulaArea { area, is_dynamic: *is_dynamic })
}

/// Whether a value is what a file says, as far as a file can say it: numbers to twelve digits, for they were computed in binary.
fn is_alike(value: &Value, expected: &Value) -> bool {
    match (value, expected) {
        (Value::Array(array), expected) => is_alike(array.first(), expected),
        // A file without values was written by a program that does not compute.
        (_, Value::Blank) => true,
        (Value::Number(a), Value::Number(b)) => {
            let difference = a.checked_sub(*b).map(|difference| difference.abs());
            let scale = a.abs().max(b.abs()).max(Decimal::ONE);
            let allowed = scale.checked_mul(Decimal::new(1, 9));
            matches!((difference, allowed), (Some(difference), Some(allowed)) if difference <= allowed)
        }
        (Value::Blank, Value::Number(number)) => number.is_zero(),
        (Value::Blank, Value::Text(text)) => text.is_empty(),
        (Value::Error(_), Value::Error(_)) => true,
        (a, b) => a.is_same(b),
    }
}

/// Whether a formula reads the clock or chance, itself or through what it reads. Long ways are given up.
fn rests_on_clock(workbook: &Workbook, at: CellAddress, known: &mut HashMap<CellAddress, bool>) -> bool {
    const MOST_CELLS: usize = 2_000;
    const WORDS: [&str; 6] = ["NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "RANDARRAY(", "SHEET("];
    let mut waiting = vec![at];
    let mut seen = std::collections::HashSet::new();
    while let Some(cell) = waiting.pop() {
        if seen.len() > MOST_CELLS || !seen.insert(cell) {
            continue;
        }
        if let Some(is_volatile) = known.get(&cell) {
            if *is_volatile {
                return true;
            }
            continue;
        }
        let Some(text) = workbook.engine().formula_text(cell) else { continue };
        if WORDS.iter().any(|word| text.contains(word)) {
            known.insert(cell, true);
            known.insert(at, true);
            return true;
        }
        for area in workbook.engine().precedents(cell) {
            let Some(area) = workbook.engine().store().clip(area) else { continue };
            for row in area.top..=area.bottom {
                for column in area.left..=area.right {
                    if waiting.len() < MOST_CELLS {
                        waiting.push(CellAddress::new(area.sheet, row, column));
                    }
                }
            }
        }
    }
    known.insert(at, false);
    false
}
