//! The template `revenue-split`: published figures, and the laws that hold for any rules, parties and payouts.
//! The sources of the published figures stand in `data/oracles.json` under the ids named here.

use std::str::FromStr;

use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::Clock;
use tandem_core::template::{calculate, instantiate};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

mod digits;
mod laws;
mod register;

/// The rows of the rules on the page Rules, of the parties on the page Parties, and of shares on the page Shares.
const RULES: std::ops::RangeInclusive<u32> = 19..=42;
const FIRST_RULE: usize = 19;
const FIRST_PARTY: usize = 6;
const FIRST_SHARE: usize = 27;
const FIRST_ROW: usize = 6;

fn workbook() -> Workbook {
    instantiate("revenue-split", Language::English).unwrap()
}

fn set(workbook: &mut Workbook, cells: &[(String, String)]) {
    let cells =
        cells.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), text.clone())).collect();
    Edit::SetCells(cells).apply(workbook).unwrap();
}

fn cells(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(place, text)| (place.to_string(), text.to_string())).collect()
}

#[track_caller]
fn number(workbook: &Workbook, place: &str) -> Decimal {
    match workbook.value(workbook.cell(place).unwrap()) {
        Value::Number(number) => *number,
        other => panic!("{place} is {}", other.plain()),
    }
}

fn text(workbook: &Workbook, place: &str, language: Language) -> String {
    workbook.display_text(workbook.cell(place).unwrap(), language)
}

/// The message beside a rule, counted from 1.
fn message(workbook: &Workbook, rule: usize, language: Language) -> String {
    text(workbook, &format!("Rules!I{}", FIRST_RULE + rule - 1), language)
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

/// One rule as people type it: party, kind, base and rate or amount.
type Rule<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The edits that replace all rules. The partners' pay has no limit then, so that only the pot limits the rules.
fn rules(rules: &[Rule<'_>]) -> Vec<(String, String)> {
    let mut cells: Vec<_> = RULES
        .flat_map(|row| "ABCDEFGKLMNOP".chars().map(move |column| (format!("Rules!{column}{row}"), String::new())))
        .collect();
    for (index, (party, kind, base, amount)) in rules.iter().enumerate() {
        let row = FIRST_RULE + index;
        let order = (index + 1).to_string();
        for (column, text) in [('B', *amount), ('C', "on"), ('D', &order), ('E', *party), ('F', *kind), ('G', *base)] {
            cells.push((format!("Rules!{column}{row}"), text.to_owned()));
        }
    }
    cells.push(("Rules!B13".into(), "100%".into()));
    cells
}

/// The shares of the first parties of a deal that residual rules split by weight.
fn split(total: &str, digits: &str, weights: &[&str]) -> Vec<Decimal> {
    let mut book = workbook();
    let names = ["Vendor", "Partner", "Customer", "Distributor"];
    let list: Vec<Rule<'_>> = weights.iter().zip(names).map(|(weight, name)| (name, "residual", "", *weight)).collect();
    let mut edits = rules(&list);
    edits.extend(cells(&[("Rules!B5", total), ("Rules!B6", digits)]));
    set(&mut book, &edits);
    assert_eq!(number(&book, "Shares!B8"), Decimal::ZERO);
    (0..weights.len()).map(|index| number(&book, &format!("Shares!I{}", FIRST_SHARE + index))).collect()
}

#[test]
fn the_published_co_selling_split_stands_by_default() {
    // C10: vendor 40 % of 100,000, partner 30 % of the net after it, and what is left is shown.
    let book = workbook();
    assert_eq!(number(&book, "Shares!I27"), decimal("40000"));
    assert_eq!(number(&book, "Shares!I28"), decimal("18000"));
    assert_eq!(number(&book, "Shares!B7"), decimal("42000"));
    assert_eq!(text(&book, "Shares!A33", Language::Japanese), "残額（未配分）");
}

#[test]
fn the_spiff_is_paid_inside_its_window_only() {
    let mut book = workbook();
    // The window is 30 days long, and its last day counts.
    for (days, paid) in [("30", "2000"), ("31", "0"), ("0", "2000")] {
        set(&mut book, &cells(&[("Rules!B8", days)]));
        assert_eq!(number(&book, "Shares!B16"), decimal(paid), "{days} days");
    }
    assert_eq!(message(&book, 3, Language::English), "Paid");
    assert_eq!(number(&book, "Shares!I28"), decimal("20000"));
}

#[test]
fn shares_are_rounded_by_largest_remainder() {
    // A1 to A12.
    for (total, weights, expected) in [
        ("100", vec!["1", "1", "1"], vec![34, 33, 33]),
        ("101", vec!["1", "1", "1"], vec![34, 34, 33]),
        ("5", vec!["7", "3"], vec![4, 1]),
        ("5", vec!["0", "7", "3"], vec![0, 4, 1]),
        ("101", vec!["3", "7"], vec![30, 71]),
        ("101", vec!["7", "3"], vec![71, 30]),
        ("0", vec!["0", "0", "1"], vec![0, 0, 0]),
        ("1003", vec!["50", "50"], vec![502, 501]),
        ("5", vec!["100", "101", "100", "100"], vec![1, 2, 1, 1]),
        ("801", vec!["1", "3"], vec![200, 601]),
    ] {
        let expected: Vec<Decimal> = expected.into_iter().map(|share: i64| Decimal::from(share)).collect();
        assert_eq!(split(total, "0", &weights), expected, "{total} over {weights:?}");
    }
}

#[test]
fn one_side_is_rounded_and_the_rest_is_exact() {
    // A14: 30 % of 6.45.
    let mut book = workbook();
    let mut edits = rules(&[("Vendor", "percent", "original", "30%")]);
    edits.extend(cells(&[("Rules!B5", "6.45")]));
    set(&mut book, &edits);
    assert_eq!(number(&book, "Shares!I27"), decimal("1.94"));
    assert_eq!(number(&book, "Shares!B7"), decimal("4.51"));
    // The page says who got the cent.
    assert_eq!(number(&book, "Shares!F27"), Decimal::ONE);
    assert_eq!(number(&book, "Shares!B9"), Decimal::ONE);
}

#[test]
fn marginal_tiers_pay_the_published_figures() {
    // C1 on table A and C4 on table B.
    let mut book = workbook();
    for (table, sales, payout) in
        [("A", "150000", "8250"), ("B", "400", "100"), ("B", "100", "25"), ("B", "1500", "425"), ("B", "5000", "1675")]
    {
        set(&mut book, &cells(&[("Tiers!B14", table), ("Tiers!B15", sales)]));
        assert_eq!(number(&book, "Tiers!B16"), decimal(payout), "{sales} in table {table}");
        // A rule of the kind pays the same.
        let mut edits = rules(&[("Partner", "marginal tier", "original", "")]);
        edits.extend(cells(&[("Rules!B5", sales), ("Rules!K19", table)]));
        set(&mut book, &edits);
        assert_eq!(number(&book, "Rules!H19"), decimal(payout), "rule on {sales}");
    }
}

#[test]
fn the_cliff_of_retroactive_tiers_is_what_the_bands_say() {
    let mut book = workbook();
    set(&mut book, &cells(&[("Rules!B6", "0")]));
    // Table A at 100,000: 6 % of 100,000 less 5 % of 99,999; at 125,000: 7 % of 125,000 less 6 % of 124,999.
    assert_eq!(number(&book, "Tiers!G25"), decimal("1000.05"));
    assert_eq!(number(&book, "Tiers!G26"), decimal("1250.06"));
    assert_eq!(number(&book, "Tiers!B19"), decimal("1250.06"));
    assert_eq!(number(&book, "Tiers!B17"), decimal("10500"));
}

#[test]
fn recurring_commission_and_its_lump_sum_agree() {
    // C6: ten seats at 20 a month over a year; 7 % of one month, of twelve months, and 84 % of one month.
    let mut book = workbook();
    for (rate, months, payout) in [("7%", "1", "14"), ("7%", "12", "168"), ("84%", "1", "168")] {
        let mut edits = rules(&[("Partner", "rebate", "original", rate)]);
        edits.extend(cells(&[("Rules!B5", "2400"), ("Rules!B12", "12"), ("Rules!P19", months)]));
        set(&mut book, &edits);
        assert_eq!(number(&book, "Rules!H19"), decimal(payout), "{rate} of {months} months");
    }
}

#[test]
fn rules_that_cannot_be_paid_say_why_and_the_others_go_on() {
    let mut book = workbook();
    let mut edits = rules(&[
        ("Vendor", "percent", "original", "40%"),
        ("Partner", "fixed", "", "60000.01"),
        ("Nobody", "fixed", "", "10"),
        ("Partner", "rent", "", "10"),
        ("Partner", "percent", "original", "-5%"),
        ("Partner", "fixed", "", "100"),
        ("Partner", "residual", "", "0"),
        ("Distributor", "retroactive tier", "original", ""),
        ("Partner", "fixed", "", "10000.01"),
        ("Partner", "percent", "remaining", "10%"),
    ]);
    // The window of the sixth rule ends before it begins; partners may earn 10,000 in all.
    edits.extend(cells(&[("Rules!N24", "2026-06-30"), ("Rules!O24", "2026-06-01"), ("Rules!B13", "10%")]));
    set(&mut book, &edits);
    let expected = [
        ("Paid", "支払いあり"),
        ("Asks for more than remains: refused", "残額を超えるため不成立"),
        ("The party is not on the page Parties", "当事者が「当事者」シートに登録されていません"),
        ("Choose a kind from the list", "種類を一覧から選択してください"),
        ("A rate or an amount must not be negative", "率や金額にマイナスは使えません"),
        ("The window ends before it begins", "期間の終了が開始より前です"),
        ("The weights of the residual rules add up to zero", "残額按分の比重の合計がゼロです"),
        ("Choose the tier table A, B or C", "段階表A・B・Cのいずれかを選択してください"),
        ("Takes partners’ pay above its limit: refused", "パートナー報酬の上限を超えるため不成立"),
        ("Paid", "支払いあり"),
    ];
    for (index, (english, japanese)) in expected.into_iter().enumerate() {
        assert_eq!(message(&book, index + 1, Language::English), english);
        assert_eq!(message(&book, index + 1, Language::Japanese), japanese);
    }
    assert_eq!(number(&book, "Shares!B10"), decimal("8"));
    assert_eq!(number(&book, "Shares!I27"), decimal("40000"));
    assert_eq!(number(&book, "Shares!I28"), decimal("6000"));
    assert_eq!(number(&book, "Shares!B7"), decimal("54000"));
    // A negative base stops what is a part of it.
    set(&mut book, &cells(&[("Rules!B5", "-100")]));
    assert_eq!(message(&book, 1, Language::English), "The base is negative: nothing is paid");
    assert_eq!(number(&book, "Shares!B7"), decimal("-100"));
    assert_eq!(number(&book, "Shares!B8"), Decimal::ZERO);
}

#[test]
fn every_kind_of_rule_pays_what_its_definition_says() {
    let mut book = workbook();
    let mut edits = rules(&[
        ("Vendor", "fixed", "", "10000"),
        ("Partner", "per unit", "", "20"),
        ("Partner", "minimum guarantee", "", "5000"),
        ("Partner", "recoupable advance", "", "2000"),
        ("Customer", "rebate", "original", "10%"),
        ("Partner", "preferred return", "", "8%"),
        ("Distributor", "catch-up", "", "20%"),
        ("Vendor", "cap on total", "", "9000"),
        ("Distributor", "percent", "remaining", "10%"),
        ("Distributor", "percent", "original", "1%"),
    ]);
    edits.extend(cells(&[("Rules!P23", "3"), ("Rules!L27", "5000"), ("Rules!M28", "1200")]));
    set(&mut book, &edits);
    // 50 units at 20; 4,000 more to reach 5,000; 2,000 of the 5,000 earned go back; 3 of 12 months at 10 %; 8 % of the
    // capital of 30,000 for a year; then 17,900 are paid out, and x is a fifth of 17,900 + x; the vendor gives back
    // 1,000; 10 % of what remains is held at 5,000, and 1 % is raised to 1,200.
    let expected = ["10000", "1000", "4000", "-2000", "2500", "2400", "4475", "-1000", "5000", "1200"];
    for (index, payout) in expected.into_iter().enumerate() {
        assert_eq!(number(&book, &format!("Rules!H{}", FIRST_RULE + index)), decimal(payout), "rule {}", index + 1);
    }
    assert_eq!(number(&book, "Shares!B7"), decimal("72425"));
    assert_eq!(message(&book, 8, Language::English), "Gives back to the deal");
    assert_eq!(message(&book, 9, Language::English), "Held at its cap");
    assert_eq!(message(&book, 10, Language::English), "Raised to its floor");
}

#[test]
fn it_is_a_function_of_its_inputs() {
    // A yen deal of 1,003 that two residual rules halve, in Japanese words.
    let inputs = [
        ("dealValue", "1003"),
        ("digits", "0"),
        ("payLimit", "100%"),
        ("rule1Kind", "残額按分"),
        ("vendorRate", "50"),
        ("rule2Kind", "残額按分"),
        ("partnerRate", "50"),
        ("rule3On", "無効"),
    ];
    let inputs = inputs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let result = calculate("revenue-split", &inputs, Clock::default(), Language::Japanese).unwrap();
    let output = |wanted: &str| {
        let (_, at) = result.outputs.iter().find(|(name, _)| name == wanted).unwrap();
        result.workbook.value(*at).plain()
    };
    for (name, expected) in
        [("share1", "502"), ("share2", "501"), ("residual", "0"), ("sharesCheck", "0"), ("refused", "0")]
    {
        assert_eq!(output(name), expected, "{name}");
    }
}

#[test]
fn odd_entries_are_told_and_spread_no_errors() {
    for (place, entry, told, words) in [
        ("Rules!B7", "soon", "Rules!I21", "A window needs dates"),
        ("Rules!B19", "forty", "Rules!I19", "Fill in a rate or an amount"),
        ("Rules!B5", "much", "Rules!B15", "Fill in the deal value"),
        ("Rules!B5", "100.005", "Rules!B15", "The deal value is finer than the minor unit: rounded"),
        ("Parties!B7", "Vendor", "Parties!F7", "The name stands twice: only the first counts"),
        ("Tiers!A8", "50", "Tiers!B21", "The limits of the tier table must rise"),
        ("Rates!C9", "-1", "Rates!D9", "The rate must be above zero"),
        ("Deals!B8", "soon", "Deals!J8", "Fill in the date"),
        ("Payouts!G10", "-5", "Payouts!M10", "The base is negative: not counted"),
        ("Statement!F4", "Nobody", "Statement!C7", "The party is not on the page Parties"),
    ] {
        let mut book = workbook();
        set(&mut book, &cells(&[(place, entry)]));
        assert_eq!(text(&book, told, Language::English), words, "{place} {entry}");
        assert_ne!(text(&book, told, Language::Japanese), words, "{place} {entry}");
        assert_eq!(number(&book, "Shares!B8"), Decimal::ZERO, "{place} {entry}");
        for cell in ["Shares!B23", "Statement!F14", "Parties!K26"] {
            number(&book, cell);
        }
    }
}
