//! Formulas as Excel writes them into a page, with references to the sheet that the page was made of.
//!
//! The page does not say where on that sheet its table began. For a whole sheet it is A1; for a part of one it is anywhere,
//! and then the references would lead to other cells than were meant. So a formula is taken over only when, on the values
//! of the table itself, it gives the very value that stands beside it; otherwise the value is.

use super::super::r1c1;
use super::super::table::{Entry, Table};
use crate::cell::{CellAddress, Value};
use crate::edit::{CellEdit, Edit};
use crate::engine::Content;
use crate::number;
use crate::workbook::Workbook;

/// Puts formulas in the place of values where they are proved: cells by their place in the table's list, with formulas for
/// a table that begins in A1.
pub(super) fn keep_proved(table: &mut Table, formulas: Vec<(usize, String)>) {
    if formulas.is_empty() {
        return;
    }
    let mut trial = Workbook::new("trial");
    let Some(sheet) = trial.pages().first().and_then(|page| page.sheet()).map(|sheet| sheet.id) else { return };
    let mut cells = Vec::new();
    for cell in &table.cells {
        let at = CellAddress::new(sheet, cell.row, cell.column);
        match &cell.entry {
            Entry::Literal(value) => cells.push(CellEdit::content(at, Content::Literal(value.clone()))),
            Entry::Typed(text) if number::typed_formula(text).is_none() => {
                cells.push(CellEdit::typed(at, text.clone()))
            }
            _ => {}
        }
    }
    for (index, formula) in &formulas {
        let Some(cell) = table.cells.get(*index) else { continue };
        if trial.engine().check(formula).is_ok() {
            let at = CellAddress::new(sheet, cell.row, cell.column);
            cells.push(CellEdit::content(at, Content::Formula(formula.clone())));
        }
    }
    if Edit::SetCells(cells).apply(&mut trial).is_err() {
        return;
    }
    for (index, formula) in formulas {
        let Some(cell) = table.cells.get_mut(index) else { continue };
        let computed = trial.value(CellAddress::new(sheet, cell.row, cell.column));
        if agrees(computed, &cell.entry) {
            let text = r1c1::to_r1c1(&formula, cell.row, cell.column);
            let value = std::mem::replace(&mut cell.entry, Entry::Blank);
            cell.entry = Entry::Formula { text, value: Box::new(value) };
        }
    }
}

/// Whether a computed value is the one that the page gives, to the digits that a binary number keeps or a cell shows.
fn agrees(computed: &Value, given: &Entry) -> bool {
    let given = match given {
        Entry::Literal(value) => value.clone(),
        Entry::Typed(text) => match number::parse_number(text) {
            Some(number) => Value::Number(number),
            None => Value::from(text.as_str()),
        },
        Entry::Blank | Entry::Formula { .. } => return false,
    };
    match (computed, &given) {
        (Value::Number(computed), Value::Number(given)) => {
            let digits = i32::try_from(given.scale()).unwrap_or(0);
            let rounded = |number| number::round(number, digits.min(12));
            rounded(*computed) == rounded(*given)
        }
        (computed, given) => computed.is_same(given),
    }
}
