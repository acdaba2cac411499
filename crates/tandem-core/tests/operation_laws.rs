//! Laws of operations over random sheets: each is undone in one step, sorted rows are in order and none is lost, and doing a
//! thing twice changes nothing more.

use proptest::prelude::*;
use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::operation::{
    LookIn, Query, Scope, SeriesKind, SortKey, Split, fill_series, find_all, remove_duplicates, replace_all, sort,
    text_to_columns,
};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

const TEXTS: [&str; 20] = [
    "",
    "1",
    "2",
    "-1.5",
    "1e-20",
    "a",
    "A",
    "b",
    "x,y",
    "TRUE",
    "FALSE",
    "#N/A",
    "=1/0",
    "=ROW()",
    "=A1",
    "=$A$1&\"x\"",
    "2026-01-31",
    "Q4",
    "Item 9",
    "12%",
];

const KINDS: [SeriesKind; 7] = [
    SeriesKind::Automatic,
    SeriesKind::Copy,
    SeriesKind::Linear,
    SeriesKind::Days,
    SeriesKind::Weekdays,
    SeriesKind::Months,
    SeriesKind::Years,
];

fn book(cells: &[usize]) -> (Workbook, Area) {
    let mut workbook = Workbook::new("laws");
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let place = |index: usize| CellAddress::new(sheet, (index / 3) as u32, (index % 3) as u32);
    let cells: Vec<_> =
        cells.iter().enumerate().map(|(index, text)| CellEdit::typed(place(index), TEXTS[*text])).collect();
    let rows = cells.len().div_ceil(3) as u32;
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    (workbook, Area { sheet, top: 0, left: 0, bottom: rows - 1, right: 2 })
}

/// Applies an edit and checks that its inverse gives back what was there.
fn apply(workbook: &mut Workbook, edit: Edit) -> Result<(), TestCaseError> {
    let before = file::write(workbook);
    if let Ok(applied) = edit.apply(workbook) {
        let after = file::write(workbook);
        let undone = applied.inverse.apply(workbook).unwrap();
        prop_assert_eq!(file::write(workbook), before);
        undone.inverse.apply(workbook).unwrap();
        prop_assert_eq!(file::write(workbook), after);
    }
    Ok(())
}

/// What each row of an area shows, in order.
fn shown_rows(workbook: &Workbook, area: Area) -> Vec<Vec<String>> {
    let text = |row, column| workbook.display_text(CellAddress::new(area.sheet, row, column), Language::English);
    (area.top..=area.bottom).map(|row| (area.left..=area.right).map(|column| text(row, column)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operations_are_undone_in_one_step(
        cells in proptest::collection::vec(0..TEXTS.len(), 3..30),
        kind in 0usize..7,
        count in 1u32..9,
        needle in 0..TEXTS.len(),
    ) {
        let (mut workbook, area) = book(&cells);
        if let Ok(edit) = sort(&workbook, area, &[SortKey { column: 1, descending: kind % 2 == 1 }], kind > 3) {
            apply(&mut workbook, edit)?;
        }
        if let Ok(result) = remove_duplicates(&workbook, area, &[0, 2], kind > 3) {
            apply(&mut workbook, result.edit)?;
        }
        let separators = Split::Separators { separators: vec![',', ' '], merged: kind > 3, quote: Some('"') };
        if let Ok(result) = text_to_columns(&workbook, Area { right: 0, ..area }, &separators) {
            apply(&mut workbook, result.edit)?;
        }
        for target in [
            Area { bottom: area.bottom + count, ..area },
            Area { right: area.right + count, ..area },
            Area { top: area.bottom + 1, bottom: area.bottom + count, ..area },
        ] {
            if let Ok(edit) = fill_series(&workbook, area, target, KINDS[kind]) {
                apply(&mut workbook, edit)?;
            }
        }
        let query = Query {
            text: TEXTS[needle].into(),
            match_case: kind % 2 == 0,
            whole_cell: kind % 3 == 0,
            wildcards: kind > 2,
            look_in: LookIn::Formulas,
        };
        if let Ok(result) = replace_all(&workbook, &query, &Scope::Workbook, "2") {
            apply(&mut workbook, result.edit)?;
        }
    }

    #[test]
    fn sorting_loses_no_row_and_sorts_once(
        cells in proptest::collection::vec(0..13usize, 3..40),
        descending in any::<bool>(),
        column in 0u32..3,
    ) {
        // Only values: what a formula shows may depend on its row.
        let (mut workbook, area) = book(&cells);
        let keys = [SortKey { column, descending }];
        let Ok(edit) = sort(&workbook, area, &keys, false) else { return Ok(()) };
        let mut before = shown_rows(&workbook, area);
        edit.apply(&mut workbook).unwrap();
        let sorted = shown_rows(&workbook, area);
        let mut after = sorted.clone();
        before.sort();
        after.sort();
        prop_assert_eq!(before, after);
        // Numbers rise or fall among themselves, and blank cells come last.
        let key: Vec<&String> = sorted.iter().map(|row| &row[column as usize]).collect();
        let first_blank = key.iter().position(|text| text.is_empty()).unwrap_or(key.len());
        prop_assert!(key[first_blank..].iter().all(|text| text.is_empty()));
        let numbers: Vec<_> = key.iter().filter_map(|text| tandem_core::number::parse_number(text)).collect();
        let is_ordered = |pair: &[_]| if descending { pair[0] >= pair[1] } else { pair[0] <= pair[1] };
        prop_assert!(numbers.windows(2).all(is_ordered));
        let again = sort(&workbook, area, &keys, false).unwrap();
        again.apply(&mut workbook).unwrap();
        prop_assert_eq!(shown_rows(&workbook, area), sorted);
    }

    #[test]
    fn duplicates_are_gone_after_once_and_replaced_texts_are_not_found(
        cells in proptest::collection::vec(0..13usize, 3..40),
    ) {
        let (mut workbook, area) = book(&cells);
        let Ok(first) = remove_duplicates(&workbook, area, &[0, 1, 2], false) else { return Ok(()) };
        first.edit.apply(&mut workbook).unwrap();
        if let Ok(second) = remove_duplicates(&workbook, area, &[0, 1, 2], false) {
            prop_assert_eq!(second.removed, 0);
        }
        let query = Query {
            text: "1".into(),
            match_case: false,
            whole_cell: false,
            wildcards: false,
            look_in: LookIn::Formulas,
        };
        let result = replace_all(&workbook, &query, &Scope::Workbook, "7").unwrap();
        result.edit.apply(&mut workbook).unwrap();
        let left = find_all(&workbook, &query, &Scope::Workbook, Language::English).unwrap();
        prop_assert_eq!(left, vec![]);
    }
}
