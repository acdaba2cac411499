//! What moves an outcome: one input at a time, the strongest of them for several outcomes, and two together.

use tandem_core::analysis::{AnalysisError, Bar, StrongestInputs, steps, tornado, two_way};
use tandem_core::cell::Value;
use tandem_core::number::{Decimal, plain};

use crate::analysis::{asking, at, decimal, profit, range};

#[test]
fn a_tornado_stands_by_effect_then_name() {
    let book = profit();
    let inputs = [
        range(&book, "idle", "A5", "0", "9"),
        range(&book, "fixed", "A4", "150", "250"),
        range(&book, "units", "A2", "90", "120"),
        range(&book, "cost b", "A3", "5", "7"),
        range(&book, "price", "A1", "8", "12"),
        range(&book, "cost a", "A3", "5", "7"),
    ];
    let answer = asking(&book, |book| tornado(book, at(book, "B1"), &inputs)).unwrap();
    assert_eq!(answer.base.plain(), "200");
    let bars: Vec<_> = answer
        .bars
        .iter()
        .map(|bar| (bar.input.name.as_str(), bar.at_low.plain(), bar.at_high.plain(), bar.effect.map(plain)))
        .collect();
    let expected = [
        ("price", "0", "400", "400"),
        ("cost a", "300", "100", "200"),
        ("cost b", "300", "100", "200"),
        ("units", "160", "280", "120"),
        ("fixed", "250", "150", "100"),
        ("idle", "200", "200", "0"),
    ];
    let expected: Vec<_> =
        expected.iter().map(|(n, l, h, e)| (*n, l.to_string(), h.to_string(), Some(e.to_string()))).collect();
    assert_eq!(bars, expected);
    // An error at one end has no effect in numbers, and stands last.
    let answer = tornado(&book, at(&book, "B2"), &[inputs[4].clone(), inputs[0].clone()]).unwrap();
    let bars: Vec<_> =
        answer.bars.iter().map(|bar| (bar.input.name.as_str(), bar.at_low.plain(), bar.effect)).collect();
    assert_eq!(bars, [("idle", "0.5".to_owned(), Some(Decimal::ZERO)), ("price", "#DIV/0!".to_owned(), None)]);
    let empty = tornado(&book, at(&book, "B1"), &[range(&book, "price", "A1", "8", "8")]);
    assert_eq!(empty.unwrap_err(), AnalysisError::EmptyRange("price".into()));
}

#[test]
fn the_strongest_input_of_each_outcome_is_the_first_of_its_tornado() {
    let book = profit();
    let mut inputs = vec![
        range(&book, "idle", "A5", "0", "9"),
        range(&book, "fixed", "A4", "150", "250"),
        range(&book, "units", "A2", "90", "120"),
        range(&book, "cost b", "A3", "5", "9"),
        range(&book, "cost a", "A3", "5", "9"),
        range(&book, "price", "A1", "9", "12"),
    ];
    let outcomes = [at(&book, "B1"), at(&book, "B2"), at(&book, "A5")];
    let first = |outcome| tornado(&book, outcome, &inputs).unwrap().bars.swap_remove(0);
    let expected = outcomes.map(first);
    // A range without width and an input that is a formula are left out.
    inputs.insert(0, range(&book, "none", "A1", "8", "8"));
    inputs.insert(0, range(&book, "formula", "B1", "8", "9"));
    let found = asking(&book, |book| {
        let mut search = StrongestInputs::new(book, &outcomes, inputs.clone());
        let steps = std::iter::from_fn(|| search.step().then_some(())).count();
        assert_eq!(steps, 6);
        search.into_found()
    });
    let told = |bar: &Bar| (bar.input.name.clone(), bar.at_low.plain(), bar.at_high.plain(), bar.effect.map(plain));
    let found: Vec<_> = found.iter().map(|bar| told(bar.as_ref().unwrap())).collect();
    assert_eq!(found, expected.iter().map(told).collect::<Vec<_>>());
    assert_eq!(found.iter().map(|found| found.0.as_str()).collect::<Vec<_>>(), ["cost a", "price", "idle"]);
    let mut search = StrongestInputs::new(&book, &outcomes, vec![range(&book, "idle", "A5", "0", "9")]);
    while search.step() {}
    assert!(search.into_found()[..2].iter().all(Option::is_none));
}

#[test]
fn a_table_of_two_inputs_holds_every_pair() {
    let book = profit();
    let prices = steps(decimal("8"), decimal("12"), 3).unwrap();
    let units = [decimal("90"), decimal("120")];
    let table =
        asking(&book, |book| two_way(book, at(book, "B1"), (at(book, "A1"), &prices), (at(book, "A2"), &units)))
            .unwrap();
    let told: Vec<Vec<String>> = table.outcomes.iter().map(|row| row.iter().map(Value::plain).collect()).collect();
    assert_eq!(told, [["-20", "40"], ["160", "280"], ["340", "520"]]);
    let many = vec![Decimal::ONE; 101];
    let refused = two_way(&book, at(&book, "B1"), (at(&book, "A1"), &many), (at(&book, "A2"), &many));
    assert_eq!(refused.unwrap_err(), AnalysisError::TooMany(10_000));
    let same = two_way(&book, at(&book, "B1"), (at(&book, "A1"), &units), (at(&book, "A1"), &units));
    assert_eq!(same.unwrap_err(), AnalysisError::InputTwice("Sheet1!A1".into()));
    assert_eq!(steps(decimal("0"), decimal("1"), 1), None);
}
