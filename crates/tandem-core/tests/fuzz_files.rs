//! Files that are garbled in every way: they are read or refused with a reason, never with a panic, a hang or a changed
//! workbook. The same holds for comma-separated values and for what is pasted.

use crate::fuzz::{Choices, config, numbers, within_limit};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::History;
use tandem_core::exchange::{
    ClipboardReader, CsvOptions, PasteOptions, Picked, copy_html, copy_text, paste_table, sheet_to_csv,
    workbook_from_csv,
};
use tandem_core::file;
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

const SAMPLE: &str = include_str!("data/v1-sample.tandem.json");

const TEXTS: [&str; 40] = [
    "",
    "Inputs!B1",
    "Inputs!A1:B3",
    "Nowhere!A1",
    "'Q1 plan'!A1",
    "A1",
    "XFD1048576",
    "XFE1",
    "A0",
    "0",
    "-1",
    "1e400",
    "1e-400",
    "99999999999999999999999999999999999999",
    "0.00000000000000000000000000000000000001",
    "NaN",
    "Infinity",
    "0x10",
    "12%",
    "=A1",
    "=1+",
    "=SUM(A:A)",
    "=A1#",
    "=((((((((((",
    "#N/A",
    "#NOPE",
    "inputs",
    "price",
    "net",
    "2026-02-30",
    "2026-03-31",
    "#0a5fd1",
    "high",
    "[Red]0.0;[Blue]0",
    "\"",
    "\u{0}",
    "売上",
    "😀",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
];

fn replacement(choices: &mut Choices) -> Json {
    match choices.below(14) {
        0 => Json::Null,
        1 => json!(choices.below(2) == 1),
        2 => json!(choices.number()),
        3 => json!(-1),
        4 => json!(1_048_577),
        5 => json!(u64::MAX),
        6 => json!(1e300),
        7 => json!([]),
        8 => json!({}),
        9 => json!([[[{"a": [1]}]]]),
        10 => json!("x".repeat([100, 32_767, 32_768, 300_000][choices.below(4)])),
        11 => {
            let nested = ["(".repeat(5_000), "-".repeat(5_000), "1+".repeat(9_000)];
            json!(format!("={}1", nested[choices.below(3)]))
        }
        _ => json!(choices.of(&TEXTS)),
    }
}

/// Changes something somewhere in a value.
fn change(choices: &mut Choices, value: &mut Json) {
    match value {
        Json::Object(map) if !map.is_empty() && choices.below(6) > 0 => {
            let key = map.keys().nth(choices.below(map.len())).unwrap().clone();
            match choices.below(10) {
                0 => drop(map.shift_remove(&key)),
                1 => {
                    let inner = map.shift_remove(&key).unwrap();
                    map.insert(choices.of(&TEXTS).to_owned(), inner);
                }
                2 => drop(map.insert(choices.of(&TEXTS).to_owned(), replacement(choices))),
                _ => change(choices, &mut map[&key]),
            }
        }
        Json::Array(items) if !items.is_empty() && choices.below(6) > 0 => {
            let at = choices.below(items.len());
            match choices.below(8) {
                0 => drop(items.remove(at)),
                1 => {
                    let copy = items[at].clone();
                    items.push(copy);
                }
                2 => {
                    let other = choices.below(items.len());
                    items.swap(at, other);
                }
                _ => change(choices, &mut items[at]),
            }
        }
        _ => *value = replacement(choices),
    }
}

/// What is read must be a whole workbook: it writes a file that reads as the same.
fn check(text: &str) {
    match file::read(text) {
        Err(error) => {
            assert!(
                !error.text(Language::English).is_empty() && !error.text(Language::Japanese).is_ascii(),
                "{error:?}"
            );
        }
        Ok(workbook) => {
            let written = file::write(&workbook);
            let again =
                file::read(&written).unwrap_or_else(|error| panic!("{}\n{written}", error.text(Language::English)));
            assert_eq!(file::write(&again), written);
        }
    }
}

fn garbled_bytes(choices: &mut Choices) -> String {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    while !choices.is_used_up() {
        let at = choices.below(bytes.len() + 1);
        match choices.below(5) {
            0 => bytes.truncate(at),
            1 if at < bytes.len() => bytes[at] = choices.number() as u8,
            2 => {
                let other = at.min(choices.below(bytes.len() + 1));
                let copy = bytes[other..at].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let piece = choices
                    .of(&["{", "}", "[", "]", "\"", ",", ":", "\\u0000", "\\ud800", "1e999", "null", "\u{feff}"]);
                bytes.splice(at..at, piece.bytes());
            }
            _ => {
                let end = bytes.len().min(at + choices.below(40));
                bytes.drain(at..end);
            }
        }
        if bytes.len() > 100_000 {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Deep or long JSON in a place of the file.
fn extreme(choices: &mut Choices) -> String {
    let times = [10, 127, 128, 129, 1_000, 100_000, 1_000_000][choices.below(7)];
    let (open, inner, close) =
        [("[", "1", "]"), ("{\"a\":", "1", "}"), ("[[],", "1", "]"), ("", "9", ""), ("-", "1", "")][choices.below(5)];
    let inner = if open.is_empty() { inner.repeat(times) } else { inner.to_owned() };
    let deep = format!("{}{inner}{}", open.repeat(times), close.repeat(times));
    let anchors =
        ["\"version\": 1", "\"sample-1\"", "\"120000\"", "240", "{\"text\":\"Price\",\"style\":1}", "\"B1\"", "[6]"];
    let anchor = anchors[choices.below(anchors.len())];
    match choices.below(3) {
        0 => deep,
        1 => SAMPLE.replacen(anchor, &deep, 1),
        _ => SAMPLE.replacen("\"version\": 1,", &format!("\"version\": 1, \"unknown\": {deep},"), 1),
    }
}

/// Pastes what a reader gives, and takes it back.
fn paste(workbook: &mut Workbook, selection: Area, reader: ClipboardReader) {
    let Ok(Some(table)) = reader.finish() else { return };
    let Ok(pasted) = paste_table(workbook, &table, selection, PasteOptions::default()) else { return };
    let mut history = History::new();
    let empty = file::write(workbook);
    history.apply(workbook, pasted.edit, None).expect("what the clipboard holds is made fit for cells");
    let _ = copy_text(workbook, &Picked::of(selection), Language::Japanese);
    let _ = copy_html(workbook, &Picked::of(selection), Language::Japanese, "m");
    history.undo(workbook).unwrap();
    assert_eq!(file::write(workbook), empty);
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_file_with_other_values_is_read_or_refused(numbers in numbers(40)) {
        let mut choices = Choices::new(&numbers);
        let mut json: Json = serde_json::from_str(SAMPLE).unwrap();
        while !choices.is_used_up() {
            change(&mut choices, &mut json);
        }
        // What makes it a file stays, so that every case gets past the door.
        if let Json::Object(map) = &mut json {
            let head = Map::from_iter([("format".into(), json!("tandem-workbook")), ("version".into(), json!(1))]);
            let rest = std::mem::replace(map, head);
            map.extend(rest.into_iter().filter(|(key, _)| key != "format" && key != "version"));
        }
        let text = json.to_string();
        within_limit(&text[..text.floor_char_boundary(3_000.min(text.len()))], || check(&text));
    }

    #[test]
    fn garbled_bytes_are_read_or_refused(numbers in numbers(16)) {
        let text = garbled_bytes(&mut Choices::new(&numbers));
        within_limit(&text, || check(&text));
    }

    #[test]
    fn separated_values_are_read_or_refused(text in "([a-z0-9=+\"',;\t\r\n売-]|\"\"|=A1|1e9|\r\n){0,60}", at in 0u32..1_048_576) {
        within_limit(&text, || {
            if let Ok(workbook) = workbook_from_csv("w", "Sheet1", &text) {
                let sheet = workbook.sheet_id("Sheet1").unwrap();
                let csv = sheet_to_csv(&workbook, sheet, CsvOptions::default());
                // Values are typed again when they are read, so a text may come back as a formula, but never as a fault.
                let again = workbook_from_csv("w", "Sheet1", &csv);
                assert!(again.is_ok(), "{csv:?}: {:?}", again.map(|_| ()));
            }
            let mut workbook = Workbook::new("w");
            let sheet = workbook.sheet_id("Sheet1").unwrap();
            let selection = Area::of(CellAddress::new(sheet, at, 16_380));
            paste(&mut workbook, selection, ClipboardReader::plain(text.clone(), '\t').unwrap());
        });
    }

    #[test]
    fn clipboard_pages_are_read_or_refused(
        text in "(<table>|<tr>|<td>|</td>|</table>|<td colspan=3 rowspan=2 |<td x:num=\"1\" x:fmla=\"=A1*2\">|<span data-sheets-value='|\\{\"1\":3,\"3\":1\\}|data-sheets-formula=\"=R\\[-1\\]C\"|style=\"mso-number-format:'\\\\#0'\"|<style>td\\{|\\}|</style>|<!--|-->|[<>&;\"'=a1 ]){0,40}",
    ) {
        within_limit(&text, || {
            let mut workbook = Workbook::new("w");
            let sheet = workbook.sheet_id("Sheet1").unwrap();
            let selection = Area::between(sheet, (3, 2), (9, 7));
            paste(&mut workbook, selection, ClipboardReader::html(text.clone()).unwrap());
        });
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn deep_and_long_files_are_read_or_refused(numbers in numbers(5)) {
        let text = extreme(&mut Choices::new(&numbers));
        within_limit(&text[..text.floor_char_boundary(200.min(text.len()))], || check(&text));
    }
}
