//! Rules for how cells look, and filters, go to a file and come back; what a file can't hold is told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::Clock;
use tandem_core::text::Language;
use tandem_core::workbook::{
    Align, Border, BorderLine, Borders, Color, ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule,
    Criterion, Filter, IconSet, Operator, Role, ScaleStop, Sheet, Style, StyleColor, TextPlace, Threshold, Workbook,
};
use tandem_xlsx::{Imported, LossKind, read, survey, write};

fn workbook() -> Workbook {
    let mut workbook = Workbook::new("w");
    let inputs = [
        ("A1", "item"),
        ("B1", "price"),
        ("C1", "share"),
        ("A2", "pear"),
        ("B2", "120"),
        ("C2", "12.5%"),
        ("A3", "plum"),
        ("B3", "80"),
        ("C3", "87.5%"),
        ("A4", "fig"),
        ("B4", "300"),
        ("C4", "50%"),
        ("A5", ""),
        ("B5", "7"),
        ("C5", "0%"),
        ("D1", "100"),
        ("D2", "200"),
    ];
    let edit = |(at, text): &(&str, &str)| CellEdit::typed(workbook.cell(&format!("Sheet1!{at}")).unwrap(), *text);
    let edits = inputs.iter().map(edit).collect();
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    workbook
}

fn sheet(workbook: &Workbook) -> &Sheet {
    workbook.pages()[0].sheet().unwrap()
}

fn with_formats(formats: &[(&str, Vec<ConditionalRule>)]) -> Workbook {
    let mut workbook = workbook();
    let area = |text: &str| workbook.area(&format!("Sheet1!{text}")).unwrap();
    let formats = formats
        .iter()
        .map(|(areas, rules)| ConditionalFormat { areas: areas.split(' ').map(area).collect(), rules: rules.clone() })
        .collect();
    let sheet = sheet(&workbook).id;
    Edit::SetConditionalFormats { sheet, formats }.apply(&mut workbook).unwrap();
    workbook
}

fn with_filter(area: &str, criteria: &[(u32, Criterion)]) -> Workbook {
    let mut workbook = workbook();
    let area = workbook.area(&format!("Sheet1!{area}")).unwrap();
    let filter = Filter { criteria: criteria.iter().cloned().collect(), ..Filter::new(area) };
    Edit::SetFilter { sheet: area.sheet, filter: Some(filter) }.apply(&mut workbook).unwrap();
    workbook
}

fn back(workbook: &Workbook) -> Imported {
    let written = write(workbook).unwrap();
    assert_eq!(survey(workbook), written.report, "what is told before is what happens");
    read(&written.bytes, "w", Clock::default()).unwrap()
}

/// The rules that come back, all of which are kept.
fn kept(formats: &[(&str, Vec<ConditionalRule>)]) {
    let before = with_formats(formats);
    assert_eq!(survey(&before).lines(Language::English), [""; 0], "{formats:?}");
    let imported = back(&before);
    assert_eq!(imported.report.lines(Language::English), [""; 0], "{formats:?}");
    let rules = |workbook: &Workbook| -> Vec<(usize, ConditionalRule)> {
        let formats = sheet(workbook).overlay.conditional_formats.iter().enumerate();
        formats.flat_map(|(index, format)| format.rules.iter().map(move |rule| (index, rule.clone()))).collect()
    };
    for (was, is) in rules(&before).iter().zip(rules(&imported.workbook)) {
        assert_eq!(*was, is);
    }
    assert_eq!(sheet(&imported.workbook).overlay, sheet(&before).overlay);
    for row in 0..6 {
        for column in 0..5 {
            let at = tandem_core::cell::CellAddress::new(sheet(&before).id, row, column);
            assert_eq!(before.conditional_look(at), imported.workbook.conditional_look(at), "{formats:?} at {at:?}");
        }
    }
}

fn highlight(when: Condition) -> ConditionalRule {
    let style = Style { fill: Some(ColorToken::Positive.into()), bold: true, ..Style::default() };
    ConditionalRule::Highlight { when, style, stop: false }
}

fn value(text: &str) -> Threshold {
    Threshold::Value(text.into())
}

fn bands(low: &str, high: &str, more_is_better: bool) -> ConditionalRule {
    ConditionalRule::Bands { low: low.into(), high: high.into(), more_is_better }
}

#[test]
fn every_condition_comes_back() {
    let compare = |operator, first: &str, second: &str| {
        highlight(Condition::Compare(Comparison { operator, first: first.into(), second: second.into() }))
    };
    let text = |place, text: &str| highlight(Condition::Text { place, text: text.into() });
    kept(&[
        ("B2:B5", vec![compare(Operator::Greater, "100", ""), compare(Operator::Between, "10", "=D$1+$D$2")]),
        ("C2:C5", vec![compare(Operator::NotBetween, "0.1", "0.9"), compare(Operator::LessOrEqual, "=B2/1000", "")]),
        ("A2:A5", vec![compare(Operator::Equal, "pear", ""), compare(Operator::NotEqual, "a \"b\"", "")]),
        ("A2:A4", vec![compare(Operator::Less, "7", ""), compare(Operator::GreaterOrEqual, "TRUE", "")]),
        (
            "A1:A5",
            vec![
                text(TextPlace::Contains, "p"),
                text(TextPlace::NotContains, "\"q\""),
                text(TextPlace::Begins, "pl"),
                text(TextPlace::Ends, "'2026"),
                text(TextPlace::Contains, "'=x"),
                text(TextPlace::Contains, "円"),
            ],
        ),
        ("A1:C5", vec![highlight(Condition::Formula("=AND($B1>100,A1<>\"\")".into()))]),
        (
            "B1:B5",
            [
                Condition::Duplicate,
                Condition::Unique,
                Condition::Blank,
                Condition::NotBlank,
                Condition::Error,
                Condition::NotError,
            ]
            .map(highlight)
            .to_vec(),
        ),
        (
            "B2:B4",
            vec![
                highlight(Condition::Top { count: 2, percent: false, bottom: false }),
                highlight(Condition::Top { count: 25, percent: true, bottom: true }),
                highlight(Condition::Average { below: false }),
                highlight(Condition::Average { below: true }),
            ],
        ),
        ("B2:B3 C2:C5 D1", vec![highlight(Condition::Duplicate), compare(Operator::Greater, "=$D$1", "")]),
    ]);
}

#[test]
fn every_style_of_a_condition_comes_back() {
    let fixed = |hex: &str| Color::parse(hex).map(StyleColor::Fixed);
    let borders = Borders {
        top: Some(Border { line: BorderLine::Thin, color: fixed("#aa0000") }),
        left: Some(Border { line: BorderLine::Thin, color: None }),
        ..Borders::default()
    };
    let styles = [
        Style { role: Role::Input, ..Style::default() },
        Style { color: Some(ColorToken::Negative.into()), italic: true, ..Style::default() },
        Style {
            color: fixed("#123456"),
            fill: fixed("#fedcba"),
            underline: true,
            strikethrough: true,
            ..Style::default()
        },
        Style { format: Some("0.00%".into()), ..Style::default() },
        Style { borders, ..Style::default() },
    ];
    let rule = |(style, stop): (Style, bool)| ConditionalRule::Highlight { when: Condition::NotBlank, style, stop };
    kept(&[("B2:B5", styles.into_iter().zip([true, false, true, false, true]).map(rule).collect())]);
}

#[test]
fn bars_scales_shapes_and_bands_come_back() {
    let stop = |at, color: ColorToken| ScaleStop { at, color: color.into() };
    let icons =
        |set, from: Vec<Threshold>, reversed, hides_value| ConditionalRule::Icons { set, from, reversed, hides_value };
    let color = ColorToken::Accent.into();
    kept(&[
        (
            "B2:B5",
            vec![
                ConditionalRule::Bar { low: Threshold::Lowest, high: Threshold::Highest, color },
                ConditionalRule::Bar {
                    low: value("0"),
                    high: value("=$D$2"),
                    color: Color::parse("#638ec6").unwrap().into(),
                },
                ConditionalRule::Bar { low: Threshold::Percent(10), high: Threshold::Percentile(90), color },
            ],
        ),
        (
            "C2:C5",
            vec![
                ConditionalRule::Scale(vec![
                    stop(Threshold::Lowest, ColorToken::Negative),
                    stop(Threshold::Highest, ColorToken::Positive),
                ]),
                ConditionalRule::Scale(vec![
                    stop(value("0"), ColorToken::Negative),
                    stop(Threshold::Percentile(50), ColorToken::Warning),
                    stop(value("1"), ColorToken::Positive),
                ]),
            ],
        ),
        (
            "D1:D2",
            vec![
                icons(IconSet::Arrows3, vec![Threshold::Percent(33), Threshold::Percent(67)], false, false),
                icons(IconSet::Shapes3, vec![value("=$D$1"), value("=$D$2")], true, true),
                icons(IconSet::Signs3, vec![value("-1.5"), value("2")], false, true),
                icons(
                    IconSet::Arrows4,
                    vec![Threshold::Percentile(25), Threshold::Percentile(50), Threshold::Percentile(75)],
                    true,
                    false,
                ),
                icons(IconSet::Bars4, vec![value("1"), value("2"), value("3")], false, false),
            ],
        ),
        ("D2:D3", vec![icons(IconSet::Triangles3, vec![value("1"), value("2")], false, false)]),
        (
            "E1:E9",
            vec![
                icons(
                    IconSet::Arrows5,
                    [1, 2, 3, 4].map(|share| Threshold::Percent(share * 20)).to_vec(),
                    false,
                    false,
                ),
                icons(IconSet::Quarters5, [1, 2, 3, 4].map(|number| value(&number.to_string())).to_vec(), false, false),
            ],
        ),
        ("B1:B5", vec![bands("100", "200", true), bands("=$D$1", "=$D$2", false)]),
        ("B2:B4", vec![highlight(Condition::NotBlank), bands("0.1", "1", true), highlight(Condition::Error)]),
    ]);
}

#[test]
fn what_a_file_cannot_show_in_the_same_way_is_told_with_its_cells() {
    let moving = Threshold::Value("=D1".into());
    let style = Style { align: Align::Center, bold: true, ..Style::default() };
    for (rule, comes_back) in [
        (ConditionalRule::Bar { low: Threshold::Lowest, high: moving.clone(), color: ColorToken::Accent.into() }, 0),
        (highlight(Condition::Top { count: 5_000, percent: false, bottom: false }), 0),
        (highlight(Condition::Formula("=PAYBACK(-100,B2:C2)>1".into())), 0),
        (ConditionalRule::Highlight { when: Condition::NotBlank, style, stop: false }, 1),
        (bands("=D1", "=D2", true), 3),
        (
            ConditionalRule::Icons {
                set: IconSet::Triangles3,
                from: vec![value("1"), value("2")],
                reversed: true,
                hides_value: false,
            },
            1,
        ),
    ] {
        let before = with_formats(&[("B2:B5", vec![rule.clone()])]);
        let report = survey(&before);
        let told: Vec<_> = report.losses().iter().map(|loss| (loss.kind, loss.places.clone())).collect();
        assert_eq!(told, [(LossKind::ConditionalFormats, vec!["Sheet1!B2".to_owned()])], "{rule:?}");
        let imported = back(&before);
        let rules: usize = sheet(&imported.workbook).overlay.conditional_formats.iter().map(|f| f.rules.len()).sum();
        assert_eq!(rules, comes_back, "{rule:?}");
    }
}

#[test]
fn filters_come_back_with_the_rows_that_they_hide_and_those_that_a_person_hid() {
    let values = |texts: &[&str], blanks| Criterion::Values {
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        blanks,
    };
    let conditions = |texts: &[&str], all| Criterion::Conditions {
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        all,
    };
    for (criteria, hidden) in [
        (vec![], vec![]),
        (vec![(0, values(&["pear", "fig"], false))], vec![2, 4]),
        (vec![(0, values(&["pear"], true))], vec![2, 3]),
        (vec![(1, conditions(&[">=80", "<300"], true))], vec![3, 4]),
        (vec![(1, conditions(&["<10", ">200"], false))], vec![1, 2]),
        (vec![(0, conditions(&["p*"], true)), (2, conditions(&[">0.5"], true))], vec![1, 3, 4]),
        (vec![(0, conditions(&["<>"], true))], vec![4]),
        (vec![(2, values(&["12.50%", "50%"], false))], vec![2, 4]),
    ] {
        let mut before = with_filter("A1:C5", &criteria);
        let id = sheet(&before).id;
        Edit::SetHiddenRows { sheet: id, rows: vec![8], hidden: true }.apply(&mut before).unwrap();
        let found = sheet(&before).overlay.filter.as_ref().map(|filter| filter.hidden_rows.clone());
        assert_eq!(found, Some(hidden.into_iter().collect::<BTreeSet<u32>>()), "{criteria:?}");
        assert_eq!(survey(&before).lines(Language::English), [""; 0]);
        let imported = back(&before);
        assert_eq!(imported.report.lines(Language::English), [""; 0], "{criteria:?}");
        assert_eq!(sheet(&imported.workbook).overlay, sheet(&before).overlay, "{criteria:?}");
    }
}

#[test]
fn a_filter_that_no_file_has_is_told_and_its_rows_stay_hidden() {
    let top = Criterion::Top { count: 1, percent: false, bottom: false };
    let before = with_filter("A1:C5", &[(1, top)]);
    let report = survey(&before);
    let told: Vec<_> = report.losses().iter().map(|loss| (loss.kind, loss.places.clone())).collect();
    assert_eq!(told, [(LossKind::Filters, vec!["Sheet1!B1".to_owned()])]);
    let after = back(&before).workbook;
    let overlay = &sheet(&after).overlay;
    assert_eq!(overlay.filter.as_ref().map(|filter| filter.criteria.clone()), Some(BTreeMap::new()));
    assert_eq!(overlay.hidden_rows, BTreeSet::from([1, 2, 4]));
}

/// A file of ours in which some text of its sheet is another one, as another program might have written it.
fn changed(workbook: &Workbook, changes: &[(&str, &str)]) -> Imported {
    let bytes = write(workbook).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        if name.ends_with("sheet1.xml") {
            for (old, new) in changes {
                assert!(text.contains(old), "{old} in {text}");
                text = text.replace(old, new);
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, text.as_bytes()).unwrap();
    }
    read(&out.finish().unwrap().into_inner(), "w", Clock::default()).unwrap()
}

#[test]
fn what_other_programs_write_is_read_or_told() {
    let bar =
        ConditionalRule::Bar { low: Threshold::Lowest, high: Threshold::Highest, color: ColorToken::Accent.into() };
    let before = with_formats(&[("B2:B5", vec![bar]), ("C2:C5", vec![highlight(Condition::Average { below: false })])]);
    // Excel's own bars end where nobody said; its lights are shapes here; days are asked for by formulas.
    let imported = changed(
        &before,
        &[
            (r#"<x14:cfvo type="min"/>"#, r#"<x14:cfvo type="autoMin"/>"#),
            (r#"<x14:cfvo type="max"/>"#, r#"<x14:cfvo type="autoMax"/>"#),
        ],
    );
    let formats = &sheet(&imported.workbook).overlay.conditional_formats;
    let ConditionalRule::Bar { low, high, .. } = &formats[0].rules[0] else { panic!("{formats:?}") };
    assert_eq!((low, high), (&value("=MIN(0,$B$2:$B$5)"), &value("=MAX(0,$B$2:$B$5)")));
    assert_eq!(imported.report.lines(Language::English), [""; 0]);

    let icons = r#"<cfRule type="iconSet" priority="9"><iconSet><cfvo type="percent" val="0"/><cfvo type="num" val="10"/><cfvo type="num" val="20" gte="0"/></iconSet></cfRule><cfRule type="timePeriod" priority="3" timePeriod="today"><formula>FLOOR(C2,1)=TODAY()</formula></cfRule><cfRule type="nonsense" priority="4"/></conditionalFormatting>"#;
    let imported =
        changed(&before, &[(r#"aboveAverage""#, r#"aboveAverage" stdDev="1""#), ("</conditionalFormatting>", icons)]);
    let rules: Vec<&ConditionalRule> =
        sheet(&imported.workbook).overlay.conditional_formats.iter().flat_map(|format| &format.rules).collect();
    let today = Condition::Formula("=FLOOR(C2,1)=TODAY()".into());
    assert!(
        rules.iter().any(|rule| matches!(rule, ConditionalRule::Highlight { when, .. } if *when == today)),
        "{rules:?}"
    );
    let lights = ConditionalRule::Icons {
        set: IconSet::Shapes3,
        from: vec![value("10"), value("20")],
        reversed: false,
        hides_value: false,
    };
    assert!(rules.contains(&&lights), "{rules:?}");
    let told: Vec<_> = imported.report.losses().iter().map(|loss| (loss.kind, loss.count)).collect();
    // Two times lights and nonsense, and the deviation.
    assert_eq!(told, [(LossKind::UnreadConditionalFormats, 5)]);
}

#[test]
fn filters_of_other_programs_are_read_or_told() {
    let before = with_filter("A1:C5", &[(1, Criterion::Conditions { texts: vec![">100".into()], all: false })]);
    let found = r#"<customFilters><customFilter operator="greaterThan" val="100"/></customFilters>"#;
    let top = changed(&before, &[(found, r#"<top10 top="0" val="2"/>"#)]);
    let filter = sheet(&top.workbook).overlay.filter.clone().unwrap();
    assert_eq!(filter.criteria[&1], Criterion::Top { count: 2, percent: false, bottom: true });
    let kinds = |imported: &Imported| imported.report.losses().iter().map(|loss| loss.kind).collect::<Vec<_>>();
    // The file hid the two small ones, which this one shows, and showed the others.
    assert_eq!(kinds(&top), [LossKind::FilteredRows]);

    let color = changed(&before, &[(found, r#"<colorFilter dxfId="0"/>"#)]);
    assert_eq!(kinds(&color), [LossKind::UnreadFilters]);
    assert_eq!(sheet(&color.workbook).overlay.hidden_rows, BTreeSet::from([2, 4]));
}
