//! What a cell shows, and what its editor begins with.

use std::borrow::Cow;

use super::{Align, ConditionalFormat, ConditionalRule, Outcome, Style, Workbook, typed};
use crate::cell::{CellAddress, Value};
use crate::engine::Content;
use crate::number::{self, FormatColor, FormatKind, Formatted, NumberFormat};
use crate::text::Language;

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Where it stands; never `Auto`.
    pub align: Align,
    /// The colour that the number format asks for.
    pub color: Option<FormatColor>,
}

impl Workbook {
    /// What a cell shows: its value in its number format; label texts in the language that is asked for.
    #[must_use]
    pub fn shown(&self, at: CellAddress, language: Language) -> Shown {
        self.shown_in(at, self.style(at), language)
    }

    /// What a cell shows in another style than its own, as where a rule lays something over it.
    #[must_use]
    pub fn shown_in(&self, at: CellAddress, style: &Style, language: Language) -> Shown {
        let value = self.value(at);
        let align = match style.align {
            Align::Auto => natural_align(value),
            align => align,
        };
        let own = self.style(at);
        let Formatted { text, color } = if own.format == style.format {
            self.formatted(value, self.format_at(at), language)
        } else {
            let format = style.format.as_deref().and_then(|code| NumberFormat::parse(code).ok());
            self.formatted(value, format.as_ref(), language)
        };
        Shown { text, align, color }
    }

    /// The text that a cell shows.
    #[must_use]
    pub fn display_text(&self, at: CellAddress, language: Language) -> String {
        match self.laid_format(at) {
            Some(code) => self.value_text(self.value(at), Some(&code), language),
            None => self.formatted(self.value(at), self.format_at(at), language).text,
        }
    }

    /// The number format code in which a cell is shown: that which a rule of its sheet lays over it, or its own; nothing for
    /// General.
    #[must_use]
    pub fn shown_format(&self, at: CellAddress) -> Option<Cow<'_, str>> {
        let laid = self.laid_format(at).map(Cow::Owned);
        laid.or_else(|| self.style(at).format.as_deref().map(Cow::Borrowed))
    }

    /// The number format code that a rule of the sheet lays over a cell at present, as where the digits of an amount follow its
    /// currency.
    fn laid_format(&self, at: CellAddress) -> Option<String> {
        let lays =
            |rule: &ConditionalRule| matches!(rule, ConditionalRule::Highlight { style, .. } if style.format.is_some());
        let concerns = |format: &ConditionalFormat| {
            format.rules.iter().any(lays) && format.areas.iter().any(|area| area.contains(at))
        };
        // Few sheets have such a rule, and reading all rules costs more than showing a cell.
        let is_concerned = self.sheet(at.sheet)?.overlay.conditional_formats.iter().any(concerns);
        is_concerned.then(|| self.conditional_look(at).style.format).flatten()
    }

    /// The text of a value in a number format; a code that can't be read, and none, mean General.
    #[must_use]
    pub fn value_text(&self, value: &Value, code: Option<&str>, language: Language) -> String {
        let format = code.and_then(|code| NumberFormat::parse(code).ok());
        self.formatted(value, format.as_ref(), language).text
    }

    fn formatted(&self, value: &Value, format: Option<&NumberFormat>, language: Language) -> Formatted {
        match (value, format) {
            (Value::Blank, _) => Formatted::default(),
            (Value::Number(number), Some(format)) => format.format(*number, language),
            (Value::Number(number), None) => Formatted { text: number::general(*number), color: None },
            (Value::Text(text), format) => {
                // `@` says that a text stands there as it is, as in a list of words with their translations.
                let is_verbatim = format.is_some_and(|format| format.kind() == FormatKind::Text);
                let text = if is_verbatim { text } else { self.glossary.translate(text, language) };
                match format {
                    Some(format) => format.format_text(text),
                    None => Formatted { text: text.to_owned(), color: None },
                }
            }
            (Value::Array(array), format) => self.formatted(array.first(), format, language),
            (Value::Bool(_) | Value::Error(_), _) => Formatted { text: value.plain(), color: None },
        }
    }

    /// The number format of a cell; nothing for General.
    #[must_use]
    pub fn format_at(&self, at: CellAddress) -> Option<&NumberFormat> {
        let sheet = self.sheet(at.sheet)?;
        self.styles.number_format(sheet.styles.get(at.row, at.column))
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
            Content::Literal(Value::Text(text)) => number::edit_text_of_text(&text, self.today()).into_owned(),
            Content::Literal(Value::Number(number)) => match self.format_at(at) {
                Some(format) => number::edit_text(number, format),
                None => number::exact(number),
            },
            Content::Literal(value) => value.plain(),
        }
    }

    /// What typing the present value of a cell into a cell of the same format would be: as [`Self::input_text`], with the result in
    /// place of a formula.
    #[must_use]
    pub fn typed_value_text(&self, at: CellAddress) -> String {
        let value = self.value(at);
        let value = if let Value::Array(array) = value { array.first() } else { value };
        match value {
            Value::Text(text) => number::edit_text_of_text(text, self.today()).into_owned(),
            Value::Number(number) => match self.format_at(at) {
                Some(format) => number::edit_text(*number, format),
                None => number::exact(*number),
            },
            value => value.plain(),
        }
    }

    /// The value of a cell as other programs read it: numbers exact and unformatted, dates as `2026-03-31`, texts as
    /// they are.
    #[must_use]
    pub fn value_input_text(&self, at: CellAddress) -> String {
        match self.value(at) {
            Value::Number(number) => match self.format_at(at) {
                Some(format) if matches!(format.kind(), FormatKind::Date | FormatKind::DateTime) => {
                    number::edit_text(*number, format)
                }
                _ => number::plain(*number),
            },
            Value::Array(array) => array.first().plain(),
            value => value.plain(),
        }
    }

    /// A text as a person's typing in a cell means it: in a cell of a percent format, a bare number of one or more is that
    /// many percent, as in Excel. Texts from elsewhere, such as `calculate` and scenarios, mean what they say.
    #[must_use]
    pub fn entered<'a>(&self, at: CellAddress, text: &'a str) -> Cow<'a, str> {
        self.entered_as(self.style(at).format.as_deref(), text)
    }

    /// As [`Self::entered`], in a cell that is to have this number format.
    #[must_use]
    pub fn entered_as<'a>(&self, format: Option<&str>, text: &'a str) -> Cow<'a, str> {
        let is_percent = format.is_some_and(|code| {
            number::NumberFormat::parse(code).is_ok_and(|format| format.kind() == number::FormatKind::Percent)
        });
        let is_bare = is_percent
            && text
                .chars()
                .all(|c| c.is_numeric() || matches!(c, '.' | ',' | '-' | '+' | '−' | '－' | '．' | '，' | ' '));
        let is_many =
            is_bare && number::parse_number(text).is_some_and(|number| number.abs() >= rust_decimal::Decimal::ONE);
        if is_many { Cow::Owned(format!("{}%", text.trim_end())) } else { Cow::Borrowed(text) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{CellEdit, Edit};
    use crate::text::Localized;
    use crate::workbook::Glossary;

    #[test]
    fn a_bare_number_typed_over_a_percentage_is_one() {
        let mut workbook = Workbook::new("w");
        let at = workbook.cell("Sheet1!A1").unwrap();
        assert_eq!(workbook.entered(at, "12"), "12");
        Edit::SetCells(vec![CellEdit::typed(at, "10%")]).apply(&mut workbook).unwrap();
        for (typed, meant) in [
            ("12", "12%"),
            ("-7.5", "-7.5%"),
            ("0.12", "0.12"),
            ("12%", "12%"),
            ("=1", "=1"),
            ("ten", "ten"),
            ("１２", "１２%"),
        ] {
            assert_eq!(workbook.entered(at, typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_label_is_shown_in_the_language_asked_for_unless_its_format_is_text() {
        let mut workbook = Workbook::new("labels");
        workbook.glossary = Glossary::new(vec![Localized { en: "Vendor".into(), ja: "ベンダー".into() }]);
        for (text, code, expected) in
            [("Vendor", None, "ベンダー"), ("Vendor", Some("@"), "Vendor"), ("ベンダー", Some("@"), "ベンダー")]
        {
            assert_eq!(workbook.value_text(&Value::from(text), code, Language::Japanese), expected, "{text} {code:?}");
        }
        assert_eq!(workbook.value_text(&Value::from("ベンダー"), None, Language::English), "Vendor");
    }
}
