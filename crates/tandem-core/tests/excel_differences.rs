//! The page on differences from Excel says what this engine computes: its tables are computed here.

use tandem_core::cell::CellAddress;
use tandem_core::engine::{Content, Engine};

const PAGE: &str = include_str!("../../../docs/excel-differences.md");

#[test]
fn the_tables_hold() {
    let mut engine = Engine::new();
    let host = CellAddress::new(engine.add_sheet("Sheet1"), 0, 0);
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in PAGE.lines().filter(|line| line.starts_with("| `=")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [formula, here, excel, why] = cells[..] else { panic!("four columns are needed: {line}") };
        let formula = formula.trim_matches('`');
        let given = engine.evaluate(host, formula).map_or_else(|error| error.to_string(), |value| value.plain());
        if given != here {
            wrong.push(format!("{formula} gives {given}, the page says {here}"));
        }
        if here == excel || why.is_empty() {
            wrong.push(format!("{formula} is no difference, or has no reason"));
        }
        rows += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows >= 15, "the page has lost rows: {rows} are left");
}

#[test]
fn what_the_page_says_in_words_holds() {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("Sheet1");
    let at = |row, column| CellAddress::new(sheet, row, column);
    for refused in ["=SUM((A1,B1))", "=SUM(Jan:Dec!A1)", "=[Book.xlsx]Sheet1!A1", "=SUM(Sales[Amount])"] {
        assert!(engine.check(refused).is_err(), "{refused}");
    }
    for absent in ["CELL", "INFO", "HYPERLINK", "GETPIVOTDATA", "RTD", "PRICE", "DSUM", "SIN", "WEBSERVICE"] {
        assert!(tandem_core::function::find(absent).is_none(), "{absent}");
    }
    engine.set(at(0, 0), Content::Formula("=1+1".into())).unwrap();
    engine.set(at(1, 0), Content::Formula("=A2".into())).unwrap();
    engine.set(at(2, 0), Content::Formula("=A2+1".into())).unwrap();
    engine.set(at(7, 1), Content::Formula("=SEQUENCE(1,3)".into())).unwrap();
    engine.recalculate();
    engine.set(at(6, 2), Content::Formula("=SEQUENCE(3)".into())).unwrap();
    engine.define_name("Down", Some("=LAMBDA(n,IF(n=0,0,1+Down(n-1)))")).unwrap();
    engine.recalculate();
    for (formula, expect) in [
        ("=A1#", "2"),
        ("=A2", "#CIRC!"),
        ("=A3", "#CIRC!"),
        ("=B8", "#SPILL!"),
        ("=C8", "2"),
        ("=Down(250)", "250"),
        ("=Down(1000)", "#CALC!"),
        ("=IRR({-4000,25000,-25000})", "0.25"),
        ("=IRRS({-4000,25000,-25000})", "{0.25;4}"),
        ("=SUBTOTAL(109,C1:C3)-SUBTOTAL(9,C1:C3)", "0"),
    ] {
        assert_eq!(engine.evaluate(at(9, 9), formula).unwrap().plain(), expect, "{formula}");
    }
}
