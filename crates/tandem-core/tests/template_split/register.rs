//! Deals, payouts and statements: credit, conversion, reversals.

use super::*;

/// The edits that replace the ledger: id, type, reversed id, base, rate and whether it is paid. All rows are the
/// partner's and lie inside the statement's period.
pub fn ledger(rows: &[(&str, &str, &str, &str, &str, bool)]) -> Vec<(String, String)> {
    let mut cells: Vec<_> = (FIRST_ROW..FIRST_ROW + 60)
        .flat_map(|row| "ABCDEFGHI".chars().map(move |column| (format!("Payouts!{column}{row}"), String::new())))
        .collect();
    for (index, (id, kind, reverses, base, rate, is_paid)) in rows.iter().enumerate() {
        let row = FIRST_ROW + index;
        let paid = if *is_paid { "2026-02-20" } else { "" };
        for (column, text) in [
            ('A', *id),
            ('B', "2026-02-10"),
            ('D', "Partner"),
            ('E', *kind),
            ('F', *reverses),
            ('G', *base),
            ('H', *rate),
            ('I', paid),
        ] {
            cells.push((format!("Payouts!{column}{row}"), text.to_owned()));
        }
    }
    cells
}

#[test]
fn a_refund_is_taken_back_once() {
    // C8: 1,000 stands, 100 is refunded, both at 80 %; the 80 on the refunded part were paid already.
    let mut book = workbook();
    set(
        &mut book,
        &ledger(&[
            ("P-1", "payout", "", "1000", "80%", false),
            ("P-2", "payout", "", "100", "80%", true),
            ("R-1", "reversal", "P-2", "100", "", false),
        ]),
    );
    assert_eq!(number(&book, "Statement!F14"), decimal("720"));
    assert_eq!(number(&book, "Statement!F15"), decimal("3"));
    assert_eq!(text(&book, "Statement!E21", Language::English), "−100.00 × 80%");
}

#[test]
fn a_reversal_uses_the_rate_of_its_payout() {
    // C9: taken at 10 %, refunded after the rate moved to 15 %.
    let mut book = workbook();
    set(
        &mut book,
        &ledger(&[
            ("P-1", "payout", "", "500", "10%", true),
            ("P-2", "payout", "", "500", "15%", true),
            ("R-1", "reversal", "P-1", "500", "15%", false),
        ]),
    );
    assert_eq!(number(&book, "Payouts!J8"), decimal("-50"));
    assert_eq!(number(&book, "Payouts!K8"), decimal("0.1"));
}

#[test]
fn credit_never_exceeds_the_revenue_of_a_deal() {
    let mut book = workbook();
    // Three thirds and more of a deal that no three shares in cents divide, a repeated row, another value under the
    // same id, a currency without a rate, and a deal that is not won.
    let mut edits: Vec<_> = (FIRST_ROW..FIRST_ROW + 60)
        .flat_map(|row| "ABCDEFGHI".chars().map(move |column| (format!("Deals!{column}{row}"), String::new())))
        .collect();
    let rows = [
        ("D-1", "Partner", "USD", "100.01", "40%", "won"),
        ("D-1", "Distributor", "USD", "100.01", "40%", "won"),
        ("D-1", "Service partner", "USD", "100.01", "40%", "won"),
        ("D-1", "Partner", "USD", "100.01", "40%", "won"),
        ("D-1", "Referral partner", "USD", "90", "10%", "won"),
        ("D-2", "Partner", "CHF", "500", "", "won"),
        ("D-3", "Partner", "EUR", "1000", "", "won"),
        ("D-4", "Partner", "USD", "1000", "", "open"),
        ("D-5", "Partner", "USD", "-1", "", "won"),
        ("D-6", "Partner", "USD", "100", "101%", "won"),
    ];
    for (index, (id, party, currency, value, share, status)) in rows.into_iter().enumerate() {
        let row = FIRST_ROW + index;
        for (column, text) in
            [('A', id), ('B', "2026-01-20"), ('D', party), ('F', currency), ('G', value), ('H', share), ('I', status)]
        {
            edits.push((format!("Deals!{column}{row}"), text.to_owned()));
        }
    }
    set(&mut book, &edits);
    let expected = [
        ("More than 100 %: scaled down", "合計が100%超のため縮小"),
        ("More than 100 %: scaled down", "合計が100%超のため縮小"),
        ("More than 100 %: scaled down", "合計が100%超のため縮小"),
        ("Stands twice: counted once", "重複行（計上は1回のみ）"),
        ("Differs from the first row of the deal: not counted", "同じ案件の先の行と内容が異なるため対象外"),
        ("No rate for this currency and date", "この通貨・日付の為替レートがありません"),
        ("Counted", "計上"),
        ("Not won", "未成約"),
        ("The deal value is negative: not counted", "案件金額がマイナスのため対象外"),
        ("The share must lie between 0 % and 100 %", "計上割合は0%～100%で入力してください"),
    ];
    for (index, (english, japanese)) in expected.into_iter().enumerate() {
        let place = format!("Deals!J{}", FIRST_ROW + index);
        assert_eq!(text(&book, &place, Language::English), english);
        assert_eq!(text(&book, &place, Language::Japanese), japanese);
    }
    let credited: Decimal = (0..3).map(|index| number(&book, &format!("Deals!N{}", FIRST_ROW + index))).sum();
    assert_eq!(credited, decimal("100.01"));
    // The euro deal takes the rate of 2026-01-01, which the page Rates gives as 1.1790.
    assert_eq!(number(&book, "Deals!N12"), decimal("1179"));
    assert_eq!(number(&book, "Shares!B23"), decimal("1279.01"));
    assert_eq!(number(&book, "Shares!B22"), decimal("1279.01"));
}

#[test]
fn two_thousand_deals_are_taken() {
    let mut book = workbook();
    let rows: Vec<_> = (0..2000)
        .flat_map(|index| {
            let row = FIRST_ROW + index;
            let id = format!("X-{index}");
            [
                ("A", id.as_str()),
                ("B", "2026-01-20"),
                ("D", "Partner"),
                ("F", "USD"),
                ("G", "10"),
                ("H", "50%"),
                ("I", "won"),
            ]
            .map(|(column, text)| (format!("Deals!{column}{row}"), text.to_owned()))
        })
        .collect();
    set(&mut book, &rows);
    assert_eq!(number(&book, "Deals!B3"), decimal("2000"));
    assert_eq!(number(&book, "Shares!B23"), decimal("10000"));
    assert_eq!(text(&book, "Deals!J2005", Language::English), "Counted");
}

#[test]
fn a_period_the_wrong_way_round_is_named_and_still_counted() {
    let mut book = workbook();
    let owed = number(&book, "Statement!F14");
    set(&mut book, &cells(&[("Statement!F5", "2026-03-31"), ("Statement!F6", "2026-01-01")]));
    assert_eq!(number(&book, "Statement!F14"), owed);
    let check = |language| text(&book, "Statement!C7", language);
    assert_eq!(check(Language::English), "The period ends before it begins: read the other way round");
    assert_eq!(check(Language::Japanese), "終了日が開始日より前のため、入れ替えて集計しました");
}

#[test]
fn a_statement_adds_up_to_its_lines() {
    let mut book = workbook();
    for party in ["Partner", "Distributor", "Referral partner", "サービスパートナー"] {
        set(
            &mut book,
            &cells(&[("Statement!F4", party), ("Statement!F5", "2025-07-01"), ("Statement!F6", "2026-12-31")]),
        );
        let count: usize = number(&book, "Statement!F15").to_string().parse().unwrap();
        assert!(count > 2, "{party} has {count} lines");
        let sum: Decimal = (0..count).map(|line| number(&book, &format!("Statement!F{}", 19 + line))).sum();
        assert_eq!(sum, number(&book, "Statement!F16"), "{party}");
        assert_eq!(
            number(&book, "Statement!F10") + sum + number(&book, "Statement!F13"),
            number(&book, "Statement!F14")
        );
    }
}
