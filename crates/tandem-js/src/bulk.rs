//! Many edits at once: one crossing of the border for all of them.
//!
//! `JSON.stringify` writes the pairs into one text, which crosses once and is read here without copying; texts that JSON
//! can't carry exactly (halves of surrogate pairs) and mistakes are then looked at one by one.

use std::borrow::Cow;

use js_sys::{Array, JSON, Reflect, Uint8Array};
use serde::Deserialize;
use tandem_core::cell::{CellAddress, SheetId, parse_cell};
use tandem_core::edit::CellEdit;
use tandem_core::workbook::Workbook;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::argument::{self, kind};
use crate::error;

#[wasm_bindgen]
extern "C" {
    /// The encoder of the platform: several times faster over megabytes than the glue's own loop over a text.
    type TextEncoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextEncoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn encode(this: &TextEncoder, text: &JsValue) -> Result<Uint8Array, JsValue>;
}

/// The pairs as the bytes of a JSON text; nothing when JavaScript can't write them as one.
fn json_bytes(edits: &JsValue) -> Option<Vec<u8>> {
    let json = JSON::stringify(edits).ok()?;
    Some(TextEncoder::new().ok()?.encode(&json).ok()?.to_vec())
}

/// A reference and an input, borrowed from the text where nothing is escaped.
#[derive(Deserialize)]
struct Pair<'a>(#[serde(borrow)] Cow<'a, str>, #[serde(borrow)] Cow<'a, str>);

/// The edits of `setMany`.
pub(crate) fn edits(workbook: &Workbook, edits: &JsValue) -> Result<Vec<CellEdit>, JsValue> {
    if !Array::is_array(edits) {
        return Err(error(&format!("edits: an array of [ref, input] pairs is expected, not {}.", kind(edits))));
    }
    let mut places = Places::new(workbook);
    let json = json_bytes(edits).unwrap_or_default();
    if let Ok(pairs) = serde_json::from_slice::<Vec<Pair<'_>>>(&json) {
        let mut cells = Vec::with_capacity(pairs.len());
        for Pair(reference, input) in pairs {
            cells.push(CellEdit::typed(places.cell(&reference)?, input));
        }
        return Ok(cells);
    }
    one_by_one(edits, &mut places)
}

/// Reads the pairs one by one, and tells the first mistake. Every reading may run code of the caller, and what that
/// throws must come back as an error here: thrown past this function, it would leave the workbook locked.
fn one_by_one(edits: &JsValue, places: &mut Places<'_>) -> Result<Vec<CellEdit>, JsValue> {
    let mut cells = Vec::new();
    for index in 0..length(edits)? {
        let wrong =
            |found: String| error(&format!("edits[{index}]: a pair [ref, input] of texts is expected, not {found}."));
        let pair = Reflect::get_u32(edits, index)?;
        if !Array::is_array(&pair) {
            return Err(wrong(kind(&pair)));
        }
        let count = length(&pair)?;
        if count != 2 {
            return Err(wrong(format!("an array of {count}")));
        }
        let (reference, input) = (Reflect::get_u32(&pair, 0)?, Reflect::get_u32(&pair, 1)?);
        let reference = reference.as_string().ok_or_else(|| wrong(format!("{} as its reference", kind(&reference))))?;
        let text = input.as_string();
        let text = text.ok_or_else(|| error(&format!("{reference}: a string is expected, not {}.", kind(&input))))?;
        cells.push(CellEdit::typed(places.cell(&reference)?, text));
    }
    Ok(cells)
}

/// How many entries an array has.
fn length(array: &JsValue) -> Result<u32, JsValue> {
    let length = Reflect::get(array, &JsValue::from_str("length"))?;
    argument::whole(&length).ok_or_else(|| error(&format!("edits: an array's length can't be {}.", kind(&length))))
}

/// References to cells, where neighbours mostly name the same sheet.
struct Places<'a> {
    workbook: &'a Workbook,
    /// What stands before the cell in the latest reference, its `!` included, and the sheet that it means.
    latest: Option<(String, SheetId)>,
}

impl<'a> Places<'a> {
    const fn new(workbook: &'a Workbook) -> Self {
        Self { workbook, latest: None }
    }

    fn cell(&mut self, reference: &str) -> Result<CellAddress, JsValue> {
        if let Some((prefix, sheet)) = &self.latest
            && let Some(cell) = reference.strip_prefix(prefix.as_str())
            && let Some((row, column)) = parse_cell(cell)
        {
            return Ok(CellAddress::new(*sheet, row, column));
        }
        let at = self.workbook.cell(reference).map_err(|failure| error(&failure.to_string()))?;
        if let Some((sheet, _)) = reference.rsplit_once('!') {
            self.latest = Some((format!("{sheet}!"), at.sheet));
        }
        Ok(at)
    }
}
