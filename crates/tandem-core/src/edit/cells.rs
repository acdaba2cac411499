//! Edits of cells: contents and styles.

use std::convert::Infallible;

use super::apply::{Part, Record, require_sheet};
use super::texts::Contents;
use super::{CellEdit, CellInput, Edit, EditError, implied};
use crate::cell::{Area, CellAddress, Link, SheetId, Value};
use crate::engine::Content;
use crate::limits::{MAX_COLUMNS, MAX_RESTYLED_CELLS, MAX_ROWS, MAX_TEXT_CHARS};
use crate::number::{self, NumberFormat};
use crate::workbook::{Style, StyleChange, StyleId, Workbook, typed};

/// What the cells of one edit held before, in the order of the changes.
#[derive(Default)]
pub(super) struct Before {
    /// The day that completes dates without a year; asked once, for it costs more than reading a number.
    today: i32,
    contents: Contents,
    styles: Vec<(CellAddress, StyleId)>,
}

impl Before {
    /// Notes in the record what puts the cells back, the latest change first.
    pub(super) fn note(mut self, record: &mut Record) {
        self.contents.reverse();
        self.styles.reverse();
        record.note(Part::Cells { contents: self.contents, styles: self.styles });
    }
}

impl Edit {
    pub(super) fn step_cells(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        let mut before = Before { today: workbook.today(), ..Before::default() };
        let result = match self {
            Self::SetCells(cells) => {
                cells.into_iter().try_for_each(|cell| set_cell(cell, workbook, &mut before, record))
            }
            Self::TypeCells(cells) => {
                /// Cells after which those to come are expected to be like them.
                const SAMPLE: usize = 2048;
                workbook.engine.reserve(cells.len());
                let mut latest_sheet = None;
                cells.iter().enumerate().try_for_each(|(index, (at, text))| {
                    if index == SAMPLE {
                        workbook.engine.reserve_formulas(cells.len() / SAMPLE);
                    }
                    if latest_sheet.replace(at.sheet) != Some(at.sheet) {
                        require_sheet(workbook, at.sheet)?;
                    }
                    require_place(at)?;
                    let format = type_in(at, text, workbook, &mut before)?;
                    set_implied_format(at, format, workbook, &mut before, record)
                })
            }
            Self::Clear(area) => clear(area, workbook, &mut before),
            Self::SetStyle { area, change } => restyle(area, &change, workbook, &mut before, record),
            _ => Ok(()),
        };
        before.note(record);
        result
    }
}

fn set_cell(
    cell: CellEdit,
    workbook: &mut Workbook,
    before: &mut Before,
    record: &mut Record,
) -> Result<(), EditError> {
    let CellEdit { at, input, style } = cell;
    require_cell(workbook, at)?;
    let implied = match input {
        None => None,
        Some(CellInput::Content(content)) => {
            set_content(at, content, workbook, before)?;
            None
        }
        Some(CellInput::Typed(text)) => {
            let asked = type_in(at, &text, workbook, before)?.map(ToOwned::to_owned);
            asked.or_else(|| implied::of_formula(workbook, at))
        }
    };
    match style {
        Some(style) => set_style(at, &style, workbook, before, record),
        None => set_implied_format(at, implied.as_deref(), workbook, before, record),
    }
}

/// Puts what a typed text means in a cell; gives the number format that its form asks for.
fn type_in(
    at: CellAddress,
    text: &str,
    workbook: &mut Workbook,
    before: &mut Before,
) -> Result<Option<&'static str>, EditError> {
    if let Some(formula) = number::typed_formula(text) {
        let old = workbook.engine.content(at);
        if let Err(error) = workbook.engine.set_formula(at, formula) {
            return Err(EditError::Formula { place: workbook.reference(at), error });
        }
        before.contents.push(at, old);
        return Ok(None);
    }
    let typed = typed::read(text, before.today);
    set_content(at, typed.content, workbook, before)?;
    Ok(typed.format)
}

/// Gives a cell the number format that what was typed asks for, when the cell has none.
fn set_implied_format(
    at: CellAddress,
    format: Option<&str>,
    workbook: &mut Workbook,
    before: &mut Before,
    record: &mut Record,
) -> Result<(), EditError> {
    let Some(format) = format else { return Ok(()) };
    if workbook.style(at).format.is_some() {
        return Ok(());
    }
    let style = Style { format: Some(format.to_owned()), ..workbook.style(at).clone() };
    set_style(at, &style, workbook, before, record)
}

fn require_cell(workbook: &Workbook, at: CellAddress) -> Result<(), EditError> {
    require_sheet(workbook, at.sheet)?;
    require_place(at)
}

const fn require_place(at: CellAddress) -> Result<(), EditError> {
    if at.row < MAX_ROWS && at.column < MAX_COLUMNS { Ok(()) } else { Err(EditError::OutsideSheet) }
}

pub(super) fn set_content(
    at: CellAddress,
    content: Content,
    workbook: &mut Workbook,
    before: &mut Before,
) -> Result<(), EditError> {
    if let Content::Literal(Value::Text(text)) = &content
        && text.len() > MAX_TEXT_CHARS
        && text.chars().nth(MAX_TEXT_CHARS).is_some()
    {
        return Err(EditError::TextTooLong { place: workbook.reference(at) });
    }
    let old = workbook.engine.content(at);
    if let Err(error) = workbook.engine.set(at, content) {
        return Err(EditError::Formula { place: workbook.reference(at), error });
    }
    before.contents.push(at, old);
    Ok(())
}

fn set_style(
    at: CellAddress,
    style: &Style,
    workbook: &mut Workbook,
    before: &mut Before,
    record: &mut Record,
) -> Result<(), EditError> {
    check_format(style.format.as_deref())?;
    let id = workbook.styles.intern(style).ok_or(EditError::TooManyStyles)?;
    let sheet = workbook.sheet_mut(at.sheet).ok_or(EditError::UnknownSheet)?;
    let old = sheet.styles.set(at.row, at.column, id);
    if old != id {
        before.styles.push((at, old));
        record.restyled.push(at);
    }
    Ok(())
}

/// Gives a cell a style of the workbook.
pub(super) fn set_style_id(
    at: CellAddress,
    id: StyleId,
    workbook: &mut Workbook,
    before: &mut Before,
    record: &mut Record,
) {
    let Some(sheet) = workbook.sheet_mut(at.sheet) else { return };
    let old = sheet.styles.set(at.row, at.column, id);
    if old != id {
        before.styles.push((at, old));
        record.restyled.push(at);
    }
}

/// Refuses a number format code that can't be read.
pub(crate) fn check_format(code: Option<&str>) -> Result<(), EditError> {
    let Some(code) = code else { return Ok(()) };
    match NumberFormat::parse(code) {
        Ok(_) => Ok(()),
        Err(error) => Err(EditError::Format { code: code.to_owned(), error }),
    }
}

fn clear(area: Area, workbook: &mut Workbook, before: &mut Before) -> Result<(), EditError> {
    require_sheet(workbook, area.sheet)?;
    filled_cells(area, workbook).into_iter().try_for_each(|at| set_content(at, Content::Blank, workbook, before))
}

/// The cells of a sheet in which something was typed, row by row.
pub(crate) fn filled_on(sheet: SheetId, workbook: &Workbook) -> Vec<CellAddress> {
    filled_cells(Area { sheet, top: 0, left: 0, bottom: MAX_ROWS - 1, right: MAX_COLUMNS - 1 }, workbook)
}

/// The cells of an area in which something was typed, row by row.
pub(crate) fn filled_cells(area: Area, workbook: &Workbook) -> Vec<CellAddress> {
    let mut filled = Vec::new();
    let Ok(()) = workbook.engine.store().for_each_slot_in(area, |row, column, slot| {
        if slot.link.as_formula().is_some() || slot.link == Link::LITERAL && !slot.value.is_blank() {
            filled.push(CellAddress::new(area.sheet, row, column));
        }
        Ok::<(), Infallible>(())
    });
    filled
}

fn restyle(
    area: Area,
    change: &StyleChange,
    workbook: &mut Workbook,
    before: &mut Before,
    record: &mut Record,
) -> Result<(), EditError> {
    require_cell(workbook, CellAddress::new(area.sheet, area.bottom, area.right))?;
    if area.cells() > MAX_RESTYLED_CELLS {
        return Err(EditError::TooManyCells);
    }
    check_format(change.format.as_ref().and_then(Option::as_deref))?;
    // Neighbours mostly share a style, so the style after the change is looked up once per run of equal ones.
    let mut latest: Option<(StyleId, StyleId)> = None;
    for column in area.left..=area.right {
        for row in area.top..=area.bottom {
            let old = workbook.sheet(area.sheet).map(|sheet| sheet.styles.get(row, column)).unwrap_or_default();
            let new = match latest {
                Some((from, to)) if from == old => to,
                _ => {
                    let style = change.apply(workbook.styles.get(old));
                    workbook.styles.intern(&style).ok_or(EditError::TooManyStyles)?
                }
            };
            latest = Some((old, new));
            if old != new
                && let Some(sheet) = workbook.sheet_mut(area.sheet)
            {
                sheet.styles.set(row, column, new);
                let at = CellAddress::new(area.sheet, row, column);
                before.styles.push((at, old));
                record.restyled.push(at);
            }
        }
    }
    Ok(())
}

/// Puts earlier contents and styles back, and notes what puts the present ones back in turn.
#[inline(never)]
pub(super) fn put_back(
    contents: Contents,
    styles: Vec<(CellAddress, StyleId)>,
    workbook: &mut Workbook,
    record: &mut Record,
) -> Result<(), EditError> {
    let mut before = Before::default();
    let result = contents.try_for_each(|at, content| set_content(at, content, workbook, &mut before));
    for (at, id) in styles {
        if let Some(sheet) = workbook.sheet_mut(at.sheet) {
            let old = sheet.styles.set(at.row, at.column, id);
            before.styles.push((at, old));
            record.restyled.push(at);
        }
    }
    before.note(record);
    result
}
