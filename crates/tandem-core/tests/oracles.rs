//! Figures published elsewhere, each computed through a formula. The data file names every figure's source.

use rust_decimal::Decimal;
use serde::Deserialize;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::engine::Engine;

#[derive(Deserialize)]
struct Oracle {
    id: String,
    formula: String,
    expected: Expected,
    tolerance: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    One(String),
    Several(Vec<String>),
}

#[test]
fn published_figures_are_reproduced() {
    let oracles: Vec<Oracle> = serde_json::from_str(include_str!("data/oracles.json")).unwrap();
    assert!(oracles.len() > 80, "the data file has lost figures");
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    let host = CellAddress::new(sheet, 0, 0);
    let mut wrong = Vec::new();
    for oracle in &oracles {
        let value = engine.evaluate(host, &oracle.formula).unwrap_or_else(|error| panic!("{}: {error:?}", oracle.id));
        if !agrees(&value, oracle) {
            wrong.push(format!("{}: {} gives {}", oracle.id, oracle.formula, value.plain()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn agrees(value: &Value, oracle: &Oracle) -> bool {
    let tolerance = number(&oracle.tolerance).unwrap_or_default();
    match (value, &oracle.expected) {
        (Value::Array(array), Expected::Several(expected)) => {
            array.items().len() == expected.len()
                && array.items().iter().zip(expected).all(|(item, text)| is_near(item, text, tolerance))
        }
        (value, Expected::One(text)) => is_near(value, text, tolerance),
        _ => false,
    }
}

fn is_near(value: &Value, text: &str, tolerance: Decimal) -> bool {
    match (value, number(text)) {
        (Value::Number(actual), Some(expected)) => (*actual - expected).abs() <= tolerance,
        (value, _) => value.plain() == text,
    }
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
}
