//! Decision records as JSON, in the form that docs/decision-records.md tells.

use serde_json::{Value, json};
use tandem_core::exchange::{to_decision_json, to_decision_log_json};
use tandem_core::workbook::PageId;

use crate::record::fixture::{accepted, eventful, filled, page, record, type_in};

/// The keys of an object in their order.
fn keys(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once('"'));
    lines.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn a_record_goes_out_with_its_words_and_every_digit_of_its_cells() {
    let mut workbook = accepted();
    type_in(&mut workbook, &[("Sheet1!B1", "0.1234567890123456789")]);
    let text = to_decision_json(&workbook, &page()).unwrap().unwrap();
    assert_eq!(keys(&text), ["form", "version", "title", "record", "cells"]);
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&written["form"], &written["version"]), (&json!("tandem-decision-record"), &json!(1)));
    assert_eq!(written["record"], serde_json::to_value(record(&workbook)).unwrap());
    let cells = written["cells"].as_array().unwrap();
    let current = json!({ "place": "F2", "typed": "=Sheet1!B1", "value": "0.1234567890123456789" });
    assert!(cells.contains(&current), "{text}");
    assert_eq!(to_decision_json(&workbook, &PageId::from("p1")).unwrap(), None);
}

#[test]
fn no_figure_of_a_record_is_a_number_that_a_reader_could_round() {
    fn numbers(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Number(number) => found.push(number.to_string()),
            Value::Array(items) => items.iter().for_each(|item| numbers(item, found)),
            Value::Object(fields) => fields.values().for_each(|field| numbers(field, found)),
            _ => {}
        }
    }
    let mut workbook = eventful();
    type_in(&mut workbook, &[("Sheet1!B1", "=1/3")]);
    let written = serde_json::from_str(&to_decision_json(&workbook, &page()).unwrap().unwrap()).unwrap();
    let mut found = Vec::new();
    numbers(&written, &mut found);
    assert!(!found.is_empty(), "rows and revisions are numbers");
    assert!(found.iter().all(|number| number.parse::<u32>().is_ok()), "{found:?}");
}

#[test]
fn a_log_names_the_workbook_and_the_page_of_each_record() {
    let (one, other, nowhere) = (accepted(), filled(), PageId::from("p1"));
    let own = page();
    let text = to_decision_log_json(&[(&one, &own), (&one, &nowhere), (&other, &own)]).unwrap();
    assert_eq!(keys(&text), ["form", "version", "records"]);
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&written["form"], &written["version"]), (&json!("tandem-decision-log"), &json!(1)));
    let records = written["records"].as_array().unwrap();
    assert_eq!(records.len(), 2, "a page without a record is left out");
    let alone =
        |workbook| -> Value { serde_json::from_str(&to_decision_json(workbook, &page()).unwrap().unwrap()).unwrap() };
    for (listed, workbook) in records.iter().zip([&one, &other]) {
        assert_eq!(listed["workbook"], json!({ "id": workbook.id(), "title": workbook.title() }));
        assert_eq!(listed["page"], json!("p2"));
        for field in ["title", "record", "cells"] {
            assert_eq!(listed[field], alone(workbook)[field], "{field}");
        }
    }
    let empty = serde_json::from_str::<Value>(&to_decision_log_json(&[]).unwrap()).unwrap();
    assert_eq!(empty["records"], json!([]));
}
