//! What texts mean, as tables, and the laws of the way back.

use proptest::prelude::*;

use super::*;
use crate::number::date::serial_from_ymd;
use crate::number::{NumberFormat, exact};

/// 2026-03-15.
const TODAY: i32 = 46_096;

fn check(text: &str, expect: &str, format: Option<&str>) {
    let read = typed(text, TODAY);
    let shown = match read.content {
        TypedContent::Blank => "blank".to_owned(),
        TypedContent::Number(number) => exact(number),
        TypedContent::Text(text) => format!("text {text}"),
        TypedContent::Bool(truth) => truth.to_string(),
        TypedContent::Error(code) => code.to_owned(),
        TypedContent::Formula(formula) => formula,
    };
    assert_eq!((shown.as_str(), read.format), (expect, format), "{text}");
}

#[test]
fn amounts() {
    let cases = [
        ("0", "0", None),
        ("-12.5", "-12.5", None),
        ("+5", "5", None),
        ("  42  ", "42", None),
        (".5", "0.5", None),
        ("1,234.50", "1234.5", Some("#,##0.00")),
        ("1,234,567", "1234567", Some("#,##0")),
        ("１，２３４．５", "1234.5", Some("#,##0.00")),
        ("12%", "0.12", Some("0%")),
        ("12.5%", "0.125", Some("0.00%")),
        ("１２％", "0.12", Some("0%")),
        ("-5%", "-0.05", Some("0%")),
        ("(5%)", "-0.05", Some("0%")),
        ("(5)%", "-0.05", Some("0%")),
        ("$5", "5", Some("\"$\"#,##0")),
        ("$5.25", "5.25", Some("\"$\"#,##0.00")),
        ("-$5", "-5", Some("\"$\"#,##0")),
        ("$-5", "-5", Some("\"$\"#,##0")),
        ("($1,234.00)", "-1234", Some("\"$\"#,##0.00")),
        ("¥1,200", "1200", Some("\"¥\"#,##0")),
        ("￥１，２００", "1200", Some("\"¥\"#,##0")),
        ("1,200円", "1200", Some("#,##0\"円\"")),
        ("€9.99", "9.99", Some("\"€\"#,##0.00")),
        ("9.99 €", "9.99", Some("#,##0.00\" €\"")),
        ("(300)", "-300", None),
        ("（300）", "-300", None),
        ("（３００）", "-300", None),
        ("△300", "-300", Some("#,##0;\"△ \"#,##0")),
        ("▲1,300.5", "-1300.5", Some("#,##0.00;\"△ \"#,##0.00")),
        ("−7", "-7", None),
        ("1.5E6", "1500000", Some("0.00E+00")),
        ("1e-3", "0.001", Some("0.00E+00")),
        ("(0)", "0", None),
        ("1 1/2", "1.5", Some("# ?/?")),
        ("-2 3/4", "-2.75", Some("# ?/?")),
        ("0 1/2", "0.5", Some("# ?/?")),
        ("3 15/16", "3.9375", Some("# ??/??")),
        ("１　１／８", "1.125", Some("# ?/?")),
        ("2 5/4", "3.25", Some("# ?/?")),
        ("1234567890123456789012345678", "1234567890123456789012345678", None),
        ("0.0000000000000000000000000001", "0.0000000000000000000000000001", None),
    ];
    for (text, expect, format) in cases {
        check(text, expect, format);
    }
}

#[test]
fn dates_and_times() {
    let cases = [
        ("2026-03-31", "46112", Some("yyyy-mm-dd")),
        ("２０２６－０３－３１", "46112", Some("yyyy-mm-dd")),
        ("2026/3/31", "46112", Some("yyyy/m/d")),
        ("2026.3.31", "46112", Some("yyyy.m.d")),
        ("3/31/2026", "46112", Some("m/d/yyyy")),
        ("31/3/2026", "46112", Some("d/m/yyyy")),
        ("31.3.2026", "46112", Some("d.m.yyyy")),
        ("2026年3月31日", "46112", Some("yyyy\"年\"m\"月\"d\"日\"")),
        ("２０２６年３月３１日", "46112", Some("yyyy\"年\"m\"月\"d\"日\"")),
        ("2026年3月", "46082", Some("yyyy\"年\"m\"月\"")),
        ("3月31日", "46112", Some("m\"月\"d\"日\"")),
        ("31 Mar 2026", "46112", Some("d mmm yyyy")),
        ("31-mar-2026", "46112", Some("d mmm yyyy")),
        ("March 31, 2026", "46112", Some("d mmm yyyy")),
        ("Mar 31", "46112", Some("d mmm")),
        ("31-mar", "46112", Some("d mmm")),
        ("31 March", "46112", Some("d mmm")),
        ("Mar 2027", "46447", Some("mmm yyyy")),
        ("march-2027", "46447", Some("mmm yyyy")),
        ("31 Mar 18:00", "46112.75", Some("yyyy-mm-dd h:mm")),
        ("令和8年3月31日", "46112", Some("ggge\"年\"m\"月\"d\"日\"")),
        ("令和８年３月", "46082", Some("ggge\"年\"m\"月\"")),
        ("令和元年5月1日", "43586", Some("ggge\"年\"m\"月\"d\"日\"")),
        ("平成31年4月30日", "43585", Some("ggge\"年\"m\"月\"d\"日\"")),
        ("昭和64年1月7日", "32515", Some("ggge\"年\"m\"月\"d\"日\"")),
        ("1900-01-01", "1", Some("yyyy-mm-dd")),
        ("1900-02-29", "60", Some("yyyy-mm-dd")),
        ("9999-12-31", "2958465", Some("yyyy-mm-dd")),
        ("12:00", "0.5", Some("h:mm")),
        ("18:00:00", "0.75", Some("h:mm:ss")),
        ("6:00 PM", "0.75", Some("h:mm AM/PM")),
        ("12:00 am", "0", Some("h:mm AM/PM")),
        ("36:00", "1.5", Some("[h]:mm")),
        ("12時00分", "0.5", Some("h:mm")),
        ("2026-03-31 12:00", "46112.5", Some("yyyy-mm-dd h:mm")),
        ("2026-03-31T18:00:00", "46112.75", Some("yyyy-mm-dd h:mm:ss")),
        ("2026/3/31 6:00 PM", "46112.75", Some("yyyy-mm-dd h:mm")),
    ];
    for (text, expect, format) in cases {
        check(text, expect, format);
    }
}

#[test]
fn everything_else() {
    let cases = [
        ("", "blank"),
        ("   ", "blank"),
        ("　", "blank"),
        ("TRUE", "true"),
        ("false", "false"),
        ("ＴＲＵＥ", "true"),
        ("#n/a", "#N/A"),
        ("#DIV/0!", "#DIV/0!"),
        ("=A1+1", "=A1+1"),
        ("+A1", "=+A1"),
        ("＝ＳＵＭ（Ａ１：Ａ３）", "=SUM(A1:A3)"),
        ("＝\"Ａ\"＆'Ｂ社'!Ａ１", "=\"Ａ\"&'Ｂ社'!A1"),
        ("=\"Ａ\"", "=\"Ａ\""),
        ("'123", "text 123"),
        ("'=A1", "text =A1"),
    ];
    for (text, expect) in cases {
        check(text, expect, None);
    }
}

#[test]
fn what_stays_text() {
    let cases = [
        "=",
        "+",
        "-",
        "'",
        "abc",
        "Ａｂｃ",
        " padded ",
        "1_000",
        "1,23",
        "1,2345",
        "12,34.5",
        "1,234,",
        ",123",
        "1,234E5",
        "1.2.3",
        "--5",
        "-(5)",
        "((5))",
        "(5",
        "5)",
        "$",
        "$$5",
        "$5€",
        "12%%",
        "$12%",
        "4:1",
        "3/4",
        "1/2/3",
        "1 1/3",
        "1 1/0",
        "1 1/2/3",
        "1 1/128",
        "1.5 1/2",
        "1 -1/2",
        "1 2/ 3",
        "12:60",
        "24:60",
        "25:00 PM",
        "13:00 AM",
        "2026-02-29",
        "2026-13-01",
        "1900-02-30",
        "1899-12-31",
        "10000-01-01",
        "2026-3",
        "31-3-2026",
        "13/13/2026",
        "3月32日",
        "13月1日",
        "Smarch 1, 2026",
        "Mar 32",
        "Mar 0",
        "2027 Mar",
        "Mar 27 1",
        "令和元年4月30日",
        "平成31年5月1日",
        "令和8年",
        "R8.3.31",
        "1e999",
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
        "0.0000000000000000000000000001%",
        "0.333333333333333333333333333333",
        "#N/A!",
        "∞",
        "٣",
        "1 000",
        "0x10",
        "1e",
        "T12:00",
        "2026-03-31 25:00",
    ];
    for text in cases {
        if text == "'" {
            check(text, "text ", None);
        } else {
            check(text, &format!("text {text}"), None);
        }
    }
}

#[test]
fn texts_as_numbers_need_no_today() {
    assert_eq!(parse_number(" 1,200円 ").map(exact).as_deref(), Some("1200"));
    assert_eq!(parse_number("2026-03-31").map(exact).as_deref(), Some("46112"));
    assert_eq!(parse_number("3月31日"), None);
    assert_eq!(parse_number("31 Mar"), None);
    assert_eq!(parse_number("Mar 2027").map(exact).as_deref(), Some("46447"));
    assert_eq!(parse_number("令和8年3月31日").map(exact).as_deref(), Some("46112"));
    assert_eq!(parse_number("TRUE"), None);
    assert_eq!(parse_number(""), None);
}

#[test]
fn texts_as_moments_need_no_today() {
    assert_eq!(parse_moment(" 2026-03-31 ").map(exact).as_deref(), Some("46112"));
    assert_eq!(parse_moment("６:00 PM").map(exact).as_deref(), Some("0.75"));
    for text in ["3月31日", "31 Mar", "46112", "1 1/2", "12%", ""] {
        assert_eq!(parse_moment(text), None, "{text}");
    }
}

#[test]
fn editing() {
    // number, format, what the editor shows
    let cases = [
        ("0.12", "0%", "12%"),
        ("0.125", "0.0%", "12.5%"),
        ("-0.0005", "0%", "-0.05%"),
        ("1234.5", "\"$\"#,##0.00", "1234.5"),
        ("46112", "yyyy-mm-dd", "2026-03-31"),
        ("60", "yyyy/m/d", "1900-02-29"),
        ("46112.5", "yyyy-mm-dd", "2026-03-31 12:00"),
        ("46112.5", "d mmm yyyy", "2026-03-31 12:00"),
        ("0.75", "h:mm", "18:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("0", "yyyy-mm-dd", "0"),
        ("46112.00000001", "yyyy-mm-dd", "46112.00000001"),
        ("3000000", "yyyy-mm-dd", "3000000"),
        ("12345678901234567890", "General", "12345678901234567890"),
        ("1500000", "0.00E+00", "1500000"),
        ("0.5", "# ?/?", "0.5"),
    ];
    for (number, format, expect) in cases {
        let number = parse_number(number).unwrap();
        assert_eq!(edit_text(number, &NumberFormat::parse(format).unwrap()), expect, "{format}");
    }
    for (text, expect) in
        [("abc", "abc"), ("123", "'123"), ("=A1", "'=A1"), ("'a", "''a"), ("3月1日", "'3月1日"), ("", "'")]
    {
        assert_eq!(edit_text_of_text(text, TODAY), expect);
    }
}

fn decimals() -> impl Strategy<Value = Decimal> {
    let wide = -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335;
    prop_oneof![
        (wide, 0u32..=28).prop_map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale)),
        (any::<i32>(), 0u32..=6).prop_map(|(mantissa, scale)| Decimal::new(mantissa.into(), scale)),
        (0u32..4_000_000, 0u32..86_400).prop_map(|(days, seconds)| {
            Decimal::from(days) + crate::number::date::time_of_day(0, 0, seconds).unwrap()
        }),
    ]
}

proptest! {
    #[test]
    fn what_the_editor_shows_gives_the_value_again(
        number in decimals(),
        code in prop::sample::select(vec!["General", "0%", "#,##0.00;[Red](#,##0.00)", "yyyy-mm-dd", "h:mm", "[h]:mm:ss", "yyyy-mm-dd h:mm", "@", "# ?/?"]),
    ) {
        let text = edit_text(number, &NumberFormat::parse(code).unwrap());
        prop_assert_eq!(typed(&text, TODAY).content, TypedContent::Number(number), "{}", text);
    }

    #[test]
    fn any_text_is_read_and_edited_again(text in "[-+'=(),.%$¥€円△０-９0-9年月日/: aApPmMtTeE#]{0,14}") {
        if let TypedContent::Text(content) = typed(&text, TODAY).content {
            let again = typed(&edit_text_of_text(&content, TODAY), TODAY).content;
            prop_assert_eq!(again, TypedContent::Text(content));
        }
    }

    #[test]
    fn dates_in_every_form_agree(year in 1901i32..=9999, month in 1u32..=12, day in 1u32..=28) {
        let expect = TypedContent::Number(serial_from_ymd(year, month, day).unwrap().into());
        for text in [
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}/{month}/{day}"),
            format!("{month}/{day}/{year}"),
            format!("{day}.{month}.{year}"),
            format!("{year}年{month}月{day}日"),
        ] {
            prop_assert_eq!(&typed(&text, TODAY).content, &expect, "{}", text);
        }
    }
}

#[test]
fn numbers_that_can_not_be_held_are_known_from_other_texts() {
    for beyond in [
        "1234567890123456789012345678901",
        "1E400",
        "-1e+30",
        "0.00000000000000000000000000001",
        "１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０１",
        "1,234,567,890,123,456,789,012,345,678,901",
        "¥99999999999999999999999999999999",
        " 1E99% ",
    ] {
        assert!(is_number_beyond(beyond), "{beyond}");
        assert!(matches!(typed(beyond, 0).content, TypedContent::Text(_)), "{beyond}");
    }
    for other in [
        "1",
        "1E5",
        "0.1",
        "12%",
        "1,234",
        "1.",
        ".5",
        ".",
        "",
        "E",
        "1E",
        "1,2",
        "1.2.3",
        "2026-03-31",
        "12:30",
        "abc",
        "--1",
        "'1E400",
        "=1E400",
        "1E4E5",
        "99999999999999999999999999999999 pieces",
    ] {
        assert!(!is_number_beyond(other), "{other}");
    }
}
