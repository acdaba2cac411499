//! What lies over cells: it moves as in Excel, comes back with undo, and stands in files as published.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit, EditError, History};
use tandem_core::file;
use tandem_core::text::Language;
use tandem_core::workbook::{
    ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule, Criterion, Evidence, Filter, ListSource,
    Note, Operator, Overlay, Style, Validation, ValidationRule, Workbook,
};

const SAMPLE: &str = include_str!("data/v1-overlay.tandem.json");

fn at(workbook: &Workbook, text: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{text}")).unwrap()
}

fn area(workbook: &Workbook, text: &str) -> Area {
    workbook.area(&format!("Sheet1!{text}")).unwrap()
}

fn book(cells: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("overlay");
    let cells = cells.iter().map(|(place, text)| CellEdit::typed(at(&workbook, place), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

fn overlay(workbook: &Workbook) -> &Overlay {
    &workbook.sheet(workbook.sheet_id("Sheet1").unwrap()).unwrap().overlay
}

fn custom(workbook: &mut Workbook, cells: &str, formula: &str) {
    let validation = Validation::new(Vec::new(), ValidationRule::Custom(formula.to_owned()));
    Edit::SetValidation { area: area(workbook, cells), validation: Some(validation) }.apply(workbook).unwrap();
}

/// The areas and the formula of each rule with a formula.
fn customs(workbook: &Workbook) -> Vec<String> {
    let told = |rule: &Validation| {
        let areas: Vec<String> = rule.areas.iter().map(|area| area.a1()).collect();
        format!("{} {}", areas.join(","), rule.rule.operands().next().unwrap())
    };
    overlay(workbook).validations.iter().map(told).collect()
}

#[test]
fn the_published_sample_is_written_as_it_was() {
    assert_eq!(file::write(&file::read(SAMPLE).unwrap()), SAMPLE);
}

#[test]
fn a_file_that_says_what_cannot_be_is_refused() {
    for (from, to, expect) in [
        ("\"merges\":[\"A7:C7\"]", "\"merges\":[\"A7:C7\",\"C7:D8\"]", "pages, p1: A part of a merged cell"),
        ("\"merges\":[\"A7:C7\"]", "\"merges\":[\"A7\"]", "pages, p1: A part of a merged cell"),
        ("[\"8:8\"]", "[\"0:8\"]", "pages, p1: “0:8” is no place"),
        ("[\"8:8\"]", "[\"8:8\",\"2:3\"]", "pages, p1: “2:3” is no place"),
        ("{\"percent\":33}", "{\"percent\":101}", "pages, p1: The rule is incomplete"),
        ("{\"custom\":\"=C2<>B2\"}", "{\"custom\":\"C2\"}", "pages, p1: The rule is incomplete"),
        ("\"=C2<>B2\"", "\"=C2<>\"", "pages, p1: At character"),
        ("\"first\":\"0\"", "\"first\":\"\"", "pages, p1: The rule is incomplete"),
        ("\"area\":\"A1:C5\"", "\"area\":\"B1:C5\"", "pages, p1: “A” is no place"),
        ("\"2026-03-31\"", "\"31.3.\"", "pages, p1: “31.3.” is no date"),
        ("\"areas\":[\"C2:C5\"]", "\"areas\":[]", "pages, p1: There is no cell that this could hold for."),
        ("\"frozenRows\":1,", "\"hidden\":true,", "pages: One sheet at least must stay visible."),
        ("\"fill\":\"warning\"", "\"fill\":\"red\"", "Line 9"),
    ] {
        assert!(SAMPLE.contains(from), "{from}");
        let error = file::read(&SAMPLE.replacen(from, to, 1)).map(|_| ()).expect_err(to);
        assert!(error.text(Language::English).starts_with(expect), "{error}");
    }
}

#[test]
fn what_lies_over_cells_moves_with_rows_and_columns() {
    let mut workbook = book(&[]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    for edit in [
        Edit::Merge(area(&workbook, "B4:C6")),
        Edit::SetNote { at: at(&workbook, "B5"), note: Some(Note { text: "n".into(), author: None }) },
        Edit::SetEvidence { at: at(&workbook, "D9"), evidence: Some(Evidence::default()) },
        Edit::SetHiddenRows { sheet, rows: vec![2, 7], hidden: true },
        Edit::SetHiddenColumns { sheet, columns: vec![0, 5], hidden: true },
    ] {
        edit.apply(&mut workbook).unwrap();
    }
    custom(&mut workbook, "B2:B9", "=B2>B1+$D$9");
    let before = overlay(&workbook).clone();
    let mut history = History::new();
    history.apply(&mut workbook, Edit::InsertRows { sheet, at: 4, count: 2 }, None).unwrap();
    history.apply(&mut workbook, Edit::DeleteColumns { sheet, at: 0, count: 1 }, None).unwrap();
    let after = overlay(&workbook).clone();
    assert_eq!(after.merges, [area(&workbook, "A4:B8")]);
    assert!(after.notes.contains_key(&(6, 0)));
    assert!(after.evidence.contains_key(&(10, 2)));
    assert_eq!(after.hidden_rows, [2, 9].into());
    assert_eq!(after.hidden_columns, [4].into());
    assert_eq!(customs(&workbook), ["A2:A11 =A2>A1+$C$11"]);
    history.undo(&mut workbook).unwrap();
    history.undo(&mut workbook).unwrap();
    assert_eq!(overlay(&workbook), &before);
    history.redo(&mut workbook).unwrap();
    history.redo(&mut workbook).unwrap();
    assert_eq!(overlay(&workbook), &after);
}

#[test]
fn a_rule_that_loses_its_first_rows_means_the_same_for_the_others() {
    let mut workbook = book(&[]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    custom(&mut workbook, "B2:B9", "=B2>C2");
    Edit::DeleteRows { sheet, at: 0, count: 3 }.apply(&mut workbook).unwrap();
    assert_eq!(customs(&workbook), ["B1:B6 =B1>C1"]);
    // A rule given to some of its cells leaves the others theirs.
    custom(&mut workbook, "B1:B2", "=B1=1");
    assert_eq!(customs(&workbook), ["B3:B6 =B3>C3", "B1:B2 =B1=1"]);
    Edit::DeleteColumns { sheet, at: 2, count: 1 }.apply(&mut workbook).unwrap();
    assert_eq!(customs(&workbook), ["B3:B6 =B3>#REF!", "B1:B2 =B1=1"]);
}

#[test]
fn rules_follow_a_sheet_that_is_renamed_or_goes() {
    let mut workbook = book(&[]);
    let mut history = History::new();
    history.apply(&mut workbook, Edit::AddSheet { name: "Lists".into(), position: None }, None).unwrap();
    let rule = ValidationRule::List(ListSource::Formula("=Lists!$A$1:$A$3".into()));
    let validation = Some(Validation::new(Vec::new(), rule));
    let edit = Edit::SetValidation { area: area(&workbook, "A1:A9"), validation };
    history.apply(&mut workbook, edit, None).unwrap();
    let page = workbook.pages()[1].id.clone();
    history.apply(&mut workbook, Edit::RenameSheet { page: page.clone(), name: "My list".into() }, None).unwrap();
    assert_eq!(customs(&workbook), ["A1:A9 ='My list'!$A$1:$A$3"]);
    history.apply(&mut workbook, Edit::RemovePage(page), None).unwrap();
    assert_eq!(customs(&workbook), ["A1:A9 =#REF!"]);
    history.undo(&mut workbook).unwrap();
    history.undo(&mut workbook).unwrap();
    assert_eq!(customs(&workbook), ["A1:A9 =Lists!$A$1:$A$3"]);
}

#[test]
fn moved_cells_take_along_what_lies_over_them() {
    let mut workbook = book(&[("B2", "1")]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::Merge(area(&workbook, "B2:B3")).apply(&mut workbook).unwrap();
    let note = |text: &str| Some(Note { text: text.into(), author: None });
    Edit::SetNote { at: at(&workbook, "B2"), note: note("goes") }.apply(&mut workbook).unwrap();
    Edit::SetNote { at: at(&workbook, "E5"), note: note("is overwritten") }.apply(&mut workbook).unwrap();
    custom(&mut workbook, "B1:B4", "=B1>$A$1");
    let style = Style { fill: Some(ColorToken::Accent.into()), ..Style::default() };
    let rule = ConditionalRule::Highlight {
        when: Condition::Compare(Comparison::with(Operator::Equal, "=Sheet1!B2")),
        style,
        stop: false,
    };
    let format = ConditionalFormat { areas: vec![area(&workbook, "H1:H2")], rules: vec![rule] };
    Edit::SetConditionalFormats { sheet, formats: vec![format] }.apply(&mut workbook).unwrap();
    let refused = Edit::MoveCells { from: area(&workbook, "B1:B2"), to: at(&workbook, "E5") }.apply(&mut workbook);
    assert_eq!(refused.unwrap_err(), EditError::PartOfMerge);
    let before = file::write(&workbook);
    let from = area(&workbook, "B2:B3");
    let moved = Edit::MoveCells { from, to: at(&workbook, "E5") }.apply(&mut workbook).unwrap();
    let present = overlay(&workbook);
    assert_eq!(present.merges, [area(&workbook, "E5:E6")]);
    assert_eq!(present.notes.len(), 1);
    assert_eq!(present.notes[&(4, 4)].text, "goes");
    assert_eq!(customs(&workbook), ["B1,B4 =B1>$A$1", "E5:E6 =E5>$A$1"]);
    assert_eq!(present.conditional_formats[0].rules[0].operands(), ["=Sheet1!E5"]);
    moved.inverse.apply(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), before);
}

#[test]
fn a_merged_cell_takes_the_first_content() {
    let mut workbook = book(&[("B1", "=D1*2"), ("A2", "second"), ("D1", "4"), ("E1", "=B1+1")]);
    let merged = Edit::Merge(area(&workbook, "A1:B2")).apply(&mut workbook).unwrap();
    let shown = |workbook: &Workbook, place: &str| workbook.display_text(at(workbook, place), Language::English);
    assert_eq!(["A1", "B1", "A2", "E1"].map(|place| shown(&workbook, place)), ["8", "", "", "9"]);
    assert_eq!(workbook.input_text(at(&workbook, "E1")), "=A1+1");
    let part = Edit::Merge(area(&workbook, "B2:C3")).apply(&mut workbook);
    assert_eq!(part.unwrap_err(), EditError::PartOfMerge);
    Edit::Merge(area(&workbook, "A1:C3")).apply(&mut workbook).unwrap().inverse.apply(&mut workbook).unwrap();
    assert_eq!(overlay(&workbook).merge_at(1, 1), Some(area(&workbook, "A1:B2")));
    merged.inverse.apply(&mut workbook).unwrap();
    assert_eq!(["A1", "B1", "A2", "E1"].map(|place| shown(&workbook, place)), ["", "8", "second", "9"]);
    assert!(overlay(&workbook).merges.is_empty());
}

#[test]
fn merging_over_a_merged_cell_keeps_remarks() {
    let mut workbook = book(&[("C3", "x")]);
    Edit::Merge(area(&workbook, "A1:B2")).apply(&mut workbook).unwrap();
    let note = |text: &str| Some(Note { text: text.into(), author: None });
    Edit::SetNote { at: at(&workbook, "A1"), note: note("first") }.apply(&mut workbook).unwrap();
    Edit::SetNote { at: at(&workbook, "C3"), note: note("last") }.apply(&mut workbook).unwrap();
    let before = file::write(&workbook);
    let merged = Edit::Merge(area(&workbook, "A1:C3")).apply(&mut workbook).unwrap();
    assert_eq!(workbook.input_text(at(&workbook, "A1")), "x");
    let present = overlay(&workbook);
    assert_eq!(present.merges, [area(&workbook, "A1:C3")]);
    assert_eq!([&present.notes[&(0, 0)].text, &present.notes[&(2, 2)].text], ["first", "last"]);
    merged.inverse.apply(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), before);
}

#[test]
fn copied_cells_take_rules_and_merged_areas_along() {
    let mut workbook = book(&[("A2", "1"), ("A9", "kept")]);
    let mut history = History::new();
    history.apply(&mut workbook, Edit::AddSheet { name: "Plan".into(), position: None }, None).unwrap();
    custom(&mut workbook, "A2", "=A2>B1");
    custom(&mut workbook, "D5:D6", "=D5=1");
    Edit::Merge(area(&workbook, "B2:C2")).apply(&mut workbook).unwrap();
    let copy = |from: &str, to: &str, workbook: &Workbook| Edit::CopyCells {
        from: workbook.area(&format!("Sheet1!{from}")).unwrap(),
        to: workbook.area(to).unwrap(),
    };
    // Down, as a fill does: the rule holds for all of them, as one area.
    let edit = copy("A2", "Sheet1!A2:A6", &workbook);
    history.apply(&mut workbook, edit, None).unwrap();
    assert_eq!(customs(&workbook), ["A2:A6 =A2>B1", "D5:D6 =D5=1"]);
    // Over other rules: they give way.
    let edit = copy("A2:C2", "Sheet1!B5:D6", &workbook);
    history.apply(&mut workbook, edit, None).unwrap();
    assert_eq!(customs(&workbook), ["A2:A6,B5:B6 =A2>B1"]);
    let merges = ["B2:C2", "C5:D5", "C6:D6"].map(|text| area(&workbook, text));
    assert_eq!(overlay(&workbook).merges, merges);
    // To another sheet: a rule of its own, written for where it is now.
    let edit = copy("A2:C2", "Plan!C4:E4", &workbook);
    history.apply(&mut workbook, edit, None).unwrap();
    let plan = &workbook.sheet(workbook.sheet_id("Plan").unwrap()).unwrap().overlay;
    assert_eq!(plan.validations.len(), 1);
    assert_eq!(plan.validations[0].areas, [workbook.area("Plan!C4").unwrap()]);
    assert_eq!(plan.validations[0].rule.operands().collect::<Vec<_>>(), ["=C4>D3"]);
    assert_eq!(plan.merges, [workbook.area("Plan!D4:E4").unwrap()]);
    let part = copy("A9", "Sheet1!B2", &workbook).apply(&mut workbook);
    assert_eq!(part.unwrap_err(), EditError::PartOfMerge);
    let after = file::write(&workbook);
    while history.undo(&mut workbook).unwrap().is_some() {}
    assert_eq!(overlay(&workbook).merges, [area(&workbook, "B2:C2")]);
    while history.redo(&mut workbook).unwrap().is_some() {}
    assert_eq!(file::write(&workbook), after);
}

#[test]
fn a_filter_hides_rows_beside_those_a_person_hid() {
    let mut workbook = book(&[
        ("A1", "Stage"),
        ("B1", "Amount"),
        ("A2", "Won"),
        ("B2", "10"),
        ("A3", "Lost"),
        ("B3", "20"),
        ("A4", "won"),
        ("B4", "30"),
        ("B5", "40"),
    ]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::SetHiddenRows { sheet, rows: vec![3], hidden: true }.apply(&mut workbook).unwrap();
    let table = Filter::new(area(&workbook, "A1:B1048576"));
    let values = |blanks| Some(Criterion::Values { texts: ["WON".to_owned()].into(), blanks });
    let above = |text: &str| Some(Criterion::Conditions { texts: vec![text.to_owned()], all: true });
    let top = |count, bottom| Some(Criterion::Top { count, percent: false, bottom });
    for (filter, hidden) in [
        (table.clone(), vec![]),
        (table.clone().with(0, values(false)), vec![2, 4]),
        (table.clone().with(0, values(true)), vec![2]),
        (table.clone().with(0, values(true)).with(1, above(">10")), vec![1, 2]),
        (table.clone().with(1, top(2, false)), vec![1, 2]),
        (table.clone().with(1, top(1, true)), vec![2, 3, 4]),
    ] {
        Edit::SetFilter { sheet, filter: Some(filter.clone()) }.apply(&mut workbook).unwrap();
        let present = overlay(&workbook);
        assert_eq!(present.filter.as_ref().unwrap().hidden_rows, hidden.into_iter().collect(), "{filter:?}");
        assert!(present.is_row_hidden(3));
    }
    Edit::SetFilter { sheet, filter: None }.apply(&mut workbook).unwrap();
    assert_eq!(overlay(&workbook).all_hidden_rows(), [3].into());
    // Without its heads a table has no filter.
    Edit::SetFilter { sheet, filter: Some(table.with(1, above(">20"))) }.apply(&mut workbook).unwrap();
    Edit::DeleteColumns { sheet, at: 0, count: 1 }.apply(&mut workbook).unwrap();
    let moved = overlay(&workbook).filter.clone().unwrap();
    assert_eq!(
        (moved.area.a1().as_str(), moved.criteria.keys().copied().collect::<Vec<_>>()),
        ("A1:A1048576", vec![0])
    );
    Edit::DeleteRows { sheet, at: 0, count: 1 }.apply(&mut workbook).unwrap();
    assert_eq!(overlay(&workbook).filter, None);
}

#[test]
fn one_sheet_stays_visible() {
    let mut workbook = book(&[]);
    let first = workbook.pages()[0].id.clone();
    let hide = |page| Edit::SetSheetHidden { page, hidden: true };
    assert_eq!(hide(first.clone()).apply(&mut workbook).unwrap_err(), EditError::LastVisibleSheet);
    Edit::AddSheet { name: "Plan".into(), position: None }.apply(&mut workbook).unwrap();
    let second = workbook.pages()[1].id.clone();
    let hidden = hide(first).apply(&mut workbook).unwrap();
    assert_eq!(Edit::RemovePage(second.clone()).apply(&mut workbook).unwrap_err(), EditError::LastVisibleSheet);
    assert_eq!(hide(second).apply(&mut workbook).unwrap_err(), EditError::LastVisibleSheet);
    hidden.inverse.apply(&mut workbook).unwrap();
    assert!(!workbook.pages()[0].sheet().unwrap().hidden);
}

#[test]
fn a_duplicate_is_a_sheet_of_its_own() {
    let mut workbook = book(&[("A1", "2"), ("A2", "=A1*3"), ("A3", "=Sheet1!A1"), ("B1", "=SEQUENCE(2)")]);
    Edit::Merge(area(&workbook, "C1:D2")).apply(&mut workbook).unwrap();
    let before = file::write(&workbook);
    let page = workbook.pages()[0].id.clone();
    let copy = Edit::DuplicatePage { page: page.clone(), name: "Copy".into(), position: None };
    let applied = copy.apply(&mut workbook).unwrap();
    let change = CellEdit::typed(workbook.cell("Copy!A1").unwrap(), "5");
    let changed = Edit::SetCells(vec![change]).apply(&mut workbook).unwrap();
    let shown = |text: &str| workbook.display_text(workbook.cell(text).unwrap(), Language::English);
    assert_eq!(["Copy!A2", "Copy!A3", "Sheet1!A2", "Copy!B2"].map(shown), ["15", "2", "6", "2"]);
    let sheet = workbook.sheet_id("Copy").unwrap();
    assert_eq!(workbook.sheet(sheet).unwrap().overlay.merges[0].sheet, sheet);
    changed.inverse.apply(&mut workbook).unwrap();
    applied.inverse.apply(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), before);
    // What was undone leaves nothing behind for a new sheet of the same name.
    Edit::AddSheet { name: "Copy".into(), position: None }.apply(&mut workbook).unwrap();
    assert_eq!(workbook.display_text(workbook.cell("Copy!A2").unwrap(), Language::English), "");
    let taken = Edit::DuplicatePage { page, name: "copy".into(), position: None };
    assert_eq!(taken.apply(&mut workbook).unwrap_err(), EditError::SheetNameTaken("copy".into()));
}
