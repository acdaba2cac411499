//! What a function's body sees of its arguments.

use std::rc::Rc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::coerce::{to_bool, to_number, to_text};
use super::criteria::Criterion;
use super::grid::Grid;
use super::work::Work;
use crate::cell::{Area, Cause, CellAddress, ErrorValue, Store, Value};
use crate::number;

/// The time that the workbook was told, and the seed of its random functions. Core has no clock of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Date and time as a serial number of the 1900 system; zero until told.
    pub now: Decimal,
    /// Seed of RAND and its kin.
    pub seed: u64,
}

/// One evaluated argument.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Left out, or an empty place between commas.
    Omitted,
    /// A value; it may be an array.
    Value(Value),
    /// A reference to cells.
    Area(Area),
    /// A function value, by the engine's count: only the engine can call it. To everything else it is `#CALC!`.
    Lambda(u32),
}

/// What a function value is where a value is needed.
pub const UNCALLED: Value = Value::Error(ErrorValue::new(Cause::LambdaNotCalled));

/// The evaluated arguments of one call. For lifted kinds, a body is called with single values only.
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    /// The cells that references read.
    pub store: &'a Store,
    /// The time that the workbook was told.
    pub clock: Clock,
    /// The cell whose formula is evaluated.
    pub host: CellAddress,
    /// Which call of its formula this is, in the order of evaluation: what tells two random draws of one formula apart.
    pub call: u32,
    /// Counts what the call does beyond the cost that its function states.
    pub work: &'a Work,
    items: &'a [Argument],
}

impl<'a> Arguments<'a> {
    /// The arguments of one call.
    #[must_use]
    pub const fn new(store: &'a Store, clock: Clock, host: CellAddress, work: &'a Work, items: &'a [Argument]) -> Self {
        Self { store, clock, host, call: 0, work, items }
    }

    /// The same arguments for a numbered call of the formula.
    #[must_use]
    pub const fn at_call(self, call: u32) -> Self {
        Self { call, ..self }
    }

    /// The arguments from a place on, as those of a call of their own.
    #[must_use]
    pub fn from(&self, index: usize) -> Self {
        Self { items: self.items.get(index..).unwrap_or(&[]), ..*self }
    }

    /// Other arguments for the same host and cells.
    #[must_use]
    pub const fn with<'b>(&self, items: &'b [Argument]) -> Arguments<'b>
    where
        'a: 'b,
    {
        Arguments { items, ..*self }
    }

    /// How many arguments were written, empty places included.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.items.len()
    }

    /// The argument at a place, [`Argument::Omitted`] past the last.
    #[must_use]
    pub fn get(&self, index: usize) -> &'a Argument {
        self.items.get(index).unwrap_or(&Argument::Omitted)
    }

    /// Whether an argument was given and not left empty.
    #[must_use]
    pub fn is_given(&self, index: usize) -> bool {
        !matches!(self.get(index), Argument::Omitted)
    }

    /// The argument as one value: a reference to one cell gives the cell's value, a larger one or an array its first
    /// value, an empty place a blank. Errors are given as values.
    #[must_use]
    pub fn value(&self, index: usize) -> Value {
        match self.get(index) {
            Argument::Omitted => Value::Blank,
            Argument::Lambda(_) => UNCALLED,
            Argument::Value(Value::Array(array)) => array.first().clone(),
            Argument::Value(value) => value.clone(),
            Argument::Area(area) => self.store.value(area.first()).clone(),
        }
    }

    /// The argument as a number.
    ///
    /// # Errors
    /// As [`to_number`].
    pub fn number(&self, index: usize) -> Result<Decimal, ErrorValue> {
        match self.get(index) {
            Argument::Value(Value::Number(number)) => Ok(*number),
            Argument::Area(area) => to_number(self.store.value(area.first())),
            _ => to_number(&self.value(index)),
        }
    }

    /// The argument as a number, or another number when it was left out.
    ///
    /// # Errors
    /// As [`to_number`].
    pub fn number_or(&self, index: usize, default: Decimal) -> Result<Decimal, ErrorValue> {
        if self.is_given(index) { self.number(index) } else { Ok(default) }
    }

    /// The argument as an integer, cut towards zero, with guard digits honoured.
    ///
    /// # Errors
    /// As [`to_number`]; `#NUM!` when it is no 64-bit integer.
    pub fn integer(&self, index: usize) -> Result<i64, ErrorValue> {
        number::canonical(self.number(index)?).trunc().to_i64().ok_or_else(|| Cause::OutOfRange.into())
    }

    /// The argument as an integer, or another when it was left out.
    ///
    /// # Errors
    /// As [`Self::integer`].
    pub fn integer_or(&self, index: usize, default: i64) -> Result<i64, ErrorValue> {
        if self.is_given(index) { self.integer(index) } else { Ok(default) }
    }

    /// The argument as a text.
    ///
    /// # Errors
    /// As [`to_text`].
    pub fn text(&self, index: usize) -> Result<Rc<str>, ErrorValue> {
        let text = to_text(&self.value(index))?;
        self.work.spend_on_text(&text);
        Ok(text)
    }

    /// The argument as a criterion, the reading of which is counted.
    #[must_use]
    pub fn criterion(&self, index: usize) -> Criterion {
        let value = self.value(index);
        if let Value::Text(text) = &value {
            self.work.spend_on_text(text);
        }
        Criterion::new(&value)
    }

    /// The argument as a truth.
    ///
    /// # Errors
    /// As [`to_bool`].
    pub fn bool(&self, index: usize) -> Result<bool, ErrorValue> {
        to_bool(&self.value(index))
    }

    /// The argument as a truth, or another when it was left out.
    ///
    /// # Errors
    /// As [`to_bool`].
    pub fn bool_or(&self, index: usize, default: bool) -> Result<bool, ErrorValue> {
        if self.is_given(index) { self.bool(index) } else { Ok(default) }
    }

    /// The argument as a rectangle of values, whatever it was: a single value is a rectangle of one.
    #[must_use]
    pub fn grid(&self, index: usize) -> Grid<'a> {
        match self.get(index) {
            Argument::Omitted => Grid::Single(self.store, &Value::Blank),
            Argument::Lambda(_) => Grid::Single(self.store, &UNCALLED),
            Argument::Value(Value::Array(array)) => Grid::Array(self.store, array),
            Argument::Value(value) => Grid::Single(self.store, value),
            Argument::Area(area) => Grid::Area(self.store, *area),
        }
    }

    /// All values of the argument row by row, up to the last that is not blank; each is counted, blank ones too.
    ///
    /// # Errors
    /// `#CALC!` when they are more than may be gone through.
    pub fn used(&self, index: usize) -> Result<impl Iterator<Item = &'a Value> + use<'a>, ErrorValue> {
        let grid = self.grid(index);
        self.work.spend_on_cells(u64::from(grid.used_rows()) * u64::from(grid.used_columns()));
        self.work.check().map(|()| grid.used())
    }

    /// The argument as a reference.
    ///
    /// # Errors
    /// The value's own error; `#VALUE!` when it is a value.
    pub fn area(&self, index: usize) -> Result<Area, ErrorValue> {
        match self.get(index) {
            Argument::Area(area) => Ok(*area),
            Argument::Value(Value::Error(error)) => Err(*error),
            _ => Err(Cause::NotAReference.into()),
        }
    }

    /// Calls a closure with every value of an area that is not blank, row by row, until the closure gives an error, and counts
    /// the values. What an area holds is less than its size where cells lie far apart.
    ///
    /// # Errors
    /// What the closure gave.
    #[inline]
    pub fn for_each_filled<E>(&self, area: Area, mut visit: impl FnMut(&Value) -> Result<(), E>) -> Result<(), E> {
        let mut seen = 0;
        let result = self.store.for_each_in(area, |_, _, value| {
            seen += 1;
            visit(value)
        });
        self.work.spend_on_cells(seen);
        result
    }

    /// Calls a closure with every number of the arguments from a place on, by the rule of Excel's aggregates: in
    /// references and arrays only numbers count, and texts, truths and blanks are skipped; a value written directly is
    /// coerced. An error anywhere ends it.
    ///
    /// # Errors
    /// The first error value met; `#VALUE!` for a directly written text that is no number; what the closure gives.
    #[inline]
    pub fn for_each_number(
        &self,
        from: usize,
        mut visit: impl FnMut(Decimal) -> Result<(), ErrorValue>,
    ) -> Result<(), ErrorValue> {
        for argument in self.items.get(from..).unwrap_or(&[]) {
            match argument {
                Argument::Omitted => visit(Decimal::ZERO)?,
                Argument::Lambda(_) => return Err(Cause::LambdaNotCalled.into()),
                Argument::Value(Value::Array(array)) => {
                    self.work.spend_on_cells(array.items().len() as u64);
                    for item in array.items() {
                        visit_number(item, &mut visit)?;
                    }
                }
                Argument::Value(value) => visit(to_number(value)?)?,
                Argument::Area(area) => {
                    self.for_each_filled(*area, |value| visit_number(value, &mut visit))?;
                }
            }
        }
        Ok(())
    }

    /// Every number of the arguments from a place on, by the rule of [`Self::for_each_number`].
    ///
    /// # Errors
    /// As [`Self::for_each_number`].
    pub fn numbers(&self, from: usize) -> Result<Vec<Decimal>, ErrorValue> {
        let mut numbers = Vec::new();
        self.for_each_number(from, |number| {
            numbers.push(number);
            Ok(())
        })?;
        Ok(numbers)
    }
}

#[inline]
fn visit_number(value: &Value, visit: &mut impl FnMut(Decimal) -> Result<(), ErrorValue>) -> Result<(), ErrorValue> {
    match value {
        Value::Number(number) => visit(*number),
        Value::Error(error) => Err(*error),
        _ => Ok(()),
    }
}
