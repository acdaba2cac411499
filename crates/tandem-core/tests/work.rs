//! What would take minutes ends with an error that says so, by counted work; what is merely large is computed.

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
    // What is stopped is so by the count, whatever the limit; a low one lets the test end soon.
    engine.limit_work(MAX_WORK / 5_000);
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

/// Calls that cost much for what they are given: the limit allows a fraction of them.
#[test]
fn costly_calls_are_counted_by_what_they_do() {
    let (mut engine, sheet) = engine(1_000);
    engine.limit_work(MAX_WORK / 500);
    for (times, call) in [
        // Root searches: flows times steps, and fifty ranges that are too small to be counted by cells.
        (200, "IRR(A1:A1000-500)"),
        (200, "XIRR(A1:A1000-500,A1:A1000)"),
        (10_000, "IRR({-100;39;59;55;20})"),
        (500, "IRRS(MOD(A1:A60,7)-3)"),
        (500, "RATE(1800,1000,100000,100000)"),
        // Roots, powers and sorted lists of a few values.
        (5_000, "STDEV.S({1,2,3,4})"),
        (5_000, "GEOMEAN({1,2,3,4})"),
        (2_000, "CORREL(A1:A40,A11:A50)"),
        (2_000, "MEDIAN(A1:A60)"),
        (5_000, "PERCENTRANK({1,2,3,4},2.5)"),
        (2_000, "LINEST({1;2;4},{1;2;3})"),
        (200, "LARGE(A1:A1000,5)"),
        (200, "AGGREGATE(14,6,A1:A1000,5)"),
        // Texts: what is read, written, compared and taken apart.
        (100, "SUBSTITUTE(REPT(\"x\",30000),\"x\",\"y\")"),
        (100, "REPLACE(REPT(\"x\",30000),5,9,\"y\")"),
        (300, "REPT(\"abc\",10000)"),
        (300, "TEXTJOIN(\"-\",TRUE,A1:A1000)"),
        (300, "CONCAT(A1:A1000)"),
        (100, "COUNTIF(A1:A3,REPT(\"1 \",15000))"),
        (100, "XMATCH(REPT(\"x\",30000),REPT(\"x\",SEQUENCE(5)+29990))"),
        (100, "INDIRECT(REPT(\"x\",30000))"),
        (100, "TEXTBEFORE(\"abc\",A1:A1000)"),
        // Matrices and shares.
        (200, "MMULT(A1:A40,TRANSPOSE(A1:A40)/7)"),
        (100, "ALLOCATE(1000,A1:A1000)"),
        (100, "UNIQUE(A1:A1000)"),
        (300, "CHOOSEROWS(A:A,A1:A1000)"),
    ] {
        let formula = format!("=ROWS(MAP(SEQUENCE({times}),LAMBDA(x,ROWS({call}))))");
        let (value, units) = engine.evaluate_counted(host(sheet), &formula).unwrap();
        assert_eq!(value.error().map(|error| error.cause), Some(Cause::TooMuchWork), "{formula}: {units}");
        // A single call is within the limit, so that it is the repetition that is stopped.
        let (value, units) = engine.evaluate_counted(host(sheet), &format!("=ROWS({call})")).unwrap();
        assert_ne!(value.error().map(|error| error.cause), Some(Cause::TooMuchWork), "{call}: {units}");
        assert!(units > 0, "{call}");
    }
}

/// Whole columns that hold a few cells far apart cost what they hold.
#[test]
fn what_is_filled_far_apart_costs_what_is_filled() {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    for (row, number) in [(0, 1), (1, 2), (2, 3), (500_000, 4), (1_048_575, 5)] {
        for column in 0..2 {
            let value = Value::Number(Decimal::from(number));
            engine.set(CellAddress::new(sheet, row, column), Content::Literal(value)).unwrap();
        }
    }
    engine.recalculate();
    engine.limit_work(60_000);
    let host = CellAddress::new(sheet, 5, 100);
    // Five numbers from 1 to 5: mean 3, squares 55, deviations' squares 10; two equal columns.
    for (formula, expect) in [
        ("=SUM(A:A)", "15"),
        ("=AVERAGE(A:A)", "3"),
        ("=MEDIAN(A:A)", "3"),
        ("=VAR.S(A:A)", "2.5"),
        ("=ROUND(STDEV.P(A:A)^2,20)", "2"),
        ("=DEVSQ(A:B)", "20"),
        ("=LARGE(A:A,2)", "4"),
        ("=SMALL(A:B,3)", "2"),
        ("=PERCENTILE(A:A,0.5)", "3"),
        ("=QUARTILE.EXC(A:A,2)", "3"),
        ("=PERCENTRANK(A:A,3)", "0.5"),
        ("=RANK(4,A:A)", "2"),
        ("=TRIMMEAN(A:A,0.5)", "3"),
        ("=MODE(A:B)", "1"),
        ("=COUNT(A:B)", "10"),
        ("=COUNTBLANK(A:A)", "1048571"),
        ("=SUMPRODUCT(A:A,B:B)", "55"),
        ("=SUMPRODUCT(A:A,B:B,A:A)", "225"),
        ("=SUMSQ(A:A)", "55"),
        ("=SUMX2PY2(A:A,B:B)", "110"),
        ("=CORREL(A:A,B:B)", "1"),
        ("=SLOPE(A:A,B:B)", "1"),
        ("=COUNTIF(A:A,\">2\")", "3"),
        ("=COUNTIF(A:A,\"\")", "1048571"),
        ("=COUNTIFS(A:A,\">2\",B:B,\"<5\")", "2"),
        ("=COUNTIFS(A:A,\"\",B:B,\"\")", "1048571"),
        ("=SUMIFS(A:A,B:B,\">2\")", "12"),
        ("=SUMIF(A:A,\">2\",B:B)", "12"),
        ("=MAXIFS(A:A,B:B,\"<5\")", "4"),
        ("=SUBTOTAL(9,A:A)", "15"),
        ("=AGGREGATE(12,6,A:A)", "3"),
        ("=NPV(0,A:A)", "15"),
        ("=SUM(FREQUENCY(A:A,{3}))", "5"),
        ("=CONCAT(A:A)", "12345"),
        ("=TEXTJOIN(\"-\",TRUE,A:A)", "1-2-3-4-5"),
        ("=SUM(TOCOL(A:A,1))", "15"),
        ("=SUM(FILTER(A:A,B:B))", "15"),
        ("=WEIGHTED(A:A,B:B)", "3.6666666666666666666666666667"),
        ("=TIERAT(4.5,A:A,B:B)", "4"),
        ("=MATCH(5,A:A,0)", "1048576"),
        ("=XMATCH(4,A:A)", "500001"),
        ("=VLOOKUP(5,A:B,2,FALSE)", "5"),
        ("=NETWORKDAYS(1,10,A:A)", "3"),
    ] {
        let (value, units) = engine.evaluate_counted(host, formula).unwrap();
        assert_eq!(value.plain(), expect, "{formula}, {units} units");
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
    // Pairs of values are looked for where either is: the squares from 1 to 10, and the far one.
    check_computed(&engine, sheet, &[("=SUMPRODUCT(A1:XFD1048576,A1:XFD1048576)", "386")]);
    // What must give a value for every place takes too long.
    check_refused(&engine, sheet, "=SUM(A1:C1048576^0.5)");
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
