//! The time of the machine that runs the module, for TODAY, NOW and random functions.

use js_sys::Date;
use tandem_core::function::Clock;
use tandem_core::number::{Decimal, date};

/// Date and time of day where the caller is.
pub(crate) fn now() -> Clock {
    let date = Date::new_0();
    let year = i32::try_from(date.get_full_year()).ok();
    let day = year.and_then(|year| date::serial_from_ymd(year, date.get_month() + 1, date.get_date()));
    let time = date::time_of_day(date.get_hours(), date.get_minutes(), date.get_seconds());
    let now = day.map(Decimal::from).and_then(|day| day.checked_add(time.unwrap_or_default()));
    // Milliseconds differ between two workbooks of one second.
    let seed = u64::from(date.get_milliseconds()) + u64::from(date.get_seconds()) * 1_000;
    Clock { now: now.unwrap_or_default(), seed }
}
