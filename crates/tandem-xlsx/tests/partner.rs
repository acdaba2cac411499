//! Functions that only Tandem has, written as formulas of functions that Excel has: what comes back computes the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

#[path = "common/partner.rs"]
mod partner;

use tandem_core::cell::{CellAddress, Value};
use tandem_core::function::{self, Clock, Family};
use tandem_core::number;
use tandem_core::template::{TemplateKind, instantiate, summaries};
use tandem_core::text::Language;
use tandem_xlsx::{LossKind, read, write};

/// Calls with two faults at once, of which the other one is told.
const TWO_FAULTS: &[&str] = &[
    "SCORE(A12,B1,B2,B4)",
    "HEALTH(A12,B1,B7)",
    "WEIGHTED(G$21:G$24,$L$21:$L$24)",
    "COVERAGE(G$21:G$24,$L$21:$L$24)",
    "WEIGHTED(G$21:G$24,$O$21:$O$24)",
    "COVERAGE(G$21:G$24,$O$21:$O$24)",
    "PAYBACK(C41:H41,B4,1)",
    "PAYBACK(C42:H42,B4,1)",
];

/// Whether two values are the same, numbers to their guard digits.
fn is_same(was: &Value, is: &Value) -> bool {
    match (was, is) {
        (Value::Number(was), Value::Number(is)) => number::compare(*was, *is).is_eq(),
        (Value::Error(was), Value::Error(is)) => was.kind == is.kind,
        _ => was.plain() == is.plain(),
    }
}

#[test]
fn calls_come_back_as_formulas_with_the_same_values_and_errors() {
    let before = partner::workbook();
    let written = write(&before).unwrap();
    assert!(written.report.is_empty(), "{:?}", written.report);
    let after = read(&written.bytes, "w", Clock::default()).unwrap();
    let sheet = before.sheet_id("Calls").unwrap();
    let ours: Vec<String> = function::all()
        .iter()
        .filter(|function| function.family == Family::Partner)
        .map(|function| format!("{}(", function.name))
        .collect();
    let mut different = Vec::new();
    for (row, call) in (0u32..).zip(partner::calls()) {
        let at = CellAddress::new(sheet, row, 0);
        let text = after.workbook.engine().formula_text(at).unwrap_or_else(|| panic!("{call} is no formula"));
        assert!(!ours.iter().any(|name| text.contains(name)), "{text}");
        let (was, is) = (before.value(at), after.workbook.value(at));
        if TWO_FAULTS.contains(&call.as_str()) {
            let are_errors = matches!((was, is), (Value::Error(_), Value::Error(_)));
            assert!(are_errors && !is_same(was, is), "{call}");
        } else if !is_same(was, is) {
            different.push(format!("{call}: {} became {} by {text}", was.plain(), is.plain()));
        }
    }
    assert!(different.is_empty(), "{} differ\n{}", different.len(), different.join("\n"));
}

#[test]
fn calculators_go_on_computing_in_files() {
    for summary in summaries().iter().filter(|summary| summary.kind == TemplateKind::Calculator) {
        let written = write(&instantiate(summary.id, Language::English).unwrap()).unwrap();
        let values = [LossKind::OwnFunction, LossKind::LargeFormula];
        let losses = written.report.losses().iter().filter(|loss| values.contains(&loss.kind));
        let places: Vec<&String> = losses.flat_map(|loss| &loss.places).collect();
        // All roots of a polynomial have no formula in Excel.
        let expected: &[&str] = if summary.id == "joint-value" { &["Summary!B17", "Summary!C17"] } else { &[] };
        assert_eq!(places, expected, "{}", summary.id);
    }
}
