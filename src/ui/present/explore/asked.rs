//! What a question is about, and how its figures are written.

use rust_decimal::Decimal;
use tandem_core::cell::{CellAddress, Value};
use tandem_core::workbook::{Outcome, Workbook};

use crate::i18n::Language;
use crate::ui::chart::Point;

/// The outcome that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its name.
    pub outcome: String,
}

impl Asked {
    pub(super) fn of<'a>(&self, workbook: &'a Workbook) -> Option<&'a Outcome> {
        workbook.outcome(&self.outcome)
    }

    /// The outcome's label in the definition that is shown.
    pub(super) fn label(&self, workbook: &Workbook, language: Language) -> String {
        self.of(workbook).map(|outcome| outcome.shown_label().get(language).to_owned()).unwrap_or_default()
    }

    /// A number as the outcome shows its own.
    pub(super) fn text(&self, workbook: &Workbook, number: Decimal, language: Language) -> String {
        let Some(outcome) = self.of(workbook) else { return String::new() };
        let own = workbook.shown_format(outcome.shown_cell());
        workbook.value_text(&Value::Number(number), outcome.shown_format().or(own.as_deref()), language)
    }

    /// A change of the outcome, with its sign.
    pub(super) fn change(&self, workbook: &Workbook, change: Decimal, language: Language) -> Point {
        let text = self.text(workbook, change, language);
        let is_rise = !change.is_sign_negative() && !change.is_zero();
        Point { value: change, text: if is_rise { format!("+{text}") } else { text } }
    }
}

/// The outcomes that hold a number: name and label.
pub(super) fn outcomes(workbook: &Workbook, language: Language) -> Vec<(String, String)> {
    let numeric = |outcome: &&Outcome| matches!(workbook.value(outcome.shown_cell()), Value::Number(_));
    let named = |outcome: &Outcome| (outcome.name.clone(), outcome.shown_label().get(language).to_owned());
    workbook.outcomes().iter().filter(numeric).map(named).collect()
}

/// What people call an input.
pub(in crate::ui::present) fn input_label(workbook: &Workbook, name: &str, language: Language) -> String {
    workbook.control(name).map_or_else(|| name.to_owned(), |control| control.label.get(language).to_owned())
}

/// A number as an input's cell shows it.
pub(in crate::ui::present) fn input_text(
    workbook: &Workbook,
    cell: CellAddress,
    number: Decimal,
    language: Language,
) -> String {
    workbook.value_text(&Value::Number(number), workbook.shown_format(cell).as_deref(), language)
}
