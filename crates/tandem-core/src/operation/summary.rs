//! The figures of a selection, as a status bar shows them.

use crate::cell::{Area, Value};
use crate::number::{Arithmetic as _, Decimal};
use crate::workbook::{Workbook, all_without};

/// What the cells of a selection hold. Hidden rows and columns do not count, and a cell that several areas share counts
/// once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Cells that hold something.
    pub filled: u64,
    /// Cells that hold a number.
    pub numbers: u64,
    /// Cells that hold an error.
    pub errors: u64,
    /// The exact sum of the numbers; nothing when there is none, and when it is too large for a decimal.
    pub sum: Option<Decimal>,
    /// The sum over the number of numbers.
    pub average: Option<Decimal>,
    /// The smallest number.
    pub min: Option<Decimal>,
    /// The largest number.
    pub max: Option<Decimal>,
}

/// The figures of some areas. It costs what they hold, not how large they are.
#[must_use]
pub fn summarize(workbook: &Workbook, areas: &[Area]) -> Summary {
    let mut summing = Summing::new(workbook, areas);
    summing.go_on(workbook, u64::MAX);
    summing.summary()
}

/// The figures of some areas while they are made piece by piece, for a caller that must not be held up by millions of cells.
/// The workbook must stay as it is meanwhile.
#[derive(Clone, Debug)]
pub struct Summing {
    /// What has not been looked at yet, the next part last.
    rest: Vec<Area>,
    summary: Summary,
    sum: Option<Decimal>,
}

impl Summing {
    /// The beginning: nothing was looked at.
    #[must_use]
    pub fn new(workbook: &Workbook, areas: &[Area]) -> Self {
        let store = workbook.engine().store();
        let mut rest: Vec<Area> = apart(areas).into_iter().filter_map(|area| store.clip(area)).collect();
        rest.reverse();
        Self { rest, summary: Summary::default(), sum: Some(Decimal::ZERO) }
    }

    /// Looks at about so many cells more, whole rows of an area at a time, and says whether that was all.
    pub fn go_on(&mut self, workbook: &Workbook, cells: u64) -> bool {
        let mut room = cells;
        while room > 0
            && let Some(area) = self.rest.pop()
        {
            let rows = u32::try_from((room / u64::from(area.columns())).max(1)).unwrap_or(u32::MAX);
            let part = Area { bottom: area.bottom.min(area.top.saturating_add(rows - 1)), ..area };
            if part.bottom < area.bottom {
                self.rest.push(Area { top: part.bottom + 1, ..area });
            }
            room = room.saturating_sub(part.cells());
            self.take(workbook, part);
        }
        self.rest.is_empty()
    }

    /// The figures of what was looked at so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let (mut summary, sum) = (self.summary, self.sum);
        if summary.numbers > 0 {
            summary.sum = sum;
            summary.average = sum.and_then(|sum| sum.over(Decimal::from(summary.numbers)));
        }
        summary
    }

    fn take(&mut self, workbook: &Workbook, area: Area) {
        let Self { summary, sum, .. } = self;
        let overlay = workbook.sheet(area.sheet).map(|sheet| &sheet.overlay);
        let (mut row_asked, mut is_hidden) = (None, false);
        let has_columns = overlay.is_some_and(|overlay| !overlay.hidden_columns.is_empty());
        let result: Result<(), ()> = workbook.engine().store().for_each_in(area, |row, column, value| {
            if row_asked != Some(row) {
                row_asked = Some(row);
                is_hidden = overlay.is_some_and(|overlay| overlay.is_row_hidden(row));
            }
            if is_hidden || has_columns && overlay.is_some_and(|overlay| overlay.is_column_hidden(column)) {
                return Ok(());
            }
            let value = if let Value::Array(array) = value { array.first() } else { value };
            summary.filled += 1;
            match value {
                Value::Number(number) => {
                    summary.numbers += 1;
                    *sum = sum.and_then(|sum| sum.checked_add(*number));
                    summary.min = Some(summary.min.map_or(*number, |min| min.min(*number)));
                    summary.max = Some(summary.max.map_or(*number, |max| max.max(*number)));
                }
                Value::Error(_) => summary.errors += 1,
                _ => {}
            }
            Ok(())
        });
        debug_assert!(result.is_ok(), "the closure gives no error");
    }
}

/// The same cells as areas of which none shares a cell with another.
fn apart(areas: &[Area]) -> Vec<Area> {
    let mut found: Vec<Area> = Vec::new();
    for area in areas {
        let left = found.iter().fold(vec![*area], |left, taken| all_without(&left, *taken));
        found.extend(left);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellAddress;
    use crate::edit::{CellEdit, Edit};

    #[test]
    fn pieces_of_any_size_give_the_figures_of_the_whole() {
        let mut workbook = Workbook::new("sum");
        let sheet = workbook.pages().first().unwrap().sheet().unwrap().id;
        let cells = (0..200u32).map(|n| CellEdit::typed(CellAddress::new(sheet, n / 4, n % 4), (n + 1).to_string()));
        Edit::SetCells(cells.collect()).apply(&mut workbook).unwrap();
        let areas =
            [((0, 0), (900, 3)), ((5, 2), (6, 20)), ((70, 9), (70, 9))].map(|(a, b)| Area::between(sheet, a, b));
        for piece in [1, 3, 4, 5, 64, 1_000_000] {
            let mut summing = Summing::new(&workbook, &areas);
            while !summing.go_on(&workbook, piece) {}
            let summary = summing.summary();
            // 1 + 2 + ... + 200.
            assert_eq!((summary.filled, summary.sum), (200, Some(Decimal::from(20_100))), "pieces of {piece}");
            assert_eq!(summary, summarize(&workbook, &areas));
        }
    }
}
