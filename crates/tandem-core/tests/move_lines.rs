//! Rows and columns that are moved between others: where cells stand afterwards, what references mean, what goes along.

use proptest::prelude::*;
use tandem_core::cell::{Area, CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::file;
use tandem_core::limits::MAX_ROWS;
use tandem_core::text::Language;
use tandem_core::workbook::{Note, Workbook};

struct Book {
    workbook: Workbook,
    history: History,
}

impl Book {
    fn of(cells: &[(&str, &str)]) -> Self {
        let mut book = Self { workbook: Workbook::new("test"), history: History::new() };
        let edits = cells.iter().map(|(at, text)| CellEdit::typed(book.cell(at), *text)).collect();
        book.apply(Edit::SetCells(edits));
        book
    }

    fn cell(&self, at: &str) -> CellAddress {
        self.workbook.cell(&format!("Sheet1!{at}")).unwrap()
    }

    fn sheet(&self) -> SheetId {
        self.cell("A1").sheet
    }

    fn apply(&mut self, edit: Edit) {
        self.history.apply(&mut self.workbook, edit, None).unwrap();
    }

    /// Moves rows; numbers count from one, as a sheet shows them.
    fn rows(&mut self, first: u32, count: u32, before: u32) {
        let sheet = self.sheet();
        self.apply(Edit::MoveRows { sheet, at: first - 1, count, to: before - 1 });
    }

    fn input(&self, at: &str) -> String {
        self.workbook.input_text(self.cell(at))
    }

    fn shown(&self, at: &str) -> String {
        self.workbook.display_text(self.cell(at), Language::English)
    }
}

#[test]
fn rows_come_before_the_one_that_was_meant() {
    for (first, count, before, expect) in [
        (2, 1, 5, "acdbe"),
        (2, 2, 6, "adebc"),
        (4, 2, 1, "deabc"),
        (3, 1, 2, "acbde"),
        (2, 2, 3, "abcde"),
        (1, 0, 4, "abcde"),
    ] {
        let mut book = Book::of(&[("A1", "a"), ("A2", "b"), ("A3", "c"), ("A4", "d"), ("A5", "e")]);
        let original = file::write(&book.workbook);
        book.rows(first, count, before);
        let order: String = (1..=5).map(|row| book.shown(&format!("A{row}"))).collect();
        assert_eq!(order, expect, "{count} from {first} to before {before}");
        let moved = file::write(&book.workbook);
        book.history.undo(&mut book.workbook).unwrap().unwrap();
        assert_eq!(file::write(&book.workbook), original);
        book.history.redo(&mut book.workbook).unwrap().unwrap();
        assert_eq!(file::write(&book.workbook), moved);
    }
}

#[test]
fn references_follow_and_ranges_hold_what_they_held() {
    let formulas = [("C1", "=A3"), ("C2", "=$A$3*2"), ("D1", "=SUM(A2:A6)"), ("D2", "=SUM(A:A)"), ("D3", "=SUM(3:3)")];
    let cells = ["1", "2", "3", "4", "5", "6", "7", "8"];
    let places: Vec<String> = (1..=8).map(|row| format!("A{row}")).collect();
    let numbers = places.iter().map(String::as_str).zip(cells);
    let all: Vec<(&str, &str)> = numbers.chain(formulas).collect();
    let after = |first, count, before, at: [&str; 2]| {
        let mut book = Book::of(&all);
        book.apply(Edit::DefineName { name: "third".into(), target: "=Sheet1!$A$3".into() });
        book.rows(first, count, before);
        (at.map(|at| book.input(at)), book.workbook.name_target("third").unwrap())
    };
    // Within the range.
    assert_eq!(after(3, 1, 6, ["C1", "D1"]), (["=A5".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$5".into()));
    assert_eq!(after(5, 1, 3, ["C1", "D1"]), (["=A4".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$4".into()));
    // Out of it.
    assert_eq!(after(3, 1, 8, ["C1", "D1"]), (["=A7".into(), "=SUM(A2:A5)".into()], "=Sheet1!$A$7".into()));
    // An end of the range, within it, to its other end, and out of it.
    assert_eq!(after(6, 1, 3, ["C1", "D1"]), (["=A4".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$4".into()));
    assert_eq!(after(2, 1, 5, ["C1", "D1"]), (["=A2".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$2".into()));
    assert_eq!(after(6, 1, 2, ["C1", "D1"]), (["=A4".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$4".into()));
    assert_eq!(after(2, 2, 7, ["C1", "D1"]), (["=A6".into(), "=SUM(A2:A6)".into()], "=Sheet1!$A$6".into()));
    assert_eq!(after(6, 1, 9, ["C1", "D1"]), (["=A3".into(), "=SUM(A2:A5)".into()], "=Sheet1!$A$3".into()));
    // All of it, also with more, and what was outside comes into it or beside it.
    assert_eq!(after(2, 5, 9, ["C1", "D1"]).0, ["=A5", "=SUM(A4:A8)"]);
    assert_eq!(after(8, 1, 4, ["C1", "D1"]).0, ["=A3", "=SUM(A2:A7)"]);
    assert_eq!(after(8, 1, 2, ["C1", "D1"]).0, ["=A4", "=SUM(A3:A7)"]);
    assert_eq!(after(8, 1, 7, ["C1", "D1"]).0, ["=A3", "=SUM(A2:A6)"]);
    // Whole columns stay; whole rows follow.
    assert_eq!(after(3, 1, 6, ["D2", "D5"]).0, ["=SUM(A:A)", "=SUM(5:5)"]);
}

#[test]
fn columns_move_with_what_lies_on_them() {
    let mut book = Book::of(&[("A1", "a"), ("B1", "b"), ("C1", "c"), ("D1", "=B1"), ("A9", "=SUM(A1:C1)")]);
    let sheet = book.sheet();
    let noted = book.cell("B1");
    book.apply(Edit::Batch(vec![
        Edit::SetColumnWidth { sheet, column: 1, width_px: Some(77) },
        Edit::SetHiddenColumns { sheet, columns: vec![1], hidden: true },
        Edit::SetNote { at: noted, note: Some(Note { text: "see".into(), ..Note::default() }) },
    ]));
    let before = file::write(&book.workbook);
    book.apply(Edit::MoveColumns { sheet, at: 1, count: 1, to: 4 });
    assert_eq!(["A1", "B1", "C1", "D1"].map(|at| book.input(at)), ["a", "c", "=D1", "b"]);
    let layout = book.workbook.pages()[0].sheet().unwrap();
    assert_eq!(layout.column_widths.iter().collect::<Vec<_>>(), [(&3, &77)]);
    assert_eq!(layout.overlay.hidden_columns.iter().collect::<Vec<_>>(), [&3]);
    assert_eq!(layout.overlay.notes.keys().map(|place| format!("{place:?}")).count(), 1);
    assert!(file::write(&book.workbook).contains("see"));
    book.history.undo(&mut book.workbook).unwrap().unwrap();
    assert_eq!(file::write(&book.workbook), before);
}

#[test]
fn heights_and_what_is_internal_go_along() {
    let mut book = Book::of(&[("A2", "x")]);
    let sheet = book.sheet();
    book.apply(Edit::Batch(vec![
        Edit::SetRowHeight { sheet, row: 1, height_px: Some(50) },
        Edit::SetHiddenRows { sheet, rows: vec![2], hidden: true },
        Edit::SetInternalRows { sheet, rows: vec![1], internal: true },
    ]));
    book.rows(2, 2, 9);
    let layout = book.workbook.pages()[0].sheet().unwrap();
    assert_eq!(layout.row_heights.iter().collect::<Vec<_>>(), [(&6, &50)]);
    assert_eq!(layout.internal_rows.iter().collect::<Vec<_>>(), [&6]);
    assert_eq!(layout.overlay.hidden_rows.iter().collect::<Vec<_>>(), [&7]);
    assert_eq!(book.shown("A7"), "x");
}

#[test]
fn what_can_not_move_stays() {
    let mut book = Book::of(&[("A1", "x"), ("A1048576", "y")]);
    let sheet = book.sheet();
    book.apply(Edit::Merge(Area { top: 4, bottom: 5, ..Area::of(book.cell("B2")) }));
    let before = file::write(&book.workbook);
    for (at, count, to, error) in [
        (0, 1, 9, EditError::PushedOff),
        (0, 1, MAX_ROWS, EditError::OutsideSheet),
        (MAX_ROWS - 1, 2, 1, EditError::OutsideSheet),
        (1, u32::MAX, 9, EditError::OutsideSheet),
    ] {
        let result = book.history.apply(&mut book.workbook, Edit::MoveRows { sheet, at, count, to }, None);
        assert_eq!(result.unwrap_err(), error, "{count} from {at} to {to}");
        assert_eq!(file::write(&book.workbook), before);
    }
}

proptest! {
    /// Each formula reads single cells, so that it has the same value wherever it and they stand.
    #[test]
    fn values_move_with_their_rows(at in 0u32..8, count in 1u32..4, to in 0u32..12, reads in proptest::collection::vec((0u32..12, any::<bool>()), 12)) {
        let cells: Vec<(String, String)> = reads.iter().enumerate().flat_map(|(row, (read, is_fixed))| {
            let row = row + 1;
            let mark = if *is_fixed { "$" } else { "" };
            [(format!("A{row}"), (row * row).to_string()), (format!("B{row}"), format!("={mark}A{mark}{}+0.5", read + 1))]
        }).collect();
        let cells: Vec<(&str, &str)> = cells.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
        let mut book = Book::of(&cells);
        let rows = |book: &Book| (1..=12).map(|row| (book.shown(&format!("A{row}")), book.shown(&format!("B{row}")))).collect::<Vec<_>>();
        let mut expected = rows(&book);
        let sheet = book.sheet();
        book.apply(Edit::MoveRows { sheet, at, count, to });
        if !(at..=at + count).contains(&to) {
            let moved: Vec<_> = expected.drain(at as usize..(at + count) as usize).collect();
            let place = if to > at { to - count } else { to } as usize;
            expected.splice(place..place, moved);
        }
        prop_assert_eq!(rows(&book), expected);
    }
}
