//! Documents in public forms, each with what must come out of it.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use tandem_core::exchange::{ImportedRecord, add_imported, from_madr, to_madr};
use tandem_core::text::Language;
use tandem_core::workbook::{RecordStatus, Workbook};

use crate::record::fixture::apply;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Told {
    title: String,
    number: String,
    status: RecordStatus,
    decider: String,
    updated: Option<String>,
    drivers: Vec<String>,
    options: Vec<String>,
    /// The title of the chosen option.
    chosen: Option<String>,
    risks: Vec<String>,
    /// How these texts begin.
    decision: String,
    rationale: String,
    next: String,
    /// What stands somewhere in the context.
    context: Vec<String>,
    /// Number and title of the record that took its place.
    successor: Option<(String, String)>,
}

fn documents() -> Vec<(String, String, Told)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/madr");
    let expected = fs::read_to_string(format!("{folder}/expected.json")).unwrap();
    let expected: BTreeMap<String, Told> = serde_json::from_str(&expected).unwrap();
    let files = fs::read_dir(folder).unwrap().filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".md")
    });
    assert_eq!(files.count(), expected.len(), "each document says what must come out");
    assert!(expected.len() >= 24);
    let read = |name: &String| fs::read_to_string(format!("{folder}/{name}")).unwrap();
    expected
        .into_iter()
        .map(|(name, told)| (read(&name), name, told))
        .map(|(text, name, told)| (name, text, told))
        .collect()
}

/// A name as its cell shows it.
fn name_at(workbook: &Workbook, row: u32) -> String {
    let sheet = workbook.pages()[1].sheet().unwrap().id;
    workbook.display_text(tandem_core::cell::CellAddress::new(sheet, row, 0), Language::English)
}

fn added(imported: &ImportedRecord) -> Workbook {
    let mut workbook = Workbook::new("w");
    let added = add_imported(&workbook, std::slice::from_ref(imported), None).unwrap();
    apply(&mut workbook, added.edit);
    workbook
}

#[test]
fn what_public_forms_say_comes_to_its_place() {
    for (file, text, told) in documents() {
        let imported = from_madr(&text).unwrap_or_else(|error| panic!("{file}: {}", error.text(Language::English)));
        let (record, said) = (&imported.record, &imported.record.text);
        assert_eq!(imported.title.en, told.title, "{file}");
        assert_eq!(record.number, told.number, "{file}");
        assert_eq!(record.status, told.status, "{file}");
        assert_eq!(said.decider.en, told.decider, "{file}");
        assert_eq!(said.updated, told.updated, "{file}");
        assert_eq!(said.risks.iter().map(|risk| risk.en.clone()).collect::<Vec<_>>(), told.risks, "{file}");
        let successor = imported.superseded_by.clone().map(|named| (named.number, named.title));
        assert_eq!(successor, told.successor, "{file}");
        for (text, start) in
            [(&said.decision, told.decision), (&said.rationale, told.rationale), (&said.next, told.next)]
        {
            assert!(text.en.starts_with(&start), "{file}: {:?} begins with {start:?}", text.en);
        }
        for part in told.context {
            assert!(said.context.en.contains(&part), "{file}: {part:?} in {:?}", said.context.en);
        }
        // Names are looked for in the workbook that they were added to, where none of them may be a formula.
        let workbook = added(&imported);
        let drivers: Vec<_> = said.drivers.iter().map(|driver| name_at(&workbook, driver.row)).collect();
        assert_eq!(drivers, told.drivers, "{file}");
        let options: Vec<_> = said.options.iter().map(|option| name_at(&workbook, option.row)).collect();
        assert_eq!(options, told.options, "{file}");
        let chosen = said.chosen.as_deref().map(|id| name_at(&workbook, said.option(id).unwrap().row));
        assert_eq!(chosen, told.chosen, "{file}");
    }
}

/// What comes in from elsewhere goes out in our own form and comes back from there, too.
#[test]
fn public_records_go_round_in_our_own_form() {
    for (file, text, _) in documents() {
        let imported = from_madr(&text).unwrap();
        let workbook = added(&imported);
        let page = workbook.pages()[1].id.clone();
        let written = to_madr(&workbook, &page, Language::Japanese).unwrap();
        let again = from_madr(&written).unwrap();
        assert_eq!(again.record.text, imported.record.text, "{file}\n{written}");
        assert_eq!(again.title, imported.title, "{file}");
        assert_eq!(
            (again.record.status, &again.record.number),
            (imported.record.status, &imported.record.number),
            "{file}"
        );
        assert_eq!(again.cells, imported.cells, "{file}");
    }
}

/// Headings that have a place of their own in a record.
const HEADINGS: [&str; 16] = [
    "context and problem statement",
    "context",
    "decision drivers",
    "considered options",
    "decision outcome",
    "decision",
    "confirmation",
    "validation",
    "consequences",
    "positive consequences",
    "negative consequences",
    "pros and cons of the options",
    "status",
    "背景と課題",
    "検討した選択肢",
    "影響",
];

/// The words of a text in order, whatever stands between them.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The words of a line that must be found; marks of the form itself are no words of anybody.
fn line_words(line: &str) -> Vec<String> {
    let plain = line.trim_start_matches(['#', '*', '-', '+', '>', ' ']).split("<!--").next().unwrap_or_default();
    let mut words = words(plain);
    if line.starts_with('#') && HEADINGS.contains(&words.join(" ").as_str())
        || words.join(" ") == "判断の要因"
        || plain == "決定"
    {
        return Vec::new();
    }
    let is_item = line.trim_start().starts_with(['*', '-']);
    if is_item && words.first().is_some_and(|word| word == "bad") {
        words.drain(..if words.get(1).is_some_and(|word| word == "because") { 2 } else { 1 });
    }
    let key = words.first().map(String::as_str).unwrap_or_default();
    if matches!(key, "status" | "date" | "deciders") && line.contains(':') {
        words.remove(0);
    }
    // An ordered list of options is in order anyway.
    let is_ordered = line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
    if is_ordered {
        words.remove(0);
    }
    words
}

#[test]
fn every_word_of_a_public_record_stands_somewhere_in_what_came_of_it() {
    for (file, text, _) in documents() {
        let imported = from_madr(&text).unwrap();
        let json = serde_json::to_value(&imported.record).unwrap();
        let mut found = vec![imported.record.number.clone(), imported.title.en.clone()];
        let mut waiting = vec![&json];
        while let Some(value) = waiting.pop() {
            match value {
                serde_json::Value::String(text) => found.push(text.clone()),
                serde_json::Value::Array(list) => waiting.extend(list),
                serde_json::Value::Object(entries) => waiting.extend(entries.values()),
                _ => {}
            }
        }
        found.extend(imported.cells.values().cloned());
        let found = format!(" {} ", words(&found.join(" | ")).join(" "));
        let text = text.replace('\r', "");
        let body = match text.strip_prefix("---\n") {
            Some(rest) => rest.split_once("\n---\n").unwrap().1.to_owned(),
            None => text,
        };
        let lines: Vec<&str> = body.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let is_underlined = lines.get(at + 1).is_some_and(|next| {
                next.len() >= 3 && (next.chars().all(|c| c == '=') || next.chars().all(|c| c == '-'))
            });
            let line = if is_underlined && !line.is_empty() { format!("## {line}") } else { (*line).to_owned() };
            // The sentence of the chosen option names it and gives the reason: each is looked for by itself.
            let parts: Vec<String> = match line.strip_prefix("Chosen option: ") {
                Some(rest) => rest.split(", because").map(str::to_owned).collect(),
                None => vec![line.clone()],
            };
            for part in parts {
                let wanted = line_words(&part);
                assert!(
                    wanted.is_empty() || found.contains(&format!(" {} ", wanted.join(" "))),
                    "{file}: {part:?} as {wanted:?} in {found}"
                );
            }
        }
    }
}

#[test]
fn a_line_with_code_in_it_begins_no_block() {
    let text = "# T\n\n## Considered Options\n\n```x``` is the default\n\n* One\n* Two\n\n## Decision Outcome\n\nChosen option: \"One\"\n";
    let imported = from_madr(text).unwrap();
    assert_eq!(imported.record.text.options.len(), 2);
}
