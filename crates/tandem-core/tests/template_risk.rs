//! The risk register and the dashboard of the ecosystem: published figures, figures worked by hand, and their laws.

use std::str::FromStr;

use proptest::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::template::instantiate;
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

fn dec(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn open(template: &str) -> Workbook {
    instantiate(template, Language::English).unwrap()
}

fn set(workbook: &mut Workbook, edits: &[(&str, &str)]) {
    let edits = edits.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(workbook).unwrap();
}

fn text(workbook: &Workbook, place: &str) -> String {
    workbook.value(workbook.cell(place).unwrap()).plain()
}

fn number(workbook: &Workbook, place: &str) -> Option<Decimal> {
    if let Value::Number(number) = workbook.value(workbook.cell(place).unwrap()) { Some(*number) } else { None }
}

#[track_caller]
fn near(workbook: &Workbook, place: &str, expected: &str) {
    let actual = number(workbook, place).unwrap_or_else(|| panic!("{place} is {}", text(workbook, place)));
    assert!((actual - dec(expected)).abs() <= Decimal::new(1, 9), "{place} is {actual}, not {expected}");
}

/// K5 of `data/oracles.json`: 12 x (1 - 20 %) leaves 9.6; and K6: 66 % taken at 30 % is 20 % in whole percent.
#[test]
fn published_residual_risk_and_confidence_are_reproduced() {
    let mut workbook = open("risk-register");
    set(&mut workbook, &[("Risks!E5", "3"), ("Risks!F5", "4"), ("Risks!J5", "20%"), ("Risks!K5", "")]);
    near(&workbook, "Risks!G5", "12");
    near(&workbook, "Risks!M5", "9.6");
    set(&mut workbook, &[("Risks!J5", "66%"), ("Risks!K5", "30%")]);
    near(&workbook, "Risks!L5", "0.198");
    assert_eq!(workbook.display_text(workbook.cell("Risks!L5").unwrap(), Language::English), "20%");
    near(&workbook, "Risks!M5", "9.624");
}

#[test]
fn bands_are_editable_and_include_their_lower_limit() {
    let mut workbook = open("risk-register");
    set(&mut workbook, &[("Risks!E5", "2"), ("Risks!F5", "5"), ("Risks!J5", ""), ("Risks!K5", "")]);
    assert_eq!(text(&workbook, "Risks!H5"), "High", "10 begins High");
    set(&mut workbook, &[("Rules!B7", "10.01")]);
    assert_eq!(text(&workbook, "Risks!H5"), "Moderate");
    set(&mut workbook, &[("Rules!A6", "Watch")]);
    assert_eq!([text(&workbook, "Risks!H5"), text(&workbook, "Heat!A15")], ["Watch", "Watch"]);
}

#[test]
fn each_risk_stands_in_one_cell_of_the_heat_map() {
    let mut workbook = open("risk-register");
    let count = |workbook: &Workbook| -> Decimal {
        let cells = (5..10).flat_map(|row| ["B", "C", "D", "E", "F"].map(|column| format!("Heat!{column}{row}")));
        cells.filter_map(|place| number(workbook, &place)).sum()
    };
    assert_eq!(count(&workbook), dec("14"));
    // Likelihood 4 and impact 3 stand in the second row and the third column.
    near(&workbook, "Heat!D6", "2");
    set(&mut workbook, &[("Risks!E5", "7")]);
    assert_eq!(count(&workbook), dec("13"));
    assert_eq!(text(&workbook, "Risks!S5"), "Likelihood or impact is not from 1 to 5: not counted");
    near(&workbook, "Heat!D6", "1");
}

#[test]
fn what_is_late_or_odd_is_named() {
    let mut workbook = open("risk-register");
    assert_eq!(text(&workbook, "Risks!R5"), "late");
    set(&mut workbook, &[("Rules!B11", "2026-04-10")]);
    assert_eq!(text(&workbook, "Risks!R5"), "open", "what is due on the day is not late");
    set(&mut workbook, &[("Risks!Q5", "はい")]);
    assert_eq!(text(&workbook, "Risks!R5"), "done");
    set(&mut workbook, &[("Risks!C6", "Weather"), ("Risks!J7", "140%"), ("Risks!O9", ""), ("Risks!P9", "")]);
    assert_eq!(text(&workbook, "Risks!S6"), "Unknown criterion: not counted by criterion");
    assert_eq!(text(&workbook, "Risks!S7"), "Effect or confidence is not between 0 % and 100 %: counted as 0");
    near(&workbook, "Risks!M7", "12");
    assert_eq!(text(&workbook, "Risks!S9"), "Above tolerance without an owner or a due day");
    near(&workbook, "Summary!B16", "3");
}

#[test]
fn a_partners_score_is_the_mean_of_its_worst_risks() {
    let mut workbook = open("risk-register");
    // Delta Resellers stands first: 8.16 in finance (20), 9.06 in delivery (20), nothing else; times 4.
    assert_eq!(text(&workbook, "Partners!A5"), "Delta Resellers");
    near(&workbook, "Partners!F5", "13.776");
    assert_eq!(text(&workbook, "Summary!B15"), "Delta Resellers");
    for row in 15..20 {
        set(&mut workbook, &[(&format!("Rules!B{row}"), "0")]);
    }
    assert_eq!(text(&workbook, "Partners!F5"), "n/a", "weights of zero give no score");
    near(&workbook, "Partners!C5", "17.22");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mitigation_never_adds_risk(likelihood in 1u32..6, impact in 1u32..6, effect in 0u32..101, confidence in 0u32..101) {
        let mut workbook = open("risk-register");
        set(&mut workbook, &[
            ("Risks!E5", &likelihood.to_string()),
            ("Risks!F5", &impact.to_string()),
            ("Risks!J5", &format!("{effect}%")),
            ("Risks!K5", &format!("{confidence}%")),
        ]);
        let inherent = likelihood * impact;
        // In ten-thousandths, so that whole numbers do.
        let residual = inherent * (10_000 - effect * confidence);
        prop_assert_eq!(number(&workbook, "Risks!G5"), Some(Decimal::from(inherent)));
        prop_assert_eq!(number(&workbook, "Risks!M5").map(|left| left.normalize()), Some(Decimal::new(residual.into(), 4).normalize()));
    }
}

#[test]
fn the_dashboard_is_as_worked_by_hand() {
    let workbook = open("ecosystem-metrics");
    // (3120-1800)/1800, (8150-5000)/6000, (74-40)/45, (13.8-18)/-12, (42.7-28)/27, (38-10)/40, (67-40)/50, (118-180)/-105.
    for (row, score) in [(6, "52.5"), (8, "35"), (10, "70"), (11, "54")] {
        near(&workbook, &format!("Dashboard!J{row}"), score);
    }
    // 20 x 73.333 + 15 x 52.5 + 15 x 75.556 + 15 x 35 + 10 x 54.444 + 10 x 70 + 10 x 54 + 5 x 59.048, over 100.
    near(&workbook, "Dashboard!B17", "59.921825396825");
    // 3120 against 2610, and 74 % against 63 %.
    near(&workbook, "Dashboard!F5", "19.540229885057");
    near(&workbook, "Dashboard!F7", "11");
    assert_eq!([text(&workbook, "Dashboard!G5"), text(&workbook, "Dashboard!G7")], ["percent", "points"]);
    assert_eq!([text(&workbook, "Dashboard!H8"), text(&workbook, "Dashboard!H12")], ["worse", "better"]);
    assert_eq!(text(&workbook, "Dashboard!L8"), "alert");
}

#[test]
fn thresholds_raise_alerts_on_their_bad_side_only() {
    let mut workbook = open("ecosystem-metrics");
    for (threshold, alert) in [("3120", "within"), ("3120.01", "alert"), ("", "within")] {
        set(&mut workbook, &[("Metrics!H5", threshold)]);
        assert_eq!(text(&workbook, "Dashboard!L5"), alert, "{threshold}");
    }
    // Lower is better for churn.
    for (threshold, alert) in [("13.8", "within"), ("13.79", "alert")] {
        set(&mut workbook, &[("Metrics!H8", threshold)]);
        assert_eq!(text(&workbook, "Dashboard!L8"), alert, "{threshold}");
    }
}

#[test]
fn missing_quarters_and_odd_metrics_leave_the_rest() {
    let mut workbook = open("ecosystem-metrics");
    // A value is missing: its weight of 20 is spread over the rest.
    set(&mut workbook, &[("Values!M5", "")]);
    assert_eq!([text(&workbook, "Dashboard!F5"), text(&workbook, "Dashboard!L5")], ["", "no value"]);
    near(&workbook, "Dashboard!B18", "0.8");
    near(&workbook, "Dashboard!B17", "56.568948412698");
    set(&mut workbook, &[("Metrics!G6", "5000"), ("Values!L7", "soon")]);
    assert_eq!(text(&workbook, "Metrics!K6"), "Target equals the baseline: not scored");
    assert_eq!(text(&workbook, "Values!N7"), "A value is no number: left out");
    near(&workbook, "Dashboard!B18", "0.65");
    near(&workbook, "Dashboard!B22", "2");
    // A quarter without one a year before has no change.
    set(&mut workbook, &[("Rules!B8", "9")]);
    assert_eq!(text(&workbook, "Dashboard!F7"), "");
    assert_eq!(text(&workbook, "Dashboard!B7"), "49");
    for row in 5..15 {
        set(&mut workbook, &[(&format!("Metrics!I{row}"), "0")]);
    }
    assert_eq!(text(&workbook, "Dashboard!B17"), "no value");
}

#[test]
fn the_weight_that_is_named_takes_the_score_to_the_limit() {
    let mut workbook = open("ecosystem-metrics");
    let mut flips = 0;
    for row in 7..15 {
        let Some(flip) = number(&workbook, &format!("Sensitivity!D{row}")) else { continue };
        flips += 1;
        let limit = if number(&workbook, &format!("Sensitivity!H{row}")) == Some(flip) { "50" } else { "75" };
        let weight = text(&workbook, &format!("Sensitivity!B{row}"));
        set(&mut workbook, &[(&format!("Metrics!I{}", row - 2), &flip.to_string())]);
        near(&workbook, "Dashboard!B17", limit);
        set(&mut workbook, &[(&format!("Metrics!I{}", row - 2), &weight)]);
    }
    assert!(flips >= 2);
}
