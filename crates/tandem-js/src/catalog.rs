//! Templates and calculators.

use std::collections::BTreeMap;

use js_sys::{Array, Reflect};
use serde::Serialize;
use tandem_core::cell::CellAddress;
use tandem_core::number;
use tandem_core::template::{self, TemplateKind, input_cells, instantiate, output_cells};
use tandem_core::text::{Language, Localized};
use tandem_core::workbook::{Control, ControlKind, Workbook};
use wasm_bindgen::prelude::*;

use crate::value::{CellValue, cell_value};
use crate::{argument, clock, error, plain};

/// `TemplateInfo` of the contract.
#[derive(Debug, Serialize)]
struct TemplateInfo {
    id: String,
    kind: TemplateKind,
    title: Localized,
    variants: Vec<String>,
    summary: Localized,
    inputs: Vec<InputInfo>,
    outputs: Vec<OutputInfo>,
}

#[derive(Debug, Serialize)]
struct InputInfo {
    name: String,
    label: Localized,
    unit: String,
    default: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<String>,
}

#[derive(Debug, Serialize)]
struct OutputInfo {
    name: String,
    label: Localized,
    unit: String,
    definition: Localized,
}

/// Every template that is built in.
///
/// # Errors
/// When a template can't be made into a workbook, which the tests of core rule out.
#[wasm_bindgen]
pub fn templates() -> Result<JsValue, JsValue> {
    let all = template::templates().iter().map(info).collect::<Result<Vec<_>, _>>()?;
    plain(&all)
}

fn info(entry: &'static template::Template) -> Result<TemplateInfo, JsValue> {
    let manifest = &entry.manifest;
    let workbook =
        instantiate(&manifest.id, Language::English).map_err(|reason| error(&reason.text(Language::English)))?;
    Ok(TemplateInfo {
        id: manifest.id.clone(),
        kind: manifest.kind,
        title: manifest.title.clone(),
        variants: manifest.variants.clone(),
        summary: manifest.summary.clone(),
        inputs: input_cells(&manifest.id, &workbook)
            .into_iter()
            .map(|(name, at)| input_info(manifest, &workbook, name, at))
            .collect(),
        outputs: output_cells(&manifest.id, &workbook)
            .into_iter()
            .map(|(name, _)| output_info(manifest, &workbook, name))
            .collect(),
    })
}

fn input_info(manifest: &template::Manifest, workbook: &Workbook, name: String, at: CellAddress) -> InputInfo {
    let default = workbook.value(at).plain();
    match workbook.control(&name) {
        Some(control) => {
            let (min, max) = bounds(control);
            InputInfo { label: control.label.clone(), unit: control.unit.en.clone(), name, default, min, max }
        }
        None => {
            let entry = manifest.inputs.iter().find(|entry| entry.name == name);
            let label = entry.map(|entry| entry.label.clone()).unwrap_or_default();
            let unit = entry.map(|entry| entry.unit.en.clone()).unwrap_or_default();
            InputInfo { name, label, unit, default, min: None, max: None }
        }
    }
}

fn bounds(control: &Control) -> (Option<String>, Option<String>) {
    let text = |bound: &number::Decimal| number::plain(*bound);
    match &control.kind {
        ControlKind::Slider { min, max, .. } => (Some(text(min)), Some(text(max))),
        ControlKind::Number { min, max, .. } => (min.as_ref().map(text), max.as_ref().map(text)),
        ControlKind::Choice { .. } | ControlKind::Date | ControlKind::Switch => (None, None),
    }
}

fn output_info(manifest: &template::Manifest, workbook: &Workbook, name: String) -> OutputInfo {
    let (base, variant) = match name.split_once('.') {
        Some((base, variant)) => (base, Some(variant)),
        None => (name.as_str(), None),
    };
    if let Some(outcome) = workbook.outcome(base) {
        let variant = variant.and_then(|id| outcome.variants.iter().find(|variant| variant.id == id));
        let (label, definition) = match variant {
            Some(variant) => (variant.label.clone(), variant.definition.clone()),
            None => (outcome.label.clone(), outcome.definition.clone()),
        };
        return OutputInfo { label, definition, unit: outcome.unit.en.clone(), name };
    }
    let entry = manifest.outputs.iter().find(|entry| entry.name == name);
    OutputInfo {
        label: entry.map(|entry| entry.label.clone()).unwrap_or_default(),
        unit: entry.map(|entry| entry.unit.en.clone()).unwrap_or_default(),
        definition: entry.map(|entry| entry.definition.clone()).unwrap_or_default(),
        name,
    }
}

/// `Calculation` of the contract.
#[derive(Debug, Serialize)]
struct Calculation {
    outputs: BTreeMap<String, CellValue>,
    warnings: Vec<String>,
}

/// Fills a template's inputs by name and computes its outputs.
///
/// # Errors
/// An Error that names the template or the input that is wrong.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "the border hands values over")]
pub fn calculate(template: JsValue, inputs: JsValue) -> Result<JsValue, JsValue> {
    let id = argument::text(&template, "template")?;
    let inputs = named_inputs(&inputs)?;
    let done = template::calculate(&id, &inputs, clock::now(), Language::English)
        .map_err(|reason| error(&reason.text(Language::English)))?;
    let outputs = done.outputs.into_iter().map(|(name, at)| (name, cell_value(&done.workbook, at))).collect();
    plain(&Calculation { outputs, warnings: done.warnings })
}

fn named_inputs(inputs: &JsValue) -> Result<Vec<(String, String)>, JsValue> {
    if inputs.is_undefined() || inputs.is_null() {
        return Ok(Vec::new());
    }
    if !inputs.is_object() || Array::is_array(inputs) {
        return Err(error(&format!(
            "inputs: an object of names and values is expected, not {}.",
            argument::kind(inputs)
        )));
    }
    let mut named = Vec::new();
    // Reading may run code of the caller; what that throws comes back as an error.
    for key in Reflect::own_keys(inputs)?.iter() {
        let Some(name) = key.as_string() else { continue };
        let value = argument::input(&Reflect::get(inputs, &key)?, &name)?;
        named.push((name, value));
    }
    Ok(named)
}
