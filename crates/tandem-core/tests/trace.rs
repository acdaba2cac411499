//! The explanation of a cell: steps of its formula, what it rests on, what rests on it, and where its error began.

use tandem_core::analysis::{ReachLimits, dependents, precedents, trace};
use tandem_core::cell::{Cause, CellAddress};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::engine::PartResult;
use tandem_core::text::Localized;
use tandem_core::workbook::{Agreement, Confidence, Control, ControlKind, Horizon, Outcome, Variant, Workbook};

const ALL: ReachLimits = ReachLimits { levels: u32::MAX, entries: 100_000 };

fn workbook(inputs: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("w");
    let cells = inputs.iter().map(|(cell, text)| CellEdit::typed(at(&workbook, cell), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

fn at(workbook: &Workbook, cell: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{cell}")).unwrap()
}

/// The steps of a cell's formula, one a line: nesting as indent, text, result.
fn steps(workbook: &Workbook, cell: &str) -> Vec<String> {
    let explanation = workbook.engine().explain(at(workbook, cell)).unwrap();
    let steps = explanation.parts.iter().map(|part| {
        let result = match &part.result {
            PartResult::Value(value) => value.plain(),
            PartResult::Cells(area) => format!("cells {}", area.a1()),
            PartResult::NotEvaluated => "not evaluated".to_owned(),
        };
        let repeated = if part.times > 1 { format!(" ({} times)", part.times) } else { String::new() };
        format!("{}{} = {result}{repeated}", ">".repeat(part.depth as usize), explanation.text_at(&part.place))
    });
    steps.collect()
}

#[test]
fn a_formula_is_told_in_the_order_of_its_evaluation() {
    let inputs = [("A1", "10"), ("A2", "4"), ("B1", "2"), ("B2", "3"), ("B3", "5")];
    // Formula, and its steps as worked out by hand.
    let cases: [(&str, &[&str]); 10] = [
        ("=A1", &["A1 = 10"]),
        ("=7", &["7 = 7"]),
        ("=(A1 - A2) * 2", &[">>A1 = 10", ">>A2 = 4", ">A1 - A2 = 6", "(A1 - A2) * 2 = 12"]),
        ("=-A1^2+50%", &[">>>A1 = 10", ">>-A1 = -10", ">-A1^2 = 100", ">50% = 0.5", "-A1^2+50% = 100.5"]),
        ("=SUM(B1:B3,A1)", &[">B1:B3 = cells B1:B3", ">A1 = 10", "SUM(B1:B3,A1) = 20"]),
        (
            "=IF(A1>A2,A1/A2,1/0)",
            &[
                ">>A1 = 10",
                ">>A2 = 4",
                ">A1>A2 = TRUE",
                ">>A1 = 10",
                ">>A2 = 4",
                ">A1/A2 = 2.5",
                ">1/0 = not evaluated",
                "IF(A1>A2,A1/A2,1/0) = 2.5",
            ],
        ),
        (
            "=IFERROR(A1/0, LET(x, A2*2, x+1))",
            &[
                ">>A1 = 10",
                ">A1/0 = #DIV/0!",
                ">>>A2 = 4",
                ">>A2*2 = 8",
                ">>>x = 8",
                ">>x+1 = 9",
                ">LET(x, A2*2, x+1) = 9",
                "IFERROR(A1/0, LET(x, A2*2, x+1)) = 9",
            ],
        ),
        ("=CHOOSE(2,A1,A2,B1)", &[">A1 = not evaluated", ">A2 = 4", ">B1 = not evaluated", "CHOOSE(2,A1,A2,B1) = 4"]),
        ("=1+A1&\"x\"", &[">>A1 = 10", ">1+A1 = 11", "1+A1&\"x\" = 11x"]),
        ("=SUM(OFFSET(B1,1,0,2,1))", &[">>B1 = 2", ">OFFSET(B1,1,0,2,1) = cells B2:B3", "SUM(OFFSET(B1,1,0,2,1)) = 8"]),
    ];
    for (formula, expected) in cases {
        let mut book = workbook(&inputs);
        let host = at(&book, "D1");
        Edit::SetCells(vec![CellEdit::typed(host, formula)]).apply(&mut book).unwrap();
        assert_eq!(steps(&book, "D1"), expected, "{formula}");
    }
}

#[test]
fn every_reference_is_told_even_where_it_was_not_evaluated() {
    let mut book = workbook(&[("A1", "1"), ("B1", "0"), ("C1", "=IF(A1,B1,SUM(A1:B1))*rate+missing")]);
    Edit::DefineName { name: "rate".into(), target: "=Sheet1!$A$1".into() }.apply(&mut book).unwrap();
    let explanation = book.engine().explain(at(&book, "C1")).unwrap();
    let told: Vec<_> = explanation
        .references
        .iter()
        .map(|found| (explanation.text_at(&found.place), found.area.map(|area| area.a1())))
        .collect();
    let expected =
        [("A1", Some("A1")), ("B1", Some("B1")), ("A1:B1", Some("A1:B1")), ("rate", Some("A1")), ("missing", None)];
    let expected: Vec<_> = expected.iter().map(|(text, area)| (*text, area.map(str::to_owned))).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_long_chain_of_operators_is_told_without_recursion() {
    let terms = 5_000;
    let book = workbook(&[("A1", "2"), ("B1", &format!("={}", vec!["A1"; terms].join("+")))]);
    let told = steps(&book, "B1");
    assert_eq!(told.len(), 2 * terms - 1);
    assert!(told.last().unwrap().ends_with(" = 10000"), "{}", told.last().unwrap());
}

#[test]
fn precedents_and_dependents_are_told_level_by_level() {
    let book = workbook(&[
        ("A1", "1"),
        ("A2", "=A1+1"),
        ("A3", "=A2*2"),
        ("B1", "=SUM(A1:A3)"),
        ("C1", "=B1+A3"),
        ("D1", "7"),
        ("E1", "=SEQUENCE(2)*D1"),
        ("F1", "=E2"),
    ]);
    let engine = book.engine();
    let back = |cell: &str, limits| {
        let reach = precedents(engine, at(&book, cell), limits);
        let found: Vec<_> =
            reach.found.iter().map(|p| format!("{} {} {}", p.level, p.reader.a1(), p.area.a1())).collect();
        (found, reach.is_cut)
    };
    let ahead = |cell: &str, limits| {
        let reach = dependents(engine, at(&book, cell), limits);
        let found: Vec<_> =
            reach.found.iter().map(|d| format!("{} {} {}", d.level, d.reads.a1(), d.cell.a1())).collect();
        (found, reach.is_cut)
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let whole = texts(&["1 C1 B1", "1 C1 A3", "2 B1 A1:A3", "2 A3 A2", "3 A2 A1"]);
    assert_eq!(back("C1", ALL), (whole, false));
    assert_eq!(back("C1", ReachLimits { levels: 1, ..ALL }), (texts(&["1 C1 B1", "1 C1 A3"]), true));
    assert_eq!(back("C1", ReachLimits { entries: 1, ..ALL }), (texts(&["1 C1 B1"]), true));
    assert_eq!(back("A1", ALL), (vec![], false));
    assert_eq!(ahead("A1", ALL), (texts(&["1 A1 B1", "1 A1 A2", "2 B1 C1", "2 A2 A3"]), false));
    assert_eq!(ahead("A1", ReachLimits { levels: 1, ..ALL }), (texts(&["1 A1 B1", "1 A1 A2"]), true));
    // Through a cell that an array covers.
    assert_eq!(back("F1", ALL), (texts(&["1 F1 E2", "2 E2 E1", "3 E1 D1"]), false));
    assert_eq!(ahead("D1", ALL), (texts(&["1 D1 E1", "2 E1 F1"]), false));
    assert!(engine.rests_on(at(&book, "C1"), at(&book, "A1")));
    assert!(!engine.rests_on(at(&book, "A1"), at(&book, "C1")));
}

#[test]
fn a_walk_over_a_long_chain_and_a_circle_ends() {
    let mut inputs: Vec<(String, String)> =
        (2..=20_000).map(|row| (format!("A{row}"), format!("=A{}+1", row - 1))).collect();
    inputs.extend([("C1".into(), "=C2".into()), ("C2".into(), "=C1".into())]);
    let inputs: Vec<(&str, &str)> = inputs.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect();
    let book = workbook(&inputs);
    assert_eq!(precedents(book.engine(), at(&book, "A20000"), ALL).found.len(), 19_999);
    assert_eq!(dependents(book.engine(), at(&book, "A1"), ALL).found.len(), 19_999);
    // Sums of each row up to its own read squared many cells; the walk is cut instead.
    let mut sums: Vec<(String, String)> =
        (1..=2_900).map(|row| (format!("B{row}"), format!("=SUM(A$1:A{row})"))).collect();
    sums.extend((1..=2_900).map(|row| (format!("A{row}"), format!("={row}"))));
    sums.push(("C1".into(), "=SUM(B1:B2900)".into()));
    let sums: Vec<(&str, &str)> = sums.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect();
    let sums = workbook(&sums);
    assert!(precedents(sums.engine(), at(&sums, "C1"), ALL).is_cut);
    assert_eq!(dependents(book.engine(), at(&book, "C1"), ALL).found.len(), 1);
    let fault = trace(&book, at(&book, "C1")).fault.unwrap();
    assert_eq!((fault.error.cause, fault.origin()), (Cause::Circular, Some(at(&book, "C1"))));
}

#[test]
fn an_error_is_followed_to_where_it_began() {
    let book = workbook(&[
        ("A1", "0"),
        ("A2", "=1/A1"),
        ("A3", "=A2+1"),
        ("A4", "=SUM(A1:A3)"),
        ("A5", "=IFERROR(A4,5)"),
        ("B1", "#N/A"),
        ("B2", "=B1"),
        ("B3", "=SUM(B1:B2)*2"),
        ("C1", "=SEQUENCE(2)/A1"),
        ("D1", "=C2"),
    ]);
    // Cell, why, and the way from it to the origin.
    let cases = [
        ("A2", Cause::DivisionByZero, "A2"),
        ("A3", Cause::DivisionByZero, "A3 A2"),
        ("A4", Cause::DivisionByZero, "A4 A2"),
        ("B1", Cause::Typed, "B1"),
        ("B2", Cause::Typed, "B2 B1"),
        ("B3", Cause::Typed, "B3 B1"),
        ("D1", Cause::DivisionByZero, "D1 C2 C1"),
    ];
    for (cell, cause, way) in cases {
        let fault = trace(&book, at(&book, cell)).fault.unwrap();
        let told: Vec<String> = fault.way.iter().map(|cell| cell.a1()).collect();
        assert_eq!((fault.error.cause, told.join(" ")), (cause, way.to_owned()), "{cell}");
    }
    assert_eq!(trace(&book, at(&book, "A4")).fault.unwrap().reason.en, "A number is divided by zero.");
    assert_eq!(trace(&book, at(&book, "A5")).fault, None);
    assert_eq!(trace(&book, at(&book, "C2")).spilled_from, Some(at(&book, "C1")));
}

#[test]
fn what_the_workbook_says_about_a_cell_is_told() {
    let mut book = workbook(&[("A1", "5"), ("A2", "=A1*2"), ("A3", "=A1*3")]);
    let text = |en: &str| Localized::same(en);
    let control = Control {
        name: "price".into(),
        label: text("Price"),
        cell: at(&book, "A1"),
        unit: Localized::default(),
        kind: ControlKind::Number { min: None, max: None, step: None },
        group: Localized::default(),
        low: None,
        high: None,
        source: text("survey of 2026"),
        date: Some("2026-03-31".into()),
        confidence: Some(Confidence::Medium),
        status: Agreement::Open,
        said: None,
    };
    let variant = Variant {
        id: "v".into(),
        label: text("Triple"),
        definition: text("three times"),
        cell: at(&book, "A3"),
        format: None,
    };
    let outcome = Outcome {
        name: "double".into(),
        label: text("Double"),
        cell: at(&book, "A2"),
        format: None,
        unit: Localized::default(),
        definition: text("two times"),
        horizon: Horizon::default(),
        digits: None,
        more_is_better: true,
        party: None,
        variants: vec![variant],
        active_variant: None,
    };
    Edit::Batch(vec![Edit::SetControls(vec![control]), Edit::SetOutcomes(vec![outcome])]).apply(&mut book).unwrap();
    let told = trace(&book, at(&book, "A1"));
    let control = told.control.unwrap();
    assert_eq!(control.source.en, "survey of 2026");
    assert_eq!((control.date.as_deref(), control.confidence), (Some("2026-03-31"), Some(Confidence::Medium)));
    assert!(told.meaning.is_none() && told.explanation.is_none());
    assert_eq!(trace(&book, at(&book, "A2")).meaning.unwrap().definition.en, "two times");
    assert_eq!(trace(&book, at(&book, "A3")).meaning.unwrap().label.en, "Triple");
}
