//! Room for more of what a scorecard lists: the tables of several sheets that have so many rows for each partner grow together.
//!
//! New rows come in before the last row of each table, so that every range, name, chart and rule that holds the table holds them
//! too, and their formulas are those of the rows above. What was typed beneath a table, where nothing counts it, moves into the
//! new rows.

use super::{RoomEntry, ToolError, tools};
use crate::cell::{Area, CellAddress, SheetId};
use crate::edit::Edit;
use crate::engine::Content;
use crate::workbook::Workbook;

/// The most of what is listed: a partner has up to hundreds of cells.
pub const MOST_LISTED: u32 = 1_000;
/// Rows above the last one in which a formula is looked for that new rows can take.
const PATTERN_ROWS: u32 = 8;
/// Rows beneath a table that are looked at for what was typed there.
const STRAY_ROWS: u32 = 2_000;

/// Tables of a workbook that grow together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    entry: &'static RoomEntry,
    tables: Vec<Table>,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Table {
    area: Area,
    /// Rows for each of what is listed.
    each: u32,
    takes_entries: bool,
}

/// The tables that grow together, by what they list. One of which a name is gone can't grow and is left out.
#[must_use]
pub fn rooms(workbook: &Workbook) -> Vec<Room> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.rooms);
    entries.iter().filter_map(|entry| Room::find(workbook, entry)).collect()
}

impl Room {
    fn find(workbook: &Workbook, entry: &'static RoomEntry) -> Option<Self> {
        let table = |table: &super::RoomTableEntry| {
            let area = workbook.engine().name_area(&table.area).filter(|area| area.rows() > 2)?;
            Some(Table { area, each: table.each, takes_entries: table.takes_entries })
        };
        let tables = entry.tables.iter().map(table).collect::<Option<Vec<_>>>()?;
        (!tables.is_empty()).then_some(Self { entry, tables })
    }

    /// What its template says about it.
    #[must_use]
    pub const fn entry(&self) -> &'static RoomEntry {
        self.entry
    }

    /// Whether one of its tables stands on a sheet.
    #[must_use]
    pub fn is_on(&self, sheet: SheetId) -> bool {
        self.tables.iter().any(|table| table.area.sheet == sheet)
    }

    /// How many there is room for.
    #[must_use]
    pub fn size(&self) -> u32 {
        self.tables.first().map_or(0, |table| table.area.rows())
    }

    /// Rows that were typed beneath the tables, where nothing counts them.
    #[must_use]
    pub fn strays(&self, workbook: &Workbook) -> u32 {
        self.tables.iter().map(|table| table.strays(workbook)).sum()
    }

    /// The edit that makes room for so many more, or for as many as were typed beneath the tables.
    ///
    /// # Errors
    /// [`ToolError::TooMany`] when there would be more than [`MOST_LISTED`].
    pub fn grow(&self, workbook: &Workbook, more: u32) -> Result<Edit, ToolError> {
        let needed = self.tables.iter().map(|table| table.strays(workbook).div_ceil(table.each.max(1)));
        let more = needed.fold(more, u32::max);
        if more == 0 || self.size().saturating_add(more) > MOST_LISTED {
            return Err(ToolError::TooMany { most: MOST_LISTED });
        }
        // All rows come in before the first one is filled: a formula that is filled in earlier would have its references pushed
        // down by the rows that come later.
        let counts = || self.tables.iter().map(|table| (table, more.saturating_mul(table.each)));
        let mut edits: Vec<Edit> = counts().map(|(table, count)| table.insertion(count)).collect();
        for (table, count) in counts() {
            table.fill(workbook, count, &mut edits);
        }
        Ok(Edit::Batch(edits))
    }
}

/// Neighbouring columns whose new cells take the formulas of one row.
struct Run {
    left: u32,
    right: u32,
    /// The row that has the formulas.
    pattern: u32,
    /// Whether the last row of the table has formulas there too.
    ends_alike: bool,
}

impl Table {
    const fn insertion(&self, count: u32) -> Edit {
        Edit::InsertRows { sheet: self.area.sheet, at: self.area.bottom, count }
    }

    /// Fills rows that came in: with what was typed beneath, and with formulas.
    fn fill(&self, workbook: &Workbook, count: u32, edits: &mut Vec<Edit>) {
        let Area { sheet, bottom, .. } = self.area;
        let strays = self.strays(workbook);
        if strays > 0 {
            // What was typed beneath was pushed down with the last row.
            let top = bottom.saturating_add(count).saturating_add(1);
            for (left, right) in self.typed_columns(workbook) {
                let from = Area { sheet, top, left, bottom: top.saturating_add(strays).saturating_sub(1), right };
                edits.push(Edit::MoveCells { from, to: CellAddress::new(sheet, bottom, left) });
            }
        }
        for run in self.runs(workbook) {
            // The last row is filled as well: what it says of the row above it is about the last new row now.
            let last = bottom.saturating_add(count).saturating_sub(u32::from(!run.ends_alike));
            let from = Area { sheet, top: run.pattern, left: run.left, bottom: run.pattern, right: run.right };
            let to = Area { sheet, top: bottom, left: run.left, bottom: last, right: run.right };
            edits.push(Edit::CopyCells { from, to });
        }
    }

    /// The columns of the whole sheet that have formulas in the rows of the table.
    fn runs(&self, workbook: &Workbook) -> Vec<Run> {
        let (_, columns) = workbook.engine().store().sheet(self.area.sheet).map_or((0, 0), |store| store.used());
        let mut runs: Vec<Run> = Vec::new();
        for column in 0..columns {
            let Some(pattern) = self.pattern(workbook, column) else { continue };
            let ends_alike = self.is_formula(workbook, self.area.bottom, column);
            match runs.last_mut() {
                Some(run) if run.right + 1 == column && run.pattern == pattern && run.ends_alike == ends_alike => {
                    run.right = column;
                }
                _ => runs.push(Run { left: column, right: column, pattern, ends_alike }),
            }
        }
        runs
    }

    /// The lowest row above the last one that has a formula in a column. A value typed over a formula is passed over.
    fn pattern(&self, workbook: &Workbook, column: u32) -> Option<u32> {
        let lowest = self.area.bottom.checked_sub(1)?;
        let highest = lowest.saturating_sub(PATTERN_ROWS).max(self.area.top.saturating_add(1));
        (highest..=lowest).rev().find(|row| self.is_formula(workbook, *row, column))
    }

    fn is_formula(&self, workbook: &Workbook, row: u32, column: u32) -> bool {
        matches!(workbook.content(CellAddress::new(self.area.sheet, row, column)), Content::Formula(_))
    }

    /// The columns of the table that people fill in, neighbours together.
    fn typed_columns(&self, workbook: &Workbook) -> Vec<(u32, u32)> {
        let mut typed: Vec<(u32, u32)> = Vec::new();
        for column in self.area.left..=self.area.right {
            if self.pattern(workbook, column).is_some() {
                continue;
            }
            match typed.last_mut() {
                Some((_, right)) if *right + 1 == column => *right = column,
                _ => typed.push((column, column)),
            }
        }
        typed
    }

    /// Rows beneath the table in which something was typed, down to the first one where nothing was.
    fn strays(&self, workbook: &Workbook) -> u32 {
        if !self.takes_entries {
            return 0;
        }
        let typed = self.typed_columns(workbook);
        let is_typed = |row: u32| {
            let mut cells = typed.iter().flat_map(|(left, right)| *left..=*right);
            cells.any(|column| {
                let at = CellAddress::new(self.area.sheet, row, column);
                matches!(workbook.content(at), Content::Literal(value) if !value.is_blank())
            })
        };
        let first = self.area.bottom.saturating_add(1);
        let rows = first..first.saturating_add(STRAY_ROWS);
        u32::try_from(rows.take_while(|row| is_typed(*row)).count()).unwrap_or(u32::MAX)
    }
}
