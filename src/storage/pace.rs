//! How often a large workbook is written, which takes time from everything else that the page does.

/// When a workbook was written last, and how long that took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    ended_ms: u64,
    took_ms: u64,
}

impl Pace {
    /// For a write that took from one moment to another, on the steady clock.
    pub(super) const fn of(begun_ms: u64, ended_ms: u64) -> Self {
        Self { ended_ms, took_ms: ended_ms.saturating_sub(begun_ms) }
    }

    /// How long to wait before the next write, where so long is wished: long enough that a person works undisturbed most of the time.
    pub(super) fn wait_ms(self, now_ms: u64, wished_ms: u64) -> u64 {
        /// A third of the time at most goes into writing, in parts between which the page goes on.
        const RESTS: u64 = 2;
        /// A workbook that takes longer than this is still written, and what is typed meanwhile waits no longer.
        const LONGEST_MS: u64 = 10_000;
        let rest_ms = self.took_ms.saturating_mul(RESTS).min(LONGEST_MS);
        wished_ms.max(self.ended_ms.saturating_add(rest_ms).saturating_sub(now_ms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_is_made_less_often() {
        for (took_ms, passed_ms, wished_ms, expect) in [
            (0, 0, 400, 400),
            (40, 0, 400, 400),
            (600, 0, 400, 1_200),
            (600, 900, 400, 400),
            (600, 1_100, 0, 100),
            (600, 5_000, 0, 0),
            (2_000, 500, 400, 3_500),
            (60_000, 0, 400, 10_000),
        ] {
            let pace = Pace::of(1_000, 1_000 + took_ms);
            let wait_ms = pace.wait_ms(1_000 + took_ms + passed_ms, wished_ms);
            assert_eq!(wait_ms, expect, "{passed_ms} ms after {took_ms} ms of making, {wished_ms} ms wished");
        }
        assert_eq!(Pace::default().wait_ms(0, 400), 400, "nothing was made yet");
    }
}
