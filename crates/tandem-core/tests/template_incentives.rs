//! The template `incentives`: rebates and windows by closed forms, the cap and the fund for random rows, flags and messages.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::Value;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::Clock;
use tandem_core::template::{Calculation, calculate, instantiate};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

fn compute(inputs: &[(&str, &str)]) -> Calculation {
    let inputs: Vec<(String, String)> =
        inputs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    calculate("incentives", &inputs, Clock::default(), Language::English).unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn check(result: &Calculation, name: &str, expected: &str) {
    let (_, at) = result.outputs.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(result.workbook.value(*at).plain(), expected, "{name}");
}

/// The template with cells typed over.
fn typed(cells: &[(String, String)]) -> Workbook {
    let mut workbook = instantiate("incentives", Language::English).unwrap();
    let edits = cells.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), text.clone()));
    let edits = edits.collect();
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    workbook
}

fn with(cells: &[(&str, &str)]) -> Workbook {
    let cells: Vec<_> = cells.iter().map(|(place, text)| ((*place).to_owned(), (*text).to_owned())).collect();
    typed(&cells)
}

fn shown(workbook: &Workbook, place: &str, language: Language) -> String {
    workbook.display_text(workbook.cell(place).unwrap(), language)
}

/// A number; a text that stands in for nothing counts as zero.
fn number(workbook: &Workbook, place: &str) -> Decimal {
    match workbook.value(workbook.cell(place).unwrap()) {
        Value::Number(number) => *number,
        Value::Error(error) => panic!("{place}: {}", error.kind.code()),
        _ => Decimal::ZERO,
    }
}

#[test]
fn a_rebate_is_a_share_of_the_first_months() {
    // Ten per cent of three months of 4,200.
    check(&compute(&[]), "rebate", "1260");
    // A published commission example, C6 of `data/oracles.json`: 10 seats at 20, 7 % a month, and for twelve months at once.
    let seats = [("fee", "200"), ("rebateRate", "7%")];
    check(&compute(&[seats[0], seats[1], ("rebateMonths", "1")]), "rebate", "14");
    check(&compute(&[seats[0], seats[1], ("rebateMonths", "12")]), "rebate", "168");
    // Cents are rounded once: 33.35 x 3 x 10 % = 10.005.
    check(&compute(&[("fee", "33.35")]), "rebate", "10.01");
}

#[test]
fn only_whole_months_before_the_end_earn_a_rebate() {
    for (ends, expected) in [("2026-02-13", "0"), ("2026-02-14", "420"), ("2026-04-13", "840"), ("2026-04-14", "1260")]
    {
        check(&compute(&[("begins", "2026-01-15"), ("ends", ends)]), "rebate", expected);
    }
}

#[test]
fn the_first_and_the_last_day_of_a_window_count() {
    for (closed, expected) in [("2026-01-31", "0"), ("2026-02-01", "750"), ("2026-03-31", "750"), ("2026-04-01", "0")] {
        check(&compute(&[("closed", closed)]), "spiff", expected);
    }
    // A window of one day holds that day; the partner has one deal in it then, too few for the higher amount.
    let day = [("windowFrom", "2026-02-01"), ("windowTo", "2026-02-01")];
    check(&compute(&day), "spiff", "500");
    check(&compute(&[("dealValue", "9999.99")]), "spiff", "0");
}

#[test]
fn the_row_that_meets_the_budget_is_paid_in_part() {
    let result = compute(&[("budget", "10000")]);
    check(&result, "paid", "10000");
    check(&result, "left", "0");
    let book = &result.workbook;
    // The sample's first payouts are 750, 3,400, 750, 500, 750, 3,500 and 500: after six of them 350 are left.
    for (place, expected) in [("Payouts!H11", "3,500.00"), ("Payouts!I11", "350.00"), ("Payouts!H12", "350.00")] {
        assert_eq!(shown(book, place, Language::English), expected, "{place}");
    }
    assert_eq!(shown(book, "Payouts!J12", Language::English), "paid in part: the budget is used up");
    assert_eq!(shown(book, "Payouts!J13", Language::Japanese), "支払いなし：予算終了");
    assert_eq!(shown(book, "Deals!N10", Language::Japanese), "一部支払い：予算終了");
    // The export ends with that row.
    assert_eq!(shown(book, "Export!A8", Language::English), "P-0007");
    assert_eq!(shown(book, "Export!F8", Language::English), "350.00");
    assert_eq!(shown(book, "Export!A9", Language::English), "");
}

#[test]
fn a_day_is_ordered_by_row() {
    let cells = [("Deals!F5", "2026-02-10"), ("Claims!D5", "2026-02-10"), ("Deals!F6", "2026-02-10")];
    let book = with(&cells);
    let order: Vec<String> = (6..9).map(|row| shown(&book, &format!("Payouts!E{row}"), Language::English)).collect();
    assert_eq!(order, ["D-201", "D-202", "C-301"]);
}

#[test]
fn a_claim_is_paid_as_far_as_the_fund_reaches() {
    // 3,500 at the year's beginning; half of an invoice of 14,500 is asked for in the first quarter.
    let book = with(&[]);
    assert_eq!(number(&book, "Claims!L6"), Decimal::from(3500));
    assert_eq!(shown(&book, "Claims!M6", Language::English), "paid in part: the fund is used up");
    // On the first day of the next quarter 2 % of 120,000 are there, too.
    for (date, expected) in [("2026-03-31", 3500), ("2026-04-01", 5900)] {
        assert_eq!(number(&with(&[("Claims!D6", date)]), "Claims!L6"), Decimal::from(expected), "{date}");
    }
    for (place, text, expected) in [
        ("Claims!G6", "missing", "held: evidence missing"),
        ("Claims!H6", "submitted", "held: waiting for approval"),
        ("Claims!H6", "不承認", "refused: rejected"),
    ] {
        let book = with(&[(place, text)]);
        assert_eq!(number(&book, "Claims!L6"), Decimal::ZERO);
        assert_eq!(shown(&book, "Claims!M6", Language::English), expected);
    }
}

#[test]
fn gaming_is_flagged_and_held_until_somebody_decides() {
    let book = with(&[]);
    for (place, flag, result) in [
        ("Subscriptions!K10", "duplicate", "refused: duplicate"),
        ("Subscriptions!K12", "self-referral", "held: flagged"),
        ("Deals!L9", "order split to reach the higher amount", "held: flagged"),
        ("Deals!L11", "closed at the window’s end, reversed after it", "refused: the deal was reversed"),
        ("Deals!L14", "self-referral", "held: flagged"),
        ("Claims!K8", "duplicate", "refused: duplicate"),
    ] {
        assert_eq!(shown(&book, place, Language::English), flag, "{place}");
        let (sheet, cell) = place.split_once('!').unwrap();
        let column = if sheet == "Deals" { 'N' } else { 'M' };
        let place = format!("{sheet}!{column}{}", cell.get(1..).unwrap());
        assert_eq!(shown(&book, &place, Language::English), result, "{place}");
    }
    assert_eq!(number(&book, "Summary!B13"), Decimal::from(6));
    // Cleared, the parts are orders of their own: three deals earn the higher amount.
    let cleared = with(&[("Deals!I9", "cleared")]);
    assert_eq!(number(&cleared, "Deals!M8") + number(&cleared, "Deals!M9"), Decimal::from(1500));
    // Further apart than the days of one order, they are no split.
    assert_eq!(shown(&with(&[("Deals!F9", "2026-03-11")]), "Deals!L9", Language::English), "");
    assert_eq!(shown(&with(&[("Deals!F9", "2026-03-10")]), "Deals!L9", Language::Japanese), "上位単価のための分割発注");
    // A reversal within the window is refused, but no sign of gaming.
    let early = with(&[("Deals!H11", "2026-03-30")]);
    assert_eq!(shown(&early, "Deals!L11", Language::English), "");
    assert_eq!(shown(&early, "Deals!N11", Language::English), "refused: the deal was reversed");
}

#[test]
fn bad_rows_are_named_and_the_rest_is_paid() {
    let book = with(&[
        ("Windows!C6", "2026-09-01"),
        ("Subscriptions!E6", "2025-01-01"),
        ("Subscriptions!F7", ""),
        ("Deals!F6", ""),
        ("Deals!G7", "-1"),
        ("Claims!B7", "Nobody"),
        ("Claims!F9", "-20"),
        ("Fund!D5", "-1000"),
    ]);
    for (place, english, japanese) in [
        ("Windows!J6", "Ends before it begins: not applied", "終了日が開始日より前のため適用しません"),
        ("Subscriptions!M6", "Ends before it begins: not counted", "終了日が開始日より前のため計算しません"),
        ("Subscriptions!M7", "The fee is missing: not counted", "月額利用料が未入力のため計算しません"),
        ("Deals!N6", "The closing date is missing: not counted", "成約日が未入力のため計算しません"),
        ("Deals!N7", "The value is negative: not counted", "案件額が負の値のため計算しません"),
        ("Claims!M7", "The partner has no fund: not counted", "パートナーの資金がないため計算しません"),
        ("Claims!M9", "The amount is negative: not counted", "金額が負の値のため計算しません"),
        ("Fund!N5", "A value is negative: counted as 0", "負の値があります。0として計算します"),
    ] {
        assert_eq!(shown(&book, place, Language::English), english, "{place}");
        assert_eq!(shown(&book, place, Language::Japanese), japanese, "{place}");
    }
    assert_eq!(number(&book, "Summary!B14"), Decimal::from(8));
    assert_eq!(number(&book, "Subscriptions!L5"), Decimal::from(1260), "the first contract is paid");
    let broke = compute(&[("budget", "-5")]);
    check(&broke, "paid", "0");
    check(&broke, "left", "0");
}

/// A row of each sheet, its fields in order.
fn rows(sheet: &str, first: u32, fields: &[Vec<String>]) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (row, line) in (first..).zip(fields) {
        for (column, field) in ('A'..).zip(line) {
            cells.push((format!("{sheet}!{column}{row}"), field.clone()));
        }
    }
    cells
}

const PARTNERS: [&str; 3] = ["Nordlicht Cloud", "Aoba Systems", "Helio Integrators"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn payouts_never_exceed_budget_or_fund(
        budget in 0i64..5_000_000,
        fees in prop::collection::vec((0usize..3, 1u32..12, 0i64..900_000), 13),
        closings in prop::collection::vec((0usize..3, 1u32..29, -100i64..5_000_000), 18),
        claims in prop::collection::vec((0usize..3, 1u32..12, 0i64..2_000_000), 11),
    ) {
        let money = |cents: i64| Decimal::new(cents, 2).to_string();
        let text = str::to_owned;
        let mut cells = vec![("Programme!B7".to_owned(), money(budget))];
        let lines: Vec<Vec<String>> = (0..).zip(&fees).map(|(n, (who, month, fee)): (u32, _)| {
            vec![format!("S-{n}"), text(PARTNERS[*who]), format!("C{n}"), format!("2026-{month:02}-05"), text(""), money(*fee), text("")]
        }).collect();
        cells.extend(rows("Subscriptions", 5, &lines));
        let lines: Vec<Vec<String>> = (0..).zip(&closings).map(|(n, (who, day, value)): (u32, _)| {
            vec![format!("D-{n}"), text(PARTNERS[*who]), format!("C{n}"), text("Analytics module"), text(""),
                 format!("2026-03-{day:02}"), money(*value), text(""), text("")]
        }).collect();
        cells.extend(rows("Deals", 5, &lines));
        let lines: Vec<Vec<String>> = (0..).zip(&claims).map(|(n, (who, month, amount)): (u32, _)| {
            vec![format!("C-{n}"), text(PARTNERS[*who]), text(""), format!("2026-{month:02}-20"), format!("INV-{n}"), money(*amount),
                 text("complete"), text("approved"), text("")]
        }).collect();
        cells.extend(rows("Claims", 5, &lines));
        let book = typed(&cells);
        let sum = |column: char, of: &dyn Fn(u32) -> bool| -> Decimal {
            (6..76).filter(|row| of(*row)).map(|row| number(&book, &format!("Payouts!{column}{row}"))).sum()
        };
        let all = |_: u32| true;
        let (budget, paid) = (Decimal::new(budget, 2), sum('H', &all));
        prop_assert!(paid <= budget);
        prop_assert_eq!(number(&book, "Summary!B6"), paid);
        prop_assert_eq!(number(&book, "Summary!B7"), budget - paid);
        // What lacks budget lacks it because nothing is left.
        if sum('L', &all) > Decimal::ZERO {
            prop_assert_eq!(paid, budget);
        }
        // Everything requested is paid or lacks budget or fund.
        prop_assert_eq!(sum('F', &all), paid + sum('L', &all) + sum('M', &all));
        // Every source row shows what its payout says.
        let of_rows: Decimal = ["Subscriptions!L25", "Deals!M35", "Claims!L25"].iter().map(|at| number(&book, at)).sum();
        prop_assert_eq!(of_rows, paid);
        for (row, partner) in (5..).zip(PARTNERS) {
            let fund = |row: u32| {
                shown(&book, &format!("Payouts!C{row}"), Language::English) == partner
                    && shown(&book, &format!("Payouts!D{row}"), Language::English) == "fund"
            };
            let (accrued, left) = (number(&book, &format!("Fund!K{row}")), number(&book, &format!("Fund!M{row}")));
            prop_assert!(sum('H', &fund) <= accrued && left >= Decimal::ZERO);
        }
    }
}
