//! The normal distribution in exact decimals, right to about 25 digits.

use crate::number::Arithmetic as _;
use rust_decimal::{Decimal, dec};

use crate::cell::{Cause, ErrorValue, Value};
use crate::function::{Arguments, Body, Cost, Example, Family, Function, Kind, Parameter, Work};
use crate::number;
use crate::text::Text;

/// One over the square root of two pi.
const DENSITY_AT_ZERO: Decimal = dec!(0.3989422804014326779399460599);
/// Up to this distance from the mean the power series is used, beyond it the continued fraction of the tail.
const SERIES_LIMIT: Decimal = dec!(5);
/// Beyond this distance the tail is smaller than the smallest decimal.
const FARTHEST: Decimal = dec!(12);
/// Terms that the series needs at its limit, with room to spare.
const SERIES_TERMS: u32 = 200;
/// Levels of the continued fraction that give 28 digits at the series' limit.
const FRACTION_LEVELS: u32 = 120;
/// Steps of the search for the inverse. Each triples the right digits, and the first guess has two.
const INVERSE_STEPS: u32 = 8;
/// Nearer to 0 and 1 than this, the search for the inverse takes more steps, each with more terms.
const FEW_STEPS_FROM: Decimal = dec!(0.01);
/// What these steps cost in units of work.
const TAIL_UNITS: u64 = 10_000;

const NORMAL: &[Parameter] = &[
    Parameter::required("x", Kind::Number),
    Parameter::required("mean", Kind::Number),
    Parameter::required("standard_deviation", Kind::Number),
    Parameter::required("cumulative", Kind::Bool),
];
const INVERSE: &[Parameter] = &[
    Parameter::required("probability", Kind::Number),
    Parameter::required("mean", Kind::Number),
    Parameter::required("standard_deviation", Kind::Number),
];

const CONFIDENCE: &[Parameter] = &[
    Parameter::required("alpha", Kind::Number),
    Parameter::required("standard_deviation", Kind::Number),
    Parameter::required("size", Kind::Number),
];
const DISTRIBUTION_SUMMARY: Text = Text::new(
    "Gives the probability of a normally distributed value up to x (TRUE), or its density at x (FALSE).",
    "正規分布の累積確率（TRUE）または確率密度（FALSE）を返します。",
);
const INVERSE_SUMMARY: Text = Text::new(
    "Gives the value that a normally distributed one stays below with a probability.",
    "正規分布の累積確率が指定した確率になる値を返します。",
);
const STANDARD_INVERSE_SUMMARY: Text = Text::new(
    "Gives the value that a standard normal one stays below with a probability.",
    "標準正規分布の累積確率が指定した確率になる値を返します。",
);
const CONFIDENCE_SUMMARY: Text = Text::new(
    "Gives half the width of the interval around a sample's mean that misses the true mean with probability alpha.",
    "標本平均の信頼区間の幅の半分を返します（alpha は有意水準）。",
);

/// The functions of Excel's current names.
pub static FUNCTIONS: &[Function] = &[
    Function {
        name: "NORM.DIST",
        family: Family::Statistics,
        parameters: NORMAL,
        summary: DISTRIBUTION_SUMMARY,
        examples: &[
            Example::new("=NORM.DIST(42,42,1.5,TRUE)", "0.5"),
            Example::new("=ROUND(NORM.DIST(42,40,1.5,TRUE),7)", "0.9087888"),
            Example::new("=ROUND(NORM.DIST(42,40,1.5,FALSE),6)", "0.10934"),
        ],
        body: Body::Measured(Cost::of_call(1_000), distribution),
    },
    Function {
        name: "NORM.S.DIST",
        family: Family::Statistics,
        parameters: &[Parameter::required("z", Kind::Number), Parameter::required("cumulative", Kind::Bool)],
        summary: Text::new(
            "Gives the probability of a standard normal value up to z (TRUE), or its density at z (FALSE).",
            "標準正規分布の累積確率（TRUE）または確率密度（FALSE）を返します。",
        ),
        examples: &[
            Example::new("=ROUND(NORM.S.DIST(1.333333,TRUE),9)", "0.908788726"),
            Example::new("=NORM.S.DIST(0,TRUE)", "0.5"),
        ],
        body: Body::Measured(Cost::of_call(1_000), |arguments| standard(arguments.number(0)?, arguments.bool(1)?)),
    },
    Function {
        name: "NORM.INV",
        family: Family::Statistics,
        parameters: INVERSE,
        summary: INVERSE_SUMMARY,
        examples: &[
            Example::new("=ROUND(NORM.INV(0.908789,40,1.5),6)", "42.000002"),
            Example::new("=NORM.INV(0.5,10,3)", "10"),
            Example::new("=NORM.INV(1,0,1)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(2_300), inverse_distribution),
    },
    Function {
        name: "NORM.S.INV",
        family: Family::Statistics,
        parameters: &[Parameter::required("probability", Kind::Number)],
        summary: STANDARD_INVERSE_SUMMARY,
        examples: &[Example::new("=ROUND(NORM.S.INV(0.975),9)", "1.959963985"), Example::new("=NORM.S.INV(0.5)", "0")],
        body: Body::Measured(Cost::of_call(2_300), |arguments| {
            Ok(Value::Number(inverse(arguments.number(0)?, arguments.work)?))
        }),
    },
];

/// Names of older versions of Excel, and what else stands on the normal distribution.
pub static RELATED: &[Function] = &[
    Function {
        name: "NORMDIST",
        family: Family::Statistics,
        parameters: NORMAL,
        summary: DISTRIBUTION_SUMMARY,
        examples: &[Example::new("=NORMDIST(5,5,2,TRUE)", "0.5"), Example::new("=NORMDIST(1,0,0,TRUE)", "#NUM!")],
        body: Body::Measured(Cost::of_call(1_000), distribution),
    },
    Function {
        name: "NORMSDIST",
        family: Family::Statistics,
        parameters: &[Parameter::required("z", Kind::Number)],
        summary: Text::new(
            "Gives the probability of a standard normal value up to z.",
            "標準正規分布の累積確率を返します。",
        ),
        examples: &[Example::new("=NORMSDIST(0)", "0.5"), Example::new("=ROUND(NORMSDIST(1.333333),7)", "0.9087887")],
        body: Body::Measured(Cost::of_call(1_000), |arguments| standard(arguments.number(0)?, true)),
    },
    Function {
        name: "NORMINV",
        family: Family::Statistics,
        parameters: INVERSE,
        summary: INVERSE_SUMMARY,
        examples: &[Example::new("=NORMINV(0.5,7,2)", "7"), Example::new("=NORMINV(0,7,2)", "#NUM!")],
        body: Body::Measured(Cost::of_call(2_300), inverse_distribution),
    },
    Function {
        name: "NORMSINV",
        family: Family::Statistics,
        parameters: &[Parameter::required("probability", Kind::Number)],
        summary: STANDARD_INVERSE_SUMMARY,
        examples: &[Example::new("=NORMSINV(0.5)", "0"), Example::new("=NORMSINV(1)", "#NUM!")],
        body: Body::Measured(Cost::of_call(2_300), |arguments| {
            Ok(Value::Number(inverse(arguments.number(0)?, arguments.work)?))
        }),
    },
    Function {
        name: "STANDARDIZE",
        family: Family::Statistics,
        parameters: &[
            Parameter::required("x", Kind::Number),
            Parameter::required("mean", Kind::Number),
            Parameter::required("standard_deviation", Kind::Number),
        ],
        summary: Text::new(
            "Gives the distance of a value from the mean in standard deviations.",
            "平均からの隔たりを標準偏差の倍数で表した値（標準化変量）を返します。",
        ),
        examples: &[Example::new("=STANDARDIZE(46,40,1.5)", "4"), Example::new("=STANDARDIZE(1,0,0)", "#NUM!")],
        body: Body::Eager(|arguments| {
            let x = arguments.number(0)?;
            let (mean, deviation) = mean_and_deviation(arguments)?;
            let z = x.minus(mean).and_then(|distance| distance.over(deviation));
            Ok(Value::Number(z.ok_or(Cause::Overflow)?))
        }),
    },
    Function {
        name: "CONFIDENCE.NORM",
        family: Family::Statistics,
        parameters: CONFIDENCE,
        summary: CONFIDENCE_SUMMARY,
        examples: &[
            Example::new("=ROUND(CONFIDENCE.NORM(0.05,2.5,50),9)", "0.692951912"),
            Example::new("=CONFIDENCE.NORM(0,1,10)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(2_600), confidence),
    },
    Function {
        name: "CONFIDENCE",
        family: Family::Statistics,
        parameters: CONFIDENCE,
        summary: CONFIDENCE_SUMMARY,
        examples: &[
            Example::new("=ROUND(CONFIDENCE(0.05,1,100),9)", "0.195996398"),
            Example::new("=CONFIDENCE(0.05,1,0.5)", "#NUM!"),
        ],
        body: Body::Measured(Cost::of_call(2_600), confidence),
    },
];

/// Half the width of the interval, to both sides of a sample's mean, that holds the true mean with a probability of one
/// less alpha.
fn confidence(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let (alpha, deviation) = (arguments.number(0)?, arguments.number(1)?);
    let size = arguments.integer(2)?;
    if alpha <= Decimal::ZERO || alpha >= Decimal::ONE || deviation <= Decimal::ZERO || size < 1 {
        return Err(Cause::OutOfRange.into());
    }
    let z = inverse(alpha.over(Decimal::TWO).ok_or(Cause::Overflow)?, arguments.work)?;
    let half = number::sqrt(Decimal::from(size)).and_then(|root| deviation.over(root)).and_then(|one| one.times(-z));
    Ok(Value::Number(half.ok_or(Cause::Overflow)?))
}

/// Density of the standard normal distribution.
fn density(z: Decimal) -> Option<Decimal> {
    if z.abs() > FARTHEST {
        return Some(Decimal::ZERO);
    }
    let exponent = z.times(z)?.over(dec!(-2))?;
    number::exp(exponent)?.times(DENSITY_AT_ZERO)
}

/// Probability that a standard normal value stays below `z`.
fn probability(z: Decimal) -> Option<Decimal> {
    let distance = z.abs();
    if distance > FARTHEST {
        return Some(if z.is_sign_negative() { Decimal::ZERO } else { Decimal::ONE });
    }
    if distance <= SERIES_LIMIT {
        return middle(z)?.plus(dec!(0.5));
    }
    let tail = density(distance)?.over(fraction(distance)?)?;
    if z.is_sign_negative() { Some(tail) } else { Decimal::ONE.minus(tail) }
}

/// Probability between 0 and `z`. The series is divided by e^(z^2/2) rather than multiplied with the density, whose 28
/// decimals hold fewer digits the smaller it is.
fn middle(z: Decimal) -> Option<Decimal> {
    let growth = number::exp(z.times(z)?.over(Decimal::TWO)?)?;
    series(z)?.times(DENSITY_AT_ZERO)?.over(growth)
}

/// The sum of z + z^3/3 + z^5/(3*5) + ..., all of one sign, so that nothing cancels.
fn series(z: Decimal) -> Option<Decimal> {
    let square = z.times(z)?;
    let (mut sum, mut term) = (z, z);
    for step in 1..=SERIES_TERMS {
        term = term.times(square)?.over(Decimal::from(2 * step + 1))?;
        let next = sum.plus(term)?;
        if next == sum {
            break;
        }
        sum = next;
    }
    Some(sum)
}

/// The continued fraction z + 1/(z + 2/(z + 3/...)), from the inside out.
fn fraction(z: Decimal) -> Option<Decimal> {
    (1..=FRACTION_LEVELS).rev().try_fold(z, |inner, level| z.plus(Decimal::from(level).over(inner)?))
}

/// The value that a standard normal one stays below with a probability.
fn inverse(probability_below: Decimal, work: &Work) -> Result<Decimal, ErrorValue> {
    if probability_below <= Decimal::ZERO || probability_below >= Decimal::ONE {
        return Err(Cause::OutOfRange.into());
    }
    let tail = probability_below.min(Decimal::ONE.minus(probability_below).ok_or(Cause::Overflow)?);
    if tail < FEW_STEPS_FROM {
        work.charge(TAIL_UNITS)?;
    }
    Ok(search_inverse(probability_below).ok_or(Cause::NoConvergence)?)
}

/// Searches in the lower half, where small probabilities keep their digits, by Halley's method.
fn search_inverse(probability_below: Decimal) -> Option<Decimal> {
    let half = dec!(0.5);
    if probability_below == half {
        return Some(Decimal::ZERO);
    }
    if probability_below > half {
        return search_inverse(Decimal::ONE.minus(probability_below)?).map(|z| -z);
    }
    let mut z = -first_guess(probability_below)?;
    for _ in 0..INVERSE_STEPS {
        let density = density(z)?;
        if density.is_zero() {
            break;
        }
        let newton = probability(z)?.minus(probability_below)?.over(density)?;
        let halley = Decimal::ONE.plus(z.times(newton)?.over(Decimal::TWO)?)?;
        let step = newton.over(halley)?;
        z = z.minus(step)?;
        if step.abs() < dec!(0.0000000000000000000000001) {
            break;
        }
    }
    Some(z)
}

/// Distance from the mean for a probability under one half, right to two or three digits: the rational approximation
/// 26.2.22 of Abramowitz and Stegun.
fn first_guess(probability_below: Decimal) -> Option<Decimal> {
    let root = number::sqrt(number::ln(probability_below)?.times(dec!(-2))?)?;
    let above = dec!(0.27061).times(root)?.plus(dec!(2.30753))?;
    let below = dec!(0.04481).times(root)?.plus(dec!(0.99229))?;
    let below = below.times(root)?.plus(Decimal::ONE)?;
    root.minus(above.over(below)?)
}

fn standard(z: Decimal, cumulative: bool) -> Result<Value, ErrorValue> {
    let result = if cumulative { probability(z) } else { density(z) };
    Ok(Value::Number(result.ok_or(Cause::Overflow)?))
}

/// The mean and the standard deviation, which must be above zero, from an argument on.
fn mean_and_deviation(arguments: &Arguments<'_>) -> Result<(Decimal, Decimal), ErrorValue> {
    let (mean, deviation) = (arguments.number(1)?, arguments.number(2)?);
    if deviation <= Decimal::ZERO { Err(Cause::OutOfRange.into()) } else { Ok((mean, deviation)) }
}

fn distribution(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let x = arguments.number(0)?;
    let (mean, deviation) = mean_and_deviation(arguments)?;
    let z = x.minus(mean).and_then(|distance| distance.over(deviation)).ok_or(Cause::Overflow)?;
    if arguments.bool(3)? {
        return standard(z, true);
    }
    let density = density(z).and_then(|density| density.over(deviation));
    Ok(Value::Number(density.ok_or(Cause::Overflow)?))
}

fn inverse_distribution(arguments: &Arguments<'_>) -> Result<Value, ErrorValue> {
    let probability_below = arguments.number(0)?;
    let (mean, deviation) = mean_and_deviation(arguments)?;
    let z = inverse(probability_below, arguments.work)?;
    let value = z.times(deviation).and_then(|distance| mean.plus(distance));
    Ok(Value::Number(value.ok_or(Cause::Overflow)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both within one unit of the 24th decimal.
    #[track_caller]
    fn check(found: Decimal, expect: &str) {
        let expect: Decimal = expect.parse().unwrap();
        assert!((found - expect).abs() < Decimal::new(1, 24), "{found} instead of {expect}");
    }

    #[test]
    fn probabilities_are_right_on_both_sides_of_the_limit() {
        check(probability(dec!(1)).unwrap(), "0.8413447460685429485852325456");
        check(probability(dec!(-1)).unwrap(), "0.1586552539314570514147674544");
        check(probability(dec!(3)).unwrap(), "0.9986501019683699054733481852");
        check(probability(dec!(-5)).unwrap(), "0.0000002866515718791939116738");
        check(probability(dec!(-6)).unwrap(), "0.0000000009865876450376981407");
        check(probability(dec!(-40)).unwrap(), "0");
    }

    #[test]
    fn the_two_methods_meet() {
        let tail = density(SERIES_LIMIT).unwrap() / fraction(SERIES_LIMIT).unwrap();
        check(middle(SERIES_LIMIT).unwrap() + tail, "0.5");
    }

    #[test]
    fn the_inverse_undoes_the_probability() {
        for p in ["0.00000000001", "0.0001", "0.025", "0.3", "0.4999", "0.7", "0.975", "0.999999"] {
            let p: Decimal = p.parse().unwrap();
            check(probability(inverse(p, &Work::new(u64::MAX)).unwrap()).unwrap(), &p.to_string());
        }
        check(inverse(dec!(0.975), &Work::new(u64::MAX)).unwrap(), "1.9599639845400542355245944305");
    }
}
