//! What can't be counted is said at its place, and the rest goes on computing.

use tandem_core::text::Language;

use super::CARDS;
use super::card::{Card, place, same};

#[test]
fn rows_that_do_not_match_are_named() {
    for template in CARDS {
        let mut card = Card::new(template);
        let before = card.number("Comparison!D6");
        // The first row is of the first partner; the second partner must not notice.
        for (cell, text, message) in [
            ("Values!B5", "Nobody Ltd", "Unknown partner: not counted"),
            ("Values!C5", "Luck", "Unknown metric: not counted"),
        ] {
            let held = card.text(cell);
            card.set(&[(cell, text)]);
            assert_eq!(card.text("Values!T5"), message, "{template}");
            assert_eq!(card.text("Summary!B13"), "1", "{template}");
            same(card.number("Comparison!D6"), before, template);
            card.set(&[(cell, &held)]);
        }
        // A second row of the same partner and metric counts no more.
        let (metric, score) = (card.text("Values!C5"), card.number("Comparison!D5"));
        let free = (5..165).find(|row| card.text(&place("Values", 1, *row)).is_empty()).unwrap();
        let first = card.text("Values!B5");
        card.set(&[
            (&place("Values", 1, free), &first),
            (&place("Values", 2, free), &metric),
            (&place("Values", 13, free), "1"),
        ]);
        assert_eq!(card.text(&place("Values", 19, free)), "Listed twice: the first row counts");
        same(card.number("Comparison!D5"), score, template);
        assert_eq!(card.text("Summary!B14"), "1", "{template}");
    }
}

#[test]
fn a_text_in_place_of_a_number_is_left_out() {
    let mut card = Card::new("partner-performance");
    card.set(&[("Values!N5", "tbd")]);
    assert_eq!(card.text("Values!T5"), "A value is no number: left out");
    assert_eq!(card.text("Comparison!E5"), "0.75", "its weight of 25 is missing");
}

#[test]
fn a_target_equal_to_its_baseline_and_weights_of_zero_are_refused_in_place() {
    let mut card = Card::new("partner-performance");
    card.set(&[("Metrics!F5", "18")]);
    assert_eq!(card.text("Metrics!K5"), "Target equals the baseline: not scored");
    assert_eq!(card.text("Values!T5"), "Target equals the baseline: not scored");
    assert_eq!(card.text("Comparison!E6"), "0.75");
    let kept = card.number("Matrix!C7");
    assert!(kept.is_some(), "the other metrics go on");
    for row in 5..11 {
        card.set(&[(&place("Metrics", 7, row), "0")]);
    }
    assert_eq!(card.text("Metrics!K6"), "All weights are zero: there is no score");
    assert_eq!(card.text("Comparison!D6"), "");
    assert_eq!(card.text("Comparison!J6"), "not rated");
    assert_eq!(card.number("Matrix!C7"), kept);
    card.set(&[("Metrics!H6", "-5"), ("Metrics!H7", "10")]);
    assert_eq!(card.text("Metrics!K6"), "The weight is negative or no number: counted as 0");
    same(card.number("Comparison!D6"), card.number("Matrix!D7"), "the one weight that is left decides");
}

#[test]
fn names_are_taken_in_japanese_and_with_stray_spaces() {
    let mut card = Card::new("partner-performance");
    let before = card.number("Comparison!D5");
    card.set(&[("Values!C5", "貢献利益率"), ("Values!B6", " Nordlicht Cloud ")]);
    same(card.number("Comparison!D5"), before, "score");
    let shown = card.workbook.display_text(card.at("Comparison!F5"), Language::Japanese);
    assert_eq!(shown, "緑");
    // A partner of another name follows when both sides are renamed.
    card.set(&[("Comparison!A5", "New Name"), ("Review!B4", "New Name")]);
    assert_eq!(card.text("Values!T5"), "Unknown partner: not counted");
    assert_eq!(card.text("Review!G4"), "");
    card.set(&[("Review!B4", "Nobody")]);
    assert_eq!(card.text("Review!G4"), "Unknown partner: the first one is shown");
}
