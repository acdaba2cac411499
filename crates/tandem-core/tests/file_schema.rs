//! The published JSON Schema of the workbook format and what is written agree.

use std::path::Path;

use serde_json::Value;
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::template::{instantiate, templates};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

const SAMPLE: &str = include_str!("data/v1-sample.tandem.json");
const OVERLAY: &str = include_str!("data/v1-overlay.tandem.json");
const RECORD: &str = include_str!("data/v1-record.tandem.json");

fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/tandem-workbook-v1.schema.json");
    let text = std::fs::read_to_string(path).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn complaints(schema: &jsonschema::Validator, text: &str) -> Vec<String> {
    let file: Value = serde_json::from_str(text).unwrap();
    schema.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn what_is_written_obeys_the_schema() {
    let schema = schema();
    assert_eq!(complaints(&schema, SAMPLE), Vec::<String>::new());
    assert_eq!(complaints(&schema, OVERLAY), Vec::<String>::new());
    assert_eq!(complaints(&schema, RECORD), Vec::<String>::new());
    assert_eq!(complaints(&schema, include_str!("data/v1-record-heads.tandem.json")), Vec::<String>::new());
    for template in templates() {
        for language in [Language::English, Language::Japanese] {
            let workbook = instantiate(&template.manifest.id, language).unwrap();
            assert_eq!(complaints(&schema, &file::write(&workbook)), Vec::<String>::new(), "{}", template.manifest.id);
        }
    }
    let mut workbook = Workbook::new("kinds");
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let texts = ["1", "-0.5", "'x", "TRUE", "#N/A", "=1/0", "12%", "2026-03-31"];
    let cells = (0u32..).zip(texts).map(|(row, text)| CellEdit::typed(CellAddress::new(sheet, row, 0), text));
    Edit::SetCells(cells.collect()).apply(&mut workbook).unwrap();
    assert_eq!(complaints(&schema, &file::write(&workbook)), Vec::<String>::new());
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let schema = schema();
    for (from, to) in [
        ("\"version\": 1", "\"version\": 2"),
        ("\"number\":\"120000\"", "\"number\":120000"),
        ("\"number\":\"120000\"", "\"number\":\"1e5\""),
        ("{\"bool\":true}", "{\"bool\":true,\"number\":\"1\"}"),
        ("\"#N/A\"", "\"#NIX\""),
        ("\"C9\"", "\"C0\""),
        ("\"fiscalStartMonth\":4", "\"fiscalStartMonth\":0"),
        ("\"#0a5fd1\"", "\"red\""),
        ("\"title\": {\"en\":\"Sample\"", "\"titel\": {\"en\":\"Sample\""),
        ("\"input\":\"switch\"", "\"input\":\"toggle\""),
        ("\"2026-03-31\"", "\"31.3.2026\""),
    ] {
        assert!(SAMPLE.contains(from), "{from}");
        let text = SAMPLE.replacen(from, to, 1);
        assert!(!complaints(&schema, &text).is_empty(), "{to}");
        assert!(file::read(&text).is_err(), "{to}");
    }
}

#[test]
fn what_the_reader_refuses_of_what_lies_over_cells_the_schema_refuses() {
    let schema = schema();
    for (from, to) in [
        ("\"hiddenRows\":[\"8:8\"]", "\"hiddenRows\":[8]"),
        ("{\"percent\":33}", "{\"percent\":101}"),
        ("{\"custom\":\"=C2<>B2\"}", "{\"custom\":\"C2\"}"),
        ("\"areas\":[\"C2:C5\"]", "\"areas\":[]"),
        ("\"first\":\"0\"", "\"first\":\"\""),
        ("\"operator\":\"greater\"", "\"operator\":\"above\""),
        ("\"line\":\"thin\"", "\"line\":\"dotted\""),
        ("\"fill\":\"warning\"", "\"fill\":\"red\""),
        ("\"set\":\"arrows3\"", "\"set\":\"arrows9\""),
        ("\"B2\":{\"text\":\"Asked twice.\",", "\"B0\":{\"text\":\"Asked twice.\","),
    ] {
        assert!(OVERLAY.contains(from), "{from}");
        let text = OVERLAY.replacen(from, to, 1);
        assert!(!complaints(&schema, &text).is_empty(), "{to}");
        assert!(file::read(&text).is_err(), "{to}");
    }
}

#[test]
fn what_the_reader_refuses_of_a_record_the_schema_refuses() {
    let schema = schema();
    for (from, to) in [
        ("\"status\": \"superseded\"", "\"status\": \"settled\""),
        ("\"revision\": 2", "\"revision\": -1"),
        ("\"verdict\": \"reversed\"", "\"verdict\": \"unclear\""),
        ("\"due\": \"2026-06-30\"", "\"due\": \"30.6.2026\""),
        ("\"row\": 2", "\"row\": 0"),
        ("\"means\": \"stop\"", "\"means\": \"halt\""),
        ("\"number\": \"D-1\"", "\"number\": \"D-1\",\"nummer\": \"D-1\""),
    ] {
        assert!(RECORD.contains(from), "{from}");
        let text = RECORD.replacen(from, to, 1);
        assert!(!complaints(&schema, &text).is_empty(), "{to}");
        assert!(file::read(&text).is_err(), "{to}");
    }
}
