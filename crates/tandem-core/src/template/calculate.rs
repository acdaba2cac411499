//! A template as a function: inputs by name in, outputs by name out.

use super::{TemplateError, instantiate, template};
use crate::cell::{CellAddress, Value};
use crate::edit::{CellEdit, Edit, EditError};
use crate::function::Clock;
use crate::text::Language;
use crate::workbook::{Control, ControlKind, Workbook};

/// What a calculation gave.
#[derive(Debug)]
pub struct Calculation {
    /// The workbook that computed it.
    pub workbook: Workbook,
    /// Per output its name and cell, in the template's order: outcomes, their variants as `name.variant`, outputs.
    pub outputs: Vec<(String, CellAddress)>,
    /// What a careful reader should know: inputs outside their bounds, outputs that are errors.
    pub warnings: Vec<String>,
}

/// Why a calculation is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalculateError {
    /// The template makes no workbook.
    Template(TemplateError),
    /// The template has no such input.
    UnknownInput {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// An input can't be entered.
    Refused {
        /// The input.
        name: String,
        /// Why.
        error: EditError,
    },
}

impl CalculateError {
    /// A sentence that says what is wrong.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match (self, language) {
            (Self::Template(error), language) => error.text(language),
            (Self::UnknownInput { name, known }, Language::English) => {
                format!("{name}: there is no such input. The inputs are {}.", known.join(", "))
            }
            (Self::UnknownInput { name, known }, Language::Japanese) => {
                format!("{name}：この入力項目はありません。入力項目は {} です。", known.join("、"))
            }
            (Self::Refused { name, error }, language) => format!("{name}: {}", error.text(language)),
        }
    }
}

impl std::fmt::Display for CalculateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Language::English))
    }
}

impl std::error::Error for CalculateError {}

/// Computes a template with inputs by name, each as a person would type it (`0.1`, `12%`, `TRUE`); inputs that are not
/// named keep the template's default.
///
/// # Errors
/// When there is no such template or input, or when an input can't be entered.
pub fn calculate(
    id: &str,
    inputs: &[(String, String)],
    clock: Clock,
    language: Language,
) -> Result<Calculation, CalculateError> {
    let mut workbook = instantiate(id, language).map_err(CalculateError::Template)?;
    workbook.set_clock(clock);
    let cells = input_cells(id, &workbook);
    let mut warnings = Vec::new();
    for (name, input) in inputs {
        let Some((_, at)) = cells.iter().find(|(known, _)| known == name) else {
            let known = cells.into_iter().map(|(name, _)| name).collect();
            return Err(CalculateError::UnknownInput { name: name.clone(), known });
        };
        let edit = Edit::SetCells(vec![CellEdit::typed(*at, input)]);
        edit.apply(&mut workbook).map_err(|error| CalculateError::Refused { name: name.clone(), error })?;
        warnings.extend(workbook.control(name).and_then(|control| bounds_warning(&workbook, control, language)));
    }
    let outputs = output_cells(id, &workbook);
    for (name, at) in &outputs {
        if let Value::Error(error) = workbook.value(*at) {
            warnings.push(format!("{name}: {} {}", error.kind.code(), error.cause.text().get(language)));
        }
    }
    Ok(Calculation { workbook, outputs, warnings })
}

/// Names and cells of all inputs of a workbook that was made from a template: its controls, then the template's further
/// inputs.
#[must_use]
pub fn input_cells(id: &str, workbook: &Workbook) -> Vec<(String, CellAddress)> {
    let mut cells: Vec<_> = workbook.controls().iter().map(|control| (control.name.clone(), control.cell)).collect();
    let further = template(id).map(|template| template.manifest.inputs.as_slice()).unwrap_or_default();
    cells.extend(further.iter().filter_map(|entry| Some((entry.name.clone(), workbook.cell(&entry.cell).ok()?))));
    cells
}

/// Names and cells of all outputs of a workbook that was made from a template: its outcomes, their variants as
/// `name.variant`, then the template's further outputs.
#[must_use]
pub fn output_cells(id: &str, workbook: &Workbook) -> Vec<(String, CellAddress)> {
    let mut cells = Vec::new();
    for outcome in workbook.outcomes() {
        cells.push((outcome.name.clone(), outcome.cell));
        cells.extend(outcome.variants.iter().map(|v| (format!("{}.{}", outcome.name, v.id), v.cell)));
    }
    let further = template(id).map(|template| template.manifest.outputs.as_slice()).unwrap_or_default();
    cells.extend(further.iter().filter_map(|entry| Some((entry.name.clone(), workbook.cell(&entry.cell).ok()?))));
    cells
}

/// A sentence when a control's value lies outside its bounds or is none of its options.
fn bounds_warning(workbook: &Workbook, control: &Control, language: Language) -> Option<String> {
    let name = &control.name;
    let value = workbook.value(control.cell);
    let shown = workbook.display_text(control.cell, language);
    let (min, max) = match &control.kind {
        ControlKind::Slider { min, max, .. } => (Some(*min), Some(*max)),
        ControlKind::Number { min, max, .. } => (*min, *max),
        ControlKind::Choice { .. } => {
            let options = workbook.choices(control);
            let is_known = options.iter().any(|option| option.value == workbook.input_text(control.cell));
            let choices = options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>().join(", ");
            return (!is_known).then(|| match language {
                Language::English => format!("{name}: “{shown}” is none of {choices}."),
                Language::Japanese => format!("{name}：「{shown}」は選択肢（{choices}）にありません。"),
            });
        }
        ControlKind::Date | ControlKind::Switch => return None,
    };
    if value.is_blank() {
        return None;
    }
    let Value::Number(number) = value else {
        return Some(match language {
            Language::English => format!("{name}: “{shown}” is no number."),
            Language::Japanese => format!("{name}：「{shown}」は数値ではありません。"),
        });
    };
    let number = crate::number::canonical(*number);
    let is_low = min.is_some_and(|min| number < min);
    let is_high = max.is_some_and(|max| number > max);
    let bound = |bound: Option<crate::number::Decimal>| bound.map(crate::number::plain).unwrap_or_default();
    (is_low || is_high).then(|| match (language, is_low) {
        (Language::English, true) => format!("{name}: {shown} is less than {}.", bound(min)),
        (Language::English, false) => format!("{name}: {shown} is more than {}.", bound(max)),
        (Language::Japanese, true) => format!("{name}：{shown} は下限 {} を下回っています。", bound(min)),
        (Language::Japanese, false) => format!("{name}：{shown} は上限 {} を上回っています。", bound(max)),
    })
}
