//! Days of review as iCalendar: what RFC 5545 asks of lines, texts and days.

use crate::record::fixture::{accepted, apply, change, eventful, filled, page, record, refused};
use proptest::prelude::*;
use tandem_core::edit::{Edit, RecordFault};
use tandem_core::exchange::{ReviewEvent, review_events, to_ics};
use tandem_core::file;
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::RecordStatus;

/// 2026-03-31 12:34:56 UTC: 20,543 days of 86,400 seconds since 1970, and 45,296 seconds.
const MADE_UNIX_S: i64 = 20_543 * 86_400 + 45_296;

/// Lines as another program reads them: unfolded, as name and value with its escapes taken back.
fn lines(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends with CRLF");
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let parts = lines.iter().map(|line| line.split_once(':').unwrap());
    parts.map(|(name, value)| (name.to_owned(), unescaped(value))).collect()
}

fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next().unwrap() {
                'n' | 'N' => plain.push('\n'),
                other => {
                    assert!(matches!(other, '\\' | ';' | ','), "{other} needs no escape");
                    plain.push(other);
                }
            },
            ';' | ',' => panic!("{character} parts values: {value}"),
            _ => plain.push(character),
        }
    }
    plain
}

fn values<'a>(lines: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    lines.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_review_is_an_event_of_one_day() {
    let text = to_ics(&review_events(&filled(), Language::English), MADE_UNIX_S);
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tandem//Decision reviews//EN\r\nCALSCALE:GREGORIAN\r\n\
        BEGIN:VEVENT\r\nUID:w-p2-review-1@tandem\r\nDTSTAMP:20260331T123456Z\r\nSEQUENCE:29582674\r\nDTSTART;VALUE=DATE:20260630\r\n\
        DTEND;VALUE=DATE:20260701\r\nSUMMARY:Review: D-1 Decision\r\n\
        DESCRIPTION:Decision: Pilot it.\\nDecided by: Chie\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text, expected);
}

#[test]
fn japanese_texts_are_folded_between_characters_and_signs_are_escaped() {
    let mut workbook = filled();
    let title = Localized {
        en: "x".into(), ja: "四半期ごとの報奨金、支払い方法; 条件,例外\\注記 ".repeat(4)
    };
    apply(&mut workbook, Edit::SetPageTitle { page: page(), title: title.clone() });
    let lines = lines(&to_ics(&review_events(&workbook, Language::Japanese), MADE_UNIX_S));
    assert_eq!(values(&lines, "SUMMARY"), [format!("見直し：D-1 {}", title.ja.trim_end())]);
    assert_eq!(values(&lines, "DESCRIPTION"), ["決定：Pilot it.\n意思決定者：Chie"]);
}

#[test]
fn held_reviews_and_decisions_that_no_longer_hold_are_left_out() {
    // Its first review was held, and it is superseded since.
    assert_eq!(review_events(&eventful(), Language::English), []);
    let mut workbook = accepted();
    let edit = change(&workbook, |record| {
        for due in ["2026-06-30", "2026-02-30", "2027-12-31"] {
            record.add_review(due.into(), None);
        }
    });
    apply(&mut workbook, edit);
    let events = review_events(&workbook, Language::English);
    let uids: Vec<_> = events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["w-p2-review-1@tandem", "w-p2-review-2@tandem", "w-p2-review-3@tandem", "w-p2-review-4@tandem"]);
    let lines = lines(&to_ics(&events, MADE_UNIX_S));
    // February has no 30th, and the year ends between the last two days.
    assert_eq!(values(&lines, "DTSTART;VALUE=DATE"), ["20260630", "20260630", "20260228", "20271231"]);
    assert_eq!(values(&lines, "DTEND;VALUE=DATE"), ["20260701", "20260701", "20260301", "20280101"]);
    let edit = change(&workbook, |record| record.status = RecordStatus::Deprecated);
    apply(&mut workbook, edit);
    assert_eq!(review_events(&workbook, Language::English), []);
}

#[test]
fn a_postponed_review_is_the_same_event_under_a_higher_number() {
    let mut workbook = accepted();
    let before = lines(&to_ics(&review_events(&workbook, Language::English), MADE_UNIX_S));
    let edit = change(&workbook, |record| record.reviews[0].due = "2026-09-30".into());
    apply(&mut workbook, edit);
    let after = lines(&to_ics(&review_events(&workbook, Language::English), MADE_UNIX_S + 86_400));
    assert_eq!(values(&before, "UID"), values(&after, "UID"));
    assert_eq!(values(&after, "DTSTART;VALUE=DATE"), ["20260930"]);
    // Sixty times twenty-four minutes more.
    assert_eq!((values(&before, "SEQUENCE"), values(&after, "SEQUENCE")), (vec!["29582674"], vec!["29584114"]));
}

#[test]
fn a_review_is_the_same_event_when_others_are_taken_away_and_added() {
    let mut workbook = accepted();
    let edit = change(&workbook, |record| {
        record.add_review("2026-09-30".into(), None);
        record.add_review("2026-12-31".into(), None);
    });
    apply(&mut workbook, edit);
    // The last one goes, too, so that its number is free but was used.
    let edit = change(&workbook, |record| {
        record.remove_review(2);
        record.remove_review(0);
        record.remove_review(7);
    });
    apply(&mut workbook, edit);
    let read = file::read(&file::write(&workbook)).unwrap();
    for mut workbook in [workbook, read] {
        let edit = change(&workbook, |record| record.add_review("2027-03-31".into(), None));
        apply(&mut workbook, edit);
        let events = review_events(&workbook, Language::English);
        let uids: Vec<_> = events.iter().map(|event| event.uid.as_str()).collect();
        assert_eq!(uids, ["w-p2-review-2@tandem", "w-p2-review-4@tandem"]);
    }
}

#[test]
fn two_reviews_of_one_number_are_refused() {
    let mut workbook = accepted();
    let twice = change(&workbook, |record| {
        record.add_review("2026-09-30".into(), None);
        record.reviews[1].number = 1;
    });
    assert_eq!(refused(&mut workbook, twice), RecordFault::ReviewNumber);
    let none = change(&workbook, |record| record.reviews[0].number = 0);
    assert_eq!(refused(&mut workbook, none), RecordFault::ReviewNumber);
    // Files name the number only where it isn't the place.
    assert_eq!(serde_json::to_value(record(&workbook)).unwrap()["reviews"][0].get("number"), None);
    assert_eq!(record(&file::read(&file::write(&workbook)).unwrap()).reviews[0].number, 1);
}

#[test]
fn moments_before_1970_and_beyond_the_calendar_are_stamped_too() {
    for (made_unix_s, expected) in [
        (-1, "19691231T235959Z"),
        (0, "19700101T000000Z"),
        (i64::MAX, "19700101T000000Z"),
        (i64::MIN, "19700101T000000Z"),
    ] {
        let event = ReviewEvent { uid: "u".into(), day: 46_203, summary: String::new(), description: String::new() };
        assert_eq!(values(&lines(&to_ics(&[event], made_unix_s)), "DTSTAMP"), [expected]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn any_text_comes_back_from_its_lines(text in "([^\\pC]|\n|[🦀日本語,;\\\\: ]){0,200}") {
        let event = ReviewEvent { uid: "u".into(), day: 46_203, summary: text.clone(), description: format!("d{text}") };
        let lines = lines(&to_ics(&[event], MADE_UNIX_S));
        prop_assert_eq!(values(&lines, "SUMMARY"), [text.as_str()]);
        let description = format!("d{text}");
        prop_assert_eq!(values(&lines, "DESCRIPTION"), [description.as_str()]);
    }
}
