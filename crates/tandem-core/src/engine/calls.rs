//! Calls of functions: their arguments evaluated, and the function lifted over arrays where its parameters take single
//! values.

use crate::cell::{Area, Array, Cause, Value};
use crate::formula::{Formula, NodeId};
use crate::function::work::{CELL, COPY, FEWEST_CELLS, LIFTED_CALL};
use crate::function::{self, Argument, Arguments, Body, Function, FunctionId, Kind};

use super::evaluate::{Evaluator, fault};
use super::operators::{item, shape};

impl<'e> Evaluator<'e, '_> {
    pub(super) fn call(&mut self, formula: Formula<'e>, id: FunctionId, first: u32, count: u8) -> Argument {
        let Some(function) = function::get(id) else { return fault(Cause::UnknownFunction) };
        match function.body {
            Body::Eager(_) | Body::Measured(..) | Body::Volatile(_) | Body::Picking(_) => {
                let base = self.scratch.arguments.len();
                self.push_arguments(formula, formula.arguments(first, count));
                self.compute(function, base)
            }
            Body::Special(special) => self.special(formula, special, formula.arguments(first, count)),
        }
    }

    /// Puts the evaluated arguments of a call on the stack of arguments.
    pub(super) fn push_arguments(&mut self, formula: Formula<'e>, nodes: &[NodeId]) {
        for node in nodes {
            let argument = self.operand(formula, *node);
            self.scratch.arguments.push(argument);
        }
    }

    /// Computes a function from the arguments that stand on the stack from a place on, and takes them off.
    pub(super) fn compute(&mut self, function: &Function, base: usize) -> Argument {
        let (mut rows, mut columns) = (1, 1);
        let cost = function.body.cost();
        let mut read = 0;
        for place in base..self.scratch.arguments.len() {
            let Some(parameter) = function.parameter(place - base) else { break };
            if parameter.kind.is_lifted() {
                let Some(argument) = self.scratch.arguments.get(place) else { break };
                let (argument_rows, argument_columns) = argument_shape(argument);
                rows = rows.max(argument_rows);
                columns = columns.max(argument_columns);
            } else {
                if parameter.kind == Kind::Beside {
                    self.reshape(base, place);
                }
                if cost.cell > 0 {
                    // Of a few cells only those are counted that cost more than the call.
                    let fewest = if cost.cell > CELL { 1 } else { FEWEST_CELLS };
                    read += self.scratch.arguments.get(place).map_or(0, |argument| self.cells_in(argument, fewest));
                }
            }
        }
        let arguments = self.scratch.arguments.get(base..).unwrap_or(&[]);
        let result = if rows == 1 && columns == 1 {
            if read == 0 && cost.call == 0 {
                self.run(function, arguments, self.calls)
            } else {
                match self.work.charge(cost.call + read.saturating_mul(cost.cell)) {
                    Ok(()) => self.run(function, arguments, self.calls),
                    Err(error) => Argument::Value(Value::Error(error)),
                }
            }
        } else {
            let calls = u64::from(rows) * u64::from(columns);
            let each = LIFTED_CALL + cost.call + read.saturating_mul(cost.cell);
            match self.work.charge(calls.saturating_mul(each)) {
                Ok(()) => Argument::Value(self.lift(function, arguments, rows, columns)),
                Err(error) => Argument::Value(Value::Error(error)),
            }
        };
        match &result {
            Argument::Value(Value::Array(array)) => self.work.spend(COPY * array.items().len() as u64),
            Argument::Value(Value::Text(text)) => self.work.spend_on_new_text(text),
            _ => {}
        }
        self.scratch.arguments.truncate(base);
        self.calls = self.calls.wrapping_add(rows.wrapping_mul(columns));
        result
    }

    /// How many cells an argument holds, unless they are fewer than are counted.
    #[inline]
    fn cells_in(&self, argument: &Argument, fewest: u64) -> u64 {
        let cells = match argument {
            Argument::Area(area) if area.cells() >= FEWEST_CELLS => self.engine.store.stored_cells(*area),
            Argument::Area(area) => area.cells(),
            Argument::Value(Value::Array(array)) => array.items().len() as u64,
            _ => 1,
        };
        if cells < fewest { 0 } else { cells }
    }

    /// Gives a reference the shape of the first argument. What it then covers is no part of the formula, so it is noted.
    #[inline(never)]
    fn reshape(&mut self, first: usize, place: usize) {
        let (Some(Argument::Area(area)), Some(shape)) =
            (self.scratch.arguments.get(place), self.scratch.arguments.get(first))
        else {
            return;
        };
        let (rows, columns) = argument_shape(shape);
        if (area.rows(), area.columns()) == (rows, columns) {
            return;
        }
        let bottom = area.top.saturating_add(rows - 1);
        let right = area.left.saturating_add(columns - 1);
        let reshaped = self.read_dynamically(Area { bottom, right, ..*area });
        if let Some(argument) = self.scratch.arguments.get_mut(place) {
            *argument = reshaped;
        }
    }

    /// Computes a function from single values and whole ranges.
    #[inline]
    pub(super) fn run(&self, function: &Function, arguments: &[Argument], call: u32) -> Argument {
        let arguments = Arguments::new(&self.engine.store, self.engine.clock, self.host, &self.work, arguments);
        let arguments = arguments.at_call(call);
        match function.body {
            Body::Eager(body) | Body::Measured(_, body) | Body::Volatile(body) => {
                Argument::Value(body(&arguments).into())
            }
            Body::Picking(body) => body(&arguments).unwrap_or_else(|error| Argument::Value(Value::Error(error))),
            Body::Special(_) => fault(Cause::NotALambda),
        }
    }

    /// Computes a function for each place of its array arguments.
    #[inline(never)]
    fn lift(&self, function: &Function, arguments: &[Argument], rows: u32, columns: u32) -> Value {
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
            call = call.wrapping_add(1);
            let result = self.run(function, &single, call);
            // Of an array only the first value is taken, but all of it was made.
            if let Argument::Value(Value::Array(array)) = &result {
                self.work.spend(COPY * array.items().len() as u64);
            }
            self.work.check()?;
            // Of several values that a call gives, an array of the calls' results takes the first.
            Ok(match result {
                Argument::Area(area) => self.engine.store.value(area.first()).clone(),
                other => match self.to_value(other) {
                    Value::Array(inner) => inner.first().clone(),
                    value => value,
                },
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
