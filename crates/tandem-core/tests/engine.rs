//! The engine as a sheet: inputs in, values out.

use tandem_core::cell::{CellAddress, SheetId, Value, parse_cell};
use tandem_core::engine::{Content, Engine};
use tandem_core::formula::{Axis, Reason};
use tandem_core::number::Decimal;

struct Sheet {
    engine: Engine,
    id: SheetId,
}

impl Sheet {
    fn new(inputs: &[(&str, &str)]) -> Self {
        let mut engine = Engine::new();
        let id = engine.add_sheet("Sheet1");
        let mut sheet = Self { engine, id };
        for (at, input) in inputs {
            sheet.put(at, input);
        }
        sheet.engine.recalculate();
        sheet
    }

    fn at(&self, cell: &str) -> CellAddress {
        let (row, column) = parse_cell(cell).unwrap();
        CellAddress::new(self.id, row, column)
    }

    fn put(&mut self, cell: &str, input: &str) {
        let content = if input.starts_with(['=', '＝']) {
            Content::Formula(input.to_owned())
        } else if input.is_empty() {
            Content::Blank
        } else if let Ok(number) = Decimal::from_str_exact(input) {
            Content::Literal(Value::Number(number))
        } else {
            Content::Literal(Value::from(input))
        };
        let at = self.at(cell);
        self.engine.set(at, content).unwrap();
    }

    fn set(&mut self, cell: &str, input: &str) -> Vec<String> {
        self.put(cell, input);
        let mut changed: Vec<String> = self.engine.recalculate().into_iter().map(CellAddress::a1).collect();
        changed.sort();
        changed.dedup();
        changed
    }

    fn show(&self, cell: &str) -> String {
        self.engine.value(self.at(cell)).plain()
    }

    fn formula(&self, cell: &str) -> String {
        self.engine.formula_text(self.at(cell)).unwrap_or_default()
    }

    #[track_caller]
    fn check(&self, expected: &[(&str, &str)]) {
        for (cell, value) in expected {
            assert_eq!(self.show(cell), *value, "{cell}");
        }
    }
}

#[test]
fn operators_follow_excels_precedence() {
    let sheet = Sheet::new(&[("A1", "3"), ("A2", "4")]);
    for (formula, expected) in [
        ("=-2^2", "4"),
        ("=2^3^2", "64"),
        ("=1+2*3", "7"),
        ("=(1+2)*3", "9"),
        ("=10%*50", "5"),
        ("=-10%", "-0.1"),
        ("=2^-1", "0.5"),
        ("=1&2+3", "15"),
        ("=1<2=TRUE", "TRUE"),
        ("=\"a\"&\"b\"=\"AB\"", "TRUE"),
        ("=0.1+0.2=0.3", "TRUE"),
        ("=1/3*3=1", "TRUE"),
        ("=1/3*3-1", "0"),
        ("=A1*A2", "12"),
        ("=1/0", "#DIV/0!"),
        ("=\"x\"+1", "#VALUE!"),
        ("=nothing", "#NAME?"),
        ("=NOSUCH(1)", "#NAME?"),
        ("=Other!A1", "#REF!"),
        ("={1,2;3,4}*10", "{10,20;30,40}"),
        ("={1,2}+{10;20}", "{11,12;21,22}"),
        ("={1,2,3}+{1,2}", "{2,4,#N/A}"),
        ("=#N/A", "#N/A"),
        ("=.5+1.", "1.5"),
        ("=1E3", "1000"),
        ("=1E+30", "#NUM!"),
        ("= 1 + 2 ", "3"),
        ("=7E28+7E28", "#NUM!"),
    ] {
        let value = sheet.engine.evaluate(sheet.at("Z99"), formula).unwrap().plain();
        assert_eq!(value, expected, "{formula}");
    }
}

#[test]
fn an_edit_reaches_what_depends_on_it_and_nothing_else() {
    let mut sheet = Sheet::new(&[("A1", "1"), ("A2", "=A1+1"), ("A3", "=A2*0"), ("A4", "=A3+1"), ("B1", "=7")]);
    sheet.check(&[("A2", "2"), ("A3", "0"), ("A4", "1"), ("B1", "7")]);
    // A3 stays zero, so the wave stops there.
    assert_eq!(sheet.set("A1", "5"), ["A1", "A2"]);
    sheet.check(&[("A2", "6"), ("A4", "1")]);
    assert_eq!(sheet.set("C9", "5"), ["C9"]);
}

#[test]
fn cycles_are_marked_exactly_and_heal() {
    let mut sheet = Sheet::new(&[
        ("A1", "=B1+1"),
        ("B1", "=C1+1"),
        ("C1", "=A1+1"),
        ("D1", "=C1*2"),
        ("E1", "=E1"),
        ("F1", "=1+1"),
    ]);
    sheet.check(&[("A1", "#CIRC!"), ("B1", "#CIRC!"), ("C1", "#CIRC!"), ("D1", "#CIRC!"), ("E1", "#CIRC!")]);
    sheet.check(&[("F1", "2")]);
    sheet.set("C1", "10");
    sheet.check(&[("A1", "12"), ("B1", "11"), ("C1", "10"), ("D1", "20"), ("E1", "#CIRC!")]);
    sheet.set("C1", "=A1");
    sheet.check(&[("A1", "#CIRC!"), ("D1", "#CIRC!")]);
    sheet.set("E1", "3");
    sheet.check(&[("E1", "3")]);
}

#[test]
fn a_computed_reference_leaves_the_cycle_that_it_closed() {
    let mut sheet = Sheet::new(&[("A1", "B2"), ("B1", "=INDIRECT(A1)"), ("B2", "=B1+1"), ("C1", "5")]);
    sheet.check(&[("B1", "#CIRC!"), ("B2", "#CIRC!")]);
    sheet.set("A1", "C1");
    sheet.check(&[("B1", "5"), ("B2", "6")]);
    sheet.set("A1", "B2");
    sheet.check(&[("B1", "#CIRC!"), ("B2", "#CIRC!")]);
}

/// C2 stands on a cycle with B5 before it is ever evaluated, and by its computed reference on one with C6 as well.
#[test]
fn a_computed_reference_is_found_on_another_cycle() {
    let mut sheet = Sheet::new(&[("C2", "=OFFSET(B5,1,1)"), ("B5", "=AND(A1:C2)"), ("B3", "=C2"), ("C6", "=1+B3")]);
    let all = [("C2", "#CIRC!"), ("B5", "#CIRC!"), ("B3", "#CIRC!"), ("C6", "#CIRC!")];
    sheet.check(&all);
    sheet.set("C6", "=NA()+B3");
    sheet.check(&all);
    sheet.set("B5", "1");
    sheet.check(&[("C2", "#CIRC!"), ("B3", "#CIRC!"), ("C6", "#CIRC!")]);
    sheet.set("C6", "4");
    sheet.check(&[("C2", "4"), ("B3", "4")]);
}

#[test]
fn a_long_chain_needs_no_recursion() {
    let mut sheet = Sheet::new(&[("A1", "1")]);
    for row in 2..=100_000 {
        sheet.put(&format!("A{row}"), &format!("=A{}+1", row - 1));
    }
    sheet.engine.recalculate();
    sheet.check(&[("A100000", "100000")]);
    sheet.set("A1", "5");
    sheet.check(&[("A100000", "100004")]);
    sheet.set("A1", "=A100000");
    sheet.check(&[("A1", "#CIRC!"), ("A50000", "#CIRC!"), ("A100000", "#CIRC!")]);
    sheet.set("A1", "2");
    sheet.check(&[("A100000", "100001")]);
}

#[test]
fn what_reads_itself_through_a_range_is_circular_and_nothing_else_is() {
    let mut sheet = Sheet::new(&[("A1", "=SUM(A:A)"), ("A2", "5"), ("B1", "=SUM(A2:A9)"), ("C1", "=A1+1")]);
    sheet.check(&[("A1", "#CIRC!"), ("B1", "5"), ("C1", "#CIRC!")]);
    sheet.set("A1", "=SUM(1:1)");
    sheet.check(&[("A1", "#CIRC!"), ("B1", "5"), ("C1", "#CIRC!")]);
    sheet.set("A1", "7");
    sheet.check(&[("A1", "7"), ("B1", "5"), ("C1", "8")]);
    sheet.set("A1", "=COUNTIF(A$1:A$9,\">0\")");
    sheet.check(&[("A1", "#CIRC!"), ("B1", "5"), ("C1", "#CIRC!")]);
    sheet.set("A1", "");
    sheet.check(&[("C1", "1")]);
}

#[test]
fn a_cycle_of_a_hundred_thousand_cells_heals_wherever_it_is_cut() {
    let mut sheet = Sheet::new(&[("B1", "=A5+1")]);
    for row in 1..=100_000 {
        sheet.put(&format!("A{row}"), &format!("=A{}+1", row % 100_000 + 1));
    }
    sheet.engine.recalculate();
    sheet.check(&[("A1", "#CIRC!"), ("A99999", "#CIRC!"), ("B1", "#CIRC!")]);
    sheet.set("A70000", "10");
    sheet.check(&[("A69999", "11"), ("A1", "70009"), ("A100000", "70010"), ("A70001", "100009"), ("B1", "70006")]);
}

#[test]
fn formulas_without_end_are_refused_and_long_chains_are_not() {
    let mut sheet = Sheet::new(&[("A1", "1")]);
    let at = sheet.at("C1");
    for text in [
        format!("={}1{}", "(".repeat(10_000), ")".repeat(10_000)),
        format!("={}1", "-".repeat(10_000)),
        format!("={}1{}", "ABS(".repeat(3_000), ")".repeat(3_000)),
        format!("=1{}", "+1".repeat(50_000)),
    ] {
        let error = sheet.engine.set_formula(at, &text).unwrap_err();
        let is_clear = matches!(error.reason, Reason::TooDeep | Reason::TooLong);
        assert!(is_clear, "{:?} for {} characters", error.reason, text.len());
    }
    // As long as a formula may be, and as flat: read, computed, printed and dropped.
    let long = format!("=A1{}", "+A1".repeat(5_000));
    sheet.set("C1", &long);
    sheet.check(&[("C1", "5001")]);
    assert_eq!(sheet.engine.formula_text(at).as_deref(), Some(long.as_str()));
    sheet.set("C1", "");
}

#[test]
fn arrays_spill_and_are_blocked() {
    let mut sheet = Sheet::new(&[("A1", "={1;2;3}"), ("C1", "=A2*10"), ("D1", "=A1#*2"), ("E9", "x")]);
    sheet.check(&[("A1", "1"), ("A3", "3"), ("C1", "20"), ("D2", "4"), ("D3", "6")]);
    sheet.set("A2", "9");
    sheet.check(&[("A1", "#SPILL!"), ("A2", "9"), ("A3", ""), ("C1", "90"), ("D1", "#SPILL!")]);
    sheet.set("A2", "");
    sheet.check(&[("A1", "1"), ("A2", "2"), ("A3", "3"), ("C1", "20"), ("D3", "6")]);
    sheet.set("A1", "={5,6}");
    sheet.check(&[("A1", "5"), ("B1", "6"), ("A2", ""), ("C1", "0"), ("D1", "10"), ("E1", "12"), ("D3", "")]);
}

#[test]
fn inserting_and_deleting_rows_rewrites_references() {
    let mut sheet = Sheet::new(&[("A1", "1"), ("A2", "2"), ("A3", "3"), ("B1", "=A1+$A$3"), ("B5", "={1}+A2")]);
    sheet.put("C1", "=A1:A3");
    sheet.engine.recalculate();
    sheet.engine.insert(sheet.id, Axis::Row, 1, 2).unwrap();
    sheet.engine.recalculate();
    assert_eq!(sheet.formula("B1"), "=A1+$A$5");
    assert_eq!(sheet.formula("B7"), "={1}+A4");
    assert_eq!(sheet.formula("C1"), "=A1:A5");
    sheet.check(&[("B1", "4"), ("B7", "3"), ("A4", "2"), ("A2", ""), ("C4", "2")]);
    let lost = sheet.engine.delete(sheet.id, Axis::Row, 3, 2).unwrap();
    sheet.engine.recalculate();
    assert_eq!(sheet.formula("B1"), "=A1+#REF!");
    assert_eq!(sheet.formula("C1"), "=A1:A3");
    sheet.check(&[("B1", "#REF!"), ("B5", "#REF!")]);
    assert_eq!(lost.removed.len(), 2);
    let changed: Vec<_> = lost.changed.iter().map(|(at, text)| (at.a1(), text.as_str())).collect();
    assert_eq!(changed.len(), 3, "{changed:?}");
}

#[test]
fn names_and_sheets_come_to_life_when_they_are_defined() {
    let mut sheet = Sheet::new(&[("A1", "=rate*100"), ("B1", "=Later!A1+1"), ("C1", "='Q1 plan'!A1")]);
    sheet.check(&[("A1", "#NAME?"), ("B1", "#REF!")]);
    sheet.put("D1", "0.25");
    sheet.engine.define_name("Rate", Some("=Sheet1!$D$1")).unwrap();
    let later = sheet.engine.add_sheet("Later");
    sheet.engine.set(CellAddress::new(later, 0, 0), Content::Literal(Value::Number(Decimal::from(4)))).unwrap();
    sheet.engine.recalculate();
    sheet.check(&[("A1", "25"), ("B1", "5")]);
    sheet.set("D1", "0.5");
    sheet.check(&[("A1", "50")]);
    assert_eq!(sheet.formula("A1"), "=Rate*100");
    sheet.engine.rename_sheet(later, "Q1 plan");
    sheet.engine.recalculate();
    assert_eq!(sheet.formula("B1"), "='Q1 plan'!A1+1");
    sheet.check(&[("B1", "5"), ("C1", "4")]);
    sheet.engine.detach_sheet(later);
    sheet.engine.recalculate();
    sheet.check(&[("B1", "#REF!")]);
    sheet.engine.attach_sheet(later);
    sheet.engine.recalculate();
    sheet.check(&[("B1", "5")]);
    sheet.engine.define_name("Rate", None).unwrap();
    sheet.engine.recalculate();
    sheet.check(&[("A1", "#NAME?")]);
}

#[test]
fn formulas_print_back_as_typed() {
    let mut sheet = Sheet::new(&[]);
    for text in [
        "=A1+$B$2*C$3-$D4",
        "= ( A1 + 2 ) & \"x\"\"y\"",
        "=SUM(A1:B2,C:C,3:4,'My sheet'!A1)",
        "=IF(A1>=1,{1,2;\"a\",TRUE},#N/A)",
        "=A1#",
        "=@A1:A3",
        "=-A1%",
        "=A1:B2 B1:C3",
        "=LET(x,A1,x*2)",
    ] {
        sheet.put("H8", text);
        assert_eq!(sheet.formula("H8"), text);
    }
    for (typed, shown) in [("=sum(a1:$b2)+true", "=SUM(A1:$B2)+TRUE"), ("＝ＳＵＭ（Ａ１，２）", "=SUM(A1,2)")]
    {
        sheet.put("H8", typed);
        assert_eq!(sheet.formula("H8"), shown);
    }
}

#[test]
fn what_is_no_formula_says_where_and_why() {
    let sheet = Sheet::new(&[]);
    for (text, at, part) in [
        ("=1+", 3, "ends where a value"),
        ("=1+*2", 3, "not “*”"),
        ("=(1+2", 1, "not closed"),
        ("=1+2)", 4, "not opened"),
        ("=\"abc", 1, "quotation mark"),
        ("={1,2;3}", 7, "same number of values"),
        ("=NOT()", 5, "argument 1, condition, is missing: NOT(condition)"),
        ("=NOT(1,2)", 7, "argument 2 of 2 is one too many: NOT(condition) takes at most 1"),
        ("=PI(3)", 4, "PI() takes no arguments"),
        ("=ROUND(SUM(1,2),", 16, "ends where a value"),
        ("=ROUND(SUM(1,2)", 6, "not closed"),
        ("=SUM(1 2)", 7, "a comma or a closing parenthesis is expected, not “2”"),
        ("=SUM(1;2)", 6, "not by semicolons"),
        ("=IFS(1,2,3)", 10, "argument 4, value2, is missing"),
        ("=LET(x,1)", 8, "LET ends here without a calculation"),
        ("=LET(A1,1,A1)", 5, "LET needs a name"),
        ("=LET(x,1,x,2,x)", 9, "given twice"),
        ("=LAMBDA(x,)", 10, "LAMBDA ends here without a calculation"),
        ("=LAMBDA(1,x)", 8, "LAMBDA needs a name"),
        ("=LAMBDA(x,[y,x)", 10, "brackets"),
        ("=[1]", 1, "brackets"),
        ("=1+SUM(Jan:Dec!A1)", 7, "through several sheets"),
        ("=1~2", 2, "“~”"),
        ("=1 2", 3, "an operator or the end"),
        ("=A1,B1", 3, "commas"),
        ("=日本+", 4, "ends where"),
    ] {
        let error = sheet.engine.check(text).unwrap_err();
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.to_string().contains(part), "{text}: {error}");
    }
    assert!(sheet.engine.check(&format!("={}1", "(".repeat(10_000))).is_err());
    assert!(sheet.engine.check(&format!("={}1", "-".repeat(10_000))).is_err());
    assert!(sheet.engine.check(&format!("=1{}", "%".repeat(10_000))).is_err());
    assert!(sheet.engine.check(&format!("=A1{}", ":A1".repeat(5_000))).is_err());
    assert!(sheet.engine.check(&format!("=f{}", "(1)".repeat(5_000))).is_err());
    assert!(sheet.engine.check(&format!("=1{}", "+1".repeat(50_000))).is_err());
    let long = format!("=1{}", "+1".repeat(8_000));
    assert_eq!(sheet.engine.evaluate(sheet.at("A1"), &long).unwrap().plain(), "8001");
}

/// Whatever comes first: what reads, what is read, the cells of a range or the formula over them.
#[test]
fn the_order_in_which_cells_come_changes_no_value() {
    let mut inputs = vec![("A1".to_owned(), "1".to_owned())];
    inputs.extend((2..=40).map(|row| (format!("A{row}"), format!("=A{}+1", row - 1))));
    // The numbers from 1 to n sum up to n (n + 1) / 2.
    let read = [
        ("B1", "=SUM(A1:A5)", "15"),
        ("C1", "=SUM($A$1:$A$5)", "15"),
        ("C2", "=SUM($A$1:$A$5)+C1", "30"),
        ("D1", "=SUM(A1:A40)", "820"),
        ("D2", "=SUM($A$3:$A$40)", "817"),
        ("E1", "=SUM(E2:E3)", "3281"),
        ("E2", "=D1*2", "1640"),
        ("E3", "=E2+1", "1641"),
        ("F1", "=F1+1", "#CIRC!"),
        ("F2", "=SUM(F2:F9)", "#CIRC!"),
        ("G1", "=Later+1", "41"),
        ("H1", "=A40", "40"),
        ("I1", "=SUM(A1:INDEX(A:A,40))", "820"),
        ("J1", "=SEQUENCE(2)", "1"),
        ("K1", "=J2+1", "3"),
        ("L1", "=INDIRECT(\"L2\")", "40"),
        ("L2", "=A40", "40"),
    ];
    inputs.extend(read.iter().map(|(at, formula, _)| ((*at).to_owned(), (*formula).to_owned())));
    let check = |order: &[(String, String)]| {
        let mut sheet = Sheet::new(&[]);
        sheet.engine.define_name("Later", Some("=$H$1")).unwrap();
        order.iter().for_each(|(at, input)| sheet.put(at, input));
        sheet.engine.recalculate();
        for (at, formula, expect) in read {
            assert_eq!(sheet.engine.value(sheet.at(at)).plain(), expect, "{formula} after {:?}", order[0]);
        }
    };
    for turn in 0..inputs.len() {
        inputs.rotate_left(1);
        check(&inputs);
        let mut backwards = inputs.clone();
        backwards.reverse();
        check(&backwards);
        backwards.rotate_left(turn / 2);
        backwards.swap(0, turn);
        check(&backwards);
    }
}

#[test]
fn who_reads_a_cell_is_told_as_it_is_now_while_links_are_still_to_be_made() {
    let mut sheet = Sheet::new(&[]);
    sheet.engine.reserve(2);
    sheet.put("A1", "1");
    sheet.put("B1", "=A1");
    sheet.engine.recalculate();
    assert_eq!(sheet.engine.dependents(sheet.at("A1")), [sheet.at("B1")]);
    sheet.set("B1", "");
    assert_eq!(sheet.engine.dependents(sheet.at("A1")), []);
    // More that comes in a load of its own is known, too.
    sheet.engine.reserve(1);
    sheet.put("C3", "=A1");
    sheet.engine.recalculate();
    assert_eq!(sheet.engine.dependents(sheet.at("A1")), [sheet.at("C3")]);
    sheet.engine.settle();
    assert_eq!(sheet.engine.dependents(sheet.at("A1")), [sheet.at("C3")]);
}
