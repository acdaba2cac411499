//! Figures worked by hand, and published ones; the sources of those stand in `data/oracles.json`.

use super::card::{Card, dec, place, same};

/// The sample of `partner-performance`, worked on paper for the last quarter.
#[test]
fn one_partner_worked_by_hand() {
    let card = Card::new("partner-performance");
    // Aoba Systems: (28.9-18)/14, (12966-4000)/10000, (94.2-70)/25, (77.9-40)/50, (90-45)/50, (48-17.4)/40.
    for (column, score) in [(2, "89.66"), (3, "96.8"), (4, "75.8"), (5, "90"), (6, "76.5")] {
        same(card.number(&place("Matrix", column, 7)), Some(dec(score)), "metric");
    }
    same(card.number("Matrix!B7"), Some(dec("1090") / dec("14")), "margin");
    // 25 x 77.857142... + 20 x 89.66 + 20 x 96.8 + 10 x 75.8 + 15 x 90 + 10 x 76.5, over 100.
    same(card.number("Comparison!D6"), Some(dec("5984.04") / dec("70")), "score");
    assert_eq!(card.text("Comparison!J6"), "Gold", "one quarter at Platinum is not two");
    assert_eq!(card.text("Comparison!L6"), "rising");
    assert_eq!(card.text("Comparison!R6"), "1");
    assert_eq!(card.text("Comparison!S6"), "1");
    // Orla Software lacks margin, velocity and enablement: 20 + 10 + 10 of 100.
    same(card.number("Comparison!E14"), Some(dec("0.4")), "coverage");
    assert_eq!(card.text("Comparison!J14"), "not rated");
    // Kestrel Digital's compliance is (79.5-70)/25 = 38: red, so Silver is the most.
    assert_eq!(card.text("Comparison!T12"), "red");
    assert_eq!(card.text("Comparison!J12"), "Silver");
    assert_eq!(card.text("Comparison!K12"), "Gold");
    assert_eq!(card.text("Comparison!L12"), "capped by compliance");
    // Helio Integrators was Gold and fell under 70 for the first time.
    assert_eq!(card.text("Comparison!J7"), "Gold");
    assert_eq!(card.text("Comparison!L7"), "in grace");
    assert_eq!(card.text("Comparison!S7"), "1");
}

#[test]
fn the_named_step_reaches_the_next_tier_exactly() {
    let mut card = Card::new("partner-performance");
    // Tamagawa Solutions holds Silver; the value that its next step names brings it to the limit of Gold.
    assert_eq!(card.text("Comparison!M13"), "Gold");
    assert_eq!(card.text("Comparison!O13"), "Contribution margin");
    let to = card.text("Comparison!Q13");
    let row = card.row("Tamagawa Solutions", "Contribution margin").unwrap();
    card.set(&[(&place("Values", 13, row), &to)]);
    same(card.number("Comparison!D13"), Some(dec("70")), "score");
}

/// K1: a value of 50 between 0 and 200 is 25 %.
#[test]
fn a_published_normalisation_is_reproduced() {
    let mut card = Card::new("partner-performance");
    card.set(&[("Metrics!E5", "0"), ("Metrics!F5", "200"), ("Values!N5", "50")]);
    same(card.number("Matrix!B6"), Some(dec("25")), "score");
    // Lower is better in the same way: 30 on the way from 40 down to 20.
    card.set(&[("Metrics!E5", "40"), ("Metrics!F5", "20"), ("Values!N5", "30")]);
    same(card.number("Matrix!B6"), Some(dec("50")), "score");
    assert_eq!(card.text("Metrics!G5"), "lower is better");
}

/// K3 and K4: four groups of 47.6, 19.4, 20.0 and 9.0 points, 96 together, which the page's own bands call Platinum. The
/// groups are entered as metrics worth 50, 20, 20 and 10 points.
#[test]
fn a_published_partner_scorecard_is_reproduced() {
    let mut card = Card::new("partner-performance");
    let groups = [("50", "47.6"), ("20", "19.4"), ("20", "20.0"), ("10", "9.0")];
    for (place_of, (most, points)) in groups.iter().enumerate() {
        let (row, value) = (5 + place_of, place("Values", 13, 5 + place_of));
        card.set(&[
            (&place("Metrics", 4, row), "0"),
            (&place("Metrics", 5, row), most),
            (&place("Metrics", 7, row), most),
            (&value, points),
        ]);
    }
    card.set(&[("Metrics!H9", "0"), ("Metrics!H10", "0")]);
    for (column, (most, points)) in groups.iter().enumerate() {
        let score = card.number(&place("Matrix", 1 + column, 6)).unwrap();
        same(Some(score * dec(most) / dec("100")), Some(dec(points)), "points of the group");
    }
    same(card.number("Comparison!D5"), Some(dec("96")), "all points");
    assert_eq!(card.text("Comparison!K5"), "Platinum");
}

#[test]
fn bands_include_their_lower_limit_and_are_not_rounded() {
    let mut card = Card::new("partner-performance");
    card.set(&[("Metrics!E5", "0"), ("Metrics!F5", "100"), ("Values!N5", "80")]);
    for (value, health) in [("80", "green"), ("79.9999", "yellow"), ("60", "yellow"), ("59.9999", "red"), ("", "")] {
        card.set(&[("Values!N5", value)]);
        assert_eq!(card.text("Values!Q5"), health, "{value}");
    }
    // Yellow above green leaves no yellow, and nothing breaks.
    card.set(&[("Values!N5", "85"), ("Rules!B5", "90")]);
    assert_eq!(card.text("Values!Q5"), "red");
}

#[test]
fn a_change_within_the_dead_band_is_steady() {
    let mut card = Card::new("partner-performance");
    card.set(&[("Metrics!E5", "0"), ("Metrics!F5", "100"), ("Values!M5", "50")]);
    for (value, trend) in [("52", "steady"), ("52.01", "rising"), ("48", "steady"), ("47.99", "falling"), ("", "")] {
        card.set(&[("Values!N5", value)]);
        assert_eq!(card.text("Values!R5"), trend, "{value}");
    }
}

#[test]
fn a_tier_takes_quarters_in_a_row_and_has_grace() {
    let mut card = Card::new("partner-performance");
    // One metric alone, so that its value is the score.
    card.set(&[("Metrics!E5", "0"), ("Metrics!F5", "100"), ("Rules!B11", "0")]);
    for row in 6..11 {
        card.set(&[(&place("Metrics", 7, row), "0")]);
    }
    let mut tier = |values: [&str; 8]| {
        for (quarter, value) in values.iter().enumerate() {
            card.set(&[(&place("Values", 6 + quarter, 5), value)]);
        }
        [card.text("Comparison!J5"), card.text("Comparison!L5"), card.text("Comparison!S5")]
    };
    let steady = ["75"; 8];
    assert_eq!(tier(steady), ["Gold", "holds", ""]);
    assert_eq!(tier(["75", "75", "75", "75", "75", "75", "75", "86"]), ["Gold", "rising", "1"]);
    assert_eq!(tier(["75", "75", "75", "75", "75", "75", "86", "90"]), ["Platinum", "holds", ""]);
    assert_eq!(tier(["75", "75", "75", "75", "75", "75", "75", "60"]), ["Gold", "in grace", "1"]);
    assert_eq!(tier(["75", "75", "75", "75", "75", "75", "60", "40"]), ["Silver", "in grace", "1"]);
    assert_eq!(tier(["75", "75", "75", "75", "60", "", "", "60"]), ["Silver", "holds", ""]);
    assert_eq!(tier(["", "", "", "", "", "", "", ""]), ["not rated", "too little data", ""]);
}
