//! What edits promise: they happen wholly or not at all, and undo gives back what was there.

use super::*;
use crate::limits::MAX_ROWS;
use crate::text::Language;
use crate::workbook::Workbook;

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
fn what_an_insertion_pushes_off_comes_back() {
    let (mut workbook, mut history) = book();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let last = MAX_ROWS - 1;
    let cells = typed(&workbook, &[("A1", "=XFD1048576"), ("A2", "=SUM(B1:B1048576)"), ("A3", "=SUM(C:C)")]);
    history.apply(&mut workbook, cells, None).unwrap();
    let layout = Edit::Batch(vec![
        Edit::SetRowHeight { sheet, row: last, height_px: Some(40) },
        Edit::SetInternalRows { sheet, rows: vec![last], internal: true },
        Edit::SetFrozen { sheet, rows: last - 1, columns: 1 },
        Edit::DefineName { name: "end".into(), target: "=Sheet1!$A$1048576".into() },
    ]);
    history.apply(&mut workbook, layout, None).unwrap();
    let before = crate::file::write(&workbook);
    history.apply(&mut workbook, Edit::InsertRows { sheet, at: 8, count: 3 }, None).unwrap();
    assert_eq!(content(&workbook, "Sheet1!A1"), "=#REF!");
    assert_eq!(content(&workbook, "Sheet1!A2"), "=SUM(B1:B1048576)");
    assert_eq!(content(&workbook, "Sheet1!A3"), "=SUM(C:C)");
    let after = crate::file::write(&workbook);
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(crate::file::write(&workbook), before);
    history.redo(&mut workbook).unwrap().unwrap();
    assert_eq!(crate::file::write(&workbook), after);
}

#[test]
fn a_spilled_cell_at_the_end_of_the_sheet_blocks_no_insertion() {
    let (mut workbook, mut history) = book();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let edit = typed(&workbook, &[("A1048574", "=SEQUENCE(3)")]);
    history.apply(&mut workbook, edit, None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1048576"), "3");
    history.apply(&mut workbook, Edit::InsertRows { sheet, at: 2, count: 1 }, None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1048575"), "#SPILL!");
    let refused = history.apply(&mut workbook, Edit::InsertRows { sheet, at: 2, count: 2 }, None).unwrap_err();
    assert_eq!(refused, EditError::PushedOff);
}

#[test]
fn a_removed_sheet_is_on_no_circle() {
    let (mut workbook, mut history) = book();
    history.apply(&mut workbook, Edit::AddSheet { name: "Plan".into(), position: None }, None).unwrap();
    let there = CellEdit::typed(workbook.cell("Plan!A1").unwrap(), "=Sheet1!A1");
    let edit = Edit::Batch(vec![typed(&workbook, &[("A1", "=Plan!A1+1")]), Edit::SetCells(vec![there])]);
    history.apply(&mut workbook, edit, None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "#CIRC!");
    let plan = workbook.page_of(workbook.sheet_id("Plan").unwrap()).unwrap().id.clone();
    history.apply(&mut workbook, Edit::RemovePage(plan), None).unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "#REF!");
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(shown(&workbook, "Sheet1!A1"), "#CIRC!");
    assert_eq!(shown(&workbook, "Plan!A1"), "#CIRC!");
}

#[test]
fn a_renamed_sheet_shows_in_what_reads_formulas_and_texts() {
    let (mut workbook, _) = book();
    Edit::AddSheet { name: "Plan".into(), position: None }.apply(&mut workbook).unwrap();
    let cells = typed(
        &workbook,
        &[("A1", "=Plan!B2"), ("A2", "=FORMULATEXT(A1)"), ("A3", "=IFERROR(INDIRECT(\"Goal!B2\"),\"none\")")],
    );
    let there = CellEdit::typed(workbook.cell("Plan!B2").unwrap(), "7");
    Edit::Batch(vec![cells, Edit::SetCells(vec![there])]).apply(&mut workbook).unwrap();
    assert_eq!([shown(&workbook, "Sheet1!A2"), shown(&workbook, "Sheet1!A3")], ["=Plan!B2", "none"]);
    let page = workbook.page_of(workbook.sheet_id("Plan").unwrap()).unwrap().id.clone();
    Edit::RenameSheet { page, name: "Goal".into() }.apply(&mut workbook).unwrap();
    assert_eq!([shown(&workbook, "Sheet1!A2"), shown(&workbook, "Sheet1!A3")], ["=Goal!B2", "7"]);
}

#[test]
fn a_sheet_with_a_wide_name_is_found_again_after_opening() {
    let (mut workbook, _) = book();
    let page = workbook.pages()[0].id.clone();
    let edit = Edit::Batch(vec![
        Edit::RenameSheet { page, name: "ＡＢＣ".into() },
        Edit::AddSheet { name: "Plan".into(), position: None },
    ]);
    edit.apply(&mut workbook).unwrap();
    let cells = [("'ＡＢＣ'!A1", "5"), ("Plan!A1", "='ＡＢＣ'!A1*2"), ("Plan!A2", "='ＡＢＣ'!A1 #REF!")];
    let cells = cells.iter().map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    let opened = crate::file::read(&crate::file::write(&workbook)).unwrap();
    assert_eq!(shown(&opened, "Plan!A1"), "10");
    assert_eq!(content(&opened, "Plan!A2"), "='ＡＢＣ'!A1 #REF!");
}

#[test]
fn a_control_beyond_the_sheet_is_refused() {
    let (mut workbook, _) = book();
    let control = crate::workbook::Control {
        name: "far".into(),
        label: Localized::default(),
        cell: CellAddress::new(workbook.sheet_id("Sheet1").unwrap(), 0, u32::MAX),
        unit: Localized::default(),
        kind: crate::workbook::ControlKind::Switch,
        group: Localized::default(),
        low: None,
        high: None,
        source: Localized::default(),
        date: None,
        confidence: None,
        status: Agreement::Open,
    };
    assert_eq!(Edit::SetControls(vec![control]).apply(&mut workbook).unwrap_err(), EditError::Unbound("far".into()));
}
