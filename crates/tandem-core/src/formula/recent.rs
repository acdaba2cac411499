//! Which formulas were met lately, by their hash. Copies of a formula come close together, row by row or column by column,
//! so that few places, which stay near the processor, find nearly all that a table of every formula would; one that is not
//! found is compiled again and kept twice, which costs room and nothing else.

/// Places of one hash. The one that was not met for longest makes room.
const WAYS: usize = 4;
/// Sets of places: a power of two.
const SETS: usize = 1024;

/// Indexes of formulas that were met lately.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent {
    /// Empty before the first formula.
    sets: Vec<[u32; WAYS]>,
}

impl Recent {
    const fn set(hash: u32) -> usize {
        // The lower bits of a finished hash are its best mixed ones.
        hash as usize % SETS
    }

    /// The first of the formulas met lately with a hash that satisfies a condition; it becomes the latest.
    #[inline]
    pub(super) fn find(&mut self, hash: u32, mut is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let set = self.sets.get_mut(Self::set(hash))?;
        let place = set.iter().position(|index| is_it(*index))?;
        set.get_mut(..=place)?.rotate_right(1);
        set.first().copied()
    }

    /// Notes a formula as the latest with its hash.
    #[inline]
    pub(super) fn note(&mut self, hash: u32, index: u32) {
        if self.sets.is_empty() {
            self.sets = vec![[u32::MAX; WAYS]; SETS];
        }
        if let Some(set) = self.sets.get_mut(Self::set(hash)) {
            set.rotate_right(1);
            if let Some(first) = set.first_mut() {
                *first = index;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_a_hash_are_found_and_the_oldest_makes_room() {
        let mut recent = Recent::default();
        assert_eq!(recent.find(7, |_| true), None);
        for index in 0..4 {
            recent.note(7, index);
        }
        assert_eq!(recent.find(7, |index| index == 0), Some(0));
        recent.note(7, 4);
        assert_eq!(recent.find(7, |index| index == 1), None, "it was not met for longest");
        for index in [0, 2, 3, 4] {
            assert_eq!(recent.find(7, |found| found == index), Some(index));
        }
        assert_eq!(recent.find(8, |_| true), Some(u32::MAX), "another hash has places of its own");
    }
}
