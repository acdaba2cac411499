//! A published file keeps opening, and what can't be opened says why.

use super::*;
use crate::cell::CellAddress;
use crate::edit::{CellEdit, Edit};
use crate::text::Language;

const SAMPLE: &str = include_str!("../../tests/data/v1-sample.tandem.json");

#[test]
fn the_sample_of_version_1_opens_and_is_written_as_it_was() {
    let workbook = read(SAMPLE).unwrap();
    assert_eq!(write(&workbook), SAMPLE);
    let shown = |at: &str| workbook.value(workbook.cell(at).unwrap()).plain();
    assert_eq!(shown("Inputs!B3"), "105000");
    assert_eq!(shown("'Q1 plan'!A1"), "315000");
    assert_eq!(shown("Inputs!B7"), "2");
    let outcome = workbook.outcome("net").unwrap();
    assert_eq!(workbook.reference(outcome.shown_cell()), "'Q1 plan'!A1");
    assert_eq!(workbook.horizon_text(outcome, Language::English), "for 1 units");
    assert_eq!(workbook.display_text(workbook.cell("Inputs!A1").unwrap(), Language::Japanese), "価格");
    assert_eq!(workbook.parties()[0].color.unwrap().hex(), "#0a5fd1");
    assert!(workbook.sheet(workbook.sheet_id("Inputs").unwrap()).unwrap().internal_rows.contains(&5));
    assert_eq!(workbook.style(workbook.cell("Inputs!C9").unwrap()).format.as_deref(), Some("#,##0"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    assert_eq!(write(&read(&text).unwrap()), SAMPLE);
}

/// A file that comes in parts of so many bytes.
fn in_parts(bytes: &[u8], part_bytes: usize) -> Option<Workbook> {
    let mut parts = Parts::default();
    for part in bytes.chunks(part_bytes) {
        parts.room(part.len() + 1)[..part.len()].copy_from_slice(part);
        if !parts.take(part.len()) {
            return None;
        }
    }
    parts.finish()
}

#[test]
fn a_file_made_in_parts_is_the_file_made_at_once() {
    let mut workbook = read(SAMPLE).unwrap();
    // Cells with nothing but a style stand before, between and far behind those that hold something.
    let bold = |workbook: &mut Workbook, at: &str| {
        let CellAddress { sheet, row, column } = workbook.cell(at).unwrap();
        let area = crate::cell::Area { sheet, top: row, left: column, bottom: row, right: column };
        let change = crate::workbook::StyleChange { bold: Some(true), ..Default::default() };
        Edit::SetStyle { area, change }.apply(workbook).unwrap();
    };
    for at in ["Inputs!F1", "Inputs!F4", "Inputs!A900", "'Q1 plan'!C2"] {
        bold(&mut workbook, at);
    }
    let whole = write(&workbook);
    for rows in [1, 2, 7, 899, 2_000, u32::MAX] {
        let (mut making, mut pages, mut parts) = (Making::default(), String::new(), 1);
        while making.go_on(&workbook, rows, &mut pages) {
            parts += 1;
        }
        let [before, after] = making.ends(&workbook);
        assert_eq!(before + &pages + &after, whole, "{rows} rows at a time");
        assert!(parts >= workbook.pages().len(), "{rows} rows at a time");
        assert!(rows > 1 || parts > workbook.pages().len() + 5, "{parts} parts of a row each");
    }
}

#[test]
fn a_file_in_parts_is_read_as_the_whole_or_not_at_all() {
    let text = SAMPLE.replacen("\"text\":\"", "\"text\":\"価格😀", 1);
    let written = write(&read(&text).unwrap());
    for part_bytes in [1, 2, 3, 10, 1000, text.len()] {
        assert_eq!(in_parts(text.as_bytes(), part_bytes).map(|workbook| write(&workbook)), Some(written.clone()));
        let marked = in_parts(format!("\u{feff}{text}").as_bytes(), part_bytes.max(3));
        assert_eq!(marked.map(|workbook| write(&workbook)), Some(written.clone()));
        for wrong in [
            text.replacen("tandem-workbook", "other", 1),
            text.replacen("\"version\": 1", "\"version\": 2", 1),
            text.replacen("\"style\":3", "\"style\":9", 1),
            text.replacen("\"number\":\"120000\"", "\"number\":120000", 1),
            text.replacen("\n  }\n }", "\n  }\n ", 1),
            format!("{text}{{"),
            text.trim_end().trim_end_matches('}').to_owned(),
            String::new(),
        ] {
            assert!(in_parts(wrong.as_bytes(), part_bytes).is_none(), "{wrong}");
        }
    }
    let mut garbled = text.into_bytes();
    let middle = garbled.len() / 2;
    garbled[middle] = 0xff;
    assert!(in_parts(&garbled, 100).is_none());
}

fn check(from: &str, to: &str, expect: &str) {
    assert!(SAMPLE.contains(from), "{from}");
    let error = read(&SAMPLE.replacen(from, to, 1)).map(|_| ()).expect_err(to);
    assert!(error.text(Language::English).starts_with(expect), "{error}");
    assert!(!error.text(Language::Japanese).is_ascii());
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (from, to, expect) in [
        ("\"version\": 1", "\"version\": 2", "The file has version 2 of the workbook format"),
        ("\"version\": 1", "\"version\": \"x\"", "The file does not say which version"),
        ("tandem-workbook", "other", "The file is no Tandem workbook."),
        ("\"number\":\"120000\"", "\"number\":\"1e5\"", "Inputs!B1: “1e5” is no exact decimal number."),
        ("\"number\":\"120000\"", "\"number\":120000", "Line 23, column 25: invalid type: integer `120000`, expected"),
        ("=B1*(1-discount)", "=B1*(1-discount", "Inputs!B3: At character"),
        ("\"#N/A\"", "\"#NIX\"", "Inputs!B5: “#NIX” is no error code."),
        ("\"style\":3", "\"style\":9", "Inputs!B2: there is no style 9."),
        ("\"C9\"", "\"C0\"", "Inputs!C0: “C0” is no place"),
        ("{\"bool\":true}", "{\"bool\":true,\"number\":\"1\"}", "Inputs!B4: a cell holds one thing only."),
        ("Inputs!$B$2", "Inputs!$B$", "names, discount: At character"),
        ("\"cell\":\"Inputs!B4\"", "\"cell\":\"Nowhere!B4\"", "controls, final: “Nowhere!B4” is no place"),
        ("\"max\":\"500000\"", "\"max\":\"0\"", "controls: “price”: the bounds leave nothing to choose."),
        ("\"fiscalStartMonth\":4", "\"fiscalStartMonth\":0", "settings: 0 is no month"),
        ("\"#0a5fd1\"", "\"red\"", "parties, vendor: “red” is no colour"),
        ("\"activeScenario\": \"s1\"", "\"activeScenario\": \"s2\"", "activeScenario: There is no scenario “s2”."),
        ("\"id\": \"p2\"", "\"id\": \"inputs\"", "pages: “inputs” can't be used"),
        ("\"name\":\"Q1 plan\"", "\"name\":\"INPUTS\"", "pages, p2: Another sheet is named “INPUTS”."),
        ("\"title\": {\"en\":\"Sample\"", "\"titel\": {\"en\":\"Sample\"", "Line 5, column 7: unknown field `titel`"),
        ("\"styles\": [", "\"styles\": [,", "The file is damaged: line 11"),
    ] {
        check(from, to, expect);
    }
}

#[test]
fn what_is_no_file_is_refused() {
    for (text, expect) in [
        ("", FileError::CutOff),
        ("{\"format\":\"tandem-work", FileError::CutOff),
        ("[]", FileError::NotAWorkbook),
        ("{}", FileError::NotAWorkbook),
        ("{\"format\":\"tandem-workbook\"}", FileError::NoVersion),
        ("{\"format\":\"tandem-workbook\",\"version\":0}", FileError::NoVersion),
        ("hello", FileError::NotJson { line: 1, column: 1 }),
    ] {
        assert_eq!(read(text).map(|_| ()), Err(expect), "{text:?}");
    }
    let half = SAMPLE.len() / 2;
    assert_eq!(read(SAMPLE.get(..half).unwrap()).map(|_| ()), Err(FileError::CutOff));
    assert_eq!(read(&" ".repeat(MAX_FILE_BYTES + 1)).map(|_| ()), Err(FileError::TooLarge));
}

#[test]
fn a_text_that_is_surely_too_long_is_known_without_making_it() {
    let workbook = read(SAMPLE).unwrap();
    let length = write(&workbook).len();
    assert!(is_longer_than(&workbook, 0), "the sample has cells");
    assert!(!is_longer_than(&workbook, length), "what is surely longer is longer");
    let mut workbook = Workbook::new("many");
    let sheet = workbook.pages().first().unwrap().sheet().unwrap().id;
    let cells = (0..1000).map(|row| CellEdit::typed(CellAddress::new(sheet, row, 0), "'.")).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    assert!(is_longer_than(&workbook, 1000 * 20) && !is_longer_than(&workbook, write(&workbook).len()));
}
