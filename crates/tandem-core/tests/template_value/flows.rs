//! Cash flows that stand in print, typed as yearly totals.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Case {
    id: String,
    source: String,
    rate: String,
    benefits: Vec<String>,
    costs: Vec<String>,
    inputs: BTreeMap<String, String>,
    /// Per output what is published, and how far from it is still the same.
    expected: BTreeMap<String, (String, String)>,
}

impl Case {
    fn inputs(&self, unit: &str) -> Vec<(String, String)> {
        let years = self.benefits.len() - 1;
        let mut inputs: Vec<(String, String)> =
            [("basis", "cash flow"), ("period", unit), ("discountRate", &self.rate), ("horizon", &years.to_string())]
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .to_vec();
        for year in 0..=10 {
            let typed = |amounts: &[String]| amounts.get(year).cloned().unwrap_or_default();
            inputs.push((format!("benefitsYear{year}"), typed(&self.benefits)));
            inputs.push((format!("costsYear{year}"), typed(&self.costs)));
        }
        inputs.extend(self.inputs.clone());
        inputs
    }
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../data/joint-value.json")).unwrap()
}

fn computed(case: &Case, unit: &str) -> Workbook {
    let mut workbook = SAMPLE.with(Clone::clone);
    let cells = input_cells("joint-value", &workbook);
    let at = |name: &str| cells.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1;
    let edits = case.inputs(unit).into_iter().map(|(name, text)| CellEdit::typed(at(&name), text)).collect();
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    workbook
}

#[test]
fn published_figures_come_out() {
    let cases = cases();
    assert!(cases.len() > 20, "the data file has lost figures");
    for case in &cases {
        assert!(!case.source.is_empty(), "{}", case.id);
        let workbook = computed(case, "year");
        for (name, (expected, tolerance)) in &case.expected {
            let what = format!("{}, {name}", case.id);
            match output(&workbook, name) {
                Value::Number(number) => near(number, expected, tolerance, &what),
                other => assert_eq!(other.plain(), *expected, "{what}"),
            }
        }
        assert_eq!(errors(&workbook), Vec::<String>::new(), "{}", case.id);
    }
}

#[test]
fn sums_and_payback_of_yearly_totals_do_not_depend_on_the_unit() {
    // Each year's total is spread evenly, and payback is linear within a year anyway.
    for case in cases() {
        let years = computed(&case, "year");
        for unit in ["quarter", "month"] {
            let finer = computed(&case, unit);
            for name in ["totalBenefits", "totalCosts", "payback"] {
                match (output(&years, name), output(&finer, name)) {
                    (Value::Number(one), Value::Number(other)) => {
                        assert!((one - other).abs() < decimal("0.000001"), "{}, {name}, {unit}", case.id);
                    }
                    (one, other) => assert_eq!(one.plain(), other.plain(), "{}, {name}, {unit}", case.id),
                }
            }
        }
    }
}

#[test]
fn payback_names_the_first_and_the_last_crossing() {
    // -100, 150, -80, 60: the balance is 50 after a year, -30 after two, and comes back half-way through the third.
    let workbook = workbook(&[
        ("Inputs!B5", "cash flow"),
        ("Inputs!B7", "3"),
        ("Inputs!B8", "0%"),
        ("Inputs!B41", "0"),
        ("Inputs!C41", "150"),
        ("Inputs!D41", "0"),
        ("Inputs!E41", "60"),
        ("Inputs!B42", "100"),
        ("Inputs!C42", "0"),
        ("Inputs!D42", "80"),
        ("Inputs!E42", "0"),
    ]);
    near(number(&workbook, "Summary!B24"), "8", "0.000001", "first crossing in months");
    near(number(&workbook, "Summary!B27"), "2.5", "0.000001", "last crossing in years");
    near(number(&workbook, "Summary!B28"), "2.5", "0.000001", "last crossing, discounted at zero");
    assert!(value(&workbook, "Summary!B29").plain().starts_with("The balance falls below zero again"));
}
