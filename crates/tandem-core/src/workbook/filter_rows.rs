//! Which rows a filter hides.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};

use rust_decimal::Decimal;

use super::{Criterion, Filter, Workbook};
use crate::cell::{Area, CellAddress, Value};
use crate::function::criteria;
use crate::number;

/// A criterion, read once for all rows.
enum Test {
    Values {
        texts: HashSet<String>,
        blanks: bool,
    },
    Conditions {
        conditions: Vec<criteria::Criterion>,
        all: bool,
    },
    /// Numbers from this one on, up or down.
    Top {
        bound: Option<Decimal>,
        bottom: bool,
    },
}

impl Test {
    fn new(criterion: &Criterion, workbook: &Workbook, column: Area) -> Self {
        match criterion {
            Criterion::Values { texts, blanks } => {
                Self::Values { texts: texts.iter().map(|text| text.to_lowercase()).collect(), blanks: *blanks }
            }
            Criterion::Conditions { texts, all } => {
                let read = |text: &String| criteria::Criterion::new(&Value::from(text.as_str()));
                Self::Conditions { conditions: texts.iter().map(read).collect(), all: *all }
            }
            Criterion::Top { count, percent, bottom } => {
                let mut numbers = workbook.numbers_in(&[column]);
                numbers.sort_unstable_by(|a, b| number::compare(*a, *b));
                let bound = top_bound(&numbers, *count, *percent, *bottom);
                Self::Top { bound, bottom: *bottom }
            }
        }
    }

    fn passes(&self, workbook: &Workbook, at: CellAddress) -> bool {
        let value = workbook.value(at);
        match self {
            Self::Values { texts, blanks } => {
                let shown = workbook.display_text(at, workbook.settings().language);
                if shown.is_empty() { *blanks } else { texts.contains(&shown.to_lowercase()) }
            }
            Self::Conditions { conditions, all: true } => conditions.iter().all(|condition| condition.matches(value)),
            Self::Conditions { conditions, all: false } => conditions.iter().any(|condition| condition.matches(value)),
            Self::Top { bound, bottom } => match (value, bound) {
                (Value::Number(number), Some(bound)) => is_among(*number, *bound, *bottom),
                _ => false,
            },
        }
    }
}

/// Whether a number is among the largest or smallest, of which `bound` is the last one.
pub(super) fn is_among(number: Decimal, bound: Decimal, bottom: bool) -> bool {
    let order = number::compare(number, bound);
    if bottom { order != Ordering::Greater } else { order != Ordering::Less }
}

/// The last one of the largest or smallest of some numbers in rising order; nothing when there is none. So many percent of
/// them are rounded down, to one at least, as in Excel.
pub(super) fn top_bound(rising: &[Decimal], count: u32, percent: bool, bottom: bool) -> Option<Decimal> {
    let count = if percent { rising.len().saturating_mul(count as usize) / 100 } else { count as usize };
    let count = count.max(1).min(rising.len());
    let place = if bottom { count.checked_sub(1)? } else { rising.len().checked_sub(count)? };
    rising.get(place).copied()
}

impl Workbook {
    /// The rows that a filter hides now: those below its first row that do not meet every criterion.
    #[must_use]
    pub fn filtered_rows(&self, filter: &Filter) -> BTreeSet<u32> {
        let Area { sheet, top, left, bottom, .. } = filter.area;
        let tests: Vec<(u32, Test)> = filter
            .criteria
            .iter()
            .filter_map(|(place, criterion)| {
                let column = left.checked_add(*place).filter(|column| *column <= filter.area.right)?;
                let cells = Area { top: top.saturating_add(1).min(bottom), left: column, right: column, ..filter.area };
                Some((column, Test::new(criterion, self, cells)))
            })
            .collect();
        let (used, _) = self.engine().store().sheet(sheet).map_or((0, 0), |cells| cells.used());
        // Blank rows after the last one that holds something are no part of a table, as in Excel.
        let Some(bottom) = used.checked_sub(1).map(|last| last.min(bottom)).filter(|_| !tests.is_empty()) else {
            return BTreeSet::new();
        };
        let passes =
            |row: u32| tests.iter().all(|(column, test)| test.passes(self, CellAddress::new(sheet, row, *column)));
        (top.saturating_add(1)..=bottom).filter(|row| !passes(*row)).collect()
    }

    /// The numbers in some areas, each cell once.
    pub(super) fn numbers_in(&self, areas: &[Area]) -> Vec<Decimal> {
        let mut numbers = Vec::new();
        self.visit_values(areas, |_, value| {
            if let Value::Number(number) = value {
                numbers.push(*number);
            }
        });
        numbers
    }

    /// Calls a closure with every filled cell of some areas, each once, whichever areas share it.
    pub(super) fn visit_values(&self, areas: &[Area], mut visit: impl FnMut(CellAddress, &Value)) {
        for (index, area) in areas.iter().enumerate() {
            let earlier = areas.get(..index).unwrap_or_default();
            let result: Result<(), ()> = self.engine().store().for_each_in(*area, |row, column, value| {
                let at = CellAddress::new(area.sheet, row, column);
                if !earlier.iter().any(|area| area.contains(at)) {
                    visit(at, value);
                }
                Ok(())
            });
            debug_assert!(result.is_ok(), "the closure gives no error");
        }
    }
}
