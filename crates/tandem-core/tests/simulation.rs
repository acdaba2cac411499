//! Monte Carlo simulation against closed forms.

use rust_decimal::prelude::ToPrimitive;
use tandem_core::analysis::{
    AnalysisError, Condition, Distribution, InputRange, Plan, Simulation, Summary, Uncertain, plausible_inputs,
};
use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::number::{Decimal, plain};
use tandem_core::template::instantiate;
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

const RUNS: u32 = 20_000;

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn workbook(inputs: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("w");
    let cells = inputs.iter().map(|(cell, text)| CellEdit::typed(at(&workbook, cell), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

fn at(workbook: &Workbook, cell: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{cell}")).unwrap()
}

fn plan(workbook: &Workbook, inputs: &[(&str, Distribution, u32)], outcomes: &[&str], runs: u32, seed: u64) -> Plan {
    let input = |(cell, distribution, decimals): &(&str, Distribution, u32)| Uncertain {
        cell: at(workbook, cell),
        distribution: *distribution,
        decimals: *decimals,
    };
    Plan {
        inputs: inputs.iter().map(input).collect(),
        outcomes: outcomes.iter().map(|cell| at(workbook, cell)).collect(),
        runs,
        seed,
    }
}

/// A whole simulation of one input that is the outcome itself.
fn drawn(distribution: Distribution, decimals: u32, seed: u64) -> Summary {
    let book = workbook(&[("A1", "0"), ("B1", "=A1")]);
    let mut simulation =
        Simulation::new(&book, plan(&book, &[("A1", distribution, decimals)], &["B1"], RUNS, seed)).unwrap();
    assert!(simulation.step(RUNS).unwrap().is_complete());
    simulation.summary(0).unwrap()
}

/// Checks a figure of a simulation against its exact value, with a tolerance of five standard errors.
#[track_caller]
fn check(given: Decimal, expected: f64, standard_error: f64) {
    let given = given.to_f64().unwrap();
    assert!((given - expected).abs() <= 5.0 * standard_error, "{given} is not {expected} within {standard_error}");
}

/// Checks mean, deviation and the quantiles of 10, 50 and 90 % against exact values. A quantile's standard error is the root of
/// p (1 - p) / n over the density there.
#[track_caller]
fn check_all(summary: &Summary, mean: f64, deviation: f64, quantiles: [(f64, f64); 3]) {
    let n = f64::from(RUNS);
    check(summary.mean().unwrap(), mean, deviation / n.sqrt());
    // The deviation's standard error, for the kurtosis of at most 3 that these distributions have.
    check(summary.deviation().unwrap(), deviation, deviation / (2.0 * n).sqrt());
    for (share, (quantile, density)) in ["0.1", "0.5", "0.9"].into_iter().zip(quantiles) {
        let p: f64 = share.parse().unwrap();
        check(summary.percentile(decimal(share)).unwrap(), quantile, (p * (1.0 - p) / n).sqrt() / density);
    }
}

#[test]
fn uniform_draws_have_the_uniform_figures() {
    let summary = drawn(Distribution::Uniform { low: decimal("-2"), high: decimal("6") }, 12, 1);
    let density = 1.0 / 8.0;
    check_all(&summary, 2.0, 8.0 / 12f64.sqrt(), [(-1.2, density), (2.0, density), (5.2, density)]);
    assert!(summary.sorted()[0] >= decimal("-2") && *summary.sorted().last().unwrap() < decimal("6"));
    let (p, n) = (0.25, f64::from(RUNS));
    check(summary.probability(Condition::AtMost(Decimal::ZERO)), p, (p * (1.0 - p) / n).sqrt());
    for bin in summary.histogram(8).unwrap() {
        let (p, count) = (0.125, Decimal::from(bin.count));
        check(count, p * n, (p * (1.0 - p) * n).sqrt());
    }
}

#[test]
fn triangular_draws_have_the_triangular_figures() {
    // Low 0, mode 3, high 9: the mean 4, the variance (81 + 9 - 27) / 18 = 3.5; the mode lies at a third of the draws. Below it
    // the quantile is the root of 27 p, above it 9 less the root of 54 (1 - p).
    let summary = drawn(Distribution::Triangular { low: decimal("0"), mode: decimal("3"), high: decimal("9") }, 12, 2);
    let below = |p: f64| (27.0 * p).sqrt();
    let above = |p: f64| 9.0 - (54.0 * (1.0 - p)).sqrt();
    let rising = |x: f64| 2.0 * x / 27.0;
    let falling = |x: f64| 2.0 * (9.0 - x) / 54.0;
    let quantiles =
        [(below(0.1), rising(below(0.1))), (above(0.5), falling(above(0.5))), (above(0.9), falling(above(0.9)))];
    check_all(&summary, 4.0, 3.5f64.sqrt(), quantiles);
}

#[test]
fn normal_draws_have_the_normal_figures() {
    let summary = drawn(Distribution::Normal { mean: decimal("100"), deviation: decimal("15") }, 12, 3);
    // The density at the quantiles of 10 and 90 % is 0.17550, at the median 0.39894 over the deviation.
    let z = 1.281_551_565_544_600_4 * 15.0;
    let (outer, middle) = (0.175_498_331_932_486_85 / 15.0, 0.398_942_280_401_432_7 / 15.0);
    check_all(&summary, 100.0, 15.0, [(100.0 - z, outer), (100.0, middle), (100.0 + z, outer)]);
}

#[test]
fn pert_draws_have_the_figures_of_the_beta_distribution() {
    // Mode in the middle: beta(3, 3) over the range, symmetric, with the variance 1/28. Its distribution function is
    // x^3 (10 - 15 x + 6 x^2), which is 0.1 at 0.2466... and its density 30 x^2 (1 - x)^2.
    let summary = drawn(Distribution::Pert { low: decimal("0"), mode: decimal("0.5"), high: decimal("1") }, 12, 4);
    let quantile = |p: f64| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let x: f64 = (low + high) / 2.0;
            if x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x) < p { low = x } else { high = x }
        }
        low
    };
    let density = |x: f64| 30.0 * x * x * (1.0 - x) * (1.0 - x);
    let quantiles = [0.1, 0.5, 0.9].map(|p| (quantile(p), density(quantile(p))));
    check_all(&summary, 0.5, (1.0f64 / 28.0).sqrt(), quantiles);
    // Mode at the low end: beta(1, 5), whose distribution function is 1 - (1 - x)^5.
    let summary = drawn(Distribution::Pert { low: decimal("10"), mode: decimal("10"), high: decimal("20") }, 12, 5);
    let quantile = |p: f64| 10.0 + 10.0 * (1.0 - (1.0 - p).powf(0.2));
    let density = |x: f64| 0.5 * (1.0 - (x - 10.0) / 10.0).powi(4);
    let quantiles = [0.1, 0.5, 0.9].map(|p| (quantile(p), density(quantile(p))));
    // Its kurtosis is 4.2, so the deviation's error is a little larger than five times what is assumed; the seed is fixed.
    check_all(&summary, 10.0 + 10.0 / 6.0, 10.0 * (5.0f64 / 252.0).sqrt(), quantiles);
}

#[test]
fn draws_are_rounded_as_stated() {
    let summary = drawn(Distribution::Uniform { low: decimal("0"), high: decimal("10") }, 1, 6);
    assert!(summary.sorted().iter().all(|number| number.scale() <= 1));
    let whole = drawn(Distribution::Normal { mean: decimal("1000000"), deviation: decimal("250000") }, 0, 6);
    assert!(whole.sorted().iter().all(|number| number.scale() == 0));
}

/// A model whose outcome is a sum, a product and a draw of its own.
fn model() -> Workbook {
    workbook(&[
        ("A1", "1"),
        ("A2", "1"),
        ("A3", "1"),
        ("B1", "=A1*A2+A3"),
        ("B2", "=IF(A1>5,A1,1/0)"),
        ("B3", "=RAND()"),
    ])
}

fn model_plan(book: &Workbook, runs: u32, seed: u64) -> Plan {
    let inputs = [
        ("A1", Distribution::Uniform { low: decimal("0"), high: decimal("10") }, 6),
        ("A2", Distribution::Pert { low: decimal("1"), mode: decimal("2"), high: decimal("5") }, 6),
        ("A3", Distribution::Normal { mean: decimal("0"), deviation: decimal("1") }, 6),
    ];
    plan(book, &inputs, &["B1", "B2", "B3"], runs, seed)
}

#[test]
fn steps_of_any_size_give_the_same_as_one() {
    let book = model();
    let before = file::write(&book);
    let run = |sizes: &[u32], seed| {
        let mut simulation = Simulation::new(&book, model_plan(&book, 1_000, seed)).unwrap();
        for size in sizes {
            simulation.step(*size).unwrap();
        }
        assert_eq!((simulation.progress().done, simulation.progress().is_complete()), (1_000, true));
        (0..3).map(|outcome| simulation.summary(outcome).unwrap().sorted().to_vec()).collect::<Vec<_>>()
    };
    let whole = run(&[u32::MAX], 9);
    assert_eq!(run(&[1, 10, 500, 488, 1, 7], 9), whole);
    assert_ne!(run(&[1_000], 10), whole);
    assert_eq!(file::write(&book), before);
    // What the formulas draw themselves differs from run to run.
    assert!(whole[2].windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn the_mean_of_a_product_is_the_product_of_independent_means() {
    // 5 * (1 + 4 * 2 + 5) / 6 + 0
    let book = model();
    let mut simulation = Simulation::new(&book, model_plan(&book, RUNS, 11)).unwrap();
    simulation.step(RUNS).unwrap();
    let summary = simulation.summary(0).unwrap();
    let error = summary.deviation().unwrap().to_f64().unwrap() / f64::from(RUNS).sqrt();
    check(summary.mean().unwrap(), 5.0 * 14.0 / 6.0, error);
    // The second outcome is an error in half of the runs, which count as runs in which no condition holds.
    let half = simulation.summary(1).unwrap();
    let n = f64::from(RUNS);
    check(Decimal::from(half.failed()), n / 2.0, (n / 4.0).sqrt());
    check(half.probability(Condition::AtLeast(Decimal::ZERO)), 0.5, (0.25 / n).sqrt());
}

#[test]
fn a_seed_gives_the_same_draws_on_every_machine() {
    // Written down from a native run; the same digits came from wasm. A change of them changes what people have seen.
    let book = model();
    let mut simulation = Simulation::new(&book, model_plan(&book, 2_000, 20_260_331)).unwrap();
    simulation.step(2_000).unwrap();
    let told: Vec<String> = (0..3).map(|outcome| plain(simulation.summary(outcome).unwrap().mean().unwrap())).collect();
    assert_eq!(told, ["11.4912680935553485", "7.4421982154471544715447154472", "0.4919501164573137725"]);
}

#[test]
fn impossible_plans_are_refused() {
    let book = workbook(&[("A1", "1"), ("A2", "=A1"), ("A3", "text"), ("B1", "=A1")]);
    let uniform = |low: &str, high: &str| Distribution::Uniform { low: decimal(low), high: decimal(high) };
    let (low, mode, high) = (decimal("1"), decimal("4"), decimal("3"));
    let refused = |inputs: &[(&str, Distribution, u32)], outcomes: &[&str], runs| {
        Simulation::new(&book, plan(&book, inputs, outcomes, runs, 1)).unwrap_err()
    };
    let bad = AnalysisError::BadDistribution("Sheet1!A1".into());
    assert_eq!(refused(&[("A1", uniform("3", "3"), 2)], &["B1"], 10), bad);
    assert_eq!(refused(&[("A1", Distribution::Triangular { low, mode, high }, 2)], &["B1"], 10), bad);
    assert_eq!(refused(&[("A1", Distribution::Pert { low, mode: Decimal::ZERO, high }, 2)], &["B1"], 10), bad);
    assert_eq!(refused(&[("A1", Distribution::Normal { mean: low, deviation: Decimal::ZERO }, 2)], &["B1"], 10), bad);
    let fine = uniform("0", "1");
    assert_eq!(refused(&[("A2", fine, 2)], &["B1"], 10), AnalysisError::InputIsFormula("Sheet1!A2".into()));
    assert_eq!(refused(&[("A3", fine, 2)], &["B1"], 10), AnalysisError::InputNotNumber("Sheet1!A3".into()));
    assert_eq!(
        refused(&[("A1", fine, 2), ("A1", fine, 2)], &["B1"], 10),
        AnalysisError::InputTwice("Sheet1!A1".into())
    );
    assert_eq!(refused(&[], &["B1"], 10), AnalysisError::Nothing);
    assert_eq!(refused(&[("A1", fine, 2)], &["B1"], 0), AnalysisError::Nothing);
    assert_eq!(refused(&[("A1", fine, 2)], &["B1"], 1_000_001), AnalysisError::TooMany(1_000_000));
    let huge = Distribution::Normal { mean: Decimal::MAX, deviation: Decimal::MAX };
    let mut simulation = Simulation::new(&book, plan(&book, &[("A1", huge, 2)], &["B1"], 10, 1)).unwrap();
    assert_eq!(simulation.step(10).unwrap_err(), AnalysisError::Overflow);
}

/// What has no part in the outcome is left out of the runs, and the runs must not notice: formulas beside the outcome, arrays that
/// spill into it, ranges that it reads over several steps, and a formula that only finds out what it reads.
#[test]
fn what_is_left_out_of_the_runs_changes_none_of_them() {
    let needed: &[(&str, &str)] = &[
        ("A1", "5"),
        ("A2", "7"),
        ("B1", "=A1*2"),
        ("B2", "=SEQUENCE(3)*A2"),
        ("C1", "=SUM(B1:B4)+B3"),
        ("D1", "=C1-A1"),
    ];
    let beside: &[(&str, &str)] = &[
        ("F1", "=D1*3"),
        ("F2", "=SUM(A1:A2)"),
        ("F3", "=SEQUENCE(4,2)*A1"),
        ("F8", "=OFFSET(A1,A2-7,0)"),
        ("F9", "=RAND()"),
        ("F10", "=1/0"),
    ];
    let wide = Distribution::Uniform { low: decimal("1"), high: decimal("9") };
    let run = |cells: &[&[(&str, &str)]], outcome: &str| {
        let book = workbook(&cells.concat());
        let plan = plan(&book, &[("A1", wide, 0), ("A2", wide, 2)], &[outcome], 200, 3);
        let mut simulation = Simulation::new(&book, plan).unwrap();
        simulation.step(200).unwrap();
        simulation.summary(0).unwrap().sorted().to_vec()
    };
    let expected = run(&[needed], "D1");
    assert!(expected.first() < expected.last());
    assert_eq!(run(&[needed, beside], "D1"), expected);
    let plain = run(&[needed, beside, &[("G1", "=D1+F2")]], "G1");
    assert_eq!(run(&[needed, beside, &[("G1", "=OFFSET(D1,0,A1-A1)+F2")]], "G1"), plain);
}

#[test]
fn a_range_that_does_not_hold_what_was_typed_goes_along_with_it() {
    let ends = |cell: &str, text: &str| {
        let mut book = instantiate("joint-value", Language::English).unwrap();
        let before = plausible_inputs(&book);
        let at = book.controls().iter().find(|control| control.name == cell).unwrap().cell;
        Edit::SetCells(vec![CellEdit::typed(at, text)]).apply(&mut book).unwrap();
        let after = plausible_inputs(&book);
        assert_eq!(before.len(), after.len());
        let of = |ranges: Vec<InputRange>| {
            let range = ranges.into_iter().find(|range| range.cell == at).unwrap();
            (plain(range.low), plain(range.high))
        };
        (of(before), of(after))
    };
    let pair = |low: &str, high: &str| (low.to_owned(), high.to_owned());
    // The middle of the stated range is 600, so 1,500 is two and a half times as much.
    assert_eq!(ends("downtimeCost", "1500"), (pair("450", "750"), pair("1125", "1875")));
    assert_eq!(ends("downtimeCost", "450"), (pair("450", "750"), pair("450", "750")));
    assert_eq!(ends("downtimeCost", "0"), (pair("450", "750"), pair("0", "150")));
    // Nothing is varied beyond what may be entered, here 60 %.
    assert_eq!(ends("claimedReduction", "0.5"), (pair("0.2", "0.35"), pair("0.363636", "0.6")));
}
