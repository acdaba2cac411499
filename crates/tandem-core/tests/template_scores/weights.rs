//! What the weights decide: a flip that is named must flip.

use rust_decimal::Decimal;

use super::card::{Card, dec, place};

/// The tier that a score reaches by itself.
fn reached(card: &Card, partner: usize) -> String {
    card.text(&place("Comparison", 10, partner))
}

#[test]
fn beyond_the_weight_that_is_named_the_tier_is_another() {
    let mut flips = 0;
    for template in ["partner-performance", "channel-priorities"] {
        let mut card = Card::new(template);
        for (row, partner) in card.partners() {
            card.set(&[("Review!B4", &partner)]);
            let now = reached(&card, row);
            for metric in 8..16 {
                let (Some(flip), Some(weight)) =
                    (card.number(&place("Sensitivity", 3, metric)), card.number(&place("Sensitivity", 1, metric)))
                else {
                    continue;
                };
                flips += 1;
                let then = card.text(&place("Sensitivity", 5, metric));
                let cell = place("Metrics", 7, metric - 3);
                let step = Decimal::new(1, 6) * if flip >= weight { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
                card.set(&[(&cell, &(flip + step).max(Decimal::ZERO).to_string())]);
                if flip + step >= Decimal::ZERO {
                    assert_eq!(reached(&card, row), then, "{template}, {partner}, row {metric} beyond {flip}");
                }
                card.set(&[(&cell, &(flip - step).to_string())]);
                assert_eq!(reached(&card, row), now, "{template}, {partner}, row {metric} before {flip}");
                card.set(&[(&cell, &weight.to_string())]);
            }
        }
    }
    assert!(flips > 10, "only {flips} flips were looked at");
}

#[test]
fn beyond_the_weight_that_is_named_the_order_is_another() {
    let mut flips = 0;
    for template in ["partner-performance", "value-exchange"] {
        let mut card = Card::new(template);
        for (row, partner) in card.partners() {
            card.set(&[("Review!B4", &partner)]);
            let Some(neighbour) = card.number("Sensitivity!M4") else { continue };
            let other = 4 + usize::try_from(u64::try_from(neighbour).unwrap()).unwrap();
            let gap = |card: &Card| {
                card.number(&place("Comparison", 3, row)).unwrap()
                    - card.number(&place("Comparison", 3, other)).unwrap()
            };
            let before = gap(&card);
            for metric in 8..16 {
                let (Some(flip), Some(weight)) =
                    (card.number(&place("Sensitivity", 7, metric)), card.number(&place("Sensitivity", 1, metric)))
                else {
                    continue;
                };
                flips += 1;
                let cell = place("Metrics", 7, metric - 3);
                card.set(&[(&cell, &flip.to_string())]);
                assert!(gap(&card).abs() < dec("0.000000001"), "{template}, {partner}: a tie at {flip}");
                let step = Decimal::new(1, 3) * if flip >= weight { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
                if flip + step > Decimal::ZERO {
                    card.set(&[(&cell, &(flip + step).to_string())]);
                    assert!((gap(&card) > Decimal::ZERO) != (before > Decimal::ZERO), "{template}, {partner}, {flip}");
                }
                card.set(&[(&cell, &weight.to_string())]);
            }
        }
    }
    assert!(flips > 10, "only {flips} flips were looked at");
}
