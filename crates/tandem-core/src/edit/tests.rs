//! What edits promise: they happen wholly or not at all, and undo gives back what was there.

use super::*;
use crate::text::Language;
use crate::workbook::{ValidationRule, Workbook};

fn book() -> (Workbook, History) {
    (Workbook::new("test"), History::new())
}

fn typed(workbook: &Workbook, cells: &[(&str, &str)]) -> Edit {
    let edits = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(&format!("Sheet1!{at}")).unwrap(), *text));
    Edit::SetCells(edits.collect())
}

fn shown(workbook: &Workbook, at: &str) -> String {
    workbook.display_text(workbook.cell(at).unwrap(), Language::English)
}

fn content(workbook: &Workbook, at: &str) -> String {
    workbook.input_text(workbook.cell(at).unwrap())
}

#[test]
fn typed_cells_compute_and_are_undone_as_one_step() {
    let (mut workbook, mut history) = book();
    let edit = typed(&workbook, &[("A1", "0.1"), ("A2", "0.2"), ("A3", "=A1+A2"), ("B1", "'=x")]);
    let change = history.apply(&mut workbook, edit, None).unwrap();
    assert_eq!(change.changed.len(), 4);
    assert!(!change.metadata_changed);
    assert_eq!(shown(&workbook, "Sheet1!A3"), "0.3");
    assert_eq!(shown(&workbook, "Sheet1!B1"), "=x");
    assert_eq!(content(&workbook, "Sheet1!B1"), "'=x");
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A3"), "");
    assert!(history.undo(&mut workbook).unwrap().is_none());
    history.redo(&mut workbook).unwrap().unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A3"), "0.3");
    assert!(history.redo(&mut workbook).unwrap().is_none());
}

#[test]
fn a_step_taken_back_says_where() {
    let (mut workbook, mut history) = book();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let cells = typed(&workbook, &[("B2", "1"), ("A3", "2"), ("C9", "=B2")]);
    let area = Area { sheet, top: 1, left: 0, bottom: 8, right: 2 };
    let bold = StyleChange { bold: Some(true), ..StyleChange::default() };
    let rows = Area { sheet, top: 4, left: 0, bottom: 6, right: 16_383 };
    let columns = Area { sheet, top: 0, left: 1, bottom: 1_048_575, right: 1 };
    for (edit, expected) in [
        (cells, Some(area)),
        (Edit::SetStyle { area, change: bold }, Some(area)),
        (Edit::InsertRows { sheet, at: 4, count: 3 }, Some(rows)),
        (Edit::DeleteColumns { sheet, at: 1, count: 1 }, Some(columns)),
        (Edit::SetTitle(Localized::same("new")), None),
    ] {
        let what = format!("{edit:?}");
        assert_eq!(history.apply(&mut workbook, edit, None).unwrap().place, None);
        assert_eq!(history.undo(&mut workbook).unwrap().unwrap().place, expected, "{what}");
        assert_eq!(history.redo(&mut workbook).unwrap().unwrap().place, expected, "{what}");
    }
}

#[test]
fn a_refused_edit_changes_nothing_and_names_the_cell() {
    let (mut workbook, mut history) = book();
    let first = typed(&workbook, &[("A1", "1")]);
    history.apply(&mut workbook, first, None).unwrap();
    let batch = Edit::Batch(vec![
        typed(&workbook, &[("A1", "2")]),
        Edit::AddSheet { name: "Plan".into(), position: None },
        Edit::SetTitle(Localized::same("new")),
        typed(&workbook, &[("A2", "3"), ("A3", "=1+")]),
    ]);
    let error = history.apply(&mut workbook, batch, None).unwrap_err();
    assert!(error.to_string().starts_with("Sheet1!A3: "), "{error}");
    assert_eq!(shown(&workbook, "Sheet1!A1"), "1");
    assert_eq!(shown(&workbook, "Sheet1!A2"), "");
    assert_eq!(workbook.pages().len(), 1);
    assert_ne!(workbook.title().en, "new");
    assert_eq!(history.steps(), 1);
    assert_eq!(Edit::Batch(Vec::new()).apply(&mut workbook).unwrap().changed, []);
}

#[test]
fn moves_of_one_slider_are_one_step() {
    let (mut workbook, mut history) = book();
    for value in ["1", "2", "3", "4"] {
        let edit = typed(&workbook, &[("A1", value)]);
        history.apply(&mut workbook, edit, Some("price")).unwrap();
    }
    history.seal();
    let edit = typed(&workbook, &[("A1", "9")]);
    history.apply(&mut workbook, edit, Some("price")).unwrap();
    assert_eq!(history.steps(), 2);
    history.undo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "4");
    history.undo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "");
}

#[test]
fn merged_steps_that_touch_different_cells_are_undone_together() {
    let (mut workbook, mut history) = book();
    for at in ["A1", "A2", "A3"] {
        let edit = typed(&workbook, &[(at, "1")]);
        history.apply(&mut workbook, edit, Some("fill")).unwrap();
    }
    assert_eq!(history.steps(), 1);
    history.undo(&mut workbook).unwrap();
    for at in ["Sheet1!A1", "Sheet1!A2", "Sheet1!A3"] {
        assert_eq!(shown(&workbook, at), "");
    }
}

#[test]
fn deleted_rows_come_back_with_what_referred_to_them() {
    let (mut workbook, mut history) = book();
    let edit = typed(&workbook, &[("A1", "1"), ("A2", "2"), ("A3", "3"), ("B1", "=A2*10"), ("B4", "=SUM(A1:A3)")]);
    history.apply(&mut workbook, edit, None).unwrap();
    let define = Edit::DefineName { name: "rate".into(), target: "=Sheet1!$A$2".into() };
    history.apply(&mut workbook, define, None).unwrap();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    history.apply(&mut workbook, Edit::DeleteRows { sheet, at: 1, count: 1 }, None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!B1"), "#REF!");
    assert_eq!(shown(&workbook, "Sheet1!B3"), "4");
    history.undo(&mut workbook).unwrap();
    assert_eq!(content(&workbook, "Sheet1!B1"), "=A2*10");
    assert_eq!(shown(&workbook, "Sheet1!B1"), "20");
    assert_eq!(shown(&workbook, "Sheet1!B4"), "6");
    assert_eq!(workbook.name_target("rate").as_deref(), Some("=Sheet1!$A$2"));
    history.redo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!B3"), "4");
}

#[test]
fn formulas_rules_and_names_follow_a_name_that_is_called_otherwise() {
    let (mut workbook, mut history) = book();
    let cells = [
        ("A1", "10%"),
        ("B1", "=tax*2"),
        ("B2", "=TAX+LET(tax,1,tax)"),
        ("B3", "=double"),
        ("B4", "=fact(4)"),
        ("B5", "=levy*3"),
    ];
    let edit = typed(&workbook, &cells);
    history.apply(&mut workbook, edit, None).unwrap();
    for (name, target) in [("Tax", "=Sheet1!$A$1"), ("double", "=tax*2"), ("fact", "=LAMBDA(n,IF(n<2,1,n*fact(n-1)))")]
    {
        let define = Edit::DefineName { name: name.into(), target: target.into() };
        history.apply(&mut workbook, define, None).unwrap();
    }
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let areas = vec![workbook.area("Sheet1!C1:C3").unwrap()];
    let validations = vec![Validation::new(areas, ValidationRule::Custom("=C1<tax".into()))];
    history.apply(&mut workbook, Edit::SetValidations { sheet, validations }, None).unwrap();
    let before: Vec<_> = ["B1", "B2", "B3", "B4", "B5"].map(|at| content(&workbook, &format!("Sheet1!{at}"))).into();

    let rename = |name: &str, new_name: &str| Edit::RenameName { name: name.into(), new_name: new_name.into() };
    history.apply(&mut workbook, rename("tax", "levy"), None).unwrap();
    history.apply(&mut workbook, rename("fact", "factorial"), None).unwrap();
    assert_eq!(workbook.names(), ["levy", "double", "factorial"]);
    assert_eq!(content(&workbook, "Sheet1!B1"), "=levy*2");
    assert_eq!(content(&workbook, "Sheet1!B2"), "=levy+LET(levy,1,levy)");
    assert_eq!(workbook.name_target("double").as_deref(), Some("=levy*2"));
    for (at, expected) in [("B1", "0.2"), ("B2", "1.1"), ("B3", "0.2"), ("B4", "24"), ("B5", "0.3")] {
        assert_eq!(shown(&workbook, &format!("Sheet1!{at}")), expected, "{at}");
    }
    let rule = &workbook.sheet(sheet).unwrap().overlay.validations[0].rule;
    assert_eq!(*rule, ValidationRule::Custom("=C1<levy".into()));
    history.apply(&mut workbook, rename("levy", "LEVY"), None).unwrap();
    assert_eq!((workbook.names()[0].as_str(), content(&workbook, "Sheet1!B1").as_str()), ("LEVY", "=LEVY*2"));

    for _ in 0..3 {
        history.undo(&mut workbook).unwrap().unwrap();
    }
    assert_eq!(workbook.names(), ["Tax", "double", "fact"]);
    let after: Vec<_> = ["B1", "B2", "B3", "B4", "B5"].map(|at| content(&workbook, &format!("Sheet1!{at}"))).into();
    assert_eq!(after, before);
    assert_eq!(shown(&workbook, "Sheet1!B5"), "#NAME?");

    let edit = typed(&workbook, &[("B6", "=LET(levy,5,levy+tax)")]);
    history.apply(&mut workbook, edit, None).unwrap();
    for (edit, expected) in [
        (rename("tax", "levy"), "Sheet1!B6 already uses “levy”"),
        (rename("tax", "double"), "The name “double” is taken."),
        (rename("tax", "A1"), "“A1” can't be a name"),
        (rename("none", "levy"), "There is no name “none”."),
    ] {
        let error = history.apply(&mut workbook, edit, None).unwrap_err();
        assert!(error.text(Language::English).starts_with(expected), "{error}");
    }
    assert_eq!(content(&workbook, "Sheet1!B1"), before[0]);
}

#[test]
fn pages_and_names_are_refused_with_a_reason() {
    let (mut workbook, mut history) = book();
    let page = workbook.pages()[0].id.clone();
    for (edit, expect) in [
        (Edit::AddSheet { name: "sheet1".into(), position: None }, "Another sheet is named “sheet1”."),
        (Edit::AddSheet { name: "a/b".into(), position: None }, "A sheet can't be named “a/b”"),
        (Edit::RemovePage(page), "The only page can't be removed."),
        (Edit::DefineName { name: "B2".into(), target: "=1".into() }, "“B2” can't be a name"),
        (Edit::DefineName { name: "x".into(), target: "=1+".into() }, "x: at character 4"),
        (Edit::RemoveName("x".into()), "There is no name “x”."),
        (Edit::ApplyScenario("s".into()), "There is no scenario “s”."),
    ] {
        let error = history.apply(&mut workbook, edit, None).unwrap_err();
        assert!(error.text(Language::English).starts_with(expect), "{error}");
        assert!(!error.text(Language::Japanese).is_empty());
    }
    assert_eq!(history.steps(), 0);
}

#[test]
fn a_removed_page_comes_back_with_its_cells() {
    let (mut workbook, mut history) = book();
    history.apply(&mut workbook, Edit::AddSheet { name: "Plan".into(), position: Some(0) }, None).unwrap();
    let at = workbook.cell("Plan!A1").unwrap();
    history.apply(&mut workbook, Edit::SetCells(vec![CellEdit::typed(at, "7")]), None).unwrap();
    let edit = typed(&workbook, &[("A1", "=Plan!A1+1")]);
    history.apply(&mut workbook, edit, None).unwrap();
    let page = workbook.pages()[0].id.clone();
    history.apply(&mut workbook, Edit::RemovePage(page), None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "#REF!");
    history.undo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "8");
    assert_eq!(content(&workbook, "Sheet1!A1"), "=Plan!A1+1");
}

#[test]
fn a_step_that_cannot_be_undone_now_stays() {
    let (mut workbook, mut history) = book();
    let first = typed(&workbook, &[("A1", "1")]);
    history.apply(&mut workbook, first, None).unwrap();
    history.apply(&mut workbook, Edit::AddSheet { name: "Plan".into(), position: None }, None).unwrap();
    // Behind the history's back the first page goes: the added one is then the last, which can't be removed.
    let page = workbook.pages()[0].id.clone();
    let back = Edit::RemovePage(page).apply(&mut workbook).unwrap().inverse;
    assert_eq!(history.undo(&mut workbook).unwrap_err(), EditError::LastPage);
    assert_eq!((history.steps(), history.can_redo()), (2, false));
    back.apply(&mut workbook).unwrap();
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!((workbook.pages().len(), history.steps()), (1, 1));
}

/// Moves or copies cells of the first sheet and tells what some of them then say.
fn check_transfer(cells: &[(&str, &str)], edit: impl Fn(&Workbook) -> Edit, expect: &[(&str, &str)]) {
    let (mut workbook, mut history) = book();
    let first = typed(&workbook, cells);
    history.apply(&mut workbook, first, None).unwrap();
    let edit = edit(&workbook);
    history.apply(&mut workbook, edit.clone(), None).unwrap();
    for (at, text) in expect {
        assert_eq!(content(&workbook, &format!("Sheet1!{at}")), *text, "{at} after {edit:?}");
    }
    history.undo(&mut workbook).unwrap().unwrap();
    for (at, text) in cells {
        assert_eq!(content(&workbook, &format!("Sheet1!{at}")), *text, "{at} after undoing {edit:?}");
    }
}

#[test]
fn moved_cells_take_their_references_along() {
    let moved = |from: &'static str, to: &'static str| {
        move |workbook: &Workbook| Edit::MoveCells {
            from: workbook.area(&format!("Sheet1!{from}")).unwrap(),
            to: workbook.cell(&format!("Sheet1!{to}")).unwrap(),
        }
    };
    // References to a moved cell follow it, relative or not; the moved formula goes on meaning what it meant.
    check_transfer(
        &[("A1", "1"), ("A2", "=A1+$C$1"), ("B1", "=A2*2"), ("B2", "=$A$2")],
        moved("A2:A2", "D5"),
        &[("A2", ""), ("D5", "=A1+$C$1"), ("B1", "=D5*2"), ("B2", "=$D$5")],
    );
    // What moves together stays together.
    check_transfer(&[("A1", "1"), ("A2", "=A1+1")], moved("A1:A2", "C4"), &[("C4", "1"), ("C5", "=C4+1")]);
    // A range stretches and shrinks with its end, and does not care for its middle.
    check_transfer(&[("A9", "9"), ("C1", "=SUM(A1:A9)")], moved("A9:A9", "A12"), &[("C1", "=SUM(A1:A12)")]);
    check_transfer(&[("A9", "9"), ("C1", "=SUM(A1:A9)")], moved("A9:A9", "A7"), &[("C1", "=SUM(A1:A7)")]);
    check_transfer(&[("A5", "5"), ("C1", "=SUM(A1:A9)")], moved("A5:A5", "D5"), &[("C1", "=SUM(A1:A9)")]);
    check_transfer(&[("B1", "5"), ("A3", "=SUM(A1:B1)")], moved("B1:B1", "D1"), &[("A3", "=SUM(A1:D1)")]);
    // What is overwritten is gone for all that referred to it.
    check_transfer(
        &[("A1", "1"), ("B1", "2"), ("C1", "=B1+1")],
        moved("A1:A1", "B1"),
        &[("B1", "1"), ("C1", "=#REF!+1")],
    );
    // Whole columns and rows follow when they move whole, and stay when a part of them does.
    let cells = [
        ("H30", "1"),
        ("N9", "7"),
        ("A1", "=SUM(H:H)"),
        ("A2", "=SUM(G:H)"),
        ("A3", "=SUM(H30:H32)"),
        ("A4", "=SUM($N:$N)"),
    ];
    check_transfer(
        &cells,
        moved("H1:H1048576", "N1"),
        &[("N30", "1"), ("A1", "=SUM(N:N)"), ("A2", "=SUM(G:N)"), ("A3", "=SUM(N30:N32)"), ("A4", "=SUM(#REF!)")],
    );
    check_transfer(&cells, moved("H1:H1048575", "M1"), &[("A1", "=SUM(H:H)"), ("A3", "=SUM(M30:M32)")]);
    check_transfer(
        &[("B3", "1"), ("A1", "=SUM(3:3)"), ("A2", "=SUM($2:$3)"), ("A5", "=SUM(B:B)")],
        moved("A3:XFD3", "A9"),
        &[("B9", "1"), ("A1", "=SUM(9:9)"), ("A2", "=SUM($2:$9)"), ("A5", "=SUM(B:B)")],
    );
    // Onto a part of itself.
    check_transfer(
        &[("A1", "1"), ("A2", "=A1"), ("A3", "=A2")],
        moved("A1:A3", "A2"),
        &[("A1", ""), ("A3", "=A2"), ("A4", "=A3")],
    );
}

#[test]
fn moved_cells_take_names_controls_and_styles_along_to_another_sheet() {
    let (mut workbook, mut history) = book();
    history.apply(&mut workbook, Edit::AddSheet { name: "Plan".into(), position: None }, None).unwrap();
    let edit = typed(&workbook, &[("A1", "12%"), ("A2", "=A1*2"), ("B1", "=A1+A2")]);
    history.apply(&mut workbook, edit, None).unwrap();
    let define = Edit::DefineName { name: "rate".into(), target: "=Sheet1!$A$1".into() };
    history.apply(&mut workbook, define, None).unwrap();
    let from = workbook.area("Sheet1!A1:A1").unwrap();
    let to = workbook.cell("Plan!C3").unwrap();
    history.apply(&mut workbook, Edit::MoveCells { from, to }, None).unwrap();
    assert_eq!(content(&workbook, "Sheet1!A2"), "=Plan!C3*2");
    assert_eq!(workbook.name_target("rate").as_deref(), Some("=Plan!$C$3"));
    assert_eq!((shown(&workbook, "Plan!C3"), shown(&workbook, "Sheet1!B1")), ("12%".into(), "36%".into()));
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(content(&workbook, "Sheet1!A2"), "=A1*2");
    assert_eq!(workbook.name_target("rate").as_deref(), Some("=Sheet1!$A$1"));
    assert_eq!((shown(&workbook, "Sheet1!A1"), shown(&workbook, "Plan!C3")), ("12%".into(), String::new()));
}

#[test]
fn copied_cells_move_relative_references_and_fill() {
    let copied = |from: &'static str, to: &'static str| {
        move |workbook: &Workbook| Edit::CopyCells {
            from: workbook.area(&format!("Sheet1!{from}")).unwrap(),
            to: workbook.area(&format!("Sheet1!{to}")).unwrap(),
        }
    };
    let cells = [("A1", "1"), ("B1", "=A1+$A$1"), ("B2", "x")];
    check_transfer(&cells, copied("B1:B1", "B2:B4"), &[("B2", "=A2+$A$1"), ("B4", "=A4+$A$1"), ("B1", "=A1+$A$1")]);
    check_transfer(&cells, copied("A1:B1", "B1:C1"), &[("A1", "1"), ("B1", "1"), ("C1", "=B1+$A$1")]);
    check_transfer(
        &cells,
        copied("B1:B2", "D1:D4"),
        &[("D1", "=C1+$A$1"), ("D2", "x"), ("D3", "=C3+$A$1"), ("D4", "x")],
    );
    check_transfer(&cells, copied("B1:B1", "A5:A5"), &[("A5", "=#REF!+$A$1")]);
}
