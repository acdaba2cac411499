//! What a function's body sees of its arguments.

use std::rc::Rc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::coerce::{to_bool, to_number, to_text};
use super::work::Work;
use crate::cell::{Area, Array, Cause, CellAddress, ErrorValue, KeyIndex, Store, Value};
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

/// A rectangle of values, whether cells, an array or a single value.
#[derive(Clone, Copy)]
pub enum Grid<'a> {
    /// Cells.
    Area(&'a Store, Area),
    /// An array.
    Array(&'a Store, &'a Array),
    /// One value.
    Single(&'a Store, &'a Value),
}

impl<'a> Grid<'a> {
    /// Number of rows, at least 1. For a whole column this is the sheet's limit: use [`Self::used_rows`] for loops.
    #[must_use]
    pub fn rows(&self) -> u32 {
        match self {
            Self::Area(_, area) => area.rows(),
            Self::Array(_, array) => array.rows(),
            Self::Single(..) => 1,
        }
    }

    /// Number of columns, at least 1.
    #[must_use]
    pub fn columns(&self) -> u32 {
        match self {
            Self::Area(_, area) => area.columns(),
            Self::Array(_, array) => array.columns(),
            Self::Single(..) => 1,
        }
    }

    /// Rows after which all values are blank, so that loops over whole columns end early; may be 0.
    #[must_use]
    pub fn used_rows(&self) -> u32 {
        match self {
            Self::Area(store, area) => store.clip(*area).map_or(0, Area::rows),
            _ => self.rows(),
        }
    }

    /// Columns after which all values are blank; may be 0.
    #[must_use]
    pub fn used_columns(&self) -> u32 {
        match self {
            Self::Area(store, area) => store.clip(*area).map_or(0, Area::columns),
            _ => self.columns(),
        }
    }

    /// The value at a row and column of the rectangle, from zero; blank where nothing is.
    #[inline]
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> &'a Value {
        match self {
            Self::Area(store, area) => store.value(CellAddress::new(
                area.sheet,
                area.top.saturating_add(row),
                area.left.saturating_add(column),
            )),
            Self::Array(_, array) => array.get(row, column).unwrap_or(&Value::Blank),
            Self::Single(_, value) => value,
        }
    }

    /// The index of its values, where the rectangle is one of cells that many formulas ask for. What is found with it is
    /// what looking at every cell would find.
    #[must_use]
    pub fn index(&self) -> Option<Rc<KeyIndex>> {
        match self {
            Self::Area(store, area) => store.index(*area),
            _ => None,
        }
    }

    /// One of its columns or rows as a rectangle.
    #[must_use]
    pub fn line(&self, index: u32, is_row: bool) -> Option<Self> {
        match self {
            Self::Area(store, area) => {
                let (row, column) = if is_row {
                    (area.top.checked_add(index)?, area.left)
                } else {
                    (area.top, area.left.checked_add(index)?)
                };
                let (bottom, right) = if is_row { (row, area.right) } else { (area.bottom, column) };
                Some(Self::Area(store, Area { top: row, left: column, bottom, right, ..*area }))
            }
            _ => None,
        }
    }

    /// Whether it is a single value.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.rows() == 1 && self.columns() == 1
    }

    /// Whether it is one row or one column.
    #[must_use]
    pub fn is_vector(&self) -> bool {
        self.rows() == 1 || self.columns() == 1
    }

    /// Number of values of a vector.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.rows().max(self.columns())
    }

    /// A rectangle is never empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// The value at a place of a vector, counted along its longer side.
    #[must_use]
    pub fn at(&self, index: u32) -> &'a Value {
        if self.rows() == 1 { self.get(0, index) } else { self.get(index, 0) }
    }

    /// All values row by row, up to the last that is not blank.
    pub fn used(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let grid = *self;
        let (rows, columns) = (grid.used_rows(), grid.used_columns());
        (0..rows).flat_map(move |row| (0..columns).map(move |column| grid.get(row, column)))
    }

    /// Every number row by row; texts, truths and blanks are skipped.
    ///
    /// # Errors
    /// The first error value met.
    pub fn numbers(&self) -> Result<Vec<Decimal>, ErrorValue> {
        let mut numbers = Vec::new();
        for value in self.used() {
            match value {
                Value::Number(number) => numbers.push(*number),
                Value::Error(error) => return Err(*error),
                _ => {}
            }
        }
        Ok(numbers)
    }
}
