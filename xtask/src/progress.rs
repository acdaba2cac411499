//! One line for each step: `[2/5] Trunk 0.21.14 ... ready`.

use std::io::Write as _;
use std::time::{Duration, Instant};

/// Counts the steps of one command and prints a line for each.
pub struct Progress {
    total: usize,
    current: usize,
    started: Instant,
    name: String,
    /// Whether something else has been printed since the name, so that the outcome needs the name again.
    interrupted: bool,
}

impl Progress {
    /// A command of `total` steps.
    pub fn new(total: usize) -> Progress {
        Progress { total, current: 0, started: Instant::now(), name: String::new(), interrupted: false }
    }

    /// Hands the next `steps` steps to work that runs beside what comes here.
    pub fn share(&mut self, steps: usize) -> Progress {
        let shared = Progress { current: self.current, ..Progress::new(self.total) };
        self.current = self.current.saturating_add(steps);
        shared
    }

    /// Begins the next step.
    pub fn begin(&mut self, name: impl Into<String>) {
        self.current = self.current.saturating_add(1);
        self.started = Instant::now();
        self.name = name.into();
        self.interrupted = false;
        print!("[{}/{}] {} ... ", self.current, self.total, self.name);
        // A line that can't be flushed is only late: nothing depends on it.
        let _ = std::io::stdout().flush();
    }

    /// Says why the step will take a while; whatever the step prints comes below.
    pub fn note(&mut self, why: &str) {
        println!("{why}");
        self.interrupted = true;
    }

    /// Ends the step with its outcome, and the time it took when a person would have noticed it.
    pub fn end(&mut self, outcome: &str) {
        if self.interrupted {
            print!("[{}/{}] {} ... ", self.current, self.total, self.name);
        }
        let took = self.started.elapsed();
        if took >= Duration::from_secs(2) {
            println!("{outcome} ({})", seconds(took));
        } else {
            println!("{outcome}");
        }
    }
}

/// A duration as people say it: `0.4 s`, `12 s`, `3 min 5 s`.
pub fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..=9 => format!("{}.{} s", whole, duration.subsec_millis() / 100),
        10..=119 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// Thousands of bytes with one decimal, rounded up, so that a table never looks better than the truth.
pub fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_durations() {
        let cases = [
            (0, "0.0 s"),
            (450, "0.4 s"),
            (9_999, "9.9 s"),
            (10_000, "10 s"),
            (119_000, "119 s"),
            (125_000, "2 min 5 s"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn rounds_sizes_up() {
        let cases = [(0, "0.0 kB"), (1, "0.1 kB"), (1000, "1.0 kB"), (1001, "1.1 kB"), (349_999, "350.0 kB")];
        for (bytes, expected) in cases {
            assert_eq!(size(bytes), expected);
        }
    }
}
