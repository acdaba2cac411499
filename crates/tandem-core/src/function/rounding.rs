//! Math: rounding. All of it sees guard digits: a number that misses a step by less than they show counts as on it.

use crate::number::Arithmetic as _;
use rust_decimal::Decimal;

use super::{Arguments, Body, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::{self, canonical};
use crate::text::Text;

const NUMBER: &[Parameter] = &[Parameter::required("number", Kind::Number)];
const DIGITS: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::required("digits", Kind::Number)];
const STEP: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::required("significance", Kind::Number)];
const OPTIONAL_STEP: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::optional("significance", Kind::Number)];
const STEP_AND_MODE: &[Parameter] = &[
    Parameter::required("number", Kind::Number),
    Parameter::optional("significance", Kind::Number),
    Parameter::optional("mode", Kind::Number),
];

/// Math: rounding.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "INT",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Rounds down to a whole number.", "数値を超えない最大の整数に切り下げます。"),
        examples: &[Example::new("=INT(8.9)", "8"), Example::new("=INT(-8.9)", "-9"), Example::new("=INT(1/3*3)", "1")],
        body: Body::Eager(|arguments| Ok(number::int(arguments.number(0)?).into())),
    },
    Function {
        name: "TRUNC",
        family: Family::Math,
        parameters: &[Parameter::required("number", Kind::Number), Parameter::optional("digits", Kind::Number)],
        summary: Text::new(
            "Cuts a number off after some decimals, none when not given.",
            "指定した小数点以下の桁（省略時は0）で切り捨てます。",
        ),
        examples: &[
            Example::new("=TRUNC(8.9)", "8"),
            Example::new("=TRUNC(-8.9)", "-8"),
            Example::new("=TRUNC(1234.567,-2)", "1200"),
        ],
        body: Body::Eager(|arguments| by_digits(arguments, number::round_down)),
    },
    Function {
        name: "ROUND",
        family: Family::Math,
        parameters: DIGITS,
        summary: Text::new(
            "Rounds to a number of decimals, halves away from zero; negative digits round before the point.",
            "指定した桁数に四捨五入します。負の桁数なら整数部分で丸めます。",
        ),
        examples: &[
            Example::new("=ROUND(2.15,1)", "2.2"),
            Example::new("=ROUND(-1.475,2)", "-1.48"),
            Example::new("=ROUND(626.3,-3)", "1000"),
            Example::new("=ROUND(2.5,0)", "3"),
        ],
        body: Body::Eager(|arguments| by_digits(arguments, number::round)),
    },
    Function {
        name: "ROUNDUP",
        family: Family::Math,
        parameters: DIGITS,
        summary: Text::new(
            "Rounds away from zero to a number of decimals.",
            "指定した桁数に、ゼロから遠い方へ切り上げます。",
        ),
        examples: &[
            Example::new("=ROUNDUP(3.2,0)", "4"),
            Example::new("=ROUNDUP(-3.14159,1)", "-3.2"),
            Example::new("=ROUNDUP(31415.92654,-2)", "31500"),
        ],
        body: Body::Eager(|arguments| by_digits(arguments, number::round_up)),
    },
    Function {
        name: "ROUNDDOWN",
        family: Family::Math,
        parameters: DIGITS,
        summary: Text::new("Rounds towards zero to a number of decimals.", "指定した桁数に、ゼロの方へ切り捨てます。"),
        examples: &[
            Example::new("=ROUNDDOWN(3.14159,3)", "3.141"),
            Example::new("=ROUNDDOWN(-3.14159,1)", "-3.1"),
            Example::new("=ROUNDDOWN(31415.92654,-2)", "31400"),
        ],
        body: Body::Eager(|arguments| by_digits(arguments, number::round_down)),
    },
    Function {
        name: "MROUND",
        family: Family::Math,
        parameters: &[Parameter::required("number", Kind::Number), Parameter::required("multiple", Kind::Number)],
        summary: Text::new(
            "Rounds to the nearest multiple, halves away from zero; both must have the same sign.",
            "最も近い倍数に丸めます。数値と倍数の符号は同じでなければなりません。",
        ),
        examples: &[
            Example::new("=MROUND(10,3)", "9"),
            Example::new("=MROUND(1.3,0.2)", "1.4"),
            Example::new("=MROUND(5,-2)", "#NUM!"),
        ],
        body: Body::Eager(to_multiple),
    },
    Function {
        name: "CEILING",
        family: Family::Math,
        parameters: STEP,
        summary: Text::new(
            "Rounds up to a multiple; a negative number with a negative multiple goes away from zero.",
            "基準値の倍数に切り上げます。両方が負ならゼロから遠い方へ丸めます。",
        ),
        examples: &[
            Example::new("=CEILING(2.5,1)", "3"),
            Example::new("=CEILING(-2.5,-2)", "-4"),
            Example::new("=CEILING(-2.5,2)", "-2"),
            Example::new("=CEILING(0.234,0.01)", "0.24"),
        ],
        body: Body::Eager(ceiling),
    },
    Function {
        name: "FLOOR",
        family: Family::Math,
        parameters: STEP,
        summary: Text::new(
            "Rounds down to a multiple; a negative number with a negative multiple goes towards zero.",
            "基準値の倍数に切り下げます。両方が負ならゼロの方へ丸めます。",
        ),
        examples: &[
            Example::new("=FLOOR(3.7,2)", "2"),
            Example::new("=FLOOR(-2.5,-2)", "-2"),
            Example::new("=FLOOR(2.5,-2)", "#NUM!"),
            Example::new("=FLOOR(1.58,0.1)", "1.5"),
        ],
        body: Body::Eager(floor),
    },
    Function {
        name: "CEILING.MATH",
        family: Family::Math,
        parameters: STEP_AND_MODE,
        summary: Text::new(
            "Rounds up to a multiple, 1 when not given; with a mode, negative numbers go away from zero.",
            "基準値（省略時は1）の倍数に切り上げます。モードを指定すると負の数をゼロから遠い方へ丸めます。",
        ),
        examples: &[
            Example::new("=CEILING.MATH(24.3,5)", "25"),
            Example::new("=CEILING.MATH(-8.1,2)", "-8"),
            Example::new("=CEILING.MATH(-5.5,2,-1)", "-6"),
        ],
        body: Body::Eager(|arguments| {
            let towards_zero = arguments.number_or(2, Decimal::ZERO)?.is_zero();
            mirrored(arguments, if towards_zero { Direction::Up } else { Direction::AwayFromZero })
        }),
    },
    Function {
        name: "FLOOR.MATH",
        family: Family::Math,
        parameters: STEP_AND_MODE,
        summary: Text::new(
            "Rounds down to a multiple, 1 when not given; with a mode, negative numbers go towards zero.",
            "基準値（省略時は1）の倍数に切り下げます。モードを指定すると負の数をゼロの方へ丸めます。",
        ),
        examples: &[
            Example::new("=FLOOR.MATH(24.3,5)", "20"),
            Example::new("=FLOOR.MATH(-8.1,2)", "-10"),
            Example::new("=FLOOR.MATH(-5.5,2,-1)", "-4"),
        ],
        body: Body::Eager(|arguments| {
            let away_from_zero = arguments.number_or(2, Decimal::ZERO)?.is_zero();
            mirrored(arguments, if away_from_zero { Direction::Down } else { Direction::TowardsZero })
        }),
    },
    Function {
        name: "CEILING.PRECISE",
        family: Family::Math,
        parameters: OPTIONAL_STEP,
        summary: Text::new(
            "Rounds up to a multiple, 1 when not given, whatever the signs.",
            "符号に関係なく、基準値（省略時は1）の倍数に切り上げます。",
        ),
        examples: &[Example::new("=CEILING.PRECISE(4.3)", "5"), Example::new("=CEILING.PRECISE(-4.3,-2)", "-4")],
        body: Body::Eager(|arguments| mirrored(arguments, Direction::Up)),
    },
    Function {
        name: "FLOOR.PRECISE",
        family: Family::Math,
        parameters: OPTIONAL_STEP,
        summary: Text::new(
            "Rounds down to a multiple, 1 when not given, whatever the signs.",
            "符号に関係なく、基準値（省略時は1）の倍数に切り下げます。",
        ),
        examples: &[Example::new("=FLOOR.PRECISE(-3.2,-1)", "-4"), Example::new("=FLOOR.PRECISE(3.2)", "3")],
        body: Body::Eager(|arguments| mirrored(arguments, Direction::Down)),
    },
    Function {
        name: "EVEN",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Rounds away from zero to an even whole number.", "ゼロから遠い方の偶数に切り上げます。"),
        examples: &[
            Example::new("=EVEN(1.5)", "2"),
            Example::new("=EVEN(3)", "4"),
            Example::new("=EVEN(-1)", "-2"),
            Example::new("=EVEN(2)", "2"),
        ],
        body: Body::Eager(|arguments| Ok(step(arguments.number(0)?, Decimal::TWO, Direction::AwayFromZero)?.into())),
    },
    Function {
        name: "ODD",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Rounds away from zero to an odd whole number.", "ゼロから遠い方の奇数に切り上げます。"),
        examples: &[
            Example::new("=ODD(1.5)", "3"),
            Example::new("=ODD(2)", "3"),
            Example::new("=ODD(-2)", "-3"),
            Example::new("=ODD(0)", "1"),
        ],
        body: Body::Eager(odd),
    },
];

/// Where a number between two steps goes.
#[derive(Clone, Copy)]
enum Direction {
    Up,
    Down,
    AwayFromZero,
    TowardsZero,
}

/// The next multiple of a positive significance in a direction; the number itself when it is one.
fn step(number: Decimal, significance: Decimal, direction: Direction) -> Result<Decimal, ErrorValue> {
    let is_up = match direction {
        Direction::Up => true,
        Direction::Down => false,
        Direction::AwayFromZero => number.is_sign_positive(),
        Direction::TowardsZero => number.is_sign_negative(),
    };
    let stepped = if is_up { number::ceil_to(number, significance) } else { number::floor_to(number, significance) };
    stepped.ok_or_else(|| Cause::Overflow.into())
}

/// Rounds the first argument by the digits in the second, none when left out.
fn by_digits(arguments: &Arguments<'_>, round: impl Fn(Decimal, i32) -> Option<Decimal>) -> Result<Value, ErrorValue> {
    let digits = arguments.integer_or(1, 0)?;
    // Beyond a hundred digits on either side no decimal changes any more.
    let digits = i32::try_from(digits.clamp(-100, 100)).unwrap_or(0);
    Ok(round(arguments.number(0)?, digits).ok_or(Cause::Overflow)?.into())
}

fn to_multiple(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, multiple) = (arguments.number(0)?, arguments.number(1)?);
    if multiple.is_zero() || number.is_zero() {
        return Ok(Decimal::ZERO.into());
    }
    if number.is_sign_negative() != multiple.is_sign_negative() {
        return Err(Cause::OutOfRange.into());
    }
    Ok(number::round_to(number, multiple).ok_or(Cause::Overflow)?.into())
}

fn ceiling(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, significance) = (arguments.number(0)?, arguments.number(1)?);
    if significance.is_zero() || number.is_zero() {
        return Ok(Decimal::ZERO.into());
    }
    refuse_mixed_signs(number, significance)?;
    Ok(number::ceil_to(number, significance).ok_or(Cause::Overflow)?.into())
}

fn floor(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, significance) = (arguments.number(0)?, arguments.number(1)?);
    if number.is_zero() {
        return Ok(Decimal::ZERO.into());
    }
    if significance.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    refuse_mixed_signs(number, significance)?;
    Ok(number::floor_to(number, significance).ok_or(Cause::Overflow)?.into())
}

/// A positive number has no multiple of a negative significance to go to; the other way round Excel allows it.
fn refuse_mixed_signs(number: Decimal, significance: Decimal) -> Result<(), ErrorValue> {
    let is_refused = number.is_sign_positive() && significance.is_sign_negative();
    if is_refused { Err(Cause::OutOfRange.into()) } else { Ok(()) }
}

/// Rounds to a multiple whose sign does not count; to nothing but zero when it is zero.
fn mirrored(arguments: &Arguments<'_>, direction: Direction) -> Result<Value, ErrorValue> {
    let significance = arguments.number_or(1, Decimal::ONE)?.abs();
    if significance.is_zero() {
        return Ok(Decimal::ZERO.into());
    }
    Ok(step(arguments.number(0)?, significance, direction)?.into())
}

fn odd(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    // Odd numbers are the even ones moved by one, towards zero so that moving back goes away from it.
    let number = canonical(arguments.number(0)?);
    let one = if number.is_sign_negative() && !number.is_zero() { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let moved = number.minus(one).ok_or(Cause::Overflow)?;
    let direction = if one.is_sign_negative() { Direction::Down } else { Direction::Up };
    let even = step(moved, Decimal::TWO, direction)?;
    Ok(even.plus(one).ok_or(Cause::Overflow)?.into())
}
