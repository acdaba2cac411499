//! Edits that move whole rows or columns between others, as cutting them and inserting what was cut does.

use super::apply::{Record, require_sheet};
use super::{Edit, EditError, records};
use crate::cell::{Area, SheetId};
use crate::formula::{Axis, Relocation};
use crate::limits::{MAX_COLUMNS, MAX_ROWS};
use crate::workbook::{Page, Record as DecisionRecord, Workbook};

/// Rows or columns that lie side by side, and before which they come.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    sheet: SheetId,
    axis: Axis,
    at: u32,
    count: u32,
    to: u32,
}

/// What one row or column has beside its cells.
struct Layout {
    size_px: Option<u32>,
    is_hidden: bool,
    is_internal: bool,
}

impl Lines {
    pub(super) const fn rows(sheet: SheetId, at: u32, count: u32, to: u32) -> Self {
        Self { sheet, axis: Axis::Row, at, count, to }
    }

    pub(super) const fn columns(sheet: SheetId, at: u32, count: u32, to: u32) -> Self {
        Self { sheet, axis: Axis::Column, at, count, to }
    }

    /// Makes room, moves the cells into it, and closes what they leave; references follow each step.
    #[inline(never)]
    pub(super) fn apply(self, workbook: &mut Workbook, record: &mut Record) -> Result<(), EditError> {
        require_sheet(workbook, self.sheet)?;
        let limit = self.limit();
        if self.at.checked_add(self.count).is_none_or(|end| end > limit) || self.to >= limit {
            return Err(EditError::OutsideSheet);
        }
        if self.count == 0 || (self.at..=self.at + self.count).contains(&self.to) {
            return Ok(());
        }
        let lines_of_record = self.lines_of_record(workbook);
        if lines_of_record.is_some() {
            records::note_rows(self.sheet, workbook, record);
        }
        let layouts: Vec<Layout> = (self.at..self.at + self.count).map(|line| self.layout(line, workbook)).collect();
        self.insertion().step(workbook, record)?;
        let left = if self.to <= self.at { self.at + self.count } else { self.at };
        let corner = self.area(self.to, 1).first();
        let relocation = Relocation { from: self.area(left, self.count), to: corner, is_between: true };
        super::transfer::move_cells(relocation, workbook, record)?;
        for (line, layout) in (self.to..).zip(layouts) {
            self.put_layout(line, layout, workbook, record)?;
        }
        self.deletion(left).step(workbook, record)?;
        if let Some(text) = lines_of_record {
            put_lines_of_record(self.sheet, text, workbook);
            records::move_rows(self.sheet, workbook, |row| Some(self.moved(row)));
        }
        Ok(())
    }

    const fn limit(self) -> u32 {
        match self.axis {
            Axis::Row => MAX_ROWS,
            Axis::Column => MAX_COLUMNS,
        }
    }

    /// Where a row or column stands afterwards.
    const fn moved(self, line: u32) -> u32 {
        let Self { at, count, to, .. } = self;
        let end = at + count;
        if line >= at && line < end {
            if to > at { line + to - end } else { line - at + to }
        } else if line >= end && line < to {
            line - count
        } else if line >= to && line < at {
            line + count
        } else {
            line
        }
    }

    fn insertion(self) -> Edit {
        let Self { sheet, axis, count, to: at, .. } = self;
        match axis {
            Axis::Row => Edit::InsertRows { sheet, at, count },
            Axis::Column => Edit::InsertColumns { sheet, at, count },
        }
    }

    fn deletion(self, at: u32) -> Edit {
        let Self { sheet, axis, count, .. } = self;
        match axis {
            Axis::Row => Edit::DeleteRows { sheet, at, count },
            Axis::Column => Edit::DeleteColumns { sheet, at, count },
        }
    }

    /// The cells of some rows or columns.
    const fn area(self, first: u32, count: u32) -> Area {
        let (sheet, last) = (self.sheet, first + count - 1);
        match self.axis {
            Axis::Row => Area { sheet, top: first, left: 0, bottom: last, right: MAX_COLUMNS - 1 },
            Axis::Column => Area { sheet, top: 0, left: first, bottom: MAX_ROWS - 1, right: last },
        }
    }

    fn layout(self, line: u32, workbook: &Workbook) -> Layout {
        let sheet = workbook.sheet(self.sheet);
        let overlay = sheet.map(|sheet| &sheet.overlay);
        let (sizes, hidden) = match self.axis {
            Axis::Row => (sheet.map(|sheet| &sheet.row_heights), overlay.map(|overlay| &overlay.hidden_rows)),
            Axis::Column => (sheet.map(|sheet| &sheet.column_widths), overlay.map(|overlay| &overlay.hidden_columns)),
        };
        Layout {
            size_px: sizes.and_then(|sizes| sizes.get(&line)).copied(),
            is_hidden: hidden.is_some_and(|hidden| hidden.contains(&line)),
            is_internal: self.axis == Axis::Row && sheet.is_some_and(|sheet| sheet.internal_rows.contains(&line)),
        }
    }

    /// Gives a row or column the layout of the one that moved there.
    fn put_layout(
        self,
        line: u32,
        layout: Layout,
        workbook: &mut Workbook,
        record: &mut Record,
    ) -> Result<(), EditError> {
        let sheet = self.sheet;
        let Layout { size_px, is_hidden, is_internal } = layout;
        match self.axis {
            Axis::Row => Edit::SetRowHeight { sheet, row: line, height_px: size_px },
            Axis::Column => Edit::SetColumnWidth { sheet, column: line, width_px: size_px },
        }
        .step(workbook, record)?;
        if is_hidden {
            match self.axis {
                Axis::Row => Edit::SetHiddenRows { sheet, rows: vec![line], hidden: true },
                Axis::Column => Edit::SetHiddenColumns { sheet, columns: vec![line], hidden: true },
            }
            .step(workbook, record)?;
        }
        if is_internal {
            Edit::SetInternalRows { sheet, rows: vec![line], internal: true }.step(workbook, record)?;
        }
        Ok(())
    }

    /// The record of the sheet, whose lines would go with the rows that are closed.
    fn lines_of_record(self, workbook: &Workbook) -> Option<DecisionRecord> {
        if self.axis == Axis::Column {
            return None;
        }
        workbook.page_of(self.sheet).and_then(Page::record).cloned()
    }
}

/// Puts the record of a sheet back as it was.
fn put_lines_of_record(sheet: SheetId, text: DecisionRecord, workbook: &mut Workbook) {
    let own = |page: &&mut Page| page.sheet().is_some_and(|candidate| candidate.id == sheet);
    if let Some(record) = workbook.pages.iter_mut().find(own).and_then(Page::record_mut) {
        *record = text;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_they_come() {
        let order = |lines: Lines| {
            let mut places: Vec<(u32, u32)> = (0..6).map(|line| (lines.moved(line), line)).collect();
            places.sort_unstable();
            places.into_iter().map(|(_, line)| line).collect::<Vec<u32>>()
        };
        let sheet = SheetId(0);
        assert_eq!(order(Lines::rows(sheet, 1, 2, 5)), [0, 3, 4, 1, 2, 5]);
        assert_eq!(order(Lines::rows(sheet, 3, 2, 0)), [3, 4, 0, 1, 2, 5]);
        assert_eq!(order(Lines::rows(sheet, 0, 1, 6)), [1, 2, 3, 4, 5, 0]);
    }
}
