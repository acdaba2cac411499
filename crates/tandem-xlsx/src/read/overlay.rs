//! What lies over the cells of a sheet: merged areas, notes, and what may be typed.

use tandem_core::cell::{Area, CellAddress, SheetId, parse_cell};
use tandem_core::edit::Edit;
use tandem_core::formula::read_a1;
use tandem_core::limits::MAX_PARTS;
use tandem_core::workbook::{
    Comparison, ListSource, Message, Note, Operator, Strictness, Validation, ValidationRule, anchor,
};

use super::book::RawNote;
use super::build::Builder;
use super::formulas::Taken;
use super::sheet::{FormulaKind, RawFormula, RawValidation};
use crate::report::{LossKind, Report};

impl Builder {
    pub(super) fn merge(&mut self, sheet: SheetId, merges: &[String]) {
        for text in merges.iter().take(MAX_PARTS) {
            let area = read_a1(sheet, text).filter(|area| !area.is_single());
            if area.is_none_or(|area| self.apply(Edit::Merge(area)).is_err()) {
                self.report.named(LossKind::OtherParts, text);
            }
        }
    }

    pub(super) fn notes(&mut self, sheet: SheetId, notes: Vec<RawNote>) {
        for RawNote { place, text, author } in notes.into_iter().take(MAX_PARTS) {
            let Some((row, column)) = parse_cell(&place) else { continue };
            let note = Some(Note { text, author });
            if self.apply(Edit::SetNote { at: CellAddress::new(sheet, row, column), note }).is_err() {
                self.report.named(LossKind::OtherParts, &place);
            }
        }
    }

    pub(super) fn validations(&mut self, sheet: SheetId, rules: Vec<RawValidation>) {
        let mut validations = Vec::new();
        for raw in rules {
            match self.validation(sheet, &raw) {
                // A rule that allows everything only has words to say, which a note would be.
                Some(validation) => validations.push(validation),
                None => self.report.at(LossKind::RefusedRule, || raw.areas),
            }
        }
        let count = validations.len();
        if count > 0 && self.apply(Edit::SetValidations { sheet, validations }).is_err() {
            self.report.at(LossKind::RefusedRule, || format!("{count}"));
        }
    }

    fn validation(&mut self, sheet: SheetId, raw: &RawValidation) -> Option<Validation> {
        let areas: Option<Vec<Area>> = raw.areas.split_whitespace().map(|text| read_a1(sheet, text)).collect();
        let areas = areas.filter(|areas| !areas.is_empty())?;
        let host = anchor(&areas)?;
        let [first, second] = &raw.formulas;
        let mut operand = |text: &String| self.operand(text, host);
        let rule = match raw.kind.as_str() {
            "list" => match first.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                Some(values) => {
                    let values = values.replace("\"\"", "\"");
                    ValidationRule::List(ListSource::Values(values.split(',').map(|v| v.trim().to_owned()).collect()))
                }
                None => ValidationRule::List(ListSource::Formula(operand(first)?)),
            },
            "custom" => ValidationRule::Custom(operand(first)?),
            kind => {
                let operator = operator(&raw.operator)?;
                let lower = operand(first)?;
                let upper = if operator.has_second() { operand(second)? } else { String::new() };
                let comparison = Comparison { operator, first: lower, second: upper };
                match kind {
                    "whole" => ValidationRule::Whole(comparison),
                    "decimal" => ValidationRule::Decimal(comparison),
                    "date" => ValidationRule::Date(comparison),
                    "time" => ValidationRule::Time(comparison),
                    "textLength" => ValidationRule::TextLength(comparison),
                    _ => return None,
                }
            }
        };
        let [input, error] = &raw.messages;
        let message = |(title, text): &(String, String)| {
            (!text.is_empty()).then(|| Message { title: title.clone(), text: text.clone() })
        };
        Some(Validation {
            allow_blank: raw.allows_blank,
            input_message: message(input),
            error_message: message(error),
            strictness: if raw.is_stop { Strictness::Refuse } else { Strictness::Warn },
            ..Validation::new(areas, rule)
        })
    }

    /// A formula of a file as an operand: a plain number as it is, everything else as a formula.
    pub(super) fn operand(&mut self, text: &str, host: CellAddress) -> Option<String> {
        if let Some(number) = crate::digits::read(text) {
            return Some(tandem_core::number::exact(number));
        }
        let kind = FormulaKind::Array { area: String::new(), is_dynamic: true };
        let raw = RawFormula { text: text.to_owned(), kind };
        match self.formulas.take(&raw, host, String::new, &mut Report::default()) {
            Taken::Formula(text) => Some(text),
            Taken::Value => None,
        }
    }
}

/// A relation by its name in files.
pub(super) fn operator(text: &str) -> Option<Operator> {
    Some(match text {
        "" | "between" => Operator::Between,
        "notBetween" => Operator::NotBetween,
        "equal" => Operator::Equal,
        "notEqual" => Operator::NotEqual,
        "lessThan" => Operator::Less,
        "lessThanOrEqual" => Operator::LessOrEqual,
        "greaterThan" => Operator::Greater,
        "greaterThanOrEqual" => Operator::GreaterOrEqual,
        _ => return None,
    })
}
