//! Laws of the finance and partner functions, over random figures, each through a formula.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::engine::Engine;

/// The numbers that a formula gives, one or several.
fn numbers(formula: &str) -> Vec<Decimal> {
    let mut engine = Engine::new();
    let host = CellAddress::new(engine.add_sheet("Sheet1"), 0, 0);
    let number = |value: &Value| match value {
        Value::Number(number) => *number,
        other => panic!("{formula} gives {}", other.plain()),
    };
    match engine.evaluate(host, formula).unwrap_or_else(|error| panic!("{formula}: {error:?}")) {
        Value::Array(array) => array.items().iter().map(number).collect(),
        value => vec![number(&value)],
    }
}

/// What a formula shows, a number or an error.
fn plain(formula: &str) -> String {
    let mut engine = Engine::new();
    let host = CellAddress::new(engine.add_sheet("Sheet1"), 0, 0);
    engine.evaluate(host, formula).unwrap_or_else(|error| panic!("{formula}: {error:?}")).plain()
}

fn number(formula: &str) -> Decimal {
    let found = numbers(formula);
    assert_eq!(found.len(), 1, "{formula}");
    found[0]
}

fn array(items: &[Decimal]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    format!("{{{}}}", texts.join(","))
}

#[track_caller]
fn near(a: Decimal, b: Decimal, scale: Decimal, digits: u32) {
    let gap = (a - b).abs();
    assert!(gap <= scale.abs().max(Decimal::ONE) * Decimal::new(1, digits), "{a} is not {b}");
}

fn cents(range: std::ops::Range<i64>) -> impl Strategy<Value = Decimal> {
    range.prop_map(|cents| Decimal::new(cents, 2))
}

fn rate() -> impl Strategy<Value = Decimal> {
    (-3_000i64..20_000).prop_map(|points| Decimal::new(points, 4))
}

/// An outlay and what comes back of it.
fn investment() -> impl Strategy<Value = Vec<Decimal>> {
    (cents(-100_000_000..-100), prop::collection::vec(cents(0..20_000_000), 1..40), cents(1..1_000_000)).prop_map(
        |(outlay, mut later, last)| {
            later.insert(0, outlay);
            later.push(last);
            later
        },
    )
}

/// Flows whose present value is zero at exactly the given growth factors: the product of (growth - factor).
fn flows_of(factors: &[Decimal]) -> Vec<Decimal> {
    let mut flows = vec![Decimal::ONE];
    for factor in factors {
        let mut next = vec![Decimal::ZERO; flows.len() + 1];
        for (place, flow) in flows.iter().enumerate() {
            next[place] += flow;
            next[place + 1] -= flow * factor;
        }
        flows = next;
    }
    flows
}

/// A rule of WATERFALL as a row of an array constant.
fn rule() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (0i64..1_000, prop_oneof![Just("\"total\""), Just("\"rest\""), Just("\"\""), Just("250.5")])
            .prop_map(|(rate, base)| format!("\"percent\",{base},{},\"\",\"\"", Decimal::new(rate, 3))),
        1 => (0i64..500, 0i64..500).prop_map(|(least, more)| format!("\"percent\",\"rest\",0.2,{least},{}", least + more)),
        2 => (0i64..100_000).prop_map(|units| format!("\"fixed\",\"\",{units},\"\",\"\"")),
        2 => (1i64..100).prop_map(|weight| format!("\"share\",\"\",{weight},\"\",\"\"")),
        1 => Just("\"\",\"\",\"\",\"\",\"\"".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn flows_are_worth_nothing_at_their_irr(flows in investment()) {
        let list = array(&flows);
        let irr = number(&format!("=IRR({list})"));
        prop_assert!(irr > Decimal::NEGATIVE_ONE);
        // Near -100 % later flows weigh so much that no rate of 28 digits brings their sum to zero.
        prop_assume!(irr > Decimal::new(-5, 1));
        let scale: Decimal = flows.iter().map(Decimal::abs).sum();
        near(number(&format!("=PRESENTVALUE({irr},{list})")), Decimal::ZERO, scale, 12);
    }

    #[test]
    fn every_rate_is_found(mut points in prop::collection::btree_set(20i64..300, 1..6)) {
        let factors: Vec<Decimal> = std::mem::take(&mut points).into_iter().map(|point| Decimal::new(point, 2)).collect();
        let found = numbers(&format!("=IRRS({})", array(&flows_of(&factors))));
        prop_assert_eq!(found.len(), factors.len(), "{:?} of {:?}", found, factors);
        for (rate, factor) in found.iter().zip(&factors) {
            near(*rate + Decimal::ONE, *factor, Decimal::ONE, 12);
        }
    }

    #[test]
    fn shares_add_up(total in -1_000_000_000i64..1_000_000_000, weights in prop::collection::vec(0u32..10_000, 1..20)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let total = Decimal::new(total, 2);
        let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
        let shares = numbers(&format!("=ALLOCATE({total},{})", array(&weights)));
        prop_assert_eq!(shares.iter().sum::<Decimal>(), total);
        let all: Decimal = weights.iter().sum();
        for (share, weight) in shares.iter().zip(&weights) {
            prop_assert!((share - total * weight / all).abs() < Decimal::new(1, 2));
            prop_assert!(!weight.is_zero() || share.is_zero());
        }
    }

    #[test]
    fn marginal_tiers_do_not_jump(limits in prop::collection::btree_set(1i64..1_000_000, 1..6), rates in prop::collection::vec(0i64..100, 7)) {
        let mut from = vec![Decimal::ZERO];
        from.extend(limits.into_iter().map(Decimal::from));
        let rates: Vec<Decimal> = rates.iter().take(from.len()).map(|rate| Decimal::new(*rate, 2)).collect();
        let tiers = format!("{},{}", array(&from), array(&rates));
        let cent = Decimal::new(1, 2);
        for (limit, pair) in from.iter().skip(1).zip(rates.windows(2)) {
            let at = number(&format!("=TIERED({limit},{tiers})"));
            let below = number(&format!("=TIERED({},{tiers})", limit - cent));
            let above = number(&format!("=TIERED({},{tiers})", limit + cent));
            prop_assert_eq!(at - below, cent * pair[0]);
            prop_assert_eq!(above - at, cent * pair[1]);
        }
    }

    #[test]
    fn present_value_is_linear(rate in rate(), a in investment(), factor in cents(-1_000..1_000)) {
        let scaled: Vec<Decimal> = a.iter().map(|flow| flow * factor).collect();
        let scale: Decimal = a.iter().map(Decimal::abs).sum::<Decimal>() * Decimal::from(1_000_000);
        near(
            number(&format!("=NPV({rate},{})", array(&scaled))),
            number(&format!("=NPV({rate},{})*{factor}", array(&a))),
            scale,
            20,
        );
        let doubled: Vec<Decimal> = a.iter().zip(&scaled).map(|(x, y)| x + y).collect();
        near(
            number(&format!("=PRESENTVALUE({rate},{})", array(&doubled))),
            number(&format!("=PRESENTVALUE({rate},{})+PRESENTVALUE({rate},{})", array(&a), array(&scaled))),
            scale,
            20,
        );
    }

    #[test]
    fn a_weighted_score_depends_on_proportions_only(pairs in prop::collection::vec((cents(0..10_000), 1u32..1_000), 1..12), factor in 1u32..1_000) {
        let scores: Vec<Decimal> = pairs.iter().map(|pair| pair.0).collect();
        let weights: Vec<Decimal> = pairs.iter().map(|pair| Decimal::from(pair.1)).collect();
        let scaled: Vec<Decimal> = weights.iter().map(|weight| weight * Decimal::from(factor)).collect();
        let score = number(&format!("=WEIGHTED({},{})", array(&scores), array(&weights)));
        near(number(&format!("=WEIGHTED({},{})", array(&scores), array(&scaled))), score, Decimal::ONE, 20);
        let (least, most) = (scores.iter().min().unwrap(), scores.iter().max().unwrap());
        prop_assert!(score >= *least - Decimal::new(1, 20) && score <= *most + Decimal::new(1, 20));
    }

    #[test]
    fn a_payment_settles_its_loan(rate in 1i64..300, periods in 1u32..480, present in cents(-100_000_000..100_000_000), future in cents(-1_000_000..1_000_000), due in 0u32..2) {
        let rate = Decimal::new(rate, 4);
        let payment = number(&format!("=PMT({rate},{periods},{present},{future},{due})"));
        let left = number(&format!("=FV({rate},{periods},{payment},{present},{due})"));
        // What is left carries the growth of the payment's last digit.
        let growth = number(&format!("=(1+{rate})^{periods}"));
        near(left, future, growth * Decimal::from(1_000_000), 20);
        near(number(&format!("=PV({rate},{periods},{payment},{future},{due})")), present, Decimal::from(1_000_000), 18);
    }

    #[test]
    fn a_waterfall_adds_up(amount in -1_000_000_000i64..1_000_000_000, rules in prop::collection::vec(rule(), 1..12), digits in 0i32..4) {
        let amount = Decimal::new(amount, 3);
        let rules = rules.join(";");
        let rows = numbers(&format!("=WATERFALL({amount},{{{rules}}},{digits},TRUE)"));
        prop_assert_eq!(rows.len(), rules.split(';').count() + 1);
        prop_assert_eq!(rows.iter().sum::<Decimal>(), amount);
        // Nobody pays in: every share has the sign of the amount, or is nothing.
        prop_assert!(rows.iter().all(|share| share.is_zero() || share.is_sign_negative() == amount.is_sign_negative()));
        let reversed = numbers(&format!("=WATERFALL({},{{{rules}}},{digits},TRUE)", -amount));
        prop_assert!(rows.iter().zip(&reversed).all(|(paid, taken)| (paid + taken).is_zero()));
        let unit = Decimal::new(1, u32::try_from(digits).unwrap());
        prop_assert!(rows[..rows.len() - 1].iter().all(|share| (share % unit).is_zero()));
    }

    #[test]
    fn the_order_of_dated_flows_does_not_matter(flows in investment(), gaps in prop::collection::vec(1u32..400, 45), turn in 0usize..45, rate in rate()) {
        let mut dated: Vec<(Decimal, u32)> = Vec::new();
        let mut day = 45_000;
        for (flow, gap) in flows.iter().zip(&gaps) {
            dated.push((*flow, day));
            day += gap;
        }
        let texts = |dated: &[(Decimal, u32)]| {
            let flows: Vec<Decimal> = dated.iter().map(|pair| pair.0).collect();
            let days: Vec<Decimal> = dated.iter().map(|pair| Decimal::from(pair.1)).collect();
            format!("{},{}", array(&flows), array(&days))
        };
        let mut turned = dated.clone();
        let places = turned.len();
        turned.rotate_left(turn % places);
        turned.reverse();
        let in_order = number(&format!("=XNPV({rate},{})", texts(&dated)));
        prop_assert_eq!(number(&format!("=XNPV({rate},{})", texts(&turned))), in_order);
        let returned = plain(&format!("=XIRR({})", texts(&dated)));
        prop_assert_eq!(plain(&format!("=XIRR({})", texts(&turned))), returned);
    }

    #[test]
    fn a_loan_has_the_rate_of_its_payment(points in 1i64..300, periods in 1u32..400, present in cents(100..100_000_000), due in 0u32..2) {
        // Payments due at once settle a loan of one period before any interest.
        prop_assume!(due == 0 || periods > 1);
        let rate = Decimal::new(points, 4);
        let payment = number(&format!("=PMT({rate},{periods},{present},0,{due})"));
        near(number(&format!("=RATE({periods},{payment},{present},0,{due})")), rate, rate, 15);
    }
}

#[test]
fn a_moment_at_a_high_rate_is_computed_and_ends() {
    // 2^0.0000001 - 1, and (0.25^0.0000001 - 1) / -0.75, by Python's decimal module with 60 digits.
    for (formula, expected) in
        [("=FV(1,1E-7,-1)", "6.931472045825965604"), ("=FV(-0.75,1E-7,-1)", "18.483923533723897007")]
    {
        let expected = Decimal::from_str_exact(expected).unwrap();
        near(number(formula) * Decimal::new(100_000_000, 0), expected, Decimal::ONE, 17);
    }
    for formula in ["=FV(1,1E-28,1)", "=PV(1,1E-9,1)", "=PMT(2,1E-10,1)", "=FV(-0.999,1E-9,1)", "=FV(1E15,1E-25,1)"] {
        assert!(!plain(formula).is_empty());
    }
}
