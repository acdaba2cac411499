//! Many edits at once: one crossing of the border for all of them.
//!
//! `packEdits` of `pack.js` packs the pairs into flat lists while the workbook is locked, so that code of the caller which
//! runs when they are read can't change it. What it doesn't take, and what is wrong, is looked at pair by pair here.

use js_sys::{Array, Reflect, Uint8Array, Uint32Array};
use tandem_core::cell::{CellAddress, SheetId, parse_cell};
use tandem_core::edit::TypedCells;
use tandem_core::workbook::Workbook;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::argument::{self, kind};
use crate::error;

#[wasm_bindgen]
extern "C" {
    /// Stands in `pack.js`, which is put at the end of the module's JavaScript.
    #[wasm_bindgen(js_name = packEdits, catch)]
    fn pack_edits(edits: &JsValue) -> Result<JsValue, JsValue>;
}

/// The edits of `setMany`.
pub(crate) fn edits(workbook: &Workbook, edits: &JsValue) -> Result<TypedCells, JsValue> {
    if !Array::is_array(edits) {
        return Err(error(&format!("edits: an array of [ref, input] pairs is expected, not {}.", kind(edits))));
    }
    // Where packing fails, looking at the pairs one by one fails too, and says at which.
    let packed = pack_edits(edits).ok().and_then(|packed| unpacked(workbook, &packed));
    packed.map_or_else(|| one_by_one(edits, &mut Places::new(workbook)), Ok)
}

/// The edits that `packEdits` packed; nothing when it packed none, or when a sheet is none of this workbook.
fn unpacked(workbook: &Workbook, packed: &JsValue) -> Option<TypedCells> {
    let parts: &Array = packed.dyn_ref()?;
    let bytes: Uint8Array = parts.get(0).dyn_into().ok()?;
    let cells: Uint32Array = parts.get(1).dyn_into().ok()?;
    let sheets: Array = parts.get(2).dyn_into().ok()?;
    let sheets: Option<Vec<SheetId>> =
        sheets.iter().map(|prefix| Some(workbook.cell(&format!("{}A1", prefix.as_string()?)).ok()?.sheet)).collect();
    let sheets = sheets?;
    let texts = String::from_utf8(bytes.to_vec()).ok()?;
    let cells: Option<Vec<(CellAddress, usize)>> = cells
        .to_vec()
        .chunks_exact(4)
        .map(|cell| {
            let [row, column, end, sheet] = *cell else { return None };
            let sheet = sheets.get(usize::try_from(sheet).ok()?)?;
            Some((CellAddress::new(*sheet, row, column), usize::try_from(end).ok()?))
        })
        .collect();
    Some(TypedCells::from_parts(texts, cells?))
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
