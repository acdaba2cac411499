//! What each scorecard has beside the scores.

use rust_decimal::Decimal;

use super::card::{Card, PARTNERS, dec, place, same};

#[test]
fn the_review_shows_one_partner_and_both_sides_promises() {
    let mut card = Card::new("partner-performance");
    assert_eq!(card.text("Review!B4"), "Aoba Systems");
    assert_eq!(card.number("Review!A7"), card.number("Comparison!D6"));
    assert_eq!(
        [card.text("Review!A36"), card.text("Review!D36")],
        ["Bring six opportunities above 50,000 into the register", "late"]
    );
    assert_eq!([card.text("Review!F35"), card.text("Review!I35")], ["Release the price list in yen", "done"]);
    card.set(&[("Review!B4", "Nordlicht Cloud")]);
    assert_eq!(card.number("Review!A7"), card.number("Comparison!D5"));
    assert_eq!(card.text("Review!F35"), "Hold the joint planning day");
    assert_eq!(card.text("Review!A36"), "");
    // The day of review decides what is late.
    card.set(&[("Rules!B22", "2026-05-21")]);
    assert_eq!(card.text("Review!D35"), "late");
}

#[test]
fn budget_and_hours_go_to_the_best_first() {
    let mut card = Card::new("channel-priorities");
    for budget in ["0", "100", "320", "1000"] {
        card.set(&[("Priorities!D4", budget)]);
        let (limit, hours) = (dec(budget), card.number("Priorities!D5").unwrap());
        let (mut used, mut spent) = (Decimal::ZERO, Decimal::ZERO);
        for row in 8..28 {
            let asked = card.number(&place("Priorities", 3, row)).zip(card.number(&place("Priorities", 4, row)));
            let fits = asked.is_some_and(|(money, time)| used + money <= limit && spent + time <= hours);
            assert_eq!(card.text(&place("Priorities", 5, row)) == "funded", fits, "row {row} of {budget}");
            if let (true, Some((money, time))) = (fits, asked) {
                used += money;
                spent += time;
            }
        }
        assert_eq!(card.number("Priorities!D6"), Some(used));
        assert_eq!(card.number("Priorities!E6"), Some(spent));
    }
}

#[test]
fn scale_and_control_are_worth_the_same_at_the_flip() {
    let mut card = Card::new("channel-priorities");
    let mut flips = 0;
    for row in 14..34 {
        let Some(flip) = card.number(&place("Trade-off", 6, row)) else { continue };
        flips += 1;
        let above = card.text(&place("Trade-off", 7, row));
        card.set(&[("Trade-off!B4", &flip.to_string())]);
        let gap = card.number(&place("Trade-off", 4, row)).unwrap();
        assert!(gap.abs() < dec("0.000000001"), "row {row}: {gap} at {flip}");
        card.set(&[("Trade-off!B4", &(flip + dec("0.001")).to_string())]);
        assert_eq!(card.text(&place("Trade-off", 5, row)), above, "row {row}");
    }
    assert!(flips >= 5);
    // By hand: a partner of 80 and 40 against a direct channel of 35 and 90 flips at 50 / 95.
    card.set(&[("Trade-off!B5", "35"), ("Trade-off!B6", "90")]);
    let (scale, control) = (card.number("Trade-off!B20").unwrap(), card.number("Trade-off!C20").unwrap());
    let flip = (dec("90") - control) / (scale - control + dec("55"));
    same(card.number("Trade-off!G20"), Some(flip), "flip");
}

#[test]
fn either_sides_gain_is_what_it_receives_less_what_it_gives() {
    let mut card = Card::new("value-exchange");
    // Nordlicht Cloud, by hand: we give 70 + 110 + 45 and receive 310 + 180; it gives 60 + 90 and receives 240 + 110 + 120.
    same(card.number("Balance!D8"), Some(dec("265")), "our net");
    same(card.number("Balance!H8"), Some(dec("320")), "the partner’s net");
    same(card.number("Balance!K8"), Some(dec("265") / dec("585")), "our share");
    assert_eq!(card.text("Balance!L8"), "balanced");
    assert_eq!(card.text("Balance!L12"), "one side loses");
    let (mut ours, mut theirs) = (Decimal::ZERO, Decimal::ZERO);
    for row in 8..28 {
        ours += card.number(&place("Balance", 3, row)).unwrap();
        theirs += card.number(&place("Balance", 7, row)).unwrap();
    }
    assert_eq!((card.number("Balance!D28"), card.number("Balance!H28")), (Some(ours), Some(theirs)));
    card.set(&[("Give and get!B5", "Somebody"), ("Give and get!D6", "-4")]);
    assert_eq!(card.text("Give and get!G5"), "Given by neither partner nor us: not counted");
    assert_eq!(card.text("Give and get!G6"), "An amount is missing or negative: counted as 0");
    same(card.number("Balance!C8"), Some(dec("180")), "the rest is counted");
}

#[test]
fn flags_and_checkpoints_cap_a_score() {
    let mut card = Card::new("partner-alignment");
    same(card.number("Alignment!D12"), Some(dec("50")), "a failed checkpoint");
    let lost = card.number("Comparison!D12").unwrap() - dec("50");
    same(card.number("Alignment!F12"), Some(lost), "points lost");
    assert_eq!(card.text("Alignment!G12"), "Export control statement");
    card.set(&[("Flags!D8", "passed")]);
    assert_eq!(card.number("Alignment!D12"), card.number("Comparison!D12"));
    card.set(&[("Flags!B8", "risk"), ("Flags!D8", "open"), ("Flags!E8", "high"), ("Flags!C4", "12.5")]);
    same(card.number("Alignment!D12"), Some(dec("12.5")), "an open flag");
    card.set(&[("Flags!D8", "maybe")]);
    assert_eq!(card.text("Flags!H8"), "Unknown kind or state: not counted");
    for row in PARTNERS {
        if let (Some(score), Some(capped)) =
            (card.number(&place("Comparison", 3, row)), card.number(&place("Alignment", 3, row)))
        {
            assert!(capped <= score, "row {row}");
        }
    }
}

#[test]
fn drift_is_the_slope_of_a_straight_line() {
    let mut card = Card::new("partner-alignment");
    card.set(&[("Metrics!E5", "0"), ("Metrics!F5", "100"), ("Rules!B7", "200%")]);
    // 3 points a quarter, with two quarters missing.
    for (quarter, value) in ["10", "13", "", "19", "22", "", "28", "31"].iter().enumerate() {
        card.set(&[(&place("Values", 6 + quarter, 5), value)]);
    }
    same(card.number("Drift!B5"), Some(dec("3")), "drift");
    // Only the quarters shown count: two of them are too few.
    card.set(&[("Rules!B21", "5")]);
    assert_eq!(card.text("Drift!B5"), "");
}

#[test]
fn road_maps_overlap_where_both_sides_work() {
    let mut card = Card::new("partner-alignment");
    // Data sharing: ours in quarters 7 to 9, theirs in 8 to 10.
    let row: Vec<String> = (9..15).map(|column| card.text(&place("Road maps", column, 5))).collect();
    assert_eq!(row, ["we", "both", "both", "partner only", "", ""]);
    assert_eq!(card.text("Road maps!P5"), "2");
    // Six of our thirteen theme quarters: 2 + 2 + 2 of 3 + 1 + 3 + 3 + 3.
    same(card.number("Road maps!P15"), Some(dec("6") / dec("13")), "share");
    card.set(&[("Road maps!D5", "9"), ("Road maps!E5", "7")]);
    assert_eq!(card.text("Road maps!F5"), "The quarters are missing or in the wrong order");
}

#[test]
fn regions_are_compared_with_the_best_one() {
    let mut card = Card::new("segmentation");
    // Three of three in Europe, one of four in Japan, one of three in the Americas.
    same(card.number("Fairness!G9"), Some(dec("1")), "Europe");
    same(card.number("Fairness!G10"), Some(dec("0.25")), "Japan");
    same(card.number("Fairness!G11"), Some(dec("1") / dec("3")), "Americas");
    assert_eq!([card.text("Fairness!H9"), card.text("Fairness!H10")], ["alike", "below the threshold"]);
    card.set(&[("Fairness!C5", "25%"), ("Fairness!C6", "4")]);
    assert_eq!([card.text("Fairness!H9"), card.text("Fairness!H10")], ["too few partners", "alike"]);
    let counted: Decimal = (9..15).map(|row| card.number(&place("Segments", 12, row)).unwrap()).sum();
    assert_eq!(counted, dec("10"), "every partner has one segment");
    card.set(&[("Segments!D6", "120")]);
    assert_eq!(card.text("Segments!H9"), "Repair", "satisfaction comes first");
}

#[test]
fn a_change_of_the_margin_costs_its_share_of_the_revenue() {
    let mut card = Card::new("tier-benefits");
    // Nordlicht Cloud alone is Platinum; from 27 % to 30 % of the revenue of its last four quarters.
    let row = card.row("Nordlicht Cloud", "Revenue").unwrap();
    let revenue: Decimal = (10..14).map(|column| card.number(&place("Values", column, row)).unwrap()).sum();
    assert_eq!(card.text("Changes!F5"), "1");
    same(card.number("Changes!H5"), Some(revenue * dec("0.03")), "cost");
    card.set(&[("Changes!D5", "25%")]);
    same(card.number("Changes!H5"), Some(revenue * dec("-0.02")), "saving");
    card.set(&[("Changes!B5", "Diamond")]);
    assert_eq!(card.text("Changes!K5"), "Unknown benefit or tier");
    assert_eq!(card.text("Changes!H5"), "");
}
