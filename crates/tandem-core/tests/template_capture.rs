//! The template `value-capture`: closed forms, what must cancel out, the volume at which the best model changes, and views.

use std::collections::BTreeSet;
use std::str::FromStr;

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
    calculate("value-capture", &inputs, Clock::default(), Language::English).unwrap_or_else(|error| panic!("{error}"))
}

fn value(result: &Calculation, name: &str) -> Value {
    let (_, at) = result.outputs.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}"));
    result.workbook.value(*at).clone()
}

#[track_caller]
fn number(result: &Calculation, name: &str) -> Decimal {
    match value(result, name) {
        Value::Number(number) => number,
        other => panic!("{name} is {}", other.plain()),
    }
}

#[track_caller]
fn near(actual: Decimal, expected: Decimal, what: &str) {
    assert!((actual - expected).abs() < Decimal::new(1, 6), "{what} is {actual}, not {expected}");
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).unwrap()
}

fn shown(workbook: &Workbook, place: &str, language: Language) -> String {
    workbook.display_text(workbook.cell(place).unwrap(), language)
}

/// A thousand new devices a year of which a tenth leaves each year: 1 + 1.9 + 2.71 + 3.439 + 4.0951 thousand are active.
const EVEN: &[(&str, &str)] = &[
    ("volume", "1000"),
    ("baseVolume", "1000"),
    ("churn", "10%"),
    ("baseChurn", "10%"),
    ("growth", "0%"),
    ("baseGrowth", "0%"),
    ("subscriptionPrice", "18"),
    ("elasticity", "0"),
];

fn even(further: &[(&str, &str)]) -> Calculation {
    compute(&[EVEN, further].concat())
}

#[test]
fn active_devices_follow_the_geometric_series() {
    near(number(&even(&[]), "activeDevices"), decimal("13144.1"), "active");
    near(number(&even(&[("churn", "0%")]), "activeDevices"), decimal("15000"), "active without churn");
    near(number(&even(&[("churn", "100%")]), "activeDevices"), decimal("5000"), "active for a year each");
    // The price rises by a tenth, and half a per cent of demand is lost for each per cent.
    let dearer = even(&[("elasticity", "0.5"), ("subscriptionPrice", "19.80")]);
    near(number(&dearer, "activeDevices"), decimal("13144.1") * decimal("0.95"), "active at the higher price");
}

#[test]
fn moving_one_price_shows_every_party_what_it_gains_or_loses() {
    // One more a month for 13,144.1 device-years: 157,729.20 from the customer, of which 15 % go on to the device maker.
    let dearer = even(&[("subscriptionPrice", "19")]);
    for (name, expected) in [
        ("changeCustomer", "-157729.2"),
        ("changeVendor", "23659.38"),
        ("changePlatform", "134069.82"),
        ("changePartner", "0"),
    ] {
        near(number(&dearer, name), decimal(expected), name);
    }
    let words: Vec<String> =
        (6..10).map(|row| shown(&dearer.workbook, &format!("Summary!K{row}"), Language::English)).collect();
    assert_eq!(words, ["gains", "gains", "unchanged", "loses"]);
    assert_eq!(shown(&dearer.workbook, "Summary!K9", Language::Japanese), "減益");
    let device = even(&[("hardwarePrice", "270")]);
    near(number(&device, "changeVendor"), decimal("50000"), "ten more for each of 5,000 devices");
    near(number(&device, "changeCustomer"), decimal("-50000"), "the customer pays it");
    let events = even(&[("eventPrice", "0.30")]);
    near(number(&events, "changePartner"), decimal("552052.2"), "0.10 x 420 x 13,144.1");
    // Nothing moved, nothing changes.
    for name in ["changeVendor", "changePlatform", "changePartner", "changeCustomer"] {
        near(number(&even(&[]), name), Decimal::ZERO, name);
    }
}

#[test]
fn the_best_model_changes_at_the_volume_that_is_told() {
    // Growth of a fifth and churn of 8 % give 17.89056256 device-years for each new device of the first year, so that a fee of
    // 100 earns five times 750,000 at 3,750,000 / 1,789.056256 devices.
    let agreed = ("subscriptionPrice", "18");
    let base = compute(&[agreed]);
    assert_eq!(value(&base, "bestPartner").plain(), "Fixed split");
    let flip = number(&base, "flipPartner");
    near(flip, decimal("3750000") / decimal("1789.056256"), "flip");
    for (step, best) in [("-1", "Fixed split"), ("1", "Usage fee")] {
        let volume = (flip + decimal(step)).to_string();
        assert_eq!(value(&compute(&[agreed, ("volume", &volume)]), "bestPartner").plain(), best);
    }
    let at = compute(&[agreed, ("volume", &flip.to_string())]);
    let gap = (number(&at, "fixedNetPartner") - number(&at, "feeNetPartner")).abs();
    assert!(gap < Decimal::new(1, 3), "at the flip both models pay the same, not {gap} apart");
    // The device maker's share pays less than its fixed amount below that volume.
    let below = base.workbook.cell("Summary!I16").unwrap();
    let Value::Number(volume) = base.workbook.value(below) else { panic!("no flip below") };
    let less = (*volume - Decimal::ONE).to_string();
    assert_eq!(value(&base, "bestVendor").plain(), "Revenue share");
    assert_eq!(value(&compute(&[agreed, ("volume", &less)]), "bestVendor").plain(), "Fixed split");
    // Whoever leads takes what is left.
    assert_eq!(compute(&[("lead", "partner")]).warnings, Vec::<String>::new());
}

#[test]
fn a_model_that_pays_alike_is_called_equal() {
    // With nobody's terms typed but the lead's, every model leaves everything to the lead.
    let none =
        ["fixedVendor", "shareVendor", "feeVendor", "fixedPartner", "sharePartner", "feePartner"].map(|n| (n, ""));
    let result = compute(&none);
    assert_eq!(value(&result, "bestPartner").plain(), "equal");
    assert_eq!(value(&result, "flipPartner").plain(), "never");
}

const SHOWN: [&str; 3] = ["Summary", "Earnings", "View"];

/// Every number of the pages that a party sees.
fn numbers(workbook: &Workbook) -> BTreeSet<Decimal> {
    let mut found = BTreeSet::new();
    for sheet in SHOWN {
        for row in 1..=75 {
            for column in 'A'..='K' {
                if let Value::Number(number) = workbook.value(workbook.cell(&format!("{sheet}!{column}{row}")).unwrap())
                {
                    found.insert(number.abs());
                }
            }
        }
    }
    found
}

#[test]
fn no_view_shows_a_figure_that_is_hidden_from_it() {
    // In every view some price has moved, so that changes differ from zero.
    let moved = ("subscriptionPrice", "19");
    let all = numbers(&compute(&[moved]).workbook);
    for (place, view) in ["vendor", "platform", "partner", "customer"].into_iter().enumerate() {
        let result = compute(&[moved, ("view", view)]);
        let book = &result.workbook;
        assert_eq!(result.warnings, Vec::<String>::new(), "{view}");
        let seen = numbers(book);
        let mut hidden = 0;
        // The marks stand in columns I to L of the streams and E to H of the costs, in the order of the parties.
        for (sheet, first, model) in [("Streams", 'I', 15), ("Costs", 'E', 45)] {
            let column = (first..).nth(place).unwrap();
            for row in 0..12 {
                if shown(book, &format!("{sheet}!{column}{}", row + 5), Language::English).is_empty() {
                    continue;
                }
                hidden += 1;
                for column in "BCDEFG".chars() {
                    let at = book.cell(&format!("Model!{column}{}", row + model)).unwrap();
                    let Value::Number(number) = book.value(at) else { panic!("{sheet}, row {row}") };
                    assert!(!seen.contains(number), "{view} sees {number} of {sheet}, row {row}");
                    assert!(all.contains(number), "the view of everything shows it");
                }
            }
        }
        assert!(hidden > 0, "{view}");
        // A party's own net earnings stay in its view; those of a party with a hidden row go, and the sum of all with them.
        let own = format!("Summary!G{}", place + 6);
        assert!(matches!(book.value(book.cell(&own).unwrap()), Value::Number(_)), "{view}");
        assert_eq!(shown(book, "Summary!G12", Language::Japanese), "非公開", "{view}");
        for party in 0..4 {
            let at = book.cell(&format!("Model!G{}", 67 + 10 * party)).unwrap();
            let Value::Number(net) = book.value(at) else { panic!("{view}") };
            let cell = shown(book, &format!("Summary!G{}", party + 6), Language::English);
            assert_eq!(cell == "hidden", !seen.contains(&net.abs()), "{view}, party {party}");
        }
    }
    let unknown = compute(&[("view", "party 6")]);
    assert_eq!(
        shown(&unknown.workbook, "Drivers!F16", Language::English),
        "No such party: every confidential row is hidden"
    );
    assert_eq!(value(&unknown, "netVendor").plain(), "hidden");
}

#[test]
fn bad_rows_are_named_and_the_rest_is_computed() {
    let mut workbook = instantiate("value-capture", Language::English).unwrap();
    let cells = [
        ("Drivers!B5", "-1"),
        ("Drivers!C7", "-0.2"),
        ("Drivers!B10", "120%"),
        ("Drivers!B17", "customer"),
        ("Drivers!B23", ""),
        ("Parties!D7", "-5"),
        ("Streams!C6", ""),
        ("Streams!B7", "unheard of"),
        ("Streams!G8", "nobody"),
        ("Streams!I5", "x"),
        ("Costs!D5", "-3"),
        ("Costs!B6", "outside"),
    ];
    let edits = cells.iter().map(|(place, text)| CellEdit::typed(workbook.cell(place).unwrap(), *text)).collect();
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    for (place, english, japanese) in [
        ("Drivers!F5", "Missing or negative: counted as 0", "未入力または負の値です。0として計算します"),
        (
            "Drivers!F7",
            "The base is missing or negative: counted as 0",
            "基準が未入力または負の値です。0として計算します",
        ),
        ("Drivers!F10", "Not between 0 % and 100 %: counted as 0", "0～100%の範囲外です。0として計算します"),
        (
            "Drivers!F17",
            "Not in the split: the first party in it is used",
            "分配対象の当事者ではありません。分配対象の先頭の当事者で計算します",
        ),
        ("Drivers!G23", "Missing or negative: counted as 0", "未入力または負の値です。0として計算します"),
        ("Parties!G7", "A term is negative: counted as 0", "負の条件があります。0として計算します"),
        ("Streams!O6", "A price is missing: counted as 0", "価格が未入力です。0として計算します"),
        ("Streams!O7", "Unknown kind: not counted", "不明な種別のため計算しません"),
        ("Streams!O8", "Unknown party: not counted", "不明な当事者のため計算しません"),
        (
            "Streams!O5",
            "Hidden from a party that pays or receives it",
            "支払者または受取者に対して非公開になっています",
        ),
        ("Costs!K5", "A value is negative: counted as 0", "負の値があります。0として計算します"),
        ("Costs!K6", "Unknown party: not counted", "不明な当事者のため計算しません"),
    ] {
        assert_eq!(shown(&workbook, place, Language::English), english, "{place}");
        assert_eq!(shown(&workbook, place, Language::Japanese), japanese, "{place}");
    }
    assert_eq!(shown(&workbook, "Summary!B24", Language::English), "12");
    let customer = workbook.cell("Summary!G9").unwrap();
    assert!(matches!(workbook.value(customer), Value::Number(_)), "the rest goes on");
    let over = compute(&[("shareVendor", "70%"), ("sharePartner", "40%")]);
    assert_eq!(
        shown(&over.workbook, "Parties!G6", Language::Japanese),
        "他の当事者の分配率の合計が100%を超え、この当事者の負担になります"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_divided_is_the_pool_and_price_changes_cancel_out(
        volume in 0u32..10_000, churn in 0u32..50, growth in -50i32..100, tier in 1u32..4,
        prices in (100u32..600, 0u32..60, 0u32..100), shares in (0u32..80, 0u32..80),
        lead in prop::sample::select(vec!["vendor", "platform", "partner"]),
    ) {
        let typed: Vec<(String, String)> = [
            ("volume", volume.to_string()), ("baseVolume", volume.to_string()),
            ("churn", format!("{churn}%")), ("baseChurn", format!("{churn}%")),
            ("growth", format!("{growth}%")), ("baseGrowth", format!("{growth}%")),
            ("tier", tier.to_string()), ("baseTier", tier.to_string()), ("elasticity", "0".into()),
            ("hardwarePrice", prices.0.to_string()), ("subscriptionPrice", prices.1.to_string()),
            ("eventPrice", format!("{}%", prices.2)), ("shareVendor", format!("{}%", shares.0)),
            ("sharePlatform", "30%".into()), ("sharePartner", format!("{}%", shares.1)), ("lead", lead.into()),
        ].into_iter().map(|(name, text): (&str, String)| (name.to_owned(), text)).collect();
        let result = calculate("value-capture", &typed, Clock::default(), Language::English).unwrap();
        let parties = ["Vendor", "Platform", "Partner"];
        let sum = |model: &str| -> Decimal { parties.iter().map(|party| number(&result, &format!("{model}{party}"))).sum() };
        let agreed = sum("agreedNet");
        for model in ["fixedNet", "shareNet", "feeNet"] {
            prop_assert!((sum(model) - agreed).abs() < Decimal::new(1, 6), "{} is {}, not {}", model, sum(model), agreed);
        }
        let changes = sum("change") + number(&result, "changeCustomer");
        prop_assert!(changes.abs() < Decimal::new(1, 6), "{}", changes);
        let nets = sum("net") + number(&result, "netCustomer");
        prop_assert!((nets - number(&result, "jointValue")).abs() < Decimal::new(1, 6));
    }
}
