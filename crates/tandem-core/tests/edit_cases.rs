//! Edits at the borders: the end of a sheet, a sheet that goes and comes back, names in wide letters.

use tandem_core::cell::Area;
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::file;
use tandem_core::limits::MAX_ROWS;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Agreement, Control, ControlKind, Workbook};

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
    let before = file::write(&workbook);
    history.apply(&mut workbook, Edit::InsertRows { sheet, at: 8, count: 3 }, None).unwrap();
    assert_eq!(content(&workbook, "Sheet1!A1"), "=#REF!");
    assert_eq!(content(&workbook, "Sheet1!A2"), "=SUM(B1:B1048576)");
    assert_eq!(content(&workbook, "Sheet1!A3"), "=SUM(C:C)");
    let after = file::write(&workbook);
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(file::write(&workbook), before);
    history.redo(&mut workbook).unwrap().unwrap();
    assert_eq!(file::write(&workbook), after);
}

/// What is read there makes the last cell exist, and with it a sheet of seventeen thousand million cells: going through these would
/// take minutes.
#[test]
fn clearing_a_sheet_goes_through_what_it_holds_only() {
    let (mut workbook, mut history) = book();
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let cells = typed(&workbook, &[("A1", "=XFD1048576"), ("C2000", "5"), ("XFD3", "=SEQUENCE(2)")]);
    history.apply(&mut workbook, cells, None).unwrap();
    let before = file::write(&workbook);
    let begin = std::time::Instant::now();
    let all = Area { sheet, top: 0, left: 0, bottom: u32::MAX, right: u32::MAX };
    history.apply(&mut workbook, Edit::Clear(all), None).unwrap();
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    for at in ["A1", "C2000", "XFD3", "XFD4"] {
        assert_eq!(shown(&workbook, &format!("Sheet1!{at}")), "", "{at}");
    }
    history.undo(&mut workbook).unwrap().unwrap();
    assert_eq!(file::write(&workbook), before);
    assert_eq!(shown(&workbook, "Sheet1!XFD4"), "2");
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
    let opened = file::read(&file::write(&workbook)).unwrap();
    assert_eq!(shown(&opened, "Plan!A1"), "10");
    assert_eq!(content(&opened, "Plan!A2"), "='ＡＢＣ'!A1 #REF!");
}

#[test]
fn a_control_beyond_the_sheet_is_refused() {
    let (mut workbook, _) = book();
    let control = Control {
        name: "far".into(),
        label: Localized::default(),
        cell: CellAddress::new(workbook.sheet_id("Sheet1").unwrap(), 0, u32::MAX),
        unit: Localized::default(),
        kind: ControlKind::Switch,
        group: Localized::default(),
        low: None,
        high: None,
        source: Localized::default(),
        date: None,
        confidence: None,
        status: Agreement::Open,
        said: None,
    };
    assert_eq!(Edit::SetControls(vec![control]).apply(&mut workbook).unwrap_err(), EditError::Unbound("far".into()));
}
