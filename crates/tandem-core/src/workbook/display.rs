//! What a cell shows, and what its editor begins with.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Align, Outcome, Workbook, typed};
use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::number;
use crate::text::Language;

/// What a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Where it stands; never `Auto`.
    pub align: Align,
}

impl Workbook {
    /// What a cell shows: its value in its number format; label texts in the language that is asked for.
    #[must_use]
    pub fn shown(&self, at: CellAddress, language: Language) -> Shown {
        let style = self.style(at);
        let value = self.value(at);
        let align = match style.align {
            Align::Auto => natural_align(value),
            align => align,
        };
        Shown { text: self.value_text(value, style.format.as_deref(), language).into_owned(), align }
    }

    /// The text that a cell shows.
    #[must_use]
    pub fn display_text(&self, at: CellAddress, language: Language) -> String {
        self.value_text(self.value(at), self.style(at).format.as_deref(), language).into_owned()
    }

    /// The text of a value in a number format; nothing as the code means General.
    #[must_use]
    pub fn value_text<'a>(&'a self, value: &'a Value, code: Option<&str>, language: Language) -> Cow<'a, str> {
        match value {
            Value::Blank => Cow::Borrowed(""),
            Value::Number(number) => Cow::Owned(number::general(*number)),
            Value::Text(text) => Cow::Borrowed(self.glossary.translate(text, language)),
            Value::Array(array) => Cow::Owned(self.value_text(array.first(), code, language).into_owned()),
            other => Cow::Owned(other.plain()),
        }
    }

    /// The text of an outcome under the definition that is chosen.
    #[must_use]
    pub fn outcome_text(&self, outcome: &Outcome, language: Language) -> String {
        let at = outcome.shown_cell();
        let code = outcome.shown_format().or(self.style(at).format.as_deref());
        self.value_text(self.value(at), code, language).into_owned()
    }

    /// The horizon of an outcome in words; empty when it has none.
    #[must_use]
    pub fn horizon_text(&self, outcome: &Outcome, language: Language) -> String {
        let count = outcome.horizon.count.map(|at| self.display_text(at, language)).unwrap_or_default();
        outcome.horizon.filled(language, &count)
    }

    /// What the editor of a cell begins with: typing it again gives the same content.
    #[must_use]
    pub fn input_text(&self, at: CellAddress) -> String {
        match self.content(at) {
            Content::Blank => String::new(),
            Content::Formula(text) => text,
            Content::Literal(Value::Text(text)) => {
                let read = typed::read(&text, self.today()).content;
                let reads_back = matches!(read, Content::Literal(Value::Text(again)) if again == text);
                if reads_back { text.to_string() } else { format!("'{text}") }
            }
            Content::Literal(Value::Number(number)) => typeable(number, self.style(at).format.as_deref()),
            Content::Literal(value) => value.plain(),
        }
    }

    /// The value of a cell as other programs read it: numbers exact and unformatted, dates as `2026-03-31`, texts as
    /// they are.
    #[must_use]
    pub fn value_input_text(&self, at: CellAddress) -> String {
        match self.value(at) {
            Value::Number(number) => match format_nature(self.style(at).format.as_deref()) {
                Nature::Date => iso_date(*number).unwrap_or_else(|| number::plain(*number)),
                Nature::Percent | Nature::Plain => number::plain(*number),
            },
            Value::Array(array) => array.first().plain(),
            value => value.plain(),
        }
    }

    /// Whether inputs of the active scenario have been changed since it was applied.
    #[must_use]
    pub fn is_scenario_changed(&self) -> bool {
        let Some(scenario) = self.active_scenario() else { return false };
        scenario.values.iter().any(|(name, input)| {
            self.control(name)
                .is_some_and(|control| !self.content(control.cell).is_same(&typed::read(input, self.today()).content))
        })
    }
}

fn natural_align(value: &Value) -> Align {
    match value {
        Value::Number(_) => Align::Right,
        Value::Bool(_) | Value::Error(_) => Align::Center,
        Value::Blank | Value::Text(_) => Align::Left,
        Value::Array(array) => natural_align(array.first()),
    }
}

/// What kind of number a format code shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Plain,
    Percent,
    Date,
}

/// The nature of a format code, read from its letters outside quotation marks and brackets.
fn format_nature(code: Option<&str>) -> Nature {
    let mut chars = code.unwrap_or_default().chars();
    let mut nature = Nature::Plain;
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '[' => while chars.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            'y' | 'd' | 'Y' | 'D' => return Nature::Date,
            '%' => nature = Nature::Percent,
            _ => {}
        }
    }
    nature
}

/// A number as a person types it where a format shows it: `12%` for 0.12, `2026-03-31` for its serial number.
fn typeable(number: Decimal, code: Option<&str>) -> String {
    let natural = match format_nature(code) {
        Nature::Percent => number.checked_mul(Decimal::ONE_HUNDRED).map(|hundredths| {
            let text = number::plain(hundredths);
            format!("{text}%")
        }),
        Nature::Date => iso_date(number),
        Nature::Plain => None,
    };
    // The editor must not change the number: what does not read back is shown unformatted.
    let reads_back = |text: &String| match typed::read(text, 0).content {
        Content::Literal(Value::Number(again)) => again == number,
        _ => false,
    };
    natural.filter(reads_back).unwrap_or_else(|| number::plain(number))
}

fn iso_date(number: Decimal) -> Option<String> {
    if number.fract() != Decimal::ZERO {
        return None;
    }
    let (year, month, day) = number::date::ymd_from_serial(number.to_i32()?)?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nature_of_a_format_is_known() {
        for (code, expect) in [
            ("#,##0.00", Nature::Plain),
            ("0.0%", Nature::Percent),
            ("yyyy-mm-dd", Nature::Date),
            ("yyyy\"年\"m\"月\"d\"日\"", Nature::Date),
            ("[Red]0", Nature::Plain),
            ("0 \"days %\"", Nature::Plain),
            ("0\\d", Nature::Plain),
        ] {
            assert_eq!(format_nature(Some(code)), expect, "{code}");
        }
    }

    #[test]
    fn numbers_are_edited_as_they_are_shown() {
        for (number, code, expect) in [
            ("0.12", Some("0%"), "12%"),
            ("0.12", None, "0.12"),
            ("46112", Some("yyyy-mm-dd"), "2026-03-31"),
            ("46112.5", Some("yyyy-mm-dd"), "46112.5"),
        ] {
            assert_eq!(typeable(number.parse().unwrap(), code), expect);
        }
    }
}
