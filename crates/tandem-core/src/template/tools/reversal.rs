//! Taking a payout back: a row of its own that points at the payout, so that the two add up to zero and the payout's row is
//! never changed.

use super::table::{Table, is_blank, word};
use super::{ReversalEntry, ToolError, tools};
use crate::cell::{CellAddress, SheetId, Value};
use crate::edit::{CellEdit, Edit};
use crate::engine::Content;
use crate::number::Decimal;
use crate::workbook::Workbook;

/// A table of payouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    entry: &'static ReversalEntry,
    table: Table,
}

/// The tables of payouts of a workbook.
#[must_use]
pub fn reversals(workbook: &Workbook) -> Vec<Reversal> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.reversals);
    let found = |entry: &'static ReversalEntry| Some(Reversal { entry, table: Table::named(workbook, &entry.area)? });
    entries.iter().filter_map(found).collect()
}

/// What a row of payouts says.
struct Row {
    id: String,
    kind: String,
    reverses: String,
    base: Decimal,
}

impl Reversal {
    /// The sheet that the payouts stand on.
    #[must_use]
    pub const fn sheet(&self) -> SheetId {
        self.table.area().sheet
    }

    /// The row of a payout.
    #[must_use]
    pub fn row_of(&self, workbook: &Workbook, id: &str) -> Option<u32> {
        let column = self.table.column(workbook, &self.entry.id)?;
        self.table.rows().find(|row| word(workbook, self.table.cell(*row, column)) == id)
    }

    /// The identity of the payout or reversal in a row; empty where its heading is gone.
    #[must_use]
    pub fn id_at(&self, workbook: &Workbook, row: u32) -> String {
        self.cell(workbook, row, &self.entry.id).map(|at| word(workbook, at)).unwrap_or_default()
    }

    fn column(&self, workbook: &Workbook, heading: &str) -> Result<u32, ToolError> {
        self.table.column(workbook, heading).ok_or(ToolError::Gone)
    }

    fn cell(&self, workbook: &Workbook, row: u32, heading: &str) -> Result<CellAddress, ToolError> {
        Ok(self.table.cell(row, self.column(workbook, heading)?))
    }

    fn read(&self, workbook: &Workbook, row: u32) -> Result<Row, ToolError> {
        let text = |heading: &str| Ok(word(workbook, self.cell(workbook, row, heading)?));
        let base = match workbook.value(self.cell(workbook, row, &self.entry.base)?) {
            Value::Number(number) => *number,
            _ => Decimal::ZERO,
        };
        Ok(Row {
            id: text(&self.entry.id)?,
            kind: text(&self.entry.kind)?,
            reverses: text(&self.entry.reverses)?,
            base,
        })
    }

    /// The edit that takes back what is left of the payout in a row, and the row that the reversal gets. It is dated with the
    /// day that the workbook was told, but never before its payout.
    ///
    /// # Errors
    /// Why there is nothing to take back, or no room for it.
    pub fn reverse(&self, workbook: &Workbook, row: u32) -> Result<(Edit, u32), ToolError> {
        if !self.table.rows().contains(&row) {
            return Err(ToolError::NoPayout);
        }
        let payout = self.read(workbook, row)?;
        if payout.id.is_empty() {
            return Err(ToolError::NoPayout);
        }
        if payout.kind == self.entry.reversal {
            return Err(ToolError::IsReversal);
        }
        let id_column = self.column(workbook, &self.entry.id)?;
        let used: Vec<u32> =
            self.table.rows().filter(|row| !is_blank(workbook, self.table.cell(*row, id_column))).collect();
        let rows = used.iter().map(|row| self.read(workbook, *row)).collect::<Result<Vec<_>, _>>()?;
        let own: Vec<&Row> =
            rows.iter().filter(|row| row.kind == self.entry.reversal && row.reverses == payout.id).collect();
        let taken = own.iter().fold(Decimal::ZERO, |sum, row| sum.checked_add(row.base).unwrap_or(Decimal::MAX));
        let left = payout.base.checked_sub(taken).unwrap_or_default();
        if left <= Decimal::ZERO && !own.is_empty() {
            let by = own.iter().map(|row| row.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(ToolError::Reversed { id: payout.id, by });
        }
        let amount = workbook.value(self.cell(workbook, row, &self.entry.amount)?);
        if payout.kind != self.entry.payout || matches!(amount, Value::Number(number) if number.is_zero()) {
            return Err(ToolError::NotCounted { id: payout.id });
        }
        let free = used.last().map_or(*self.table.rows().start(), |last| last.saturating_add(1));
        if !self.table.rows().contains(&free) {
            return Err(ToolError::Full);
        }
        let number = |number: Decimal| Content::Literal(Value::Number(number));
        let text = |text: String| Content::Literal(Value::Text(text.into()));
        let day = match workbook.value(self.cell(workbook, row, &self.entry.date)?) {
            Value::Number(paid) => Decimal::from(workbook.today()).max(*paid),
            _ => Decimal::from(workbook.today()),
        };
        let mut contents = vec![
            (self.entry.id.as_str(), text(fresh_id(&payout.id, &rows))),
            (self.entry.date.as_str(), number(day)),
            (self.entry.kind.as_str(), text(self.entry.reversal.clone())),
            (self.entry.reverses.as_str(), text(payout.id)),
            (self.entry.base.as_str(), number(left)),
        ];
        for heading in &self.entry.carried {
            contents.push((heading, workbook.content(self.cell(workbook, row, heading)?)));
        }
        let mut cells = Vec::new();
        for (heading, content) in contents {
            let at = self.cell(workbook, free, heading)?;
            let style = workbook.style(self.cell(workbook, row, heading)?);
            let style = (style != workbook.style(at)).then(|| style.clone());
            cells.push(CellEdit { style, ..CellEdit::content(at, content) });
        }
        Ok((Edit::SetCells(cells), free))
    }
}

/// An identity for a reversal that no row has yet: `P-1-R`, `P-1-R2`, ...
fn fresh_id(payout: &str, rows: &[Row]) -> String {
    let first = format!("{payout}-R");
    let further = (2u32..).map(|number| format!("{first}{number}"));
    let is_free = |id: &String| rows.iter().all(|row| row.id != *id);
    std::iter::once(first.clone()).chain(further).find(is_free).unwrap_or(first)
}
