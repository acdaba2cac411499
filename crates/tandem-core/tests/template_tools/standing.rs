//! Bad entries of every calculator: a message at the row in both languages, and the results from before can still be had.

use tandem_core::template::tools::{Standing, outcome_before, view_of};

use super::*;

/// What is typed: cells with texts.
type Entries<'a> = &'a [(&'a str, &'a str)];

/// An entry that is wrong: template, what is typed, the cell that says so, its words, and an outcome that it changes.
type Case<'a> = (&'a str, Entries<'a>, &'a str, &'a str, &'a str, Option<&'a str>);

const CASES: &[Case] = &[
    // A weight sum of zero.
    ("governance-vote", &[], "Votes!M25", "The weights add up to zero", "合計がゼロ", Some("share")),
    (
        "revenue-split",
        ZERO_WEIGHT,
        "Rules!I20",
        "The weights of the residual rules add up",
        "比重",
        Some("partnerShare"),
    ),
    // Rates that add to more than the pool.
    ("revenue-split", &[("Rules!B19", "80%"), ("Rules!B20", "110%")], "Rules!I20", "", "", Some("partnerShare")),
    (
        "value-capture",
        &[("Parties!E5", "80%"), ("Parties!E7", "50%")],
        "Parties!G6",
        "The others’ shares add",
        "",
        None,
    ),
    ("incentives", &[("Programme!B8", "130%")], "Programme!E8", "Not between 0 % and 100 %", "", Some("paid")),
    ("ecosystem-roi", &[("Programme!B9", "130%")], "Programme!E9", "Not between 0 %", "0%～100%", Some("revenue")),
    ("joint-value", &[("Benefits!L7", "130%")], "Benefits!Q7", "A haircut is 0 to 100 %", "", Some("npv")),
    ("governance-vote", &[("Charter!B5", "175%")], "Charter!E5", "Not between 0 % and 100 %", "", None),
    // A date window the wrong way round.
    (
        "joint-value",
        &[("Benefits!G6", "12"), ("Benefits!H6", "3")],
        "Benefits!Q6",
        "The last month lies",
        "",
        Some("npv"),
    ),
    ("revenue-split", BACKWARDS, "Rules!I21", "The window ends before it begins", "", None),
    ("revenue-split", PERIOD, "Statement!C7", "The period ends before it begins", "", None),
    ("incentives", &[("Windows!C5", "2026-05-01")], "Windows!J5", "Ends before it begins", "", Some("capped")),
    (
        "ecosystem-roi",
        &[("Deals!D5", "2024-05-01")],
        "Deals!N5",
        "Closed before it was registered",
        "成約日が登録日",
        None,
    ),
    // A missing exchange rate.
    ("revenue-split", &[("Deals!F7", "XYZ")], "Deals!J7", "No rate for this currency", "", Some("credited")),
    // A negative base.
    ("joint-value", &[("Benefits!B7", "-5000")], "Benefits!Q7", "The amount is negative", "金額が負", Some("npv")),
    ("joint-value", &[("Costs!B5", "-5000")], "Costs!Q5", "The amount is negative", "金額が負", Some("npv")),
    ("revenue-split", &[("Rules!B5", "-100")], "Rules!I19", "The base is negative", "", Some("vendorShare")),
    ("value-capture", &[("Drivers!B5", "-5")], "Drivers!F5", "Missing or negative", "", Some("netVendor")),
    ("incentives", &[("Programme!B7", "-5")], "Programme!E7", "The budget is missing or negative", "", Some("paid")),
    ("ecosystem-roi", &[("Deals!H5", "-5")], "Deals!N5", "The revenue is negative", "売上が負", Some("revenue")),
    ("governance-vote", &[("Votes!C5", "-5")], "Votes!M5", "The weight is negative", "", Some("share")),
    // What is no number, and what is an error.
    (
        "joint-value",
        &[("Inputs!B5", "cash flow"), ("Inputs!C41", "x")],
        "Inputs!M41",
        "A yearly total",
        "年次合計",
        Some("npv"),
    ),
    (
        "joint-value",
        &[("Inputs!B11", "=1/0")],
        "Inputs!E11",
        "A number is divided by zero",
        "ゼロで割り算",
        Some("npv"),
    ),
    ("revenue-split", &[("Rules!B8", "soon")], "Rules!B15", "Days to close are no number", "成約までの日数", None),
    ("value-capture", &[("Costs!D5", "=1/0")], "Costs!K5", "The amount is missing", "", Some("netVendor")),
    ("incentives", &[("Deals!G5", "much")], "Deals!S5", "The value is missing", "", None),
    ("ecosystem-roi", &[("Programme!B5", "soon")], "Programme!E5", "A whole year", "西暦年", Some("roiYear")),
    ("ecosystem-roi", &[("Spend!B6", "=1/0")], "Spend!O6", "An amount is no number", "数値でない金額", Some("spend")),
    // More rows than the table holds.
    ("joint-value", &[("Benefits!A40", "x")], "Benefits!Q21", "Rows from here on", "ここから下", None),
    ("value-capture", &[("Streams!A30", "x")], "Streams!O17", "Rows from here on", "ここから下", None),
    ("incentives", &[("Deals!A90", "x")], "Deals!S36", "Rows from here on", "ここから下", None),
    ("ecosystem-roi", &[("Deals!A2000", "x")], "Deals!N65", "Rows from here on", "ここから下", None),
    ("governance-vote", &[("Votes!A60", "x")], "Votes!M26", "Rows from here on", "ここから下", None),
    ("revenue-split", &[("Deals!A2010", "x")], "Deals!C3", "Rows below row 2005", "2005", None),
];
const ZERO_WEIGHT: Entries = &[("Rules!F20", "residual"), ("Rules!B20", "0"), ("Rules!C19", "off")];
const BACKWARDS: Entries = &[("Rules!N21", "2026-05-01"), ("Rules!O21", "2026-04-01")];
const PERIOD: Entries = &[("Statement!F5", "2026-12-31"), ("Statement!F6", "2026-01-01")];

#[test]
fn bad_entries_are_told_at_their_row_and_leave_the_results_from_before() {
    for (template, entries, place, english, japanese, outcome) in CASES {
        let good = workbook(template);
        let (mut bad, mut history) = (good.clone(), History::new());
        let weights: Vec<(String, String)> = (5..25).map(|row| (format!("Votes!C{row}"), "0".to_owned())).collect();
        let mut typed: Vec<(&str, &str)> = entries.to_vec();
        if typed.is_empty() {
            typed.extend(weights.iter().map(|(place, text)| (place.as_str(), text.as_str())));
        }
        let cells =
            typed.iter().map(|(place, text)| tandem_core::edit::CellEdit::typed(cell(&bad, place), *text)).collect();
        history.apply(&mut bad, Edit::SetCells(cells), None).unwrap();

        let (now, before) = (Standing::of(&bad), Standing::of(&good));
        assert!(now.is_worse_than(&before), "{template} {typed:?}");
        assert!(!before.is_worse_than(&before) && !now.is_worse_than(&now), "{template} {typed:?}");
        let told = now.new_problems(&before);
        let problem = told.iter().find(|problem| problem.at == cell(&bad, place));
        let problem = problem.unwrap_or_else(|| panic!("{template} {typed:?}: nothing at {place} of {told:?}"));
        let (in_english, in_japanese) = (problem.text(&bad, Language::English), problem.text(&bad, Language::Japanese));
        assert!(in_english.starts_with(english), "{template} {typed:?}: {in_english}");
        assert!(in_japanese.contains(japanese) && !in_japanese.is_empty(), "{template} {typed:?}: {in_japanese}");
        assert_ne!(in_english, in_japanese, "{template} {typed:?} is told in both languages");

        // What was before can be had from the history, and an outcome that the entry changes is what it was.
        let kept = history.before_edit(&bad).unwrap().unwrap();
        for one in good.outcomes() {
            let text =
                |workbook: &Workbook| workbook.outcome_text(workbook.outcome(&one.name).unwrap(), Language::English);
            assert_eq!(text(&kept), text(&good), "{template} {typed:?} {}", one.name);
        }
        if let Some(name) = outcome {
            assert!(outcome_before(&bad, &kept, name).is_some(), "{template} {typed:?} changes {name}");
        }
        history.undo(&mut bad).unwrap();
        assert!(!Standing::of(&bad).is_worse_than(&before), "{template} {typed:?} taken back");
        assert!(bad.outcomes().iter().all(|one| outcome_before(&bad, &kept, &one.name).is_none()), "{template}");
    }
}

#[test]
fn of_a_drag_the_last_good_place_is_kept() {
    let mut workbook = workbook("joint-value");
    let (at, mut history) = (cell(&workbook, "Benefits!B7"), History::new());
    for amount in ["120000", "130000", "-1"] {
        let edit = Edit::SetCells(vec![tandem_core::edit::CellEdit::typed(at, amount)]);
        history.apply(&mut workbook, edit, Some("drag")).unwrap();
    }
    let kept = history.before_edit(&workbook).unwrap().unwrap();
    assert_eq!(shown(&kept, "Benefits!B7"), "130,000");
    // One undo takes the whole drag back; what was before that is the bad place.
    history.undo(&mut workbook).unwrap();
    assert_eq!(shown(&workbook, "Benefits!B7"), "110,000");
    assert_eq!(shown(&history.before_undo(&workbook).unwrap().unwrap(), "Benefits!B7"), "-1");
}

#[test]
fn messages_that_moved_are_no_news() {
    let good = workbook("revenue-split");
    let before = Standing::of(&good);
    assert!(!before.problems().is_empty(), "the sample has rows to look at");
    let mut moved = good.clone();
    let sheet = cell(&moved, "Deals!A1").sheet;
    Edit::InsertRows { sheet, at: 1, count: 3 }.apply(&mut moved).unwrap();
    assert!(!Standing::of(&moved).is_worse_than(&before));
    assert!(Standing::of(&moved).new_problems(&before).is_empty());
}

#[test]
fn results_from_before_are_seen_as_the_workbook_is() {
    let mut good = workbook("value-capture");
    let mut bad = good.clone();
    put(&mut bad, "Drivers!B6", "much");
    let edit = view_of(&bad, Some("partner")).unwrap();
    edit.apply(&mut bad).unwrap();
    view_of(&good, Some("partner")).unwrap().apply(&mut good).unwrap();
    let hidden = good.outcome("netVendor").unwrap();
    assert_eq!(good.outcome_text(hidden, Language::English), "hidden");
    assert!(outcome_before(&bad, &good, "netVendor").is_none(), "what is hidden has no earlier value either");
    assert!(outcome_before(&bad, &good, "netPartner").is_some());
}
