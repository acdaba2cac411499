//! Math: powers, logarithms, division with rest, divisors and counts.

use crate::number::Arithmetic as _;
use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::work::power_units;
use super::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter};
use crate::cell::{Cause, ErrorValue, Value};
use crate::number::{self, canonical};
use crate::text::Text;

const NUMBER: &[Parameter] = &[Parameter::required("number", Kind::Number)];
const DIVISION: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::required("divisor", Kind::Number)];
const NUMBERS: &[Parameter] =
    &[Parameter::required("number1", Kind::Range), Parameter::repeating("number2", Kind::Range)];
const CHOICE: &[Parameter] =
    &[Parameter::required("number", Kind::Number), Parameter::required("chosen", Kind::Number)];

/// Math: powers, logarithms, division with rest, divisors and counts.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "ABS",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Gives a number without its sign.", "数値の絶対値を返します。"),
        examples: &[Example::new("=ABS(-4.5)", "4.5"), Example::new("=ABS({-1,2})", "{1,2}")],
        body: Body::Eager(|arguments| Ok(arguments.number(0)?.abs().into())),
    },
    Function {
        name: "SIGN",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new(
            "Gives 1 for a positive number, 0 for zero and -1 for a negative one.",
            "正の数なら1、ゼロなら0、負の数なら-1を返します。",
        ),
        examples: &[
            Example::new("=SIGN(10)", "1"),
            Example::new("=SIGN(4-4)", "0"),
            Example::new("=SIGN(-0.00001)", "-1"),
        ],
        body: Body::Eager(|arguments| {
            Ok(match arguments.number(0)?.cmp(&Decimal::ZERO) {
                Ordering::Less => Decimal::NEGATIVE_ONE,
                Ordering::Equal => Decimal::ZERO,
                Ordering::Greater => Decimal::ONE,
            }
            .into())
        }),
    },
    Function {
        name: "MOD",
        family: Family::Math,
        parameters: DIVISION,
        summary: Text::new(
            "Gives the rest of a division, with the divisor's sign.",
            "割り算の余りを返します。符号は除数と同じです。",
        ),
        examples: &[
            Example::new("=MOD(3,2)", "1"),
            Example::new("=MOD(-3,2)", "1"),
            Example::new("=MOD(3,-2)", "-1"),
            Example::new("=MOD(1,0.1)", "0"),
        ],
        body: Body::Eager(modulo),
    },
    Function {
        name: "QUOTIENT",
        family: Family::Math,
        parameters: DIVISION,
        summary: Text::new("Gives the whole part of a division.", "割り算の商の整数部分を返します。"),
        examples: &[
            Example::new("=QUOTIENT(5,2)", "2"),
            Example::new("=QUOTIENT(-10,3)", "-3"),
            Example::new("=QUOTIENT(1,0)", "#DIV/0!"),
        ],
        body: Body::Eager(quotient),
    },
    Function {
        name: "POWER",
        family: Family::Math,
        parameters: &[Parameter::required("number", Kind::Number), Parameter::required("power", Kind::Number)],
        summary: Text::new("Raises a number to a power.", "数値のべき乗を返します。"),
        examples: &[
            Example::new("=POWER(5,2)", "25"),
            Example::new("=POWER(2,-2)", "0.25"),
            Example::new("=POWER(16,0.5)", "4"),
            Example::new("=POWER(0,0)", "#NUM!"),
        ],
        body: Body::Eager(|arguments| {
            let (base, exponent) = (arguments.number(0)?, arguments.number(1)?);
            arguments.work.charge(power_units(exponent))?;
            Ok(power(base, exponent)?.into())
        }),
    },
    Function {
        name: "SQRT",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Gives the square root of a number.", "数値の平方根を返します。"),
        examples: &[
            Example::new("=SQRT(16)", "4"),
            Example::new("=SQRT(0.25)", "0.5"),
            Example::new("=SQRT(-16)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(160), |arguments| {
            Ok(number::sqrt(arguments.number(0)?).ok_or(Cause::NegativeRoot)?.into())
        }),
    },
    Function {
        name: "EXP",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new(
            "Raises e, the base of natural logarithms, to a power.",
            "自然対数の底 e のべき乗を返します。",
        ),
        examples: &[
            Example::new("=EXP(0)", "1"),
            Example::new("=ROUND(EXP(1),10)", "2.7182818285"),
            Example::new("=EXP(100)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(80), |arguments| {
            Ok(number::exp(arguments.number(0)?).ok_or(Cause::Overflow)?.into())
        }),
    },
    Function {
        name: "LN",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Gives the natural logarithm of a number.", "数値の自然対数を返します。"),
        examples: &[
            Example::new("=LN(1)", "0"),
            Example::new("=ROUND(LN(86),7)", "4.4543473"),
            Example::new("=LN(0)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(90), |arguments| {
            Ok(number::ln(arguments.number(0)?).ok_or(Cause::NegativeRoot)?.into())
        }),
    },
    Function {
        name: "LOG",
        family: Family::Math,
        parameters: &[Parameter::required("number", Kind::Number), Parameter::optional("base", Kind::Number)],
        summary: Text::new(
            "Gives the logarithm of a number to a base, 10 when none is given.",
            "指定した底（省略時は10）の対数を返します。",
        ),
        examples: &[
            Example::new("=LOG(100)", "2"),
            Example::new("=LOG(8,2)", "3"),
            Example::new("=LOG(8,1)", "#DIV/0!"),
        ],
        body: Body::Measured(Cost::of_call(200), |arguments| {
            Ok(logarithm(arguments.number(0)?, arguments.number_or(1, Decimal::TEN)?)?.into())
        }),
    },
    Function {
        name: "LOG10",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Gives the logarithm of a number to base 10.", "10を底とする対数（常用対数）を返します。"),
        examples: &[
            Example::new("=LOG10(1000)", "3"),
            Example::new("=LOG10(0.01)", "-2"),
            Example::new("=LOG10(-1)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(190), |arguments| Ok(logarithm(arguments.number(0)?, Decimal::TEN)?.into())),
    },
    Function {
        name: "PI",
        family: Family::Math,
        parameters: &[],
        summary: Text::new("Gives pi, exact to 28 decimals.", "円周率を小数点以下28桁まで返します。"),
        examples: &[Example::new("=PI()", "3.1415926535897932384626433833"), Example::new("=ROUND(PI(),4)", "3.1416")],
        body: Body::Eager(|_| Ok(Decimal::PI.into())),
    },
    Function {
        name: "GCD",
        family: Family::Math,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the greatest whole number that divides all the numbers.",
            "すべての数値に共通する最大の約数を返します。",
        ),
        examples: &[
            Example::new("=GCD(24,36)", "12"),
            Example::new("=GCD(5,0)", "5"),
            Example::new("=GCD({8,12,20})", "4"),
            Example::new("=GCD(-2,4)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_cell(3), |arguments| {
            fold_wholes(arguments, 0, |a, b| Some(greatest_divisor(a, b)))
        }),
    },
    Function {
        name: "LCM",
        family: Family::Math,
        parameters: NUMBERS,
        summary: Text::new(
            "Gives the least whole number that all the numbers divide.",
            "すべての数値に共通する最小の倍数を返します。",
        ),
        examples: &[Example::new("=LCM(5,2)", "10"), Example::new("=LCM(24,36)", "72"), Example::new("=LCM(3,0)", "0")],
        body: Body::Measured(Cost::of_cell(3), |arguments| fold_wholes(arguments, 1, least_multiple)),
    },
    Function {
        name: "FACT",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new("Gives the product of 1 to a number.", "数値の階乗を返します。"),
        examples: &[
            Example::new("=FACT(5)", "120"),
            Example::new("=FACT(1.9)", "1"),
            Example::new("=FACT(-1)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(50), |arguments| product_to(arguments.number(0)?, 1)),
    },
    Function {
        name: "FACTDOUBLE",
        family: Family::Math,
        parameters: NUMBER,
        summary: Text::new(
            "Gives the product of every second number down from a number.",
            "数値の二重階乗（1つおきの積）を返します。",
        ),
        examples: &[Example::new("=FACTDOUBLE(6)", "48"), Example::new("=FACTDOUBLE(7)", "105")],
        body: Body::Measured(Cost::of_call(20), |arguments| product_to(arguments.number(0)?, 2)),
    },
    Function {
        name: "PERMUT",
        family: Family::Math,
        parameters: CHOICE,
        summary: Text::new(
            "Gives the number of ways to choose some things out of many in an order, each once.",
            "重複なしで選んで並べる順列の数を返します。",
        ),
        examples: &[
            Example::new("=PERMUT(100,3)", "970200"),
            Example::new("=PERMUT(3,0)", "1"),
            Example::new("=PERMUT(2,3)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(15), permutations),
    },
    Function {
        name: "COMBIN",
        family: Family::Math,
        parameters: CHOICE,
        summary: Text::new(
            "Gives the number of ways to choose some things out of many, each once.",
            "重複なしで選ぶ組み合わせの数を返します。",
        ),
        examples: &[
            Example::new("=COMBIN(8,2)", "28"),
            Example::new("=COMBIN(5,5)", "1"),
            Example::new("=COMBIN(2,3)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(50), |arguments| {
            let (number, chosen) = (count(arguments, 0)?, count(arguments, 1)?);
            combinations(number, chosen)
        }),
    },
    Function {
        name: "COMBINA",
        family: Family::Math,
        parameters: CHOICE,
        summary: Text::new(
            "Gives the number of ways to choose some things out of many when each may be chosen again.",
            "重複を許して選ぶ組み合わせの数を返します。",
        ),
        examples: &[Example::new("=COMBINA(4,3)", "20"), Example::new("=COMBINA(10,3)", "220")],
        body: Body::Measured(Cost::of_call(40), |arguments| {
            let (number, chosen) = (count(arguments, 0)?, count(arguments, 1)?);
            if chosen == 0 {
                return Ok(Decimal::ONE.into());
            }
            let all = number.checked_add(chosen).and_then(|sum| sum.checked_sub(1)).ok_or(Cause::OutOfRange)?;
            combinations(all, chosen)
        }),
    },
];

fn modulo(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, divisor) = (canonical(arguments.number(0)?), canonical(arguments.number(1)?));
    if divisor.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    let rest = number.checked_rem(divisor).ok_or(Cause::Overflow)?;
    let differs = !rest.is_zero() && rest.is_sign_negative() != divisor.is_sign_negative();
    Ok(if differs { rest.plus(divisor).ok_or(Cause::Overflow)? } else { rest }.into())
}

fn quotient(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, divisor) = (arguments.number(0)?, arguments.number(1)?);
    if divisor.is_zero() {
        return Err(Cause::DivisionByZero.into());
    }
    Ok(canonical(number.over(divisor).ok_or(Cause::Overflow)?).trunc().into())
}

/// A number raised to a power; each case without a value has its own cause.
fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, ErrorValue> {
    if base.is_zero() {
        return match exponent.is_zero() {
            true => Err(Cause::OutOfRange.into()),
            false if exponent.is_sign_negative() => Err(Cause::DivisionByZero.into()),
            false => Ok(Decimal::ZERO),
        };
    }
    if base.is_sign_negative() && !canonical(exponent).is_integer() {
        return Err(Cause::NegativeRoot.into());
    }
    Ok(number::held_power(base, exponent)?)
}

fn logarithm(number: Decimal, base: Decimal) -> Result<Decimal, ErrorValue> {
    if base == Decimal::ONE {
        return Err(Cause::DivisionByZero.into());
    }
    let (above, below) = (number::ln(number), number::ln(base));
    let (above, below) = (above.ok_or(Cause::NegativeRoot)?, below.ok_or(Cause::NegativeRoot)?);
    let quotient = above.over(below).ok_or(Cause::Overflow)?;
    // Two logarithms that are rounded themselves miss a whole result by their last digit.
    let whole = quotient.round();
    Ok(if number::power(base, whole) == Some(number) { whole } else { quotient })
}

/// A count among the arguments: a whole number that is not negative.
fn count(arguments: &Arguments<'_>, index: usize) -> Result<u64, ErrorValue> {
    u64::try_from(arguments.integer(index)?).map_err(|_| Cause::OutOfRange.into())
}

/// Folds the whole parts of all numbers, none of which may be negative.
fn fold_wholes(
    arguments: &Arguments<'_>,
    start: u128,
    combine: impl Fn(u128, u128) -> Option<u128>,
) -> Result<Value, ErrorValue> {
    let mut folded = start;
    arguments.for_each_number(0, |number| {
        let whole = canonical(number).trunc().to_u128().ok_or(Cause::OutOfRange)?;
        folded = combine(folded, whole).ok_or(Cause::Overflow)?;
        Ok(())
    })?;
    whole_value(folded)
}

fn whole_value(whole: u128) -> Result<Value, ErrorValue> {
    let number = i128::try_from(whole).ok().and_then(|whole| Decimal::try_from_i128_with_scale(whole, 0).ok());
    Ok(number.ok_or(Cause::Overflow)?.into())
}

const fn greatest_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

const fn least_multiple(a: u128, b: u128) -> Option<u128> {
    if a == 0 || b == 0 {
        return Some(0);
    }
    (a / greatest_divisor(a, b)).checked_mul(b)
}

/// The product of a number's whole part and every number below it at a distance, down to 1.
fn product_to(number: Decimal, distance: u64) -> Result<Value, ErrorValue> {
    let number = canonical(number);
    // FACTDOUBLE takes -1 as 1, as the usual definition does.
    let is_allowed =
        !number.is_sign_negative() || number.is_zero() || (distance == 2 && number == Decimal::NEGATIVE_ONE);
    if !is_allowed {
        return Err(Cause::OutOfRange.into());
    }
    let mut factor = number.trunc().to_u64().unwrap_or(0);
    let mut product = Decimal::ONE;
    while factor > 1 {
        product = product.times(factor.into()).ok_or(Cause::Overflow)?;
        factor = factor.saturating_sub(distance);
    }
    Ok(product.into())
}

fn permutations(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (number, chosen) = (count(arguments, 0)?, count(arguments, 1)?);
    let rest = number.checked_sub(chosen).ok_or(Cause::OutOfRange)?;
    let mut ways = 1u128;
    // The ways leave what can be held long before the steps become many.
    for factor in rest + 1..=number {
        ways = ways.checked_mul(u128::from(factor)).ok_or(Cause::Overflow)?;
    }
    whole_value(ways)
}

fn combinations(number: u64, chosen: u64) -> Result<Value, ErrorValue> {
    let chosen = number.checked_sub(chosen).ok_or(Cause::OutOfRange)?.min(chosen);
    let mut ways = 1u128;
    for step in 1..=chosen {
        // The product of consecutive binomials is always divisible, so this stays exact.
        ways = ways.checked_mul(u128::from(number - chosen + step)).ok_or(Cause::Overflow)? / u128::from(step);
    }
    whole_value(ways)
}
