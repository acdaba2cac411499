//! The searches behind every lookup. None allocates unless wildcards are asked for, or many formulas look in the same
//! cells and share an index. Only values of the key's own type count, so that blanks, errors and values of other types never match and never mislead a binary search.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::cell::{Area, Cause, ErrorValue, KeyIndex, Side, Store, Value, compare_texts};
use crate::function::{Grid, Pattern, Work};
use crate::number;

/// Vectors up to this length are searched as they are; for longer ones the part in use is looked up first.
const SHORT: u32 = 64;

/// One row or column of a rectangle.
#[derive(Clone, Copy)]
pub(super) struct Vector<'a> {
    grid: Grid<'a>,
    line: u32,
    is_row: bool,
    used: u32,
    len: u32,
    /// Counts the values that a search looks at.
    work: &'a Work,
}

impl<'a> Vector<'a> {
    /// A column of a rectangle.
    pub fn column(grid: Grid<'a>, column: u32, work: &'a Work) -> Self {
        let len = grid.rows();
        let used = if len <= SHORT { len } else { grid.used_rows() };
        Self { grid, line: column, is_row: false, used, len, work }
    }

    /// A row of a rectangle.
    pub fn row(grid: Grid<'a>, row: u32, work: &'a Work) -> Self {
        let len = grid.columns();
        let used = if len <= SHORT { len } else { grid.used_columns() };
        Self { grid, line: row, is_row: true, used, len, work }
    }

    /// The rectangle as a vector.
    ///
    /// # Errors
    /// `#N/A` when it has several rows and several columns, as Excel's lookups give.
    pub fn of(grid: Grid<'a>, work: &'a Work) -> Result<Self, ErrorValue> {
        match (grid.rows(), grid.columns()) {
            (_, 1) => Ok(Self::column(grid, 0, work)),
            (1, _) => Ok(Self::row(grid, 0, work)),
            _ => Err(Cause::NotAVector.into()),
        }
    }

    /// Number of values, blank ones at the end included.
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether it runs along a row.
    pub const fn is_row(&self) -> bool {
        self.is_row
    }

    /// The index of its values, where many formulas look in the same cells.
    fn index(&self) -> Option<Rc<KeyIndex>> {
        if self.len <= SHORT { None } else { self.grid.line(self.line, self.is_row)?.index() }
    }

    /// The value at a place.
    #[inline]
    pub fn get(&self, index: u32) -> &'a Value {
        if self.is_row { self.grid.get(self.line, index) } else { self.grid.get(index, self.line) }
    }
}

/// What is looked for.
pub(super) enum Key<'k> {
    /// A number, guard digits dropped.
    Number(Decimal),
    /// A text, case-insensitive.
    Text(&'k str),
    /// TRUE or FALSE.
    Bool(bool),
    /// An empty cell; only the newer lookups ask for it.
    Blank,
}

impl<'k> Key<'k> {
    /// The key that a lookup value means; a blank is the number 0.
    ///
    /// # Errors
    /// The value's own error; `#VALUE!` for an array.
    pub fn new(value: &'k Value) -> Result<Self, ErrorValue> {
        match value {
            Value::Blank => Ok(Self::Number(Decimal::ZERO)),
            other => Self::with_blank(other),
        }
    }

    /// As [`Self::new`], but a blank looks for an empty cell.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_blank(value: &'k Value) -> Result<Self, ErrorValue> {
        match value {
            Value::Number(wanted) => Ok(Self::Number(number::canonical(*wanted))),
            Value::Text(text) => Ok(Self::Text(text)),
            Value::Bool(wanted) => Ok(Self::Bool(*wanted)),
            Value::Blank => Ok(Self::Blank),
            Value::Error(error) => Err(*error),
            Value::Array(_) => Err(Cause::ArrayNotAllowed.into()),
        }
    }

    /// How a value stands to the key; nothing when it is of another type.
    #[inline]
    pub fn order_of(&self, value: &Value) -> Option<Ordering> {
        match (self, value) {
            (Self::Number(wanted), Value::Number(found)) => Some(number::canonical(*found).cmp(wanted)),
            (Self::Text(wanted), Value::Text(found)) => Some(compare_texts(found, wanted)),
            (Self::Bool(wanted), Value::Bool(found)) => Some(found.cmp(wanted)),
            (Self::Blank, Value::Blank) => Some(Ordering::Equal),
            _ => None,
        }
    }

    /// The places of the values on a side of the key, in their order; nothing for keys that no index knows.
    fn places<'i>(&self, index: &'i KeyIndex, side: Side) -> Option<&'i [u32]> {
        match self {
            Self::Number(wanted) => index.numbers_at(*wanted, side),
            Self::Text(wanted) => index.texts_at(wanted, side),
            Self::Bool(_) | Self::Blank => None,
        }
    }

    /// The key as a pattern, when it is a text with wildcards.
    pub fn pattern(&self) -> Option<Pattern> {
        match self {
            Self::Text(text) => Pattern::is_needed(text).then(|| Pattern::new(text)),
            _ => None,
        }
    }
}

/// The first place among cells whose value satisfies a test; cells that were never filled cost nothing.
fn scan_stored(vector: &Vector<'_>, store: &Store, area: Area, test: impl Fn(&Value) -> bool) -> Option<u32> {
    let mut seen = 0;
    let found = store.for_each_in(area, |row, column, value| {
        seen += 1;
        if test(value) { Err(if vector.is_row { column - area.left } else { row - area.top }) } else { Ok(()) }
    });
    vector.work.spend(seen);
    found.err()
}

/// The first place (or the last, when `from_end`) whose value satisfies a test, which must fail for blanks.
#[inline]
fn scan(vector: &Vector<'_>, from_end: bool, test: impl Fn(&Value) -> bool) -> Option<u32> {
    if !from_end
        && vector.used > SHORT
        && let Some(Grid::Area(store, area)) = vector.grid.line(vector.line, vector.is_row)
    {
        return scan_stored(vector, store, area, test);
    }
    let found = if from_end {
        (0..vector.used).rev().find(|&index| test(vector.get(index)))
    } else {
        (0..vector.used).find(|&index| test(vector.get(index)))
    };
    vector.work.spend(u64::from(match found {
        None => vector.used,
        Some(index) if from_end => vector.used - index,
        Some(index) => index,
    }));
    found
}

/// The first place whose value equals the key, or the last when `from_end`.
pub(super) fn find_equal(vector: &Vector<'_>, key: &Key<'_>, from_end: bool) -> Option<u32> {
    // Past the part in use everything is blank, which only a key for blanks cares about.
    if matches!(key, Key::Blank) && vector.used < vector.len && from_end {
        return Some(vector.len - 1);
    }
    if let Some(index) = vector.index()
        && let Some(places) = key.places(&index, Side::EQUAL)
    {
        // Values of one key stand in the order of their places.
        return if from_end { places.last().copied() } else { places.first().copied() };
    }
    if matches!(key, Key::Blank) {
        let mut places = 0..vector.used;
        let is_blank = |index: &u32| vector.get(*index).is_blank();
        let blank = if from_end { places.rev().find(is_blank) } else { places.find(is_blank) };
        vector.work.spend(vector.used.into());
        return blank.or((vector.used < vector.len).then_some(vector.used));
    }
    scan(vector, from_end, |value| {
        if let (Key::Text(wanted), Value::Text(text)) = (key, value) {
            vector.work.spend_on_comparison(wanted, text);
        }
        key.order_of(value) == Some(Ordering::Equal)
    })
}

/// The first place whose text fits the pattern, or the last when `from_end`.
pub(super) fn find_like(vector: &Vector<'_>, pattern: &Pattern, from_end: bool) -> Option<u32> {
    scan(vector, from_end, |value| match value {
        Value::Text(text) => vector.work.charge(pattern.units(text)).is_ok() && pattern.matches(text),
        _ => false,
    })
}

/// The first place whose value equals the key, where a text key may hold wildcards.
pub(super) fn find_equal_or_like(vector: &Vector<'_>, key: &Key<'_>) -> Option<u32> {
    key.pattern().map_or_else(|| find_equal(vector, key, false), |pattern| find_like(vector, &pattern, false))
}

/// The place of the greatest value that is `side` of the key or equal to it, in any order of values; of equal ones the
/// first, or the last when `from_end`.
pub(super) fn find_nearest(vector: &Vector<'_>, key: &Key<'_>, side: Ordering, from_end: bool) -> Option<u32> {
    if let Some(index) = vector.index()
        && let Some(equal) = key.places(&index, Side::EQUAL)
    {
        if !equal.is_empty() {
            return if from_end { equal.last().copied() } else { equal.first().copied() };
        }
        let (below, nearest) = match side {
            Ordering::Less => (true, <[u32]>::last as fn(&[u32]) -> Option<&u32>),
            _ => (false, <[u32]>::first as fn(&[u32]) -> Option<&u32>),
        };
        let beside = key.places(&index, Side { below, equal: false, above: !below })?;
        let nearest = Key::with_blank(vector.get(*nearest(beside)?)).ok()?;
        let nearest = nearest.places(&index, Side::EQUAL)?;
        return if from_end { nearest.last().copied() } else { nearest.first().copied() };
    }
    let mut best: Option<u32> = None;
    let units = if let Key::Text(wanted) = key { 2 + wanted.len() as u64 / 8 } else { 2 };
    vector.work.spend(units.saturating_mul(vector.used.into()));
    for step in 0..vector.used {
        let index = if from_end { vector.used - 1 - step } else { step };
        match key.order_of(vector.get(index)) {
            Some(Ordering::Equal) => return Some(index),
            Some(order) if order == side => {
                let is_nearer = best.is_none_or(|best| {
                    let rival = Key::with_blank(vector.get(best)).ok();
                    rival.and_then(|rival| rival.order_of(vector.get(index))) == Some(side.reverse())
                });
                if is_nearer {
                    best = Some(index);
                }
            }
            _ => {}
        }
    }
    best.or_else(|| find_equal(vector, key, from_end))
}

/// By halving: the last place of those that satisfy a test on how their value stands to the key. The values must be
/// sorted so that the test holds first and then no more; values of other types in between are stepped over.
#[inline]
pub(super) fn find_last(vector: &Vector<'_>, key: &Key<'_>, test: impl Fn(Ordering) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, vector.used);
    let mut found = None;
    while low < high {
        let middle = low + (high - low) / 2;
        match next_of_type(vector, key, middle, high) {
            Some((index, order)) if test(order) => {
                found = Some(index);
                low = index + 1;
            }
            _ => high = middle,
        }
    }
    found
}

/// The first value of the key's type at or after a place and before an end, with how it stands to the key.
#[inline]
pub(super) fn next_of_type(vector: &Vector<'_>, key: &Key<'_>, from: u32, end: u32) -> Option<(u32, Ordering)> {
    let end = end.min(vector.used);
    let found = (from..end).find_map(|index| Some((index, key.order_of(vector.get(index))?)));
    vector.work.spend(u64::from(found.map_or(end, |(index, _)| index).saturating_sub(from)));
    found
}

/// By halving in ascending values: the last that is not above the key.
#[inline]
pub(super) fn find_last_not_above(vector: &Vector<'_>, key: &Key<'_>) -> Option<u32> {
    find_last(vector, key, |order| order != Ordering::Greater)
}
