//! Evaluation of random formulas over all functions and all kinds of arguments: never a panic, never a hang, never a value
//! larger than the limits, and the same value twice.

use crate::fuzz::{Choices, config, numbers, within_limit};
use proptest::prelude::*;
use tandem_core::cell::{CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::function::{Clock, Function, Kind, all};
use tandem_core::limits::{MAX_ARRAY_CELLS, MAX_TEXT_CHARS, MAX_WORK};
use tandem_core::number::Decimal;

const NUMBERS: [&str; 44] = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "0.5",
    "10",
    "0.1",
    "-0.1",
    "1/3",
    "12",
    "100",
    "-5",
    "7",
    "1.0001",
    "60",
    "61",
    "365",
    "255",
    "256",
    "1000",
    "2000",
    "4000",
    "32767",
    "32768",
    "16384",
    "16385",
    "1048576",
    "1048577",
    "4000000",
    "4000001",
    "45000",
    "45000.75",
    "2958465",
    "2958466",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740993",
    "1E15",
    "1E-15",
    "1E-28",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
];

const TEXTS: [&str; 40] = [
    "",
    "x",
    "abc",
    " a  b ",
    "1",
    "-1.5",
    "12%",
    "1,234.5",
    "2026-03-31",
    "2/29/2023",
    "13:45",
    "売上",
    "ＡＢＣ１２",
    "が",
    "😀é",
    "#,##0.00",
    "0.0%",
    "yyyy-mm-dd",
    "[h]:mm",
    "0 ?/?",
    "@",
    "*",
    "?",
    "~*",
    ">5",
    "<>",
    "=a*",
    ">=2026-01-01",
    "A1",
    "A1:C3",
    "Sheet1!A1",
    "Nowhere!A1",
    "rate",
    "linear",
    "s-curve",
    "d",
    "ym",
    "USD",
    "a,b;c",
    "\"\"",
];

const CELLS: [&str; 19] = [
    "A1",
    "B2",
    "C3",
    "D4",
    "E5",
    "F6",
    "Z99",
    "A1:A9",
    "A1:F1",
    "A1:F9",
    "B2:D4",
    "D1:D9",
    "E1:F9",
    "A9:F9",
    "Y1:Y3",
    "Sheet1!B1:B9",
    "A1#",
    "rate",
    "Nowhere!A1",
];

/// What makes a formula slow, and so stands in few.
const LARGE: [&str; 5] = ["A:A", "1:1", "A:F", "SEQUENCE(200,300)", "REPT(\"x\",32767)"];

const ARRAYS: [&str; 10] = [
    "{1,2,3}",
    "{1;2;3}",
    "{1,2;3,4}",
    "{-100,60,60}",
    "{\"a\",\"b\";\"c\",\"\"}",
    "{TRUE,FALSE}",
    "{#N/A,1}",
    "{0,0,0}",
    "{79228162514264337593543950335,1}",
    "{\"x\";1;TRUE;#DIV/0!}",
];

const OPERATORS: [&str; 14] = ["+", "-", "*", "/", "^", "&", "=", "<>", "<", "<=", ">", ">=", ":", " "];

/// What the fuzz sheet holds from A1 on.
const ROWS: [[&str; 6]; 9] = [
    ["1", "-100", "x", "45000", "0.5", "TRUE"],
    ["2", "60", "abc", "45031", "0.25", "FALSE"],
    ["3", "60", "", "45059", "0.25", "TRUE"],
    ["5", "0.1", "5", "2958465", "1E-20", "#N/A"],
    ["5", "-7.25", "売上", "60", "0", ""],
    ["8", "79228162514264337593543950335", "Abc", "1", "1", "0"],
    ["13", "1E15", "a*", "0", "-1", "2"],
    ["", "", "", "", "", ""],
    ["21", "3", "~", "44927.5", "100", "text"],
];

/// What a formula may do: each is evaluated half a dozen times, and unoptimised builds are slow.
const WORK: u64 = if cfg!(debug_assertions) { MAX_WORK / 100 } else { MAX_WORK / 10 };

fn engine() -> (Engine, SheetId) {
    let mut engine = Engine::new();
    engine.limit_work(WORK);
    let sheet = engine.add_sheet("Sheet1");
    for (row, inputs) in (0..).zip(&ROWS) {
        for (column, input) in (0..).zip(inputs) {
            let value = match *input {
                "" => continue,
                "TRUE" => Value::Bool(true),
                "FALSE" => Value::Bool(false),
                text => Decimal::from_scientific(text)
                    .or_else(|_| Decimal::from_str_exact(text))
                    .map_or_else(|_| Value::from(text), Value::Number),
            };
            engine.set(CellAddress::new(sheet, row, column), Content::Literal(value)).unwrap();
        }
    }
    engine.set_formula(CellAddress::new(sheet, 3, 5), "=#N/A").unwrap();
    engine.set_clock(Clock { now: Decimal::new(4_611_275, 2), seed: 7 });
    engine.recalculate();
    (engine, sheet)
}

fn expression(choices: &mut Choices, depth: u32, kind: Kind) -> String {
    if depth == 0 || choices.below(5) < 2 {
        return atom(choices, kind);
    }
    match choices.below(10) {
        0 => format!("-{}", expression(choices, depth - 1, Kind::Number)),
        1 => format!("({})%", expression(choices, depth - 1, Kind::Number)),
        2 => format!("@{}", expression(choices, depth - 1, kind)),
        3 | 4 => {
            let left = expression(choices, depth - 1, kind);
            let operator = choices.of(&OPERATORS);
            format!("{left}{operator}{}", expression(choices, depth - 1, kind))
        }
        _ => call(choices, depth - 1),
    }
}

fn call(choices: &mut Choices, depth: u32) -> String {
    let functions = all();
    let function: &Function = functions[choices.below(functions.len())];
    let least = function.least();
    let room = function.most().map_or(4, |most| most - least).min(5);
    let mut count = least + choices.below(room + 1);
    if choices.below(40) == 39 {
        count = choices.below(9);
    }
    let arguments: Vec<String> = (0..count)
        .map(|place| match (function.name, place) {
            ("LET", 0) => "x".to_owned(),
            ("LET", 2) if count > 3 => "y".to_owned(),
            _ if choices.below(25) == 24 => String::new(),
            _ => expression(choices, depth, function.parameter(place).map_or(Kind::Any, |parameter| parameter.kind)),
        })
        .collect();
    format!("{}({})", function.name, arguments.join(","))
}

fn atom(choices: &mut Choices, kind: Kind) -> String {
    if choices.below(400) == 399 {
        return choices.of(&LARGE).to_owned();
    }
    let text = |choices: &mut Choices| format!("\"{}\"", choices.of(&TEXTS).replace('"', "\"\""));
    // Mostly what the parameter takes, so that calls get past their first check.
    if choices.below(4) > 0 {
        match kind {
            Kind::Number => return choices.of(&NUMBERS).to_owned(),
            Kind::Text => return text(choices),
            Kind::Bool => return choices.of(&["TRUE", "FALSE", "1", "0"]).to_owned(),
            Kind::Range if choices.below(2) == 0 => return choices.of(&ARRAYS).to_owned(),
            Kind::Range | Kind::Reference => return choices.of(&CELLS).to_owned(),
            _ => {}
        }
    }
    match choices.below(8) {
        0 | 1 => choices.of(&NUMBERS).to_owned(),
        2 => text(choices),
        3 => choices.of(&ARRAYS).to_owned(),
        4 => choices.of(&["TRUE", "FALSE", "#N/A", "#DIV/0!", "x", "y"]).to_owned(),
        5 => choices
            .of(&["LAMBDA(x,x+1)", "LAMBDA(x,y,x&y)", "LAMBDA(x,y,MAX(x,y))", "LAMBDA(1)", "SEQUENCE(3,3)"])
            .to_owned(),
        _ => choices.of(&CELLS).to_owned(),
    }
}

fn is_within_limits(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.chars().count() <= MAX_TEXT_CHARS,
        Value::Array(array) => {
            let is_flat = array.items().iter().all(|item| !matches!(item, Value::Array(_)) && is_within_limits(item));
            is_flat && array.items().len() <= MAX_ARRAY_CELLS
        }
        _ => true,
    }
}

fn check(text: &str) {
    let (mut engine, sheet) = engine();
    let host = CellAddress::new(sheet, 4, 24);
    let Ok(value) = engine.evaluate(host, text) else { return };
    assert!(is_within_limits(&value), "{text} gives more than a cell may hold");
    assert!(value.is_same(&engine.evaluate(host, text).unwrap()), "{text} gives another value the second time");
    let explained = engine.explain_text(host, text).unwrap();
    assert!(value.is_same(&explained.value), "{text} is explained as {}", explained.value.plain());
    engine.set_formula(host, text).unwrap();
    engine.recalculate();
    // An edit of what it may read, and its removal, go through everything that it spilled.
    engine.set(CellAddress::new(sheet, 0, 0), Content::Literal(Value::Number(Decimal::TWO))).unwrap();
    engine.recalculate();
    engine.set(host, Content::Blank).unwrap();
    engine.recalculate();
    let used = engine.store().sheet(sheet).unwrap().used();
    assert!(used.0 <= 9 && used.1 <= 6, "{text} left something behind: {used:?}");
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_formula_over_any_functions_has_a_value(numbers in numbers(60)) {
        let text = format!("={}", expression(&mut Choices::new(&numbers), 4, Kind::Any));
        within_limit(&text, || check(&text));
    }

    #[test]
    fn a_call_with_any_arguments_has_a_value(numbers in numbers(24)) {
        let text = format!("={}", call(&mut Choices::new(&numbers), 0));
        within_limit(&text, || check(&text));
    }
}

#[test]
fn what_would_grow_without_end_is_an_error() {
    let (engine, sheet) = engine();
    let cases = [
        ("=SEQUENCE(2001,2000)", "#CALC!"),
        ("=MAKEARRAY(3000,3000,LAMBDA(r,c,1))", "#CALC!"),
        ("=REPT(\"x\",32768)", "#VALUE!"),
        // Neither a text nor an array may be too large, and both together neither: 9,000 texts of 32 kB.
        ("=REPT(\"x\",SEQUENCE(9000)*0+32767)", "#CALC!"),
        ("=REPT(\"x\",32766)&MOD(SEQUENCE(9000),10)", "#CALC!"),
        ("=MAP(SEQUENCE(9000),LAMBDA(x,REPT(\"x\",32767)))", "#CALC!"),
        ("=ROWS(IF(SEQUENCE(9000),REPT(\"x\",32767)))", "9000"),
        ("=REDUCE(\"x\",SEQUENCE(1000),LAMBDA(all,one,all&all))", "#VALUE!"),
        ("=LET(f,LAMBDA(g,n,g(g,n+1)),f(f,1))", "#CALC!"),
        // Sixty thousand rows of up to as many cells, of each of which one is kept.
        ("=WRAPROWS({1;2;3},SEQUENCE(200,300))", "#CALC!"),
        ("=EXPAND(1,SEQUENCE(9000),1000)", "#CALC!"),
        ("=SUM(MAP(SEQUENCE(3000),LAMBDA(x,SUM(MAP(SEQUENCE(3000),LAMBDA(y,y))))))", "#CALC!"),
    ];
    for (formula, expected) in cases {
        let value = within_limit(formula, || engine.evaluate(CellAddress::new(sheet, 30, 30), formula).unwrap());
        assert_eq!(value.plain(), expected, "{formula}");
    }
}
