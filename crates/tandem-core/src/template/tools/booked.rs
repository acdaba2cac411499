//! What was booked stays: the row of a payout that was paid, or that a reversal points at, keeps its words and figures.
//!
//! Steps that are taken back are no edits of a person and go by it, as does a workbook that is put in place of another one. Whoever
//! empties the whole table starts a new one.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Table, is_blank, word};
use super::{ReversalEntry, tools};
use crate::cell::SheetId;
use crate::edit::{Change, Edit, EditError, History};
use crate::engine::Content;
use crate::workbook::Workbook;

/// Applies an edit as [`History::apply`] does, unless it would change a row that was booked.
///
/// # Errors
/// Why the edit is refused; workbook and history are then unchanged.
pub fn apply(
    history: &mut History,
    workbook: &mut Workbook,
    edit: Edit,
    merge_key: Option<&str>,
) -> Result<Change, EditError> {
    let entries = tools(workbook).map_or(&[][..], |tools| &tools.reversals);
    let mut booked = Vec::new();
    for entry in entries {
        if let Some(ledger) = Ledger::of(workbook, entry).filter(|ledger| may_change(&edit, ledger.table.area().sheet))
        {
            booked.push((entry, ledger.booked(workbook)));
        }
    }
    let check = |workbook: &Workbook| {
        let changed = booked.iter().find_map(|(entry, before)| changed(workbook, entry, before));
        changed.map_or(Ok(()), |id| Err(EditError::Booked { id }))
    };
    history.apply_if(workbook, edit, merge_key, check)
}

/// The identity of a booked row that is not what it was. The table as a whole may be emptied or go; headings must stay while there is
/// a booked row beneath them, because without them no row would be known.
fn changed(workbook: &Workbook, entry: &ReversalEntry, before: &BTreeMap<String, Row>) -> Option<String> {
    Table::named(workbook, &entry.area)?;
    let Some(ledger) = Ledger::of(workbook, entry) else { return before.keys().next().cloned() };
    let rows = ledger.rows(workbook);
    let is_other = |(id, row): &(&String, &Row)| rows.get(*id).is_none_or(|now| !is_same(now, row));
    before.iter().find(is_other).filter(|_| !rows.is_empty()).map(|(id, _)| id.clone())
}

/// Whether an edit of a person may change cells of a sheet.
fn may_change(edit: &Edit, sheet: SheetId) -> bool {
    match edit {
        Edit::Batch(edits) => edits.iter().any(|edit| may_change(edit, sheet)),
        Edit::SetCells(cells) => cells.iter().any(|cell| cell.at.sheet == sheet && cell.input.is_some()),
        Edit::TypeCells(cells) => cells.iter().any(|(at, _)| at.sheet == sheet),
        Edit::Clear(area) => area.sheet == sheet,
        Edit::Restore(_) | Edit::Replace(_) | Edit::SetStyle { .. } | Edit::SetColumnWidth { .. } => false,
        _ => true,
    }
}

/// A table of payouts with the columns that matter here.
struct Ledger {
    table: Table,
    id: u32,
    paid_on: u32,
    reverses: u32,
    kept: Vec<u32>,
}

/// What was entered in the kept columns of a row; a formula counts as such, because what it computes is no entry.
type Row = Vec<Content>;

fn is_same(now: &Row, before: &Row) -> bool {
    now.len() == before.len() && now.iter().zip(before).all(|(now, before)| now.is_same(before))
}

impl Ledger {
    /// Nothing where the name of the table or one of its headings is gone.
    fn of(workbook: &Workbook, entry: &ReversalEntry) -> Option<Self> {
        let table = Table::named(workbook, &entry.area)?;
        let column = |heading: &String| table.column(workbook, heading);
        let kept = entry.kept.iter().map(column).collect::<Option<Vec<_>>>()?;
        let [id, paid_on, reverses] = [&entry.id, &entry.paid_on, &entry.reverses].map(column);
        Some(Self { table, id: id?, paid_on: paid_on?, reverses: reverses?, kept })
    }

    /// The rows that have an identity, each by it; of two with the same the first.
    fn rows(&self, workbook: &Workbook) -> BTreeMap<String, Row> {
        let mut rows = BTreeMap::new();
        for (id, row) in self.identified(workbook) {
            rows.entry(id).or_insert_with(|| self.entered(workbook, row));
        }
        rows
    }

    /// The rows that were paid or that a reversal points at.
    fn booked(&self, workbook: &Workbook) -> BTreeMap<String, Row> {
        let identified: Vec<(String, u32)> = self.identified(workbook).collect();
        let reversed: BTreeSet<String> =
            identified.iter().map(|(_, row)| word(workbook, self.table.cell(*row, self.reverses))).collect();
        let mut booked = BTreeMap::new();
        for (id, row) in identified {
            let is_booked = reversed.contains(&id) || !is_blank(workbook, self.table.cell(row, self.paid_on));
            if is_booked {
                booked.entry(id).or_insert_with(|| self.entered(workbook, row));
            }
        }
        booked
    }

    fn identified<'a>(&'a self, workbook: &'a Workbook) -> impl Iterator<Item = (String, u32)> + 'a {
        let of_row = |row: u32| (word(workbook, self.table.cell(row, self.id)), row);
        self.table.rows().map(of_row).filter(|(id, _)| !id.is_empty())
    }

    fn entered(&self, workbook: &Workbook, row: u32) -> Row {
        let content = |column: &u32| match workbook.content(self.table.cell(row, *column)) {
            Content::Formula(_) => Content::Formula(String::new()),
            content => content,
        };
        self.kept.iter().map(content).collect()
    }
}
