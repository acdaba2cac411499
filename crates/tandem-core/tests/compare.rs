//! What differs between two workbooks, and two copies brought together: stories whose ends are told beforehand, and laws over
//! random edits.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tandem_core::compare::{Counts, Kind, Merge, compare, merge, merge_choosing};
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::file;
use tandem_core::limits::MAX_TOLD_CHANGES;
use tandem_core::text::Localized;
use tandem_core::workbook::{Note, PageId, StyleChange, Workbook};

use super::workbook_laws::steps::{Step, edit, step};

/// Types into cells, each with its sheet.
fn typed(workbook: &mut Workbook, cells: &[(&str, &str)]) {
    let edits = cells.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

fn book(cells: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("plan");
    typed(&mut workbook, cells);
    workbook
}

/// A copy as another tab or a file holds it.
fn copy(workbook: &Workbook) -> Workbook {
    file::read(&file::write(workbook)).unwrap()
}

fn with(workbook: &Workbook, cells: &[(&str, &str)]) -> Workbook {
    let mut copy = copy(workbook);
    typed(&mut copy, cells);
    copy
}

fn inputs(workbook: &Workbook, cells: &[&str]) -> Vec<String> {
    cells.iter().map(|place| workbook.input_text(workbook.cell(place).unwrap())).collect()
}

/// Applies a merge as one step and checks that undo takes it back as a whole.
fn applied(mine: &Workbook, merge: &Merge) -> Workbook {
    let (mut workbook, mut history) = (mine.clone(), History::new());
    history.apply(&mut workbook, merge.edit(), None).unwrap();
    assert_eq!(history.steps(), 1);
    let mut undone = workbook.clone();
    history.undo(&mut undone).unwrap();
    assert_eq!(file::write(&undone), file::write(mine));
    workbook
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
fn what_only_one_changed_is_taken_and_what_both_changed_is_asked() {
    let base = book(&[("Sheet1!A1", "1"), ("Sheet1!A2", "2"), ("Sheet1!A3", "3"), ("Sheet1!A4", "=SUM(A1:A3)")]);
    let mine = with(&base, &[("Sheet1!A1", "10"), ("Sheet1!A3", "30"), ("Sheet1!B1", "both")]);
    let theirs = with(&base, &[("Sheet1!A2", "20"), ("Sheet1!A3", "33"), ("Sheet1!B1", "both"), ("Sheet1!C1", "new")]);
    let cells = ["Sheet1!A1", "Sheet1!A2", "Sheet1!A3", "Sheet1!A4", "Sheet1!B1", "Sheet1!C1"];
    let found = merge(Some(&base), &mine, &theirs);
    let [conflict] = &found.conflicts[..] else { panic!("{:?}", found.conflicts) };
    assert_eq!((conflict.kind, conflict.name.en.as_str()), (Kind::Cell, "Sheet1!A3"));
    assert_eq!((conflict.mine.en.as_str(), conflict.theirs.en.as_str(), conflict.takes_theirs), ("30", "33", false));
    assert_eq!(found.cells, 2);
    let merged = applied(&mine, &found);
    assert_eq!(inputs(&merged, &cells), ["10", "20", "30", "=SUM(A1:A3)", "both", "new"]);
    let chosen = merge_choosing(Some(&base), &mine, &theirs, &BTreeSet::from([0]));
    assert!(chosen.conflicts[0].takes_theirs);
    let merged = applied(&mine, &chosen);
    assert_eq!(inputs(&merged, &cells), ["10", "20", "33", "=SUM(A1:A3)", "both", "new"]);
    assert_eq!(merged.value_input_text(merged.cell("Sheet1!A4").unwrap()), "63");
}

#[test]
fn without_a_common_beginning_what_only_one_has_is_kept_and_the_rest_is_asked() {
    let mine = book(&[("Sheet1!A1", "1"), ("Sheet1!B1", "mine")]);
    let theirs = book(&[("Sheet1!A1", "2"), ("Sheet1!C1", "theirs")]);
    let found = merge(None, &mine, &theirs);
    assert_eq!(found.conflicts.iter().map(|conflict| conflict.name.en.as_str()).collect::<Vec<_>>(), ["Sheet1!A1"]);
    let merged = applied(&mine, &found);
    assert_eq!(inputs(&merged, &["Sheet1!A1", "Sheet1!B1", "Sheet1!C1"]), ["1", "mine", "theirs"]);
}

#[test]
fn sheets_renamed_added_and_removed_elsewhere_come_along() {
    let mut base = book(&[("Sheet1!A1", "1"), ("Sheet1!A2", "=A1*2")]);
    Edit::AddSheet { name: "Notes".into(), position: None }.apply(&mut base).unwrap();
    Edit::AddSheet { name: "Sums".into(), position: None }.apply(&mut base).unwrap();
    typed(&mut base, &[("Sums!A1", "=Sheet1!A2+1"), ("Notes!A1", "to do")]);
    let mine = with(&base, &[("Sheet1!A1", "5"), ("Sums!A2", "=Sheet1!A1")]);
    let mut theirs = copy(&base);
    let (first, notes) = (theirs.pages()[0].id.clone(), theirs.pages()[1].id.clone());
    Edit::Batch(vec![
        Edit::RenameSheet { page: first, name: "Costs".into() },
        Edit::RemovePage(notes),
        Edit::AddSheet { name: "Plan".into(), position: Some(0) },
    ])
    .apply(&mut theirs)
    .unwrap();
    typed(&mut theirs, &[("Plan!B2", "=Costs!A1"), ("Sums!A3", "=Costs!A2")]);
    let found = merge(Some(&base), &mine, &theirs);
    assert_eq!((&found.conflicts[..], &found.refused[..]), (&[][..], &[][..]));
    let merged = applied(&mine, &found);
    let names: Vec<&str> = merged.pages().iter().map(|page| page.title.en.as_str()).collect();
    assert_eq!(names, ["Plan", "Costs", "Sums"]);
    let cells = ["Costs!A1", "Costs!A2", "Sums!A1", "Sums!A2", "Sums!A3", "Plan!B2"];
    assert_eq!(inputs(&merged, &cells), ["5", "=A1*2", "=Costs!A2+1", "=Costs!A1", "=Costs!A2", "=Costs!A1"]);
    assert_eq!(merged.value_input_text(merged.cell("Plan!B2").unwrap()), "5");
}

#[test]
fn a_page_that_one_removed_and_the_other_changed_is_asked_about() {
    let mut base = book(&[]);
    Edit::AddSheet { name: "Notes".into(), position: None }.apply(&mut base).unwrap();
    let changed = with(&base, &[("Notes!A1", "kept")]);
    let mut removed = copy(&base);
    Edit::RemovePage(PageId::from("p2")).apply(&mut removed).unwrap();
    let pages = |mine: &Workbook, theirs: &Workbook, chosen: &[usize]| {
        let found = merge_choosing(Some(&base), mine, theirs, &chosen.iter().copied().collect());
        assert_eq!(found.conflicts.iter().map(|conflict| conflict.kind).collect::<Vec<_>>(), [Kind::Page]);
        let merged = applied(mine, &found);
        (merged.pages().len(), merged.cell("Notes!A1").ok().map(|at| merged.input_text(at)))
    };
    let kept = || (2, Some("kept".to_owned()));
    assert_eq!(pages(&changed, &removed, &[]), kept());
    assert_eq!(pages(&changed, &removed, &[0]), (1, None));
    assert_eq!(pages(&removed, &changed, &[]), (1, None));
    assert_eq!(pages(&removed, &changed, &[0]), kept());
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
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

/// The workbook after some edits; those that are refused change nothing.
fn after(workbook: &Workbook, steps: &[Step]) -> Workbook {
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

    #[test]
    fn a_copy_that_did_not_change_brings_nothing(
        steps in proptest::collection::vec(step(), 1..16),
        more in proptest::collection::vec(step(), 1..8),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let mine = after(&base, &more);
        let found = merge(Some(&base), &mine, &copy(&base));
        prop_assert!(found.edits.is_empty() && found.conflicts.is_empty(), "{:?}", found);
    }

    #[test]
    fn a_copy_that_alone_changed_is_what_comes_out(
        steps in proptest::collection::vec(step(), 1..16),
        more in proptest::collection::vec(step(), 1..8),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let theirs = after(&base, &more);
        let mine = copy(&base);
        let found = merge(Some(&base), &mine, &theirs);
        prop_assert!(found.conflicts.is_empty(), "{:?}", found.conflicts);
        let merged = applied(&mine, &found);
        if found.refused.is_empty() {
            // Pages that were added have identities of their own, so that they are compared by their names.
            let left = compare(&merged, &theirs.with_id("theirs"));
            prop_assert!(left.cells.is_empty(), "{:?}", left);
        }
    }

    #[test]
    fn what_both_changed_apart_comes_together(
        steps in proptest::collection::vec(step(), 1..16),
        cells in proptest::collection::vec((0u32..9, 0u32..9, any::<bool>(), 0i32..99), 1..20),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let sheet = base.pages()[0].sheet().unwrap().id;
        let name = base.sheet_name(sheet).to_owned();
        // Rows of even numbers are changed here, the others there.
        let change = |parity: u32| {
            let mut changed = copy(&base);
            let sheet = changed.sheet_id(&name).unwrap();
            for (row, column, empties, number) in cells.iter().filter(|cell| cell.0 % 2 == parity) {
                let text = if *empties { String::new() } else { number.to_string() };
                let at = tandem_core::cell::CellAddress::new(sheet, *row, *column);
                Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(&mut changed).unwrap();
            }
            changed
        };
        let (mine, theirs) = (change(0), change(1));
        let found = merge(Some(&base), &mine, &theirs);
        prop_assert!(found.conflicts.is_empty() && found.refused.is_empty(), "{:?}", found);
        let merged = applied(&mine, &found);
        for row in 0..9 {
            let wanted = if row % 2 == 0 { &mine } else { &theirs };
            for column in 0..9 {
                let input = |workbook: &Workbook| {
                    let sheet = workbook.sheet_id(&name).unwrap();
                    workbook.input_text(tandem_core::cell::CellAddress::new(sheet, row, column))
                };
                prop_assert_eq!(input(&merged), input(wanted), "row {} column {}", row, column);
            }
        }
    }

    #[test]
    fn any_merge_is_one_step_and_keeps_what_it_asks_about(
        steps in proptest::collection::vec(step(), 1..12),
        own in proptest::collection::vec(step(), 1..8),
        other in proptest::collection::vec(step(), 1..8),
        is_known in any::<bool>(),
        chosen in proptest::collection::btree_set(0usize..12, 0..6),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let (mine, theirs) = (after(&base, &own), after(&base, &other));
        let known = is_known.then_some(&base);
        let asked = merge(known, &mine, &theirs);
        applied(&mine, &asked);
        let found = merge_choosing(known, &mine, &theirs, &chosen);
        let merged = applied(&mine, &found);
        let is_whole = found.refused.is_empty();
        for conflict in found.conflicts.iter().filter(|conflict| is_whole && conflict.kind == Kind::Cell && !conflict.takes_theirs) {
            let at = conflict.at.unwrap();
            // A sheet may have been renamed by the merge, which its formulas say.
            if !conflict.mine.en.starts_with('=') {
                prop_assert_eq!(&merged.input_text(at), &conflict.mine.en);
            }
        }
    }
}

/// The lines of a file in the order of the alphabet, without the one that says which scenario was applied last.
fn sorted(file: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = file.lines().map(|line| line.trim_end_matches(',')).collect();
    lines.retain(|line| !line.contains("\"activeScenario\"") && !line.contains("\"active-scenario\""));
    lines.sort_unstable();
    lines
}
