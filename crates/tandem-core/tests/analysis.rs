//! Goal seek, break-even, sensitivity, trade-offs and weights on models that can be worked out by hand.

use std::cmp::Ordering;

use tandem_core::analysis::{
    AnalysisError, Decision, Goal, IdleReason, InputRange, TradeOff, Verdict, WeightQuestion, break_even, flip_points,
    goal_seek, idle_inputs, plausible_inputs, searchable_inputs, weight_flips,
};
use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::file;
use tandem_core::number::{Decimal, plain};
use tandem_core::template::{instantiate, templates};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Agreement, Control, ControlKind, Horizon, Outcome, Workbook};

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn workbook(inputs: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("w");
    let cells = inputs.iter().map(|(cell, text)| CellEdit::typed(at(&workbook, cell), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

pub(crate) fn at(workbook: &Workbook, cell: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{cell}")).unwrap()
}

/// A question must leave the workbook as it was.
pub(crate) fn asking<T>(workbook: &Workbook, question: impl FnOnce(&Workbook) -> T) -> T {
    let before = file::write(workbook);
    let answer = question(workbook);
    assert_eq!(file::write(workbook), before);
    answer
}

fn sought(
    workbook: &Workbook,
    input: &str,
    outcome: &str,
    target: &str,
    bounds: Option<(&str, &str)>,
) -> Result<tandem_core::analysis::GoalFound, AnalysisError> {
    let goal = Goal {
        input: at(workbook, input),
        outcome: at(workbook, outcome),
        target: decimal(target),
        bounds: bounds.map(|(low, high)| (decimal(low), decimal(high))),
    };
    asking(workbook, |workbook| goal_seek(workbook, &goal))
}

#[test]
fn the_interest_rate_of_a_loan_is_found() {
    // Microsoft's page "Use Goal Seek to find the result you want by adjusting an input value": 100,000 over 180 months
    // at 900 a month; it shows 7.02 %.
    let loan = workbook(&[("B1", "100000"), ("B2", "180"), ("B3", ""), ("B4", "=PMT(B3/12,B2,B1)")]);
    let found = sought(&loan, "B3", "B4", "-900", None).unwrap();
    assert_eq!(found.input.round_dp(4), decimal("0.0702"));
    assert!((found.outcome + decimal("900")).abs() < decimal("0.000000000000001"), "{}", found.outcome);
    assert!(found.is_monotone);
    // The amount that 900 a month repays at 6 % is the present value of an annuity, 900 (1 - 1.005^-180) / 0.005.
    let loan = workbook(&[
        ("B1", "100000"),
        ("B2", "180"),
        ("B3", "6%"),
        ("B4", "=PMT(B3/12,B2,B1)"),
        ("B5", "=(1-1.005^-180)/0.005*900"),
    ]);
    let found = sought(&loan, "B1", "B4", "-900", None).unwrap();
    let Value::Number(expected) = loan.value(at(&loan, "B5")) else { panic!() };
    assert!((found.input - expected).abs() < decimal("0.0000000000001"), "{} {expected}", found.input);
}

#[test]
fn the_rate_at_which_a_present_value_is_zero_is_the_internal_rate() {
    let flows = [("A1", "-70000"), ("A2", "12000"), ("A3", "15000"), ("A4", "18000"), ("A5", "21000"), ("A6", "26000")];
    let mut inputs = flows.to_vec();
    inputs.extend([("B1", "5%"), ("B2", "=NPV(B1,A2:A6)+A1"), ("B3", "=IRR(A1:A6)")]);
    let book = workbook(&inputs);
    let found = sought(&book, "B1", "B2", "0", None).unwrap();
    let Value::Number(rate) = book.value(at(&book, "B3")) else { panic!() };
    // Excel's documentation of IRR gives 8.7 % for these flows.
    assert_eq!(rate.round_dp(3), decimal("0.087"));
    assert!((found.input - rate).abs() < decimal("0.00000000000000000001"), "{} {rate}", found.input);
}

#[test]
fn a_short_decimal_is_told_as_one() {
    for (formula, target, expected) in [
        ("=A1*3", "0.3", "0.1"),
        ("=A1/3", "1", "3"),
        ("=1/A1", "8", "0.125"),
        ("=A1^3", "0.001", "0.1"),
        ("=100-A1", "0", "100"),
    ] {
        let book = workbook(&[("A1", "1"), ("B1", formula)]);
        let found = sought(&book, "A1", "B1", target, None).unwrap();
        assert_eq!((plain(found.input).as_str(), plain(found.outcome).as_str()), (expected, target), "{formula}");
    }
}

#[test]
fn several_solutions_are_told_with_the_nearest_first() {
    let book = workbook(&[("A1", "4"), ("B1", "=A1^2-A1*2")]);
    let found = sought(&book, "A1", "B1", "3", Some(("-10", "10"))).unwrap();
    assert_eq!((plain(found.input), found.others.clone(), found.is_monotone), ("3".into(), vec![decimal("-1")], false));
    assert_eq!(sought(&book, "A1", "B1", "3", Some(("0", "10"))).unwrap().others, []);
}

#[test]
fn what_has_no_solution_says_why() {
    let inputs = [
        ("A1", "4"),
        ("A2", "text"),
        ("A3", "=A1"),
        ("B1", "=A1^2+1"),
        ("B2", "=IF(A1<7.5,1,2)"),
        ("B3", "=A1&\"x\""),
        ("B4", "=B9"),
        ("B5", "=1/0*A1"),
    ];
    let book = workbook(&inputs);
    let cases = [
        ("A1", "B1", "0", "Sheet1!B1 never reaches 0: it was between 1 and "),
        ("A1", "B2", "1.5", "No input gives the target: at 7.5 Sheet1!B2 jumps from 1 to 2."),
        ("A1", "B3", "0", "Sheet1!B3 shows “4x”, but a number is needed."),
        ("A1", "B4", "0", "Sheet1!B4 does not depend on Sheet1!A1."),
        ("A1", "B5", "0", "Sheet1!B5 shows “#DIV/0!”, but a number is needed."),
        ("A2", "B1", "0", "Sheet1!A2 holds no number."),
        ("A3", "B1", "0", "Sheet1!A3 holds a formula. Choose a cell that holds a number."),
    ];
    for (input, outcome, target, expected) in cases {
        let error = sought(&book, input, outcome, target, None).unwrap_err();
        assert!(error.text(Language::English).starts_with(expected), "{input} {outcome}: {error}");
        assert!(!error.text(Language::Japanese).is_ascii());
    }
    let error = sought(&book, "A1", "B1", "5", Some(("3", "3"))).unwrap_err();
    assert_eq!(error, AnalysisError::EmptyRange("Sheet1!A1".into()));
    assert!(sought(&book, "A1", "B1", "101", Some(("0", "5"))).is_err());
    assert_eq!(plain(sought(&book, "A1", "B1", "101", Some(("0", "20"))).unwrap().input), "10");
}

/// Price 10, units 100, cost 6, fixed 200: a profit of 200.
pub(crate) fn profit() -> Workbook {
    workbook(&[
        ("A1", "10"),
        ("A2", "100"),
        ("A3", "6"),
        ("A4", "200"),
        ("A5", "1"),
        ("B1", "=(A1-A3)*A2-A4"),
        ("B2", "=1/(A1-8)"),
    ])
}

pub(crate) fn range(workbook: &Workbook, name: &str, cell: &str, low: &str, high: &str) -> InputRange {
    InputRange { name: name.into(), cell: at(workbook, cell), low: decimal(low), high: decimal(high) }
}

#[test]
fn each_input_has_its_break_even() {
    let book = profit();
    let inputs = [
        range(&book, "price", "A1", "0", "20"),
        range(&book, "units", "A2", "0", "500"),
        range(&book, "cost", "A3", "0", "7"),
        range(&book, "fixed", "A4", "0", "1000"),
        range(&book, "idle", "A5", "0", "1"),
    ];
    let found = asking(&book, |book| break_even(book, at(book, "B1"), Decimal::ZERO, &inputs));
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            (one.name.as_str(), one.found.as_ref().ok().map(|found| plain(found.input)), one.margin().map(plain))
        })
        .collect();
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        ("price", some("8"), some("-0.2")),
        ("units", some("50"), some("-0.5")),
        // At 8, which is above what the control allows.
        ("cost", None, None),
        ("fixed", some("400"), some("1")),
        ("idle", None, None),
    ];
    assert_eq!(told, expected);
    assert!(matches!(found[2].found, Err(AnalysisError::NeverReached { .. })));
    assert!(matches!(found[4].found, Err(AnalysisError::Unrelated { .. })));
}

#[test]
fn two_options_change_places_where_their_lines_meet() {
    let book =
        workbook(&[("A1", "50"), ("B1", "=1000+5*A1"), ("B2", "=200+9*A1"), ("B3", "=IF(A1<80,0,2000)"), ("B4", "=7")]);
    let flips = |first: &str, second: &str, bounds: Option<(&str, &str)>| {
        let bounds = bounds.map(|(low, high)| (decimal(low), decimal(high)));
        let question = TradeOff { input: at(&book, "A1"), bounds, first: at(&book, first), second: at(&book, second) };
        asking(&book, |book| flip_points(book, &question))
    };
    let found = flips("B1", "B2", None).unwrap();
    assert_eq!((found.current, found.now), (decimal("50"), Ordering::Greater));
    assert_eq!(
        found.flips.iter().map(|flip| (plain(flip.at), flip.is_jump)).collect::<Vec<_>>(),
        [("200".to_owned(), false)]
    );
    assert_eq!(flips("B1", "B2", Some(("0", "100"))).unwrap().flips, []);
    let jumps = flips("B1", "B3", Some(("0", "100"))).unwrap().flips;
    assert_eq!(jumps.iter().map(|flip| (plain(flip.at), flip.is_jump)).collect::<Vec<_>>(), [("80".to_owned(), true)]);
    assert!(matches!(flips("B4", "B4", None), Err(AnalysisError::Unrelated { .. })));
}

/// Two options scored 8 and 4, and 5 and 9, with the weights 0.6 and 0.4: 6.4 against 6.6.
fn scores(total: &str) -> Workbook {
    let totals = [format!("={total}(B1:B2,A1:A2)"), format!("={total}(C1:C2,A1:A2)")];
    workbook(&[
        ("A1", "0.6"),
        ("A2", "0.4"),
        ("B1", "8"),
        ("B2", "4"),
        ("C1", "5"),
        ("C2", "9"),
        ("D1", &totals[0]),
        ("D2", &totals[1]),
        ("D3", "=IF(D1>=6.5,\"Gold\",\"Silver\")"),
    ])
}

#[test]
fn the_change_of_a_weight_that_flips_a_result_is_found() {
    let weighted = scores("WEIGHTED");
    let plain_sum = scores("SUMPRODUCT");
    let best = |book: &Workbook| Verdict::Best(vec![at(book, "D1"), at(book, "D2")]);
    let band = |book: &Workbook| Verdict::Band {
        score: at(book, "D1"),
        limits: vec![decimal("5"), decimal("6.5"), decimal("8")],
    };
    let shown = |book: &Workbook| Verdict::Shown(at(book, "D3"));
    // Verdict, whether the sum stays, and for both weights where the result changes and into what, from
    // 8a + 4b = 5a + 9b and (8a + 4b) / (a + b) = 6.5.
    let cases = [
        // 3a = 5b: a = 0.4 * 5 / 3, and b = 0.36.
        (&weighted, best(&weighted), false, [Some(("0.66666666666666666667", "0")), Some(("0.36", "0"))]),
        (&plain_sum, best(&plain_sum), false, [Some(("0.66666666666666666667", "0")), Some(("0.36", "0"))]),
        // With a + b = 1: a = 0.625, b = 0.375.
        (&plain_sum, best(&plain_sum), true, [Some(("0.625", "0")), Some(("0.375", "0"))]),
        // 1.5 a = 2.5 b.
        (&weighted, band(&weighted), false, [Some(("0.66666666666666666667", "band 2")), Some(("0.36", "band 2"))]),
        // 8a = 4.9, 4b = 1.7.
        (&plain_sum, band(&plain_sum), false, [Some(("0.6125", "band 2")), Some(("0.425", "band 2"))]),
        (&plain_sum, shown(&plain_sum), false, [Some(("0.6125", "Gold")), Some(("0.425", "Gold"))]),
        (&plain_sum, shown(&plain_sum), true, [Some(("0.625", "Gold")), Some(("0.375", "Gold"))]),
    ];
    for (book, verdict, keeps_sum, expected) in cases {
        let question = WeightQuestion { weights: vec![at(book, "A1"), at(book, "A2")], verdict, keeps_sum };
        let flips = asking(book, |book| weight_flips(book, &question)).unwrap();
        let told: Vec<_> = flips
            .iter()
            .map(|flip| {
                flip.flip.as_ref().map(|change| {
                    let result = match &change.result {
                        Decision::Option(option) => option.to_string(),
                        Decision::Band(band) => format!("band {band}"),
                        Decision::Shown(value) => value.plain(),
                    };
                    (plain(change.weight), result)
                })
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|one| one.map(|(w, r)| (w.to_owned(), r.to_owned()))).collect();
        assert_eq!(told, expected, "{question:?}");
    }
}

#[test]
fn a_result_that_no_weight_changes_says_so() {
    let mut book = scores("WEIGHTED");
    let better = ["C1", "C2"].map(|cell| CellEdit::typed(at(&book, cell), "10"));
    Edit::SetCells(better.to_vec()).apply(&mut book).unwrap();
    let question = WeightQuestion {
        weights: vec![at(&book, "A1"), at(&book, "A2")],
        verdict: Verdict::Best(vec![at(&book, "D1"), at(&book, "D2")]),
        keeps_sum: false,
    };
    assert!(weight_flips(&book, &question).unwrap().iter().all(|flip| flip.flip.is_none()));
    let alone = WeightQuestion { verdict: Verdict::Best(vec![at(&book, "D1")]), ..question.clone() };
    assert_eq!(weight_flips(&book, &alone).unwrap_err(), AnalysisError::Nothing);
    let twice = WeightQuestion { weights: vec![at(&book, "A1"), at(&book, "A1")], ..question };
    assert_eq!(weight_flips(&book, &twice).unwrap_err(), AnalysisError::InputTwice("Sheet1!A1".into()));
}

fn control(workbook: &Workbook, name: &str, cell: &str, kind: ControlKind) -> Control {
    Control {
        name: name.into(),
        label: Localized::same(name),
        cell: at(workbook, cell),
        unit: Localized::default(),
        kind,
        group: Localized::default(),
        low: Some(decimal("8")),
        high: Some(decimal("12")),
        source: Localized::default(),
        date: None,
        confidence: None,
        status: Agreement::Open,
        said: None,
    }
}

#[test]
fn inputs_that_change_nothing_are_found() {
    let mut book = workbook(&[
        ("A1", "10"),
        ("A2", "5"),
        ("A3", "7"),
        ("A4", "TRUE"),
        ("A5", "=A1"),
        ("B1", "=A1+A2*0+IF(A4,1,2)"),
        ("B2", "=A3*2"),
    ]);
    let slider = ControlKind::Slider { min: Decimal::ZERO, max: decimal("20"), step: Decimal::ONE };
    let number = ControlKind::Number { min: None, max: None, step: None };
    let controls = vec![
        control(&book, "price", "A1", slider.clone()),
        control(&book, "multiplied by zero", "A2", number.clone()),
        control(&book, "read by no outcome", "A3", slider),
        control(&book, "switch", "A4", ControlKind::Switch),
        control(&book, "formula", "A5", number),
    ];
    let outcome = Outcome {
        name: "total".into(),
        label: Localized::same("Total"),
        cell: at(&book, "B1"),
        format: None,
        unit: Localized::default(),
        definition: Localized::default(),
        horizon: Horizon::default(),
        digits: None,
        more_is_better: true,
        party: None,
        variants: Vec::new(),
        active_variant: None,
    };
    Edit::Batch(vec![Edit::SetControls(controls), Edit::SetOutcomes(vec![outcome])]).apply(&mut book).unwrap();
    let idle = asking(&book, idle_inputs);
    let told: Vec<_> = idle.iter().map(|idle| (idle.name.as_str(), idle.reason)).collect();
    let expected = [
        ("multiplied by zero", IdleReason::WithoutEffect),
        ("read by no outcome", IdleReason::NotRead),
        ("formula", IdleReason::NotRead),
    ];
    assert_eq!(told, expected);
    // What holds no number, and what holds a formula, is not varied; 8 to 12 goes along with 5 and with 7.
    let names =
        |ranges: Vec<InputRange>| ranges.into_iter().map(|range| (range.name, plain(range.low))).collect::<Vec<_>>();
    let of = |ranges: &[(&str, &str)]| ranges.iter().map(|(n, l)| (n.to_string(), l.to_string())).collect::<Vec<_>>();
    assert_eq!(
        names(plausible_inputs(&book)),
        of(&[("price", "8"), ("multiplied by zero", "4"), ("read by no outcome", "5.6")])
    );
    assert_eq!(
        names(searchable_inputs(&book)),
        of(&[("price", "0"), ("multiplied by zero", "4"), ("read by no outcome", "0")])
    );
}

#[test]
fn no_template_has_an_idle_input() {
    for template in templates() {
        let book = instantiate(&template.manifest.id, Language::English).unwrap();
        assert_eq!(asking(&book, idle_inputs), [], "{}", template.manifest.id);
    }
}
