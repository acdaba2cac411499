//! Laws of working days: what WORKDAY adds, NETWORKDAYS counts.

use proptest::prelude::*;
use tandem_core::cell::CellAddress;
use tandem_core::engine::Engine;

fn value(formula: &str) -> String {
    let mut engine = Engine::new();
    let sheet = engine.add_sheet("S");
    engine.evaluate(CellAddress::new(sheet, 0, 0), formula).unwrap().plain()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn working_days_added_are_working_days_counted(
        start in 1_000_000i32..1_100_000,
        days in prop_oneof![1i32..40, 1i32..100_000],
        back in any::<bool>(),
        week in 0usize..6,
        holidays in proptest::collection::vec(0i32..400, 1..40),
    ) {
        let week = ["1", "2", "7", "11", "\"0000000\"", "\"1011111\""][week];
        let sign = if back { -1 } else { 1 };
        let holidays: Vec<String> = holidays.iter().map(|day| (start + sign * day).to_string()).collect();
        let holidays = holidays.join(",");
        let days = sign * days;
        let end = value(&format!("=WORKDAY.INTL({start},{days},{week},{{{holidays}}})"));
        // From the day after the start to the end there are as many working days, and the last of them is the end.
        let count = |end: &str| value(&format!("=NETWORKDAYS.INTL({},{end},{week},{{{holidays}}})", start + sign));
        prop_assert_eq!(count(&end).replace('-', ""), days.abs().to_string(), "{}", end);
        prop_assert_eq!(value(&format!("=NETWORKDAYS.INTL({end},{end},{week},{{{holidays}}})")), "1");
    }
}

#[test]
fn a_million_working_days_leave_the_calendar() {
    assert_eq!(value("=WORKDAY(1,2200000)"), "#NUM!");
    assert_eq!(value("=WORKDAY(2958465,-2200000)"), "#NUM!");
    // 29 February 2000 was a Tuesday, and 1,000 weeks later it is one again.
    assert_eq!(value("=WORKDAY(36585,5000)"), "43585");
}
