//! Decision records as Markdown: our own form loses nothing, and public forms keep every word.

mod incoming;
mod public;
mod round;

use crate::fuzz::{config, within_limit};
use crate::record::fixture::{accepted, apply, change, eventful, filled, page, record};
use proptest::prelude::*;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::exchange::{
    DecisionsError, Expected, add_imported, from_madr, from_madr_log, import_decisions, page_to_markdown, to_madr,
    to_madr_log, workbook_from_decisions,
};
use tandem_core::file;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Note, PageId, Record, RecordStatus, StyleChange, Workbook};

#[test]
fn a_record_has_the_sections_of_madr_and_tables_for_the_rest() {
    let workbook = accepted();
    let text = to_madr(&workbook, &page(), Language::English).unwrap();
    for line in [
        "status: accepted",
        "decision-makers: \"Chie\"",
        "# Decision",
        "## Considered Options",
        "- B: Pilot",
        "## Decision Outcome",
        "Chosen option: \"B: Pilot\"",
        "Pilot it.",
        "### A: Keep",
        "## More Information",
        "| Number | D-1 |",
        "| Review | 2 | Partner NPS | Aoi |  | 20 | 50 | `=Sheet1!B1` → 40 | `=Sheet1!B1<30` → FALSE |",
        "| Stop | 3 | NPS below the floor | Ben |  |  |  |  | `=Sheet1!B1<Sheet1!B2` → FALSE |",
        "| 2026-06-30 |  |  |  |  |  |",
        "| F2 | 40 |  |  |",
        "|  |  | Sheet1!B1 | 40 |",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
    }
    assert_eq!(page_to_markdown(&workbook, workbook.page(&page()).unwrap(), Language::English), text);
    assert_eq!(to_madr(&workbook, &PageId::from("p1"), Language::English), None);
}

#[test]
fn japanese_headings_are_written_and_read() {
    let text = to_madr(&accepted(), &page(), Language::Japanese).unwrap();
    assert!(text.contains("\n## 検討した選択肢\n\n- A: Keep\n"), "{text}");
    assert!(text.contains("\n選んだ選択肢: \"B: Pilot\"\n"), "{text}");
    assert_eq!(from_madr(&text).unwrap().record.text, record(&accepted()).text);
}

#[test]
fn one_undo_takes_an_added_record_back() {
    let text = to_madr(&accepted(), &page(), Language::English).unwrap();
    let mut workbook = filled();
    let before = file::write(&workbook);
    let added = add_imported(&workbook, &[from_madr(&text).unwrap()], Some(1)).unwrap();
    assert_eq!(added.warnings, []);
    let undo = apply(&mut workbook, added.edit);
    let found = workbook.page(&added.pages[0]).unwrap();
    assert_eq!(workbook.pages()[1].id, added.pages[0]);
    // The name is taken, so the sheet has another one under the same title.
    assert_eq!(workbook.sheet_name(found.sheet().unwrap().id), "Decision (2)");
    assert_eq!(found.title.en, "Decision");
    let added = found.record().unwrap();
    assert_eq!((added.status, added.snapshot.is_some()), (RecordStatus::Accepted, true));
    apply(&mut workbook, undo);
    assert_eq!(file::write(&workbook), before);
}

#[test]
fn formulas_over_sheets_that_are_not_there_leave_the_figures_that_were_shown() {
    let text = to_madr(&accepted(), &page(), Language::English).unwrap();
    let (workbook, warnings) = workbook_from_decisions("w", &text).unwrap();
    assert_eq!(workbook.pages().len(), 1, "no sheet is left of the blank one, and no formula read it");
    let sheet = workbook.sheet_id("Decision").unwrap();
    let at = |place: &str| workbook.cell(&format!("Decision!{place}")).unwrap();
    assert_eq!((workbook.input_text(at("F2")), workbook.input_text(at("G2"))), ("40".into(), "FALSE".into()));
    let note = |place: &str| {
        let at = at(place);
        workbook.page(&PageId::from("p1")).unwrap().sheet().unwrap().overlay.notes[&(at.row, at.column)].text.clone()
    };
    assert_eq!(note("F2"), "=Sheet1!B1");
    assert_eq!(note("G3"), "=Sheet1!B1<Sheet1!B2");
    // What reads its own sheet goes on being computed.
    assert!(workbook.input_text(at("F6")).starts_with('='), "{}", workbook.input_text(at("F6")));
    assert_eq!(warnings.len(), 1);
    for part in ["“Decision”", "“Sheet1”", "F2, G2, G3"] {
        assert!(warnings[0].en.contains(part), "{part} in {}", warnings[0].en);
    }
    assert!(warnings[0].ja.contains("シート「Sheet1」") && warnings[0].ja.contains("F2、G2、G3"), "{}", warnings[0].ja);
    assert_eq!(record_on(&workbook, "p1").status, RecordStatus::Accepted);
    // Into a workbook that has the sheet, everything comes in live.
    let mut other = filled();
    let added = import_decisions(&other, &text, None).unwrap();
    assert_eq!(added.warnings, []);
    apply(&mut other, added.edit);
    let sheet_again = other.page(&added.pages[0]).unwrap().sheet().unwrap().id;
    assert_eq!(other.typed_cells(sheet_again)["F2"], "=Sheet1!B1");
    assert_ne!(workbook.typed_cells(sheet)["F2"], "=Sheet1!B1");
    assert!(matches!(import_decisions(&other, "no heading", None), Err(DecisionsError::Text(_))));
}

#[test]
fn what_is_left_of_a_formula_without_its_sheet_is_the_exact_value() {
    for is_accepted in [false, true] {
        let mut workbook = filled();
        let typed = [
            ("Decision!D2", "=Sheet1!B2/75"),
            ("Decision!E2", "=Sheet1!B1"),
            ("Decision!F2", "=TEXT(Sheet1!B1/3,\"0000\")"),
        ];
        let edits = typed.map(|(at, text)| CellEdit::typed(workbook.cell(at).unwrap(), text));
        apply(&mut workbook, Edit::SetCells(edits.into()));
        for (area, format) in [("Decision!D2:D2", "0%"), ("Decision!E2:E2", "0.0 \"pts\"")] {
            let change = StyleChange { format: Some(Some(format.into())), ..StyleChange::default() };
            let area = workbook.area(area).unwrap();
            apply(&mut workbook, Edit::SetStyle { area, change });
        }
        if is_accepted {
            let edit = tandem_core::record::accept(&workbook, &page(), "2026-03-31").unwrap();
            apply(&mut workbook, edit);
        }
        let text = to_madr(&workbook, &page(), Language::English).unwrap();
        assert!(text.contains("→ 33%") && text.contains("→ 40.0 pts") && text.contains("→ 0013"), "{text}");
        let (alone, _) = workbook_from_decisions("w", &text).unwrap();
        // 25/75, 40 and the text of 40/3 in four digits.
        let value = |place: &str| alone.value(alone.cell(place).unwrap()).clone();
        let Value::Number(third) = value("Decision!D2") else { panic!("a number stays one") };
        assert_eq!(third.round_dp(20), "0.33333333333333333333".parse().unwrap());
        assert!(matches!(value("Decision!E2"), Value::Number(forty) if forty == 40.into()));
        assert!(matches!(value("Decision!F2"), Value::Text(text) if &*text == "0013"), "{:?}", value("Decision!F2"));
    }
}

#[test]
fn revisions_number_formats_and_notes_come_back() {
    let mut workbook = eventful();
    let sheet = workbook.sheet_id("Decision").unwrap();
    let note = Note { text: "Line one\n```\n\u{2028}# two".into(), author: Some("Ana".into()) };
    let at = CellAddress::new(sheet, 1, 5);
    apply(&mut workbook, Edit::SetNote { at, note: Some(note.clone()) });
    let change = StyleChange { format: Some(Some("#,##0.0 \"`|\"".into())), ..StyleChange::default() };
    let area = workbook.area("Decision!F2:F2").unwrap();
    apply(&mut workbook, Edit::SetStyle { area, change });
    for language in [Language::English, Language::Japanese] {
        round::check(&workbook, language);
        let imported = from_madr(&to_madr(&workbook, &page(), language).unwrap()).unwrap();
        assert_eq!(imported.record.earlier, record(&workbook).earlier);
        assert_eq!(imported.notes["F2"], note);
        assert_eq!(imported.formats["F2"], "#,##0.0 \"`|\"");
    }
    let text = to_madr(&workbook, &page(), Language::English).unwrap().replace("{\"earlier\"", "{\"early\"");
    let error = from_madr(&text).unwrap_err();
    let line = text.lines().position(|line| line.starts_with("{\"early\"")).unwrap() + 1;
    assert_eq!((error.line, error.expected), (line, Expected::Kept));
}

fn record_on<'w>(workbook: &'w Workbook, page: &str) -> &'w Record {
    workbook.page(&PageId::from(page)).unwrap().record().unwrap()
}

#[test]
fn a_formula_that_can_not_be_read_stands_as_a_text() {
    let text = to_madr(&accepted(), &page(), Language::English).unwrap();
    let text = text.replace("`=Sheet1!B1<30` → FALSE", "`=Sheet1!B1<` → FALSE");
    let mut workbook = Workbook::new("w");
    let added = add_imported(&workbook, &[from_madr(&text).unwrap()], None).unwrap();
    assert!(added.warnings[0].en.starts_with("G2 stands as a text: "), "{:?}", added.warnings);
    apply(&mut workbook, added.edit);
    let sheet = workbook.sheet_id("Decision").unwrap();
    assert_eq!(workbook.input_text(CellAddress::new(sheet, 1, 6)), "'=Sheet1!B1<");
    assert_eq!(workbook.input_text(CellAddress::new(sheet, 1, 5)), "=Sheet1!B1");
}

#[test]
fn a_log_of_records_that_supersede_each_other_comes_back_whole() {
    let workbook = eventful();
    let pages = [PageId::from("p1"), page(), PageId::from("p3")];
    let pages: Vec<_> = pages.iter().map(|page| (&workbook, page)).collect();
    for language in [Language::English, Language::Japanese] {
        let text = to_madr_log(&pages, language);
        let status = RecordStatus::Superseded.text();
        assert!(text.contains(&format!("- [D-1 Decision](#record-1): {}\n", status.get(language))), "{text}");
        assert!(text.contains("\n## <a id=\"record-2\"></a>Later\n"), "{text}");
        let records = from_madr_log(&text).unwrap();
        assert_eq!(records.len(), 2);
        let mut other = Workbook::new("w");
        crate::record::fixture::type_in(
            &mut other,
            &[("Sheet1!A1", "Partner NPS"), ("Sheet1!B1", "40"), ("Sheet1!B2", "25")],
        );
        let added = add_imported(&other, &records, None).unwrap();
        assert_eq!(added.warnings, []);
        apply(&mut other, added.edit);
        let again: Vec<_> = added.pages.iter().map(|page| (&other, page)).collect();
        assert_eq!(to_madr_log(&again, language), text);
        assert_eq!(*other.page(&added.pages[0]).unwrap().record().unwrap(), record(&workbook));
        assert_eq!(from_madr(&text).unwrap_err().expected, Expected::OneRecord);
    }
}

#[test]
fn what_a_table_can_not_hold_is_told_with_its_line_in_both_languages() {
    let text = to_madr(&eventful(), &page(), Language::English).unwrap();
    for (from, to, expected) in [
        ("| Stop | 3 |", "| Halt | 3 |", Expected::Meaning),
        ("| Stop | 3 |", "| Stop | 0 |", Expected::Row),
        ("| A | H | 6 |", "| A | 7 | 6 |", Expected::Column),
        ("| F2 | 40 |", "| F | 40 |", Expected::Cell),
        ("| 2026-09-30 |", "| soon |", Expected::Day),
        ("| Reversed |", "| Good |", Expected::Verdict),
        ("| Revision | 2 |", "| Revision | 0 |", Expected::Number),
        ("| Revision | 2 |", "| Reversion | 2 |", Expected::Entry),
        ("| Revision | 2 |", "| Confidence | Sure |", Expected::Confidence),
        ("status: \"superseded", "status: \"settled", Expected::Status),
    ] {
        assert!(text.contains(from), "{from} in\n{text}");
        let changed = text.replacen(from, to, 1);
        let error = from_madr(&changed).expect_err(to);
        assert_eq!(error.expected, expected, "{to}");
        let line = changed.lines().position(|line| line.contains(to)).unwrap() + 1;
        // Front matter is one place.
        assert_eq!(error.line, if to.starts_with("status") { 1 } else { line }, "{to}");
        let [en, ja] = [Language::English, Language::Japanese].map(|language| error.text(language));
        assert!(en.starts_with(&format!("Line {}: expected ", error.line)) && ja.contains("行目"), "{en} {ja}");
    }
    assert_eq!(from_madr("no heading").unwrap_err().expected, Expected::Title);
    let long = format!("# T\n\n## Context\n\n{}\n", "x".repeat(40_000));
    assert_eq!(from_madr(&long).unwrap_err().expected, Expected::ShorterText);
}

#[test]
fn an_unknown_section_in_our_own_form_is_kept() {
    let text = to_madr(&filled(), &page(), Language::English).unwrap();
    let text = text.replace("## More Information", "## Votes\n\nSeven for, *one* against.\n\n## More Information");
    let imported = from_madr(&text).unwrap();
    assert!(imported.record.text.context.en.contains("Votes\n\nSeven for, *one* against."));
    assert_eq!(imported.warnings.len(), 1);
}

/// Signs that mean something to Markdown, HTML, YAML or tables, more often than chance has them.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "#",
            "# ",
            "\n",
            "\n\n",
            "|",
            "\\",
            "`",
            "```",
            "- ",
            "* ",
            "1. ",
            "1",
            ".",
            "<br>",
            "<b>",
            "-->",
            "&#32;",
            "&nbsp;",
            "---",
            "===",
            "\"",
            ": ",
            "=",
            "+",
            ">",
            "[x](y)",
            "_",
            "~~~",
            " ",
            "\t",
            "\r",
            "\u{0}",
            "　",
            "日本語",
            "Chosen option: ",
            ", because ",
            "**",
            "a",
            "Bad, because ",
            "🦀",
            "</a>",
            "\u{2028}",
            "'",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(96))]

    /// Whatever stands in a record and its cells, writing, reading, adding and writing again gives the same.
    #[test]
    fn writing_and_reading_loses_nothing(
        texts in proptest::collection::vec((hostile(), hostile()), 16),
        cells in proptest::collection::vec((0u32..12, 0u32..12, hostile()), 0..12),
        is_accepted in any::<bool>(),
        is_japanese in any::<bool>(),
    ) {
        let workbook = round::with_texts(&texts, &cells, is_accepted);
        round::check(&workbook, if is_japanese { Language::Japanese } else { Language::English });
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,400}", pieces in proptest::collection::vec(hostile(), 0..40)) {
        for text in [text, pieces.concat(), format!("---\nform: tandem-record-1\n---\n# T\n\n{}", pieces.join("\n"))] {
            let read = within_limit(&text, || from_madr_log(&text));
            for record in read.into_iter().flatten() {
                let workbook = Workbook::new("w");
                if let Ok(added) = add_imported(&workbook, &[record], None) {
                    let mut changed = workbook.clone();
                    let undo = apply(&mut changed, added.edit);
                    apply(&mut changed, undo);
                    assert_eq!(file::write(&changed), file::write(&workbook));
                }
            }
        }
    }
}

#[test]
fn a_record_in_every_state_comes_back_whole_in_both_languages() {
    for language in [Language::English, Language::Japanese] {
        for workbook in [filled(), accepted(), eventful()] {
            round::check(&workbook, language);
        }
    }
}

#[test]
fn no_text_of_a_record_becomes_structure() {
    let mut workbook = filled();
    let hostile = "# Title\n\n## Decision Outcome\n\n- Status: accepted\n<script>x</script>\n| a | b |\n---\n1. x\n```";
    let edit = change(&workbook, |record| record.text.context = Localized::same(hostile));
    apply(&mut workbook, edit);
    let text = to_madr(&workbook, &page(), Language::English).unwrap();
    let headings = text.lines().filter(|line| line.starts_with("# ") || line.contains("## Decision Outcome")).count();
    assert_eq!(headings, 2, "{text}");
    for line in ["<script>", "\n| a |", "\n---\n1", "\n```", "\n1. x", "\n- Status"] {
        assert!(!text.contains(line), "{line:?} in\n{text}");
    }
    assert_eq!(from_madr(&text).unwrap().record.text.context.en, hostile);
}

/// The record of a text without what only a workbook knows.
fn alone(record: &Record) -> Record {
    Record { supersedes: Vec::new(), superseded_by: None, linked: Vec::new(), ..record.clone() }
}
