//! Cells that come and go while those below them or to the right of them move: what formulas, names and everything that
//! lies over the cells say then, and that undoing it gives back the workbook letter for letter.

use tandem_core::cell::Area;
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::file;
use tandem_core::formula::Axis;
use tandem_core::text::Language;
use tandem_core::workbook::{
    Comparison, Condition, ConditionalFormat, ConditionalRule, Filter, Note, Operator, Page, Style, StyleChange,
    Validation, ValidationRule, Workbook,
};

/// A workbook with a history, changed and asked in cells of its first sheet.
struct Book {
    workbook: Workbook,
    history: History,
}

impl Book {
    fn of(cells: &[(&str, &str)]) -> Self {
        let mut book = Self { workbook: Workbook::new("test"), history: History::new() };
        let edits = cells.iter().map(|(at, text)| CellEdit::typed(book.area(at).first(), *text)).collect();
        book.apply(Edit::SetCells(edits));
        book
    }

    fn area(&self, text: &str) -> Area {
        self.workbook.area(&format!("Sheet1!{text}")).unwrap()
    }

    fn apply(&mut self, edit: Edit) {
        self.history.apply(&mut self.workbook, edit, None).unwrap();
    }

    fn edit(&self, what: &str, area: &str) -> Edit {
        let area = self.area(area);
        match what {
            "up" => Edit::DeleteCells { area, axis: Axis::Row },
            "left" => Edit::DeleteCells { area, axis: Axis::Column },
            "down" => Edit::InsertCells { area, axis: Axis::Row },
            _ => Edit::InsertCells { area, axis: Axis::Column },
        }
    }

    fn content(&self, at: &str) -> String {
        self.workbook.input_text(self.area(at).first())
    }

    fn shown(&self, at: &str) -> String {
        self.workbook.display_text(self.area(at).first(), Language::English)
    }

    /// Applies a shift and checks contents after it; undone, the file is the one before, and done again, the one after.
    fn check(&mut self, what: &str, area: &str, expect: &[(&str, &str)]) {
        let before = file::write(&self.workbook);
        let edit = self.edit(what, area);
        self.apply(edit);
        for (at, text) in expect {
            assert_eq!(self.content(at), *text, "{at} after {what} at {area}");
        }
        let after = file::write(&self.workbook);
        self.history.undo(&mut self.workbook).unwrap().unwrap();
        assert_eq!(file::write(&self.workbook), before, "undoing {what} at {area}");
        self.history.redo(&mut self.workbook).unwrap().unwrap();
        assert_eq!(file::write(&self.workbook), after, "{what} at {area} done again");
    }
}

const SUMS: [(&str, &str); 9] = [
    ("H30", "1"),
    ("H31", "2"),
    ("H32", "3"),
    ("H33", "100"),
    ("A1", "=SUM(H30:H32)"),
    ("A2", "=SUM(H30:H60)"),
    ("A3", "=SUM(H31:H60)"),
    ("A4", "=COUNT(H33:H40)"),
    ("A5", "=H32+$H$33"),
];

#[test]
fn ranges_shrink_when_cells_go_as_in_excel() {
    let mut book = Book::of(&SUMS);
    let expect = [
        ("A1", "=SUM(H30:H31)"),
        ("A2", "=SUM(H30:H59)"),
        ("A3", "=SUM(H31:H59)"),
        ("A4", "=COUNT(H32:H39)"),
        ("A5", "=#REF!+$H$32"),
        ("H32", "100"),
        ("H33", ""),
    ];
    book.check("up", "H32", &expect);
    assert_eq!([book.shown("A1"), book.shown("A2")], ["3", "103"]);
    Book::of(&SUMS).check("up", "H30", &[("A1", "=SUM(H30:H31)"), ("A2", "=SUM(H30:H59)"), ("A3", "=SUM(H30:H59)")]);
    Book::of(&SUMS).check("up", "H30:H32", &[("A1", "=SUM(#REF!)"), ("A2", "=SUM(H30:H57)"), ("A5", "=#REF!+$H$30")]);
    Book::of(&SUMS).check("up", "H50:H51", &[("A1", "=SUM(H30:H32)"), ("A2", "=SUM(H30:H58)")]);
}

#[test]
fn ranges_grow_when_cells_come_as_in_excel() {
    let mut book = Book::of(&SUMS);
    let expect = [
        ("A1", "=SUM(H30:H33)"),
        ("A2", "=SUM(H30:H61)"),
        ("A3", "=SUM(H32:H61)"),
        ("A4", "=COUNT(H34:H41)"),
        ("A5", "=H33+$H$34"),
        ("H31", ""),
        ("H32", "2"),
    ];
    book.check("down", "H31", &expect);
    assert_eq!([book.shown("A1"), book.shown("A4")], ["6", "1"]);
}

#[test]
fn cells_move_along_their_row_alike() {
    let cells = [("B3", "1"), ("C3", "2"), ("D3", "3"), ("A1", "=SUM(B3:D3)"), ("A2", "=D3"), ("D4", "=D3*2")];
    Book::of(&cells).check("left", "C3", &[("A1", "=SUM(B3:C3)"), ("A2", "=C3"), ("C3", "3"), ("D4", "=C3*2")]);
    Book::of(&cells).check("left", "D3:E3", &[("A1", "=SUM(B3:C3)"), ("A2", "=#REF!"), ("D4", "=#REF!*2")]);
    Book::of(&cells).check("right", "C3:D3", &[("A1", "=SUM(B3:F3)"), ("A2", "=F3"), ("F3", "3"), ("D4", "=F3*2")]);
    // What moves together goes on meaning what it meant.
    Book::of(&cells).check("right", "C3:C4", &[("A1", "=SUM(B3:E3)"), ("E4", "=E3*2"), ("D4", "")]);
}

#[test]
fn references_that_reach_beside_the_cells_stay() {
    let cells =
        [("B5", "7"), ("C5", "8"), ("A1", "=SUM(B2:C9)"), ("A2", "=SUM(B:B)"), ("A3", "=SUM(5:5)"), ("A4", "=C5")];
    let stay = [("A1", "=SUM(B2:C9)"), ("A2", "=SUM(B:B)"), ("A3", "=SUM(5:5)"), ("A4", "=C5")];
    Book::of(&cells).check("up", "B3", &stay);
    Book::of(&cells).check("down", "B3", &stay);
    Book::of(&cells).check("left", "D3:F4", &stay);
    // A range over two columns follows when cells of both come.
    Book::of(&cells).check("down", "B3:C3", &[("A1", "=SUM(B2:C10)"), ("A2", "=SUM(B:B)"), ("A4", "=C6")]);
}

#[test]
fn names_follow_the_cells() {
    let mut book = Book::of(&[("B2", "1"), ("B3", "2"), ("A1", "=SUM(costs)+rate")]);
    for (name, target) in [("costs", "=Sheet1!$B$2:$B$9"), ("rate", "=Sheet1!$B$3"), ("wide", "=Sheet1!$B$2:$C$9")] {
        book.apply(Edit::DefineName { name: name.into(), target: target.into() });
    }
    let targets = |book: &Book| ["costs", "rate", "wide"].map(|name| book.workbook.name_target(name).unwrap());
    book.check("down", "B3", &[("B4", "2")]);
    assert_eq!(targets(&book), ["=Sheet1!$B$2:$B$10", "=Sheet1!$B$4", "=Sheet1!$B$2:$C$9"]);
    book.check("up", "B4", &[("B4", "")]);
    assert_eq!(targets(&book), ["=Sheet1!$B$2:$B$9", "=#REF!", "=Sheet1!$B$2:$C$9"]);
    assert_eq!(book.shown("A1"), "#REF!");
    book.history.undo(&mut book.workbook).unwrap().unwrap();
    assert_eq!((targets(&book)[1].as_str(), book.shown("A1").as_str()), ("=Sheet1!$B$4", "5"));
}

#[test]
fn styles_notes_and_rules_go_with_their_cells() {
    let mut book = Book::of(&[("B4", "9"), ("C4", "8")]);
    let (sheet, at) = (book.area("B4").sheet, book.area("B4").first());
    book.apply(Edit::SetStyle {
        area: book.area("B4:C4"),
        change: StyleChange { bold: Some(true), ..StyleChange::default() },
    });
    book.apply(Edit::SetNote { at, note: Some(Note { text: "why".into(), author: None }) });
    let rule = ValidationRule::Custom("=B3>0".into());
    book.apply(Edit::SetValidation { area: book.area("B3:C6"), validation: Some(Validation::new(Vec::new(), rule)) });
    let when = Condition::Compare(Comparison::with(Operator::Greater, "=B4".to_owned()));
    let rules = vec![ConditionalRule::Highlight { when, style: Style { bold: true, ..Style::default() }, stop: false }];
    let areas = vec![book.area("B4:B6")];
    book.apply(Edit::SetConditionalFormats { sheet, formats: vec![ConditionalFormat { areas, rules }] });
    book.check("down", "B2:B3", &[("B6", "9"), ("C4", "8")]);
    let bold = |book: &Book, at: &str| book.workbook.style(book.area(at).first()).bold;
    assert_eq!(["B4", "B6", "C4"].map(|at| bold(&book, at)), [false, true, true]);
    let page = book.workbook.pages().iter().find_map(Page::sheet).unwrap();
    assert_eq!(page.overlay.notes.keys().copied().collect::<Vec<_>>(), [(5, 1)]);
    // The rule came apart: one half stayed beside the strip, the other moved, each with its formula.
    let told: Vec<(Vec<Area>, &ValidationRule)> =
        page.overlay.validations.iter().map(|rule| (rule.areas.clone(), &rule.rule)).collect();
    assert_eq!(
        told,
        [
            (vec![book.area("C3:C6")], &ValidationRule::Custom("=C3>0".into())),
            (vec![book.area("B5:B8")], &ValidationRule::Custom("=B5>0".into())),
        ]
    );
    assert_eq!(page.overlay.conditional_formats[0].areas, [book.area("B6:B8")]);
}

#[test]
fn merged_cells_move_whole_or_not_at_all() {
    let mut book = Book::of(&[("B4", "9"), ("E4", "7")]);
    book.apply(Edit::Merge(book.area("B4:C4")));
    for (what, area) in [("down", "B2"), ("up", "B2"), ("down", "C4"), ("left", "A3:A4"), ("right", "B3:B4")] {
        let before = file::write(&book.workbook);
        let edit = book.edit(what, area);
        let result = book.history.apply(&mut book.workbook, edit, None).map(|_| ());
        let expect = if what == "left" || what == "right" { Ok(()) } else { Err(EditError::PartOfMerge) };
        assert_eq!(result, expect, "{what} at {area}");
        if result.is_ok() {
            book.history.undo(&mut book.workbook).unwrap().unwrap();
        }
        assert_eq!(file::write(&book.workbook), before);
    }
    book.check("down", "B2:D2", &[("B5", "9"), ("E4", "7")]);
    let merges = |book: &Book| book.workbook.pages()[0].sheet().unwrap().overlay.merges.clone();
    assert_eq!(merges(&book), [book.area("B5:C5")]);
    book.check("down", "C9:D9", &[("B5", "9")]);
    assert_eq!(merges(&book), [book.area("B5:C5")]);
}

#[test]
fn what_belongs_to_whole_rows_stays() {
    let mut book = Book::of(&[("B4", "9"), ("A1", "head"), ("A2", "1"), ("A3", "2")]);
    let sheet = book.area("A1").sheet;
    let filter = Filter::new(book.area("A1:B3"));
    book.apply(Edit::Batch(vec![
        Edit::SetRowHeight { sheet, row: 5, height_px: Some(40) },
        Edit::SetHiddenRows { sheet, rows: vec![7], hidden: true },
        Edit::SetInternalRows { sheet, rows: vec![8], internal: true },
        Edit::SetFrozen { sheet, rows: 3, columns: 1 },
        Edit::SetFilter { sheet, filter: Some(filter.clone()) },
    ]));
    book.check("down", "B2:B3", &[("B6", "9")]);
    let layout = book.workbook.pages()[0].sheet().unwrap();
    assert_eq!(layout.row_heights.get(&5), Some(&40));
    assert_eq!((layout.frozen_rows, layout.frozen_columns), (3, 1));
    assert_eq!(layout.overlay.hidden_rows.iter().copied().collect::<Vec<_>>(), [7]);
    assert_eq!(layout.internal_rows.iter().copied().collect::<Vec<_>>(), [8]);
    assert_eq!(layout.overlay.filter.as_ref().map(|filter| filter.area), Some(filter.area));
    // Cells over the whole width are rows.
    book.check("down", "A2:XFD3", &[("B8", "9")]);
    assert_eq!(book.workbook.pages()[0].sheet().unwrap().row_heights.get(&7), Some(&40));
}

#[test]
fn nothing_is_pushed_off_the_sheet() {
    let mut book = Book::of(&[("B1048576", "9"), ("XFD2", "8"), ("C5", "7")]);
    for (what, area, expect) in [
        ("down", "B4", Err(EditError::PushedOff)),
        ("right", "C2", Err(EditError::PushedOff)),
        ("down", "C4", Ok(())),
        ("right", "C3", Ok(())),
    ] {
        let before = file::write(&book.workbook);
        let edit = book.edit(what, area);
        let result = book.history.apply(&mut book.workbook, edit, None).map(|_| ());
        assert_eq!(result, expect, "{what} at {area}");
        if result.is_err() {
            assert_eq!(file::write(&book.workbook), before);
        }
    }
    let outside = Area { bottom: u32::MAX, ..book.area("B4") };
    for area in [outside, Area { right: 16_384, ..book.area("B4") }, Area { bottom: 0, ..book.area("B4") }] {
        for edit in [Edit::InsertCells { area, axis: Axis::Row }, Edit::DeleteCells { area, axis: Axis::Column }] {
            assert_eq!(book.history.apply(&mut book.workbook, edit, None).unwrap_err(), EditError::OutsideSheet);
        }
    }
}

#[test]
fn what_formulas_spill_makes_way_and_comes_again() {
    let mut book = Book::of(&[("B2", "=SEQUENCE(3)"), ("C2", "=SUM(B2:B9)"), ("D1", "=SUM(B2#)")]);
    book.check("down", "B1", &[("B3", "=SEQUENCE(3)"), ("C2", "=SUM(B3:B10)"), ("D1", "=SUM(B3#)")]);
    assert_eq!(["B2", "B3", "B5", "C2", "D1"].map(|at| book.shown(at)), ["", "1", "3", "6", "6"]);
    book.check("right", "B3", &[("C3", "=SEQUENCE(3)"), ("D1", "=SUM(C3#)")]);
    assert_eq!(["B5", "C5", "D1"].map(|at| book.shown(at)), ["", "3", "6"]);
}
