//! What lies over the cells of a sheet: merged areas, what is hidden, notes, and what may be typed; looks by what cells hold and the
//! filter stand in files of their own.

use rust_xlsxwriter as xlsx;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula};
use tandem_core::cell::{Area, CellAddress};
use tandem_core::number::{self, TypedContent};
use tandem_core::workbook::{
    Comparison, ListSource, Operator, Sheet, Strictness, Validation, ValidationRule, Workbook, anchor,
};

use super::{conditional, filter};
use crate::formula::{Exported, Outward};
use crate::report::{LossKind, Report};

pub(super) type Done = Result<(), xlsx::XlsxError>;

pub(super) fn column_of(column: u32) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Merges areas, before their cells are written.
pub(super) fn merges(target: &mut xlsx::Worksheet, sheet: &Sheet) -> Done {
    for area in &sheet.overlay.merges {
        let (left, right) = (column_of(area.left), column_of(area.right));
        target.merge_range(area.top, left, area.bottom, right, "", &xlsx::Format::new())?;
    }
    Ok(())
}

/// Hides, notes and rules.
pub(super) fn write(target: &mut xlsx::Worksheet, workbook: &Workbook, sheet: &Sheet, outward: &mut Outward) -> Done {
    for row in sheet.overlay.all_hidden_rows() {
        target.set_row_hidden(row)?;
    }
    for column in &sheet.overlay.hidden_columns {
        target.set_column_hidden(column_of(*column))?;
    }
    for ((row, column), note) in &sheet.overlay.notes {
        // Without an author the writer would name one.
        let author = note.author.as_deref().unwrap_or_default();
        let written = xlsx::Note::new(&note.text).add_author_prefix(false).set_author(author);
        target.insert_note(*row, column_of(*column), &written)?;
    }
    for validation in &sheet.overlay.validations {
        let (Some(area), Some(rule)) = (validation.areas.first(), rule_of(validation, workbook, outward)) else {
            continue;
        };
        let (left, right) = (column_of(area.left), column_of(area.right));
        target.add_data_validation(area.top, left, area.bottom, right, &rule)?;
    }
    conditional::write(target, workbook, sheet, outward)?;
    filter::write(target, workbook, sheet)
}

/// Notes what of the overlay no file holds.
pub(super) fn note(workbook: &Workbook, sheet: &Sheet, outward: &mut Outward, report: &mut Report) {
    let overlay = &sheet.overlay;
    for validation in &overlay.validations {
        if rule_of(validation, workbook, outward).is_none()
            && let Some(at) = anchor(&validation.areas)
        {
            report.at(LossKind::RefusedRule, || workbook.reference(at));
        }
    }
    conditional::note(workbook, sheet, outward, report);
    filter::note(workbook, sheet, report);
    if !overlay.evidence.is_empty() {
        report.note(LossKind::Evidence);
    }
}

/// A rule as a file has it; nothing where Excel has no such rule.
fn rule_of(validation: &Validation, workbook: &Workbook, outward: &mut Outward) -> Option<DataValidation> {
    let host = anchor(&validation.areas)?;
    let mut operand = |text: &str| operand(text, host, workbook, outward);
    let rule = DataValidation::new();
    let mut rule = match &validation.rule {
        ValidationRule::List(ListSource::Values(values)) => rule.allow_list_strings(values).ok()?,
        ValidationRule::List(ListSource::Formula(formula)) => rule.allow_list_formula(operand(formula)?),
        ValidationRule::Whole(comparison) => rule.allow_whole_number_formula(relation(comparison, &mut operand)?),
        ValidationRule::Decimal(comparison) => rule.allow_decimal_number_formula(relation(comparison, &mut operand)?),
        ValidationRule::Date(comparison) => rule.allow_date_formula(relation(comparison, &mut operand)?),
        ValidationRule::Time(comparison) => rule.allow_time_formula(relation(comparison, &mut operand)?),
        ValidationRule::TextLength(comparison) => rule.allow_text_length_formula(relation(comparison, &mut operand)?),
        ValidationRule::Custom(formula) => rule.allow_custom(operand(formula)?),
    };
    rule = rule.ignore_blank(validation.allow_blank);
    if let Some(message) = &validation.input_message {
        rule = rule.set_input_title(&message.title).ok()?.set_input_message(&message.text).ok()?;
    }
    if let Some(message) = &validation.error_message {
        rule = rule.set_error_title(&message.title).ok()?.set_error_message(&message.text).ok()?;
    }
    if validation.strictness == Strictness::Warn {
        rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    }
    if validation.areas.len() > 1 {
        let areas: Vec<String> = validation.areas.iter().copied().map(Area::a1).collect();
        rule = rule.set_multi_range(areas.join(" "));
    }
    Some(rule)
}

fn relation(
    comparison: &Comparison,
    operand: &mut impl FnMut(&str) -> Option<Formula>,
) -> Option<DataValidationRule<Formula>> {
    let first = operand(&comparison.first)?;
    Some(match comparison.operator {
        Operator::Between => DataValidationRule::Between(first, operand(&comparison.second)?),
        Operator::NotBetween => DataValidationRule::NotBetween(first, operand(&comparison.second)?),
        Operator::Equal => DataValidationRule::EqualTo(first),
        Operator::NotEqual => DataValidationRule::NotEqualTo(first),
        Operator::Less => DataValidationRule::LessThan(first),
        Operator::LessOrEqual => DataValidationRule::LessThanOrEqualTo(first),
        Operator::Greater => DataValidationRule::GreaterThan(first),
        Operator::GreaterOrEqual => DataValidationRule::GreaterThanOrEqualTo(first),
    })
}

/// An operand, which is what a person would type, as a formula of a file.
fn operand(text: &str, host: CellAddress, workbook: &Workbook, outward: &mut Outward) -> Option<Formula> {
    expression(text, host, workbook, outward).map(|written| Formula::new(format!("{{={written}}}")))
}

/// The same as a text without its `=`.
pub(super) fn expression(text: &str, host: CellAddress, workbook: &Workbook, outward: &mut Outward) -> Option<String> {
    Some(match number::typed(text, workbook.today()).content {
        TypedContent::Formula(formula) => match outward.export(&formula, host) {
            Exported::Formula { text, .. } => text,
            _ => return None,
        },
        TypedContent::Number(number) => number::exact(number),
        TypedContent::Bool(truth) => if truth { "TRUE" } else { "FALSE" }.to_owned(),
        TypedContent::Error(code) => code.to_owned(),
        TypedContent::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        TypedContent::Blank => "\"\"".to_owned(),
    })
}
