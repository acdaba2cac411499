//! What codes show, as tables, and the laws of formatting.

use proptest::prelude::*;

use super::*;
use crate::number::{parse_decimal, parse_number, round};

fn check(code: &str, number: &str, expect: &str) {
    let format = NumberFormat::parse(code).unwrap();
    let shown = format.format(parse_decimal(number).unwrap(), Language::English);
    assert_eq!(shown.text, expect, "{number} as {code}");
}

#[test]
fn digits() {
    let cases = [
        ("0", "1234.5", "1235"),
        ("0", "0.4", "0"),
        ("#", "0", ""),
        ("00000", "42", "00042"),
        ("0.00", "1234.565", "1234.57"),
        ("0.00", "-1234.565", "-1234.57"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0", "0", "0"),
        ("#,##0", "123", "123"),
        ("0,000", "5", "0,005"),
        ("#,##0.00", "-1234.5", "-1,234.50"),
        ("#,##0.###", "1234.5", "1,234.5"),
        ("0.##", "5", "5."),
        ("#.##", "0.5", ".5"),
        (".00", "12.5", "12.50"),
        ("0.0?", "1.5", "1.5 "),
        ("???", "5", "  5"),
        ("#,##0,", "1234567", "1,235"),
        ("0.0,,", "12345678", "12.3"),
        ("#,##0,\"k\"", "1234567", "1,235k"),
        ("0%", "0.125", "13%"),
        ("0.0%", "-0.1256", "-12.6%"),
        ("0%", "1E+20", "10000000000000000000000%"),
        ("\"$\"#,##0.00", "-5", "-$5.00"),
        ("$#,##0", "1234", "$1,234"),
        ("[$¥-411]#,##0", "1200", "¥1,200"),
        ("[$€-407] #,##0.00", "1200", "€ 1,200.00"),
        ("#,##0\"円\"", "1200", "1,200円"),
        ("0 \"units\"", "3", "3 units"),
        ("000-0000", "1234567", "123-4567"),
        ("(000) 000-0000", "5551234567", "(555) 123-4567"),
        ("0\\x", "3", "3x"),
        ("_(#,##0_)", "3", " 3 "),
        ("_(* #,##0.00_)", "3", " 3.00 "),
        ("0.00E+00", "12345", "1.23E+04"),
        ("0.00E+00", "0.00012345", "1.23E-04"),
        ("0.00E+00", "0", "0.00E+00"),
        ("0.0E-0", "12345", "1.2E4"),
        ("##0.0E+0", "12345", "12.3E+3"),
        ("##0.0E+0", "999999", "1.0E+6"),
        ("0.0E+0", "9.99", "1.0E+1"),
        ("0.00", "0.3333333333333333333333333333", "0.33"),
        ("0.00000000000000000000000000", "0.9999999999999999999999999999", "1.00000000000000000000000000"),
        ("0.0000000000", "79228162514264337593543950335", "79228162514264337593543950335.0000000000"),
        ("General", "1234.5", "1234.5"),
        ("", "1234.5", "1234.5"),
        ("General\" kg\"", "-1.5", "-1.5 kg"),
        ("0.00", "-0.001", "0.00"),
        ("\"n/a\"", "5", "n/a"),
        ("@", "5", "5"),
    ];
    for (code, number, expect) in cases {
        check(code, number, expect);
    }
}

#[test]
fn sections() {
    let cases = [
        ("#,##0.00;[Red](#,##0.00)", "1234.5", "1,234.50"),
        ("#,##0.00;[Red](#,##0.00)", "-1234.5", "(1,234.50)"),
        ("#,##0.00;[Red](#,##0.00)", "0", "0.00"),
        ("0;-0;\"-\"", "0", "-"),
        ("0;-0;\"-\"", "-4", "-4"),
        ("#,##0;\"△ \"#,##0", "-1300", "△ 1,300"),
        ("0;;", "-4", ""),
        ("0;;", "0", ""),
        (";;;", "5", ""),
        ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"k\";0", "2500000", "2.5M"),
        ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"k\";0", "2500", "2.5k"),
        ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"k\";0", "-12", "-12"),
        ("[<0]\"loss \"0;\"gain \"0", "-5", "loss 5"),
        ("[<0]\"loss \"0;\"gain \"0", "5", "gain 5"),
        ("[>100]0;0.0", "-5", "-5.0"),
        ("[=1]\"one\";[<>1]0", "1", "one"),
        ("[>100]0", "5", "5"),
        ("General;-General", "-5", "-5"),
    ];
    for (code, number, expect) in cases {
        check(code, number, expect);
    }
}

#[test]
fn colours_and_texts() {
    let red = NumberFormat::parse("0;[Red]-0;[Color12]0;[Blue]\"<\"@\">\"").unwrap();
    let color = |number: i64| red.format(number.into(), Language::English).color;
    assert_eq!([1, -1, 0].map(color), [None, Some(FormatColor::Red), Some(FormatColor::Indexed(12))]);
    assert_eq!(red.format_text("x"), Formatted { text: "<x>".to_owned(), color: Some(FormatColor::Blue) });
    for (code, expect) in [("0", "x"), ("@", "x"), ("\"~\"@", "~x"), ("0;0;0;", ""), ("0;\"no \"@", "no x")] {
        assert_eq!(NumberFormat::parse(code).unwrap().format_text("x").text, expect, "{code}");
    }
}

#[test]
fn fractions() {
    let cases = [
        ("# ?/?", "1.5", "1 1/2"),
        ("# ?/?", "0.5", " 1/2"),
        ("# ?/?", "-0.25", "- 1/4"),
        ("# ?/?", "3", "3    "),
        ("# ?/?", "0", "0    "),
        ("# ??/??", "3.14159", "3 14/99"),
        ("# ??/??", "3.143", "3  1/7 "),
        ("# ???/???", "3.14159265", "3  16/113"),
        ("?/?", "1.5", "3/2"),
        ("# ?/8", "0.4", " 3/8"),
        ("# #/#", "0.999", "1 "),
        ("0 #/100", "2.5", "2 50/100"),
    ];
    for (code, number, expect) in cases {
        check(code, number, expect);
    }
}

#[test]
fn dates_and_times() {
    let cases = [
        ("yyyy-mm-dd", "46112", "2026-03-31"),
        ("yyyy-mm-dd", "0", "1900-01-00"),
        ("yyyy-mm-dd", "60", "1900-02-29"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "2958465", "9999-12-31"),
        ("yyyy-mm-dd", "2958466", UNSHOWABLE),
        ("yyyy-mm-dd", "-1", UNSHOWABLE),
        ("m/d/yy", "46112", "3/31/26"),
        ("d mmm yyyy", "46112", "31 Mar 2026"),
        ("dddd, mmmm d", "46112", "Tuesday, March 31"),
        ("ddd mmmmm", "46112", "Tue M"),
        ("aaa", "46112", "火"),
        ("yyyy\"年\"m\"月\"d\"日\"(aaaa)", "46112", "2026年3月31日(火曜日)"),
        ("yyyy年m月d日", "46112", "2026年3月31日"),
        ("[$-411]ggge\"年\"m\"月\"d\"日\"", "46112", "令和8年3月31日"),
        ("ge.m.d", "43585", "H31.4.30"),
        ("[$-411]mmm d (ddd)", "46112", "3月 31 (火)"),
        ("[$-ja-JP]dddd", "46112", "火曜日"),
        ("h:mm", "0.5", "12:00"),
        ("hh:mm:ss", "0.0001", "00:00:09"),
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ("h:mm AM/PM", "0", "12:00 AM"),
        ("h A/P", "0.25", "6 A"),
        ("[h]:mm", "1.5", "36:00"),
        ("[mm]:ss", "0.0416666666666666666666666667", "60:00"),
        ("[s]", "1", "86400"),
        ("mm:ss.00", "0.00001", "00:00.86"),
        ("yyyy-mm-dd hh:mm", "46112.604166666666666666666667", "2026-03-31 14:30"),
        ("h:mm:ss", "0.9999999", "0:00:00"),
        ("yyyy-mm-dd;(yyyy-mm-dd)", "-46112", "(2026-03-31)"),
    ];
    for (code, number, expect) in cases {
        check(code, number, expect);
    }
    let format = NumberFormat::parse("h:mm AM/PM mmm dddd").unwrap();
    assert_eq!(format.format(parse_number("46112.75").unwrap(), Language::Japanese).text, "6:00 午後 3月 火曜日");
}

#[test]
fn kinds() {
    let cases = [
        ("", FormatKind::General),
        ("General", FormatKind::General),
        ("#,##0.00;[Red](#,##0.00)", FormatKind::Number),
        ("\"$\"#,##0", FormatKind::Number),
        ("0.0%", FormatKind::Percent),
        ("0E+0", FormatKind::Scientific),
        ("# ?/?", FormatKind::Fraction),
        ("yyyy-mm-dd", FormatKind::Date),
        ("h:mm", FormatKind::Time),
        ("m/d/yy h:mm", FormatKind::DateTime),
        ("[h]:mm", FormatKind::Duration),
        ("@", FormatKind::Text),
    ];
    for (code, expect) in cases {
        assert_eq!(NumberFormat::parse(code).unwrap().kind(), expect, "{code}");
    }
}

#[test]
fn errors_say_where() {
    let long = "0".repeat(256);
    let cases = [
        ("0.0 \"abc", 4, FormatFault::OpenQuote),
        ("0[Red", 1, FormatFault::OpenBracket),
        ("[Purple]0", 0, FormatFault::UnknownBracket),
        ("[>x]0", 0, FormatFault::UnknownBracket),
        ("[Color57]0", 0, FormatFault::UnknownBracket),
        ("0;0;0;@;0", 8, FormatFault::TooManySections),
        ("0;0;0;0", 6, FormatFault::MixedKinds),
        ("0 kg", 2, FormatFault::UnknownLetter),
        ("0\\", 1, FormatFault::MissingCharacter),
        ("0_", 1, FormatFault::MissingCharacter),
        ("yyyy 0", 5, FormatFault::MixedKinds),
        ("0 @", 0, FormatFault::MixedKinds),
        ("0.0.0", 3, FormatFault::Repeated),
        ("0E+0E+0", 4, FormatFault::Repeated),
        ("0E+", 1, FormatFault::BadDigits),
        ("# ?/?????", 3, FormatFault::BadDigits),
        ("年年0\"", 3, FormatFault::OpenQuote),
        (long.as_str(), 255, FormatFault::TooLong),
    ];
    for (code, at, fault) in cases {
        assert_eq!(NumberFormat::parse(code), Err(FormatError { at, fault }), "{code}");
    }
}

#[test]
fn errors_are_said_in_words() {
    let error = NumberFormat::parse("0 kg").unwrap_err();
    let english = error.text(Language::English);
    assert_eq!(english, "At character 3: This letter has no meaning in a format; put text in quotation marks.");
    assert_eq!(error.text(Language::Japanese), "3文字目：表示形式で使えない文字です。文字列は引用符で囲んでください。");
}

proptest! {
    #[test]
    fn integers_read_back(number in any::<i64>()) {
        for code in ["0", "#,##0", "General", "#,##0;(#,##0)", "\"$\"#,##0;\"△\"#,##0"] {
            let shown = NumberFormat::parse(code).unwrap().format(number.into(), Language::English).text;
            prop_assert_eq!(parse_number(&shown), Some(number.into()), "{} as {}", shown, code);
        }
    }

    #[test]
    fn decimals_show_what_rounding_gives(mantissa in any::<i64>(), scale in 0u32..=18) {
        let number = Decimal::new(mantissa, scale);
        let shown = NumberFormat::parse("#,##0.00").unwrap().format(number, Language::English).text;
        prop_assert_eq!(parse_number(&shown), round(number, 2));
    }

    #[test]
    fn dates_read_back(serial in 1i32..=date_limit()) {
        for code in ["yyyy-mm-dd", "yyyy/m/d", "m/d/yyyy", "d.m.yyyy", "d mmm yyyy", "yyyy\"年\"m\"月\"d\"日\""] {
            let shown = NumberFormat::parse(code).unwrap().format(serial.into(), Language::English).text;
            prop_assert_eq!(parse_number(&shown), Some(serial.into()), "{}", shown);
        }
    }

    #[test]
    fn any_code_and_number_are_shown_or_refused(
        code in "[0#?.,%;E+/\\\\_*\"\\[\\]@ymdhsagG>=$年 -]{0,16}",
        mantissa in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335,
        scale in 0u32..=28,
    ) {
        if let Ok(format) = NumberFormat::parse(&code) {
            for language in [Language::English, Language::Japanese] {
                let shown = format.format(Decimal::from_i128_with_scale(mantissa, scale), language);
                prop_assert!(shown.text.chars().count() <= 1_200, "{}", shown.text);
            }
            prop_assert!(format.format_text("text").text.chars().count() <= 100);
        }
    }
}

const fn date_limit() -> i32 {
    crate::number::date::LAST_SERIAL
}
