//! Cells that are copied together: one area, or several that make one table when what lies between them is left out.

use crate::cell::{Area, SheetId};
use crate::workbook::Workbook;

/// First and last row or column of a run, both included.
type Run = (u32, u32);

/// The cells in which some rows of a sheet meet some columns of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    sheet: SheetId,
    /// In order, with something between each two.
    rows: Vec<Run>,
    columns: Vec<Run>,
}

/// A part of what is picked, counted in its own rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

impl Picked {
    /// One area.
    #[must_use]
    pub fn of(area: Area) -> Self {
        Self { sheet: area.sheet, rows: vec![(area.top, area.bottom)], columns: vec![(area.left, area.right)] }
    }

    /// Several areas as one table; nothing where they are none: they must stand in the same rows or in the same columns.
    #[must_use]
    pub fn joined(areas: &[Area]) -> Option<Self> {
        let sheet = areas.first()?.sheet;
        let rows = distinct(areas.iter().map(|area| (area.top, area.bottom)))?;
        let columns = distinct(areas.iter().map(|area| (area.left, area.right)))?;
        // Runs do not overlap, so that areas are told apart by their first cells.
        let mut firsts: Vec<(u32, u32)> = areas.iter().map(|area| (area.top, area.left)).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let is_table = firsts.len() == rows.len() * columns.len() && areas.iter().all(|area| area.sheet == sheet);
        is_table.then(|| Self { sheet, rows: touching_joined(rows), columns: touching_joined(columns) })
    }

    /// The one area that it is; nothing where something is left out.
    #[must_use]
    pub fn area(&self) -> Option<Area> {
        let bounds = self.bounds();
        (self.rows.len() == 1 && self.columns.len() == 1).then_some(bounds)
    }

    /// The smallest area that has all of it in it.
    #[must_use]
    pub fn bounds(&self) -> Area {
        let ends = |runs: &[Run]| (runs.first().map_or(0, |run| run.0), runs.last().map_or(0, |run| run.1));
        let ((top, bottom), (left, right)) = (ends(&self.rows), ends(&self.columns));
        Area::between(self.sheet, (top, left), (bottom, right))
    }

    /// Each of its areas with where it begins, counted in rows and columns of the table.
    pub fn areas(&self) -> impl Iterator<Item = (Area, (u32, u32))> + '_ {
        placed(&self.rows).flat_map(move |((top, bottom), row)| {
            placed(&self.columns).map(move |((left, right), column)| {
                (Area::between(self.sheet, (top, left), (bottom, right)), (row, column))
            })
        })
    }

    /// How many rows it has.
    #[must_use]
    pub fn row_count(&self) -> u32 {
        length(&self.rows)
    }

    /// How many columns it has.
    #[must_use]
    pub fn column_count(&self) -> u32 {
        length(&self.columns)
    }

    pub(super) const fn sheet(&self) -> SheetId {
        self.sheet
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.iter().flat_map(|(first, last)| *first..=*last)
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = u32> + '_ {
        self.columns.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// The part in which the workbook holds something; nothing when all of it is blank.
    pub(super) fn clipped(&self, workbook: &Workbook) -> Option<Self> {
        let within = workbook.engine().store().clip(self.bounds())?;
        let cut = |runs: &[Run], end: u32| -> Vec<Run> {
            let kept = runs.iter().filter(|run| run.0 <= end);
            kept.map(|(first, last)| (*first, (*last).min(end))).collect()
        };
        let clipped =
            Self { sheet: self.sheet, rows: cut(&self.rows, within.bottom), columns: cut(&self.columns, within.right) };
        (!clipped.rows.is_empty() && !clipped.columns.is_empty()).then_some(clipped)
    }

    /// What of an area is picked, as a part of the table.
    pub(super) fn share(&self, area: Area) -> Option<Share> {
        let (row, rows) = share(&self.rows, (area.top, area.bottom))?;
        let (column, columns) = share(&self.columns, (area.left, area.right))?;
        Some(Share { row, column, rows, columns })
    }
}

/// Runs in order, each once; nothing where two of them overlap.
fn distinct(runs: impl Iterator<Item = Run>) -> Option<Vec<Run>> {
    let mut runs: Vec<Run> = runs.collect();
    runs.sort_unstable();
    runs.dedup();
    let apart = runs.iter().zip(runs.iter().skip(1)).all(|(one, next)| one.1 < next.0);
    apart.then_some(runs)
}

/// Runs in order, where those that touch have become one.
fn touching_joined(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.1 + 1 == run.0 => last.1 = run.1,
            _ => joined.push(run),
        }
    }
    joined
}

fn length(runs: &[Run]) -> u32 {
    runs.iter().map(|(first, last)| last - first + 1).sum()
}

/// Each run with how many rows or columns stand before it in the table.
fn placed(runs: &[Run]) -> impl Iterator<Item = (Run, u32)> + '_ {
    runs.iter().scan(0, |before, run| {
        let at = *before;
        *before += run.1 - run.0 + 1;
        Some((*run, at))
    })
}

/// Where the picked ones among some rows or columns begin in the table, and how many they are.
fn share(runs: &[Run], (from, to): Run) -> Option<(u32, u32)> {
    let mut found: Option<(u32, u32)> = None;
    for ((first, last), at) in placed(runs) {
        let (start, end) = (first.max(from), last.min(to));
        if start <= end {
            let (_, count) = found.get_or_insert((at + (start - first), 0));
            *count += end - start + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area::between(SheetId(0), (top, left), (bottom, right))
    }

    #[test]
    fn areas_in_the_same_rows_or_columns_make_one_table() {
        for (areas, expect) in [
            (vec![area(0, 0, 1, 1)], Some((2, 2, 1))),
            (vec![area(4, 0, 4, 1), area(0, 0, 1, 1)], Some((3, 2, 2))),
            (vec![area(0, 0, 1, 0), area(0, 3, 1, 4)], Some((2, 3, 2))),
            // Areas that touch are one.
            (vec![area(0, 0, 1, 1), area(2, 0, 2, 1)], Some((3, 2, 1))),
            // The same one twice counts once.
            (vec![area(0, 0, 1, 1), area(0, 0, 1, 1)], Some((2, 2, 1))),
            // Two columns, each in two parts.
            (vec![area(0, 0, 0, 0), area(2, 0, 3, 0), area(0, 5, 0, 5), area(2, 5, 3, 5)], Some((3, 2, 4))),
            (vec![area(0, 0, 0, 0), area(1, 1, 1, 1)], None),
            (vec![area(0, 0, 2, 0), area(0, 1, 1, 1)], None),
            (vec![area(0, 0, 2, 0), area(1, 0, 3, 0)], None),
            (vec![], None),
        ] {
            let found = Picked::joined(&areas);
            let found = found.map(|picked| (picked.row_count(), picked.column_count(), picked.areas().count()));
            assert_eq!(found, expect, "{areas:?}");
        }
    }

    #[test]
    fn a_part_is_counted_without_what_is_left_out() {
        let picked = Picked::joined(&[area(1, 2, 2, 3), area(5, 2, 5, 3)]).unwrap();
        assert_eq!(picked.bounds(), area(1, 2, 5, 3));
        assert_eq!(picked.area(), None);
        let places: Vec<_> = picked.areas().collect();
        assert_eq!(places, [(area(1, 2, 2, 3), (0, 0)), (area(5, 2, 5, 3), (2, 0))]);
        let share = |of| picked.share(of).map(|share| (share.row, share.column, share.rows, share.columns));
        assert_eq!(share(area(2, 3, 5, 9)), Some((1, 1, 2, 1)));
        assert_eq!(share(area(3, 2, 4, 3)), None);
    }
}
