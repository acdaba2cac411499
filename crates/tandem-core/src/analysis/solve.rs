//! Where a function of one number is zero: a search for changes of sign, then a root in exact decimals.
//!
//! The root is found by Chandrupatla's method (T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding
//! the zero of a nonlinear function without using derivatives", Advances in Engineering Software 28, 1997), which takes
//! the inverse quadratic step where it is safe and bisects elsewhere. Its first step here is the secant's, so that what is
//! linear is solved at once.

use rust_decimal::Decimal;

use crate::number::{Arithmetic as _, canonical, compare, round};

/// Intervals into which a range is divided in the search for changes of sign.
const INTERVALS: u32 = 32;
/// Doublings of the distance in a search without range: from a 64th of the number to 10^15 times it.
const DOUBLINGS: u32 = 56;
/// Steps towards one root: more than bisection needs from the largest range to the last digit.
const MAX_STEPS: u32 = 200;
/// The part of a number below which two inputs count as one.
const NARROW: Decimal = Decimal::from_parts(1, 0, 0, false, 22);
/// The least distance of two inputs.
const LEAST_WIDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 24);
/// Of what the function is at the ends of an interval, the part that is left of a continuous function once the interval is as
/// narrow as it gets.
const CONTINUOUS: Decimal = Decimal::from_parts(1, 0, 0, false, 13);

/// A function that may have no value at some inputs.
pub(super) type Function<'f> = dyn FnMut(Decimal) -> Option<Decimal> + 'f;

/// An input and what the function is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: Decimal,
    pub(super) y: Decimal,
}

/// A place where the function changes sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crossing {
    /// The function is zero here, or as near as decimals come.
    Root(Decimal),
    /// The function passes zero between two inputs that are as near as they get.
    Jump(Point, Point),
}

impl Crossing {
    /// The input at which it lies.
    pub(super) const fn at(&self) -> Decimal {
        match self {
            Self::Root(x) => *x,
            Self::Jump(_, after) => after.x,
        }
    }
}

/// What a search saw.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// Where the function has a value, by rising input.
    pub(super) points: Vec<Point>,
    /// The changes of sign, the nearest to the start first.
    pub(super) crossings: Vec<Crossing>,
}

impl Search {
    /// Whether the function only rises or only falls over the points that were looked at.
    pub(super) fn is_monotone(&self) -> bool {
        let steps = || self.points.windows(2).filter_map(|pair| Some(compare(pair.first()?.y, pair.get(1)?.y)));
        steps().all(std::cmp::Ordering::is_le) || steps().all(std::cmp::Ordering::is_ge)
    }

    /// The least and the greatest value that was seen.
    pub(super) fn extremes(&self) -> Option<(Decimal, Decimal)> {
        let values = || self.points.iter().map(|point| point.y);
        Some((values().min()?, values().max()?))
    }

    fn see(&mut self, function: &mut Function<'_>, x: Decimal) -> Option<Point> {
        let point = Point { x, y: function(x)? };
        let at = self.points.partition_point(|known| known.x < x);
        if self.points.get(at).is_none_or(|known| known.x != x) {
            self.points.insert(at, point);
        }
        Some(point)
    }

    /// Solves every interval between neighbouring points whose ends differ in sign, and notes where the function is zero: a
    /// stretch of zeros by both its ends.
    fn solve(&mut self, function: &mut Function<'_>, start: Decimal) {
        let points = self.points.clone();
        let mut before: Option<Point> = None;
        for run in points.chunk_by(|a, b| a.y.is_zero() && b.y.is_zero()) {
            let [first, ..] = run else { continue };
            if first.y.is_zero() {
                let last = run.last().unwrap_or(first);
                let after = points.get(points.partition_point(|point| point.x <= last.x));
                let begins = before.map_or(first.x, |outside| edge(function, first.x, outside.x));
                let ends = after.map_or(last.x, |outside| edge(function, last.x, outside.x));
                self.crossings.push(Crossing::Root(begins));
                if ends != begins {
                    self.crossings.push(Crossing::Root(ends));
                }
                before = None;
                continue;
            }
            if let Some(before) = before
                && before.y.is_sign_negative() != first.y.is_sign_negative()
            {
                self.crossings.extend(crossing(function, before, *first));
            }
            before = Some(*first);
        }
        self.crossings.sort_by_key(|found| (distance(found.at(), start), found.at()));
    }
}

/// Where the zeros end that reach from one of them towards an input that is none. Mostly a zero stands alone, which one look
/// close beside it tells.
fn edge(function: &mut Function<'_>, zero: Decimal, outside: Decimal) -> Decimal {
    /// The part of the way to the other input at which that look is taken.
    const BESIDE: Decimal = Decimal::from_parts(1, 0, 0, false, 3);
    let mut between = |zero: Decimal, outside: Decimal, part: Decimal| {
        let x = zero.plus(outside.minus(zero)?.times(part)?)?;
        Some((x, function(x).is_some_and(|y| y.is_zero())))
    };
    let Some((mut inner, true)) = between(zero, outside, BESIDE) else { return zero };
    let mut outer = outside;
    let half = Decimal::from_parts(5, 0, 0, false, 1);
    let tolerance = inner.abs().times(NARROW).unwrap_or_default().max(LEAST_WIDTH);
    for _ in 0..MAX_STEPS {
        if distance(inner, outer) <= tolerance {
            break;
        }
        match between(inner, outer, half) {
            Some((middle, true)) => inner = middle,
            Some((middle, false)) => outer = middle,
            None => break,
        }
    }
    shortened(function, inner)
}

fn distance(a: Decimal, b: Decimal) -> Decimal {
    a.minus(b).map_or(Decimal::MAX, |gap| gap.abs())
}

/// All changes of sign in a range, as far as its division shows them.
pub(super) fn search_range(function: &mut Function<'_>, low: Decimal, high: Decimal, start: Decimal) -> Search {
    let mut search = Search::default();
    let part = high.minus(low).and_then(|width| width.over(INTERVALS.into()));
    for step in 0..=INTERVALS {
        let inner = part.and_then(|part| low.plus(part.times(step.into())?));
        if let Some(x) = if step == INTERVALS { Some(high) } else { inner } {
            search.see(function, x);
        }
    }
    if low < start && start < high {
        search.see(function, start);
    }
    search.solve(function, start);
    search
}

/// The changes of sign around a start, looked for ever further away on both sides until there is one.
pub(super) fn search_outward(function: &mut Function<'_>, start: Decimal) -> Search {
    let mut search = Search::default();
    let first = search.see(function, start);
    if first.is_some_and(|point| point.y.is_zero()) {
        search.crossings.push(Crossing::Root(start));
        return search;
    }
    // Upward, downward, and towards zero by halves, because what grows without bound near zero is passed over otherwise.
    let mut ends = [first; 3];
    let mut reach = start.abs().max(Decimal::ONE).over(Decimal::from(64));
    let mut inward = start;
    for _ in 0..=DOUBLINGS {
        inward = inward.over(Decimal::TWO).unwrap_or_default();
        let upward = reach.and_then(|reach| start.plus(reach));
        let downward = reach.and_then(|reach| start.minus(reach));
        for (end, x) in ends.iter_mut().zip([upward, downward, Some(inward)]) {
            let Some(point) = x.and_then(|x| search.see(function, x)) else { continue };
            let before = end.replace(point);
            if point.y.is_zero() {
                search.crossings.push(Crossing::Root(shortened(function, point.x)));
            } else if let Some(before) = before
                && before.y.is_sign_negative() != point.y.is_sign_negative()
            {
                search.crossings.extend(crossing(function, before, point));
            }
        }
        if !search.crossings.is_empty() {
            break;
        }
        reach = reach.and_then(|reach| reach.times(Decimal::TWO));
    }
    // Steps that grow may have passed two changes of sign at once, which lie nearer than the one that was seen.
    search.crossings.sort_by_key(|found| (distance(found.at(), start), found.at()));
    let ends = search.crossings.first().and_then(|found| {
        // Seen points beyond the crossing: the nearest of them ends the range.
        let is_above = found.at() > start;
        let mut beyond = search
            .points
            .iter()
            .map(|point| point.x)
            .filter(|x| if is_above { *x >= found.at() } else { *x <= found.at() });
        let end = if is_above { beyond.next() } else { beyond.next_back() }?;
        Some((end.min(start), end.max(start)))
    });
    match ends.map(|(low, high)| search_range(function, low, high, start)) {
        Some(around) if !around.crossings.is_empty() => around,
        _ => search,
    }
}

/// The state of the search for one root: the function changes sign between `near` and `far`.
struct Bracket {
    near: Point,
    far: Point,
    /// The end that was given up last.
    old: Point,
}

impl Bracket {
    fn width(&self) -> Option<Decimal> {
        Some(self.far.x.minus(self.near.x)?.abs())
    }

    fn best(&self) -> Point {
        if self.near.y.abs() < self.far.y.abs() { self.near } else { self.far }
    }

    /// Takes a new point in: the end of its own sign goes.
    fn take(&mut self, point: Point) {
        if point.y.is_sign_negative() == self.near.y.is_sign_negative() {
            self.old = self.near;
        } else {
            self.old = self.far;
            self.far = self.near;
        }
        self.near = point;
    }

    /// How far from `near` towards `far` the next step goes, as a part of the way: the inverse quadratic where it is safe.
    fn part(&self) -> Option<Decimal> {
        let (a, b, c) = (self.near, self.far, self.old);
        let along = a.x.minus(b.x)?.over(c.x.minus(b.x)?)?;
        let up = a.y.minus(b.y)?.over(c.y.minus(b.y)?)?;
        let rest = Decimal::ONE.minus(up)?;
        if up.times(up)? >= along || rest.times(rest)? >= Decimal::ONE.minus(along)? {
            return None;
        }
        let first = a.y.over(b.y.minus(a.y)?)?.times(c.y.over(b.y.minus(c.y)?)?)?;
        let second = c.x.minus(a.x)?.over(b.x.minus(a.x)?)?;
        let third = a.y.over(c.y.minus(a.y)?)?.times(b.y.over(c.y.minus(b.y)?)?)?;
        first.plus(second.times(third)?)
    }
}

/// The zero between two points of different signs; nothing where the function has no value on the way.
pub(super) fn crossing(function: &mut Function<'_>, a: Point, b: Point) -> Option<Crossing> {
    let half = Decimal::from_parts(5, 0, 0, false, 1);
    let scale = a.y.abs().plus(b.y.abs())?;
    let mut bracket = Bracket { near: b, far: a, old: a };
    let mut part =
        b.y.over(b.y.minus(a.y)?).filter(|part| *part > Decimal::ZERO && *part < Decimal::ONE).unwrap_or(half);
    for _ in 0..MAX_STEPS {
        let (near, far) = (bracket.near, bracket.far);
        let tolerance = bracket.best().x.abs().times(NARROW)?.max(LEAST_WIDTH);
        let width = bracket.width()?;
        if width <= tolerance.times(Decimal::TWO)? {
            break;
        }
        // A step from an end is never shorter than the distance of two inputs, or the other end would stay for ever.
        let least = tolerance.over(width)?;
        let part_taken = part.clamp(least, Decimal::ONE.minus(least)?);
        let point = [part_taken, half, Decimal::from_parts(3, 0, 0, false, 1)].into_iter().find_map(|part| {
            let x = near.x.plus(far.x.minus(near.x)?.times(part)?)?;
            Some(Point { x, y: function(x)? })
        })?;
        if point.y.is_zero() {
            return Some(Crossing::Root(shortened(function, point.x)));
        }
        bracket.take(point);
        part = bracket.part().unwrap_or(half);
    }
    let gap = distance(bracket.near.y, bracket.far.y);
    if gap > scale.times(CONTINUOUS)? {
        let (a, b) = (bracket.near, bracket.far);
        return Some(if a.x < b.x { Crossing::Jump(a, b) } else { Crossing::Jump(b, a) });
    }
    Some(Crossing::Root(shortened(function, bracket.best().x)))
}

/// The shortest decimal beside a root that is one too, so that 0.1 is not told as 0.0999999999999999999999.
fn shortened(function: &mut Function<'_>, root: Decimal) -> Decimal {
    const DIGITS: u32 = 16;
    let near = root.abs().max(Decimal::ONE).times(Decimal::from_parts(1, 0, 0, false, 15)).unwrap_or(Decimal::ZERO);
    let short =
        (0..DIGITS).filter_map(|digits| round(root, digits.cast_signed())).find(|short| distance(*short, root) <= near);
    match short {
        Some(short) if function(short).is_some_and(|y| y.is_zero()) => short.normalize(),
        _ => canonical(root).normalize(),
    }
}

/// The difference of two numbers, zero where they compare as equal.
pub(super) fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    if compare(a, b).is_eq() { Some(Decimal::ZERO) } else { a.minus(b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn roots(search: &Search) -> Vec<String> {
        let told = |crossing: &Crossing| match crossing {
            Crossing::Root(x) => crate::number::plain(*x),
            Crossing::Jump(a, b) => format!("jump {} {}", crate::number::plain(a.y), crate::number::plain(b.y)),
        };
        search.crossings.iter().map(told).collect()
    }

    #[test]
    fn what_is_linear_is_solved_in_one_step() {
        let mut calls = 0;
        let mut line = |x: Decimal| {
            calls += 1;
            difference(x.checked_mul(decimal("3"))?, decimal("0.3"))
        };
        let ends = [decimal("-7"), decimal("11")].map(|x| Point { x, y: line(x).unwrap() });
        assert_eq!(crossing(&mut line, ends[0], ends[1]), Some(Crossing::Root(decimal("0.1"))));
        // Two ends, the step, and the look at the short decimal beside it.
        assert_eq!(calls, 4);
    }

    #[test]
    fn every_root_of_a_range_is_found_from_the_nearest_on() {
        // (x + 2)(x - 1)(x - 3) has its roots where it says.
        let mut cubic = |x: Decimal| Some((x + decimal("2")) * (x - decimal("1")) * (x - decimal("3")));
        let search = search_range(&mut cubic, decimal("-5"), decimal("5"), decimal("2.9"));
        assert_eq!(roots(&search), ["3", "1", "-2"]);
        assert!(!search.is_monotone());
        let search = search_outward(&mut cubic, decimal("40"));
        assert_eq!(roots(&search), ["3"]);
    }

    #[test]
    fn an_irrational_root_is_right_to_twenty_digits() {
        let mut square = |x: Decimal| difference(x.checked_mul(x)?, decimal("2"));
        let search = search_outward(&mut square, decimal("10"));
        // The root of two, as published.
        assert_eq!(roots(&search), ["1.4142135623730950488"]);
        assert!(search_range(&mut square, decimal("0"), decimal("2"), decimal("1")).is_monotone());
    }

    #[test]
    fn jumps_poles_and_gaps_are_no_roots() {
        let mut step = |x: Decimal| Some(if x < decimal("0.25") { decimal("-3") } else { decimal("2") });
        assert_eq!(roots(&search_range(&mut step, decimal("0"), decimal("1"), decimal("0.5"))), ["jump -3 2"]);
        let mut pole = |x: Decimal| Decimal::ONE.checked_div(x.checked_sub(decimal("0.3"))?);
        let search = search_range(&mut pole, decimal("0"), decimal("1"), decimal("0.5"));
        assert!(matches!(search.crossings.as_slice(), [Crossing::Jump(..)]), "{:?}", search.crossings);
        let mut nowhere = |_: Decimal| None;
        assert!(search_outward(&mut nowhere, Decimal::ONE).crossings.is_empty());
        let mut above = |x: Decimal| x.checked_mul(x)?.checked_add(Decimal::ONE);
        assert!(search_outward(&mut above, Decimal::ONE).crossings.is_empty());
    }
}
