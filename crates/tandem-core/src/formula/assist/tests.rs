//! Texts as people type them, with `|` where the caret stands.

use super::*;

struct Book;

impl Known for Book {
    fn sheet(&self, name: &str) -> Option<SheetId> {
        ["sheet1", "q1 plan", "売上"]
            .iter()
            .position(|known| *known == name.to_lowercase())
            .map(|index| SheetId(u32::try_from(index).unwrap()))
    }

    fn name(&self, name: &str) -> Option<Area> {
        let area = |row| Area::between(SheetId(0), (row, 7), (row, 7));
        match name.to_lowercase().as_str() {
            "rate" => Some(area(0)),
            "単価" => Some(area(1)),
            _ => None,
        }
    }
}

fn read(text: &str) -> Reading {
    Reading::of(text, CellAddress::new(SheetId(0), 0, 0), &Book).unwrap()
}

/// The text without its mark, and the byte of the mark.
fn caret(marked: &str) -> (Reading, usize) {
    (read(&marked.replace('|', "")), marked.find('|').unwrap())
}

fn names() -> impl Iterator<Item = &'static str> {
    ["Rate", "単価", "SumOfAll"].into_iter()
}

#[test]
fn only_formulas_are_read() {
    for (text, expect) in [("=", true), ("＝", true), ("", false), ("1+1", false), ("'=1", false), (" =1", false)] {
        assert_eq!(Reading::of(text, CellAddress::new(SheetId(0), 0, 0), &Book).is_some(), expect, "{text}");
    }
    let long = format!("={}", "1+".repeat(MAX_FORMULA_CHARS));
    assert_eq!(Reading::of(&long, CellAddress::new(SheetId(0), 0, 0), &Book), None);
}

#[test]
fn references_are_found_in_their_places() {
    for (text, expect) in [
        ("=A1+B2*A1", vec![("A1", 0), ("B2", 1), ("A1", 0)]),
        ("=SUM($A$1:B3,A1:$B$3)", vec![("$A$1:B3", 0), ("A1:$B$3", 0)]),
        ("=\"A1\"&\"(B2\"&C3", vec![("C3", 0)]),
        ("=\"A1+B2", vec![]),
        ("=A1&\"it says \"\"B2\"\"\"&C3", vec![("A1", 0), ("C3", 1)]),
        ("='Q1 plan'!A1+sheet1!A1+A1", vec![("'Q1 plan'!A1", 0), ("sheet1!A1", 1), ("A1", 1)]),
        ("=売上!A1*単価", vec![("売上!A1", 0), ("単価", 1)]),
        ("=Nowhere!A1+A:A+2:3", vec![("A:A", 0), ("2:3", 1)]),
        ("＝ＳＵＭ（Ａ１：Ａ３）＋単価", vec![("Ａ１：Ａ３", 0), ("単価", 1)]),
        ("=A1+§+B1", vec![("A1", 0), ("B1", 1)]),
        ("=A1+'Q1 pl", vec![("A1", 0)]),
        ("=A1+$+B1", vec![("A1", 0), ("B1", 1)]),
        ("=sheet1!+B1", vec![("B1", 0)]),
        ("=rate+LET(rate,A1,rate*2)+rate", vec![("rate", 0), ("A1", 1), ("rate", 0)]),
        ("=LET(x,rate,LAMBDA(rate,[n],rate+n)(B1))", vec![("rate", 0), ("B1", 1)]),
        ("=LET(rate,rate+1,rate", vec![("rate", 0)]),
    ] {
        let reading = read(text);
        let found: Vec<(&str, usize)> =
            reading.spots().iter().map(|spot| (&text[spot.span.clone()], spot.number)).collect();
        assert_eq!(found, expect, "{text}");
    }
}

#[test]
fn brackets_know_each_other() {
    for (marked, expect) in [
        ("=SUM(|A1)", Some((4, Some(7)))),
        ("=SUM(A1)|", Some((7, Some(4)))),
        ("=(1+(2)|)", Some((6, Some(4)))),
        ("=(1+|(2))", Some((4, Some(6)))),
        ("=(1+(2|", None),
        ("=(|1+(2", Some((1, None))),
        ("=1)|", Some((2, None))),
        ("=\"(\"&(|\")\")", Some((5, Some(9)))),
        ("=\"(|\")", None),
        ("={1,(2}|", Some((6, Some(1)))),
        ("＝（|１）", Some((3, Some(9)))),
        ("=LAMBDA([|x],x)", Some((8, Some(10)))),
    ] {
        let (reading, place) = caret(marked);
        let found = reading.brackets_at(place).map(|(here, there)| (here.start, there.map(|there| there.start)));
        assert_eq!(found, expect, "{marked}");
    }
}

#[test]
fn the_call_around_the_caret_is_known() {
    for (marked, expect) in [
        ("=|SUM(A1)", None),
        ("=SUM(|A1)", Some(("SUM", 0))),
        ("=sum(A1,|", Some(("SUM", 1))),
        ("=SUM(A1|)+1", Some(("SUM", 0))),
        ("=SUM(A1)|+1", None),
        ("=IF(A1>0,SUM(B1,|C1),2)", Some(("SUM", 1))),
        ("=IF(A1>0,SUM(B1,C1)|,2)", Some(("IF", 1))),
        ("=ROUND((1+|2),3)", Some(("ROUND", 0))),
        ("=ROUND(SUM({1,2;3,|4}),3)", Some(("SUM", 0))),
        ("=TEXTJOIN(\",(\",TRUE,|", Some(("TEXTJOIN", 2))),
        ("=TEXTJOIN(\",(|", Some(("TEXTJOIN", 0))),
        ("=CONCAT(\"合計、（\",|A1", Some(("CONCAT", 1))),
        ("＝ＲＯＵＮＤ（Ａ１，|２）", Some(("ROUND", 1))),
        ("=LET(f,LAMBDA(a,b,|a+b),f(1,2))", Some(("LAMBDA", 2))),
        ("=LET(f,LAMBDA(a,b,a+b),f(1,|2))", Some(("f", 1))),
        ("=SUM(1,'Q1 (plan)'!A1,|)", Some(("SUM", 2))),
        ("=SUM(A1))+MAX(|", Some(("MAX", 0))),
        ("=SUM (A1,|", Some(("SUM", 1))),
    ] {
        let (reading, place) = caret(marked);
        let found = reading.call_at(place);
        assert_eq!(found.as_ref().map(|call| (call.name.as_str(), call.argument)), expect, "{marked}");
    }
    let text = "=IF(A1>0,SUM(B1,C1),\"x,y\")";
    let call = read(text).call_at(5).unwrap();
    let arguments: Vec<&str> = call.arguments.iter().map(|span| &text[span.clone()]).collect();
    assert_eq!(arguments, ["A1>0", "SUM(B1,C1)", "\"x,y\""]);
    assert_eq!(&text[call.span], "IF");
}

#[test]
fn words_are_completed_by_what_fits_best() {
    let candidates = |marked: &str| -> Option<(String, Vec<&'static str>)> {
        let (reading, place) = caret(marked);
        let completion = reading.completion(place, names(), 100)?;
        let texts = completion.candidates.iter().map(|candidate| &*candidate.text().to_owned().leak()).collect();
        Some((reading.typed()[completion.span].to_owned(), texts))
    };
    for (marked, word, begins) in [
        ("=SUM|", "SUM", vec!["SUM", "SUMIF", "SUMIFS", "SUMPRODUCT"]),
        ("=sumi|", "sumi", vec!["SUMIF", "SUMIFS"]),
        ("＝ｓｕｍｉ|", "ｓｕｍｉ", vec!["SUMIF", "SUMIFS"]),
        ("=1+xlook|", "xlook", vec!["XLOOKUP"]),
        ("=vlkp|", "vlkp", vec!["VLOOKUP"]),
        ("=単|", "単", vec!["単価"]),
        ("=ra|", "ra", vec!["RAMP", "RAND", "RANDARRAY"]),
        ("=LET(quantity,2,qu|", "qu", vec!["quantity", "QUARTILE"]),
        ("=LET(a,1,LAMBDA(quota,[quay],qu|", "qu", vec!["quay", "quota", "QUARTILE"]),
        ("=LOG1|", "LOG1", vec!["LOG10"]),
        ("=SU|(A1)", "SU", vec!["SUBSTITUTE"]),
    ] {
        let (found, texts) = candidates(marked).unwrap_or_else(|| panic!("nothing for {marked}"));
        assert_eq!(found, word, "{marked}");
        assert_eq!(texts.get(..begins.len()), Some(begins.as_slice()), "{marked}: {texts:?}");
    }
    for marked in [
        "=|",
        "=SUM(|",
        "=\"SU|",
        "=\"a\"&\"SU|\"",
        "=S|UM",
        "=12|",
        "=A1|",
        "=$A|",
        "=zzz|",
        "=1SU|",
        "=#N/A|",
        "='SU|",
    ] {
        assert_eq!(candidates(marked), None, "{marked}");
    }
    let (reading, place) = caret("=SU| (A1)");
    assert!(reading.completion(place, names(), 3).is_some_and(|it| it.has_parenthesis && it.candidates.len() == 3));
    assert!(candidates("=summ|").is_none_or(|(_, texts)| !texts.contains(&"SUM")));
}

#[test]
fn a_name_of_let_is_offered_only_where_it_holds() {
    for (marked, expect) in [
        ("=LET(total,1,tota|)", true),
        ("=LET(total,tota|,1)", false),
        ("=LET(total,1,total)+tota|", false),
        ("=LET(a,LET(total,1,total),tota|)", false),
        ("=LAMBDA(total,LET(b,2,tota|))", true),
    ] {
        let (reading, place) = caret(marked);
        let completion = reading.completion(place, names(), 100);
        let found = completion.is_some_and(|it| it.candidates.iter().any(|c| matches!(c, Candidate::Local("total"))));
        assert_eq!(found, expect, "{marked}");
    }
}

#[test]
fn a_reference_goes_where_one_is_expected() {
    let insert = |place| Some(Pointing::Insert(place));
    let replace = |span| Some(Pointing::Replace(span));
    for (marked, expect) in [
        ("=|", insert(1)),
        ("＝|", insert(3)),
        ("=1+|", insert(3)),
        ("=1+ |", insert(4)),
        ("=SUM(|)", insert(5)),
        ("=SUM(A1,|", insert(8)),
        ("=A1:|", insert(4)),
        ("=\"x\"&|", insert(5)),
        ("=A1|", replace(1..3)),
        ("=|A1+2", replace(1..3)),
        ("=SUM($A$1:|B2)", replace(5..12)),
        ("='Q1 plan'!A|1", replace(1..13)),
        ("=＋Ｂ２|", replace(4..10)),
        ("=1|", None),
        ("=1+|2", None),
        ("=SUM|", None),
        ("=SUM(A1)|", None),
        ("=\"x+|", None),
        ("=\"x+|\"", None),
        ("={1,2}|", None),
        ("|=1", None),
    ] {
        let (reading, place) = caret(marked);
        assert_eq!(reading.pointing(place), expect, "{marked}");
    }
}

#[test]
fn dollars_go_round_as_in_excel() {
    for (from, expect) in [
        ("=A1", "=$A$1"),
        ("=$A$1", "=A$1"),
        ("=A$1", "=$A1"),
        ("=$A1", "=A1"),
        ("=A1:B2", "=$A$1:$B$2"),
        ("=$A$1:B2", "=A$1:B$2"),
        ("=A:C", "=$A:$C"),
        ("=$A:$C", "=A:C"),
        ("=2:3", "=$2:$3"),
        ("=$2:$3", "=2:3"),
        ("='Q1 plan'!b2", "='Q1 plan'!$b$2"),
        ("＝Ａ１", "＝$A$1"),
    ] {
        let reading = read(from);
        let change = reading.cycled(from.len()..from.len()).unwrap();
        let text = format!("{}{}{}", &from[..change.span.start], change.text, &from[change.span.end..]);
        assert_eq!(text, expect, "{from}");
    }
    let text = "=SUM(A1, 売上!B2)*$C3+Rate";
    let reading = read(text);
    let change = reading.cycled(6..text.len()).unwrap();
    assert_eq!((&text[change.span], change.text.as_str()), ("A1, 売上!B2)*$C3", "$A$1, 売上!$B$2)*$C$3"));
    assert_eq!(read("=1+Rate").cycled(3..3), None);
    assert_eq!(read("=\"A1\"").cycled(3..3), None);
}

#[test]
fn cells_are_written_as_formulas_refer_to_them() {
    let area = |first, last| Area::between(SheetId(0), first, last);
    for (area, sheet, expect) in [
        (area((1, 1), (1, 1)), None, "B2"),
        (area((0, 0), (2, 1)), Some("Sheet2"), "Sheet2!A1:B3"),
        (area((0, 2), (1_048_575, 3)), None, "C:D"),
        (area((4, 0), (4, 16_383)), Some("It's"), "'It''s'!5:5"),
        (area((0, 0), (0, 0)), Some("Q1 plan"), "'Q1 plan'!A1"),
        (area((0, 0), (0, 0)), Some("売上"), "売上!A1"),
    ] {
        assert_eq!(reference_text(area, sheet), expect);
    }
}

#[test]
fn help_marks_the_argument() {
    let parts = |name: &str, argument| -> String {
        let help = Help::of(name, argument).unwrap();
        let part = |part: &Part| if part.is_current { format!("*{}*", part.text) } else { part.text.clone() };
        help.parts.iter().map(part).collect::<Vec<_>>().join(", ")
    };
    for (name, argument, expect) in [
        ("ROUND", 1, "number, *digits*"),
        ("if", 2, "condition, [value_if_true], *[value_if_false]*"),
        ("IF", 3, "condition, [value_if_true], [value_if_false]"),
        ("IFS", 4, "condition1, value1, *[condition2*, value2, ...]"),
        ("IFS", 5, "condition1, value1, [condition2, *value2, ...]*"),
        ("AND", 9, "condition1, *[condition2, ...]*"),
    ] {
        assert_eq!(parts(name, argument), expect, "{name} {argument}");
    }
    assert!(Help::of("NOFUNCTION", 0).is_none());
    assert!(Help::of("IF", 3).unwrap().current.is_none());
}

#[test]
fn a_mistake_stands_at_its_character() {
    for (text, index, expect) in [("=1+*2", 3, 3..4), ("＝（１", 1, 3..6), ("=1+", 3, 3..3), ("=合計", 9, 7..7)] {
        assert_eq!(read(text).character(index), expect, "{text}");
    }
}

#[test]
fn any_text_is_read_at_any_caret() {
    let pieces =
        ["=", "SUM(", "A1", ":", "\"", "'", ")", "{", "}", "[", ",", "売上!", "（", "Ａ", " ", "#", "$", "\u{1}"];
    // Every text of three pieces after the sign.
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let text = format!("={a}{b}{c}");
                let Some(reading) = Reading::of(&text, CellAddress::new(SheetId(0), 3, 3), &Book) else { continue };
                for place in (0..=text.len()).filter(|place| text.is_char_boundary(*place)) {
                    let spans = [
                        reading.brackets_at(place).map(|(here, _)| here),
                        reading.call_at(place).map(|call| call.span),
                        reading.completion(place, names(), 5).map(|it| it.span),
                        reading.cycled(place..place).map(|change| change.span),
                    ];
                    for span in spans.into_iter().flatten() {
                        assert!(text.get(span.clone()).is_some(), "{text} at {place}: {span:?}");
                    }
                    let _ = reading.pointing(place);
                }
                assert!(reading.spots().iter().all(|spot| text.get(spot.span.clone()).is_some()), "{text}");
            }
        }
    }
}
