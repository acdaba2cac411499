//! Calls of functions: their arguments evaluated, and the function lifted over arrays where its parameters take single
//! values.

use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::formula::Formula;
use crate::function::{self, Argument, Arguments, Body, Function, FunctionId};

use super::evaluate::{Evaluator, fault};
use super::operators::{item, shape};

pub(super) type EagerBody = fn(&Arguments<'_>) -> Result<Value, ErrorValue>;

impl<'e> Evaluator<'e, '_> {
    pub(super) fn call(&mut self, formula: Formula<'e>, id: FunctionId, first: u32, count: u32) -> Argument {
        let Some(function) = function::get(id) else { return fault(Cause::UnknownFunction) };
        match function.body {
            Body::Eager(body) | Body::Volatile(body) => {
                Argument::Value(self.eager(formula, function, body, first, count))
            }
            Body::Special(special) => self.special(formula, special, formula.arguments(first, count)),
        }
    }

    fn eager(&mut self, formula: Formula<'e>, function: &Function, body: EagerBody, first: u32, count: u32) -> Value {
        let base = self.scratch.arguments.len();
        self.push_arguments(formula, first, count);
        self.compute(function, body, base)
    }

    /// Puts the evaluated arguments of a call on the stack of arguments.
    pub(super) fn push_arguments(&mut self, formula: Formula<'e>, first: u32, count: u32) {
        for node in formula.arguments(first, count) {
            let argument = self.operand(formula, *node);
            self.scratch.arguments.push(argument);
        }
    }

    /// Computes a function from the arguments that stand on the stack from a place on, and takes them off.
    pub(super) fn compute(&mut self, function: &Function, body: EagerBody, base: usize) -> Value {
        let arguments = self.scratch.arguments.get(base..).unwrap_or(&[]);
        let (mut rows, mut columns) = (1, 1);
        for (place, argument) in arguments.iter().enumerate() {
            if function.parameter(place).is_some_and(|parameter| parameter.kind.is_lifted()) {
                let (argument_rows, argument_columns) = argument_shape(argument);
                rows = rows.max(argument_rows);
                columns = columns.max(argument_columns);
            }
        }
        let value = if rows == 1 && columns == 1 {
            let arguments = Arguments::new(&self.engine.store, self.engine.clock, self.host, arguments);
            body(&arguments.at_call(self.calls)).into()
        } else {
            self.lift(function, body, arguments, rows, columns)
        };
        self.scratch.arguments.truncate(base);
        self.calls = self.calls.wrapping_add(rows.wrapping_mul(columns));
        value
    }

    /// Computes a function for each place of its array arguments.
    fn lift(&self, function: &Function, body: EagerBody, arguments: &[Argument], rows: u32, columns: u32) -> Value {
        let is_lifted = |place: usize, argument: &Argument| {
            argument_shape(argument) != (1, 1)
                && function.parameter(place).is_some_and(|parameter| parameter.kind.is_lifted())
        };
        let arrays: Vec<Option<Value>> = arguments
            .iter()
            .enumerate()
            .map(|(place, argument)| is_lifted(place, argument).then(|| self.to_value(argument.clone())))
            .collect();
        let mut single: Vec<Argument> = arguments.to_vec();
        let mut call = self.calls;
        Array::build(rows, columns, |row, column| {
            for (place, array) in single.iter_mut().zip(&arrays) {
                if let Some(array) = array {
                    *place = Argument::Value(item(array, row, column));
                }
            }
            let arguments = Arguments::new(&self.engine.store, self.engine.clock, self.host, &single);
            call = call.wrapping_add(1);
            Ok(match body(&arguments.at_call(call)) {
                Ok(Value::Array(inner)) => inner.first().clone(),
                Ok(value) => value,
                Err(error) => Value::Error(error),
            })
        })
        .into()
    }
}

pub(super) fn argument_shape(argument: &Argument) -> (u32, u32) {
    match argument {
        Argument::Omitted | Argument::Lambda(_) => (1, 1),
        Argument::Value(value) => shape(value),
        Argument::Area(area) => (area.rows(), area.columns()),
    }
}
