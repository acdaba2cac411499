//! What the fuzz tests share: how many cases they run, choices drawn from random numbers, and a limit of time.
//!
//! By default each test runs few cases; `PROPTEST_CASES=1000000 cargo test --release fuzz` runs as many as one likes.

#![allow(dead_code, reason = "each fuzz test uses its part")]

use std::io::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;

/// A case that takes longer is taken for a hang. Unoptimised builds on a busy machine are slow.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 6 });

/// As many cases as the environment asks for, else a few.
pub fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() }
}

/// Runs a case and fails when it takes too long. One that never ends is named, and ends the program.
pub fn within_limit<T>(what: &str, case: impl FnOnce() -> T) -> T {
    let (ended, end) = std::sync::mpsc::channel::<()>();
    let name = what.to_owned();
    let watch = std::thread::spawn(move || {
        if end.recv_timeout(2 * LIMIT) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            // Past what the runner of tests holds back until a test ends, which this one does not.
            let _ = writeln!(std::io::stderr(), "no end after {:?} of {name}", 2 * LIMIT);
            std::process::abort();
        }
    });
    let start = Instant::now();
    let result = case();
    let taken = start.elapsed();
    drop(ended);
    watch.join().unwrap();
    assert!(taken < LIMIT, "{taken:?} for {what}");
    result
}

/// Random numbers that a test turns into its case, one choice after another. A failing case shrinks to fewer and smaller
/// numbers, so its choices come near the first of each list.
pub fn numbers(most: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 0..most)
}

/// Choices drawn from random numbers; when these are used up, every choice is the first.
pub struct Choices<'a> {
    numbers: std::slice::Iter<'a, u32>,
}

impl<'a> Choices<'a> {
    pub fn new(numbers: &'a [u32]) -> Self {
        Self { numbers: numbers.iter() }
    }

    pub fn number(&mut self) -> u32 {
        self.numbers.next().copied().unwrap_or(0)
    }

    /// A number below a bound above zero.
    pub fn below(&mut self, bound: usize) -> usize {
        self.number() as usize % bound
    }

    pub fn of<'b, T: ?Sized>(&mut self, list: &[&'b T]) -> &'b T {
        list[self.below(list.len())]
    }

    pub fn is_used_up(&self) -> bool {
        self.numbers.len() == 0
    }
}
