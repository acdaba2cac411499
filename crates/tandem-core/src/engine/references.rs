//! References that are computed: OFFSET, INDIRECT and INDEX.

use crate::cell::{Area, Array, Cause, CellAddress, ErrorValue, SheetId, Value};
use crate::formula::{Formula, NodeId, read_a1};
use crate::function::work::COPY;
use crate::function::{Argument, to_bool, to_text};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};

use super::calls::argument_shape;
use super::evaluate::Evaluator;
use super::operators::item;
use super::special::{Outcome, whole};

impl<'e> Evaluator<'e, '_> {
    /// OFFSET: a reference some rows and columns away.
    #[inline(never)]
    pub(super) fn offset(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let base = self.reference(formula, nodes, 0)?;
        let rows = self.integer(formula, nodes, 1)?;
        let columns = self.integer(formula, nodes, 2)?;
        let height = self.extent(formula, nodes, 3, base.rows())?;
        let width = self.extent(formula, nodes, 4, base.columns())?;
        let (top, bottom) = stretch(i64::from(base.top) + rows, height);
        let (left, right) = stretch(i64::from(base.left) + columns, width);
        let place = |place: i64, limit: u32| {
            u32::try_from(place).ok().filter(|place| *place < limit).ok_or(ErrorValue::new(Cause::OutsideSheet))
        };
        let area = Area {
            sheet: base.sheet,
            top: place(top, MAX_ROWS)?,
            bottom: place(bottom, MAX_ROWS)?,
            left: place(left, MAX_COLUMNS)?,
            right: place(right, MAX_COLUMNS)?,
        };
        Ok(self.read_dynamically(area))
    }

    /// The height or width that OFFSET was given, or the base's.
    fn extent(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize, own: u32) -> Result<i64, ErrorValue> {
        match self.argument(formula, nodes, place) {
            Argument::Omitted => Ok(i64::from(own)),
            given => {
                let value = self.to_value(given);
                match whole(&value)? {
                    0 => Err(Cause::OutsideSheet.into()),
                    extent => Ok(extent),
                }
            }
        }
    }

    /// INDIRECT: the cells that a text writes, in the style of A1 or of R1C1, or a name.
    #[inline(never)]
    pub(super) fn indirect(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let text = to_text(&self.scalar(formula, nodes, 0))?;
        self.work.spend_on_text(&text);
        let style = self.argument(formula, nodes, 1);
        let is_a1 = matches!(style, Argument::Omitted) || to_bool(&self.to_value(style))?;
        let engine = self.engine;
        let (sheet, cells) = match text.rsplit_once('!') {
            None => (self.host.sheet, text.trim()),
            Some((sheet, cells)) => {
                let name = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')).unwrap_or(sheet);
                (engine.sheet_id(&name.replace("''", "'")).ok_or(Cause::UnknownSheet)?, cells.trim())
            }
        };
        let area = if is_a1 { read_a1(sheet, cells) } else { read_r1c1(sheet, cells, self.host) };
        let area = area.or_else(|| engine.name_area(text.trim())).ok_or(Cause::BadReferenceText)?;
        Ok(self.read_dynamically(area))
    }

    /// INDEX: a part of a range or array.
    #[inline(never)]
    pub(super) fn index(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let source = self.argument(formula, nodes, 0);
        if let Argument::Value(Value::Error(error)) = source {
            return Err(error);
        }
        // A reference has one area only, since lists of them are refused when they are typed.
        if !matches!(self.argument(formula, nodes, 3), Argument::Omitted) && self.integer(formula, nodes, 3)? != 1 {
            return Err(Cause::OutsideRange.into());
        }
        let row = self.argument_value(formula, nodes, 1);
        let column = self.argument_value(formula, nodes, 2);
        let has_column = nodes.len() > 2;
        if !matches!(row, Value::Array(_)) && !matches!(column, Value::Array(_)) {
            return self.part(&source, whole(&row)?, has_column.then(|| whole(&column)).transpose()?);
        }
        let (rows, columns) = self.counted(&[&row, &column])?;
        let array = Array::build(rows, columns, |r, c| {
            let part = whole(&item(&row, r, c)).and_then(|row| {
                let column = has_column.then(|| whole(&item(&column, r, c))).transpose()?;
                self.part(&source, row, column)
            });
            Ok(match part.map(|part| self.to_value(part)) {
                Ok(Value::Array(inner)) => inner.first().clone(),
                Ok(value) => value,
                Err(error) => Value::Error(error),
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    /// The part of a range or array at a row and column counted from 1; 0 means all of them.
    fn part(&self, source: &Argument, row: i64, column: Option<i64>) -> Outcome {
        let (rows, columns) = argument_shape(source);
        let (row, column) = match column {
            Some(column) => (row, column),
            // One number counts along a single row.
            None if rows == 1 => (1, row),
            None => (row, if columns == 1 { 1 } else { 0 }),
        };
        let (first_row, last_row) = span(row, rows)?;
        let (first_column, last_column) = span(column, columns)?;
        match source {
            Argument::Area(area) => Ok(Argument::Area(Area {
                sheet: area.sheet,
                top: area.top + first_row,
                bottom: area.top + last_row,
                left: area.left + first_column,
                right: area.left + last_column,
            })),
            other => {
                let value = self.to_value(other.clone());
                if first_row == last_row && first_column == last_column {
                    return Ok(Argument::Value(item(&value, first_row, first_column)));
                }
                let items = u64::from(last_row - first_row + 1) * u64::from(last_column - first_column + 1);
                self.work.charge(items.saturating_mul(COPY))?;
                let array = Array::build(last_row - first_row + 1, last_column - first_column + 1, |r, c| {
                    Ok(item(&value, first_row + r, first_column + c))
                })?;
                Ok(Argument::Value(array.into()))
            }
        }
    }
}

/// First and last place from 0 of a place counted from 1, where 0 means all.
fn span(place: i64, count: u32) -> Result<(u32, u32), ErrorValue> {
    if place == 0 {
        return Ok((0, count - 1));
    }
    let place = u32::try_from(place).map_err(|_| Cause::NotANumber)?;
    if place > count { Err(Cause::OutsideRange.into()) } else { Ok((place - 1, place - 1)) }
}

/// First and last place of an extent that may run backwards.
const fn stretch(start: i64, extent: i64) -> (i64, i64) {
    if extent > 0 { (start, start.saturating_add(extent - 1)) } else { (start.saturating_add(extent + 1), start) }
}

/// An area in the style of R1C1, seen from a cell: `R2C3`, `R[-1]C`, `R1C1:R3C2`, `R2` for a row, `C[1]` for a column.
fn read_r1c1(sheet: SheetId, text: &str, host: CellAddress) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (r1c1_corner(first.trim(), host)?, r1c1_corner(last.trim(), host)?);
    let ((top, bottom), (left, right)) = match (first, last) {
        ((Some(a), Some(b)), (Some(c), Some(d))) => ((a.min(c), a.max(c)), (b.min(d), b.max(d))),
        ((Some(a), None), (Some(b), None)) => ((a.min(b), a.max(b)), (0, MAX_COLUMNS - 1)),
        ((None, Some(a)), (None, Some(b))) => ((0, MAX_ROWS - 1), (a.min(b), a.max(b))),
        _ => return None,
    };
    Some(Area { sheet, top, left, bottom, right })
}

/// One corner in the style of R1C1: its row and its column, from zero, each where it is written.
fn r1c1_corner(text: &str, host: CellAddress) -> Option<(Option<u32>, Option<u32>)> {
    let (row, rest) = match text.strip_prefix(['R', 'r']) {
        Some(rest) => take_place(rest, host.row, MAX_ROWS).map(|(row, rest)| (Some(row), rest))?,
        None => (None, text),
    };
    let (column, rest) = match rest.strip_prefix(['C', 'c']) {
        Some(rest) => take_place(rest, host.column, MAX_COLUMNS).map(|(column, rest)| (Some(column), rest))?,
        None => (None, rest),
    };
    (rest.is_empty() && (row.is_some() || column.is_some())).then_some((row, column))
}

/// A place from zero after `R` or `C`: a number from one, a distance in brackets, or nothing for the cell's own.
fn take_place(text: &str, own: u32, limit: u32) -> Option<(u32, &str)> {
    let (place, rest) = match text.strip_prefix('[') {
        Some(inner) => {
            let (distance, rest) = inner.split_once(']')?;
            (i64::from(own) + i64::from(distance.trim().parse::<i32>().ok()?), rest)
        }
        None => {
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (number, rest) = text.split_at_checked(digits)?;
            let place = if number.is_empty() { i64::from(own) } else { number.parse::<i64>().ok()? - 1 };
            (place, rest)
        }
    };
    Some((u32::try_from(place).ok().filter(|place| *place < limit)?, rest))
}
