//! One rule of how cells look, read once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::filter_rows::{is_among, top_bound};
use super::look::{Bar, Blend, Icon, Look};
use super::operands::{Given, ReadComparison, is_true};
use super::{ColorToken, Condition, ConditionalRule, IconSet, Style, StyleColor, TextPlace, Threshold, Workbook};
use crate::cell::{Area, CellAddress, Value};
use crate::function::{Pattern, to_text};
use crate::number::{self, Arithmetic as _, Decimal};

/// What the cells of a rule's areas hold, found when it is first asked for.
struct Neighbours {
    areas: Rc<[Area]>,
    numbers: OnceCell<Vec<Decimal>>,
    ends: OnceCell<Option<(Decimal, Decimal)>>,
    counts: OnceCell<HashMap<String, usize>>,
    average: OnceCell<Option<Decimal>>,
}

impl Neighbours {
    fn new(areas: Rc<[Area]>) -> Self {
        let (numbers, ends) = (OnceCell::new(), OnceCell::new());
        Self { areas, numbers, ends, counts: OnceCell::new(), average: OnceCell::new() }
    }

    /// The smallest and the largest number: found without putting all of them in order, which takes far longer.
    fn ends(&self, workbook: &Workbook) -> Option<(Decimal, Decimal)> {
        *self.ends.get_or_init(|| {
            let mut ends = None;
            workbook.visit_values(&self.areas, |_, value| {
                if let Value::Number(number) = value {
                    let (low, high) = ends.unwrap_or((*number, *number));
                    let low = if number::compare(*number, low).is_lt() { *number } else { low };
                    let high = if number::compare(*number, high).is_gt() { *number } else { high };
                    ends = Some((low, high));
                }
            });
            ends
        })
    }

    /// The numbers in rising order.
    fn numbers(&self, workbook: &Workbook) -> &[Decimal] {
        self.numbers.get_or_init(|| {
            let mut numbers = workbook.numbers_in(&self.areas);
            numbers.sort_unstable_by(|a, b| number::compare(*a, *b));
            numbers
        })
    }

    /// How often each value stands there; blank cells do not count.
    fn count(&self, workbook: &Workbook, value: &Value) -> usize {
        let counts = self.counts.get_or_init(|| {
            let mut counts = HashMap::new();
            workbook.visit_values(&self.areas, |_, value| *counts.entry(key(value)).or_insert(0usize) += 1);
            counts
        });
        counts.get(&key(value)).copied().unwrap_or(0)
    }

    fn average(&self, workbook: &Workbook) -> Option<Decimal> {
        *self.average.get_or_init(|| {
            let numbers = self.numbers(workbook);
            let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.plus(*number))?;
            sum.over(Decimal::from(numbers.len()))
        })
    }

    /// The number at a threshold.
    fn at(&self, threshold: &ReadThreshold, workbook: &Workbook, at: CellAddress) -> Option<Decimal> {
        let (low, high) = self.ends(workbook)?;
        match threshold {
            ReadThreshold::Lowest => Some(low),
            ReadThreshold::Highest => Some(high),
            ReadThreshold::Value(operand) => match operand.value(workbook, at) {
                Value::Number(number) => Some(number),
                _ => None,
            },
            ReadThreshold::Percent(share) => between(low, high, *share),
            ReadThreshold::Percentile(share) => {
                let numbers = self.numbers(workbook);
                let place = share.times(Decimal::from(numbers.len() - 1))?;
                let rank = usize::try_from(u64::try_from(place.floor()).ok()?).ok()?;
                let (below, above) = (*numbers.get(rank)?, numbers.get(rank + 1).copied());
                above.map_or(Some(below), |above| between(below, above, place.fract()))
            }
        }
    }
}

/// What makes two values the same one: their kind, their number without guard digits, their text in any case.
fn key(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("n{}", number::canonical(*number).normalize()),
        Value::Text(text) => format!("t{}", text.to_lowercase()),
        other => format!("o{}", other.plain()),
    }
}

fn between(low: Decimal, high: Decimal, share: Decimal) -> Option<Decimal> {
    low.plus(high.minus(low)?.times(share)?)
}

/// How far a number is from one to another, at least 0 and at most 1; all the way where they are the same.
fn share(number: Decimal, low: Decimal, high: Decimal) -> Decimal {
    if high <= low {
        return if number >= high { Decimal::ONE } else { Decimal::ZERO };
    }
    let share = number.minus(low).zip(high.minus(low)).and_then(|(part, whole)| part.over(whole));
    share.unwrap_or(Decimal::ONE).clamp(Decimal::ZERO, Decimal::ONE)
}

enum ReadThreshold {
    Lowest,
    Highest,
    Value(Given),
    Percent(Decimal),
    Percentile(Decimal),
}

impl ReadThreshold {
    fn read(threshold: &Threshold, areas: &[Area], workbook: &Workbook) -> Self {
        match threshold {
            Threshold::Lowest => Self::Lowest,
            Threshold::Highest => Self::Highest,
            Threshold::Value(operand) => Self::Value(Given::read(operand, areas, workbook)),
            Threshold::Percent(percent) => Self::Percent(Decimal::new(i64::from(*percent), 2)),
            Threshold::Percentile(percent) => Self::Percentile(Decimal::new(i64::from(*percent), 2)),
        }
    }
}

enum Test {
    Compare(ReadComparison),
    Text(TextPlace, Given),
    Formula(Given),
    Repeated { is_wanted: bool },
    Top { bound: OnceCell<Option<Decimal>>, count: u32, percent: bool, bottom: bool },
    Average { below: bool },
    Blank { is_wanted: bool },
    Error { is_wanted: bool },
}

enum Kind {
    Highlight { test: Test, style: Style, stop: bool },
    Bands { low: Given, high: Given, more_is_better: bool },
    Bar { low: ReadThreshold, high: ReadThreshold, color: StyleColor },
    Scale(Vec<(ReadThreshold, StyleColor)>),
    Icons { set: IconSet, from: Vec<ReadThreshold>, reversed: bool, hides_value: bool },
}

/// A rule, read once for all cells.
pub(super) struct ReadRule {
    kind: Kind,
    neighbours: Rc<Neighbours>,
}

impl ReadRule {
    /// The rules for some areas.
    pub(super) fn read_all(workbook: &Workbook, areas: &Rc<[Area]>, rules: &[ConditionalRule]) -> Vec<Self> {
        let neighbours = Rc::new(Neighbours::new(Rc::clone(areas)));
        let read = |rule| Self { kind: kind(rule, areas, workbook), neighbours: Rc::clone(&neighbours) };
        rules.iter().map(read).collect()
    }

    /// Adds what the rule says of a cell to what earlier ones said; gives whether later ones do not count.
    pub(super) fn add_to(&self, look: &mut Look, workbook: &Workbook, at: CellAddress) -> bool {
        let value = match workbook.value(at) {
            Value::Array(array) => array.first(),
            value => value,
        };
        match (&self.kind, value) {
            (Kind::Highlight { test, style, stop }, value) => {
                let is_met = self.is_met(test, value, workbook, at);
                if is_met {
                    look.style = look.style.over(style);
                }
                is_met && *stop
            }
            (kind, Value::Number(number)) => {
                self.add_number(kind, *number, look, workbook, at);
                false
            }
            _ => false,
        }
    }

    fn add_number(&self, kind: &Kind, number: Decimal, look: &mut Look, workbook: &Workbook, at: CellAddress) {
        let threshold = |threshold| self.neighbours.at(threshold, workbook, at);
        match kind {
            Kind::Highlight { .. } => {}
            Kind::Bands { low, high, more_is_better } => {
                let (Value::Number(low), Value::Number(high)) = (low.value(workbook, at), high.value(workbook, at))
                else {
                    return;
                };
                let band = u8::from(number >= low) + u8::from(number >= high);
                let level = if *more_is_better { band } else { 2 - band };
                let token = [ColorToken::Negative, ColorToken::Warning, ColorToken::Positive];
                let fill = token.get(usize::from(level)).map(|token| (*token).into());
                look.style = look.style.over(&Style { fill, ..Style::default() });
                look.icon.get_or_insert(Icon { set: IconSet::Shapes3, level });
            }
            Kind::Bar { low, high, color } => {
                if let (None, Some(low), Some(high)) = (look.bar, threshold(low), threshold(high)) {
                    look.bar = Some(bar(number, low, high, *color));
                }
            }
            Kind::Scale(stops) => {
                let stops: Option<Vec<(Decimal, StyleColor)>> =
                    stops.iter().map(|(at, color)| Some((threshold(at)?, *color))).collect();
                if look.blend.is_none() {
                    look.blend = stops.and_then(|stops| blend(number, &stops));
                }
            }
            Kind::Icons { set, from, reversed, hides_value } => {
                if look.icon.is_some() {
                    return;
                }
                let reached = from.iter().filter(|from| threshold(from).is_some_and(|from| number >= from)).count();
                let level = if *reversed { set.count().saturating_sub(1).saturating_sub(reached) } else { reached };
                look.icon = Some(Icon { set: *set, level: u8::try_from(level).unwrap_or(0) });
                look.hides_value = *hides_value;
            }
        }
    }

    fn is_met(&self, test: &Test, value: &Value, workbook: &Workbook, at: CellAddress) -> bool {
        match (test, value) {
            (Test::Compare(comparison), value) => comparison.holds(value, workbook, at),
            (Test::Formula(formula), _) => is_true(&formula.value(workbook, at)),
            (Test::Text(place, text), value) => {
                let (Ok(text), Ok(value)) = (to_text(&text.value(workbook, at)), to_text(value)) else { return false };
                has_text(*place, &value, &text)
            }
            (Test::Repeated { .. }, Value::Blank) => false,
            (Test::Repeated { is_wanted }, value) => (self.neighbours.count(workbook, value) > 1) == *is_wanted,
            (Test::Top { bound, count, percent, bottom }, Value::Number(number)) => {
                let bound =
                    bound.get_or_init(|| top_bound(self.neighbours.numbers(workbook), *count, *percent, *bottom));
                bound.is_some_and(|bound| is_among(*number, bound, *bottom))
            }
            (Test::Average { below }, Value::Number(number)) => {
                self.neighbours.average(workbook).is_some_and(|average| {
                    let order = number::compare(*number, average);
                    if *below { order.is_lt() } else { order.is_gt() }
                })
            }
            (Test::Top { .. } | Test::Average { .. }, _) => false,
            (Test::Blank { is_wanted }, value) => {
                let is_blank = match value {
                    Value::Blank => true,
                    Value::Text(text) => text.chars().all(|c| c == ' '),
                    _ => false,
                };
                is_blank == *is_wanted
            }
            (Test::Error { is_wanted }, value) => matches!(value, Value::Error(_)) == *is_wanted,
        }
    }
}

fn kind(rule: &ConditionalRule, areas: &[Area], workbook: &Workbook) -> Kind {
    let operand = |text: &str| Given::read(text, areas, workbook);
    let threshold = |threshold: &Threshold| ReadThreshold::read(threshold, areas, workbook);
    match rule {
        ConditionalRule::Highlight { when, style, stop } => {
            Kind::Highlight { test: test(when, areas, workbook), style: style.clone(), stop: *stop }
        }
        ConditionalRule::Bands { low, high, more_is_better } => {
            Kind::Bands { low: operand(low), high: operand(high), more_is_better: *more_is_better }
        }
        ConditionalRule::Bar { low, high, color } => {
            Kind::Bar { low: threshold(low), high: threshold(high), color: *color }
        }
        ConditionalRule::Scale(stops) => {
            Kind::Scale(stops.iter().map(|stop| (threshold(&stop.at), stop.color)).collect())
        }
        ConditionalRule::Icons { set, from, reversed, hides_value } => Kind::Icons {
            set: *set,
            from: from.iter().map(threshold).collect(),
            reversed: *reversed,
            hides_value: *hides_value,
        },
    }
}

fn test(when: &Condition, areas: &[Area], workbook: &Workbook) -> Test {
    match when {
        Condition::Compare(comparison) => Test::Compare(ReadComparison::read(comparison, areas, workbook)),
        Condition::Text { place, text } => Test::Text(*place, Given::read(text, areas, workbook)),
        Condition::Formula(formula) => Test::Formula(Given::read(formula, areas, workbook)),
        Condition::Duplicate => Test::Repeated { is_wanted: true },
        Condition::Unique => Test::Repeated { is_wanted: false },
        Condition::Top { count, percent, bottom } => {
            Test::Top { bound: OnceCell::new(), count: *count, percent: *percent, bottom: *bottom }
        }
        Condition::Average { below } => Test::Average { below: *below },
        Condition::Blank => Test::Blank { is_wanted: true },
        Condition::NotBlank => Test::Blank { is_wanted: false },
        Condition::Error => Test::Error { is_wanted: true },
        Condition::NotError => Test::Error { is_wanted: false },
    }
}

/// Whether a text stands in another one, in any case and with wildcards, as SEARCH finds it.
fn has_text(place: TextPlace, value: &str, text: &str) -> bool {
    match place {
        TextPlace::Contains => Pattern::new(text).find(value, 0).is_some(),
        TextPlace::NotContains => Pattern::new(text).find(value, 0).is_none(),
        TextPlace::Begins => value.to_lowercase().starts_with(&text.to_lowercase()),
        TextPlace::Ends => value.to_lowercase().ends_with(&text.to_lowercase()),
    }
}

/// The bar of a number. Where numbers of both signs have bars, those below zero go to the left of where zero is.
fn bar(number: Decimal, low: Decimal, high: Decimal, color: StyleColor) -> Bar {
    if low >= Decimal::ZERO || high <= Decimal::ZERO {
        return Bar { start: Decimal::ZERO, length: share(number, low, high), is_negative: false, color };
    }
    let (zero, end) = (share(Decimal::ZERO, low, high), share(number, low, high));
    let is_negative = end < zero;
    let (start, length) = if is_negative { (end, zero.minus(end)) } else { (zero, end.minus(zero)) };
    Bar { start, length: length.unwrap_or(Decimal::ZERO), is_negative, color }
}

/// The colour of a number between stops in rising order; beyond the first and the last one it is theirs.
fn blend(number: Decimal, stops: &[(Decimal, StyleColor)]) -> Option<Blend> {
    let pairs = stops.iter().zip(stops.iter().skip(1));
    let mut found = None;
    for ((low, from), (high, to)) in pairs {
        found = Some(Blend { from: *from, to: *to, share: share(number, *low, *high) });
        if number < *high {
            break;
        }
    }
    found
}
