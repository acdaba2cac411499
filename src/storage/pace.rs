//! How often the text of a large workbook is made, which stops the page for as long as it takes.

/// When the text of a workbook was made last, and how long that took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    ended_ms: u64,
    took_ms: u64,
}

impl Pace {
    /// For a text that was made from one moment to another, on the steady clock.
    pub(super) const fn of(begun_ms: u64, ended_ms: u64) -> Self {
        Self { ended_ms, took_ms: ended_ms.saturating_sub(begun_ms) }
    }

    /// How long to wait before the next is made, where so long is wished: long enough that a person works most of the time.
    pub(super) fn wait_ms(self, now_ms: u64, wished_ms: u64) -> u64 {
        /// The page stands still for a tenth of the time at most.
        const RESTS: u64 = 9;
        /// A workbook that takes longer than three seconds is still stored twice a minute.
        const LONGEST_MS: u64 = 30_000;
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
            (200, 0, 400, 1_800),
            (200, 1_700, 400, 400),
            (200, 1_700, 0, 100),
            (200, 5_000, 0, 0),
            (2_000, 500, 400, 17_500),
            (60_000, 0, 400, 30_000),
        ] {
            let pace = Pace::of(1_000, 1_000 + took_ms);
            let wait_ms = pace.wait_ms(1_000 + took_ms + passed_ms, wished_ms);
            assert_eq!(wait_ms, expect, "{passed_ms} ms after {took_ms} ms of making, {wished_ms} ms wished");
        }
        assert_eq!(Pace::default().wait_ms(0, 400), 400, "nothing was made yet");
    }
}
