//! What a person does with many cells at once, as Excel does it.

use tandem_core::cell::{Area, CellAddress};
use tandem_core::edit::{CellEdit, Edit, EditError};
use tandem_core::file;
use tandem_core::number::parse_number;
use tandem_core::operation::{
    LookIn, OperationError, Query, Scope, SeriesKind, SortKey, Split, column_entry, fill_series, find_all, find_next,
    has_header, remove_duplicates, replace_all, replace_in, sort, summarize, text_to_columns,
};
use tandem_core::text::Language;
use tandem_core::workbook::{Criterion, Filter, Note, Workbook};

fn at(workbook: &Workbook, text: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{text}")).unwrap()
}

fn area(workbook: &Workbook, text: &str) -> Area {
    workbook.area(&format!("Sheet1!{text}")).unwrap()
}

/// A workbook whose first sheet holds rows of texts, each typed.
fn book(rows: &[&[&str]]) -> Workbook {
    let mut workbook = Workbook::new("operations");
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let mut cells = Vec::new();
    for (row, texts) in (0u32..).zip(rows) {
        for (column, text) in (0u32..).zip(*texts) {
            cells.push(CellEdit::typed(CellAddress::new(sheet, row, column), *text));
        }
    }
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

/// What the cells of an area show, row by row.
fn shown(workbook: &Workbook, cells: &str) -> Vec<String> {
    let area = area(workbook, cells);
    let text = |row, column| workbook.display_text(CellAddress::new(area.sheet, row, column), Language::English);
    (area.top..=area.bottom)
        .map(|row| (area.left..=area.right).map(|column| text(row, column)).collect::<Vec<_>>().join("|"))
        .collect()
}

/// Applies an edit and checks that one undo takes it back.
fn apply(workbook: &mut Workbook, edit: Edit) {
    let before = file::write(workbook);
    let applied = edit.apply(workbook).unwrap();
    let after = file::write(workbook);
    let undone = applied.inverse.apply(workbook).unwrap();
    assert_eq!(file::write(workbook), before);
    undone.inverse.apply(workbook).unwrap();
    assert_eq!(file::write(workbook), after);
}

const fn key(column: u32, descending: bool) -> SortKey {
    SortKey { column, descending }
}

#[test]
fn rows_are_sorted_in_the_order_of_excel() {
    let column: [&[&str]; 9] = [&["b"], &["TRUE"], &["10"], &[""], &["=1/0"], &["A"], &["FALSE"], &["-2"], &["a"]];
    for (descending, expect) in [
        (false, ["-2", "10", "A", "a", "b", "FALSE", "TRUE", "#DIV/0!", ""]),
        (true, ["#DIV/0!", "TRUE", "FALSE", "b", "A", "a", "10", "-2", ""]),
    ] {
        let mut workbook = book(&column);
        let edit = sort(&workbook, area(&workbook, "A1:A9"), &[key(0, descending)], false).unwrap();
        apply(&mut workbook, edit);
        assert_eq!(shown(&workbook, "A1:A9"), expect, "descending {descending}");
    }
}

#[test]
fn several_keys_headers_formulas_and_styles() {
    let mut workbook = book(&[
        &["Name", "Team", "Hours", "Double"],
        &["Cho", "b", "3", "=C2*2"],
        &["Ann", "a", "3", "=C3*2"],
        &["Bob", "b", "5", "=C4*2+$C$3"],
        &["Dan", "a", "1", "=C5*2"],
    ]);
    let note = Some(Note { text: "lead".into(), author: None });
    Edit::SetNote { at: at(&workbook, "A4"), note }.apply(&mut workbook).unwrap();
    let whole = area(&workbook, "A1:D1048576");
    assert!(has_header(&workbook, whole));
    assert!(!has_header(&workbook, area(&workbook, "A2:D5")));
    assert!(!has_header(&workbook, area(&workbook, "A2:B5")));
    let edit = sort(&workbook, whole, &[key(1, true), key(2, false)], true).unwrap();
    apply(&mut workbook, edit);
    let expect = ["Name|Team|Hours|Double", "Cho|b|3|6", "Bob|b|5|15", "Dan|a|1|2", "Ann|a|3|6"];
    // Bob's formula still reads $C$3, where his own hours stand now.
    assert_eq!(shown(&workbook, "A1:D5"), expect);
    assert_eq!(workbook.input_text(at(&workbook, "D3")), "=C3*2+$C$3");
    let sheet = workbook.sheet(whole.sheet).unwrap();
    assert_eq!(sheet.note_at(2, 0).map(|note| note.text.as_str()), Some("lead"));
    assert_eq!(sheet.note_at(3, 0), None);
}

#[test]
fn hidden_rows_stay_and_what_cannot_move_is_refused() {
    let mut workbook = book(&[&["3"], &["9"], &["1"], &["2"]]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::SetHiddenRows { sheet, rows: vec![1], hidden: true }.apply(&mut workbook).unwrap();
    let cells = area(&workbook, "A1:A4");
    let edit = sort(&workbook, cells, &[key(0, false)], false).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "A1:A4"), ["1", "9", "2", "3"]);
    let no_column = sort(&workbook, cells, &[key(1, false)], false).unwrap_err();
    assert_eq!(no_column, OperationError::NoColumn);
    let nothing = sort(&workbook, area(&workbook, "F1:F9"), &[key(5, false)], true).map(|_| ());
    assert_eq!(nothing, Ok(()), "blank cells of a filled sheet are sorted as they are");
    let nothing = sort(&workbook, area(&workbook, "A7:A9"), &[key(0, false)], false).unwrap_err();
    assert_eq!(nothing, OperationError::NothingThere);
    let mut merged = workbook.clone();
    Edit::Merge(area(&merged, "A4:B4")).apply(&mut merged).unwrap();
    let refused = sort(&merged, cells, &[key(0, false)], false).unwrap_err();
    assert_eq!(refused, OperationError::Merged { place: "A4:B4".into() });
    let formula = CellEdit::typed(at(&workbook, "A5"), "=SEQUENCE(2)");
    Edit::SetCells(vec![formula]).apply(&mut workbook).unwrap();
    let refused = sort(&workbook, area(&workbook, "A1:A5"), &[key(0, false)], false).unwrap_err();
    assert_eq!(refused, OperationError::Spilled { place: "A5:A6".into() });
    for language in [Language::English, Language::Japanese] {
        assert!(!refused.text(language).is_empty());
    }
}

#[test]
fn duplicates_go_and_the_rest_moves_up() {
    let mut workbook = book(&[
        &["Name", "Amount", "x"],
        &["ann", "1", "a"],
        &["Ann", "1.0", "b"],
        &["", "", "c"],
        &["Bob", "1", "=B5*2"],
        &["", "", "d"],
        &["ANN", "2", "e"],
    ]);
    let all = area(&workbook, "A1:C9");
    let result = remove_duplicates(&workbook, all, &[0, 1], true).unwrap();
    assert_eq!((result.removed, result.kept), (1, 5));
    apply(&mut workbook, result.edit);
    let expect = ["ann|1|a", "||c", "Bob|1|2", "||d", "ANN|2|e", "||"];
    assert_eq!(shown(&workbook, "A2:C7"), expect);
    let result = remove_duplicates(&workbook, all, &[0], true).unwrap();
    assert_eq!((result.removed, result.kept), (1, 4));
    assert_eq!(remove_duplicates(&workbook, all, &[], true).unwrap_err(), OperationError::NoColumn);
}

#[test]
fn texts_are_split_at_separators_and_widths() {
    let split = |separators: &[char], merged: bool| Split::Separators {
        separators: separators.to_vec(),
        merged,
        quote: Some('"'),
    };
    for (text, how, expect) in [
        ("a,b,,c", split(&[','], false), vec!["a", "b", "", "c"]),
        ("a,b,,c", split(&[','], true), vec!["a", "b", "c"]),
        ("\"Sato, A.\",12%,2026-03-31", split(&[','], false), vec!["Sato, A.", "12%", "2026-03-31"]),
        ("\"say \"\"x\"\"\";y", split(&[';'], false), vec!["say \"x\"", "y"]),
        ("x = y", split(&[' '], false), vec!["x", "=", "y"]),
        ("a b;c", split(&[' ', ';'], false), vec!["a", "b", "c"]),
        ("20260331", Split::Widths(vec![4, 6]), vec!["2026", "3", "31"]),
        ("東京都港区", Split::Widths(vec![3]), vec!["東京都", "港区"]),
        ("ab", Split::Widths(vec![4]), vec!["ab"]),
    ] {
        let mut workbook = book(&[&[&format!("'{text}"), "", "old"]]);
        let result = text_to_columns(&workbook, area(&workbook, "A1:A9"), &how).unwrap();
        assert_eq!((result.cells, result.columns as usize), (1, expect.len()), "{text}");
        assert_eq!(result.overwritten, u32::from(expect.len() > 2), "{text}");
        apply(&mut workbook, result.edit);
        let shown = shown(&workbook, "A1:D1");
        let expect =
            if expect.len() < 3 { vec![expect[0], expect.get(1).copied().unwrap_or(""), "old"] } else { expect };
        assert!(shown[0].starts_with(&expect.join("|")), "{text}: {shown:?}");
    }
    let workbook = book(&[&["a", "b"]]);
    let several = text_to_columns(&workbook, area(&workbook, "A1:B1"), &Split::Widths(vec![1]));
    assert_eq!(several.map(|_| ()), Err(OperationError::SeveralColumns));
    let bad = text_to_columns(&workbook, area(&workbook, "A1"), &Split::Widths(vec![3, 3]));
    assert_eq!(bad.map(|_| ()), Err(OperationError::BadCuts));
}

fn query(text: &str) -> Query {
    let look_in = LookIn::Formulas;
    Query { text: text.into(), match_case: false, whole_cell: false, wildcards: true, look_in }
}

#[test]
fn cells_are_found_in_order_and_around() {
    let mut workbook = book(&[&["Rate", "=B2*rate"], &["12%", "7"], &["separate", "x"]]);
    Edit::AddSheet { name: "Plan".into(), position: None }.apply(&mut workbook).unwrap();
    let plan = workbook.cell("Plan!A1").unwrap();
    Edit::SetCells(vec![CellEdit::typed(plan, "rates")]).apply(&mut workbook).unwrap();
    let sheet = Scope::Sheet(workbook.sheet_id("Sheet1").unwrap());
    let found = |query: &Query, scope: &Scope| -> Vec<String> {
        let found = find_all(&workbook, query, scope, Language::English).unwrap();
        found.into_iter().map(|at| workbook.reference(at).replace("Sheet1!", "")).collect()
    };
    assert_eq!(found(&query("rate"), &sheet), ["A1", "B1", "A3"]);
    assert_eq!(found(&query("rate"), &Scope::Workbook), ["A1", "B1", "A3", "Plan!A1"]);
    assert_eq!(found(&Query { match_case: true, ..query("Rate") }, &sheet), ["A1"]);
    assert_eq!(found(&Query { whole_cell: true, ..query("rate") }, &sheet), ["A1"]);
    assert_eq!(found(&Query { whole_cell: true, ..query("*rate") }, &sheet), ["A1", "B1", "A3"][..3].to_vec());
    assert_eq!(found(&Query { look_in: LookIn::Values, ..query("rate") }, &sheet), ["A1", "A3"]);
    assert_eq!(found(&query("12%"), &sheet), ["A2"]);
    assert_eq!(found(&query("rate"), &Scope::Areas(vec![area(&workbook, "A2:B3")])), ["A3"]);
    let next = |from: &str, backwards| {
        let from = at(&workbook, from);
        find_next(&workbook, &query("rate"), &sheet, from, backwards, Language::English).unwrap().unwrap().a1()
    };
    assert_eq!([next("A1", false), next("B1", false), next("A3", false)], ["B1", "A3", "A1"]);
    assert_eq!([next("A1", true), next("B2", true)], ["A3", "B1"]);
    assert_eq!(find_all(&workbook, &query(""), &sheet, Language::English), Err(OperationError::EmptyText));
}

#[test]
fn replaced_texts_are_typed_anew() {
    let mut workbook = book(&[&["Q1 plan", "'007"], &["=SUM(C1:C2)", "1x"], &["q1q1", "5"]]);
    let scope = Scope::Sheet(workbook.sheet_id("Sheet1").unwrap());
    let result = replace_all(&workbook, &query("q1"), &scope, "Q2").unwrap();
    assert_eq!((result.cells, result.places), (2, 3));
    apply(&mut workbook, result.edit);
    assert_eq!(shown(&workbook, "A1:A3"), ["Q2 plan", "0", "Q2Q2"]);
    let result = replace_all(&workbook, &query("C1:C2"), &scope, "B3:B3").unwrap();
    apply(&mut workbook, result.edit);
    assert_eq!(shown(&workbook, "A2"), ["5"]);
    let result = replace_all(&workbook, &query("x"), &scope, "").unwrap();
    apply(&mut workbook, result.edit);
    assert_eq!(workbook.value(at(&workbook, "B2")).plain(), "1");
    let edit = replace_in(&workbook, &query("0"), at(&workbook, "B1"), "1").unwrap().unwrap();
    apply(&mut workbook, edit);
    assert_eq!(workbook.input_text(at(&workbook, "B1")), "'117");
    assert!(replace_in(&workbook, &query("zzz"), at(&workbook, "B1"), "1").unwrap().is_none());
    // A formula that can't be read afterwards is named, and nothing is changed.
    let result = replace_all(&workbook, &query("SUM("), &scope, "((").unwrap();
    assert!(matches!(result.edit.apply(&mut workbook), Err(EditError::Formula { place, .. }) if place == "Sheet1!A2"));
}

/// Fills from some typed cells of a column down (or up) and gives what the filled cells show.
fn filled(typed: &[&str], count: u32, kind: SeriesKind) -> Vec<String> {
    let rows: Vec<&[&str]> = typed.iter().map(std::slice::from_ref).collect();
    let mut workbook = book(&rows);
    let last = typed.len() as u32;
    let source = area(&workbook, &format!("A1:A{last}"));
    let target = area(&workbook, &format!("A1:A{}", last + count));
    let edit = fill_series(&workbook, source, target, kind).unwrap();
    apply(&mut workbook, edit);
    shown(&workbook, &format!("A{}:A{}", last + 1, last + count))
}

#[test]
fn series_go_on_as_in_excel() {
    use SeriesKind::{Automatic, Copy, Days, Linear, Months, Opposite, Weekdays, Years};
    let cases: [(&[&str], SeriesKind, &[&str]); 44] = [
        (&["7"], Opposite, &["8", "9"]),
        (&["1", "3"], Opposite, &["1", "3", "1"]),
        (&["2026-03-31"], Opposite, &["2026-03-31", "2026-03-31"]),
        (&["Item 1"], Opposite, &["Item 1", "Item 1"]),
        (&["5"], Automatic, &["5", "5"]),
        (&["5"], Linear, &["6", "7"]),
        (&["1", "3"], Automatic, &["5", "7", "9"]),
        (&["0.1", "0.2"], Automatic, &["0.3", "0.4"]),
        (&["10", "7"], Automatic, &["4", "1", "-2"]),
        // Least squares through 1, 2, 4 is 1.5 x + 5/6 at x = 0, 1, 2.
        (&["1", "2", "4"], Automatic, &["5.333333333", "6.833333333"]),
        (&["1", "2"], Copy, &["1", "2", "1"]),
        (&["2026-02-27"], Automatic, &["2026-02-28", "2026-03-01"]),
        (&["2026-03-01", "2026-03-08"], Automatic, &["2026-03-15", "2026-03-22"]),
        (&["2026-01-15", "2026-02-15"], Automatic, &["2026-03-15", "2026-04-15"]),
        (&["2026-01-31", "2026-02-28"], Automatic, &["2026-03-31", "2026-04-30"]),
        (&["2024-02-29", "2025-02-28"], Automatic, &["2026-02-28", "2027-02-28", "2028-02-29"]),
        (&["2026-01-31"], Months, &["2026-02-28", "2026-03-31", "2026-04-30"]),
        (&["2026-01-31", "2026-03-31"], Months, &["2026-05-31", "2026-07-31"]),
        (&["2024-02-29"], Years, &["2025-02-28", "2026-02-28"]),
        (&["2026-01-15", "2026-02-15"], Days, &["2026-03-18", "2026-04-18"]),
        // 2026-03-27 is a Friday.
        (
            &["2026-03-27"],
            Weekdays,
            &["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03", "2026-04-06"],
        ),
        (
            &["2026-03-28"],
            Weekdays,
            &["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03", "2026-04-06"],
        ),
        (&["2026-03-27", "2026-03-31"], Weekdays, &["2026-04-02", "2026-04-06"]),
        (&["9:00"], Automatic, &["10:00", "11:00"]),
        (&["9:00", "9:30"], Automatic, &["10:00", "10:30"]),
        (&["Jan"], Automatic, &["Feb", "Mar"]),
        (&["NOV"], Automatic, &["DEC", "JAN"]),
        (&["january"], Automatic, &["february", "march"]),
        (&["Jan", "Apr"], Automatic, &["Jul", "Oct", "Jan"]),
        (&["Friday"], Automatic, &["Saturday", "Sunday", "Monday"]),
        (&["Mon", "Wed"], Automatic, &["Fri", "Sun"]),
        (&["11月"], Automatic, &["12月", "1月"]),
        (&["土"], Automatic, &["日", "月"]),
        (&["金曜日"], Automatic, &["土曜日", "日曜日"]),
        (&["Q3"], Automatic, &["Q4", "Q1"]),
        (&["第3四半期"], Automatic, &["第4四半期", "第1四半期"]),
        (&["第１四半期"], Automatic, &["第２四半期", "第３四半期"]),
        (&["第9章"], Automatic, &["第10章", "第11章"]),
        (&["Item 9"], Automatic, &["Item 10", "Item 11"]),
        (&["Item 008"], Automatic, &["Item 009", "Item 010"]),
        (&["Lot 2", "Lot 4"], Automatic, &["Lot 6", "Lot 8"]),
        (&["3 boxes"], Automatic, &["4 boxes", "5 boxes"]),
        (&["a", "1", "2"], Automatic, &["a", "3", "4", "a", "5", "6"]),
        (&["text", "TRUE"], Automatic, &["text", "TRUE", "text"]),
    ];
    for (typed, kind, expect) in cases {
        assert_eq!(filled(typed, expect.len() as u32, kind), expect, "{typed:?} {kind:?}");
    }
}

#[test]
fn series_go_back_and_sideways_with_formulas_and_styles() {
    let mut workbook = book(&[&["", "", "1", "3"], &["", "", "=C1*2", "2026-03-01"], &["", "", "Item 2", "x"]]);
    let (source, target) = (area(&workbook, "C1:D1"), area(&workbook, "A1:D1"));
    let edit = fill_series(&workbook, source, target, SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "A1:D1"), ["-3|-1|1|3"]);
    let edit = fill_series(&workbook, area(&workbook, "C2"), area(&workbook, "A2:B2"), SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(workbook.input_text(at(&workbook, "A2")), "=A1*2");
    let edit = fill_series(&workbook, area(&workbook, "C3"), area(&workbook, "A3:C3"), SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "A3:C3"), ["Item 0|Item 1|Item 2"]);
    let edit = fill_series(&workbook, area(&workbook, "D2"), area(&workbook, "D2:F2"), SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "D2:F2"), ["2026-03-01|2026-03-02|2026-03-03"]);
    let edit = fill_series(&workbook, area(&workbook, "D2"), area(&workbook, "D1:D2"), SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "D1"), ["2026-02-28"]);
    for (source, target) in [("A1:B1", "A2:C2"), ("A1:B2", "A1:B2"), ("A1", "B2:B9"), ("A1", "C1:D1")] {
        let refused = fill_series(&workbook, area(&workbook, source), area(&workbook, target), SeriesKind::Automatic);
        assert_eq!(refused.map(|_| ()), Err(OperationError::NoDirection), "{source} to {target}");
    }
    let mut late = book(&[&["9999-12-30"]]);
    let long = fill_series(&late, area(&late, "A1"), area(&late, "A1:A3"), SeriesKind::Days);
    assert_eq!(long.map(|_| ()), Err(OperationError::SeriesTooLong));
    let edit = fill_series(&late, area(&late, "A1"), area(&late, "A1:A2"), SeriesKind::Days).unwrap();
    apply(&mut late, edit);
    assert_eq!(shown(&late, "A2"), ["9999-12-31"]);
}

#[test]
fn a_series_passes_over_rows_that_the_filter_hides_and_not_over_those_hidden_by_hand() {
    let rows: [&[&str]; 7] =
        [&["kind", "n"], &["a", "1"], &["b", "x"], &["a", "2"], &["b", "y"], &["a", ""], &["a", ""]];
    let mut workbook = book(&rows);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let only_a = Criterion::Values { texts: ["a".to_owned()].into(), blanks: false };
    let filter = Filter::new(area(&workbook, "A1:B7")).with(0, Some(only_a));
    Edit::SetFilter { sheet, filter: Some(filter) }.apply(&mut workbook).unwrap();
    Edit::SetHiddenRows { sheet, rows: vec![5], hidden: true }.apply(&mut workbook).unwrap();
    let (source, target) = (area(&workbook, "B2:B4"), area(&workbook, "B2:B7"));
    let edit = fill_series(&workbook, source, target, SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "B2:B7"), ["1", "x", "2", "y", "3", "4"]);
    let edit =
        fill_series(&workbook, area(&workbook, "B2:B5"), area(&workbook, "B2:C5"), SeriesKind::Automatic).unwrap();
    apply(&mut workbook, edit);
    assert_eq!(shown(&workbook, "C2:C5"), ["1", "", "2", ""]);
    let overlay = &workbook.sheet(sheet).unwrap().overlay;
    assert_eq!(overlay.unfiltered_rows(1, 6), [(1, 1), (3, 3), (5, 6)]);
    assert!(overlay.unfiltered_rows(2, 2).is_empty());
}

#[test]
fn a_selection_is_summed_up_exactly_and_once() {
    let mut workbook = book(&[&["0.1", "x", "=1/0"], &["0.2", "TRUE", ""], &["-5", "", "1e3"]]);
    let figures = |workbook: &Workbook, areas: &[&str]| {
        let areas: Vec<Area> = areas.iter().map(|text| area(workbook, text)).collect();
        summarize(workbook, &areas)
    };
    let decimal = |text: &str| parse_number(text);
    let all = figures(&workbook, &["A1:C3", "A1:A1048576", "B2:D9"]);
    assert_eq!((all.filled, all.numbers, all.errors), (7, 4, 1));
    assert_eq!([all.sum, all.average, all.min, all.max], ["995.3", "248.825", "-5", "1000"].map(decimal));
    let texts = figures(&workbook, &["B1:B2"]);
    assert_eq!((texts.filled, texts.numbers, texts.sum, texts.average), (2, 0, None, None));
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::SetHiddenRows { sheet, rows: vec![2], hidden: true }.apply(&mut workbook).unwrap();
    assert_eq!(figures(&workbook, &["A1:C3"]).sum, decimal("0.3"));
    Edit::SetHiddenColumns { sheet, columns: vec![0], hidden: true }.apply(&mut workbook).unwrap();
    assert_eq!(figures(&workbook, &["A1:C3"]).filled, 3);
}

#[test]
fn what_is_typed_is_completed_from_its_column() {
    let mut workbook = book(&[
        &["Ferry"],
        &[""],
        &["Apple Pie"],
        &["apple pie"],
        &["東京本社"],
        &["12 months"],
        &[""],
        &["Eastern"],
        &["=\"Eager\""],
        &["East"],
        &["42"],
        &["'007"],
        &["東北支店"],
    ]);
    let offered = |workbook: &Workbook, cell: &str, text: &str| {
        column_entry(workbook, at(workbook, cell), text).map(|entry| (entry.text, entry.rest))
    };
    for (cell, text, expect) in [
        // The nearest way of writing a text is taken, and one beyond a gap is none of this column.
        ("A7", "app", Some(("apple pie", "le pie"))),
        ("A2", "APP", Some(("Apple Pie", "le Pie"))),
        ("A14", "app", None),
        // Cells above and below belong together, so two texts begin so at A7, and one at A14.
        ("A7", "東", None),
        ("A7", "東京", Some(("東京本社", "本社"))),
        ("A14", "東", Some(("東北支店", "北支店"))),
        // Of several that begin so none is offered; a longer beginning tells them apart. Formulas do not count.
        ("A14", "east", None),
        ("A14", "Easte", Some(("Eastern", "rn"))),
        ("A14", "Eag", None),
        // Numbers are no beginning of a text, nor is what is read as something else.
        ("A7", "12", None),
        ("A7", "12 m", Some(("12 months", "onths"))),
        ("A14", "4", None),
        ("A14", "=", None),
        ("A14", "", None),
        ("A7", " ", None),
        ("A2", "ferry", None),
        ("A2", "Ferry boat", None),
        ("B7", "app", None),
        ("A1048576", "app", None),
    ] {
        let expect = expect.map(|(text, rest): (&str, &str)| (text.to_owned(), rest.to_owned()));
        assert_eq!(offered(&workbook, cell, text), expect, "{text} at {cell}");
    }
    // A text in a hidden row is not told.
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    Edit::SetHiddenRows { sheet, rows: [12].into(), hidden: true }.apply(&mut workbook).unwrap();
    assert_eq!(offered(&workbook, "A14", "東"), None);
}
