//! Days of review as a calendar that other programs read: iCalendar, RFC 5545.

use crate::number::date::{days_in_month, serial_from_ymd, ymd_from_serial};
use crate::text::{Language, Text};
use crate::workbook::{Page, PageId, Workbook};

/// Octets of a line at most, its line end not counted (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;
/// The serial number of 1970-01-01.
const UNIX_DAY: i64 = 25_569;
const DAY_S: i64 = 86_400;
const MINUTE_S: i64 = 60;

const SUMMARY: Text = Text::new("Review: {name}", "見直し：{name}");
const DECISION: Text = Text::new("Decision: {text}", "決定：{text}");
const DECIDER: Text = Text::new("Decided by: {text}", "意思決定者：{text}");

/// A review that is ahead or overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEvent {
    /// What tells it from every other event, the same at every export and on whatever day it is due.
    pub uid: String,
    /// The day it is due, as a serial number.
    pub day: i32,
    /// What is looked at again.
    pub summary: String,
    /// What was decided, and by whom.
    pub description: String,
}

/// The reviews of a workbook's decisions that were not held, in the order of its pages. Decisions that no longer hold are
/// looked at no more.
#[must_use]
pub fn review_events(workbook: &Workbook, language: Language) -> Vec<ReviewEvent> {
    workbook.pages().iter().flat_map(|page| of_page(workbook, page, language)).collect()
}

/// The reviews of the record on one page that were not held; none where there is no record.
#[must_use]
pub fn review_events_of(workbook: &Workbook, page: &PageId, language: Language) -> Vec<ReviewEvent> {
    workbook.page(page).map(|page| of_page(workbook, page, language)).unwrap_or_default()
}

fn of_page(workbook: &Workbook, page: &Page, language: Language) -> Vec<ReviewEvent> {
    let Some(record) = page.record() else { return Vec::new() };
    if !record.is_followed() {
        return Vec::new();
    }
    let name = [record.number.as_str(), page.title.get(language)].join(" ");
    let lines = [(DECISION, &record.text.decision), (DECIDER, &record.text.decider)];
    let lines = lines.into_iter().filter_map(|(word, text)| {
        let text = text.get(language);
        (!text.is_empty()).then(|| word.get(language).replace("{text}", text))
    });
    let description = lines.collect::<Vec<_>>().join("\n");
    let waiting = record.reviews.iter().filter(|review| review.held.is_none());
    let events = waiting.filter_map(|review| {
        Some(ReviewEvent {
            // A review's number stays when its day doesn't, and when others go.
            uid: format!("{}-{}-review-{}@tandem", workbook.id(), page.id.as_str(), review.number),
            day: day(&review.due)?,
            summary: SUMMARY.get(language).replace("{name}", name.trim()),
            description: description.clone(),
        })
    });
    events.collect()
}

/// The serial number of a day such as `2026-03-31`; of the month's last day where it has no such day.
fn day(text: &str) -> Option<i32> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let year = i32::try_from(year).ok()?;
    serial_from_ymd(year, month, day.min(days_in_month(year, month)))
}

/// Reviews as a calendar with a day-long event for each. The time of its making is in seconds since 1970 in UTC, which the
/// caller knows.
#[must_use]
pub fn to_ics(events: &[ReviewEvent], made_unix_s: i64) -> String {
    let stamp = stamp(made_unix_s);
    // A calendar takes the event of a higher number for the newer one, so that a postponed review moves there.
    let sequence = made_unix_s.div_euclid(MINUTE_S).clamp(0, i64::from(i32::MAX));
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//Decision reviews//EN", "CALSCALE:GREGORIAN"] {
        push_line(&mut text, line);
    }
    for event in events {
        let Some((first, after)) = date(event.day).zip(event.day.checked_add(1).and_then(date)) else { continue };
        push_line(&mut text, "BEGIN:VEVENT");
        push_line(&mut text, &format!("UID:{}", escaped(&event.uid)));
        push_line(&mut text, &format!("DTSTAMP:{stamp}"));
        push_line(&mut text, &format!("SEQUENCE:{sequence}"));
        push_line(&mut text, &format!("DTSTART;VALUE=DATE:{first}"));
        push_line(&mut text, &format!("DTEND;VALUE=DATE:{after}"));
        push_line(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.description.is_empty() {
            push_line(&mut text, &format!("DESCRIPTION:{}", escaped(&event.description)));
        }
        push_line(&mut text, "TRANSP:TRANSPARENT");
        push_line(&mut text, "END:VEVENT");
    }
    push_line(&mut text, "END:VCALENDAR");
    text
}

/// A day as `20260331`.
fn date(serial: i32) -> Option<String> {
    let (year, month, day) = ymd_from_serial(serial)?;
    Some(format!("{year:04}{month:02}{day:02}"))
}

/// A moment as `20260331T120000Z`; the first one of 1970 for what no calendar holds.
fn stamp(unix_s: i64) -> String {
    let serial = UNIX_DAY.saturating_add(unix_s.div_euclid(DAY_S));
    let Some(day) = i32::try_from(serial).ok().and_then(date) else { return "19700101T000000Z".to_owned() };
    let second = unix_s.rem_euclid(DAY_S);
    format!("{day}T{:02}{:02}{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

/// A text as a value: signs that part values are escaped, and control characters are spaces.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A line in as many pieces as it needs; each but the first begins with a space, and no character is cut in two.
fn push_line(text: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE_OCTETS {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(character);
        length += character.len_utf8();
    }
    text.push_str("\r\n");
}
