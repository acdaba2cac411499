//! The values of an area in the order of their keys, so that a thousand formulas over one range share one sort.
//!
//! An index is made from values alone and never patched: [`super::Store`] keeps it as long as the columns it was made of
//! have not been touched, and throws it away after. Keys are what comparison sees: numbers without guard digits, texts
//! without case. Places count row by row from the area's first cell, over the columns in which anything is stored.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::order::compare_texts;
use super::{Area, Store, Value};
use crate::number;
use crate::sort::sorted_places;

/// Keys of one type in ascending order, each with the place it stands at; equal keys in the order of their places.
#[derive(Debug)]
struct Keys<K> {
    keys: Vec<K>,
    places: Vec<u32>,
}

impl<K: Clone> Keys<K> {
    fn sorted(found: &[(K, u32)], compare: &dyn Fn(&K, &K) -> Ordering) -> Self {
        let order = sorted_places(found.len(), &|a, b| match (found.get(a), found.get(b)) {
            (Some((a, _)), Some((b, _))) => compare(a, b),
            _ => Ordering::Equal,
        });
        let items = order.iter().filter_map(|place| found.get(*place as usize));
        let (keys, places) = items.cloned().unzip();
        Self { keys, places }
    }

    /// The places of the keys between two ranks.
    fn between(&self, first: usize, end: usize) -> &[u32] {
        self.places.get(first..end).unwrap_or(&[])
    }
}

/// An area's values by type and key.
#[derive(Debug)]
pub struct KeyIndex {
    columns: u32,
    numbers: Keys<Decimal>,
    texts: Keys<Rc<str>>,
    /// Texts that read as numbers: criteria of equality take them for these.
    numeric_texts: Keys<Decimal>,
    first_error: Option<u32>,
    filled: u64,
}

/// Which keys are meant: those below a bound, those equal to it, or those above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// Whether smaller keys are meant.
    pub below: bool,
    /// Whether equal keys are meant.
    pub equal: bool,
    /// Whether greater keys are meant.
    pub above: bool,
}

impl Side {
    /// Equal keys only.
    pub const EQUAL: Self = Self { below: false, equal: true, above: false };

    /// The first rank and the end of the keys that are meant, when they stand together.
    const fn ranks(self, low: usize, high: usize, count: usize) -> Option<(usize, usize)> {
        match (self.below, self.equal, self.above) {
            (true, true, true) => Some((0, count)),
            (true, true, false) => Some((0, high)),
            (true, false, false) => Some((0, low)),
            (false, true, false) => Some((low, high)),
            (false, true, true) => Some((low, count)),
            (false, false, true) => Some((high, count)),
            (false, false, false) => Some((0, 0)),
            (true, false, true) => None,
        }
    }
}

impl KeyIndex {
    /// The index of an area that lies within what is stored.
    pub(super) fn of(store: &Store, area: Area) -> Self {
        let (mut numbers, mut texts, mut numeric) = (Vec::new(), Vec::new(), Vec::new());
        let mut first_error = None;
        let columns = area.columns();
        let mut filled = 0;
        let Ok(()) = store.for_each_in(area, |row, column, value| {
            filled += 1;
            let place = (row - area.top) * columns + (column - area.left);
            match value {
                Value::Number(number) => numbers.push((number::canonical(*number), place)),
                Value::Text(text) => {
                    if text.chars().any(char::is_numeric)
                        && let Some(number) = number::parse_number(text)
                    {
                        numeric.push((number::canonical(number), place));
                    }
                    texts.push((text.clone(), place));
                }
                Value::Error(_) => first_error = first_error.or(Some(place)),
                Value::Bool(_) | Value::Blank | Value::Array(_) => {}
            }
            Ok::<(), std::convert::Infallible>(())
        });
        Self {
            columns,
            numbers: Keys::sorted(&numbers, &Ord::cmp),
            texts: Keys::sorted(&texts, &|a, b| compare_texts(a, b)),
            numeric_texts: Keys::sorted(&numeric, &Ord::cmp),
            first_error,
            filled,
        }
    }

    /// How many cells hold something.
    #[must_use]
    pub const fn filled(&self) -> u64 {
        self.filled
    }

    /// Row and column of a place, from the area's first cell.
    #[must_use]
    pub const fn row_and_column(&self, place: u32) -> (u32, u32) {
        (place / self.columns, place % self.columns)
    }

    /// The numbers in ascending order, guard digits dropped.
    #[must_use]
    pub fn numbers(&self) -> &[Decimal] {
        &self.numbers.keys
    }

    /// The place of a number, by how many stand before it in ascending order.
    #[must_use]
    pub fn place_of_rank(&self, rank: usize) -> Option<u32> {
        self.numbers.places.get(rank).copied()
    }

    /// The place of the first error, row by row.
    #[must_use]
    pub const fn first_error(&self) -> Option<u32> {
        self.first_error
    }

    /// The places of the numbers on a side of a bound without guard digits, in the order of the numbers.
    #[must_use]
    pub fn numbers_at(&self, bound: Decimal, side: Side) -> Option<&[u32]> {
        let keys = &self.numbers.keys;
        let low = keys.partition_point(|key| *key < bound);
        let high = low + keys.get(low..).map_or(0, |rest| rest.partition_point(|key| *key <= bound));
        side.ranks(low, high, keys.len()).map(|(first, end)| self.numbers.between(first, end))
    }

    /// The places of the texts on a side of a bound, in the order of the texts.
    #[must_use]
    pub fn texts_at(&self, bound: &str, side: Side) -> Option<&[u32]> {
        let keys = &self.texts.keys;
        let low = keys.partition_point(|key| compare_texts(key, bound).is_lt());
        let high =
            low + keys.get(low..).map_or(0, |rest| rest.partition_point(|key| compare_texts(key, bound).is_le()));
        side.ranks(low, high, keys.len()).map(|(first, end)| self.texts.between(first, end))
    }

    /// The places of the texts that read as a number, guard digits dropped.
    #[must_use]
    pub fn numeric_texts(&self, number: Decimal) -> &[u32] {
        let keys = &self.numeric_texts.keys;
        self.numeric_texts
            .between(keys.partition_point(|key| *key < number), keys.partition_point(|key| *key <= number))
    }
}

/// Areas of fewer cells are looked through as they are.
const FEWEST_CELLS: u64 = 64;
/// An index of more cells would take longer than a person waits.
const MOST_CELLS: u64 = 4_000_000;
/// Asks for an unchanged area after which it is indexed: what the looks until then cost is about what a sort costs.
const ASKS_BEFORE_INDEX: u32 = 12;
/// Areas that are remembered; many areas asked for once each must not pile up.
const MOST_AREAS: usize = 512;

/// What is known of one area.
#[derive(Debug)]
struct Kept {
    /// [`Store::changes`] at the time.
    changes: u64,
    asks: u32,
    index: Option<Rc<KeyIndex>>,
}

/// The indexes of a store, made on demand. They follow from the values, so a copy of a store begins without them.
#[derive(Debug, Default)]
pub(super) struct Indexes {
    by_area: RefCell<FxHashMap<Area, Kept>>,
}

impl Clone for Indexes {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Indexes {
    /// Forgets every index, as when columns change their places.
    pub(super) fn clear(&mut self) {
        self.by_area.get_mut().clear();
    }

    /// The index of an area, when there is one or it is time to make one.
    pub(super) fn get(&self, store: &Store, area: Area) -> Option<Rc<KeyIndex>> {
        if area.cells() < FEWEST_CELLS {
            return None;
        }
        let mut by_area = self.by_area.try_borrow_mut().ok()?;
        if by_area.len() >= MOST_AREAS && !by_area.contains_key(&area) {
            by_area.clear();
        }
        let changes = store.changes(area);
        let kept = by_area.entry(area).or_insert(Kept { changes, asks: 0, index: None });
        if kept.changes != changes {
            // An area that earned an index before will earn it again.
            let asks = if kept.index.is_some() { ASKS_BEFORE_INDEX } else { 0 };
            *kept = Kept { changes, asks, index: None };
        }
        if kept.index.is_none() {
            kept.asks += 1;
            if kept.asks <= ASKS_BEFORE_INDEX {
                return None;
            }
            let stored = store.clip(area).filter(|stored| (FEWEST_CELLS..=MOST_CELLS).contains(&stored.cells()))?;
            kept.index = Some(Rc::new(KeyIndex::of(store, stored)));
        }
        kept.index.clone()
    }
}
