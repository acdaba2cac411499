//! How a series goes on: a function from a place in it to the value there. Place 0 is the first cell that it begins with.

use super::seed::{Case, LISTS, Numbered, Seed};
use super::series::SeriesKind;
use crate::cell::Value;
use crate::number::{Arithmetic as _, Decimal, date};

/// How a series goes on.
pub(super) enum Progression {
    /// On a straight line: its value at place 0, numerator and denominator of its step, and whether its values are days.
    Linear { start: Decimal, step: Decimal, over: Decimal, are_days: bool },
    /// So many months further each, with the time on the day.
    Months { first: i32, time: Decimal, months: i32, at_month_end: bool },
    /// So many working days further each.
    Weekdays { first: i32, time: Decimal, step: i32 },
    /// Through a list of words that goes round.
    Words { list: usize, place: usize, step: i64, case: Case },
    /// Through the numbers in a text.
    Numbered { text: Numbered, step: i64 },
    /// The same again.
    Copy,
}

impl Progression {
    /// How seeds of one kind go on. A lone one goes on by `step`, which is 1, or -1 where the series goes up or to the
    /// left; `is_lone` tells that it is all that the series begins with.
    pub(super) fn of(seeds: &[Seed], kind: SeriesKind, step: i32, is_lone: bool) -> Self {
        let numbers: Vec<Decimal> = seeds
            .iter()
            .filter_map(|seed| match seed {
                Seed::Number(number) | Seed::Date(number) | Seed::Time(number) => Some(*number),
                _ => None,
            })
            .collect();
        match (seeds.first(), kind) {
            (_, SeriesKind::Copy) | (None | Some(Seed::Other), _) => Self::Copy,
            (Some(Seed::Number(_)), SeriesKind::Automatic) if is_lone => Self::Copy,
            (Some(Seed::Number(_)), _) => linear(&numbers, Decimal::from(step), Decimal::ONE),
            (Some(Seed::Time(_)), _) => linear(&numbers, Decimal::from(step), Decimal::from(24)),
            (Some(Seed::Date(_)), kind) => dates(&numbers, kind, step),
            (Some(Seed::Word { list, place, case }), _) => {
                let words = LISTS.get(*list).map_or(1, |words| words.len());
                let places = seeds.iter().filter_map(|seed| match seed {
                    Seed::Word { place, .. } => i64::try_from(*place).ok(),
                    _ => None,
                });
                let length = i64::try_from(words).unwrap_or(1);
                let step = even_step(places, i64::from(step), |difference| {
                    (difference + length / 2).rem_euclid(length) - length / 2
                });
                step.map_or(Self::Copy, |step| Self::Words { list: *list, place: *place, step, case: *case })
            }
            (Some(Seed::Numbered(text)), _) => {
                let numbers = seeds.iter().filter_map(|seed| match seed {
                    Seed::Numbered(text) => i64::try_from(text.number).ok(),
                    _ => None,
                });
                let round = text.round.and_then(|round| i64::try_from(round).ok());
                let step = even_step(numbers, i64::from(step), |difference| match round {
                    Some(round) => (difference + round / 2).rem_euclid(round) - round / 2,
                    None => difference,
                });
                step.map_or(Self::Copy, |step| Self::Numbered { text: text.clone(), step })
            }
        }
    }

    /// The value at a place; nothing for a copy. An error means that it leaves what a cell can hold.
    pub(super) fn value(&self, place: u32) -> Result<Option<Value>, TooFar> {
        let value = match self {
            Self::Copy => return Ok(None),
            Self::Linear { start, step, over, are_days } => {
                let way = step.times(Decimal::from(place)).and_then(|way| way.over(*over));
                let is_held = |number: &Decimal| {
                    !are_days || (Decimal::ZERO..Decimal::from(date::LAST_SERIAL + 1)).contains(number)
                };
                way.and_then(|way| start.plus(way)).filter(is_held).map(Value::Number)
            }
            Self::Months { first, time, months, at_month_end } => {
                let months = i32::try_from(place).ok().and_then(|place| months.checked_mul(place));
                months.and_then(|months| moved_months(*first, months, *at_month_end)).and_then(|day| on(day, *time))
            }
            Self::Weekdays { first, time, step } => weekday_at(*first, *step, place).and_then(|day| on(day, *time)),
            Self::Words { list, place: first, step, case } => word_at(*list, *first, *step, place, *case),
            Self::Numbered { text, step } => numbered_at(text, *step, place),
        };
        value.map(Some).ok_or(TooFar)
    }
}

/// The series leaves what a cell can hold.
pub(super) struct TooFar;

/// A straight line through numbers: through all of them where their steps are equal, else the one that lies nearest to
/// them (least squares), as Excel fills. A lone number goes on by a step.
fn linear(numbers: &[Decimal], step: Decimal, over: Decimal) -> Progression {
    let (Some(first), count) = (numbers.first(), numbers.len()) else { return Progression::Copy };
    if count == 1 {
        return Progression::Linear { start: *first, step, over, are_days: false };
    }
    let steps: Vec<Option<Decimal>> = numbers.iter().zip(numbers.iter().skip(1)).map(|(a, b)| b.minus(*a)).collect();
    if let Some(Some(step)) = steps.first()
        && steps.iter().all(|other| *other == Some(*step))
    {
        return Progression::Linear { start: *first, step: *step, over: Decimal::ONE, are_days: false };
    }
    fitted(numbers).unwrap_or(Progression::Copy)
}

/// The line `mean + slope (x - middle)` with `slope = 6 Σ (2x - (n-1)) y / (n (n² - 1))`, which is what least squares gives
/// for x = 0, 1, ..., n-1.
fn fitted(numbers: &[Decimal]) -> Option<Progression> {
    let count = Decimal::from(numbers.len());
    let last = count.minus(Decimal::ONE)?;
    let (mut sum, mut weighted) = (Decimal::ZERO, Decimal::ZERO);
    for (x, number) in numbers.iter().enumerate() {
        sum = sum.plus(*number)?;
        let weight = Decimal::TWO.times(Decimal::from(x))?.minus(last)?;
        weighted = weighted.plus(weight.times(*number)?)?;
    }
    let step = weighted.times(Decimal::from(6))?;
    let over = count.times(count.times(count)?.minus(Decimal::ONE)?)?;
    let middle = last.over(Decimal::TWO)?;
    let start = sum.over(count)?.minus(step.times(middle)?.over(over)?)?;
    Some(Progression::Linear { start, step, over, are_days: false })
}

/// The day and the time on it that a number means.
fn split(number: Decimal) -> Option<(i32, Decimal)> {
    let day = number.floor();
    Some((i32::try_from(day).ok()?, number.minus(day)?))
}

fn on(day: i32, time: Decimal) -> Option<Value> {
    (0..=date::LAST_SERIAL).contains(&day).then(|| Decimal::from(day).plus(time))?.map(Value::Number)
}

fn dates(numbers: &[Decimal], kind: SeriesKind, step: i32) -> Progression {
    let days: Option<Vec<(i32, Decimal)>> = numbers.iter().map(|number| split(*number)).collect();
    let Some((days, (first, time))) = days.and_then(|days| Some((days.clone(), *days.first()?))) else {
        return Progression::Copy;
    };
    let is_month_end =
        |day: i32| date::ymd_from_serial(day).is_some_and(|(year, month, day)| day == date::days_in_month(year, month));
    let at_month_end = days.len() > 1 && days.iter().all(|(day, _)| is_month_end(*day));
    let months = |months: i32| Progression::Months { first, time, months, at_month_end };
    let second = days.get(1).map(|(day, _)| *day);
    match kind {
        SeriesKind::Weekdays => {
            let between = second.map_or(step, |second| working_days(first, second));
            Progression::Weekdays { first, time, step: if between == 0 { step } else { between } }
        }
        SeriesKind::Months | SeriesKind::Years => {
            let unit = if kind == SeriesKind::Years { 12 } else { 1 };
            let between = second.and_then(|second| months_between(first, second)).filter(|months| *months != 0);
            months(between.unwrap_or(unit * step))
        }
        SeriesKind::Automatic => {
            let steps: Vec<Option<i32>> = days
                .iter()
                .zip(days.iter().skip(1))
                .map(|((a, _), (b, _))| whole_months(*a, *b, at_month_end))
                .collect();
            match steps.first() {
                Some(Some(step)) if *step != 0 && steps.iter().all(|other| other == &Some(*step)) => months(*step),
                _ => days_on(numbers, step),
            }
        }
        _ => days_on(numbers, step),
    }
}

/// Days on a straight line.
fn days_on(numbers: &[Decimal], step: i32) -> Progression {
    match linear(numbers, Decimal::from(step), Decimal::ONE) {
        Progression::Linear { start, step, over, .. } => Progression::Linear { start, step, over, are_days: true },
        other => other,
    }
}

fn months_between(first: i32, second: i32) -> Option<i32> {
    let ((year, month, _), (other_year, other_month, _)) =
        (date::ymd_from_serial(first)?, date::ymd_from_serial(second)?);
    let months = i32::try_from(other_month).ok()? - i32::try_from(month).ok()?;
    (other_year - year).checked_mul(12)?.checked_add(months)
}

/// The months between two days when they are the same day of their months, or both the last one.
fn whole_months(first: i32, second: i32, at_month_end: bool) -> Option<i32> {
    let (day, other) = (date::ymd_from_serial(first)?.2, date::ymd_from_serial(second)?.2);
    (day == other || at_month_end).then(|| months_between(first, second)).flatten()
}

fn moved_months(first: i32, months: i32, at_month_end: bool) -> Option<i32> {
    let moved = date::add_months(first, months)?;
    if !at_month_end {
        return Some(moved);
    }
    let (year, month, _) = date::ymd_from_serial(moved)?;
    date::serial_from_ymd(year, month, date::days_in_month(year, month))
}

const fn is_working_day(day: i32) -> bool {
    !matches!(date::weekday(day), 0 | 6)
}

/// The working days from one day to another, less than none backwards.
fn working_days(first: i32, second: i32) -> i32 {
    let count = |from: i32, to: i32| (from..to).map(|day| i32::from(is_working_day(day + 1))).sum::<i32>();
    // Seeds are near each other; far ones would only make the first step long.
    let second = second.clamp(first.saturating_sub(4_000), first.saturating_add(4_000));
    if second >= first { count(first, second) } else { -count(second - 1, first - 1) }
}

/// The working day so many steps after a day: five of them are a week.
fn weekday_at(first: i32, step: i32, place: u32) -> Option<i32> {
    let total = i32::try_from(place).ok()?.checked_mul(step)?;
    let mut day = first.checked_add((total / 5).checked_mul(7)?)?;
    let mut left = total % 5;
    let way = left.signum();
    // On a day that is none itself, whole weeks would end on such a day.
    if left == 0 && total != 0 && !is_working_day(day) {
        let way = total.signum();
        day = day.checked_sub(way.checked_mul(7)?)?;
        left = way * 5;
        while left != 0 {
            day = day.checked_add(way)?;
            left -= if is_working_day(day) { way } else { 0 };
        }
        return Some(day);
    }
    while left != 0 {
        day = day.checked_add(way)?;
        left -= if is_working_day(day) { way } else { 0 };
    }
    Some(day)
}

/// The step between places when it is the same everywhere; a lone place goes on by the given one.
fn even_step(places: impl Iterator<Item = i64>, lone: i64, fold: impl Fn(i64) -> i64) -> Option<i64> {
    let places: Vec<i64> = places.collect();
    let mut steps = places.iter().zip(places.iter().skip(1)).map(|(a, b)| fold(b - a));
    match steps.next() {
        None => Some(lone),
        Some(first) => steps.all(|step| step == first).then_some(first),
    }
}

fn word_at(list: usize, first: usize, step: i64, place: u32, case: Case) -> Option<Value> {
    let words = LISTS.get(list)?;
    let length = i64::try_from(words.len()).ok()?;
    let at = i64::try_from(first).ok()?.checked_add(step.checked_mul(i64::from(place))?)?.rem_euclid(length);
    let word = words.get(usize::try_from(at).ok()?)?;
    Some(match case {
        Case::AsListed => Value::from(*word),
        Case::Upper => Value::from(word.to_uppercase()),
        Case::Lower => Value::from(word.to_lowercase()),
    })
}

fn numbered_at(text: &Numbered, step: i64, place: u32) -> Option<Value> {
    let number = i64::try_from(text.number).ok()?.checked_add(step.checked_mul(i64::from(place))?)?;
    let number = match text.round.and_then(|round| i64::try_from(round).ok()) {
        Some(round) => (number - 1).rem_euclid(round) + 1,
        // As in Excel, numbers in texts have no sign.
        None => number.checked_abs()?,
    };
    Some(Value::from(text.text(u64::try_from(number).ok()?)))
}
