//! What a page may enter in a calculator, and what it is told: plain data over a workbook, without a browser.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use tandem_core::cell::{CellAddress, Value};
use tandem_core::edit::CellEdit;
use tandem_core::template::{input_cells, output_cells};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{ControlKind, Workbook};

use crate::i18n::{Messages, fill, sentence};
use crate::ui::field::refusal;

/// Why something was not entered, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The input or the setting.
    pub name: String,
    /// Why, as a sentence that names it.
    pub reason: Localized,
}

/// The template of a workbook.
fn template(workbook: &Workbook) -> &str {
    workbook.origin().map_or("", |origin| origin.template.as_str())
}

/// The edit that enters a text in an input, as `calculate` of the JavaScript module would, within the bounds of its field.
///
/// # Errors
/// When there is no such input, or its field would refuse the text. Formulas are refused: what a link or a page brings is a
/// value, and the field goes on being one.
pub fn entry(workbook: &Workbook, name: &str, text: &str) -> Result<CellEdit, Fault> {
    let cells = input_cells(template(workbook), workbook);
    let fault = |reason| Fault { name: name.to_owned(), reason };
    let Some((_, at)) = cells.iter().find(|(known, _)| known == name) else {
        let known = cells.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", ");
        return Err(fault(sentence(|m| m.embed.unknown_input, &[("name", name), ("known", &known)])));
    };
    let text = text.trim();
    if text.starts_with(['=', '＝']) {
        return Err(fault(sentence(|m| m.embed.no_formula, &[("name", name)])));
    }
    let control = workbook.control(name);
    let options = control.map(|control| workbook.choices(control)).unwrap_or_default();
    let typed = match control.map(|control| &control.kind) {
        Some(ControlKind::Slider { min, max, .. }) => number(name, text, false, (Some(*min), Some(*max))),
        Some(ControlKind::Number { min, max, .. }) => number(name, text, false, (*min, *max)),
        Some(ControlKind::Date) => number(name, text, true, (None, None)),
        Some(ControlKind::Choice { .. }) => {
            if options.iter().any(|option| option.value == text) {
                Ok(text.to_owned())
            } else {
                let options = options.iter().map(|option| option.value.as_str()).collect::<Vec<_>>().join(", ");
                Err(sentence(|m| m.embed.no_option, &[("name", name), ("text", text), ("options", &options)]))
            }
        }
        Some(ControlKind::Switch) => match text.to_ascii_lowercase().as_str() {
            "true" | "1" => Ok("TRUE".to_owned()),
            "false" | "0" => Ok("FALSE".to_owned()),
            _ => Err(sentence(|m| m.embed.no_switch, &[("name", name), ("text", text)])),
        },
        None => Ok(text.to_owned()),
    };
    typed.map(|typed| CellEdit::typed(*at, typed)).map_err(fault)
}

fn number(
    name: &str,
    text: &str,
    is_date: bool,
    bounds: (Option<Decimal>, Option<Decimal>),
) -> Result<String, Localized> {
    let said = |language| refusal(text, is_date, bounds, Messages::of(language));
    if said(Language::English).is_none() {
        return Ok(text.to_owned());
    }
    let words = |language| {
        let reason = said(language).unwrap_or_default();
        fill(Messages::of(language).embed.refused, &[("name", name), ("reason", &reason)])
    };
    Err(Localized::of(words))
}

/// One output, as `CellValue` of the JavaScript module.
#[derive(Serialize)]
struct Output {
    kind: &'static str,
    value: String,
    text: String,
    formula: Option<String>,
}

fn output(workbook: &Workbook, at: CellAddress, language: Language) -> Output {
    let value = workbook.value(at);
    let kind = match value {
        Value::Blank => "blank",
        Value::Number(_) => "number",
        Value::Text(_) | Value::Array(_) => "text",
        Value::Bool(_) => "bool",
        Value::Error(_) => "error",
    };
    let formula = workbook.engine().formula_text(at);
    Output { kind, value: value.plain(), text: workbook.display_text(at, language), formula }
}

/// Inputs and outputs as a page is told them: inputs as exact texts by name, outputs as cells by name.
#[must_use]
pub fn state(workbook: &Workbook, language: Language) -> Json {
    let inputs = input_cells(template(workbook), workbook);
    let inputs: Map<String, Json> =
        inputs.into_iter().map(|(name, at)| (name, Json::String(workbook.value(at).plain()))).collect();
    let outputs = output_cells(template(workbook), workbook);
    let outputs: Map<String, Json> =
        outputs.into_iter().map(|(name, at)| (name, json!(output(workbook, at, language)))).collect();
    json!({ "inputs": inputs, "outputs": outputs })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_core::edit::Edit;
    use tandem_core::template::instantiate;

    fn workbook() -> Workbook {
        instantiate("joint-value", Language::English).unwrap()
    }

    #[test]
    fn a_value_is_entered_and_the_outcomes_follow() {
        let mut workbook = workbook();
        let before = state(&workbook, Language::English);
        let edit = entry(&workbook, "discountRate", "12%").unwrap();
        Edit::SetCells(vec![edit]).apply(&mut workbook).unwrap();
        let after = state(&workbook, Language::English);
        assert_eq!(after["inputs"]["discountRate"], "0.12");
        assert_eq!(after["outputs"]["npv"]["kind"], "number");
        assert_ne!(after["outputs"]["npv"]["value"], before["outputs"]["npv"]["value"]);
    }

    #[test]
    fn what_a_field_would_refuse_is_refused_with_its_name() {
        let workbook = workbook();
        for (name, text, part) in [
            ("discountRates", "1", "there is no such input"),
            ("discountRate", "=1+1", "formula"),
            ("discountRate", " ＝A1", "formula"),
            ("discountRate", "abc", "not a number"),
            ("discountRate", "", "not a number"),
            ("discountRate", "9999", "greatest value"),
            ("discountRate", "-5", "least value"),
        ] {
            let fault = entry(&workbook, name, text).unwrap_err();
            assert_eq!(fault.name, name);
            assert!(fault.reason.en.starts_with(name) && fault.reason.en.contains(part), "{}", fault.reason.en);
            assert!(fault.reason.ja.starts_with(name) && !fault.reason.ja.is_ascii(), "{}", fault.reason.ja);
        }
    }
}
