//! Two copies of a workbook brought together: stories whose ends are told beforehand, and laws over random edits.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tandem_core::compare::{Difference, Kind, Merge, compare, joining, merge, merge_choosing};
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::file;
use tandem_core::workbook::{PageId, StyleChange, Workbook};

use super::compare::{after, book, config, copy, inputs, typed, with};
use super::workbook_laws::steps::step;

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
fn without_a_common_beginning_everything_that_differs_is_asked() {
    let mut mine = book(&[("Sheet1!A1", "1"), ("Sheet1!B1", "mine"), ("Sheet1!D1", "same")]);
    let mut theirs = book(&[("Sheet1!A1", "2"), ("Sheet1!C1", "theirs"), ("Sheet1!D1", "same")]);
    let named = |workbook: &mut Workbook, name: &str| {
        Edit::AddSheet { name: name.into(), position: None }.apply(workbook).unwrap();
        typed(workbook, &[(&format!("{name}!A1"), name)]);
    };
    named(&mut mine, "Here");
    named(&mut theirs, "There");
    // Of another origin, so that the second pages are not the same one under two names.
    let theirs = theirs.with_id("other");
    let found = merge(None, &mine, &theirs);
    assert_eq!((found.edits.len(), found.refused.len()), (0, 0));
    let told: Vec<_> = found
        .conflicts
        .iter()
        .map(|conflict| [&conflict.name, &conflict.mine, &conflict.theirs].map(|text| text.en.as_str()))
        .collect();
    let expected = [
        ["There", "not there", "there"],
        ["Here", "there", "not there"],
        ["Sheet1!A1", "1", "2"],
        ["Sheet1!B1", "mine", ""],
        ["Sheet1!C1", "", "theirs"],
    ];
    assert_eq!(told, expected);
    let cells = ["Sheet1!A1", "Sheet1!B1", "Sheet1!C1", "Sheet1!D1"];
    let merged = applied(&mine, &merge_choosing(None, &mine, &theirs, &BTreeSet::from([0, 2, 4])));
    assert_eq!(inputs(&merged, &cells), ["2", "mine", "theirs", "same"]);
    assert_eq!(inputs(&merged, &["Here!A1", "There!A1"]), ["Here", "There"]);
    let merged = applied(&mine, &merge_choosing(None, &mine, &theirs, &(0..5).collect()));
    assert!(compare(&merged, &theirs).is_empty(), "{:?}", compare(&merged, &theirs));
}

#[test]
fn before_a_merge_it_is_told_what_joins_from_either_side_and_what_the_asked_cells_show() {
    let base = book(&[("Sheet1!A1", "1"), ("Sheet1!A2", "2"), ("Sheet1!A3", "3"), ("Sheet1!A4", "=A1*10")]);
    let percent = StyleChange { format: Some(Some("0%".into())), ..StyleChange::default() };
    let mine = with(&base, &[("Sheet1!A1", "4"), ("Sheet1!A3", "=A2+1"), ("Sheet1!B9", "both")]);
    let mut theirs = with(&base, &[("Sheet1!A2", "5"), ("Sheet1!A3", "=A1/4"), ("Sheet1!B9", "both")]);
    let area = tandem_core::cell::Area::of(theirs.cell("Sheet1!A3").unwrap());
    Edit::SetStyle { area, change: percent }.apply(&mut theirs).unwrap();
    let found = joining(Some(&base), &mine, &theirs);
    let cells = |found: &Difference| {
        let told = found.cells.iter().map(|cell| (cell.at.a1(), cell.before.input.clone(), cell.after.input.clone()));
        told.collect::<Vec<_>>()
    };
    let changed =
        |place: &str, before: &str, after: &str| vec![(place.to_owned(), before.to_owned(), after.to_owned())];
    assert_eq!(cells(&found.from_mine), changed("A1", "1", "4"));
    assert_eq!(cells(&found.from_theirs), changed("A2", "2", "5"));
    // The format of the asked cell comes along without a question, and is told.
    assert_eq!(found.from_theirs.parts.iter().map(|part| part.kind).collect::<Vec<_>>(), [Kind::Style]);
    assert_eq!((found.count(), found.is_same()), (3, false));
    let [asked] = &found.merge.conflicts[..] else { panic!("{:?}", found.merge.conflicts) };
    assert_eq!((asked.mine.en.as_str(), asked.theirs.en.as_str()), ("=A2+1", "=A1/4"));
    let shown = [&asked.mine_shows, &asked.theirs_show].map(|text| text.as_ref().unwrap().en.clone());
    assert_eq!(shown, ["3", "25%"], "each as its own copy shows it");
    let same = joining(None, &mine, &copy(&mine));
    assert_eq!((same.count(), same.is_same()), (0, true));
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

proptest! {
    #![proptest_config(config(200))]

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
    fn without_a_common_beginning_the_choice_alone_decides(
        steps in proptest::collection::vec(step(), 1..12),
        own in proptest::collection::vec(step(), 1..8),
        other in proptest::collection::vec(step(), 1..8),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let (mine, theirs) = (after(&base, &own), after(&base, &other));
        let found = merge(None, &mine, &theirs);
        prop_assert!(found.edits.is_empty() && found.refused.is_empty(), "{:?}", found);
        let all = merge_choosing(None, &mine, &theirs, &(0..found.conflicts.len()).collect());
        let merged = applied(&mine, &all);
        if all.refused.is_empty() {
            let left = compare(&merged, &theirs.with_id("theirs"));
            prop_assert!(left.cells.is_empty(), "{:?}", left);
        }
    }

    #[test]
    fn what_is_asked_does_not_depend_on_what_is_chosen(
        steps in proptest::collection::vec(step(), 1..12),
        own in proptest::collection::vec(step(), 1..8),
        other in proptest::collection::vec(step(), 1..8),
        is_known in any::<bool>(),
        chosen in proptest::collection::btree_set(0usize..12, 0..6),
    ) {
        let base = after(&Workbook::new("law"), &steps);
        let (mine, theirs) = (after(&base, &own), after(&base, &other));
        let known = is_known.then_some(&base);
        let asked = |merge: Merge| -> Vec<_> {
            merge.conflicts.iter().map(|conflict| (conflict.kind, conflict.at)).collect()
        };
        let (first, then) = (asked(merge(known, &mine, &theirs)), asked(merge_choosing(known, &mine, &theirs, &chosen)));
        prop_assert_eq!(first, then);
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
            // A sheet may have been renamed by the merge, which its formulas say; and the format that was chosen says how a number
            // is typed.
            if !conflict.mine.en.starts_with('=') {
                prop_assert!(merged.content(at).is_same(&mine.content(at)), "{}", conflict.mine.en);
            }
        }
    }
}
