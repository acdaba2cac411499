//! What a room of people has said and changed while a workbook is presented: who speaks, and which inputs moved from what to what;
//! and which charts go on paper.
//!
//! It lives as long as the tab shows the workbook and stands in no file; what the room agreed on does, with its speaker and day.

use leptos::prelude::*;
use tandem_core::text::Localized;

/// Lines that are kept: a workshop of hours.
const MOST_LINES: usize = 500;
/// Changes of one input that follow each other within this time are one line, as those of a slider.
const TOGETHER_MS: u64 = 4_000;

/// One change of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The control's name.
    pub control: String,
    /// What people call it.
    pub label: Localized,
    /// What it showed before.
    pub from: Localized,
    /// What it shows since.
    pub to: Localized,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// Who spoke; empty where nobody said who.
    pub by: String,
}

/// The room.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Who speaks.
    pub speaker: RwSignal<String>,
    /// What moved, in order.
    pub moved: RwSignal<Vec<Moved>>,
    /// The identities of the charts that are printed; nothing while nobody has chosen.
    pub printed: RwSignal<Option<Vec<String>>>,
    /// The workbook that this is about.
    workbook: StoredValue<String>,
}

impl Room {
    /// A room in which nobody has spoken.
    #[must_use]
    pub fn new() -> Self {
        Self {
            speaker: RwSignal::new(String::new()),
            moved: RwSignal::new(Vec::new()),
            printed: RwSignal::new(None),
            workbook: StoredValue::new(String::new()),
        }
    }

    /// Begins anew when another workbook is shown.
    pub fn enter(self, workbook: &str) {
        if self.workbook.with_value(|known| known != workbook) {
            self.workbook.set_value(workbook.to_owned());
            self.speaker.set(String::new());
            self.moved.set(Vec::new());
            self.printed.set(None);
        }
    }

    /// Notes that an input moved.
    pub fn note(self, moved: Moved) {
        self.moved.update(|lines| add(lines, moved));
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::new()
    }
}

/// Adds a line, or goes on with the last one where it is about the same input and a moment ago. What came back to where it
/// began is no change.
fn add(lines: &mut Vec<Moved>, moved: Moved) {
    let goes_on = lines.last().is_some_and(|last| {
        last.control == moved.control && last.by == moved.by && moved.at_ms.saturating_sub(last.at_ms) <= TOGETHER_MS
    });
    if goes_on && let Some(mut last) = lines.pop() {
        (last.to, last.at_ms, last.label) = (moved.to, moved.at_ms, moved.label);
        if last.from != last.to {
            lines.push(last);
        }
        return;
    }
    if lines.len() >= MOST_LINES {
        lines.remove(0);
    }
    lines.push(moved);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(control: &str, from: &str, to: &str, at_ms: u64) -> Moved {
        Moved {
            control: control.to_owned(),
            label: Localized::same(control),
            from: Localized::same(from),
            to: Localized::same(to),
            at_ms,
            by: String::new(),
        }
    }

    #[test]
    fn moves_of_a_slider_are_one_line_and_none_when_it_comes_back() {
        let mut lines = Vec::new();
        for (from, to, at_ms) in [("10%", "11%", 0), ("11%", "12%", 900), ("12%", "15%", 1_500)] {
            add(&mut lines, moved("rate", from, to, at_ms));
        }
        assert_eq!(lines, [moved("rate", "10%", "15%", 1_500)]);
        add(&mut lines, moved("rate", "15%", "10%", 2_000));
        assert!(lines.is_empty());
        add(&mut lines, moved("rate", "10%", "11%", 3_000));
        add(&mut lines, moved("price", "1", "2", 3_100));
        add(&mut lines, moved("price", "2", "3", 3_100 + TOGETHER_MS + 1));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn the_oldest_lines_go_first() {
        let mut lines = Vec::new();
        for number in 0..=MOST_LINES {
            add(&mut lines, moved(&number.to_string(), "a", "b", 0));
        }
        assert_eq!(lines.len(), MOST_LINES);
        assert_eq!(lines.first().map(|line| line.control.as_str()), Some("1"));
    }
}
