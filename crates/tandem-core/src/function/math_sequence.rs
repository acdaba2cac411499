//! Math: sequences and random numbers.
//!
//! Core has no randomness: a random number is mixed from the seed that the workbook was told, the host cell and which
//! call of its formula it is. The same seed gives the same numbers everywhere, and telling a new seed draws anew.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::{Arguments, Body, Example, Family, Function, Kind, Parameter};
use crate::cell::{Array, Cause, ErrorValue, Value};
use crate::limits::MAX_ARRAY_CELLS;
use crate::number::canonical;
use crate::text::Text;

/// Math: sequences and random numbers.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "SEQUENCE",
        family: Family::Math,
        parameters: &[
            Parameter::required("rows", Kind::Number),
            Parameter::optional("columns", Kind::Number),
            Parameter::optional("start", Kind::Number),
            Parameter::optional("step", Kind::Number),
        ],
        summary: Text::new(
            "Gives an array of numbers that follow one another at a constant step, row by row.",
            "一定の間隔で並ぶ数値の配列を、行ごとに作ります。",
        ),
        examples: &[
            Example::new("=SEQUENCE(2,3)", "{1,2,3;4,5,6}"),
            Example::new("=SEQUENCE(3,1,10,-0.5)", "{10;9.5;9}"),
            Example::new("=SUM(SEQUENCE(100))", "5050"),
        ],
        body: Body::Eager(sequence),
    },
    Function {
        name: "RAND",
        family: Family::Math,
        parameters: &[],
        summary: Text::new("Gives a random number from 0 up to, not including, 1.", "0以上1未満の乱数を返します。"),
        examples: &[Example::new("=AND(RAND()>=0,RAND()<1)", "TRUE"), Example::new("=INT(RAND())", "0")],
        body: Body::Volatile(|arguments| Ok(Draw::new(arguments).unit().into())),
    },
    Function {
        name: "RANDBETWEEN",
        family: Family::Math,
        parameters: &[Parameter::required("bottom", Kind::Number), Parameter::required("top", Kind::Number)],
        summary: Text::new(
            "Gives a random whole number between two numbers, both included.",
            "指定した2つの数値の間（両端を含む）の整数の乱数を返します。",
        ),
        examples: &[
            Example::new("=RANDBETWEEN(7,7)", "7"),
            Example::new("=AND(RANDBETWEEN(1,6)>=1,RANDBETWEEN(1,6)<=6)", "TRUE"),
            Example::new("=RANDBETWEEN(2,1)", "#NUM!"),
        ],
        body: Body::Volatile(|arguments| {
            let (bottom, top) = (arguments.number(0)?, arguments.number(1)?);
            Ok(Draw::new(arguments).whole(bottom, top)?.into())
        }),
    },
    Function {
        name: "RANDARRAY",
        family: Family::Math,
        parameters: &[
            Parameter::optional("rows", Kind::Number),
            Parameter::optional("columns", Kind::Number),
            Parameter::optional("min", Kind::Number),
            Parameter::optional("max", Kind::Number),
            Parameter::optional("whole", Kind::Bool),
        ],
        summary: Text::new(
            "Gives an array of random numbers between two numbers, whole ones on request.",
            "指定した範囲の乱数の配列を作ります。整数に限ることもできます。",
        ),
        examples: &[
            Example::new("=RANDARRAY(2,2,5,5,TRUE)", "{5,5;5,5}"),
            Example::new("=COUNT(RANDARRAY(3,4))", "12"),
            Example::new("=RANDARRAY(1,1,2,1)", "#VALUE!"),
        ],
        body: Body::Volatile(random_array),
    },
];

/// A number of rows or columns among the arguments, one when left out.
fn size(arguments: &Arguments<'_>, index: usize) -> Result<u32, ErrorValue> {
    match arguments.integer_or(index, 1)? {
        ..0 => Err(Cause::NegativeCount.into()),
        0 => Err(Cause::EmptyArray.into()),
        count => {
            u32::try_from(count).ok().filter(|c| *c as usize <= MAX_ARRAY_CELLS).ok_or(Cause::ArrayTooLarge.into())
        }
    }
}

fn sequence(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (rows, columns) = (size(arguments, 0)?, size(arguments, 1)?);
    let (start, step) = (arguments.number_or(2, Decimal::ONE)?, arguments.number_or(3, Decimal::ONE)?);
    let array = Array::build(rows, columns, |row, column| {
        // Multiplied afresh for each place, so that a rounded step does not add up its error.
        let place = u64::from(row) * u64::from(columns) + u64::from(column);
        let offset = step.times(place.into()).and_then(|offset| start.plus(offset));
        Ok(offset.ok_or(Cause::Overflow)?.into())
    })?;
    Ok(if (rows, columns) == (1, 1) { array.first().clone() } else { array.into() })
}

fn random_array(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (rows, columns) = (size(arguments, 0)?, size(arguments, 1)?);
    let (min, max) = (arguments.number_or(2, Decimal::ZERO)?, arguments.number_or(3, Decimal::ONE)?);
    let is_whole = arguments.bool_or(4, false)?;
    if max < min || (is_whole && !(canonical(min).is_integer() && canonical(max).is_integer())) {
        return Err(Cause::ChoiceOutOfRange.into());
    }
    let mut draw = Draw::new(arguments);
    let array = Array::build(rows, columns, |_, _| {
        let number = if is_whole { draw.whole(min, max)? } else { draw.between(min, max)? };
        Ok(number.into())
    })?;
    Ok(if (rows, columns) == (1, 1) { array.first().clone() } else { array.into() })
}

/// A run of random draws: the splitmix64 generator, which adds a constant to its state for each draw and mixes it.
struct Draw {
    state: u64,
}

impl Draw {
    /// The run of one call.
    fn new(arguments: &Arguments<'_>) -> Self {
        let mut draw = Self { state: arguments.clock.seed };
        let host = arguments.host;
        draw.absorb(u64::from(host.sheet.0) << 32 | u64::from(arguments.call));
        draw.absorb(u64::from(host.row) << 32 | u64::from(host.column));
        draw
    }

    /// Makes the rest of the run depend on a word.
    const fn absorb(&mut self, word: u64) {
        self.state ^= word;
        self.state = self.next();
    }

    /// The next 64 random bits.
    const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 below a count, each as likely as the others to one part in 2^64 per count.
    fn below(&mut self, count: u64) -> u64 {
        let scaled = (u128::from(self.next()) * u128::from(count)) >> 64;
        u64::try_from(scaled).unwrap_or(0)
    }

    /// A number from 0 below 1, with fifteen decimals.
    fn unit(&mut self) -> Decimal {
        const DECIMALS: u32 = 15;
        let units = i64::try_from(self.below(10u64.pow(DECIMALS))).unwrap_or(0);
        Decimal::new(units, DECIMALS)
    }

    /// A number between two numbers.
    fn between(&mut self, min: Decimal, max: Decimal) -> Result<Decimal, ErrorValue> {
        let span = max.minus(min).ok_or(Cause::Overflow)?;
        self.unit().times(span).and_then(|offset| min.plus(offset)).ok_or_else(|| Cause::Overflow.into())
    }

    /// A whole number between two numbers, both included; `#NUM!` when there is none.
    fn whole(&mut self, bottom: Decimal, top: Decimal) -> Result<Decimal, ErrorValue> {
        let (bottom, top) = (canonical(bottom).ceil(), canonical(top).floor());
        let span = top.minus(bottom).filter(|span| !span.is_sign_negative() || span.is_zero());
        let count = span.and_then(|span| u64::try_from(span).ok()?.checked_add(1)).ok_or(Cause::OutOfRange)?;
        bottom.plus(self.below(count).into()).ok_or_else(|| Cause::Overflow.into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Argument, Clock, Work};
    use super::*;
    use crate::cell::{CellAddress, SheetId, Store};

    fn draw(seed: u64, row: u32, call: u32) -> Draw {
        let store = Store::default();
        let none: &[Argument] = &[];
        let host = CellAddress::new(SheetId(0), row, 0);
        let work = Work::new(0);
        Draw::new(&Arguments::new(&store, Clock { now: Decimal::ZERO, seed }, host, &work, none).at_call(call))
    }

    #[test]
    fn seed_cell_and_call_each_make_another_number() {
        let first = draw(1, 0, 0).unit();
        assert_eq!(draw(1, 0, 0).unit(), first);
        for (seed, row, call) in [(2, 0, 0), (1, 1, 0), (1, 0, 1)] {
            assert_ne!(draw(seed, row, call).unit(), first, "{seed} {row} {call}");
        }
    }

    #[test]
    fn draws_fill_their_range_evenly() {
        let mut counts = [0u32; 6];
        let mut sum = Decimal::ZERO;
        for row in 0..6_000 {
            let face = draw(7, row, 0).whole(Decimal::ONE, Decimal::from(6)).unwrap();
            counts[usize::try_from(face).unwrap() - 1] += 1;
            sum += draw(7, row, 1).unit();
        }
        // Five standard deviations of a thousand, and of a mean of 6,000 draws.
        assert!(counts.iter().all(|count| (850..=1_150).contains(count)), "{counts:?}");
        let mean = sum / Decimal::from(6_000);
        assert!((mean - Decimal::new(5, 1)).abs() < Decimal::new(2, 2), "{mean}");
    }
}
