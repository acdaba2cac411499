//! A workbook of calls of functions that only Tandem has, over cells in which nothing, a text, an error and everything else stands.

use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::workbook::Workbook;

/// Amounts and scores in column A of the sheet Sheet1: below everything, at limits, between them, and what is no number.
const AMOUNTS: &[&str] = &[
    "-1", "0", "49.999", "50", "70", "85", "120.5", "1000", "", "=\"\"", "'  ", "word", "#N/A", "TRUE", "=0.1+0.2",
    "=0.1*700",
];

/// Columns of limits and what stands beside them, from column C on, rows 1 to 5.
const TABLES: &[(&[&str], &[&str])] = &[
    (&["0", "50", "70", "85", ""], &["Registered", "Silver", "Gold", "Platinum", ""]),
    (&["0", "50", "70", "85", ""], &["0.05", "0.06", "", "0.07", "=\"\""]),
    (&["0.3", "", "70", "", "90"], &["0.05", "0.99", "0.06", "none", "0.07"]),
    (&["", "", "50", "70", ""], &["0.9", "0.8", "0.01", "0.02", "0.7"]),
    (&["-50", "0", "10", "70", "100"], &["0.2", "#DIV/0!", "0.1", "TRUE", "word"]),
    (&["0", "50", "40", "85", "90"], &["1", "2", "3", "4", "5"]),
    (&["0", "50", "", "40", ""], &["1", "2", "3", "4", "5"]),
    (&["0", "50", "50", "", ""], &["1", "2", "3", "4", "5"]),
    (&["", "", "", "", ""], &["1", "2", "3", "4", "5"]),
    (&["0", "word", "70", "", ""], &["1", "2", "3", "4", "5"]),
    (&["0", "#N/A", "70", "", ""], &["1", "2", "3", "4", "5"]),
];

/// Scores and weights, a column each, rows 21 to 24 from column C on.
const SCORES: &[&[&str]] = &[
    &["80", "60", "40", "20"],
    &["80", "", "n/a", "=\"\""],
    &["", "", "", ""],
    &["80", "TRUE", "'50", "-10"],
    &["80", "#N/A", "40", ""],
];
const WEIGHTS: &[&[&str]] = &[
    &["3", "1", "2", "4"],
    &["0.1", "", "0.2", "0.7"],
    &["0", "1", "1", "1"],
    &["0", "0", "0", "0"],
    &["1", "2", "-1", "2"],
    &["1", "word", "1", "1"],
    &["1", "TRUE", "1", "1"],
    &["1", "1", "1", "#DIV/0!"],
];

/// Flows, a row each in columns C to H from row 31 on.
const FLOWS: &[&[&str]] = &[
    &["-100", "50", "100", "10", "", ""],
    &["-100", "150", "-80", "60", "", ""],
    &["-100", "150", "-80", "60", "-500", ""],
    &["-10", "2", "2", "2", "2", ""],
    &["=-1/3", "=1/15", "=1/15", "=1/15", "=1/15", "=1/15"],
    &["10", "20", "", "", "", "5"],
    &["10", "-20", "", "30", "", "-1"],
    &["", "", "-10", "", "", "40"],
    &["-100", "=\"\"", "110", "0", "0", "0"],
    &["-50", "50", "0", "-20", "10", "10"],
    &["-100", "word", "200", "", "", ""],
    &["-100", "#N/A", "200", "", "", ""],
    &["", "", "", "", "", ""],
];

fn letter(column: usize) -> String {
    tandem_core::cell::column_name(u32::try_from(column).unwrap())
}

/// The calls.
pub fn calls() -> Vec<String> {
    let mut calls = Vec::new();
    for row in 1..=AMOUNTS.len() {
        for table in 0..TABLES.len() {
            let (from, value) = (letter(2 + 2 * table), letter(3 + 2 * table));
            for name in ["TIERAT", "TIERED"] {
                calls.push(format!("{name}(A{row},${from}$1:${from}$5,${value}$1:${value}$5)"));
            }
        }
        calls.push(format!("TIERAT(A{row},Sheet2!$A$1:$D$1,Sheet2!A2:D2)"));
        calls.push(format!("TIERED(A{row}*2,Sheet2!A$1:D$1,Sheet2!A2:D2)"));
        calls.push(format!("TIERED(A{row},C2,F2)&TIERAT(A{row},C2,F2)"));
        calls.push(format!("TIERED(60,CHOOSE(A{row},C1:C5,E1:E5,G1:G5),CHOOSE(A{row},F1:F5,F1:F5,H1:H5))"));
        calls.push(format!("TIERAT(A{row},CHOOSE(B1,C1:C5,E1:E5),CHOOSE(B1,D1:D5,F1:F5))"));
        for rest in
            ["0,200", "100,20", "0,100,1.1", "B1,B2,B3", "B1,B2,B4", "B1,B1", "B5,50", "B1,B6,B3", "0,B7", "0,100,"]
        {
            calls.push(format!("SCORE(A{row},{rest})"));
        }
        for rest in ["50,70", "70,50", "B1,B2", "B5,MAX(B5,B2)", "B6,B2", "B1,B7"] {
            calls.push(format!("HEALTH(A{row},{rest})"));
        }
        calls.push(format!("1+SCORE(TIERED(A{row},E1:E5,F1:F5),0,WEIGHTED(C21:C24,H21:H24))"));
    }
    for scores in 0..SCORES.len() {
        for weights in 0..WEIGHTS.len() {
            let (scores, weights) = (letter(2 + scores), letter(2 + SCORES.len() + weights));
            for name in ["WEIGHTED", "COVERAGE"] {
                calls.push(format!("{name}({scores}$21:{scores}$24,${weights}$21:${weights}$24)"));
            }
        }
    }
    for row in (31..).take(FLOWS.len()) {
        for rest in ["", ",0,2", ",0.1", ",0.1,2", ",B3", ",B4,1", ",,2"] {
            calls.push(format!("PAYBACK(C{row}:H{row}{rest})"));
        }
    }
    for scores in ["A1:A9", "A1:A14", "A2:A11", "A15:A16", "C31:H31", "C36:H38", "C42:H42", "A9:A10"] {
        for rest in ["0,120", "B1,B3*100", "-100,150", "B2,B2", "B5,B2", "100,0", "0,B6", "B7,1", "0,0.8"] {
            calls.push(format!("SPARK({scores},{rest})"));
        }
    }
    for weights in (0..WEIGHTS.len()).map(|weights| letter(2 + SCORES.len() + weights)) {
        for (total, rest) in [
            ("100", ""),
            ("-100.01", ""),
            ("1000", ",0"),
            ("0.05", ",B3+1"),
            ("12340", ",-1"),
            ("0.001", ""),
            ("A3", ",B4"),
        ] {
            let shares = format!("ALLOCATE({total},{weights}$21:{weights}$24{rest})");
            calls.push(format!("SUM({shares}*{{1;100;10000;1000000}})"));
        }
    }
    for total in ["100", "-0.07", "0.05", "99.99", "B1", "B5", "B6", "B7", "0.3"] {
        calls.push(format!("SUM(ALLOCATE({total},{{1,1,1}})*{{1,100,10000}})"));
        calls.push(format!("SUM(ALLOCATE({total},IF(ROW(A1:A6)-ROW(A1)<B3+2,IF(A2:A7>0,A2:A7,0),0))*ROW(A1:A6)*1000)"));
    }
    calls.extend(["PAYBACK(A3:A8)".to_owned(), "PAYBACK(Sheet2!A4:A7,B3,2)*2".to_owned()]);
    calls
}

/// The workbook, with the calls in column A of the sheet Calls.
pub fn workbook() -> Workbook {
    let mut workbook = Workbook::new("w");
    for name in ["Sheet2", "Calls"] {
        Edit::AddSheet { name: name.to_owned(), position: None }.apply(&mut workbook).unwrap();
    }
    let mut inputs: Vec<(String, &str)> = Vec::new();
    for (row, amount) in (1..).zip(AMOUNTS) {
        inputs.push((format!("Sheet1!A{row}"), amount));
    }
    for (row, bound) in (1..).zip(["0", "80", "1.2", "-1", "", "word", "#N/A"]) {
        inputs.push((format!("Sheet1!B{row}"), bound));
    }
    let lines = TABLES.iter().flat_map(|(from, values)| [*from, *values]);
    for (column, cells) in lines.enumerate() {
        inputs.extend((1..).zip(cells).map(|(row, text)| (format!("Sheet1!{}{row}", letter(2 + column)), *text)));
    }
    for (column, cells) in SCORES.iter().chain(WEIGHTS).enumerate() {
        inputs.extend((21..).zip(*cells).map(|(row, text)| (format!("Sheet1!{}{row}", letter(2 + column)), *text)));
    }
    for (row, cells) in (31..).zip(FLOWS) {
        inputs.extend(
            cells.iter().enumerate().map(|(column, text)| (format!("Sheet1!{}{row}", letter(2 + column)), *text)),
        );
    }
    for (at, text) in
        [("A1", "0"), ("B1", "50"), ("C1", ""), ("D1", "100"), ("A2", "0.1"), ("B2", "0.2"), ("D2", "0.4")]
    {
        inputs.push((format!("Sheet2!{at}"), text));
    }
    for (row, flow) in (4..).zip(["-100", "60", "", "60"]) {
        inputs.push((format!("Sheet2!A{row}"), flow));
    }
    let mut edits: Vec<CellEdit> = inputs
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), *text))
        .collect();
    let sheet = workbook.sheet_id("Calls").unwrap();
    for (row, call) in (0u32..).zip(calls()) {
        let call = on_first_sheet(&call);
        edits.push(CellEdit::typed(CellAddress::new(sheet, row, 0), format!("={call}")));
    }
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    workbook
}

/// The call with the name of the sheet before every reference that has none.
fn on_first_sheet(call: &str) -> String {
    let mut written = String::new();
    let mut before = ' ';
    let is_reference = |rest: &str| {
        let rest = rest.trim_start_matches('$');
        let letters = rest.chars().take_while(char::is_ascii_uppercase).count();
        (1..=2).contains(&letters)
            && rest[letters..].trim_start_matches('$').starts_with(|next: char| next.is_ascii_digit())
    };
    for (place, letter) in call.char_indices() {
        let begins = matches!(before, '(' | ',' | '+' | '&');
        if begins && is_reference(&call[place..]) {
            written.push_str("Sheet1!");
        }
        written.push(letter);
        before = letter;
    }
    written
}
