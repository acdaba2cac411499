//! References of which only the address is used: what stands there is not read, so that no circle leads through them.

use tandem_core::cell::{CellAddress, SheetId, Value, parse_cell};
use tandem_core::engine::{Content, Engine};

struct Sheet {
    engine: Engine,
    id: SheetId,
}

impl Sheet {
    fn new(inputs: &[(&str, &str)]) -> Self {
        let mut engine = Engine::new();
        let id = engine.add_sheet("Sheet1");
        let mut sheet = Self { engine, id };
        inputs.iter().for_each(|(cell, input)| sheet.put(cell, input));
        sheet
    }

    fn at(&self, cell: &str) -> CellAddress {
        let (row, column) = parse_cell(cell).unwrap();
        CellAddress::new(self.id, row, column)
    }

    fn put(&mut self, cell: &str, input: &str) {
        let content = match input.parse::<i32>() {
            Ok(number) => Content::Literal(Value::Number(number.into())),
            Err(_) => Content::Formula(input.to_owned()),
        };
        self.engine.set(self.at(cell), content).unwrap();
        self.engine.recalculate();
    }

    #[track_caller]
    fn check(&self, cell: &str, shown: &str) {
        assert_eq!(self.engine.value(self.at(cell)).plain(), shown, "{cell}");
    }
}

#[test]
fn a_formula_may_ask_where_its_own_cell_is() {
    let mut engine = Sheet::new(&[("H9", "2")]);
    engine.engine.define_name("rate", Some("=$H$9")).unwrap();
    for (cell, formula, shown) in [
        ("A1", "=ROWS(A$1:A1)", "1"),
        ("A3", "=ROWS(A$1:A3)*rate", "6"),
        ("B1", "=ROW(B1)", "1"),
        ("C1", "=COLUMNS($A1:C1)", "3"),
        ("D1", "=COLUMN(D1)", "4"),
        ("E1", "=SHEET(E1)", "1"),
        ("F1", "=ISREF(F1)", "TRUE"),
        ("G1", "=ISFORMULA(G1)", "TRUE"),
        ("H1", "=FORMULATEXT(H1)", "=FORMULATEXT(H1)"),
        ("A5", "=INDEX(H:H,ROWS(A$1:A5)+4)", "2"),
    ] {
        engine.put(cell, formula);
        engine.check(cell, shown);
    }
}

#[test]
fn a_computed_reference_may_begin_at_its_own_cell() {
    let mut sheet = Sheet::new(&[("G1", "=OFFSET(G1,1,0)"), ("G2", "7"), ("B2", "3"), ("B3", "4")]);
    sheet.check("G1", "7");
    sheet.put("B4", "=SUM(B2:OFFSET(B4,-1,0))");
    sheet.check("B4", "7");
    sheet.put("C4", "=SUM(B2:INDEX(B:C,ROW()-1,1))");
    sheet.put("B5", "=SUM(B4:INDEX(B:B,ROW()-1))");
    sheet.put("B3", "10");
    sheet.check("B4", "13");
    sheet.check("C4", "13");
    sheet.check("B5", "13");
    sheet.put("G2", "=B5");
    sheet.check("G1", "13");
    sheet.put("G2", "=G1");
    sheet.check("G1", "#CIRC!");
}

#[test]
fn what_is_read_as_well_is_read_all_the_same() {
    let mut sheet = Sheet::new(&[("A1", "=ROW(B1)+B1"), ("B1", "5")]);
    sheet.check("A1", "6");
    sheet.put("B1", "8");
    sheet.check("A1", "9");
    sheet.put("B1", "=A1");
    sheet.check("A1", "#CIRC!");
    let sheet = Sheet::new(&[("C1", "=C1+ROW(C1)"), ("D1", "=ROW(D1)+D1"), ("E1", "=ROWS(E1#)")]);
    ["C1", "D1", "E1"].iter().for_each(|cell| sheet.check(cell, "#CIRC!"));
}
