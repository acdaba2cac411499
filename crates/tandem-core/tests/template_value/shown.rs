//! What people see: rounded outcomes, lists that cells offer.

use tandem_core::workbook::InputCheck;

use super::*;

fn texts(workbook: &Workbook, name: &str) -> (String, Option<String>) {
    let outcome = workbook.outcome(name).unwrap();
    (workbook.outcome_text(outcome, Language::English), workbook.exact_outcome_text(outcome, Language::English))
}

#[test]
fn figures_are_as_precise_as_what_they_come_from() {
    // The sample's weakest confidence behind five per cent of the value is medium: three digits.
    let mut workbook = workbook(&[]);
    assert_eq!(value(&workbook, "Summary!B69").plain(), "medium");
    let exact = workbook.display_text(workbook.cell("Summary!B11").unwrap(), Language::English);
    assert_eq!(exact, "533,139");
    assert_eq!(texts(&workbook, "npv"), ("533,000".into(), Some(exact.clone())));
    assert_eq!(texts(&workbook, "payback"), ("17.3".into(), None));
    // A guess behind the strongest line lets two digits stand.
    enter(&mut workbook, &[("Benefits!N5", "low")]);
    assert_eq!(texts(&workbook, "npv"), ("530,000".into(), Some(exact.clone())));
    // In Japanese words too; and nothing is rounded where people ask for every digit.
    enter(&mut workbook, &[("Benefits!N5", "中")]);
    assert_eq!(texts(&workbook, "npv").0, "533,000");
    enter(&mut workbook, &[("Inputs!B19", "exact")]);
    assert_eq!(texts(&workbook, "npv"), (exact, None));
    // The cell itself was exact all the time.
    near(number(&workbook, "Summary!B11"), "533138.9908", "0.0001", "net present value");
}

#[test]
fn what_is_said_of_an_input_counts_for_what_rests_on_it() {
    use tandem_core::workbook::{Confidence, Evidence};
    let evidence = |confidence| Some(Evidence { confidence, source: "A guess".into(), ..Evidence::default() });
    let mut book = workbook(&[]);
    assert_eq!(texts(&book, "npv").0, "533,000");
    // The source of a cell: two digits for what rests on it, and no change for what does not.
    let at = book.cell("Inputs!B25").unwrap();
    Edit::SetEvidence { at, evidence: evidence(Some(Confidence::Low)) }.apply(&mut book).unwrap();
    assert_eq!(texts(&book, "npv"), ("530,000".into(), Some("533,139".into())));
    assert_eq!(texts(&book, "roiPartner").0, "72%");
    Edit::SetEvidence { at, evidence: evidence(Some(Confidence::High)) }.apply(&mut book).unwrap();
    assert_eq!(texts(&book, "npv").0, "533,000", "a sure source makes nothing surer than the lines");
    // The low end of the claim is part of the low result only.
    let low = book.cell("Inputs!B30").unwrap();
    Edit::SetEvidence { at: low, evidence: evidence(Some(Confidence::Low)) }.apply(&mut book).unwrap();
    assert_eq!(texts(&book, "npv").0, "533,000");
    assert_eq!(texts(&book, "npvLow").0, "180,000");
    // The confidence of a control counts alike.
    let mut controls = book.controls().to_vec();
    controls.iter_mut().find(|control| control.name == "discountRate").unwrap().confidence = Some(Confidence::Low);
    Edit::SetControls(controls).apply(&mut book).unwrap();
    assert_eq!(texts(&book, "npv").0, "530,000");
    // People set the digits of a confidence on the sheet, and every digit where they want them.
    enter(&mut book, &[("Summary!C67", "1")]);
    assert_eq!(texts(&book, "npv").0, "500,000");
    enter(&mut book, &[("Inputs!B19", "exact")]);
    assert_eq!(texts(&book, "npv").0, "533,139");
}

#[test]
fn cells_offer_their_lists_in_both_languages() {
    let workbook = workbook(&[]);
    for (place, english, japanese, wrong) in [
        ("Benefits!C5", "Customer", "顧客", "Nobody"),
        ("Benefits!E20", "one-off", "一時", "twice"),
        ("Benefits!I5", "custom 4", "個別設定4", "steep"),
        ("Benefits!N5", "low", "低", "none"),
        ("Costs!M20", "not needed", "不要", "perhaps"),
        ("Inputs!B15", "month", "月", "week"),
        ("Inputs!B15", "year", "年", "day"),
        ("Inputs!B19", "exact", "全桁", "rough"),
    ] {
        let at = workbook.cell(place).unwrap();
        for (language, word) in [(Language::English, english), (Language::Japanese, japanese)] {
            let options = workbook.list_options(at, language).unwrap_or_else(|| panic!("{place} has no list"));
            assert!(options.iter().any(|option| option == word), "{place} offers {options:?}");
            for option in options {
                assert_eq!(workbook.check_input(at, &option, language), InputCheck::Allowed, "{place} {option}");
            }
        }
        assert!(
            matches!(workbook.check_input(at, wrong, Language::English), InputCheck::Refused(_)),
            "{place} {wrong}"
        );
    }
    // A category of one's own is taken after a warning.
    let at = workbook.cell("Benefits!D5").unwrap();
    assert!(matches!(workbook.check_input(at, "Goodwill", Language::Japanese), InputCheck::Warned(_)));
}

#[test]
fn japanese_words_compute_as_english_ones() {
    let english = number(&workbook(&[("Inputs!B15", "month"), ("Benefits!I5", "custom 2")]), "Summary!B11");
    let japanese = workbook(&[
        ("Inputs!B5", "明細"),
        ("Inputs!B6", "顧客"),
        ("Inputs!B15", "月"),
        ("Benefits!C5", "顧客"),
        ("Benefits!E5", "物価連動"),
        ("Benefits!I5", "個別設定2"),
    ]);
    assert_eq!(number(&japanese, "Summary!B11"), english);
}
