//! Whatever a file holds, reading its cells from their bytes comes to what serde alone comes to: the same workbook, or the same
//! refusal at the same place.

use proptest::prelude::*;

use super::super::making::write;
use super::super::read::{read, read_parts, read_slowly};
use super::Taking;

const SAMPLE: &str = include_str!("../../../../tests/data/v1-sample.tandem.json");

/// Ways to write entries of cells, right and wrong, usual and not.
const ENTRIES: [&str; 52] = [
    r#""A1": {"number":"12.50"}"#,
    r#""A1": {"number":"-7"}"#,
    r#""B2": {"number":"0"}"#,
    r#""B2": {"number":"-0.00"}"#,
    r#""B3": {"number":"123456789012345678901234567.89"}"#,
    r#""B3": {"number":"99999999999999999999999999999999999999"}"#,
    r#""B3": {"number":"1e5"}"#,
    r#""B3": {"number":""}"#,
    r#""B3": {"number":12}"#,
    r#""B3": {"number":null}"#,
    r#""C1": {"number":"1","number":"2"}"#,
    r#""C1": {"number":"1","text":"2"}"#,
    r#""C1": {"number":"1","style":1}"#,
    r#""C1": {"style":1,"number":"1"}"#,
    r#""C1": {"style":2}"#,
    r#""C1": {"style":0}"#,
    r#""C1": {"style":01}"#,
    r#""C1": {"style":70000}"#,
    r#""C1": {"style":-1}"#,
    r#""C1": {"style":1.0}"#,
    r#""C1": {"style":999}"#,
    r#""C1": {"style":"1"}"#,
    r#""C1": {}"#,
    r#""C1":{"text":"plain"}"#,
    r#""C1" : { "text" : "with space" }"#,
    r#""D1": {"text":"価格 😀"}"#,
    r#""D1": {"text":"a \"quoted\" \\ word\nand line"}"#,
    r#""D1": {"text":"\u58f2\ud83d\ude00"}"#,
    r#""D1": {"text":"\ud83d"}"#,
    "\"D1\": {\"text\":\"tab\there\"}",
    r#""D1": {"text":"\q"}"#,
    r#""D1": {"text":"","style":1}"#,
    r#""D2": {"formula":"=A1*2"}"#,
    r#""D2": {"formula":"=\"x\"&A1"}"#,
    r#""D2": {"formula":"=A1*("}"#,
    r#""D2": {"formula":"=SUM(A:A)","style":1}"#,
    r#""D3": {"bool":true}"#,
    r#""D3": {"bool":false,"style":1}"#,
    r#""D3": {"bool":1}"#,
    r##""D3": {"error":"#N/A"}"##,
    r##""D3": {"error":"#NO"}"##,
    r#""D3": {"other":1}"#,
    r#""D3": []"#,
    r#""D3": null"#,
    r#""d4": {"number":"4"}"#,
    r#""$E$4": {"number":"5"}"#,
    r#""E04": {"number":"6"}"#,
    r#""XFE1": {"number":"7"}"#,
    r#""A1048577": {"number":"8"}"#,
    r#""A0": {"number":"9"}"#,
    r#""\u0046\u0031": {"number":"10"}"#,
    r#""": {"number":"11"}"#,
];

/// What stands between the parts of a text, right and wrong.
const PIECES: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    " ",
    "\n",
    "\r\n",
    "\t",
    "0",
    "-",
    "null",
    "true",
    "{}",
    "\"A1\"",
    "\"cells\"",
    "\"cells\": {}",
    "\"pages\": []",
    "\"pages\"",
    "\"c\\u0065lls\"",
    ",,",
    "\u{1}",
    "価",
    "\\u0041",
    "\\\"",
    "\"style\":1",
    "1e9",
];

/// The outcome of all ways to read a text, of which one takes it in parts that end anywhere.
fn check(text: &str, part_bytes: usize) {
    let told = |result: Result<_, _>| result.map(|(workbook, mended)| (write(&workbook), mended));
    let expected = told(read_slowly(text));
    assert_eq!(told(read(text)), expected, "{text}");
    let in_parts = in_parts(text, part_bytes).and_then(read_parts).map(|workbook| (write(&workbook), Vec::new()));
    assert!(in_parts.is_none() || in_parts == expected.ok(), "{text}");
}

fn in_parts(text: &str, part_bytes: usize) -> Option<Taking> {
    let mut taking = Taking::default();
    let mut left = 0;
    for (at, _) in text.char_indices().step_by(part_bytes.max(1)).chain([(text.len(), ' ')]) {
        left += taking.take(text.get(left..at).unwrap()).ok()?;
    }
    Some(taking)
}

fn with_cells(cells: &str) -> String {
    let (before, after) = SAMPLE.split_once("\"cells\": {").unwrap();
    let (_, after) = after.split_once("\n  }").unwrap();
    format!("{before}\"cells\": {{{cells}\n  }}{after}")
}

#[test]
fn what_this_program_writes_is_read_from_its_bytes() {
    let written = with_cells(r#""A1": {"number":"1"},"C9": {"text":"last","style":1}"#);
    for text in [SAMPLE.to_owned(), SAMPLE.replace('\n', "\r\n"), with_cells("")] {
        for part_bytes in [1, 2, 7, 100, text.len()] {
            let taking = in_parts(&text, part_bytes).unwrap();
            assert!(!taking.rest().contains("\"number\":\"120000\""), "the cells are read and not left to serde");
            assert_eq!(write(&read_parts(taking).unwrap()), write(&read_slowly(&text).unwrap().0));
        }
    }
    let document = in_parts(&written, 10).and_then(Taking::finish).unwrap();
    let (stored, waiting) = document.pages.into_iter().next().unwrap().cells.finish();
    assert_eq!((stored.value(0, 0).plain().as_str(), stored.value(8, 2).plain().as_str()), ("1", "last"));
    assert_eq!(waiting.len(), 1);
}

#[test]
fn every_way_to_write_a_cell_is_read_as_serde_reads_it() {
    for entry in ENTRIES {
        check(&with_cells(entry), 5);
        for other in ENTRIES {
            check(&with_cells(&format!("\n   {entry},\n   {other}")), 11);
        }
    }
    let long = "x".repeat(crate::limits::MAX_TEXT_CHARS);
    let wide = "価".repeat(crate::limits::MAX_TEXT_CHARS);
    for text in [long.clone(), format!("{long}x"), wide.clone(), format!("{wide}価")] {
        check(&with_cells(&format!(r#""A1": {{"text":"{text}"}}"#)), 4096);
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused_as_by_serde() {
    for (at, _) in SAMPLE.char_indices() {
        check(SAMPLE.get(..at).unwrap(), 97);
    }
}

proptest! {
    #[test]
    fn a_garbled_file_comes_to_what_serde_comes_to(
        entries in proptest::collection::vec((0..ENTRIES.len(), 0..5usize), 0..8),
        part_bytes in 1..400usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..4usize, 0..PIECES.len(), 0..12usize), 0..4),
    ) {
        let separators = [",", ",\n   ", " , ", ",\r\n", "\n,\t"];
        let mut cells = String::new();
        for (entry, separator) in entries {
            if !cells.is_empty() {
                cells.push_str(separators[separator]);
            }
            cells.push_str(ENTRIES[entry]);
        }
        let mut text = if cells.is_empty() { SAMPLE.to_owned() } else { with_cells(&cells) };
        for (place, kind, piece, length) in changes {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if places.is_empty() {
                break;
            }
            let from = place.index(places.len());
            let until = places.get(from + length).copied().unwrap_or(text.len());
            let from = places[from];
            match kind {
                0 => text.insert_str(from, PIECES[piece]),
                1 => text.replace_range(from..until, PIECES[piece]),
                2 => text.replace_range(from..until, ""),
                _ => {
                    let copy = text.get(from..until).unwrap().to_owned();
                    text.insert_str(from, &copy);
                }
            }
        }
        check(&text, part_bytes);
    }
}
