//! Functions that decide which of their arguments are evaluated, or that give or take references.

use rust_decimal::prelude::ToPrimitive;

use crate::cell::{Area, Array, Cause, ErrorKind, ErrorValue, Value};
use crate::formula::{Formula, NodeId};
use crate::function::work::COPY;
use crate::function::{Argument, Special, equal, to_bool, to_number, to_text};
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
                self.work.spend_on_text(&text);
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

    pub(super) fn argument_value(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Value {
        let argument = self.argument(formula, nodes, place);
        self.to_value(argument)
    }

    /// An argument as one value: of an array, its first.
    pub(super) fn scalar(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Value {
        match self.argument_value(formula, nodes, place) {
            Value::Array(array) => array.first().clone(),
            value => value,
        }
    }

    pub(super) fn integer(&mut self, formula: Formula<'e>, nodes: &[NodeId], place: usize) -> Result<i64, ErrorValue> {
        whole(&self.scalar(formula, nodes, place))
    }

    pub(super) fn reference(
        &mut self,
        formula: Formula<'e>,
        nodes: &[NodeId],
        place: usize,
    ) -> Result<Area, ErrorValue> {
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
        self.choose_branches(&condition, &then, otherwise)
    }

    /// IF over an array of conditions: both branches are evaluated, and each place takes its own.
    #[inline(never)]
    fn choose_branches(&self, condition: &Value, then: &Value, otherwise: Argument) -> Outcome {
        let otherwise = self.to_value(otherwise);
        let (rows, columns) = self.counted(&[condition, then, &otherwise])?;
        let array = Array::build(rows, columns, |row, column| {
            Ok(match to_bool(&item(condition, row, column)) {
                Ok(true) => item(then, row, column),
                Ok(false) => item(&otherwise, row, column),
                Err(error) => Value::Error(error),
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    /// IFS: the value of the first condition that holds, for each place of its arrays.
    #[inline(never)]
    fn first_that_holds(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        for pair in 0..nodes.len() / 2 {
            let condition = self.argument_value(formula, nodes, 2 * pair);
            if matches!(condition, Value::Array(_)) {
                // Conditions before this one did not hold anywhere.
                let values = self.values_from(formula, nodes, 2 * pair);
                return self.chosen(&values, |row, column| {
                    for pair in values.chunks_exact(2) {
                        let [condition, value] = pair else { break };
                        if to_bool(&item(condition, row, column))? {
                            return Ok(item(value, row, column));
                        }
                    }
                    Err(Cause::NotFound.into())
                });
            }
            if to_bool(&condition)? {
                return Ok(self.argument(formula, nodes, 2 * pair + 1));
            }
        }
        Err(Cause::NotFound.into())
    }

    fn values_from(&mut self, formula: Formula<'e>, nodes: &[NodeId], first: usize) -> Vec<Value> {
        (first..nodes.len()).map(|place| self.argument_value(formula, nodes, place)).collect()
    }

    #[inline(never)]
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
                let (rows, columns) = self.counted(&[&value, &fallback])?;
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

    /// SWITCH: the result after the first value that equals the first argument, for each place of its arrays.
    #[inline(never)]
    fn switch(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let subject = self.argument_value(formula, nodes, 0);
        if let Value::Error(error) = subject {
            return Err(error);
        }
        let mut place = 1;
        while place + 1 < nodes.len() {
            let candidate = self.argument_value(formula, nodes, place);
            if matches!((&subject, &candidate), (Value::Array(_), _) | (_, Value::Array(_))) {
                let mut values = self.values_from(formula, nodes, place);
                values.push(subject);
                return self.chosen(&values, |row, column| pick_equal(&values, row, column));
            }
            if equal(&subject, &candidate)? {
                return Ok(self.argument(formula, nodes, place + 1));
            }
            place += 2;
        }
        // One argument left over is the default.
        if place < nodes.len() { Ok(self.argument(formula, nodes, place)) } else { Err(Cause::NotFound.into()) }
    }

    #[inline(never)]
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
        let (rows, columns) = self.counted(&all)?;
        let array = Array::build(rows, columns, |row, column| {
            Ok(match pick(&item(&index, row, column)) {
                Ok(place) => choices.get(place - 1).map_or(Value::Blank, |choice| item(choice, row, column)),
                Err(error) => Value::Error(error),
            })
        })?;
        Ok(Argument::Value(array.into()))
    }

    #[inline(never)]
    fn sheet(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let sheet = match self.argument(formula, nodes, 0) {
            Argument::Lambda(_) => return Err(Cause::NotAReference.into()),
            Argument::Omitted => self.host.sheet,
            Argument::Area(area) => area.sheet,
            Argument::Value(value) => {
                let text = to_text(&value)?;
                self.work.spend_on_text(&text);
                self.engine.sheet_id(&text).ok_or(ErrorValue::new(Cause::NotFound))?
            }
        };
        Ok(Argument::Value(Value::Number((sheet.0 + 1).into())))
    }

    /// Rows and columns that hold each of several values, which are about to be gone through place by place.
    pub(super) fn counted(&self, values: &[&Value]) -> Result<(u32, u32), ErrorValue> {
        let (rows, columns) = widest(values);
        let items = u64::from(rows).saturating_mul(columns.into());
        self.work.charge(items.saturating_mul(COPY * values.len() as u64))?;
        Ok((rows, columns))
    }

    /// An array of what a closure gives for each place of the widest of some values; what it refuses is that place's error.
    fn chosen(&self, values: &[Value], mut choose: impl FnMut(u32, u32) -> Result<Value, ErrorValue>) -> Outcome {
        let all: Vec<&Value> = values.iter().collect();
        let (rows, columns) = self.counted(&all)?;
        let array = Array::build(rows, columns, |row, column| Ok(choose(row, column).unwrap_or_else(Value::Error)))?;
        Ok(Argument::Value(array.into()))
    }

    /// LET: its arguments are an empty place and a value for each binding, then the result.
    #[inline(never)]
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

/// A value as an integer, cut towards zero, with guard digits honoured.
pub(super) fn whole(value: &Value) -> Result<i64, ErrorValue> {
    number::canonical(to_number(value)?).trunc().to_i64().ok_or_else(|| Cause::OutOfRange.into())
}

/// Rows and columns that hold each of several values.
fn widest(values: &[&Value]) -> (u32, u32) {
    values.iter().map(|value| shape(value)).fold((1, 1), |(rows, columns), (r, c)| (rows.max(r), columns.max(c)))
}

/// One place of SWITCH: values and results by turns, perhaps a default, and what is compared at the end.
fn pick_equal(values: &[Value], row: u32, column: u32) -> Result<Value, ErrorValue> {
    let Some((subject, rest)) = values.split_last() else { return Err(Cause::NotFound.into()) };
    let subject = item(subject, row, column);
    let pairs = rest.chunks_exact(2);
    let default = pairs.remainder().first();
    for pair in pairs {
        let [candidate, result] = pair else { break };
        if equal(&subject, &item(candidate, row, column))? {
            return Ok(item(result, row, column));
        }
    }
    default.map(|default| item(default, row, column)).ok_or_else(|| Cause::NotFound.into())
}
