//! The lines: each form against a closed form, in years, quarters and months.

use super::*;

const UNITS: [(&str, u32); 3] = [("year", 1), ("quarter", 4), ("month", 12)];

#[test]
fn a_recurring_line_is_an_annuity() {
    // 12,000 a year for ten years at 10 %, paid at the end of each period: A / n x (1 - (1+i)^-10n) / i with
    // i = 1.1^(1/n) - 1, and the same with 3 % growth from year to year; computed to forty digits elsewhere.
    for (unit, even, growing) in [
        ("year", "73734.8052684561903", "82604.9242953327122"),
        ("quarter", "76444.9655652438641", "85641.1103316188228"),
        ("month", "77056.1687556011308", "86325.8397899079982"),
    ] {
        for (growth, expected) in [("0%", even), ("3%", growing)] {
            let workbook = with_lines(
                vec![line("Benefits", 5, ["12000", "recurring", growth, "1", "120", "", ""])],
                &[("Inputs!B7", "10"), ("Inputs!B8", "10%"), ("Inputs!B15", unit)],
            );
            near(number(&workbook, "Summary!B12"), expected, "0.000001", &format!("{unit}, {growth}"));
        }
    }
}

#[test]
fn a_year_of_two_steps_is_discounted_by_the_period_rate() {
    // At 21 % a year a half-year is worth 10 %, so four quarters are worth 21 % again: 121 at month 12 is 100 today.
    for (unit, _) in UNITS {
        let workbook = with_lines(
            vec![line("Benefits", 5, ["121", "one-off", "", "12", "", "", ""])],
            &[("Inputs!B7", "1"), ("Inputs!B8", "21%"), ("Inputs!B15", unit)],
        );
        near(number(&workbook, "Summary!B12"), "100", "0.000000001", unit);
    }
}

#[test]
fn what_a_line_adds_up_to_does_not_depend_on_the_unit() {
    // Nominal amounts over five years of 60 months: amount x months at full level / 12.
    for (words, expected) in [
        (["1200", "recurring", "0%", "1", "120", "step", ""], "6000"),
        // From month 7 to month 30: 24 months.
        (["1200", "recurring", "0%", "7", "30", "", ""], "2400"),
        // A ramp of 24 months, linear or S-shaped, is worth 12 months less than none.
        (["1200", "recurring", "0%", "1", "120", "linear", "24"], "4800"),
        (["1200", "recurring", "0%", "1", "120", "s-curve", "24"], "4800"),
        // Half-way through a linear ramp of 24 months its area is a quarter of those 12 months: 12 x 12 / 48 = 3 months.
        (["1200", "recurring", "0%", "1", "12", "linear", "24"], "300"),
        // Half-way through an S-curve the area is u^3 - u^4 / 2 = 3/32 of 24 months.
        (["1200", "recurring", "0%", "1", "12", "s-curve", "24"], "225"),
        // 10 % more in each of four further years.
        (["1000", "recurring", "10%", "1", "120", "", ""], "6105.1"),
        (["500", "one-off", "", "0", "", "", ""], "500"),
        (["500", "one-off", "", "60", "", "", ""], "500"),
        (["500", "one-off", "", "61", "", "", ""], "0"),
    ] {
        for (unit, _) in UNITS {
            for page in ["Benefits", "Costs"] {
                let workbook = with_lines(vec![line(page, 5, words)], &[("Inputs!B7", "5"), ("Inputs!B15", unit)]);
                let total = if page == "Benefits" { "Summary!B14" } else { "Summary!B15" };
                near(number(&workbook, total), expected, "0.000001", &format!("{page}, {words:?}, {unit}"));
            }
        }
    }
}

#[test]
fn a_custom_ramp_and_growth_reproduce_a_published_row() {
    // S4: 100,000 a year growing by 10 %, of which 50 %, 100 % and 100 % are realised.
    // Source: github:a1j9o94/zapier-roi-calculator calculations.test.ts.
    for (unit, _) in UNITS {
        let workbook = with_lines(
            vec![line("Benefits", 5, ["100000", "recurring", "10%", "1", "120", "custom 4", ""])],
            &[("Inputs!B7", "3"), ("Inputs!B15", unit)],
        );
        for (place, expected) in [("Years!B6", "50000"), ("Years!B7", "110000"), ("Years!B8", "121000")] {
            near(number(&workbook, place), expected, "0.000001", &format!("{place}, {unit}"));
        }
    }
    // A ramp by month, in a model by year, counts the average of the year's months: 5 + 10 + 20 + 30 + 45 + 60 + 75 + 85 +
    // 95 + 100 of 1,200.
    let workbook = with_lines(
        vec![line("Benefits", 5, ["1200", "recurring", "0%", "1", "120", "custom 2", ""])],
        &[("Inputs!B7", "2")],
    );
    near(number(&workbook, "Years!B6"), "525", "0.000001", "first year");
    near(number(&workbook, "Years!B7"), "1200", "0.000001", "second year");
}

#[test]
fn the_base_of_a_published_tornado_comes_out() {
    // S1: sales of 100 that grow by 6 %, a margin of 18 %, 10 %, five years, the first flow grown once: 80.6.
    // Source: phucnguyenvan.com/embed/sabv-sensitivity-analysis.
    let workbook = with_lines(
        vec![line("Benefits", 5, ["=100*(1+6%)*18%", "recurring", "6%", "1", "120", "", ""])],
        &[("Inputs!B7", "5"), ("Inputs!B8", "10%")],
    );
    near(number(&workbook, "Summary!B11"), "80.6", "0.05", "net present value");
}

#[test]
fn published_values_of_drivers_come_out_of_an_amount() {
    // V1 to V8, typed as the formulas that they are; source: github:a1j9o94/zapier-roi-calculator calculations.test.ts.
    for (id, formula, expected) in [
        ("V1", "=200*25000*10%*4", "2000000"),
        ("V2", "=50000000*2%*45%", "450000"),
        ("V3", "=200*50000*10/365", "273972.6"),
        ("V4", "=100*(8-3)*80*12", "480000"),
        ("V5", "=3000*8*50/60*12", "240000"),
        ("V6", "=200*150*70%*12", "252000"),
        ("V7", "=5*100000*55%", "275000"),
        ("V8", "=1000*5%*200*65%*12", "78000"),
    ] {
        let workbook =
            with_lines(vec![line("Benefits", 5, [formula, "recurring", "", "1", "", "", ""])], &[("Inputs!B7", "1")]);
        near(number(&workbook, "Summary!B14"), expected, "0.01", id);
    }
}

#[test]
fn haircut_realisation_and_index_work_on_their_side() {
    // 1,000 x 90 % x (1 -+ 20 %) x (1.01 + 1.01^2) = 720 or 1,080 x 2.0301.
    for (page, total, expected) in [("Benefits", "Summary!B14", "1461.672"), ("Costs", "Summary!B15", "2192.508")] {
        let mut cells = line(page, 5, ["1000", "indexed", "0%", "1", "120", "", ""]);
        cells.push((format!("{page}!K5"), "90%".into()));
        cells.push((format!("{page}!L5"), "20%".into()));
        for (unit, _) in UNITS {
            let workbook =
                with_lines(vec![cells.clone()], &[("Inputs!B7", "2"), ("Inputs!B11", "1%"), ("Inputs!B15", unit)]);
            near(number(&workbook, total), expected, "0.000001", page);
        }
    }
}

#[test]
fn an_overlap_group_counts_up_to_its_cap() {
    let group = |row: u32, amount: &str| {
        let mut cells = line("Benefits", row, [amount, "recurring", "0%", "1", "120", "", ""]);
        cells.push((format!("Benefits!M{row}"), "Same saving".into()));
        cells
    };
    for (unit, _) in UNITS {
        let workbook = with_lines(
            vec![group(5, "60000"), group(6, "40000")],
            &[("Inputs!B7", "4"), ("Inputs!A46", "Same saving"), ("Inputs!B46", "80000"), ("Inputs!B15", unit)],
        );
        near(number(&workbook, "Summary!B14"), "320000", "0.000001", unit);
        // Each line gives up its part: 60 and 40 hundredths of the cap.
        near(number(&workbook, "Lines!M63"), "192000", "0.000001", unit);
        near(number(&workbook, "Lines!M64"), "128000", "0.000001", unit);
    }
}

#[test]
fn fiscal_years_add_up_to_the_horizon() {
    let lines = || vec![line("Benefits", 5, ["1200", "recurring", "0%", "1", "120", "", ""])];
    let place = [("Inputs!B7", "3"), ("Inputs!B15", "month"), ("Inputs!B16", "2026-04-01")];
    let april = with_lines(lines(), &[&place[..], &[("Inputs!B17", "4")]].concat());
    for row in ["Years!B19", "Years!B20", "Years!B21"] {
        near(number(&april, row), "1200", "0.000001", row);
    }
    assert_eq!(value(&april, "Years!B22").plain(), "");
    // Nine months of the first year fall before January.
    let january = with_lines(lines(), &[&place[..], &[("Inputs!B17", "1")]].concat());
    for (row, expected) in [("Years!B19", "900"), ("Years!B20", "1200"), ("Years!B21", "1200"), ("Years!B22", "300")] {
        near(number(&january, row), expected, "0.000001", row);
    }
    near(number(&january, "Years!B31"), "3600", "0.000001", "total");
    assert_eq!(january.display_text(january.cell("Years!A20").unwrap(), Language::English), "2027-01");
}

#[test]
fn a_later_start_costs_what_falls_behind_the_horizon() {
    // Without discounting and outlay, a month less of 12,000 a year is 1,000, in every unit.
    for (unit, _) in UNITS {
        let workbook = with_lines(
            vec![line("Benefits", 5, ["12000", "recurring", "0%", "1", "120", "", ""])],
            &[("Inputs!B7", "3"), ("Inputs!B15", unit), ("Inputs!B18", "5")],
        );
        for (place, expected) in [("Summary!B32", "1000"), ("Summary!B33", "3000"), ("Summary!B34", "5000")] {
            near(number(&workbook, place), expected, "0.000001", &format!("{place}, {unit}"));
        }
        near(number(&workbook, "Sensitivity!C40"), "24000", "0.000001", unit);
    }
    // A single flow at once, a year later at 10 %: 1,000 - 1,000 / 1.1; later than the horizon nothing is left of it.
    let workbook = with_lines(
        vec![line("Benefits", 5, ["1000", "one-off", "", "0", "", "", ""])],
        &[("Inputs!B7", "3"), ("Inputs!B8", "10%"), ("Inputs!B18", "12")],
    );
    near(number(&workbook, "Summary!B34"), "90.909090909", "0.000001", "one year later");
    let mut workbook = workbook;
    enter(&mut workbook, &[("Inputs!B18", "48")]);
    near(number(&workbook, "Summary!B34"), "1000", "0.000001", "behind the horizon");
}

#[test]
fn the_parties_add_up_in_every_unit() {
    for (unit, _) in UNITS {
        let workbook = workbook(&[("Inputs!B6", "All parties"), ("Inputs!B15", unit), ("Inputs!B7", "10")]);
        let parts: Decimal =
            ["Summary!C47", "Summary!C48", "Summary!C49"].map(|place| number(&workbook, place)).iter().sum();
        assert!((number(&workbook, "Summary!B11") - parts).abs() < decimal("0.000001"), "{unit}");
        let years: Decimal = (5..=15).map(|row| number(&workbook, &format!("Years!D{row}"))).sum();
        assert!((number(&workbook, "'Cash flow'!B7") - years).abs() < decimal("0.000001"));
        assert_eq!(errors(&workbook), Vec::<String>::new(), "{unit}");
    }
}
