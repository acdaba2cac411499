//! What templates let people do beyond typing in cells: lists with forms, statements, reversals, the view of one party.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit, History};
use tandem_core::exchange::CsvOptions;
use tandem_core::function::Clock;
use tandem_core::number::{self, Decimal};
use tandem_core::template::tools::{FieldKind, List, ToolError, lists, reversals, statements};
use tandem_core::template::{instantiate, templates};
use tandem_core::text::Language;
use tandem_core::workbook::Workbook;

mod booked;
mod import;
mod party;
mod standing;

fn workbook(template: &str) -> Workbook {
    let mut workbook = instantiate(template, Language::English).unwrap();
    let now = Decimal::from(number::date::serial_from_ymd(2026, 5, 4).unwrap());
    workbook.set_clock(Clock { now, seed: 1 });
    workbook
}

fn cell(workbook: &Workbook, place: &str) -> CellAddress {
    workbook.cell(place).unwrap()
}

fn shown(workbook: &Workbook, place: &str) -> String {
    workbook.display_text(cell(workbook, place), Language::English)
}

fn put(workbook: &mut Workbook, place: &str, text: &str) {
    let at = cell(workbook, place);
    Edit::SetCells(vec![tandem_core::edit::CellEdit::typed(at, text)]).apply(workbook).unwrap();
}

/// The rules of the split.
fn rules(workbook: &Workbook) -> List {
    lists(workbook).into_iter().find(|list| list.entry().id == "rules").unwrap()
}

fn titles(workbook: &Workbook, list: &List) -> Vec<String> {
    let title = list.field(|kind| *kind == FieldKind::Title).unwrap();
    list.items(workbook).into_iter().map(|row| list.word(workbook, row, title)).collect()
}

/// The field of a row under a heading, as its form has it.
fn field(workbook: &Workbook, list: &List, row: u32, heading: &str) -> usize {
    let fields = list.fields(workbook, row);
    *fields.iter().find(|place| list.entry().fields[**place].heading == heading).unwrap()
}

fn enter(workbook: &mut Workbook, list: &List, row: u32, heading: &str, text: &str) {
    let place = field(workbook, list, row, heading);
    list.enter(workbook, row, place, text).unwrap().apply(workbook).unwrap();
}

#[test]
fn every_tool_of_a_template_finds_its_cells() {
    for template in templates() {
        let (id, tools) = (&template.manifest.id, &template.manifest.tools);
        let workbook = workbook(id);
        assert_eq!(lists(&workbook).len(), tools.lists.len(), "{id}: lists");
        assert_eq!(statements(&workbook).len(), tools.statements.len(), "{id}: statements");
        assert_eq!(reversals(&workbook).len(), tools.reversals.len(), "{id}: reversals");
        for list in lists(&workbook) {
            let row = *list.items(&workbook).first().unwrap();
            for (place, entry) in list.entry().fields.iter().enumerate() {
                assert!(list.cell(row, place).is_some(), "{id}: there is no heading {}", entry.heading);
                for option in list.options(&workbook, place) {
                    let has_words = option.chars().any(char::is_lowercase);
                    let is_told = workbook.glossary().find(&option).is_some();
                    assert!(!has_words || is_told, "{id}: “{option}” has no Japanese");
                }
                if let FieldKind::Message(fine) = &entry.kind {
                    let untold = fine.iter().find(|text| workbook.glossary().find(text).is_none());
                    assert_eq!(untold, None, "{id}: a message that no cell shows");
                }
            }
            let chart = list.entry().chart.as_ref();
            assert!(chart.is_none_or(|chart| workbook.charts().iter().any(|other| other.id == *chart)), "{id}");
            assert!(list.entry().controls.iter().all(|name| workbook.control(name).is_some()), "{id}");
            assert!(list.entry().outcomes.iter().all(|name| workbook.outcome(name).is_some()), "{id}");
        }
        for statement in statements(&workbook) {
            let entry = statement.entry();
            for name in [&entry.party, &entry.from, &entry.to] {
                assert!(workbook.control(name).is_some(), "{id}: {name}");
            }
            assert!(
                !statement.currency(&workbook).is_empty() && !statement.lines(&workbook, Language::English).is_empty()
            );
        }
        for change in &tools.changes {
            assert!(workbook.outcome(&change.outcome).is_some() && workbook.outcome(&change.change).is_some(), "{id}");
        }
    }
}

#[test]
fn a_rule_is_added_filled_in_switched_on_and_taken_back_step_by_step() {
    let mut book = workbook("revenue-split");
    let mut history = History::default();
    let list = rules(&book);
    let before = list.items(&book);
    let (edit, row) = list.add(&book).unwrap();
    history.apply(&mut book, edit, None).unwrap();
    assert_eq!(list.items(&book).last(), Some(&row));
    assert_eq!(list.problem(&book, row, Language::English), None, "a rule begins switched off");
    for (heading, text) in [("Kind", "percent"), ("Party", "Distributor"), ("Rate or amount", "10"), ("On", "on")] {
        let place = field(&book, &list, row, heading);
        let edit = list.enter(&book, row, place, text).unwrap();
        history.apply(&mut book, edit, None).unwrap();
    }
    // 10 % of the original 100,000; a bare 10 in a field of rates is a rate.
    assert_eq!(shown(&book, "Shares!A30"), "Distributor");
    assert_eq!(shown(&book, "Shares!B30"), "10,000.00");
    assert_eq!(shown(&book, "Shares!B7"), "32,000.00");
    for _ in 0..5 {
        history.undo(&mut book).unwrap();
    }
    assert_eq!((list.items(&book), shown(&book, "Shares!B7")), (before, "42,000.00".to_owned()));
}

#[test]
fn rules_change_places_by_their_numbers_and_stay_in_their_rows() {
    let mut book = workbook("revenue-split");
    let list = rules(&book);
    let items = list.items(&book);
    assert_eq!(list.move_to(&book, items[0], 0).map(drop), None);
    list.move_to(&book, items[1], 0).unwrap().apply(&mut book).unwrap();
    assert_eq!(&titles(&book, &list)[..2], ["Partner commission on the net", "Vendor margin"]);
    assert_eq!(list.items(&book)[..2], [items[1], items[0]]);
    // The partner's 30 % now count on everything, the vendor's 40 % on the original as before.
    assert_eq!(shown(&book, "Shares!I28"), "30,000.00");
    assert_eq!(shown(&book, "Shares!I27"), "40,000.00");
    // What refers to the rule's row goes on to mean it.
    assert_eq!(book.display_text(book.control("vendorRate").unwrap().cell, Language::English), "40.0%");
    // Far beyond the end is the end.
    list.move_to(&book, items[0], 99).unwrap().apply(&mut book).unwrap();
    assert_eq!(titles(&book, &list).last().map(String::as_str), Some("Vendor margin"));
    assert!(list.problem(&book, items[0], Language::English).is_none());
}

#[test]
fn another_kind_gives_other_fields_and_forgets_a_rate_where_an_amount_is_due() {
    let mut book = workbook("revenue-split");
    let list = rules(&book);
    let row = list.items(&book)[0];
    enter(&mut book, &list, row, "Kind", "rebate");
    assert_eq!(shown(&book, "Rules!B19"), "40.0%", "a rate stays a rate");
    let months = field(&book, &list, row, "Periods");
    list.enter(&book, row, months, "3").unwrap().apply(&mut book).unwrap();
    enter(&mut book, &list, row, "Kind", "定額");
    assert_eq!(shown(&book, "Rules!B19"), "");
    assert!(list.fields(&book, row).iter().all(|place| *place != months));
    assert_eq!(list.problem(&book, row, Language::Japanese).as_deref(), Some("率または金額を入力してください"));
    enter(&mut book, &list, row, "Rate or amount", "1234.5");
    assert_eq!(shown(&book, "Rules!B19"), "1,234.50");
    let amount = field(&book, &list, row, "Rate or amount");
    let refused = list.enter(&book, row, amount, "many").unwrap_err();
    assert_eq!(refused.text(Language::English), "“many” is not a number.");
    let from = field(&book, &list, row, "From");
    let refused = list.enter(&book, row, from, "soon").unwrap_err();
    assert_eq!(refused, ToolError::NotADate("soon".to_owned()));
}

#[test]
fn what_is_refused_is_told_at_its_row_in_both_languages() {
    let mut book = workbook("revenue-split");
    let list = rules(&book);
    let items = list.items(&book);
    for (row, heading, text, english, japanese) in [
        (items[0], "Rate or amount", "110%", "Asks for more than remains: refused", "残額を超えるため不成立"),
        (
            items[1],
            "Rate or amount",
            "99%",
            "Takes partners’ pay above its limit: refused",
            "パートナー報酬の上限を超えるため不成立",
        ),
        (items[1], "Rate or amount", "", "Fill in a rate or an amount", "率または金額を入力してください"),
        (items[2], "To", "2026-01-01", "The window ends before it begins", "期間の終了が開始より前です"),
    ] {
        // Of the net after the vendor's share nothing may go beyond 40 % to partners.
        put(&mut book, "Rules!B13", "40%");
        let place = field(&book, &list, row, heading);
        let inverse = list.enter(&book, row, place, text).unwrap().apply(&mut book).unwrap().inverse;
        assert_eq!(list.problem(&book, row, Language::English).as_deref(), Some(english));
        assert_eq!(list.problem(&book, row, Language::Japanese).as_deref(), Some(japanese));
        inverse.apply(&mut book).unwrap();
        assert_eq!(list.problem(&book, row, Language::English), None);
    }
    put(&mut book, "Rules!B5", "-5");
    assert_eq!(list.checks(&book, Language::English), ["The deal value is negative: nothing is paid"]);
    let told = list.problem(&book, items[0], Language::English);
    assert_eq!(told.as_deref(), Some("The base is negative: nothing is paid"));
}

#[test]
fn a_full_list_says_so_and_a_removed_row_is_free_again() {
    let mut book = workbook("revenue-split");
    let list = rules(&book);
    while let Ok((edit, _)) = list.add(&book) {
        edit.apply(&mut book).unwrap();
    }
    let items = list.items(&book);
    assert_eq!((items.len(), list.add(&book).unwrap_err()), (24, ToolError::Full));
    list.remove(&book, items[3]).apply(&mut book).unwrap();
    assert_eq!(list.items(&book).len(), 23);
    assert_eq!(list.add(&book).unwrap().1, items[3]);
}

#[test]
fn lists_follow_rows_and_columns_that_come_and_go() {
    let mut book = workbook("revenue-split");
    let sheet = book.sheet_id("Rules").unwrap();
    Edit::InsertRows { sheet, at: 0, count: 2 }.apply(&mut book).unwrap();
    Edit::InsertColumns { sheet, at: 1, count: 1 }.apply(&mut book).unwrap();
    let list = rules(&book);
    assert_eq!(list.items(&book)[0], 20);
    enter(&mut book, &list, 20, "Rate or amount", "50");
    assert_eq!(shown(&book, "Rules!C21"), "50.0%");
    Edit::RemoveName("rule_rows".into()).apply(&mut book).unwrap();
    assert_eq!(lists(&book), []);
}

#[test]
fn a_payout_is_reversed_once_and_both_add_up_to_zero() {
    let mut book = workbook("revenue-split");
    let payouts = reversals(&book).remove(0);
    let row = payouts.row_of(&book, "P-2001").unwrap();
    let (edit, at) = payouts.reverse(&book, row).unwrap();
    let inverse = edit.apply(&mut book).unwrap().inverse;
    let line = |book: &Workbook, column: char, row: u32| shown(book, &format!("Payouts!{column}{}", row + 1));
    assert_eq!(line(&book, 'A', at), "P-2001-R");
    assert_eq!(line(&book, 'B', at), "2026-05-04");
    assert_eq!((line(&book, 'D', at), line(&book, 'F', at)), (line(&book, 'D', row), "P-2001".to_owned()));
    // 84,000 at 18 %.
    assert_eq!((line(&book, 'J', row), line(&book, 'J', at)), ("15,120.00".to_owned(), "-15,120.00".to_owned()));
    assert_eq!(line(&book, 'M', at), "Counted");
    let again = payouts.reverse(&book, row).unwrap_err();
    assert_eq!(again.text(Language::English), "P-2001 is reversed already, by P-2001-R. Nothing is left of it.");
    assert_eq!(again.text(Language::Japanese), "P-2001はすでにP-2001-Rで戻入済みです。戻入できる残りはありません。");
    assert_eq!(payouts.reverse(&book, at).unwrap_err(), ToolError::IsReversal);
    inverse.apply(&mut book).unwrap();
    assert!(payouts.reverse(&book, row).is_ok());
    assert_eq!(payouts.reverse(&book, at).unwrap_err(), ToolError::NoPayout);
}

#[test]
fn what_is_left_of_a_payout_is_taken_back() {
    let mut book = workbook("revenue-split");
    let payouts = reversals(&book).remove(0);
    let row = payouts.row_of(&book, "P-2001").unwrap();
    let (edit, at) = payouts.reverse(&book, row).unwrap();
    edit.apply(&mut book).unwrap();
    // A third of the base was taken back, so that two thirds are left.
    put(&mut book, &format!("Payouts!G{}", at + 1), "28000");
    let (edit, rest) = payouts.reverse(&book, row).unwrap();
    edit.apply(&mut book).unwrap();
    assert_eq!(shown(&book, &format!("Payouts!A{}", rest + 1)), "P-2001-R2");
    assert_eq!(shown(&book, &format!("Payouts!G{}", rest + 1)), "56,000.00");
    put(&mut book, &format!("Payouts!H{}", row + 1), "-1");
    let mut odd = workbook("revenue-split");
    put(&mut odd, &format!("Payouts!B{}", row + 1), "");
    assert_eq!(payouts.reverse(&odd, row).unwrap_err(), ToolError::NotCounted { id: "P-2001".into() });
}

#[test]
fn a_statement_shows_its_arithmetic_and_adds_up() {
    let mut book = workbook("revenue-split");
    let statement = statements(&book).remove(0);
    let lines = statement.lines(&book, Language::English);
    // P-2023 stands on 123,057.38 at 18 %: 22,150.3284, which is rounded once.
    let line = lines.iter().find(|line| line.id == "P-2023").unwrap();
    assert!(line.fields.contains(&"123,057.38 × 18% = 22,150.33".to_owned()), "{line:?}");
    let reversed = lines.iter().find(|line| !line.reverses.is_empty()).unwrap();
    assert!(reversed.fields.iter().any(|field| field.starts_with('−')), "{reversed:?}");
    // Totals by the currency of the deals add up to the lines.
    let amount = |text: &str| Decimal::from_str_exact(&text.replace(',', "")).unwrap();
    let totals: Decimal = statement.totals(&book, Language::English).iter().skip(1).map(|row| amount(&row[2])).sum();
    assert_eq!(totals, amount(&shown(&book, "Statement!F16")));
    assert_eq!(statement.problem(&book, Language::English), None);
    put(&mut book, "Statement!F4", "Nobody");
    assert!(statement.problem(&book, Language::Japanese).unwrap().contains("当事者"));
    assert_eq!(statement.lines(&book, Language::English), []);
}

#[test]
fn a_statement_goes_out_as_csv_in_which_nothing_runs() {
    let mut book = workbook("revenue-split");
    put(&mut book, "Payouts!A34", "'=HYPERLINK(1)");
    put(&mut book, "Statement!F5", "2025-01-01");
    put(&mut book, "Statement!F6", "2026-12-31");
    let statement = statements(&book).remove(0);
    let options = CsvOptions { has_bom: true, guards_formulas: true };
    let text = statement.csv(&book, Language::Japanese, options);
    assert!(text.starts_with("\u{feff}支払明細書,USD\r\n"), "{text}");
    assert!(text.contains("\r\n明細書の対象,パートナー\r\n"), "{text}");
    assert!(text.contains("日付,支払番号,案件,区分,計算式,金額,支払日,戻入元,案件の通貨での金額\r\n"), "{text}");
    assert!(!text.contains(",=HYPERLINK") && !text.contains("\n=HYPERLINK"), "{text}");
    assert!(text.contains(",15120,"), "amounts are exact: {text}");
}

#[test]
fn amounts_are_shown_with_the_minor_digits_of_their_currency() {
    // 40 % of 100.005 dinars are 40.002, and 30 % of the rest 18.0009: rounded to 18.001.
    let mut book = workbook("revenue-split");
    put(&mut book, "Rules!B6", "3");
    put(&mut book, "Rules!B5", "100.005");
    assert_eq!([shown(&book, "Shares!B27"), shown(&book, "Shares!B28")], ["40.002", "18.001"]);
    assert_eq!(shown(&book, "Shares!B7"), "42.002");
    put(&mut book, "Rules!B6", "0");
    put(&mut book, "Rules!B5", "1001");
    // 400.4, 180.18 and 420.42 yen: the one that is missing goes to the largest part of a yen.
    assert_eq!([shown(&book, "Shares!B27"), shown(&book, "Shares!B28")], ["400", "180"]);
    assert_eq!(shown(&book, "Shares!B7"), "421");
}

#[test]
fn a_line_of_a_statement_says_the_amount_in_the_currency_of_its_deal() {
    let workbook = workbook("revenue-split");
    let statement = statements(&workbook).into_iter().next().unwrap();
    for language in [Language::English, Language::Japanese] {
        let lines = statement.lines(&workbook, language);
        let own = |id: &str| lines.iter().find(|line| line.id == id).unwrap().fields.last().unwrap().clone();
        // 22,150.33 / 1.1655 = 19,005.00 and 10,112.85 / 1.362 = 7,425.00; a deal in the reporting currency says nothing.
        assert!(own("P-2023").starts_with("EUR 19,005.00 @ 1.1655 ("), "{}", own("P-2023"));
        assert!(own("P-2032").starts_with("GBP 7,425.00 @ 1.362 ("), "{}", own("P-2032"));
        assert_eq!(own("P-2026"), "");
    }
    // The day of the rate is one of the page Rates, on or before the day of the deal; yen have no minor unit.
    let yen = statement.lines(&workbook, Language::English).into_iter().find(|line| line.id == "P-2027").unwrap();
    let own = yen.fields.last().unwrap();
    assert!(own.starts_with("JPY 3,834,000 @ ") && own.ends_with(')'), "{own}");
}
