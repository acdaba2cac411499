//! Texts that come in: status, links, numbers, former words, and what somebody changed in them.

use tandem_core::exchange::{add_imported, from_madr, to_madr, workbook_from_decisions};
use tandem_core::file;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{PageId, RecordStatus, Workbook};

use crate::record::fixture::{accepted, apply, change, eventful, filled, page, type_in};

#[test]
fn a_decision_without_the_figures_of_its_acceptance_keeps_its_status_and_the_day() {
    let day = Some("2024-05-06");
    for (status, expected, accepted, warnings) in [
        ("accepted", RecordStatus::Accepted, day, 0),
        ("deprecated", RecordStatus::Deprecated, day, 0),
        // There is no such record.
        ("superseded by [ADR-0005](0005-x.md)", RecordStatus::Superseded, day, 1),
        ("proposed", RecordStatus::Proposed, None, 0),
        ("rejected", RecordStatus::Rejected, None, 0),
        ("draft", RecordStatus::Draft, None, 0),
    ] {
        let text = format!("---\nstatus: {status}\ndate: 2024-05-06\n---\n# T\n\n## Decision\n\nYes.\n");
        let imported = from_madr(&text).unwrap();
        let mut workbook = Workbook::new("w");
        let added = add_imported(&workbook, &[imported], None).unwrap();
        assert_eq!(added.warnings.len(), warnings, "{status}: {:?}", added.warnings);
        apply(&mut workbook, added.edit);
        let record = workbook.page(&added.pages[0]).unwrap().record().unwrap();
        assert_eq!(record.status, expected, "{status}");
        assert_eq!(record.snapshot.as_ref().map(|snapshot| snapshot.date.as_str()), accepted, "{status}");
        assert!(record.snapshot.iter().all(|snapshot| snapshot.figures.is_empty()), "{status}");
        assert_eq!(file::write(&file::read(&file::write(&workbook)).unwrap()), file::write(&workbook), "{status}");
    }
}

/// The two records that a tool for records writes when one takes the place of the other, in the order of their files.
const OLD: &str =
    "# 1. Use mail\n\nDate: 2024-01-02\n\n## Status\n\nSuperseded by [2. Use a portal](0002-use-a-portal.md)\n";
const NEW: &str =
    "# 2. Use a portal\n\nDate: 2024-03-04\n\n## Status\n\nAccepted\n\nSupercedes [1. Use mail](0001-use-mail.md)\n";

#[test]
fn records_that_come_in_again_are_linked_with_each_other_wherever_they_stand() {
    let records = [OLD, NEW].map(|text| from_madr(text).unwrap());
    let mut workbook = Workbook::new("w");
    for position in [None, Some(0)] {
        let added = add_imported(&workbook, &records, position).unwrap();
        assert_eq!(added.warnings, []);
        apply(&mut workbook, added.edit);
        let [old, new] = added.pages.as_slice() else { panic!("two pages") };
        let found = |page: &PageId| workbook.page(page).unwrap().record().unwrap().clone();
        assert_eq!(found(old).superseded_by.as_ref(), Some(new), "{position:?}");
        assert_eq!(found(new).supersedes, std::slice::from_ref(old), "{position:?}");
    }
}

#[test]
fn one_figure_that_is_not_live_is_told_as_one() {
    let mut workbook = filled();
    type_in(&mut workbook, &[("Decision!G2", ""), ("Decision!G3", "")]);
    let text = to_madr(&workbook, &page(), Language::English).unwrap();
    let (_, warnings) = workbook_from_decisions("w", &text).unwrap();
    assert_eq!(
        warnings[0].en,
        "“Decision”: a figure of the sheet “Sheet1”, which this workbook does not have, is not live. The cell F2 holds the figure \
         that the text shows, and its formula stands in its note."
    );
}

#[test]
fn records_that_supersede_each_other_are_linked_both_ways() {
    let records = [OLD, NEW].map(|text| from_madr(text).unwrap());
    for records in [records.clone(), [records[1].clone(), records[0].clone()]] {
        let mut workbook = Workbook::new("w");
        let added = add_imported(&workbook, &records, None).unwrap();
        assert_eq!(added.warnings, []);
        apply(&mut workbook, added.edit);
        let found = |number: &str| {
            let of_number = |page: &&PageId| workbook.page(page).unwrap().record().unwrap().number == number;
            let page = added.pages.iter().find(of_number).unwrap();
            (page.clone(), workbook.page(page).unwrap().record().unwrap().clone())
        };
        let ((old, before), (new, after)) = (found("1"), found("2"));
        assert_eq!((before.status, before.superseded_by), (RecordStatus::Superseded, Some(new)));
        assert_eq!((after.status, after.supersedes), (RecordStatus::Accepted, vec![old]));
    }
}

#[test]
fn a_title_that_begins_with_a_figure_is_whole_and_a_number_of_zeros_is_one() {
    for (heading, number, title) in [
        ("3.5 GHz support", "", "3.5 GHz support"),
        ("12:00 cut-off", "", "12:00 cut-off"),
        ("0-day policy", "", "0-day policy"),
        ("2 options", "", "2 options"),
        ("2. Options", "2", "Options"),
        ("0000 Use records", "0000", "Use records"),
        ("0005-use-a-portal", "0005", "use-a-portal"),
        ("ADR-0000: Use records", "ADR-0000", "Use records"),
    ] {
        let imported = from_madr(&format!("# {heading}\n")).unwrap();
        assert_eq!((imported.record.number.as_str(), imported.title.en.as_str()), (number, title));
    }
    // Neither the blank sheet nor a record without number is number zero.
    let text = "# Later\n\n## Status\n\nAccepted\n\nSupersedes [ADR-0000](0000-x.md)\n";
    let records = [from_madr("# Without\n").unwrap(), from_madr(text).unwrap()];
    assert_eq!(add_imported(&Workbook::new("w"), &records, None).unwrap().warnings.len(), 1);
    let records = [from_madr("# 0. Zero\n").unwrap(), from_madr(text).unwrap()];
    assert_eq!(add_imported(&Workbook::new("w"), &records, None).unwrap().warnings, []);
}

#[test]
fn words_that_somebody_changed_beside_a_table_are_told_with_their_line() {
    let text = to_madr(&accepted(), &page(), Language::English).unwrap();
    for (from, to, words) in [
        ("- B: Pilot\n", "- B: Pilot in Kansai\n", "B: Pilot in Kansai"),
        ("- B: Pilot\n", "- B: Pilot\n- C: Wait\n", "C: Wait"),
        ("- B: Pilot\n", "", "…"),
        ("### A: Keep\n", "### A: Keep all\n", "A: Keep all"),
        ("Chosen option: \"B: Pilot\"", "Chosen option: \"A: Keep\"", "A: Keep"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let changed = text.replacen(from, to, 1);
        let imported = from_madr(&changed).unwrap();
        assert_eq!(imported.record, from_madr(&text).unwrap().record, "the table counts");
        let [warning] = imported.warnings.as_slice() else { panic!("{to}: {:?}", imported.warnings) };
        let line = changed.lines().position(|line| !to.is_empty() && to.lines().last() == Some(line));
        let line = line.or_else(|| changed.lines().position(|line| line.starts_with(to.trim_end()) && !to.is_empty()));
        let line = line.or_else(|| changed.lines().position(|line| line == "## Considered Options")).unwrap() + 1;
        assert!(warning.en.starts_with(&format!("Line {line}: “{words}” differs")), "{line} {}", warning.en);
        assert!(warning.ja.starts_with(&format!("{line}行目: 「{words}」")), "{}", warning.ja);
    }
}

#[test]
fn words_of_earlier_texts_are_read_for_ever() {
    let mut workbook = eventful();
    let text = to_madr(&workbook, &page(), Language::Japanese).unwrap();
    let former = text.replace("### 成果指標", "### 指標").replace("| 重視するもの |", "| 得るもの |");
    assert_ne!(former, text);
    assert_eq!(from_madr(&former).unwrap(), from_madr(&text).unwrap());
    for (word, old) in [("\n## 要因\n", "\n## 判断の要因\n"), ("\n### 次の行動\n", "\n### 確認方法\n")] {
        workbook = filled();
        let edit = change(&workbook, |record| {
            record.text.next = Localized::same("Call.");
            let metric = record.text.metrics.remove(0);
            record.text.drivers.push(metric);
        });
        apply(&mut workbook, edit);
        let text = to_madr(&workbook, &page(), Language::Japanese).unwrap();
        assert!(text.contains(word), "{word} in {text}");
        assert_eq!(from_madr(&text.replace(word, old)).unwrap(), from_madr(&text).unwrap());
    }
}

#[test]
fn blocks_of_front_matter_and_lists_keep_lines_and_indents() {
    let text = "---\nstatus: proposed\nsummary: |\n  First # line\n  # second\n\n    third\nnext: >\n  one\n  two\n---\n# T\n\n\
        ## Considered Options\n\n- One\n  - inner\n    - deeper\n\n      ```\n      a:\n        - no item\n\n      ```\n- Two\n\n\
        ```\n- no option\n```\n";
    let imported = from_madr(text).unwrap();
    let said = &imported.record.text;
    assert!(said.context.en.contains("summary: First # line\n# second\n\n  third"), "{}", said.context.en);
    assert!(said.context.en.contains("next: one two"), "{}", said.context.en);
    assert!(said.context.en.contains("```\n- no option\n```"), "{}", said.context.en);
    let options: Vec<_> = said.options.iter().map(|option| option.text.en.as_str()).collect();
    assert_eq!(options, ["- inner\n  - deeper\n    ```\n    a:\n      - no item\n\n    ```", ""]);
}
