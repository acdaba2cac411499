//! Figures of the templates: what a person types in, and what published tables say must come out.

use std::str::FromStr;

use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::function::Clock;
use tandem_core::template::{Calculation, calculate};
use tandem_core::text::Language;

fn compute(template: &str, inputs: &[(&str, &str)]) -> Calculation {
    let inputs: Vec<(String, String)> =
        inputs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    calculate(template, &inputs, Clock::default(), Language::English)
        .unwrap_or_else(|error| panic!("{template}: {error}"))
}

fn output(calculation: &Calculation, name: &str) -> Value {
    let (_, at) = calculation.outputs.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    calculation.workbook.value(*at).clone()
}

#[track_caller]
fn number(calculation: &Calculation, name: &str) -> Decimal {
    match output(calculation, name) {
        Value::Number(number) => number,
        other => panic!("{name} is {}", other.plain()),
    }
}

/// Checks an output against a number and the distance that is allowed, or against a text.
#[track_caller]
fn check(calculation: &Calculation, name: &str, expected: &str, tolerance: &str) {
    let Ok(expected_number) = Decimal::from_str(expected) else {
        assert_eq!(output(calculation, name).plain(), expected, "{name}");
        return;
    };
    let actual = number(calculation, name);
    let gap = (actual - expected_number).abs();
    assert!(gap <= Decimal::from_str(tolerance).unwrap(), "{name} is {actual}, not {expected}");
}

/// Costs and benefits of a published three-year study at 10 %; its source stands in `data/oracles.json`, T1 to T6.
const PUBLISHED: &[(&str, &str)] = &[
    ("basis", "cash flow"),
    ("horizon", "3"),
    ("discountRate", "10%"),
    ("costsYear0", "53,150"),
    ("costsYear1", "666,715"),
    ("costsYear2", "636,772"),
    ("costsYear3", "647,783"),
    ("benefitsYear0", "0"),
    ("benefitsYear1", "1,606,511"),
    ("benefitsYear2", "3,061,331"),
    ("benefitsYear3", "4,229,760"),
];

#[test]
fn a_published_three_year_table_is_reproduced() {
    let result = compute("joint-value", PUBLISHED);
    for (name, expected, tolerance) in [
        ("pvCosts", "1672201", "0.5"),
        ("pvBenefits", "7168371", "0.5"),
        ("npv", "5496170", "0.5"),
        ("roi", "3.29", "0.005"),
        ("roi.nominal", "3.439", "0.0005"),
        ("totalCosts", "2004420", "0"),
        ("payback", "0.6787", "0.0005"),
        ("irrCount", "1", "0"),
        ("roi.ratio", "4.29:1", ""),
    ] {
        check(&result, name, expected, tolerance);
    }
    assert_eq!(result.warnings, Vec::<String>::new());
}

#[test]
fn a_second_published_case_is_reproduced() {
    // T7 to T9 of the data file: 10,000 at first, then 5,000 a year against 15,000 a year.
    let mut inputs = PUBLISHED[..3].to_vec();
    inputs.push(("costsYear0", "10000"));
    for year in ["costsYear1", "costsYear2", "costsYear3"] {
        inputs.push((year, "5000"));
    }
    inputs.push(("benefitsYear0", ""));
    for year in ["benefitsYear1", "benefitsYear2", "benefitsYear3"] {
        inputs.push((year, "15000"));
    }
    let result = compute("joint-value", &inputs);
    check(&result, "roi", "0.6628", "0.0001");
    check(&result, "roi.nominal", "0.8", "0");
    check(&result, "payback", "12", "0");
}

#[test]
fn several_rates_of_return_are_named_with_a_warning() {
    // The flows -100, 230, -132 have the rates 10 % and 20 %.
    let mut inputs = PUBLISHED[..3].to_vec();
    inputs.extend([("costsYear0", "100"), ("costsYear1", ""), ("costsYear2", "132"), ("costsYear3", "")]);
    inputs.extend([("benefitsYear0", ""), ("benefitsYear1", "230"), ("benefitsYear2", ""), ("benefitsYear3", "")]);
    let result = compute("joint-value", &inputs);
    check(&result, "irrCount", "2", "0");
    check(&result, "irrRates", "10.0%; 20.0%", "");
    check(&result, "irrNote", "Several rates fit: judge by net present value", "");
    check(&compute("joint-value", &[]), "irrNote", "None", "");
}

#[test]
fn a_weak_claim_is_cut_and_shown_as_a_range() {
    let result = compute("joint-value", &[]);
    check(&result, "reduction", "18% (12%–30%)", "");
    let npv = number(&result, "npv");
    assert!(number(&result, "npvLow") < npv && npv < number(&result, "npvHigh"));
    // The range agrees with the whole model run at either end of it, overlap caps included.
    for (end, name) in [("12%", "npvLow"), ("30%", "npvHigh")] {
        let there = compute("joint-value", &[("claimedReduction", end), ("claimHaircut", "0")]);
        let gap = (number(&there, "npv") - number(&result, name)).abs();
        assert!(gap < Decimal::new(1, 9), "{name} differs by {gap}");
    }
}

#[test]
fn the_sensitivity_table_agrees_with_the_whole_model() {
    let base = compute("joint-value", &[]);
    let cell = |place: &str| match base.workbook.value(base.workbook.cell(place).unwrap()) {
        Value::Number(number) => *number,
        other => panic!("{place} is {}", other.plain()),
    };
    for (input, value, place) in [
        ("benefitsAchieved", "80%", "Sensitivity!D5"),
        ("benefitsAchieved", "120%", "Sensitivity!E5"),
        ("discountRate", "7%", "Sensitivity!D8"),
        ("discountRate", "14%", "Sensitivity!E8"),
    ] {
        let there = compute("joint-value", &[(input, value)]);
        let gap = (number(&there, "npv") - cell(place)).abs();
        assert!(gap < Decimal::new(1, 9), "{input} {value} differs by {gap}");
    }
    // At the break-even share of benefits nothing is left.
    let share = number(&base, "breakEven").to_string();
    let even = compute("joint-value", &[("benefitsAchieved", &share)]);
    assert!(number(&even, "npv").abs() < Decimal::new(1, 6));
}

#[test]
fn what_the_parties_pay_each_other_cancels_out() {
    let joint = compute("joint-value", &[("perspective", "All parties")]);
    let parts: Decimal = ["npvCustomer", "npvVendor", "npvPartner"].iter().map(|name| number(&joint, name)).sum();
    assert!((number(&joint, "npv") - parts).abs() < Decimal::new(1, 9));
}

#[test]
fn horizons_choices_and_japanese_words_compute() {
    let base = number(&compute("joint-value", &[]), "npv");
    check(&compute("joint-value", &[("perspective", "顧客")]), "npv", &base.to_string(), "0");
    for horizon in [1, 2, 5, 10] {
        for perspective in ["Customer", "Vendor", "Partner", "All parties"] {
            for basis in ["lines", "cash flow"] {
                let inputs =
                    [("horizon", horizon.to_string()), ("perspective", perspective.into()), ("basis", basis.into())];
                let inputs: Vec<(&str, &str)> = inputs.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let result = compute("joint-value", &inputs);
                assert_eq!(result.warnings, Vec::<String>::new(), "{inputs:?}");
            }
        }
    }
}

#[test]
fn spend_and_return_typed_give_ratio_and_percent() {
    for (spend, revenue) in [("2,000,000", "8,000,000"), ("2000000", "$8,000,000")] {
        let result = compute("ecosystem-roi", &[("spendTotal", spend), ("revenueTotal", revenue)]);
        check(&result, "returnRatio", "4:1", "");
        check(&result, "roi", "3", "0");
        check(&result, "net", "6000000", "0");
    }
}

#[test]
fn attributed_revenue_never_exceeds_the_deals() {
    let result = compute("ecosystem-roi", &[("influencedCredit", "100%")]);
    // Won deals of the sample: one row repeats a deal and partner, one deal is shared 60 to 40 by two partners.
    check(&result, "revenue", "6681000", "0");
    check(&result, "duplicates", "1", "0");
    check(&result, "notCredited", "0", "0");
    let half = compute("ecosystem-roi", &[("influencedCredit", "50%")]);
    let credited = number(&half, "revenue") + number(&half, "notCredited");
    assert_eq!(credited, number(&result, "revenue"));
}

#[test]
fn the_fiscal_year_moves_with_its_first_month() {
    let april = compute("ecosystem-roi", &[]);
    let october = compute("ecosystem-roi", &[("fiscalStartMonth", "10")]);
    assert_ne!(number(&april, "revenue"), number(&october, "revenue"));
    let first = |result: &Calculation| {
        let at = result.workbook.cell("Quarters!B5").unwrap();
        result.workbook.display_text(at, Language::English)
    };
    assert_eq!(first(&april), "2023-04-01");
    assert_eq!(first(&october), "2023-10-01");
}

#[test]
fn a_lag_sets_revenue_against_earlier_spend() {
    // Without a lag both views agree.
    let none = compute("ecosystem-roi", &[("lag", "0")]);
    assert_eq!(number(&none, "roi"), number(&none, "roiLag"));
    let two = compute("ecosystem-roi", &[("lag", "2")]);
    assert!(number(&two, "roiLag") > number(&two, "roi"), "spend grows, so earlier spend is less");
}
