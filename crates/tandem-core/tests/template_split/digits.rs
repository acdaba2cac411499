//! Amounts are shown with as many decimals as the currency of the deal has minor digits.

use super::{Language, cells, set, text, workbook};

fn outcome(workbook: &tandem_core::workbook::Workbook, name: &str) -> String {
    workbook.outcome_text(workbook.outcome(name).unwrap(), Language::English)
}

#[test]
fn amounts_of_the_deal_show_the_minor_digits_of_its_currency() {
    let mut workbook = workbook();
    for (digits, vendor, partner, residual, cliff) in [
        ("0", "40,000", "18,000", "42,000", "1,250"),
        ("2", "40,000.00", "18,000.00", "42,000.00", "1,250.00"),
        ("3", "40,000.000", "18,000.000", "42,000.000", "1,250.000"),
    ] {
        set(&mut workbook, &cells(&[("Rules!B6", digits)]));
        let shown = ["vendorShare", "partnerShare", "residual", "cliff"].map(|name| outcome(&workbook, name));
        assert_eq!(shown, [vendor, partner, residual, cliff], "{digits} digits");
        for (place, amount) in
            [("Shares!B27", vendor), ("Shares!I28", partner), ("Shares!B7", residual), ("Rules!H19", vendor)]
        {
            assert_eq!(text(&workbook, place, Language::English), amount, "{place} with {digits} digits");
        }
    }
}

#[test]
fn an_amount_of_nothing_and_one_below_zero_read_as_before() {
    let mut workbook = workbook();
    set(&mut workbook, &cells(&[("Rules!B6", "0")]));
    assert_eq!(text(&workbook, "Shares!B29", Language::English), "–");
    set(&mut workbook, &cells(&[("Shares!B8", "-1234.5")]));
    assert_eq!(text(&workbook, "Shares!B8", Language::English), "-1,235");
}
