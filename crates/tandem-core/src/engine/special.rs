//! Functions that decide which of their arguments are evaluated, or that give or take references.

use rust_decimal::prelude::ToPrimitive;

use crate::cell::{Area, Array, Cause, ErrorKind, ErrorValue, Value, parse_cell};
use crate::formula::{Formula, NodeId};
use crate::function::{Argument, Special, equal, to_bool, to_number, to_text};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::number;

use super::evaluate::{Evaluator, fault};
use super::operators::{item, shape};

pub(super) type Outcome = Result<Argument, ErrorValue>;

impl<'e> Evaluator<'e, '_> {
    pub(super) fn special(&mut self, formula: Formula<'e>, special: Special, nodes: &[NodeId]) -> Argument {
        let outcome = match special {
            Special::If => self.choose_branch(formula, nodes),
            Special::Ifs => self.first_that_holds(formula, nodes),
            Special::IfError => self.replace_error(formula, nodes, |_| true),
            Special::IfNa => self.replace_error(formula, nodes, |kind| kind == ErrorKind::NotAvailable),
            Special::Switch => self.switch(formula, nodes),
            Special::Choose => self.choose(formula, nodes),
            Special::Offset => {
                self.scratch.is_dynamic = true;
                self.offset(formula, nodes)
            }
            Special::Indirect => {
                self.scratch.is_dynamic = true;
                self.indirect(formula, nodes)
            }
            Special::Index => self.index(formula, nodes),
            Special::IsReference => {
                let operand = self.argument(formula, nodes, 0);
                Ok(Argument::Value(Value::Bool(matches!(operand, Argument::Area(_)))))
            }
            Special::IsFormula => self.reference(formula, nodes, 0).map(|area| {
                let is_formula = self.engine.formula_at(area.first()).is_some();
                Argument::Value(Value::Bool(is_formula))
            }),
            Special::FormulaText => self.reference(formula, nodes, 0).and_then(|area| {
                let text = self.engine.formula_text(area.first()).ok_or(Cause::NotAvailable)?;
                Ok(Argument::Value(Value::from(text)))
            }),
            Special::Sheet => self.sheet(formula, nodes),
            Special::Let => Ok(self.bind(formula, nodes)),
            // The parser makes a node of its own of it.
            Special::Lambda => Err(Cause::LambdaNotCalled.into()),
            Special::IsOmitted => {
                let operand = self.argument(formula, nodes, 0);
                Ok(Argument::Value(Value::Bool(matches!(operand, Argument::Omitted))))
            }
            Special::Map => self.map(formula, nodes),
            Special::Reduce => self.reduce(formula, nodes, false),
            Special::Scan => self.reduce(formula, nodes, true),
            Special::ByRow => self.by_line(formula, nodes, false),
            Special::ByColumn => self.by_line(formula, nodes, true),
            Special::MakeArray => self.make_array(formula, nodes),
        };
        outcome.unwrap_or_else(|error| Argument::Value(Value::Error(error)))
    }

    pub(super) fn argument(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Argument {
        match nodes.get(place) {
            Some(node) => self.operand(formula, *node),
            None => Argument::Omitted,
        }
    }

    fn argument_value(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Value {
        let argument = self.argument(formula, nodes, place);
        self.to_value(argument)
    }

    /// An argument as one value: of an array, its first.
    fn scalar(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Value {
        match self.argument_value(formula, nodes, place) {
            Value::Array(array) => array.first().clone(),
            value => value,
        }
    }

    pub(super) fn integer(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Result<i64, ErrorValue> {
        whole(&self.scalar(formula, nodes, place))
    }

    fn reference(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Result<Area, ErrorValue> {
        match self.argument(formula, nodes, place) {
            Argument::Area(area) => Ok(area),
            Argument::Value(Value::Error(error)) => Err(error),
            _ => Err(Cause::NotAReference.into()),
        }
    }

    fn choose_branch(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let condition = self.argument_value(formula, nodes, 0);
        let otherwise = |evaluator: &mut Self| match nodes.get(2) {
            Some(node) => evaluator.operand(formula, *node),
            None => Argument::Value(Value::Bool(false)),
        };
        if !matches!(condition, Value::Array(_)) {
            return Ok(if to_bool(&condition)? { self.argument(formula, nodes, 1) } else { otherwise(self) });
        }
        let then = self.argument_value(formula, nodes, 1);
        let otherwise = otherwise(self);
        let otherwise = self.to_value(otherwise);
        let (rows, columns) = widest(&[&condition, &then, &otherwise]);
        let array = Array::build(rows, columns, |row, column| {
            Ok(match to_bool(&item(&condition, row, column)) {
                Ok(true) => item(&then, row, column),
                Ok(false) => item(&otherwise, row, column),
                Err(error) => Value::Error(error),
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    fn first_that_holds(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        for pair in 0..nodes.len() / 2 {
            let condition = self.scalar(formula, nodes, 2 * pair);
            if to_bool(&condition)? {
                return Ok(self.argument(formula, nodes, 2 * pair + 1));
            }
        }
        Err(Cause::NotFound.into())
    }

    fn replace_error(
        &mut self,
        formula: Formula<'e>,
        nodes: &[NodeId],
        is_caught: impl Fn(ErrorKind) -> bool,
    ) -> Outcome {
        let operand = self.argument(formula, nodes, 0);
        let value = self.to_value(operand.clone());
        match &value {
            Value::Error(error) if is_caught(error.kind) => Ok(self.argument(formula, nodes, 1)),
            Value::Array(_) => {
                let fallback = self.argument_value(formula, nodes, 1);
                let (rows, columns) = widest(&[&value, &fallback]);
                let array = Array::build(rows, columns, |row, column| {
                    Ok(match item(&value, row, column) {
                        Value::Error(error) if is_caught(error.kind) => item(&fallback, row, column),
                        other => other,
                    })
                })?;
                Ok(Argument::Value(array.into()))
            }
            _ => Ok(operand),
        }
    }

    fn switch(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let subject = self.scalar(formula, nodes, 0);
        if let Value::Error(error) = subject {
            return Err(error);
        }
        let mut place = 1;
        while place + 1 < nodes.len() {
            let candidate = self.scalar(formula, nodes, place);
            if equal(&subject, &candidate)? {
                return Ok(self.argument(formula, nodes, place + 1));
            }
            place += 2;
        }
        // One argument left over is the default.
        if place < nodes.len() { Ok(self.argument(formula, nodes, place)) } else { Err(Cause::NotFound.into()) }
    }

    fn choose(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let index = self.argument_value(formula, nodes, 0);
        let pick = |value: &Value| -> Result<usize, ErrorValue> {
            let place = usize::try_from(whole(value)?).map_err(|_| Cause::ChoiceOutOfRange)?;
            if place == 0 || place >= nodes.len() { Err(Cause::ChoiceOutOfRange.into()) } else { Ok(place) }
        };
        if !matches!(index, Value::Array(_)) {
            return Ok(self.argument(formula, nodes, pick(&index)?));
        }
        let choices: Vec<Value> = (1..nodes.len()).map(|place| self.argument_value(formula, nodes, place)).collect();
        let mut all: Vec<&Value> = choices.iter().collect();
        all.push(&index);
        let (rows, columns) = widest(&all);
        let array = Array::build(rows, columns, |row, column| {
            Ok(match pick(&item(&index, row, column)) {
                Ok(place) => choices.get(place - 1).map_or(Value::Blank, |choice| item(choice, row, column)),
                Err(error) => Value::Error(error),
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    fn offset(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
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

    fn indirect(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let text = to_text(&self.scalar(formula, nodes, 0))?;
        let engine = self.engine;
        let (sheet, cells) = match text.rsplit_once('!') {
            None => (self.host.sheet, &*text),
            Some((sheet, cells)) => {
                let name = sheet.strip_prefix('\'').and_then(|s| s.strip_suffix('\'')).unwrap_or(sheet);
                (engine.sheet_id(&name.replace("''", "'")).ok_or(Cause::UnknownSheet)?, cells)
            }
        };
        let (first, last) = cells.split_once(':').unwrap_or((cells, cells));
        if let (Some(first), Some(last)) = (parse_cell(first.trim()), parse_cell(last.trim())) {
            return Ok(self.read_dynamically(Area::between(sheet, first, last)));
        }
        let area = engine.name_area(text.trim()).ok_or(Cause::BadReferenceText)?;
        Ok(self.read_dynamically(area))
    }

    fn index(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let source = self.argument(formula, nodes, 0);
        if let Argument::Value(Value::Error(error)) = source {
            return Err(error);
        }
        let row = self.argument_value(formula, nodes, 1);
        let column = self.argument_value(formula, nodes, 2);
        if !matches!(row, Value::Array(_)) && !matches!(column, Value::Array(_)) {
            return self.part(&source, whole(&row)?, (nodes.len() > 2).then(|| whole(&column)).transpose()?);
        }
        let (rows, columns) = widest(&[&row, &column]);
        let array = Array::build(rows, columns, |r, c| {
            let row = whole(&item(&row, r, c))?;
            let column = (nodes.len() > 2).then(|| whole(&item(&column, r, c))).transpose()?;
            let part = self.part(&source, row, column)?;
            Ok(match self.to_value(part) {
                Value::Array(inner) => inner.first().clone(),
                value => value,
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    /// The part of a range or array at a row and column counted from 1; 0 means all of them.
    fn part(&self, source: &Argument, row: i64, column: Option<i64>) -> Outcome {
        let (rows, columns) = super::calls::argument_shape(source);
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
                let array = Array::build(last_row - first_row + 1, last_column - first_column + 1, |r, c| {
                    Ok(item(&value, first_row + r, first_column + c))
                })?;
                Ok(Argument::Value(array.into()))
            }
        }
    }

    fn sheet(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let sheet = match self.argument(formula, nodes, 0) {
            Argument::Lambda(_) => return Err(Cause::NotAReference.into()),
            Argument::Omitted => self.host.sheet,
            Argument::Area(area) => area.sheet,
            Argument::Value(value) => {
                self.engine.sheet_id(&to_text(&value)?).ok_or(ErrorValue::new(Cause::NotFound))?
            }
        };
        Ok(Argument::Value(Value::Number((sheet.0 + 1).into())))
    }

    /// LET: its arguments are an empty place and a value for each binding, then the result.
    fn bind(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Argument {
        let bound = self.scratch.locals.len();
        let mut result = fault(Cause::MissingArgument);
        for (place, node) in nodes.iter().enumerate() {
            let is_last = place + 1 == nodes.len();
            if place % 2 == 1 {
                let value = self.operand(formula, *node);
                self.scratch.locals.push(value);
            } else if is_last {
                result = self.operand(formula, *node);
            }
        }
        self.scratch.locals.truncate(bound);
        result
    }
}

fn whole(value: &Value) -> Result<i64, ErrorValue> {
    number::canonical(to_number(value)?).trunc().to_i64().ok_or_else(|| Cause::OutOfRange.into())
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

fn widest(values: &[&Value]) -> (u32, u32) {
    values.iter().map(|value| shape(value)).fold((1, 1), |(rows, columns), (r, c)| (rows.max(r), columns.max(c)))
}
