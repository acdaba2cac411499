//! The time of the reader's machine, and how it is written.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::i18n::Language;

/// Milliseconds since 1970 in UTC. A machine's clock may jump back: never subtract two of these without a check.
#[must_use]
pub fn now_ms() -> u64 {
    whole(Date::now())
}

/// Whole seconds since 1970 in UTC.
#[must_use]
pub fn now_s() -> i64 {
    const MS_PER_S: u64 = 1000;
    i64::try_from(now_ms() / MS_PER_S).unwrap_or(i64::MAX)
}

/// The calendar day of the reader, as year, month and day.
#[must_use]
pub fn today() -> (i32, u32, u32) {
    let now = Date::new_0();
    (i32::try_from(now.get_full_year()).unwrap_or(0), now.get_month().saturating_add(1), now.get_date())
}

/// The calendar day of the reader, as `2026-03-31`.
#[must_use]
pub fn today_text() -> String {
    let (year, month, day) = today();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The reader's time of day, as hour and minute.
#[must_use]
pub fn time_of_day() -> (u32, u32) {
    let now = Date::new_0();
    (now.get_hours(), now.get_minutes())
}

/// The time of day, such as `12:03`.
#[must_use]
pub fn time_text(at_ms: u64, language: Language) -> String {
    format(at_ms, language, &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")])
}

/// The day and the time, such as `12 May 2026, 12:03`.
#[must_use]
pub fn date_time_text(at_ms: u64, language: Language) -> String {
    format(at_ms, language, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// Whether two moments fall on the same day of the reader.
#[must_use]
pub fn same_day(a_ms: u64, b_ms: u64) -> bool {
    let day = |at_ms| {
        let date = date(at_ms);
        (date.get_full_year(), date.get_month(), date.get_date())
    };
    day(a_ms) == day(b_ms)
}

/// A moment told as briefly as its reader needs: today's by its time, another day's with its date.
#[must_use]
pub fn moment_text(at_ms: u64, language: Language) -> String {
    if same_day(at_ms, now_ms()) { time_text(at_ms, language) } else { date_time_text(at_ms, language) }
}

/// A moment in UTC as ISO 8601 writes it, such as `2026-03-31T12:03:00.000Z`.
#[must_use]
pub fn iso_text(at_ms: u64) -> String {
    date(at_ms).to_iso_string().into()
}

/// The moment of such a text, in milliseconds since 1970.
#[must_use]
pub fn ms_of_iso(text: &str) -> Option<u64> {
    let at_ms = Date::parse(text);
    (at_ms.is_finite() && at_ms >= 0.0).then(|| whole(at_ms))
}

fn format(at_ms: u64, language: Language, options: &[(&str, &str)]) -> String {
    let settings = Object::new();
    for (key, value) in options {
        // Setting a field of a fresh plain object cannot fail.
        let _ = Reflect::set(&settings, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let locale = match language {
        Language::English => "en-GB",
        Language::Japanese => "ja-JP",
    };
    let locales = Array::of1(&JsValue::from_str(locale));
    let format = Intl::DateTimeFormat::new(&locales, settings.unchecked_ref());
    let written = format.format().call1(&JsValue::UNDEFINED, &date(at_ms));
    written.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar stay far below 2^53")]
fn date(at_ms: u64) -> Date {
    Date::new(&JsValue::from_f64(at_ms as f64))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion saturates: a clock before 1970 counts as 1970"
)]
const fn whole(number: f64) -> u64 {
    number as u64
}

/// Milliseconds since the page began, on a clock that never jumps back.
#[must_use]
pub fn steady_ms() -> u64 {
    whole(leptos::prelude::window().performance().map_or(0.0, |performance| performance.now()))
}
