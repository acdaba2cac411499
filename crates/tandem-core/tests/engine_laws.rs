//! Laws of the engine over random edits: what an edit recomputes always equals computing everything from scratch, and
//! what a deletion reports brings everything back.

use proptest::prelude::*;
use tandem_core::cell::{CellAddress, SheetId, Value};
use tandem_core::engine::{Content, Engine};
use tandem_core::formula::Axis;
use tandem_core::number::Decimal;

const SIDE: u32 = 6;

#[derive(Clone, Debug)]
enum Step {
    Put(u32, u32, String),
    Insert(Axis, u32, u32),
    Delete(Axis, u32, u32),
}

fn cell() -> impl Strategy<Value = String> {
    (0..SIDE, 0..SIDE, any::<[bool; 2]>()).prop_map(|(row, column, [a, b])| {
        let dollar = |is: bool| if is { "$" } else { "" };
        format!("{}{}{}{}", dollar(a), char::from(b'A' + column as u8), dollar(b), row + 1)
    })
}

fn input() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => (-9i32..9).prop_map(|n| n.to_string()),
        1 => Just(String::new()),
        1 => Just("text".to_owned()),
        4 => (cell(), cell()).prop_map(|(a, b)| format!("={a}+{b}")),
        2 => cell().prop_map(|a| format!("=-{a}*2")),
        2 => (cell(), cell()).prop_map(|(a, b)| format!("={a}&{b}")),
        2 => (cell(), cell(), cell()).prop_map(|(a, b, c)| format!("=IF({a}>1,{b},{c})")),
        2 => (cell(), cell()).prop_map(|(a, b)| format!("=AND({a}:{b})")),
        1 => cell().prop_map(|a| format!("=IFERROR({a},7)")),
        1 => Just("={1;2}".to_owned()),
        1 => Just("={1,2}*3".to_owned()),
        1 => cell().prop_map(|a| format!("=OFFSET({a},1,1)")),
        3 => spilling(),
    ]
}

/// Arrays that cover other cells than they read, in each other's way or in circles as it comes.
fn spilling() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (cell(), cell()).prop_map(|(a, b)| format!("={a}:{b}")),
        2 => (cell(), cell()).prop_map(|(a, b)| format!("=SUM({a}:{b})")),
        1 => (cell(), cell()).prop_map(|(a, b)| format!("=SORT({a}:{b})")),
        1 => (cell(), cell()).prop_map(|(a, b)| format!("=TRANSPOSE({a}:{b})*2")),
        1 => cell().prop_map(|a| format!("=OFFSET({a},0,0,2,2)")),
        1 => cell().prop_map(|a| format!("={a}#")),
        1 => (cell(), cell(), cell()).prop_map(|(a, b, c)| format!("=ROWS({a}:{b})+{c}")),
        1 => (cell(), cell()).prop_map(|(a, b)| format!("=SUM({a}:INDEX(A1:F6,COLUMN({b}),2))")),
        1 => Just("=SEQUENCE(1,3)".to_owned()),
        1 => Just("=SEQUENCE(3)".to_owned()),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let axis = prop_oneof![Just(Axis::Row), Just(Axis::Column)];
    prop_oneof![
        12 => (0..SIDE, 0..SIDE, input()).prop_map(|(row, column, input)| Step::Put(row, column, input)),
        1 => (axis.clone(), 0..SIDE, 1..3u32).prop_map(|(axis, at, count)| Step::Insert(axis, at, count)),
        1 => (axis, 0..SIDE, 1..3u32).prop_map(|(axis, at, count)| Step::Delete(axis, at, count)),
    ]
}

fn content(input: &str) -> Content {
    if input.is_empty() {
        Content::Blank
    } else if input.starts_with('=') {
        Content::Formula(input.to_owned())
    } else if let Ok(number) = Decimal::from_str_exact(input) {
        Content::Literal(Value::Number(number))
    } else {
        Content::Literal(Value::from(input))
    }
}

fn contents(engine: &Engine, sheet: SheetId) -> Vec<(CellAddress, Content)> {
    let (rows, columns) = engine.store().sheet(sheet).map_or((0, 0), |cells| cells.extent());
    let mut all = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let at = CellAddress::new(sheet, row, column);
            let content = engine.content(at);
            if !matches!(content, Content::Blank) {
                all.push((at, content));
            }
        }
    }
    all
}

/// Values of every cell, as texts; which cell began an error is left out because it counts cells by their history.
fn values(engine: &Engine, sheet: SheetId) -> Vec<String> {
    let mut all = Vec::new();
    for row in 0..SIDE * 3 {
        for column in 0..SIDE * 3 {
            let at = CellAddress::new(sheet, row, column);
            let plain = engine.value(at).plain();
            if !plain.is_empty() {
                all.push(format!("{} {plain}", at.a1()));
            }
        }
    }
    all
}

fn from_scratch(engine: &Engine, sheet: SheetId) -> Vec<String> {
    let mut fresh = Engine::new();
    let id = fresh.add_sheet("S");
    for (at, content) in contents(engine, sheet) {
        fresh.set(CellAddress { sheet: id, ..at }, content).unwrap();
    }
    fresh.recalculate();
    values(&fresh, id)
}

fn apply(engine: &mut Engine, sheet: SheetId, step: &Step) {
    match step {
        Step::Put(row, column, input) => {
            engine.set(CellAddress::new(sheet, *row, *column), content(input)).unwrap();
        }
        Step::Insert(axis, at, count) => {
            engine.insert(sheet, *axis, *at, *count).unwrap();
        }
        Step::Delete(axis, at, count) => {
            engine.delete(sheet, *axis, *at, *count).unwrap();
        }
    }
    engine.recalculate();
}

/// As many cases as the environment asks for, or else some.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn an_edit_computes_what_computing_everything_would(steps in prop::collection::vec(step(), 1..40)) {
        let mut engine = Engine::new();
        let sheet = engine.add_sheet("S");
        for step in &steps {
            apply(&mut engine, sheet, step);
            prop_assert_eq!(values(&engine, sheet), from_scratch(&engine, sheet), "after {:?}", step);
        }
    }

    /// Links that wait until they are needed tell the same as those made at once, in whatever order the cells come.
    #[test]
    fn a_load_announced_beforehand_computes_and_links_the_same(
        loads in prop::collection::vec((prop::collection::vec((0..SIDE, 0..SIDE, input()), 1..30), any::<bool>()), 1..3),
        steps in prop::collection::vec(step(), 1..12),
    ) {
        let (mut engine, mut plain) = (Engine::new(), Engine::new());
        let sheet = engine.add_sheet("S");
        plain.add_sheet("S");
        for (mut cells, is_sorted) in loads {
            if is_sorted {
                cells.sort_by_key(|(row, column, _)| (*row, *column));
            }
            engine.reserve(cells.len());
            for (row, column, input) in &cells {
                for engine in [&mut engine, &mut plain] {
                    engine.set(CellAddress::new(sheet, *row, *column), content(input)).unwrap();
                }
            }
            engine.recalculate();
            plain.recalculate();
            prop_assert_eq!(values(&engine, sheet), from_scratch(&engine, sheet), "after {:?}", cells);
            for (row, column) in (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column))) {
                let at = CellAddress::new(sheet, row, column);
                prop_assert_eq!(engine.dependents(at), plain.dependents(at), "of {} after {:?}", at.a1(), cells);
            }
        }
        for step in &steps {
            apply(&mut engine, sheet, step);
            apply(&mut plain, sheet, step);
            prop_assert_eq!(values(&engine, sheet), from_scratch(&engine, sheet), "after {:?}", step);
            for (row, column) in (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column))) {
                let at = CellAddress::new(sheet, row, column);
                let mut read_by = [engine.dependents(at), plain.dependents(at)];
                read_by.iter_mut().for_each(|cells| cells.sort_unstable());
                prop_assert_eq!(&read_by[0], &read_by[1], "of {} after {:?}", at.a1(), step);
            }
        }
    }

    #[test]
    fn a_deletion_reports_all_that_its_undoing_needs(
        steps in prop::collection::vec(step(), 1..30),
        axis in prop_oneof![Just(Axis::Row), Just(Axis::Column)],
        at in 0..SIDE,
        count in 1..4u32,
    ) {
        let mut engine = Engine::new();
        let sheet = engine.add_sheet("S");
        for step in &steps {
            apply(&mut engine, sheet, step);
        }
        let before: Vec<String> = contents(&engine, sheet).iter().map(|entry| format!("{entry:?}")).collect();
        let lost = engine.delete(sheet, axis, at, count).unwrap();
        engine.recalculate();
        engine.insert(sheet, axis, at, count).unwrap();
        for (at, content) in lost.removed {
            engine.set(at, content).unwrap();
        }
        for (at, text) in lost.changed {
            engine.set_formula(at, &text).unwrap();
        }
        engine.recalculate();
        let after: Vec<String> = contents(&engine, sheet).iter().map(|entry| format!("{entry:?}")).collect();
        prop_assert_eq!(before, after);
    }
}
