//! How outcomes read: with no more digits than the confidence of what they come from allows.
//!
//! A cell says how many significant digits that are, so that the rule is a formula like any other and people can change it. What
//! people say of an input, at its source or its control, no formula can read: here it counts beside the cell.
//! The figure itself stays exact in its cell; only its text is rounded, and [`Workbook::exact_outcome_text`] gives what was
//! left out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Confidence, Outcome, Page, Workbook};
use crate::cell::{CellAddress, Value};
use crate::number::{self, Arithmetic as _, Decimal, FormatKind, NumberFormat};
use crate::text::Language;

/// Significant digits at most: beyond them nothing would be rounded that a number format shows.
const MOST_DIGITS: u32 = 15;

impl Workbook {
    /// The text of an outcome under the definition that is chosen, rounded to its significant digits.
    #[must_use]
    pub fn outcome_text(&self, outcome: &Outcome, language: Language) -> String {
        self.outcome_value_text(outcome, self.value(outcome.shown_cell()), language)
    }

    /// The text that an outcome would have without being rounded to significant digits; nothing where that is its text
    /// anyway.
    #[must_use]
    pub fn exact_outcome_text(&self, outcome: &Outcome, language: Language) -> Option<String> {
        self.outcome_digits(outcome)?;
        let value = self.value(outcome.shown_cell());
        let exact = self.value_text(value, self.outcome_format(outcome).as_deref(), language);
        (exact != self.outcome_value_text(outcome, value, language)).then_some(exact)
    }

    /// By how much an outcome would differ with another value, with a sign; nothing where either is no number or both read
    /// the same.
    #[must_use]
    pub fn outcome_change_text(&self, outcome: &Outcome, other: &Value, language: Language) -> Option<String> {
        let value = self.value(outcome.shown_cell());
        let (Value::Number(now), Value::Number(then)) = (value, other) else { return None };
        let text = |value: &Value| self.outcome_value_text(outcome, value, language);
        if text(value) == text(other) {
            return None;
        }
        let change = then.minus(*now)?;
        let shown = text(&Value::Number(change.abs()));
        Some(if change.is_sign_negative() { format!("\u{2212}{shown}") } else { format!("+{shown}") })
    }

    /// How many significant digits an outcome is shown with; nothing for every digit of its format. Where the cell gives a
    /// number, an input that the outcome rests on and of which somebody is less sure lowers it.
    #[must_use]
    pub fn outcome_digits(&self, outcome: &Outcome) -> Option<u32> {
        let mut digits = whole_digits(self.value(outcome.digits?))?;
        let cell = outcome.shown_cell();
        for (input, confidence) in self.stated_inputs() {
            let own = self.digits_of(confidence);
            // Most inputs are no less sure than what the cell says; of the others few are worth the way to the outcome.
            if own < digits && self.engine.rests_on(cell, input) {
                digits = own;
            }
        }
        Some(digits)
    }

    /// The inputs of which somebody said how sure they are: cells with a source, and controls. What is said of the cell
    /// itself, by the people at work, counts before what its control was made with.
    fn stated_inputs(&self) -> BTreeMap<CellAddress, Confidence> {
        let controls = self.controls.iter().filter_map(|control| Some((control.cell, control.confidence?)));
        let mut stated: BTreeMap<CellAddress, Confidence> = controls.collect();
        for sheet in self.pages.iter().filter_map(Page::sheet) {
            for ((row, column), evidence) in &sheet.overlay.evidence {
                if let Some(confidence) = evidence.confidence {
                    stated.insert(CellAddress::new(sheet.id, *row, *column), confidence);
                }
            }
        }
        stated
    }

    /// The significant digits that a confidence allows: those of the cell with its name, where the workbook has one.
    fn digits_of(&self, confidence: Confidence) -> u32 {
        let (name, usual) = match confidence {
            Confidence::High => ("digits_high", 4),
            Confidence::Medium => ("digits_medium", 3),
            Confidence::Low => ("digits_low", 2),
        };
        let area = self.engine.name_area(name);
        area.and_then(|area| whole_digits(self.value(area.first()))).unwrap_or(usual)
    }

    fn outcome_format<'a>(&'a self, outcome: &'a Outcome) -> Option<Cow<'a, str>> {
        let own = outcome.shown_format().map(Cow::Borrowed);
        own.or_else(|| Workbook::shown_format(self, outcome.shown_cell()))
    }

    /// The text of a value as an outcome shows its own.
    #[must_use]
    pub fn outcome_value_text(&self, outcome: &Outcome, value: &Value, language: Language) -> String {
        let code = self.outcome_format(outcome);
        let (Some(digits), Value::Number(number)) = (self.outcome_digits(outcome), value) else {
            return self.value_text(value, code.as_deref(), language);
        };
        let Some((number, decimals)) = significant(*number, digits) else {
            return self.value_text(value, code.as_deref(), language);
        };
        let code = code.map(|code| with_decimals_at_most(&code, decimals));
        self.value_text(&Value::Number(number), code.as_deref(), language)
    }
}

/// A whole number of digits above zero.
fn whole_digits(value: &Value) -> Option<u32> {
    let Value::Number(digits) = value else { return None };
    let digits = number::canonical(*digits);
    let is_whole = digits.fract().is_zero();
    u32::try_from(digits.trunc().mantissa()).ok().filter(|digits| is_whole && (1..=MOST_DIGITS).contains(digits))
}

/// A number rounded to significant digits, and how many decimals are left of it; nothing for zero and for what can't be
/// rounded.
fn significant(number: Decimal, digits: u32) -> Option<(Decimal, i32)> {
    let places = |number: Decimal| {
        let number = number::canonical(number).normalize();
        let length = i32::try_from(number.mantissa().unsigned_abs().checked_ilog10()?).ok()?;
        length.checked_sub(i32::try_from(number.scale()).ok()?)
    };
    let decimals = |number: Decimal| i32::try_from(digits).ok()?.checked_sub(1)?.checked_sub(places(number)?);
    let rounded = number::round(number, decimals(number)?)?;
    // 9.96 with two digits is 10: rounding may have brought another digit before the point.
    Some((rounded, decimals(rounded)?))
}

/// A number format code that shows no more decimals than there are.
fn with_decimals_at_most(code: &str, decimals: i32) -> String {
    let is_percent = NumberFormat::parse(code).is_ok_and(|format| format.kind() == FormatKind::Percent);
    let most = decimals.saturating_sub(if is_percent { 2 } else { 0 });
    let mut code = code.to_owned();
    while number::decimals_of(Some(&code)).and_then(|shown| i32::try_from(shown).ok()).is_some_and(|shown| shown > most)
    {
        match number::with_decimals(Some(&code), false) {
            Some(fewer) => code = fewer,
            None => break,
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{CellEdit, Edit};
    use crate::text::Localized;
    use crate::workbook::Horizon;

    fn shown(value: &str, format: Option<&str>, digits: &str) -> (String, Option<String>) {
        let mut workbook = Workbook::new("w");
        let sheet = workbook.pages()[0].sheet().unwrap().id;
        let (cell, told) = (CellAddress::new(sheet, 0, 0), CellAddress::new(sheet, 0, 1));
        let outcome = Outcome {
            name: "one".into(),
            label: Localized::same("One"),
            cell,
            format: format.map(str::to_owned),
            unit: Localized::default(),
            definition: Localized::same("One"),
            horizon: Horizon::default(),
            digits: Some(told),
            more_is_better: true,
            party: None,
            variants: Vec::new(),
            active_variant: None,
        };
        let cells = vec![CellEdit::typed(cell, value), CellEdit::typed(told, digits)];
        Edit::SetCells(cells).apply(&mut workbook).unwrap();
        Edit::SetOutcomes(vec![outcome.clone()]).apply(&mut workbook).unwrap();
        (workbook.outcome_text(&outcome, Language::English), workbook.exact_outcome_text(&outcome, Language::English))
    }

    #[test]
    fn figures_show_as_many_digits_as_a_cell_allows() {
        for (value, format, digits, text, exact) in [
            ("533138.99", Some("#,##0"), "2", "530,000", Some("533,139")),
            ("533138.99", Some("#,##0"), "3", "533,000", Some("533,139")),
            ("-533138.99", Some("#,##0"), "1", "-500,000", Some("-533,139")),
            ("0.538483", Some("0.0%"), "2", "54%", Some("53.8%")),
            ("0.538483", Some("0.0%"), "3", "53.8%", None),
            ("17.2979", Some("0.0"), "2", "17", Some("17.3")),
            ("9.96", Some("0.00"), "2", "10", Some("9.96")),
            ("0.0123", Some("0.0000"), "2", "0.012", Some("0.0123")),
            ("2.4784", None, "3", "2.48", Some("2.4784")),
            ("0", Some("#,##0"), "2", "0", None),
            ("533138.99", Some("#,##0"), "All", "533,139", None),
            ("533138.99", Some("#,##0"), "0", "533,139", None),
            ("533138.99", Some("#,##0"), "2.5", "533,139", None),
            ("never", Some("0.0"), "2", "never", None),
        ] {
            let expected = (text.to_owned(), exact.map(str::to_owned));
            assert_eq!(shown(value, format, digits), expected, "{value} {format:?} {digits}");
        }
    }
}
