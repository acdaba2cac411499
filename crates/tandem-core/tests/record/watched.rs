//! What triggers look at, by the names that people know.

use tandem_core::edit::Edit;
use tandem_core::record::{WatchedName, watched};
use tandem_core::text::Localized;
use tandem_core::workbook::{RecordColumn, Workbook};

use super::fixture::{apply, cell, filled, page, row_of, type_in};

/// What the trigger of a line reads: place and name, and how many cells there are beyond.
fn looked_at(workbook: &Workbook, line: &str) -> (Vec<(String, WatchedName)>, u64) {
    let watch = watched(workbook, &page(), row_of(workbook, line) - 1).unwrap();
    let cells = watch.cells.into_iter().map(|cell| (workbook.reference(cell.at), cell.name));
    (cells.collect(), watch.more)
}

fn called(name: &str) -> WatchedName {
    WatchedName::Called(Localized::same(name))
}

const FLOOR: &str = "NPS below the floor";

#[test]
fn cells_are_called_by_the_words_before_them_by_a_name_or_by_their_place() {
    let mut workbook = filled();
    let first = ("Sheet1!B1".to_owned(), called("Partner NPS"));
    assert_eq!(looked_at(&workbook, FLOOR), (vec![first.clone(), ("Sheet1!B2".into(), called("Sheet1!B2"))], 0));
    apply(&mut workbook, Edit::DefineName { name: "floor".into(), target: "=Sheet1!$B$2".into() });
    assert_eq!(looked_at(&workbook, FLOOR).0, [first.clone(), ("Sheet1!B2".into(), called("floor"))]);
    // The words of a person come before a name.
    type_in(&mut workbook, &[("Sheet1!A2", "Lowest NPS"), ("Sheet1!C2", "=B2")]);
    assert_eq!(looked_at(&workbook, FLOOR).0, [first, ("Sheet1!B2".into(), called("Lowest NPS"))]);
}

#[test]
fn a_cell_further_along_its_row_is_called_by_its_heading_too() {
    let mut workbook = filled();
    let trigger = format!("Decision!G{}", row_of(&workbook, FLOOR));
    let table = [("Sheet1!E1", "Q2"), ("Sheet1!C4", "Aoba"), ("Sheet1!D4", "1"), ("Sheet1!E4", "2")];
    type_in(&mut workbook, &table);
    type_in(&mut workbook, &[(&trigger, "=AND(Sheet1!E4<1,Sheet1!E4>Sheet1!D4)")]);
    let expect = [("Sheet1!E4", "Aoba, Q2", "Aoba、Q2"), ("Sheet1!D4", "Aoba", "Aoba")];
    let name = |en: &str, ja: &str| WatchedName::Called(Localized { en: en.into(), ja: ja.into() });
    assert_eq!(looked_at(&workbook, FLOOR).0, expect.map(|(at, en, ja)| (at.to_owned(), name(en, ja))));
}

#[test]
fn figures_of_the_record_are_called_by_their_line_and_column() {
    let mut workbook = filled();
    let (nps, floor) = (row_of(&workbook, "Partner NPS"), row_of(&workbook, FLOOR));
    type_in(&mut workbook, &[(&format!("Decision!G{floor}"), &format!("=F{nps}<D{floor}"))]);
    let own = WatchedName::Own(None, RecordColumn::Baseline);
    let other = WatchedName::Own(Some(Localized::same("Partner NPS")), RecordColumn::Current);
    let expect = vec![(format!("Decision!F{nps}"), other), (format!("Decision!D{floor}"), own)];
    assert_eq!(looked_at(&workbook, FLOOR), (expect, 0));
}

#[test]
fn of_a_range_the_filled_cells_count_and_only_the_first_are_told() {
    let mut workbook = filled();
    let trigger = format!("Decision!G{}", row_of(&workbook, FLOOR));
    let places: Vec<String> = (1..=9).map(|row| format!("Sheet1!H{}", row * 100)).collect();
    type_in(&mut workbook, &places.iter().map(|at| (at.as_str(), "5")).collect::<Vec<_>>());
    type_in(&mut workbook, &[(&trigger, "=SUM(Sheet1!H:H,Sheet1!H100)<3")]);
    let (cells, more) = looked_at(&workbook, FLOOR);
    assert_eq!(cells.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(), &places[..6]);
    assert_eq!(more, 3);
    // A trigger without references looks at nothing.
    type_in(&mut workbook, &[(&trigger, "TRUE")]);
    assert_eq!(looked_at(&workbook, FLOOR), (Vec::new(), 0));
    let at = cell(&workbook, "Sheet1!B1");
    assert!(watched(&workbook, &"p1".into(), at.row).is_none(), "a page without a record");
}
