//! Alternatives side by side, the next-best one, reviews, and costs that are often forgotten.

use super::*;

/// One alternative typed into its column.
fn alternative(column: char, figures: [&str; 12]) -> Vec<(String, String)> {
    (5..).zip(figures).map(|(row, text)| (format!("Alternatives!{column}{row}"), text.to_owned())).collect()
}

fn entered(workbook: &mut Workbook, cells: &[(String, String)]) {
    let cells: Vec<(&str, &str)> = cells.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    enter(workbook, &cells);
}

#[test]
fn four_alternatives_stand_side_by_side() {
    for unit in ["year", "quarter", "month"] {
        let mut workbook = with_lines(
            vec![
                line("Benefits", 5, ["1000", "recurring", "0%", "1", "120", "", ""]),
                line("Costs", 5, ["600", "one-off", "", "0", "", "", ""]),
                line("Costs", 6, ["100", "recurring", "0%", "1", "120", "", ""]),
            ],
            &[("Inputs!B7", "3"), ("Inputs!B15", unit)],
        );
        // 100 + 200 at first, 50 + 30 a year, 40 at the end, benefits of 400 a year from the 7th month.
        let other = ["100", "200", "0", "0", "50", "30", "0", "0%", "40", "400", "0%", "7"];
        let growing = ["0", "0", "0", "0", "100", "0", "0", "10%", "0", "200", "10%", "1"];
        entered(&mut workbook, &alternative('C', other));
        entered(&mut workbook, &alternative('D', growing));
        enter(&mut workbook, &[("Alternatives!C4", "Theirs"), ("Alternatives!D4", "Ours"), ("Alternatives!E4", "")]);
        for (place, expected) in [
            ("Alternatives!B20", "600"),
            ("Alternatives!B23", "900"),
            ("Alternatives!B26", "2100"),
            ("Alternatives!C20", "300"),
            ("Alternatives!C21", "240"),
            ("Alternatives!C23", "580"),
            ("Alternatives!C25", "1000"),
            ("Alternatives!C26", "420"),
            // 100 + 110 + 121.
            ("Alternatives!D23", "331"),
            ("Alternatives!D26", "331"),
            ("Alternatives!C27", "-320"),
            ("Alternatives!C28", "1680"),
            ("Summary!B53", "420"),
            ("Summary!B54", "1680"),
        ] {
            near(number(&workbook, place), expected, "0.000001", &format!("{place}, {unit}"));
        }
        assert_eq!(value(&workbook, "Summary!B52").plain(), "Theirs");
        assert_eq!(value(&workbook, "Summary!B55").plain(), "Ours");
        assert_eq!(value(&workbook, "Alternatives!E23").plain(), "", "an alternative without a name is left out");
    }
}

#[test]
fn an_alternative_of_the_same_figures_is_worth_the_same() {
    // At 10 % and by month, too: the alternative is computed apart from the lines and must agree with them.
    let mut workbook = with_lines(
        vec![
            line("Benefits", 5, ["5000", "recurring", "4%", "4", "120", "", ""]),
            line("Costs", 5, ["3000", "one-off", "", "0", "", "", ""]),
            line("Costs", 6, ["700", "recurring", "3%", "1", "120", "", ""]),
            line("Costs", 7, ["250", "one-off", "", "60", "", "", ""]),
        ],
        &[("Inputs!B7", "5"), ("Inputs!B8", "10%"), ("Inputs!B15", "month")],
    );
    entered(&mut workbook, &alternative('C', ["3000", "0", "0", "0", "700", "0", "0", "3%", "250", "5000", "4%", "4"]));
    let (own, other) = (number(&workbook, "Alternatives!B26"), number(&workbook, "Alternatives!C26"));
    assert!((own - other).abs() < decimal("0.000001"), "{own} and {other}");
    assert_eq!(number(&workbook, "Alternatives!B24").round_dp(6), number(&workbook, "Alternatives!C24").round_dp(6));
}

#[test]
fn a_review_sets_actual_beside_planned() {
    let mut workbook = workbook(&[("Inputs!B15", "month"), ("Inputs!B11", "0%")]);
    assert_eq!(value(&workbook, "Summary!B59").plain(), "Not reviewed yet");
    // Eighteen months of the platform's subscription: 120 machines x 1,500 a year.
    enter(&mut workbook, &[("Review!B4", "18"), ("Review!D28", "280000")]);
    near(number(&workbook, "Review!C28"), "270000", "0.000001", "planned subscription");
    near(number(&workbook, "Review!E28"), "10000", "0.000001", "difference");
    near(number(&workbook, "Summary!B58"), "-270000", "0.000001", "planned, only what was reviewed");
    near(number(&workbook, "Summary!B59"), "-280000", "0.000001", "realised");
    // Maintenance labour: 84,150 a year, a ramp of twelve months and six months at full level: 42,075 + 42,075.
    enter(&mut workbook, &[("Review!D10", "63112.5")]);
    near(number(&workbook, "Review!C10"), "84150", "0.000001", "planned labour");
    near(number(&workbook, "Review!F10"), "0.75", "0.000001", "realised share of the line");
    near(number(&workbook, "Summary!B61"), "0.75", "0.000001", "realised share of the benefits");
    near(number(&workbook, "Summary!B60"), "-31037.5", "0.000001", "difference in all");
    // In years, only whole ones count as planned.
    enter(&mut workbook, &[("Inputs!B15", "year")]);
    near(number(&workbook, "Review!C28"), "180000", "0.000001", "planned in the first year");
}

#[test]
fn forgotten_costs_are_counted_until_somebody_speaks() {
    let mut workbook = workbook(&[]);
    let before = number(&workbook, "Summary!B13");
    near(number(&workbook, "Summary!B73"), "8", "0", "the sample leaves eight open");
    enter(&mut workbook, &[("Costs!M22", "not needed"), ("Costs!M24", "不要")]);
    near(number(&workbook, "Summary!B73"), "7", "0", "one more was answered, one had been");
    enter(&mut workbook, &[("Costs!M22", ""), ("Costs!B22", "10000")]);
    near(number(&workbook, "Summary!B73"), "7", "0", "an amount answers as well");
    assert_eq!(number(&workbook, "Summary!B13"), before + decimal("10000"));
    enter(&mut workbook, &[("Costs!M22", "not needed")]);
    assert_eq!(number(&workbook, "Summary!B13"), before, "a line that contradicts itself counts nothing");
    assert!(value(&workbook, "Costs!Q22").plain().starts_with("An amount and a reason for none"));
}
