//! What holds for every scorecard, whatever is typed.

use std::str::FromStr;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::edit::Edit;

use super::CARDS;
use super::card::{Card, METRICS, PARTNERS, QUARTERS, place, same};

/// Every score, coverage, tier and cell of the matrix as the definitions have them.
fn follows(card: &Card, what: &str, quarter: usize) {
    for (row, partner) in card.partners() {
        let what = |figure: &str| format!("{what}, {partner}: {figure}");
        let (score, coverage) = card.expected(&partner, quarter);
        same(card.number(&place("Comparison", 3, row)), score, &what("score"));
        same(card.number(&place("Comparison", 4, row)), Some(coverage), &what("coverage"));
        assert_eq!(card.text(&place("Comparison", 9, row)), card.expected_tier(&partner, quarter), "{}", what("tier"));
        for (column, metric) in card.metrics().iter().enumerate() {
            let shown = card.number(&place("Matrix", 1 + column, row + 1));
            same(shown, card.expected_metric(&partner, metric, quarter), &what(&metric.name));
        }
    }
}

#[test]
fn every_score_coverage_and_tier_follows_its_definition() {
    for template in CARDS {
        let mut card = Card::new(template);
        for back in [0, 3, 7] {
            card.set(&[("Rules!B21", &back.to_string())]);
            follows(&card, &format!("{template}, {back} back"), QUARTERS - 1 - back);
        }
    }
}

/// Deletes a row of the sheet of metrics.
fn delete_metric(card: &mut Card, row: usize) {
    let sheet = card.at("Metrics!A1").sheet;
    let at = u32::try_from(row - 1).unwrap();
    Edit::DeleteRows { sheet, at, count: 1 }.apply(&mut card.workbook).unwrap();
}

#[test]
fn a_metric_whose_row_is_deleted_leaves_the_others_as_they_are() {
    for template in CARDS {
        for rows in [vec![5], vec![6, 8], vec![10]] {
            let mut card = Card::new(template);
            for row in rows.iter().rev() {
                delete_metric(&mut card, *row);
            }
            let what = format!("{template} without {rows:?}");
            follows(&card, &what, QUARTERS - 1);
            for sheet in ["Summary", "Review", "Matrix", "Comparison", "Sensitivity", "Quarters", "Lists"] {
                for (row, column) in (1..30).flat_map(|row| (0..20).map(move |column| (row, column))) {
                    let at = place(sheet, column, row);
                    assert!(!matches!(card.value(&at), Value::Error(_)), "{what}: {at} is {}", card.text(&at));
                }
            }
        }
    }
}

#[test]
fn a_decision_names_what_it_reads_of_a_metric_also_when_another_is_deleted() {
    for template in
        ["record-channel-performance", "record-channel-priorities", "record-alignment", "record-value-exchange"]
    {
        let mut card = Card::new(template);
        let read = |card: &Card| -> Vec<(String, String)> {
            (2..8).map(|row| (card.text(&place("Decision", 0, row)), card.text(&place("Decision", 5, row)))).collect()
        };
        let before = read(&card);
        assert!(before.iter().all(|(_, current)| Decimal::from_str(current).is_ok()), "{template}: {before:?}");
        delete_metric(&mut card, 6);
        let after = read(&card);
        for (place, (was, is)) in before.iter().zip(&after).enumerate() {
            if place == 1 {
                assert_eq!(*is, ("#REF!".to_owned(), String::new()), "{template}: {}", was.0);
            } else {
                assert_eq!(is, was, "{template}");
            }
        }
    }
}

#[test]
fn ranks_put_the_best_first() {
    for template in CARDS {
        let card = Card::new(template);
        let scores: Vec<Decimal> =
            card.partners().iter().filter_map(|(row, _)| card.number(&place("Comparison", 3, *row))).collect();
        for (row, partner) in card.partners() {
            let Some(score) = card.number(&place("Comparison", 3, row)) else { continue };
            let better = scores.iter().filter(|other| **other > score).count();
            assert_eq!(card.text(&place("Comparison", 2, row)), (better + 1).to_string(), "{template}, {partner}");
        }
        let order: Vec<Decimal> = (5..15).filter_map(|row| card.number(&place("Summary", 5, row))).collect();
        assert_eq!(order.len(), scores.len().min(10));
        assert!(order.is_sorted_by(|a, b| a >= b), "{template}: {order:?}");
    }
}

/// Scores of all partners, where they have one.
fn scores(card: &Card) -> Vec<Option<Decimal>> {
    PARTNERS.map(|row| card.number(&place("Comparison", 3, row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_do_not_depend_on_the_scale_of_weights(
        template in prop::sample::select(CARDS.to_vec()),
        weights in prop::collection::vec(1u32..100, METRICS.len()),
        factor in 2u32..1000,
    ) {
        let mut card = Card::new(template);
        let mut set = |factor: u32| {
            let cells: Vec<(String, String)> = METRICS
                .zip(&weights)
                .map(|(row, weight)| (place("Metrics", 7, row), (weight * factor).to_string()))
                .collect();
            let cells: Vec<(&str, &str)> = cells.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect();
            card.set(&cells);
            let tiers: Vec<String> = PARTNERS.map(|row| card.text(&place("Comparison", 9, row))).collect();
            (scores(&card), tiers)
        };
        let ((before, tiers), (after, tiers_after)) = (set(1), set(factor));
        for (a, b) in before.into_iter().zip(after) {
            same(b, a, "score");
        }
        prop_assert_eq!(tiers, tiers_after);
    }

    #[test]
    fn a_better_value_never_lowers_a_score(
        template in prop::sample::select(CARDS.to_vec()),
        row in 5usize..45,
        shares in prop::collection::vec(-50i64..200, 5),
    ) {
        let mut card = Card::new(template);
        let partner = card.text(&place("Values", 1, row));
        let name = card.text(&place("Values", 2, row));
        prop_assume!(!partner.is_empty());
        let metrics = card.metrics();
        let metric = metrics.iter().find(|metric| metric.name == name).unwrap();
        let at = card.partners().into_iter().find(|(_, other)| *other == partner).unwrap().0;
        let mut shares = shares;
        shares.sort_unstable();
        let mut before: Option<Decimal> = None;
        for share in shares {
            // So many percent of the way from the baseline to the target, in whichever direction that is.
            let value = metric.baseline + (metric.target - metric.baseline) * Decimal::new(share, 2);
            card.set(&[(&place("Values", 13, row), &value.to_string())]);
            let score = card.number(&place("Comparison", 3, at)).unwrap();
            prop_assert!(before.is_none_or(|before| score >= before), "{template} {partner} {name} at {share} %");
            before = Some(score);
        }
    }

    #[test]
    fn coverage_is_right_for_any_missing_set(
        template in prop::sample::select(CARDS.to_vec()),
        missing in prop::collection::vec(any::<bool>(), METRICS.len()),
        weights in prop::collection::vec(0u32..60, METRICS.len()),
    ) {
        let mut card = Card::new(template);
        let partner = card.partners()[1].clone();
        let mut cells = Vec::new();
        for ((row, metric), (weight, is_missing)) in METRICS.zip(card.metrics()).zip(weights.iter().zip(&missing)) {
            cells.push((place("Metrics", 7, row), weight.to_string()));
            if *is_missing && let Some(at) = card.row(&partner.1, &metric.name) {
                cells.push((place("Values", 13, at), String::new()));
            }
        }
        let cells: Vec<(&str, &str)> = cells.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect();
        card.set(&cells);
        let (mut present, mut all) = (0, 0);
        for (weight, is_missing) in weights.iter().zip(&missing).take(card.metrics().len()) {
            all += weight;
            present += if *is_missing { 0 } else { *weight };
        }
        let share = if all == 0 { Decimal::ZERO } else { Decimal::from(present) / Decimal::from(all) };
        same(card.number(&place("Comparison", 4, partner.0)), Some(share), "coverage");
        let (score, _) = card.expected(&partner.1, QUARTERS - 1);
        same(card.number(&place("Comparison", 3, partner.0)), score, "score");
    }
}
