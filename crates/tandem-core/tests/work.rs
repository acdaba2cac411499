//! What would take minutes ends with an error that says so, by counted work; what is merely large is computed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::unreachable,
    clippy::string_slice,
    reason = "what fails in a test fails the test"
)]

use tandem_core::cell::{Cause, CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::limits::MAX_WORK;
use tandem_core::number::Decimal;
use tandem_core::text::Language;

/// The numbers from 1 down a column of so many rows.
fn engine(rows: u32) -> (Engine, SheetId) {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    for row in 0..rows {
        let value = Value::Number(Decimal::from(row + 1));
        engine.set(CellAddress::new(sheet, row, 0), Content::Literal(value)).unwrap();
    }
    engine.recalculate();
    (engine, sheet)
}

fn host(sheet: SheetId) -> CellAddress {
    CellAddress::new(sheet, 5, 100)
}

#[track_caller]
fn check_refused(engine: &Engine, sheet: SheetId, formula: &str) {
    let value = engine.evaluate(host(sheet), formula).unwrap();
    let cause = value.error().map(|error| error.cause);
    assert_eq!(cause, Some(Cause::TooMuchWork), "{formula} gives {}", value.plain());
}

#[track_caller]
fn check_computed(engine: &Engine, sheet: SheetId, cases: &[(&str, &str)]) {
    for (formula, expect) in cases {
        let value = engine.evaluate(host(sheet), formula).unwrap();
        assert_eq!(value.plain(), *expect, "{formula}");
    }
}

#[test]
fn what_is_known_to_be_too_much_is_refused_before_it_begins() {
    let (engine, sheet) = engine(4_000);
    for formula in [
        "=SUM(NORM.DIST(A1:D1000000,0,1,TRUE))",
        "=SUM(A1:D1000000^0.5)",
        "=SUM(SEQUENCE(1000,4000)^0.37)",
        "=SUM(NORM.S.INV(A1:D1000000))",
        "=ROWS(RATE(A1:D100000,-1,10))",
        "=ROWS(PERCENTILE(A1:A4000,SEQUENCE(4000)/4000))",
        "=ROWS(LARGE(A1:A4000,A1:Z4000))",
        "=SUM(NPV(A1:D4000/100000,A1:A4000))",
        "=SUM(MMULT(A1:BXX2000,A1:BXX2000))",
        "=SUM(LINEST(A1:A1000,SEQUENCE(1000,300)))",
        // What stands for a value that was not computed does not hide it.
        "=IFERROR(SUM(NORM.DIST(A1:D1000000,0,1,TRUE)),0)",
        "=ISERROR(SUM(NORM.DIST(A1:D1000000,0,1,TRUE)))",
        "=COUNT(SUM(NORM.DIST(A1:D1000000,0,1,TRUE)),1)",
    ] {
        check_refused(&engine, sheet, formula);
    }
    // Past what one array may hold there is nothing to count.
    let value = engine.evaluate(host(sheet), "=SUM(A1:XFD1000^0.5)").unwrap();
    assert_eq!(value.error().unwrap().cause, Cause::ArrayTooLarge);
}

#[test]
fn what_turns_out_to_be_too_much_is_stopped() {
    let (mut engine, sheet) = engine(1_000);
    engine.limit_work(MAX_WORK / 500);
    let deep = (0..12).map(|level| (format!("Name{level}"), format!("=1{}", format!("+Name{}", level + 1).repeat(20))));
    for (name, target) in deep.chain([("Name12".to_owned(), "=1".to_owned())]) {
        engine.define_name(&name, Some(&target)).unwrap();
    }
    engine.define_name("Twice", Some("=LAMBDA(n,Twice(n+1)+Twice(n+1))")).unwrap();
    for formula in [
        "=SUM(MAP(A1:D1000000,LAMBDA(x,NORM.DIST(x,0,1,TRUE))))",
        "=SUM(MAP(A1:D1000000,LAMBDA(x,x^0.37)))",
        "=SUM(MAP(A1:D1000000,LAMBDA(x,SQRT(x)+LN(x+1))))",
        "=REDUCE(0,A1:D1000000,LAMBDA(a,x,a+x))",
        "=SUM(SCAN(0,A1:D1000000,LAMBDA(a,x,a+x)))",
        "=SUM(BYROW(A1:D1000000,LAMBDA(r,SUM(r))))",
        "=SUM(MAKEARRAY(2000,2000,LAMBDA(r,c,r*c)))",
        "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,SUM(A1:A1000))))",
        "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,IRR(A1:A1000-500))))",
        "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,OFFSET(A1,x,0))))",
        "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,ROWS(SEQUENCE(1000)))))",
        "=SUM(MAP(SEQUENCE(20000),LAMBDA(x,LEN(SUBSTITUTE(REPT(\"x\",9000),\"x\",\"y\")))))",
        "=SUM(MAP(SEQUENCE(100),LAMBDA(x,IFERROR(FIND(REPT(\"x\",16000)&\"y\",REPT(\"x\",32000)),0))))",
        "=COUNTIF(REPT(\"x\",32000),\"*\"&REPT(\"x\",16000)&\"y*\")",
        "=SUM(COUNTIF(SORT(A1:A1000),SEQUENCE(10000)))",
        "=SUM(COUNTIFS(SORT(A1:A1000),SEQUENCE(10000)))",
        "=ROWS(MATCH(SEQUENCE(20000),SORT(A1:A1000),0))",
        "=ROWS(XLOOKUP(SEQUENCE(20000),SORT(A1:A1000),SORT(A1:A1000),,-1))",
        "=SUM(RANK(SEQUENCE(20000),SORT(A1:A1000)))",
        "=SUM(VDB(1000,1,SEQUENCE(1000)*0+99999,0,99999))",
        "=SEQUENCE(1000000)^SEQUENCE(1000000)",
        "=IF(SEQUENCE(2000,2000)>5,1,2)",
        "=Twice(1)",
        "=Name0",
    ] {
        check_refused(&engine, sheet, formula);
    }
}

#[test]
fn what_is_merely_large_is_computed() {
    let (engine, sheet) = engine(1_000_000);
    check_computed(
        &engine,
        sheet,
        &[
            // n (n + 1) / 2 and n (n + 1) (2n + 1) / 6 for a million.
            ("=SUM(A1:A1000000)", "500000500000"),
            ("=SUM(A:A)", "500000500000"),
            ("=SUM(A1:A1000000^2)", "333333833333500000"),
            ("=SUMPRODUCT(A1:A1000000,A1:A1000000)", "333333833333500000"),
            ("=SUM(IF(A1:A1000000>500000,1,0))", "500000"),
            ("=COUNTIF(A1:A1000000,\">500000\")", "500000"),
            // Many lookups in many cells share an index.
            ("=SUM(COUNTIF(A1:A20000,A1:A20000))", "20000"),
            ("=SUM(VLOOKUP(A1:A20000,A1:B20000,1,FALSE))", "200010000"),
            ("=SUM(XMATCH(A1:A20000,A1:A20000))", "200010000"),
        ],
    );
}

#[test]
fn one_far_cell_does_not_make_a_sheet_large() {
    let (mut engine, sheet) = engine(10);
    engine.set(CellAddress::new(sheet, 1_048_575, 16_383), Content::Literal(Value::Number(Decimal::ONE))).unwrap();
    engine.recalculate();
    check_computed(
        &engine,
        sheet,
        &[
            ("=SUM(A1:XFD1048576)", "56"),
            ("=COUNT(A1:XFD1048576)", "11"),
            ("=SUBTOTAL(9,A1:XFD1048576)", "56"),
            ("=COUNTIF(A1:XFD1048576,\">5\")", "5"),
        ],
    );
    // What must look at every place, as pairs of values must, takes too long.
    check_refused(&engine, sheet, "=SUMPRODUCT(A1:XFD1048576,A1:XFD1048576)");
}

/// A hundredth of what should be possible, in a hundredth of the limit: these cost the same for each of their cells.
#[test]
fn what_is_costly_is_computed_up_to_hundreds_of_thousands_of_cells() {
    let (mut engine, sheet) = engine(3_000);
    engine.limit_work(MAX_WORK / 100);
    check_computed(
        &engine,
        sheet,
        &[
            // A hundred thousand normal distributions, and inverse ones; both are symmetric.
            ("=ROUND(SUM(NORM.DIST(SEQUENCE(1001)-501,0,300,TRUE)),20)", "500.5"),
            ("=ROUND(SUM(NORM.S.INV(A1:A999/1000)),20)", "0"),
            // Three million powers, and two million through a LAMBDA.
            ("=ROUND(SUM(({4}*A1:A3000^0)^0.5),10)", "6000"),
            ("=SUM(MAP(A1:A2000,LAMBDA(x,4^0.5)))", "4000"),
            // Ten million calls of a small LAMBDA.
            ("=REDUCE(0,SEQUENCE(100000),LAMBDA(a,x,a+x))", "5000050000"),
        ],
    );
}

#[test]
fn formulas_of_single_values_are_not_counted() {
    let (mut engine, sheet) = engine(20);
    engine.limit_work(0);
    check_computed(
        &engine,
        sheet,
        &[
            ("=A1+A2*3-A4/2", "5"),
            ("=ROUND(SUM(A1:A9)/2,1)", "22.5"),
            ("=IF(AND(A1>0,A2<5),SUM(A3:A5)&\"x\",\"no\")", "12x"),
            ("=A2^2", "4"),
        ],
    );
}

#[test]
fn the_error_says_why_in_both_languages() {
    let (mut engine, sheet) = engine(1);
    engine.set_formula(host(sheet), "=SUM(NORM.DIST(A1:D1000000,0,1,TRUE))").unwrap();
    engine.recalculate();
    let value = engine.value(host(sheet)).clone();
    assert_eq!(value.plain(), "#CALC!");
    let error = value.error().unwrap();
    assert!(engine.reason(error, Language::English).contains("too long"));
    assert!(engine.reason(error, Language::Japanese).contains("計算量"));
    assert_eq!(engine.origin(error), Some(host(sheet)));
    let explained = engine.explain(host(sheet)).unwrap();
    assert_eq!(explained.value.error().unwrap().cause, Cause::TooMuchWork);
}
