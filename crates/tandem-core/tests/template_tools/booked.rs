//! Rows of payouts that were paid or taken back stay as they are.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::file;
use tandem_core::template::tools::{self, reversals};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

use super::{cell, shown, workbook};

fn typed(book: &Workbook, place: &str, text: &str) -> Edit {
    Edit::SetCells(vec![CellEdit::typed(cell(book, place), text)])
}

fn area(book: &Workbook, from: &str, to: &str) -> Area {
    let [from, to] = [from, to].map(|place| cell(book, place));
    Area::between(from.sheet, (from.row, from.column), (to.row, to.column))
}

/// What becomes of an edit: the identity of the row that stays, or nothing where it is taken.
fn refused(history: &mut History, book: &mut Workbook, edit: Edit) -> Option<String> {
    let before = file::write(book);
    let steps = history.steps();
    match tools::apply(history, book, edit, None) {
        Ok(_) => None,
        Err(EditError::Booked { id }) => {
            assert_eq!((file::write(book), history.steps()), (before, steps), "{id}: a refused edit changed something");
            Some(id)
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_row_that_was_paid_stays_whatever_would_change_it() {
    let (mut book, mut history) = (workbook("revenue-split"), History::new());
    assert_eq!((shown(&book, "Payouts!A6"), shown(&book, "Payouts!I6")), ("P-2001".into(), "2025-09-15".into()));
    let sheet = cell(&book, "Payouts!A6").sheet;
    let paid = Some("P-2001".to_owned());
    for (place, text) in [("A6", "P-9"), ("B6", "2026-01-01"), ("C6", ""), ("D6", "Vendor"), ("G6", "1"), ("H6", "=2%")]
    {
        let edit = typed(&book, &format!("Payouts!{place}"), text);
        assert_eq!(refused(&mut history, &mut book, edit), paid, "{place}");
    }
    let edits = [
        Edit::Clear(area(&book, "Payouts!A6", "Payouts!I8")),
        Edit::DeleteRows { sheet, at: 5, count: 1 },
        Edit::DeleteRows { sheet, at: 4, count: 2 },
        typed(&book, "Payouts!G5", "Amount of the base"),
        Edit::DeleteCells { area: area(&book, "Payouts!G6", "Payouts!G6"), axis: tandem_core::formula::Axis::Row },
        Edit::MoveCells { from: area(&book, "Payouts!G30", "Payouts!G30"), to: cell(&book, "Payouts!G6") },
        Edit::CopyCells { from: area(&book, "Payouts!A7", "Payouts!I7"), to: area(&book, "Payouts!A6", "Payouts!I6") },
        Edit::Batch(vec![typed(&book, "Payouts!A200", "P-3"), typed(&book, "Payouts!G6", "1")]),
    ];
    for edit in edits {
        let name = format!("{edit:?}");
        assert!(refused(&mut history, &mut book, edit).is_some(), "{name}");
    }
    let error = EditError::Booked { id: "P-2001".into() };
    assert!(error.text(Language::English).starts_with("P-2001 was paid or taken back"));
    assert!(error.text(Language::Japanese).starts_with("P-2001は支払済みまたは戻入済み"));
}

#[test]
fn rows_may_move_be_styled_and_be_corrected_before_they_are_paid() {
    let (mut book, mut history) = (workbook("revenue-split"), History::new());
    let sheet = cell(&book, "Payouts!A6").sheet;
    let sums = |book: &Workbook| shown(book, "Parties!I6");
    let before = sums(&book);
    let taken = [
        Edit::InsertRows { sheet, at: 2, count: 3 },
        Edit::MoveRows { sheet, at: 9, count: 1, to: 14 },
        Edit::RenameSheet { page: book.page_of(sheet).unwrap().id.clone(), name: "Ledger".into() },
    ];
    for edit in taken {
        assert_eq!(refused(&mut history, &mut book, edit), None);
    }
    assert_eq!(sums(&book), before);
    // A row of one's own is typed, mended, paid, and stays from then on.
    let free = (9..200).find(|row| shown(&book, &format!("Ledger!A{row}")).is_empty()).unwrap();
    let at = |column: char| format!("Ledger!{column}{free}");
    for (column, text) in
        [('A', "P-9"), ('B', "2026-05-01"), ('D', "Partner"), ('E', "payout"), ('G', "100"), ('H', "10%")]
    {
        let edit = typed(&book, &at(column), text);
        assert_eq!(refused(&mut history, &mut book, edit), None);
    }
    let mended = typed(&book, &at('G'), "1000");
    assert_eq!(refused(&mut history, &mut book, mended), None);
    assert_eq!(shown(&book, &at('J')), "100.00");
    let paid = typed(&book, &at('I'), "2026-05-04");
    assert_eq!(refused(&mut history, &mut book, paid), None);
    let late = typed(&book, &at('G'), "2000");
    assert_eq!(refused(&mut history, &mut book, late.clone()), Some("P-9".into()));
    // Undo is no edit of a row, and a day that was entered by mistake can be emptied.
    history.undo(&mut book).unwrap();
    assert_eq!(refused(&mut history, &mut book, late), None);
    for text in ["2026-05-04", ""] {
        let edit = typed(&book, &at('I'), text);
        assert_eq!(refused(&mut history, &mut book, edit), None);
    }
    let again = typed(&book, &at('G'), "3000");
    assert_eq!(refused(&mut history, &mut book, again), None);
}

#[test]
fn what_a_reversal_points_at_stays_and_an_emptied_table_is_free() {
    let (mut book, mut history) = (workbook("revenue-split"), History::new());
    let payouts = reversals(&book).remove(0);
    let row = payouts.row_of(&book, "P-2001").unwrap();
    let paid_on = typed(&book, "Payouts!I6", "");
    assert_eq!(refused(&mut history, &mut book, paid_on), None);
    let (edit, at) = payouts.reverse(&book, row).unwrap();
    assert_eq!(refused(&mut history, &mut book, edit), None);
    let base = typed(&book, "Payouts!G6", "1");
    assert_eq!(refused(&mut history, &mut book, base), Some("P-2001".into()));
    // The reversal itself was not paid.
    let own = typed(&book, &format!("Payouts!G{}", at + 1), "28000");
    assert_eq!(refused(&mut history, &mut book, own), None);
    let elsewhere = typed(&book, "Deals!B6", "2025-07-01");
    assert_eq!(refused(&mut history, &mut book, elsewhere), None);
    let all = Edit::Clear(area(&book, "Payouts!A6", "Payouts!I2005"));
    assert_eq!(refused(&mut history, &mut book, all), None);
    let first = Edit::SetCells(vec![CellEdit::typed(CellAddress { column: 0, ..cell(&book, "Payouts!A6") }, "P-1")]);
    assert_eq!(refused(&mut history, &mut book, first), None);
    history.undo(&mut book).unwrap();
    history.undo(&mut book).unwrap();
    assert_eq!(shown(&book, "Payouts!A6"), "P-2001");
}
