//! The sizes of rows or of columns, and where each begins.

use crate::sort::sorted;

/// Rows or columns of one sheet with their sizes in whole pixels: a common size and those that differ from it.
///
/// Where a track begins and which track lies at a pixel are found in logarithmic time of the differing sizes, however
/// many tracks there are. A size of 0 hides a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracks {
    count: u32,
    default_px: u32,
    /// Ordered by index; `end_shift_px` is how much further than by default the track's end lies.
    differing: Vec<Differing>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Differing {
    index: u32,
    size_px: u32,
    end_shift_px: i64,
}

impl Tracks {
    /// `count` tracks of one size, except those that are listed with another; the last mention of a track counts.
    #[must_use]
    pub fn new(count: u32, default_px: u32, sizes: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let listed: Vec<(u32, u32)> = sizes.into_iter().filter(|(index, _)| *index < count).collect();
        let listed = sorted(&listed, |a, b| a.0.cmp(&b.0));
        let mut differing: Vec<Differing> = Vec::with_capacity(listed.len());
        for (index, size_px) in listed {
            if differing.last().is_some_and(|last| last.index == index) {
                differing.pop();
            }
            let before = differing.last().map_or(0, |last| last.end_shift_px);
            let end_shift_px = before + i64::from(size_px) - i64::from(default_px);
            differing.push(Differing { index, size_px, end_shift_px });
        }
        Self { count, default_px, differing }
    }

    /// Number of tracks.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// The size of a track, in pixels.
    #[must_use]
    pub fn size_px(&self, index: u32) -> u32 {
        let at = self.differing.partition_point(|each| each.index < index);
        self.differing.get(at).filter(|each| each.index == index).map_or(self.default_px, |each| each.size_px)
    }

    /// Where a track begins, in pixels from the first one's start; for `count` and beyond, where the last one ends.
    #[must_use]
    pub fn start_px(&self, index: u32) -> u64 {
        let index = index.min(self.count);
        let at = self.differing.partition_point(|each| each.index < index);
        let shift = at.checked_sub(1).and_then(|at| self.differing.get(at)).map_or(0, |each| each.end_shift_px);
        (u64::from(index) * u64::from(self.default_px)).saturating_add_signed(shift)
    }

    /// Where a track ends, in pixels.
    #[must_use]
    pub fn end_px(&self, index: u32) -> u64 {
        self.start_px(index.saturating_add(1))
    }

    /// The size of all tracks together, in pixels.
    #[must_use]
    pub fn total_px(&self) -> u64 {
        self.start_px(self.count)
    }

    /// The track at a pixel: the last one that begins at or before it and has a size; the last track beyond the end.
    #[must_use]
    pub fn at_px(&self, px: u64) -> u32 {
        // The answer is the smallest index whose end lies beyond the pixel.
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.end_px(middle) > px {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low.min(self.count.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn starts_and_pixels_agree() {
        // 0..20, 20..50, 50..70, hidden, 70..80, 80..100
        let tracks = Tracks::new(6, 20, [(1, 30), (4, 10), (3, 0)]);
        assert_eq!((0..=7).map(|at| tracks.start_px(at)).collect::<Vec<_>>(), [0, 20, 50, 70, 70, 80, 100, 100]);
        for (px, expect) in [(0, 0), (19, 0), (20, 1), (49, 1), (50, 2), (69, 2), (70, 4), (79, 4), (80, 5), (500, 5)] {
            assert_eq!(tracks.at_px(px), expect, "at {px} px");
        }
        assert_eq!((0..6).map(|at| tracks.size_px(at)).collect::<Vec<_>>(), [20, 30, 20, 0, 10, 20]);
    }

    #[test]
    fn the_last_mention_counts_and_strangers_are_dropped() {
        let tracks = Tracks::new(3, 10, [(1, 50), (1, 5), (9, 100)]);
        assert_eq!((tracks.size_px(1), tracks.total_px()), (5, 25));
        assert_eq!(Tracks::new(0, 10, []).at_px(7), 0);
    }

    proptest! {
        #[test]
        fn every_pixel_lies_in_its_track(sizes in prop::collection::vec((0u32..40, 0u32..60), 0..12), px in 0u64..2_000) {
            let tracks = Tracks::new(40, 25, sizes);
            let at = tracks.at_px(px);
            if px < tracks.total_px() {
                prop_assert!(tracks.start_px(at) <= px && px < tracks.end_px(at));
            }
            let sum: u64 = (0..40).map(|at| u64::from(tracks.size_px(at))).sum();
            prop_assert_eq!(sum, tracks.total_px());
        }
    }
}
