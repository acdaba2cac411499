//! Filling cells with what goes on from others.

use super::OperationError;
use super::progression::Progression;
use super::rows::copied;
use super::seed::Seed;
use crate::cell::{Area, CellAddress};
use crate::edit::{CellEdit, CellInput, Edit};
use crate::engine::Content;
use crate::limits::MAX_RESTYLED_CELLS;
use crate::workbook::Workbook;

/// How cells go on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeriesKind {
    /// As the cells suggest: several numbers go on in a line, a lone one is copied; dates, months, weekdays, quarters and
    /// texts with a number go on; all else is copied.
    #[default]
    Automatic,
    /// Everything is copied.
    Copy,
    /// The other way round than by itself, as with Ctrl held: a lone number goes on by 1, all else is copied.
    Opposite,
    /// As automatic, but a lone number goes on by 1.
    Linear,
    /// Dates go on by days.
    Days,
    /// Dates go on by working days, Monday to Friday.
    Weekdays,
    /// Dates go on by months.
    Months,
    /// Dates go on by years.
    Years,
}

/// The cells of one row or column that are continued, and those that are filled, in the order in which the series goes.
struct Line {
    source: Vec<CellAddress>,
    target: Vec<CellAddress>,
}

/// The edit that fills the cells of `target` beyond those of `source` with what goes on from them: to the right or down,
/// or to the left or up, where the step is the other way round. Formulas are copied with their relative references, and
/// styles go along. The target may hold the source, as the frame of a drag does. Rows that the filter hides are passed over.
///
/// # Errors
/// When the target does not go on from the source, or the series leaves what a cell can hold.
pub fn fill_series(workbook: &Workbook, source: Area, target: Area, kind: SeriesKind) -> Result<Edit, OperationError> {
    if target.cells() > MAX_RESTYLED_CELLS {
        return Err(OperationError::TooManyCells);
    }
    let (lines, step) = lines(source, target)?;
    let mut cells = Vec::new();
    let overlay = workbook.sheet(source.sheet).map(|sheet| &sheet.overlay);
    let is_shown = |at: &CellAddress| !overlay.is_some_and(|overlay| overlay.is_row_filtered(at.row));
    for mut line in lines {
        line.source.retain(is_shown);
        line.target.retain(is_shown);
        fill_line(workbook, &line, kind, step, &mut cells)?;
    }
    Ok(Edit::SetCells(cells))
}

/// The lines of a fill, and the step of a lone seed.
fn lines(source: Area, target: Area) -> Result<(Vec<Line>, i32), OperationError> {
    let at = |row: u32, column: u32| CellAddress::new(source.sheet, row, column);
    let same_columns = source.left == target.left && source.right == target.right;
    let same_rows = source.top == target.top && source.bottom == target.bottom;
    let columns = || source.left..=source.right;
    let rows = || source.top..=source.bottom;
    if source.sheet != target.sheet {
        return Err(OperationError::NoDirection);
    }
    // Where the target begins at the source or right behind it, the series goes on; where it ends so, it goes back.
    let is_on = |first: u32, last: u32, from: u32, to: u32| to > last && (from == first || from == last + 1);
    let is_back = |first: u32, last: u32, from: u32, to: u32| from < first && (to == last || to + 1 == first);
    if same_columns && is_on(source.top, source.bottom, target.top, target.bottom) {
        let line = |column: u32| Line {
            source: rows().map(|row| at(row, column)).collect(),
            target: (source.bottom + 1..=target.bottom).map(|row| at(row, column)).collect(),
        };
        Ok((columns().map(line).collect(), 1))
    } else if same_columns && is_back(source.top, source.bottom, target.top, target.bottom) {
        let line = |column: u32| Line {
            source: rows().rev().map(|row| at(row, column)).collect(),
            target: (target.top..source.top).rev().map(|row| at(row, column)).collect(),
        };
        Ok((columns().map(line).collect(), -1))
    } else if same_rows && is_on(source.left, source.right, target.left, target.right) {
        let line = |row: u32| Line {
            source: columns().map(|column| at(row, column)).collect(),
            target: (source.right + 1..=target.right).map(|column| at(row, column)).collect(),
        };
        Ok((rows().map(line).collect(), 1))
    } else if same_rows && is_back(source.left, source.right, target.left, target.right) {
        let line = |row: u32| Line {
            source: columns().rev().map(|column| at(row, column)).collect(),
            target: (target.left..source.left).rev().map(|column| at(row, column)).collect(),
        };
        Ok((rows().map(line).collect(), -1))
    } else {
        Err(OperationError::NoDirection)
    }
}

/// A run of seeds that go on together: the place of the first one in its line, how many there are, and how they go on.
struct Run {
    first: usize,
    count: usize,
    progression: Progression,
}

fn runs(seeds: &[Seed], kind: SeriesKind, step: i32) -> Vec<Run> {
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    for (index, seed) in seeds.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| seeds.get(before));
        match bounds.last_mut() {
            Some((_, end)) if before.is_some_and(|before| before.goes_with(seed)) => *end = index + 1,
            _ => bounds.push((index, index + 1)),
        }
    }
    let run = |(first, end): (usize, usize)| {
        let own = seeds.get(first..end).unwrap_or_default();
        Run { first, count: own.len(), progression: Progression::of(own, kind, step, seeds.len() == 1) }
    };
    bounds.into_iter().map(run).collect()
}

fn fill_line(
    workbook: &Workbook,
    line: &Line,
    kind: SeriesKind,
    step: i32,
    cells: &mut Vec<CellEdit>,
) -> Result<(), OperationError> {
    let seeds: Vec<Seed> = line.source.iter().map(|at| Seed::read(workbook, *at)).collect();
    let kind = match (kind, seeds.as_slice()) {
        (SeriesKind::Opposite, [Seed::Number(_)]) => SeriesKind::Linear,
        (SeriesKind::Opposite, _) => SeriesKind::Copy,
        (kind, _) => kind,
    };
    let runs = runs(&seeds, kind, step);
    for (index, to) in line.target.iter().enumerate() {
        let (cycle, place) = (index / seeds.len().max(1) + 1, index % seeds.len().max(1));
        let Some(from) = line.source.get(place) else { continue };
        let run = runs.iter().find(|run| (run.first..run.first + run.count).contains(&place));
        let value = match run {
            Some(run) => {
                let place = u32::try_from(place - run.first + cycle * run.count);
                place
                    .map_err(|_| OperationError::SeriesTooLong)
                    .and_then(|place| run.progression.value(place).map_err(|_| OperationError::SeriesTooLong))?
            }
            None => None,
        };
        let content = value.map_or_else(|| copied(workbook, *from, *to), Content::Literal);
        let style = Some(workbook.style(*from).clone());
        cells.push(CellEdit { at: *to, input: Some(CellInput::Content(content)), style });
    }
    Ok(())
}
