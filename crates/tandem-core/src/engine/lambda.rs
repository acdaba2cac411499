//! Function values: LAMBDA, calls of what it gives, and the functions that call one for every value of an array.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::cell::{Area, Array, Cause, CellAddress, ErrorValue, Value};
use crate::formula::{Formula, Node, NodeId};
use crate::function::work::{COPY, LAMBDA_CALL, LIFTED_CALL, NODE};
use crate::function::{self, Argument, Body, Function, FunctionId, UNCALLED};
use crate::limits::MAX_CALL_LEVELS;

use super::calls::argument_shape;
use super::evaluate::{Evaluator, fault};
use super::explain::Miscall;
use super::special::Outcome;

/// A function value.
#[derive(Clone)]
pub(super) enum Lambda<'e> {
    /// What LAMBDA gives.
    Written {
        formula: Formula<'e>,
        /// The least and the most arguments.
        counts: (u8, u8),
        body: NodeId,
        /// How deep evaluation may recurse in the body.
        levels: u16,
        /// The nodes of the body.
        nodes: u16,
        /// What the names around it stood for when it was made.
        captured: Rc<[Argument]>,
    },
    /// A function of the catalogue that was named where a LAMBDA is expected.
    Known(&'static Function),
}

impl Lambda<'_> {
    /// What a call costs: as much as if every part of the body were evaluated once, whichever branches it takes.
    fn units(&self) -> u64 {
        match self {
            Self::Known(_) => LIFTED_CALL,
            Self::Written { nodes, captured, .. } => {
                LAMBDA_CALL + NODE * u64::from(*nodes) + COPY * captured.len() as u64
            }
        }
    }
}

impl<'e> Evaluator<'e, '_> {
    /// The value of a LAMBDA.
    #[inline(never)]
    pub(super) fn lambda(
        &mut self,
        formula: Formula<'e>,
        counts: (u8, u8),
        body: NodeId,
        (levels, nodes): (u16, u16),
    ) -> Argument {
        let captured = self.scratch.locals.get(self.local_base..).unwrap_or(&[]).into();
        Argument::Lambda(self.keep(Lambda::Written { formula, counts, body, levels, nodes, captured }))
    }

    fn keep(&mut self, lambda: Lambda<'e>) -> u32 {
        self.lambdas.push(lambda);
        u32::try_from(self.lambdas.len() - 1).unwrap_or(u32::MAX)
    }

    /// A call of what an expression gives.
    #[inline(never)]
    pub(super) fn invoke(&mut self, formula: Formula<'e>, first: u32, count: u8) -> Argument {
        let (callee, arguments) = formula.callee(first, count);
        let lambda = match self.operand(formula, callee) {
            Argument::Lambda(lambda) => lambda,
            // A word before a parenthesis that stands for nothing was meant as a function.
            Argument::Value(Value::Error(error)) if error.cause == Cause::UnknownName => {
                return fault(Cause::UnknownFunction);
            }
            Argument::Value(Value::Error(error)) => return Argument::Value(Value::Error(error)),
            _ => return fault(Cause::NotALambda),
        };
        let base = self.scratch.arguments.len();
        self.push_arguments(formula, arguments);
        self.apply(lambda, base)
    }

    /// Calls a function value with the arguments that stand on the stack from a place on, and takes them off.
    fn apply(&mut self, lambda: u32, base: usize) -> Argument {
        let made = self.lambdas.len();
        let result = match self.lambdas.get(lambda as usize).cloned() {
            None => fault(Cause::NotALambda),
            Some(lambda) => match self.work.charge(lambda.units()) {
                Ok(()) => self.apply_lambda(lambda, base),
                Err(error) => Argument::Value(Value::Error(error)),
            },
        };
        self.scratch.arguments.truncate(base);
        if !matches!(result, Argument::Lambda(_)) {
            self.lambdas.truncate(made);
        }
        result
    }

    fn apply_lambda(&mut self, lambda: Lambda<'e>, base: usize) -> Argument {
        match lambda {
            Lambda::Known(function) => self.apply_known(function, base),
            Lambda::Written { formula, counts, body, levels, captured, .. } => {
                let outer = self.levels;
                self.levels += u32::from(levels);
                let result = self.apply_written(formula, counts, body, &captured, base);
                self.levels = outer;
                result
            }
        }
    }

    fn apply_known(&mut self, function: &'static Function, base: usize) -> Argument {
        let count = self.scratch.arguments.len() - base;
        if count < function.least() || function.most().is_some_and(|most| count > most) {
            return self.miscalled(count, function.least(), function.most());
        }
        self.compute(function, base)
    }

    #[cold]
    fn miscalled(&mut self, given: usize, least: usize, most: Option<usize>) -> Argument {
        if let Some(watch) = &mut self.watch {
            watch.miscall.get_or_insert(Miscall { given, least, most });
        }
        fault(Cause::LambdaArguments)
    }

    fn apply_written(
        &mut self,
        formula: Formula<'e>,
        (least, most): (u8, u8),
        body: NodeId,
        captured: &[Argument],
        base: usize,
    ) -> Argument {
        let count = self.scratch.arguments.len() - base;
        if count < usize::from(least) || count > usize::from(most) {
            return self.miscalled(count, least.into(), Some(most.into()));
        }
        if self.levels > MAX_CALL_LEVELS {
            return fault(Cause::TooDeep);
        }
        let bound = self.scratch.locals.len();
        self.scratch.locals.extend_from_slice(captured);
        self.scratch.locals.extend(self.scratch.arguments.drain(base..));
        self.scratch.locals.resize(bound + captured.len() + usize::from(most), Argument::Omitted);
        let outer = std::mem::replace(&mut self.local_base, bound);
        let result = self.operand(formula, body);
        self.local_base = outer;
        self.scratch.locals.truncate(bound);
        result
    }

    /// Calls a function value with some arguments.
    fn call_with<const N: usize>(&mut self, lambda: u32, arguments: [Argument; N]) -> Argument {
        let base = self.scratch.arguments.len();
        self.scratch.arguments.extend(arguments);
        self.apply(lambda, base)
    }

    /// An argument as a function value: a LAMBDA, or the name of a function as in `BYROW(A1:C3,SUM)`.
    fn lambda_argument(&mut self, formula: Formula<'e>, node: NodeId) -> Result<u32, ErrorValue> {
        if let Node::NameOrFunction(name, function) = formula.node(node)
            && self.engine.definition(name).is_none()
            && let Some(known) = known(function)
        {
            return Ok(self.keep(known));
        }
        match self.operand(formula, node) {
            Argument::Lambda(lambda) => Ok(lambda),
            Argument::Value(Value::Error(error)) => Err(error),
            _ => Err(Cause::NotALambda.into()),
        }
    }

    /// The last argument as a function value, and the nodes before it.
    fn split<'n>(&mut self, formula: Formula<'e>, nodes: &'n [NodeId]) -> Result<(&'n [NodeId], u32), ErrorValue> {
        let Some((last, before)) = nodes.split_last() else { return Err(Cause::MissingArgument.into()) };
        Ok((before, self.lambda_argument(formula, *last)?))
    }

    /// What a call gave as one value of an array; an array in an array is refused.
    fn single_result(&self, result: Argument) -> Value {
        match self.to_value(result) {
            Value::Array(array) if array.items().len() == 1 => array.first().clone(),
            Value::Array(_) => Cause::NestedArray.into(),
            value => value,
        }
    }

    /// MAP: an array of what the function gives for the values at each place of its arrays.
    #[inline(never)]
    pub(super) fn map(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let (nodes, lambda) = self.split(formula, nodes)?;
        let mut arrays = Vec::with_capacity(nodes.len());
        let (mut rows, mut columns) = (1, 1);
        for node in nodes {
            let array = self.operand(formula, *node);
            let (array_rows, array_columns) = argument_shape(&array);
            (rows, columns) = (rows.max(array_rows), columns.max(array_columns));
            arrays.push(array);
        }
        let array = Array::build(rows, columns, |row, column| {
            let base = self.scratch.arguments.len();
            self.scratch.arguments.extend(arrays.iter().map(|array| part(array, (row, 1), (column, 1))));
            let result = self.apply(lambda, base);
            self.work.check()?;
            Ok(self.single_result(result))
        })?;
        Ok(Argument::Value(array.into()))
    }

    /// REDUCE and SCAN: the function is called for one value after another with what it gave for the one before; SCAN
    /// keeps what it gave on the way. Without a value to begin with, the first one is.
    #[inline(never)]
    pub(super) fn reduce(&mut self, formula: Formula<'e>, nodes: &[NodeId], keeps_all: bool) -> Outcome {
        let (nodes, lambda) = self.split(formula, nodes)?;
        let mut so_far = self.argument(formula, nodes, 0);
        let mut begins = matches!(so_far, Argument::Omitted);
        let array = self.argument(formula, nodes, 1);
        let (rows, columns) = argument_shape(&array);
        let mut kept = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                let item = part(&array, (row, 1), (column, 1));
                so_far = if std::mem::take(&mut begins) { item } else { self.call_with(lambda, [so_far, item]) };
                self.work.check()?;
                if keeps_all {
                    kept.push(self.single_result(so_far.clone()));
                }
            }
        }
        if keeps_all { Ok(Argument::Value(Array::new(rows, columns, kept)?.into())) } else { Ok(so_far) }
    }

    /// BYROW and BYCOL: what the function gives for each row or column.
    #[inline(never)]
    pub(super) fn by_line(&mut self, formula: Formula<'e>, nodes: &[NodeId], is_column: bool) -> Outcome {
        let (nodes, lambda) = self.split(formula, nodes)?;
        let array = self.argument(formula, nodes, 0);
        let (rows, columns) = argument_shape(&array);
        let (lines, shape) = if is_column { (columns, (1, columns)) } else { (rows, (rows, 1)) };
        let mut results = Vec::new();
        let is_copied = matches!(array, Argument::Value(_));
        for line in 0..lines {
            if is_copied {
                self.work.spend(COPY * u64::from(if is_column { rows } else { columns }));
            }
            self.work.check()?;
            let line =
                if is_column { part(&array, (0, rows), (line, 1)) } else { part(&array, (line, 1), (0, columns)) };
            let result = self.call_with(lambda, [line]);
            results.push(self.single_result(result));
        }
        Ok(Argument::Value(Array::new(shape.0, shape.1, results)?.into()))
    }

    /// MAKEARRAY: what the function gives for each row and column number.
    #[inline(never)]
    pub(super) fn make_array(&mut self, formula: Formula<'e>, nodes: &[NodeId]) -> Outcome {
        let (nodes, lambda) = self.split(formula, nodes)?;
        let mut side = |place| -> Result<u32, ErrorValue> {
            let count = self.integer(formula, nodes, place)?;
            u32::try_from(count).ok().filter(|count| *count > 0).ok_or_else(|| Cause::BelowOne.into())
        };
        let (rows, columns) = (side(0)?, side(1)?);
        let number = |index: u32| Argument::Value(Value::Number(Decimal::from(u64::from(index) + 1)));
        let array = Array::build(rows, columns, |row, column| {
            let result = self.call_with(lambda, [number(row), number(column)]);
            self.work.check()?;
            Ok(self.single_result(result))
        })?;
        Ok(Argument::Value(array.into()))
    }
}

/// A function of the catalogue as a function value, when it is computed from its arguments alone.
fn known<'e>(function: FunctionId) -> Option<Lambda<'e>> {
    let function = function::get(function)?;
    (!matches!(function.body, Body::Special(_))).then_some(Lambda::Known(function))
}

/// A part of an argument: some rows and columns, each from a first one on. Cells stay a reference, as Excel passes them;
/// a place that the argument does not have is `#N/A`.
fn part(argument: &Argument, (row, rows): (u32, u32), (column, columns): (u32, u32)) -> Argument {
    match argument {
        Argument::Omitted => Argument::Value(Value::Blank),
        Argument::Lambda(_) => Argument::Value(UNCALLED),
        Argument::Area(area) if row < area.rows() && column < area.columns() => {
            let first = CellAddress::new(area.sheet, area.top + row, area.left + column);
            let last = CellAddress::new(area.sheet, first.row + rows - 1, first.column + columns - 1);
            Argument::Area(Area {
                sheet: area.sheet,
                top: first.row,
                left: first.column,
                bottom: last.row,
                right: last.column,
            })
        }
        Argument::Area(_) => fault(Cause::NoSuchSize),
        Argument::Value(Value::Array(array)) if rows * columns > 1 => Argument::Value(
            Array::build(rows, columns, |r, c| {
                Ok(array.get(row + r, column + c).cloned().unwrap_or_else(|| Cause::NoSuchSize.into()))
            })
            .into(),
        ),
        Argument::Value(Value::Array(array)) => {
            Argument::Value(array.get(row, column).cloned().unwrap_or_else(|| Cause::NoSuchSize.into()))
        }
        Argument::Value(value) if row == 0 && column == 0 => Argument::Value(value.clone()),
        Argument::Value(_) => fault(Cause::NoSuchSize),
    }
}
