//! Many edits in one crossing of the border: the pairs are joined to one text in JavaScript and cut apart here, which
//! costs a tenth of crossing once per text.

use js_sys::Array;
use tandem_core::edit::CellEdit;
use tandem_core::workbook::Workbook;
use wasm_bindgen::{JsCast, JsValue};

use crate::{argument, error};

/// Stands between two texts; no sheet name, reference or sensible input holds it, and when one does, the slow way is taken.
const SEPARATOR: char = '\u{1f}';

/// The edits that an array of `[ref, input]` pairs asks for.
///
/// # Errors
/// An Error that names the first pair that is none, or the first reference that can't be read.
pub(crate) fn edits(workbook: &Workbook, pairs: &JsValue) -> Result<Vec<CellEdit>, JsValue> {
    let Some(pairs) = pairs.dyn_ref::<Array>() else {
        return Err(error("edits: an array of [ref, input] pairs is expected."));
    };
    match joined(pairs) {
        Some(text) => from_joined(workbook, &text),
        None => one_by_one(workbook, pairs),
    }
}

/// All texts of the pairs in one, or nothing when they are not exactly two texts each without the separator.
fn joined(pairs: &Array) -> Option<String> {
    let flat = pairs.flat(1);
    if flat.length() != pairs.length().checked_mul(2)? || !pairs.every(&mut |pair, _, _| is_pair(&pair)) {
        return None;
    }
    let text = String::from(flat.join("\u{1f}"));
    let separators = text.matches(SEPARATOR).count();
    (separators + 1 == flat.length() as usize).then_some(text)
}

fn is_pair(pair: &JsValue) -> bool {
    pair.dyn_ref::<Array>().is_some_and(|pair| {
        pair.length() == 2 && pair.get(0).is_string() && pair.get(1).is_string()
    })
}

fn from_joined(workbook: &Workbook, text: &str) -> Result<Vec<CellEdit>, JsValue> {
    let mut edits = Vec::with_capacity(text.len() / 16);
    let mut texts = text.split(SEPARATOR);
    while let (Some(reference), Some(input)) = (texts.next(), texts.next()) {
        edits.push(edit(workbook, reference, input)?);
    }
    Ok(edits)
}

fn one_by_one(workbook: &Workbook, pairs: &Array) -> Result<Vec<CellEdit>, JsValue> {
    let mut edits = Vec::with_capacity(pairs.length() as usize);
    for (place, pair) in pairs.iter().enumerate() {
        let is_two = pair.dyn_ref::<Array>().is_some_and(|pair| pair.length() == 2);
        if !is_two {
            return Err(error(&format!("edits[{place}]: a pair [ref, input] is expected.")));
        }
        let pair: Array = pair.unchecked_into();
        let reference = argument::text(&pair.get(0), &format!("edits[{place}][0]"))?;
        let input = argument::text(&pair.get(1), &reference)?;
        edits.push(edit(workbook, &reference, &input)?);
    }
    Ok(edits)
}

fn edit(workbook: &Workbook, reference: &str, input: &str) -> Result<CellEdit, JsValue> {
    let at = workbook.cell(reference).map_err(|reason| error(&reason.to_string()))?;
    Ok(CellEdit::typed(at, input))
}
