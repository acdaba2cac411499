//! What differs between two workbooks: stories whose ends are told beforehand, and laws over random edits.

use proptest::prelude::*;
use tandem_core::compare::{Counts, Kind, compare};
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::file;
use tandem_core::limits::MAX_TOLD_CHANGES;
use tandem_core::text::Localized;
use tandem_core::workbook::{Note, PageId, StyleChange, Workbook};

use super::workbook_laws::steps::{Step, edit, step};

/// Types into cells, each with its sheet.
pub fn typed(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let edits = cells.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

pub fn book(cells: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("plan");
    typed(&mut workbook, cells);
    workbook
}

/// A copy as another tab or a file holds it.
pub fn copy(workbook: &Workbook) -> Workbook {
    file::read(&file::write(workbook)).unwrap()
}

pub fn with(workbook: &Workbook, cells: &[(&str, &str)]) -> Workbook {
    let mut copy = copy(workbook);
    typed(&mut copy, cells);
    copy
}

pub fn inputs(workbook: &Workbook, cells: &[&str]) -> Vec<String> {
    cells.iter().map(|place| workbook.input_text(workbook.cell(place).unwrap())).collect()
}

#[test]
fn cells_that_came_went_and_changed_are_told_with_both_texts_and_values() {
    let before = book(&[("Sheet1!A1", "100"), ("Sheet1!A2", "20%"), ("Sheet1!B1", "=A1*2"), ("Sheet1!C1", "old")]);
    let after = with(&before, &[("Sheet1!A1", "150"), ("Sheet1!C1", ""), ("Sheet1!B2", "=B1+1"), ("Sheet1!A2", "20%")]);
    let found = compare(&before, &after);
    let told: Vec<_> = found
        .cells
        .iter()
        .map(|cell| {
            let (before, after) = (&cell.before, &cell.after);
            let texts = [&before.input, &before.value, &after.input, &after.value].map(String::as_str);
            (cell.at.a1(), texts)
        })
        .collect();
    let expected =
        [("A1", ["100", "100", "150", "150"]), ("C1", ["old", "old", "", ""]), ("B2", ["", "", "=B1+1", "301"])];
    assert_eq!(told, expected.map(|(place, texts)| (place.to_owned(), texts)));
    // B1 says the same formula and gives another value.
    let counts = Counts { added: 1, removed: 1, changed: 1, recomputed: 1, restyled: 0 };
    assert_eq!((found.counts, found.parts), (counts, vec![]));
}

#[test]
fn a_renamed_sheet_is_the_same_sheet_and_a_new_one_is_told_once() {
    let mut before = book(&[("Sheet1!A1", "1"), ("Sheet1!A2", "2")]);
    Edit::AddSheet { name: "Old".into(), position: None }.apply(&mut before).unwrap();
    let mut after = copy(&before);
    let page = after.pages()[0].id.clone();
    Edit::Batch(vec![
        Edit::RenameSheet { page, name: "Costs".into() },
        Edit::RemovePage(PageId::from("p2")),
        Edit::AddSheet { name: "New".into(), position: None },
    ])
    .apply(&mut after)
    .unwrap();
    // The new sheet has the identity that the old one had: it is told as that one with another name.
    let found = compare(&before, &after);
    let told: Vec<_> = found.parts.iter().map(|part| (part.kind, part.name.en.as_str())).collect();
    assert_eq!(told, [(Kind::Page, "Costs"), (Kind::Page, "New")]);
    assert_eq!(found.cells, []);
    let told = compare(&before, &after.with_id("another")).parts;
    let told: Vec<_> =
        told.iter().map(|part| (part.name.en.as_str(), part.before.is_some(), part.after.is_some())).collect();
    assert_eq!(told, [("Sheet1", true, false), ("Old", true, false), ("Costs", false, true), ("New", false, true)]);
}

#[test]
fn what_is_no_cell_is_told_with_its_kind() {
    let before = book(&[("Sheet1!A1", "1")]);
    let mut after = copy(&before);
    let at = after.cell("Sheet1!A1").unwrap();
    let note = Note { text: "list price".into(), author: None };
    Edit::Batch(vec![
        Edit::SetTitle(Localized::same("Plan 2027")),
        Edit::DefineName { name: "price".into(), target: "=Sheet1!$A$1".into() },
        Edit::SetNote { at, note: Some(note) },
        Edit::SetColumnWidth { sheet: at.sheet, column: 0, width_px: Some(200) },
        Edit::SetStyle {
            area: tandem_core::cell::Area::of(at),
            change: StyleChange { bold: Some(true), ..StyleChange::default() },
        },
    ])
    .apply(&mut after)
    .unwrap();
    let found = compare(&before, &after);
    let told: Vec<_> = found
        .parts
        .iter()
        .map(|part| {
            let text = |text: &Option<Localized>| text.as_ref().map(|text| text.en.clone());
            (part.kind, part.name.en.as_str(), text(&part.before), text(&part.after))
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        (Kind::Title, "", some("Untitled workbook"), some("Plan 2027")),
        (Kind::Name, "price", None, some("=Sheet1!$A$1")),
        (Kind::Style, "Sheet1", some(""), some("")),
        (Kind::Layout, "Sheet1", some(""), some("")),
        (Kind::Note, "Sheet1!A1", None, some("list price")),
    ];
    assert_eq!(told, expected);
    assert_eq!(found.counts, Counts { restyled: 1, ..Counts::default() });
}

/// A list with a number and a formula in each row, and what sums them up below.
fn list(rows: u32) -> Workbook {
    let mut cells = Vec::new();
    for row in 1..=rows {
        cells.extend([(format!("A{row}"), format!("Line {row}")), (format!("B{row}"), (row * 10).to_string())]);
        cells.push((format!("C{row}"), format!("=B{row}*2+$B$1")));
    }
    let total = rows + 1;
    cells.extend([(format!("A{total}"), "Total".to_owned()), (format!("C{total}"), format!("=SUM(C1:C{rows})"))]);
    let cells: Vec<(String, String)> = cells.into_iter().map(|(at, text)| (format!("Sheet1!{at}"), text)).collect();
    book(&cells.iter().map(|(at, text)| (&**at, &**text)).collect::<Vec<_>>())
}

fn insert(workbook: &mut Workbook, at: u32, count: u32) {
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::InsertRows { sheet, at, count }.apply(workbook).unwrap();
}

fn delete(workbook: &mut Workbook, at: u32, count: u32) {
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::DeleteRows { sheet, at, count }.apply(workbook).unwrap();
}

/// The rows that are told, with what is told of them, and the cells.
fn told_rows(before: &Workbook, after: &Workbook) -> (Vec<(String, Option<String>)>, Vec<String>) {
    let found = compare(before, after);
    let rows = found.parts.iter().filter(|part| part.kind == Kind::Rows);
    let text = |text: &Option<Localized>| text.as_ref().map(|text| text.en.clone());
    let rows = rows.map(|part| (part.name.en.clone(), text(&part.before))).collect();
    (rows, found.cells.iter().map(|cell| cell.at.a1()).collect())
}

#[test]
fn rows_that_came_or_went_are_told_as_rows_and_the_others_with_what_they_were() {
    let before = list(8);
    let mut after = copy(&before);
    delete(&mut after, 5, 1);
    insert(&mut after, 2, 2);
    typed(&mut after, &[("Sheet1!A3", "Travel"), ("Sheet1!B3", "7"), ("Sheet1!B9", "99")]);
    let (rows, cells) = told_rows(&before, &after);
    let gone = Some("Line 6, 60, =B6*2+$B$1".to_owned());
    assert_eq!(rows, [("Sheet1 3:4".to_owned(), None), ("Sheet1 6:6".to_owned(), gone)]);
    assert_eq!(cells, ["A3", "B3", "B9"]);
    let changed = compare(&before, &after).cells.pop().unwrap();
    assert_eq!((&*changed.before.input, &*changed.after.input), ("80", "99"));

    // The other way round the same rows come and go.
    let (rows, cells) = told_rows(&after, &before);
    let names: Vec<_> = rows.iter().map(|(name, gone)| (name.as_str(), gone.is_some())).collect();
    assert_eq!(
        (names, cells),
        (vec![("Sheet1 3:4", true), ("Sheet1 6:6", false)], vec!["A6".into(), "B6".into(), "C6".into(), "B8".into()])
    );
}

#[test]
fn what_is_filled_below_a_list_or_changed_in_it_is_told_cell_by_cell() {
    let before = list(4);
    let after =
        with(&before, &[("Sheet1!A7", "below"), ("Sheet1!A9", "further"), ("Sheet1!B2", "5"), ("Sheet1!A3", "")]);
    assert_eq!(told_rows(&before, &after), (vec![], ["B2", "A3", "A7", "A9"].map(String::from).to_vec()));
    // A list in another order is no matter of rows that came or went.
    let swapped = with(&before, &[("Sheet1!A2", "Line 3"), ("Sheet1!A3", "Line 2")]);
    assert_eq!(told_rows(&before, &swapped), (vec![], ["A2", "A3"].map(String::from).to_vec()));
}

#[test]
fn a_long_list_is_cut_and_every_cell_is_counted() {
    let before = Workbook::new("many");
    let mut after = copy(&before);
    let sheet = after.sheet_id("Sheet1").unwrap();
    let cells = (0..30_000u32).map(|row| tandem_core::cell::CellAddress::new(sheet, row, 0));
    Edit::SetCells(cells.map(|at| CellEdit::typed(at, "1")).collect()).apply(&mut after).unwrap();
    let found = compare(&before, &after);
    assert_eq!((found.cells.len(), found.counts.added), (MAX_TOLD_CHANGES, 30_000));
}

#[test]
fn an_earlier_version_comes_back_whole_and_undo_gives_back_what_was_there() {
    let earlier = book(&[("Sheet1!A1", "1"), ("Sheet1!A2", "=A1+1")]);
    let mut history = History::new();
    let mut workbook = copy(&earlier);
    let edits = |workbook: &Workbook| {
        let at = workbook.cell("Sheet1!A1").unwrap();
        Edit::Batch(vec![
            Edit::AddSheet { name: "More".into(), position: Some(0) },
            Edit::SetCells(vec![CellEdit::typed(at, "7")]),
        ])
    };
    let edit = edits(&workbook);
    history.apply(&mut workbook, edit, None).unwrap();
    let before = file::write(&workbook);
    let change = history.apply(&mut workbook, Edit::Replace(Box::new(copy(&earlier).with_id("x"))), None).unwrap();
    assert!(change.metadata_changed);
    assert_eq!(file::write(&workbook), file::write(&earlier));
    assert_eq!(inputs(&workbook, &["Sheet1!A1"]), ["1"]);
    history.undo(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), before);
    // Steps from before it can still be taken back, and done again.
    history.undo(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), file::write(&earlier));
    history.redo(&mut workbook).unwrap();
    history.redo(&mut workbook).unwrap();
    assert_eq!(file::write(&workbook), file::write(&earlier));
    assert_eq!(workbook.value_input_text(workbook.cell("Sheet1!A2").unwrap()), "2");
}

/// As many cases as the environment asks for, or else some.
pub fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

/// The workbook after some edits; those that are refused change nothing.
pub fn after(workbook: &Workbook, steps: &[Step]) -> Workbook {
    let mut workbook = copy(workbook);
    for step in steps {
        let _ = edit(&workbook, step).apply(&mut workbook);
    }
    workbook
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn nothing_differs_from_itself_nor_from_its_file(steps in proptest::collection::vec(step(), 1..24)) {
        let workbook = after(&Workbook::new("law"), &steps);
        let same = compare(&workbook, &workbook);
        prop_assert!(same.is_empty() && same.counts == Counts::default(), "{:?}", same);
        let same = compare(&workbook, &copy(&workbook));
        prop_assert!(same.is_empty(), "{:?}", same);
    }

    #[test]
    fn rows_put_into_a_list_or_taken_from_it_leave_the_others_as_they_were(
        places in proptest::collection::btree_set(1u32..30, 1..6),
        count in 1u32..4,
        comes in any::<bool>(),
    ) {
        let before = list(30);
        let mut after = copy(&before);
        // From below, so that the places hold; far enough from each other that runs stay apart.
        let places: Vec<u32> = places.into_iter().filter(|place| place % 5 == 0).collect();
        for place in places.iter().rev() {
            if comes { insert(&mut after, *place, count) } else { delete(&mut after, *place, count) }
        }
        let (rows, cells) = told_rows(&before, &after);
        prop_assert_eq!(cells, Vec::<String>::new());
        prop_assert_eq!(rows.len(), places.len());
        prop_assert!(rows.iter().all(|(_, gone)| gone.is_some() != comes));
        // Where something is typed into what came, that alone is told besides.
        if let (true, Some(first)) = (comes, places.first()) {
            typed(&mut after, &[(&format!("Sheet1!B{}", first + 1), "1")]);
            prop_assert_eq!(told_rows(&before, &after).1, vec![format!("B{}", first + 1)]);
        }
    }

    #[test]
    fn what_has_another_file_differs(
        steps in proptest::collection::vec(step(), 1..16),
        more in proptest::collection::vec(step(), 1..4),
    ) {
        let before = after(&Workbook::new("law"), &steps);
        let now = after(&before, &more);
        let is_told = !compare(&before, &now).is_empty();
        let files = (file::write(&before), file::write(&now));
        // Which scenario was applied last is no content, and the order in which names and scenarios stand isn't told.
        let is_told_apart = sorted(&files.0) != sorted(&files.1);
        prop_assert!(is_told || !is_told_apart, "{}\n{}", files.0, files.1);
        prop_assert!(!is_told || files.0 != files.1, "{:?}", compare(&before, &now));
    }

}

/// The lines of a file in the order of the alphabet, without the one that says which scenario was applied last.
fn sorted(file: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = file.lines().map(|line| line.trim_end_matches(',')).collect();
    lines.retain(|line| !line.contains("\"activeScenario\"") && !line.contains("\"active-scenario\""));
    lines.sort_unstable();
    lines
}
