//! What holds for any rules, any reversals and any bands.

use proptest::prelude::*;

use super::register::ledger;
use super::*;

/// The kinds that a random rule takes, with the largest amount in thousandths that is sensible for it.
const KINDS: [(&str, u32); 13] = [
    ("fixed", 9_000_000),
    ("percent", 700),
    ("per unit", 90_000),
    ("marginal tier", 0),
    ("retroactive tier", 0),
    ("minimum guarantee", 9_000_000),
    ("cap on total", 9_000_000),
    ("recoupable advance", 5_000_000),
    ("spiff", 5_000_000),
    ("rebate", 300),
    ("preferred return", 200),
    ("catch-up", 900),
    ("residual", 9_000),
];

#[derive(Clone, Debug)]
struct Case {
    /// The deal value in thousandths.
    deal: u32,
    digits: usize,
    parties: usize,
    /// Per rule: order, party, kind, of what remains, amount from 0 to 1 in thousandths of the kind's largest.
    rules: Vec<(u8, usize, usize, bool, u32)>,
}

fn case() -> impl Strategy<Value = Case> {
    let rule = (0u8..30, 0usize..20, 0..KINDS.len(), any::<bool>(), 0u32..=1000);
    (0u32..90_000_000, 0usize..3, 2usize..=20, prop::collection::vec(rule, 1..=24))
        .prop_map(|(deal, digits, parties, rules)| Case { deal, digits, parties, rules })
}

fn typed(case: &Case) -> Vec<(String, String)> {
    let mut cells = rules(&[]);
    cells.push(("Rules!B5".into(), Decimal::new(case.deal.into(), 3).to_string()));
    cells.push(("Rules!B6".into(), ["0", "2", "3"][case.digits].into()));
    for index in 0..20 {
        let name = if index < case.parties { format!("Party {}", index + 1) } else { String::new() };
        cells.push((format!("Parties!B{}", FIRST_PARTY + index), name));
        cells.push((format!("Parties!E{}", FIRST_PARTY + index), (index * 1000).to_string()));
    }
    for (index, (order, party, kind, of_rest, part)) in case.rules.iter().enumerate() {
        let (kind, most) = KINDS[*kind];
        let amount = Decimal::new((u64::from(*part) * u64::from(most)).try_into().unwrap(), 6).to_string();
        let party = format!("Party {}", party % case.parties + 1);
        let row = FIRST_RULE + index;
        for (column, text) in [
            ('B', amount),
            ('C', "on".into()),
            ('D', order.to_string()),
            ('E', party),
            ('F', kind.to_owned()),
            ('G', if *of_rest { "remaining" } else { "original" }.to_owned()),
            ('K', ["A", "B", "C"][index % 3].to_owned()),
            ('P', (index % 12 + 1).to_string()),
        ] {
            cells.push((format!("Rules!{column}{row}"), text));
        }
    }
    cells
}

/// Runs a law over random cases on one workbook, which every case fills anew.
fn law<S: Strategy>(strategy: &S, cases: u32, check: impl Fn(&mut Workbook, S::Value)) {
    let book = std::cell::RefCell::new(workbook());
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(strategy, |case| {
            check(&mut book.borrow_mut(), case);
            Ok(())
        })
        .unwrap();
}

#[test]
fn shares_and_residual_are_the_deal_for_any_rules() {
    law(&case(), 48, |book, case| {
        set(book, &typed(&case));
        let digits = [0u32, 2, 3][case.digits];
        let deal = number(book, "Rules!B14");
        let shares: Vec<Decimal> =
            (0..=case.parties).map(|index| number(book, &format!("Shares!I{}", FIRST_SHARE + index))).collect();
        assert_eq!(shares.iter().sum::<Decimal>(), deal, "shares {shares:?}");
        assert_eq!(number(book, "Shares!B8"), Decimal::ZERO);
        for (index, share) in shares.iter().enumerate() {
            assert!(*share >= Decimal::ZERO && share.round_dp(digits) == *share, "share {index} is {share}");
            // No share strays from its exact amount by a whole minor unit.
            let exact = number(book, &format!("Shares!D{}", FIRST_SHARE + index));
            assert!((share - exact).abs() < Decimal::new(1, digits), "share {index}: {share} for {exact}");
        }
    });
}

#[test]
fn a_payout_and_its_reversals_add_up_to_zero() {
    let strategy = (1u32..90_000_000, 1u32..1000, prop::collection::vec(1u32..1000, 1..6));
    law(&strategy, 24, |book, (base, rate, parts)| {
        // The base is taken back in parts whose last one is what is left of it.
        let base = Decimal::new(base.into(), 2);
        let rate = format!("{}%", Decimal::new(rate.into(), 1));
        let mut left = base;
        let mut bases = Vec::new();
        for part in &parts {
            let part = (base * Decimal::new((*part).into(), 3) / Decimal::from(parts.len())).round_dp(2);
            bases.push(part);
            left -= part;
        }
        bases.push(left);
        let bases: Vec<String> = bases.iter().map(ToString::to_string).collect();
        let ids: Vec<String> = (0..bases.len()).map(|index| format!("R-{index}")).collect();
        let first = base.to_string();
        let mut rows = vec![("P-1", "payout", "", first.as_str(), rate.as_str(), false)];
        rows.extend(
            bases.iter().zip(&ids).map(|(base, id)| (id.as_str(), "reversal", "P-1", base.as_str(), "", false)),
        );
        set(book, &ledger(&rows));
        let sum: Decimal = (0..rows.len()).map(|row| number(book, &format!("Payouts!J{}", FIRST_ROW + row))).sum();
        assert_eq!(sum, Decimal::ZERO);
        assert_eq!(number(book, "Statement!F16"), Decimal::ZERO);
        // One cent more is refused.
        let mut more = rows.clone();
        more.push(("R-X", "reversal", "P-1", "0.01", "", false));
        set(book, &ledger(&more));
        let last = FIRST_ROW + rows.len();
        assert_eq!(number(book, &format!("Payouts!J{last}")), Decimal::ZERO);
        let told = text(book, &format!("Payouts!M{last}"), Language::English);
        assert_eq!(told, "Takes back more than was paid: refused");
    });
}

#[test]
fn marginal_tiers_are_continuous() {
    let band = (1u32..5_000_000, 0u32..1000);
    law(&(0u32..1000, prop::collection::vec(band, 1..6)), 24, |book, (first, bands)| {
        let mut edits: Vec<_> = (6..=11)
            .flat_map(|row| [(format!("Tiers!A{row}"), String::new()), (format!("Tiers!B{row}"), String::new())])
            .collect();
        let mut limit = 0;
        let mut limits = vec![(0, first)];
        for (width, rate) in bands {
            limit += width;
            limits.push((limit, rate));
        }
        for (index, (limit, rate)) in limits.iter().enumerate() {
            edits.push((format!("Tiers!A{}", 6 + index), limit.to_string()));
            edits.push((format!("Tiers!B{}", 6 + index), Decimal::new((*rate).into(), 3).to_string()));
        }
        let cent = Decimal::new(1, 2);
        for (limit, _) in &limits[1..] {
            // A cent more of sales pays at most a cent more.
            let payouts =
                [Decimal::from(*limit) - cent, Decimal::from(*limit), Decimal::from(*limit) + cent].map(|sales| {
                    edits.push(("Tiers!B15".into(), sales.to_string()));
                    set(book, &edits);
                    number(book, "Tiers!B16")
                });
            for pair in payouts.windows(2) {
                assert!(pair[0] <= pair[1] && pair[1] - pair[0] <= cent, "{payouts:?} at {limit}");
            }
        }
        assert_eq!(text(book, "Tiers!B21", Language::English), "None");
    });
}
