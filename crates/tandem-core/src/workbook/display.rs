//! What a cell shows, and what its editor begins with.

use std::borrow::Cow;

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
            Content::Literal(value) => literal_text(&value),
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

fn literal_text(value: &Value) -> String {
    match value {
        Value::Text(text) => {
            let reads_back =
                matches!(typed::read(text, 0).content, Content::Literal(Value::Text(again)) if again == *text);
            if reads_back { text.to_string() } else { format!("'{text}") }
        }
        other => other.plain(),
    }
}
