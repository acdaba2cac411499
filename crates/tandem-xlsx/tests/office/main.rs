//! LibreOffice computes exported files anew and gets the values that Tandem got.
//!
//! `cargo xtask test office` finds LibreOffice or brings it, and names its program in `SOFFICE`. The first test shows that it does
//! compute: it corrects a value that is wrong in the file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on fails"
)]
#![expect(clippy::float_arithmetic, reason = "another program's values are binary")]

#[path = "../common/partner.rs"]
mod partner;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use tandem_core::cell::{Area, CellAddress, Value};
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::function::{self, Clock};
use tandem_core::template::{instantiate, summaries};
use tandem_core::text::Language;
use tandem_core::workbook::{
    ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule, Criterion, Filter, IconSet, Operator, Page,
    ScaleStop, Style, TextPlace, Threshold, Workbook,
};
use tandem_xlsx::{read, write};

/// Tells LibreOffice to compute every file anew.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Functions that LibreOffice 7 does not have.
const NEWER_THAN_OFFICE: &[&str] = &[
    "BYCOL",
    "BYROW",
    "CHOOSECOLS",
    "CHOOSEROWS",
    "DROP",
    "EXPAND",
    "FILTER",
    "HSTACK",
    "ISOMITTED",
    "LAMBDA",
    "LET",
    "MAKEARRAY",
    "MAP",
    "PERCENTOF",
    "RANDARRAY",
    "REDUCE",
    "SCAN",
    "SEQUENCE",
    "SORT",
    "SORTBY",
    "TAKE",
    "TEXTAFTER",
    "TEXTBEFORE",
    "TEXTSPLIT",
    "TOCOL",
    "TOROW",
    "UNIQUE",
    "VSTACK",
    "WRAPCOLS",
    "WRAPROWS",
    "XLOOKUP",
    "XMATCH",
];

/// Functions of which each computation is another one, or depends on the place.
const NEVER_THE_SAME: &[&str] = &["NOW", "RAND", "RANDBETWEEN", "TODAY"];

/// Examples that LibreOffice computes otherwise than Excel does, with the reason before each.
const OTHERWISE: &[(&str, &str)] = &[
    (CONSTANT_ARRAY, "SUMXMY2({1,\"x\"},{2,9})"),
    (CONSTANT_ARRAY, "AGGREGATE(9,6,{1,#N/A,3})"),
    (CONSTANT_ARRAY, "AGGREGATE(14,6,{10,#DIV/0!,30,20},2)"),
    (CONSTANT_ARRAY, "AND({TRUE,\"x\",1})"),
    (CONSTANT_ARRAY, "IFERROR({1,#N/A},0)"),
    (CONSTANT_ARRAY, "COUNT({1,#N/A})"),
    (CONSTANT_ARRAY, "MATCH(\"b*\",{\"apple\",\"Banana\"},0)"),
    (CONSTANT_ARRAY, "SUMIF({1,5,9},\">4\")"),
    (CONSTANT_ARRAY, "AVERAGEIF({1,5,9},\">4\")"),
    (CONSTANT_ARRAY, "RANK.EQ(4,{9,5,5,1})"),
    (TRUTHS, "CONCAT({\"a\",\"b\";1,TRUE})"),
    (TRUTHS, "COUNT({1,\"a\",2,TRUE})"),
    (TRUTHS, "MIN({5,TRUE,2})"),
    ("A text among the arguments of SUM is no number.", "SUM(\"5\",15,TRUE)"),
    ("Zero to the power of zero is one.", "POWER(0,0)"),
    ("Its numbers are larger than an exact decimal can be.", "EXP(100)"),
    ("A value that is no reference holds no formula.", "ISFORMULA(5)"),
    (CODES, "CHAR(128)"),
    (CODES, "CHAR(0)"),
    (CODES, "CODE(\"€10\")"),
    (CODES, "CODE(\"\")"),
    (CODES, "UNICHAR(0)"),
    ("NUMBERVALUE takes no percent sign.", "NUMBERVALUE(\"3.5%\")"),
    ("A minus stands in place of parentheses.", "DOLLAR(-1234.567,-2)"),
    ("There is no YEN.", "YEN(1234.567)"),
    ("There is no YEN.", "YEN(-1234.567,-2)"),
    ("Of several modes it gives the smallest, Excel the first.", "MODE({5,4,4,5})"),
    ("A geometric mean of zero is zero.", "GEOMEAN(1,0)"),
    ("Days before 1900 have a year.", "YEAR(-1)"),
    ("Japanese dates are read in a Japanese locale only.", "DATEVALUE(\"2026年3月31日\")"),
    ("Signs may differ in MROUND.", "MROUND(5,-2)"),
];

const CONSTANT_ARRAY: &str = "Errors, texts and criteria in constant arrays are not what they are in cells.";
const TRUTHS: &str = "Truths in arrays are numbers.";
const CODES: &str = "Characters have the numbers of Unicode, and every number is one.";

/// The values of a file after LibreOffice computed it, by sheet.
fn recalculated(name: &str, bytes: &[u8]) -> Xlsx<std::io::Cursor<Vec<u8>>> {
    Xlsx::new(std::io::Cursor::new(saved_anew(name, bytes))).unwrap()
}

/// A file that LibreOffice opened, computed and saved.
fn saved_anew(name: &str, bytes: &[u8]) -> Vec<u8> {
    let program = std::env::var_os("SOFFICE").expect("SOFFICE names no LibreOffice; run `cargo xtask test office`");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (profile, out) = (folder.join("profile"), folder.join("out"));
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let file = folder.join("book.xlsx");
    std::fs::write(&file, bytes).unwrap();
    let told = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .arg(&out)
        .arg(&file)
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    read_file(&out.join("book.xlsx"))
}

fn read_file(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether LibreOffice's value is ours: numbers to nine digits, for it computes in binary.
fn is_alike(ours: &Value, theirs: Option<&Data>) -> bool {
    let number = |theirs: Option<&Data>| match theirs {
        Some(Data::Float(number)) => Some(*number),
        Some(Data::Int(number)) => Some(*number as f64),
        Some(Data::DateTime(moment)) => Some(moment.as_f64()),
        None | Some(Data::Empty) => Some(0.0),
        _ => None,
    };
    match ours {
        Value::Array(array) => is_alike(array.first(), theirs),
        Value::Blank => matches!(theirs, None | Some(Data::Empty)) || number(theirs) == Some(0.0),
        Value::Number(ours) => {
            let ours: f64 = ours.to_string().parse().unwrap();
            number(theirs).is_some_and(|theirs| (ours - theirs).abs() <= 1e-9 * ours.abs().max(0.1))
        }
        Value::Text(ours) => match theirs {
            Some(Data::String(theirs)) => **ours == **theirs,
            None | Some(Data::Empty) => ours.is_empty(),
            _ => false,
        },
        // In an array, LibreOffice keeps a truth as a number.
        Value::Bool(ours) => {
            matches!(theirs, Some(Data::Bool(theirs)) if theirs == ours)
                || number(theirs) == Some(f64::from(u8::from(*ours)))
        }
        Value::Error(_) => matches!(theirs, Some(Data::Error(_))),
    }
}

/// Every cell with a formula.
fn formulas(workbook: &Workbook) -> Vec<CellAddress> {
    let mut found = Vec::new();
    for sheet in workbook.pages().iter().filter_map(Page::sheet) {
        let Some(cells) = workbook.engine().store().sheet(sheet.id) else { continue };
        cells.for_each(|row, column, slot| {
            if slot.link.as_formula().is_some() {
                found.push(CellAddress::new(sheet.id, row, column));
            }
        });
    }
    found
}

/// The cells that this LibreOffice can't compute: formulas with functions that it does not have, what these spill, and everything
/// that rests on one of them.
fn beyond_office(workbook: &Workbook) -> HashSet<CellAddress> {
    let engine = workbook.engine();
    let is_newer = |at: &CellAddress| {
        let text = engine.formula_text(*at).unwrap_or_default();
        NEWER_THAN_OFFICE.iter().any(|name| text.contains(&format!("{name}(")))
    };
    let mut open: Vec<CellAddress> = formulas(workbook).into_iter().filter(is_newer).collect();
    let mut beyond = HashSet::new();
    while let Some(at) = open.pop() {
        if beyond.insert(at) {
            open.extend(engine.dependents(at));
            if let Some(area) = engine.spill_area(at) {
                let rows = area.top..=area.bottom;
                open.extend(rows.flat_map(|row| {
                    (area.left..=area.right).map(move |column| CellAddress::new(area.sheet, row, column))
                }));
            }
        }
    }
    beyond
}

/// Compares every cell that holds something, except some; what differs is a line.
fn differences(
    workbook: &Workbook,
    book: &mut Xlsx<std::io::Cursor<Vec<u8>>>,
    except: &HashSet<CellAddress>,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for sheet in workbook.pages().iter().filter_map(Page::sheet) {
        let range = book.worksheet_range(workbook.sheet_name(sheet.id)).unwrap();
        let Some(cells) = workbook.engine().store().sheet(sheet.id) else { continue };
        cells.for_each(|row, column, slot| {
            let theirs = range.get_value((row, column));
            let at = CellAddress::new(sheet.id, row, column);
            if !except.contains(&at) && !is_alike(&slot.value, theirs) {
                let formula = workbook.engine().formula_text(at).unwrap_or_default();
                let line = format!("{formula}: {} here, {theirs:?} there", slot.value.plain());
                found.insert(workbook.reference(at), line);
            }
        });
    }
    found
}

#[test]
fn libreoffice_does_compute() {
    let mut file = rust_xlsxwriter::Workbook::new();
    let sheet = file.add_worksheet();
    sheet.write_formula(0, 0, rust_xlsxwriter::Formula::new("=1+1").set_result("99")).unwrap();
    let mut book = recalculated("proof", &file.save_to_buffer().unwrap());
    let range = book.worksheet_range("Sheet1").unwrap();
    assert_eq!(range.get_value((0, 0)), Some(&Data::Float(2.0)));
}

#[test]
fn libreoffice_computes_templates_to_the_same_values() {
    for summary in summaries() {
        let workbook = instantiate(summary.id, Language::English).unwrap();
        let mut book = recalculated(summary.id, &write(&workbook).unwrap().bytes);
        let beyond = beyond_office(&workbook);
        // Most of every template is computed by functions that LibreOffice has.
        let formulas = formulas(&workbook);
        let left_out = formulas.iter().filter(|at| beyond.contains(at)).count();
        println!("{}: {left_out} of {} formulas are beyond this LibreOffice", summary.id, formulas.len());
        // The empty sheet has none at all.
        let is_empty = summary.id == "blank" && formulas.is_empty();
        assert!(is_empty || left_out * 2 < formulas.len(), "{}: {left_out} of {}", summary.id, formulas.len());
        let different = differences(&workbook, &mut book, &beyond);
        assert!(different.is_empty(), "{}: {different:#?}", summary.id);
    }
}

#[test]
fn libreoffice_computes_each_function_to_the_same_value() {
    let mut workbook = Workbook::new("w");
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let mut edits = Vec::new();
    let mut row = 0;
    let mut functions = 0;
    for known in function::all() {
        let left_out = [NEWER_THAN_OFFICE, NEVER_THE_SAME].iter().any(|list| list.contains(&known.name));
        if left_out || known.family == function::Family::Partner {
            continue;
        }
        functions += 1;
        for example in known.examples {
            let uses_newer = NEWER_THAN_OFFICE.iter().any(|name| example.formula.contains(&format!("{name}(")));
            let is_otherwise = OTHERWISE.iter().any(|(_, formula)| example.formula.strip_prefix('=') == Some(*formula));
            if !uses_newer && !is_otherwise {
                edits.push(CellEdit::typed(CellAddress::new(sheet, row, 0), example.formula));
                // Room for what an example spills.
                row += 12;
            }
        }
    }
    assert!(functions > 200, "{functions} functions");
    Edit::SetCells(edits).apply(&mut workbook).unwrap();
    let written = write(&workbook).unwrap();
    assert!(written.report.is_empty(), "{:?}", written.report);
    let mut book = recalculated("functions", &written.bytes);
    let different = differences(&workbook, &mut book, &HashSet::new());
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn libreoffice_computes_partner_functions_to_the_same_values() {
    let workbook = partner::workbook();
    let written = write(&workbook).unwrap();
    assert!(written.report.is_empty(), "{:?}", written.report);
    let mut book = recalculated("partner", &written.bytes);
    let sheet = workbook.sheet_id("Calls").unwrap();
    // A truth among the scores is a number to LibreOffice.
    let with_truth = |call: &String| call.contains("F$21:F$24");
    let rows = (0u32..).zip(partner::calls()).filter(|(_, call)| with_truth(call));
    let except = rows.map(|(row, _)| CellAddress::new(sheet, row, 0)).collect();
    let different = differences(&workbook, &mut book, &except);
    assert!(different.is_empty(), "{} differ: {different:#?}", different.len());
}

/// A rule of each kind, every one over cells of its own column.
fn rules() -> Vec<ConditionalRule> {
    let style = Style { fill: Some(ColorToken::Positive.into()), bold: true, ..Style::default() };
    let highlight = |when| ConditionalRule::Highlight { when, style: style.clone(), stop: false };
    let value = |text: &str| Threshold::Value(text.to_owned());
    let compare = |operator, first: &str, second: &str| {
        highlight(Condition::Compare(Comparison { operator, first: first.into(), second: second.into() }))
    };
    let stop = |at, color: ColorToken| ScaleStop { at, color: color.into() };
    let scale = vec![
        stop(Threshold::Lowest, ColorToken::Negative),
        stop(Threshold::Percentile(50), ColorToken::Warning),
        stop(Threshold::Highest, ColorToken::Positive),
    ];
    let icons = |set, from| ConditionalRule::Icons { set, from, reversed: false, hides_value: false };
    vec![
        compare(Operator::Greater, "20", ""),
        compare(Operator::Between, "20", "=$A$3+10"),
        highlight(Condition::Text { place: TextPlace::Contains, text: "3".into() }),
        highlight(Condition::Formula("=ISEVEN(E1/10)".into())),
        highlight(Condition::Duplicate),
        highlight(Condition::Top { count: 2, percent: false, bottom: false }),
        highlight(Condition::Average { below: true }),
        highlight(Condition::NotBlank),
        ConditionalRule::Bar { low: value("0"), high: Threshold::Highest, color: ColorToken::Accent.into() },
        ConditionalRule::Scale(scale),
        icons(IconSet::Arrows3, vec![value("20"), value("40")]),
        icons(IconSet::Signs3, vec![Threshold::Percent(33), Threshold::Percent(67)]),
        icons(IconSet::Quarters5, vec![value("10"), value("20"), value("30"), value("40")]),
        ConditionalRule::Bands { low: "20".into(), high: "=$A$4".into(), more_is_better: false },
    ]
}

#[test]
fn libreoffice_keeps_conditional_formats_and_filters() {
    let mut before = Workbook::new("w");
    let sheet = before.sheet_id("Sheet1").unwrap();
    let rules = rules();
    let columns = u32::try_from(rules.len()).unwrap() + 1;
    // In each column 10, 20, 30, 30, 50.
    let inputs = ["10", "20", "30", "30", "50"];
    let cells = (0..columns).flat_map(|column| {
        (0u32..).zip(inputs).map(move |(row, text)| CellEdit::typed(CellAddress::new(sheet, row, column), text))
    });
    Edit::SetCells(cells.collect()).apply(&mut before).unwrap();
    let formats = (1u32..).zip(rules).map(|(column, rule)| ConditionalFormat {
        areas: vec![Area { sheet, top: 0, left: column, bottom: 4, right: column }],
        rules: vec![rule],
    });
    Edit::SetConditionalFormats { sheet, formats: formats.collect() }.apply(&mut before).unwrap();
    let area = Area { sheet, top: 0, left: 0, bottom: 4, right: 0 };
    let above = Criterion::Conditions { texts: vec![">=30".into()], all: true };
    let filter = Some(Filter::new(area).with(0, Some(above)));
    Edit::SetFilter { sheet, filter }.apply(&mut before).unwrap();
    let written = write(&before).unwrap();
    assert!(written.report.is_empty(), "{:?}", written.report);

    let after = read(&saved_anew("looks", &written.bytes), "w", Clock::default()).unwrap().workbook;
    let mut different = Vec::new();
    for column in 1..columns {
        for row in 0..5 {
            let at = CellAddress::new(sheet, row, column);
            let (was, is) = (before.conditional_look(at), after.conditional_look(at));
            if was != is {
                different.push(format!("{}: {was:?} here, {is:?} there", before.reference(at)));
            }
        }
    }
    assert!(different.is_empty(), "{different:#?}");
    let overlay = |workbook: &Workbook| workbook.pages()[0].sheet().unwrap().overlay.clone();
    assert_eq!(overlay(&after).filter, overlay(&before).filter);
    assert_eq!(overlay(&after).all_hidden_rows(), overlay(&before).all_hidden_rows());
}
