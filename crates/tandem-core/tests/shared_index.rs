//! Formulas over one range share an index once there are many. The first of them still look at every cell, so equal
//! formulas in one column must all agree, whatever the range holds and however it changes.

use proptest::prelude::*;
use tandem_core::cell::{CellAddress, SheetId};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::workbook::Workbook;

/// More formulas than look at every cell before an index is made.
const COPIES: u32 = 20;

/// Rows of the range, more than the fewest that are worth an index.
const ROWS: u32 = 90;

const FORMULAS: [&str; 39] = [
    "=COUNTIF(A$1:A$90,5)",
    "=COUNTIF(A$1:A$90,\">5\")",
    "=COUNTIF(A$1:A$90,\">=5\")",
    "=COUNTIF(A$1:A$90,\"<0.3333333333\")",
    "=COUNTIF(A$1:A$90,\"<=1\")",
    "=COUNTIF(A$1:A$90,\"<>5\")",
    "=COUNTIF(A$1:A$90,\"apple\")",
    "=COUNTIF(A$1:A$90,\">b\")",
    "=COUNTIF(A$1:A$90,\"a*\")",
    "=COUNTIF(A$1:A$90,\"\")",
    "=COUNTIF(A$1:A$90,\"=\")",
    "=COUNTIF(A$1:A$90,\"<>\")",
    "=COUNTIF(A$1:A$90,TRUE)",
    "=COUNTIF(A$1:A$90,1/3)",
    "=COUNTIF(A:A,\"<>apple\")",
    "=COUNTIF(A$1:B$90,5)",
    "=SUMIF(A$1:A$90,5,B$1:B$90)",
    "=SUMIF(A$1:A$90,\">7\",B$1:B$90)",
    "=SUMIF(A$1:A$90,\"apple\",B$1:B$90)",
    "=SUMIFS(B$1:B$90,A$1:A$90,5,B$1:B$90,\">2\")",
    "=COUNTIFS(A$1:A$90,\"pear\",B$1:B$90,\"<6\")",
    "=AVERAGEIF(A$1:A$90,\"5\",B$1:B$90)",
    "=MAXIFS(B$1:B$90,A$1:A$90,\"Apple\")",
    "=MATCH(5,A$1:A$90,0)",
    "=MATCH(\"APPLE\",A$1:A$90,0)",
    "=MATCH(1/3,A$1:A$90,0)",
    "=XMATCH(5,A$1:A$90,0,-1)",
    "=XMATCH(4.5,A$1:A$90,-1)",
    "=XMATCH(4.5,A$1:A$90,1,-1)",
    "=XLOOKUP(\"b\",A$1:A$90,B$1:B$90,\"none\",1)",
    "=VLOOKUP(5,A$1:B$90,2,FALSE)",
    "=RANK(5,A$1:A$90)",
    "=RANK.AVG(5,B$1:B$90,1)",
    "=RANK(5,C$1:C$90)",
    "=LARGE(A$1:A$90,3)",
    "=SMALL(B$1:B$90,33)",
    "=LARGE(C$1:C$90,1)",
    "=LARGE(D$1:D$90,40)",
    "=SMALL(D$1:D$90,91)",
];

const VALUES: [&str; 16] = [
    "5", "5", "7.25", "-3", "=1/3", "=1/3*3", "1", "apple", "Apple", "pear", "'5", "'0.5", "TRUE", "", "=\"\"", "#N/A",
];

fn at(row: u32, column: u32) -> CellAddress {
    CellAddress::new(SheetId(0), row, column)
}

fn typed(cells: impl IntoIterator<Item = (CellAddress, String)>) -> Edit {
    Edit::SetCells(cells.into_iter().map(|(at, text)| CellEdit::typed(at, text)).collect())
}

/// Every formula gives the same in each of its copies, and the same as in a workbook that has it once.
fn check(workbook: &Workbook, inputs: &[(CellAddress, String)]) -> Result<(), TestCaseError> {
    let mut alone = Workbook::new("alone");
    typed(inputs.iter().cloned()).apply(&mut alone).unwrap();
    for (column, formula) in (5..).zip(FORMULAS) {
        // A copy has no index, and a formula alone earns none.
        let mut alone = alone.clone();
        typed([(at(0, column), formula.to_owned())]).apply(&mut alone).unwrap();
        let expect = alone.value(at(0, column)).plain();
        for row in 0..COPIES {
            prop_assert_eq!(workbook.value(at(row, column)).plain(), &expect[..], "copy {} of {}", row, formula);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn many_formulas_find_what_one_finds(
        values in prop::collection::vec(0..VALUES.len(), ROWS as usize),
        edits in prop::collection::vec((0..ROWS, 0..VALUES.len()), 1..4),
    ) {
        let mut inputs: Vec<(CellAddress, String)> = Vec::new();
        for (row, value) in (0..).zip(values) {
            inputs.push((at(row, 0), VALUES[value].to_owned()));
            inputs.push((at(row, 1), (row % 9).to_string()));
            inputs.push((at(row, 2), if row == 40 { "=1/0".to_owned() } else { row.to_string() }));
            // Numbers that only guard digits make equal.
            inputs.push((at(row, 3), ["=1/3*3", "1", "2"][(row * row % 7 % 3) as usize].to_owned()));
        }
        let mut workbook = Workbook::new("many");
        typed(inputs.iter().cloned()).apply(&mut workbook).unwrap();
        let copies = (5..).zip(FORMULAS).flat_map(|(column, formula)| (0..COPIES).map(move |row| (at(row, column), formula.to_owned())));
        typed(copies).apply(&mut workbook).unwrap();
        check(&workbook, &inputs)?;
        for (row, value) in edits {
            let edit = (at(row, 0), VALUES[value].to_owned());
            typed([edit.clone()]).apply(&mut workbook).unwrap();
            inputs.push(edit);
            check(&workbook, &inputs)?;
        }
    }
}
