//! Arrays that spill into each other's way, or over what they read: whatever the order of the edits, the cells show what
//! computing them from their contents alone would show.

use tandem_core::cell::{CellAddress, SheetId, Value, parse_cell};
use tandem_core::engine::{Content, Engine};
use tandem_core::formula::Axis;
use tandem_core::number::Decimal;

/// A sheet that is computed after every input, as while somebody types.
struct Sheet {
    engine: Engine,
    id: SheetId,
}

impl Sheet {
    fn typed(inputs: &[(&str, &str)]) -> Self {
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
        let content = match input {
            "" => Content::Blank,
            formula if formula.starts_with('=') => Content::Formula(formula.to_owned()),
            number => Content::Literal(Value::Number(Decimal::from_str_exact(number).unwrap())),
        };
        self.engine.set(self.at(cell), content).unwrap();
        self.engine.recalculate();
    }

    /// Types something, and takes it back.
    fn try_out(&mut self, cell: &str, input: &str) {
        let before = self.engine.content(self.at(cell));
        self.put(cell, input);
        self.engine.set(self.at(cell), before).unwrap();
        self.engine.recalculate();
    }

    /// What the cells show, in their order: `A1 3, A2 #CIRC!`.
    fn shown(&self) -> String {
        let mut all = Vec::new();
        for (row, column) in (0..12).flat_map(|row| (0..12).map(move |column| (row, column))) {
            let at = CellAddress::new(self.id, row, column);
            let shown = self.engine.value(at).plain();
            if !shown.is_empty() {
                all.push(format!("{} {shown}", at.a1()));
            }
        }
        all.join(", ")
    }
}

#[test]
fn a_circle_through_a_spilled_cell_is_found_in_whatever_order_it_is_closed() {
    let circles: [(&[(&str, &str)], &str); 3] = [
        (&[("A1", "=B1:B3"), ("B3", "=A2+1"), ("B2", "5"), ("B2", "9")], "A1 #CIRC!, B2 9, B3 #CIRC!"),
        (&[("E1", "=B1:B5"), ("B1", "1"), ("B2", "=SUM(E4:E5)+1"), ("B5", "7")], "B1 1, E1 #CIRC!, B2 #CIRC!, B5 7"),
        (
            &[("A1", "=SORT(B1:B3)"), ("B3", "=SUM(A2:A3)"), ("B1", "3"), ("B2", "4")],
            "A1 #CIRC!, B1 3, B2 4, B3 #CIRC!",
        ),
    ];
    for (inputs, shown) in circles {
        assert_eq!(Sheet::typed(inputs).shown(), shown);
        let reversed: Vec<_> = inputs.iter().rev().filter(|input| **input != ("B2", "5")).copied().collect();
        assert_eq!(Sheet::typed(&reversed).shown(), shown, "in reverse");
    }
}

#[test]
fn a_circle_through_a_spilled_cell_heals() {
    let mut sheet = Sheet::typed(&[("C1", "=SUM(A2:A3)"), ("A1", "=C1:C3")]);
    assert_eq!(sheet.shown(), "A1 #CIRC!, C1 #CIRC!");
    sheet.put("A1", "");
    assert_eq!(sheet.shown(), "C1 0");

    let mut sheet = Sheet::typed(&[("B4", "=SUM(C4:D7)")]);
    sheet.try_out("B5", "=B2:C4");
    assert_eq!(sheet.shown(), "B4 0");

    let mut sheet = Sheet::typed(&[("A1", "=B1:B3"), ("B3", "=A2+1"), ("B2", "9")]);
    sheet.put("A3", "4");
    assert_eq!(sheet.shown(), "A1 #SPILL!, B2 9, A3 4, B3 1", "an array that has no room is on no circle");
    sheet.put("A3", "");
    assert_eq!(sheet.shown(), "A1 #CIRC!, B2 9, B3 #CIRC!");
    sheet.put("B3", "=C2");
    assert_eq!(sheet.shown(), "A1 0, A2 9, B2 9, A3 0, B3 0");
}

#[test]
fn a_circle_through_a_spilled_cell_moves_with_its_rows_and_ends_where_they_go() {
    let mut sheet = Sheet::typed(&[("A1", "=B1:B3"), ("B3", "=A2+1"), ("B2", "9")]);
    sheet.engine.insert(sheet.id, Axis::Row, 0, 2).unwrap();
    sheet.engine.recalculate();
    assert_eq!(sheet.shown(), "A3 #CIRC!, B4 9, B5 #CIRC!");
    sheet.engine.delete(sheet.id, Axis::Row, 4, 1).unwrap();
    sheet.engine.recalculate();
    assert_eq!(sheet.shown(), "A3 0, A4 9, B4 9");
}

#[test]
fn of_arrays_in_each_others_way_the_one_that_begins_first_spills() {
    let (across, down) = (("B2", "=SEQUENCE(1,3)"), ("C1", "=SEQUENCE(3)"));
    let shown = "C1 1, B2 #SPILL!, C2 2, C3 3";
    assert_eq!(Sheet::typed(&[across, down]).shown(), shown);
    assert_eq!(Sheet::typed(&[down, across]).shown(), shown);
    let mut sheet = Sheet::typed(&[across]);
    sheet.try_out("C1", "=SEQUENCE(3)");
    assert_eq!(sheet.shown(), "B2 1, C2 2, D2 3");
}

#[test]
fn what_an_array_gives_way_to_may_end_a_row_of_others_that_wait() {
    // Each array from top left to bottom right is in the way of the next.
    let steps = |row: u32| {
        let across = (CellAddress::new(SheetId(0), 2 * row + 1, row).a1(), "=SEQUENCE(1,2)");
        let down = (CellAddress::new(SheetId(0), 2 * row, row + 1).a1(), "=SEQUENCE(3)");
        [down, across]
    };
    let all: Vec<_> = (0..90).flat_map(steps).collect();
    let typed = |order: &mut dyn Iterator<Item = &(String, &str)>| {
        let mut sheet = Sheet::typed(&[]);
        order.for_each(|(cell, input)| sheet.put(cell, input));
        sheet
    };
    let (forth, mut back) = (typed(&mut all.iter()), typed(&mut all.iter().rev()));
    assert_eq!(forth.shown(), back.shown());
    back.try_out("B1", "");
    assert_eq!(forth.shown(), back.shown());
}

#[test]
fn what_settles_nowhere_is_a_circle_whatever_was_there_before() {
    // The first array spills only while the second does, which gives way to it then.
    let inputs = [("C1", "=IF(D2=0,7,{1;2;3})"), ("B2", "=SEQUENCE(1,3,5)"), ("E1", "=C1*2")];
    let shown = Sheet::typed(&inputs).shown();
    assert!(shown.contains("C1 #CIRC!") && shown.contains("E1 #CIRC!"), "{shown}");
    assert_eq!(Sheet::typed(&[inputs[2], inputs[1], inputs[0]]).shown(), shown);
    let mut sheet = Sheet::typed(&inputs);
    for (cell, input) in [("D2", "4"), ("B2", ""), ("C1", "=SEQUENCE(3)"), ("C3", "1")] {
        sheet.try_out(cell, input);
        assert_eq!(sheet.shown(), shown, "{cell} was {input}");
    }
}

#[test]
fn what_asks_for_a_whole_array_hears_when_its_first_cell_becomes_another_kind() {
    let mut sheet = Sheet::typed(&[("A1", "=SUM(C1#)"), ("C1", "={1;2}")]);
    assert_eq!(sheet.shown(), "A1 3, C1 1, C2 2");
    sheet.put("C1", "=1");
    assert_eq!(sheet.shown(), "A1 1, C1 1");
    sheet.put("C1", "1");
    assert_eq!(sheet.shown(), "A1 #REF!, C1 1");
    sheet.put("C1", "=1");
    assert_eq!(sheet.shown(), "A1 1, C1 1");
}
