//! Many edits at once: one crossing of the border for all of them.
//!
//! `JSON.stringify` writes the pairs into one text, which crosses once and is read here without copying; texts that JSON
//! can't carry exactly (halves of surrogate pairs) and mistakes are then looked at one by one.

use std::borrow::Cow;

use js_sys::{Array, JSON, Reflect, Uint8Array};
use tandem_core::cell::{CellAddress, SheetId, parse_cell};
use tandem_core::edit::TypedCells;
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

/// The pairs as a JSON text; nothing when JavaScript can't write them as one.
fn json_text(edits: &JsValue) -> Option<String> {
    let json = JSON::stringify(edits).ok()?;
    String::from_utf8(TextEncoder::new().ok()?.encode(&json).ok()?.to_vec()).ok()
}

/// The edits of `setMany`.
pub(crate) fn edits(workbook: &Workbook, edits: &JsValue) -> Result<TypedCells, JsValue> {
    if !Array::is_array(edits) {
        return Err(error(&format!("edits: an array of [ref, input] pairs is expected, not {}.", kind(edits))));
    }
    let mut places = Places::new(workbook);
    if let Some(json) = json_text(edits)
        && let Some(cells) = read_pairs(&json, &mut places)
    {
        return cells;
    }
    one_by_one(edits, &mut places)
}

/// Reads a JSON text of pairs; nothing when it is anything else. A reference that means no cell is the caller's mistake.
fn read_pairs(json: &str, places: &mut Places<'_>) -> Option<Result<TypedCells, JsValue>> {
    let mut rest = Rest(json);
    // The shortest pair, `["A1","1"],`, has eleven bytes; most have about twice as many.
    let mut cells = TypedCells::with_capacity(json.len() / 22, json.len() / 2);
    rest.skip("[")?;
    if rest.0 == "]" {
        return Some(Ok(cells));
    }
    loop {
        rest.skip("[")?;
        let reference = rest.text()?;
        rest.skip(",")?;
        let input = rest.text()?;
        rest.skip("]")?;
        match places.cell(&reference) {
            Ok(at) => cells.push(at, &input),
            Err(failure) => return Some(Err(failure)),
        }
        if rest.0 == "]" {
            return Some(Ok(cells));
        }
        rest.skip(",")?;
    }
}

/// What is left of a JSON text without spaces, as `JSON.stringify` writes it.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip(&mut self, sign: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    /// A string: a part of the text itself, unless something in it is escaped.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let inside = self.0.strip_prefix('"')?;
        let end = inside.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if inside.as_bytes().get(end) == Some(&b'"') {
            self.0 = inside.get(end + 1..)?;
            return Some(Cow::Borrowed(inside.get(..end)?));
        }
        let mut strings = serde_json::Deserializer::from_str(self.0).into_iter::<String>();
        let text = strings.next()?.ok()?;
        self.0 = self.0.get(strings.byte_offset()..)?;
        Some(Cow::Owned(text))
    }
}

/// Reads the pairs one by one, and tells the first mistake. Every reading may run code of the caller, and what that
/// throws must come back as an error here: thrown past this function, it would leave the workbook locked.
fn one_by_one(edits: &JsValue, places: &mut Places<'_>) -> Result<TypedCells, JsValue> {
    let mut cells = TypedCells::default();
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
        cells.push(places.cell(&reference)?, &text);
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
