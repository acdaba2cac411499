//! Aggregates over the values that meet criteria: COUNTIF, SUMIFS and their kin.
//!
//! This folder must not know how criteria are read; `criteria.rs` does. Start reading at [`count_matching`] for one
//! criterion and at [`Conditions`] for several. Loops end where the used cells do, so whole columns cost what they hold.

pub mod several;
pub mod single;

use crate::number::Arithmetic as _;
use std::convert::Infallible;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::criteria::Criterion;
use super::{Arguments, Grid, Work, for_each_place};
use crate::cell::{Cause, ErrorValue, KeyIndex, Value};
use crate::number::Tally;
use crate::sort::sorted;

/// Number of values of a rectangle that meet a criterion. Thousands of COUNTIFs over one range, as a
/// column of ranks has, share an index.
#[must_use]
pub fn count_matching(grid: Grid<'_>, criterion: &Criterion, work: &Work) -> u64 {
    let cells = u64::from(grid.rows()) * u64::from(grid.columns());
    if let Some(index) = grid.index()
        && let Some(met) = criterion.count_in(&index)
    {
        return if criterion.matches_blank() { met + cells.saturating_sub(index.filled()) } else { met };
    }
    let (mut seen, mut met) = (0u64, 0u64);
    let mut visit = |value: &Value| {
        seen += 1;
        work.charge(criterion.units(value))?;
        met += u64::from(criterion.matches(value));
        Ok(())
    };
    // What exceeds the work that is left ends here, and is an error whatever is counted.
    let counted: Result<(), ErrorValue> = grid.for_each_filled(&mut visit);
    counted.ok();
    if criterion.matches_blank() { met + cells.saturating_sub(seen) } else { met }
}

/// Ranges of one shape, each with its criterion.
struct Conditions<'a> {
    pairs: Vec<(Grid<'a>, Criterion)>,
    rows: u32,
    columns: u32,
    /// Counts the values that are compared.
    work: &'a Work,
}

impl<'a> Conditions<'a> {
    /// One range and its criterion.
    fn single(arguments: &Arguments<'a>) -> Self {
        let grid = arguments.grid(0);
        let criterion = arguments.criterion(1);
        Self { rows: grid.rows(), columns: grid.columns(), pairs: vec![(grid, criterion)], work: arguments.work }
    }

    /// The pairs of range and criterion from an argument on.
    ///
    /// # Errors
    /// `#VALUE!` when ranges differ in shape, or a range has no criterion.
    fn read(arguments: &Arguments<'a>, first: usize) -> Result<Self, ErrorValue> {
        let shape = arguments.grid(first);
        let (rows, columns) = (shape.rows(), shape.columns());
        let mut pairs = Vec::with_capacity(arguments.count() / 2);
        for index in (first..arguments.count()).step_by(2) {
            if index + 1 >= arguments.count() {
                return Err(Cause::MissingArgument.into());
            }
            let grid = arguments.grid(index);
            if (grid.rows(), grid.columns()) != (rows, columns) {
                return Err(Cause::ShapesDiffer.into());
            }
            pairs.push((grid, arguments.criterion(index + 1)));
        }
        Ok(Self { pairs, rows, columns, work: arguments.work })
    }

    fn hold_at(&self, row: u32, column: u32) -> bool {
        self.pairs.iter().all(|(grid, criterion)| {
            let value = grid.get(row, column);
            self.work.charge(criterion.units(value)).is_ok() && criterion.matches(value)
        })
    }

    /// Of the ranges outside of whose filled cells nothing meets all criteria, the one that is the least to go through.
    fn narrowest(&self) -> Option<Grid<'a>> {
        let deciding = self.pairs.iter().filter(|(_, criterion)| !criterion.matches_blank());
        deciding.map(|(grid, _)| *grid).min_by_key(Grid::stored_cells)
    }

    /// The places, row by row, outside of which not all criteria are met; nothing when they would be too many to pay.
    /// The criterion that the fewest values meet decides, where an index knows them.
    fn candidates(&self) -> Option<Vec<(u32, u32)>> {
        let mut best: Option<(usize, Rc<KeyIndex>, &Criterion)> = None;
        for (grid, criterion) in &self.pairs {
            let Some(index) = grid.index() else { continue };
            let Some(places) = criterion.places(&index) else { continue };
            let count = places.iter().map(|places| places.len()).sum();
            if best.as_ref().is_none_or(|(fewest, ..)| count < *fewest) {
                best = Some((count, index, criterion));
            }
        }
        let (count, index, criterion) = best?;
        if count as u64 * 4 > index.filled() {
            return None;
        }
        let mut places: Vec<u32> = criterion.places(&index)?.concat();
        // Values of one key stand in the order of their places already.
        if !places.is_sorted() {
            places = sorted(&places, Ord::cmp);
        }
        Some(places.iter().map(|place| index.row_and_column(*place)).collect())
    }

    /// Number of places where all criteria are met.
    fn count(&self) -> u64 {
        if let Some(places) = self.candidates() {
            return places.iter().map(|(row, column)| u64::from(self.hold_at(*row, *column))).sum();
        }
        let (mut seen, mut met) = (0u64, 0u64);
        let mut look = |row, column| {
            seen += 1;
            met += u64::from(self.hold_at(row, column));
            Ok::<(), Infallible>(())
        };
        if let Some(grid) = self.narrowest() {
            let Ok(()) = for_each_place(&[grid], look);
            return met;
        }
        // Where none of the ranges is filled every place holds blanks, which meet every criterion.
        let grids: Vec<Grid<'_>> = self.pairs.iter().map(|(grid, _)| *grid).collect();
        let Ok(()) = for_each_place(&grids, &mut look);
        let all = u64::from(self.rows) * u64::from(self.columns);
        met + all.saturating_sub(seen)
    }

    /// Calls a closure with every number among the values at places where all criteria are met.
    ///
    /// # Errors
    /// The first error value at such a place, and what the closure gives.
    fn for_each_number(
        &self,
        values: Grid<'a>,
        mut visit: impl FnMut(Decimal) -> Result<(), ErrorValue>,
    ) -> Result<(), ErrorValue> {
        let mut look = |row, column| match values.get(row, column) {
            Value::Number(number) if self.hold_at(row, column) => visit(*number),
            Value::Error(error) if self.hold_at(row, column) => Err(*error),
            _ => {
                self.work.spend(1);
                Ok(())
            }
        };
        if let Some(places) = self.candidates() {
            return places.into_iter().try_for_each(|(row, column)| look(row, column));
        }
        let narrowest = self.narrowest().filter(|grid| grid.stored_cells() < values.stored_cells());
        for_each_place(&[narrowest.unwrap_or(values)], look)
    }

    fn sum(&self, values: Grid<'a>) -> Result<Value, ErrorValue> {
        Ok(Value::Number(self.sum_and_count(values)?.0))
    }

    fn average(&self, values: Grid<'a>) -> Result<Value, ErrorValue> {
        let (sum, count) = self.sum_and_count(values)?;
        if count == 0 {
            return Err(Cause::NothingToAverage.into());
        }
        let mean = sum.over(Decimal::from(count)).ok_or(Cause::Overflow)?;
        Ok(Value::Number(mean))
    }

    fn sum_and_count(&self, values: Grid<'a>) -> Result<(Decimal, u64), ErrorValue> {
        let (mut sum, mut count) = (Tally::default(), 0);
        self.for_each_number(values, |number| {
            count += 1;
            Ok(sum.add(number).ok_or(Cause::Overflow)?)
        })?;
        Ok((sum.total().ok_or(Cause::Overflow)?, count))
    }

    /// The number that wins every comparison, 0 when there is none.
    fn choose(&self, values: Grid<'a>, better: impl Fn(Decimal, Decimal) -> Decimal) -> Result<Value, ErrorValue> {
        let mut best: Option<Decimal> = None;
        self.for_each_number(values, |number| {
            best = Some(best.map_or(number, |best| better(best, number)));
            Ok(())
        })?;
        Ok(Value::Number(best.unwrap_or_default()))
    }
}
