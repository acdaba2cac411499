//! Every example in the documentation of every function computes to the value beside it.

use tandem_core::cell::CellAddress;
use tandem_core::engine::Engine;
use tandem_core::function::{Clock, all};
use tandem_core::number::Decimal;

/// The evening of 31 March 2026.
fn clock() -> Clock {
    Clock { now: Decimal::new(4_611_275, 2), seed: 1 }
}

#[test]
fn every_example_gives_its_value() {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    engine.set_clock(clock());
    let host = CellAddress::new(sheet, 99, 25);
    let mut wrong = Vec::new();
    for function in all() {
        for example in function.examples {
            let given = engine
                .evaluate(host, example.formula)
                .map_or_else(|error| format!("does not parse: {error:?}"), |value| value.plain());
            if given != example.value {
                wrong.push(format!("{} gives {given}, documented is {}", example.formula, example.value));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_function_is_documented() {
    let mut wanting = Vec::new();
    let mut names = std::collections::HashSet::new();
    for function in all() {
        let name = function.name;
        if !names.insert(name) {
            wanting.push(format!("{name} is declared twice"));
        }
        if name != name.to_uppercase() {
            wanting.push(format!("{name} is not in capitals"));
        }
        if function.examples.len() < 2 {
            wanting.push(format!("{name} has fewer than two examples"));
        }
        for example in function.examples {
            if !example.formula.contains(&format!("{name}(")) {
                wanting.push(format!("{name}: the example {} does not use it", example.formula));
            }
        }
        if !function.summary.en.ends_with('.') || !function.summary.ja.ends_with('。') {
            wanting.push(format!("{name}: a summary is a whole sentence"));
        }
        if function.summary.ja.is_ascii() {
            wanting.push(format!("{name} has no Japanese summary"));
        }
    }
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}
