//! The one sort that everything shares.

use std::cmp::Ordering;

/// The places from zero up to a count in the order that a comparison of two places gives; equal ones keep their order.
///
/// What is to be sorted is asked through the comparison, so that there is one sort in the wasm instead of one for each
/// kind of item: every copy would cost kilobytes of a first visit.
#[must_use]
pub fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    // Equal places are told apart by themselves, so the order is the same whichever way the sort goes.
    places.sort_unstable_by(|a, b| compare(*a as usize, *b as usize).then(a.cmp(b)));
    places
}

/// Items in the order of a comparison; equal ones keep their order.
#[must_use]
pub fn sorted<T: Copy>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = sorted_places(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    order.iter().filter_map(|place| items.get(*place as usize).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_places() {
        let items = [3, 1, 2, 1, 3, 1];
        assert_eq!(sorted_places(items.len(), &|a, b| items[a].cmp(&items[b])), [1, 3, 5, 2, 0, 4]);
        assert!(sorted_places(0, &|_, _| Ordering::Equal).is_empty());
        assert_eq!(sorted(&[(2, 'a'), (1, 'b'), (2, 'c')], |a, b| a.0.cmp(&b.0)), [(1, 'b'), (2, 'a'), (2, 'c')]);
    }
}
