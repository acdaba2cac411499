//! Least squares for any number of variables: what TREND, GROWTH, LINEST and LOGEST stand on.

use rust_decimal::{Decimal, dec};

use super::deviations::{Deviations, shift};
use super::mean;
use crate::cell::{Cause, ErrorValue};
use crate::number::{self, Arithmetic as _};

/// A pivot this much smaller than its variable's own spread is rounding: the variable depends on those before it.
const REDUNDANT: Decimal = dec!(0.0000000000000001);

/// The sum of coefficients times variables, and an intercept, that is nearest to known values.
///
/// It is found by the normal equations of deviations from the means, each set of them scaled to below one: with 28
/// digits that keeps more than 15 of them for any data that a sheet holds.
pub(super) struct Fit {
    y: Deviations,
    xs: Vec<Deviations>,
    has_intercept: bool,
    /// Coefficients of the scaled deviations.
    slopes: Vec<Decimal>,
    /// The inverse of the matrix of products, row by row, zero where a variable is redundant.
    inverse: Vec<Vec<Decimal>>,
    /// How many variables are not redundant.
    rank: usize,
}

/// How well a fit fits.
pub(super) struct Quality {
    /// Standard error of each coefficient.
    pub errors: Vec<Decimal>,
    /// Standard error of the intercept, when there is one.
    pub intercept_error: Option<Decimal>,
    /// The share of the squares that the fit explains.
    pub determination: Decimal,
    /// Standard error of the known values.
    pub error: Decimal,
    /// The ratio of explained to unexplained variance; nothing when nothing is unexplained.
    pub ratio: Option<Decimal>,
    /// Degrees of freedom.
    pub freedom: usize,
    /// The explained sum of squares.
    pub explained: Decimal,
    /// The unexplained sum of squares.
    pub unexplained: Decimal,
}

impl Fit {
    /// The fit of known values by variables, each a list of as many values.
    ///
    /// # Errors
    /// `#DIV/0!` without values, `#NUM!` when amounts are too large.
    pub fn new(ys: &[Decimal], variables: &[Vec<Decimal>], has_intercept: bool) -> Result<Self, ErrorValue> {
        let deviations = |values: &[Decimal]| {
            Deviations::about(values, if has_intercept { mean(values)? } else { Decimal::ZERO }, 0)
        };
        let y = deviations(ys)?;
        let xs = variables.iter().map(|values| deviations(values)).collect::<Result<Vec<_>, _>>()?;
        let mut products = Vec::with_capacity(xs.len());
        let mut sides = Vec::with_capacity(xs.len());
        for x in &xs {
            products.push(xs.iter().map(|other| x.products(other)).collect::<Result<Vec<_>, _>>()?);
            sides.push(x.products(&y)?);
        }
        let (inverse, rank) = inverse(products).ok_or(Cause::Overflow)?;
        let slopes: Option<Vec<Decimal>> = inverse.iter().map(|row| dot(row, &sides)).collect();
        Ok(Self { y, xs, has_intercept, slopes: slopes.ok_or(Cause::Overflow)?, inverse, rank })
    }

    /// The number of variables.
    pub const fn variables(&self) -> usize {
        self.xs.len()
    }

    /// The coefficient of a variable.
    fn coefficient(&self, index: usize) -> Option<Decimal> {
        shift(*self.slopes.get(index)?, self.y.exponent - self.xs.get(index)?.exponent)
    }

    /// The coefficients in the order of the variables, and the intercept.
    pub fn line(&self) -> Option<(Vec<Decimal>, Decimal)> {
        let coefficients = (0..self.xs.len()).map(|index| self.coefficient(index)).collect::<Option<Vec<_>>>()?;
        Some((coefficients, self.at(&vec![Decimal::ZERO; self.xs.len()])?))
    }

    /// The fitted value at some variables, counted from the means, where it is most exact.
    pub fn at(&self, variables: &[Decimal]) -> Option<Decimal> {
        let mut sum = self.y.mean;
        for (index, value) in variables.iter().enumerate() {
            let distance = value.minus(self.xs.get(index)?.mean)?;
            sum = sum.plus(self.coefficient(index)?.times(distance)?)?;
        }
        Some(sum)
    }

    /// How well it fits.
    pub fn quality(&self) -> Option<Quality> {
        let (mut explained, mut unexplained) = (Decimal::ZERO, Decimal::ZERO);
        for (place, y) in self.y.scaled.iter().enumerate() {
            let mut fitted = Decimal::ZERO;
            for (x, slope) in self.xs.iter().zip(&self.slopes) {
                fitted = fitted.plus(slope.times(*x.scaled.get(place)?)?)?;
            }
            // What is left of points on the plane is rounding.
            let rest = y.minus(fitted).filter(|rest| rest.abs() > dec!(0.000000000000000000000001)).unwrap_or_default();
            explained = explained.plus(fitted.times(fitted)?)?;
            unexplained = unexplained.plus(rest.times(rest)?)?;
        }
        let freedom = self.y.count().saturating_sub(self.rank + usize::from(self.has_intercept));
        let total = explained.plus(unexplained)?;
        let variance = if freedom == 0 { Decimal::ZERO } else { unexplained.over(Decimal::from(freedom))? };
        let mut errors = Vec::with_capacity(self.xs.len());
        for (index, x) in self.xs.iter().enumerate() {
            let own = *self.inverse.get(index)?.get(index)?;
            errors.push(shift(number::sqrt(variance.times(own)?)?, self.y.exponent - x.exponent)?);
        }
        let mean_explained = if self.rank == 0 { Decimal::ZERO } else { explained.over(Decimal::from(self.rank))? };
        Some(Quality {
            errors,
            intercept_error: if self.has_intercept { Some(self.intercept_error(variance)?) } else { None },
            determination: if total.is_zero() { Decimal::ONE } else { explained.over(total)? },
            error: shift(number::sqrt(variance)?, self.y.exponent)?,
            ratio: if variance.is_zero() { None } else { mean_explained.over(variance) },
            freedom,
            explained: shift(explained, 2 * self.y.exponent)?,
            unexplained: shift(unexplained, 2 * self.y.exponent)?,
        })
    }

    fn intercept_error(&self, variance: Decimal) -> Option<Decimal> {
        // The means in units of the scaled deviations.
        let means = self.xs.iter().map(|x| shift(x.mean, -x.exponent)).collect::<Option<Vec<_>>>()?;
        let mut sum = Decimal::ONE.over(Decimal::from(self.y.count()))?;
        for (row, mean) in self.inverse.iter().zip(&means) {
            sum = sum.plus(mean.times(dot(row, &means)?)?)?;
        }
        shift(number::sqrt(variance.times(sum)?)?, self.y.exponent)
    }
}

fn dot(a: &[Decimal], b: &[Decimal]) -> Option<Decimal> {
    a.iter().zip(b).try_fold(Decimal::ZERO, |sum, (x, y)| sum.plus(x.times(*y)?))
}

/// The inverse of a symmetric matrix of products, and its rank. The row and column of a variable that depends on those
/// before it are zero, as if the variable were not there.
fn inverse(mut matrix: Vec<Vec<Decimal>>) -> Option<(Vec<Vec<Decimal>>, usize)> {
    let size = matrix.len();
    let spreads: Vec<Decimal> = matrix.iter().enumerate().filter_map(|(index, row)| row.get(index).copied()).collect();
    let mut result = vec![vec![Decimal::ZERO; size]; size];
    for (index, row) in result.iter_mut().enumerate() {
        *row.get_mut(index)? = Decimal::ONE;
    }
    let mut kept = vec![true; size];
    for index in 0..size {
        let pivot = *matrix.get(index)?.get(index)?;
        if pivot <= spreads.get(index)?.times(REDUNDANT)? {
            *kept.get_mut(index)? = false;
            continue;
        }
        let mut line = matrix.get(index)?.clone();
        let mut right = result.get(index)?.clone();
        for value in line.iter_mut().chain(&mut right) {
            *value = value.over(pivot)?;
        }
        for other in 0..size {
            let factor = *matrix.get(other)?.get(index)?;
            if other == index || factor.is_zero() {
                continue;
            }
            for (value, part) in matrix.get_mut(other)?.iter_mut().zip(&line) {
                *value = value.minus(factor.times(*part)?)?;
            }
            for (value, part) in result.get_mut(other)?.iter_mut().zip(&right) {
                *value = value.minus(factor.times(*part)?)?;
            }
        }
        *matrix.get_mut(index)? = line;
        *result.get_mut(index)? = right;
    }
    for (row, keeps_row) in result.iter_mut().zip(&kept) {
        for (value, keeps_column) in row.iter_mut().zip(&kept) {
            if !(*keeps_row && *keeps_column) {
                *value = Decimal::ZERO;
            }
        }
    }
    Some((result, kept.iter().filter(|keeps| **keeps).count()))
}
