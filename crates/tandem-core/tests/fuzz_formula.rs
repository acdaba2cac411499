//! The formula reader over random texts: it never panics or hangs, what it refuses it explains, and what it takes prints
//! back as a formula that means the same.

use crate::fuzz::{Choices, config, numbers, within_limit};
use proptest::prelude::*;
use tandem_core::cell::{CellAddress, SheetId};
use tandem_core::engine::Engine;
use tandem_core::formula::ParseError;
use tandem_core::function::all;
use tandem_core::text::Language;

const TOKENS: [&str; 96] = [
    "1",
    "A1",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "^",
    "&",
    "=",
    "<",
    ">",
    "<=",
    ">=",
    "<>",
    "%",
    "#",
    "@",
    ":",
    ";",
    "{",
    "}",
    "\"",
    "'",
    "!",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "$A$1",
    "A$1",
    "$A1",
    "a1",
    "XFD1048576",
    "XFE1",
    "A1048577",
    "A1:B2",
    "B2:A1",
    "A:A",
    "A:C",
    "1:1",
    "$1:3",
    "$A:$B",
    "A1#",
    "Sheet1!A1",
    "'Q1 plan'!B2",
    "'It''s'!A1:B2",
    "計画!A1",
    "Nowhere!A1",
    "#REF!",
    "#N/A",
    "#DIV/0!",
    "#NAME?",
    "#CIRC!",
    "Sheet1!#REF!",
    "TRUE",
    "FALSE",
    "true",
    "\"text\"",
    "\"\"",
    "\"a\"\"b\"",
    "\"売上\"",
    "rate",
    "レート",
    "_x",
    "x.y",
    "SUM(",
    "IF(",
    "LET(x,",
    "LAMBDA(x,",
    "INDEX(",
    "OFFSET(",
    "NOSUCH(",
    "sum (",
    "PI()",
    "{1,2;3,4}",
    "{1;2,3}",
    "{-1,\"a\",TRUE,#N/A}",
    "0.1",
    ".5",
    "1.",
    "1e5",
    "1E-400",
    "1e+",
    "99999999999999999999999999999999999",
    "0x1F",
    "１２",
    "（",
    "）",
    "\u{1}",
    "\u{2}",
    "\u{0}",
    "😀",
];

fn soup(choices: &mut Choices) -> String {
    let mut text = String::from("=");
    while !choices.is_used_up() {
        text.push_str(choices.of(&TOKENS));
    }
    text
}

/// A formula of a function's documentation with a few letters changed.
fn mutated(choices: &mut Choices) -> String {
    let functions = all();
    let function = functions[choices.below(functions.len())];
    let mut letters: Vec<char> = function.examples[choices.below(function.examples.len())].formula.chars().collect();
    while !choices.is_used_up() {
        let at = choices.below(letters.len() + 1);
        match choices.below(5) {
            0 if at < letters.len() => drop(letters.remove(at)),
            1 => {
                let token = choices.of(&TOKENS).chars();
                letters.splice(at..at, token);
            }
            2 if at < letters.len() => letters[at] = char::from_u32(choices.number() % 0x3100).unwrap_or('x'),
            3 => {
                let other = at.min(choices.below(letters.len() + 1));
                let copied: Vec<char> = letters[other..at].to_vec();
                letters.splice(at..at, copied);
            }
            _ => letters.truncate(at.max(2)),
        }
        if letters.len() > 4_000 {
            break;
        }
    }
    letters.into_iter().collect()
}

/// Something repeated or nested many times, which is where readers overflow their stack or take squared time.
fn repeated(choices: &mut Choices) -> String {
    let times = [1, 2, 64, 127, 128, 129, 1_000, 10_000, 100_000][choices.below(9)];
    let (open, middle, close) = [
        ("(", "1", ")"),
        ("-", "1", ""),
        ("", "1", "%"),
        ("1+", "1", ""),
        ("1^", "1", ""),
        ("SUM(", "1", ")"),
        ("IF(1,", "2", ")"),
        ("A1:", "B2", ""),
        ("A1 ", "B2", ""),
        ("@", "A1", ""),
        ("", "A1", "#"),
        ("{", "1", "}"),
        ("\"", "a", "\""),
        ("'", "a", "'!A1"),
        ("LET(x,", "1", ",x)"),
        ("1,", "1", ""),
        ("{1,", "2", ""),
    ][choices.below(17)];
    format!("={}{middle}{}{}", open.repeat(times), close.repeat(times), choices.of(&["", ")", "+", " "]))
}

struct Sheets {
    engine: Engine,
    host: CellAddress,
    other: CellAddress,
}

fn sheets() -> Sheets {
    let mut engine = Engine::new();
    let first = engine.add_sheet("Sheet1");
    let plan = engine.add_sheet("Q1 plan");
    engine.add_sheet("It's");
    engine.add_sheet("計画");
    let at = |sheet: SheetId, row, column| CellAddress::new(sheet, row, column);
    Sheets { engine, host: at(first, 6, 4), other: at(plan, 400, 40) }
}

fn explained(error: &ParseError, text: &str) {
    assert!(error.at <= text.chars().count(), "{error:?} lies behind {text:?}");
    assert!(!error.text(Language::English).is_empty() && !error.text(Language::Japanese).is_ascii(), "{error:?}");
}

/// Checks one text; a formula must print back as it means, in its cell and copied to another.
fn check(text: &str) {
    let mut sheets = sheets();
    let checked = sheets.engine.check(text);
    let engine = &mut sheets.engine;
    if let Err(error) = engine.set_formula(sheets.host, text) {
        explained(&error, text);
        assert_eq!(checked, Err(error), "{text:?}: checking and setting agree");
        assert!(engine.formula_text(sheets.host).is_none());
        return;
    }
    assert_eq!(checked, Ok(()), "{text:?}: checking and setting agree");
    let printed = engine.formula_text(sheets.host).unwrap();
    let copied = engine.copied_formula_text(sheets.host, sheets.other).unwrap();
    engine.set_formula(sheets.host, &printed).unwrap_or_else(|error| panic!("{text:?} printed {printed:?}: {error}"));
    assert_eq!(engine.formula_text(sheets.host).as_ref(), Some(&printed), "{text:?}");
    let copied_again = engine.copied_formula_text(sheets.host, sheets.other).unwrap();
    assert_eq!(copied_again, copied, "{text:?} printed {printed:?}");
    // A copy pushed off the sheet loses its reference, which changes its form; the text must still be a formula.
    engine.set_formula(sheets.other, &copied).unwrap_or_else(|error| panic!("{text:?} copied {copied:?}: {error}"));
    assert_eq!(engine.formula_text(sheets.other).as_ref(), Some(&copied), "{text:?}");
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn a_soup_of_tokens_is_read_or_explained(numbers in numbers(24)) {
        let text = soup(&mut Choices::new(&numbers));
        within_limit(&text, || check(&text));
    }

    #[test]
    fn a_garbled_formula_is_read_or_explained(numbers in numbers(24)) {
        let text = mutated(&mut Choices::new(&numbers));
        within_limit(&text, || check(&text));
    }

    #[test]
    fn any_text_is_read_or_explained(text in "=?\\PC{0,60}") {
        within_limit(&text, || check(&text));
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn what_is_long_or_nested_is_read_or_explained(numbers in numbers(4)) {
        let text = repeated(&mut Choices::new(&numbers));
        within_limit(&text[..text.len().min(40)], || check(&text));
    }
}
