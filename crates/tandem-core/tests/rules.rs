//! What may be typed, and how cells look because of what they hold.

use tandem_core::cell::CellAddress;
use tandem_core::edit::{CellEdit, Edit};
use tandem_core::number::{Decimal, parse_number};
use tandem_core::text::Language;
use tandem_core::workbook::{
    ColorToken, Comparison, Condition, ConditionalFormat, ConditionalRule, IconSet, InputCheck, ListSource, Looks,
    Message, Operator, ScaleStop, Strictness, Style, TextPlace, Threshold, Validation, ValidationRule, Workbook,
};

fn at(workbook: &Workbook, text: &str) -> CellAddress {
    workbook.cell(&format!("Sheet1!{text}")).unwrap()
}

fn book(cells: &[(&str, &str)]) -> Workbook {
    let mut workbook = Workbook::new("rules");
    let cells = cells.iter().map(|(place, text)| CellEdit::typed(at(&workbook, place), *text)).collect();
    Edit::SetCells(cells).apply(&mut workbook).unwrap();
    workbook
}

fn with_rule(mut workbook: Workbook, cells: &str, rule: ValidationRule) -> Workbook {
    let area = workbook.area(&format!("Sheet1!{cells}")).unwrap();
    let validation = Some(Validation::new(Vec::new(), rule));
    Edit::SetValidation { area, validation }.apply(&mut workbook).unwrap();
    workbook
}

fn is_allowed(workbook: &Workbook, place: &str, text: &str) -> bool {
    workbook.check_input(at(workbook, place), text, Language::English) == InputCheck::Allowed
}

/// Checks that a rule for B2:B9 allows some texts in B3 and refuses others.
fn check(rule: ValidationRule, allowed: &[&str], refused: &[&str]) {
    let workbook = with_rule(book(&[("A1", "low"), ("A2", "High"), ("A3", "7"), ("B2", "4")]), "B2:B9", rule);
    for text in allowed {
        assert!(is_allowed(&workbook, "B3", text), "{text}");
    }
    for text in refused {
        assert!(!is_allowed(&workbook, "B3", text), "{text}");
    }
}

#[test]
fn rules_allow_what_they_say() {
    let between = |first: &str, second: &str| Comparison::between(first, second);
    check(ValidationRule::Whole(between("1", "5")), &["1", "5", "3.0", "", "=2+2"], &["0", "6", "2.5", "x", "=A1"]);
    check(ValidationRule::Whole(between("5", "1")), &["1", "3", "5"], &["0", "6"]);
    check(
        ValidationRule::Decimal(Comparison { operator: Operator::NotBetween, ..between("0", "10%") }),
        &["-0.1", "0.11", "11%"],
        &["0", "5%", "x", "TRUE"],
    );
    let before = Comparison::with(Operator::Less, "2026-04-01");
    check(ValidationRule::Date(before), &["2026-03-31", "2026/3/31"], &["2026-04-01", "soon"]);
    check(ValidationRule::Time(Comparison::with(Operator::GreaterOrEqual, "9:00")), &["9:00", "17:30"], &["8:59"]);
    let length = Comparison::with(Operator::LessOrEqual, "3");
    check(ValidationRule::TextLength(length), &["abc", "123", "売上高"], &["abcd", "1234"]);
    let values = ListSource::Values(vec!["Yes".into(), "No".into(), "10%".into()]);
    check(ValidationRule::List(values), &["Yes", "No", "0.1"], &["yes", "Maybe"]);
    let cells = ListSource::Formula("=$A$1:$A$4".into());
    check(ValidationRule::List(cells), &["low", "LOW", "high", "7"], &["8", "middle"]);
    // Each cell must be above the one before it: for B3, that is B2, which holds 4.
    let rising = Comparison::with(Operator::Greater, "=B1");
    check(ValidationRule::Decimal(rising), &["5"], &["4", "3"]);
    check(ValidationRule::Custom("=COUNTIF($B$2:$B$9,B2)=1".into()), &["5", "=2*3"], &["4", "=2+2"]);
}

#[test]
fn blank_cells_may_be_refused_and_other_cells_are_free() {
    let mut workbook = book(&[]);
    let rule = ValidationRule::Whole(Comparison::with(Operator::GreaterOrEqual, "0"));
    let validation = Validation { allow_blank: false, ..Validation::new(Vec::new(), rule) };
    let area = workbook.area("Sheet1!A1:A2").unwrap();
    Edit::SetValidation { area, validation: Some(validation) }.apply(&mut workbook).unwrap();
    assert!(!is_allowed(&workbook, "A1", " "));
    assert!(is_allowed(&workbook, "A3", "anything"));
    assert!(is_allowed(&workbook, "A1", "=1+"), "the edit says what is wrong with it");
    assert!(!workbook.is_valid(at(&workbook, "A1")));
    assert!(workbook.is_valid(at(&workbook, "A3")));
}

#[test]
fn what_is_expected_is_said_in_both_languages() {
    for (rule, typed, english, japanese) in [
        (
            ValidationRule::Whole(Comparison::between("1", "=C1")),
            "?",
            "Only a whole number can be entered here that is from 1 to 9.",
            "ここに入力できるのは、1～9の整数だけです。",
        ),
        (
            ValidationRule::Date(Comparison::with(Operator::GreaterOrEqual, "2026-03-31")),
            "?",
            "Only a date can be entered here that is at least 2026-03-31.",
            "ここに入力できるのは、2026-03-31以上の日付だけです。",
        ),
        (
            ValidationRule::TextLength(Comparison::with(Operator::Greater, "3")),
            "abc",
            "Only a text can be entered here whose number of characters is above 3.",
            "ここに入力できるのは、文字数が3より大きい文字列だけです。",
        ),
        (
            ValidationRule::Custom("=A1>1".into()),
            "0",
            "Only a value for which =A1>1 is TRUE can be entered here.",
            "ここに入力できるのは、=A1>1 が TRUE になる値だけです。",
        ),
    ] {
        let workbook = with_rule(book(&[("C1", "9")]), "A1", rule);
        for (language, expect) in [(Language::English, english), (Language::Japanese, japanese)] {
            let check = workbook.check_input(at(&workbook, "A1"), typed, language);
            assert_eq!(check, InputCheck::Refused(Message { title: String::new(), text: expect.to_owned() }));
        }
    }
}

#[test]
fn a_rule_speaks_with_its_own_words_and_may_only_warn() {
    let mut workbook = book(&[]);
    let words = Message { title: "Stage".into(), text: "Won or lost.".into() };
    let rule = ValidationRule::List(ListSource::Values(vec!["Won".into(), "Lost".into()]));
    let validation = Validation {
        error_message: Some(words.clone()),
        strictness: Strictness::Warn,
        ..Validation::new(Vec::new(), rule)
    };
    let area = workbook.area("Sheet1!A1").unwrap();
    Edit::SetValidation { area, validation: Some(validation) }.apply(&mut workbook).unwrap();
    assert_eq!(workbook.check_input(at(&workbook, "A1"), "Open", Language::English), InputCheck::Warned(words));
    assert_eq!(workbook.list_options(at(&workbook, "A1"), Language::English).unwrap(), ["Won", "Lost"]);
    assert_eq!(workbook.list_options(at(&workbook, "A2"), Language::English), None);
}

#[test]
fn a_list_offers_what_its_cells_show() {
    let workbook = book(&[("C1", "12%"), ("C2", "b"), ("C4", "2026-03-31"), ("D2", "d")]);
    let options = |formula: &str, place: &str| {
        let rule = ValidationRule::List(ListSource::Formula(formula.to_owned()));
        let workbook = with_rule(workbook.clone(), "A1:A9", rule);
        workbook.list_options(at(&workbook, place), Language::English).unwrap()
    };
    assert_eq!(options("=$C$1:$C$5", "A3"), ["12%", "b", "2026-03-31"]);
    assert_eq!(options("=Sheet1!C1:D1", "A2"), ["b", "d"]);
    assert_eq!(options("=VSTACK($C$2,$D$2)", "A1"), ["b", "d"]);
}

fn decimal(text: &str) -> Decimal {
    parse_number(text).unwrap()
}

fn with_format(cells: &[(&str, &str)], area: &str, rules: Vec<ConditionalRule>) -> Workbook {
    let mut workbook = book(cells);
    let areas = vec![workbook.area(&format!("Sheet1!{area}")).unwrap()];
    let sheet = areas[0].sheet;
    let formats = vec![ConditionalFormat { areas, rules }];
    Edit::SetConditionalFormats { sheet, formats }.apply(&mut workbook).unwrap();
    workbook
}

fn bold() -> Style {
    Style { bold: true, ..Style::default() }
}

/// The rows of A1:A8 that a condition holds for.
fn rows(when: Condition) -> Vec<u32> {
    let cells = [
        ("A1", "5"),
        ("A2", "10"),
        ("A3", "Total sum"),
        ("A4", "=1/0"),
        ("A6", "10"),
        ("A7", "-5"),
        ("A8", "total SUM"),
        ("B2", "5"),
        ("B7", "-6"),
    ];
    let workbook = with_format(&cells, "A1:A8", vec![ConditionalRule::Highlight { when, style: bold(), stop: false }]);
    let sheet = workbook.sheet_id("Sheet1").unwrap();
    let looks = Looks::new(&workbook, sheet);
    (0..8).filter(|row| looks.of(CellAddress::new(sheet, *row, 0)).style.bold).map(|row| row + 1).collect()
}

#[test]
fn conditions_hold_for_the_cells_that_they_mean() {
    let text = |place, text: &str| Condition::Text { place, text: text.into() };
    let top = |count, percent, bottom| Condition::Top { count, percent, bottom };
    for (when, expect) in [
        (Condition::Compare(Comparison::with(Operator::Equal, "10")), vec![2, 6]),
        (Condition::Compare(Comparison::between("0", "10")), vec![1, 2, 5, 6]),
        (Condition::Compare(Comparison::with(Operator::Greater, "=B1+1")), vec![1, 2, 3, 6, 8]),
        (Condition::Formula("=A1=B1".into()), vec![5]),
        (Condition::Formula("=ROW()=3".into()), vec![3]),
        (text(TextPlace::Contains, "SUM"), vec![3, 8]),
        (text(TextPlace::Contains, "t?tal"), vec![3, 8]),
        (text(TextPlace::NotContains, "1"), vec![1, 3, 5, 7, 8]),
        (text(TextPlace::Begins, "to"), vec![3, 8]),
        (text(TextPlace::Ends, "0"), vec![2, 6]),
        (Condition::Duplicate, vec![2, 3, 6, 8]),
        (Condition::Unique, vec![1, 4, 7]),
        (top(1, false, false), vec![2, 6]),
        (top(2, false, true), vec![1, 7]),
        (top(50, true, true), vec![1, 7]),
        (top(1, true, false), vec![2, 6]),
        // The average of 5, 10, 10 and -5 is 5.
        (Condition::Average { below: false }, vec![2, 6]),
        (Condition::Average { below: true }, vec![7]),
        (Condition::Blank, vec![5]),
        (Condition::NotBlank, vec![1, 2, 3, 4, 6, 7, 8]),
        (Condition::Error, vec![4]),
        (Condition::NotError, vec![1, 2, 3, 5, 6, 7, 8]),
    ] {
        assert_eq!(rows(when.clone()), expect, "{when:?}");
    }
}

#[test]
fn an_earlier_rule_counts_first_and_may_be_the_last_one() {
    let rule = |operand: &str, style: Style, stop| ConditionalRule::Highlight {
        when: Condition::Compare(Comparison::with(Operator::Greater, operand)),
        style,
        stop,
    };
    let fill = |token: ColorToken| Style { fill: Some(token.into()), ..Style::default() };
    let rules = vec![
        rule("10", fill(ColorToken::Positive), true),
        rule("5", fill(ColorToken::Warning), false),
        rule("1", Style { italic: true, ..fill(ColorToken::Negative) }, false),
    ];
    let workbook = with_format(&[("A1", "11"), ("A2", "6"), ("A3", "2"), ("A4", "1")], "A1:A4", rules);
    let style = |place: &str| workbook.conditional_look(at(&workbook, place)).style;
    assert_eq!(style("A1"), fill(ColorToken::Positive));
    assert_eq!(style("A2"), Style { italic: true, ..fill(ColorToken::Warning) });
    assert_eq!(style("A3"), Style { italic: true, ..fill(ColorToken::Negative) });
    assert_eq!(style("A4"), Style::default());
}

#[test]
fn bars_are_as_long_as_numbers_are_large() {
    let bars = |cells: &[(&str, &str)], low: Threshold| {
        let rule = ConditionalRule::Bar { low, high: Threshold::Highest, color: ColorToken::Accent.into() };
        let workbook = with_format(cells, "A1:A3", vec![rule]);
        ["A1", "A2", "A3"].map(|place| {
            workbook.conditional_look(at(&workbook, place)).bar.map(|bar| (bar.start, bar.length, bar.is_negative))
        })
    };
    let full = |start: &str, length: &str, is_negative| Some((decimal(start), decimal(length), is_negative));
    let zero = Threshold::Value("0".into());
    let rising = [("A1", "25"), ("A2", "100"), ("A3", "x")];
    assert_eq!(bars(&rising, zero), [full("0", "0.25", false), full("0", "1", false), None]);
    assert_eq!(bars(&rising, Threshold::Lowest), [full("0", "0", false), full("0", "1", false), None]);
    let mixed = [("A1", "-10"), ("A2", "30"), ("A3", "10")];
    let expect = [full("0", "0.25", true), full("0.25", "0.75", false), full("0.25", "0.25", false)];
    assert_eq!(bars(&mixed, Threshold::Lowest), expect);
    let same = [("A1", "3"), ("A2", "3"), ("A3", "3")];
    assert_eq!(bars(&same, Threshold::Lowest), [full("0", "1", false); 3]);
}

#[test]
fn scales_shapes_and_bands_follow_the_number() {
    let cells = [("A1", "0"), ("A2", "10"), ("A3", "40"), ("A4", "70"), ("A5", "100"), ("A6", "text")];
    let stop = |at, token: ColorToken| ScaleStop { at, color: token.into() };
    let rules = vec![
        ConditionalRule::Scale(vec![
            stop(Threshold::Lowest, ColorToken::Negative),
            stop(Threshold::Percentile(50), ColorToken::Warning),
            stop(Threshold::Highest, ColorToken::Positive),
        ]),
        ConditionalRule::Icons {
            set: IconSet::Quarters5,
            from: [20, 40, 60, 80].map(Threshold::Percent).to_vec(),
            reversed: false,
            hides_value: true,
        },
    ];
    let workbook = with_format(&cells, "A1:A6", rules);
    let looks: Vec<_> = (1..=6).map(|row| workbook.conditional_look(at(&workbook, &format!("A{row}")))).collect();
    let blends: Vec<_> = looks.iter().map(|look| look.blend.map(|blend| (blend.from, blend.share))).collect();
    let (negative, warning) = (ColorToken::Negative.into(), ColorToken::Warning.into());
    // The median is 40: 10 is a quarter of the way there, 70 half of the way from there to 100.
    assert_eq!(
        blends,
        [
            Some((negative, decimal("0"))),
            Some((negative, decimal("0.25"))),
            Some((warning, decimal("0"))),
            Some((warning, decimal("0.5"))),
            Some((warning, decimal("1"))),
            None,
        ]
    );
    let levels: Vec<_> = looks.iter().map(|look| look.icon.map(|icon| icon.level)).collect();
    assert_eq!(levels, [Some(0), Some(0), Some(2), Some(3), Some(4), None]);
    assert_eq!(looks.iter().map(|look| look.hides_value).collect::<Vec<_>>(), [true, true, true, true, true, false]);
    for (more_is_better, expect) in [(true, [0, 1, 1, 2, 2]), (false, [2, 1, 1, 0, 0])] {
        let rule = ConditionalRule::Bands { low: "10".into(), high: "=A$4".into(), more_is_better };
        let workbook = with_format(&cells, "A1:A6", vec![rule]);
        let tokens = [ColorToken::Negative, ColorToken::Warning, ColorToken::Positive];
        for (row, level) in (1..=5).zip(expect) {
            let look = workbook.conditional_look(at(&workbook, &format!("A{row}")));
            assert_eq!(look.icon.map(|icon| (icon.set, icon.level)), Some((IconSet::Shapes3, level)), "A{row}");
            assert_eq!(look.style.fill, Some(tokens[usize::from(level)].into()), "A{row}");
        }
    }
}
